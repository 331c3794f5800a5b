//! The platform's keys as its officers last published them: held on the shelf of editions, believed because the profile's root
//! leads to who signed them, and taken over while a vault is open.

use std::sync::Arc;

use editions::Shelf;
use platform_api::{KeyRing, PlatformProfile};
use tokio::task::JoinHandle;

use crate::Session;
use crate::rulebook::newer::{Looking, Newer, waited};
use crate::sending::profile::{self, Profile};
use crate::session::SHELF;
use crate::surroundings::Surroundings;

impl Surroundings {
    /// The shelf of a profile's platform.
    pub(crate) fn shelf(&self, profile: &PlatformProfile) -> Shelf {
        Shelf::new(&self.paths.data.join(SHELF), &profile.rulebook_root)
    }

    /// The latest ring of a platform's keys that is held; none where it never published any, or the shelf cannot be read.
    pub(crate) fn ring_of(&self, profile: &PlatformProfile) -> Option<KeyRing> {
        let shelf = self.shelf(profile);
        waited(&self.runtime, ring_on(&shelf)).flatten()
    }

    /// The profile that was given, and the ring of its platform.
    pub(crate) fn given(&self) -> (Profile, Option<KeyRing>) {
        let given = profile::load(self.paths.profile.as_deref());
        let ring = given.as_ref().ok().and_then(|profile| self.ring_of(profile));
        (given, ring)
    }
}

/// Looks for new keys while every vault is locked, until it is dropped.
pub(crate) struct InDoubt {
    _looking: Looking,
    taking: JoinHandle<()>,
}

impl Drop for InDoubt {
    fn drop(&mut self) {
        self.taking.abort();
    }
}

impl Surroundings {
    /// Sends what was sealed before and waits, whether or not anybody opens a vault. The platform may change its keys meanwhile:
    /// they are looked for once it signs with one that is not known.
    pub(crate) fn keep_posting_locked(self: &Arc<Self>) {
        let Some((profile, platform)) = self.keep_posting() else { return };
        let looking = Newer::new(self, &profile, platform).keep_keys(&self.runtime);
        let (mut came, open) = (self.keys_came.subscribe(), Arc::downgrade(self));
        let taking = self.runtime.spawn(async move {
            while came.changed().await.is_ok() {
                let Some(surroundings) = open.upgrade() else { return };
                let runtime = surroundings.runtime.clone();
                if runtime.spawn_blocking(move || surroundings.keep_posting().is_some()).await.is_err() {
                    tracing::warn!("the platform's new keys were not taken over; it is tried again");
                }
            }
        });
        self.in_doubt(Some(InDoubt { _looking: looking, taking }));
    }
}

/// The ring that a shelf holds.
pub(crate) async fn ring_on(shelf: &Shelf) -> Option<KeyRing> {
    match shelf.platform_keys().await {
        Ok(bytes) => bytes.and_then(|bytes| match KeyRing::parse(&bytes) {
            Ok(ring) => Some(ring),
            Err(error) => {
                tracing::warn!(%error, "the ring of the platform's keys is refused");
                None
            }
        }),
        Err(error) => {
            tracing::warn!(code = error.code(), %error, "the ring of the platform's keys is not used");
            None
        }
    }
}

/// Takes over what is published, for as long as the session is open.
pub(crate) fn keep_keys(session: &Arc<Session>) {
    let (mut came, open) = (session.keys_came.subscribe(), Arc::downgrade(session));
    let runtime = session.runtime.clone();
    let blocking = runtime.clone();
    runtime.spawn(async move {
        while came.changed().await.is_ok() {
            let Some(session) = open.upgrade() else { return };
            let taken = blocking.spawn_blocking(move || {
                let Ok(profile) = session.profile() else { return Ok(()) };
                match session.ring_of(&profile) {
                    Some(ring) => session.take_keys(&ring),
                    None => Ok(()),
                }
            });
            if let Ok(Err(error)) = taken.await {
                tracing::warn!(
                    code = error.code(),
                    "the platform's new keys were not taken over; it is tried again"
                );
            }
        }
    });
}
