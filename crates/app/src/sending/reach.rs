//! Whom an open vault may talk to: nobody, the platform that its owner agreed to, or nobody before the owner has answered.

use std::sync::Arc;

use platform_api::PlatformProfile;
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
    pub(crate) fn of(vault: &Vault, profile: Profile) -> Result<Self, VaultError> {
        let profile = match profile {
            Ok(profile) => profile,
            Err(problem) => return Ok(Self::Nowhere(problem)),
        };
        Ok(match Agreement::in_use(vault)? {
            Some(agreed) if agreed.covers(&profile) => Self::Agreed(profile),
            Some(agreed) => {
                tracing::warn!("the platform profile is another than the one agreed to; nothing is sent");
                Self::Asked { agreed: Box::new(agreed), profile }
            }
            None => {
                Agreement::from(&*profile).keep(vault)?;
                Self::Agreed(profile)
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
            Agreement::from(&*profile).keep(&vault)?;
            *reach = Reach::Agreed(profile);
        }
        self.connect(&vault);
        self.home()
    }

    /// As the UI is told.
    pub(crate) fn sending(&self) -> Sending {
        match &*self.reach() {
            Reach::Agreed(profile) => Sending::To { name: profile.name.clone() },
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
