//! The list: where each case stands, and who needs a hand today.

use chrono::SecondsFormat;
use uuid::Uuid;
use vault::DeskQuery;

use crate::dto::{
    CountyCount, DayCount, Desk, DeskFilter, DeskImport, DeskOrder, DeskRow, DeskRows, FlightCount, Need,
    NeedCount, StageCount, Standing, StandingCount,
};
use crate::{Result, Session};

/// So many lines are asked for at once at most.
const MOST: u32 = 200;
/// So many imports are shown.
const IMPORTS: usize = 5;

impl Session {
    /// The desk's first screen beside its list.
    pub fn desk(&self) -> Result<Desk> {
        let settings = self.desk_in_use()?;
        self.summarise_some()?;
        let (vault, today) = (self.vault()?, self.today());
        let counts = vault.desk_counts(today)?;
        let facets = vault.desk_facets()?;
        let imports = vault.imports()?.into_iter().take(IMPORTS).map(|import| DeskImport {
            number: import.number,
            file: import.file,
            volunteer: import.volunteer,
            at: import.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            undone: import.undone,
        });
        let unchecked = counts.standing.iter().find(|(standing, _)| *standing == vault::Standing::Unchecked);
        Ok(Desk {
            settings,
            all: counts.all,
            in_need: counts.in_need,
            unchecked: unchecked.map_or(0, |(_, count)| *count),
            standing: counts
                .standing
                .iter()
                .map(|(standing, count)| StandingCount { standing: (*standing).into(), count: *count })
                .collect(),
            needs: counts
                .needs
                .iter()
                .map(|(need, count)| NeedCount { need: (*need).into(), count: *count })
                .collect(),
            flights: facets
                .flights
                .into_iter()
                .map(|(flight, day, count)| FlightCount {
                    flight,
                    day: day.map(|day| day.to_string()),
                    count,
                })
                .collect(),
            counties: facets
                .counties
                .into_iter()
                .map(|(code, count)| CountyCount { name: self.county_name(&code), code, count })
                .collect(),
            days: facets
                .days
                .into_iter()
                .map(|(day, count)| DayCount { day: day.to_string(), count })
                .collect(),
            stages: facets.stages.into_iter().map(|(stage, count)| StageCount { stage, count }).collect(),
            imports: imports.collect(),
        })
    }

    /// A part of the list.
    pub fn desk_rows(&self, filter: &DeskFilter, offset: u32, limit: u32) -> Result<DeskRows> {
        self.desk_in_use()?;
        self.summarise_some()?;
        let query = DeskQuery { offset, limit: limit.min(MOST), ..asked(filter) };
        let page = self.vault()?.desk_list(&query, self.today())?;
        let rows = page.rows.into_iter().map(|row| self.desk_row(row)).collect();
        Ok(DeskRows { rows, total: page.total, offset })
    }

    /// All that a filter finds, in its order: what "choose all" chooses.
    pub fn desk_all(&self, filter: &DeskFilter) -> Result<Vec<String>> {
        self.desk_in_use()?;
        Ok(self.desk_ids(filter)?.into_iter().map(|id| id.to_string()).collect())
    }

    pub(super) fn desk_ids(&self, filter: &DeskFilter) -> Result<Vec<Uuid>> {
        Ok(self.vault()?.desk_ids(&asked(filter), self.today())?)
    }

    pub(super) fn desk_row(&self, row: vault::DeskRow) -> DeskRow {
        let summary = row.summary;
        DeskRow {
            id: row.id.to_string(),
            name: summary.name,
            document_end: summary.document_end,
            flight: summary.flight,
            day: summary.day.map(|day| day.to_string()),
            county: self.county_name(&summary.county),
            standing: row.standing.into(),
            missing: summary.missing,
            blocking: summary.blocking,
            warnings: summary.warnings,
            stage: summary.stage,
            needs: row.needs.into_iter().map(Need::from).collect(),
            place: row.place.map(|place| place + 1),
        }
    }

    fn county_name(&self, code: &str) -> String {
        let name = self
            .current_form()
            .ok()
            .and_then(|form| form.label(rulebook::lists::DIVISIONS, code, self.language().tag()));
        name.unwrap_or_else(|| code.to_owned())
    }
}

pub(super) fn asked(filter: &DeskFilter) -> DeskQuery {
    DeskQuery {
        text: declaration::search::simplified(&filter.text),
        standing: filter.standing.map(Into::into),
        in_need: filter.in_need,
        need: filter.need.map(Into::into),
        flight: filter.flight.clone(),
        day: filter.day.as_ref().and_then(|day| day.parse().ok()),
        county: filter.county.clone(),
        stage: filter.stage.clone(),
        id: None,
        order: match filter.order {
            DeskOrder::Hand => vault::DeskOrder::Hand,
            DeskOrder::Day => vault::DeskOrder::Day,
            DeskOrder::Name => vault::DeskOrder::Name,
            DeskOrder::Place => vault::DeskOrder::Place,
        },
        offset: 0,
        limit: u32::MAX,
    }
}

/// The same words here and there.
macro_rules! same_words {
    ($here:ident, $there:path, $($word:ident),+) => {
        impl From<$there> for $here {
            fn from(it: $there) -> Self {
                match it { $(<$there>::$word => Self::$word),+ }
            }
        }
        impl From<$here> for $there {
            fn from(it: $here) -> Self {
                match it { $($here::$word => Self::$word),+ }
            }
        }
    };
}

same_words!(
    Standing,
    vault::Standing,
    Unchecked,
    NoConsent,
    Missing,
    Blocked,
    Ready,
    Waiting,
    Received,
    Withdrawn,
    HandedOver
);
same_words!(Need, vault::Need, Stopped, FliesSoon, CallAgain, NotBoarded, NotSigned, CodeEnds, Edition);
