//! What holds of every life, however its events came.

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone as _, Utc};
use declaration::{OfficerTest, TestKind, TestResult};
use platform_api::{Desk, Role, Stage, Step};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

const PORTS: [&str; 2] = ["PVG", "PEK"];
const COUNTIES: [&str; 3] = ["330302", "330304", "331121"];

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 12, 15, 4, 0, 0).unwrap()
}

fn day(days: i64) -> NaiveDate {
    noon().date_naive() + TimeDelta::days(days)
}

fn plan() -> Plan {
    Plan {
        port: Some("PVG".into()),
        county: Some("330302".into()),
        flight: Some("LH728".into()),
        departs: Some(noon() - TimeDelta::hours(11)),
        arrives: Some(noon()),
        ..Plan::default()
    }
}

fn officer(role: Role) -> Author {
    Author::Officer { id: "wu".into(), role }
}

/// An event so many hours after noon.
fn event(id: u128, hours: i64, by: Author, place: Place, what: What) -> Event {
    let at = noon() + TimeDelta::hours(hours);
    Event { id: Uuid::from_u128(id), at, recorded_at: at, by, place, device: None, needs_second: false, what }
}

fn at_port(id: u128, hours: i64, what: What) -> Event {
    event(id, hours, officer(Role::PortOfficer), Place::port("PVG"), what)
}

fn in_county(id: u128, hours: i64, county: &str, what: What) -> Event {
    event(id, hours, officer(Role::CountyContact), Place::county(county), what)
}

fn by_traveller(id: u128, hours: i64, what: What) -> Event {
    event(id, hours, Author::Traveller, Place::default(), what)
}

fn walked(events: &[Event]) -> Way {
    fold(&plan(), false, events)
}

#[test]
fn a_traveller_is_led_from_the_aircraft_to_the_county() {
    let mut events = vec![by_traveller(1, -11, What::Boarded)];
    let way = walked(&events);
    assert_eq!((way.stage, way.seen[0].by), (Stage::Boarded, None), "by the traveller's own word");
    assert_eq!(way.desk, Desk::Port("PVG".into()), "Pudong waits");
    assert_eq!(way.due, Some(noon() + TimeDelta::hours(6)), "until six hours after the flight");

    events.push(at_port(2, 1, What::Landed));
    let way = walked(&events);
    assert_eq!((way.stage, way.step), (Stage::Landed, Some(Step::SendingOn)), "to be sent on");
    assert_eq!(way.due, Some(noon() + TimeDelta::hours(7)), "within six hours");

    events.push(at_port(3, 2, What::Sampled { tube: Some("T1".into()), reason: None }));
    assert_eq!(walked(&events).step, Some(Step::Result), "the result is waited for");
    events.push(at_port(4, 5, What::SentOn { mode: Mode::Bus, batch: None }));
    let way = walked(&events);
    assert_eq!((way.stage, way.mode), (Stage::Landed, Some(Mode::Bus)), "on the bus, still the port's");

    events.push(at_port(5, 9, What::HandedOver));
    let way = walked(&events);
    assert_eq!((way.stage, way.desk), (Stage::HandedOver, Desk::County("330302".into())), "Lucheng's now");
    events.push(in_county(6, 12, "330302", What::Received));
    let way = walked(&events);
    assert_eq!((way.stage, way.step), (Stage::Received, Some(Step::Observation)), "met");
    let stages: Vec<Stage> = way.seen.iter().map(|seen| seen.stage).collect();
    assert_eq!(
        stages,
        [Stage::Boarded, Stage::Landed, Stage::HandedOver, Stage::Received],
        "each stage has its witness"
    );

    events.push(in_county(7, 13, "330302", What::ObservationBegun { until: day(14) }));
    assert_eq!(walked(&events).due, Some(noon() + TimeDelta::hours(14 * 24 + 12)), "the end of that day");
    events.push(in_county(8, 14 * 24, "330302", What::ObservationEnded { on: day(14) }));
    assert_eq!(walked(&events).step, None, "then the way is over");
}

#[test]
fn two_officers_who_scan_one_person_give_one_stage_and_no_longer_time() {
    let once = walked(&[at_port(1, 1, What::Landed)]);
    let twice = walked(&[at_port(1, 1, What::Landed), at_port(2, 3, What::Landed)]);
    assert_eq!(once, twice, "the first scan counts");
}

#[test]
fn an_officers_word_of_the_landing_takes_the_place_of_the_travellers() {
    let own = by_traveller(1, 1, What::Landed);
    let way = walked(std::slice::from_ref(&own));
    assert_eq!((way.stage, way.step), (Stage::Landed, Some(Step::Meeting)), "somebody has to meet them");
    assert_eq!(own.fact(), None, "but no code rests on it");
    let seen = walked(&[own, at_port(2, 2, What::Landed)]);
    assert_eq!(seen.seen[0].by, Some(Role::PortOfficer), "seen by an officer");
}

