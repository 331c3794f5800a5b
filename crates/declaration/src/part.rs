//! A form in two hands: what only the traveller can say, and the rest.
//!
//! How one is, whom one has met, where one has been, how a test ended, and what one states and agrees to, is each person's own word.
//! An organisation that fills in the rest for its members may have them say that themselves, on a phone of their own; neither hand
//! then sees the other's part, and only the platform has both. Which questions are whose follows from what they are asked for, so
//! that no edition has to say it.

use rulebook::{Control, Edition, Field};

use crate::pointer;

/// What is asked to judge a risk by.
const ASSESSES: &str = "epidemic-assessment";

/// Whose questions a form asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FormPart {
    /// All of them.
    #[default]
    Whole,
    /// Those that only the traveller can answer.
    Own,
    /// All the others.
    Rest,
}

impl FormPart {
    /// Whether a field outside groups is asked; what is inside one goes with it.
    pub(crate) fn asks(self, field: &Field) -> bool {
        field.group.is_some()
            || match self {
                Self::Whole => true,
                Self::Own => is_own(field),
                Self::Rest => !is_own(field),
            }
    }
}

fn is_own(field: &Field) -> bool {
    *field.purpose == *ASSESSES || field.control == Control::Consent
}

/// Whether what stands at a pointer is the traveller's own word.
pub fn is_own_word(edition: &Edition, at: &str) -> bool {
    let field = edition.field_at(&pointer::general(at));
    field.is_some_and(|field| is_own(field.group.map_or(field, |group| edition.field(group))))
}
