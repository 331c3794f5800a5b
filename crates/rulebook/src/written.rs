//! An edition's rules as they are written: read and parsed, not yet proved against one another.

use jsonschema::Validator;
use serde_json::Value;

use crate::checks::{ChecksFile, RawArgument};
use crate::expression::Environment;
use crate::facts::FactsFile;
use crate::files::Files;
use crate::kinds::KindsFile;
use crate::landmarks::Landmarks;
use crate::pages::{PagesFile, RawField};
use crate::policy::PolicyFile;
use crate::shape::Record;
use crate::vocabulary::MAX_CHECKS;
use crate::{Refusal, kinds, landmarks, schema};

/// The files that need no list to be read.
pub(crate) struct Written {
    pub(crate) schema: Value,
    pub(crate) landmarks: Landmarks,
    pub(crate) shape: Record,
    pub(crate) validator: Validator,
    pub(crate) pages: PagesFile,
    pub(crate) kinds: KindsFile,
    pub(crate) checks: ChecksFile,
    pub(crate) facts: FactsFile,
    pub(crate) policy: PolicyFile,
    /// With the trees of all expressions.
    pub(crate) environment: Environment,
}

impl Written {
    /// Reads them; the schema's own rules are proved here, and expressions parsed as far as they are within the limits.
    pub(crate) fn read(files: &Files) -> Result<Self, Refusal> {
        let schema: Value = files.parse(schema::FILE)?;
        let landmarks = Landmarks::read(files.parse(landmarks::FILE)?)?;
        let shape = schema::shape(&schema, &landmarks)?;
        let validator = schema::validator(&schema)?;
        let pages: PagesFile = files.parse("pages.json")?;
        let kinds =
            if files.0.contains_key(kinds::FILE) { files.parse(kinds::FILE)? } else { KindsFile::default() };
        let checks: ChecksFile = files.parse("checks.json")?;
        let facts: FactsFile = files.parse("facts.json")?;
        let policy: PolicyFile = files.parse("code-policy.json")?;
        let mut environment = Environment::new()?;
        let mut sources = Vec::new();
        let sections = pages.pages.iter().flat_map(|page| &page.sections);
        conditions(sections.flat_map(|section| &section.fields), &mut sources);
        for check in checks.checks.iter().take(MAX_CHECKS as usize) {
            sources.push(check.problem.as_str());
            sources.extend(check.arguments.values().map(|argument| match argument {
                RawArgument::Plain(is) => is.as_str(),
                RawArgument::Listed(listed) => listed.is.as_str(),
            }));
        }
        sources.extend(facts.facts.iter().map(|fact| fact.is.as_str()));
        sources.extend(policy.rules.iter().map(|rule| rule.when.as_str()));
        sources.truncate(MOST);
        environment.prepare(sources.into_iter());
        Ok(Self { schema, landmarks, shape, validator, pages, kinds, checks, facts, policy, environment })
    }
}

/// Most expressions that are parsed ahead of their proof: more than an edition within the limits has.
const MOST: usize = 1_000;

fn conditions<'a>(fields: impl Iterator<Item = &'a RawField>, sources: &mut Vec<&'a str>) {
    for field in fields {
        sources.extend(field.visible.as_deref());
        sources.extend(field.required.source());
        conditions(field.fields.iter(), sources);
    }
}
