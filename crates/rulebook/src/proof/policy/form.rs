//! What a condition over one fact looks at, so that a few values stand for all.
//!
//! A fact may be compared with constants, counted, and its items compared one by one. Then between two constants that are
//! compared nothing changes, and beyond the largest count neither. Whatever has another form (arithmetic on a fact, a
//! pattern, an item by its place, two members of a stay against each other) could change anywhere, and is refused: such
//! a condition belongs in `facts.json`, where it is a fact with a name.

use std::collections::BTreeMap;

use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, operators};
use cel::common::types::{CelBool, CelDouble, CelInt, CelNull, CelString, CelTimestamp, CelUInt};
use cel::{Context, IdedExpr, Value};

use crate::facts::FactType;
use crate::facts::FactValue;
use crate::vocabulary::MAX_LIST_ITEMS;

/// What the conditions over one fact look at.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// Constants that the fact, or a text of it, is compared with.
    pub(super) constants: Vec<FactValue>,
    /// Constants that a stay's members are compared with.
    pub(super) members: BTreeMap<String, Vec<FactValue>>,
    /// Conditions on single items.
    pub(super) items: Vec<ItemTest>,
    /// From how many items on no further one changes a count that is looked at.
    pub(super) enough: usize,
}

/// A condition on a single item of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ItemTest {
    /// A condition of a loop, and the name by which it calls the item.
    Holds(String, IdedExpr),
    /// The item is this text.
    Is(String),
}

/// Reads one condition.
pub(super) struct Form<'a> {
    pub(super) fact: &'a str,
    pub(super) kind: FactType,
    /// Where constants are worked out.
    pub(super) base: &'a Context<'a, 'a>,
    pub(super) looks: &'a mut Looks,
}

/// A part that is compared.
enum Term<'a> {
    Fact,
    Count,
    Item,
    Member(&'a str),
    Constant(Option<FactValue>),
}

/// What cannot be enumerated, in a word or two.
pub(super) type Other = String;

