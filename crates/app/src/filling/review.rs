//! Review: every finding speaks, linked to its question; then the answers that colour a code or block boarding, and those by
//! which the county finds its traveller, are read back before they are sealed.

use declaration::{Control, Evaluation, Form, FormKind, Question};
use rulebook::Landmark;
use rulebook::fields::question_id;
use vault::{DraftKind, DraftRow};

use super::{spoken, view, words};
use crate::dto::{ReadBack, Review, ReviewPage};
use crate::{Result, Session};

impl Session {
    /// Reviews the draft: from now on all its findings may speak.
    pub fn review(&self, id: &str) -> Result<Review> {
        let asked = self.ask_what_is_old(id)?;
        let draft = self.touch(id, |_, draft| Ok(!std::mem::replace(&mut draft.reviewed, true)))?.draft;
        let form = self.form_for(&draft)?;
        let evaluation = self.evaluated(&form, &draft)?;
        let language = self.language();
        let row = self.declaration(draft.id)?;
        let early = self.ends_early(&row, &self.read_code(&row));
        Ok(Review {
            missed: self.missed_leg(&form, &draft)?,
            early: early.filter(|early| draft.kind == DraftKind::Confirmation && !early.due),
            id: draft.id.to_string(),
            revision: draft.revision,
            kind: draft.kind.into(),
            edition: form.edition().head.number,
            who: evaluation.who.into(),
            sample: form.edition().head.sample,
            newer: self.newer_than(draft.edition),
            state: view::state_of(&draft),
            pages: view::summaries(&form, &draft, &evaluation, language.tag()),
            findings: self.all_findings(&form, &draft, &evaluation),
            read_back: read_back(&form, &evaluation, language.tag()),
            complete: evaluation.is_complete(),
            afresh: asked || view::asks_afresh(&form, &draft, &evaluation),
            sending: self.sending(),
            declared_before: self.declared_before(&form, &draft)?,
        })
    }
}

impl Session {
    /// What a confirmation does not ask may keep it from being sent as well: it is shown on the declaration's own page.
    fn all_findings(&self, form: &Form, draft: &DraftRow, evaluation: &Evaluation) -> Vec<ReviewPage> {
        let language = self.language();
        let mut pages = findings(form, evaluation, language.tag());
        if form.kind() == FormKind::Confirmation {
            let here = |pointer: &str| evaluation.question(pointer).is_some();
            let mut whole = form
                .filled_in_for(FormKind::Declaration)
                .evaluate(&draft.answers, self.day_of(form.edition(), &draft.answers));
            whole.findings.retain(|found| found.pointers.first().is_some_and(|pointer| !here(pointer)));
            pages.extend(findings(form, &whole, language.tag()));
        }
        pages
    }
}

fn findings(form: &Form, evaluation: &Evaluation, language: &str) -> Vec<ReviewPage> {
    let mut pages: Vec<ReviewPage> = Vec::new();
    for page in &evaluation.pages {
        let mut found = Vec::new();
        spoken::for_each_question(page, &mut |question| {
            let here = evaluation
                .findings
                .iter()
                .filter(|it| it.pointers.first().map(String::as_str) == Some(&*question.pointer));
            found.extend(here.map(|finding| words::found(form, finding, &question.pointer, language)));
        });
        if !found.is_empty() {
            pages.push(ReviewPage { page: page.id.to_string(), findings: found });
        }
    }
    pages
}

fn read_back(form: &Form, evaluation: &Evaluation, language: &str) -> Vec<ReadBack> {
    // A plan colours nothing; the county goes by all of it.
    let whole = form.kind() == FormKind::Intention;
    let landmarks = &form.edition().landmarks;
    let reaches = |question: &Question| {
        REACHED_BY.iter().any(|one| landmarks.pointer(*one).is_some_and(|at| *at == *question.pointer))
    };
    let wanted = |question: &Question| match whole {
        true => given(question),
        false => matters(question) || given(question) && reaches(question),
    };
    lines(form, evaluation, language, wanted)
}

/// By what the county finds a traveller, and what stands on the code and on the slip: a slip of the finger in these is noticed by nobody
/// until they stand there alone.
const REACHED_BY: [Landmark; 8] = [
    Landmark::HanName,
    Landmark::Phone,
    Landmark::PhoneInChina,
    Landmark::ContactName,
    Landmark::ContactPhone,
    Landmark::City,
    Landmark::County,
    Landmark::Address,
];

/// Every answer in words, in the order of the form.
pub(super) fn read_back_all(form: &Form, evaluation: &Evaluation, language: &str) -> Vec<ReadBack> {
    lines(form, evaluation, language, given)
}

/// Whether it has an answer of its own.
fn given(question: &Question) -> bool {
    question.control != Control::Group && question.answered
}

fn lines(
    form: &Form,
    evaluation: &Evaluation,
    language: &str,
    wanted: impl Fn(&Question) -> bool,
) -> Vec<ReadBack> {
    let mut lines = Vec::new();
    for page in &evaluation.pages {
        spoken::for_each_question(page, &mut |question| {
            if wanted(question) {
                let said = words::said(form, question, language);
                lines.push(ReadBack {
                    page: page.id.to_string(),
                    pointer: question.pointer.to_string(),
                    text: question_id(&question.field),
                    item: words::item_number(&question.pointer),
                    words: said.words,
                    texts: said.texts,
                    control: question.control.name().to_owned(),
                });
            }
        });
    }
    lines
}

/// The rulebook marks it, or a fact of the code policy may read it; groups themselves are read back item by item.
fn matters(question: &Question) -> bool {
    let root = question.field.split('/').nth(1).unwrap_or_default();
    let epidemic = rulebook::vocabulary::FACT_ROOTS.contains(&root);
    given(question) && (question.decides || epidemic)
}
