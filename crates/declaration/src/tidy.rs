//! What is made of a typed or pasted answer before it is kept: by the kind of its question, never by the question.
//!
//! What cannot be seen goes away, what has one right form gets it, and everything else stays as it was typed: nothing is
//! guessed. Whoever types sees what was made of it when they leave the field, and is told where something went that
//! could not be seen. Cleaning twice changes nothing.

pub(crate) mod abroad;
mod airlines;
mod kin;
mod labels;
mod mail;
pub(crate) mod names;
mod nothing;
mod numbers;
mod times;

use rulebook::characters::{is_han, is_invisible, is_latin, shapes};
use rulebook::{Control, Field, Phone};
use serde_json::Value;

/// What went away that a person may not see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cleaned {
    /// Marks of direction, of breaking or of nothing, and control characters.
    Invisible,
    /// Blanks inside what is written without any.
    Blanks,
    /// A word that says what the number is.
    Label,
    /// A word that says what somebody is to the writer.
    Kin,
}

/// An answer as it is kept, and what went away.
#[derive(Debug, Clone, PartialEq)]
pub struct Tidied {
    /// The answer.
    pub value: Value,
    /// What went away.
    pub cleaned: Option<Cleaned>,
}

/// The answer to `field` as it is kept. Anything but a text is kept as it is.
pub fn tidy(field: &Field, value: Value) -> Tidied {
    match value {
        Value::String(text) => of_kind(field.control, field.calls_from.as_deref(), &text),
        value => Tidied { value, cleaned: None },
    }
}

/// One line that may be a number of this kind, without the name that was written beside it.
pub fn without_label(control: Control, text: &str) -> String {
    labels::without(control, &one_line(text))
}

fn of_kind(control: Control, calls_from: Option<&str>, typed: &str) -> Tidied {
    let (seen, unseen) = seen(typed);
    let whole = one_line(&seen);
    let line = if is_number(control) { labels::without(control, &whole) } else { whole.clone() };
    let letters = count_letters(&whole);
    let (mut blanks, mut word) = (false, false);
    let value: Value = match control {
        _ if nothing::is_said(control, &line) => Value::Null,
        Control::HanName | Control::PersonName => {
            let whole = names::person(labels::behind_colon(&line));
            blanks = count_blanks(&whole) < count_blanks(&line);
            let name = kin::without(&whole);
            word = name != whole;
            name.into()
        }
        Control::LatinName => names::latin(labels::behind_colon(&line)).into(),
        Control::DocumentNumber => numbers::of_document(&line).into(),
        Control::ResidentId => crate::resident_id::tidy(&line).into(),
        Control::Flight => numbers::of_flight(&line).into(),
        Control::ServiceNumber => numbers::of_service(&line).into(),
        Control::Seat => numbers::of_seat(&line).into(),
        // What is no number stays as it was typed, with its words.
        Control::Phone => Phone::read(&line, calls_from).map_or(whole, |phone| phone.kept()).into(),
        Control::Email => {
            let address = mail::address(&line);
            blanks = count_blanks(&address) < count_blanks(&line);
            address.into()
        }
        Control::Account => numbers::upright_width(&line).into(),
        Control::Number => numbers::number(&line),
        Control::Time => times::time(&line).into(),
        Control::Date => times::date(&line).into(),
        Control::Text | Control::Address => line.into(),
        // Codes and yes or no: what the software itself wrote.
        Control::YesNo | Control::Choice | Control::Choices | Control::Consent | Control::Group => {
            typed.into()
        }
        Control::Country | Control::Airport | Control::County | Control::Port => line.into(),
    };
    let is_bare = matches!(
        control,
        Control::DocumentNumber | Control::Flight | Control::ServiceNumber | Control::Seat | Control::Phone
    );
    let named = is_bare && value.as_str().is_some_and(|kept| count_letters(kept) < letters);
    let cleaned = [
        (word, Cleaned::Kin),
        (unseen, Cleaned::Invisible),
        (named, Cleaned::Label),
        (blanks, Cleaned::Blanks),
    ];
    let cleaned = cleaned.into_iter().find(|(went, _)| *went).map(|(_, what)| what);
    Tidied { value, cleaned }
}

/// The text without what cannot be seen, and whether there was any. What joins letters of scripts that are written
/// joined, or the parts of a sign, stays where it does so.
fn seen(typed: &str) -> (String, bool) {
    let mut seen = String::with_capacity(typed.len());
    let mut unseen = false;
    for character in typed.chars() {
        let has_a_task = shapes(character)
            && seen.chars().last().is_some_and(|before| {
                !before.is_ascii() && !before.is_whitespace() && !is_latin(before) && !is_han(before)
            });
        if is_invisible(character) && !has_a_task {
            unseen = true;
        } else {
            seen.push(character);
        }
    }
    (seen, unseen)
}

/// One line, without blanks at its ends and with single ones between its words.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is made of letters and digits alone: no picture belongs to it.
fn is_number(control: Control) -> bool {
    matches!(
        control,
        Control::DocumentNumber
            | Control::ResidentId
            | Control::Phone
            | Control::Email
            | Control::Account
            | Control::Flight
            | Control::ServiceNumber
            | Control::Seat
    )
}

fn count_letters(text: &str) -> usize {
    text.chars().filter(|character| character.is_alphabetic()).count()
}

fn count_blanks(text: &str) -> usize {
    text.chars().filter(|character| character.is_whitespace()).count()
}
