//! What is typed on without a pause is one step of a draft's history, as long as no text goes missing: forty letters of an address are
//! one state, not forty.

use chrono::TimeDelta;
use rusqlite::Connection;
use serde_json::Value;

use super::column;
use super::draft::DraftRow;
use super::history::{last_step, state_of};
use super::recent::Recent;
use super::step_back::StepBack;
use crate::error::VaultError;

/// How long a state has to have stood to be one of its own, also where what was typed next holds it.
const PAUSE: TimeDelta = TimeDelta::minutes(1);

/// Whether `next` goes on with what was typed into `last`: the same answer as in the save before, a moment later, and nothing that
/// stood in `last` goes missing with it. Then the last step leads from `next` to where it led.
/// `back` leads from `next` to `last`; `recent` are the steps beside the draft.
pub(super) fn goes_on(
    connection: &Connection,
    last: &DraftRow,
    next: &DraftRow,
    (back, recent): (&StepBack, &Recent),
) -> Result<bool, VaultError> {
    let stood = next.updated_at - last.updated_at;
    if stood < TimeDelta::zero() || stood >= PAUSE {
        return Ok(false);
    }
    let Some((pointer, between)) = back.only() else { return Ok(false) };
    let in_the_table;
    let step = match recent.0.last() {
        Some(step) => &step.back,
        None => {
            let found = last_step(connection, last.id, |row| column::json::<StepBack>(row, "back"))?;
            let Some(found) = found else { return Ok(false) };
            in_the_table = found;
            &in_the_table
        }
    };
    Ok(match step.only() {
        Some((same, before)) if same == pointer => {
            holds(before, between) || holds(state_of(next).pointer(pointer), between)
        }
        _ => false,
    })
}

/// Whether a text stands whole in another one; nothing stands in everything.
fn holds(all: Option<&Value>, some: Option<&Value>) -> bool {
    match (all, some) {
        (_, None | Some(Value::Null)) => true,
        (Some(Value::String(all)), Some(Value::String(some))) => all.contains(some.as_str()),
        _ => false,
    }
}
