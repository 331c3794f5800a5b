//! When a colour may change without anybody saying anything.

use chrono::{Days, NaiveDate};
use declaration::{Facts, FactsError, Form, OfficerFacts};
use rulebook::Edition;
use serde_json::Value;

/// The first day after `today` on which the facts of complete answers are others by time alone; none if no day changes them.
///
/// Time moves nothing but the window, and the window only forward: what has left it does not come back. So facts that are
/// the same when the whole window has passed are the same on every day until then, and the first day on which they differ
/// is found by halving. An edition whose facts read today's date themselves is asked again every day.
pub fn changes_on(
    form: &Form,
    answers: &Value,
    officer: &OfficerFacts,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, FactsError> {
    let edition = form.edition();
    let after = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    if reads_today(edition) {
        return Ok(Some(after(1)));
    }
    let facts = |days: u64| -> Result<Facts, FactsError> { form.facts(answers, officer, after(days)) };
    let now = facts(0)?;
    let (mut same, mut differs) = (0, u64::from(edition.head.look_back_days) + 1);
    if facts(differs)? == now {
        return Ok(None);
    }
    while differs - same > 1 {
        let middle = same + (differs - same) / 2;
        if facts(middle)? == now { same = middle } else { differs = middle }
    }
    Ok(Some(after(differs)))
}

/// Whether a fact names today's date. That always has a value, so an expression's own `reads` leave it out; its source says
/// it.
fn reads_today(edition: &Edition) -> bool {
    let names = |source: &str| {
        let mut words = source.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.');
        words.any(|word| word == "today")
    };
    edition.facts.iter().any(|fact| names(&fact.is.source))
}
