//! Search-as-you-type over the rulebook's long lists.

use declaration::search::fold;
use declaration::{AtLandmarks, Form, ListRow, pointer};
use rulebook::fields::option_id;
use rulebook::vocabulary::{BY_COACH, BY_SHIP, BY_TRAIN};
use rulebook::{Landmark, Row};
use serde_json::Value;
use vault::DraftRow;

use crate::dto::Choice;
use crate::{Result, Session};

/// Rows offered at once: what fits a list that a person reads.
const MOST: usize = 20;
/// At a kiosk a whole list is shown, to be touched: the counties of a province are the longest.
const ALL: usize = 150;

impl Session {
    /// Rows of the question's list that fit what was typed, best first.
    pub fn options(&self, id: &str, pointer: &str, query: &str) -> Result<Vec<Choice>> {
        let draft = self.draft(id)?;
        let form = self.form_for(&draft)?;
        let language = self.language();
        let most = if self.kiosk.is_some() && query.is_empty() { ALL } else { MOST };
        let search = |fits: &dyn Fn(&Row) -> bool| {
            form.options_among(pointer, &draft.answers, query, (language.tag(), most), fits)
        };
        if Some(pointer) == form.edition().landmarks.pointer(Landmark::EntryPort) {
            // A port has one way through it: that of the part that enters China.
            let at = AtLandmarks::of(form.edition(), &draft.answers);
            let mode =
                at.entering_leg(form.edition()).and_then(|leg| at.texts(Landmark::LegMode).nth(leg)?);
            let mut rows = search(&|_| true);
            rows.sort_by_key(|row| place(mode, &row.code));
            return Ok(rows.into_iter().map(|row| choice(row, None)).collect());
        }
        let Some(leg) = is_end_of_a_leg(&form, pointer).then(|| Leg::of(&form, &draft.answers, pointer))
        else {
            return Ok(search(&|_| true).into_iter().map(|row| choice(row, None)).collect());
        };
        if !self.is_by_air(&form, &draft.answers, pointer) {
            let mut rows = search(&|_| true);
            // A name is that of the place where one goes by that mode; an airport that is called so is meant by its code.
            let is_meant = |row: &ListRow| {
                fold(&row.code) == fold(query) || (row.code.contains('-') && fold(&row.name) == fold(query))
            };
            // Whoever types a whole country means it: it is found before everything in it. Behind what is called so, it is where that lies.
            let first = rows.iter().map(|row| &row.code).find(|code| code.contains('-'));
            let country = first.filter(|code| code.starts_with("G-")).cloned();
            rows.sort_by_key(|row| {
                (!is_meant(row) && Some(&row.code) != country.as_ref(), place(leg.mode, &row.code))
            });
            return Ok(rows.into_iter().map(|row| choice(row, None)).collect());
        }
        let airports = search(&|row| !row.code.contains('-'));
        // A station under "by air": taking it says how one travels, and the row says so before it is taken.
        let stops = || search(&|row| leg.mode_to(&row.code).is_some());
        let rows = if airports.is_empty() && !query.trim().is_empty() { stops() } else { airports };
        let with_mode = |row: ListRow| {
            let mode = leg.mode_to(&row.code);
            choice(row, mode.map(|mode| leg.words_of(mode)))
        };
        Ok(rows.into_iter().map(with_mode).collect())
    }

    /// A name that was typed in full and left is the place that is called so and that this leg goes to: a train to Yiwu goes to no airport,
    /// and a station under "by air" is taken by hand, since it says how one travels.
    pub(super) fn choose_by_name(&self, form: &Form, draft: &mut DraftRow, pointer: &str) -> Result<()> {
        let is_stop = is_end_of_a_leg(form, pointer);
        let by_air = is_stop && self.is_by_air(form, &draft.answers, pointer);
        let mode = is_stop.then(|| Leg::of(form, &draft.answers, pointer).mode.map(str::to_owned));
        let goes_there = |row: &Row| match &mode {
            None => true,
            Some(_) if by_air => !row.code.contains('-'),
            Some(mode) => place(mode.as_deref(), &row.code) == 0,
        };
        form.choose_by_name(&mut draft.answers, pointer, goes_there)?;
        Ok(())
    }

