//! Whose answers may be offered: an earlier declaration of the same person, or one of somebody who travels with them. Nobody
//! else's, however alike their journey is: a chamber's list holds many who share a flight and not a family.

use declaration::{AtLandmarks, Form};
use rulebook::{Landmark, Section};
use serde_json::Value;
use uuid::Uuid;
use vault::DraftRow;

use super::{Offer, Offered, is_answered};
use crate::dto::ProposedFrom;
use crate::home::latest;
use crate::{Error, Result, Session};

/// How another declaration is related.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kin {
    Same,
    Companion,
}

impl Session {
    /// What a section of the latest related declaration says; the same person's before a companion's.
    pub(super) fn said_by_kin(
        &self,
        form: &Form,
        section: &Section,
        draft: &DraftRow,
    ) -> Result<Option<Offer>> {
        let own = AtLandmarks::of(form.edition(), &draft.answers);
        let mut of_companion = None;
        for id in self.candidates(form, &own, draft.id)? {
            let row = match self.declaration(id) {
                Ok(row) => row,
                Err(Error::DeclarationUnknown) => continue, // deleted meanwhile
                Err(error) => return Err(error),
            };
            if row.sent.as_ref().is_some_and(|sent| sent.withdrawal) {
                continue;
            }
            let their_draft = self.vault()?.draft(id)?;
            let (edition, answers) = latest(their_draft.as_ref(), &row);
            let their_form = self.form_of(edition)?;
            let theirs = AtLandmarks::of(their_form.edition(), answers);
            let Some(kin) = kin(&own, &theirs) else { continue };
            let mut offered = answers_of(form, section, &their_form, answers);
            // A mother's father is no father of her child's.
            if kin == Kin::Companion {
                let relation = form.edition().landmarks.pointer(Landmark::ContactRelation);
                offered.retain(|offered| Some(&*offered.pointer) != relation);
            }
            let Some(name) = theirs.text(Landmark::HanName).map(str::to_owned).or(theirs.latin_name()) else {
                continue;
            };
            if offered.is_empty() {
                continue;
            }
            let offer = |from| Offer { section: section.id.clone(), from, answers: offered };
            match kin {
                Kin::Same => return Ok(Some(offer(ProposedFrom::Earlier { name }))),
                Kin::Companion if of_companion.is_none() => {
                    of_companion = Some(offer(ProposedFrom::Companion { name }));
                }
                Kin::Companion => {}
            }
        }
        Ok(of_companion)
    }

    /// Declarations that may be related, the latest first: found by the document, by the name, by the flight into China.
    fn candidates(&self, form: &Form, own: &AtLandmarks<'_>, but: Uuid) -> Result<Vec<Uuid>> {
        let flight = own.entering_leg(form.edition()).and_then(|leg| own.texts(Landmark::Flight).nth(leg)?);
        let sought = [
            own.text(Landmark::DocumentNumber).map(str::to_owned),
            own.latin_name(),
            flight.map(str::to_owned),
        ];
        let mut found = Vec::new();
        for text in sought.into_iter().flatten() {
            for card in self.cases(&text, 0)?.cards {
                let id = crate::parse_id(&card.id)?;
                if id != but && !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        Ok(found)
    }
}

fn kin(own: &AtLandmarks<'_>, theirs: &AtLandmarks<'_>) -> Option<Kin> {
    let same = |landmark| own.text(landmark).is_some_and(|text| theirs.text(landmark) == Some(text));
    let named_alike = own.latin_name().is_some() && own.latin_name() == theirs.latin_name();
    if same(Landmark::DocumentNumber) || (same(Landmark::Born) && named_alike) {
        return Some(Kin::Same);
    }
    (lists(own, theirs) || lists(theirs, own)).then_some(Kin::Companion)
}

/// Whether the one names the other among their companions: by the document, or by the birthday where no document is named.
fn lists(one: &AtLandmarks<'_>, other: &AtLandmarks<'_>) -> bool {
    let (document, born) = (other.text(Landmark::DocumentNumber), other.text(Landmark::Born));
    let companions = one.texts(Landmark::CompanionBorn).zip(one.texts(Landmark::CompanionDocument));
    companions.into_iter().any(|(birthday, number)| match number {
        Some(number) => document == Some(number),
        None => birthday.is_some() && birthday == born,
    })
}

/// The answers of a section, where the questions are the same in both forms.
fn answers_of(form: &Form, section: &Section, their_form: &Form, answers: &Value) -> Vec<Offered> {
    let fields = section.fields.iter().map(|id| form.edition().field(*id));
    let same = fields.filter(|field| {
        their_form.edition().field_at(&field.pointer).is_some_and(|known| known.control == field.control)
    });
    same.filter_map(|field| {
        let value = answers.pointer(&field.pointer).filter(|value| is_answered(value))?;
        Some(Offered { pointer: field.pointer.to_string(), field: field.id, item: 0, value: value.clone() })
    })
    .collect()
}
