//! Where an expression stands, and so what it may name.

use super::nulls::Nulls;
use super::reads::{Path, Root, Step};
use crate::shape::{Kind, Member, Record};

/// What an expression is for, and so what it may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// `visible` and `required`.
    Question,
    /// A check or one of its arguments.
    Check,
    /// A fact: answers under [`crate::vocabulary::FACT_ROOTS`] and what officers have recorded.
    Fact,
    /// A rule of the code policy: `facts` only.
    Policy,
}

/// Where an expression stands.
pub(crate) struct Scope<'a> {
    pub(crate) answers: &'a Record,
    pub(crate) journey: &'a Record,
    pub(crate) officer: &'a Record,
    pub(crate) edition: &'a Record,
    pub(crate) facts: &'a Record,
    /// The list whose `item` the expression sees.
    pub(crate) group: Option<&'a Path>,
    /// Whether it sees `before` and `after` too.
    pub(crate) neighbours: bool,
    pub(crate) purpose: Use,
    pub(crate) nulls: Nulls<'a>,
    pub(crate) max_chars: usize,
    pub(crate) max_cost: u64,
}

impl<'a> Scope<'a> {
    pub(crate) fn shape(&self, root: Root) -> Option<&'a Record> {
        Some(match root {
            Root::Answers => self.answers,
            Root::Journey => self.journey,
            Root::Officer => self.officer,
            Root::Edition => self.edition,
            Root::Facts => self.facts,
            Root::Item | Root::Before | Root::After => self.answers.at(&self.group?.steps)?.kind.record()?,
        })
    }

    /// The record that a path stands for, if it stands for one.
    pub(crate) fn record_of(&self, path: &Path) -> Option<&'a Record> {
        match path.steps.last() {
            None => self.shape(path.root),
            Some(Step::Each | Step::Nth(_)) => match &self.member_of(path)?.kind {
                Kind::Records(item) => Some(item),
                _ => None,
            },
            Some(Step::Member(_)) => match &self.member_of(path)?.kind {
                Kind::Record(record) => Some(record),
                _ => None,
            },
        }
    }

    /// Whether a path is a list of records.
    pub(crate) fn records_of(&self, path: &Path) -> bool {
        matches!(path.steps.last(), Some(Step::Member(_)))
            && self.member_of(path).is_some_and(|member| matches!(member.kind, Kind::Records(_)))
    }

    fn member_of(&self, path: &Path) -> Option<&'a Member> {
        self.shape(path.root)?.at(&path.steps)
    }

    /// A path from its own root, to be told to a person.
    pub(crate) fn path(&self, path: &Path) -> String {
        self.shape(path.root).map(|shape| path.pointer(shape)).unwrap_or_default()
    }

    /// The pointer by which `may_be_missing` names a read: from the root of the answers, `/journey/…` or `/officer/…`.
    pub(crate) fn pointer(&self, path: &Path) -> String {
        match path.absolute(self.group) {
            Some(path) => path.pointer(self.answers),
            None if path.root == Root::Officer => format!("/officer{}", path.pointer(self.officer)),
            None => format!("/journey{}", path.pointer(self.journey)),
        }
    }

    /// Whether a read may find `null` here.
    pub(crate) fn may_be_null(&self, path: &Path) -> bool {
        let Some(root) = self.shape(path.root) else { return true };
        self.nulls.may_be(self.answers, root, path, &self.pointer(path))
    }
}
