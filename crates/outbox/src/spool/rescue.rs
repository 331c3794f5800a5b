//! A spool that is broken, where nobody else has what it holds. A kiosk's people are gone, and no vault puts their envelopes there again: the file
//! is kept, all that can still be read of it goes into a new one, and whoever looks after the machine is told.

mod leaves;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags, params};

use super::{Result, SPOOL_FILE, Spool, SpoolError, Spooled, by_seq, is_broken, micros, schema};

/// What a file that was set aside is called, after the spool's own name.
const BROKEN: &str = ".broken-";
/// Beside it: how many of its envelopes were read.
const READ: &str = "read";
/// A number of a row that is higher is no number of ours.
const MOST: i64 = 1_000_000;

/// A broken spool that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Its name in the data directory.
    pub name: String,
    /// Envelopes that were read of it and are in the spool again; none where nobody has tried.
    pub rescued: Option<u32>,
}

impl Spool {
    /// Opens the spool of a machine that has nothing else, and looks through it first. A broken file is set aside, and what can be
    /// read of it goes into a new one: [`set_aside`] says so for ever after. One whose reading was cut off is read again.
    ///
    /// # Errors
    /// [`SpoolError`].
    pub fn open_or_rescue(data: &Path, now: DateTime<Utc>) -> Result<Self> {
        let opened = Self::open(data, now).and_then(|spool| spool.require_whole().map(|()| spool));
        let spool = match opened {
            Err(SpoolError::Database(error)) if is_broken(&error) => {
                put_aside(data, now)?;
                Self::open(data, now)?
            }
            opened => opened?,
        };
        for unread in set_aside(data)?.into_iter().filter(|aside| aside.rescued.is_none()) {
            let aside = data.join(unread.name);
            if let Some(rescued) = rescue(&aside, &spool)? {
                tracing::error!(rescued, "outbox: a spool that is broken was read as far as that goes");
                fs::write(aside.with_added_extension(READ), rescued.to_string())?;
            }
        }
        Ok(spool)
    }

    /// Every page of it can be read.
    ///
    /// # Errors
    /// The database's.
    pub fn require_whole(&self) -> Result<()> {
        let said: String = self.lock().query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if said == "ok" { Ok(()) } else { Err(SpoolError::Database(broken())) }
    }

    /// Whether an error says that the file itself is broken.
    pub fn is_broken(error: &SpoolError) -> bool {
        matches!(error, SpoolError::Database(error) if is_broken(error))
    }

    /// Puts an envelope there as it was: with its state, and its attempts.
    fn put_again(&self, envelope: &Spooled) -> Result<()> {
        let problem = serde_json::to_string(&envelope.row.problem).map_err(|_| SpoolError::Broken)?;
        self.lock()
            .prepare_cached(
                "INSERT OR IGNORE INTO envelope
                     (platform, address, declaration, letter, revision, bytes, state, attempts, at, problem, receipt)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                envelope.platform.as_str(),
                envelope.address,
                envelope.declaration.as_bytes(),
                envelope.letter,
                envelope.revision,
                envelope.envelope,
                schema::name(envelope.row.state),
                envelope.row.attempts,
                micros(envelope.row.at),
                problem,
                envelope.receipt,
            ])?;
        Ok(())
    }
}

/// The broken spools that stand in a data directory, oldest first. They stay until somebody takes them away by hand.
///
/// # Errors
/// When the directory cannot be read.
pub fn set_aside(data: &Path) -> io::Result<Vec<SetAside>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(data)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let is_one = name.strip_prefix(SPOOL_FILE).is_some_and(|rest| rest.starts_with(BROKEN));
        if is_one && path.extension().is_some_and(|ending| ending == "part") {
            let rescued = fs::read_to_string(path.with_added_extension(READ)).ok();
            found.push(SetAside {
                name: name.to_owned(),
                rescued: rescued.and_then(|it| it.trim().parse().ok()),
            });
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// Renames the file and its companions, over nothing that is there; gives where it is now.
pub(super) fn put_aside(data: &Path, now: DateTime<Utc>) -> io::Result<PathBuf> {
    let stamp = now.format("%Y%m%dT%H%M%S");
    let names = (0..1_000).map(|turn| data.join(format!("{SPOOL_FILE}{BROKEN}{stamp}-{turn}.part")));
    let mut free = names.filter(|name| !name.exists());
    let aside = free.next().ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))?;
    for companion in ["", "-wal", "-shm"] {
        let from = data.join(format!("{SPOOL_FILE}{companion}"));
        if from.try_exists()? {
            fs::rename(from, with(&aside, companion))?;
        }
    }
    Ok(aside)
}

