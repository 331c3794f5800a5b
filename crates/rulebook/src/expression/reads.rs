//! Paths into the answers, and what an expression needs of them.

use crate::shape::Record;

/// Where a path starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Root {
    /// `answers`.
    Answers,
    /// `item`.
    Item,
    /// `before`.
    Before,
    /// `after`.
    After,
    /// `journey`.
    Journey,
    /// `officer`: what officers have recorded; only in facts.
    Officer,
    /// `edition`; always has a value.
    Edition,
    /// `facts`; only in the code policy.
    Facts,
}

/// One step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// A member, by its place in its [`Record`].
    Member(usize),
    /// Every item.
    Each,
    /// One item.
    Nth(usize),
}

/// A path through the shape of the answers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path {
    /// Where it starts.
    pub root: Root,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// What an expression needs of a path that it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Need {
    /// An answer.
    Value,
    /// That the question is not hidden: a value that was derived from it would not be the visible answers' own.
    Shown,
}

/// One path that an expression reads.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Read {
    /// The path.
    pub path: Path,
    /// What is needed of it.
    pub need: Need,
    /// The expression judges a missing answer itself and sees `null`. Hidden or malformed answers silence it still.
    pub may_be_missing: bool,
    /// The same where it is not asked: for a question that may stay empty, and is shown by what another was answered or was not.
    pub may_be_hidden: bool,
    /// The same for an empty list on the way.
    pub list_may_be_missing: bool,
    /// The expression compares `before` or `after` with `null` itself.
    pub neighbour_may_be_missing: bool,
}

impl Path {
    /// A path from the root of the answers.
    pub fn answers(steps: Vec<Step>) -> Self {
        Self { root: Root::Answers, steps }
    }

    pub(crate) fn then(&self, step: Step) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self { root: self.root, steps }
    }

    /// The path seen from the root of the answers, `item` and its neighbours being any item of `group`.
    pub fn absolute(&self, group: Option<&Path>) -> Option<Self> {
        match self.root {
            Root::Answers => Some(Self {
                root: Root::Answers,
                steps: self
                    .steps
                    .iter()
                    .map(|step| if let Step::Nth(_) = step { Step::Each } else { *step })
                    .collect(),
            }),
            Root::Item | Root::Before | Root::After => {
                let mut path = group?.then(Step::Each);
                path.steps.extend(&self.steps);
                Some(path)
            }
            Root::Journey | Root::Officer | Root::Edition | Root::Facts => None,
        }
    }

    /// JSON Pointer over `shape`, which is the record at its root.
    pub fn pointer(&self, shape: &Record) -> String {
        shape.pointer(&self.steps)
    }
}
