//! The programs of the printing system, asked in the one language that can be read.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use app::PrintTrouble;

/// A printing system that does not answer holds nobody up for longer.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK: Duration = Duration::from_millis(20);

/// Where these programs are: where the system has them, or in a folder of a test's.
#[derive(Default)]
pub(super) struct System {
    pub(super) folder: Option<PathBuf>,
}

impl System {
    /// What a program says; none where it is not there, fails or does not answer.
    pub(super) fn ask(&self, program: &str, arguments: &[&str]) -> Option<String> {
        self.tell(program, arguments, b"").ok().flatten()
    }

    /// The same of one that is told something.
    pub(super) fn tell(
        &self,
        program: &str,
        arguments: &[&str],
        told: &[u8],
    ) -> Result<Option<String>, PrintTrouble> {
        let program = self.folder.as_ref().map_or_else(|| program.into(), |folder| folder.join(program));
        let mut command = Command::new(program);
        command.args(arguments).env("LC_ALL", "C").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::null()).spawn().map_err(|_| PrintTrouble::None)?;
        let mut ear = child.stdin.take();
        Ok(std::thread::scope(|scope| {
            // On a thread of its own: a pipe takes only so much at a time.
            let telling = scope.spawn(move || ear.as_mut().map_or(Ok(()), |ear| ear.write_all(told)));
            let ended = ended_well(&mut child);
            let heard = telling.join().is_ok_and(|written| written.is_ok());
            (ended && heard).then(|| said(child)).flatten()
        }))
    }
}

fn said(child: Child) -> Option<String> {
    let output = child.wait_with_output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether it ended well, in time.
fn ended_well(child: &mut Child) -> bool {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if begun.elapsed() < PATIENCE => std::thread::sleep(LOOK),
            _ => {
                // One that is gone already is as good.
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}
