//! Whether the platform still knows whose kiosk this is. What is sealed under a token that was revoked is refused for good once it arrives, and its
//! people are gone by then: so after the first such refusal nobody begins here until staff have written down a new one.

use chrono::{DateTime, Utc};
use platform_api::{EnrolmentToken, ProblemCode};
use serde::{Deserialize, Serialize};

use crate::surroundings::Surroundings;

/// The token that this kiosk has had of late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    /// Its digest, in hexadecimal.
    token: String,
    /// When it was first seen here: what was refused before was sealed under another.
    since: DateTime<Utc>,
}

impl Surroundings {
    /// Notes a token that was not seen before.
    pub(super) fn know_token(&self) {
        let Some(token) = self.token() else { return };
        if self.known_token().is_some_and(|known| known.token == token) {
            return;
        }
        let known = Known { token, since: self.host.now() };
        if let Err(error) = self.keep_token(known) {
            tracing::warn!(%error, "since when this token is used is not written down");
        }
    }

    /// Whether something that was sealed under the token was refused because the platform does not know it.
    pub(super) fn is_token_refused(&self) -> bool {
        let Some(token) = self.token() else { return false };
        let Some(known) = self.known_token().filter(|known| known.token == token) else { return false };
        let refused = self
            .spool()
            .ok()
            .flatten()
            .map(|spool| spool.refused_for(ProblemCode::OrganisationUnknown.as_str()));
        match refused {
            Some(Ok(last)) => last.is_some_and(|last| last >= known.since),
            Some(Err(error)) => {
                tracing::warn!(%error, "the spool was not asked for refusals");
                false
            }
            None => false,
        }
    }

    fn token(&self) -> Option<String> {
        let text = self.kiosk.as_ref()?.enrolment();
        let digest = EnrolmentToken::parse(text.trim()).ok()?.digest();
        Some(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}
