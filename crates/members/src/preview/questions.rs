//! What is asked about a column, once for all its cells.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::Mapping;
use crate::cells::dates;
use crate::decisions::DayOrder;
use crate::member::Member;
use crate::sheet::{Address, Sheet};

/// A question about a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Of the texts `err-<code>` and `rec-<code>`.
    pub code: &'static str,
    /// Which column.
    pub column: u32,
    /// How many cells wait for it.
    pub cells: usize,
    /// One of them, to be shown as an example.
    pub example: Address,
    /// Cells of the column in which the day can only stand first.
    pub day_first: usize,
    /// Cells of the column in which the month can only stand first.
    pub month_first: usize,
}

const ASKS: &str = "import-ask-";

pub(super) fn of(members: &[Arc<Member>], sheet: &Sheet, mapping: &Mapping) -> Vec<Question> {
    let mut waiting: BTreeMap<(u32, &'static str), Vec<Address>> = BTreeMap::new();
    for finding in members.iter().flat_map(|member| &member.findings) {
        if finding.code.starts_with(ASKS) {
            waiting.entry((finding.cell.column, finding.code)).or_default().push(finding.cell);
        }
    }
    let first = mapping.header.map_or(0, |at| at + 1);
    let proofs = |column: u32, order: DayOrder| {
        let rows = sheet.rows.iter().filter(|row| row.at >= first);
        let says = |it: &&crate::Row| matches!(dates::of_cell(it.cell(column)), dates::Written::Plain(_, said) if said == order);
        rows.filter(says).count()
    };
    waiting
        .into_iter()
        .filter_map(|((column, code), mut cells)| {
            cells.sort();
            cells.dedup();
            let about_days = matches!(code, "import-ask-day-order" | "import-ask-made-days");
            let count = |order| if about_days { proofs(column, order) } else { 0 };
            Some(Question {
                code,
                column,
                cells: cells.len(),
                example: *cells.first()?,
                day_first: count(DayOrder::DayFirst),
                month_first: count(DayOrder::MonthFirst),
            })
        })
        .collect()
}
