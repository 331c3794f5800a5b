//! Which findings may speak: those of questions that were left, of pages that were continued from, and all of them once
//! the declaration was reviewed (design decision 3); what is only missing then stands on the review, and not in red on pages
//! that nobody has seen.

use std::collections::BTreeSet;

use declaration::evaluation::REQUIRED;
use declaration::{Finding, Page, Question};
use vault::{DraftRow, Earlier};

/// Whether this finding may be shown now.
pub(crate) fn speaks(draft: &DraftRow, finding: &Finding) -> bool {
    (draft.reviewed && finding.rule != REQUIRED)
        || finding.pointers.iter().any(|pointer| draft.spoken.contains(pointer))
}

/// Every question of the page has been left.
pub(crate) fn leave_page(draft: &mut DraftRow, page: &Page) {
    for_each_question(page, &mut |question| {
        draft.spoken.insert(question.pointer.to_string());
    });
}

/// Whether a finding stands on this page that nobody has seen yet; `seen` names them as `rule pointer`.
pub(crate) fn says_something_new(page: &Page, findings: &[Finding], seen: &[String]) -> bool {
    let here = |pointer: &&String| page.question(pointer).is_some();
    let name = |finding: &Finding, pointer: &String| format!("{} {pointer}", finding.rule);
    let mut places = findings.iter().map(|finding| {
        finding.pointers.iter().filter(here).map(|pointer| name(finding, pointer)).collect::<Vec<_>>()
    });
    places.any(|places| !places.is_empty() && !places.iter().any(|place| seen.contains(place)))
}

/// Item `index` of `group` went away: what was said of it is forgotten, and what was said of the later ones moves up.
pub(crate) fn item_removed(spoken: &mut BTreeSet<String>, group: &str, index: usize) {
    move_items(spoken, group, |at| match at {
        at if at == index => None,
        at if at > index => Some(at - 1),
        at => Some(at),
    });
}

/// An item came back at `index`: what was said of the later ones moves down.
pub(crate) fn item_inserted(spoken: &mut BTreeSet<String>, group: &str, index: usize) {
    move_items(spoken, group, |at| Some(if at >= index { at + 1 } else { at }));
}

/// Two items changed places, and what was said of each goes with it.
pub(crate) fn items_swapped(spoken: &mut BTreeSet<String>, group: &str, one: usize, other: usize) {
    move_items(spoken, group, |at| Some(swapped(at, one, other)));
}

/// Two items changed places: old answers stand beside the item they were given to.
pub(crate) fn asides_swapped(earlier: Option<&mut Earlier>, group: &str, one: usize, other: usize) {
    for aside in earlier.into_iter().flat_map(|earlier| &mut earlier.aside) {
        if let Some((at, rest)) = item_of(&aside.pointer, group) {
            aside.pointer = format!("{group}/{}{rest}", swapped(at, one, other));
        }
    }
}

fn swapped(at: usize, one: usize, other: usize) -> usize {
    match at {
        at if at == one => other,
        at if at == other => one,
        at => at,
    }
}

/// What was answered to item `index` under an older edition no longer stands beside a question; the later ones move up.
pub(crate) fn aside_removed(earlier: Option<&mut Earlier>, group: &str, index: usize) {
    for aside in earlier.into_iter().flat_map(|earlier| &mut earlier.aside) {
        if let Some((at, rest)) = item_of(&aside.pointer, group).filter(|(at, _)| *at >= index) {
            let item = if at == index { GONE.to_owned() } else { (at - 1).to_string() };
            aside.pointer = format!("{group}/{item}{rest}");
        }
    }
}

/// An item came back at `index`: old answers of the later ones move down, and its own stand beside it again.
pub(crate) fn aside_inserted(earlier: Option<&mut Earlier>, group: &str, index: usize) {
    for aside in earlier.into_iter().flat_map(|earlier| &mut earlier.aside) {
        if let Some((at, rest)) = item_of(&aside.pointer, group).filter(|(at, _)| *at >= index) {
            aside.pointer = format!("{group}/{}{rest}", at + 1);
        } else if let Some(rest) = aside.pointer.strip_prefix(&format!("{group}/{GONE}")) {
            aside.pointer = format!("{group}/{index}{rest}");
        }
    }
}

/// Instead of the number of an item that was taken away: the one after the last (RFC 6901), which no item has.
const GONE: &str = "-";

fn move_items(spoken: &mut BTreeSet<String>, group: &str, renumbered: impl Fn(usize) -> Option<usize>) {
    *spoken = std::mem::take(spoken)
        .into_iter()
        .filter_map(|pointer| match item_of(&pointer, group) {
            Some((index, rest)) => renumbered(index).map(|index| format!("{group}/{index}{rest}")),
            None => Some(pointer),
        })
        .collect();
}

/// `/legs/2/from` in group `/legs` is item 2, and `/from`.
fn item_of<'a>(pointer: &'a str, group: &str) -> Option<(usize, &'a str)> {
    let inside = pointer.strip_prefix(group)?.strip_prefix('/')?;
    let (index, rest) = inside.split_at(inside.find('/').unwrap_or(inside.len()));
    Some((index.parse().ok()?, rest))
}

/// Calls `look` for every question of a page, those inside items too.
pub(crate) fn for_each_question(page: &Page, look: &mut impl FnMut(&Question)) {
    for section in &page.sections {
        for question in &section.questions {
            look(question);
            for item in &question.items {
                item.questions.iter().for_each(&mut *look);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use declaration::{Edition, Form};
    use serde_json::json;

    use super::*;

    #[test]
    fn a_warning_that_nobody_saw_holds_the_page_once() {
        let form = Form::new(Edition::bundled().unwrap());
        let day = "2026-11-22".parse().unwrap();
        let answers = json!({ "contact": { "phone_of": "own", "mobile_abroad": "+8613857710043" } });
        let evaluation = form.evaluate(&answers, day);
        let page = evaluation.page("contact").unwrap();
        let warnings: Vec<Finding> =
            evaluation.findings.iter().filter(|it| it.rule == "mobile-abroad-chinese").cloned().collect();
        assert_eq!(warnings.len(), 1, "a Chinese number as the one abroad");
        assert!(says_something_new(page, &warnings, &[]), "it was typed, and continue pressed at once");
        let seen = ["mobile-abroad-chinese /contact/mobile_abroad".to_owned()];
        assert!(!says_something_new(page, &warnings, &seen), "who read it goes on");
        let elsewhere = evaluation.page("health").unwrap();
        assert!(!says_something_new(elsewhere, &warnings, &[]), "it holds no other page");
    }

    fn set(pointers: &[&str]) -> BTreeSet<String> {
        pointers.iter().map(|pointer| (*pointer).to_owned()).collect()
    }

    #[test]
    fn what_was_said_of_a_removed_leg_is_not_said_of_the_next_one() {
        let mut spoken = set(&["/legs/0/from", "/legs/1/from", "/legs/2/to", "/about/born", "/legs"]);
        item_removed(&mut spoken, "/legs", 1);
        assert_eq!(
            spoken,
            set(&["/legs/0/from", "/legs/1/to", "/about/born", "/legs"]),
            "leg 2 became leg 1"
        );
    }

    #[test]
    fn a_leg_that_comes_back_pushes_the_later_ones_down_again() {
        let mut spoken = set(&["/legs/0/from", "/legs/1/to"]);
        item_inserted(&mut spoken, "/legs", 1);
        assert_eq!(spoken, set(&["/legs/0/from", "/legs/2/to"]), "leg 1 is leg 2 again");
    }
}
