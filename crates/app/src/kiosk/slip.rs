//! The claim slip: what a person takes away, and what it opens later at this or any other kiosk.
//!
//! Its QR is that of a printed page for the phone: it asks for the birth date, reads how the declaration stands, and neither declares nor
//! corrects. The code below it says the same to whoever types. The secret leaves with the person; nothing at the kiosk can make either again.

use std::sync::atomic::Ordering;

use chrono::SecondsFormat;
use outbox::{SlipKey, Spooled, State};
use platform_api::ProblemCode;

use super::{KioskError, paper};
use crate::dto::{ClaimSlip, Problem, SlipFound};
use crate::host::PrintTrouble;
use crate::{App, Error, Result, Session, parse_id};

/// So many pages are printed for one person.
const PAGES: u32 = 8;

impl Session {
    /// What the person takes away of a declaration that was sealed.
    pub(super) fn claim_slip(&self, id: &str) -> Result<ClaimSlip> {
        let page = self.phone(id, true)?;
        let card = self.card(parse_id(id)?)?;
        Ok(ClaimSlip {
            id: id.to_owned(),
            reference: card.reference,
            name: card.name,
            state: card.state,
            opens: card.opens,
            refused: card.problem.filter(|_| card.stopped),
            claim: page.claim.unwrap_or_default(),
            address: page.address,
            qr: page.qr,
        })
    }
}

impl App {
    /// Prints a page that the window has drawn, straight to the printer that was set. Nothing of it is kept.
    pub fn kiosk_print(&self, page: &[u8]) -> Result<()> {
        let kiosk = self.kiosk()?;
        if kiosk.pages.fetch_add(1, Ordering::SeqCst) >= PAGES && self.require_staff().is_err() {
            return Err(KioskError::Printer(PrintTrouble::Refused).into());
        }
        let document = paper::document(page)?;
        kiosk.printing.fetch_add(1, Ordering::SeqCst);
        let printed = self.host.print(&document, kiosk.printer());
        kiosk.printing.fetch_sub(1, Ordering::SeqCst);
        self.count(|counts| match printed {
            Ok(()) => counts.printed += 1,
            Err(_) => counts.unprinted += 1,
        });
        printed.map_err(|trouble| KioskError::Printer(trouble).into())
    }

    /// What a slip opens here, with the birth date of whoever holds it: their code, or why there is none. Of what the platform knows nothing yet this
    /// machine may.
    pub fn kiosk_slip(&self, text: &str, born: &str) -> Result<SlipFound> {
        self.kiosk()?.is_used();
        let key = self.slip_key(text)?;
        match self.by_slip(&key, born) {
            Err(problem) if asks_birth(&problem) => Err(Error::Nowhere(Problem::of(&problem))),
            Err(problem) => self.still_here(&key, problem),
            Ok(found) => Ok(found),
        }
    }

    /// What this machine's spool says of it: it waits, or was refused. It says no more than that.
    fn still_here(&self, key: &SlipKey, met: String) -> Result<SlipFound> {
        let open = match self.spool()? {
            Some(spool) => spool.open_envelopes().map_err(KioskError::from)?,
            None => Vec::new(),
        };
        let of_it = |envelope: &&Spooled| !envelope.letter && key.is_of(envelope.declaration);
        match open.iter().rfind(of_it) {
            Some(Spooled { row, .. }) if row.state == State::Wedged => {
                let code = row.problem.as_ref().map_or_else(String::new, |problem| problem.code.clone());
                Ok(SlipFound::Refused { problem: Problem::of(&code) })
            }
            Some(waiting) => {
                let opens = waiting.opens().filter(|opens| *opens > self.host.now());
                let opens = opens.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
                // Not found is what the platform has to say of what it has not been sent.
                let is_told = opens.is_none() && met != ProblemCode::DeclarationNotFound.as_str();
                Ok(SlipFound::Waits { opens, problem: is_told.then(|| Problem::of(&met)) })
            }
            None => Err(Error::Nowhere(Problem::of(&met))),
        }
    }
}

fn asks_birth(code: &str) -> bool {
    [ProblemCode::BirthDateNeeded, ProblemCode::BirthDateWrong].iter().any(|one| one.as_str() == code)
}
