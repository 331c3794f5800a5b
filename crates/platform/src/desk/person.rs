//! A person as an officer sees them: what stands in clear, and of the answers what the officer's role may read.

use chrono::{DateTime, NaiveDate, Utc};
use declaration::AtLandmarks;
use platform_api::Reference;
use rulebook::control::Control;
use rulebook::fields::{option_id, question_id};
use rulebook::lists::{AIRPORTS, DIVISIONS, PORTS};
use rulebook::{Colour, Edition, Field, Landmark, Phone};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::scope::Subject;
use crate::person::severity;
use crate::reasons::reason_classes;
use crate::retracted::{RetractedBy, WorseCode};
use crate::rules::Rules;
use crate::store::{State, UNDATED};

/// The purpose of what has to be ready for somebody.
const RECEPTION: &str = "reception";
const TAIL: usize = 4;

/// A code with its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Named {
    pub(crate) code: String,
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// A colour, with the class of its reason: never the reason itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ShownCode {
    pub(crate) colour: Colour,
    pub(crate) reasons: Vec<&'static str>,
    pub(crate) valid_until: Option<DateTime<Utc>>,
    /// It was given as a sample.
    pub(crate) sample: bool,
}

/// A person in a list, or on a card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Person {
    pub(crate) declaration: Uuid,
    pub(crate) reference: String,
    pub(crate) revision: u32,
    pub(crate) edition: Option<u32>,
    /// Where the role may not read it: the reference.
    pub(crate) name: String,
    pub(crate) document: String,
    pub(crate) code: Option<ShownCode>,
    pub(crate) intends: bool,
    /// An officer has taken them in, and they have not declared.
    pub(crate) taken_in: bool,
    pub(crate) withdrawn: bool,
    pub(crate) stage: &'static str,
    pub(crate) stage_by_officer: bool,
    pub(crate) step: Option<&'static str>,
    pub(crate) due: Option<DateTime<Utc>>,
    pub(crate) late: bool,
    pub(crate) day: Option<NaiveDate>,
    pub(crate) port: Option<Named>,
    pub(crate) flight: Option<String>,
    pub(crate) seat: Option<String>,
    pub(crate) county: Option<Named>,
    /// The county that was asked to take over, and has not answered.
    pub(crate) asked: Option<Named>,
    pub(crate) township: Option<Named>,
    pub(crate) party: usize,
    pub(crate) needs: Vec<String>,
    /// Something that the role may read was said before, and is not any more.
    pub(crate) retracted: bool,
    /// Another declaration, with a worse code, may be theirs.
    pub(crate) may_be: bool,
}

/// What was answered to a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Said {
    pub(crate) question: String,
    pub(crate) purpose: String,
    pub(crate) values: Vec<SaidValue>,
}

/// What was answered before, and is not any more.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct RetractedAnswer {
    #[serde(flatten)]
    pub(crate) said: Said,
    /// The day of which it was.
    pub(crate) since: NaiveDate,
    /// The revision that says it no longer, and the day on which that came.
    pub(crate) revision: u32,
    pub(crate) on: NaiveDate,
    /// It was another declaration of the same person that said it.
    pub(crate) elsewhere: bool,
}

impl RetractedAnswer {
    /// What was retracted, where that reader may read the question.
    pub(super) fn of(
        edition: &Edition,
        reader: &str,
        retracted: &RetractedBy,
        elsewhere: bool,
    ) -> Option<Self> {
        let RetractedBy { what, revision, on, .. } = retracted;
        let may_read = |field: &&Field| field.readers.iter().any(|one| one == reader);
        let field = edition.field_at(&what.pointer).filter(may_read)?;
        let answered = what.before.iter().filter_map(|one| Some((edition.field_at(&one.field)?, &one.value)));
        let answered = answered.filter(|(field, _)| may_read(field));
        let said = Said {
            question: question_id(&field.pointer),
            purpose: field.purpose.to_string(),
            values: answered.flat_map(|(field, value)| said_values(edition, field, value)).collect(),
        };
        Some(Self { said, since: what.since, revision: *revision, on: *on, elsewhere })
    }
}

/// A code that an earlier revision had by itself, worse than the one that is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct WorseBefore {
    pub(crate) colour: Colour,
    pub(crate) reasons: Vec<&'static str>,
    /// The day on which another revision came.
    pub(crate) on: NaiveDate,
    /// It was of another declaration of the same person.
    pub(crate) elsewhere: bool,
}

impl WorseBefore {
    /// None where the colour that is shown is no better, or the rule is not here.
    pub(super) fn of(
        rules: &Rules,
        code: &WorseCode,
        shown: Option<Colour>,
        elsewhere: bool,
    ) -> Option<Self> {
        let (edition, rule) = rules.rule(code.edition, &code.rule)?;
        let is_worse = shown.is_none_or(|shown| severity(rule.colour) > severity(shown));
        let reasons = reason_classes(edition, rule);
        is_worse.then_some(Self { colour: rule.colour, reasons, on: code.on, elsewhere })
    }
}

/// One answer: a text of the edition, a place, or what was typed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct SaidValue {
    pub(crate) text: Option<String>,
    pub(crate) place: Option<Named>,
    pub(crate) typed: Option<String>,
}

