//! A rule's condition taken apart: what joins facts, and the conditions over one fact each that are joined.

use std::collections::BTreeSet;

use cel::common::ast::{Expr, operators};
use cel::common::types::CelBool;
use cel::{Context, IdedExpr, Value};

use super::truth::Truth;
use crate::shape::Record;

/// What joins conditions over one fact.
#[derive(Debug)]
pub(super) enum Skeleton {
    Constant(Truth),
    Atom(Atom),
    Not(Box<Skeleton>),
    And(Box<[Skeleton; 2]>),
    Or(Box<[Skeleton; 2]>),
    Choose(Box<[Skeleton; 3]>),
}

/// A condition over one fact: the fact's place in `facts.json`, and the condition's among the conditions on that fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Atom {
    pub(super) fact: usize,
    pub(super) nth: usize,
}

/// Facts that stand in one condition and cannot be told apart.
pub(super) struct Mixed(pub(super) BTreeSet<usize>);

impl Skeleton {
    /// Takes a condition apart; its atoms are added to `atoms`, one list for each fact.
    pub(super) fn of(
        tree: &IdedExpr,
        facts: &Record,
        base: &Context<'_, '_>,
        atoms: &mut [Vec<IdedExpr>],
    ) -> Result<Self, Mixed> {
        let mut named = BTreeSet::new();
        name_facts(tree, facts, &mut Vec::new(), &mut named);
        let mut each = named.iter();
        let Some(&fact) = each.next() else {
            let value = Value::resolve_val(tree, base).ok();
            let truth = value.and_then(|value| value.downcast_ref::<CelBool>().map(|truth| *truth.inner()));
            return Ok(Self::Constant(Truth::of(truth)));
        };
        if each.next().is_none() {
            atoms[fact].push(tree.clone());
            return Ok(Self::Atom(Atom { fact, nth: atoms[fact].len() - 1 }));
        }
        let Expr::Call(call) = &tree.expr else { return Err(Mixed(named)) };
        let mut part = |at: usize| Self::of(&call.args[at], facts, base, atoms);
        Ok(match (call.func_name.as_str(), call.args.len()) {
            (operators::LOGICAL_NOT, 1) => Self::Not(Box::new(part(0)?)),
            (operators::LOGICAL_AND, 2) => Self::And(Box::new([part(0)?, part(1)?])),
            (operators::LOGICAL_OR, 2) => Self::Or(Box::new([part(0)?, part(1)?])),
            (operators::CONDITIONAL, 3) => Self::Choose(Box::new([part(0)?, part(1)?, part(2)?])),
            _ => return Err(Mixed(named)),
        })
    }

    /// What it comes to where an atom comes to what `atom` says.
    pub(super) fn truth(&self, atom: &impl Fn(Atom) -> Truth) -> Truth {
        match self {
            Self::Constant(truth) => *truth,
            Self::Atom(at) => atom(*at),
            Self::Not(inner) => inner.truth(atom).not(),
            Self::And(parts) => parts[0].truth(atom).and(parts[1].truth(atom)),
            Self::Or(parts) => parts[0].truth(atom).or(parts[1].truth(atom)),
            Self::Choose(parts) => parts[0].truth(atom).choose(parts[1].truth(atom), parts[2].truth(atom)),
        }
    }

    /// The first fact that is still open and matters.
    pub(super) fn open(&self, atom: &impl Fn(Atom) -> Truth) -> Option<usize> {
        if self.truth(atom).is_settled() {
            return None;
        }
        match self {
            Self::Constant(_) => None,
            Self::Atom(at) => Some(at.fact),
            Self::Not(inner) => inner.open(atom),
            Self::And(parts) | Self::Or(parts) => parts.iter().find_map(|part| part.open(atom)),
            Self::Choose(parts) => parts.iter().find_map(|part| part.open(atom)),
        }
    }

    /// The facts on which it rests that this is true, or false: of "or" the true sides, of "and" the false ones.
    pub(super) fn grounds(&self, atom: &impl Fn(Atom) -> Truth, grounds: &mut BTreeSet<usize>) {
        match self {
            Self::Constant(_) => {}
            Self::Atom(at) => drop(grounds.insert(at.fact)),
            Self::Not(inner) => inner.grounds(atom, grounds),
            Self::And(parts) | Self::Or(parts) => {
                let whole = self.truth(atom);
                let decides = parts.iter().any(|part| part.truth(atom) == whole);
                for part in parts.iter().filter(|part| !decides || part.truth(atom) == whole) {
                    part.grounds(atom, grounds);
                }
            }
            Self::Choose(parts) => {
                parts[0].grounds(atom, grounds);
                parts[if parts[0].truth(atom) == Truth::YES { 1 } else { 2 }].grounds(atom, grounds);
            }
        }
    }
}

/// Every fact that a tree names, loops' own names aside.
fn name_facts<'t>(tree: &'t IdedExpr, facts: &Record, own: &mut Vec<&'t str>, named: &mut BTreeSet<usize>) {
    match &tree.expr {
        Expr::Select(select) => match &select.operand.expr {
            Expr::Ident(name) if name == "facts" && !own.contains(&"facts") => {
                named.extend(facts.position(&select.field));
            }
            _ => name_facts(&select.operand, facts, own, named),
        },
        Expr::Call(call) => {
            for part in call.target.iter().map(|target| &**target).chain(&call.args) {
                name_facts(part, facts, own, named);
            }
        }
        Expr::List(list) => {
            for part in &list.elements {
                name_facts(part, facts, own, named);
            }
        }
        Expr::Comprehension(loops) => {
            name_facts(&loops.iter_range, facts, own, named);
            name_facts(&loops.accu_init, facts, own, named);
            own.push(&loops.iter_var);
            for part in [&loops.loop_cond, &loops.loop_step, &loops.result] {
                name_facts(part, facts, own, named);
            }
            own.pop();
        }
        _ => {}
    }
}
