//! The walk over a syntax tree: what does it read, and is it allowed.

use std::collections::BTreeSet;

use cel::IdedExpr;
use cel::common::ast::{ComprehensionExpr, Expr, LiteralValue, operators};

use super::fault::{Fault, fault};
use super::reads::{Path, Root, Step};
use super::scope::{Scope, Use};
use crate::vocabulary::{FACT_ROOTS, FUNCTIONS, MAX_DEPTH, MAX_NESTING, OFFICER_ROOT};

/// What a part of an expression stands for.
#[derive(Debug, Clone)]
enum Origin {
    /// Something computed.
    Value,
    /// `null`.
    Null,
    /// A path that nothing has read yet.
    At(Path),
    /// A computed list whose elements come from here.
    Elements(Path),
}

/// What a walk found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Paths read.
    pub(crate) paths: BTreeSet<Path>,
    /// `before` and `after` that are compared with `null`.
    pub(crate) neighbours_judged: BTreeSet<Root>,
    /// Texts that stand in it.
    pub(crate) words: BTreeSet<String>,
}

/// Walks a whole tree.
pub(super) fn walk(scope: &Scope<'_>, tree: &IdedExpr) -> Result<Found, Fault> {
    let mut walk = Walk { scope, variables: Vec::new(), nesting: 0, depth: 0, found: Found::default() };
    walk.use_up(tree)?;
    Ok(walk.found)
}

struct Walk<'a> {
    scope: &'a Scope<'a>,
    variables: Vec<(String, Origin)>,
    nesting: u32,
    depth: u32,
    found: Found,
}

