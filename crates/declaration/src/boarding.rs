//! The last boarding before China: until then a code has to hold.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use rulebook::lists::AIRPORTS;
use rulebook::{Edition, Landmark, formats};
use serde_json::Value;

use crate::AtLandmarks;
use crate::derive::instant;

/// When and where the leg into mainland China departs, by the traveller's answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boarding {
    /// The departure; where only the day is known, the end of that day there.
    pub at: DateTime<Utc>,
    /// Whether the hour is known, and not the day alone.
    pub timed: bool,
    /// The IANA time zone of the place.
    pub zone: &'static str,
    /// Code of the place, in the edition's list of airports.
    pub place: String,
    /// The day on which that leg arrives, by the clock there.
    pub lands_on: Option<NaiveDate>,
    /// That arrival; where only the day is known, the end of that day there.
    pub lands_at: Option<DateTime<Utc>>,
}

/// When and where a leg departs.
pub(crate) struct Departure {
    /// The departure; where only the day is known, the end of that day there.
    pub(crate) at: DateTime<Utc>,
    /// The IANA time zone of the place.
    zone: &'static str,
}

impl Departure {
    pub(crate) fn of(edition: &Edition, at: &AtLandmarks<'_>, leg: usize) -> Option<Self> {
        let of_leg = |landmark| at.texts(landmark).nth(leg).flatten();
        let airports = edition.list(AIRPORTS)?;
        let place = |landmark| airports.row(of_leg(landmark)?);
        let (hour, minute) = of_leg(Landmark::DepartsAt).and_then(formats::time).unwrap_or((23, 59));
        // A country of several zones is left over its border: by the clock on the other side.
        let zone = place(Landmark::LegFrom)?.zone.or(place(Landmark::LegTo)?.zone)?;
        let day = formats::date(of_leg(Landmark::DepartsOn)?)?;
        let at = instant(zone, day, NaiveTime::from_hms_opt(hour, minute, 0)?)?;
        Some(Self { at, zone: zone.name() })
    }
}

impl Boarding {
    /// The boarding of these answers; none while no leg leads into China, or its departure is open.
    pub fn of(edition: &Edition, answers: &Value) -> Option<Self> {
        let at = AtLandmarks::of(edition, answers);
        let leg = at.entering_leg(edition)?;
        let departure = Departure::of(edition, &at, leg)?;
        let place = at.texts(Landmark::LegFrom).nth(leg).flatten()?;
        Some(Self {
            at: departure.at,
            timed: at.texts(Landmark::DepartsAt).nth(leg).flatten().and_then(formats::time).is_some(),
            zone: departure.zone,
            place: edition.list(AIRPORTS)?.row(place)?.code.clone(),
            lands_at: Arrival::of(edition, answers).map(|arrival| arrival.at),
            lands_on: at.texts(Landmark::ArrivesOn).nth(leg).flatten().and_then(formats::date),
        })
    }

    /// Whether that leg has arrived, if it went as declared.
    pub fn has_arrived(&self, now: DateTime<Utc>) -> bool {
        self.lands_at.is_some_and(|at| at <= now)
    }

    /// When the day begins that is so many days before it, by the clock of the place.
    pub fn days_before(&self, days: u32) -> Option<DateTime<Utc>> {
        let zone: Tz = self.zone.parse().ok()?;
        let day = self.at.with_timezone(&zone).date_naive().checked_sub_days(Days::new(days.into()))?;
        instant(zone, day, NaiveTime::MIN)
    }
}

/// The code is shown on landing too, and flights are late: a new one is to hold a day longer than until boarding.
const MARGIN: TimeDelta = TimeDelta::days(1);
/// Whatever takes longer is a voyage.
const LONGEST_FLIGHT: TimeDelta = TimeDelta::days(2);

/// A code, as far as its end goes.
#[derive(Debug, Clone, Copy)]
pub struct CodeTerm<'a> {
    /// Id of the policy rule that it shows.
    pub rule: &'a str,
    /// When it was given.
    pub issued_at: DateTime<Utc>,
    /// When it ends.
    pub valid_until: DateTime<Utc>,
}