/// Reads what it can of a file that was set aside; gives how many envelopes that was, or nothing where no way went to its end: the disk
/// was full, and it is tried again. Each way finds what another may not.
fn rescue(aside: &Path, into: &Spool) -> Result<Option<u32>> {
    let count = || -> Result<u32> {
        Ok(into.lock().query_row("SELECT count(*) FROM envelope", [], |row| row.get(0))?)
    };
    let before = count()?;
    let mut read = false;
    for way in [as_it_is, with_a_new_head, leaf_by_leaf] {
        match way(aside, into) {
            Ok(()) => read = true,
            Err(error) => tracing::warn!(%error, "outbox: one way into a broken spool ended"),
        }
    }
    let rescued = count()?.saturating_sub(before);
    Ok(read.then_some(rescued))
}

fn as_it_is(aside: &Path, into: &Spool) -> Result<()> {
    let copy = Copy::of(aside)?;
    if with(aside, "-wal").exists() {
        fs::copy(with(aside, "-wal"), with(&copy.0, "-wal"))?;
    }
    let connection = copy.open()?;
    take(&connection, 1..=last(&connection), into)
}

/// Where the first page is broken, that of an empty spool takes its place: the same program made both, with the same tables in the same places.
fn with_a_new_head(aside: &Path, into: &Spool) -> Result<()> {
    let copy = Copy::of(aside)?;
    copy.take_head_of(&Empty::make(&copy.0)?)?;
    let connection = copy.open()?;
    take(&connection, 1..=last(&connection), into)
}

/// Where the table's own first page is broken, whatever pages of it are there.
fn leaf_by_leaf(aside: &Path, into: &Spool) -> Result<()> {
    let copy = Copy::of(aside)?;
    let empty = Empty::make(&copy.0)?;
    copy.take_head_of(&empty)?;
    let file = fs::read(&copy.0)?;
    let leaves = leaves::of(&file, empty.page_size, &empty.others);
    for (part, root) in leaves::roots(&leaves, empty.page_size) {
        let mut file = file.clone();
        let place = (empty.root as usize - 1) * empty.page_size;
        let Some(page) = file.get_mut(place..place + root.len()) else { return Ok(()) };
        page.copy_from_slice(&root);
        fs::write(&copy.0, &file)?;
        take(&copy.open()?, part.iter().flat_map(|leaf| leaf.rows.iter().copied()), into)?;
    }
    Ok(())
}

/// A row on a broken page is lost; the next one may be on another.
fn take(from: &Connection, rows: impl Iterator<Item = i64>, into: &Spool) -> Result<()> {
    rows.filter_map(|seq| by_seq(from, seq).ok().flatten()).try_for_each(|envelope| into.put_again(&envelope))
}

/// The highest number that was ever given, as far as anything that can be read says it; leaf by leaf more may be found.
fn last(connection: &Connection) -> i64 {
    let asked = [
        "SELECT seq FROM sqlite_sequence WHERE name = 'envelope'",
        "SELECT max(seq) FROM envelope",
        "SELECT max(seq) FROM envelope INDEXED BY sqlite_autoindex_envelope_1 WHERE declaration > x''",
    ];
    let said = asked.iter().filter_map(|sql| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).ok());
    said.max().unwrap_or(0).min(MOST)
}

/// A copy of a file that was set aside, so that this one stays as it is. Its envelopes are sealed; it goes when it was read.
struct Copy(PathBuf);

impl Copy {
    fn of(aside: &Path) -> Result<Self> {
        let copy = Copy(aside.with_extension("copy"));
        fs::copy(aside, &copy.0)?;
        Ok(copy)
    }

    fn open(&self) -> Result<Connection> {
        Ok(Connection::open_with_flags(&self.0, OpenFlags::SQLITE_OPEN_READ_WRITE)?)
    }

    /// Puts the first page of an empty spool, with its table of contents, over its own.
    fn take_head_of(&self, empty: &Empty) -> Result<()> {
        let mut file = fs::read(&self.0)?;
        let pages = (file.len() / empty.page_size) as u32;
        let Some(head) = file.get_mut(..empty.page_size) else { return Ok(()) };
        head.copy_from_slice(&empty.head);
        head[28..32].copy_from_slice(&pages.to_be_bytes());
        Ok(fs::write(&self.0, file)?)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        for companion in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(with(&self.0, companion));
        }
    }
}

/// How a spool of this program is laid out.
struct Empty {
    head: Vec<u8>,
    page_size: usize,
    /// The first page of the envelopes' table, and those of the others.
    root: u32,
    others: Vec<u32>,
}

