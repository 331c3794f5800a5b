//! A reading as offers to the form's questions.

use super::reading::{Check, MrzField, MrzReading};

/// One answer that the zone offers.
#[derive(Clone, PartialEq, Eq)]
pub struct FormField {
    /// The question's JSON Pointer.
    pub pointer: &'static str,
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

/// What the reading has to say to the form, in the form's order. A field without a value (a nationality that is none,
/// a date not stated) offers nothing; the optional field is nobody's question.
pub fn fields_for_form(reading: &MrzReading) -> Vec<FormField> {
    let offers: [(&'static str, &MrzField); 9] = [
        ("/document/kind", &reading.document_code),
        ("/document/number", &reading.number),
        ("/document/issuer", &reading.issuer),
        ("/document/expires", &reading.expires),
        ("/about/surname", &reading.surname),
        ("/about/given_names", &reading.given_names),
        ("/about/sex", &reading.sex),
        ("/about/born", &reading.born),
        ("/about/nationality", &reading.nationality),
    ];
    offers
        .into_iter()
        .filter_map(|(pointer, field)| {
            Some(FormField {
                pointer,
                value: field.value.clone()?,
                trusted: field.trusted,
                checked: field.check != Check::None,
            })
        })
        .collect()
}
