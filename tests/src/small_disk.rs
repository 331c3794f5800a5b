//! A folder on a disk of its own that can be filled: a file system in memory, which the system's administrator alone may mount.

use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use crate::Outcome;

/// The disk below a folder. It goes with this value, and must go before the folder does.
#[derive(Debug)]
pub struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// Puts one below a folder; none where that is not allowed.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn below(folder: &Path) -> Outcome<Option<Self>> {
        fs::create_dir_all(folder)?;
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=48m,mode=0700", "guitu-test"]).arg(folder);
        let is_there = mount.output().is_ok_and(|said| said.status.success());
        Ok(is_there.then(|| Self { folder: folder.to_owned() }))
    }

    /// Leaves no byte free.
    ///
    /// # Errors
    /// When nothing can be written at all.
    pub fn fill(&self) -> Outcome {
        let mut file = File::create(self.filler())?;
        for size in [1 << 20, 4096, 1] {
            while file.write_all(&vec![0; size]).is_ok() {}
        }
        Ok(())
    }

    /// Frees what was filled.
    ///
    /// # Errors
    /// When it was not.
    pub fn free(&self) -> Outcome {
        Ok(fs::remove_file(self.filler())?)
    }

    fn filler(&self) -> PathBuf {
        self.folder.join("filler")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.folder).output();
    }
}
