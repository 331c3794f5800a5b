//! A reading as offers to the form's questions.

use rulebook::{Edition, Field, Landmark};

use super::field::{Check, MrzField};
use super::reading::MrzReading;

/// One answer that the zone offers.
#[derive(Clone, PartialEq, Eq)]
pub struct FormField {
    /// The question's JSON Pointer.
    pub pointer: String,
    /// As the form stores it.
    pub value: String,
    /// Its own check digit is right, or it has none, is well-formed and nothing contradicts it.
    pub trusted: bool,
    /// It has a check digit of its own.
    pub checked: bool,
}

impl std::fmt::Debug for FormField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FormField")
            .field("pointer", &self.pointer)
            .field("trusted", &self.trusted)
            .field("checked", &self.checked)
            .finish_non_exhaustive()
    }
}

/// What the reading has to say to any form, in the order of forms.
pub fn offers(reading: &MrzReading) -> [(Landmark, &MrzField); 9] {
    [
        (Landmark::DocumentKind, &reading.document_code),
        (Landmark::DocumentNumber, &reading.number),
        (Landmark::DocumentIssuer, &reading.issuer),
        (Landmark::DocumentExpires, &reading.expires),
        (Landmark::Surname, &reading.surname),
        (Landmark::GivenNames, &reading.given_names),
        (Landmark::Sex, &reading.sex),
        (Landmark::Born, &reading.born),
        (Landmark::Nationality, &reading.nationality),
    ]
}

/// The same for an edition's form, by its own pointers. A field without a value (a nationality that is none, a date not
/// stated) offers nothing, nor does one that this form does not ask for, or whose value it does not take.
pub fn fields_for_form(reading: &MrzReading, edition: &Edition) -> Vec<FormField> {
    offers(reading)
        .into_iter()
        .filter_map(|(landmark, field)| {
            let pointer = edition.landmarks.pointer(landmark)?;
            let value = field.value.clone()?;
            takes(edition, edition.field_at(pointer)?, &value).then(|| FormField {
                pointer: pointer.to_owned(),
                value,
                trusted: field.trusted,
                checked: field.check != Check::None,
            })
        })
        .collect()
}

/// Whether a value is among those that a question offers, where it offers any.
fn takes(edition: &Edition, field: &Field, value: &str) -> bool {
    let row = |list: &str| edition.list(list)?.row(value);
    match &field.list {
        Some(list) => row(list).is_some_and(|row| field.offers(row)),
        None => field.options.is_empty() || field.options.iter().any(|option| option == value),
    }
}
