//! Closing a flight, and the list that a county is handed.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use platform_api::{Problem, ProblemCode, ProblemDetail, Stage};
use rulebook::{zhejiang_clock, zhejiang_date};
use uuid::Uuid;

use super::looking::{Wanted, known};
use super::person::Person;
use super::{Desk, Officer, failed};
use crate::store::Flight;

/// A list is to be destroyed after so long.
const DESTROYED_AFTER: TimeDelta = TimeDelta::days(14);

impl Desk {
    /// Closes a flight. Whoever was neither met nor said not to be on board is named in the refusal.
    pub(crate) async fn close_flight(&self, officer: &Officer, wanted: &Wanted) -> Result<(), Problem> {
        let (Some(port), Some(day), Some(flight)) = (&wanted.port, wanted.day, &wanted.flight) else {
            return Err(ProblemCode::BadRequest.into());
        };
        let mut unmet = Vec::new();
        for expected in self.wanted(officer, wanted).await? {
            let declaration = expected.declaration;
            let Some((way, _)) = self.core.way(declaration).await.map_err(failed)? else { continue };
            let is_met = way.seen.iter().any(|seen| seen.stage >= Stage::Landed && seen.by.is_some());
            if !is_met && !way.is_excused && way.stage != Stage::Intends {
                unmet.push(declaration);
            }
        }
        if !unmet.is_empty() {
            return Err(Problem::with_errors(
                ProblemCode::FlightHasUnmet,
                unmet.into_iter().map(named).collect(),
            ));
        }
        let note = self.note(format!("closed flight {port} {day} {flight}"), &officer.account);
        let flight = Flight { port: port.clone(), day, flight: flight.clone() };
        self.store.close_flight(flight, note.clone()).await.map_err(failed)?;
        self.store.note_staff(officer.account.id, note).await.map_err(failed)?;
        Ok(())
    }

    pub(super) async fn is_closed(&self, port: &str, day: NaiveDate, flight: &str) -> Result<bool, Problem> {
        let flight = Flight { port: port.to_owned(), day, flight: flight.to_owned() };
        self.store.is_closed(flight).await.map_err(failed)
    }

    /// The list of those of a flight who go to a county, as CSV, with who made it and until when it may be kept.
    pub(crate) async fn handover(
        &self,
        officer: &Officer,
        wanted: &Wanted,
        county: &str,
    ) -> Result<String, Problem> {
        let flight = Wanted { county: None, ..wanted.clone() };
        let expected = self.wanted(officer, &flight).await?;
        let mut people = self.list(officer, known(expected)).await?;
        people.retain(|person| person.county.as_ref().is_some_and(|it| it.code == county));
        let declarations = people.iter().map(|person| person.declaration).collect();
        self.looked(officer, declarations, "looked export").await?;
        let event = format!("exported handover {county} {}", people.len());
        self.write_down(officer, event).await?;
        Ok(sheet(&people, &officer.account.signature(), self.now()))
    }
}

fn named(declaration: Uuid) -> ProblemDetail {
    ProblemDetail { pointer: declaration.to_string(), rule: "unmet".into(), arguments: Default::default() }
}

/// Rows of the list. The first two say whose it is.
fn sheet(people: &[Person], by: &str, now: DateTime<Utc>) -> String {
    let time = |at: DateTime<Utc>| zhejiang_clock(at).format("%Y-%m-%d %H:%M").to_string();
    let destroy = zhejiang_date(now + DESTROYED_AFTER).to_string();
    let mut text = String::from("\u{feff}");
    let made = time(now);
    line(&mut text, ["制表 made by", by, "制表时间 made at", &made, "销毁日期 destroy by", &destroy]);
    line(
        &mut text,
        [
            "航班 flight",
            "座位 seat",
            "姓名 name",
            "证件尾号 document",
            "码 code",
            "环节 stage",
            "县 county",
            "乡镇 township",
            "同行 party",
            "需要 needs",
            "申报编号 reference",
            "接收人签字 signed",
        ],
    );
    for person in people {
        let without = if person.taken_in { "未申报 not declared" } else { "" };
        let colour = person.code.as_ref().map(|code| (code.colour.name(), code.sample));
        let colour = match colour {
            Some((colour, true)) => format!("{colour} (样例 SAMPLE)"),
            Some((colour, false)) => colour.to_owned(),
            None => without.to_owned(),
        };
        let of =
            |named: &Option<super::person::Named>| named.as_ref().map(|it| it.zh.clone()).unwrap_or_default();
        let needs = person.needs.join(" ");
        line(
            &mut text,
            [
                person.flight.as_deref().unwrap_or_default(),
                person.seat.as_deref().unwrap_or_default(),
                &person.name,
                &person.document,
                &colour,
                person.stage,
                &of(&person.county),
                &of(&person.township),
                &person.party.to_string(),
                &needs,
                &person.reference,
                "",
            ],
        );
    }
    text
}

/// A line of CSV. A cell that a sheet would take for a formula is made a text.
pub(super) fn line<'a>(text: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    let cells = cells.into_iter().map(|cell| {
        let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
        let guarded = if is_formula { format!("'{cell}") } else { cell.to_owned() };
        format!("\"{}\"", guarded.replace('"', "\"\""))
    });
    text.push_str(&cells.collect::<Vec<_>>().join(","));
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn no_cell_is_a_formula_and_no_cell_ends_early() {
        let mut text = String::new();
        line(&mut text, ["=HYPERLINK(\"x\")", "+86", "-1", "@SUM", "\t=1", "陈 \"小\" 雨", "a,b\r\nc"]);
        assert_eq!(
            text,
            "\"'=HYPERLINK(\"\"x\"\")\",\"'+86\",\"'-1\",\"'@SUM\",\"'\t=1\",\"陈 \"\"小\"\" 雨\",\"a,b\r\nc\"\r\n",
            "texts stay texts"
        );
    }
}