impl CodeTerm<'_> {
    /// As long as the next code of this rule holds. This one may be shorter, where its declaration lay in an outbox. Of a rule that
    /// the edition does not have only the present length is known, or else the shortest that there is.
    fn of_the_next(&self, edition: &Edition) -> TimeDelta {
        let of_rule = edition.policy.iter().find(|rule| rule.id == self.rule).map(|rule| rule.valid_hours);
        let hours = of_rule.or_else(|| edition.policy.iter().map(|rule| rule.valid_hours).min());
        let hours = TimeDelta::hours(hours.unwrap_or_default().into());
        hours.max(self.valid_until - self.issued_at)
    }
}

/// What is to be done about a code that ends before its traveller boards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renewal {
    /// From then on a code of the same rule holds until boarding. Another colour may hold longer or shorter.
    pub from: DateTime<Utc>,
    /// That instant has come.
    pub due: bool,
}

impl Boarding {
    /// The renewal of a code that ends before this boarding, or on the way before it was shown on landing; none for one that holds,
    /// and none once it has departed. No code holds for a long voyage: on landing another one is due then.
    pub fn renewal(&self, edition: &Edition, code: CodeTerm<'_>, now: DateTime<Utc>) -> Option<Renewal> {
        let lands_at = self.lands_at.filter(|lands_at| *lands_at - self.at <= LONGEST_FLIGHT);
        let shown_until = lands_at.map_or(self.at, |lands_at| lands_at.max(self.at));
        if code.valid_until >= shown_until || self.at <= now {
            return None;
        }
        let holds = code.of_the_next(edition);
        // Of a code of a single day half is left when its traveller boards.
        let margin = MARGIN.min(holds / 2);
        let from = (shown_until.max(self.at + margin) - holds).min(self.at - margin);
        Some(Renewal { from, due: now >= from })
    }
}

/// When the leg into mainland China arrives, by the traveller's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// The arrival; where only the day is known, the end of that day there.
    pub at: DateTime<Utc>,
    /// Its day, by the clock there.
    pub day: NaiveDate,
    /// Whether the hour is known, and not the day alone.
    pub timed: bool,
}

