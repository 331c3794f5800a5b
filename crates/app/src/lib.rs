//! The use cases of Guitu: everything that a person can do in the app, without a window.
//!
//! A host (the Tauri program, a test) makes one [`App`], gives it [`Paths`] and a [`Host`], and calls one method a use
//! case. What comes back are the DTOs of [`dto`], errors become [`dto::Problem`]. The app holds no state worth losing: what was
//! typed is in the vault before a method returns, and what waits to be sent is an outbox row.
//!
//! The rooms, in the order in which a declaration passes them: `door` (into the vault), `home` (the list), `filling`
//! (questions and review), `sending` (sealing, correcting, withdrawing), `code` (what the platform made of it);
//! `rulebook` is what all of them ask from.

mod code;
mod door;
pub mod dto;
mod error;
mod filling;
mod home;
mod host;
mod rulebook;
mod sending;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use messages::{Language, Words};
use tokio::runtime::Handle;
use uuid::Uuid;
use vault::Vault;

pub use door::Passphrase;
pub use error::Error;
pub use host::{Host, Paths};

use self::rulebook::forms::Forms;
use door::{Open, preferences};
use dto::Preferences;
use filling::editing::OpenDraft;
use sending::profile::{self, Profile};

type Result<T, E = Error> = std::result::Result<T, E>;

/// The app of one owner: one data directory, one vault, one platform.
pub struct App {
    paths: Paths,
    host: Arc<dyn Host>,
    runtime: Handle,
    forms: Arc<Forms>,
    state: Mutex<State>,
    /// Held while a draft is read, changed and written, so that two calls never overwrite each other. Remembers the last.
    changing: Mutex<Option<OpenDraft>>,
}

struct State {
    preferences: Preferences,
    profile: Profile,
    open: Option<Open>,
}

impl App {
    /// An app over `paths`; nothing is opened or written yet. The outbox's worker will run on `runtime`.
    pub fn new(paths: Paths, host: Arc<dyn Host>, runtime: Handle) -> Self {
        let state = State {
            preferences: preferences::load(&paths.data),
            profile: profile::load(paths.profile.as_deref()),
            open: None,
        };
        App {
            paths,
            host,
            runtime,
            forms: Arc::new(Forms::bundled()),
            state: Mutex::new(state),
            changing: Mutex::default(),
        }
    }

    /// The window's title in the language in use.
    pub fn window_title(&self) -> String {
        Words::of(self.language()).window_title()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn changing(&self) -> MutexGuard<'_, Option<OpenDraft>> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn vault(&self) -> Result<Vault> {
        self.state().open.as_ref().map(|open| open.vault.clone()).ok_or(Error::VaultLocked)
    }

    fn today(&self) -> NaiveDate {
        self.host.today()
    }

    fn language(&self) -> Language {
        self.state()
            .preferences
            .language
            .as_deref()
            .and_then(Language::from_tag)
            .unwrap_or_else(Language::english)
    }
}

fn parse_id(id: &str) -> Result<Uuid> {
    Uuid::parse_str(id).map_err(|_| Error::DeclarationUnknown)
}
