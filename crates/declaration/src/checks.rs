//! Rules across answers. What is not answered is not judged: a rule is evaluated only where all that it reads is there.

use std::collections::BTreeMap;

use cel::common::types::{CelBool, CelDouble, CelInt, CelString, CelTimestamp};
use cel::common::value::CowVal;
use rulebook::checks::CheckArgument;
use rulebook::{Check, FormKind, Level, Path, Step};

use crate::evaluation::{Argument, Finding};
use crate::questions::Drawn;
use crate::state::{State, at_item};
use crate::tree::{RecordCell, Standing};
use crate::variables::Variables;

/// Adds what the checks find.
pub(crate) fn check(state: &State<'_>, drawn: &mut Drawn) {
    let edition = state.edition;
    let mut lists: Vec<(&Path, Vec<&RecordCell<'_>>)> = Vec::new();
    for rule in edition.checks.iter().filter(|rule| concerns(state, rule)) {
        match &rule.each {
            None => {
                let variables = Variables::of(state.common());
                if variables.hold(edition, &rule.problem) {
                    add(state, drawn, rule, &variables, None);
                }
            }
            Some(list) => {
                let known = lists.iter().position(|(path, _)| *path == list).unwrap_or_else(|| {
                    lists.push((list, state.items(list)));
                    lists.len() - 1
                });
                let items = &lists[known].1;
                for index in 0..items.len() {
                    let variables = Variables::at(state.common(), items, index);
                    if variables.hold(edition, &rule.problem) {
                        add(state, drawn, rule, &variables, Some(index));
                    }
                }
            }
        }
    }
}

/// Whether an answer is known to be none at all: who typed `hotel` for an address is not asked for its number too.
fn is_blocked(drawn: &Drawn, pointer: &str) -> bool {
    let blocking = drawn.findings.iter().filter(|finding| finding.level == Level::Blocking);
    blocking.flat_map(|finding| finding.pointers.first()).any(|at| at == pointer)
}

/// An intention is not judged by what it does not ask, even where a rule may do without an answer.
fn concerns(state: &State<'_>, rule: &Check) -> bool {
    if state.kind != FormKind::Intention {
        return true;
    }
    let unasked = state.edition.kinds.unasked(state.kind);
    rule.each.is_none()
        && rule.problem.reads.iter().filter_map(|read| read.path.absolute(None)).all(|path| {
            let root = state.edition.shape.at(&path.steps).and_then(|member| member.field);
            root.is_none_or(|id| !unasked.contains(&id))
        })
}

/// Adds a finding at the places that are asked; one that has none left has nobody to speak to.
fn add(
    state: &State<'_>,
    drawn: &mut Drawn,
    rule: &Check,
    variables: &Variables<'_, '_>,
    index: Option<usize>,
) {
    let shape = &state.edition.shape;
    let steps = rule.at.iter().map(|path| place(path, index)).filter(|steps| is_asked(state, steps));
    let pointers: Vec<String> = steps.map(|steps| shape.pointer(&steps)).collect();
    if pointers.is_empty() {
        return;
    }
    // Checks are judged in their order: what blocks an answer stands before what doubts it.
    if rule.level == Level::Warning && matches!(&*pointers, [only] if is_blocked(drawn, only)) {
        return;
    }
    let main = rule.at.iter().find(|path| is_asked(state, &place(path, index)));
    let field = main.and_then(|path| shape.at(&path.steps)).and_then(|member| member.field);
    let page = field.and_then(|id| drawn.page_of.get(id.index()).copied()).unwrap_or(0);
    if let Some(page) = drawn.pages.get_mut(page) {
        match rule.level {
            Level::Blocking => page.progress.blocking += 1,
            Level::Warning => page.progress.warnings += 1,
        }
    }
    // What an argument reads may be open still, though what the rule reads is not: the sentence is said with a gap.
    let told = |argument| value(state, variables, argument).unwrap_or_else(|| Argument::Text(GAP.to_owned()));
    let arguments: BTreeMap<String, Argument> =
        rule.arguments.iter().map(|argument| (argument.name.clone(), told(argument))).collect();
    drawn.findings.push(Finding { pointers, rule: rule.id.clone(), arguments, level: rule.level });
}

/// In place of a word that is not there yet.
const GAP: &str = "…";

fn place(path: &Path, index: Option<usize>) -> Vec<Step> {
    at_item(&path.steps, index.unwrap_or(0))
}

fn is_asked(state: &State<'_>, steps: &[Step]) -> bool {
    let above = &steps[..steps.len().saturating_sub(1)];
    let (Some(record), Some(Step::Member(at))) = (state.tree.record_at(above), steps.last()) else {
        return false;
    };
    record.slots.get(*at).is_some_and(|slot| slot.standing != Standing::Hidden)
}

fn value(state: &State<'_>, variables: &Variables<'_, '_>, argument: &CheckArgument) -> Option<Argument> {
    let scope = state.edition.scope(variables);
    let value: CowVal<'_, '_> = argument.is.value(&scope).ok()?;
    if let Some(text) = value.downcast_ref::<CelString>() {
        let text = text.inner().to_owned();
        return Some(match &argument.list {
            Some(list) => Argument::Listed { list: list.clone(), code: text },
            None => Argument::Text(text),
        });
    }
    #[allow(clippy::cast_precision_loss)]
    if let Some(number) = value.downcast_ref::<CelInt>() {
        return Some(Argument::Number(*number.inner() as f64));
    }
    if let Some(number) = value.downcast_ref::<CelDouble>() {
        return Some(Argument::Number(*number.inner()));
    }
    if let Some(instant) = value.downcast_ref::<CelTimestamp>() {
        return Some(Argument::Date(instant.inner().date_naive()));
    }
    value.downcast_ref::<CelBool>().map(|truth| Argument::Text(truth.inner().to_string()))
}
