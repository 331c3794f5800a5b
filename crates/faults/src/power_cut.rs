//! What a power cut would leave on the disk, by what was written down until then.
//!
//! What was flushed is there. Of what was written to a file since it was flushed last, any part may be there: none, all, some
//! writes and not others, half of one. Names come and go in order, as journaling file systems keep them; how far they have come
//! since their folder was flushed nobody knows. A folder that is flushed keeps its own names: not those of other folders, and not the
//! one that leads to itself.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::record::{Call, Happened};

/// A disk's sector: a write that was under way is there up to one of them.
const SECTOR: usize = 512;

/// The power cuts that might have been while something happened.
pub struct PowerCuts<'a> {
    before: &'a Path,
    happened: &'a [Happened],
}

/// A file: what is surely on the disk, and what is under way.
#[derive(Default, Clone)]
struct OnDisk {
    flushed: Vec<u8>,
    under_way: Vec<Call>,
}

/// Names by path, each with the number of its file; no file for a folder.
type Names = BTreeMap<PathBuf, Option<usize>>;

#[derive(Default)]
struct Disk {
    files: Vec<OnDisk>,
    /// As the process sees them.
    names: Names,
    /// As they are on the disk for sure.
    flushed: Names,
    /// What has changed since, in its order.
    under_way: Vec<Change>,
}

/// Names that went and came in one step: a rename is both.
#[derive(Clone)]
struct Change {
    gone: Option<PathBuf>,
    came: Option<(PathBuf, Option<usize>)>,
}

impl Change {
    fn of(gone: Option<&Path>, came: Option<(&Path, Option<usize>)>) -> Self {
        Change { gone: gone.map(Path::to_owned), came: came.map(|(path, file)| (path.to_owned(), file)) }
    }

    /// Whether it is about a name in this folder.
    fn is_in(&self, folder: &Path) -> bool {
        let paths = self.gone.iter().chain(self.came.iter().map(|(path, _)| path));
        paths.into_iter().any(|path| path.parent().unwrap_or(Path::new("")) == folder)
    }

    fn apply(&self, names: &mut Names) {
        if let Some(gone) = &self.gone {
            names.remove(gone);
        }
        if let Some((path, file)) = &self.came {
            // A folder that is renamed takes along what is known to be in it.
            if let (Some(gone), None) = (&self.gone, file) {
                let inside: Vec<_> = names.keys().filter(|name| name.starts_with(gone)).cloned().collect();
                for name in inside {
                    if let (Some(moved), Ok(rest)) = (names.remove(&name), name.strip_prefix(gone)) {
                        names.insert(path.join(rest), moved);
                    }
                }
            }
            names.insert(path.clone(), *file);
        }
    }
}

impl<'a> PowerCuts<'a> {
    /// Of what happened to the files of a folder that was like `before` at the beginning.
    pub fn of(before: &'a Path, happened: &'a [Happened]) -> Self {
        PowerCuts { before, happened }
    }

    /// After how many of the calls the power may have gone so that it makes a difference.
    pub fn moments(&self) -> Vec<usize> {
        let changed = |it: &Happened| !matches!(it.call, Call::Open | Call::Read) && !it.failed;
        (0..=self.happened.len()).filter(|&at| at == 0 || changed(&self.happened[at - 1])).collect()
    }

    /// What had been said by then.
    pub fn said(&self, after: usize) -> Vec<String> {
        let said = self.happened[..after].iter().filter_map(|it| match &it.call {
            Call::Said(words) => Some(words.clone()),
            _ => None,
        });
        said.collect()
    }

    /// Makes the folder as it would be found after a power cut. `chance` decides what of the unflushed is there: 0 nothing, 1
    /// all of it, any other some.
    ///
    /// # Errors
    /// The real disk's.
    pub fn lay_out(&self, after: usize, chance: u64, to: &Path) -> io::Result<()> {
        let mut disk = Disk::default();
        disk.load(self.before, Path::new(""))?;
        disk.flushed = disk.names.clone();
        for it in &self.happened[..after] {
            if !it.failed || matches!(it.call, Call::Write { .. }) {
                disk.take(it);
            }
        }
        disk.write(chance, to)
    }
}

