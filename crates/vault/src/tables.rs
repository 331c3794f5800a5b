//! One file a table, or a few tables that tell one story: migrations, row type, and every query on them.

pub(crate) mod column;
pub(crate) mod declaration;
pub(crate) mod draft;
pub(crate) mod outbox;
pub(crate) mod sent;
pub(crate) mod setting;
pub(crate) mod status;
pub(crate) mod vault_row;
