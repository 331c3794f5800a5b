//! The type of every part of an expression, and the most that it can cost.
//!
//! The walk in `walk` has said what is read and that it may be; this one says that each operator and function gets what
//! it takes. `null` is followed: a part that may be `null` is taken only by `==`, `!=` and `in`, or after a condition has
//! ruled it out. Costs are counted along the way, in visits of parts of the tree, with every list as long and every text
//! as wide as the schema lets it be.

use std::collections::BTreeSet;

use cel::IdedExpr;
use cel::common::ast::{ComprehensionExpr, Expr, LiteralValue, SelectExpr, operators};

use super::fault::{Fault, fault, mismatch};
use super::narrow::{narrow, place};
use super::reads::{Path, Root, Step};
use super::scope::Scope;
use super::types::{Type, Typed, most_items};
use crate::shape::Kind;
use crate::vocabulary::OFFICER_ROOT;

/// The type of a walked tree, and its cost at worst.
pub(super) fn check<'a>(
    scope: &'a Scope<'a>,
    judged: &'a BTreeSet<Root>,
    tree: &'a IdedExpr,
) -> Result<(Typed<'a>, u64), Fault> {
    let mut check = Check { scope, judged, variables: Vec::new(), known: Vec::new(), times: 1, cost: 0 };
    let typed = check.part(tree)?;
    Ok((typed, check.cost))
}

pub(super) struct Check<'a> {
    pub(super) scope: &'a Scope<'a>,
    /// `before` and `after` where the expression compares them with `null` itself.
    judged: &'a BTreeSet<Root>,
    variables: Vec<(&'a str, Typed<'a>)>,
    /// Places that are not `null` here, whatever they are elsewhere.
    known: Vec<String>,
    /// How often this part runs for each run of the whole.
    times: u64,
    cost: u64,
}

impl<'a> Check<'a> {
    pub(super) fn spend(&mut self, units: u64) {
        self.cost = self.cost.saturating_add(units.saturating_mul(self.times));
    }

