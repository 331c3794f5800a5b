//! What is kept of a declaration is kept in parts, each under a key that ends on a day.
//!
//! - `classes`: which answers may be read by whom and for how long, and so belong together.
//! - [`DayKeys`]: one key for each day on which something ends. They lie outside the database.
//! - `clock`: how far the clock is believed when they are destroyed.
//! - `sealing`: a part under a key of its own, and that key under the day's.
//!
//! When a day is over its key is destroyed. Then nothing that ended on it can be read any more: not in the database, not in
//! its log, and not in a copy of either that somebody made before.

mod classes;
mod clock;
mod day_keys;
mod sealing;

use chrono::NaiveDate;
use uuid::Uuid;
use zeroize::Zeroizing;

pub(crate) use classes::{Classes, lay_over};
pub use day_keys::DayKeyError;
pub(crate) use day_keys::DayKeys;

use crate::store::Part;

/// Seals and opens parts.
pub(crate) struct AtRest {
    days: DayKeys,
}

/// Where a part belongs: it opens nowhere else.
#[derive(Clone, Copy)]
pub(crate) struct Of {
    pub(crate) declaration: Uuid,
    pub(crate) revision: u32,
}

impl AtRest {
    pub(crate) fn new(days: DayKeys) -> Self {
        Self { days }
    }

    /// Seals something that may be read until that day is over.
    pub(crate) fn seal(
        &self,
        of: Of,
        class: &str,
        ends: NaiveDate,
        plain: &[u8],
        today: NaiveDate,
    ) -> Result<Part, DayKeyError> {
        let key = self.days.key(ends, today)?;
        let sealed = sealing::seal(&key, of, class, ends, plain)?;
        Ok(Part { class: class.to_owned(), ends, sealed })
    }

    /// What was sealed; none once its day is over. What cannot be opened before that is an error: whoever concluded something
    /// from it would write it down, and it would stay wrong after the key is back.
    pub(crate) fn open(
        &self,
        of: Of,
        part: &Part,
        today: NaiveDate,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, DayKeyError> {
        let Some(key) = self.days.existing(part.ends, today)? else { return Ok(None) };
        sealing::open(&key, of, part).map(Some).ok_or(DayKeyError::NotOpened(part.ends))
    }

    /// The keys themselves, for whoever destroys them.
    pub(crate) fn days(&self) -> &DayKeys {
        &self.days
    }
}
