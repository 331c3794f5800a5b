//! What the parts of an expression are: types, what they can hold at most, and whether they may be `null`.

use std::fmt;

use super::reads::Path;
use crate::facts::FactType;
use crate::shape::{Kind, Member};
use crate::vocabulary::{MAX_LIST_ITEMS, MAX_TEXT_CHARS};

/// A type, and whether `null` may stand in its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Typed<'a> {
    pub(crate) of: Type<'a>,
    pub(crate) or_null: bool,
}

/// A type. Civil dates are instants; records are known by the path that they stand at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Type<'a> {
    Null,
    Bool,
    Int,
    Double,
    Text(Text<'a>),
    Instant,
    Duration,
    /// Element (none for `[]`) and most elements.
    List(Option<Box<Typed<'a>>>, u64),
    Record(Path),
}

/// A text: most characters, and the values that it can have, where they are few.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Text<'a> {
    pub(crate) most: u64,
    pub(crate) values: Option<Values<'a>>,
}

/// The values of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Values<'a> {
    pub(crate) all: Vec<&'a str>,
    /// They stand in the expression itself.
    pub(crate) written: bool,
}

impl<'a> Type<'a> {
    /// A text of at most so many characters.
    pub(crate) fn text(most: u64) -> Self {
        Self::Text(Text { most, values: None })
    }

    /// A text that is one of these.
    pub(crate) fn one_of(all: Vec<&'a str>, written: bool) -> Self {
        let most = all.iter().map(|value| value.chars().count()).max().unwrap_or(0);
        Self::Text(Text { most: most as u64, values: Some(Values { all, written }) })
    }

    /// What a member holds; none for an object, which is known by its path.
    pub(crate) fn of(member: &'a Member) -> Option<Self> {
        let text = || {
            if member.options.is_empty() {
                Self::text(u64::from(member.bounds.max_length.unwrap_or(MAX_TEXT_CHARS)))
            } else {
                Self::one_of(member.options.iter().map(String::as_str).collect(), false)
            }
        };
        Some(match &member.kind {
            Kind::Text => text(),
            Kind::Date | Kind::Instant => Self::Instant,
            Kind::Time => Self::text(5),
            Kind::Integer => Self::Int,
            Kind::Number => Self::Double,
            Kind::YesNo => Self::Bool,
            Kind::Texts => Self::List(Some(Box::new(text().sure())), most_items(member)),
            Kind::Record(_) | Kind::Records(_) => return None,
        })
    }

    /// Never `null`, but for `null` itself.
    pub(crate) fn sure(self) -> Typed<'a> {
        let or_null = self == Self::Null;
        Typed { of: self, or_null }
    }

    /// The type that holds values of both; none if there is none.
    pub(crate) fn with(self, other: Self) -> Option<Self> {
        Some(match (self, other) {
            (Self::Text(one), Self::Text(other)) => Self::Text(one.with(other)),
            (Self::List(one, most), Self::List(other, others)) => {
                let element = match (one, other) {
                    (Some(one), Some(other)) => Some(Box::new(one.with(*other)?)),
                    (one, other) => one.or(other),
                };
                Self::List(element, most.max(others))
            }
            (one, other) if one == other => one,
            _ => return None,
        })
    }

    /// Whether `==` between the two says more than that they differ in type.
    pub(crate) fn compares(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, _) | (_, Self::Null) => true,
            (Self::Int | Self::Double, Self::Int | Self::Double) => true,
            (Self::Text(_), Self::Text(_)) => true,
            (Self::List(Some(one), _), Self::List(Some(other), _)) => one.of.compares(&other.of),
            (Self::List(..), Self::List(..)) => true,
            (one, other) => one == other,
        }
    }

    /// Whether a fact of that type may hold it.
    pub(crate) fn is(&self, kind: FactType, stays: Option<&Path>) -> bool {
        match (self, kind) {
            (Self::Bool, FactType::Bool)
            | (Self::Int, FactType::Int)
            | (Self::Double, FactType::Double)
            | (Self::Text(_), FactType::Text)
            | (Self::Instant, FactType::Date) => true,
            (Self::List(element, _), FactType::Texts) => {
                element.as_ref().is_none_or(|element| matches!(element.of, Self::Text(_)) && !element.or_null)
            }
            (Self::List(element, _), FactType::Stays) => element
                .as_ref()
                .is_none_or(|element| matches!(&element.of, Self::Record(path) if Some(path) == stays)),
            _ => false,
        }
    }
}

/// Most items of a list of answers.
pub(crate) fn most_items(member: &Member) -> u64 {
    u64::from(member.bounds.max_items.unwrap_or(MAX_LIST_ITEMS))
}

impl<'a> Typed<'a> {
    /// The type that holds values of both, `null` included.
    pub(crate) fn with(self, other: Self) -> Option<Self> {
        let or_null = self.or_null || other.or_null;
        let of = match (self.of, other.of) {
            (Type::Null, of) | (of, Type::Null) => of,
            (one, other) => one.with(other)?,
        };
        Some(Self { of, or_null })
    }
}

impl<'a> Text<'a> {
    fn with(self, other: Self) -> Self {
        let values = self.values.zip(other.values).map(|(mut one, other)| {
            one.written &= other.written;
            one.all.extend(other.all.iter().filter(|value| !one.all.contains(value)).collect::<Vec<_>>());
            one
        });
        Self { most: self.most.max(other.most), values }
    }

    /// A value written in the expression that the other side can never have.
    pub(crate) fn never(&self, other: &Self) -> Option<(&'a str, String)> {
        let (one, other) = (self.values.as_ref()?, other.values.as_ref()?);
        let (written, possible) = match (one.written, other.written) {
            (true, false) => (one, other),
            (false, true) => (other, one),
            _ => return None,
        };
        let stranger = written.all.iter().find(|value| !possible.all.contains(value))?;
        Some((stranger, possible.all.join(" ")))
    }
}

impl fmt::Display for Type<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => formatter.write_str("null"),
            Self::Bool => formatter.write_str("bool"),
            Self::Int => formatter.write_str("int"),
            Self::Double => formatter.write_str("double"),
            Self::Text(_) => formatter.write_str("string"),
            Self::Instant => formatter.write_str("date"),
            Self::Duration => formatter.write_str("duration"),
            Self::List(Some(element), _) => write!(formatter, "list({element})"),
            Self::List(None, _) => formatter.write_str("list"),
            Self::Record(_) => formatter.write_str("record"),
        }
    }
}

impl fmt::Display for Typed<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.of.fmt(formatter)?;
        if self.or_null && self.of != Type::Null { formatter.write_str(" or null") } else { Ok(()) }
    }
}
