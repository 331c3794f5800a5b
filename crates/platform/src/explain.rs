//! Why a code has its colour, for an officer who asks: by the facts that were kept with it and the edition that gave it.
//!
//! The facts say who was ill and where somebody was, so they are read only here, only when asked for by declaration, and
//! go to whoever asked and nowhere else: never to a log. That somebody asked is noted in the declaration's own.

use std::fmt::{self, Display, Formatter};
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, Utc};
use declaration::{FactValue, Facts};
use editions::Published;
use health_code::Explanation;
use rulebook::Edition;
use uuid::Uuid;

use crate::at_rest::{AtRest, DayKeyError, Of};
use crate::served::REPOSITORY;
use crate::store::{Note, StoreError};
use crate::{Config, database};
use rulebook::zhejiang_date;

/// A code, explained.
pub struct Explained {
    /// The declaration.
    pub declaration: Uuid,
    /// Its revision.
    pub revision: u32,
    /// The edition that gave the code.
    pub edition: u32,
    /// When.
    pub assigned_at: DateTime<Utc>,
    /// Why.
    pub explanation: Explanation,
}

/// Why there is no explanation.
#[derive(Debug, thiserror::Error)]
pub enum ExplainError {
    /// There is no database in the directory.
    #[error("there are no declarations in this directory")]
    NoDatabase,
    /// No such declaration, or one that was withdrawn.
    #[error("this declaration has no code: it is unknown here, or was withdrawn")]
    NoCode,
    /// What may no longer be kept is gone.
    #[error("the facts of this code are no longer kept: their time is over")]
    NotKept,
    /// The edition is not at hand.
    #[error("edition {0} of the rulebook, which gave this code, is not here")]
    NoEdition(u32),
    /// The facts do not open, or are none.
    #[error("the facts that were kept with this code do not open with the keys of this directory")]
    NotOpened,
    /// The edition gives another rule than the one that was stored.
    #[error("by the facts that were kept, edition {edition} gives not the rule {stored} that is stored")]
    Differs {
        /// The edition.
        edition: u32,
        /// The stored rule.
        stored: String,
    },
    /// The keys of the days cannot be used.
    #[error(transparent)]
    Keys(#[from] DayKeyError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Explains the code of a declaration's current revision by what a platform of that configuration keeps. The edition that gave it is looked
/// for in the program and in a repository of editions: the one that is named, or the platform's own.
pub async fn explain(of: &Config, declaration: Uuid, by: &str) -> Result<Explained, ExplainError> {
    if of.database.is_none() && !of.data.join(database::FILE).is_file() {
        return Err(ExplainError::NoDatabase);
    }
    let store = database::open(&of.data, of.database.as_deref()).await?;
    let basis = store.basis(declaration).await?.ok_or(ExplainError::NoCode)?;
    let note = Note { at: (of.clock)(), event: format!("explained {}", basis.revision), by: by.to_owned() };
    store.note(declaration, note).await?;
    let sealed = basis.facts.ok_or(ExplainError::NotKept)?;
    let today = zhejiang_date((of.clock)());
    if sealed.ends < today {
        return Err(ExplainError::NotKept);
    }
    let at_rest = AtRest::new(database::day_keys(&*store, of.day_keys()).await?);
    let of_revision = Of { declaration, revision: basis.revision };
    let json = at_rest.open(of_revision, &sealed, today)?.ok_or(ExplainError::NotOpened)?;
    let facts: Facts = serde_json::from_slice(&json).map_err(|_| ExplainError::NotOpened)?;
    let repository = of.rulebook.clone().unwrap_or_else(|| of.data.join(REPOSITORY));
    let edition = edition(basis.edition, &repository).await.ok_or(ExplainError::NoEdition(basis.edition))?;
    let explanation = health_code::explain(&edition, &facts)
        .ok()
        .filter(|explanation| explanation.assignment.rule == basis.rule)
        .ok_or(ExplainError::Differs { edition: basis.edition, stored: basis.rule })?;
    let (revision, assigned_at) = (basis.revision, basis.assigned_at);
    Ok(Explained { declaration, revision, edition: basis.edition, assigned_at, explanation })
}

/// An edition by its number: the program's own, or one that a repository publishes.
async fn edition(number: u32, repository: &Path) -> Option<Arc<Edition>> {
    if let Ok(bundled) = Edition::bundled()
        && bundled.head.number == number
    {
        return Some(bundled);
    }
    let published = Published::read(repository).await.ok()?;
    Edition::load(published.editions.get(&number)?).ok().map(Arc::new)
}

impl Display for Explained {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self { declaration, revision, edition, assigned_at, explanation } = self;
        let at = assigned_at.to_rfc3339_opts(SecondsFormat::Secs, true);
        writeln!(
            formatter,
            "declaration {declaration}, revision {revision}, assigned {at} by edition {edition}"
        )?;
        let assignment = &explanation.assignment;
        writeln!(formatter, "{} by rule {}", assignment.colour.name(), assignment.rule)?;
        writeln!(
            formatter,
            "  reasons: {}; correction: {}",
            assignment.reasons.join(", "),
            assignment.correction
        )?;
        writeln!(formatter, "decided by")?;
        for (fact, value) in &explanation.deciding {
            writeln!(formatter, "  {fact} = {}", Json(value))?;
        }
        for other in &explanation.nearest {
            writeln!(formatter, "would be {} by rule {} with", other.colour.name(), other.rule)?;
            for change in &other.changes {
                writeln!(formatter, "  {} = {}", change.fact, Json(&change.to))?;
            }
        }
        Ok(())
    }
}

struct Json<'a>(&'a FactValue);

impl Display for Json<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&serde_json::to_string(self.0).map_err(|_| fmt::Error)?)
    }
}
