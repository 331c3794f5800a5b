//! How many people come: by day, port, county, colour and stage, of a month of entry. What is small is withheld, but from whoever
//! looks after the whole province.
//!
//! An account's own people are on its own lists, so what it is shown of all is held against that.
//!
//! A month is counted as a whole and each list by itself, so that no two answers can be taken from one another: a free choice of days
//! or of two things at once would tell of a county and a day what neither list tells.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use chrono::{Months, NaiveDate};
use platform_api::{Problem, Stage};
use rulebook::Edition;
use rulebook::lists::{AIRPORTS, DIVISIONS};
use serde::Serialize;

use super::flights::line;
use super::months::{asked, first_of, last_of, name};
use super::person::{Named, named};
use super::{Desk, Officer, failed};
use crate::store::Tally;
use crate::withholding::{Count, FEWEST, shown};

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
        let first = asked(&months, self.today(), month)?;
        let last = last_of(first)?;
        let is_whole = officer.account.scope.covers_the_province();
        let tallies =
            if is_whole { self.tally(first, last).await? } else { self.of_today(first, last).await? };
        self.write_down(officer, format!("looked counts {}", name(first))).await?;
        let rules = self.core.rules();
        let edition = rules.current(self.today()).map(|taken| &*taken.edition);
        let colour = |tally: &Tally| {
            let rule = tally.shown.as_ref().and_then(|shown| rules.rule(shown.edition, &shown.rule));
            rule.map_or(NO_CODE, |(_, rule)| rule.colour.name()).to_owned()
        };
        let own = |tally: &Tally| {
            let scope = &officer.account.scope;
            tally.port.as_ref().is_some_and(|port| scope.covers_port(port))
                || tally.county.as_ref().is_some_and(|county| scope.covers_place(county))
        };
        let stages = STAGES.map(|stage| stage.name().to_owned());
        let by = |of: &dyn Fn(&Tally) -> String, always: &[String]| {
            let mut list: Vec<Part> = always.iter().map(|code| Part::none(code)).collect();
            for tally in &tallies {
                let code = of(tally);
                let at = list.iter().position(|part| part.code == code).unwrap_or_else(|| {
                    list.push(Part::none(&code));
                    list.len() - 1
                });
                let part = &mut list[at];
                *(if own(tally) { &mut part.own } else { &mut part.others }) += tally.people;
            }
            list
        };
        let mut days = by(&|tally| tally.day.to_string(), &[]);
        days.sort_by(|one, other| one.code.cmp(&other.code));
        let ports = by(&|tally| tally.port.clone().unwrap_or_default(), &[]);
        let counties = by(&|tally| tally.county.clone().unwrap_or_default(), &counties(edition));
        let call = |list: Option<&str>, code: &str| match list.filter(|_| code != UNKNOWN) {
            Some(list) => named(edition, list, code),
            None => Named { code: code.to_owned(), zh: code.to_owned(), en: code.to_owned() },
        };
        let flat = |list: Vec<Part>, names: Option<&str>| {
            let counted = seen(vec![list], is_whole)?.into_iter().flat_map(|(_, parts)| parts);
            let counted =
                counted.map(|(code, people)| Counted { what: call(names, &code), people, parts: Vec::new() });
            Some(counted.collect::<Vec<_>>())
        };
        let lists = (
            flat(days, None),
            flat(ports, Some(AIRPORTS)),
            cities(counties, is_whole, &|code| call(Some(DIVISIONS), code)),
            flat(by(&colour, &COLOURS.map(str::to_owned)), None),
            flat(by(&|tally| tally.stage.clone(), &stages), None),
        );
        // Every list says the whole: where one cannot be said beside it, none is.
        let (days, ports, cities, colours, stages) = match lists {
            (Some(days), Some(ports), Some(cities), Some(colours), Some(stages)) => {
                (Some(days), Some(ports), Some(cities), Some(colours), Some(stages))
            }
            _ => Default::default(),
        };
        let people = tallies.iter().map(|tally| tally.people).sum::<u32>();
        Ok(Counts {
            month: name(first),
            months: months.into_iter().map(name).collect(),
            fewest: (!is_whole).then_some(FEWEST),
            people: Some(people).filter(|_| days.is_some()),
            days,
            ports,
            cities,
            colours,
            stages,
        })
    }

    async fn tally(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<Tally>, Problem> {
        self.store.tally(first, last).await.map_err(failed)
    }

    /// As it was counted first on this day: whoever asks again and again sees nobody come.
    async fn of_today(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<Tally>, Problem> {
        let today = self.today();
        let known = self.counted.lock().unwrap_or_else(PoisonError::into_inner).get(&first).cloned();
        if let Some((_, tallies)) = known.filter(|(day, _)| *day == today) {
            return Ok(tallies);
        }
        let tallies = self.tally(first, last).await?;
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever came first this day is the one.
        let kept = counted.entry(first).or_insert_with(|| (today, tallies.clone()));
        if kept.0 != today {
            *kept = (today, tallies);
        }
        Ok(kept.1.clone())
    }

    /// The same as CSV: what is counted, its code and names, how many.
    pub(crate) async fn counts_sheet(
        &self,
        officer: &Officer,
        month: Option<&str>,
    ) -> Result<String, Problem> {
        let counts = self.counts(officer, month).await?;
        self.write_down(officer, format!("exported counts {}", counts.month)).await?;
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
    let first = first_of(today).and_then(|this| this.checked_sub_months(Months::new(AROUND)));
    let month = |more| first?.checked_add_months(Months::new(more));
    (0..=2 * AROUND).filter_map(month).collect()
}

/// All counties, whether anybody goes there or not: who is on the list says nothing.
fn counties(edition: Option<&Edition>) -> Vec<String> {
    let rows =
        edition.and_then(|edition| edition.list(DIVISIONS)).map(|list| list.rows()).unwrap_or_default();
    let counties = rows.iter().filter(|row| row.level.as_deref() == Some("county"));
    counties.map(|row| row.code.clone()).collect()
}

/// One of a list: how many of it are of the officer's own lists, and how many others.
struct Part {
    code: String,
    own: u32,
    others: u32,
}

impl Part {
    fn none(code: &str) -> Self {
        Self { code: code.to_owned(), own: 0, others: 0 }
    }
}

type Seen = (Option<u32>, Vec<(String, Option<u32>)>);

/// What is seen of groups of parts: of each its sum and its parts. What somebody has on their own lists they know, so only the others
/// are held against one another. None where these cannot be shown at all.
fn seen(groups: Vec<Vec<Part>>, is_whole: bool) -> Option<Vec<Seen>> {
    let leaves = |parts: &Vec<Part>| Count::sum(parts.iter().map(|part| Count::leaf(part.others)).collect());
    let whole = Count::sum(groups.iter().map(leaves).collect());
    let count = 1 + groups.iter().map(|parts| 1 + parts.len()).sum::<usize>();
    let seen = if is_whole { vec![true; count] } else { shown(&whole)? };
    let mut seen = seen.into_iter().skip(1);
    let mut next = |people: u32| seen.next().unwrap_or(false).then_some(people);
    let each = |parts: Vec<Part>| {
        let sum = next(parts.iter().map(|part| part.own + part.others).sum());
        (sum, parts.into_iter().map(|part| (part.code, next(part.own + part.others))).collect())
    };
    Some(groups.into_iter().map(each).collect())
}

/// Counties by their cities.
fn cities(counties: Vec<Part>, is_whole: bool, call: &dyn Fn(&str) -> Named) -> Option<Vec<Counted>> {
    let mut cities: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for county in counties {
        let city = county.code.get(..4).map_or(UNKNOWN.to_owned(), |city| format!("{city}00"));
        cities.entry(city).or_default().push(county);
    }
    let (names, groups): (Vec<String>, Vec<Vec<Part>>) = cities.into_iter().unzip();
    let counted = names.into_iter().zip(seen(groups, is_whole)?).map(|(city, (people, parts))| {
        let part =
            |(code, people): (String, Option<u32>)| Counted { what: call(&code), people, parts: Vec::new() };
        Counted { what: call(&city), people, parts: parts.into_iter().map(part).collect() }
    });
    Some(counted.collect())
}
