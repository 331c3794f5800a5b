//! A slip in somebody's hand: what its QR, or the code below it, opens here. Any Guitu can look; nothing of it is kept, and it gives no right to
//! correct or to take back.

use backup::pictures::find;
use chrono::{DateTime, Utc};
use outbox::{BySlip, SlipAnswer, SlipCode, SlipKey, SlipLine};
use platform_api::{ClaimCode, PhoneLink, ProblemCode};

use crate::code::stage;
use crate::dto::{Colour, EndsEarly, Hotline, PlaceTime, Problem, QrDrawing, SlipFound};
use crate::kiosk::KioskError;
use crate::rulebook::newer::waited;
use crate::{App, Error, Result};

impl App {
    /// What a slip opens, with the birth date of whoever holds it. A scanner types the QR; where it cannot type all signs, the part
    /// behind the `#` is enough, and whoever has none types the code.
    pub fn open_slip(&self, text: &str, born: &str) -> Result<SlipFound> {
        let key = self.slip_key(text)?;
        self.by_slip(&key, born).map_err(|problem| Error::Nowhere(Problem::of(&problem)))
    }

    /// The slip in a picture: grey values, row after row.
    pub fn slip_in_picture(&self, grey: &[u8], width: usize) -> Option<String> {
        find(grey, width).into_iter().find(|text| scanned(text).is_some())
    }

    /// Which slip a text is of.
    pub(crate) fn slip_key(&self, text: &str) -> Result<SlipKey> {
        if let Ok(code) = text.parse::<ClaimCode>() {
            return Ok(SlipKey::Typed(code));
        }
        let (page, link) = scanned(text).ok_or(KioskError::SlipUnknown)?;
        let (given, _) = self.given();
        let ours = link.address(&given.map_err(Error::Nowhere)?.url);
        if !page.is_empty() && !ours.starts_with(&format!("{page}#")) {
            return Err(KioskError::SlipElsewhere.into());
        }
        Ok(SlipKey::Scanned(link))
    }

    /// What the platform says of a slip, or the code of what came in between.
    pub(crate) fn by_slip(&self, key: &SlipKey, born: &str) -> Result<SlipFound, String> {
        let (given, _) = self.given();
        let profile = given.map_err(|problem| problem.code)?;
        let platform = self.way_to(&profile).map_err(|error| error.code().to_owned())?;
        let (key, born) = (key.clone(), born.to_owned());
        match waited(&self.runtime, async move { platform.by_slip(&key, &born).await }) {
            Some(Ok(SlipAnswer::Stands(found))) => Ok(self.found(*found)),
            Some(Ok(SlipAnswer::Refused { refused })) => {
                Ok(SlipFound::Refused { problem: Problem::of(&refused) })
            }
            Some(Err(problem)) => Err(problem.code),
            None => Err(ProblemCode::PlatformUnreachable.as_str().to_owned()),
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
}

/// The page and the link that a QR's text names; the page is empty where a scanner lost it.
fn scanned(text: &str) -> Option<(&str, PhoneLink)> {
    let (page, fragment) = text.trim().rsplit_once('#').unwrap_or(("", text.trim()));
    Some((page, PhoneLink::parse(fragment)?))
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
