//! How many people come: by day, port, county, colour and stage, of a month of entry. What is small is withheld, but from whoever
//! looks after the whole province.
//!
//! A month is counted as a whole and each list by itself, so that no two answers can be taken from one another: a free choice of days
//! or of two things at once would tell of a county and a day what neither list tells.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, Months, NaiveDate};
use platform_api::{Problem, ProblemCode, Stage};
use rulebook::Edition;
use rulebook::lists::{AIRPORTS, DIVISIONS};
use serde::Serialize;

use super::flights::line;
use super::person::{Named, named};
use super::{Desk, Officer, failed};
use crate::store::Tally;
use crate::withholding::{Count, FEWEST, Insiders, shown};

/// Months beside this one that are counted.
const AROUND: u32 = 3;
/// Without a code.
const NO_CODE: &str = "none";
/// Nothing is known of it.
const UNKNOWN: &str = "";

/// The counts of a month.
#[derive(Debug, Serialize)]
pub(crate) struct Counts {
    /// `2026-12`.
    month: String,
    /// Those that can be asked for.
    months: Vec<String>,
    /// Fewer than these are withheld; none where nothing is.
    fewest: Option<u32>,
    /// None where even these are too few.
    people: Option<u32>,
    /// Each list is none where it cannot be shown beside the whole.
    days: Option<Vec<Counted>>,
    ports: Option<Vec<Counted>>,
    cities: Option<Vec<Counted>>,
    colours: Option<Vec<Counted>>,
    stages: Option<Vec<Counted>>,
}

/// One of a list.
#[derive(Debug, Serialize)]
pub(crate) struct Counted {
    #[serde(flatten)]
    what: Named,
    /// None where it is withheld.
    people: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Counted>,
}

const STAGES: [Stage; 6] =
    [Stage::Intends, Stage::Declared, Stage::Boarded, Stage::Landed, Stage::HandedOver, Stage::Received];
const COLOURS: [&str; 4] = ["green", "yellow", "orange", NO_CODE];

impl Desk {
    /// The counts of a month; of this one where none is named.
    pub(crate) async fn counts(&self, officer: &Officer, month: Option<&str>) -> Result<Counts, Problem> {
        let months = months(self.today());
        let first = match month {
            None => self.today().with_day(1),
            Some(month) => months.iter().copied().find(|it| name(*it) == month),
        };
        let first = first.ok_or(ProblemCode::BadRequest)?;
        let last = first.checked_add_months(Months::new(1)).ok_or(ProblemCode::Internal)? - Days::new(1);
        let tallies = self.store.tally(first, last).await.map_err(failed)?;
        let rules = self.core.rules();
        let edition = rules.current(self.today()).map(|taken| &*taken.edition);
        let colour = |tally: &Tally| {
            let rule = tally.shown.as_ref().and_then(|shown| rules.rule(shown.edition, &shown.rule));
            rule.map_or(NO_CODE, |(_, rule)| rule.colour.name()).to_owned()
        };
        let stages = STAGES.map(|stage| stage.name().to_owned());
        let people = tallies.iter().map(|tally| tally.people).sum::<u32>();
        let is_whole = officer.account.scope.covers_the_province();
        let by = |of: &dyn Fn(&Tally) -> String, always: &[String]| {
            let mut list: Vec<(String, u32)> = always.iter().map(|code| (code.clone(), 0)).collect();
            for tally in &tallies {
                let code = of(tally);
                match list.iter_mut().find(|(known, _)| *known == code) {
                    Some((_, people)) => *people += tally.people,
                    None => list.push((code, tally.people)),
                }
            }
            list
        };
        let mut days = by(&|tally| tally.day.to_string(), &[]);
        days.sort();
        let ports = by(&|tally| tally.port.clone().unwrap_or_default(), &[]);
        let counties = by(&|tally| tally.county.clone().unwrap_or_default(), &counties(edition));
        let call = |list: Option<&str>, code: &str| match list.filter(|_| code != UNKNOWN) {
            Some(list) => named(edition, list, code),
            None => Named { code: code.to_owned(), zh: code.to_owned(), en: code.to_owned() },
        };
        let each = |list: Vec<(String, u32)>, names: Option<&str>, insiders| {
            let whole = Count::sum(list.iter().map(|(_, people)| Count::leaf(*people)).collect());
            let seen = if is_whole { Some(vec![true; list.len() + 1]) } else { shown(&whole, insiders) }?;
            let counted = list.into_iter().zip(seen.into_iter().skip(1)).map(|((code, people), is_shown)| {
                Counted { what: call(names, &code), people: is_shown.then_some(people), parts: Vec::new() }
            });
            Some(counted.collect::<Vec<_>>())
        };
        Ok(Counts {
            month: name(first),
            months: months.into_iter().map(name).collect(),
            fewest: (!is_whole).then_some(FEWEST),
            people: Some(people).filter(|people| is_whole || *people == 0 || *people >= FEWEST),
            days: each(days, None, Insiders::Nobody),
            ports: each(ports, Some(AIRPORTS), Insiders::OfOne),
            cities: cities(counties, is_whole, &|code| call(Some(DIVISIONS), code)),
            colours: each(by(&colour, &COLOURS.map(str::to_owned)), None, Insiders::Nobody),
            stages: each(by(&|tally| tally.stage.clone(), &stages), None, Insiders::Nobody),
        })
    }

