//! What an officer may say of somebody now, and where that is: one answer for the buttons of the page and for what is sent.
//!
//! A role has its words; a word has its stages; and whoever says it must be the desk whose step it is. The place of an event is the
//! officer's own port or county, whatever the page says. What lowers a risk on one person's word alone is taken, and counts once a
//! second one has confirmed it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use declaration::TestResult;
use platform_api::{Desk as Responsible, ProblemCode, Stage};
use rulebook::Edition;
use rulebook::lists::{AIRPORTS, DIVISIONS, PORTS};
use rulebook::zhejiang_date;

use super::Officer;
use super::scope::Subject;
use super::word::Word;
use crate::staff::Role;
use crate::way::{Event, Place, What, standing};

/// A queue of scans of a day, and a little more; what is older is no scan.
const LATEST: TimeDelta = TimeDelta::hours(26);
/// A county asks again within so many days.
const LONGEST_PAUSE: TimeDelta = TimeDelta::days(14);
/// A test elsewhere was taken no longer ago.
const OLDEST_SWAB: TimeDelta = TimeDelta::days(14);
/// As many words an officer has for one person within a day.
const WORDS_A_DAY: usize = 40;
/// Why somebody does not go along.
const REFUSED: [&str; 4] = ["wants-a-word", "wants-home", "has-left", "other"];
/// Why a county does not take somebody over.
const DECLINED: [&str; 3] = ["not-ours", "no-room", "other"];

/// What a role may say of somebody's way.
pub(crate) fn words(role: Role) -> &'static [&'static str] {
    match role {
        Role::PortOfficer => &[
            "landed",
            "to-be-sampled",
            "sampled",
            "tested",
            "sent-on",
            "handed-over",
            "boarded",
            "not-on-board",
            "diverted",
            "refused",
            "destination-changed",
            "writes",
        ],
        Role::CountyContact => &[
            "received",
            "accepted",
            "declined",
            "observation-begun",
            "followed-up",
            "observation-ended",
            "destination-changed",
            "writes",
        ],
        Role::HealthOfficer => &["tested", "observation-begun", "observation-ended", "writes"],
        Role::Hotline => &["writes"],
        Role::PlatformOfficer | Role::Auditor => &[],
    }
}

/// Where a word is said, if this officer may say it of this person now.
pub(super) fn may(
    officer: &Officer,
    subject: &Subject,
    word: &str,
    today: NaiveDate,
) -> Result<Place, ProblemCode> {
    if !words(officer.account.role).contains(&word) {
        return Err(ProblemCode::NotAllowed);
    }
    match officer.account.role {
        Role::PortOfficer => at_a_port(officer, subject, word),
        Role::CountyContact | Role::HealthOfficer => in_a_county(officer, subject, word, today),
        Role::Hotline => Ok(Place::default()),
        Role::PlatformOfficer | Role::Auditor => Err(ProblemCode::NotAllowed),
    }
}

fn at_a_port(officer: &Officer, subject: &Subject, word: &str) -> Result<Place, ProblemCode> {
    let (scope, way) = (&officer.account.scope, &subject.way);
    let planned = subject.expected.as_ref().and_then(|expected| expected.port.as_ref());
    let near = [way.port.as_ref(), planned].into_iter().flatten();
    let port = near.map(String::as_str).find(|port| scope.covers_port(port)).or_else(|| scope.ports().next());
    let here = port.map(Place::port).unwrap_or_default();
    let is_ours = matches!(&way.desk, Responsible::Port(port) if scope.covers_port(port));
    let is_here = way.stage == Stage::Landed && is_ours;
    let fits = match word {
        "boarded" | "not-on-board" | "diverted" => {
            matches!(way.stage, Stage::Declared | Stage::Boarded) || is_own_word_alone(subject)
        }
        // A second scan of one landing is the same landing.
        "landed" => matches!(way.stage, Stage::Declared | Stage::Boarded | Stage::Landed),
        "to-be-sampled" | "sampled" | "sent-on" | "refused" | "destination-changed" => is_here,
        "handed-over" => is_here && way.county.is_some(),
        "tested" => way.stage >= Stage::Landed,
        _ => true,
    };
    if !fits {
        return Err(ProblemCode::NotNow);
    }
    Ok(if word == "handed-over" { Place { county: way.county.clone(), ..here } } else { here })
}

