//! The sealed queue on a stick: a machine without a network hands what waits to one that has one. It stays here, too, since a stick may be lost;
//! whichever arrives first counts, since both send the same bytes to the same address.
//!
//! A stick is anybody's. From it one file is read, by its name and to a bound, never by way of a link; what it holds is put into the spool only
//! where it says that it is for this platform, and goes to the address that this machine was given.

use std::fs::{self, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use outbox::{Spool, SpoolError, Spooled, State};
use platform_api::PlatformId;

use super::KioskError;
use crate::dto::{QueueTaken, QueueWritten};
use crate::sending::sealed_queue::{Carried, LONGEST, LONGEST_ENVELOPE, SealedQueue};
use crate::{App, Error, Result};

const PREFIX: &str = "guitu-queue-";
const SUFFIX: &str = ".json";
/// One stick brings no more than this: the disk is there for those who stand before the screen.
const MOST_AT_ONCE: u64 = 512 << 20;
/// As it goes onto a stick; none of what no version of this program sealed.
fn carried(open: Spooled) -> Option<Carried> {
    let (declaration, letter, revision, opens) = (open.declaration, open.letter, open.revision, open.opens());
    Some(Carried { declaration, letter, revision, opens, envelope: String::from_utf8(open.envelope).ok()? })
}

impl App {
    /// The sticks that are in, by name.
    pub(super) fn sticks(&self) -> Vec<String> {
        let Ok(kiosk) = self.kiosk() else { return Vec::new() };
        let entries = fs::read_dir(kiosk.sticks()).into_iter().flatten().flatten();
        // A folder that no stick is put into is this machine's own disk.
        let here = device(kiosk.sticks());
        let folders = entries.filter(|entry| {
            entry.file_type().is_ok_and(|kind| kind.is_dir())
                && (kiosk.settings.any_folder_is_a_stick || device(&entry.path()) != here)
        });
        let mut names: Vec<String> =
            folders.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    /// Writes all that waits to a stick.
    pub fn staff_export(&self, stick: &str) -> Result<QueueWritten> {
        self.require_staff()?;
        let folder = self.stick(stick)?;
        let (given, _) = self.given();
        let platform = given.map_err(Error::Nowhere)?.platform();
        let open = match self.spool()? {
            Some(spool) => spool.open_envelopes().map_err(KioskError::from)?,
            None => Vec::new(),
        };
        // What was refused is told here to whoever has its slip; another machine would only be refused again.
        let of_it =
            open.into_iter().filter(|open| open.platform == platform && open.row.state != State::Wedged);
        let envelopes = of_it.filter_map(carried).collect();
        let queue = SealedQueue::new(platform, envelopes);
        let name = format!("{PREFIX}{}{SUFFIX}", self.host.now().format("%Y%m%dT%H%M%S%.3f"));
        let written = serde_json::to_vec(&queue).map_err(|error| KioskError::Stick(error.into()))?;
        write(&folder.join(&name), &written).map_err(KioskError::Stick)?;
        Ok(QueueWritten { name, envelopes: queue.envelopes.len() as u32 })
    }

    /// Takes over what the queues on a stick hold. What is here already changes nothing.
    pub fn staff_import(&self, stick: &str) -> Result<QueueTaken> {
        self.require_staff()?;
        let folder = self.stick(stick)?;
        let (given, _) = self.given();
        let profile = given.map_err(Error::Nowhere)?;
        vault::owner_only(&self.paths.data)?;
        let spool = match self.spool()? {
            Some(spool) => spool,
            None => Spool::open(&self.paths.data, self.host.now()).map_err(KioskError::from)?,
        };
        let mut taken = QueueTaken::default();
        let mut space = MOST_AT_ONCE;
        for file in queues(&folder)? {
            // A bad file of anybody's holds up no good one.
            let queue = match read(&file, space) {
                Ok(queue) if queue.platform == profile.platform() => queue,
                Ok(_) => {
                    taken.elsewhere += 1;
                    continue;
                }
                Err(error) => {
                    tracing::warn!(%error, "a file on a stick is passed over");
                    taken.broken += 1;
                    continue;
                }
            };
            for carried in &queue.envelopes {
                space = space.saturating_sub(carried.envelope.len() as u64);
                self.take(&spool, &queue.platform, &profile.url, carried, &mut taken)?;
            }
        }
        self.surroundings.keep_posting_locked();
        self.network_changed();
        Ok(taken)
    }

    fn take(
        &self,
        spool: &Spool,
        platform: &PlatformId,
        address: &str,
        carried: &Carried,
        taken: &mut QueueTaken,
    ) -> Result<()> {
        let Carried { declaration, letter, revision, envelope, .. } = carried;
        // A kiosk seals first revisions and letters. A later one would take the place of what waits here: the ids of these
        // stand on every stick.
        let is_a_kiosks = if *letter { *revision > 0 } else { *revision == 1 };
        if envelope.len() > LONGEST_ENVELOPE || !is_a_kiosks {
            taken.refused += 1;
            return Ok(());
        }
        let there =
            if *letter { spool.letter(*declaration, *revision) } else { spool.get(*declaration, *revision) };
        let known = there.map_err(KioskError::from)?.is_some();
        let now = self.host.now();
        match spool.put(&carried.to_spool(platform, address, now), now) {
            Ok(()) if known => taken.known += 1,
            Ok(()) => taken.taken += 1,
            // Somebody else's bytes never take the place of what was sealed here.
            Err(SpoolError::OtherBytes) => taken.refused += 1,
            Err(error) => return Err(KioskError::from(error).into()),
        }
        Ok(())
    }

    /// The folder of a stick that is in: by a name of the list and nothing else.
    fn stick(&self, name: &str) -> Result<PathBuf> {
        if !self.sticks().iter().any(|one| one == name) {
            return Err(KioskError::StickGone.into());
        }
        Ok(self.kiosk()?.sticks().join(name))
    }
}

/// The device that a folder is on.
#[cfg(unix)]
fn device(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(folder).ok().map(|found| found.dev())
}

/// Where that cannot be told, each folder is one.
#[cfg(not(unix))]
fn device(folder: &Path) -> Option<PathBuf> {
    Some(folder.to_owned())
}

/// The queues on a stick, in the order in which they were written.
fn queues(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(KioskError::Stick)?.flatten();
    let mut files: Vec<PathBuf> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with(PREFIX) && name.ends_with(SUFFIX)
        })
        .map(|entry| entry.path())
        .collect();
    files.sort();
    files.truncate(100);
    Ok(files)
}

fn read(path: &Path, space: u64) -> Result<SealedQueue, KioskError> {
    let mut options = OpenOptions::new();
    options.read(true);
    let file = options.open(path).map_err(KioskError::Stick)?;
    if !file.metadata().map_err(KioskError::Stick)?.is_file() {
        return Err(KioskError::QueueBroken);
    }
    let mut bytes = Vec::new();
    let longest = LONGEST.min(space);
    file.take(longest + 1).read_to_end(&mut bytes).map_err(KioskError::Stick)?;
    if bytes.len() as u64 > longest {
        return Err(KioskError::QueueBroken);
    }
    SealedQueue::read(&bytes).ok_or(KioskError::QueueBroken)
}

/// A new file, on the stick when this returns, whole or not at all under its name.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let part = path.with_extension("part");
    let written = fill(&part, bytes).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // A stick that is full or gone: what is left of it is no queue by its name.
        let _ = fs::remove_file(&part);
    }
    written?;
    path.parent().map_or(Ok(()), |folder| fs::File::open(folder)?.sync_all())
}

fn fill(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
