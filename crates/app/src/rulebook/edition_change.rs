//! Bringing a draft to a newer edition: first what changes is shown, then what fits is kept and the rest is set aside.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use declaration::{Aside, Difference, Evaluation, Finding, Form, OfficerFacts, Why};
use rulebook::Field;
use rulebook::fields::question_id;
use serde_json::Value;
use uuid::Uuid;
use vault::{Bookmark, DraftRow, Earlier, SetAside};

use crate::dto::{
    AddedQuestion, ChangedQuestion, Differs, EditionChange, Filling, LookBack, NewerEdition, OldAnswer,
    ReviewFinding,
};
use crate::filling::{spoken, words};
use crate::{Error, Result, Session};

impl Session {
    /// What the newest edition changes for a draft. Nothing is changed by looking.
    pub fn edition_change(&self, id: &str) -> Result<EditionChange> {
        let draft = self.draft(id)?;
        let (old, new, newer) = self.editions_of(draft.edition)?;
        let language = self.language();
        Ok(change(draft.id, (&old, &new), newer, &draft, self.today(), language.tag()))
    }

    /// Brings a draft to a newer edition: answers that still fit are kept, the others are set aside. Refused if `edition` is
    /// no longer the one in use: then what was shown was about another.
    pub fn take_edition(&self, id: &str, edition: u32) -> Result<Filling> {
        let today = self.today();
        self.edit(id, |old, draft| {
            let (_, new, newer) = self.editions_of(draft.edition)?;
            if newer.number != edition {
                return Err(Error::NothingNewer);
            }
            carry(old, &new, draft, today);
            Ok(())
        })
    }

    /// Brings a draft back to the edition that it came from, as it was; only while nothing was answered since.
    pub fn leave_edition(&self, id: &str) -> Result<Filling> {
        self.edit(id, |_, draft| {
            let earlier = draft.earlier.take().filter(|earlier| earlier.untouched);
            let Earlier { edition, answers, before, .. } = earlier.ok_or(Error::NothingToUndo)?;
            let old = self.form_of(edition)?;
            draft.bookmark = draft.bookmark.take().map(|bookmark| follow(&old, bookmark));
            draft.edition = edition;
            draft.answers = answers;
            draft.earlier = before.map(|before| *before);
            Ok(())
        })
    }

    /// The edition that [`Session::leave_edition`] would bring a draft back to, as long as it is taken.
    pub(crate) fn came_from(&self, draft: &DraftRow) -> Option<u32> {
        let edition = draft.earlier.as_ref().filter(|earlier| earlier.untouched)?.edition;
        self.newer_than(edition).is_some_and(|newer| !newer.over).then_some(edition)
    }

    fn editions_of(&self, edition: u32) -> Result<(Form, Form, NewerEdition)> {
        let newer = self.newer_than(edition).ok_or(Error::NothingNewer)?;
        Ok((self.form_of(edition)?, self.form_of(newer.number)?, newer))
    }

    /// Answers that were set aside, in words.
    pub(crate) fn set_aside(&self, draft: &DraftRow) -> Vec<OldAnswer> {
        let language = self.language();
        let aside = draft.earlier.iter().flat_map(|earlier| &earlier.aside);
        aside
            .filter_map(|aside| {
                let form = self.form_of(aside.edition).ok()?;
                let value =
                    Aside { pointer: aside.pointer.clone(), value: aside.value.clone(), why: Why::NotAsked };
                let mut answer = old_answer(&form, &value, language.tag())?;
                answer.edition = aside.edition;
                answer.why.clone_from(&aside.why);
                Some(answer)
            })
            .collect()
    }
}

fn carry(old: &Form, new: &Form, draft: &mut DraftRow, today: NaiveDate) {
    let carried = old.carry_to(new, &draft.answers, today);
    let before = draft.earlier.take().map(Box::new);
    let mut aside = before.as_ref().map(|earlier| earlier.aside.clone()).unwrap_or_default();
    aside.extend(carried.aside.into_iter().map(|aside| SetAside {
        edition: draft.edition,
        pointer: aside.pointer,
        value: aside.value,
        why: name(&aside.why),
    }));
    let answers = std::mem::replace(&mut draft.answers, carried.answers);
    draft.earlier = Some(Earlier { edition: draft.edition, answers, aside, untouched: true, before });
    draft.edition = new.edition().head.number;
    draft.reviewed = false;
    draft.undo = None;
    draft.bookmark = draft.bookmark.take().map(|bookmark| follow(new, bookmark));
}

/// The page on which a question stands now; a question that went away leads to the page of the same name, if any.
fn follow(new: &Form, bookmark: Bookmark) -> Bookmark {
    let edition = new.edition();
    let asked = bookmark
        .pointer
        .as_deref()
        .and_then(|pointer| edition.field_at(&declaration::pointer::general(pointer)));
    let Some(field) = asked else { return Bookmark { pointer: None, ..bookmark } };
    let top = field.group.unwrap_or(field.id);
    let holds = |page: &&rulebook::Page| page.sections.iter().any(|section| section.fields.contains(&top));
    let page = edition.pages.iter().find(holds).map_or(bookmark.page, |page| page.id.clone());
    Bookmark { page, pointer: bookmark.pointer }
}

