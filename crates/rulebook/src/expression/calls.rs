//! Types and costs of calls: operators, functions, and what `==` compares.

use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};

use super::check::Check;
use super::fault::{Fault, fault, mismatch};
use super::literal;
use super::scope::Use;
use super::signatures::{self, Given};
use super::types::{Type, Typed};
use crate::vocabulary::PATTERN_STRIDE;

impl<'a> Check<'a> {
    pub(super) fn call(&mut self, call: &'a CallExpr, tree: &'a IdedExpr) -> Result<Typed<'a>, Fault> {
        let name = call.func_name.as_str();
        if let Some(target) = &call.target {
            return self.function(name, Some(target), &call.args, tree);
        }
        match (name, call.args.as_slice()) {
            (operators::EQUALS | operators::NOT_EQUALS, [left, right]) => {
                let (left, right) = (self.part(left)?, self.part(right)?);
                self.equals(&left, &right)?;
                self.spend(signatures::comparison(&left.of, &right.of));
                Ok(Type::Bool.sure())
            }
            (operators::LOGICAL_AND | operators::LOGICAL_OR, [left, right]) => {
                self.truth(left)?;
                self.after(left, name == operators::LOGICAL_AND, |this| this.truth(right))?;
                Ok(Type::Bool.sure())
            }
            (operators::CONDITIONAL, [condition, yes, no]) => {
                self.truth(condition)?;
                let yes = self.after(condition, true, |this| this.part(yes))?;
                let no = self.after(condition, false, |this| this.part(no))?;
                yes.clone().with(no.clone()).ok_or_else(|| mismatch(no, yes))
            }
            (operators::IN, [element, list]) => {
                let element = self.part(element)?;
                match self.sure(list, "list")? {
                    Type::List(Some(each), most) => {
                        self.equals(&element, &each)?;
                        self.spend(most.saturating_mul(1 + signatures::comparison(&element.of, &each.of)));
                        Ok(Type::Bool.sure())
                    }
                    Type::List(None, _) => Ok(Type::Bool.sure()),
                    other => Err(mismatch(other, "list")),
                }
            }
            (operators::INDEX, [list, _]) => match self.sure(list, "list")? {
                Type::List(Some(element), _) => {
                    self.total(true, "[]")?;
                    Ok(*element)
                }
                other => Err(mismatch(other, "list")),
            },
            (_, [value]) if OPERATORS.contains(&name) => {
                let value = self.sure(value, "a value")?;
                let given = signatures::unary(name, &value).ok_or_else(|| wrong(name, &[&value]))?;
                self.give(given, name)
            }
            (_, [left, right]) if OPERATORS.contains(&name) => {
                let divisor = literal::divides(right);
                let (left, right) = (self.sure(left, "a value")?, self.sure(right, "a value")?);
                let mut given =
                    signatures::binary(name, &left, &right).ok_or_else(|| wrong(name, &[&left, &right]))?;
                given.partial &= !(divisor && name != operators::MULTIPLY);
                self.give(given, name)
            }
            (_, arguments) => self.function(name, None, arguments, tree),
        }
    }

    fn function(
        &mut self,
        name: &str,
        target: Option<&'a IdedExpr>,
        arguments: &'a [IdedExpr],
        tree: &'a IdedExpr,
    ) -> Result<Typed<'a>, Fault> {
        let parts: Vec<&'a IdedExpr> = target.into_iter().chain(arguments).collect();
        if name == "matches"
            && let [text, pattern] = parts.as_slice()
            && let Expr::Literal(LiteralValue::String(pattern)) = &pattern.expr
        {
            return match self.sure(text, "string")? {
                Type::Text(text) => {
                    let pattern = pattern.inner().chars().count() as u64;
                    self.spend(text.most.saturating_mul(1 + pattern / PATTERN_STRIDE));
                    Ok(Type::Bool.sure())
                }
                other => Err(mismatch(other, "string")),
            };
        }
        let mut types = Vec::with_capacity(parts.len());
        for part in &parts {
            types.push(self.sure(part, "a value")?.sure());
        }
        let given = signatures::function(name, target.is_some(), &types);
        let mut given =
            given.ok_or_else(|| wrong(name, &types.iter().map(|typed| &typed.of).collect::<Vec<_>>()))?;
        if given.partial && parts.iter().all(|part| matches!(part.expr, Expr::Literal(_))) {
            literal::holds(tree).map_err(|error| fault("expression-literal", error))?;
            given.partial = false;
        }
        self.give(given, name)
    }

    fn give(&mut self, given: Given<'a>, name: &str) -> Result<Typed<'a>, Fault> {
        self.spend(given.cost);
        self.total(given.partial, name)?;
        Ok(given.of.sure())
    }

    /// A fact or a rule of the code policy must have a value whatever the answers are.
    fn total(&self, partial: bool, name: &str) -> Result<(), Fault> {
        let always = matches!(self.scope.purpose, Use::Fact | Use::Policy);
        if partial && always { Err(fault("expression-partial", name)) } else { Ok(()) }
    }

    fn equals(&self, left: &Typed<'a>, right: &Typed<'a>) -> Result<(), Fault> {
        if !left.of.compares(&right.of) {
            return Err(mismatch(right, left));
        }
        if let (Type::Text(left), Type::Text(right)) = (&left.of, &right.of)
            && let Some((found, expected)) = left.never(right)
        {
            return Err(Fault { code: "expression-option", ..mismatch(found, expected) });
        }
        Ok(())
    }
}

/// No overload of an operator or function takes these.
fn wrong(name: &str, types: &[&Type<'_>]) -> Fault {
    let found: Vec<String> = types.iter().map(ToString::to_string).collect();
    let mut fault = mismatch(found.join(", "), format!("what {name} takes"));
    fault.details.push(("function", name.to_owned()));
    fault
}

const OPERATORS: [&str; 12] = [
    operators::SUBSTRACT,
    operators::ADD,
    operators::MULTIPLY,
    operators::DIVIDE,
    operators::MODULO,
    operators::GREATER_EQUALS,
    operators::LESS_EQUALS,
    operators::GREATER,
    operators::LESS,
    operators::NEGATE,
    operators::LOGICAL_NOT,
    operators::NOT_STRICTLY_FALSE,
];