impl Walk<'_> {
    fn walk(&mut self, tree: &IdedExpr) -> Result<Origin, Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(fault("expression-deep", MAX_DEPTH));
        }
        let origin = self.part(&tree.expr);
        self.depth -= 1;
        origin
    }

    fn part(&mut self, part: &Expr) -> Result<Origin, Fault> {
        match part {
            Expr::Literal(LiteralValue::Null) => Ok(Origin::Null),
            Expr::Literal(_) => Ok(Origin::Value),
            Expr::Ident(name) => self.name(name),
            Expr::Select(select) if select.test => Err(fault("expression-has", &select.field)),
            Expr::Select(select) => {
                let operand = self.walk(&select.operand)?;
                self.select(operand, &select.field)
            }
            Expr::Call(call) => {
                let arguments: Vec<&IdedExpr> =
                    call.target.iter().map(|target| &**target).chain(&call.args).collect();
                self.call(&call.func_name, &arguments)
            }
            Expr::List(list) => {
                if let [only] = list.elements.as_slice()
                    && let Origin::At(path) = self.walk(only)?
                    && self.scope.record_of(&path).is_some()
                {
                    return Ok(Origin::Elements(path));
                }
                for element in &list.elements {
                    self.use_up(element)?;
                }
                Ok(Origin::Value)
            }
            Expr::Comprehension(comprehension) => self.comprehension(comprehension),
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => Err(fault("expression-construct", "map")),
        }
    }

    fn name(&self, name: &str) -> Result<Origin, Fault> {
        if let Some((_, origin)) = self.variables.iter().rev().find(|(variable, _)| variable == name) {
            return Ok(origin.clone());
        }
        let purpose = self.scope.purpose;
        let at = |root| Ok(Origin::At(Path { root, steps: Vec::new() }));
        let policy = purpose == Use::Policy;
        let grouped = self.scope.group.is_some() && !policy;
        match name {
            "facts" if policy => at(Root::Facts),
            "answers" if !policy => at(Root::Answers),
            "journey" if !policy => at(Root::Journey),
            OFFICER_ROOT if purpose == Use::Fact => at(Root::Officer),
            "edition" if !policy => at(Root::Edition),
            "today" if !policy => Ok(Origin::Value),
            "item" if grouped => at(Root::Item),
            "index" if grouped => Ok(Origin::Value),
            "before" if grouped && self.scope.neighbours => at(Root::Before),
            "after" if grouped && self.scope.neighbours => at(Root::After),
            _ => Err(fault(if policy { "policy-name" } else { "expression-name" }, name)),
        }
    }

    fn select(&mut self, operand: Origin, field: &str) -> Result<Origin, Fault> {
        let Origin::At(path) = operand else {
            return Err(fault("expression-path", field));
        };
        let at = self
            .scope
            .record_of(&path)
            .and_then(|record| record.position(field))
            .ok_or_else(|| fault("expression-unknown", field))?;
        if self.scope.purpose == Use::Fact
            && path.root == Root::Answers
            && path.steps.is_empty()
            && !FACT_ROOTS.contains(&field)
        {
            return Err(fault("fact-path", field));
        }
        Ok(Origin::At(path.then(Step::Member(at))))
    }

    fn call(&mut self, function: &str, arguments: &[&IdedExpr]) -> Result<Origin, Fault> {
        match (function, arguments) {
            (operators::INDEX, [list, index]) => self.index(list, &index.expr),
            (operators::EQUALS | operators::NOT_EQUALS, [left, right]) => {
                let (left, right) = (self.walk(left)?, self.walk(right)?);
                match (left, right) {
                    (Origin::Null, Origin::At(path)) | (Origin::At(path), Origin::Null)
                        if self.scope.record_of(&path).is_some() =>
                    {
                        if path.steps.is_empty() {
                            self.found.neighbours_judged.insert(path.root);
                        }
                    }
                    (left, right) => {
                        self.read(left)?;
                        self.read(right)?;
                    }
                }
                Ok(Origin::Value)
            }
            (operators::CONDITIONAL, [condition, yes, no]) => {
                self.use_up(condition)?;
                let (yes, no) = (self.walk(yes)?, self.walk(no)?);
                self.either(yes, no)
            }
            (operators::ADD, [left, right]) => {
                let (left, right) = (self.walk(left)?, self.walk(right)?);
                self.either(left, right)
            }
            ("matches", [text, pattern]) => {
                if !matches!(pattern.expr, Expr::Literal(LiteralValue::String(_))) {
                    return Err(fault("expression-pattern", "computed"));
                }
                self.use_up(text)?;
                Ok(Origin::Value)
            }
            ("matches", _) => Err(fault("expression-function", function)),
            _ => {
                if !OPERATORS.contains(&function) && !FUNCTIONS.contains(&function) {
                    return Err(fault("expression-function", function));
                }
                for argument in arguments {
                    self.use_up(argument)?;
                }
                Ok(Origin::Value)
            }
        }
    }

    /// The origin of a value that is one of two; records keep theirs, plain values are read.
    fn either(&mut self, left: Origin, right: Origin) -> Result<Origin, Fault> {
        match (left, right) {
            (Origin::Elements(path), Origin::Value) | (Origin::Value, Origin::Elements(path)) => {
                Ok(Origin::Elements(path))
            }
            (left, right) => {
                self.read(left)?;
                self.read(right)?;
                Ok(Origin::Value)
            }
        }
    }

    fn index(&mut self, list: &IdedExpr, index: &Expr) -> Result<Origin, Fault> {
        let Expr::Literal(LiteralValue::Int(number)) = index else {
            return Err(fault("expression-index", "computed"));
        };
        let number = usize::try_from(*number.inner()).map_err(|_| fault("expression-index", "negative"))?;
        match self.walk(list)? {
            Origin::At(path) if self.scope.records_of(&path) => Ok(Origin::At(path.then(Step::Nth(number)))),
            Origin::Elements(path) => Ok(Origin::At(path)),
            other => {
                self.read(other)?;
                Ok(Origin::Value)
            }
        }
    }

    fn comprehension(&mut self, loops: &ComprehensionExpr) -> Result<Origin, Fault> {
        if let Some(second) = &loops.iter_var2 {
            return Err(fault("expression-construct", second));
        }
        let element = match self.walk(&loops.iter_range)? {
            Origin::At(path) if self.scope.records_of(&path) => {
                self.read(Origin::At(path.clone()))?;
                Origin::At(path.then(Step::Each))
            }
            Origin::Elements(path) => Origin::At(path),
            other => {
                self.read(other)?;
                Origin::Value
            }
        };
        self.use_up(&loops.accu_init)?;
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(fault("expression-nested", &loops.iter_var));
        }
        self.variables.push((loops.accu_var.clone(), Origin::Value));
        self.variables.push((loops.iter_var.clone(), element));
        self.use_up(&loops.loop_cond)?;
        let step = self.walk(&loops.loop_step)?;
        self.variables.pop();
        self.use_up(&loops.result)?;
        self.variables.pop();
        self.nesting -= 1;
        match step {
            Origin::Elements(path) => Ok(Origin::Elements(path)),
            step => {
                self.read(step)?;
                Ok(Origin::Value)
            }
        }
    }

    fn use_up(&mut self, part: &IdedExpr) -> Result<(), Fault> {
        let origin = self.walk(part)?;
        self.read(origin)
    }

    fn read(&mut self, origin: Origin) -> Result<(), Fault> {
        if let Origin::At(path) = origin {
            if self.scope.record_of(&path).is_some() {
                return Err(fault("expression-whole", self.scope.path(&path)));
            }
            self.found.paths.insert(path);
        }
        Ok(())
    }
}

const OPERATORS: [&str; 16] = [
    operators::LOGICAL_AND,
    operators::LOGICAL_OR,
    operators::LOGICAL_NOT,
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
    operators::IN,
    operators::NOT_STRICTLY_FALSE,
    operators::CONDITIONAL,
];
