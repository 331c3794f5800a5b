//! From source to tree. Trees are kept by source: the same short expression stands in many places, and parsing is the
//! dearest part of loading an edition.

use std::collections::HashMap;

use cel::common::ast::{Expr, SelectExpr};
use cel::{Env, IdedExpr};

use super::depth::depth;
use crate::vocabulary::{MAX_DEPTH, MAX_EXPRESSION_CHARS};

/// Variables that a path may begin with.
const ROOTS: [&str; 9] =
    ["answers", "item", "before", "after", "journey", "edition", "facts", "today", "index"];
/// Words of CEL that are no names.
const WORDS: [&str; 4] = ["true", "false", "null", "in"];

/// Trees by source.
#[derive(Debug, Default)]
pub(crate) struct Trees(HashMap<String, IdedExpr>);

impl Trees {
    /// Parses ahead what is within the limits; what is no CEL is left for the place that it stands at.
    pub(crate) fn prepare<'a>(&mut self, env: &Env, sources: impl Iterator<Item = &'a str>) {
        for source in sources {
            let within = source.len() <= 4 * MAX_EXPRESSION_CHARS as usize && depth(source) <= MAX_DEPTH;
            if within
                && !self.0.contains_key(source)
                && let Ok(tree) = parse(env, source)
            {
                self.0.insert(source.to_owned(), tree);
            }
        }
    }

    /// The tree of a source within the limits.
    pub(super) fn tree(&self, env: &Env, source: &str) -> Result<IdedExpr, String> {
        self.0.get(source).map_or_else(|| parse(env, source), |tree| Ok(tree.clone()))
    }
}

fn parse(env: &Env, source: &str) -> Result<IdedExpr, String> {
    match path(source) {
        Some(tree) => Ok(tree),
        None => env.parser().parse(source).map_err(|error| error.to_string()),
    }
}

/// The tree of a plain path such as `item.from`, which most arguments are: the parser takes a hundred times as long.
fn path(source: &str) -> Option<IdedExpr> {
    let mut names = source.split('.');
    let root = names.next().filter(|root| ROOTS.contains(root))?;
    let mut tree = IdedExpr { id: 1, expr: Expr::Ident(root.to_owned()) };
    for (id, name) in (2..).zip(names) {
        let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_';
        let begins = name.bytes().next().is_some_and(|c| c.is_ascii_lowercase());
        if !begins || !name.bytes().all(plain) || WORDS.contains(&name) {
            return None;
        }
        let select = SelectExpr { operand: Box::new(tree), field: name.to_owned(), test: false };
        tree = IdedExpr { id, expr: Expr::Select(select) };
    }
    Some(tree)
}

#[cfg(test)]
mod tests {
    use super::{Env, Expr, IdedExpr, path};

    #[test]
    fn a_plain_path_is_read_as_the_parser_reads_it() {
        let env = Env::stdlib();
        for source in
            ["answers.about.born", "item.from", "today", "journey.window_starts_on", "answers.a1.b_2"]
        {
            let parsed = env.parser().parse(source).unwrap();
            assert_eq!(bare(path(source).unwrap()), bare(parsed), "{source}");
        }
    }

    #[test]
    fn whatever_is_not_plain_is_left_to_the_parser() {
        for source in [
            "",
            "a.b",
            "answers.",
            "answers..b",
            "item.in",
            "item.true",
            "item.1a",
            "item .from",
            "item.From",
            "item.a[0]",
        ] {
            assert!(path(source).is_none(), "{source:?}");
        }
    }

    /// Without the numbers of its parts, which say nothing.
    fn bare(tree: IdedExpr) -> String {
        match tree.expr {
            Expr::Ident(name) => name,
            Expr::Select(select) => format!("{} {} {}", bare(*select.operand), select.field, select.test),
            other => panic!("{other:?}"),
        }
    }
}
