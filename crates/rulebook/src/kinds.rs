//! `kinds.json`: what a traveller may send with this form besides a declaration.
//!
//! - An *intention* is sent before there is a ticket: a few questions, no legs and no code. It has a page of its own, and
//!   asks some questions of the other pages too, so that the declaration that follows knows their answers already.
//! - A *confirmation* says of a declaration that nothing has changed. It carries the whole declaration; the questions that
//!   it names are asked afresh.
//!
//! An edition may leave out either, and then the software does not offer it.

use serde::Deserialize;
use serde_json::Value;

use crate::Refusal;
use crate::control::Control;
use crate::fields::{Field, FieldId, Moment};
use crate::landmarks::{Landmark, Landmarks};
use crate::pages::Page;
use crate::vocabulary::FACT_ROOTS;

/// The file's name.
pub const FILE: &str = "kinds.json";

/// What a form is filled in for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FormKind {
    /// The whole form; a code follows.
    #[default]
    Declaration,
    /// Before there is a ticket.
    Intention,
    /// Nothing has changed.
    Confirmation,
}

/// What an edition asks for each kind.
#[derive(Debug, Clone, Default)]
pub struct Kinds {
    intention: Option<Asked>,
    confirmation: Option<Asked>,
    fresh_for_hours: Option<u32>,
    /// Fields that only an intention asks.
    of_intention: Vec<FieldId>,
    /// Fields that an intention does not ask.
    beyond_intention: Vec<FieldId>,
}

/// The questions of an intention or a confirmation, all on one page.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Message `page-<id>`.
    pub page: String,
    fields: Vec<FieldId>,
    required: Vec<FieldId>,
    /// What stands on its page as it was answered before, to be added to or changed.
    shown: Vec<FieldId>,
    keeps: Vec<Kept>,
}

/// Answers that a confirmation asks and that stay as they were said while their day is one that is looked at: an illness of last week
/// is not over because nobody ticked it again.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Their day: asked itself, or shown; of the items of a list that is shown, any one's.
    pub on: FieldId,
    /// Of the items of a list only those in which this choice has this answer.
    pub only: Option<(FieldId, String)>,
    /// Where this question has this answer, it was so still on the day on which it was declared, and is of that day.
    pub still: Option<Still>,
    /// `on` is a number that is kept from this one on. It was measured on the day on which it was declared.
    pub from: Option<f64>,
    /// The answers, their day among them where that is asked.
    pub fields: Vec<FieldId>,
}

