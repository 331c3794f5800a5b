//! The use cases of Guitu: everything that a person can do in the app, without a window.
//!
//! A host (the Tauri program, a test) makes one [`App`], gives it [`Places`] and a [`Host`], and calls one method a use
//! case. Answers are the DTOs of [`dto`], errors become [`dto::Problem`]. The app holds no state worth losing: what was
//! typed is in the vault before a method returns, and what waits to be sent is an outbox row.

mod code;
mod companion;
mod door;
pub mod dto;
mod editing;
mod edition_change;
mod error;
mod explanation;
mod filling;
mod forms;
mod home;
mod host;
mod mrz;
mod newer;
mod options;
mod passphrase;
mod preferences;
mod profile;
mod review;
mod revision;
mod sending;
mod spoken;
mod view;
mod words;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use messages::{Language, Words};
use tokio::runtime::Handle;
use uuid::Uuid;
use vault::Vault;

pub use error::Error;
pub use host::{Host, Places};
pub use passphrase::Passphrase;

use door::Open;
use dto::Preferences;
use editing::OpenDraft;
use forms::Forms;
use profile::Profile;

type Answer<T> = Result<T, Error>;

/// The app of one owner: one data directory, one vault, one platform.
pub struct App {
    places: Places,
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
    /// An app over `places`; nothing is opened or written yet. The outbox's worker will run on `runtime`.
    pub fn new(places: Places, host: Arc<dyn Host>, runtime: Handle) -> Self {
        let state = State {
            preferences: preferences::load(&places.data),
            profile: profile::load(places.profile.as_deref()),
            open: None,
        };
        App {
            places,
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

    fn vault(&self) -> Answer<Vault> {
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

fn parse_id(id: &str) -> Answer<Uuid> {
    Uuid::parse_str(id).map_err(|_| Error::DeclarationUnknown)
}
