//! What the app stands on whether a vault is open or not: where things are kept, the desktop, the forms, the preferences.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use messages::Language;
use outbox::{ClockWatch, HttpPlatform, UnusableProfile};
use platform_api::PlatformProfile;
use tokio::runtime::Handle;
use tokio::sync::{Notify, watch};

use crate::dto::Preferences;
use crate::host::HostClock;
use crate::kiosk::Kiosk;
use crate::rulebook::forms::Forms;
use crate::sending::keys::InDoubt;
use crate::sending::post::Post;
use crate::{App, Host, Paths, Session};

/// Holds nothing about a traveller: it outlives every vault.
pub struct Surroundings {
    pub(crate) paths: Paths,
    pub(crate) host: Arc<dyn Host>,
    pub(crate) runtime: Handle,
    pub(crate) forms: Arc<Forms>,
    preferences: Mutex<Preferences>,
    pub(crate) post: Mutex<Option<Arc<Post>>>,
    pub(crate) clock_watch: ClockWatch,
    /// Told when something came that no known key signed: the platform may have others by now.
    pub(crate) unknown_keys: Arc<Notify>,
    /// Changes when a ring of keys came.
    pub(crate) keys_came: watch::Sender<()>,
    /// While no vault is open: looks for the platform's keys when a receipt came that no known one signed.
    in_doubt: Mutex<Option<InDoubt>>,
    /// The way that was found last: reading the system's authorities takes longer than everything else of a first screen.
    way: Mutex<Option<(PlatformProfile, Arc<HttpPlatform>)>>,
    /// None where this machine is no kiosk.
    pub(crate) kiosk: Option<Arc<Kiosk>>,
}

impl Surroundings {
    pub(crate) fn new(
        paths: Paths,
        host: Arc<dyn Host>,
        runtime: Handle,
        preferences: Preferences,
        kiosk: Option<Arc<Kiosk>>,
    ) -> Self {
        let (forms, preferences) = (Arc::new(Forms::bundled()), Mutex::new(preferences));
        // Whoever opens a form first would wait for it otherwise.
        let ready = forms.clone();
        drop(runtime.spawn_blocking(move || ready.get_ready()));
        let heard = host.clone();
        let clock_watch =
            ClockWatch::new(Arc::new(HostClock(host.clone())), Arc::new(move || heard.clock_changed()));
        Surroundings {
            paths,
            host,
            runtime,
            forms,
            preferences,
            post: Mutex::default(),
            clock_watch,
            unknown_keys: Arc::default(),
            keys_came: watch::Sender::default(),
            in_doubt: Mutex::default(),
            way: Mutex::default(),
            kiosk,
        }
    }

    /// Who looks for the platform's keys while no vault is open; the one before ends.
    pub(crate) fn in_doubt(&self, looking: Option<InDoubt>) {
        *self.in_doubt.lock().unwrap_or_else(PoisonError::into_inner) = looking;
    }

    /// The way to a profile's platform; the dates of its answers are compared with this computer's.
    pub(crate) fn way_to(&self, profile: &PlatformProfile) -> Result<Arc<HttpPlatform>, UnusableProfile> {
        let mut known = self.way.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, way)) = known.as_ref().filter(|(of, _)| of == profile) {
            return Ok(way.clone());
        }
        let way = Arc::new(HttpPlatform::new(profile)?.watching(self.clock_watch.clone()));
        *known = Some((profile.clone(), way.clone()));
        Ok(way)
    }

    pub(crate) fn preferences(&self) -> Preferences {
        self.preferences.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn prefer(&self, preferences: Preferences) {
        *self.preferences.lock().unwrap_or_else(PoisonError::into_inner) = preferences;
    }

    pub(crate) fn today(&self) -> NaiveDate {
        self.host.today()
    }

    pub(crate) fn language(&self) -> Language {
        self.preferences().language.as_deref().and_then(Language::from_tag).unwrap_or_else(Language::english)
    }
}

/// A use case asks for the day, the language and the forms as its own.
impl Deref for App {
    type Target = Surroundings;

    fn deref(&self) -> &Surroundings {
        &self.surroundings
    }
}

impl Deref for Session {
    type Target = Surroundings;

    fn deref(&self) -> &Surroundings {
        self.surroundings()
    }
}
