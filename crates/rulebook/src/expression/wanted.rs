//! What an expression has to give where it stands.

use super::fault::{Fault, mismatch};
use super::reads::Path;
use super::types::{Type, Typed};
use crate::facts::FactType;

/// What has to come out.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wanted<'a> {
    /// Yes or no: problems, conditions, rules of the code policy.
    Truth,
    /// The fact's own type, or `null` where that is a scalar. Stays are items of the list at this path.
    Fact(FactType, Option<&'a Path>),
    /// Something that a message can say.
    Argument,
    /// A code of a list.
    Code,
}

impl Wanted<'_> {
    /// Whether it may be `null`, and how many elements it can have, if it is what is wanted at all.
    pub(super) fn accepts(self, typed: &Typed<'_>) -> Result<(bool, Option<u32>), Fault> {
        let refuse = |expected: &str| Err(mismatch(typed, expected));
        let most = match &typed.of {
            Type::List(_, most) => Some(u32::try_from(*most).unwrap_or(u32::MAX)),
            _ => None,
        };
        match self {
            Self::Truth if typed.of != Type::Bool || typed.or_null => refuse("bool"),
            Self::Fact(kind, stays) if !typed.of.is(kind, stays) || (most.is_some() && typed.or_null) => {
                refuse(kind.name())
            }
            Self::Code if !matches!(typed.of, Type::Text(_)) || typed.or_null => refuse("string"),
            Self::Argument
                if typed.or_null
                    || !matches!(
                        typed.of,
                        Type::Bool | Type::Int | Type::Double | Type::Text(_) | Type::Instant
                    ) =>
            {
                refuse("bool, int, double, string or date")
            }
            _ => Ok((typed.or_null, most)),
        }
    }
}