impl Arrival {
    /// The arrival of these answers; none while no leg leads into China, or its day is open.
    pub fn of(edition: &Edition, answers: &Value) -> Option<Self> {
        let at = AtLandmarks::of(edition, answers);
        let leg = at.entering_leg(edition)?;
        let of_leg = |landmark| at.texts(landmark).nth(leg).flatten();
        let zone = edition.list(AIRPORTS)?.row(of_leg(Landmark::LegTo)?)?.zone?;
        let time = of_leg(Landmark::ArrivesAt).and_then(formats::time);
        let (hour, minute) = time.unwrap_or((23, 59));
        let day = formats::date(of_leg(Landmark::ArrivesOn)?)?;
        let at = instant(zone, day, NaiveTime::from_hms_opt(hour, minute, 0)?)?;
        Some(Self { at, day, timed: time.is_some() })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn boarding(legs: Value) -> Option<(String, &'static str, String)> {
        let edition = Edition::bundled().unwrap();
        Boarding::of(&edition, &json!({ "legs": legs }))
            .map(|boarding| (boarding.at.to_rfc3339(), boarding.zone, boarding.place))
    }

    #[test]
    fn it_is_the_departure_of_the_leg_that_leads_into_china() {
        let on_the_way = json!([
            { "from": "MXP", "to": "FRA", "departs_on": "2026-12-14", "departs_at": "10:45" },
            { "from": "FRA", "to": "PVG", "departs_on": "2026-12-14", "departs_at": "17:50" },
            { "from": "PVG", "to": "WNZ", "departs_on": "2026-12-16", "departs_at": "09:00" },
        ]);
        let at_frankfurt = ("2026-12-14T16:50:00+00:00".to_owned(), "Europe/Berlin", "FRA".to_owned());
        assert_eq!(boarding(on_the_way), Some(at_frankfurt), "not the first leg, not the one inside China");
    }

    /// From when a code of the first week of December is renewed, and whether that has come.
    fn renewed(boards: &str, now: &str) -> Option<(String, bool)> {
        landing(boards, None, now)
    }

    fn landing(boards: &str, lands: Option<&str>, now: &str) -> Option<(String, bool)> {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (zone, place, lands_at) = ("Europe/Rome", "MXP".to_owned(), lands.map(at));
        let boarding = Boarding { at: at(boards), timed: true, zone, place, lands_on: None, lands_at };
        let code = CodeTerm {
            rule: "green-no-risk",
            issued_at: at("2026-12-01T00:00:00Z"),
            valid_until: at("2026-12-08T00:00:00Z"),
        };
        let renewal = boarding.renewal(&Edition::bundled().unwrap(), code, at(now))?;
        Some((renewal.from.to_rfc3339(), renewal.due))
    }

    #[test]
    fn a_code_that_was_shortened_is_renewed_while_there_is_time() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let edition = Edition::bundled().unwrap();
        let given = at("2026-12-07T10:00:00Z");
        let renewal = |(rule, hours): (&str, i64), lands: &str, now: &str| {
            let boarding = Boarding {
                at: at("2026-12-12T09:00:00Z"),
                timed: true,
                zone: "Europe/Rome",
                place: "MXP".to_owned(),
                lands_on: None,
                lands_at: Some(at(lands)),
            };
            let code = CodeTerm { rule, issued_at: given, valid_until: given + TimeDelta::hours(hours) };
            let renewal = boarding.renewal(&edition, code, at(now)).unwrap();
            (renewal.from.to_rfc3339(), renewal.due)
        };
        let (flight, long) = ("2026-12-12T21:00:00Z", "2026-12-14T08:00:00Z");
        let said = |from: &str, due| (from.to_owned(), due);
        let lay_six_days = renewal(("green-no-risk", 24), flight, "2026-12-07T10:01:00Z");
        assert_eq!(
            lay_six_days,
            said("2026-12-06T09:00:00+00:00", true),
            "at once: the next one holds a week"
        );
        let waits = renewal(("orange-symptoms", 24), flight, "2026-12-07T10:01:00Z");
        assert_eq!(waits, said("2026-12-10T09:00:00+00:00", false), "the next one holds three days");
        let comes = renewal(("orange-symptoms", 24), flight, "2026-12-10T09:00:00Z");
        assert!(comes.1, "and two days before the flight it is due");
        let slow = renewal(("yellow-elevated-stay", 24), long, "2026-12-09T08:00:00Z");
        assert_eq!(slow, said("2026-12-09T08:00:00+00:00", true), "shown two days after boarding");
        let unknown = renewal(("a-rule-of-tomorrow", 24), long, "2026-12-11T08:00:00Z");
        assert_eq!(
            unknown,
            said("2026-12-11T08:00:00+00:00", true),
            "of another edition, the shortest of this"
        );
    }

    #[test]
    fn a_code_that_dies_before_boarding_says_from_when_confirming_helps() {
        let (from, due) = renewed("2026-12-15T09:00:00Z", "2026-12-01T00:01:00Z").unwrap();
        assert_eq!(
            from, "2026-12-09T09:00:00+00:00",
            "a code of seven days from then holds a day beyond the boarding"
        );
        assert!(!due, "confirming today would give a code that dies too");
        assert!(renewed("2026-12-15T09:00:00Z", "2026-12-09T09:00:00Z").unwrap().1);
        assert_eq!(
            renewed("2026-12-08T00:00:00Z", "2026-12-01T00:01:00Z"),
            None,
            "one that holds needs none"
        );
        let boarded = renewed("2026-12-09T00:00:00Z", "2026-12-09T00:00:00Z");
        assert_eq!(boarded, None, "who has boarded needs no advice");
    }

