//! Fields against the schema, the lists and the vocabulary.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::unique;
use crate::Refusal;
use crate::control::Control;
use crate::expression::{Answered, Path, Step};
use crate::fields::{FieldId, Moment, TextVersion};
use crate::head::Head;
use crate::landmarks::Landmarks;
use crate::lists::{AIRPORTS, COUNTRIES, DIVISIONS, List, PORTS};
use crate::pages::{Page, RawField, RawPage, RawRequired, Section};
use crate::shape::{Kind, Member, Record};
use crate::vocabulary::{FACT_ROOTS, MAX_FIELDS, PURPOSES, READERS};

pub(crate) const FILE: &str = "pages.json";

/// A field with everything proved but its expressions.
pub(crate) struct Plan {
    pub(crate) id: FieldId,
    pub(crate) at: String,
    pub(crate) raw: RawField,
    pub(crate) path: Path,
    pub(crate) list: Option<Arc<str>>,
    pub(crate) within: Option<Path>,
    pub(crate) calls_from: Option<Arc<str>>,
    pub(crate) text_version: Option<TextVersion>,
    pub(crate) max_length: Option<u32>,
    pub(crate) max_items: Option<u32>,
    pub(crate) group: Option<FieldId>,
    pub(crate) inner: Vec<FieldId>,
}

/// Proves all fields and numbers them in the order of the form.
pub(crate) fn fields(
    written: Vec<RawPage>,
    head: &Head,
    lists: &BTreeMap<String, Arc<List>>,
    shape: &mut Record,
) -> Result<(Vec<Page>, Vec<Plan>), Refusal> {
    let every = written.iter().flat_map(|page| &page.sections).flat_map(|section| &section.fields);
    if count(every) > MAX_FIELDS {
        return Err(Refusal::new("over-cap", FILE, "/pages").with("limit", MAX_FIELDS));
    }
    let pages = written.iter().enumerate();
    unique(FILE, pages.clone().map(|(p, page)| (format!("/pages/{p}/id"), page.id.as_str())))?;
    let sections = pages.flat_map(|(p, page)| {
        let sections = page.sections.iter().enumerate();
        sections.map(move |(s, section)| (format!("/pages/{p}/sections/{s}/id"), section.id.as_str()))
    });
    unique(FILE, sections)?;
    let mut prove = Prove { head, lists, shape, plans: Vec::new(), pointers: HashSet::new() };
    let mut pages = Vec::new();
    for (p, page) in written.into_iter().enumerate() {
        let mut sections = Vec::new();
        for (s, section) in page.sections.into_iter().enumerate() {
            let mut fields = Vec::new();
            for (f, field) in section.fields.into_iter().enumerate() {
                fields.push(prove.field(field, format!("/pages/{p}/sections/{s}/fields/{f}"), None)?);
            }
            sections.push(Section { id: section.id, fields, offers_earlier: section.offers_earlier });
        }
        pages.push(Page { id: page.id, sections });
    }
    let mut plans = prove.plans;
    plans.sort_by_key(|plan| plan.id);
    Ok((pages, plans))
}

/// How many fields there are, those of items included.
fn count<'a>(fields: impl Iterator<Item = &'a RawField>) -> usize {
    fields.map(|field| 1 + count(field.fields.iter())).sum()
}

/// The answers that no complete declaration lacks: required without a condition, and never hidden. Those of an item are
/// there in every item, whether the group itself is asked or not.
pub(crate) fn answered(plans: &[Plan], pages: &[Page], of_intention: Option<&str>) -> Answered {
    let apart: HashSet<FieldId> = pages
        .iter()
        .filter(|page| Some(page.id.as_str()) == of_intention)
        .flat_map(|page| page.sections.iter().flat_map(|section| section.fields.iter().copied()))
        .collect();
    let always = plans.iter().filter(|plan| {
        let required = matches!(plan.raw.required, RawRequired::Fixed(true));
        let required = required && plan.raw.visible.is_none() && plan.raw.asked == Moment::AtOnce;
        required && !apart.contains(&plan.id)
    });
    Answered(always.map(|plan| plan.path.steps.clone()).collect())
}

/// Every landmark stands where it is asked.
pub(crate) fn landmarks(landmarks: &Landmarks, plans: &[Plan]) -> Result<(), Refusal> {
    let asked: HashMap<&str, Control> =
        plans.iter().map(|plan| (plan.raw.pointer.as_str(), plan.raw.control)).collect();
    landmarks.fit(|pointer| asked.get(pointer).copied())
}

