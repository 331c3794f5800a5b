//! A vault that no file holds, for a kiosk's session: it has the same tables and the same rules, and is gone with the program. It has no
//! slots, since nobody opens it a second time; whatever would write a file for it fails.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::error::VaultError;
use crate::key::{DataKey, random};
use crate::schema;
use crate::slots::change::Keys;
use crate::tables::vault_row;
use crate::vault::Vault;

impl Vault {
    /// Makes an empty vault in this program's memory, and opens it.
    ///
    /// # Errors
    /// `vault-io` when there is no memory, or the system has no random numbers to give.
    pub fn in_memory(now: DateTime<Utc>) -> Result<Self, VaultError> {
        let mut connection = Connection::open_in_memory()?;
        // Pages that are given back are overwritten, and stay out of swap where the system lets them.
        connection.pragma_update(None, "cipher_memory_security", "ON")?;
        // Else sorting a long list would go through a file.
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update(None, "secure_delete", "ON")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        connection.pragma_update(None, "trusted_schema", "OFF")?;
        connection.set_prepared_statement_cache_capacity(64);
        schema::migrate(&mut connection)?;
        let key_id = uuid::Builder::from_random_bytes(random()?).into_uuid();
        vault_row::insert(&connection, key_id, now)?;
        let keys = Keys { key: DataKey::generate()?, key_id, entries: Vec::new(), former: None };
        Ok(Vault::assemble_in_memory(connection, keys))
    }
}
