//! Child processes that end with the value that holds them.

use std::{
    fs,
    fs::File,
    io::{BufRead, BufReader, Write},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use crate::Outcome;

/// A running program. Dropping it kills it and all that it started.
#[derive(Debug)]
pub struct Process {
    name: String,
    child: Child,
    stdout: Option<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts a program in a process group of its own; what it complains about goes to `<name>.log` in `logs`.
    ///
    /// # Errors
    /// When the program is not there or may not be started.
    pub fn start(name: &str, command: &mut Command, logs: &Path) -> Outcome<Self> {
        Self::start_told(name, command, logs, b"")
    }

    /// The same, with something to read on its standard input.
    ///
    /// # Errors
    /// As [`Process::start`].
    pub fn start_told(name: &str, command: &mut Command, logs: &Path, told: &[u8]) -> Outcome<Self> {
        let log = File::options().create(true).append(true).open(logs.join(format!("{name}.log")))?;
        let mut child = command
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .map_err(|why| format!("{name} did not start: {why}"))?;
        if let Some(mut stdin) = child.stdin.take() {
            // A program that closed its input has its reasons; whether it works is seen elsewhere.
            let _ = stdin.write_all(told);
        }
        let stdout = child.stdout.take().map(BufReader::new);
        Ok(Self { name: name.to_owned(), child, stdout })
    }

    /// The next line that it writes to its standard output.
    ///
    /// # Errors
    /// When it ended without one.
    pub fn line(&mut self) -> Outcome<String> {
        let mut line = String::new();
        if let Some(stdout) = &mut self.stdout {
            stdout.read_line(&mut line)?;
        }
        let line = line.trim().to_owned();
        if line.is_empty() {
            Err(format!("{} ended before it said that it is ready", self.name).into())
        } else {
            Ok(line)
        }
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it is still there.
    pub fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        signal("KILL", &format!("-{}", self.child.id()));
        let _ = self.child.wait();
    }
}

/// Sends a signal to a process, or with a leading `-` to its group; by the shell, whose `kill` is always there.
pub fn signal(name: &str, whom: &str) {
    let _ = Command::new("sh").args(["-c", &format!("kill -s {name} -- {whom} 2>/dev/null")]).status();
}

/// Whether a process has let go of everything it held. Its first thread may be a zombie while others still die, with the
/// locks and the bus name of all in their hands; a start in that moment would find the app still running.
pub(crate) fn is_gone(id: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let threads = fs::read_dir(format!("/proc/{id}/task")).map_or(0, Iterator::count);
    stat.is_empty() || (stat.contains(") Z ") && threads <= 1)
}
