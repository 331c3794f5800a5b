//! Which database a platform keeps its declarations in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::at_rest::{DayKeyError, DayKeys};
use crate::store::{PostgresStore, SqliteStore, Store, StoreError};
use crate::whole_file;

/// The embedded store's file in the data directory.
pub(crate) const FILE: &str = "declarations.db";

/// Opens the database at that address, or the embedded one where there is none.
pub(crate) async fn open(data: &Path, address: Option<&str>) -> Result<Arc<dyn Store>, StoreError> {
    if let Some(address) = address {
        return Ok(Arc::new(PostgresStore::open(address).await?));
    }
    let path = data.join(FILE);
    let store = tokio::task::spawn_blocking(move || {
        whole_file::make_private(&path).map_err(|error| StoreError::Refused(error.to_string()))?;
        SqliteStore::open(&path)
    });
    Ok(Arc::new(store.await.map_err(|_| StoreError::CutOff)??))
}

/// What a database remembers of the keys that belong to it.
pub(crate) fn binding(store_keys: &str, day_keys: &DayKeys) -> String {
    format!("{store_keys} {}", day_keys.id())
}

/// Whether what a database remembers names a directory of keys of days.
pub(crate) fn names_days(binding: &str) -> bool {
    binding.contains(' ')
}

/// The keys of days of a database, from that directory. They are never made here: a platform does that at its first start.
pub(crate) async fn day_keys(store: &dyn Store, folder: PathBuf) -> Result<DayKeys, StoreError> {
    let days = DayKeys::read_or_make(folder, false)?;
    match store.bound_to().await? {
        Some(bound) if bound.ends_with(days.id()) => Ok(days),
        _ => Err(DayKeyError::OtherDatabase(days.folder().to_owned()).into()),
    }
}
