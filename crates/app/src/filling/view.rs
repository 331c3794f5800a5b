//! The filling-in screen from a draft and its evaluation.

use std::collections::{HashMap, HashSet};

use chrono::SecondsFormat;
use declaration::{Evaluation, Form, FormKind};
use rulebook::Landmark;
use rulebook::fields::question_id;
use serde_json::Value;
use vault::{DraftKind, DraftRow};

use super::editing::open_page;
use super::spoken::{for_each_question, speaks};
use super::words;
use crate::dto::{
    self, DeclaredBefore, DraftState, Filling, GroupItem, ItemWords, NewerEdition, OldAnswer, Page,
    PageStatus, PageSummary, Progress, Question, Saved, Section, UndoOffer, Why,
};

/// What the screen shows beside the form itself.
pub(crate) struct Around {
    pub(crate) newer: Option<NewerEdition>,
    pub(crate) came_from: Option<u32>,
    /// Answers given under an older edition.
    pub(crate) aside: Vec<OldAnswer>,
    pub(crate) declared_before: Option<DeclaredBefore>,
    /// Pointer of the leg that was missed, and still stands here.
    pub(crate) missed: Option<String>,
}

/// Everything the screen draws.
pub(crate) fn filling(
    form: &Form,
    draft: &DraftRow,
    evaluation: &Evaluation,
    around: Around,
    language: &str,
) -> Filling {
    let spoken = Spoken::of(form, draft, evaluation, language);
    let Around { newer, came_from, aside, declared_before, missed } = around;
    let (beside, set_aside) = part(evaluation, aside);
    let told = Told { spoken, beside };
    let page = open_page(form, draft, evaluation);
    let drawn = evaluation.pages.iter().find(|known| *known.id == *page);
    let mut pages = pages(form, draft, evaluation, &told.spoken);
    if let Some(leg) = &missed {
        not_done(&mut pages, evaluation, leg);
    }
    Filling {
        id: draft.id.to_string(),
        revision: draft.revision,
        kind: draft.kind.into(),
        edition: draft.edition,
        who: evaluation.who.into(),
        state: state_of(draft),
        saved: Saved { at: draft.updated_at.to_rfc3339_opts(SecondsFormat::Millis, true) },
        pages,
        page: Page {
            id: page.to_owned(),
            sections: drawn
                .map(|page| {
                    page.sections.iter().map(|section| section_view(form, section, &told, language)).collect()
                })
                .unwrap_or_default(),
        },
        focus: draft.bookmark.as_ref().and_then(|bookmark| bookmark.pointer.clone()),
        undo: draft
            .undo
            .as_ref()
            .map(|removed| UndoOffer { pointer: removed.pointer.clone(), index: removed.index }),
        cleaned: None,
        newer,
        came_from,
        set_aside,
        declared_before,
        afresh: asks_afresh(form, draft, evaluation),
        missed,
    }
}

/// Whether a correction still asks how its traveller is: its code is assigned anew, and what was said before is too old for that.
pub(super) fn asks_afresh(form: &Form, draft: &DraftRow, evaluation: &Evaluation) -> bool {
    let edition = form.edition();
    let Some(asked) = edition.kinds.asked(FormKind::Confirmation) else { return false };
    let open = |question: &declaration::Question| {
        question.required
            && !question.answered
            && edition.field_at(&question.field).is_some_and(|field| asked.asks(field.id) && field.decides)
    };
    draft.revision > 1
        && draft.kind == DraftKind::Declaration
        && evaluation.pages.iter().flat_map(|page| page.questions()).any(open)
}

/// Questions of any page, in the order of the form, as they are drawn: those of items stand alone.
pub(crate) fn drawn(
    form: &Form,
    draft: &DraftRow,
    evaluation: &Evaluation,
    language: &str,
    wanted: &dyn Fn(&str) -> bool,
) -> Vec<Question> {
    let told = Told { spoken: Spoken::of(form, draft, evaluation, language), beside: HashMap::new() };
    let mut questions = Vec::new();
    for page in &evaluation.pages {
        for_each_question(page, &mut |question| {
            if wanted(&question.pointer) {
                questions.push(question_view(form, question, &told, language));
            }
        });
    }
    questions
}

/// A first declaration, or a correction.
pub(crate) fn state_of(draft: &DraftRow) -> DraftState {
    if draft.revision > 1 { DraftState::CorrectionNotSent } else { DraftState::NotSent }
}

/// What is said at questions: findings that may speak, and what was answered before.
struct Told {
    spoken: Spoken,
    beside: HashMap<String, OldAnswer>,
}

/// Old answers whose question is asked still stand beside it, the latest of them; the others stand for themselves.
fn part(evaluation: &Evaluation, aside: Vec<OldAnswer>) -> (HashMap<String, OldAnswer>, Vec<OldAnswer>) {
    if aside.is_empty() {
        return Default::default();
    }
    let mut asked = HashSet::new();
    for page in &evaluation.pages {
        for_each_question(page, &mut |question| {
            asked.insert(question.pointer.clone());
        });
    }
    let (beside, alone): (Vec<_>, Vec<_>) =
        aside.into_iter().partition(|answer| asked.contains(answer.pointer.as_str()));
    (beside.into_iter().map(|answer| (answer.pointer.clone(), answer)).collect(), alone)
}

