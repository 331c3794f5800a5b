//! The pages of what the form is filled in for: all of them for a declaration, one for an intention or a confirmation.

use std::sync::Arc;

use rulebook::kinds::Asked;
use rulebook::{Edition, FormKind, Level, Who};

use crate::evaluation::{Evaluation, Finding, Page, Progress, Question, REQUIRED, Section};
use crate::questions::Drawn;

/// Leaves the pages of this kind. Findings stay, also those at questions that are on no page now: a confirmation carries a
/// whole declaration, and is as complete as that.
pub(crate) fn gather(edition: &Edition, (kind, who): (FormKind, Who), drawn: Drawn) -> Evaluation {
    let Drawn { mut pages, findings, .. } = drawn;
    match edition.kinds.asked(kind) {
        // A page of questions that are asked later is no page yet.
        None => pages.retain(|page| Some(&*page.id) != edition.kinds.own_page() && !page.sections.is_empty()),
        Some(asked) => pages = vec![one_page(edition, asked, pages, &findings)],
    }
    Evaluation { pages, findings, who }
}

/// The questions that are asked on one page, in the order of the form: its own stand where the form has that page.
fn one_page(edition: &Edition, asked: &Asked, pages: Vec<Page>, findings: &[Finding]) -> Page {
    let mut sections: Vec<Section> = Vec::new();
    for mut section in pages.into_iter().flat_map(|page| page.sections) {
        section
            .questions
            .retain(|question| edition.field_at(&question.field).is_some_and(|field| asked.shows(field.id)));
        if !section.questions.is_empty() {
            sections.push(section);
        }
    }
    let progress = progress(&sections, findings);
    Page { id: Arc::from(asked.page.as_str()), sections, progress }
}

fn progress(sections: &[Section], findings: &[Finding]) -> Progress {
    let mut asked: Vec<&Question> = sections.iter().flat_map(|section| &section.questions).collect();
    let items = asked.iter().flat_map(|question| &question.items);
    let of_items: Vec<&Question> = items.flat_map(|item| &item.questions).collect();
    asked.extend(of_items);
    let count = |wanted: &dyn Fn(&Question) -> bool| {
        u32::try_from(asked.iter().filter(|question| wanted(question)).count()).unwrap_or(u32::MAX)
    };
    let mut progress = Progress {
        required: count(&|question| question.required),
        missing: count(&|question| question.required && !question.answered),
        ..Progress::default()
    };
    let here = |finding: &&Finding| {
        finding.pointers.first().is_some_and(|at| asked.iter().any(|question| *question.pointer == **at))
    };
    for finding in findings.iter().filter(here) {
        match finding.level {
            Level::Warning => progress.warnings += 1,
            Level::Blocking if finding.rule == REQUIRED => {}
            Level::Blocking => progress.blocking += 1,
        }
    }
    progress
}
