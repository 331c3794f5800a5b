//! Rescue: what can still be read of a damaged database is put into a new one, under a new key, and the old file is set aside
//! as it is.
//!
//! SQLCipher gives up a page when a single bit of it is wrong. What lies on other pages is as good as ever: it is read row by
//! row around the damage. Nothing is repaired and nothing guessed; what was lost is said by name.
//!
//! To read: `spare` (the few pages without which no other can be found), `source` (the damaged file, on a copy), `walk` (its
//! rows), `fill` (from there into the new database), `mend` (what must hold there although rows are missing), `losses` (what
//! its owner is told).

mod fill;
mod losses;
mod mend;
mod source;
pub(crate) mod spare;
mod walk;

use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use uuid::Uuid;

use crate::connection;
use crate::directory::{Hold, VaultDir};
use crate::error::VaultError;
use crate::files;
use crate::key::{DataKey, random};
use crate::mark;
use crate::privacy;
use crate::rebuild;
use crate::slots::change::Keys;
use crate::slots::entry::Entry;
use crate::slots::file::{List, SlotsFile};
use crate::slots::{Unlock, unlocking};
use crate::steps;
use crate::tables::{key_slot, vault_row};
use crate::vault::Vault;

pub use losses::{Lost, LostPart};
use source::Source;

/// Begins the name of a folder with a damaged vault in it, as it was.
const ASIDE: &str = "damaged-";
/// Ends it until the new database is in its place: until then the old one is open under both of its names.
const UNFINISHED: &str = "new";

/// What came of a rescue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescue {
    /// How many declarations there are now.
    pub kept: u32,
    /// Declarations of which something is missing, or all.
    pub lost: Vec<Lost>,
    /// How many pages of the file could not be read. Of what they held nothing may be known, not even that it is lost.
    pub pages: u32,
    /// Ways to open were lost: only the one that was used now is left.
    pub slots_lost: bool,
    /// The damaged file was of an earlier time: what was typed since was not in it.
    pub earlier: bool,
    /// The folder with the old file; `None` where nothing was damaged and the vault was simply opened.
    pub aside: Option<PathBuf>,
}

impl Vault {
    /// Opens a damaged vault: every row that can be read goes into a new database under a new key, and the old file is set
    /// aside untouched, with a copy of the slots that open it. A vault without damage is opened as it is.
    ///
    /// # Errors
    /// What [`Vault::open`] says of the key; `vault-file-broken` when not even the list of tables can be read;
    /// `vault-too-new`; `vault-disk-full`, `vault-read-only`, `vault-io`. Then nothing has changed.
    pub fn rescue(
        directory: &VaultDir,
        unlock: &Unlock,
        now: DateTime<Utc>,
    ) -> Result<(Self, Rescue), VaultError> {
        if !directory.file(files::DATABASE).exists() {
            return Err(directory.without_database());
        }
        let slots = SlotsFile::read_both(directory.path())?;
        let candidates = unlocking::candidates(directory, &slots, unlock)?;
        let hold = Hold::make(directory)?;
        let copied = match Source::over_a_copy(directory, candidates) {
            // The disk may have failed for a moment: what is damaged is so when it is read again.
            Err(VaultError::Damaged) => unlocking::candidates(directory, &slots, unlock)
                .and_then(|candidates| Source::over_a_copy(directory, candidates)),
            other => other,
        };
        let mut source = match copied {
            Ok(source) => source,
            Err(error) => {
                let _ = clear(directory);
                return Err(match error {
                    VaultError::Damaged => VaultError::FileBroken { file: files::DATABASE },
                    other => other,
                });
            }
        };
        if source.pages == 0 && source.is_sound()? {
            drop(source);
            clear(directory)?;
            drop(hold);
            let vault = Vault::open(directory, unlock.clone())?;
            let kept = vault.declarations()?.len() as u32;
            return Ok((
                vault,
                Rescue { kept, lost: Vec::new(), pages: 0, slots_lost: false, earlier: false, aside: None },
            ));
        }
        let rescued = into_a_new_database(directory, &mut source, &slots, unlock, now)
            .map_err(|error| source.looked_at_anew(error));
        drop(source);
        let _ = clear(directory); // the next rescue or opening clears it too
        let (keys, rescue) = rescued?;
        let connection = opened(directory, &keys).map_err(VaultError::of_a_new_file)?;
        let marks = mark::begin(directory, &connection);
        Ok((Vault::assemble(directory.clone(), hold, connection, keys, marks, false), rescue))
    }
}

