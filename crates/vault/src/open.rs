//! Opening a vault. Whatever goes wrong here, every byte on the disk stays as it was.

use std::sync::Arc;

use rusqlite::Connection;

use crate::connection;
use crate::directory::{Hold, VaultDir};
use crate::error::VaultError;
use crate::files;
use crate::key::DataKey;
use crate::log_number::LogNumber;
use crate::mark;
use crate::privacy;
use crate::rebuild::{self, Progress};
use crate::rescue;
use crate::schema;
use crate::set_aside;
use crate::slots::Unlock;
use crate::slots::change::{self, Keys};
use crate::slots::file::SlotsFile;
use crate::slots::unlocking::{self, Unlocked};
use crate::steps;
use crate::vault::Vault;

impl Vault {
    /// Opens the vault of a directory, and brings its tables up to date.
    ///
    /// # Errors
    /// `vault-not-found` when there is none or it has no such slot; `vault-database-gone`; `vault-busy`; `vault-file-not-encrypted`,
    /// `vault-file-broken`, `vault-damaged`; `vault-key-missing`, `vault-key-mismatch`; `vault-passphrase-wrong`,
    /// `vault-recovery-code-wrong`, `vault-recovery-group-wrong`, `vault-recovery-incomplete`; `vault-keychain-changed`,
    /// `vault-keychain-locked`, `vault-keychain-unavailable`; `vault-too-new`; `vault-earlier`; `vault-read-only`, `vault-disk-full`,
    /// `vault-directory-not-private`, `vault-io`. None of them has changed a file.
    pub fn open(directory: &VaultDir, unlock: Unlock) -> Result<Self, VaultError> {
        Self::open_if(directory, unlock, false)
    }

    /// The same, also where the database is of an earlier time: its owner knows, and goes on from there.
    ///
    /// # Errors
    /// As [`Vault::open`], but for `vault-earlier`.
    pub fn open_earlier(directory: &VaultDir, unlock: Unlock) -> Result<Self, VaultError> {
        Self::open_if(directory, unlock, true)
    }

    fn open_if(directory: &VaultDir, unlock: Unlock, earlier: bool) -> Result<Self, VaultError> {
        if !directory.database_exists()? {
            return Err(directory.without_database());
        }
        let held = Hold::existing(directory)?;
        inspect(directory)?;
        let slots = SlotsFile::read_both(directory.path())?;
        let aside = set_aside::lists(directory);
        // A keychain may show a dialogue that nobody answers; meanwhile another way must be able to open.
        drop(held);
        let candidates = unlocking::candidates(directory, &slots, &unlock);
        let held = Hold::existing(directory)?;
        let log = files::log_of(&directory.file(files::DATABASE));
        let mut unclean = files::size(&log).unwrap_or(0) > 0;
        let (unlocked, file) = match candidates.and_then(|candidates| candidates.open(directory)) {
            Ok(unlocked) => (unlocked, slots.first()),
            // A database that was away comes back to slots that were made meanwhile; its own were set aside for them.
            Err(error) if error.is_of_another_key() && !aside.is_empty() => {
                let candidates = unlocking::candidates(directory, &aside, &unlock);
                let unlocked = candidates.and_then(|candidates| candidates.open(directory));
                (unlocked.map_err(|_| error)?, aside.first())
            }
            Err(error) => return Err(error),
        };
        let file = file.ok_or(VaultError::KeyMissing)?;
        let (unlocked, is_earlier) = as_it_was_left(directory, unlocked, unclean, earlier)?;
        unclean |= is_earlier; // it is looked through: the same hand may have changed more
        // The slots file leads to another database, or to this one in fewer ways. The one that opened it is about to take its place.
        if slots.first() != Some(file) {
            set_aside::copy_of_slots(directory, unlocked.key_id)?;
        }
        let key = unlocked.key.clone();
        let hold = match held {
            Some(hold) => hold,
            None => Hold::make(directory)?,
        };
        let (connection, keys) = settled(directory, unlocked, file, &unlock)
            .map_err(|error| connection::looked_at_anew(error, &directory.file(files::DATABASE), &key))?;
        let marks = mark::begin(directory, &connection);
        Ok(Vault::assemble(directory.clone(), hold, connection, keys, marks, unclean))
    }
}

/// What a database is, beside what it was left as.
enum Left {
    So,
    /// It is of an earlier time, or its log was lost or is another's. Such a log is to be set aside: with another database it makes
    /// neither of the two, and what of a damaged one is whole would be written over.
    Earlier {
        without_log: bool,
    },
}