/// What stands there of a leg that was missed is whole, and nothing that is done.
fn not_done(pages: &mut [PageSummary], evaluation: &Evaluation, leg: &str) {
    let has_it = |page: &declaration::Page| {
        page.questions().any(|question| question.items.iter().any(|item| *item.pointer == *leg))
    };
    for (summary, page) in pages.iter_mut().zip(&evaluation.pages) {
        if summary.status == PageStatus::Done && has_it(page) {
            summary.status = PageStatus::Started;
        }
    }
}

/// The side list on its own, for the review.
pub(crate) fn summaries(
    form: &Form,
    draft: &DraftRow,
    evaluation: &Evaluation,
    language: &str,
) -> Vec<PageSummary> {
    let spoken = Spoken::of(form, draft, evaluation, language);
    pages(form, draft, evaluation, &spoken)
}

fn pages(form: &Form, draft: &DraftRow, evaluation: &Evaluation, spoken: &Spoken) -> Vec<PageSummary> {
    let blank = form.blank();
    evaluation.pages.iter().map(|page| summary(draft, page, spoken, &blank)).collect()
}

/// Findings that may speak, by the pointer they stand at.
struct Spoken(HashMap<String, Vec<dto::Finding>>);

impl Spoken {
    fn of(form: &Form, draft: &DraftRow, evaluation: &Evaluation, language: &str) -> Self {
        let mut at: HashMap<String, Vec<dto::Finding>> = HashMap::new();
        for finding in evaluation.findings.iter().filter(|finding| speaks(draft, finding)) {
            for pointer in &finding.pointers {
                at.entry(pointer.clone()).or_default().push(words::finding(form, finding, pointer, language));
            }
        }
        Spoken(at)
    }

    fn at(&self, pointer: &str) -> Vec<dto::Finding> {
        self.0.get(pointer).cloned().unwrap_or_default()
    }

    fn blocks(&self, pointer: &str) -> bool {
        self.0.get(pointer).is_some_and(|findings| findings.iter().any(|it| it.level == dto::Level::Blocking))
    }
}

/// How a page stands. What a new declaration starts with nobody has answered: a page with nothing else is untouched.
fn summary(draft: &DraftRow, page: &declaration::Page, spoken: &Spoken, blank: &Value) -> PageSummary {
    let (mut left, mut answered, mut wrong) = (false, false, false);
    for_each_question(page, &mut |question| {
        left |= draft.spoken.contains(&*question.pointer);
        answered |=
            question.answered && draft.answers.pointer(&question.pointer) != blank.pointer(&question.pointer);
        wrong |= spoken.blocks(&question.pointer);
    });
    let progress = progress(page.progress);
    let clean = progress.missing == 0 && progress.blocking == 0;
    // Whoever corrects what was sent has been on every page.
    let seen = draft.reviewed || draft.revision > 1;
    let status = if wrong {
        PageStatus::Wrong
    } else if clean && (left || answered || seen) {
        PageStatus::Done
    } else if left || answered {
        PageStatus::Started
    } else {
        PageStatus::Untouched
    };
    PageSummary { id: page.id.to_string(), status, progress }
}

/// Counts, as the UI is told them.
pub(crate) fn progress(progress: declaration::Progress) -> Progress {
    Progress {
        required: progress.required,
        missing: progress.missing,
        blocking: progress.blocking,
        warnings: progress.warnings,
    }
}

fn reads_mrz(form: &Form, section: &declaration::Section) -> bool {
    let number = form.edition().landmarks.pointer(Landmark::DocumentNumber);
    section.questions.iter().any(|question| number == Some(&*question.field))
}

fn section_view(form: &Form, section: &declaration::Section, told: &Told, language: &str) -> Section {
    Section {
        id: section.id.to_string(),
        reads_mrz: reads_mrz(form, section),
        questions: section
            .questions
            .iter()
            .map(|question| question_view(form, question, told, language))
            .collect(),
    }
}

fn question_view(form: &Form, question: &declaration::Question, told: &Told, language: &str) -> Question {
    Question {
        pointer: question.pointer.to_string(),
        text: question_id(&question.field),
        control: question.control.name().to_owned(),
        value: question.value.clone(),
        shown: words::shown(form, question, language),
        beside: words::beside(form, question, language),
        required: question.required,
        choices: words::choices(question),
        exclusive: question.exclusive.as_deref().map(str::to_owned),
        max_length: question.max_length,
        findings: told.spoken.at(&question.pointer),
        why: Why {
            purpose: question.purpose.to_string(),
            readers: question.readers.to_vec(),
            retention_days: question.retention_days,
        },
        items: question.items.iter().map(|item| item_view(form, item, told, language)).collect(),
        max_items: question.max_items,
        companions: form.edition().landmarks.list(Landmark::CompanionBorn) == Some(&*question.field),
        earlier: told.beside.get(&*question.pointer).cloned(),
    }
}

fn item_view(form: &Form, item: &declaration::Item, told: &Told, language: &str) -> GroupItem {
    let said = item.questions.iter().map(|question| ItemWords {
        control: question.control.name().to_owned(),
        words: words::said(form, question, language).words.join(", "),
    });
    GroupItem {
        pointer: item.pointer.to_string(),
        index: item.index as u32,
        summary: said.filter(|said| !said.words.is_empty()).collect(),
        findings: item.questions.iter().filter(|question| told.spoken.blocks(&question.pointer)).count()
            as u32,
        questions: item
            .questions
            .iter()
            .map(|question| question_view(form, question, told, language))
            .collect(),
    }
}
