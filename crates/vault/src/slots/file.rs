//! `vault.slots.json`: the slots with the data key sealed to each. While a new data key is being made the file has two
//! lists, the new one first: whichever leads to the database is the one that counts.

use std::path::Path;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Slot;
use super::entry::Entry;
use super::former::FormerFile;
use super::key_pair::{self, SealedKey};
use crate::error::VaultError;
use crate::files;
use crate::key::DataKey;
use crate::mark::Noted;

/// The version this program writes. The second one knew neither a passphrase with plain quotes nor the number of a log.
const VERSION: u32 = 3;
const SECOND: u32 = 2;

/// What the file says.
#[derive(Clone, PartialEq)]
pub(crate) enum SlotsFile {
    /// One list, or two.
    Lists(Vec<List>),
    /// A file of the first version.
    Former(FormerFile),
}

/// The slots that lead to one data key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct List {
    /// Names the data key; the database holds the same id.
    pub(crate) key_id: Uuid,
    /// How the database file begins, so that a damaged first page is not taken for another vault's. Empty until there is one.
    #[serde(with = "base64_bytes")]
    pub(crate) salt: Vec<u8>,
    pub(crate) slots: Vec<SealedSlot>,
}

/// A slot, and the data key sealed to it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SealedSlot {
    pub(crate) slot: Entry,
    pub(crate) key: SealedKey,
}

#[derive(Serialize, Deserialize)]
struct Lists {
    version: u32,
    lists: Vec<List>,
    /// What is known of the database. In the spare it changes at a closing alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    noted: Option<Noted>,
}

impl List {
    /// Seals a data key to slots.
    pub(crate) fn seal(
        key: &DataKey,
        key_id: Uuid,
        salt: Vec<u8>,
        entries: &[Entry],
    ) -> Result<Self, VaultError> {
        let sealed = entries.iter().map(|entry| {
            let key = key_pair::seal(key, &entry.public, key_id, entry.id)?;
            Ok(SealedSlot { slot: entry.clone(), key })
        });
        Ok(List { key_id, salt, slots: sealed.collect::<Result<_, VaultError>>()? })
    }

    /// Whether it has exactly these slots for this key.
    pub(crate) fn is_of(&self, key_id: Uuid, salt: &[u8], entries: &[Entry]) -> bool {
        self.key_id == key_id && self.salt == salt && self.slots.iter().map(|sealed| &sealed.slot).eq(entries)
    }
}

impl SlotsFile {
    /// The slots as people see them. Without a key nobody can say whether all of them count.
    pub(crate) fn slots(&self) -> Vec<Slot> {
        match self {
            SlotsFile::Former(former) => former.slots(),
            SlotsFile::Lists(lists) => {
                let mut slots: Vec<Slot> = Vec::new();
                for sealed in lists.iter().rev().flat_map(|list| &list.slots) {
                    if !slots.iter().any(|known| known.id == sealed.slot.id) {
                        slots.push(sealed.slot.slot());
                    }
                }
                slots
            }
        }
    }

    /// Its lists; none in a file of the first version.
    pub(crate) fn lists(&self) -> Vec<List> {
        match self {
            SlotsFile::Former(_) => Vec::new(),
            SlotsFile::Lists(lists) => lists.clone(),
        }
    }

    /// Reads the file, or its spare where it is gone or broken; `None` when there is neither. What is read may be old: the database
    /// says which slots count.
    pub(crate) fn read(directory: &Path) -> Result<Option<Self>, VaultError> {
        Ok(Self::read_both(directory)?.into_iter().next())
    }

    /// The file, and its spare where that says something else: a value of one may be damaged and still be read. Empty when there is
    /// neither.
    pub(crate) fn read_both(directory: &Path) -> Result<Vec<Self>, VaultError> {
        let file = Self::read_one(directory, files::SLOTS);
        if matches!(file, Err(VaultError::TooNew)) {
            return file.map(|_| Vec::new());
        }
        match (file, Self::read_one(directory, files::SLOTS_SPARE)) {
            (Ok(Some(file)), Ok(Some(spare))) if spare != file => Ok(vec![file, spare]),
            (Ok(Some(file)), _) | (_, Ok(Some(file))) => Ok(vec![file]),
            (file, _) => file.map(|_| Vec::new()),
        }
    }

