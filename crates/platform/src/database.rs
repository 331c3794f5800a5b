//! Which database a platform keeps its declarations in.

use std::path::Path;
use std::sync::Arc;

use crate::store::{PostgresStore, SqliteStore, Store, StoreError};

/// The embedded store's file in the data directory.
pub(crate) const FILE: &str = "declarations.db";

/// Opens the database at that address, or the embedded one where there is none.
pub(crate) async fn open(data: &Path, address: Option<&str>) -> Result<Arc<dyn Store>, StoreError> {
    if let Some(address) = address {
        return Ok(Arc::new(PostgresStore::open(address).await?));
    }
    let path = data.join(FILE);
    let store = tokio::task::spawn_blocking(move || SqliteStore::open(&path));
    Ok(Arc::new(store.await.map_err(|_| StoreError::CutOff)??))
}