impl Disk {
    fn load(&mut self, folder: &Path, name: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = name.join(entry.file_name());
            if entry.path().is_dir() {
                self.names.insert(name.clone(), None);
                self.load(&entry.path(), &name)?;
            } else {
                self.files.push(OnDisk { flushed: fs::read(entry.path())?, under_way: Vec::new() });
                self.names.insert(name, Some(self.files.len() - 1));
            }
        }
        Ok(())
    }

    fn take(&mut self, it: &Happened) {
        let file = self.names.get(&it.path).copied().flatten();
        match &it.call {
            Call::Write { .. } | Call::Truncate { .. } => {
                if let Some(file) = file {
                    self.files[file].under_way.push(it.call.clone());
                }
            }
            Call::Sync => match file {
                Some(file) => self.files[file].flush(),
                None => self.flush_names(&it.path),
            },
            Call::Create => {
                self.files.push(OnDisk::default());
                self.change(Change::of(None, Some((&it.path, Some(self.files.len() - 1)))));
            }
            Call::MakeFolder => self.change(Change::of(None, Some((&it.path, None)))),
            Call::Rename { to } => {
                if let Some(moved) = self.names.get(&it.path).copied() {
                    self.change(Change::of(Some(&it.path), Some((to, moved))));
                }
            }
            Call::Link { to } => {
                if let Some(linked) = self.names.get(&it.path).copied() {
                    self.change(Change::of(None, Some((to, linked))));
                }
            }
            Call::Remove => self.change(Change::of(Some(&it.path), None)),
            Call::Open | Call::Read | Call::Said(_) => {}
        }
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.names);
        self.under_way.push(change);
    }

    fn flush_names(&mut self, folder: &Path) {
        for change in std::mem::take(&mut self.under_way) {
            if change.is_in(folder) {
                change.apply(&mut self.flushed);
            } else {
                self.under_way.push(change);
            }
        }
    }

    fn write(&self, chance: u64, to: &Path) -> io::Result<()> {
        let mut dice = Dice(chance);
        let come = match chance {
            0 => 0,
            1 => self.under_way.len(),
            _ => dice.up_to(self.under_way.len()),
        };
        let mut names = self.flushed.clone();
        self.under_way[..come].iter().for_each(|change| change.apply(&mut names));
        for (name, file) in &names {
            // No name leads to what is in a folder whose own name was lost.
            let folders = name.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
            if folders.into_iter().any(|folder| !names.contains_key(folder)) {
                continue;
            }
            let path = to.join(name);
            match file {
                None => fs::create_dir_all(&path)?,
                Some(file) => {
                    fs::create_dir_all(path.parent().unwrap_or(to))?;
                    fs::write(&path, self.files[*file].found(chance, &mut dice))?;
                }
            }
        }
        Ok(())
    }
}

impl OnDisk {
    fn flush(&mut self) {
        for call in std::mem::take(&mut self.under_way) {
            apply(&mut self.flushed, &call, usize::MAX);
        }
    }

    fn found(&self, chance: u64, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.flushed.clone();
        for call in &self.under_way {
            let part = match chance {
                0 => 0,
                1 => usize::MAX,
                _ => match dice.up_to(2) {
                    0 => 0,
                    1 => usize::MAX,
                    _ => dice.up_to(8) * SECTOR,
                },
            };
            if part > 0 {
                apply(&mut bytes, call, part);
            }
        }
        bytes
    }
}

/// Does to bytes what a call does to a file; of a write only so much.
fn apply(to: &mut Vec<u8>, call: &Call, part: usize) {
    match call {
        Call::Write { offset, bytes } => {
            let (start, part) = (*offset as usize, &bytes[..bytes.len().min(part)]);
            if to.len() < start + part.len() {
                to.resize(start + part.len(), 0);
            }
            to[start..start + part.len()].copy_from_slice(part);
        }
        Call::Truncate { length } => to.resize(*length as usize, 0),
        _ => {}
    }
}

/// Always the same for the same chance, so that what was found can be found again.
struct Dice(u64);

impl Dice {
    fn up_to(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % (most + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(path: &str, call: Call) -> Happened {
        Happened { counted: true, failed: false, path: path.into(), call }
    }

    fn write(text: &str) -> Call {
        Call::Write { offset: 0, bytes: text.as_bytes().to_vec() }
    }

    fn found(happened: &[Happened], chance: u64) -> Vec<(String, String)> {
        let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(before.path().join("old"), "was here").unwrap();
        PowerCuts::of(before.path(), happened).lay_out(happened.len(), chance, after.path()).unwrap();
        let mut files: Vec<_> = fs::read_dir(after.path())
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| {
                (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())
            })
            .collect();
        files.sort();
        files
    }

    fn file(name: &str, text: &str) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    #[test]
    fn what_was_not_flushed_may_be_gone_and_what_was_is_there() {
        let unflushed = [on("new", Call::Create), on("new", write("text"))];
        assert_eq!(found(&unflushed, 0), [file("old", "was here")], "the worst");
        assert_eq!(found(&unflushed, 1), [file("new", "text"), file("old", "was here")], "the best");
        let flushed = [&unflushed[..], &[on("new", Call::Sync), on("", Call::Sync)]].concat();
        assert_eq!(found(&flushed, 0), [file("new", "text"), file("old", "was here")]);
    }

    #[test]
    fn what_is_flushed_in_a_folder_is_lost_with_the_folder_s_own_name() {
        let made = [
            on("below", Call::MakeFolder),
            on("below/new", Call::Create),
            on("below/new", Call::Sync),
            on("below", Call::Sync),
        ];
        let below = |happened: &[Happened]| {
            let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            PowerCuts::of(before.path(), happened).lay_out(happened.len(), 0, after.path()).unwrap();
            after.path().join("below/new").exists()
        };
        assert!(!below(&made), "nothing leads to it");
        assert!(below(&[&made[..], &[on("", Call::Sync)]].concat()), "until its parent is flushed as well");
    }

    #[test]
    fn a_name_that_was_flushed_without_its_bytes_names_an_empty_file() {
        let happened = [
            on("new", Call::Create),
            on("new", write("text")),
            on("new", Call::Rename { to: "old".into() }),
            on("", Call::Sync),
        ];
        assert_eq!(found(&happened, 0), [file("old", "")], "what renames before it flushes loses both");
    }
}