    #[test]
    fn a_code_that_ends_in_the_air_is_renewed_too() {
        let now = "2026-12-01T00:01:00Z";
        let flight = |lands| landing("2026-12-07T19:50:00Z", Some(lands), now);
        assert_eq!(flight("2026-12-07T23:00:00Z"), None, "shown before it ends");
        let (from, due) = flight("2026-12-08T08:15:00Z").unwrap();
        assert_eq!(
            (from.as_str(), due),
            ("2026-12-01T19:50:00+00:00", false),
            "it has to be shown on landing"
        );
        assert_eq!(flight("2026-12-28T08:15:00Z"), None, "no code holds for a voyage of three weeks");
    }

    #[test]
    fn where_only_the_day_is_known_the_code_has_to_hold_until_its_end() {
        let edition = Edition::bundled().unwrap();
        let timed = |leg: Value| Boarding::of(&edition, &json!({ "legs": [leg] })).unwrap().timed;
        let leg =
            json!({ "from": "G-MN", "to": "R-ERENH", "departs_on": "2026-12-14", "departs_at": "08:00" });
        assert!(timed(leg), "an hour that was said");
        assert!(
            !timed(json!({ "from": "G-MN", "to": "R-ERENH", "departs_on": "2026-12-14" })),
            "none was, so none is shown"
        );
        let by_train = json!([{ "from": "G-MN", "to": "R-ERENH", "departs_on": "2026-12-14" }]);
        let (at, ..) = boarding(by_train).unwrap();
        assert_eq!(at, "2026-12-14T15:59:00+00:00", "23:59 at Erenhot");
    }

    #[test]
    fn days_before_it_are_counted_by_the_clock_of_the_place() {
        let legs = json!([{ "from": "FRA", "to": "PVG", "departs_on": "2026-11-05", "departs_at": "00:30" }]);
        let boarding = Boarding::of(&Edition::bundled().unwrap(), &json!({ "legs": legs })).unwrap();
        let begins = boarding.days_before(14).unwrap();
        assert_eq!(
            begins.to_rfc3339(),
            "2026-10-21T22:00:00+00:00",
            "summer time still holds in Frankfurt then"
        );
    }

    #[test]
    fn the_arrival_is_told_by_the_clock_of_the_port() {
        let edition = Edition::bundled().unwrap();
        let arrival = |leg: Value| Arrival::of(&edition, &json!({ "legs": [leg] }));
        let lands = |leg: Value| arrival(leg).map(|arrival| arrival.at.to_rfc3339());
        let by_the_minute =
            json!({ "from": "FRA", "to": "PVG", "arrives_on": "2026-12-15", "arrives_at": "10:05" });
        assert!(arrival(by_the_minute.clone()).unwrap().timed, "an hour that was said");
        assert_eq!(lands(by_the_minute).as_deref(), Some("2026-12-15T02:05:00+00:00"), "10:05 in Shanghai");
        let by_the_day = json!({ "from": "FRA", "to": "PVG", "arrives_on": "2026-12-15" });
        let on_a_day = arrival(by_the_day.clone()).unwrap();
        assert_eq!(
            (on_a_day.day.to_string(), on_a_day.timed),
            ("2026-12-15".to_owned(), false),
            "the day alone"
        );
        assert_eq!(lands(by_the_day).as_deref(), Some("2026-12-15T15:59:00+00:00"), "the end of that day");
        assert_eq!(lands(json!({ "from": "FRA", "to": "PVG" })), None, "no day, no arrival");
    }

    #[test]
    fn open_legs_have_none() {
        assert_eq!(boarding(json!([{ "from": "FRA", "to": "PVG" }])), None, "no day");
        assert_eq!(boarding(json!([{ "from": "FRA", "departs_on": "2026-12-14" }])), None, "no end");
        assert_eq!(
            boarding(json!([{ "from": "FRA", "to": "HKG", "departs_on": "2026-12-14" }])),
            None,
            "not yet in China"
        );
    }
}