fn opened(directory: &VaultDir, keys: &Keys) -> Result<Connection, VaultError> {
    let connection = connection::open(&directory.file(files::DATABASE), &keys.key)?;
    connection::settle(&connection)?;
    spare::keep_all(&connection, directory, keys.key_id)?;
    privacy::owner_only(directory.path())?;
    Ok(connection)
}

fn into_a_new_database(
    directory: &VaultDir,
    source: &mut Source,
    slots: &[SlotsFile],
    unlock: &Unlock,
    now: DateTime<Utc>,
) -> Result<(Keys, Rescue), VaultError> {
    let (key, key_id) = (DataKey::generate()?, uuid::Builder::from_random_bytes(random()?).into_uuid());
    let created_at = source.ask(vault_row::created_at)?.unwrap_or(now);
    let (entries, slots_lost) = ways(directory, source, slots, unlock, created_at)?;
    let key_was = source.key_id;
    let earlier = source.ask(|connection| mark::is_earlier(directory, connection, key_was))?.unwrap_or(false);

    rebuild::clear(directory)?;
    let built = fill::new_database(directory, &key, source, now, |fresh| {
        vault_row::insert(fresh, key_id, created_at)?;
        key_slot::replace_all(fresh, &entries)
    });
    let (kept, lost) = match built {
        Ok(counted) => counted,
        Err(error) => {
            let _ = rebuild::clear(directory);
            return Err(error);
        }
    };
    steps::reached("rescued");
    let aside = set_aside(directory, now)?;
    steps::reached("set-aside");

    let keys = Keys { key, key_id, entries, former: None };
    let salt = files::salt(&directory.file(files::DATABASE_NEW))?;
    let next = List::seal(&keys.key, keys.key_id, salt, &keys.entries)?;
    SlotsFile::write(directory.path(), [vec![next.clone()], lists(slots)].concat())?;
    mark::forget(directory);
    steps::reached("rescue-listed");
    put_in_place(directory)?;
    steps::reached("rescue-placed");
    let aside = finished(&aside).unwrap_or(aside); // else the next opening does it
    steps::reached("rescue-aside");
    let _ = SlotsFile::write(directory.path(), vec![next]); // the same
    Ok((keys, Rescue { kept, lost, pages: source.pages, slots_lost, earlier, aside: Some(aside) }))
}

/// The ways to open that the new vault has: those that the database lists. Where that page is gone, the one that was used now:
/// anybody may have written the others into the file.
fn ways(
    directory: &VaultDir,
    source: &mut Source,
    slots: &[SlotsFile],
    unlock: &Unlock,
    created_at: DateTime<Utc>,
) -> Result<(Vec<Entry>, bool), VaultError> {
    let listed = source.ask(|connection| match key_slot::exists(connection)? {
        true => key_slot::all(connection),
        false => Ok(Vec::new()),
    })?;
    match (listed, slots.first()) {
        (Some(entries), _) if !entries.is_empty() => Ok((entries, false)),
        (_, Some(SlotsFile::Former(former))) => {
            let entries = former.entries(&source.key, Some(unlock), directory.keychain(), created_at)?;
            Ok((entries, false))
        }
        _ => {
            let lists = lists(slots);
            let used = lists.iter().flat_map(|list| &list.slots).map(|sealed| &sealed.slot);
            let used: Vec<Entry> =
                used.filter(|entry| Some(entry.id) == source.slot).take(1).cloned().collect();
            if used.is_empty() { Err(VaultError::KeyMissing) } else { Ok((used, true)) }
        }
    }
}

fn lists(slots: &[SlotsFile]) -> Vec<List> {
    slots.iter().flat_map(SlotsFile::lists).collect()
}

/// Takes away what a rescue that was cut off left behind: the copy that it read, and a folder whose database is still the one in use. Where
/// the new one was put in its place already, the folder gets its name.
pub(crate) fn clear(directory: &VaultDir) -> Result<(), VaultError> {
    source::clear(directory)?;
    let fail = |error: io::Error| VaultError::file("setting the damaged file aside", &error);
    let unfinished = |folder: &PathBuf| folder.extension().is_some_and(|ending| ending == UNFINISHED);
    for folder in folders_aside(directory).into_iter().filter(unfinished) {
        // A rescued database begins with another salt.
        let [aside, in_use] = [folder.join(files::DATABASE), directory.file(files::DATABASE)]
            .map(|database| files::salt(&database));
        if aside? != in_use? {
            finished(&folder).map_err(fail)?;
        } else if has_the_only_log(directory, &folder)? {
            on_its_own(&folder).and_then(|()| finished(&folder)).map_err(fail)?;
        } else {
            std::fs::remove_dir_all(&folder).map_err(fail)?;
        }
    }
    Ok(())
}

