//! From a source to an expression, at the place where it stands.

use super::Expression;
use super::check::check;
use super::depth::depth;
use super::fault::{Fault, fault};
use super::functions::Environment;
use super::literal::take_words;
use super::members;
use super::scope::{Scope, Use};
use super::walk::{Found, walk};
use super::wanted::Wanted;
use crate::vocabulary::MAX_DEPTH;

/// Compiles `source`; its reads still lack what derived values stand on.
pub(crate) fn compile(
    scope: &Scope<'_>,
    environment: &mut Environment,
    source: &str,
    wanted: Wanted<'_>,
) -> Result<Compiled, Fault> {
    if source.chars().count() > scope.max_chars {
        return Err(fault("expression-long", scope.max_chars));
    }
    if depth(source) > MAX_DEPTH {
        return Err(fault("expression-deep", MAX_DEPTH));
    }
    let tree = environment.trees.tree(&environment.env, source);
    let mut tree = tree.map_err(|error| fault("expression-syntax", error))?;
    let mut found = walk(scope, &tree)?;
    take_words(&tree, &mut found.words);
    let (typed, cost) = check(scope, &found.neighbours_judged, &tree)?;
    if cost > scope.max_cost {
        let detail = Fault { code: "expression-cost", details: Vec::new() };
        return Err(detail.with("cost", cost).with("limit", scope.max_cost));
    }
    let (or_null, most_items) = wanted.accepts(&typed)?;
    environment.patterns.rewrite(&mut tree).map_err(|detail| fault("expression-pattern", detail))?;
    // The proof of a policy reads its conditions as they are written.
    if scope.purpose != Use::Policy {
        members::rewrite(&mut tree);
    }
    let expression = Expression { source: source.to_owned(), reads: Vec::new(), cost, tree };
    Ok(Compiled { expression, found, or_null, most_items })
}

/// A compiled expression, and what was learned of it on the way.
pub(crate) struct Compiled {
    pub(crate) expression: Expression,
    pub(crate) found: Found,
    /// Its value may be `null`.
    pub(crate) or_null: bool,
    /// Most elements, where its value is a list.
    pub(crate) most_items: Option<u32>,
}