#[test]
fn who_says_in_the_evening_to_have_landed_has_waited_since_the_landing() {
    let at_once = walked(&[by_traveller(1, 0, What::Landed)]);
    assert_eq!(at_once.due, Some(noon() + TimeDelta::hours(2)), "to be met two hours after the landing");
    let in_the_evening = walked(&[by_traveller(1, 9, What::Landed)]);
    assert_eq!(in_the_evening.due, at_once.due, "the hour of a press moves no landing");
    let earlier = walked(&[by_traveller(1, -1, What::Landed)]);
    assert_eq!(earlier.due, Some(noon() + TimeDelta::hours(1)), "an aircraft may be early, and is believed");
}

#[test]
fn where_no_hour_is_known_a_day_is_said() {
    let by_coach = Plan { arrives_on: Some(day(0)), ..plan() };
    let next = |plan: &Plan, events: &[Event]| fold(plan, false, events).next(noon()).unwrap().day;
    assert_eq!(next(&by_coach, &[]), Some(day(0)), "a coach that was given no hour");
    let boarded = [by_traveller(1, -9, What::Boarded)];
    assert_eq!(next(&by_coach, &boarded), Some(day(0)), "nor has getting on made one");
    assert_eq!(next(&plan(), &boarded), None, "a flight has one");
    let landed = [at_port(1, 1, What::Landed)];
    assert_eq!(next(&by_coach, &landed), None, "from there the hours count");
    let observed = [landed[0].clone(), in_county(2, 20, "330302", What::Received)];
    let begun = in_county(3, 21, "330302", What::ObservationBegun { until: day(14) });
    let events = [observed[0].clone(), observed[1].clone(), begun];
    assert_eq!(next(&plan(), &events), Some(day(14)), "an observation ends on a day");
}

#[test]
fn a_change_of_county_holds_only_when_the_other_has_accepted() {
    let landed = at_port(1, 1, What::Landed);
    let moves = in_county(2, 2, "330302", What::DestinationChanged { county: "331121".into() });
    let over = at_port(3, 3, What::HandedOver);
    let asked = [landed, moves, over];
    let way = walked(&asked);
    assert_eq!(way.desk, Desk::County("330302".into()), "the county that was declared stays responsible");
    assert_eq!(way.asked.as_deref(), Some("331121"), "while the other is asked");

    let declined =
        in_county(4, 4, "331121", What::Declined { county: "331121".into(), reason: "not-ours".into() });
    let way = walked(&[asked.as_slice(), &[declined]].concat());
    assert_eq!((way.desk, way.asked), (Desk::County("330302".into()), None), "declined: as it was");

    let stranger = in_county(5, 4, "330304", What::Accepted { county: "330304".into() });
    let way = walked(&[asked.as_slice(), &[stranger]].concat());
    assert_eq!(way.county.as_deref(), Some("330302"), "nobody takes over who was not asked");

    let accepted = in_county(6, 4, "331121", What::Accepted { county: "331121".into() });
    let way = walked(&[asked.as_slice(), &[accepted]].concat());
    assert_eq!((way.desk, way.asked), (Desk::County("331121".into()), None), "accepted: the other's");
    assert_eq!(way.due, Some(noon() + TimeDelta::hours(28)), "with a time of its own");
}

#[test]
fn a_hand_over_to_a_county_that_was_not_declared_waits_for_its_word() {
    let landed = at_port(1, 1, What::Landed);
    let mut over = at_port(2, 3, What::HandedOver);
    over.place.county = Some("331121".into());
    let way = walked(&[landed.clone(), over.clone()]);
    assert_eq!((way.stage, way.desk), (Stage::Landed, Desk::Port("PVG".into())), "the port keeps them");
    let accepted = in_county(3, 4, "331121", What::Accepted { county: "331121".into() });
    let way = walked(&[landed, over, accepted]);
    assert_eq!((way.stage, way.desk), (Stage::HandedOver, Desk::County("331121".into())), "until it accepts");
}

#[test]
fn a_missed_flight_asks_and_an_officers_landing_is_stronger() {
    let way = walked(&[by_traveller(1, -11, What::Boarded), by_traveller(2, -10, What::MissedFlight)]);
    assert_eq!((way.stage, way.step), (Stage::Declared, Some(Step::AnotherFlight)), "not on the way");
    assert_eq!(way.desk, Desk::County("330302".into()), "the county asks what becomes of the journey");
    let way = walked(&[at_port(1, 1, What::Landed), by_traveller(2, 2, What::MissedFlight)]);
    assert_eq!(way.stage, Stage::Landed, "whoever was seen to land has landed");
}

#[test]
fn a_traveller_revokes_their_own_word_and_no_officers() {
    let revokes = |of: u128| What::Revokes { event: Uuid::from_u128(of) };
    let own = [by_traveller(1, 1, What::Landed), by_traveller(2, 2, revokes(1))];
    assert_eq!(walked(&own).stage, Stage::Declared, "taken back");
    let officers = [at_port(1, 1, What::Landed), by_traveller(2, 2, revokes(1))];
    assert_eq!(walked(&officers).stage, Stage::Landed, "an officer's stands");
}