/// What was so still when it was declared.
#[derive(Debug, Clone, PartialEq)]
pub struct Still {
    /// The question that says so.
    pub field: FieldId,
    /// Its answer then.
    pub is: Value,
    /// For so many days from then on that answer stays the right one; none where it may be another at once.
    pub for_days: Option<u32>,
}

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KindsFile {
    #[serde(default)]
    intention: Option<RawAsked>,
    #[serde(default)]
    confirmation: Option<RawAsked>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAsked {
    page: String,
    asks: Vec<String>,
    #[serde(default)]
    requires: Vec<String>,
    #[serde(default)]
    shows: Vec<String>,
    #[serde(default)]
    keeps: Vec<RawKept>,
    #[serde(default)]
    fresh_for_hours: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKept {
    on: String,
    #[serde(default)]
    only: Option<RawOnly>,
    #[serde(default)]
    still: Option<RawStill>,
    #[serde(default)]
    from: Option<f64>,
    fields: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOnly {
    field: String,
    is: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStill {
    field: String,
    is: Value,
    #[serde(default)]
    for_days: Option<u32>,
}

impl KindsFile {
    /// The page that is asked of intentions alone.
    pub(crate) fn own_page(&self) -> Option<&str> {
        self.intention.as_ref().map(|asked| asked.page.as_str())
    }
}

impl Asked {
    /// Whether a field outside groups is among its questions.
    pub fn asks(&self, field: FieldId) -> bool {
        self.fields.binary_search(&field).is_ok()
    }

    /// Whether it must be answered here, though a declaration may leave it out.
    pub fn requires(&self, field: FieldId) -> bool {
        self.required.contains(&field)
    }

    /// Whether a field is on its page: asked, or shown with what was answered before.
    pub fn shows(&self, field: FieldId) -> bool {
        self.asks(field) || self.shown.contains(&field)
    }

    /// What of its questions stays as it was said, with the day that says how long.
    pub fn keeps(&self) -> &[Kept] {
        &self.keeps
    }

    /// Its fields, in the order of the form.
    pub fn fields(&self) -> &[FieldId] {
        &self.fields
    }
}

impl Kinds {
    /// The questions of a kind; none for a declaration, which asks all pages, and for what the edition does not offer.
    pub fn asked(&self, kind: FormKind) -> Option<&Asked> {
        match kind {
            FormKind::Declaration => None,
            FormKind::Intention => self.intention.as_ref(),
            FormKind::Confirmation => self.confirmation.as_ref(),
        }
    }

    /// Whether a form can be filled in for this.
    pub fn offers(&self, kind: FormKind) -> bool {
        kind == FormKind::Declaration || self.asked(kind).is_some()
    }

    /// For how many hours what a confirmation asks counts as just said. Whoever corrects something else later is asked it
    /// afresh, since the code is assigned anew. For ever, where the edition does not say.
    pub fn fresh_for_hours(&self) -> Option<u32> {
        self.fresh_for_hours
    }

    /// Fields outside groups that are not asked when the form is filled in for this.
    pub fn unasked(&self, kind: FormKind) -> &[FieldId] {
        match kind {
            FormKind::Intention => &self.beyond_intention,
            FormKind::Declaration | FormKind::Confirmation => &self.of_intention,
        }
    }

    /// The page that is asked of intentions alone.
    pub fn own_page(&self) -> Option<&str> {
        self.intention.as_ref().map(|asked| asked.page.as_str())
    }

    /// Takes the file in and proves that both kinds can do what they are for.
    pub(crate) fn prove(
        file: KindsFile,
        pages: &[Page],
        fields: &[Field],
        landmarks: &Landmarks,
    ) -> Result<Self, Refusal> {
        let mut kinds = Self::default();
        if let Some(raw) = file.intention {
            kinds.take_intention(raw, pages, fields, landmarks)?;
        }
        if let Some(raw) = file.confirmation {
            let at = "/confirmation";
            if pages.iter().any(|page| page.id == raw.page) {
                return Err(unfit(&format!("{at}/page")).with("page", raw.page));
            }
            kinds.fresh_for_hours = raw.fresh_for_hours;
            let asked = asked(raw, at, fields, |field| !kinds.of_intention.contains(&field.id))?;
            if !asked.fields.iter().any(|id| fields[id.index()].decides) {
                return Err(unfit(&format!("{at}/asks")).with("lacks", "decides"));
            }
            kinds.confirmation = Some(asked);
        }
        Ok(kinds)
    }

    fn take_intention(
        &mut self,
        mut raw: RawAsked,
        pages: &[Page],
        fields: &[Field],
        landmarks: &Landmarks,
    ) -> Result<(), Refusal> {
        let at = "/intention";
        let Some(own) = pages.iter().find(|page| page.id == raw.page) else {
            return Err(unfit(&format!("{at}/page")).with("page", raw.page));
        };
        if raw.fresh_for_hours.is_some() {
            return Err(unfit(&format!("{at}/fresh_for_hours")));
        }
        if !raw.keeps.is_empty() {
            return Err(unfit(&format!("{at}/keeps")));
        }
        let own: Vec<FieldId> = own.sections.iter().flat_map(|section| section.fields.clone()).collect();
        raw.asks.extend(own.iter().map(|id| fields[id.index()].pointer.to_string()));
        // There is no code without a declaration: what colours one is not asked before.
        let before_a_ticket = |field: &Field| !FACT_ROOTS.contains(&root(&field.pointer));
        let asked = asked(raw, at, fields, before_a_ticket)?;
        for (landmark, name) in
            [(Landmark::Surname, "surname"), (Landmark::County, "county"), (Landmark::Phone, "phone")]
        {
            let pointer = landmarks.pointer(landmark);
            if !asked.fields.iter().any(|id| pointer == Some(&*fields[id.index()].pointer)) {
                return Err(unfit(&format!("{at}/asks")).with("lacks", name));
            }
        }
        let outside = fields.iter().filter(|field| field.group.is_none() && !asked.asks(field.id));
        self.beyond_intention = outside.map(|field| field.id).collect();
        self.of_intention = own;
        self.intention = Some(asked);
        Ok(())
    }
}

/// The fields that are named, each once, outside groups, and such as may be asked; one of them is a consent.
fn asked(
    raw: RawAsked,
    at: &str,
    fields: &[Field],
    may_be: impl Fn(&Field) -> bool,
) -> Result<Asked, Refusal> {
    let find = |pointer: &str, place: String| {
        let known = fields.iter().find(|field| *field.pointer == *pointer);
        let fit = |field: &&Field| {
            let alone = field.group.is_none() && field.control != Control::Group;
            alone && field.moment == Moment::AtOnce && may_be(field)
        };
        known.filter(fit).map(|field| field.id).ok_or_else(|| unfit(&place).with("field", pointer))
    };
    let mut ids = Vec::with_capacity(raw.asks.len());
    for (index, pointer) in raw.asks.iter().enumerate() {
        let id = find(pointer, format!("{at}/asks/{index}"))?;
        if ids.contains(&id) {
            return Err(unfit(&format!("{at}/asks/{index}")).with("field", pointer));
        }
        ids.push(id);
    }
    let mut required = Vec::new();
    for (index, pointer) in raw.requires.iter().enumerate() {
        let place = format!("{at}/requires/{index}");
        let id = find(pointer, place.clone())?;
        if !ids.contains(&id) {
            return Err(unfit(&place).with("field", pointer));
        }
        required.push(id);
    }
    let mut shown = Vec::new();
    for (index, pointer) in raw.shows.iter().enumerate() {
        let known = fields.iter().find(|field| *field.pointer == **pointer && field.group.is_none());
        let fit =
            |field: &&Field| field.moment == Moment::AtOnce && may_be(field) && !ids.contains(&field.id);
        let place = format!("{at}/shows/{index}");
        shown.push(known.filter(fit).ok_or_else(|| unfit(&place).with("field", pointer))?.id);
    }
    let mut keeps = Vec::with_capacity(raw.keeps.len());
    for (index, kept) in raw.keeps.iter().enumerate() {
        let place = format!("{at}/keeps/{index}");
        let asked = |pointer: &str| find(pointer, place.clone()).ok().filter(|id| ids.contains(id));
        let is_shown = |field: &Field| {
            let stands_in = field.pointer.split("/*").next();
            shown.iter().any(|id: &FieldId| Some(&*fields[id.index()].pointer) == stands_in)
        };
        let on = fields.iter().find(|field| {
            *field.pointer == *kept.on
                && field.control == if kept.from.is_some() { Control::Number } else { Control::Date }
                && (ids.contains(&field.id) || is_shown(field))
        });
        let kept_fields: Option<Vec<_>> = kept.fields.iter().map(|pointer| asked(pointer)).collect();
        let only = kept.only.as_ref().map(|only| {
            let beside = |field: &&Field| *field.pointer == *only.field && field.options.contains(&only.is);
            fields
                .iter()
                .find(beside)
                .filter(|field| is_shown(field))
                .map(|field| (field.id, only.is.clone()))
        });
        let still = kept.still.as_ref().map(|still| {
            asked(&still.field).map(|field| Still { field, is: still.is.clone(), for_days: still.for_days })
        });
        match (on, kept_fields) {
            (Some(on), Some(fields))
                if (fields.contains(&on.id) || is_shown(on) && !fields.is_empty())
                    && only != Some(None)
                    && still != Some(None) =>
            {
                let (only, still) = (only.flatten(), still.flatten());
                keeps.push(Kept { on: on.id, only, still, from: kept.from, fields });
            }
            _ => return Err(unfit(&place).with("field", kept.on.as_str())),
        }
    }
    if !ids.iter().any(|id| fields[id.index()].control == Control::Consent) {
        return Err(unfit(&format!("{at}/asks")).with("lacks", "consent"));
    }
    ids.sort_unstable();
    Ok(Asked { page: raw.page, fields: ids, required, shown, keeps })
}

fn root(pointer: &str) -> &str {
    pointer.split('/').nth(1).unwrap_or_default()
}

fn unfit(pointer: &str) -> Refusal {
    Refusal::new("kind-unfit", FILE, pointer)
}
