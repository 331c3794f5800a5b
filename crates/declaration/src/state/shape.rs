//! What the schema says of the answers, in the rulebook's words for it.

mod number;

use std::collections::BTreeMap;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use rulebook::characters::{is_latin, latin_twin};
use rulebook::shape::{Kind, Member};
use rulebook::{Control, Edition, Field, FieldId, Step};
use serde_json::Value;

use crate::evaluation::Argument;
use crate::tree::{RecordCell, Standing};

/// Most faults that are looked at; a draft that a person typed has a handful.
const MOST_FAULTS: usize = 1_000;

/// Characters of a resident identity number.
const RESIDENT_ID: usize = 18;

/// An answer that is wrong in itself.
#[derive(Debug, Clone)]
pub(crate) struct ShapeFault {
    pub(crate) field: FieldId,
    pub(crate) item: Option<usize>,
    pub(crate) rule: &'static str,
    pub(crate) arguments: BTreeMap<String, Argument>,
}

/// The faults of the answers, at most one an answer; their slots are marked.
pub(crate) fn faults(
    edition: &Edition,
    validator: &Validator,
    answers: &Value,
    tree: &mut RecordCell<'_>,
) -> Vec<ShapeFault> {
    let mut faults: Vec<ShapeFault> = Vec::new();
    if validator.is_valid(answers) {
        return faults;
    }
    for error in validator.iter_errors(answers).take(MOST_FAULTS) {
        let Some((steps, member)) = edition.shape.resolve(error.instance_path().as_str()) else { continue };
        let (Some(field), Some(said)) = (member.field, said(error.kind(), member)) else { continue };
        let asked = edition.field(field);
        let text = error.instance().as_str();
        let said = unchosen(asked, text, unseen(asked.control, text, said));
        let (rule, arguments) = match (said.0, text) {
            ("not-a-phone", Some(text)) => number::wrong(asked, text).unwrap_or(said),
            _ => said,
        };
        let Some(slot) = tree.at_mut(&steps) else { continue };
        if slot.standing == Standing::Missing {
            continue;
        }
        if !matches!(rule, "too-many" | "too-few") {
            slot.standing = Standing::Malformed;
        }
        let item = steps[..steps.len() - 1].iter().find_map(|step| match step {
            Step::Nth(index) => Some(*index),
            _ => None,
        });
        let item = item.filter(|_| edition.field(field).group.is_some());
        let fault = ShapeFault { field, item, rule, arguments };
        match faults.iter_mut().find(|known| known.field == field && known.item == item) {
            Some(known) if weight(known.rule) > weight(rule) => *known = fault,
            Some(_) => {}
            None => faults.push(fault),
        }
    }
    faults
}

/// Of several faults of one answer the one with the least weight is said: what is no date is not to be shortened to one.
fn weight(rule: &str) -> u8 {
    match rule {
        "wrong-type" | "not-a-number" => 0,
        "too-long" => 2,
        "wrong-form" | "looks-like-another" => 3,
        _ => 1,
    }
}

/// Names the character that makes a text wrong where nobody can see it: a Cyrillic `С` in a passport's number.
fn unseen(control: Control, text: Option<&str>, said: Said) -> Said {
    let of_latin_letters = matches!(
        control,
        Control::LatinName
            | Control::DocumentNumber
            | Control::ResidentId
            | Control::Flight
            | Control::ServiceNumber
            | Control::Seat
            | Control::Email
            | Control::Account
    );
    // A name in Cyrillic letters from end to end looks like none in Latin ones.
    let of_another_script = |text: &&str| control == Control::LatinName && !text.chars().any(is_latin);
    let twin = text
        .filter(|text| !of_another_script(text))
        .filter(|_| of_latin_letters && matches!(said.0, "wrong-form" | "not-an-email" | "bad-check-digit"));
    let twin = twin.and_then(|text| text.chars().enumerate().find(|(_, one)| latin_twin(*one).is_some()));
    let Some((at, character)) = twin else { return said };
    #[allow(clippy::cast_precision_loss)]
    let arguments = [
        ("character".to_owned(), Argument::Text(character.to_string())),
        ("place".to_owned(), Argument::Number((at + 1) as f64)),
    ];
    ("looks-like-another", BTreeMap::from(arguments))
}

/// What was typed at a question with a list and is no code of it was not chosen, whatever form it has; what has one form is not of it, however
/// long it is.
fn unchosen(field: &Field, text: Option<&str>, said: Said) -> Said {
    let length = text.map(|text| text.chars().count());
    let typed = matches!(said.0, "wrong-form" | "too-long");
    // A flight's number has a form; a line of a ticket is not to be shortened to one.
    let of_a_form = matches!(
        field.control,
        Control::Flight | Control::Seat | Control::DocumentNumber | Control::ResidentId
    );
    match said.0 {
        _ if typed && field.list.is_some() => ("not-in-list", BTreeMap::new()),
        "too-long" if of_a_form => ("wrong-form", BTreeMap::new()),
        // What has not as many characters as the number needs no comparing.
        "bad-check-digit" if length != Some(RESIDENT_ID) => ("wrong-form", BTreeMap::new()),
        _ => said,
    }
}

/// A rule with its arguments.
type Said = (&'static str, BTreeMap<String, Argument>);

fn said(kind: &ValidationErrorKind, member: &Member) -> Option<Said> {
    #[allow(clippy::cast_precision_loss)]
    let limit = |limit: &u64| BTreeMap::from([("limit".to_owned(), Argument::Number(*limit as f64))]);
    let plain = |rule| Some((rule, BTreeMap::new()));
    let stated = || {
        let bounds = [("min", member.bounds.minimum), ("max", member.bounds.maximum)];
        let stated =
            bounds.into_iter().filter_map(|(name, bound)| Some((name.to_owned(), Argument::Number(bound?))));
        stated.collect()
    };
    match kind {
        ValidationErrorKind::Type { .. } if matches!(member.kind, Kind::Integer | Kind::Number) => {
            let bounded = member.bounds.minimum.is_some() && member.bounds.maximum.is_some();
            if bounded { Some(("out-of-range", stated())) } else { plain("not-a-number") }
        }
        ValidationErrorKind::Type { .. } => plain("wrong-type"),
        ValidationErrorKind::Format { format } => plain(match format.as_str() {
            "date" => "not-a-date",
            "time" => "not-a-time",
            "phone" => "not-a-phone",
            "email" => "not-an-email",
            "resident-id" => "bad-check-digit",
            "person" | "own-name" => "names-nobody",
            _ => "wrong-form",
        }),
        ValidationErrorKind::MaxLength { limit: most } => Some(("too-long", limit(most))),
        ValidationErrorKind::MaxItems { limit: most } => Some(("too-many", limit(most))),
        ValidationErrorKind::MinItems { limit: least } => Some(("too-few", limit(least))),
        ValidationErrorKind::Enum { .. } | ValidationErrorKind::Constant { .. } => plain("not-in-list"),
        ValidationErrorKind::Maximum { .. }
        | ValidationErrorKind::Minimum { .. }
        | ValidationErrorKind::ExclusiveMaximum { .. }
        | ValidationErrorKind::ExclusiveMinimum { .. } => Some(("out-of-range", stated())),
        // Names that the form does not know are neither judged nor sent.
        ValidationErrorKind::AdditionalProperties { .. } => None,
        _ => plain("wrong-form"),
    }
}