    /// Whether the file and its spare both say this, and nothing else.
    pub(crate) fn both_say(directory: &Path, is_so: impl Fn(&Self) -> bool) -> bool {
        let [file, spare] = [files::SLOTS, files::SLOTS_SPARE].map(|name| Self::read_one(directory, name));
        matches!((file, spare), (Ok(Some(file)), Ok(Some(spare))) if file == spare && is_so(&file))
    }

    fn read_one(directory: &Path, name: &str) -> Result<Option<Self>, VaultError> {
        Self::read_at(&directory.join(name))
    }

    /// A file of slots, whatever it is called.
    pub(crate) fn read_at(path: &Path) -> Result<Option<Self>, VaultError> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(_) if path.is_dir() => return Err(VaultError::SlotsInTheWay),
            Err(error) => return Err(VaultError::file("reading the key slots", &error)),
        };
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        let broken = |_| VaultError::FileBroken { file: files::SLOTS };
        match serde_json::from_slice::<Version>(&bytes).map_err(broken)?.version {
            1 => serde_json::from_slice(&bytes).map(SlotsFile::Former).map_err(broken).map(Some),
            SECOND | VERSION => {
                let file: Lists = serde_json::from_slice(&bytes).map_err(broken)?;
                Ok(Some(SlotsFile::Lists(file.lists)))
            }
            0 => Err(VaultError::FileBroken { file: files::SLOTS }),
            _ => Err(VaultError::TooNew),
        }
    }

    /// Writes lists, each file whole or not at all; the spare first, so that one of the two is whole at any moment. What is noted in the file
    /// of the database under one of these keys stays.
    pub(crate) fn write(directory: &Path, lists: Vec<List>) -> Result<(), VaultError> {
        let mut lists = Lists { version: VERSION, lists, noted: None };
        for name in [files::SLOTS_SPARE, files::SLOTS] {
            let keys = lists.lists.iter().map(|list| list.key_id);
            lists.noted = keys.filter_map(|key_id| Self::noted_of(directory, name, key_id)).next();
            lists.write(&directory.join(name))?;
        }
        Ok(())
    }

    /// What a file of that name notes of the database; nothing where it cannot be read.
    pub(crate) fn noted(directory: &Path, name: &str) -> Option<Noted> {
        Lists::read(&directory.join(name))?.noted
    }

    /// The same of the database under this key: a file that lists no way to it notes nothing of it.
    pub(crate) fn noted_of(directory: &Path, name: &str, key_id: Uuid) -> Option<Noted> {
        let lists = Lists::read(&directory.join(name))?;
        lists.noted.filter(|_| lists.lists.iter().any(|list| list.key_id == key_id))
    }

    /// Notes something else of the database in the file of that name.
    pub(crate) fn note(directory: &Path, name: &str, noted: Option<Noted>) -> Result<(), VaultError> {
        let path = directory.join(name);
        match Lists::read(&path) {
            Some(lists) if lists.noted == noted => Ok(()),
            Some(lists) => Lists { version: VERSION, noted, ..lists }.write(&path),
            None => Err(VaultError::FileBroken { file: files::SLOTS }),
        }
    }
}

impl Lists {
    fn read(path: &Path) -> Option<Self> {
        let lists: Lists = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
        matches!(lists.version, SECOND | VERSION).then_some(lists)
    }

    fn write(&self, path: &Path) -> Result<(), VaultError> {
        let mut text = serde_json::to_vec_pretty(self)
            .map_err(|error| VaultError::Io { doing: "writing the key slots", detail: error.to_string() })?;
        text.push(b'\n');
        files::write_private(path, &text).map_err(|error| VaultError::file("writing the key slots", &error))
    }
}

/// Bytes as base64 text.
pub(crate) mod base64_bytes {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}
