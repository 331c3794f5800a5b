//! Ending what may no longer be kept: first the days' keys, which end it everywhere, then the rows.
//!
//! The platform does this by itself, looking once an hour; `guitu-platform retention` does it by hand or says what it would
//! do. Doing it twice, or in two processes at once, does nothing more.

use std::fmt::{self, Display, Formatter};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;

use crate::at_rest::{AtRest, DayKeyError, DayKeys};
use crate::metrics::Metrics;
use crate::store::{Due, Store, StoreError};
use crate::{Clock, Config, database};
use rulebook::zhejiang_date;

/// How often a platform looks.
const EVERY: Duration = Duration::from_secs(3600);

/// What was ended, or would be.
#[derive(Debug, PartialEq, Eq)]
pub struct Report {
    /// Nothing was done.
    pub dry_run: bool,
    /// What ended before this day is to go.
    pub today: NaiveDate,
    /// Days whose keys were there.
    pub keys: Vec<NaiveDate>,
    /// Parts that were there.
    pub parts: Vec<Due>,
}

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum RetentionError {
    /// A key cannot be destroyed.
    #[error(transparent)]
    Key(#[from] DayKeyError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a sweep does with what is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sweep {
    /// Says what would go, by the clock as it is.
    Dry,
    /// Ends it. A clock that has leapt by more than a week is not believed before it has held for a day.
    Ends,
    /// Ends it by the clock as it is: somebody has looked at it.
    EndsByTheClock,
}

/// Ends what is over for a platform of that configuration, or says what that would be.
pub async fn sweep(of: &Config, how: Sweep) -> Result<Report, RetentionError> {
    let store = database::open(&of.data, of.database.as_deref()).await?;
    let days = database::day_keys(&*store, of.day_keys()).await?;
    let now = (of.clock)();
    let today = match how {
        Sweep::Dry => zhejiang_date(now),
        Sweep::Ends => days.believed(now)?,
        Sweep::EndsByTheClock => {
            days.believe(now)?;
            zhejiang_date(now)
        }
    };
    run(&*store, &days, today, how == Sweep::Dry).await
}

async fn run(
    store: &dyn Store,
    days: &DayKeys,
    today: NaiveDate,
    dry_run: bool,
) -> Result<Report, RetentionError> {
    let report = Report { dry_run, today, keys: days.over(today)?, parts: store.due(today).await? };
    if dry_run {
        return Ok(report);
    }
    // Each by itself: a key that does not go keeps no other, and no row.
    let mut trouble = days.clear_remains().err();
    for day in &report.keys {
        if let Err(error) = days.destroy(*day) {
            tracing::error!(%error, %day, "the key of a day that is over cannot be destroyed");
            trouble.get_or_insert(error);
        }
    }
    store.sweep(today).await?;
    trouble.map_or(Ok(report), |trouble| Err(trouble.into()))
}

/// Does it as long as the platform runs.
pub(crate) async fn keep_ending(
    store: Arc<dyn Store>,
    at_rest: Arc<AtRest>,
    metrics: Arc<Metrics>,
    clock: Clock,
) {
    loop {
        let today = zhejiang_date(clock());
        let ended = match at_rest.days().believed(clock()) {
            Ok(believed) => run(&*store, at_rest.days(), believed, false).await,
            Err(error) => Err(error.into()),
        };
        // What could not be ended is seen by whoever runs the platform, not only in a log; so is a clock that is not believed.
        metrics.overdue(at_rest.days().over(today).map_or(1, |days| days.len()));
        let counts: Vec<(&'static str, u64)> = match &ended {
            Ok(report) => vec![
                ("retention-run", 1),
                ("retention-keys", report.keys.len() as u64),
                ("retention-parts", report.count()),
            ],
            Err(_) => vec![("retention-failed", 1)],
        };
        for (what, number) in counts.into_iter().filter(|(_, number)| *number > 0) {
            if let Err(error) = store.count(today, what, number).await {
                tracing::error!(%error, "what was ended is not counted");
            }
        }
        match ended {
            Ok(report) if report.keys.is_empty() && report.parts.is_empty() => {}
            Ok(report) => {
                tracing::info!(days = report.keys.len(), parts = report.count(), "ended what is over")
            }
            Err(error) => tracing::error!(%error, "what is over could not be ended"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

impl Report {
    fn count(&self) -> u64 {
        self.parts.iter().map(|due| due.parts).sum()
    }
}

impl Display for Report {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let verb = if self.dry_run { "would end" } else { "ended" };
        writeln!(formatter, "{verb} what was to be kept until before {}", self.today)?;
        for day in &self.keys {
            writeln!(formatter, "  key of {day}")?;
        }
        for Due { ends, class, parts } in &self.parts {
            writeln!(formatter, "  {parts} of {class} until {ends}")?;
        }
        writeln!(formatter, "{} keys, {} parts", self.keys.len(), self.count())
    }
}