fn in_a_county(
    officer: &Officer,
    subject: &Subject,
    word: &str,
    today: NaiveDate,
) -> Result<Place, ProblemCode> {
    let (scope, way) = (&officer.account.scope, &subject.way);
    let covered =
        |county: &Option<String>| county.clone().filter(|county| covers_county(officer, subject, county));
    if matches!(word, "accepted" | "declined") {
        if way.asked.is_none() {
            return Err(ProblemCode::NotNow);
        }
        return covered(&way.asked).map(Place::county).ok_or(ProblemCode::OtherCountyAnswers);
    }
    if matches!(word, "writes" | "tested") {
        let fits = word == "writes" || way.stage >= Stage::Landed;
        let own = covered(&way.county).or_else(|| scope.places().next().map(str::to_owned));
        return if fits { Ok(own.map(Place::county).unwrap_or_default()) } else { Err(ProblemCode::NotNow) };
    }
    if word == "received" {
        let has_come = way.stage >= Stage::Landed
            || subject.expected.as_ref().is_some_and(|expected| expected.day <= today);
        if !has_come || matches!(way.stage, Stage::Intends | Stage::Received) {
            return Err(ProblemCode::NotNow);
        }
        // Meeting is accepting: for the county that was asked, or for the one that is responsible.
        let own = covered(&way.asked).or_else(|| covered(&way.county));
        return own.map(Place::county).ok_or(ProblemCode::OtherCountyAnswers);
    }
    let own = covered(&way.county).ok_or(ProblemCode::OtherCountyAnswers)?;
    let fits = match word {
        "destination-changed" => way.stage != Stage::Intends,
        // Before, it would put off the reception that is due.
        "observation-begun" | "followed-up" => way.stage >= Stage::Received,
        "observation-ended" => observed_until(&subject.events).is_some(),
        _ => true,
    };
    if fits { Ok(Place::county(own)) } else { Err(ProblemCode::NotNow) }
}

/// Whether a county is this officer's to speak for: a township speaks for its county where the person goes to that township.
fn covers_county(officer: &Officer, subject: &Subject, county: &str) -> bool {
    let scope = &officer.account.scope;
    let township = subject.expected.as_ref().and_then(|expected| expected.township.as_ref());
    scope.covers_place(county)
        || township.is_some_and(|township| township.starts_with(county) && scope.covers_place(township))
}

/// Whether the landing is the traveller's word and nobody else's.
fn is_own_word_alone(subject: &Subject) -> bool {
    let way = &subject.way;
    way.stage == Stage::Landed && way.seen.iter().all(|seen| seen.stage != Stage::Landed || seen.by.is_none())
}

/// The last day of an observation that has begun and not ended: the latest that was said, for beginning again ends nothing.
fn observed_until(events: &[Event]) -> Option<NaiveDate> {
    standing(events).into_iter().fold(None, |latest, event| match &event.what {
        What::ObservationBegun { until } => latest.max(Some(*until)),
        What::ObservationEnded { .. } => None,
        _ => latest,
    })
}

/// The sample that waits for its result: of all that were taken, the first without one.
pub(super) fn waiting_sample(events: &[Event]) -> Option<&Event> {
    let mut taken = std::collections::VecDeque::new();
    for event in standing(events) {
        match &event.what {
            What::Sampled { .. } => taken.push_back(event),
            What::Tested(_) => drop(taken.pop_front()),
            _ => {}
        }
    }
    taken.pop_front()
}

