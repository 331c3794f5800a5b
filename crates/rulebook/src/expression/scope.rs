//! Where an expression stands, and so what it may name; compiling it there.

use std::collections::BTreeSet;

use super::Expression;
use super::functions::Environment;
use super::reads::{Path, Root};
use super::walk::walk;
use crate::shape::Record;

/// Why an expression is refused: a code, and the name at fault.
pub(crate) type Fault = (&'static str, String);

/// What an expression is for, and so what it may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// `visible` and `required`.
    Question,
    /// A check or one of its arguments.
    Check,
    /// A fact: answers under [`crate::vocabulary::FACT_ROOTS`] only.
    Fact,
    /// A rule of the code policy: `facts` only.
    Policy,
}

/// Where an expression stands.
pub(crate) struct Scope<'a> {
    pub(crate) answers: &'a Record,
    pub(crate) journey: &'a Record,
    pub(crate) edition: &'a Record,
    pub(crate) facts: &'a Record,
    /// The list whose `item` the expression sees.
    pub(crate) group: Option<&'a Path>,
    /// Whether it sees `before` and `after` too.
    pub(crate) neighbours: bool,
    pub(crate) purpose: Use,
    pub(crate) max_chars: usize,
}

impl Scope<'_> {
    pub(crate) fn shape(&self, root: Root) -> Option<&Record> {
        Some(match root {
            Root::Answers => self.answers,
            Root::Journey => self.journey,
            Root::Edition => self.edition,
            Root::Facts => self.facts,
            Root::Item | Root::Before | Root::After => self.answers.at(&self.group?.steps)?.kind.record()?,
        })
    }

    /// Compiles `source`; its reads still lack what derived values stand on.
    pub(crate) fn compile(
        &self,
        environment: &mut Environment,
        source: &str,
    ) -> Result<(Expression, Found), Fault> {
        if source.chars().count() > self.max_chars {
            return Err(("expression-long", self.max_chars.to_string()));
        }
        let program =
            environment.env.compile(source).map_err(|error| ("expression-syntax", error.to_string()))?;
        let found = walk(self, program.expression())?;
        let mut tree = program.expression().clone();
        environment.patterns.rewrite(&mut tree).map_err(|detail| ("expression-pattern", detail))?;
        Ok((Expression { source: source.to_owned(), reads: Vec::new(), tree }, found))
    }
}

/// What a walk found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Paths read.
    pub(crate) paths: BTreeSet<Path>,
    /// `before` and `after` that are compared with `null`.
    pub(crate) neighbours_judged: BTreeSet<Root>,
}