    pub(super) fn part(&mut self, tree: &'a IdedExpr) -> Result<Typed<'a>, Fault> {
        self.spend(1);
        let mut typed = match &tree.expr {
            Expr::Literal(literal) => self.literal(literal)?,
            Expr::Ident(name) => self.name(name)?,
            Expr::Select(select) => self.select(select)?,
            Expr::Call(call) => self.call(call, tree)?,
            Expr::List(list) => {
                let mut element: Option<Typed<'a>> = None;
                for part in &list.elements {
                    let next = self.part(part)?;
                    element = Some(match element {
                        None => next,
                        Some(before) => {
                            before.clone().with(next.clone()).ok_or_else(|| mismatch(&next, &before))?
                        }
                    });
                }
                Type::List(element.map(Box::new), list.elements.len() as u64).sure()
            }
            Expr::Comprehension(loops) => self.comprehension(loops)?,
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {
                return Err(fault("expression-construct", "map"));
            }
        };
        if typed.or_null && place(tree).is_some_and(|place| self.known.contains(&place)) {
            typed.or_null = false;
        }
        Ok(typed)
    }

    /// A part that is there for sure.
    pub(super) fn sure(&mut self, tree: &'a IdedExpr, expected: &str) -> Result<Type<'a>, Fault> {
        let typed = self.part(tree)?;
        if typed.or_null { Err(mismatch(typed, expected)) } else { Ok(typed.of) }
    }

    pub(super) fn truth(&mut self, tree: &'a IdedExpr) -> Result<(), Fault> {
        match self.sure(tree, "bool")? {
            Type::Bool => Ok(()),
            other => Err(mismatch(other, "bool")),
        }
    }

    /// A part in the light of a condition that came out as `value`.
    pub(super) fn after<T>(
        &mut self,
        condition: &'a IdedExpr,
        value: bool,
        then: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let before = self.known.len();
        let known = narrow(condition, value, &|tree| self.is_sure(tree));
        self.known.extend(known);
        let outcome = then(self);
        self.known.truncate(before);
        outcome
    }

    /// Whether a part is known at sight never to be `null`.
    fn is_sure(&self, tree: &IdedExpr) -> bool {
        match &tree.expr {
            Expr::Literal(literal) => *literal != LiteralValue::Null,
            Expr::List(list) => list.elements.iter().all(|element| self.is_sure(element)),
            Expr::Call(call) => {
                ![operators::INDEX, operators::CONDITIONAL].contains(&call.func_name.as_str())
            }
            Expr::Ident(name) => ["today", "index"].contains(&name.as_str()),
            _ => place(tree).is_some_and(|place| self.known.contains(&place)),
        }
    }

    fn literal(&self, literal: &'a LiteralValue) -> Result<Typed<'a>, Fault> {
        Ok(match literal {
            LiteralValue::Null => Type::Null,
            LiteralValue::Boolean(_) => Type::Bool,
            LiteralValue::Int(_) => Type::Int,
            LiteralValue::Double(_) => Type::Double,
            LiteralValue::String(text) => Type::one_of(vec![text.inner()], true),
            LiteralValue::UInt(_) => return Err(mismatch("uint", "int")),
            LiteralValue::Bytes(_) => return Err(mismatch("bytes", "string")),
        }
        .sure())
    }

    fn name(&self, name: &'a str) -> Result<Typed<'a>, Fault> {
        if let Some((_, typed)) = self.variables.iter().rev().find(|(variable, _)| *variable == name) {
            return Ok(typed.clone());
        }
        let root = match name {
            "today" => return Ok(Type::Instant.sure()),
            "index" => return Ok(Type::Int.sure()),
            "answers" => Root::Answers,
            "journey" => Root::Journey,
            OFFICER_ROOT => Root::Officer,
            "edition" => Root::Edition,
            "facts" => Root::Facts,
            "item" => Root::Item,
            "before" => Root::Before,
            "after" => Root::After,
            _ => return Err(fault("expression-name", name)),
        };
        let of = Type::Record(Path { root, steps: Vec::new() });
        Ok(Typed { of, or_null: self.judged.contains(&root) })
    }

    fn select(&mut self, select: &'a SelectExpr) -> Result<Typed<'a>, Fault> {
        let path = match self.sure(&select.operand, "record")? {
            Type::Record(path) => path,
            other => return Err(mismatch(other, "record")),
        };
        let unknown = || fault("expression-unknown", &select.field);
        let record = self.scope.record_of(&path).ok_or_else(unknown)?;
        let at = record.position(&select.field).ok_or_else(unknown)?;
        let path = path.then(Step::Member(at));
        let member = &record.members[at];
        Ok(match &member.kind {
            Kind::Record(_) => Type::Record(path).sure(),
            Kind::Records(_) => {
                let element = Type::Record(path.then(Step::Each)).sure();
                Type::List(Some(Box::new(element)), most_items(member)).sure()
            }
            _ => {
                let list = matches!(member.kind, Kind::Texts);
                let of = Type::of(member).ok_or_else(unknown)?;
                Typed { of, or_null: !list && self.scope.may_be_null(&path) }
            }
        })
    }

    fn comprehension(&mut self, loops: &'a ComprehensionExpr) -> Result<Typed<'a>, Fault> {
        let (element, most) = match self.sure(&loops.iter_range, "list")? {
            Type::List(Some(element), most) => (*element, most),
            other => return Err(mismatch(other, "list")),
        };
        let begun = self.part(&loops.accu_init)?;
        let outside = self.known.clone();
        let shadowed = |known: &str| {
            known
                .strip_prefix(&loops.iter_var)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        self.known.retain(|known| !shadowed(known));
        let once = self.times;
        self.times = self.times.saturating_mul(most.max(1));
        self.variables.push((&loops.accu_var, begun.clone()));
        self.variables.push((&loops.iter_var, element));
        let step = self.truth(&loops.loop_cond).and_then(|()| self.part(&loops.loop_step));
        self.variables.pop();
        self.variables.pop();
        self.times = once;
        self.known = outside;
        let step = step?;
        let grown = match (&begun.of, &step.of) {
            (Type::List(_, begun), Type::List(_, step)) => {
                begun.saturating_add(step.saturating_sub(*begun).saturating_mul(most))
            }
            _ => 0,
        };
        let mut ended = begun.clone().with(step.clone()).ok_or_else(|| mismatch(step, begun))?;
        if let Type::List(_, most) = &mut ended.of {
            *most = grown;
        }
        self.variables.push((&loops.accu_var, ended));
        let result = self.part(&loops.result);
        self.variables.pop();
        result
    }
}
