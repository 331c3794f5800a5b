//! `simulate`: which codes come of one edition, by which rule, and for whom.

use std::fmt::Write as _;

use rulebook::PolicyRule;
use serde_json::{Value, json};

use super::judge::Judge;
use super::kinds::kinds;
use super::report::{grouped, percent};
use super::summary::COLOURS;
use super::tally::Tally;

/// How many declarations each rule decides, in the order of the policy; those that decide for nobody among them.
fn deciding<'a>(judge: &'a Judge, tally: &Tally) -> Vec<(&'a PolicyRule, u64)> {
    let policy = judge.new.edition().policy.iter().enumerate();
    let count =
        |place| tally.rules.iter().filter(|((_, after), _)| *after == place).map(|(_, count)| count).sum();
    policy.map(|(place, rule)| (rule, count(place))).collect()
}

/// For people.
pub(super) fn table(judge: &Judge, tally: &Tally) -> String {
    let [edition, _] = judge.numbers();
    let rules = deciding(judge, tally);
    let judged: u64 = rules.iter().map(|(_, count)| count).sum();
    let mut told = format!(
        "edition {edition}, judged on {}: {} declarations, {} judged, {} not\n\nby rule\n",
        judge.today,
        grouped(tally.declarations),
        grouped(judged),
        grouped(tally.not_comparable)
    );
    for (rule, count) in &rules {
        let (share, colour) = (percent(*count, judged), rule.colour.name());
        // Writing to a String does not fail.
        let _ = writeln!(told, "{:>14} {share:>7}  {colour}: {}", grouped(*count), rule.id);
    }
    let _ = writeln!(told, "\nwho gets which (green / yellow / orange), and by what");
    for kind in kinds(judge, tally) {
        let colours = kind.after.map(|of| percent(of, kind.count)).join(" / ");
        let _ = writeln!(told, "{:>14}  {}: {colours}", grouped(kind.count), kind.name);
        for (rule, count) in &kind.rules {
            let _ = writeln!(told, "{:>18}  {}", grouped(*count), rule.id);
        }
    }
    told
}

/// For programs.
pub(super) fn json(judge: &Judge, tally: &Tally) -> String {
    let [edition, _] = judge.numbers();
    let colours = |of: [u64; 3]| -> Value {
        COLOURS.iter().zip(of).map(|(colour, count)| (colour.name().to_owned(), json!(count))).collect()
    };
    let rules = deciding(judge, tally);
    let rule = |(rule, count): &(&PolicyRule, u64)| json!({ "rule": rule.id, "colour": rule.colour.name(), "count": count });
    let kinds: Vec<Value> = kinds(judge, tally)
        .into_iter()
        .map(|kind| {
            let by: Vec<Value> = kind.rules.iter().map(rule).collect();
            json!({ "kind": kind.name, "count": kind.count, "colours": colours(kind.after), "by": by })
        })
        .collect();
    json!({
        "edition": edition, "today": judge.today, "declarations": tally.declarations,
        "not_judged": tally.not_comparable, "rules": rules.iter().map(rule).collect::<Vec<_>>(), "kinds": kinds,
    })
    .to_string()
}
