//! Everything that a story on the desktop needs, in one place: a desktop, the app's folder, a platform that may be up or
//! down.

use std::{ffi::OsString, path::PathBuf};

use chrono::{DateTime, Utc};
use faults::MovedClock;
use health_code::{CodeClaims, CodeKey};
use platform_api::PlatformProfile;
use tempfile::TempDir;
use testkit::FaultyNetwork;

use crate::{
    Outcome,
    desktop::{Desktop, Keychain},
    platform_process::{PlatformProcess, Site},
    programs, walk,
    window::{self, Launch, Window},
};

/// The stage of one story.
#[derive(Debug)]
pub struct Stage {
    /// The desktop.
    pub desktop: Desktop,
    /// What the app's surroundings say besides: set before the window is opened.
    pub surroundings: Vec<(&'static str, OsString)>,
    platform: Option<PlatformProcess>,
    address: String,
    site: Site,
    profile: PathBuf,
    // Goes last: everything above lives in it.
    folder: TempDir,
}

impl Stage {
    /// Sets it up, with the platform running.
    ///
    /// # Errors
    /// When a program is missing or does not become ready.
    pub async fn set(keychain: Keychain) -> Outcome<Self> {
        Self::set_with(keychain, None).await
    }

    /// The same, on a platform that serves an office's editions.
    ///
    /// # Errors
    /// When a program is missing or does not become ready.
    pub async fn set_with(keychain: Keychain, rulebook: Option<PathBuf>) -> Outcome<Self> {
        Self::set_on(keychain, Site { rulebook, ..Site::default() }).await
    }

    /// The same, where app and platform go by a clock that the test sets.
    ///
    /// # Errors
    /// When a program is missing or does not become ready.
    pub async fn set_by(clock: &MovedClock, keychain: Keychain) -> Outcome<Self> {
        let surroundings = clock.surroundings();
        let site = Site { surroundings: surroundings.clone(), ..Site::default() };
        Ok(Self { surroundings, ..Self::set_on(keychain, site).await? })
    }

    /// The same, with a network before the platform that can fail.
    ///
    /// # Errors
    /// When a program is missing or does not become ready.
    pub async fn set_behind(network: &FaultyNetwork, keychain: Keychain) -> Outcome<Self> {
        let public_url = Some(format!("http://{}", network.address()));
        let stage = Self::set_on(keychain, Site { public_url, ..Site::default() }).await?;
        network.lead_to(stage.address.parse()?);
        Ok(stage)
    }

    async fn set_on(keychain: Keychain, site: Site) -> Outcome<Self> {
        let folder = TempDir::with_prefix("guitu-stage-")?;
        let desktop = Desktop::start(keychain).await?;
        let data = folder.path().join("platform");
        let platform = PlatformProcess::start(&programs::platform()?, &data, &site, None)?;
        let (address, profile) = (platform.address().to_owned(), platform.profile().to_owned());
        Ok(Self {
            desktop,
            surroundings: Vec::new(),
            platform: Some(platform),
            address,
            site,
            profile,
            folder,
        })
    }

    /// Takes the platform down, as a network would.
    pub fn platform_down(&mut self) {
        self.platform = None;
    }

    /// Brings it back, at the address that the app knows.
    ///
    /// # Errors
    /// When it does not come back.
    pub fn platform_up(&mut self) -> Outcome {
        let data = self.folder.path().join("platform");
        self.platform =
            Some(PlatformProcess::start(&programs::platform()?, &data, &self.site, Some(&self.address))?);
        Ok(())
    }

    /// Opens the app's window.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn open(&self) -> Outcome<Window> {
        Window::open(&self.desktop, &self.launch()?).await
    }

    /// Opens it for the first time, in English, and sets a passphrase: the window is at home then.
    ///
    /// # Errors
    /// When it does not get there.
    pub async fn open_with(&self, passphrase: &str) -> Outcome<Window> {
        let window = self.open().await?;
        walk::enter_with(&window, "en", passphrase).await?;
        Ok(window)
    }

    /// The same app on the same data, on another desktop: one without its keychain.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn open_on(&self, desktop: &Desktop) -> Outcome<Window> {
        Window::open(desktop, &self.launch()?).await
    }

    /// The app's data directory.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("app")
    }

    /// The platform's data directory, and where it answers.
    ///
    /// # Errors
    /// When its address is none.
    pub fn platform(&self) -> Outcome<(PathBuf, std::net::SocketAddr)> {
        Ok((self.folder.path().join("platform"), self.address.parse()?))
    }

    /// The file that the app's dialogues choose.
    pub fn chosen(&self) -> PathBuf {
        window::chosen(&self.data())
    }

    /// The profile that the app was given.
    pub fn profile(&self) -> &std::path::Path {
        &self.profile
    }

    /// What a code says, verified by the keys of the profile.
    ///
    /// # Errors
    /// When it does not verify.
    pub fn verified(&self, payload: &str, now: DateTime<Utc>) -> Outcome<CodeClaims> {
        let profile =
            PlatformProfile::parse(&std::fs::read(&self.profile)?).map_err(|why| why.to_string())?;
        let mut keys = Vec::new();
        for key in &profile.code_keys {
            let bytes = key.bytes().map_err(|why| why.to_string())?;
            keys.push(CodeKey::new(&key.id, &bytes).ok_or("a code key that is none")?);
        }
        let verified = health_code::verify_sample(payload, &keys, now).map_err(|why| why.to_string())?;
        if verified.expired { Err("the code has expired".into()) } else { Ok(verified.claims) }
    }

    fn launch(&self) -> Outcome<Launch> {
        Ok(Launch {
            program: programs::app()?,
            data: self.data(),
            profile: Some(self.profile.clone()),
            surroundings: self.surroundings.clone(),
        })
    }
}
