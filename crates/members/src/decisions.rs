//! What the volunteer decided: about columns, cells and people. A preview is a function of the sheet and of these.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::kind::joined;
use crate::sheet::Address;

/// Which of two numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// 5/3/2020 is in March, as in Italy.
    DayFirst,
    /// 5/3/2020 is in May, as in America.
    MonthFirst,
}

/// From when a plain number counts days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Epoch {
    /// 43895 is 5 March 2020.
    From1900,
    /// 43895 is 6 March 2024.
    From1904,
}

/// What the days are that the spreadsheet itself made of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MadeDays {
    /// As they are shown.
    AsShown,
    /// With day and month exchanged.
    Exchanged,
}

/// Which word of a name is the surname.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameOrder {
    /// Chen Yutong.
    SurnameFirst,
    /// Yutong Chen.
    SurnameLast,
}

/// What several rows of one person are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowsAre {
    /// The flights of one journey.
    Legs,
    /// The same member written down twice.
    Members,
}

/// How the cells of one column are to be read, where they do not say it themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnReading {
    /// Of dates.
    pub day_order: Option<DayOrder>,
    /// Of dates without a year.
    pub year: Option<i32>,
    /// Of plain numbers among dates.
    pub epoch: Option<Epoch>,
    /// Of dates that the spreadsheet made.
    pub made_days: Option<MadeDays>,
    /// Of names in Latin letters.
    pub name_order: Option<NameOrder>,
    /// Of telephone numbers without the country's: three letters.
    pub country: Option<String>,
}

/// Whom a row of the list is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Same {
    /// This case that is already there.
    Case(String),
    /// Nobody who is there.
    Nobody,
}

/// All that was decided about one list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decisions {
    /// By column.
    pub columns: BTreeMap<u32, ColumnReading>,
    /// What a word of a column means, a code by the word, said once for all its cells.
    pub words: BTreeMap<u32, BTreeMap<String, String>>,
    /// What stands in a cell instead.
    pub edits: BTreeMap<Address, String>,
    /// Rows that are not imported.
    pub left_out: BTreeSet<u32>,
    /// What several rows of one person are.
    pub rows_are: Option<RowsAre>,
    /// Whom a row is, asked where there is no document.
    pub same: BTreeMap<u32, Same>,
    /// Rows that look like the same person, and are two.
    pub two_people: BTreeSet<u32>,
    /// By case: the pointers at which the list wins over what was typed or sent since.
    pub list_wins: BTreeMap<String, BTreeSet<String>>,
}

impl Decisions {
    pub(crate) fn column(&self, column: u32) -> Option<&ColumnReading> {
        self.columns.get(&column)
    }

    pub(crate) fn word(&self, column: u32, written: &str) -> Option<&str> {
        self.words.get(&column)?.get(&joined(written)).map(String::as_str)
    }

    /// Says what a word of a column means, for all its cells.
    pub fn means(&mut self, column: u32, written: &str, code: impl Into<String>) {
        self.words.entry(column).or_default().insert(joined(written), code.into());
    }
}