struct Prove<'a> {
    head: &'a Head,
    lists: &'a BTreeMap<String, Arc<List>>,
    shape: &'a mut Record,
    plans: Vec<Plan>,
    pointers: HashSet<String>,
}

impl Prove<'_> {
    fn field(
        &mut self,
        mut raw: RawField,
        at: String,
        group: Option<(FieldId, &Path)>,
    ) -> Result<FieldId, Refusal> {
        let refuse = |code, member: &str| {
            Refusal::new(code, FILE, format!("{at}{member}")).with("field", &raw.pointer)
        };
        if !self.pointers.insert(raw.pointer.clone()) {
            return Err(refuse("field-twice", "/pointer"));
        }
        let Some((steps, member)) = self.shape.resolve(&raw.pointer) else {
            return Err(refuse("field-not-in-schema", "/pointer"));
        };
        let in_place = match group {
            None => !raw.pointer.contains('*'),
            Some((_, group)) => steps.len() > group.steps.len() + 1 && steps.starts_with(&group.steps),
        };
        if !in_place || raw.pointer.ends_with('*') || member.derived.is_some() {
            return Err(refuse("field-place", "/pointer"));
        }
        if !suits(raw.control, member) {
            return Err(refuse("control-kind", "/control").with("control", raw.control.name()));
        }
        let listed: HashSet<&String> = raw.options.iter().collect();
        let chosen = matches!(raw.control, Control::Choice | Control::Choices);
        let same = listed.len() == raw.options.len() && listed == member.options.iter().collect();
        let fits = if chosen { same && !raw.options.is_empty() } else { raw.options.is_empty() };
        if !fits {
            return Err(refuse("options-differ", "/options"));
        }
        let exclusive_known = raw.exclusive.as_ref().is_none_or(|value| listed.contains(value));
        if !exclusive_known || (raw.exclusive.is_some() && raw.control != Control::Choices) {
            return Err(refuse("exclusive-unknown", "/exclusive"));
        }
        if let Some(unknown) = raw.readers.iter().find(|reader| !READERS.contains(&reader.as_str())) {
            return Err(refuse("unknown-reader", "/readers").with("reader", unknown));
        }
        if !PURPOSES.iter().any(|(purpose, _)| *purpose == raw.purpose) {
            return Err(refuse("unknown-purpose", "/purpose").with("purpose", &raw.purpose));
        }
        if raw.retention_days == 0 || raw.retention_days > self.head.caps.retention_days {
            return Err(refuse("over-cap", "/retention_days").with("limit", self.head.caps.retention_days));
        }
        if let Some(own) = &raw.source {
            super::source(self.head, FILE, format!("{at}/source"), own)?;
        }
        let follows = |notice: &str| raw.source.as_ref().is_none_or(|own| own == notice);
        if let Some((notice, limit)) = super::strictest(self.head, follows, |caps| caps.retention_days)
            && raw.retention_days > limit
        {
            let refusal = refuse("over-source-cap", "/retention_days");
            return Err(refusal.with("limit", limit).with("source", notice));
        }
        if raw.asked == Moment::AfterLanding && (group.is_some() || !may_wait(&raw)) {
            return Err(refuse("asked-too-late", "/asked"));
        }
        let list = self.list(&raw).map_err(|(code, name)| match code {
            "level-unknown" => refuse(code, "/level").with("level", name),
            _ => refuse(code, "/list").with("list", name),
        })?;
        let within = match &raw.within {
            None => None,
            Some(pointer) => match self.shape.resolve(pointer) {
                Some((steps, member))
                    if group.is_none() && !pointer.contains('*') && matches!(member.kind, Kind::Text) =>
                {
                    Some(Path::answers(steps))
                }
                _ => return Err(refuse("within-unknown", "/within")),
            },
        };
        let group_bounds = raw.starts_with.unwrap_or(0) <= member.bounds.max_items.unwrap_or(0);
        if (raw.control == Control::Group) == raw.fields.is_empty() || !group_bounds {
            return Err(refuse("group-fields", "/fields"));
        }
        if raw
            .starts_as
            .as_ref()
            .is_some_and(|value| raw.control != Control::Choice || !listed.contains(value))
        {
            return Err(refuse("options-differ", "/starts_as"));
        }
        let said = (raw.text_version.take(), raw.text_fingerprint.take(), raw.version_at.take());
        let text_version = match said {
            (None, None, None) => None,
            (Some(words), Some(fingerprint), Some(at)) if raw.control == Control::Consent => {
                if !self.keeps_a_version(&at, &steps, &words) {
                    return Err(refuse("text-version", "/version_at").with("property", at));
                }
                Some(TextVersion { words, fingerprint, at: at.into() })
            }
            _ => return Err(refuse("text-version", "/text_version")),
        };
        let calls_from = match &raw.calls_from {
            None => None,
            Some(code) => match self.letters(code).filter(|_| raw.control == Control::Phone) {
                Some(letters) => Some(letters),
                None => return Err(refuse("calls-from", "/calls_from").with("country", code)),
            },
        };
        let (max_length, max_items) = (member.bounds.max_length, member.bounds.max_items);
        let path = Path::answers(steps);
        let id = FieldId(self.pointers.len() - 1);
        if let Some(member) = self.shape.at_mut(&path.steps) {
            member.field = Some(id);
        }
        let mut inner = Vec::new();
        for (index, field) in std::mem::take(&mut raw.fields).into_iter().enumerate() {
            inner.push(self.field(field, format!("{at}/fields/{index}"), Some((id, &path)))?);
        }
        let group = group.map(|(group, _)| group);
        self.plans.push(Plan {
            id,
            at,
            raw,
            path,
            list,
            within,
            calls_from,
            text_version,
            max_length,
            max_items,
            group,
            inner,
        });
        Ok(id)
    }

    /// Whether a property can hold the version of the words that the consent at these steps agrees to: a text beside it,
    /// long enough, and no other consent's.
    fn keeps_a_version(&self, property: &str, consent: &[Step], words: &str) -> bool {
        let Some((steps, member)) = self.shape.resolve(property) else { return false };
        let beside =
            steps.split_last().map(|(_, above)| above) == consent.split_last().map(|(_, above)| above);
        let long = member.bounds.max_length.is_none_or(|most| words.chars().count() <= most as usize);
        let taken = self.plans.iter().filter_map(|plan| plan.text_version.as_ref());
        let own = !taken.into_iter().any(|other| &*other.at == property);
        let typed = member.derived.is_none() && matches!(member.kind, Kind::Text);
        typed && beside && long && own && !words.is_empty()
    }

    /// The two letters of a country.
    fn letters(&self, code: &str) -> Option<Arc<str>> {
        self.lists.get(COUNTRIES)?.row(code)?.alpha2.as_deref().map(Arc::from)
    }

    fn list(&self, raw: &RawField) -> Result<Option<Arc<str>>, (&'static str, String)> {
        let own = match raw.control {
            Control::Country => COUNTRIES,
            Control::Airport => AIRPORTS,
            Control::County => DIVISIONS,
            Control::Port => PORTS,
            _ => match &raw.list {
                Some(name) => return Err(("list-unused", name.clone())),
                None => return Ok(None),
            },
        };
        let name = raw.list.as_deref().unwrap_or(own);
        let Some(list) = self.lists.get(name) else { return Err(("list-unknown", name.to_owned())) };
        let has_level = |level: &String| list.rows().iter().any(|row| row.level.as_ref() == Some(level));
        if let Some(level) = raw.level.iter().chain(&raw.also).find(|level| !has_level(level)) {
            return Err(("level-unknown", level.clone()));
        }
        Ok(Some(name.into()))
    }
}

/// Whether an answer is of no use to anybody before the landing: it colours no code, blocks no boarding, and is no consent.
fn may_wait(raw: &RawField) -> bool {
    let root = raw.pointer.split('/').nth(1).unwrap_or_default();
    let used_before = raw.decides || FACT_ROOTS.contains(&root);
    !used_before && !matches!(raw.control, Control::Group | Control::Consent)
}

/// Whether a control can hold what the schema declares.
fn suits(control: Control, member: &Member) -> bool {
    match control {
        Control::Date => matches!(member.kind, Kind::Date),
        Control::Time => matches!(member.kind, Kind::Time),
        Control::Number => matches!(member.kind, Kind::Integer | Kind::Number),
        Control::YesNo | Control::Consent => matches!(member.kind, Kind::YesNo),
        Control::Choices => matches!(member.kind, Kind::Texts),
        Control::Group => matches!(member.kind, Kind::Records(_)),
        _ => matches!(member.kind, Kind::Text),
    }
}

impl RawRequired {
    pub(crate) fn source(&self) -> Option<&str> {
        match self {
            Self::Fixed(_) => None,
            Self::When(source) => Some(source),
        }
    }
}