/// Refuses one that is not what it was left as, unless its owner goes on; says whether it is so.
fn as_it_was_left(
    directory: &VaultDir,
    unlocked: Unlocked,
    has_log: bool,
    goes_on: bool,
) -> Result<(Unlocked, bool), VaultError> {
    let left = left(directory, &unlocked, has_log);
    let database = directory.file(files::DATABASE);
    match left {
        Ok(Left::So) => Ok((unlocked, false)),
        Ok(Left::Earlier { .. }) if !goes_on => Err(VaultError::Earlier),
        Ok(Left::Earlier { without_log: false }) => Ok((unlocked, true)),
        Ok(Left::Earlier { without_log: true }) => {
            connection::close_as_it_is(unlocked.connection);
            set_aside::log_of(&database)?;
            let connection = connection::open(&database, &unlocked.key)?;
            Ok((Unlocked { connection, ..unlocked }, true))
        }
        // A page that the disk did not give for a moment looks like one that is damaged.
        Err(error) => {
            connection::close_as_it_is(unlocked.connection);
            Err(connection::looked_at_anew(error, &database, &unlocked.key))
        }
    }
}

fn left(directory: &VaultDir, unlocked: &Unlocked, has_log: bool) -> Result<Left, VaultError> {
    let (connection, database) = (&unlocked.connection, directory.file(files::DATABASE));
    if has_log && LogNumber::of(connection)?.is_over_another(&database, &unlocked.key) {
        return Ok(Left::Earlier { without_log: true });
    }
    if !mark::is_earlier(directory, connection, unlocked.key_id)? {
        return Ok(Left::So);
    }
    let is_sound = match connection::is_sound(connection) {
        Err(VaultError::Damaged | VaultError::KeyMismatch) => false,
        other => other?,
    };
    let lost = mark::has_lost_its_log(directory, connection, unlocked.key_id)?;
    Ok(Left::Earlier { without_log: has_log && (lost || !is_sound) })
}

/// Tidies the directory, brings the tables up to date and takes over the slots.
fn settled(
    directory: &VaultDir,
    unlocked: Unlocked,
    file: &SlotsFile,
    unlock: &Unlock,
) -> Result<(Connection, Keys), VaultError> {
    let Unlocked { connection, key, key_id, by } = unlocked;
    connection::settle(&connection)?;
    rebuild::clear(directory)?;
    rescue::clear(directory)?;
    let mut connection = upgraded(connection, directory, &key)?;
    let keys = change::take_over(directory, &mut connection, file, (key, key_id, by), unlock)?;
    steps::reached("slots-taken-over");
    privacy::owner_only(directory.path())?;
    Ok((connection, keys))
}

/// Brings the tables up to date on a copy, checks that, and only then puts it in the place of the file as it was.
fn upgraded(
    mut connection: Connection,
    directory: &VaultDir,
    key: &DataKey,
) -> Result<Connection, VaultError> {
    if !schema::is_older(&connection)? {
        return Ok(connection);
    }
    rebuild::copy(&mut connection, directory, key, &(Arc::new(|_| {}) as Progress), schema::migrate)?;
    steps::reached("upgraded");
    rebuild::place(connection, directory)?;
    let connection = connection::open(&directory.file(files::DATABASE), key)?;
    connection::settle(&connection)?;
    Ok(connection)
}

/// What the database file shows without a key.
fn inspect(directory: &VaultDir) -> Result<(), VaultError> {
    let broken = VaultError::FileBroken { file: files::DATABASE };
    let path = directory.file(files::DATABASE);
    let start = match files::first_bytes::<16>(&path) {
        Ok(bytes) => bytes,
        // Its log is there and it is not: whoever moved it can bring it back.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(VaultError::DatabaseGone),
        Err(error) => return Err(VaultError::file("reading the vault", &error)),
    };
    if start == files::PLAIN {
        return Err(VaultError::FileNotEncrypted);
    }
    // SQLite takes the log of a file without a byte for nobody's, and deletes it.
    if start.is_empty() {
        return Err(broken);
    }
    // A power cut may leave a torn page in the file while its log still has the whole one: then SQLite mends it.
    let log =
        files::size(&files::log_of(&path)).map_err(|error| VaultError::file("reading the vault", &error))?;
    if log == 0 && !files::is_whole_pages(&path)? {
        return Err(broken);
    }
    Ok(())
}
