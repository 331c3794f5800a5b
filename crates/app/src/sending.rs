//! Sending: a complete declaration is sealed, and the sealed bytes are queued in the same transaction that closes the
//! draft. From then on nothing but the platform's verified receipt takes it out of the outbox.

pub(crate) mod agreement;
mod by_file;
pub(crate) mod keys;
pub(crate) mod leaving;
mod letters;
mod phone;
pub(crate) mod post;
pub(crate) mod profile;
mod queue_anew;
pub(crate) mod reach;
mod revision;
pub(crate) mod sealed_queue;
pub(crate) mod window;

use chrono::{DateTime, Utc};
use declaration::FormPart;
use platform_api::{DeclarationSecret, Envelope, Submission, TokenDigest};
use serde_json::Value;
use uuid::Uuid;
use vault::{SentRow, Vault};

use crate::dto::Card;
use crate::filling::kinds::on_the_wire;
use crate::{Error, Result, Session, parse_id};

impl Session {
    /// Seals the draft and queues it. Works offline. Refused while blocking findings are left, and at an organisation's desk without
    /// a consent that is written down.
    pub fn submit(&self, id: &str) -> Result<Card> {
        self.ask_what_is_old(id)?;
        let id = parse_id(id)?;
        {
            let _changing = self.changing();
            let draft = self.vault()?.draft(id)?.ok_or(Error::DraftUnknown)?;
            self.require_mandate(id)?;
            let form = self.form_for(&draft)?;
            if let Some(newer) = self.newer_than(draft.edition).filter(|newer| newer.over) {
                return Err(Error::EditionOver {
                    newer: newer.number,
                    until: newer.taken_until.unwrap_or_default(),
                });
            }
            let today = self.today();
            let count = self.evaluated(&form, &draft)?.blocking().count();
            if count > 0 {
                return Err(Error::Incomplete { count });
            }
            let sent = SentRow {
                revision: draft.revision,
                kind: draft.kind,
                edition: draft.edition,
                answers: form.relevant(&draft.answers, today),
                withdrawal: false,
                sealed_at: self.host.now(),
            };
            let opens = form.opens(&sent.answers, today);
            let own = self.said_by_link(&form, &draft)?.filter(|_| form.part() == FormPart::Rest);
            self.queue(id, sent, opens, own)?;
        }
        self.card(id)
    }

    /// Tries a waiting declaration now, also one that had come to a stop.
    pub fn send_now(&self, id: &str) -> Result<Card> {
        let id = parse_id(id)?;
        self.withdraw_again(id)?;
        if self.post().is_none() {
            self.connect(&self.vault()?); // whatever kept the outbox shut may be over
        }
        if let Some(post) = self.post() {
            post.retry(id);
        }
        self.nudge();
        self.card(id)
    }

    /// Seals a revision to the platform: into the vault's outbox in one transaction, then into the spool. It is sent when its
    /// window opens, or at once.
    pub(crate) fn queue(
        &self,
        id: Uuid,
        sent: SentRow,
        opens: Option<DateTime<Utc>>,
        own_answers: Option<TokenDigest>,
    ) -> Result<()> {
        let profile = self.profile().map_err(Error::Nowhere)?;
        // Its tokens and envelopes go to the platform that it was first given to, and nowhere else.
        let platform = profile.platform();
        if self.vault()?.address_to(id, platform.as_str())? != platform.as_str() {
            return Err(Error::OtherPlatform);
        }
        let secret = DeclarationSecret::from_bytes(*self.declaration(id)?.secret.bytes());
        let submission = Submission {
            declaration: id,
            revision: sent.revision,
            edition: sent.edition,
            kind: on_the_wire(&sent),
            answers: if sent.withdrawal { Value::Null } else { sent.answers.clone() },
            revision_token: secret.revision_token(),
            follow_digest: (&secret.follow_token()).into(),
            language: self.language().tag().to_owned(),
            sealed_at: sent.sealed_at,
            organisation: self.enrolment()?,
            own_answers,
        };
        let envelope = Envelope::seal(&submission, &profile.sealing_key).map_err(|_| Error::Sealing)?;
        let opens = opens.map_or(sent.sealed_at, |opens| opens.max(sent.sealed_at));
        self.vault()?.seal_until(id, &sent, &envelope, false, opens)?;
        // A crash here is mended when the vault is next opened: the same bytes go into the spool then.
        if let Some(post) = self.post() {
            post.sealed(id);
        }
        Ok(())
    }

    /// Gives drafts of an older version, whose ids were drawn by lot, the ids that their secrets certify.
    pub(crate) fn certify_ids(vault: &Vault) -> Result<()> {
        for (id, secret, created_at) in vault.unsent()? {
            let token = DeclarationSecret::from_bytes(*secret.bytes()).revision_token();
            if !token.certifies(id) {
                vault.readdress(id, token.id(created_at))?;
            }
        }
        Ok(())
    }
}
