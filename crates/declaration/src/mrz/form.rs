//! A reading as offers to the form's questions.

use rulebook::{Landmark, Landmarks};

use super::reading::{Check, MrzField, MrzReading};

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

/// The same for a form, by its own pointers. A field without a value (a nationality that is none, a date not stated) offers
/// nothing, nor does one that this form does not ask for; the optional field is nobody's question.
pub fn fields_for_form(reading: &MrzReading, landmarks: &Landmarks) -> Vec<FormField> {
    offers(reading)
        .into_iter()
        .filter_map(|(landmark, field)| {
            Some(FormField {
                pointer: landmarks.pointer(landmark)?.to_owned(),
                value: field.value.clone()?,
                trusted: field.trusted,
                checked: field.check != Check::None,
            })
        })
        .collect()
}
