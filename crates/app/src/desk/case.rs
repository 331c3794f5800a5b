//! A case beside the list: who consented, what was talked about, what is open.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use declaration::{AtLandmarks, Form, Question};
use rulebook::Landmark;
use rulebook::fields::question_id;
use serde_json::Value;
use uuid::Uuid;
use vault::{DraftRow, LogRow, Mandate};

use super::settings::{LONGEST_WORDING, short};
use crate::dto::{ConsentWay, DeskCase, DeskLog, DeskMandate, NewConsent, NewNote, NoteKind, OpenQuestion};
use crate::filling::{spoken, words};
use crate::home::latest;
use crate::{Error, Result, Session, parse_id};

/// So many open questions are named.
const NAMED: usize = 12;
/// A note is a line or two.
const NOTE: usize = 500;
/// From this age on one consents oneself.
const OF_AGE: u32 = 18;

impl Session {
    /// One case, for the panel beside the list.
    pub fn desk_case(&self, id: &str) -> Result<DeskCase> {
        self.desk_in_use()?;
        let id = parse_id(id)?;
        self.summarise_one(id)?;
        let vault = self.vault()?;
        let (declaration, draft) = (self.declaration(id)?, vault.draft(id)?);
        let part = vault.desk_part(id)?;
        let (edition, answers) = latest(draft.as_ref(), &declaration);
        let form = self.form_of(edition)?;
        let at = AtLandmarks::of(form.edition(), answers);
        let all = match &draft {
            Some(draft) => self.open_questions(draft)?,
            None => Vec::new(),
        };
        let row = vault.desk_list_one(id, self.today())?.ok_or(Error::DeclarationUnknown)?;
        Ok(DeskCase {
            row: self.desk_row(row),
            card: self.card(id)?,
            latin_name: at.latin_name().unwrap_or_default(),
            phone: at.text(Landmark::Phone).map(str::to_owned),
            mandate: part.mandate.map(shown_mandate),
            open_count: u32::try_from(all.len()).unwrap_or(u32::MAX),
            open: all.into_iter().take(NAMED).collect(),
            link: self.link_of(id)?,
            log: part.log.into_iter().rev().map(shown_log).collect(),
            draft: draft.is_some(),
        })
    }

    /// Writes a member's consent down, and with it who helps, for whom and on what mandate.
    pub fn desk_consent(&self, id: &str, consent: &NewConsent) -> Result<DeskCase> {
        let desk = self.volunteer()?;
        let uuid = parse_id(id)?;
        let said_by = short(&consent.said_by, NOTE);
        let witness = short(&consent.witness, NOTE);
        // Whoever consents and whoever writes it down are no witnesses of it.
        let is_somebody_else = ![&said_by, &desk.volunteer].iter().any(|name| same_name(name, &witness));
        if consent.way == ConsentWay::Phone && (witness.is_empty() || !is_somebody_else) {
            return Err(Error::NoWitness);
        }
        if self.is_minor(uuid)? && (consent.way != ConsentWay::Guardian || self.is_called(uuid, &said_by)?) {
            return Err(Error::NoGuardian);
        }
        let own = short(&desk.wording, LONGEST_WORDING);
        let wording = if own.is_empty() { short(&consent.wording, LONGEST_WORDING) } else { own };
        if wording.is_empty() {
            return Err(Error::NoWording);
        }
        let mandate = Mandate {
            way: way(consent.way).to_owned(),
            said_by,
            witness,
            volunteer: desk.volunteer.clone(),
            wording,
            given_at: self.host.now(),
        };
        self.vault()?.put_mandate(uuid, &mandate, &self.entry("consented", way(consent.way))?)?;
        self.name_helper(id, &desk.volunteer, &desk.organisation, consent.way)?;
        self.desk_case(id)
    }

    /// Strikes a consent: it was taken back, or written down by mistake. Where something waits to be sent, everything is withdrawn
    /// with it, also what the platform has of an earlier revision; what was received and has no successor stays there until it is
    /// withdrawn.
    pub fn desk_strike_consent(&self, id: &str) -> Result<DeskCase> {
        let uuid = parse_id(id)?;
        let entry = self.entry("consent-struck", "")?;
        // First what is on its way: a consent that is gone while its envelope leaves would be the wrong way round.
        {
            let _changing = self.changing();
            let row = self.declaration(uuid)?;
            let received = row.receipt.as_ref().map(|receipt| receipt.revision);
            if row.sent.as_ref().is_some_and(|sent| !sent.withdrawal && received != Some(sent.revision)) {
                self.take_all_back(uuid)?;
            }
            self.end_link(uuid)?;
        }
        self.vault()?.strike_mandate(uuid, &entry)?;
        self.desk_case(id)
    }

    /// Notes what came of a call.
    pub fn desk_note(&self, id: &str, note: &NewNote) -> Result<DeskCase> {
        let what = match note.what {
            NoteKind::Reached => "reached",
            NoteKind::NotReached => "not-reached",
            NoteKind::WrongNumber => "wrong-number",
            NoteKind::Note => "note",
        };
        let again_on: Option<NaiveDate> = note.again_on.as_ref().and_then(|day| day.parse().ok());
        let row = LogRow { again_on, ..self.entry(what, &short(&note.note, NOTE))? };
        self.vault()?.add_log(parse_id(id)?, &row)?;
        self.desk_case(id)
    }

