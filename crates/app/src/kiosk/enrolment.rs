//! Whether the platform still knows whose kiosk this is. What is sealed under a token that was revoked is refused for good once it arrives, and its
//! people are gone by then: so after the first such refusal nobody begins here until staff have written down a new one.

use platform_api::{EnrolmentToken, ProblemCode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::surroundings::Surroundings;

/// So many declarations are remembered as sealed here: what came by a stick was sealed under somebody else's token.
const MOST: usize = 2_000;

/// The token that this kiosk has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    /// Its digest, in hexadecimal.
    token: String,
    /// What was sealed here under it, the last one last.
    sealed: Vec<Uuid>,
}

impl Known {
    fn of(token: String) -> Self {
        Known { token, sealed: Vec::new() }
    }
}

impl Surroundings {
    /// Notes that a declaration was sealed here under the token in use.
    pub(super) fn sealed_under_token(&self, declaration: Uuid) {
        let Some(token) = self.token() else { return };
        let noted = self.note_token(|known| {
            let mut now =
                known.take().filter(|known| known.token == token).unwrap_or_else(|| Known::of(token));
            now.sealed.push(declaration);
            let over = now.sealed.len().saturating_sub(MOST);
            now.sealed.drain(..over);
            *known = Some(now);
        });
        if let Err(error) = noted {
            tracing::warn!(%error, "under which token something was sealed is not written down");
        }
    }

    /// Whether something that was sealed here under the token was refused because the platform does not know it.
    pub(super) fn is_token_refused(&self) -> bool {
        let Some(token) = self.token() else { return false };
        let Some(known) = self.known_token().filter(|known| known.token == token) else { return false };
        let code = ProblemCode::OrganisationUnknown.as_str();
        match self.spool().ok().flatten().map(|spool| spool.refused_for(code)) {
            Some(Ok(refused)) => refused.iter().any(|one| known.sealed.contains(one)),
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
