//! The traveller's small page, `/me/`, without HTTP: for whoever has a phone and no laptop.
//!
//! A phone was let in by a letter ([`Says::LetsPhone`]): its token reads how the declaration stands and says what letters say, and
//! never declares, corrects or takes back. The page comes from this platform over the same connection, so it trusts the platform's
//! word as it is; whoever wants proof has the app. Tokens come in bodies, never in an address or a header: no log keeps them.

mod view;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use platform_api::{PhoneToken, Problem, ProblemCode, Says};
use rulebook::formats;
use serde::Deserialize;
use uuid::Uuid;

pub(crate) use view::{View, words};

use crate::Clock;
use crate::core::{Core, LetIn, failed};
use crate::limits::Tries;

/// Whoever has a sheet and not the birth date guesses so often.
const TRIES: u32 = 5;
const TRIES_WITHIN: TimeDelta = TimeDelta::hours(1);

/// What opens a declaration on a phone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Key {
    declaration: Uuid,
    token: PhoneToken,
    /// The birth date, where the token was printed.
    #[serde(default)]
    born: String,
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
}

impl Phones {
    pub(crate) fn new(core: Arc<Core>, clock: Clock) -> Self {
        Self { core, clock, births: Tries::new(TRIES, TRIES_WITHIN) }
    }

    /// How the declaration stands.
    pub(crate) async fn look(&self, key: &Key) -> Result<View, Problem> {
        let LetIn { events, is_members, .. } = self.open(key).await?;
        self.view(key.declaration, &events, is_members).await
    }

    /// Says something, and shows how the declaration stands then.
    pub(crate) async fn say(&self, word: &Word) -> Result<View, Problem> {
        let declaration = word.key.declaration;
        let LetIn { events, is_members, .. } = self.open(&word.key).await?;
        self.core.say_by_phone(&word.key.token, declaration, (word.id, word.at), &word.says, &events).await?;
        let way = self.core.way(declaration).await.map_err(failed)?;
        self.view(declaration, &way.map(|(_, events)| events).unwrap_or_default(), is_members).await
    }

    /// The edition's words that the page may need: reasons, corrections, hotlines.
    pub(crate) fn texts(&self, edition: u32, language: &str) -> Option<String> {
        let rules = self.core.rules();
        Some(view::words(rules.edition(edition)?.texts.get(language)?, &view::WORDS))
    }

    async fn open(&self, key: &Key) -> Result<LetIn, Problem> {
        let let_in = self.core.let_in(key.declaration, &key.token).await?;
        if let_in.asks_birth {
            let born = formats::date(key.born.trim()).ok_or(ProblemCode::BirthDateNeeded)?;
            self.births.take(key.declaration, (self.clock)())?;
            if !self.core.is_born(key.declaration, born).await.map_err(failed)? {
                return Err(ProblemCode::BirthDateWrong.into());
            }
            self.births.forget(key.declaration);
        }
        Ok(let_in)
    }
}
