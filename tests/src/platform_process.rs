//! `guitu-platform` as a program of its own, which can be stopped and started again at the same address.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Outcome, process::Process};

/// A platform that answers. Dropping it kills it.
#[derive(Debug)]
pub struct PlatformProcess {
    // Held for its end.
    _process: Process,
    address: String,
    profile: PathBuf,
}

impl PlatformProcess {
    /// Starts one on any free port; with `rulebook`, on a repository of editions that an office keeps.
    ///
    /// # Errors
    /// When it does not say that it listens.
    pub fn start(program: &Path, data: &Path, rulebook: Option<&Path>) -> Outcome<Self> {
        Self::start_at(program, data, "127.0.0.1:0", rulebook)
    }

    /// Starts one at an address that apps already know.
    ///
    /// # Errors
    /// When it does not say that it listens.
    pub fn start_at(program: &Path, data: &Path, address: &str, rulebook: Option<&Path>) -> Outcome<Self> {
        std::fs::create_dir_all(data)?;
        let mut command = Command::new(program);
        command.args(["--listen", address, "--data"]).arg(data);
        if let Some(rulebook) = rulebook {
            command.arg("--rulebook").arg(rulebook);
        }
        let mut process = Process::start("guitu-platform", &mut command, data)?;
        let line = process.line()?;
        let address =
            line.strip_prefix("listening on http://").ok_or("the platform's first line is another")?;
        Ok(Self {
            address: address.to_owned(),
            profile: data.join("platform-profile.json"),
            _process: process,
        })
    }

    /// Host and port.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The profile that it wrote for apps.
    pub fn profile(&self) -> &Path {
        &self.profile
    }
}
