//! What an edition's expressions can cost at worst, rule by rule, for the officer who signs it.

use std::collections::BTreeSet;

use crate::Edition;
use crate::expression::{Expression, Need, Path, Root};
use crate::fields::Required;

/// The cost of one expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// File and rule, such as `checks leg-gap` or `pages /about/han_name required`.
    pub rule: String,
    /// Units of one evaluation; see [`Expression::cost`].
    pub cost: u64,
    /// Evaluations for one declaration, at most.
    pub times: u32,
    /// What it reads: pointers from the root of the answers, `/journey/…`, `facts.…`.
    pub reads: Vec<String>,
}

impl Edition {
    /// The cost of every expression, in the order of the files.
    pub fn costs(&self) -> Vec<Cost> {
        let mut costs = Vec::new();
        let mut add = |rule: String, expression: &Expression, group: Option<&Path>| {
            costs.push(self.cost_of(rule, expression, group));
        };
        for field in self.fields() {
            let group = field.group.map(|group| &self.field(group).path);
            if let Some(visible) = &field.visible {
                add(format!("pages {} visible", field.pointer), visible, group);
            }
            if let Required::When(required) = &field.required {
                add(format!("pages {} required", field.pointer), required, group);
            }
        }
        for check in &self.checks {
            add(format!("checks {}", check.id), &check.problem, check.each.as_ref());
            for argument in &check.arguments {
                add(format!("checks {} {{{}}}", check.id, argument.name), &argument.is, check.each.as_ref());
            }
        }
        for fact in &self.facts {
            add(format!("facts {}", fact.name), &fact.is, None);
        }
        for rule in &self.policy {
            add(format!("policy {}", rule.id), &rule.when, None);
        }
        costs
    }

    fn cost_of(&self, rule: String, expression: &Expression, group: Option<&Path>) -> Cost {
        let list = group.and_then(|group| self.shape.at(&group.steps));
        let times = list.and_then(|list| list.bounds.max_items).unwrap_or(1);
        let read = |path: &Path| match path.absolute(group) {
            Some(path) => path.pointer(&self.shape),
            None => self.beside(path),
        };
        let reads = expression.reads.iter().filter(|read| read.need == Need::Value);
        let mut reads: BTreeSet<String> = reads.map(|it| read(&it.path)).collect();
        reads.extend(self.facts.iter().map(|fact| format!("facts.{}", fact.name)).filter(|name| {
            expression.source.match_indices(name.as_str()).any(|(at, name)| {
                let next = expression.source[at + name.len()..].chars().next();
                !next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '_')
            })
        }));
        Cost { rule, cost: expression.cost, times, reads: reads.into_iter().collect() }
    }

    fn beside(&self, path: &Path) -> String {
        match path.root {
            Root::Journey => format!("/journey{}", path.pointer(&self.journey)),
            Root::Officer => format!("/officer{}", path.pointer(&self.officer)),
            _ => String::new(),
        }
    }
}
