//! What officers do: the desk's side of the platform, without HTTP.
//!
//! - `signing_in`: from a one-time link to a passkey, from a passkey to a session.

mod signing_in;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use platform_api::{Problem, ProblemCode};

pub(crate) use signing_in::SignedIn;

use crate::Clock;
use crate::core::Core;
use crate::staff::passkeys::{NoPasskey, Passkeys};
use crate::staff::{Account, Session};
use crate::store::{Note, Store, StoreError};

/// The desk of a platform.
pub(crate) struct Desk {
    #[allow(dead_code)]
    core: Arc<Core>,
    store: Arc<dyn Store>,
    passkeys: Passkeys,
    /// Of its pages.
    origin: String,
    clock: Clock,
}

/// An officer at a device, for one request.
#[derive(Debug, Clone)]
pub(crate) struct Officer {
    pub(crate) account: Account,
    pub(crate) session: Session,
}

impl Desk {
    /// A desk whose pages have that origin; none where the origin can have no passkeys.
    pub(crate) fn new(core: Arc<Core>, store: Arc<dyn Store>, origin: String, clock: Clock) -> Option<Self> {
        let passkeys = Passkeys::of(&origin)?;
        Some(Self { core, store, passkeys, origin, clock })
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether a cookie may be kept from whoever listens in.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.origin.starts_with("https://")
    }

    fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    fn note(&self, event: impl Into<String>, by: &Account) -> Note {
        Note { at: self.now(), event: event.into(), by: by.signature() }
    }
}

fn failed(error: StoreError) -> Problem {
    tracing::error!(%error, "the store failed");
    ProblemCode::Unavailable.into()
}

impl From<NoPasskey> for ProblemCode {
    fn from(_: NoPasskey) -> Self {
        Self::PasskeyRefused
    }
}
