//! One file a table, or a few tables that tell one story: migrations, row type, and every query on them.

pub(crate) mod addressee;
pub(crate) mod cases;
pub(crate) mod clock;
pub(crate) mod column;
pub(crate) mod declaration;
pub(crate) mod desk_list;
pub(crate) mod draft;
pub(crate) mod dropped;
pub(crate) mod handed_over;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod key_slot;
pub(crate) mod kind;
pub(crate) mod letter;
pub(crate) mod member;
pub(crate) mod outbox;
pub(crate) mod outdating;
pub(crate) mod recent;
pub(crate) mod sent;
pub(crate) mod setting;
pub(crate) mod status;
mod step_back;
pub(crate) mod summary;
mod typed_on;
pub(crate) mod vault_row;
