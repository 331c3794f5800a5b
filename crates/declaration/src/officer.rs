//! What is known of a declaration beside its answers: when they were given, and what officers have recorded, each with its
//! author.
//!
//! No traveller types these. What officers recorded reaches the code policy by the root `officer`, which facts alone may read;
//! who recorded it stays outside it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use rulebook::vocabulary::MAX_OFFICER_TESTS;
use rulebook::{Edition, zhejiang_date};
use serde::{Deserialize, Serialize};

use crate::derive::Entry;
use crate::said::SaidSince;
use crate::tree::{Cell, NULL, RecordCell};

/// What is known of one declaration beside its answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficerFacts {
    /// The day on which the answers were given, where they are judged on a later one: what is asked about hangs on it, so
    /// that time alone takes nothing out that a traveller said of their health.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_on: Option<NaiveDate>,
    /// The day on which they arrived, where a bad network kept them: until then no officer had read them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_on: Option<NaiveDate>,
    /// The day on which an entry on this day was first said, where answers that came later have left it as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_said_on: Option<NaiveDate>,
    /// Since when what these answers say has been said, where answers before them have said it too.
    #[serde(default, skip_serializing_if = "SaidSince::is_empty")]
    pub said: SaidSince,
    /// The day on which an officer saw the traveller enter China.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub landed_on: Option<Recorded<NaiveDate>>,
    /// The last day of an observation that an officer declared ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observation_ended_on: Option<Recorded<NaiveDate>>,
    /// Tests that officers took or saw the result of, in the order in which they were recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<Recorded<OfficerTest>>,
}

/// Something that an officer recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded<T> {
    /// What was recorded.
    pub value: T,
    /// The officer's account.
    pub by: String,
    /// When it was recorded.
    pub at: DateTime<Utc>,
}

/// A test as an officer records it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficerTest {
    /// How it was done.
    pub kind: TestKind,
    /// What it showed.
    pub result: TestResult,
    /// The day on which the sample was taken.
    pub taken_on: NaiveDate,
}

/// How a test was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TestKind {
    /// Of genes, by amplification.
    Pcr,
    /// Of the virus's proteins.
    Antigen,
    /// Of the body's answer to an infection or a vaccine.
    Antibody,
}

/// What a test showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TestResult {
    /// What it looks for was there.
    Positive,
    /// It was not.
    Negative,
}

impl TestKind {
    /// The name as in expressions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pcr => "pcr",
            Self::Antigen => "antigen",
            Self::Antibody => "antibody",
        }
    }
}

impl TestResult {
    /// The name as in expressions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
        }
    }
}

/// One thing that an officer records of a declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case", deny_unknown_fields)]
pub enum OfficerFact {
    /// The traveller was seen to enter China.
    Landed {
        /// On that day.
        on: NaiveDate,
    },
    /// The observation is over.
    ObservationEnded {
        /// Its last day.
        on: NaiveDate,
    },
    /// A test was taken, or its result seen.
    Tested(OfficerTest),
}

impl OfficerFact {
    /// The day that it speaks of.
    pub fn on(&self) -> NaiveDate {
        match self {
            Self::Landed { on } | Self::ObservationEnded { on } => *on,
            Self::Tested(test) => test.taken_on,
        }
    }
}

/// What is known beside a draft.
pub(crate) static NOTHING: OfficerFacts = OfficerFacts::NONE;

impl OfficerFacts {
    /// Nothing recorded.
    pub const NONE: Self = Self {
        declared_on: None,
        received_on: None,
        entry_said_on: None,
        said: SaidSince::NOTHING,
        landed_on: None,
        observation_ended_on: None,
        tests: Vec::new(),
    };

    /// What was recorded, in the order in which it was: of two landings, or two ends of an observation, the later recorded
    /// counts.
    pub fn of(recorded: impl IntoIterator<Item = Recorded<OfficerFact>>) -> Self {
        let mut facts = Self::NONE;
        for Recorded { value, by, at } in recorded {
            match value {
                OfficerFact::Landed { on } => facts.landed_on = Some(Recorded { value: on, by, at }),
                OfficerFact::ObservationEnded { on } => {
                    facts.observation_ended_on = Some(Recorded { value: on, by, at });
                }
                OfficerFact::Tested(test) => facts.tests.push(Recorded { value: test, by, at }),
            }
        }
        facts
    }

    /// The day of the landing that an officer saw, as far as it has come.
    pub(crate) fn landed(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.landed_on.as_ref().map(|landed| landed.value).filter(|landed| *landed <= today)
    }

    /// The last day of an observation that has ended.
    pub(crate) fn ended(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.observation_ended_on.as_ref().map(|ended| ended.value).filter(|ended| *ended <= today)
    }

    /// The day on which the answers arrived, where they are judged on this one.
    pub(crate) fn received(&self, today: NaiveDate) -> NaiveDate {
        self.received_on.or(self.declared_on).unwrap_or(today)
    }

