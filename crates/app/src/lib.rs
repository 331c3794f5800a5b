//! The use cases of Guitu: everything that a person can do in the app, without a window.
//!
//! A host (the Tauri program, a test) makes one [`App`], gives it [`Paths`] and a [`Host`], and calls one method a use
//! case: of the app, or of the [`Session`] that an open vault is. What comes back are the DTOs of [`dto`], errors become
//! [`dto::Problem`]. The app holds no state worth losing: what was typed is in the vault before a method returns, and what waits to be sent is an outbox row.
//!
//! The rooms, in the order in which a declaration passes them: `door` (into the vault), `home` (the list) and `deleted` (what can come back), `filling`
//! (questions and review), `sending` (sealing, correcting, withdrawing), `code` (what the platform made of it), `carrying` (to another vault and back), `desk` (an organisation that helps others), `kiosk` (strangers in a row), `slip` (what a kiosk gave somebody, opened anywhere);
//! `rulebook` is what all of them ask from.

mod carrying;
mod clock;
mod code;
mod deleted;
mod deployment;
mod desk;
mod door;
pub mod dto;
mod error;
mod filling;
mod home;
mod host;
mod kiosk;
mod ownership;
mod reminders;
mod rulebook;
mod sending;
mod session;
mod slip;
mod surroundings;

use std::sync::{Arc, Mutex};

use messages::Words;
use tokio::runtime::Handle;
use uuid::Uuid;
use vault::KeyStore;

pub use door::{Key, Passphrase};
pub use error::Error;
pub use host::{Host, Paths, PrintTrouble};
pub use kiosk::KioskError;
pub use session::Session;

use deployment::{Deployment, Unreadable};
use door::owners::Choice;
use door::{Asking, Earlier, preferences};
use kiosk::Kiosk;
use surroundings::Surroundings;

type Result<T, E = Error> = std::result::Result<T, E>;

/// The app of one owner: one data directory, one vault, one platform. What can be done while the vault is shut is a method
/// here; the rest are methods of its [`Session`].
pub struct App {
    surroundings: Arc<Surroundings>,
    /// Nothing begins before somebody has mended the deployment file.
    unreadable: Option<Unreadable>,
    /// In place of the system's keychain.
    keychain: Option<Arc<dyn KeyStore>>,
    /// What was said of a database of an earlier time.
    earlier: Mutex<Earlier>,
    asking: Arc<Asking>,
    /// Whose vault it is, where several have one here.
    choice: Mutex<Choice>,
    session: Mutex<Option<Arc<Session>>>,
}

impl App {
    /// An app over `paths`; nothing is opened or written yet. The outbox's worker will run on `runtime`. A deployment file may make a kiosk
    /// of it.
    pub fn new(paths: Paths, host: Arc<dyn Host>, runtime: Handle) -> Self {
        Self::over(paths, host, runtime, false)
    }

    /// The same as a kiosk, whatever stands in a deployment file.
    pub fn kiosk_over(paths: Paths, host: Arc<dyn Host>, runtime: Handle) -> Self {
        Self::over(paths, host, runtime, true)
    }

    fn over(paths: Paths, host: Arc<dyn Host>, runtime: Handle, as_kiosk: bool) -> Self {
        let (deployment, unreadable) = match Deployment::of(&paths) {
            Ok(deployment) => (deployment, None),
            Err(unreadable) => (None, Some(unreadable)),
        };
        let kiosk = Kiosk::of(deployment, as_kiosk);
        let preferences = preferences::load(&paths.data);
        // What a kiosk sweeps away may be what a vault of this computer still asks for.
        let data = if kiosk.is_some() { paths.data.join(kiosk::FOLDER) } else { paths.data };
        let paths = Paths { data, ..paths };
        App {
            surroundings: Arc::new(Surroundings::new(paths, host, runtime, preferences, kiosk)),
            unreadable,
            keychain: None,
            asking: Arc::default(),
            earlier: Mutex::default(),
            choice: Mutex::default(),
            session: Mutex::default(),
        }
    }

    /// The same with a keychain of the caller's, for tests.
    #[must_use]
    pub fn with_keychain(mut self, keychain: Arc<dyn KeyStore>) -> Self {
        self.keychain = Some(keychain);
        self
    }

    /// The same as it is after [`App::lock`]: for a program that was replaced in order to lock.
    #[must_use]
    pub fn locked(self) -> Self {
        self.asking.refrain();
        self
    }

    /// The window's title in the language in use.
    pub fn window_title(&self) -> String {
        Words::of(self.language()).window_title()
    }
}

fn parse_id(id: &str) -> Result<Uuid> {
    Uuid::parse_str(id).map_err(|_| Error::DeclarationUnknown)
}
