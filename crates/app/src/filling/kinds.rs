//! What is said besides a declaration: an intention before there is a ticket, and later that nothing has changed.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use declaration::{AtLandmarks, Form, FormKind};
use platform_api::{Stage, Status};
use rulebook::{Landmark, formats, zhejiang_date};
use serde_json::Value;
use vault::{Bookmark, DraftKind, DraftRow, SentRow};

use super::fresh::ask_afresh;
use crate::dto::{self, Filling};
use crate::rulebook::forms::form_kind;
use crate::{Error, Result, Session, parse_id};

impl Session {
    /// Starts an intention: before there is a ticket.
    pub fn start_intention(&self) -> Result<Filling> {
        let form = self.current_form()?;
        offered(&form, FormKind::Intention)?;
        let draft =
            self.begin(DraftKind::Intention, form.edition().head.number, Value::Object(Default::default()))?;
        self.filling(&draft)
    }

    /// Goes on from an intention to the declaration, or from a confirmation to a correction: every answer stays.
    pub fn declare(&self, id: &str) -> Result<Filling> {
        let uuid = parse_id(id)?;
        if self.vault()?.draft(uuid)?.is_some() {
            return self.edit(id, |form, draft| {
                become_declaration(form, draft);
                Ok(())
            });
        }
        self.next_revision(id, |form, sent| {
            let mut draft = next(uuid, sent, DraftKind::Intention);
            become_declaration(form, &mut draft);
            Ok(draft)
        })
    }

    /// Says of what was sent that nothing has changed: the questions of the confirmation are asked afresh, all else stays.
    pub fn confirm(&self, id: &str) -> Result<Filling> {
        let (uuid, today) = (parse_id(id)?, self.today());
        self.next_revision(id, |form, sent| {
            offered(form, FormKind::Confirmation)?;
            if sent.kind == DraftKind::Intention {
                return Err(Error::NotOffered);
            }
            let said_on = zhejiang_date(sent.sealed_at);
            let mut draft = next(uuid, sent, DraftKind::Confirmation);
            ask_afresh(form, &mut draft, said_on, today)?;
            Ok(draft)
        })
    }

    /// What only matters after landing, on the page that asks it: the next revision of what was sent. The code is assigned anew,
    /// so what a confirmation asks of health is asked afresh here too.
    pub fn after_landing(&self, id: &str) -> Result<Filling> {
        let uuid = parse_id(id)?;
        self.next_revision(id, |form, sent| {
            let today = self.day_of(form.edition(), &sent.answers);
            let evaluation = form.evaluate(&sent.answers, today);
            let page = evaluation.after_landing(form.edition()).ok_or(Error::NotOffered)?;
            let bookmark = Some(Bookmark { page: page.id.to_string(), pointer: None });
            let said_on = zhejiang_date(sent.sealed_at);
            let mut draft = DraftRow { bookmark, ..next(uuid, sent, DraftKind::Declaration) };
            ask_afresh(form, &mut draft, said_on, today)?;
            Ok(draft)
        })
    }

    /// Whether the day of the landing has come, and what is asked then was not answered. Whoever was not on board has not landed, and of
    /// whom the county has met nobody has to know any more how they get there.
    pub(crate) fn asks_after_landing(&self, sent: &SentRow, status: Option<&Status>) -> bool {
        let is_past = |status: &Status| status.has_stayed_behind() || status.stage >= Stage::HandedOver;
        if status.is_some_and(is_past) {
            return false;
        }
        let Ok(form) = self.form_of(sent.edition) else { return false };
        let edition = form.edition();
        if sent.kind == DraftKind::Intention || sent.withdrawal || edition.after_landing().is_empty() {
            return false;
        }
        // Before anybody arrives anywhere the form need not be looked at.
        let today = self.day_of(edition, &sent.answers);
        let arrives = |day: Option<&str>| day.and_then(formats::date).is_some_and(|day| day <= today);
        let asks = |day| form.evaluate(&sent.answers, day).after_landing(edition).is_some();
        // Whoever declared on the day or later has had these questions before them and left them open. At that moment every
        // place on Earth had this date or a later one.
        let sealed_on = (sent.sealed_at - TimeDelta::hours(12)).date_naive();
        AtLandmarks::of(edition, &sent.answers).texts(Landmark::ArrivesOn).any(arrives)
            && asks(today)
            && !asks(sealed_on)
    }