    /// A station or a harbour at the end of a flight makes it another leg: whoever took it has seen that the row says so.
    pub(super) fn travel_as_taken(&self, form: &Form, draft: &mut DraftRow, pointer: &str) -> Result<()> {
        if !is_end_of_a_leg(form, pointer) || !self.is_by_air(form, &draft.answers, pointer) {
            return Ok(());
        }
        let leg = Leg::of(form, &draft.answers, pointer);
        let taken = draft.answers.pointer(pointer).and_then(Value::as_str).and_then(|code| leg.mode_to(code));
        if let Some((mode, at)) = taken.zip(leg.at) {
            form.set(&mut draft.answers, &at, mode.into())?;
        }
        Ok(())
    }

    /// Whether that leg goes by air: then only an airport is meant.
    fn is_by_air(&self, form: &Form, answers: &Value, pointer: &str) -> bool {
        let flight = of_leg(form, Landmark::Flight, pointer);
        flight.is_some_and(|flight| form.evaluate(answers, self.today()).question(&flight).is_some())
    }
}

/// How a leg is travelled, and how it can be.
struct Leg<'a> {
    /// Where its mode is answered.
    at: Option<String>,
    mode: Option<&'a str>,
    modes: &'a [String],
    /// The question for the mode.
    field: &'a str,
}

impl<'a> Leg<'a> {
    fn of(form: &'a Form, answers: &'a Value, pointer: &str) -> Leg<'a> {
        let field = form.edition().landmarks.pointer(Landmark::LegMode).unwrap_or_default();
        let at = of_leg(form, Landmark::LegMode, pointer);
        let mode = at.as_deref().and_then(|at| answers.pointer(at)).and_then(Value::as_str);
        let modes = form.edition().field_at(field).map_or(&[][..], |field| &field.options);
        Leg { at, mode, modes, field }
    }

    /// The mode by which one reaches a stop, if the form has it; which kind of stop it is, its code says.
    fn mode_to(&self, code: &str) -> Option<&'static str> {
        let mode = match code.get(..2)? {
            "R-" => BY_TRAIN,
            "S-" => BY_SHIP,
            "L-" => BY_COACH,
            _ => return None,
        };
        self.modes.iter().any(|known| *known == mode).then_some(mode)
    }

    fn words_of(&self, mode: &str) -> String {
        option_id(self.field, mode)
    }
}

/// What is reached by this mode comes first, and the harbour last for a train. An airport stands for its city where no stop is known there.
fn place(mode: Option<&str>, code: &str) -> u8 {
    let own: &[&str] = match mode {
        Some(BY_TRAIN) => &["R-", "C-"],
        Some(BY_SHIP) => &["S-"],
        _ => &["L-", "C-"],
    };
    match code.get(..2) {
        Some(kind) if own.contains(&kind) => 0,
        Some("S-") => 3,
        Some(kind) if kind.ends_with('-') => 1,
        _ => 2,
    }
}

fn choice(row: ListRow, text: Option<String>) -> Choice {
    Choice { value: row.code.into(), text, label: Some(row.name), detail: row.detail }
}

/// A question of the leg that `pointer` belongs to.
fn of_leg(form: &Form, landmark: Landmark, pointer: &str) -> Option<String> {
    let leg = pointer::item_index(pointer)?;
    Some(pointer::at_item(form.edition().landmarks.pointer(landmark)?, leg))
}

/// Whether a leg begins or ends there.
fn is_end_of_a_leg(form: &Form, pointer: &str) -> bool {
    let landmarks = &form.edition().landmarks;
    let field = pointer::general(pointer);
    [Landmark::LegFrom, Landmark::LegTo].map(|end| landmarks.pointer(end)).contains(&Some(&*field))
}
