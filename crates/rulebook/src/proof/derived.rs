//! What a derived value stands on: a read of it is a read of its bases too.

use std::collections::BTreeSet;

use crate::expression::{Found, Need, Path, Read, Root, Scope, Step, Use};
use crate::shape::Record;
use crate::vocabulary::LEGS;

/// The reads of a walked expression, each with what it needs.
pub(crate) fn reads(
    scope: &Scope<'_>,
    found: &Found,
    may_be_missing: &BTreeSet<String>,
) -> (Vec<Read>, BTreeSet<String>) {
    let mut reads = BTreeSet::new();
    let mut used = BTreeSet::new();
    for path in &found.paths {
        if matches!(path.root, Root::Edition | Root::Facts) {
            continue;
        }
        let pointer = scope.pointer(path);
        let list = list_of(scope, path);
        let lifted =
            |pointer: Option<&String>| pointer.is_some_and(|pointer| may_be_missing.contains(pointer));
        used.extend(
            [Some(&pointer), list.as_ref()]
                .into_iter()
                .flatten()
                .filter(|p| may_be_missing.contains(*p))
                .cloned(),
        );
        reads.insert(Read {
            path: path.clone(),
            need: Need::Value,
            may_be_missing: lifted(Some(&pointer)),
            may_be_hidden: scope.purpose == Use::Question && lifted(Some(&pointer)),
            list_may_be_missing: lifted(list.as_ref()),
            neighbour_may_be_missing: found.neighbours_judged.contains(&path.root),
        });
        for base in bases(scope, path) {
            reads.insert(Read {
                path: base,
                need: Need::Shown,
                may_be_missing: true,
                may_be_hidden: false,
                list_may_be_missing: true,
                neighbour_may_be_missing: true,
            });
        }
    }
    (reads.into_iter().collect(), used)
}

/// The pointer of the list on the way, for paths from the root.
fn list_of(scope: &Scope<'_>, path: &Path) -> Option<String> {
    if path.root != Root::Answers {
        return None;
    }
    let at = path.steps.iter().position(|step| !matches!(step, Step::Member(_)))?;
    Some(scope.answers.pointer(&path.steps[..at]))
}

fn bases(scope: &Scope<'_>, path: &Path) -> Vec<Path> {
    let Some(member) = scope.shape(path.root).and_then(|shape| shape.at(&path.steps)) else {
        return Vec::new();
    };
    let mut owner = path.clone();
    owner.steps.pop();
    let beside = member.beside.iter().map(|at| owner.then(Step::Member(*at)));
    beside.chain(legs(scope.answers, &member.legs)).collect()
}

/// The legs and some of their members; nothing where none is named.
fn legs(answers: &Record, members: &[usize]) -> Vec<Path> {
    let Some(at) = answers.position(LEGS).filter(|_| !members.is_empty()) else { return Vec::new() };
    let list = Path::answers(vec![Step::Member(at)]);
    let each = list.then(Step::Each);
    let below = members.iter().map(|at| each.then(Step::Member(*at)));
    std::iter::once(list.clone()).chain(below).collect()
}
