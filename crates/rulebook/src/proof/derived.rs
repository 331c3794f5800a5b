//! What a derived value stands on: a read of it is a read of its bases too.

use std::collections::BTreeSet;

use crate::expression::{Found, Need, Path, Read, Root, Scope, Step};
use crate::shape::{Derived, Record};

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
            list_may_be_missing: lifted(list.as_ref()),
            neighbour_may_be_missing: found.neighbours_judged.contains(&path.root),
        });
        for base in bases(scope, path) {
            reads.insert(Read {
                path: base,
                need: Need::Shown,
                may_be_missing: true,
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
    if path.root == Root::Journey {
        return journey(scope.answers);
    }
    let Some(shape) = scope.shape(path.root) else { return Vec::new() };
    let Some(derived) = shape.at(&path.steps).and_then(|member| member.derived) else { return Vec::new() };
    let mut owner = path.clone();
    owner.steps.pop();
    let record = match shape.at(&owner.steps) {
        Some(member) => member.kind.record(),
        None => Some(shape),
    };
    let beside = derived.bases().iter().filter_map(|base| record?.position(base));
    let mut bases: Vec<Path> = beside.map(|at| owner.then(Step::Member(at))).collect();
    match derived {
        Derived::Age => bases.extend(legs(scope.answers, &["arrives_on"])),
        // The class of a stay is that of its days inside the window.
        Derived::StayClass => bases.extend(journey(scope.answers)),
        _ => {}
    }
    bases
}

/// What the journey stands on: the legs' days and places, and whatever a leg's countries are derived from.
fn journey(answers: &Record) -> Vec<Path> {
    let mut members = vec!["departs_on", "arrives_on", "from_country", "to_country"];
    members.extend(Derived::FromCountry.bases());
    members.extend(Derived::ToCountry.bases());
    legs(answers, &members)
}

/// The legs and some of their members.
fn legs(answers: &Record, members: &[&str]) -> Vec<Path> {
    let Some((steps, legs)) = answers.resolve("/legs") else { return Vec::new() };
    let list = Path::answers(steps);
    let each = list.then(Step::Each);
    let item = legs.kind.record();
    let below = members.iter().filter_map(|name| item?.position(name)).map(|at| each.then(Step::Member(at)));
    std::iter::once(list.clone()).chain(below).collect()
}
