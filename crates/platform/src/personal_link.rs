//! A member's personal link on `/me/`, without HTTP: the questions that are theirs alone, asked once on a phone of their own.
//!
//! The phone holds the answers until they are sent, and sends all of them with each change; what is asked and what is wrong is worked
//! out here by the same crate as everywhere, and nothing is kept before the member presses *send* (design decision 26). The link reads
//! nothing: once it was answered it says so, and when.

mod view;

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta, Utc};
use declaration::{AnswerError, Form, FormPart};
use platform_api::{LinkToken, Problem, ProblemCode, TokenDigest, born_digest};
use rulebook::formats;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

pub(crate) use view::{Choice, Link};

use crate::Clock;
use crate::core::{Core, TakenEdition, Terms};
use crate::intake::dates_somewhere;
use crate::limits::Tries;
use crate::store::MemberLink;

/// Whoever has a link and not the birth date guesses so often.
const TRIES: u32 = 5;
const TRIES_WITHIN: TimeDelta = TimeDelta::hours(1);
/// Whoever answers for somebody under age has a name of a line.
const LONGEST_NAME: usize = 120;
/// Rows that a list offers at once.
const ROWS: usize = 20;

/// What opens a link.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Key {
    declaration: Uuid,
    token: LinkToken,
    /// The birth date, where the organisation knows it.
    #[serde(default)]
    born: String,
}

/// What a phone holds of the answers, and what is done with them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asking {
    key: Key,
    language: String,
    /// The day where the member is.
    today: NaiveDate,
    answers: Value,
    /// Questions that were left: what is wrong with them may be said.
    #[serde(default)]
    left: Vec<String>,
    /// Everything may be said.
    #[serde(default)]
    all: bool,
    #[serde(default)]
    change: Option<Change>,
}

/// One change of the answers.
#[derive(Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Change {
    Set { pointer: String, value: Value },
    Add { group: String },
    Remove { group: String, index: usize },
    Insert { group: String, index: usize, item: Value },
}

/// A search in the long list behind a question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Search {
    key: Key,
    language: String,
    answers: Value,
    pointer: String,
    query: String,
}

/// The answers as they are sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sent {
    key: Key,
    today: NaiveDate,
    answers: Value,
    /// Who answers for somebody under age.
    #[serde(default)]
    guardian: String,
    /// The digest of a token that the page has drawn: this phone alone is shown the code.
    phone: TokenDigest,
}

/// That the answers are here.
#[derive(Debug, Serialize)]
pub(crate) struct Answered {
    answered_at: chrono::DateTime<Utc>,
}

/// What the page of a personal link asks.
pub(crate) struct Links {
    core: Arc<Core>,
    clock: Clock,
    births: Tries,
}

/// A link that was opened.
struct Opened {
    link: MemberLink,
    terms: Terms,
    taken: Arc<TakenEdition>,
}

impl Opened {
    fn form(&self) -> Form {
        self.taken.form.with_part(FormPart::Own)
    }
}

impl Links {
    pub(crate) fn new(core: Arc<Core>, clock: Clock) -> Self {
        Self { core, clock, births: Tries::new(TRIES, TRIES_WITHIN) }
    }

    /// What is asked now.
    pub(crate) async fn look(&self, asking: Asking) -> Result<Link, Problem> {
        let opened = self.open(&asking.key).await?;
        let (form, mut answers) = (opened.form(), asking.answers);
        if !answers.is_object() {
            answers = form.blank();
        }
        let answered = opened.link.answered_at;
        if let Some(change) = asking.change.filter(|_| answered.is_none()) {
            apply(&form, &mut answers, change).map_err(|_| ProblemCode::BadRequest)?;
        }
        for pointer in &asking.left {
            // A place that was typed out in full is that place once its question was left.
            let _ = form.choose_by_name(&mut answers, pointer, |_| true);
        }
        let today = self.day(asking.today);
        let speaks = view::Speaks { left: &asking.left, all: asking.all };
        Ok(Link::of(&opened.terms, answered, &form, answers, (today, &asking.language), &speaks))
    }

    /// Rows of the list behind a question.
    pub(crate) async fn options(&self, search: Search) -> Result<Vec<Choice>, Problem> {
        let form = self.open(&search.key).await?.form();
        let rows = form.options(&search.pointer, &search.answers, &search.query, &search.language, ROWS);
        Ok(rows.into_iter().map(Choice::row).collect())
    }

    /// Keeps the answers, once and whole.
    pub(crate) async fn send(&self, sent: Sent) -> Result<Answered, Problem> {
        let opened = self.open(&sent.key).await?;
        let guardian: String = sent.guardian.trim().chars().take(LONGEST_NAME).collect();
        if opened.link.answered_at.is_some() || (opened.terms.minor && guardian.is_empty()) {
            return Err(ProblemCode::LinkNotValid.into());
        }
        let (form, today) = (opened.form(), self.day(sent.today));
        if !form.evaluate(&sent.answers, today).is_complete() {
            // No list of what: the page asks for that by itself.
            return Err(ProblemCode::DeclarationIncomplete.into());
        }
        let answers = form.relevant(&sent.answers, today);
        let guardian = opened.terms.minor.then_some(guardian);
        let link = (sent.key.declaration, &opened.link);
        let answered_at =
            self.core.answered(link, opened.terms.edition, (answers, guardian), sent.phone).await?;
        Ok(Answered { answered_at })
    }

    /// The edition's words for its questions.
    pub(crate) fn texts(&self, edition: u32, language: &str) -> Option<String> {
        let rules = self.core.rules();
        Some(view::words(rules.edition(edition)?.texts.get(language)?))
    }

    async fn open(&self, key: &Key) -> Result<Opened, Problem> {
        let (link, terms) = self.core.asked(key.declaration, key.token.digest()).await?;
        if let Some(right) = terms.born.filter(|_| link.answered_at.is_none()) {
            let born = formats::date(key.born.trim()).ok_or(ProblemCode::BirthDateNeeded)?;
            self.births.take(key.declaration, (self.clock)())?;
            if born_digest(&key.token, born) != right {
                return Err(ProblemCode::BirthDateWrong.into());
            }
            self.births.forget(key.declaration);
        }
        let taken = self.core.rules().judges(terms.edition).ok_or(ProblemCode::EditionNotYet)?;
        Ok(Opened { link, terms, taken })
    }

    /// The day of the phone, where some place on Earth has it.
    fn day(&self, said: NaiveDate) -> NaiveDate {
        let somewhere = dates_somewhere((self.clock)());
        if somewhere.contains(&said) { said } else { somewhere[0] }
    }
}

fn apply(form: &Form, answers: &mut Value, change: Change) -> Result<(), AnswerError> {
    match change {
        Change::Set { pointer, value } => form.set(answers, &pointer, value).map(drop),
        Change::Add { group } => form.add_item(answers, &group).map(drop),
        Change::Remove { group, index } => form.remove_item(answers, &group, index).map(drop),
        Change::Insert { group, index, item } => form.insert_item(answers, &group, index, item).map(drop),
    }
}
