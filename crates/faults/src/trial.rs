//! A deed, tried on a disk that fails at each of its calls, and with the power going at each of its moments.
//!
//! A deed finds a folder with `data` in it, which lies on the failing disk, and whatever else it needs beside that, which does
//! not. A few of its moments are tried as a rule, every one of them where [`EVERY`] is set.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::{Call, Disk, Fault, PowerCuts, Run, Way};

/// The variable that asks for every fault, as `cargo xtask torture` does.
pub const EVERY: &str = "TEST_EVERY_FAULT";
const FOLDER: &str = "TEST_DEED_FOLDER";
const NAME: &str = "TEST_DEED";
/// What lies on the failing disk.
const DATA: &str = "data";

/// Something that a program does.
pub struct Deed {
    /// Its name, for the child process.
    pub name: &'static str,
    /// Makes the folder as it is before.
    pub prepare: fn(&Path),
    /// Does it; in a child process. It tells what was acknowledged by [`crate::say`].
    pub act: fn(&Path),
    /// Asserts what must hold afterwards, by what was said; the last argument tells what went wrong.
    pub holds: fn(&Path, &[String], &str),
}

/// Deeds, and the ignored test that does one of them in a child process: it calls [`Trial::act`].
pub struct Trial {
    /// The deeds.
    pub deeds: &'static [Deed],
    /// The test's whole name.
    pub child: &'static str,
}

impl Trial {
    /// Does what the parent process asked for.
    pub fn act(&self) {
        let (folder, name) = (std::env::var_os(FOLDER), std::env::var(NAME));
        if let (Some(folder), Some(deed)) = (folder, name.ok().and_then(|name| self.named(&name))) {
            (deed.act)(Path::new(&folder));
        }
    }

    /// Refuses or cuts short each call of a deed, about `few` of them as a rule.
    ///
    /// # Errors
    /// The real disk's.
    ///
    /// # Panics
    /// When something does not hold.
    pub fn every_failed_call(&self, name: &str, few: usize) -> io::Result<()> {
        let Some(deed) = self.named(name) else { panic!("no deed {name}") };
        let before = prepared(deed)?;
        let root = copy_of(before.path())?;
        let whole = self.done(deed, root.path(), None)?;
        assert!(whole.status.success(), "{name}, without a fault: {}", whole.errors);
        (deed.holds)(root.path(), &whole.said(), "without a fault");
        let counted = whole.counted();
        assert!(counted.len() > 3, "{name}: its calls go through the shim");

        let faults = Way::ALL.iter().flat_map(|&way| {
            let at = counted.iter().enumerate().filter(move |(_, call)| way.concerns(call));
            at.map(move |(at, call)| (Fault { at: at + 1, way }, (*call).clone()))
        });
        for (fault, call) in spread(faults.collect(), few) {
            let root = copy_of(before.path())?;
            let run = self.done(deed, root.path(), Some(fault))?;
            let when = format!("{name}, {fault:?}: {}", short(&call));
            assert!(run.status.success() || fault.way == Way::Kill, "{when}: nobody panics: {}", run.errors);
            (deed.holds)(root.path(), &run.said(), &when);
        }
        Ok(())
    }

    /// Lets the power go at each moment of a deed, about `few` of them as a rule.
    ///
    /// # Errors
    /// The real disk's.
    ///
    /// # Panics
    /// When something does not hold.
    pub fn every_power_cut(&self, name: &str, few: usize) -> io::Result<()> {
        let Some(deed) = self.named(name) else { panic!("no deed {name}") };
        let before = prepared(deed)?;
        let root = copy_of(before.path())?;
        let run = self.done(deed, root.path(), None)?;
        fs::remove_dir_all(root.path().join(DATA))?; // what lies beside it is on a disk that loses nothing
        let data = before.path().join(DATA);
        let cuts = PowerCuts::of(&data, &run.happened);
        let moments = cuts.moments();
        let all = moments.iter().flat_map(|&after| (0..5).map(move |chance| (after, chance)));
        // When all was said and nothing more was flushed is never left out.
        let last = moments.last().map(|&after| (after, 0));
        for (after, chance) in spread(all.collect(), few).chain(last) {
            let found = copy_of(before.path())?;
            copy(root.path(), found.path())?;
            fs::remove_dir_all(found.path().join(DATA))?;
            fs::create_dir(found.path().join(DATA))?;
            cuts.lay_out(after, chance, &found.path().join(DATA))?;
            let call = after.checked_sub(1).map(|at| &run.happened[at]);
            let call =
                call.map(|it| format!("{} {}", it.path.display(), short(&it.call))).unwrap_or_default();
            let when = format!("{name}, the power goes after call {after} ({call}), chance {chance}");
            (deed.holds)(found.path(), &cuts.said(after), &when);
        }
        Ok(())
    }

    fn named(&self, name: &str) -> Option<&'static Deed> {
        self.deeds.iter().find(|deed| deed.name == name)
    }

    fn done(&self, deed: &Deed, root: &Path, fault: Option<Fault>) -> io::Result<Run> {
        let mut child = Command::new(std::env::current_exe()?);
        child.args(["--ignored", "--exact", "--nocapture", self.child]);
        child.env(FOLDER, root).env(NAME, deed.name);
        Disk::under(&root.join(DATA)).run(&mut child, fault)
    }
}

/// About so many of them, evenly spread; all of them where that is asked for.
fn spread<T>(all: Vec<T>, few: usize) -> impl Iterator<Item = T> {
    let step = if std::env::var_os(EVERY).is_some() { 1 } else { all.len().div_ceil(few).max(1) };
    all.into_iter().step_by(step)
}

fn prepared(deed: &Deed) -> io::Result<TempDir> {
    let root = TempDir::new()?;
    fs::create_dir(root.path().join(DATA))?;
    (deed.prepare)(root.path());
    Ok(root)
}

fn copy_of(folder: &Path) -> io::Result<TempDir> {
    let root = TempDir::new()?;
    copy(folder, root.path())?;
    Ok(root)
}

/// Copies what is in a folder into another.
///
/// # Errors
/// The disk's.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

fn short(call: &Call) -> String {
    match call {
        Call::Write { offset, bytes } => format!("write of {} at {offset}", bytes.len()),
        other => format!("{other:?}"),
    }
}

/// Two tests of each deed, so that they run beside one another: each failed call, and each power cut.
#[macro_export]
macro_rules! tests_on_a_failing_disk {
    ($trial:ident: $($deed:ident: $failed:ident, $cut:ident;)*) => {$(
        #[test]
        fn $failed() {
            $trial.every_failed_call(stringify!($deed), 24).unwrap();
        }

        #[test]
        fn $cut() {
            $trial.every_power_cut(stringify!($deed), 30).unwrap();
        }
    )*};
}
