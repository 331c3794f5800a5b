//! The claim slip: what a person takes away, and what it opens later at this or any other kiosk.
//!
//! Its QR is that of a printed page for the phone: it asks for the birth date, reads how the declaration stands, and neither declares nor
//! corrects. The secret leaves with the person; nothing at the kiosk can make the QR again.

use std::sync::atomic::Ordering;

use chrono::{DateTime, SecondsFormat, Utc};
use outbox::{BySlip, SlipCode, SlipLine, Spooled, State};
use platform_api::{PhoneLink, ProblemCode};

use super::{KioskError, paper};
use crate::code::stage;
use crate::dto::{ClaimSlip, Colour, EndsEarly, Hotline, PlaceTime, Problem, QrDrawing, SlipFound};
use crate::host::PrintTrouble;
use crate::rulebook::newer::waited;
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

    /// What a slip's QR opens, with the birth date of whoever holds it: their code, or why there is none. A keyboard scanner types the
    /// QR; where it cannot type all signs, the part behind the `#` is enough.
    pub fn kiosk_slip(&self, text: &str, born: &str) -> Result<SlipFound> {
        self.kiosk()?.is_used();
        let (page, fragment) = text.trim().rsplit_once('#').unwrap_or(("", text.trim()));
        let link = PhoneLink::parse(fragment).ok_or(KioskError::SlipUnknown)?;
        let (given, _) = self.given();
        let profile = given.map_err(Error::Nowhere)?;
        let ours = link.address(&profile.url);
        if !page.is_empty() && !ours.starts_with(&format!("{page}#")) {
            return Err(KioskError::SlipElsewhere.into());
        }
        let platform = self.way_to(&profile).map_err(|error| Error::Nowhere(Problem::of(error.code())))?;
        let asked = link.clone();
        let born = born.to_owned();
        let found = waited(&self.runtime, async move { platform.by_slip(&asked, &born).await });
        match found {
            Some(Ok(found)) => Ok(self.found(found)),
            // The platform knows nothing of it yet: it may still be here.
            Some(Err(problem)) if problem.code == ProblemCode::DeclarationNotFound.as_str() => {
                self.still_here(&link, problem.code)
            }
            Some(Err(problem)) if asks_birth(&problem.code) => {
                Err(Error::Nowhere(Problem::of(&problem.code)))
            }
            Some(Err(problem)) => self.still_here(&link, problem.code),
            None => self.still_here(&link, ProblemCode::PlatformUnreachable.as_str().to_owned()),
        }
    }

    fn found(&self, found: BySlip) -> SlipFound {
        let stage = stage(found.status.stage);
        if found.status.withdrawn {
            return SlipFound::Withdrawn { reference: found.reference };
        }
        match (found.code, found.edition) {
            (Some(code), Some(edition)) => {
                shown(code, found.reference.clone(), (edition, found.zone, &found.hotlines), self.host.now())
                    .unwrap_or(SlipFound::NoCode { reference: found.reference, stage })
            }
            _ => SlipFound::NoCode { reference: found.reference, stage },
        }
    }

    /// What this machine's spool says of it: it waits, or was refused. It says no more than that.
    fn still_here(&self, link: &PhoneLink, met: String) -> Result<SlipFound> {
        let open = match self.spool()? {
            Some(spool) => spool.open_envelopes().map_err(KioskError::from)?,
            None => Vec::new(),
        };
        let of_it = |envelope: &&Spooled| !envelope.letter && envelope.declaration == link.declaration;
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

/// None where the platform speaks of a colour that this program does not know.
fn shown(
    code: SlipCode,
    reference: String,
    (edition, zone, lines): (u32, Option<String>, &[SlipLine]),
    now: DateTime<Utc>,
) -> Option<SlipFound> {
    let colour: Colour = serde_json::from_value(code.colour.into()).ok()?;
    let qr = QrDrawing { size: code.qr.size, path: code.qr.path };
    Some(SlipFound::Code {
        reference,
        edition,
        colour,
        reasons: code.reasons.iter().map(|reason| format!("reason-{reason}")).collect(),
        valid_until: code.valid_until,
        zone: zone.and_then(|zone| PlaceTime::of(&zone, now)),
        name: code.name,
        document_tail: code.document_tail,
        flight: code.flight,
        departs_on: code.departs_on,
        ends_early: code.ends_early.map(|early| EndsEarly {
            boards_at: early.boards_at,
            timed: early.timed,
            confirm_from: early.confirm_from,
            due: early.due,
            zone: PlaceTime::of(&early.zone, now),
        }),
        sample: code.sample,
        line: code.line,
        hotlines: lines.iter().map(|line| Hotline::of(&line.id, &line.number)).collect(),
        qr,
    })
}
