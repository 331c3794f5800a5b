//! A copy of one's data: everything that a traveller entered for a journey, in words, to be printed or kept.

use chrono::SecondsFormat;
use platform_api::Reference;

use super::review::read_back_all;
use crate::dto::DataCopy;
use crate::{Error, Result, Session, parse_id};

impl Session {
    /// The answers that were sent last, or those of the draft where nothing was sent yet.
    pub fn copy(&self, id: &str) -> Result<DataCopy> {
        let id = parse_id(id)?;
        let row = self.declaration(id)?;
        let sent = row.sent.filter(|sent| !sent.withdrawal);
        let (edition, revision, answers, sealed_at) = match sent {
            Some(sent) => (sent.edition, sent.revision, sent.answers, Some(sent.sealed_at)),
            None => {
                let draft = self.vault()?.draft(id)?.ok_or(Error::DraftUnknown)?;
                (draft.edition, draft.revision, draft.answers, None)
            }
        };
        let form = self.form_of(edition)?;
        let evaluation = form.evaluate(&answers, self.today());
        Ok(DataCopy {
            id: id.to_string(),
            reference: Reference::of(id).to_string(),
            edition: form.edition().head.number,
            revision,
            sealed_at: sealed_at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            answers: read_back_all(&form, &evaluation, self.language().tag()),
        })
    }
}
