//! The platform's keys as its officers last published them: held on the shelf of editions, believed because the profile's root
//! leads to who signed them, and taken over while a vault is open.

use std::sync::Arc;

use editions::Shelf;
use platform_api::{KeyRing, PlatformProfile};

use crate::Session;
use crate::rulebook::newer::waited;
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
