//! Compiling the expressions of fields, checks, facts and policy.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::fields::{self, Plan};
use super::{derived, source, unique};
use crate::Refusal;
use crate::checks::{Check, CheckArgument, ChecksFile, RawArgument, RawCheck};
use crate::expression::{Environment, Expression, Path, Scope, Step, Use};
use crate::facts::{Fact, FactsFile};
use crate::fields::{Field, Required};
use crate::head::Head;
use crate::lists::List;
use crate::pages::RawRequired;
use crate::policy::{PolicyFile, PolicyRule};
use crate::shape::{Kind, Record};

/// What compiling looks at.
pub(crate) struct Compile<'a> {
    pub(crate) head: &'a Head,
    pub(crate) shape: &'a Record,
    pub(crate) journey: &'a Record,
    pub(crate) constants: &'a Record,
    pub(crate) fact_names: &'a Record,
    pub(crate) lists: &'a BTreeMap<String, List>,
    pub(crate) environment: Environment,
}

/// One expression to compile.
struct Text<'a> {
    source: &'a str,
    purpose: Use,
    group: Option<&'a Path>,
    may_be_missing: &'a BTreeSet<String>,
    file: &'a str,
    pointer: String,
}

impl Compile<'_> {
    fn expression(&mut self, text: Text<'_>, used: &mut BTreeSet<String>) -> Result<Expression, Refusal> {
        let scope = Scope {
            answers: self.shape,
            journey: self.journey,
            edition: self.constants,
            facts: self.fact_names,
            group: text.group,
            neighbours: text.purpose == Use::Check,
            purpose: text.purpose,
            max_chars: self.head.caps.expression_chars as usize,
        };
        let (mut expression, found) = scope
            .compile(&mut self.environment, text.source)
            .map_err(|(code, detail)| Refusal::new(code, text.file, &text.pointer).with("detail", detail))?;
        let (reads, lifted) = derived::reads(&scope, &found, text.may_be_missing);
        expression.reads = reads;
        used.extend(lifted);
        Ok(expression)
    }

    /// The fields' own expressions.
    pub(crate) fn fields(&mut self, plans: Vec<Plan>) -> Result<Vec<Field>, Refusal> {
        let groups: BTreeMap<_, _> = plans.iter().map(|plan| (plan.id, plan.path.clone())).collect();
        let nothing = BTreeSet::new();
        let mut fields = Vec::with_capacity(plans.len());
        for plan in plans {
            let group = plan.group.and_then(|group| groups.get(&group));
            let mut compile = |source: &str, member: &str| {
                let pointer = format!("{}/{member}", plan.at);
                let text = Text {
                    source,
                    purpose: Use::Question,
                    group,
                    may_be_missing: &nothing,
                    file: fields::FILE,
                    pointer,
                };
                self.expression(text, &mut BTreeSet::new())
            };
            let visible = plan.raw.visible.as_deref().map(|source| compile(source, "visible")).transpose()?;
            let required = match (&plan.raw.required, plan.raw.required.source()) {
                (_, Some(source)) => Required::When(compile(source, "required")?),
                (RawRequired::Fixed(true), None) => Required::Always,
                _ => Required::Never,
            };
            fields.push(Field {
                id: plan.id,
                pointer: plan.raw.pointer.into(),
                path: plan.path,
                control: plan.raw.control,
                visible,
                required,
                options: plan.raw.options.into(),
                list: plan.list,
                level: plan.raw.level,
                within: plan.within,
                exclusive: plan.raw.exclusive.map(Arc::from),
                decides: plan.raw.decides,
                text_version: plan.raw.text_version,
                starts_with: plan.raw.starts_with.unwrap_or(0),
                max_length: plan.max_length,
                max_items: plan.max_items,
                purpose: plan.raw.purpose.into(),
                readers: plan.raw.readers.into(),
                retention_days: plan.raw.retention_days,
                group: plan.group,
                fields: plan.inner,
            });
        }
        Ok(fields)
    }

    /// The checks.
    pub(crate) fn checks(&mut self, file: ChecksFile) -> Result<Vec<Check>, Refusal> {
        const FILE: &str = "checks.json";
        if file.checks.len() > self.head.caps.checks as usize {
            return Err(Refusal::new("over-cap", FILE, "/checks").with("limit", self.head.caps.checks));
        }
        unique(FILE, "/checks", file.checks.iter().map(|check| check.id.as_str()))?;
        file.checks
            .into_iter()
            .enumerate()
            .map(|(index, raw)| self.check(raw, &format!("/checks/{index}")))
            .collect()
    }

    fn check(&mut self, raw: RawCheck, at: &str) -> Result<Check, Refusal> {
        const FILE: &str = "checks.json";
        let refuse =
            |code, member: &str| Refusal::new(code, FILE, format!("{at}/{member}")).with("check", &raw.id);
        let each = match &raw.each {
            None => None,
            Some(pointer) => match self.shape.resolve(pointer) {
                Some((steps, member))
                    if matches!(member.kind, Kind::Records(_)) && !pointer.contains('*') =>
                {
                    Some(Path::answers(steps))
                }
                _ => return Err(refuse("each-unknown", "each")),
            },
        };
        let mut places = Vec::new();
        for pointer in &raw.at {
            let Some((steps, member)) = self.shape.resolve(pointer) else {
                return Err(refuse("at-unknown", "at"));
            };
            let starred = steps.iter().any(|step| !matches!(step, Step::Member(_)));
            let of_item = each.as_ref().is_some_and(|each| steps.starts_with(&each.steps));
            if member.field.is_none() || (starred && !of_item) || pointer.ends_with('*') {
                return Err(refuse("at-unknown", "at"));
            }
            places.push(Path::answers(steps));
        }
        if places.is_empty() {
            return Err(refuse("at-unknown", "at"));
        }
        source(self.head, FILE, format!("{at}/source"), &raw.source)?;
        let may_be_missing: BTreeSet<String> = raw.may_be_missing.iter().cloned().collect();
        let mut used = BTreeSet::new();
        let text = |source, pointer| Text {
            source,
            purpose: Use::Check,
            group: each.as_ref(),
            may_be_missing: &may_be_missing,
            file: FILE,
            pointer,
        };
        let problem = self.expression(text(&raw.problem, format!("{at}/problem")), &mut used)?;
        let mut arguments = Vec::new();
        for (name, argument) in &raw.arguments {
            let (is, list) = match argument {
                RawArgument::Plain(is) => (is, None),
                RawArgument::Listed(listed) => (&listed.is, Some(listed.list.clone())),
            };
            if let Some(list) = list.as_ref().filter(|list| !self.lists.contains_key(*list)) {
                return Err(refuse("list-unknown", "arguments").with("list", list));
            }
            let is = self.expression(text(is, format!("{at}/arguments/{name}")), &mut used)?;
            arguments.push(CheckArgument { name: name.clone(), is, list });
        }
        if let Some(unread) = may_be_missing.difference(&used).next() {
            return Err(refuse("missing-unread", "may_be_missing").with("pointer", unread));
        }
        Ok(Check { id: raw.id, each, problem, at: places, level: raw.level, arguments, source: raw.source })
    }

    /// The facts.
    pub(crate) fn facts(&mut self, file: FactsFile) -> Result<Vec<Fact>, Refusal> {
        let mut facts = Vec::new();
        for (index, raw) in file.facts.into_iter().enumerate() {
            let text = Text {
                source: &raw.is,
                purpose: Use::Fact,
                group: None,
                may_be_missing: &BTreeSet::new(),
                file: "facts.json",
                pointer: format!("/facts/{index}/is"),
            };
            let is = self.expression(text, &mut BTreeSet::new())?;
            facts.push(Fact { name: raw.name, kind: raw.kind, is });
        }
        Ok(facts)
    }

    /// The code policy.
    pub(crate) fn policy(&mut self, file: PolicyFile) -> Result<Vec<PolicyRule>, Refusal> {
        const FILE: &str = "code-policy.json";
        unique(FILE, "/rules", file.rules.iter().map(|rule| rule.id.as_str()))?;
        match file.rules.last() {
            Some(last) if last.when.trim() == "true" => {}
            _ => return Err(Refusal::new("policy-open", FILE, "/rules")),
        }
        let mut rules = Vec::new();
        for (index, raw) in file.rules.into_iter().enumerate() {
            let at = format!("/rules/{index}");
            if raw.valid_hours == 0 || raw.valid_hours > self.head.caps.valid_hours {
                let limit = self.head.caps.valid_hours;
                return Err(Refusal::new("over-cap", FILE, format!("{at}/valid_hours")).with("limit", limit));
            }
            for (member, text) in [("reason", &raw.reason), ("correction", &raw.correction)] {
                if text.trim().is_empty() {
                    return Err(Refusal::new("policy-reasonless", FILE, format!("{at}/{member}")));
                }
            }
            source(self.head, FILE, format!("{at}/source"), &raw.source)?;
            let text = Text {
                source: &raw.when,
                purpose: Use::Policy,
                group: None,
                may_be_missing: &BTreeSet::new(),
                file: FILE,
                pointer: format!("{at}/when"),
            };
            let when = self.expression(text, &mut BTreeSet::new())?;
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