/// Whether a rescue was cut off when the old log had gone from beside the database: then nothing else holds what was written last.
fn has_the_only_log(directory: &VaultDir, folder: &Path) -> Result<bool, VaultError> {
    let [in_use, aside] = [directory.file(files::DATABASE), folder.join(files::DATABASE)]
        .map(|database| files::size(&files::log_of(&database)));
    let fail = |error: io::Error| VaultError::file("setting the damaged file aside", &error);
    Ok(in_use.map_err(fail)? == 0 && aside.map_err(fail)? > 0)
}

/// Makes the database in a folder a file of its own, so that nothing is written into it any more.
fn on_its_own(folder: &Path) -> io::Result<()> {
    let (database, copy) = (folder.join(files::DATABASE), folder.join(files::DATABASE_NEW));
    drop(files::private_file(&copy)?);
    std::fs::copy(&database, &copy)?;
    files::flush(&copy)?;
    files::place(&copy, &database)
}

/// Gives a folder its name.
fn finished(folder: &Path) -> io::Result<PathBuf> {
    let name = folder.with_extension(""); // kept free for it
    files::place(folder, &name)?;
    Ok(name)
}

/// Gives the old files a second name in a folder of their own, with the slots that open them.
fn set_aside(directory: &VaultDir, now: DateTime<Utc>) -> Result<PathBuf, VaultError> {
    let fail = |error: io::Error| VaultError::file("setting the damaged file aside", &error);
    let folder = directory.file(&format!("{ASIDE}{}", now.format("%Y%m%dT%H%M%SZ")));
    let folder = free_name(&folder).map_err(fail)?.with_added_extension(UNFINISHED);
    privacy::owner_only(&folder)?;
    let database = directory.file(files::DATABASE);
    let beside = folder.join(files::DATABASE);
    for (path, beside) in
        [(database.clone(), beside.clone()), (files::log_of(&database), files::log_of(&beside))]
    {
        match second_name(&path, &beside) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {} // it had no log
            other => other.map_err(fail)?,
        }
    }
    let slots = [files::SLOTS, files::SLOTS_SPARE].map(|name| std::fs::read(directory.file(name)));
    let [slots, spare] = slots;
    let slots = slots.or(spare).map_err(fail)?;
    files::write_private(&folder.join(files::SLOTS), &slots).map_err(fail)?;
    Ok(folder)
}

/// A second rescue within a second gets a folder of its own, also where the first one was cut off.
fn free_name(folder: &Path) -> io::Result<PathBuf> {
    let mut name = folder.to_owned();
    for count in 2.. {
        if !name.try_exists()? && !name.with_added_extension(UNFINISHED).try_exists()? {
            break;
        }
        name = folder.with_added_extension(count.to_string());
    }
    Ok(name)
}

/// By a link where the disk has them, else by a copy that is flushed.
fn second_name(path: &Path, beside: &Path) -> io::Result<()> {
    if std::fs::hard_link(path, beside).is_ok() {
        return Ok(());
    }
    std::fs::copy(path, beside)?;
    files::flush(beside)
}

/// The old log goes first: it would be taken for the new file's. Cut off in between, the folder has both.
fn put_in_place(directory: &VaultDir) -> Result<(), VaultError> {
    let database = directory.file(files::DATABASE);
    match std::fs::remove_file(files::log_of(&database)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(VaultError::file("placing the rescued database", &error));
        }
        _ => {}
    }
    steps::reached("rescue-log-gone");
    files::place(&directory.file(files::DATABASE_NEW), &database)
        .map_err(|error| VaultError::file("placing the rescued database", &error))
}

/// Folders with damaged vaults.
pub(crate) fn folders_aside(directory: &VaultDir) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory.path()).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(ASIDE))
        .map(|entry| entry.path())
        .collect()
}

/// The declarations of a table: the column that names them.
fn names_declaration(table: &str) -> &'static str {
    if table == "declaration" { "id" } else { "declaration" }
}

/// Ids in text as SQLite has them.
fn as_id(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok()
}
