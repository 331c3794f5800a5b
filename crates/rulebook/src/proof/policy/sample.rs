//! Representative values of facts.

use std::collections::HashMap;
use std::fmt::{self, Display, Formatter};

use crate::facts::{FactType, FactValue, Stay};
use crate::values::{date, each, text};
use cel::common::types::{
    CelBool, CelDouble, CelInt, CelList, CelMap, CelMapKey, CelNull, CelString, CelTimestamp,
};
use cel::common::value::Val;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

/// Stands for whatever text no rule names.
pub const ANY: &str = "*";

type Boxed = Box<dyn Val>;

impl FactValue {
    /// The value as an expression sees it.
    pub(super) fn value(&self) -> Boxed {
        match self {
            Self::Null => null(),
            Self::Bool(truth) => Box::new(CelBool::from(*truth)),
            Self::Int(number) => Box::new(CelInt::from(*number)),
            Self::Double(number) => Box::new(CelDouble::from(*number)),
            Self::Date(date) => midnight(*date),
            Self::Text(text) => string(text),
            Self::Texts(texts) => list(texts.iter().map(|text| string(text))),
            Self::Stays(stays) => list(stays.iter().map(Stay::value)),
        }
    }
}

impl FactValue {
    /// A value as one of the fact's type; none if it is of another.
    pub(super) fn read(kind: FactType, value: &dyn Val) -> Option<Self> {
        if value.downcast_ref::<CelNull>().is_some() {
            return Some(Self::Null);
        }
        Some(match kind {
            FactType::Bool => Self::Bool(*value.downcast_ref::<CelBool>()?.inner()),
            FactType::Int => Self::Int(*value.downcast_ref::<CelInt>()?.inner()),
            FactType::Double => Self::Double(*value.downcast_ref::<CelDouble>()?.inner()),
            FactType::Text => Self::Text(text(value)?),
            FactType::Date => Self::Date(date(value)?),
            FactType::Texts => Self::Texts(each(value, text)?),
            FactType::Stays => Self::Stays(each(value, |stay| {
                let stay = stay.as_indexer()?;
                let member = |name: &str| stay.get(&CelString::from(name.to_owned())).ok();
                Some(Stay {
                    country: member("country").and_then(|value| text(&*value)),
                    since: member("since").and_then(|value| date(&*value)),
                    until: member("until").and_then(|value| date(&*value)),
                    class: member("class").and_then(|value| text(&*value)),
                })
            })?),
        })
    }
}

impl Stay {
    /// The value as an expression sees it.
    pub(super) fn value(&self) -> Boxed {
        let text = |text: &Option<String>| text.as_deref().map_or_else(null, string);
        let date = |date: Option<NaiveDate>| date.map_or_else(null, midnight);
        Box::new(map([
            ("country", text(&self.country)),
            ("since", date(self.since)),
            ("until", date(self.until)),
            ("class", text(&self.class)),
        ]))
    }
}

/// A map with these members, as an expression sees it.
pub(super) fn map<'n>(members: impl IntoIterator<Item = (&'n str, Boxed)>) -> CelMap<'static> {
    members
        .into_iter()
        .map(|(name, value)| (CelMapKey::from(name.to_owned()), value))
        .collect::<HashMap<_, _>>()
        .into()
}

fn list(items: impl Iterator<Item = Boxed>) -> Boxed {
    Box::new(CelList::from(items.collect::<Vec<_>>()))
}

fn null() -> Boxed {
    Box::new(CelNull)
}

/// A text as an expression sees it.
pub(super) fn string(text: &str) -> Boxed {
    Box::new(CelString::from(text.to_owned()))
}

/// A civil date as expressions see it: midnight UTC.
fn midnight(date: NaiveDate) -> Boxed {
    let instant: DateTime<FixedOffset> = date.and_time(NaiveTime::MIN).and_utc().fixed_offset();
    Box::new(CelTimestamp::from(instant))
}

impl Display for FactValue {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => formatter.write_str("null"),
            Self::Bool(truth) => write!(formatter, "{truth}"),
            Self::Int(number) => write!(formatter, "{number}"),
            Self::Double(number) => write!(formatter, "{number}"),
            Self::Date(date) => write!(formatter, "{date}"),
            Self::Text(text) => write!(formatter, "'{text}'"),
            Self::Texts(texts) => items(formatter, texts, |formatter, text| write!(formatter, "'{text}'")),
            Self::Stays(stays) => items(formatter, stays, |formatter, stay| write!(formatter, "{stay}")),
        }
    }
}

impl Display for Stay {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("stay")?;
        for (name, member) in [
            ("country", self.country.clone()),
            ("class", self.class.clone()),
            ("since", self.since.map(|date| date.to_string())),
            ("until", self.until.map(|date| date.to_string())),
        ] {
            if let Some(member) = member {
                write!(formatter, " {name} {member}")?;
            }
        }
        Ok(())
    }
}

fn items<T>(
    formatter: &mut Formatter<'_>,
    items: &[T],
    mut each: impl FnMut(&mut Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    formatter.write_str("[")?;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            formatter.write_str(", ")?;
        }
        each(formatter, item)?;
    }
    formatter.write_str("]")
}
