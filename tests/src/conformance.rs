//! What a platform has to do, whoever has written it: `cargo xtask conformance --url URL` asks a running one, and a test asks the
//! reference platform. It speaks as an app does, over whatever TLS an app would believe, and leaves a dozen declarations behind,
//! most of them withdrawn: point it at a platform that nobody travels by.
//!
//! - `subject`: the platform that is asked, and a declaration of our own. - `keeps`: what is taken is kept, and said. - `refuses`: what is
//!   refused, by whose word.

mod keeps;
mod refuses;
mod subject;

use std::fmt::{self, Display, Formatter};

use platform_api::PlatformProfile;
use serde_json::Value;

pub use subject::{Subject, profile_of};

/// What one claim came to.
#[derive(Debug)]
pub struct Verdict {
    /// The claim.
    pub claim: &'static str,
    /// Why it does not hold.
    pub fault: Option<String>,
}

/// Asks everything. Each claim stands by itself: one that fails keeps no other from being asked.
pub async fn conformance(profile: PlatformProfile, answers: Value) -> crate::Outcome<Vec<Verdict>> {
    let subject = Subject::new(profile, answers).await?;
    let mut verdicts = keeps::ask(&subject).await;
    verdicts.extend(refuses::ask(&subject).await);
    Ok(verdicts)
}

impl Display for Verdict {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match &self.fault {
            None => write!(formatter, "ok    {}", self.claim),
            Some(fault) => write!(formatter, "FAULT {}\n      {fault}", self.claim),
        }
    }
}

/// Asks claims one after the other: each a sentence and an `async fn(&Subject) -> Outcome`.
macro_rules! claims {
    ($subject:expr; $($claim:literal => $asked:path;)*) => {
        vec![$(crate::conformance::Verdict {
            claim: $claim,
            fault: $asked($subject).await.err().map(|fault| fault.to_string()),
        }),*]
    };
}
pub(crate) use claims;
