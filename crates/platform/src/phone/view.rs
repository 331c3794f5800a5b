//! What the page draws: worked out here, so that it keeps no rule of its own.

use chrono::{DateTime, NaiveDate, Utc};
use declaration::{AtLandmarks, Boarding, Came, CodeTerm, zone_of};
use health_code::CodeClaims;
use platform_api::{Desk, Problem, Reference, Says, Seen, ShownStage, Stage, Status, Step, sayable};
use rulebook::lists::{AIRPORTS, DIVISIONS};
use rulebook::{Colour, Edition, Landmark};
use serde::Serialize;
use uuid::Uuid;

use super::{Phones, failed};
use crate::desk::{Named, named};
use crate::way::{Event, What, standing};

/// A declaration on its traveller's phone.
#[derive(Debug, Serialize)]
pub(crate) struct View {
    /// The platform's word; the code's text is in `code`.
    status: Status,
    reference: String,
    edition: Option<u32>,
    code: Option<Code>,
    /// The name in Chinese characters that was declared beside the one on the code.
    han_name: Option<String>,
    /// In their order; none before anything was declared.
    stages: Vec<DrawnStage>,
    desk: Option<ShownDesk>,
    /// By the declared journey the traveller has arrived, and nobody has seen them yet.
    has_arrived: bool,
    /// What one press says now.
    offers: Vec<Says>,
    may_ask_review: bool,
    /// The traveller cannot telephone: what they are told works in writing.
    writes: bool,
    /// IANA zone of the place where the traveller is: every time is told by its clock; none where no journey says one.
    zone: Option<&'static str>,
    hotlines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Code {
    colour: Colour,
    reasons: Vec<String>,
    correction: String,
    issued_at: DateTime<Utc>,
    valid_until: DateTime<Utc>,
    name: String,
    document_tail: String,
    flight: Option<String>,
    /// The day on which that flight departs, or whatever crosses the border.
    departs_on: Option<NaiveDate>,
    /// It ends before its traveller boards.
    ends_early: Option<EndsEarly>,
    sample: bool,
    /// A line that is known here serves its traveller.
    line: bool,
    qr: Drawing,
}

/// As the app's own screens draw it.
#[derive(Debug, Serialize)]
struct EndsEarly {
    boards_at: DateTime<Utc>,
    timed: bool,
    confirm_from: DateTime<Utc>,
    due: bool,
    zone: &'static str,
}

impl EndsEarly {
    fn of(edition: &Edition, claims: &CodeClaims, boarding: &Boarding, now: DateTime<Utc>) -> Option<Self> {
        let CodeClaims { ref rule, issued_at, valid_until, .. } = *claims;
        let renewal = boarding.renewal(edition, CodeTerm { rule, issued_at, valid_until }, now)?;
        let Boarding { at: boards_at, timed, zone, .. } = *boarding;
        Some(Self { boards_at, timed, confirm_from: renewal.from, due: renewal.due, zone })
    }
}

#[derive(Debug, Serialize)]
struct Drawing {
    size: u32,
    path: String,
}

#[derive(Debug, Serialize)]
struct DrawnStage {
    stage: Stage,
    reached: bool,
    current: bool,
    at: Option<DateTime<Utc>>,
    /// Only the day of it is known.
    day_only: bool,
    by: Option<&'static str>,
    place: Option<Named>,
}

#[derive(Debug, Serialize)]
struct ShownDesk {
    kind: &'static str,
    name: Option<Named>,
    phone: Option<String>,
}

#[derive(Debug, Serialize)]
struct Line {
    /// The message `hotline-<id>`.
    id: String,
    number: String,
}

impl Phones {
    /// What the page draws of a declaration with these events.
    pub(super) async fn view(
        &self,
        declaration: Uuid,
        events: &[Event],
        is_members: bool,
    ) -> Result<View, Problem> {
        let now = (self.clock)();
        let mut status = self.core.status_for_phone(declaration, is_members).await?;
        let answers = self.core.answers(declaration).await.map_err(failed)?;
        let edition = answers.as_ref().map(|(taken, _)| &*taken.edition);
        let boards = answers.as_ref().and_then(|(taken, answers)| Boarding::of(&taken.edition, answers));
        let came = match status.stage {
            Stage::Landed | Stage::HandedOver | Stage::Received => Came::IntoChina,
            _ if status.has_stayed_behind() => Came::StayedBehind,
            _ => Came::AsDeclared,
        };
        let zone = answers.as_ref().and_then(|(taken, answers)| zone_of(&taken.edition, answers, came, now));
        let text = status.code.take();
        let at = answers.as_ref().map(|(taken, answers)| AtLandmarks::of(&taken.edition, answers));
        let said = |landmark| at.as_ref().and_then(|at| at.text(landmark));
        let nationality = said(Landmark::Nationality);
        let line = edition.zip(at.as_ref()).is_none_or(|(edition, at)| at.has_line(&edition.directory));
        let is_on = !status.withdrawn && status.stage >= Stage::Declared;
        let is_open = status.review.as_ref().is_some_and(|review| review.answered_at.is_none());
        let waits = status.next.as_ref().is_some_and(|next| next.step == Step::Arrival);
        let has_arrived = waits && boards.as_ref().is_some_and(|boards| boards.has_arrived(now));
        let keys = self.core.keys_in_use().code_keys();
        let code = text.as_ref().and_then(|text| {
            let claims = health_code::verify_sample(text, &keys, now).ok()?.claims;
            let ends_early = edition.zip(boards.as_ref());
            let ends_early =
                ends_early.and_then(|(edition, boards)| EndsEarly::of(edition, &claims, boards, now));
            Some(Code::of(claims, ends_early.filter(|_| is_on), line, health_code::qr(text).ok()?))
        });
        let missed = |says: &Says| *says == Says::MissedFlight && has_told_of_missing(events, &status);
        let mut offers = boards
            .as_ref()
            .filter(|_| is_on)
            .map(|boards| sayable(status.stage, boards.at, now, missed))
            .unwrap_or_default();
        offers.extend(may_take_back(events, &status, now).then_some(Says::TakesBack { letter: None }));
        Ok(View {
            han_name: said(Landmark::HanName).map(str::to_owned),
            reference: Reference::of(declaration).to_string(),
            edition: edition.map(|edition| edition.head.number),
            stages: if is_on { stages(&status, edition, has_arrived) } else { Vec::new() },
            has_arrived,
            desk: status.next.as_ref().map(|next| ShownDesk::of(&next.desk, edition)),
            may_ask_review: code.is_some() && !is_open,
            hotlines: edition.map(|edition| lines(edition, nationality)).unwrap_or_default(),
            code,
            writes: at.as_ref().is_some_and(AtLandmarks::writes),
            offers,
            zone,
            status,
        })
    }
}

impl Code {
    fn of(
        claims: CodeClaims,
        ends_early: Option<EndsEarly>,
        line: bool,
        drawing: health_code::QrDrawing,
    ) -> Self {
        let CodeClaims { colour, reasons, correction, issued_at, valid_until, .. } = claims;
        let CodeClaims { name, document_tail, flight, departs_on, sample, .. } = claims;
        Self {
            colour,
            reasons,
            correction,
            issued_at,
            valid_until,
            name,
            document_tail,
            flight,
            departs_on,
            ends_early,
            sample,
            line,
            qr: Drawing { size: drawing.size, path: drawing.path },
        }
    }
}

impl ShownDesk {
    fn of(desk: &Desk, edition: Option<&Edition>) -> Self {
        let directory = edition.map(|edition| &edition.directory);
        match desk {
            Desk::Port(code) => Self {
                kind: "port",
                name: Some(named(edition, AIRPORTS, code)),
                phone: directory
                    .and_then(|directory| directory.ports.iter().find(|port| port.airport == *code))
                    .map(|port| port.phone.clone()),
            },
            Desk::County(code) => Self {
                kind: "county",
                name: Some(named(edition, DIVISIONS, code)),
                phone: directory
                    .and_then(|directory| directory.counties.iter().find(|one| one.county == *code))
                    .map(|one| one.phone.clone()),
            },
            Desk::Province => Self { kind: "province", name: None, phone: None },
        }
    }
}

fn stages(status: &Status, edition: Option<&Edition>, has_arrived: bool) -> Vec<DrawnStage> {
    let place = |seen: &Seen| match (&seen.port, &seen.county) {
        (Some(port), _) => Some(named(edition, AIRPORTS, port)),
        (None, county) => county.as_ref().map(|county| named(edition, DIVISIONS, county)),
    };
    let shown = |ShownStage { stage, reached, current, seen, by }| DrawnStage {
        stage,
        reached,
        current,
        at: seen.map(|seen| seen.at),
        day_only: seen.is_some_and(|seen| seen.day_only),
        by,
        place: seen.and_then(place),
    };
    status.stages(has_arrived).map(shown).collect()
}

/// The traveller has said that they were not on board, and that stands.
fn has_told_of_missing(events: &[Event], status: &Status) -> bool {
    let standing = standing(events);
    let last = standing.iter().rfind(|event| event.is_own_stage());
    status.has_stayed_behind() && last.is_some_and(|event| matches!(event.what, What::MissedFlight))
}

/// Whether the last that the traveller has said may be taken back.
fn may_take_back(events: &[Event], status: &Status, now: DateTime<Utc>) -> bool {
    let standing = standing(events);
    let Some(last) = standing.iter().rfind(|event| event.is_own_stage()) else { return false };
    let says = match last.what {
        What::Boarded => Says::Boarded,
        What::Landed => Says::Landed,
        _ => Says::MissedFlight,
    };
    status.may_take_back(&says, last.at, false, now)
}

/// Those that serve somebody of this nationality.
fn lines(edition: &Edition, nationality: Option<&str>) -> Vec<Line> {
    let hotlines = edition.directory.hotlines.iter().filter(|line| line.is_for(nationality));
    hotlines.map(|line| Line { id: line.id.clone(), number: line.number.clone() }).collect()
}

/// What a phone says of an edition.
pub(super) const WORDS: [&str; 4] = ["reason-", "correction-", "hotline-", "-"];

/// Of an edition's texts the messages that begin so, whole with their attributes.
pub(crate) fn words(texts: &str, starts: &[&str]) -> String {
    let is_wanted = |line: &str| starts.iter().any(|start| line.starts_with(start));
    let mut taken = String::new();
    let mut is_in = false;
    for line in texts.lines() {
        if line.starts_with(|first: char| first.is_ascii_alphabetic() || first == '-' || first == '#') {
            is_in = is_wanted(line);
        }
        if is_in {
            taken.push_str(line);
            taken.push('\n');
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::{WORDS, words};

    #[test]
    fn the_words_for_a_phone_are_whole_messages() {
        let texts = "# a comment\nq-name = Name\nreason-fever = { $who ->\n  [you] You\n *[other] They\n  }\n  .next = Call\nq-x = X\n-brand = Guitu\n";
        let expected =
            "reason-fever = { $who ->\n  [you] You\n *[other] They\n  }\n  .next = Call\n-brand = Guitu\n";
        assert_eq!(words(texts, &WORDS), expected, "reasons with all their lines, and what they refer to");
    }
}