/// One of everything that can be said.
fn anything() -> impl Strategy<Value = What> {
    let county = || prop::sample::select(COUNTIES.as_slice()).prop_map(str::to_owned);
    let reason = || Just("some-reason".to_owned());
    let test = OfficerTest { kind: TestKind::Pcr, result: TestResult::Negative, taken_on: day(0) };
    let mode = prop::sample::select(
        [Mode::Bus, Mode::CountysCar, Mode::Ambulance, Mode::StaysHere, Mode::OnTheirOwn].as_slice(),
    );
    prop_oneof![
        Just(What::Boarded),
        Just(What::NotOnBoard),
        Just(What::MissedFlight),
        prop::sample::select(PORTS.as_slice()).prop_map(|port| What::Diverted { port: port.to_owned() }),
        Just(What::Landed),
        Just(What::ToBeSampled),
        Just(What::Sampled { tube: None, reason: None }),
        Just(What::Tested(test)),
        mode.prop_map(|mode| What::SentOn { mode, batch: None }),
        reason().prop_map(|reason| What::Refused { reason }),
        Just(What::HandedOver),
        county().prop_map(|county| What::DestinationChanged { county }),
        county().prop_map(|county| What::Accepted { county }),
        (county(), reason()).prop_map(|(county, reason)| What::Declined { county, reason }),
        Just(What::Received),
        (0_i64..20).prop_map(|days| What::ObservationBegun { until: day(days) }),
        (0_i64..20).prop_map(|days| What::ObservationEnded { on: day(days) }),
        prop::option::of(0_i64..20).prop_map(|days| What::FollowedUp { next: days.map(day) }),
        (0_u128..12).prop_map(|id| What::Revokes { event: Uuid::from_u128(id) }),
    ]
}

fn any_place() -> impl Strategy<Value = Place> {
    let port = prop::option::of(prop::sample::select(PORTS.as_slice()).prop_map(str::to_owned));
    let county = prop::option::of(prop::sample::select(COUNTIES.as_slice()).prop_map(str::to_owned));
    (port, county).prop_map(|(port, county)| Place { port, county, flight: None })
}

/// A random life: up to twelve events of anybody at any hour.
fn life() -> impl Strategy<Value = Vec<Event>> {
    let author = prop_oneof![
        Just(Author::Traveller),
        Just(officer(Role::PortOfficer)),
        Just(officer(Role::CountyContact))
    ];
    let one = (-20_i64..60, author, any_place(), anything());
    prop::collection::vec(one, 0..12).prop_map(|events| {
        let events = events.into_iter().zip(0_u128..);
        events.map(|((hours, by, place, what), id)| event(id, hours, by, place, what)).collect()
    })
}

fn any_plan() -> impl Strategy<Value = Plan> {
    prop_oneof![Just(plan()), Just(Plan::default()), Just(Plan { county: None, ..plan() })]
}

proptest! {
    #[test]
    fn everybody_who_landed_has_one_responsible_desk_and_a_time(
        plan in any_plan(), events in life(), intends: bool
    ) {
        let way = fold(&plan, intends, &events);
        if way.stage >= Stage::Landed {
            prop_assert!(way.desk != Desk::Province || way.port.is_none() && way.county.is_none(),
                "a port or a county that is known is responsible");
            let is_over = way.step.is_none() && way.stage == Stage::Received;
            prop_assert!(way.due.is_some() || is_over, "somebody must act by {:?}", way);
        }
        prop_assert!(way.step.is_some() || way.due.is_none(), "nothing is due where nothing is waited for");
    }

    #[test]
    fn the_order_in_which_events_come_does_not_matter_nor_that_one_comes_twice(
        plan in any_plan(), events in life(), seed: u64
    ) {
        let way = fold(&plan, false, &events);
        let mut other = events.clone();
        other.extend(events.iter().take(3).cloned());
        other.sort_by_key(|event| event.id.as_u128().wrapping_mul(seed.into()) ^ u128::from(seed));
        prop_assert_eq!(fold(&plan, false, &other), way);
    }

    #[test]
    fn revoking_an_event_restores_what_was_before_it(plan in any_plan(), events in life(), what in anything()) {
        let before = fold(&plan, false, &events);
        let slip = at_port(100, 7, what);
        let undo = at_port(101, 8, What::Revokes { event: slip.id });
        if !matches!(slip.what, What::Revokes { .. }) {
            let mut with = events;
            with.extend([slip, undo]);
            prop_assert_eq!(fold(&plan, false, &with), before);
        }
    }

    #[test]
    fn no_county_becomes_responsible_that_did_not_say_so(events in life()) {
        let way = fold(&plan(), false, &events);
        if let Some(county) = way.county.filter(|county| county != "330302") {
            let has_said_so = |event: &&Event| match &event.what {
                What::Accepted { county: by } => *by == county,
                What::Received => event.place.county.as_ref() == Some(&county),
                _ => false,
            };
            prop_assert!(standing(&events).iter().any(has_said_so), "{} has accepted or received", county);
        }
    }
}
