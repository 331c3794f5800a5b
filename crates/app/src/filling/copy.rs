//! A copy of one's data: everything that a traveller entered for a journey, in words, to be printed or kept.

use chrono::SecondsFormat;
use declaration::FormKind;
use platform_api::Reference;
use vault::DraftKind;

use super::review::read_back_all;
use crate::dto::DataCopy;
use crate::{Error, Result, Session, parse_id};

impl Session {
    /// The answers that were sent last, or those of the draft where nothing was sent yet.
    pub fn copy(&self, id: &str) -> Result<DataCopy> {
        let id = parse_id(id)?;
        let row = self.declaration(id)?;
        let zone = self.zone_of(&row, &self.read_code(&row));
        let sent = row.sent.filter(|sent| !sent.withdrawal);
        let (kind, edition, revision, answers, sealed_at) = match sent {
            Some(sent) => (sent.kind, sent.edition, sent.revision, sent.answers, Some(sent.sealed_at)),
            None => {
                let draft = self.vault()?.draft(id)?.ok_or(Error::DraftUnknown)?;
                (draft.kind, draft.edition, draft.revision, draft.answers, None)
            }
        };
        // A confirmation carries the whole declaration, so all of that is in the copy.
        let kind = if kind == DraftKind::Intention { FormKind::Intention } else { FormKind::Declaration };
        let form = self.form_of(edition)?.filled_in_for(kind);
        let evaluation = form.evaluate(&answers, self.day_of(form.edition(), &answers));
        Ok(DataCopy {
            id: id.to_string(),
            name: self.name_in(edition, &answers)?,
            reference: Reference::of(id).to_string(),
            edition: form.edition().head.number,
            who: evaluation.who.into(),
            revision,
            sealed_at: sealed_at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            zone,
            answers: read_back_all(&form, &evaluation, self.language().tag()),
        })
    }
}
