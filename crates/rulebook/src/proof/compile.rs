//! Compiling the expressions of fields, checks, facts and policy.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::fields::{self, Plan};
use super::places::Placed;
use super::{derived, source, unique};
use crate::Refusal;
use crate::checks::{Check, CheckArgument, ChecksFile, RawArgument, RawCheck};
use crate::expression::{
    Answered, Compiled, Environment, Fault, Nulls, Path, Scope, Step, Use, Wanted, compile,
};
use crate::fields::{Field, Required};
use crate::head::Head;
use crate::landmarks::Landmarks;
use crate::lists::List;
use crate::pages::RawRequired;
use crate::shape::{Kind, Record};
use crate::vocabulary::{MAX_ARGUMENTS, MAX_EDITION_COST, MAX_EXPRESSION_COST, MAX_LIST_ITEMS};
use crate::who::{RawSpeaksOf, SpeaksOf, Who};

/// What compiling looks at.
pub(crate) struct Compile<'a> {
    pub(crate) head: &'a Head,
    pub(crate) shape: &'a Record,
    pub(crate) journey: &'a Record,
    pub(crate) officer: &'a Record,
    pub(crate) constants: &'a Record,
    pub(crate) fact_names: Record,
    pub(crate) landmarks: &'a Landmarks,
    /// What the facts compiled so far say of places.
    pub(crate) placed: Vec<Placed>,
    pub(crate) lists: &'a BTreeMap<String, Arc<List>>,
    pub(crate) environment: Environment,
    /// What no complete declaration lacks.
    pub(crate) answered: Answered,
    /// Work of all expressions compiled so far, at worst.
    pub(crate) cost: u64,
}

/// One expression to compile.
pub(super) struct Text<'a> {
    pub(super) source: &'a str,
    pub(super) purpose: Use,
    pub(super) wanted: Wanted<'a>,
    pub(super) group: Option<&'a Path>,
    pub(super) nulls: Nulls<'a>,
    /// How often it runs for one declaration, at most.
    pub(super) times: u32,
    pub(super) file: &'a str,
    pub(super) pointer: String,
}

