//! The values that stand for all values of a fact, given what conditions look at.

use cel::Context;
use chrono::Days;

use super::evaluate;
use super::form::{ItemTest, Looks};
use super::sample::ANY;
use super::truth::Truth;
use crate::facts::FactType;
use crate::facts::{FactValue, Stay};
use crate::risks::RiskClass;
use crate::vocabulary::{MAX_LIST_ITEMS, MAX_POLICY_SAMPLES};

/// What a fact can be, beside its type.
pub(super) struct Domain<'a> {
    pub(super) kind: FactType,
    /// A single value may be left open.
    pub(super) nullable: bool,
    /// The same for each member of a stay.
    pub(super) stay_nullable: &'a dyn Fn(&str) -> bool,
    /// Whether there is such a country.
    pub(super) country: &'a dyn Fn(&str) -> bool,
}

/// More samples than the limit.
pub(super) struct TooWide;

/// Samples such that every value of the fact gives all its conditions what one of them gives; the quietest first.
pub(super) fn samples(
    domain: &Domain<'_>,
    looks: &Looks,
    base: &Context<'_, '_>,
) -> Result<Vec<FactValue>, TooWide> {
    let samples = match domain.kind {
        FactType::Texts => {
            let items = texts(&looks.constants);
            let items = distinct(items, looks, base, |text| super::sample::string(text));
            lists(&items, looks.enough)?.into_iter().map(FactValue::Texts).collect()
        }
        FactType::Stays => {
            let items = distinct(stays(domain, looks)?, looks, base, Stay::value);
            lists(&items, looks.enough)?.into_iter().map(FactValue::Stays).collect()
        }
        kind => {
            let values = values(kind, &looks.constants);
            (domain.nullable.then_some(FactValue::Null)).into_iter().chain(values).collect()
        }
    };
    within(samples)
}

fn within<T>(samples: Vec<T>) -> Result<Vec<T>, TooWide> {
    if samples.len() > MAX_POLICY_SAMPLES { Err(TooWide) } else { Ok(samples) }
}

/// Each constant and what lies between, below and above.
fn values(kind: FactType, constants: &[FactValue]) -> Vec<FactValue> {
    match kind {
        FactType::Bool => vec![FactValue::Bool(false), FactValue::Bool(true)],
        FactType::Int => {
            let mut numbers = vec![0];
            for constant in constants {
                let near = match constant {
                    FactValue::Int(number) => *number,
                    FactValue::Double(number) => number.floor() as i64,
                    _ => continue,
                };
                numbers.extend([
                    near.saturating_sub(1),
                    near,
                    near.saturating_add(1),
                    near.saturating_add(2),
                ]);
            }
            sorted(numbers).into_iter().map(FactValue::Int).collect()
        }
        FactType::Double => doubles(constants).into_iter().map(FactValue::Double).collect(),
        FactType::Date => {
            let mut dates = Vec::new();
            for constant in constants {
                if let FactValue::Date(date) = constant {
                    let day = Days::new(1);
                    dates.extend(date.checked_sub_days(day));
                    dates.push(*date);
                    dates.extend(date.checked_add_days(day));
                }
            }
            if dates.is_empty() {
                dates.extend(chrono::NaiveDate::from_ymd_opt(2020, 1, 1));
            }
            sorted(dates).into_iter().map(FactValue::Date).collect()
        }
        _ => texts(constants).into_iter().map(FactValue::Text).collect(),
    }
}

fn doubles(constants: &[FactValue]) -> Vec<f64> {
    let mut numbers: Vec<f64> = constants
        .iter()
        .filter_map(|constant| match constant {
            FactValue::Int(number) => Some(*number as f64),
            FactValue::Double(number) if number.is_finite() => Some(*number),
            _ => None,
        })
        .collect();
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    let (Some(&first), Some(&last)) = (numbers.first(), numbers.last()) else { return vec![0.0] };
    let between = numbers.windows(2).map(|pair| f64::midpoint(pair[0], pair[1]));
    let mut all: Vec<f64> = between.chain([first - 1.0, last + 1.0]).chain(numbers.iter().copied()).collect();
    all.sort_by(f64::total_cmp);
    all
}

