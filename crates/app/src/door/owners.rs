//! Several owners on one computer: each has a folder, a vault and keys of their own, and none can open, search or count what is in
//! another's. That there are so many folders anybody can see who looks into the disk; the names are those that owners chose to show.
//!
//! The first owner's vault lies in the data directory itself, where it lay when there was only one: nothing was ever moved. Every
//! other one lies in a folder below `owners/`. The folders are the list: nothing can disagree with them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use rulebook::characters::is_invisible;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;
use vault::{VaultDir, VaultState};

use super::make_private_dir;
use crate::dto::{Owner, Start, VaultDoor};
use crate::{App, Error, Result, Session};

const FOLDER: &str = "owners";
/// What an owner shows of themselves, in their folder, in the clear: that is what it is for.
const SHOWN: &str = "owner.json";
/// The name by which the window calls the first one.
const FIRST: &str = "first";
const LONGEST_NAME: usize = 40;
/// What stands beside the number of an owner without a name; the page has the whole of it in `owners-number`.
const NUMBERS: [&str; 3] = ["number", "号", "號"];

/// What an owner shows before their vault is open.
#[derive(Default, Serialize, Deserialize)]
struct Shown {
    name: Option<String>,
}

/// Whose door is looked at.
#[derive(Default)]
pub(crate) enum Choice {
    /// Nobody said: the only one's; of several it is asked.
    #[default]
    Open,
    /// It is asked, however many there are.
    Asked,
    /// This folder's.
    Of(PathBuf),
}

impl App {
    /// Asks whose vault is to be opened. An open one is locked first by whoever calls this.
    pub fn choose_owner_anew(&self) -> Result<Start> {
        self.asking.refrain();
        self.choose(Choice::Asked);
        self.start()
    }

    /// Goes to an owner's door, or to that of somebody new.
    pub fn choose_owner(&self, id: Option<&str>) -> Result<Start> {
        if self.session().is_ok() {
            return self.start(); // one at a time
        }
        let folder = match id {
            Some(FIRST) => self.paths.data.clone(),
            Some(id) => {
                let id = Uuid::parse_str(id).map_err(|_| Error::OwnerUnknown)?;
                let folder = self.paths.data.join(FOLDER).join(id.to_string());
                if !folder.is_dir() {
                    return Err(Error::OwnerUnknown);
                }
                folder
            }
            None => self.new_folder()?,
        };
        self.asking.forget();
        self.choose(Choice::Of(folder));
        self.start()
    }

    /// Whose door it is: `None` where it has to be asked.
    pub(super) fn chosen(&self) -> Option<PathBuf> {
        let choice = self.choice.lock().unwrap_or_else(PoisonError::into_inner);
        match &*choice {
            Choice::Of(folder) => Some(folder.clone()),
            // A folder without a vault is of somebody who went away before there was one.
            Choice::Open if !others(&self.paths.data).iter().any(|(_, folder)| has_vault(folder)) => {
                Some(self.paths.data.clone())
            }
            Choice::Open | Choice::Asked => None,
        }
    }

    /// Those who have a vault here.
    pub(super) fn owners(&self) -> Vec<Owner> {
        let first = has_vault(&self.paths.data).then(|| (FIRST.to_owned(), self.paths.data.clone()));
        let others = others(&self.paths.data).into_iter().filter(|(_, folder)| has_vault(folder));
        first
            .into_iter()
            .chain(others)
            .enumerate()
            .map(|(at, (id, folder))| Owner { id, name: shown(&folder).name, number: at as u32 + 1 })
            .collect()
    }

    /// Whose door this is, where there is something to tell them apart by.
    pub(super) fn whose(&self) -> Option<Owner> {
        let folder = self.chosen()?;
        let id = if folder == self.paths.data { FIRST } else { folder.file_name()?.to_str()? };
        let owners = self.owners();
        let several = owners.len() > 1;
        owners.into_iter().find(|owner| owner.id == id && (several || owner.name.is_some()))
    }

    pub(super) fn choosing(&self) -> VaultDoor {
        VaultDoor::Choose { owners: self.owners() }
    }

    pub(super) fn choose(&self, choice: Choice) {
        *self.choice.lock().unwrap_or_else(PoisonError::into_inner) = choice;
    }

    /// The first one's where there is none yet, else one of its own, made when the vault is.
    fn new_folder(&self) -> Result<PathBuf> {
        if !has_vault(&self.paths.data) {
            return Ok(self.paths.data.clone());
        }
        Ok(self.paths.data.join(FOLDER).join(Uuid::now_v7().to_string()))
    }
}

impl Session {
    /// The name that this owner shows where one chooses who is there; none: a number.
    pub fn shown_name(&self) -> Result<Option<String>> {
        Ok(shown(self.vault()?.directory().path()).name)
    }

    /// Shows another name, or none.
    pub fn show_name(&self, name: &str) -> Result<Option<String>> {
        let shown = Shown { name: readable(name) };
        if shown.name.is_none() && !seen(name).is_empty() {
            return Err(Error::OwnerName);
        }
        let text = serde_json::to_vec(&shown).unwrap_or_default();
        let path = self.vault()?.directory().path().join(SHOWN);
        vault::write_private(&path, &text).map_err(Error::Preferences)?;
        Ok(shown.name)
    }
}

/// Makes the folder of an owner's vault, theirs alone.
pub(super) fn make_folder(data: &Path, folder: &Path) -> Result<()> {
    make_private_dir(data)?;
    if folder != data {
        make_private_dir(&data.join(FOLDER))?;
        make_private_dir(folder)?;
    }
    Ok(())
}

/// Every folder in which a vault may lie.
pub(crate) fn folders(data: &Path) -> Vec<PathBuf> {
    let others = others(data).into_iter().map(|(_, folder)| folder);
    std::iter::once(data.to_owned()).chain(others).collect()
}

/// The folders below, in the order in which they were made: their names begin with the time.
fn others(data: &Path) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(data.join(FOLDER)).into_iter().flatten().flatten();
    let mut folders: Vec<(String, PathBuf)> = entries
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path())))
        .filter(|(name, path)| Uuid::parse_str(name).is_ok() && path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// Also one that cannot be opened: it is somebody's.
fn has_vault(folder: &Path) -> bool {
    !matches!(VaultDir::new(folder).state(), Ok(VaultState::Absent))
}

fn shown(folder: &Path) -> Shown {
    let text = fs::read(folder.join(SHOWN)).unwrap_or_default();
    let shown: Shown = serde_json::from_slice(&text).unwrap_or_default(); // what cannot be read is not shown
    Shown { name: shown.name.as_deref().and_then(readable) } // anybody may have written it
}

/// What can be seen of a name: nothing in it turns what stands beside it round. None for what is no name: signs and digits alone, and
/// what the program itself calls somebody.
fn readable(name: &str) -> Option<String> {
    let name: String = seen(name).chars().take(LONGEST_NAME).collect();
    let name = name.trim_end();
    (name.chars().any(char::is_alphabetic) && !is_a_number(name)).then(|| name.to_owned())
}

fn seen(name: &str) -> String {
    let seen: String = name.chars().filter(|c| !is_invisible(*c) && !c.is_control()).collect();
    seen.trim().to_owned()
}

/// Whether it is how owners without a name are called, in any language and however it is written: "Number 2", "2 号".
fn is_a_number(name: &str) -> bool {
    let plain: String = name.nfkc().collect::<String>().to_lowercase();
    let letters: String = plain.chars().filter(|c| c.is_alphabetic()).collect();
    plain.chars().any(char::is_numeric) && NUMBERS.contains(&letters.as_str())
}