impl Empty {
    fn make(beside: &Path) -> Result<Self> {
        let folder = beside.with_extension("empty");
        fs::create_dir_all(&folder)?;
        let spool = Spool::open(&folder, DateTime::UNIX_EPOCH)?;
        let places: Vec<(String, u32)> = spool
            .lock()
            .prepare("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        drop(spool);
        let file = fs::read(folder.join(SPOOL_FILE))?;
        fs::remove_dir_all(&folder)?;
        let (of_envelopes, others): (Vec<_>, Vec<_>) =
            places.into_iter().partition(|(name, _)| name == "envelope");
        let size = file.get(16..18).ok_or(SpoolError::Broken)?;
        let page_size = usize::from(u16::from_be_bytes([size[0], size[1]])).max(512);
        let (Some(head), Some((_, root))) = (file.get(..page_size), of_envelopes.first()) else {
            return Err(SpoolError::Broken);
        };
        let others = others.into_iter().map(|(_, place)| place).collect();
        Ok(Self { head: head.to_vec(), page_size, root: *root, others })
    }
}

fn with(path: &Path, companion: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(companion);
    name.into()
}

fn broken() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT), None)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use uuid::Uuid;

    use super::super::tests::{new, noon, platform};
    use super::*;
    use crate::decide::State;

    const PAGE: usize = 4096;
    const MANY: u128 = 12;

    fn sealed(declaration: u128) -> Vec<u8> {
        format!("sealed {declaration} ").repeat(400).into_bytes()
    }

    /// A spool with envelopes of several pages each, closed.
    fn filled() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::open(folder.path(), noon()).unwrap();
        for declaration in 1..=MANY {
            spool.put(&new(&platform(), declaration, 1, &sealed(declaration)), noon()).unwrap();
        }
        folder
    }

    fn break_page(folder: &Path, number: usize) {
        let path = folder.join(SPOOL_FILE);
        let mut bytes = fs::read(&path).unwrap();
        bytes[number * PAGE..(number + 1) * PAGE].fill(0xa5);
        fs::write(path, bytes).unwrap();
    }

    fn there(spool: &Spool) -> Vec<u128> {
        let is_whole = |envelope: &Spooled| envelope.envelope == sealed(envelope.declaration.as_u128());
        let open = spool.open_envelopes().unwrap();
        open.iter().filter(|one| is_whole(one)).map(|one| one.declaration.as_u128()).collect()
    }

    #[test]
    fn what_a_broken_spool_still_holds_goes_into_the_new_one_and_the_file_is_kept() {
        let pages = fs::metadata(filled().path().join(SPOOL_FILE)).unwrap().len() as usize / PAGE;
        for number in 0..pages {
            let folder = filled();
            break_page(folder.path(), number);
            let before = fs::read(folder.path().join(SPOOL_FILE)).unwrap();
            let spool = Spool::open_or_rescue(folder.path(), noon()).unwrap();
            let kept = there(&spool).len() as u128;
            let told = set_aside(folder.path()).unwrap();
            if told.is_empty() {
                // A page in the middle of an envelope is no business of the database: the platform will say.
                assert!(kept >= MANY - 1, "page {number}: one envelope's own bytes, and no other");
                continue;
            }
            assert_eq!(told.len(), 1, "page {number}: it is said");
            assert_eq!(
                fs::read(folder.path().join(&told[0].name)).unwrap(),
                before,
                "page {number}: and kept as it was"
            );
            assert!(kept >= MANY - 4, "page {number}: one page takes {} envelopes with it", MANY - kept);
            let row = spool.get(Uuid::from_u128(MANY), 1).unwrap();
            assert!(row.is_none_or(|it| it.row.state == State::Waiting), "and what was read still waits");
        }
    }

    #[test]
    fn a_file_that_was_never_a_spool_is_told_too_and_nothing_of_an_earlier_one_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        for times in 1..=3 {
            fs::write(folder.path().join(SPOOL_FILE), format!("no database at all, {times}").repeat(300))
                .unwrap();
            drop(Spool::open_or_rescue(folder.path(), noon()).unwrap());
            let told = set_aside(folder.path()).unwrap();
            assert_eq!(told.len(), times, "each is kept, in the same second too");
            assert!(told.iter().all(|one| one.rescued == Some(0)), "and nothing of it was read");
        }
    }

    #[test]
    fn a_reading_that_was_cut_off_is_done_at_the_next_start() {
        let folder = filled();
        put_aside(folder.path(), noon()).unwrap();
        drop(Spool::open(folder.path(), noon()).unwrap()); // and there the power went
        let spool = Spool::open_or_rescue(folder.path(), noon()).unwrap();
        assert_eq!(there(&spool).len() as u128, MANY, "all of it waits again");
        let told = set_aside(folder.path()).unwrap();
        assert_eq!(told[0].rescued, Some(MANY as u32), "and the panel says so");
    }

    #[test]
    fn a_whole_spool_is_opened_as_it_is() {
        let folder = filled();
        let spool = Spool::open_or_rescue(folder.path(), noon() + TimeDelta::days(1)).unwrap();
        assert_eq!(there(&spool).len() as u128, MANY, "nothing is missing");
        assert_eq!(set_aside(folder.path()).unwrap(), [], "and nothing was set aside");
    }
}