impl Person {
    /// Somebody, by the answers that may be read.
    pub(super) fn of(
        subject: &Subject,
        edition: Option<&Edition>,
        answers: &Value,
        code: Option<ShownCode>,
        now: DateTime<Utc>,
    ) -> Self {
        let Subject { state, expected, way, .. } = subject;
        let at = edition.map(|edition| AtLandmarks::of(edition, answers));
        let text = |landmark| at.and_then(|at| at.text(landmark));
        let reference = Reference::of(state.declaration).to_string();
        let name = [text(Landmark::HanName).map(str::to_owned), at.and_then(|at| at.latin_name())];
        let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let number: Vec<char> = text(Landmark::DocumentNumber).unwrap_or_default().chars().collect();
        let entering = edition.zip(at).and_then(|(edition, at)| at.entering_leg(edition));
        let seat = at.zip(entering).and_then(|(at, leg)| at.texts(Landmark::Seat).nth(leg).flatten());
        let place = |list, code: Option<&String>| code.map(|code| named(edition, list, code));
        let seen = way.seen.iter().rev().find(|seen| seen.stage == way.stage);
        let port = way.port.as_ref().or(expected.as_ref().and_then(|expected| expected.port.as_ref()));
        let county = way.county.as_ref().or(expected.as_ref().and_then(|expected| expected.county.as_ref()));
        Self {
            declaration: state.declaration,
            revision: state.revision,
            edition: state.edition,
            name: if name.is_empty() { reference.clone() } else { name },
            reference,
            document: number[number.len().saturating_sub(TAIL)..].iter().collect(),
            code,
            intends: intends(state),
            taken_in: state.taken_in,
            withdrawn: state.edition.is_none(),
            stage: way.stage.name(),
            stage_by_officer: seen.is_some_and(|seen| seen.by.is_some()),
            step: way.step.map(platform_api::Step::name),
            due: way.due,
            late: subject.is_late(now),
            day: expected.as_ref().map(|expected| expected.day).filter(|day| *day != UNDATED),
            port: place(AIRPORTS, port),
            flight: expected.as_ref().and_then(|expected| expected.flight.clone()),
            seat: seat.map(str::to_owned),
            county: place(DIVISIONS, county),
            asked: place(DIVISIONS, way.asked.as_ref()),
            township: place(DIVISIONS, expected.as_ref().and_then(|expected| expected.township.as_ref())),
            party: edition.map_or(0, |edition| party(edition, answers)),
            needs: edition.map(|edition| needs(edition, answers)).unwrap_or_default(),
            retracted: false,
            may_be: false,
        }
    }
}

/// Whether somebody only intends to come.
pub(super) fn intends(state: &State) -> bool {
    state.edition.is_some() && state.rule.is_none() && !state.taken_in
}

/// How many come along.
fn party(edition: &Edition, answers: &Value) -> usize {
    let list = edition.landmarks.list(Landmark::CompanionBorn).and_then(|list| answers.pointer(list));
    list.and_then(Value::as_array).map_or(0, |items| items.iter().filter(|item| !item.is_null()).count())
}

/// What has to be ready, as ids of the edition's texts.
fn needs(edition: &Edition, answers: &Value) -> Vec<String> {
    let fields = edition.fields().filter(|field| is_of_needs(field));
    let chosen = fields.flat_map(|field| {
        let chosen = answers.pointer(&field.pointer).and_then(Value::as_array).into_iter().flatten();
        let other = chosen.filter_map(Value::as_str).filter(|it| field.exclusive.as_deref() != Some(it));
        other.map(|choice| option_id(&field.pointer, choice))
    });
    chosen.collect()
}

fn is_of_needs(field: &Field) -> bool {
    field.control == Control::Choices && &*field.purpose == RECEPTION && field.group.is_none()
}

/// A code with its names; with itself where the edition does not know it.
pub(crate) fn named(edition: Option<&Edition>, list: &str, code: &str) -> Named {
    let lists = [list, PORTS];
    let row = edition.and_then(|edition| lists.iter().find_map(|list| edition.list(list)?.row(code)));
    let name = |language| row.map_or(code, |row| row.name(language)).to_owned();
    Named { code: code.to_owned(), zh: name("zh"), en: name("en") }
}

/// All that was answered and may be read, in the order of the form.
pub(super) fn said(edition: &Edition, answers: &Value) -> Vec<Said> {
    let fields = edition.fields().filter(|field| field.fields.is_empty());
    fields
        .filter_map(|field| {
            let mut values = Vec::new();
            collect(answers, &field.pointer, &mut values);
            let values: Vec<_> =
                values.into_iter().flat_map(|value| said_values(edition, field, value)).collect();
            let (question, purpose) = (question_id(&field.pointer), field.purpose.to_string());
            (!values.is_empty()).then_some(Said { question, purpose, values })
        })
        .collect()
}

/// The values at a pointer, with `*` for every item.
fn collect<'a>(value: &'a Value, pointer: &str, into: &mut Vec<&'a Value>) {
    match pointer.strip_prefix('/') {
        None => into.extend((!value.is_null()).then_some(value)),
        Some(rest) => {
            let (step, rest) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
            if step == "*" {
                value.as_array().into_iter().flatten().for_each(|item| collect(item, rest, into));
            } else if let Some(member) = value.get(step) {
                collect(member, rest, into);
            }
        }
    }
}

fn said_values(edition: &Edition, field: &Field, value: &Value) -> Vec<SaidValue> {
    let one = |value: &Value| {
        let typed = match value {
            Value::String(text) => text.clone(),
            Value::Bool(yes) => {
                let text = if *yes { "desk-yes" } else { "desk-no" };
                return SaidValue { text: Some(text.to_owned()), place: None, typed: None };
            }
            other => other.to_string(),
        };
        let is_option = field.options.contains(&typed);
        let text = is_option.then(|| option_id(&field.pointer, &typed));
        let place = field.list.as_deref().map(|list| named(Some(edition), list, &typed));
        let is_named = text.is_some() || place.is_some();
        let typed = if field.control == Control::Phone { Phone::grouped(typed) } else { typed };
        SaidValue { text, place, typed: (!is_named).then_some(typed) }
    };
    match value {
        Value::Array(items) => items.iter().map(one).collect(),
        other => vec![one(other)],
    }
}
