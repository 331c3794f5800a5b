//! The way on the code screen: from the platform's signed word, and from what the traveller has said since.

use chrono::{DateTime, SecondsFormat, Utc};
use declaration::{AtLandmarks, Boarding};
use outbox::{KeptLetter, LetterState};
use platform_api::{Desk, Says, Seen, ShownStage, Stage as Reached, Status, Step};
use rulebook::lists::{AIRPORTS, DIVISIONS};
use rulebook::{Edition, Landmark, Phone};
use serde_json::Value;

use crate::dto::{AskedReview, PendingLetter, ShownLook, Slip, Way, WayDesk, WayStage, WayWord};

use super::stage;

/// The step of whoever should have arrived by now, and was not seen.
const ARRIVED: &str = "arrived";

/// What the way is told by.
pub(super) struct Told<'a> {
    pub(super) edition: &'a Edition,
    pub(super) language: &'a str,
    pub(super) status: &'a Status,
    pub(super) letters: &'a [KeptLetter],
    pub(super) boarding: Option<&'a Boarding>,
    /// When the answers were sealed.
    pub(super) sealed_at: DateTime<Utc>,
    pub(super) now: DateTime<Utc>,
}

impl Told<'_> {
    /// The way; none before anything was declared, or after it was taken back.
    pub(super) fn way(&self) -> Option<Way> {
        let Self { status, .. } = *self;
        if status.withdrawn || status.stage < Reached::Declared {
            return None;
        }
        let next = status.next.as_ref();
        let declared = status.seen.iter().find(|seen| seen.stage == Reached::Declared);
        let declared = declared.map_or(self.sealed_at, |seen| seen.at);
        let due = due(next.and_then(|next| next.due), declared);
        Some(Way {
            stages: status.stages(self.has_arrived()).map(|shown| self.stage(shown)).collect(),
            step: next.map(|next| if self.has_arrived() { ARRIVED } else { next.step.name() }.to_owned()),
            desk: next.map(|next| self.desk(&next.desk)),
            due: due.map(instant),
            day: due.and(next.and_then(|next| next.day)).map(|day| day.to_string()),
            late: due.is_some_and(|due| due < self.now || next.is_some_and(|next| next.late)),
            offers: self.offers(),
            pending: self.letters.iter().filter_map(pending).collect(),
        })
    }

    fn stage(&self, shown: ShownStage<'_>) -> WayStage {
        let ShownStage { seen, .. } = shown;
        WayStage {
            stage: stage(shown.stage),
            reached: shown.reached,
            current: shown.current,
            at: seen.map(|seen| instant(seen.at)),
            day_only: seen.is_some_and(|seen| seen.day_only),
            by: shown.by.map(str::to_owned),
            place: seen.and_then(|seen| self.place(seen)),
        }
    }

    fn has_arrived(&self) -> bool {
        let waits = self.status.next.as_ref().is_some_and(|next| next.step == Step::Arrival);
        waits && self.boarding.is_some_and(|boarding| boarding.has_arrived(self.now))
    }

    fn place(&self, seen: &Seen) -> Option<String> {
        let port = seen.port.as_ref().map(|code| Desk::Port(code.clone()));
        let county = seen.county.as_ref().map(|code| Desk::County(code.clone()));
        self.desk(&port.or(county)?).name
    }

    fn desk(&self, desk: &Desk) -> WayDesk {
        desk_of(self.edition, self.language, desk)
    }

    /// What a press says now. What was said and waits is not offered again.
    fn offers(&self) -> Vec<WayWord> {
        let reached = self.status.stage;
        let Some(boards) = self.boarding.map(|boarding| boarding.at) else { return Vec::new() };
        let said = |says: &Says| match says {
            Says::MissedFlight => self.has_told_of_missing(),
            says => {
                let mut waiting = self.letters.iter().filter(|letter| letter.state == LetterState::Waiting);
                waiting.any(|letter| letter.says == *says)
            }
        };
        let words = platform_api::sayable(reached, boards, self.now, said);
        let words = words.iter().filter_map(|says| match says {
            Says::Boarded => Some(WayWord::Boarded),
            Says::Landed => Some(WayWord::Landed),
            Says::MissedFlight => Some(WayWord::MissedFlight),
            _ => None,
        });
        words.chain(self.may_take_back().then_some(WayWord::TakesBack)).collect()
    }

    /// The last that the traveller has said is that they were not on board, and it waits, or stands. What was taken back since, also
    /// without a network, was said by a slip of the finger.
    fn has_told_of_missing(&self) -> bool {
        let mut said = self.letters.iter().filter(|letter| letter.state != LetterState::Refused);
        let last = said.rfind(|letter| says_where(letter));
        last.is_some_and(|last| {
            let stands = last.state == LetterState::Waiting || self.status.has_stayed_behind();
            last.says == Says::MissedFlight && stands
        })
    }

    fn may_take_back(&self) -> bool {
        let last = self.letters.iter().rfind(|letter| says_where(letter));
        last.filter(|last| last.state != LetterState::Refused).is_some_and(|last| {
            let waits = last.state == LetterState::Waiting;
            self.status.may_take_back(&last.says, last.said_at, waits, self.now)
        })
    }
}