    /// Whether the answers say that somebody is under age: their guardian consents for them.
    pub(super) fn is_minor(&self, id: Uuid) -> Result<bool> {
        let (draft, row) = (self.vault()?.draft(id)?, self.declaration(id)?);
        let (edition, answers) = latest(draft.as_ref(), &row);
        let form = self.form_of(edition)?;
        let born =
            AtLandmarks::of(form.edition(), answers).text(Landmark::Born).and_then(|day| day.parse().ok());
        Ok(born.and_then(|born: NaiveDate| self.today().years_since(born)).is_some_and(|age| age < OF_AGE))
    }

    /// Whether a name is the member's own.
    fn is_called(&self, id: Uuid, name: &str) -> Result<bool> {
        let (draft, row) = (self.vault()?.draft(id)?, self.declaration(id)?);
        let (edition, answers) = latest(draft.as_ref(), &row);
        let form = self.form_of(edition)?;
        let at = AtLandmarks::of(form.edition(), answers);
        let own = [at.text(Landmark::HanName).map(str::to_owned), at.latin_name()];
        Ok(own.into_iter().flatten().any(|own| same_name(&own, name)))
    }

    /// Nothing leaves a desk for somebody whose consent is not written down.
    pub(crate) fn require_mandate(&self, id: Uuid) -> Result<()> {
        if self.desk_settings()?.is_none() {
            return Ok(());
        }
        let Some(mandate) = self.vault()?.mandate(id)? else { return Err(Error::NoMandate) };
        // The birth date may have come after the consent.
        if self.is_minor(id)? && mandate.way != way(ConsentWay::Guardian) {
            return Err(Error::NoGuardian);
        }
        Ok(())
    }

    /// Says in the draft who fills it in, where the form asks it.
    pub(crate) fn name_helper(
        &self,
        id: &str,
        volunteer: &str,
        organisation: &str,
        way: ConsentWay,
    ) -> Result<()> {
        if self.vault()?.draft(parse_id(id)?)?.is_none() {
            return Ok(());
        }
        let mandate = match way {
            ConsentWay::Beside => "beside",
            ConsentWay::Phone => "phone",
            ConsentWay::Written | ConsentWay::Message => "written",
            ConsentWay::Guardian => "guardian",
        };
        self.touch(id, |form, draft| {
            let landmarks = &form.edition().landmarks;
            for (landmark, value) in [
                (Landmark::FilledInBy, "helper"),
                (Landmark::HelperName, volunteer),
                (Landmark::HelperOrganisation, organisation),
                (Landmark::HelperMandate, mandate),
            ] {
                let Some(pointer) = landmarks.pointer(landmark) else { continue };
                let options = form.edition().field_at(pointer).map(|field| &field.options);
                let fits = options.is_none_or(|all| all.is_empty() || all.iter().any(|one| **one == *value));
                if fits {
                    form.set(&mut draft.answers, pointer, Value::from(value))?;
                }
            }
            draft.updated_at = self.host.now();
            Ok(true)
        })
        .map(drop)
    }

    /// What a draft leaves open or wrong, in the order of the form.
    pub(super) fn open_questions(&self, draft: &DraftRow) -> Result<Vec<OpenQuestion>> {
        let form = self.form_for(draft)?;
        let mut open = Vec::new();
        each_open(&form, draft, self.today(), &mut |page, question, wrong| {
            open.push(OpenQuestion {
                pointer: question.pointer.to_string(),
                text: question_id(&question.field),
                item: words::item_number(&question.pointer),
                page: page.to_owned(),
                wrong,
            });
        });
        Ok(open)
    }
}

/// Calls `found` for each question that a declaration cannot be sent without: page, question, and whether it has an answer that
/// is wrong.
pub(super) fn each_open(
    form: &Form,
    draft: &DraftRow,
    today: NaiveDate,
    found: &mut dyn FnMut(&str, &Question, bool),
) {
    let evaluation = form.evaluate(&draft.answers, today);
    for page in &evaluation.pages {
        spoken::for_each_question(page, &mut |question| {
            let blocks = |finding: &&declaration::Finding| {
                finding.level == declaration::Level::Blocking
                    && finding.pointers.iter().any(|pointer| **pointer == *question.pointer)
            };
            let wrong = question.answered && evaluation.findings.iter().any(|finding| blocks(&finding));
            let missing = question.required && !question.answered && question.items.is_empty();
            if wrong || missing {
                found(&page.id, question, wrong);
            }
        });
    }
}

/// The same name, however it is spaced and cased.
fn same_name(one: &str, other: &str) -> bool {
    let folded = |name: &str| name.split_whitespace().collect::<String>().to_lowercase();
    folded(one) == folded(other)
}

pub(super) fn way(way: ConsentWay) -> &'static str {
    match way {
        ConsentWay::Beside => "beside",
        ConsentWay::Phone => "phone",
        ConsentWay::Written => "written",
        ConsentWay::Message => "message",
        ConsentWay::Guardian => "guardian",
    }
}

fn shown_mandate(mandate: Mandate) -> DeskMandate {
    DeskMandate {
        way: match mandate.way.as_str() {
            "beside" => ConsentWay::Beside,
            "phone" => ConsentWay::Phone,
            "message" => ConsentWay::Message,
            "guardian" => ConsentWay::Guardian,
            _ => ConsentWay::Written,
        },
        said_by: mandate.said_by,
        witness: mandate.witness,
        volunteer: mandate.volunteer,
        wording: mandate.wording,
        given_at: instant(mandate.given_at),
    }
}

fn shown_log(row: LogRow) -> DeskLog {
    DeskLog {
        what: row.what,
        note: row.note,
        again_on: row.again_on.map(|day| day.to_string()),
        volunteer: row.volunteer,
        at: instant(row.at),
    }
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
