//! What operators and functions take and give, and what a call costs beside its arguments.

use cel::common::ast::operators;

use super::types::{Type, Typed};

/// A call that types allow.
pub(super) struct Given<'a> {
    pub(super) of: Type<'a>,
    /// Units of work beside those of the arguments.
    pub(super) cost: u64,
    /// It can fail on values of the right type: a division by nothing, a text that is no number.
    pub(super) partial: bool,
}

fn given(of: Type<'_>, cost: u64) -> Option<Given<'_>> {
    Some(Given { of, cost, partial: false })
}

fn perhaps(of: Type<'_>, cost: u64) -> Option<Given<'_>> {
    Some(Given { of, cost, partial: true })
}

/// Characters that are compared or copied in one unit of work.
const STRIDE: u64 = 16;

/// An operator over two values that are not `null`; none if it does not take them.
pub(super) fn binary<'a>(operator: &str, left: &Type<'a>, right: &Type<'a>) -> Option<Given<'a>> {
    use Type::{Bool, Double, Duration, Instant, Int, List, Text};
    match (operator, left, right) {
        (operators::ADD, Text(one), Text(other)) => {
            let most = one.most.saturating_add(other.most);
            given(Type::text(most), most / STRIDE)
        }
        (operators::ADD, List(..), List(..)) => {
            let (List(_, one), List(_, other)) = (left, right) else { return None };
            let most = one.saturating_add(*other);
            match left.clone().with(right.clone())? {
                List(element, _) => given(List(element, most), most),
                _ => None,
            }
        }
        (operators::ADD, Instant, Duration) | (operators::ADD, Duration, Instant) => given(Instant, 0),
        (operators::SUBSTRACT, Instant, Duration) => given(Instant, 0),
        (operators::SUBSTRACT, Instant, Instant) => given(Duration, 0),
        (operators::ADD | operators::SUBSTRACT, Duration, Duration) => given(Duration, 0),
        (operators::ADD | operators::SUBSTRACT, Int, Int) => given(Int, 0),
        (operators::MULTIPLY | operators::DIVIDE | operators::MODULO, Int, Int) => perhaps(Int, 0),
        (operators::ADD | operators::SUBSTRACT | operators::MULTIPLY | operators::DIVIDE, Double, Double) => {
            given(Double, 0)
        }
        (operators::LESS | operators::LESS_EQUALS | operators::GREATER | operators::GREATER_EQUALS, _, _) => {
            match (left, right) {
                (Int | Double, Int | Double) | (Bool, Bool) | (Instant, Instant) | (Duration, Duration) => {
                    given(Bool, 0)
                }
                (Text(one), Text(other)) => given(Bool, one.most.min(other.most) / STRIDE),
                _ => None,
            }
        }
        _ => None,
    }
}

/// An operator over one value that is not `null`.
pub(super) fn unary<'a>(operator: &str, value: &Type<'a>) -> Option<Given<'a>> {
    match (operator, value) {
        (operators::LOGICAL_NOT | operators::NOT_STRICTLY_FALSE, Type::Bool) => given(Type::Bool, 0),
        (operators::NEGATE, Type::Int | Type::Double) => given(value.clone(), 0),
        _ => None,
    }
}

/// What `==` costs beside its sides.
pub(super) fn comparison(left: &Type<'_>, right: &Type<'_>) -> u64 {
    match (left, right) {
        (Type::Text(one), Type::Text(other)) => one.most.min(other.most) / STRIDE,
        (Type::List(one, most), Type::List(other, others)) => {
            let each =
                one.as_ref().zip(other.as_ref()).map_or(0, |(one, other)| comparison(&one.of, &other.of));
            (*most).min(*others).saturating_mul(1 + each)
        }
        _ => 0,
    }
}

/// A function over values that are not `null`; `on` says whether the first stands before the dot. None if it does not
/// take them.
pub(super) fn function<'a>(name: &str, on: bool, arguments: &[Typed<'a>]) -> Option<Given<'a>> {
    use Type::{Bool, Double, Duration, Instant, Int, List, Text};
    let types: Vec<&Type<'a>> = arguments.iter().map(|argument| &argument.of).collect();
    match (name, on, types.as_slice()) {
        ("size", _, [Text(text)]) => given(Int, text.most / STRIDE),
        ("size", _, [List(..)]) => given(Int, 0),
        ("contains", true, [Text(text), Text(part)]) => given(Bool, text.most.saturating_add(part.most)),
        ("startsWith" | "endsWith", true, [Text(_), Text(part)]) => given(Bool, part.most / STRIDE),
        ("duration", false, [Text(_)]) => perhaps(Duration, 20),
        ("timestamp", false, [Text(_)]) => perhaps(Instant, 20),
        ("timestamp", false, [Instant]) => given(Instant, 0),
        ("int", false, [Int | Instant]) => given(Int, 0),
        ("int", false, [Text(text)]) => perhaps(Int, text.most),
        ("int", false, [Double]) => perhaps(Int, 0),
        ("double", false, [Int | Double]) => given(Double, 0),
        ("double", false, [Text(text)]) => perhaps(Double, text.most),
        ("string", false, [text @ Text(_)]) => given((*text).clone(), 0),
        ("string", false, [Bool | Int | Instant | Duration]) => given(Type::text(40), 20),
        // A double may be written out with all its places.
        ("string", false, [Double]) => given(Type::text(330), 40),
        (
            "getFullYear" | "getMonth" | "getDate" | "getDayOfMonth" | "getDayOfWeek" | "getDayOfYear",
            true,
            [Instant],
        ) => given(Int, 5),
        ("days", false, [Duration]) => given(Int, 0),
        ("calling_country", false, [Text(text)]) => given(Type::text(3), 200 + text.most),
        ("phone_number", false, [Text(text)]) => given(Type::text(16), 200 + text.most),
        ("near" | "overland", false, [Text(one), Text(other)]) => {
            given(Bool, 10 + one.most.saturating_add(other.most) / STRIDE)
        }
        ("born_in", false, [Text(_)]) => perhaps(Instant, 20),
        ("sex_in", false, [Text(_)]) => perhaps(Type::one_of(vec!["F", "M"], false), 20),
        _ => None,
    }
}
