//! All that the app may ask of the desktop it runs on. It grows only when a use case needs it.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Local, NaiveDate, Utc};
use uuid::Uuid;

use crate::dto::{Printer, PrinterState};

/// The desktop: a Tauri program, or a test.
pub trait Host: Send + Sync + 'static {
    /// The instant now.
    fn now(&self) -> DateTime<Utc>;

    /// The civil date where the traveller is.
    fn today(&self) -> NaiveDate {
        self.now().with_timezone(&Local).date_naive()
    }

    /// Something about this declaration changed without the traveller's doing: a receipt, a code.
    fn changed(&self, declaration: Uuid);

    /// A newer edition of the rulebook is here.
    fn rulebook_changed(&self);

    /// A new data key is being made: so many percent of the vault are encrypted with it.
    fn key_changing(&self, percent: u8);

    /// The file was looked through after it had not been closed, and part of it is damaged: `Start` says so.
    fn damage_found(&self);

    /// The keychain that [`App::start`](crate::App::start) did not wait for has answered: the vault's door may be another.
    fn door_changed(&self);

    /// This computer's clock and the platform's differ, or do so no longer: see [`App::clock`](crate::App::clock).
    fn clock_changed(&self);

    /// Prints a document of one page, without asking anybody, and keeps nothing of it. Returns once it came out, or was taken back.
    ///
    /// # Errors
    /// [`PrintTrouble`].
    fn print(&self, _pdf: &[u8], _printer: Option<&str>) -> Result<(), PrintTrouble> {
        Err(PrintTrouble::None)
    }

    /// Takes back what still waits at the printer: it is of somebody who is gone.
    fn take_back_pages(&self, _printer: Option<&str>) {}

    /// How the printer is.
    fn printer(&self, _printer: Option<&str>) -> Printer {
        Printer { state: PrinterState::None, jobs: 0 }
    }

    /// Whether there is anything that reads aloud.
    fn reads_aloud(&self) -> bool {
        false
    }

    /// Reads words of the form or of a screen aloud, in place of whatever is being read.
    fn read_aloud(&self, _text: &str, _language: &str) {}

    /// Ends what is being read.
    fn hush(&self) {}

    /// The window's title in the language in use. Never names a traveller.
    fn window_title(&self, title: &str);
}

/// Why nothing was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintTrouble {
    /// There is no printer, or no way to one.
    None,
    /// It did not take the page.
    Refused,
    /// It took the page, nothing came out, and the page was taken back.
    Stuck,
}

/// Where this app keeps things, and where its platform profile stands.
#[derive(Debug, Clone)]
pub struct Paths {
    /// Directory of the vault and the preferences; made when missing.
    pub data: PathBuf,
    /// `platform-profile.json`, if one was given.
    pub profile: Option<PathBuf>,
}

/// The host's clock, as the outbox wants it.
pub(crate) struct HostClock(pub(crate) Arc<dyn Host>);

impl outbox::Clock for HostClock {
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }
}
