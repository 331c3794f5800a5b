//! The platform that is asked, and declarations of our own.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::Utc;
use outbox::{HttpPlatform, install_crypto_provider};
use platform_api::{
    Address, DeclarationSecret, Envelope, Keys, Kind, Letter, PlatformApi, PlatformId, PlatformProfile,
    Problem, ProblemCode, Says, SealingSecret, Status, StatusAnswer, Submission, verify, verify_refusal,
    verify_status,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Outcome;

/// No root of trust is longer.
const LONGEST_ROOT: u64 = 64 << 10;

/// The platform, as a profile describes it.
pub struct Subject {
    /// The client of the app.
    pub client: HttpPlatform,
    /// Its profile.
    pub profile: PlatformProfile,
    /// Who it is.
    pub platform: PlatformId,
    /// The edition that it takes now.
    pub edition: u32,
    answers: Value,
    people: AtomicU32,
}

/// The profile of a platform that is only known by its address: its own word, for whoever asks whether it conforms, and for no
/// traveller.
pub async fn profile_of(url: &str) -> Outcome<PlatformProfile> {
    install_crypto_provider();
    let unknown = SealingSecret::generate().map_err(|error| error.to_string())?.public().clone();
    let blank = PlatformProfile {
        name: "asked".into(),
        names: Default::default(),
        url: url.trim_end_matches('/').into(),
        receipt_keys: vec![],
        code_keys: vec![],
        sealing_key: unknown,
        rulebook_root: json!({}),
        authorities: vec![],
        editions_by_package: false,
    };
    let client = HttpPlatform::new(&blank)?;
    let Keys { receipt_keys, code_keys, sealing_key } = client.keys().await.map_err(said)?;
    let root = client.rulebook_file("metadata/1.root.json", LONGEST_ROOT).await.map_err(said)?;
    let rulebook_root = serde_json::from_slice(&root)?;
    Ok(PlatformProfile { receipt_keys, code_keys, sealing_key, rulebook_root, ..blank })
}

impl Subject {
    /// Asks who the platform is, and what it takes.
    pub async fn new(profile: PlatformProfile, answers: Value) -> Outcome<Self> {
        install_crypto_provider();
        let client = HttpPlatform::new(&profile)?;
        let platform = PlatformId::of_root(&profile.rulebook_root).ok_or("the profile has no first root")?;
        let edition = client.rulebook().await.map_err(said)?.current;
        Ok(Self { client, profile, platform, edition, answers, people: AtomicU32::new(0) })
    }

    /// Somebody who has not declared yet.
    pub fn somebody(&self) -> Outcome<Somebody<'_>> {
        let secret = DeclarationSecret::generate().map_err(|error| error.to_string())?;
        let id = secret.revision_token().id(Utc::now());
        let mut answers = self.answers.clone();
        // Each is another person, so that none is judged by what another has declared.
        if let Some(number) = answers.pointer_mut("/document/number") {
            let nth = self.people.fetch_add(1, Ordering::Relaxed);
            let drawn = id.as_u128() % 1_000_000;
            *number = format!("E{:02}{drawn:06}", nth % 100).into();
        }
        Ok(Somebody { at: self, id, secret, answers })
    }
}

/// Somebody with a declaration.
pub struct Somebody<'a> {
    at: &'a Subject,
    /// Its id.
    pub id: Uuid,
    /// Its secret.
    pub secret: DeclarationSecret,
    answers: Value,
}

