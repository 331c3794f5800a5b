//! `matches` with its pattern compiled once.
//!
//! CEL's own `matches` compiles its pattern at every call, which costs more than the rest of a rule. Patterns are literals
//! here, so the call is rewritten to `@matches(text, @pattern-n)`, where `@pattern-n` is a variable of the base scope.

use std::any::Any;
use std::collections::HashMap;

use cel::common::ast::{CallExpr, Expr, LiteralValue};
use cel::common::types::{CelBool, CelString, Type};
use cel::common::value::{StaticVal, Val};
use cel::{Context, IdedExpr};
use regex::{Regex, RegexBuilder};

use super::members::parts;
use crate::vocabulary::{MAX_PATTERN_BYTES, MAX_PATTERN_CHARS, MAX_PATTERN_DEPTH};

static PATTERN: Type = Type::new_unspecified_type("@pattern");

/// A compiled pattern as a CEL value.
#[derive(Debug, Clone)]
pub(crate) struct Pattern(Regex);

impl Val for Pattern {
    fn get_type(&self) -> &Type {
        &PATTERN
    }

    fn cel_type() -> &'static Type {
        &PATTERN
    }

    fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v> {
        Box::new(self.clone())
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl StaticVal for Pattern {}

/// Whether `text` holds a match.
pub(crate) fn matches_pattern(text: &CelString<'_>, pattern: &Pattern) -> CelBool {
    CelBool::from(pattern.0.is_match(text.inner()))
}

/// The patterns of an edition.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    compiled: Vec<Pattern>,
    numbers: HashMap<String, usize>,
}

impl Patterns {
    /// Rewrites every `matches` of a tree that was walked before; a pattern that is not one is given back.
    pub(crate) fn rewrite(&mut self, tree: &mut IdedExpr) -> Result<(), String> {
        for part in parts(tree) {
            self.rewrite(part)?;
        }
        match &mut tree.expr {
            Expr::Call(call) if call.func_name == "matches" => self.rewrite_call(call),
            _ => Ok(()),
        }
    }

    fn rewrite_call(&mut self, call: &mut CallExpr) -> Result<(), String> {
        let mut arguments: Vec<IdedExpr> =
            call.target.take().map(|target| *target).into_iter().chain(call.args.drain(..)).collect();
        if let Some(pattern) = arguments.get_mut(1)
            && let Expr::Literal(LiteralValue::String(text)) = &pattern.expr
        {
            let number = self.number(text.inner())?;
            pattern.expr = Expr::Ident(name(number));
        }
        "@matches".clone_into(&mut call.func_name);
        call.args = arguments;
        Ok(())
    }

    fn number(&mut self, text: &str) -> Result<usize, String> {
        if let Some(&number) = self.numbers.get(text) {
            return Ok(number);
        }
        if text.chars().count() > MAX_PATTERN_CHARS {
            return Err(format!("longer than {MAX_PATTERN_CHARS} characters"));
        }
        let pattern =
            RegexBuilder::new(text).size_limit(MAX_PATTERN_BYTES).nest_limit(MAX_PATTERN_DEPTH).build();
        self.compiled.push(Pattern(pattern.map_err(|error| error.to_string())?));
        self.numbers.insert(text.to_owned(), self.compiled.len() - 1);
        Ok(self.compiled.len() - 1)
    }

    /// Makes them variables of the base scope.
    pub(crate) fn bind(self, base: &mut Context<'static, 'static>) {
        for (number, pattern) in self.compiled.into_iter().enumerate() {
            base.add_variable_as_val(name(number), Box::new(pattern));
        }
    }
}

fn name(number: usize) -> String {
    format!("@pattern-{number}")
}