    /// The day on which the entry that they name was first said, where they are judged on this one.
    pub(crate) fn entry_said(&self, today: NaiveDate) -> NaiveDate {
        self.entry_said_on.unwrap_or_else(|| self.received(today))
    }

    /// As expressions see it on a day, of the entry that is declared. A date that has not come yet is none. Of
    /// more tests than an expression is bounded for, the newest.
    pub(crate) fn cell<'a>(&self, edition: &'a Edition, entry: Entry, today: NaiveDate) -> RecordCell<'a> {
        let cell = |date: Option<NaiveDate>| date.map_or(NULL, Cell::date);
        let ended_on = self.ended(today);
        // Nobody has answered yet what arrives on the day on which the observation ends, or later.
        let settled_before = ended_on.filter(|ended_on| self.received(today) < *ended_on);
        // Whoever has left China since is not at the end of anything.
        let ended_on = ended_on.filter(|ended_on| entry.abroad_since < Some(*ended_on));
        let come = |is: fn(&OfficerTest) -> bool| {
            self.tests.iter().filter(move |test| is(&test.value) && test.value.taken_on <= today)
        };
        let is_negative =
            |test: &OfficerTest| (test.kind, test.result) == (TestKind::Pcr, TestResult::Negative);
        let is_positive =
            |test: &OfficerTest| test.kind != TestKind::Antibody && test.result == TestResult::Positive;
        let negative = come(is_negative).map(|test| test.value.taken_on).max();
        let positive = come(is_positive).map(|test| test.value.taken_on).max();
        let known = come(is_positive).map(|test| zhejiang_date(test.at).max(test.value.taken_on)).max();
        let shape = edition.officer.member("tests").and_then(|tests| tests.kind.record());
        let first = self.tests.len().saturating_sub(MAX_OFFICER_TESTS as usize);
        let tests = self.tests[first..].iter().zip(std::iter::repeat(shape)).filter_map(|(test, shape)| {
            let OfficerTest { kind, result, taken_on } = &test.value;
            let cells = [Cell::text(kind.name()), Cell::text(result.name()), Cell::date(*taken_on)];
            Some(Cell::Record(RecordCell::of(shape?, cells)))
        });
        let tests = Cell::list(tests.collect());
        let dates = [entry.landed_on, ended_on, negative, positive, known, settled_before, None].map(cell);
        RecordCell::of(&edition.officer, dates.into_iter().chain([tests]))
    }
}

/// Clocks, zones and a flight past midnight leave this much between a landing and the day that was declared for it.
const BESIDE: Days = Days::new(2);

/// Whether what an officer saw on a day was of an entry before the one that is declared: whoever says on that day or later that
/// they will enter after it had left China again. What was said before is another thing: they came earlier than they meant to. Nor
/// is an entry said anew by whoever corrects or confirms something else.
pub fn is_of_an_earlier_entry(seen_on: NaiveDate, enters_on: Option<NaiveDate>, said_on: NaiveDate) -> bool {
    let is_later = |enters_on: NaiveDate| seen_on.checked_add_days(BESIDE).is_some_and(|it| enters_on > it);
    said_on >= seen_on && enters_on.is_some_and(is_later)
}

#[cfg(test)]
mod tests {
    use rulebook::vocabulary::{TEST_KINDS, TEST_RESULTS};

    use super::*;

    #[test]
    fn names_are_those_that_expressions_know() {
        let kinds = [TestKind::Pcr, TestKind::Antigen, TestKind::Antibody];
        assert_eq!(kinds.map(TestKind::name), TEST_KINDS, "kinds of test");
        let results = [TestResult::Positive, TestResult::Negative];
        assert_eq!(results.map(TestResult::name), TEST_RESULTS, "results");
        for kind in kinds {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name(), "as it is stored");
        }
    }

    #[test]
    fn the_later_recorded_of_two_landings_counts_and_every_test_does() {
        let day = |day| NaiveDate::from_ymd_opt(2020, 3, day).unwrap();
        let recorded = |value| Recorded { value, by: "officer-1".to_owned(), at: DateTime::UNIX_EPOCH };
        let test = OfficerTest { kind: TestKind::Pcr, result: TestResult::Negative, taken_on: day(12) };
        let facts = OfficerFacts::of([
            recorded(OfficerFact::Landed { on: day(11) }),
            recorded(OfficerFact::Tested(test.clone())),
            recorded(OfficerFact::Landed { on: day(10) }),
            recorded(OfficerFact::Tested(test)),
        ]);
        assert_eq!(facts.landed_on.unwrap().value, day(10), "a date put right replaces the wrong one");
        assert_eq!(
            (facts.tests.len(), facts.observation_ended_on),
            (2, None),
            "tests stand beside one another"
        );
        let stored = serde_json::json!({ "fact": "landed", "on": "2020-03-10" });
        let read: OfficerFact = serde_json::from_value(stored).unwrap();
        assert_eq!(read, OfficerFact::Landed { on: day(10) }, "as it is stored");
    }
}