    /// The same as CSV: what is counted, its code and names, how many.
    pub(crate) async fn counts_sheet(
        &self,
        officer: &Officer,
        month: Option<&str>,
    ) -> Result<String, Problem> {
        let counts = self.counts(officer, month).await?;
        let note = self.note(format!("exported counts {}", counts.month), &officer.account);
        self.store.note_staff(officer.account.id, note).await.map_err(failed)?;
        let mut text = String::from("\u{feff}");
        line(&mut text, ["月份 month", "类别 list", "代码 code", "名称 name", "name", "人数 people"]);
        let mut add = |list: &str, counted: &Counted| {
            let people = counted.people.map_or("*".to_owned(), |people| people.to_string());
            let Named { code, zh, en } = &counted.what;
            line(&mut text, [counts.month.as_str(), list, code, zh, en, &people]);
        };
        let whole = Named { code: String::new(), zh: "合计".to_owned(), en: "all".to_owned() };
        add("all", &Counted { what: whole, people: counts.people, parts: Vec::new() });
        let lists = [
            ("day", &counts.days),
            ("port", &counts.ports),
            ("city", &counts.cities),
            ("colour", &counts.colours),
            ("stage", &counts.stages),
        ];
        for (list, counted) in lists {
            for counted in counted.iter().flatten() {
                add(list, counted);
                counted.parts.iter().for_each(|part| add("county", part));
            }
        }
        Ok(text)
    }
}

/// The first days of the months that are counted.
fn months(today: NaiveDate) -> Vec<NaiveDate> {
    let first = today.with_day(1).and_then(|this| this.checked_sub_months(Months::new(AROUND)));
    let month = |more| first?.checked_add_months(Months::new(more));
    (0..=2 * AROUND).filter_map(month).collect()
}

/// `2026-12`.
pub(super) fn name(month: NaiveDate) -> String {
    month.format("%Y-%m").to_string()
}

/// All counties, whether anybody goes there or not: who is on the list says nothing.
fn counties(edition: Option<&Edition>) -> Vec<String> {
    let rows =
        edition.and_then(|edition| edition.list(DIVISIONS)).map(|list| list.rows()).unwrap_or_default();
    let counties = rows.iter().filter(|row| row.level.as_deref() == Some("county"));
    counties.map(|row| row.code.clone()).collect()
}

/// Counties by their cities.
fn cities(
    counties: Vec<(String, u32)>,
    is_whole: bool,
    call: &dyn Fn(&str) -> Named,
) -> Option<Vec<Counted>> {
    let mut cities: BTreeMap<String, Vec<(String, u32)>> = BTreeMap::new();
    for (county, people) in counties {
        let city = county.get(..4).map_or(UNKNOWN.to_owned(), |city| format!("{city}00"));
        cities.entry(city).or_default().push((county, people));
    }
    let leaves = |counties: &Vec<(String, u32)>| {
        Count::sum(counties.iter().map(|(_, people)| Count::leaf(*people)).collect())
    };
    let whole = Count::sum(cities.values().map(leaves).collect());
    let count = 1 + cities.values().map(|counties| counties.len() + 1).sum::<usize>();
    let seen = if is_whole { Some(vec![true; count]) } else { shown(&whole, Insiders::OfOne) }?;
    let mut seen = seen.into_iter().skip(1);
    let mut next = |people: u32| seen.next().unwrap_or(false).then_some(people);
    let mut counted = Vec::with_capacity(cities.len());
    for (city, counties) in cities {
        let people = next(counties.iter().map(|(_, people)| people).sum());
        let part = |(county, people): (String, u32)| Counted {
            what: call(&county),
            people: next(people),
            parts: Vec::new(),
        };
        counted.push(Counted { what: call(&city), people, parts: counties.into_iter().map(part).collect() });
    }
    Some(counted)
}
