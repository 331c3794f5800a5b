//! `guitu-platform` as a program of its own, which can be stopped and started again at the same address.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Outcome, process::Process};

/// What a platform is told when it is started.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// A repository of editions that an office keeps.
    pub rulebook: Option<PathBuf>,
    /// What apps call it by, where something stands between them and it.
    pub public_url: Option<String>,
    /// What its surroundings say besides.
    pub surroundings: Vec<(&'static str, OsString)>,
}

/// A platform that answers. Dropping it kills it.
#[derive(Debug)]
pub struct PlatformProcess {
    // Held for its end.
    _process: Process,
    address: String,
    profile: PathBuf,
}

impl PlatformProcess {
    /// Starts one, on any free port unless it is to be at an address that apps already know.
    ///
    /// # Errors
    /// When it does not say that it listens.
    pub fn start(program: &Path, data: &Path, site: &Site, address: Option<&str>) -> Outcome<Self> {
        std::fs::create_dir_all(data)?;
        let mut command = Command::new(program);
        command.args(["--listen", address.unwrap_or("127.0.0.1:0"), "--data"]).arg(data);
        command.envs(site.surroundings.iter().map(|(name, value)| (name, value)));
        if let Some(rulebook) = &site.rulebook {
            command.arg("--rulebook").arg(rulebook);
        }
        if let Some(url) = &site.public_url {
            command.args(["--public-url", url]);
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
