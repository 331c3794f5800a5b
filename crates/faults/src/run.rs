//! A child process on a disk that fails.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use tempfile::TempDir;

use crate::record::{self, Call, Happened};
use crate::shim::build;

/// What goes wrong with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It alone fails with an I/O error.
    Io,
    /// It and all after it fail with an I/O error: the disk is gone.
    IoFromThenOn,
    /// From here on the disk is full.
    Full,
    /// Half of it is written, and from then on the disk is full.
    Short,
    /// The process is killed in the middle of it.
    Kill,
}

impl Way {
    /// All of them.
    pub const ALL: [Way; 5] = [Way::Io, Way::IoFromThenOn, Way::Full, Way::Short, Way::Kill];

    /// Whether it makes a difference to such a call.
    pub fn concerns(self, call: &Call) -> bool {
        let changes = !matches!(call, Call::Open | Call::Read);
        match self {
            Way::Io | Way::IoFromThenOn => true,
            Way::Full => changes && *call != Call::Remove,
            Way::Short => matches!(call, Call::Write { .. }),
            Way::Kill => changes,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Way::Io => "io",
            Way::IoFromThenOn => "io-on",
            Way::Full => "full",
            Way::Short => "short",
            Way::Kill => "kill",
        }
    }
}

/// Which call fails, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The call's number among those that are counted, from 1.
    pub at: usize,
    /// What goes wrong with it.
    pub way: Way,
}

/// What a whole disk does not do, from beginning to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mount {
    /// It takes no change.
    ReadOnly,
    /// Files on it cannot be locked, as on many a share in the network.
    WithoutLocks,
    /// A share in the network that locks a file only for whoever has it open for writing.
    Share,
}

/// The files of a folder, on a disk that fails for whoever is run on it.
pub struct Disk {
    under: PathBuf,
}

/// What came of a child process.
pub struct Run {
    /// How it ended.
    pub status: ExitStatus,
    /// Every call that changed something, and what was said, in order.
    pub happened: Vec<Happened>,
    /// What it wrote to its standard error.
    pub errors: String,
}

impl Run {
    /// What it said, in order.
    pub fn said(&self) -> Vec<String> {
        let said = self.happened.iter().filter_map(|it| match &it.call {
            Call::Said(words) => Some(words.clone()),
            _ => None,
        });
        said.collect()
    }

    /// The calls that were counted, the first one being number 1.
    pub fn counted(&self) -> Vec<&Call> {
        self.happened.iter().filter(|it| it.counted).map(|it| &it.call).collect()
    }
}

impl Disk {
    /// The files below a folder.
    pub fn under(folder: &Path) -> Self {
        // The kernel names open files by their real path.
        Disk { under: folder.canonicalize().unwrap_or_else(|_| folder.to_owned()) }
    }

    /// Runs a child process to its end, or to where it is killed.
    ///
    /// # Errors
    /// When it cannot be started, or the shim cannot be built.
    pub fn run(&self, command: &mut Command, fault: Option<Fault>) -> io::Result<Run> {
        if let Some(Fault { at, way }) = fault {
            command.env("FAULTS_AT", at.to_string()).env("FAULTS_HOW", way.name());
        }
        self.watch(command)
    }

    /// Runs a child process to its end on a disk that does not do everything.
    ///
    /// # Errors
    /// As for [`Disk::run`].
    pub fn run_on(&self, command: &mut Command, mount: Mount) -> io::Result<Run> {
        let mount = match mount {
            Mount::ReadOnly => "read-only",
            Mount::WithoutLocks => "no-locks",
            Mount::Share => "share",
        };
        self.watch(command.env("FAULTS_MOUNT", mount))
    }

    fn watch(&self, command: &mut Command) -> io::Result<Run> {
        let log = TempDir::new()?;
        let path = log.path().join("log");
        let shim = build("disk", include_str!("disk.c"))?;
        command.env("LD_PRELOAD", shim.path()).env("FAULTS_UNDER", &self.under).env("FAULTS_LOG", &path);
        let output = command.stdin(Stdio::null()).output()?;
        Ok(Run {
            status: output.status,
            happened: record::read(&std::fs::read(&path)?, &self.under),
            errors: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }
}

/// From here on this process's calls are counted.
pub fn begin() {
    let _ = File::open("/faults/on"); // no such file: the shim hears it
}

/// From here on they are not counted any more.
pub fn end() {
    let _ = File::open("/faults/off");
}

/// Writes words down among the calls.
pub fn say(words: &str) {
    let _ = File::open(format!("/faults/said/{words}"));
}
