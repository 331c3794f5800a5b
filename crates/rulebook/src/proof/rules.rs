//! Compiling facts and the code policy.

use std::collections::BTreeSet;

use super::compile::{Compile, Text};
use super::places::Places;
use super::{dated_source, is_dated, unique};
use crate::Refusal;
use crate::expression::{Nulls, Path, Root, Step, Use, Wanted};
use crate::facts::{Fact, FactsFile};
use crate::policy::{PolicyFile, PolicyRule};
use crate::vocabulary::{MAX_RULES, STAYS};

impl Compile<'_> {
    /// The facts.
    pub(crate) fn facts(&mut self, file: FactsFile) -> Result<Vec<Fact>, Refusal> {
        const FILE: &str = "facts.json";
        let places = Places::of(self.shape, self.journey, &self.fact_names, self.landmarks);
        let stays = self.shape.position(STAYS);
        let stays = stays.map(|at| Path::answers(vec![Step::Member(at), Step::Each]));
        let answered = std::mem::take(&mut self.answered);
        let mut facts = Vec::new();
        for (index, raw) in file.facts.into_iter().enumerate() {
            let text = Text {
                source: &raw.is,
                purpose: Use::Fact,
                wanted: Wanted::Fact(raw.kind, stays.as_ref()),
                group: None,
                nulls: Nulls::Unless(&answered),
                times: 1,
                file: FILE,
                pointer: format!("/facts/{index}/is"),
            };
            let is = self.expression(text, &mut BTreeSet::new())?;
            if let Some(member) = self.fact_names.members.get_mut(index) {
                member.bounds.max_items = is.most_items;
            }
            self.placed.push(places.said(&is));
            facts.push(Fact {
                name: raw.name.into(),
                kind: raw.kind,
                is: is.expression,
                may_be_null: is.or_null,
            });
        }
        Ok(facts)
    }

    /// The code policy.
    pub(crate) fn policy(&mut self, file: PolicyFile) -> Result<Vec<PolicyRule>, Refusal> {
        const FILE: &str = "code-policy.json";
        if file.rules.len() > MAX_RULES {
            return Err(Refusal::new("over-cap", FILE, "/rules").with("limit", MAX_RULES));
        }
        let ids = file.rules.iter().enumerate();
        unique(FILE, ids.map(|(index, rule)| (format!("/rules/{index}/id"), rule.id.as_str())))?;
        match file.rules.last() {
            Some(last) if last.when.trim() == "true" => {}
            _ => return Err(Refusal::new("policy-open", FILE, "/rules")),
        }
        let places = Places::of(self.shape, self.journey, &self.fact_names, self.landmarks);
        let mut rules = Vec::new();
        for (index, raw) in file.rules.into_iter().enumerate() {
            let at = format!("/rules/{index}");
            if raw.valid_hours == 0 || raw.valid_hours > self.head.caps.valid_hours {
                let limit = self.head.caps.valid_hours;
                return Err(Refusal::new("over-cap", FILE, format!("{at}/valid_hours")).with("limit", limit));
            }
            let notice = self.head.sources.iter().find(|notice| notice.id == raw.source);
            if let Some(limit) = notice.and_then(|notice| notice.caps.valid_hours)
                && raw.valid_hours > limit
            {
                let refusal = Refusal::new("over-source-cap", FILE, format!("{at}/valid_hours"));
                return Err(refusal.with("limit", limit).with("source", &raw.source));
            }
            for (member, text) in [("reason", &raw.reason), ("correction", &raw.correction)] {
                if text.trim().is_empty() {
                    return Err(Refusal::new("policy-reasonless", FILE, format!("{at}/{member}")));
                }
            }
            dated_source(self.head, FILE, format!("{at}/source"), &raw.source)?;
            let text = Text {
                source: &raw.when,
                purpose: Use::Policy,
                wanted: Wanted::Truth,
                group: None,
                nulls: Nulls::Later,
                times: 1,
                file: FILE,
                pointer: format!("{at}/when"),
            };
            let when = self.expression(text, &mut BTreeSet::new())?;
            let read = when.found.paths.iter().filter(|path| path.root == Root::Facts);
            let read = read.filter_map(|path| match path.steps.first() {
                Some(Step::Member(fact)) => self.placed.get(*fact),
                _ => None,
            });
            let said = places.said(&when);
            if let Some(named) = said.names_with(read).filter(|_| !is_dated(self.head, &raw.source)) {
                let refusal = Refusal::new("undated-source", FILE, format!("{at}/source"));
                return Err(refusal.with("source", &raw.source).with("names", named));
            }
            let when = when.expression;
            rules.push(PolicyRule {
                id: raw.id,
                colour: raw.colour,
                when,
                reason: raw.reason,
                valid_hours: raw.valid_hours,
                correction: raw.correction,
                source: raw.source,
            });
        }
        Ok(rules)
    }
}
