//! The traveller's small page, `/me/`, without HTTP: for whoever has a phone and no laptop.
//!
//! A phone was let in by a letter ([`Says::LetsPhone`]): its token reads how the declaration stands and says what letters say, and
//! never declares, corrects or takes back. The page comes from this platform over the same connection, so it trusts the platform's
//! word as it is; whoever wants proof has the app. Tokens come in bodies, never in an address or a header: no log keeps them.

mod view;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use platform_api::{ClaimCode, PhoneToken, Problem, ProblemCode, Reference, Says};
use rulebook::formats;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

pub(crate) use view::{View, words};

use crate::Clock;
use crate::core::{Core, LetIn, failed};
use crate::limits::Tries;

/// Whoever has a sheet and not the birth date guesses so often.
const TRIES: u32 = 5;
const TRIES_WITHIN: TimeDelta = TimeDelta::hours(1);
/// As often the code of one reference may be mistyped: whoever guesses has the other half of it to guess, and the birth date then. The slip's QR still
/// opens when they are used up.
const MISTYPED: u32 = 20;

/// What opens a declaration on a phone.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Key {
    /// Of a QR.
    Scanned(Scanned),
    /// Of a slip whose code was typed.
    Typed(Typed),
}

/// What a QR says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scanned {
    declaration: Uuid,
    token: PhoneToken,
    /// The birth date, where the token was printed.
    #[serde(default)]
    born: String,
}

/// What a slip says to whoever types it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Typed {
    claim: String,
    #[serde(default)]
    born: String,
}

impl Key {
    fn born(&self) -> &str {
        match self {
            Key::Scanned(scanned) => &scanned.born,
            Key::Typed(typed) => &typed.born,
        }
    }
}

/// How a declaration stands.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "one is written, and gone")]
pub(crate) enum Looked {
    /// As its page draws it.
    Stands(View),
    /// It was refused: the code of the problem, and nothing of what was in it.
    Refused { reference: String, refused: String },
}

/// Something that is said, as the page sends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Word {
    key: Key,
    /// Drawn by the page, so that what is sent twice is said once.
    id: Uuid,
    /// When it was said; a phone may have had no network then.
    at: DateTime<Utc>,
    says: Says,
}

/// What the page asks.
pub(crate) struct Phones {
    core: Arc<Core>,
    clock: Clock,
    births: Tries,
    claims: Tries,
}

impl Phones {
    pub(crate) fn new(core: Arc<Core>, clock: Clock) -> Self {
        let (births, claims) = (Tries::new(TRIES, TRIES_WITHIN), Tries::new(MISTYPED, TRIES_WITHIN));
        Self { core, clock, births, claims }
    }

    /// How the declaration stands.
    pub(crate) async fn look(&self, key: &Key) -> Result<Looked, Problem> {
        let (declaration, token) = self.meant(key).await?;
        match self.open(declaration, token, key.born()).await {
            Ok(LetIn { events, is_members, .. }) => {
                Ok(Looked::Stands(self.view(declaration, &events, is_members).await?))
            }
            // Nothing that is said of it is anybody's own: no birth date is known, nor asked.
            Err(problem) if problem.is(ProblemCode::DeclarationNotFound) => {
                let is_here = self.core.way(declaration).await.map_err(failed)?.is_some();
                let refused = if is_here { None } else { self.core.refusal(declaration, token).await? };
                let refused = refused.ok_or(problem)?;
                Ok(Looked::Refused { reference: Reference::of(declaration).to_string(), refused })
            }
            Err(problem) => Err(problem),
        }
    }

    /// Says something, and shows how the declaration stands then.
    pub(crate) async fn say(&self, word: &Word) -> Result<View, Problem> {
        let (declaration, token) = self.meant(&word.key).await?;
        let LetIn { events, is_members, .. } = self.open(declaration, token, word.key.born()).await?;
        self.core.say_by_phone(token, declaration, (word.id, word.at), &word.says, &events).await?;
        let way = self.core.way(declaration).await.map_err(failed)?;
        self.view(declaration, &way.map(|(_, events)| events).unwrap_or_default(), is_members).await
    }

    /// The edition's words that the page may need: reasons, corrections, hotlines.
    pub(crate) fn texts(&self, edition: u32, language: &str) -> Option<String> {
        let rules = self.core.rules();
        Some(view::words(rules.edition(edition)?.texts.get(language)?, &view::WORDS))
    }

    /// Which declaration a key is of, and the digest of its token. Whoever mistypes a slip's code is told no more than that it opens nothing.
    async fn meant(&self, key: &Key) -> Result<(Uuid, [u8; 32]), Problem> {
        let typed = match key {
            Key::Scanned(scanned) => return Ok((scanned.declaration, scanned.token.digest())),
            Key::Typed(typed) => typed,
        };
        let claim: ClaimCode = typed.claim.parse().map_err(|_| ProblemCode::DeclarationNotFound)?;
        let (tried, now) = (tries_of(&claim), (self.clock)());
        self.claims.left(tried, now)?;
        if let Some(meant) = self.core.claimed(&claim).await? {
            return Ok(meant);
        }
        self.claims.take(tried, now)?;
        Err(ProblemCode::DeclarationNotFound.into())
    }

    async fn open(&self, declaration: Uuid, token: [u8; 32], born: &str) -> Result<LetIn, Problem> {
        let let_in = self.core.let_in(declaration, token).await?;
        if let_in.asks_birth {
            let born = formats::date(born.trim()).ok_or(ProblemCode::BirthDateNeeded)?;
            self.births.take(declaration, (self.clock)())?;
            if !self.core.is_born(declaration, born).await.map_err(failed)? {
                return Err(ProblemCode::BirthDateWrong.into());
            }
            self.births.forget(declaration);
        }
        Ok(let_in)
    }
}

/// Tries are counted by ids: one for a reference, whether or not anything has it.
fn tries_of(claim: &ClaimCode) -> Uuid {
    let mut id = [0; 16];
    id.copy_from_slice(&Sha256::digest(claim.reference.to_string())[..16]);
    Uuid::from_bytes(id)
}