fn change(
    id: Uuid,
    (old, new): (&Form, &Form),
    newer: NewerEdition,
    draft: &DraftRow,
    today: NaiveDate,
    language: &str,
) -> EditionChange {
    let changes = old.changes_in(new, &draft.answers, today);
    let after = &changes.after;
    let group = |form: &Form, field: &Field| {
        field.group.map(|group| question_id(&form.edition().field(group).pointer))
    };
    let added = changes.added.iter().filter_map(|pointer| new.edition().field_at(pointer)).map(|field| {
        AddedQuestion {
            text: question_id(&field.pointer),
            group: group(new, field),
            required: required_now(after, &field.pointer),
        }
    });
    let reworded = reworded(old, new, language);
    let changed = new.edition().fields().filter_map(|field| {
        let text = question_id(&field.pointer);
        old.edition().field_at(&field.pointer)?;
        let known = changes.changed.iter().find(|changed| changed.field == field.pointer);
        let mut differs: Vec<Differs> = known.iter().flat_map(|it| &it.differs).map(told_as).collect();
        if reworded.contains(&text) {
            differs.insert(0, Differs::Words);
        }
        (!differs.is_empty()).then(|| ChangedQuestion {
            group: group(new, field),
            answered: answered_now(after, &field.pointer),
            text,
            differs,
        })
    });
    let (not_asked, misfits): (Vec<_>, Vec<_>) =
        changes.carried.aside.iter().partition(|aside| aside.why == Why::NotAsked);
    let told = |form: &Form, asides: Vec<&Aside>| {
        asides.into_iter().filter_map(|aside| old_answer(form, aside, language)).collect::<Vec<_>>()
    };
    let (from, to) = (old.edition().head.look_back_days, new.edition().head.look_back_days);
    EditionChange {
        id: id.to_string(),
        from: old.edition().head.number,
        to: new.edition().head.number,
        newer,
        look_back: (from != to).then_some(LookBack { from, to }),
        added: added.collect(),
        dropped: told(old, not_asked),
        changed: changed.collect(),
        aside: told(old, misfits),
        found: findings(new, &changes.found, language),
        settled: findings(old, &changes.settled, language),
        policy: rule(old, &draft.answers, today) != rule(new, &changes.carried.answers, today),
    }
}

/// Rule, colour and validity that the facts of a draft meet, to be compared and not told.
fn rule(form: &Form, answers: &Value, today: NaiveDate) -> Option<(String, rulebook::Colour, u32)> {
    let facts = form.facts(answers, &OfficerFacts::NONE, today).ok()?;
    let assigned = health_code::assign(form.edition(), &facts).ok()?;
    Some((assigned.rule, assigned.colour, assigned.valid_hours))
}

/// Questions whose words differ between two editions.
fn reworded(old: &Form, new: &Form, language: &str) -> BTreeSet<String> {
    let words = |form: &Form| {
        let edition = form.edition();
        edition.wordings(language).or_else(|| edition.wordings("en")).unwrap_or_default()
    };
    let (before, mut after) = (words(old), words(new));
    after.retain(|id, words| id.starts_with("q-") && before.get(id).is_some_and(|known| known != words));
    after.into_keys().collect()
}

fn required_now(evaluation: &Evaluation, field: &str) -> bool {
    any_question(evaluation, |question| &*question.field == field && question.required)
}

fn answered_now(evaluation: &Evaluation, field: &str) -> bool {
    any_question(evaluation, |question| &*question.field == field && question.answered)
}

fn any_question(evaluation: &Evaluation, fits: impl Fn(&declaration::Question) -> bool) -> bool {
    let mut found = false;
    for page in &evaluation.pages {
        spoken::for_each_question(page, &mut |question| found |= fits(question));
    }
    found
}

fn findings(form: &Form, findings: &[Finding], language: &str) -> Vec<ReviewFinding> {
    let told = findings
        .iter()
        .filter_map(|finding| Some(words::found(form, finding, finding.pointers.first()?, language)));
    told.collect()
}

fn old_answer(form: &Form, aside: &Aside, language: &str) -> Option<OldAnswer> {
    // An item that was taken away since has no number any more.
    let pointer = aside.pointer.replace("/-/", "/*/");
    let field = form.edition().field_at(&declaration::pointer::general(&pointer))?;
    let said = words::said_of(form, field, &aside.value, language);
    Some(OldAnswer {
        edition: form.edition().head.number,
        pointer: aside.pointer.clone(),
        text: question_id(&field.pointer),
        item: words::item_number(&aside.pointer),
        words: said.words,
        texts: said.texts,
        control: field.control.name().to_owned(),
        why: name(&aside.why),
    })
}

fn told_as(difference: &Difference) -> Differs {
    match difference {
        Difference::Control => Differs::Control,
        Difference::Options => Differs::Options,
        Difference::Required => Differs::Required,
        Difference::Limits => Differs::Limits,
        Difference::Condition => Differs::Condition,
        Difference::Page => Differs::Page,
        Difference::Agreement => Differs::Agreement,
    }
}

/// The kebab-case name that a code is known by.
fn name(code: &impl serde::Serialize) -> String {
    match serde_json::to_value(code) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}
