//! What is told of a comparison: a table for people, JSON for programs. The same input gives the same bytes.

use std::fmt::Write as _;

use rulebook::Field;
use serde_json::{Value, json};

use super::judge::Judge;
use super::kinds::{Kind, kinds};
use super::summary::{COLOURS, Pair, Summary};
use super::tally::Tally;

/// For people.
pub(super) fn table(judge: &Judge, tally: &Tally) -> String {
    let (summary, [old, new]) = (Summary::of(judge, tally), judge.numbers());
    let mut lines = Lines::default();
    lines.say(format_args!(
        "edition {old} -> edition {new}, judged on {}: {} declarations, {} compared, {} not comparable",
        judge.today,
        grouped(tally.declarations),
        grouped(summary.compared),
        grouped(tally.not_comparable)
    ));
    if tally.unreadable > 0 {
        let first: Vec<String> = tally.first_unreadable.iter().map(u64::to_string).collect();
        let more = if tally.unreadable > first.len() as u64 { ", …" } else { "" };
        lines.say(format_args!(
            "{} lines hold no declaration: line {}{more}",
            grouped(tally.unreadable),
            first.join(", ")
        ));
    }
    lines.title(format_args!(
        "codes that change: {} ({}), {} stricter, {} milder",
        grouped(summary.stricter + summary.milder),
        percent(summary.stricter + summary.milder, summary.compared),
        grouped(summary.stricter),
        grouped(summary.milder)
    ));
    lines.say(format_args!("{:>14} {:>13} {:>13} {:>13}", "", "to green", "to yellow", "to orange"));
    for (colour, row) in COLOURS.iter().zip(summary.matrix) {
        let [green, yellow, orange] = row.map(grouped);
        lines.say(format_args!(
            "{:>14} {green:>13} {yellow:>13} {orange:>13}",
            format!("from {}", colour.name())
        ));
    }
    lines.pairs("by rule", &summary.changed);
    lines.kinds(&kinds(judge, tally));
    lines.pairs("the same colour by another rule", &summary.reasons);
    if !summary.validities.is_empty() {
        lines.title(format_args!("the same rule, valid for another time"));
        for Pair { count, before, after } in &summary.validities {
            lines.count(
                *count,
                format_args!("{}: {} -> {} hours", before.id, before.valid_hours, after.valid_hours),
            );
        }
    }
    if !tally.unlike.is_empty() {
        lines.title(format_args!("not comparable: an answer that the code rests on does not fit"));
        for (why, count) in &tally.unlike {
            lines.count(*count, format_args!("edition {}: {}", why.which, why.what));
        }
    }
    if judge.findings {
        lines.findings(tally, old, new);
    }
    lines.0
}

/// Consents whose words change while their version stays.
pub(super) fn rewritten(judge: &Judge) -> Vec<&str> {
    let (old, new) = (judge.old.edition(), judge.new.edition());
    let same_version = |field: &&Field| {
        let (before, after) = (old.field_at(&field.pointer), &field.text_version);
        before.and_then(|before| Some((before.text_version.as_ref()?, after.as_ref()?))).is_some_and(
            |(before, after)| before.words == after.words && before.fingerprint != after.fingerprint,
        )
    };
    new.fields().filter(same_version).map(|field| &*field.pointer).collect()
}

