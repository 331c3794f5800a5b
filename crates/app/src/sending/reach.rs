//! Whom an open vault may talk to: nobody, the platform that its owner agreed to, or nobody before the owner has answered.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use outbox::HttpPlatform;
use platform_api::{KeyRing, PlatformProfile};
use vault::{Vault, VaultError};

use super::agreement::Agreement;
use super::profile::Profile;
use crate::dto::{Home, Problem, Sending};
use crate::{Error, Result, Session};

/// Whom a session may talk to.
pub(crate) enum Reach {
    /// The platform that was agreed to.
    Agreed(Arc<PlatformProfile>),
    /// Nobody: the profile says something else than what was agreed to.
    Asked { agreed: Box<Agreement>, profile: Arc<PlatformProfile> },
    /// Nobody, and why.
    Nowhere(Problem),
}

impl Reach {
    /// What a profile means to a vault. The first platform that a vault meets is agreed to by whoever set the app up.
    pub(crate) fn of(
        vault: &Vault,
        profile: Profile,
        ring: Option<&KeyRing>,
        now: DateTime<Utc>,
    ) -> Result<Self, VaultError> {
        let profile = match profile {
            Ok(profile) => profile,
            Err(problem) => return Ok(Self::Nowhere(problem)),
        };
        let known = Agreement::in_use(vault)?;
        // The ring is the profile's platform's; it says nothing of another that was agreed to.
        let same = known.as_ref().is_some_and(|known| known.platform == profile.platform());
        let agreed = known.clone().map(|agreed| if same { agreed.under(ring) } else { agreed });
        Ok(match agreed {
            Some(agreed) if agreed.covers(&profile) => {
                if known.as_ref() != Some(&agreed) {
                    agreed.keep(vault)?;
                }
                Self::Agreed(Arc::new(profile.with_keys(agreed.keys(now))))
            }
            Some(agreed) => {
                // A broken file is no question that anybody could answer.
                if let Err(unusable) = HttpPlatform::new(&profile) {
                    return Ok(Self::Nowhere(Problem::of(unusable.code())));
                }
                tracing::warn!("the platform profile is another than the one agreed to; nothing is sent");
                Self::Asked { agreed: Box::new(agreed), profile }
            }
            None => {
                let agreed = Agreement::from(&*profile).under(ring);
                agreed.keep(vault)?;
                Self::Agreed(Arc::new(profile.with_keys(agreed.keys(now))))
            }
        })
    }
}

impl Session {
    /// The owner has seen both, and wants to send to the platform that the profile names now.
    pub fn take_platform(&self) -> Result<Home> {
        let vault = self.vault()?;
        {
            let mut reach = self.reach();
            let Reach::Asked { profile, .. } = &*reach else { return Err(Error::NothingSwapped) };
            let profile = profile.clone();
            let agreed = Agreement::from(&*profile).under(self.ring_of(&profile).as_ref());
            agreed.keep(&vault)?;
            *reach = Reach::Agreed(Arc::new(profile.with_keys(agreed.keys(self.host.now()))));
        }
        self.connect(&vault);
        self.home()
    }

    /// Officers have published another ring of keys: it is remembered, and from now on only what it says is believed.
    pub(crate) fn take_keys(&self, ring: &KeyRing) -> Result<()> {
        let vault = self.vault()?;
        {
            let mut reach = self.reach();
            let Reach::Agreed(profile) = &*reach else { return Ok(()) };
            let Some(agreed) = Agreement::in_use(&vault)? else { return Ok(()) };
            let next = agreed.clone().under(Some(ring));
            if next == agreed {
                return Ok(());
            }
            next.keep(&vault)?;
            let profile = Arc::new(profile.with_keys(next.keys(self.host.now())));
            *reach = Reach::Agreed(profile);
        }
        self.connect(&vault);
        Ok(())
    }

    /// As the UI is told.
    pub(crate) fn sending(&self) -> Sending {
        match &*self.reach() {
            Reach::Agreed(profile) => Sending::To { name: profile.name_in(self.language().tag()).to_owned() },
            Reach::Asked { agreed, profile } => {
                Sending::Swapped { before: agreed.shown(), now: Agreement::from(&**profile).shown() }
            }
            Reach::Nowhere(problem) => Sending::Nowhere { problem: problem.clone() },
        }
    }

    /// The platform to send to, or why there is none.
    pub(crate) fn profile(&self) -> Profile {
        match &*self.reach() {
            Reach::Agreed(profile) => Ok(profile.clone()),
            Reach::Asked { .. } => Err(Problem::of("platform-swapped")),
            Reach::Nowhere(problem) => Err(problem.clone()),
        }
    }
}
