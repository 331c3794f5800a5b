//! A clock that is set while programs run: forwards, backwards, by days. They and all that they start hear of it at once, whatever library asks.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;

use tempfile::TempDir;

use crate::shim::{Built, build};

/// The clock of every program that is started with its surroundings.
#[derive(Debug)]
pub struct MovedClock {
    file: File,
    folder: TempDir,
    shim: Built,
}

impl MovedClock {
    /// One that shows the system's time.
    ///
    /// # Errors
    /// When the shim cannot be built.
    pub fn right() -> io::Result<Self> {
        let folder = TempDir::new()?;
        let shim = build("clock", include_str!("clock.c"))?;
        let file = File::create(folder.path().join("off"))?;
        let clock = Self { file, folder, shim };
        clock.set(0)?;
        Ok(clock)
    }

    /// What a program is told, by its surroundings, to go by it.
    pub fn surroundings(&self) -> Vec<(&'static str, OsString)> {
        vec![
            ("LD_PRELOAD", self.shim.path().into_os_string()),
            ("FAULTS_CLOCK", self.folder.path().join("off").into_os_string()),
        ]
    }

    /// Shows so many seconds more than the system's from now on, or fewer.
    ///
    /// # Errors
    /// The disk's.
    pub fn set(&self, seconds: i64) -> io::Result<()> {
        self.file.write_all_at(&seconds.to_ne_bytes(), 0)
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::{SystemTime, UNIX_EPOCH};

    use super::*;

    #[test]
    fn whoever_is_started_with_it_hears_what_it_shows() {
        let clock = MovedClock::right().unwrap();
        let shown = || {
            let date = Command::new("date").arg("+%s").envs(clock.surroundings()).output().unwrap();
            String::from_utf8(date.stdout).unwrap().trim().parse::<i64>().unwrap()
        };
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() as i64;
        assert!((shown() - now()).abs() < 60, "the system's time");
        clock.set(3 * 86_400).unwrap();
        assert!((shown() - now() - 3 * 86_400).abs() < 60, "three days later");
        clock.set(-86_400).unwrap();
        assert!((shown() - now() + 86_400).abs() < 60, "and a day before");
    }
}