fn sorted<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort();
    values.dedup();
    values
}

/// A text that no rule names, then each that one does.
fn texts(constants: &[FactValue]) -> Vec<String> {
    let named = sorted(
        constants
            .iter()
            .filter_map(|constant| match constant {
                FactValue::Text(text) => Some(text.clone()),
                _ => None,
            })
            .collect(),
    );
    let mut other = ANY.to_owned();
    while named.contains(&other) {
        other.push_str(ANY);
    }
    std::iter::once(other).chain(named).collect()
}

/// Stays in all combinations of what their members are compared with; a member that nothing looks at is left out.
fn stays(domain: &Domain<'_>, looks: &Looks) -> Result<Vec<Stay>, TooWide> {
    let points = |name: &str| -> Vec<FactValue> {
        let Some(constants) = looks.members.get(name) else { return vec![FactValue::Null] };
        let mut points = match name {
            "country" => texts(constants)
                .into_iter()
                .filter(|text| text.starts_with(ANY) || (domain.country)(text))
                .map(FactValue::Text)
                .collect(),
            "class" => [RiskClass::None, RiskClass::Elevated, RiskClass::Severe]
                .map(|class| FactValue::Text(class.name().to_owned()))
                .to_vec(),
            _ => values(FactType::Date, constants),
        };
        if (domain.stay_nullable)(name) {
            points.push(FactValue::Null);
        }
        points
    };
    let (countries, classes) = (points("country"), points("class"));
    let (sinces, untils) = (points("since"), points("until"));
    if countries.len() * classes.len() * sinces.len() * untils.len() > MAX_POLICY_SAMPLES {
        return Err(TooWide);
    }
    let text =
        |sample: &FactValue| if let FactValue::Text(text) = sample { Some(text.clone()) } else { None };
    let date = |sample: &FactValue| if let FactValue::Date(date) = sample { Some(*date) } else { None };
    let mut stays = Vec::new();
    for country in &countries {
        for class in &classes {
            for since in &sinces {
                for until in &untils {
                    let (since, until) = (date(since), date(until));
                    if since.zip(until).is_some_and(|(since, until)| since > until) {
                        continue;
                    }
                    stays.push(Stay { country: text(country), class: text(class), since, until });
                }
            }
        }
    }
    Ok(stays)
}

/// One item for each way in which items come out of the tests.
fn distinct<T>(
    items: Vec<T>,
    looks: &Looks,
    base: &Context<'_, '_>,
    value: impl Fn(&T) -> Box<dyn cel::common::value::Val>,
) -> Vec<T> {
    let mut seen: Vec<Vec<Truth>> = Vec::new();
    let mut kept = Vec::new();
    for item in items {
        let outcomes = looks
            .items
            .iter()
            .map(|test| match test {
                ItemTest::Holds(name, tree) => evaluate(base, name, value(&item), tree),
                ItemTest::Is(text) => {
                    let same = value(&item)
                        .downcast_ref::<cel::common::types::CelString>()
                        .is_some_and(|item| item.inner() == text);
                    Truth::of(Some(same))
                }
            })
            .collect();
        if !seen.contains(&outcomes) {
            seen.push(outcomes);
            kept.push(item);
        }
    }
    kept
}

/// Lists with up to `enough` of each item, shorter ones first.
fn lists<T: Clone>(items: &[T], enough: usize) -> Result<Vec<Vec<T>>, TooWide> {
    let mut lists: Vec<Vec<T>> = vec![Vec::new()];
    for item in items {
        let shorter = lists.clone();
        for count in 1..=enough {
            for list in shorter.iter().filter(|list| list.len() + count <= MAX_LIST_ITEMS as usize) {
                let mut longer = list.clone();
                longer.extend(std::iter::repeat_n(item.clone(), count));
                lists.push(longer);
            }
            if lists.len() > MAX_POLICY_SAMPLES {
                return Err(TooWide);
            }
        }
    }
    lists.sort_by_key(Vec::len);
    Ok(lists)
}
