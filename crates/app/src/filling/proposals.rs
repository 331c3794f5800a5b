//! What a section may take over: stays from the legs, and what an edition lets be taken from an earlier declaration of the same
//! person or from a companion's. It is shown with where it comes from, taken by a press alone, and given back by another.

mod kin;

use declaration::{Form, FormKind, ProposedStay};
use rulebook::{FieldId, Landmark, Section};
use serde_json::Value;
use vault::DraftRow;

use super::editing::{page_of, stand_at};
use super::words;
use crate::dto::{Filling, Proposal, ProposedFrom};
use crate::{Error, Result, Session};

/// An offer with the answers that taking it gives, in the order of the form.
struct Offer {
    section: String,
    from: ProposedFrom,
    answers: Vec<Offered>,
}

/// One answer of an offer.
struct Offered {
    pointer: String,
    field: FieldId,
    /// Which item it stands in; 0 outside groups.
    item: usize,
    value: Value,
}

impl Session {
    /// What the sections of the open page may take over; nothing for a section in which anything is answered.
    pub fn proposals(&self, id: &str) -> Result<Vec<Proposal>> {
        let draft = self.draft(id)?;
        let form = self.form_for(&draft)?;
        let empty = |offer: &Offer| is_empty(&draft.answers, &offer.answers);
        let offers = self.offers(&form, &draft)?.into_iter().filter(empty);
        let language = self.language();
        Ok(offers.map(|offer| shown(&form, &offer, language.tag())).collect())
    }

    /// Takes over what a section of the open page is offered.
    pub fn take_proposal(&self, id: &str, section: &str) -> Result<Filling> {
        let offer = self.offer(id, section)?;
        self.edit(id, |form, draft| {
            if !is_empty(&draft.answers, &offer.answers) {
                return Err(Error::NotOffered);
            }
            for offered in &offer.answers {
                make_room(form, &mut draft.answers, offered)?;
                form.set(&mut draft.answers, &offered.pointer, offered.value.clone())?;
            }
            if let Some(first) = offer.answers.first() {
                stand_at(form, draft, &first.pointer);
            }
            Ok(())
        })
    }

    /// Gives back what was taken over; what was changed since stays.
    pub fn give_back_proposal(&self, id: &str, section: &str) -> Result<Filling> {
        let offer = self.offer(id, section)?;
        self.edit(id, |form, draft| {
            for offered in offer.answers.iter().rev() {
                if draft.answers.pointer(&offered.pointer) == Some(&offered.value) {
                    form.set(&mut draft.answers, &offered.pointer, Value::Null)?;
                }
            }
            drop_empty_items(form, &mut draft.answers, &offer)
        })
    }

    fn offer(&self, id: &str, section: &str) -> Result<Offer> {
        let draft = self.draft(id)?;
        let form = self.form_for(&draft)?;
        let offers = self.offers(&form, &draft)?;
        offers.into_iter().find(|offer| offer.section == section).ok_or(Error::NotOffered)
    }

    fn offers(&self, form: &Form, draft: &DraftRow) -> Result<Vec<Offer>> {
        if form.kind() != FormKind::Declaration {
            return Ok(Vec::new());
        }
        let page = page_of(form, draft);
        let sections = form.edition().pages.iter().filter(|known| known.id == page);
        let mut offers = Vec::new();
        for section in sections.flat_map(|page| &page.sections) {
            if let Some(offer) = stays(form, section, &draft.answers) {
                offers.push(offer);
            } else if section.offers_earlier
                && let Some(offer) = self.said_by_kin(form, section, draft)?
            {
                offers.push(offer);
            }
        }
        offers.retain(|offer| !offer.answers.is_empty());
        Ok(offers)
    }
}

/// Stays from the legs, for the section that asks for them.
fn stays(form: &Form, section: &Section, answers: &Value) -> Option<Offer> {
    let edition = form.edition();
    let list = edition.landmarks.list(Landmark::StayCountry)?;
    section.fields.iter().find(|id| &*edition.field(**id).pointer == list)?;
    let mut offered = Vec::new();
    for (item, stay) in ProposedStay::of_journey(edition, answers).into_iter().enumerate() {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| Value::from(day.to_string()));
        for (landmark, value) in [
            (Landmark::StayCountry, Some(Value::from(stay.country))),
            (Landmark::StaySince, day(stay.since)),
            (Landmark::StayUntil, day(stay.until)),
        ] {
            let (Some(value), Some(pointer)) = (value, edition.landmarks.pointer(landmark)) else { continue };
            let Some(field) = edition.field_at(pointer) else { continue };
            let pointer = pointer.replacen('*', &item.to_string(), 1);
            offered.push(Offered { pointer, field: field.id, item, value });
        }
    }
    Some(Offer { section: section.id.clone(), from: ProposedFrom::Journey, answers: offered })
}

/// Whether nothing is answered in the lists and at the questions that an offer fills.
fn is_empty(answers: &Value, offered: &[Offered]) -> bool {
    let place = |offered: &Offered| match list_of(&offered.pointer) {
        Some(list) => list.to_owned(),
        None => offered.pointer.clone(),
    };
    !offered.iter().any(|offered| answers.pointer(&place(offered)).is_some_and(is_answered))
}

pub(super) fn is_answered(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => items.iter().any(is_answered),
        Value::Object(members) => members.values().any(is_answered),
        _ => true,
    }
}

/// `/stays` of `/stays/0/country`.
fn list_of(pointer: &str) -> Option<&str> {
    let (before, _) = pointer.rsplit_once('/')?;
    let (list, item) = before.rsplit_once('/')?;
    item.parse::<usize>().ok().map(|_| list)
}

/// Adds items until the one that an answer stands in is there.
fn make_room(form: &Form, answers: &mut Value, offered: &Offered) -> Result<()> {
    let Some(list) = list_of(&offered.pointer) else { return Ok(()) };
    while answers.pointer(list).and_then(Value::as_array).map_or(0, Vec::len) <= offered.item {
        form.add_item(answers, list)?;
    }
    Ok(())
}

/// Takes away the items that were added, where nothing is left in them; the first stays, as it does on an empty form.
fn drop_empty_items(form: &Form, answers: &mut Value, offer: &Offer) -> Result<()> {
    let Some(list) = offer.answers.first().and_then(|first| list_of(&first.pointer)) else { return Ok(()) };
    let count = answers.pointer(list).and_then(Value::as_array).map_or(0, Vec::len);
    for item in (1..count).rev() {
        if answers.pointer(&format!("{list}/{item}")).is_some_and(|item| !is_answered(item)) {
            form.remove_item(answers, list, item)?;
        }
    }
    Ok(())
}

fn shown(form: &Form, offer: &Offer, language: &str) -> Proposal {
    let mut lines: Vec<Vec<String>> = Vec::new();
    for offered in &offer.answers {
        if lines.len() <= offered.item {
            lines.resize(offered.item + 1, Vec::new());
        }
        let said = words::said_of(form, form.edition().field(offered.field), &offered.value, language);
        lines[offered.item].extend(said.words.into_iter().chain(said.texts));
    }
    Proposal { section: offer.section.clone(), from: offer.from.clone(), lines }
}