impl Somebody<'_> {
    /// Complete answers, as that revision.
    pub fn submission(&self, revision: u32) -> Submission {
        Submission {
            declaration: self.id,
            revision,
            edition: self.at.edition,
            kind: Kind::Declare,
            answers: self.answers.clone(),
            revision_token: self.secret.revision_token(),
            follow_digest: (&self.secret.follow_token()).into(),
            language: "en".into(),
            sealed_at: Utc::now(),
            organisation: None,
            own_answers: None,
        }
    }

    /// Sealed.
    pub fn sealed(&self, submission: &Submission) -> Outcome<Vec<u8>> {
        Ok(Envelope::seal(submission, &self.at.profile.sealing_key)?)
    }

    /// A letter, sealed.
    pub fn letter(&self, number: u32, says: Says) -> Outcome<Vec<u8>> {
        let revision_token = self.secret.revision_token();
        let letter = Letter {
            declaration: self.id,
            number,
            says,
            said_at: Utc::now(),
            revision_token,
            organisation: None,
        };
        Ok(letter.seal(&self.at.profile.sealing_key)?)
    }

    /// Puts bytes that are taken; their receipt must verify.
    pub async fn put(&self, revision: u32, bytes: &[u8]) -> Outcome<Vec<u8>> {
        let receipt = self.at.client.put_revision(self.id, revision, bytes.into()).await.map_err(said)?;
        verify(&receipt, &self.at.profile.receipt_keys, Address::revision(self.id, revision), bytes)?;
        Ok(receipt)
    }

    /// Declares.
    pub async fn declare(&self, revision: u32) -> Outcome<Vec<u8>> {
        self.put(revision, &self.sealed(&self.submission(revision))?).await
    }

    /// Takes everything back.
    pub async fn withdraw(&self, revision: u32) -> Outcome<Vec<u8>> {
        let withdrawal =
            Submission { kind: Kind::Withdraw, answers: Value::Null, ..self.submission(revision) };
        self.put(revision, &self.sealed(&withdrawal)?).await
    }

    /// Puts bytes that must be refused as that; says what the refusal was.
    pub async fn refused(&self, at: Address, bytes: &[u8], code: ProblemCode) -> Outcome<Problem> {
        let sent = match at.of {
            platform_api::Sealed::Letter => {
                self.at.client.put_letter(at.declaration, at.number, bytes.into()).await
            }
            platform_api::Sealed::Revision => {
                self.at.client.put_revision(at.declaration, at.number, bytes.into()).await
            }
        };
        let problem = sent.err().ok_or_else(|| format!("it was taken, and is {}", code.as_str()))?;
        if !problem.is(code) {
            return Err(format!("it was refused as {}, and is {}", problem.code, code.as_str()).into());
        }
        if problem.status != code.status() {
            return Err(format!("{} has status {}", problem.code, problem.status).into());
        }
        Ok(problem)
    }

    /// The same, and that it is the platform's last word: signed for these bytes at this address.
    pub async fn refused_for_good(&self, at: Address, bytes: &[u8], code: ProblemCode) -> Outcome {
        let problem = self.refused(at, bytes, code).await?;
        let text = problem.refusal.ok_or("nobody has signed the refusal")?;
        let (keys, platform) = (&self.at.profile.receipt_keys, &self.at.platform);
        let refusal = verify_refusal(&text, keys, platform, at, bytes)?;
        if refusal.code == code.as_str() { Ok(()) } else { Err("the signed word is another".into()) }
    }

    /// How it stands, by the platform's signed word; with its tag.
    pub async fn stands(&self) -> Outcome<(Status, String)> {
        let answer = self.at.client.status(self.id, &self.secret.follow_token(), None).await.map_err(said)?;
        let StatusAnswer::Now { etag, signed } = answer else { return Err("304 to no tag".into()) };
        let (keys, platform) = (&self.at.profile.receipt_keys, &self.at.platform);
        Ok((verify_status(&signed, keys, platform, self.id)?, etag))
    }
}

/// A problem as a sentence.
pub(super) fn said(problem: Problem) -> String {
    format!("{} ({})", problem.code, problem.status)
}

/// Fails with that sentence unless it holds.
pub(super) fn holds(it: bool, otherwise: &str) -> Outcome {
    if it { Ok(()) } else { Err(otherwise.into()) }
}