/// Whether a letter says where the traveller is, or takes that back.
fn says_where(letter: &KeptLetter) -> bool {
    matches!(letter.says, Says::Boarded | Says::Landed | Says::MissedFlight | Says::TakesBack { .. })
}

/// When a step is due. What was due before somebody declared is nobody's to be late for.
fn due(due: Option<DateTime<Utc>>, declared: DateTime<Utc>) -> Option<DateTime<Utc>> {
    due.filter(|due| *due > declared)
}

/// A port or county by its name and number.
fn desk_of(edition: &Edition, language: &str, desk: &Desk) -> WayDesk {
    let name = |list: &str, code: &str| Some(edition.list(list)?.row(code)?.name(language).to_owned());
    let directory = &edition.directory;
    match desk {
        Desk::Port(code) => WayDesk {
            kind: "port".into(),
            name: name(AIRPORTS, code),
            phone: directory.ports.iter().find(|port| port.airport == *code).map(|port| port.phone.clone()),
        },
        Desk::County(code) => WayDesk {
            kind: "county".into(),
            name: name(DIVISIONS, code),
            phone: directory.counties.iter().find(|one| one.county == *code).map(|one| one.phone.clone()),
        },
        Desk::Province => WayDesk { kind: "province".into(), name: None, phone: None },
    }
}

/// What is printed for the way from the port to home, by the answers that were sent.
pub(super) fn slip(edition: &Edition, answers: &Value) -> Slip {
    let at = AtLandmarks::of(edition, answers);
    let text = |landmark| at.text(landmark).map(str::to_owned);
    let entering = at.entering_leg(edition);
    let port = entering.and_then(|leg| at.texts(Landmark::LegTo).nth(leg).flatten());
    // The driver reads Chinese, and the traveller may read English alone.
    let desk = |desk: Desk| {
        let [chinese, english] = ["zh-CN", "en"].map(|language| desk_of(edition, language, &desk));
        let name = match (chinese.name, english.name.clone()) {
            (Some(chinese), Some(english)) if chinese != english => Some(format!("{chinese} · {english}")),
            (chinese, english) => chinese.or(english),
        };
        WayDesk { name, ..english }
    };
    let phone = |landmark| text(landmark).map(Phone::grouped);
    Slip {
        port: port.map(|code| desk(Desk::Port(code.to_owned()))),
        county: text(Landmark::County).map(|code| desk(Desk::County(code))),
        address: text(Landmark::Address),
        contact_name: text(Landmark::ContactName),
        contact_phone: phone(Landmark::ContactPhone),
        phone_in_china: phone(Landmark::PhoneInChina),
    }
}

/// The last review that was asked for.
pub(super) fn review(status: &Status) -> Option<AskedReview> {
    let review = status.review.as_ref()?;
    Some(AskedReview {
        asked_at: instant(review.asked_at),
        reason: word(&review.reason),
        due: instant(review.due),
        answered_at: review.answered_at.map(instant),
        granted: review.granted,
        answer: review.answer.clone(),
    })
}

/// Whether a review may be asked for: none is open, and none waits to be asked for.
pub(super) fn may_ask(status: &Status, letters: &[KeptLetter]) -> bool {
    let is_open = status.review.as_ref().is_some_and(|review| review.answered_at.is_none());
    let waits = |letter: &KeptLetter| {
        letter.state == LetterState::Waiting && matches!(letter.says, Says::Review { .. })
    };
    status.code.is_some() && !is_open && !letters.iter().any(waits)
}

/// Who has looked.
pub(super) fn looks(status: &Status) -> Vec<ShownLook> {
    let shown = |look: &platform_api::Look| ShownLook {
        at: instant(look.at),
        by: look.by.name().to_owned(),
        purposes: look.purposes.clone(),
    };
    status.looks.iter().map(shown).collect()
}

fn pending(letter: &KeptLetter) -> Option<PendingLetter> {
    let refused = match letter.state {
        LetterState::Waiting => false,
        LetterState::Refused => true,
        LetterState::Received => return None,
    };
    let says = match &letter.says {
        Says::Boarded => "boarded",
        Says::Landed => "landed",
        Says::MissedFlight => "missed-flight",
        Says::TakesBack { .. } => "takes-back",
        Says::Review { .. } => "review",
        Says::Misuse { .. } => "misuse",
        Says::StaysAbroad { .. } => "stays-abroad",
        // Its own screen says what became of it.
        Says::LetsPhone { .. } | Says::AsksMember { .. } | Says::EndsLink { .. } => return None,
        Says::ShutsPhones => "shuts-phones",
    };
    Some(PendingLetter { says: says.to_owned(), said_at: instant(letter.said_at), refused })
}

/// The word that something is written as.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_late_for_what_was_due_before_they_declared() {
        let at = |text: &str| -> DateTime<Utc> { text.parse().unwrap() };
        let landing = Some(at("2026-11-24T12:35:00Z"));
        assert_eq!(due(landing, at("2026-11-28T09:00:00Z")), None, "declared four days after the landing");
        assert_eq!(due(landing, at("2026-11-20T09:00:00Z")), landing, "declared before it");
    }
}