/// Whether a word says all that it has to, in words and on days that are known. Colours and reasons of sampling are the desk's to check.
pub(super) fn complete(
    word: &Word,
    subject: &Subject,
    edition: Option<&Edition>,
    today: NaiveDate,
) -> Result<(), ProblemCode> {
    let known = |is_known: bool| if is_known { Ok(()) } else { Err(ProblemCode::WordNotKnown) };
    let is_listed = |list: &str, code: &str| edition.and_then(|it| it.list(list)?.row(code)).is_some();
    match word {
        Word::Refused { reason } => known(REFUSED.contains(&reason.as_str())),
        Word::Declined { reason } => known(DECLINED.contains(&reason.as_str())),
        Word::Diverted { port } => known(is_listed(AIRPORTS, port) || is_listed(PORTS, port)),
        Word::DestinationChanged { county } => {
            known(county.len() == 6 && !county.ends_with("00") && is_listed(DIVISIONS, county))
        }
        Word::Sampled { tube: Some(tube), .. } => known(is_tube(tube)),
        Word::Tested { taken_on: Some(day), .. } if *day > today || *day < today - OLDEST_SWAB => {
            Err(ProblemCode::TimeNotPossible)
        }
        Word::ObservationBegun { until } => {
            let last = last_day_of_observation(subject, edition, today);
            match until {
                _ if last < today || *until > last => Err(ProblemCode::ObservationTooLong),
                until if *until < today => Err(ProblemCode::TimeNotPossible),
                _ => Ok(()),
            }
        }
        Word::FollowedUp { next: Some(next) } if *next < today || *next > today + LONGEST_PAUSE => {
            Err(ProblemCode::TimeNotPossible)
        }
        _ => Ok(()),
    }
}

/// Whether one officer's word is not enough: it lowers a risk, and neither a sample that was taken here nor the day that the rules name
/// stands behind it. The end of an observation turns a code green, so to plan it shorter is to lower a risk, too.
pub(super) fn needs_second(
    word: &Word,
    subject: &Subject,
    edition: Option<&Edition>,
    today: NaiveDate,
) -> bool {
    match word {
        Word::Tested { result: TestResult::Negative, .. } => waiting_sample(&subject.events).is_none(),
        Word::ObservationBegun { until } => *until < last_day_of_observation(subject, edition, today),
        Word::ObservationEnded => observed_until(&subject.events).is_none_or(|until| until > today),
        _ => false,
    }
}

/// The day on which an observation ends that is as long as the rules say.
pub(super) fn last_day_of_observation(
    subject: &Subject,
    edition: Option<&Edition>,
    today: NaiveDate,
) -> NaiveDate {
    let longest = edition.map_or(0, super::acting::longest_observation);
    observed_since(subject, today) + TimeDelta::days(longest.into())
}

/// The day from which an observation counts: of the landing, or of the first one that was begun, so that nobody is held longer by
/// beginning again.
fn observed_since(subject: &Subject, today: NaiveDate) -> NaiveDate {
    let landed = subject.way.seen.iter().filter(|seen| seen.stage == Stage::Landed).map(|seen| seen.at);
    let begun = standing(&subject.events).into_iter().filter_map(|event| match &event.what {
        What::ObservationBegun { .. } => Some(event.at),
        _ => None,
    });
    landed.chain(begun).map(zhejiang_date).min().unwrap_or(today)
}

/// When something was seen, if that can be.
pub(super) fn seen_at(at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<DateTime<Utc>, ProblemCode> {
    let at = at.unwrap_or(now);
    if at < now - LATEST { Err(ProblemCode::TimeNotPossible) } else { Ok(at.min(now)) }
}

/// Whether an officer has said enough of one person for a day.
pub(super) fn has_said_enough(own: impl Iterator<Item = DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    own.filter(|at| *at > now - TimeDelta::days(1)).count() >= WORDS_A_DAY
}

/// A barcode as it stands on a tube.
fn is_tube(tube: &str) -> bool {
    (3..=32).contains(&tube.len())
        && tube.bytes().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == b'-')
}
