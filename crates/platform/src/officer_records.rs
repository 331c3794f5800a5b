//! What officers record of a declaration: that somebody landed, that an observation is over, what a test showed.
//!
//! Each entry is kept by itself with who recorded it and when, sealed like what it is about; a wrong one is revoked by another
//! and never changed. Recording makes the declaration wait to be judged again: a platform that runs does so within
//! seconds.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use declaration::{OfficerFact, OfficerFacts, Recorded};
use rulebook::zhejiang_date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::at_rest::{AtRest, DayKeyError, DayKeys, Of};
use crate::grounds::Grounds;
use crate::store::{GROUNDS, Kept, Part, Record, StoreError};
use crate::{Config, database};

/// What an officer says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// Something was seen.
    Seen(OfficerFact),
    /// The entry of that id was wrong.
    Revokes(Uuid),
}

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// No such declaration, or one that was withdrawn.
    #[error("this declaration is unknown here, or was withdrawn")]
    Unknown,
    /// Its time is over.
    #[error("what this declaration was judged by is no longer kept: nothing is recorded of it any more")]
    NotKept,
    /// The day has not come.
    #[error("{0} has not come yet")]
    Ahead(NaiveDate),
    /// It is no entry of this declaration.
    #[error("there is no entry {0} of this declaration to revoke")]
    NoEntry(Uuid),
    /// It cannot be sealed.
    #[error("it cannot be written down")]
    Unwritten,
    /// The keys of the days cannot be used.
    #[error(transparent)]
    Keys(#[from] DayKeyError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Records what an officer says of a declaration, in a platform of that configuration. Gives the entry's id.
pub async fn record(of: &Config, declaration: Uuid, word: &Word, by: &str) -> Result<Uuid, RecordError> {
    let now = (of.clock)();
    let today = zhejiang_date(now);
    let store = database::open(&of.data, of.database.as_deref()).await?;
    let case = store.case(declaration).await?.ok_or(RecordError::Unknown)?;
    match word {
        Word::Seen(fact) if fact.on() > today => return Err(RecordError::Ahead(fact.on())),
        Word::Revokes(entry) if case.records.iter().all(|record| record.id != *entry) => {
            return Err(RecordError::NoEntry(*entry));
        }
        _ => {}
    }
    let at_rest = AtRest::new(DayKeys::at(of.day_keys())?);
    let grounds = case.part(GROUNDS).ok_or(RecordError::NotKept)?;
    let of_revision = Of { declaration, revision: case.revision };
    let plain = at_rest.open(of_revision, grounds, today).ok_or(RecordError::NotKept)?;
    let read: Grounds = serde_json::from_slice(&plain).map_err(|_| RecordError::NotKept)?;
    // Kept as long as the rest, whose days count from the landing once it was seen.
    let ends = match word {
        Word::Seen(OfficerFact::Landed { on }) => grounds.ends + (*on - read.entered),
        _ => grounds.ends,
    };
    let (id, ends) = (Uuid::now_v7(), ends.max(today));
    let plain = serde_json::to_vec(word).map_err(|_| RecordError::Unwritten)?;
    let sealed = at_rest.seal(of_record(declaration), &class(id), ends, &plain, today)?.sealed;
    let record = Record { id, at: now, by: by.to_owned(), ends, sealed };
    match store.record(declaration, record, today).await? {
        Kept::New | Kept::Same => Ok(id),
        Kept::Unknown => Err(RecordError::Unknown),
    }
}

/// What was recorded of a declaration and may still be read.
pub(crate) fn read(
    at_rest: &AtRest,
    declaration: Uuid,
    records: &[Record],
    today: NaiveDate,
) -> OfficerFacts {
    let words = records.iter().filter_map(|record| {
        let part = Part { class: class(record.id), ends: record.ends, sealed: record.sealed.clone() };
        let plain = at_rest.open(of_record(declaration), &part, today)?;
        Some((record, serde_json::from_slice::<Word>(&plain).ok()?))
    });
    let words: Vec<_> = words.collect();
    let revoked: BTreeSet<Uuid> = words
        .iter()
        .filter_map(|(_, word)| match word {
            Word::Revokes(entry) => Some(*entry),
            Word::Seen(_) => None,
        })
        .collect();
    let stand = words.into_iter().filter(|(record, _)| !revoked.contains(&record.id));
    OfficerFacts::of(stand.filter_map(|(record, word)| match word {
        Word::Seen(value) => Some(Recorded { value, by: record.by.clone(), at: record.at }),
        Word::Revokes(_) => None,
    }))
}

/// An entry belongs to its declaration, whichever revision that is at.
fn of_record(declaration: Uuid) -> Of {
    Of { declaration, revision: 0 }
}

fn class(entry: Uuid) -> String {
    format!("officer:{entry}")
}
