//! What a condition says of `null`: after `a != null &&` there is an `a`.

use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue, operators};

/// The name of a place in an expression, such as `answers.health.temperature`; none for anything computed.
pub(super) fn place(tree: &IdedExpr) -> Option<String> {
    match &tree.expr {
        Expr::Ident(name) => Some(name.clone()),
        Expr::Select(select) if !select.test => Some(format!("{}.{}", place(&select.operand)?, select.field)),
        Expr::Call(call) if call.func_name == operators::INDEX => match call.args.as_slice() {
            [list, index] => match &index.expr {
                Expr::Literal(LiteralValue::Int(number)) => {
                    Some(format!("{}[{}]", place(list)?, number.inner()))
                }
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// The places that are not `null` where the condition has that value. `sure` says of an expression that it never is.
pub(super) fn narrow(tree: &IdedExpr, value: bool, sure: &dyn Fn(&IdedExpr) -> bool) -> Vec<String> {
    let Expr::Call(call) = &tree.expr else { return Vec::new() };
    match (call.func_name.as_str(), call.args.as_slice()) {
        (operators::LOGICAL_NOT, [inner]) => narrow(inner, !value, sure),
        (operators::LOGICAL_AND, [left, right]) => both(left, right, value, value, sure),
        (operators::LOGICAL_OR, [left, right]) => both(left, right, value, !value, sure),
        (operators::EQUALS, [left, right]) => sides(left, right, value, sure),
        (operators::NOT_EQUALS, [left, right]) => sides(left, right, !value, sure),
        (operators::IN, [element, list]) if value && sure(list) => place(element).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Of two conditions that have the value together (`all`), what either says; else only what both say.
fn both(
    left: &IdedExpr,
    right: &IdedExpr,
    value: bool,
    all: bool,
    sure: &dyn Fn(&IdedExpr) -> bool,
) -> Vec<String> {
    let (mut left, right) = (narrow(left, value, sure), narrow(right, value, sure));
    if all {
        left.extend(right);
    } else {
        left.retain(|place| right.contains(place));
    }
    left
}

/// Of two sides that are equal or are not.
fn sides(left: &IdedExpr, right: &IdedExpr, equal: bool, sure: &dyn Fn(&IdedExpr) -> bool) -> Vec<String> {
    let mut places = Vec::new();
    for (one, other) in [(left, right), (right, left)] {
        let null = matches!(other.expr, Expr::Literal(LiteralValue::Null));
        if (null && !equal) || (!null && equal && sure(other)) {
            places.extend(place(one));
        }
    }
    places
}