    /// The draft that there is, or the next revision of what was sent.
    pub(crate) fn next_revision(
        &self,
        id: &str,
        begin: impl FnOnce(&Form, SentRow) -> Result<DraftRow>,
    ) -> Result<Filling> {
        let uuid = parse_id(id)?;
        {
            let _changing = self.changing();
            let vault = self.vault()?;
            if vault.draft(uuid)?.is_none() {
                let sent = self.declaration(uuid)?.sent;
                let sent = sent.filter(|sent| !sent.withdrawal).ok_or(Error::NotSent)?;
                let form = self.form_of(sent.edition)?;
                let draft = DraftRow { updated_at: self.host.now(), ..begin(&form, sent)? };
                vault.start_revision(&draft)?;
                self.typed().of(&draft).clear();
            }
        }
        self.open_declaration(id)
    }

    /// Whether the owner may say of what was sent that nothing has changed. Whom the county has met shows a code to nobody any more.
    pub(crate) fn may_confirm(&self, sent: &SentRow, reached: Option<dto::Stage>) -> bool {
        let offers = |form: Form| form.edition().kinds.offers(FormKind::Confirmation);
        reached < Some(dto::Stage::Received)
            && sent.kind != DraftKind::Intention
            && !sent.withdrawal
            && self.form_of(sent.edition).is_ok_and(offers)
    }
}

/// A draft of the revision after the one that was sent, with its answers.
pub(crate) fn next(id: uuid::Uuid, sent: SentRow, kind: DraftKind) -> DraftRow {
    DraftRow {
        id,
        revision: sent.revision + 1,
        kind,
        edition: sent.edition,
        answers: sent.answers,
        spoken: BTreeSet::new(),
        reviewed: false,
        bookmark: None,
        undo: None,
        earlier: None,
        updated_at: sent.sealed_at,
    }
}

/// Goes to a page of the form. A page that only the whole declaration has makes a correction of a confirmation: something
/// has changed after all.
pub(super) fn widen_for(form: &Form, draft: &mut DraftRow, page: &str) -> Result<()> {
    if form.pages().any(|known| known == page) {
        return Ok(());
    }
    let whole = form.filled_in_for(FormKind::Declaration);
    if draft.kind != DraftKind::Confirmation || !whole.pages().any(|known| known == page) {
        return Err(Error::PageUnknown);
    }
    draft.kind = DraftKind::Declaration;
    Ok(())
}

fn become_declaration(form: &Form, draft: &mut DraftRow) {
    if draft.kind == DraftKind::Intention {
        // What a new declaration begins with, and over it what is known already.
        let known = std::mem::replace(&mut draft.answers, form.blank());
        lay_over(&mut draft.answers, known);
    }
    if draft.kind != DraftKind::Declaration {
        draft.kind = DraftKind::Declaration;
        draft.reviewed = false;
        draft.bookmark = None;
    }
}

fn lay_over(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (name, value) in over {
                lay_over(under.entry(name).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

fn offered(form: &Form, kind: FormKind) -> Result<()> {
    if form.edition().kinds.offers(kind) { Ok(()) } else { Err(Error::NotOffered) }
}

/// What a revision that was sealed is called on the wire.
pub(crate) fn on_the_wire(sent: &SentRow) -> platform_api::Kind {
    use platform_api::Kind;
    match form_kind(sent.kind) {
        _ if sent.withdrawal => Kind::Withdraw,
        FormKind::Declaration => Kind::Declare,
        FormKind::Intention => Kind::Intend,
        FormKind::Confirmation => Kind::Confirm,
    }
}