/// For programs.
pub(super) fn json(judge: &Judge, tally: &Tally) -> String {
    let (summary, [old, new]) = (Summary::of(judge, tally), judge.numbers());
    let pairs = |pairs: &[Pair<'_>]| -> Vec<Value> { pairs.iter().map(pair).collect() };
    let matrix = COLOURS.iter().zip(summary.matrix).map(|(colour, row)| {
        let row = COLOURS.iter().zip(row).map(|(to, count)| (to.name().to_owned(), json!(count)));
        (colour.name().to_owned(), Value::Object(row.collect()))
    });
    let unlike = tally
        .unlike
        .iter()
        .map(|(why, count)| json!({ "edition": why.which, "at": why.what, "count": count }));
    let mut told = json!({
        "old": old, "new": new, "today": judge.today,
        "declarations": tally.declarations, "compared": summary.compared,
        "not_comparable": tally.not_comparable,
        "unreadable": { "lines": tally.unreadable, "first": tally.first_unreadable },
        "stricter": summary.stricter, "milder": summary.milder,
        "colours": Value::Object(matrix.collect()),
        "rewritten_consents": rewritten(judge),
        "low_risk_green": judge.new.edition().head.low_risk_green,
        "kinds": kinds(judge, tally).iter().map(kind).collect::<Vec<_>>(),
        "changed": pairs(&summary.changed),
        "same_colour_other_rule": pairs(&summary.reasons),
        "same_rule_other_validity": pairs(&summary.validities),
        "unlike": unlike.collect::<Vec<_>>(),
    });
    if judge.findings {
        told["findings"] = json!({
            "complete_before": tally.complete_before, "no_longer_complete": tally.no_longer_complete,
            "newly_complete": tally.newly_complete, "newly_blocked": tally.newly_blocked,
            "new": tally.new_findings,
        });
    }
    told.to_string()
}

fn kind(kind: &Kind<'_>) -> Value {
    json!({
        "kind": kind.name, "count": kind.count, "before": kind.before, "after": kind.after, "worse": kind.worse,
        "by": kind.by.iter().map(pair).collect::<Vec<_>>(),
    })
}

fn pair(pair: &Pair<'_>) -> Value {
    let rule = |rule: &rulebook::PolicyRule| json!({ "rule": rule.id, "colour": rule.colour.name(), "valid_hours": rule.valid_hours });
    json!({ "count": pair.count, "before": rule(pair.before), "after": rule(pair.after) })
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn say(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a String does not fail.
        let _ = writeln!(self.0, "{line}");
    }

    fn title(&mut self, line: std::fmt::Arguments<'_>) {
        self.say(format_args!("\n{line}"));
    }

    fn count(&mut self, count: u64, line: std::fmt::Arguments<'_>) {
        self.say(format_args!("{:>14}  {line}", grouped(count)));
    }

    fn pairs(&mut self, title: &str, pairs: &[Pair<'_>]) {
        if pairs.is_empty() {
            return;
        }
        self.title(format_args!("{title}"));
        for Pair { count, before, after } in pairs {
            self.count(
                *count,
                format_args!(
                    "{} -> {}: {} -> {}",
                    before.colour.name(),
                    after.colour.name(),
                    before.id,
                    after.id
                ),
            );
        }
    }

    fn kinds(&mut self, kinds: &[Kind<'_>]) {
        if kinds.is_empty() {
            return;
        }
        self.title(format_args!("who is treated worse, and by what (green / yellow / orange)"));
        for Kind { name, count, before, after, worse, by, .. } in kinds {
            let colours = |of: &[u64; 3]| of.map(grouped).join(" / ");
            self.count(
                *count,
                format_args!(
                    "{name}: {} -> {}; {} worse ({})",
                    colours(before),
                    colours(after),
                    grouped(*worse),
                    percent(*worse, *count)
                ),
            );
            for Pair { count, before, after } in by {
                self.say(format_args!("{:>18}  {} -> {}", grouped(*count), before.id, after.id));
            }
        }
    }

    fn findings(&mut self, tally: &Tally, old: u32, new: u32) {
        self.title(format_args!(
            "could be sent under edition {old}: {}; of these {} not under edition {new} as they are; {} only under edition {new}",
            grouped(tally.complete_before),
            grouped(tally.no_longer_complete),
            grouped(tally.newly_complete)
        ));
        self.say(format_args!("new findings that block, in {} declarations", grouped(tally.newly_blocked)));
        for (finding, count) in &tally.new_findings {
            self.count(*count, format_args!("{finding}"));
        }
    }
}

/// A number with a comma after each thousand.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

pub(super) fn percent(part: u64, whole: u64) -> String {
    #[allow(clippy::cast_precision_loss, reason = "told to a tenth of a percent")]
    let share = if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 };
    format!("{share:.1}%")
}

#[cfg(test)]
mod tests {
    use super::{grouped, percent};

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let said: Vec<String> = [0, 999, 1_000, 123_456, 1_000_000].into_iter().map(grouped).collect();
        assert_eq!(said, ["0", "999", "1,000", "123,456", "1,000,000"]);
        assert_eq!((percent(1, 3), percent(0, 0)), ("33.3%".to_owned(), "0.0%".to_owned()));
    }
}