impl Form<'_> {
    /// Reads a condition; `item` is the name of a loop's item, if it stands in a loop.
    pub(super) fn condition(&mut self, tree: &IdedExpr, item: Option<&str>) -> Result<(), Other> {
        match &tree.expr {
            Expr::Call(call) => self.call(call, item),
            Expr::Comprehension(loops) if item.is_none() => self.quantifier(loops),
            Expr::Literal(_) => Ok(()),
            _ if item.is_none() && self.is_fact(tree) => Ok(()),
            _ => Err("a value where a condition was expected".to_owned()),
        }
    }

    fn call(&mut self, call: &CallExpr, item: Option<&str>) -> Result<(), Other> {
        match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::LOGICAL_AND | operators::LOGICAL_OR, [left, right]) => {
                self.condition(left, item)?;
                self.condition(right, item)
            }
            (operators::LOGICAL_NOT, [inner]) => self.condition(inner, item),
            (operators::CONDITIONAL, [condition, yes, no]) => {
                self.condition(condition, item)?;
                self.condition(yes, item)?;
                self.condition(no, item)
            }
            (
                operators::EQUALS
                | operators::NOT_EQUALS
                | operators::LESS
                | operators::LESS_EQUALS
                | operators::GREATER
                | operators::GREATER_EQUALS,
                [left, right],
            ) => {
                let terms = (self.term(left, item)?, self.term(right, item)?);
                match terms {
                    (term, Term::Constant(constant)) | (Term::Constant(constant), term) => {
                        self.compared(&term, constant)
                    }
                    _ => Err("two values against each other".to_owned()),
                }
            }
            (operators::IN, [element, list]) => self.is_in(element, list, item),
            (function, _) => Err(function.trim_matches(['_', '@']).to_owned()),
        }
    }

    fn is_in(&mut self, element: &IdedExpr, list: &IdedExpr, item: Option<&str>) -> Result<(), Other> {
        if item.is_none() && self.is_list(list)? {
            let Term::Constant(Some(constant)) = self.term(element, item)? else {
                return Err("a computed item".to_owned());
            };
            if let FactValue::Text(text) = &constant {
                self.test(ItemTest::Is(text.clone()));
            }
            self.looks.constants.push(constant);
            self.looks.enough = self.looks.enough.max(1);
            return Ok(());
        }
        let Expr::List(constants) = &list.expr else { return Err("a computed list".to_owned()) };
        let term = self.term(element, item)?;
        for constant in &constants.elements {
            let Term::Constant(constant) = self.term(constant, item)? else {
                return Err("two values against each other".to_owned());
            };
            self.compared(&term, constant)?;
        }
        Ok(())
    }

    fn compared(&mut self, term: &Term<'_>, constant: Option<FactValue>) -> Result<(), Other> {
        match term {
            Term::Fact if matches!(self.kind, FactType::Texts | FactType::Stays) => {
                return Err("a whole list compared".to_owned());
            }
            Term::Fact | Term::Item => self.looks.constants.extend(constant),
            Term::Member(name) => {
                self.looks.members.entry((*name).to_owned()).or_default().extend(constant);
            }
            Term::Count => {
                let most = match constant {
                    Some(FactValue::Int(count)) => usize::try_from(count.saturating_add(1)).unwrap_or(0),
                    Some(FactValue::Double(count)) => (count.clamp(0.0, 1e6) as usize) + 2,
                    _ => 1,
                };
                self.looks.enough = self.looks.enough.max(most.clamp(1, MAX_LIST_ITEMS as usize));
            }
            Term::Constant(_) => {}
        }
        Ok(())
    }

    fn term<'t>(&mut self, tree: &'t IdedExpr, item: Option<&str>) -> Result<Term<'t>, Other> {
        match &tree.expr {
            Expr::Ident(name) if Some(name.as_str()) == item => return Ok(Term::Item),
            Expr::Select(select) => {
                if let Expr::Ident(name) = &select.operand.expr
                    && Some(name.as_str()) == item
                {
                    return Ok(Term::Member(&select.field));
                }
                if item.is_none() && self.is_fact(tree) {
                    return Ok(Term::Fact);
                }
            }
            Expr::Call(call) if call.func_name == "size" && item.is_none() => {
                let list = call.target.as_deref().or(call.args.first());
                if let Some(list) = list
                    && self.is_list(list)?
                {
                    return Ok(Term::Count);
                }
            }
            _ => {}
        }
        if names_anything(tree) {
            return Err("a value computed from a fact".to_owned());
        }
        let value =
            Value::resolve_val(tree, self.base).map_err(|_| "a constant without a value".to_owned())?;
        Ok(Term::Constant(constant(&*value)))
    }

    /// `exists`, `all` and `exists_one` over the fact's items, by the tree that their macros leave.
    fn quantifier(&mut self, loops: &ComprehensionExpr) -> Result<(), Other> {
        let Expr::Call(step) = &loops.loop_step.expr else { return Err("a loop of its own kind".to_owned()) };
        let (test, enough) = match (step.func_name.as_str(), step.args.as_slice()) {
            (operators::LOGICAL_AND | operators::LOGICAL_OR, [_, test]) => (test, 1),
            (operators::CONDITIONAL, [test, _, _]) if matches!(loops.result.expr, Expr::Call(_)) => (test, 2),
            _ => return Err("a loop that is no condition".to_owned()),
        };
        if !self.is_list(&loops.iter_range)? {
            return Err("a loop over something computed".to_owned());
        }
        self.looks.enough = self.looks.enough.max(enough);
        self.each(&loops.iter_var, test)
    }

    /// Whether a tree is the fact's list, or some of its items by `filter`.
    fn is_list(&mut self, tree: &IdedExpr) -> Result<bool, Other> {
        if !matches!(self.kind, FactType::Texts | FactType::Stays) {
            return Ok(false);
        }
        let Expr::Comprehension(loops) = &tree.expr else { return Ok(self.is_fact(tree)) };
        let Expr::Call(step) = &loops.loop_step.expr else { return Ok(false) };
        let (operators::CONDITIONAL, [test, kept, _]) = (step.func_name.as_str(), step.args.as_slice())
        else {
            return Err("a list that is computed".to_owned());
        };
        let keeps_items = matches!(&kept.expr, Expr::Call(add) if matches!(
            add.args.as_slice(),
            [_, IdedExpr { expr: Expr::List(items), .. }]
                if matches!(items.elements.as_slice(), [IdedExpr { expr: Expr::Ident(name), .. }] if *name == loops.iter_var)
        ));
        if !keeps_items || !matches!(loops.result.expr, Expr::Ident(_)) {
            return Err("a list that is computed".to_owned());
        }
        self.each(&loops.iter_var, test)?;
        self.is_list(&loops.iter_range)
    }

    fn each(&mut self, item: &str, test: &IdedExpr) -> Result<(), Other> {
        self.condition(test, Some(item))?;
        self.test(ItemTest::Holds(item.to_owned(), test.clone()));
        Ok(())
    }

    fn test(&mut self, test: ItemTest) {
        if !self.looks.items.contains(&test) {
            self.looks.items.push(test);
        }
    }

    fn is_fact(&self, tree: &IdedExpr) -> bool {
        matches!(&tree.expr, Expr::Select(select)
            if select.field == self.fact && matches!(&select.operand.expr, Expr::Ident(name) if name == "facts"))
    }
}

/// Whether a tree names anything at all, so that it is no constant.
fn names_anything(tree: &IdedExpr) -> bool {
    match &tree.expr {
        Expr::Literal(_) => false,
        Expr::Call(call) => call.target.iter().map(|target| &**target).chain(&call.args).any(names_anything),
        Expr::List(list) => list.elements.iter().any(names_anything),
        _ => true,
    }
}

/// A constant as a sample; none if no fact can be like it.
fn constant(value: &dyn cel::common::value::Val) -> Option<FactValue> {
    if value.downcast_ref::<CelNull>().is_some() {
        return Some(FactValue::Null);
    }
    if let Some(truth) = value.downcast_ref::<CelBool>() {
        return Some(FactValue::Bool(*truth.inner()));
    }
    if let Some(number) = value.downcast_ref::<CelInt>() {
        return Some(FactValue::Int(*number.inner()));
    }
    if let Some(number) = value.downcast_ref::<CelUInt>() {
        return i64::try_from(*number.inner()).ok().map(FactValue::Int);
    }
    if let Some(number) = value.downcast_ref::<CelDouble>() {
        return Some(FactValue::Double(*number.inner()));
    }
    if let Some(text) = value.downcast_ref::<CelString>() {
        return Some(FactValue::Text(text.inner().to_owned()));
    }
    value.downcast_ref::<CelTimestamp>().map(|instant| FactValue::Date(instant.inner().naive_utc().date()))
}
