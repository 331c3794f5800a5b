//! A spare of the few pages without which others cannot be found: the first one, those that list the tables, and those that lead
//! to the rows of a table. They are kept as they are in the file, encrypted and authentic, so that a spare tells nobody
//! anything and cannot be forged.
//!
//! It is written when the vault is made, when its key changes, now and again while it is open, and when it is closed.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::directory::VaultDir;
use crate::error::VaultError;
use crate::files;
use crate::purge::fold_log;
use crate::slots::file::base64_bytes;

/// Beside the database.
pub(crate) const FILE: &str = "vault.spare.json";
/// A hundred thousand declarations have fewer.
const MOST: usize = 1024;
/// Finding the pages that lead to rows means looking at every page: at the closing of a file up to this size alone.
const SMALL: u64 = 16 << 20;

#[derive(Serialize, Deserialize, PartialEq)]
struct Spare {
    /// Of the key that encrypts the pages.
    key_id: Uuid,
    pages: Vec<SparePage>,
}

#[derive(Clone, Serialize, Deserialize, PartialEq)]
pub(super) struct SparePage {
    number: u32,
    /// It lists tables: it stays as it is until there are other tables.
    pub(super) schema: bool,
    #[serde(with = "base64_bytes")]
    pub(super) bytes: Vec<u8>,
}

/// Keeps a spare of the open database's pages: of those that list the tables, and of those that are known to lead to rows. A disk
/// that takes none is no reason to refuse anything: it is tried again.
pub(crate) fn keep(connection: &Connection, directory: &VaultDir, key_id: Uuid) -> Result<(), VaultError> {
    fold_log(connection)?;
    let mut numbers = schema(connection)?;
    if let Some(spare) = read(directory).filter(|spare| spare.key_id == key_id) {
        numbers.extend(spare.pages.iter().filter(|page| !page.schema).map(|page| (page.number, false)));
    }
    let _ = write(directory, key_id, &numbers);
    Ok(())
}

/// The same, looking for the pages that lead to rows.
pub(crate) fn keep_all(
    connection: &Connection,
    directory: &VaultDir,
    key_id: Uuid,
) -> Result<(), VaultError> {
    fold_log(connection)?;
    let mut numbers = schema(connection)?;
    let mut statement = connection.prepare(
        "SELECT pageno FROM sqlite_schema JOIN dbstat USING (name)
         WHERE type = 'table' AND sqlite_schema.rootpage > 0 AND name NOT LIKE 'search%' AND pagetype = 'internal'",
    )?;
    for number in statement.query_map([], |row| row.get(0))? {
        numbers.push((number?, false));
    }
    let _ = write(directory, key_id, &numbers);
    Ok(())
}

/// The same before a small file is closed.
pub(crate) fn keep_before_closing(connection: &Connection, directory: &VaultDir, key_id: Uuid) {
    if files::size(&directory.file(files::DATABASE)).is_ok_and(|size| size <= SMALL) {
        let _ = keep_all(connection, directory, key_id);
    }
}

/// Once the database is closed: the pages are those of the last time, with what they hold now.
pub(crate) fn keep_after_closing(directory: &VaultDir) {
    let log = files::log_of(&directory.file(files::DATABASE));
    if let (Some(spare), Ok(0)) = (read(directory), files::size(&log)) {
        let numbers: Vec<(u32, bool)> = spare.pages.iter().map(|page| (page.number, page.schema)).collect();
        let _ = write(directory, spare.key_id, &numbers);
    }
}

/// The spare pages by their number; none where there is no spare of the database under this key.
pub(super) fn pages(directory: &VaultDir, key_id: Uuid) -> BTreeMap<u32, SparePage> {
    let spare = read(directory).filter(|spare| spare.key_id == key_id);
    let pages = spare.map(|spare| spare.pages).unwrap_or_default();
    pages.into_iter().map(|page| (page.number, page)).collect()
}

fn schema(connection: &Connection) -> Result<Vec<(u32, bool)>, VaultError> {
    let mut statement = connection.prepare("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'")?;
    let numbers = statement.query_map([], |row| Ok((row.get(0)?, true)))?;
    Ok(numbers.collect::<Result<_, _>>()?)
}

fn write(directory: &VaultDir, key_id: Uuid, numbers: &[(u32, bool)]) -> io::Result<()> {
    let database = directory.file(files::DATABASE);
    let pages = numbers.iter().take(MOST).map(|&(number, schema)| {
        let bytes = page(&database, number)?;
        Ok(SparePage { number, schema, bytes })
    });
    let spare = Spare { key_id, pages: pages.collect::<io::Result<_>>()? };
    if read(directory).is_some_and(|kept| kept == spare) {
        return Ok(());
    }
    files::write_private(&directory.file(FILE), &serde_json::to_vec(&spare)?)
}

fn read(directory: &VaultDir) -> Option<Spare> {
    let spare: Spare = serde_json::from_slice(&std::fs::read(directory.file(FILE)).ok()?).ok()?;
    let whole = |page: &SparePage| page.number > 0 && page.bytes.len() as u64 == files::PAGE;
    spare.pages.iter().all(whole).then_some(spare)
}

fn page(database: &Path, number: u32) -> io::Result<Vec<u8>> {
    let mut file = File::open(database)?;
    file.seek(SeekFrom::Start((u64::from(number) - 1) * files::PAGE))?;
    let mut bytes = vec![0; files::PAGE as usize];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}
