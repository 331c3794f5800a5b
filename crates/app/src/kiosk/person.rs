//! One person at the kiosk: a session in memory, from the first touch to its end.

use std::sync::atomic::Ordering;
use std::time::Duration;

use messages::{Language, Words};
use outbox::Spool;
use vault::Vault;

use super::KioskError;
use crate::dto::{ClaimSlip, Filling, KioskEnding, KioskState, Preferences, SendState};
use crate::{App, Error, Result, Session, parse_id};

/// How long what is under way may hold up the end of a session.
const CLOSING: Duration = Duration::from_secs(3);
/// A question and what is said of it are no longer than this.
const LONGEST_READ: usize = 2_000;

/// A kiosk takes no draft over into a newer form: whoever began before it came begins again.
fn begin_again(error: Error) -> Error {
    match error {
        Error::EditionOver { .. } => KioskError::EditionOver.into(),
        other => other,
    }
}

impl App {
    /// Somebody has chosen a language: their session begins, with an empty form.
    pub fn kiosk_begin(&self, language: &str) -> Result<Filling> {
        let kiosk = self.kiosk()?;
        if !self.has_staff_key() {
            return Err(KioskError::NotSetUp.into());
        }
        if self.session().is_ok() {
            return Err(KioskError::Occupied.into());
        }
        // Nobody types for a quarter of an hour what cannot be sent.
        if let Some(problem) = self.out_of_order() {
            return Err(Error::Nowhere(problem));
        }
        self.prefer(Preferences { language: Some(language.to_owned()), ..self.preferences() });
        self.host.window_title(&Words::of(self.language()).window_title());
        self.opened(Vault::in_memory(self.host.now())?)?;
        kiosk.is_used();
        *kiosk.state() = KioskState::Filling;
        self.count(|counts| counts.begun += 1);
        self.session()?.new_declaration()
    }

    /// Somebody touches the screen.
    pub fn kiosk_touch(&self) -> Result<()> {
        let kiosk = self.kiosk()?;
        kiosk.touched();
        if let Some(presence) = &mut *kiosk.staff() {
            presence.stays();
        }
        Ok(())
    }

    /// Reads aloud what the screen asks, in the language of the screen. The page gives it words of its own and never what somebody typed.
    pub fn kiosk_read_aloud(&self, words: &str, language: &str) -> Result<()> {
        self.kiosk()?.touched();
        let words: String = words.chars().filter(|sign| !sign.is_control()).take(LONGEST_READ).collect();
        if let Some(language) = Language::from_tag(language) {
            self.host.read_aloud(words.trim(), language.tag());
        }
        Ok(())
    }

    /// Seals the declaration, lets a phone in, and gives what the person takes away. Works offline; called again it gives the same.
    pub fn kiosk_submit(&self, id: &str) -> Result<ClaimSlip> {
        let (kiosk, session) = (self.kiosk()?, self.session()?);
        if session.vault()?.draft(parse_id(id)?)?.is_some() {
            self.record_help(&session, id)?;
            session.submit(id).map_err(begin_again)?;
        }
        self.require_kept(&session, id)?;
        // Counted once, and only what is kept: on a full disk neither is.
        let before = std::mem::replace(&mut *kiosk.state(), KioskState::Complete);
        if before != KioskState::Complete {
            self.count(|counts| counts.complete += 1);
            self.sealed_under_token(parse_id(id)?);
        }
        session.claim_slip(id)
    }

    /// Nobody gets a slip for what is in memory alone: it is in the spool, or the platform has it.
    fn require_kept(&self, session: &Session, id: &str) -> Result<()> {
        if self.is_kept(session, id)? {
            return Ok(());
        }
        session.send_now(id)?; // what kept it out may be over
        if self.is_kept(session, id)? { Ok(()) } else { Err(KioskError::NotKept.into()) }
    }

    /// A receipt may come while it is looked for: it leaves the spool only once the vault knows, which is therefore asked last.
    fn is_kept(&self, session: &Session, id: &str) -> Result<bool> {
        let card = session.card(parse_id(id)?)?;
        let is_waiting = self.is_in_spool(id, card.revision)?;
        Ok(is_waiting || session.card(parse_id(id)?)?.state == SendState::Received)
    }

    fn is_in_spool(&self, id: &str, revision: u32) -> Result<bool> {
        let Ok(Some(spool)) = self.spool() else { return Ok(false) };
        Ok(spool.get(parse_id(id)?, revision).is_ok_and(|there| there.is_some()))
    }

    /// The person is gone, however: the session is closed and its answers are let go of. The host then ends its processes, since freed
    /// memory cannot be cleaned. What was sealed goes on its way from the spool.
    pub async fn kiosk_end(&self, ending: KioskEnding) {
        let Ok(kiosk) = self.kiosk() else { return };
        let session = self.taken_session();
        *kiosk.state() = KioskState::Idle;
        kiosk.staff().take();
        self.host.hush();
        if kiosk.printing.load(Ordering::SeqCst) > 0 {
            let (host, printer) = (self.host.clone(), kiosk.settings.printer.clone());
            let taking = self.runtime.spawn_blocking(move || host.take_back_pages(printer.as_deref()));
            // Where the printing system hangs, the fresh program takes them back.
            let _ = tokio::time::timeout(CLOSING, taking).await;
        }
        let Some(session) = session else { return };
        let cards = session.home().map(|home| home.cards).unwrap_or_default();
        let received = cards.iter().filter(|card| card.state == SendState::Received).count() as u32;
        // Whatever holds it up: the host ends this process, and with it the memory that all of it is in.
        if tokio::time::timeout(CLOSING, session.close()).await.is_err() {
            tracing::warn!("something under way was not waited for");
        }
        self.count(|counts| {
            counts.received += received;
            match ending {
                KioskEnding::Finished => counts.finished += 1,
                KioskEnding::Left => counts.left += 1,
                KioskEnding::Staff => counts.ended += 1,
            }
        });
    }

    /// What the platform has received leaves the spool: no vault will ask for it. Says whether the file turned out to be broken.
    pub(super) fn sweep_finds_it_broken(&self) -> bool {
        let swept = self.spool().and_then(|spool| {
            let swept = spool.map(|spool| spool.require_whole().and_then(|()| spool.sweep())).transpose();
            Ok(swept.map_err(KioskError::from)?)
        });
        match swept {
            Ok(Some(received)) if received > 0 => self.count(|counts| counts.received += received),
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "the spool was not swept; it is tried again");
                return matches!(&error, Error::Kiosk(KioskError::Spool(error)) if Spool::is_broken(error));
            }
        }
        false
    }
}
