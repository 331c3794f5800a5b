//! Search-as-you-type over the rulebook's long lists.

use declaration::{Form, pointer};
use rulebook::{Landmark, Row};
use serde_json::Value;

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
        let airports_alone = self.is_end_of_a_flight(&form, &draft.answers, pointer);
        // The codes of stations, harbours and border ports are the software's own, and have a hyphen.
        let fits = |row: &Row| !airports_alone || !row.code.contains('-');
        let most = if self.kiosk.is_some() && query.is_empty() { ALL } else { MOST };
        let mut rows = form.options_among(pointer, &draft.answers, query, (language.tag(), most), fits);
        if !airports_alone && is_end_of_a_leg(&form, pointer) {
            // A ship reaches a harbour, though the airport of that town is better known; and whoever types a whole region means it,
            // before one of its piers. What is equal keeps its order.
            rows.sort_by_key(|row| (!row.code.contains('-'), !row.code.starts_with("G-")));
        }
        Ok(rows
            .into_iter()
            .map(|row| Choice {
                value: row.code.into(),
                text: None,
                label: Some(row.name),
                detail: row.detail,
            })
            .collect())
    }

    /// Whether a leg begins or ends there that goes by air: then only an airport is meant.
    fn is_end_of_a_flight(&self, form: &Form, answers: &Value, pointer: &str) -> bool {
        let landmarks = &form.edition().landmarks;
        let (Some(item), Some(flight)) =
            (super::words::item_number(pointer), landmarks.pointer(Landmark::Flight))
        else {
            return false;
        };
        let flight = flight.replacen('*', &(item - 1).to_string(), 1);
        is_end_of_a_leg(form, pointer) && form.evaluate(answers, self.today()).question(&flight).is_some()
    }
}

/// Whether a leg begins or ends there.
fn is_end_of_a_leg(form: &Form, pointer: &str) -> bool {
    let landmarks = &form.edition().landmarks;
    let field = pointer::general(pointer);
    [Landmark::LegFrom, Landmark::LegTo].map(|end| landmarks.pointer(end)).contains(&Some(&*field))
}
