//! A traveller's declaration as it is sealed to a platform, without an app.

use chrono::{Local, Utc};
use outbox::{NewEnvelope, Spool};
use platform_api::{DeclarationSecret, Envelope, Kind, PlatformProfile, Submission};
use testkit::travellers;
use uuid::Uuid;

use crate::Outcome;

/// What was sealed, and what its owner keeps of it.
#[derive(Debug)]
pub struct Sealed {
    /// The declaration.
    pub id: Uuid,
    /// Its secret.
    pub secret: DeclarationSecret,
    /// The bytes to be sent.
    pub envelope: Vec<u8>,
}

impl Sealed {
    /// Puts it into a spool, as the app does.
    ///
    /// # Errors
    /// When the spool does not take it.
    pub fn put(&self, spool: &Spool, profile: &PlatformProfile) -> Outcome {
        let new = NewEnvelope {
            platform: &profile.platform(),
            address: &profile.url,
            declaration: self.id,
            letter: false,
            revision: 1,
            withdrawal: false,
            envelope: &self.envelope,
            opens: None,
        };
        Ok(spool.put(&new, Utc::now())?)
    }
}

/// The first revision of a student's declaration, whom nobody else has declared for.
///
/// # Errors
/// When it cannot be sealed.
pub fn sealed(profile: &PlatformProfile) -> Outcome<Sealed> {
    let secret = DeclarationSecret::generate().map_err(|why| why.to_string())?;
    let id = secret.revision_token().id(Utc::now());
    let submission = submission(&secret, id);
    let envelope = Envelope::seal(&submission, &profile.sealing_key).map_err(|why| why.to_string())?;
    Ok(Sealed { id, secret, envelope })
}

/// What it says.
pub fn submission(secret: &DeclarationSecret, id: Uuid) -> Submission {
    let mut answers = travellers::student_from_prato(Local::now().date_naive()).answers;
    if let Some(number) = answers.pointer_mut("/document/number") {
        *number = format!("EJ{:07}", id.as_u128() % 10_000_000).into();
    }
    Submission {
        declaration: id,
        revision: 1,
        edition: 1,
        kind: Kind::Declare,
        answers,
        revision_token: secret.revision_token(),
        follow_digest: (&secret.follow_token()).into(),
        language: "en".into(),
        sealed_at: Utc::now(),
        organisation: None,
        own_answers: None,
    }
}