impl Compile<'_> {
    pub(super) fn expression(
        &mut self,
        text: Text<'_>,
        used: &mut BTreeSet<String>,
    ) -> Result<Compiled, Refusal> {
        let caps = &self.head.caps;
        let scope = Scope {
            answers: self.shape,
            journey: self.journey,
            officer: self.officer,
            edition: self.constants,
            facts: &self.fact_names,
            group: text.group,
            neighbours: text.purpose == Use::Check,
            purpose: text.purpose,
            nulls: text.nulls,
            max_chars: caps.expression_chars as usize,
            max_cost: caps.expression_cost.unwrap_or(MAX_EXPRESSION_COST),
        };
        let refuse = |fault: Fault| {
            let refusal = Refusal::new(fault.code, text.file, &text.pointer);
            fault.details.into_iter().fold(refusal, |refusal, (name, detail)| refusal.with(name, detail))
        };
        let mut compiled =
            compile(&scope, &mut self.environment, text.source, text.wanted).map_err(refuse)?;
        let nothing = BTreeSet::new();
        let named = if let Nulls::Named(named) = text.nulls { named } else { &nothing };
        let (reads, lifted) = derived::reads(&scope, &compiled.found, named);
        compiled.expression.reads = reads;
        used.extend(lifted);
        let cost = compiled.expression.cost.saturating_mul(u64::from(text.times));
        self.cost = self.cost.saturating_add(cost);
        let limit = caps.edition_cost.unwrap_or(MAX_EDITION_COST);
        if self.cost > limit {
            let refusal = Refusal::new("edition-cost", text.file, &text.pointer);
            return Err(refusal.with("cost", self.cost).with("limit", limit));
        }
        Ok(compiled)
    }

    /// How often an expression about the items of a list runs.
    fn times(&self, list: Option<&Path>) -> u32 {
        let member = list.and_then(|list| self.shape.at(&list.steps));
        member.map_or(1, |list| list.bounds.max_items.unwrap_or(MAX_LIST_ITEMS))
    }

    /// The fields with their own expressions, and the place of each in the file.
    pub(crate) fn fields(&mut self, plans: Vec<Plan>) -> Result<(Vec<Field>, Vec<String>), Refusal> {
        let groups: BTreeMap<_, _> = plans.iter().map(|plan| (plan.id, plan.path.clone())).collect();
        let mut fields = Vec::with_capacity(plans.len());
        let mut places = Vec::with_capacity(plans.len());
        for plan in plans {
            let group = plan.group.and_then(|group| groups.get(&group));
            let refuse = |code| {
                Refusal::new(code, fields::FILE, format!("{}/may_be_missing", plan.at))
                    .with("field", &plan.raw.pointer)
            };
            let missing: BTreeSet<String> = plan.raw.may_be_missing.iter().cloned().collect();
            // Else an answer that goes away could bring up a question that must be answered.
            if !missing.is_empty() && !matches!(plan.raw.required, RawRequired::Fixed(false)) {
                return Err(refuse("missing-demanded"));
            }
            let mut read = BTreeSet::new();
            let mut compile = |source: &str, member: &str| {
                let pointer = format!("{}/{member}", plan.at);
                let text = Text {
                    source,
                    purpose: Use::Question,
                    wanted: Wanted::Truth,
                    group,
                    nulls: Nulls::Named(&missing),
                    times: self.times(group),
                    file: fields::FILE,
                    pointer,
                };
                self.expression(text, &mut read).map(|compiled| compiled.expression)
            };
            let visible = plan.raw.visible.as_deref().map(|source| compile(source, "visible")).transpose()?;
            let required = match (&plan.raw.required, plan.raw.required.source()) {
                (_, Some(source)) => Required::When(compile(source, "required")?),
                (RawRequired::Fixed(true), None) => Required::Always,
                _ => Required::Never,
            };
            if let Some(unread) = missing.difference(&read).next() {
                return Err(refuse("missing-unread").with("pointer", unread));
            }
            places.push(plan.at);
            fields.push(Field {
                id: plan.id,
                pointer: plan.raw.pointer.into(),
                path: plan.path,
                control: plan.raw.control,
                moment: plan.raw.asked,
                visible,
                required,
                options: plan.raw.options.into(),
                list: plan.list,
                level: plan.raw.level,
                also: plan.raw.also,
                within: plan.within,
                calls_from: plan.calls_from,
                exclusive: plan.raw.exclusive.map(Arc::from),
                decides: plan.raw.decides,
                text_version: plan.text_version,
                starts_as: plan.raw.starts_as.map(Arc::from),
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
        Ok((fields, places))
    }

    /// When the questions speak of somebody else.
    pub(crate) fn speaks_of(&mut self, raw: RawSpeaksOf) -> Result<SpeaksOf, Refusal> {
        let nothing = BTreeSet::new();
        let written = [(Who::Child, "child", raw.child), (Who::Person, "person", raw.person)];
        let written = written.into_iter().filter_map(|(who, name, source)| Some((who, name, source?)));
        let mut speaks_of = SpeaksOf::new();
        for (who, name, source) in written {
            let text = Text {
                source: &source,
                purpose: Use::Question,
                wanted: Wanted::Truth,
                group: None,
                nulls: Nulls::Named(&nothing),
                times: 1,
                file: fields::FILE,
                pointer: format!("/speaks_of/{name}"),
            };
            speaks_of.push((who, self.expression(text, &mut BTreeSet::new())?.expression));
        }
        Ok(speaks_of)
    }

    /// The checks.
    pub(crate) fn checks(&mut self, file: ChecksFile) -> Result<Vec<Check>, Refusal> {
        const FILE: &str = "checks.json";
        if file.checks.len() > self.head.caps.checks as usize {
            return Err(Refusal::new("over-cap", FILE, "/checks").with("limit", self.head.caps.checks));
        }
        let ids = file.checks.iter().enumerate();
        unique(FILE, ids.map(|(index, check)| (format!("/checks/{index}/id"), check.id.as_str())))?;
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
        let times = self.times(each.as_ref());
        let text = |source, wanted, pointer| Text {
            source,
            purpose: Use::Check,
            wanted,
            group: each.as_ref(),
            nulls: Nulls::Named(&may_be_missing),
            times,
            file: FILE,
            pointer,
        };
        let problem = text(&raw.problem, Wanted::Truth, format!("{at}/problem"));
        let problem = self.expression(problem, &mut used)?.expression;
        if raw.arguments.len() > MAX_ARGUMENTS {
            return Err(refuse("over-cap", "arguments").with("limit", MAX_ARGUMENTS));
        }
        let mut arguments = Vec::new();
        for (name, argument) in &raw.arguments {
            let (is, list) = match argument {
                RawArgument::Plain(is) => (is, None),
                RawArgument::Listed(listed) => (&listed.is, Some(listed.list.clone())),
            };
            if let Some(list) = list.as_ref().filter(|list| !self.lists.contains_key(*list)) {
                return Err(refuse("list-unknown", "arguments").with("list", list));
            }
            let wanted = if list.is_some() { Wanted::Code } else { Wanted::Argument };
            let is =
                self.expression(text(is, wanted, format!("{at}/arguments/{name}")), &mut used)?.expression;
            arguments.push(CheckArgument { name: name.clone(), is, list });
        }
        if let Some(unread) = may_be_missing.difference(&used).next() {
            return Err(refuse("missing-unread", "may_be_missing").with("pointer", unread));
        }
        Ok(Check { id: raw.id, each, problem, at: places, level: raw.level, arguments, source: raw.source })
    }
}
