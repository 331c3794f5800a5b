//! What every store must do with notes of calls, closed flights and what people wait for.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone as _, Utc};
use common::stored;
use platform::staff::{Account, Role, Scope};
use platform::store::{
    Bus, CallNote, Effect, Expected, Flight, Kept, NewEvent, NewRevision, Note, PLAN, Place, PostgresStore,
    Report, Shift, SqliteStore, Store, Turn, Waits,
};
use testkit::postgres::Postgres;
use uuid::Uuid;

const ID: Uuid = Uuid::from_u128(0x01936f5e_0000_7000_8000_000000000001);

fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 12, 14, 8, 0, 0).unwrap()
}

fn ends() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 13).unwrap()
}

async fn keeps_what_desks_keep(store: Arc<dyn Store>) {
    let waits = Waits {
        stage: "declared".into(),
        desk: "port:PVG".into(),
        step: Some("arrival".into()),
        due: Some(at()),
        ends: ends(),
        asked_due: None,
        port: Some("PVG".into()),
        county: None,
        asked: Some("330106".into()),
    };
    let intends = NewRevision {
        seen: None,
        helped: None,
        declaration: ID,
        revision: 1,
        follow_digest: [1; 32],
        envelope_sha256: [2; 32],
        receipt: b"receipt".to_vec(),
        received_at: at(),
        expected: None,
        effect: Effect::Intend { edition: 1, parts: Vec::new() },
        way: Some(waits.clone()),
    };
    let note = |number: u128, due| CallNote {
        id: Uuid::from_u128(number),
        at: at() + TimeDelta::minutes(number.try_into().unwrap()),
        by: "hotline 7".into(),
        category: "pick-up".into(),
        urgent: number == 2,
        due,
        seen: None,
        ends: ends(),
    };
    assert!(!store.keep_note(ID, note(1, None)).await.unwrap(), "nothing is noted of nobody");
    store.put(intends).await.unwrap();
    assert_eq!(store.waits(vec![ID, Uuid::nil()]).await.unwrap(), [(ID, waits)], "what is waited for");
    for _ in 0..2 {
        assert!(store.keep_note(ID, note(1, None)).await.unwrap(), "a call is noted");
    }
    assert!(store.keep_note(ID, note(2, Some(at()))).await.unwrap(), "and another");
    let kept = [note(2, Some(at())), note(1, None)];
    assert_eq!(store.call_notes(ID).await.unwrap(), kept, "each once, the newest first");
    let log = store.chain(ID).await.unwrap();
    let said: Vec<_> = log.iter().map(|entry| entry.note.event.as_str()).collect();
    assert_eq!(
        said,
        ["intended 1", "noted", "noted"],
        "and the log says so, once each, and never what about"
    );

    sees_to(&*store, note(2, Some(at()))).await;

    let flight = |day: u32| Flight {
        port: "PVG".into(),
        day: NaiveDate::from_ymd_opt(2026, 12, day).unwrap(),
        flight: "LH728".into(),
    };
    let closed = Note { at: at(), event: "closed flight".into(), by: "port-officer 7".into() };
    assert!(!store.is_closed(flight(14)).await.unwrap(), "a flight is open");
    assert!(store.close_flight(flight(14), closed.clone()).await.unwrap(), "it closes");
    assert!(!store.close_flight(flight(14), closed).await.unwrap(), "once");
    assert!(store.is_closed(flight(14)).await.unwrap(), "and stays closed");
    assert!(!store.is_closed(flight(15)).await.unwrap(), "on that day alone");

    store.sweep(ends().succ_opt().unwrap()).await.unwrap();
    assert_eq!(store.call_notes(ID).await.unwrap(), [], "notes end with their day");
}

/// What waits for somebody, who is on duty, and what a shift leaves.
async fn sees_to(store: &dyn Store, waits: CallNote) {
    let (before, by) = (at() - TimeDelta::hours(1), "port-officer 7".to_owned());
    let open = store.open_notes(before).await.unwrap();
    assert_eq!(open, [(ID, waits.clone())], "what is due waits, and no other note");
    let note =
        |minutes| Note { at: at() + TimeDelta::minutes(minutes), event: "seen to".into(), by: by.clone() };
    assert!(store.see_to(ID, waits.id, note(9), before).await.unwrap(), "somebody sees to it");
    assert!(!store.see_to(ID, waits.id, note(10), before).await.unwrap(), "once");
    assert!(!store.see_to(ID, Uuid::nil(), note(10), before).await.unwrap(), "and nobody to nothing");
    let seen = CallNote { seen: Some((note(9).at, by.clone())), ..waits };
    assert_eq!(store.open_notes(before).await.unwrap(), [(ID, seen.clone())], "what hurried stays in sight");
    assert_eq!(store.open_notes(note(10).at).await.unwrap(), [], "for a while");
    assert_eq!(store.call_notes(ID).await.unwrap()[0], seen, "with who and when");
    assert_eq!(store.chain_end(ID, 1).await.unwrap()[0].note, note(9), "as the log says");

    let back = |by: &str| Note { event: "gave back".into(), by: by.into(), ..note(11) };
    assert!(!store.give_back(ID, seen.id, back("hotline 9")).await.unwrap(), "nobody gives back another's");
    assert!(store.give_back(ID, seen.id, back(&by)).await.unwrap(), "whoever has it does");
    assert!(store.see_to(ID, seen.id, note(12), before).await.unwrap(), "and another takes it");
    assert!(
        store.see_to(ID, seen.id, note(13), note(13).at).await.unwrap(),
        "or one who comes after a while"
    );

    let account = Account {
        id: Uuid::from_u128(77),
        name: "Wu".into(),
        role: Role::Hotline,
        scope: Scope::None,
        made_at: at(),
        revoked_at: None,
    };
    store.add_account(account, note(0)).await.unwrap();
    let turn = |place: u32, from: i64| Turn {
        id: Uuid::from_u128(place.into()),
        account: Uuid::from_u128(77),
        place,
        begins: at() + TimeDelta::hours(from),
        ends: at() + TimeDelta::hours(from + 8),
    };
    for turn in [turn(2, 0), turn(1, 0), turn(3, 8)] {
        store.keep_turn(turn).await.unwrap();
    }
    assert_eq!(store.turns(at()).await.unwrap(), [turn(1, 0), turn(2, 0), turn(3, 8)], "as they begin");
    assert_eq!(store.turns(at() + TimeDelta::hours(8)).await.unwrap(), [turn(3, 8)], "until they are over");
    assert!(store.drop_turn(turn(3, 8).id).await.unwrap(), "one is taken away");
    assert!(!store.drop_turn(turn(3, 8).id).await.unwrap(), "once");

    let shift = Shift { id: Uuid::from_u128(5), at: at(), by: "hotline 9".into(), cases: 2, taken: None };
    store.leave_shift(shift.clone()).await.unwrap();
    assert_eq!(store.shifts(at()).await.unwrap(), std::slice::from_ref(&shift), "what a shift leaves");
    assert_eq!(store.shifts(note(1).at).await.unwrap(), [], "since then");
    assert!(store.take_shift(shift.id, note(3)).await.unwrap(), "is taken over");
    assert!(!store.take_shift(shift.id, note(4)).await.unwrap(), "once");
    assert_eq!(store.shifts(at()).await.unwrap()[0].taken, Some((note(3).at, by)), "by one");
}

/// Buses, who is aboard, and what their escorts say.
async fn drives(store: Arc<dyn Store>) {
    let (id, part) = (Uuid::from_u128(30), stored::part("bus", "sealed"));
    let until = at() + TimeDelta::hours(30);
    let bus =
        Bus { id, port: "PVG".into(), made_at: at(), link: Some([3; 32]), until, details: part.clone() };
    store.add_bus(bus.clone()).await.unwrap();
    assert_eq!(store.buses("PVG".into(), at()).await.unwrap(), std::slice::from_ref(&bus), "a bus of a port");
    let none: [Bus; 0] = [];
    assert_eq!(store.buses("HGH".into(), at()).await.unwrap(), none, "and of no other");
    assert_eq!(store.buses("PVG".into(), until).await.unwrap(), none, "since then");
    assert_eq!(store.bus(id).await.unwrap(), Some(bus.clone()), "by its id");
    assert_eq!(store.claim_bus([9; 32], [4; 32], at()).await.unwrap(), None, "no other link");
    assert_eq!(store.claim_bus([3; 32], [4; 32], until).await.unwrap(), None, "nor one that is over");
    assert_eq!(store.claim_bus([3; 32], [4; 32], at()).await.unwrap(), Some(id), "is used up");
    assert_eq!(store.claim_bus([3; 32], [5; 32], at()).await.unwrap(), None, "once");
    let claimed = Bus { link: None, ..bus };
    assert_eq!(store.escorted([4; 32], at()).await.unwrap(), Some(claimed), "for a token");
    assert_eq!(store.escorted([4; 32], until).await.unwrap(), None, "that is over with it");
    for person in [7, 6, 7] {
        store.put_aboard(id, Uuid::from_u128(person), part.ends).await.unwrap();
    }
    assert_eq!(store.aboard(id).await.unwrap(), [6, 7].map(Uuid::from_u128), "each once");
    let report = |number: u128, hurries| Report {
        bus: id,
        id: Uuid::from_u128(number),
        at: at() + TimeDelta::minutes(number.try_into().unwrap()),
        what: "headcount".into(),
        number: Some(2),
        hurries,
        seen: None,
        ends: part.ends,
    };
    for one in [report(1, false), report(2, true), report(2, true)] {
        store.report(one).await.unwrap();
    }
    assert_eq!(
        store.reports(id).await.unwrap(),
        [report(1, false), report(2, true)],
        "what is said, once each"
    );
    assert_eq!(store.hurrying(at()).await.unwrap(), [report(2, true)], "and what hurries");
    assert_eq!(store.hurrying(until).await.unwrap(), [report(2, true)], "as long as nobody has seen to it");
    let seen = Note { at: at(), event: "seen to bus".into(), by: "port-officer 7".into() };
    assert!(store.see_to_report(id, report(2, true).id, seen.clone()).await.unwrap(), "is seen to");
    assert!(!store.see_to_report(id, report(2, true).id, seen.clone()).await.unwrap(), "once");
    assert_eq!(store.reports(id).await.unwrap()[1].seen, Some((at(), seen.by)), "by one");
    assert_eq!(store.hurrying(until).await.unwrap(), [], "and no longer");
    assert!(store.link_bus(id, [8; 32], until).await.unwrap(), "another link");
    assert_eq!(store.escorted([4; 32], at()).await.unwrap(), None, "ends the token");
    assert_eq!(store.claim_bus([8; 32], [5; 32], at()).await.unwrap(), Some(id), "and counts");
    store.sweep(part.ends.succ_opt().unwrap()).await.unwrap();
    assert_eq!(store.bus(id).await.unwrap(), None, "it ends with its day");
    assert!(
        store.aboard(id).await.unwrap().is_empty() && store.reports(id).await.unwrap().is_empty(),
        "with all of it"
    );
}

#[tokio::test]
async fn sqlite_drives() {
    let folder = tempfile::tempdir().unwrap();
    drives(Arc::new(SqliteStore::open(&folder.path().join("a.db")).unwrap())).await;
}

#[tokio::test]
async fn postgres_drives() {
    let postgres = Postgres::start();
    drives(Arc::new(PostgresStore::open(&postgres.database("a")).await.unwrap())).await;
}

/// Somebody declares again, with another flight: an airport waits for one person.
async fn expects_one_person_once(store: Arc<dyn Store>) {
    let of = |id: u128, flight: &str| {
        let declaration = Uuid::from_u128(id);
        let expected = Expected { declaration, flight: Some(flight.into()), ..stored::expected(1) };
        NewRevision { declaration, expected: Some(expected), ..stored::declare(1, flight) }
    };
    let waited_for = async || {
        let (from, until) = (stored::at().date_naive(), stored::at().date_naive() + TimeDelta::days(9));
        let at = |place| store.expected(place, from, until);
        let port = at(Place::Port("PVG".into())).await.unwrap();
        let county = at(Place::Counties("3301".into())).await.unwrap();
        assert_eq!(port, county, "the port and the county wait for the same people");
        port.into_iter().map(|it| it.flight.unwrap()).collect::<Vec<_>>()
    };
    store.put(of(11, "LH728")).await.unwrap();
    store.put(of(12, "CA936")).await.unwrap();
    assert_eq!(waited_for().await, ["CA936"], "the newest counts as expected");
    let all_back = NewRevision { declaration: Uuid::from_u128(12), ..stored::withdraw(2) };
    store.put(all_back).await.unwrap();
    assert_eq!(waited_for().await, ["LH728"], "and once that is taken back, the one before it");
    store.put(of(13, "MU788")).await.unwrap();
    assert_eq!(waited_for().await, ["MU788"], "or another");
    let landed = stored::event(1, 1, None);
    store.keep_event(Uuid::from_u128(11), landed).await.unwrap();
    assert_eq!(waited_for().await, ["LH728", "MU788"], "nobody loses sight of somebody who has landed");
    let mut boarded = stored::event(2, 1, None);
    boarded.way.as_mut().unwrap().stage = "boarded".into();
    store.put(of(14, "CA936")).await.unwrap();
    assert_eq!(waited_for().await, ["CA936", "LH728"], "declared anew for another flight");
    store.keep_event(Uuid::from_u128(13), boarded).await.unwrap();
    assert_eq!(waited_for().await, ["CA936", "LH728", "MU788"], "nor of somebody who is in the air");
}

async fn lead_elsewhere(store: Arc<dyn Store>) {
    let found = async |place| {
        let (from, until) = (stored::at().date_naive(), stored::at().date_naive() + TimeDelta::days(9));
        store.expected(place, from, until).await.unwrap()
    };
    let at_port = async |port: &str| found(Place::Port(port.into())).await.len();
    let in_county = async |county: &str| found(Place::Counties(county.into())).await.len();
    let happens = async |number: u128, way: Waits| {
        let entries = store.told(stored::ID).await.unwrap().unwrap().entries;
        let event = NewEvent { way: Some(way), ..stored::event(number, entries, None) };
        assert_eq!(store.keep_event(stored::ID, event).await.unwrap(), Kept::New, "it happens");
    };
    store.put(stored::declare(1, "first")).await.unwrap();
    assert_eq!((at_port("PVG").await, in_county("330106").await), (1, 1), "as declared");

    let some = |code: &str| Some(code.to_owned());
    let diverted = Waits { port: some("HGH"), ..stored::waits("boarded", "port:HGH", 6) };
    happens(1, diverted.clone()).await;
    assert_eq!((at_port("PVG").await, at_port("HGH").await), (0, 1), "diverted");
    assert_eq!(found(Place::Port("HGH".into())).await[0].port, some("HGH"), "found by where the way leads");

    happens(2, Waits { asked: some("330282"), ..diverted.clone() }).await;
    assert_eq!((in_county("330106").await, in_county("330282").await), (1, 1), "both until it is answered");
    assert_eq!(in_county("33").await, 2, "in both places of whoever looks after both");
    let taken = Waits { county: some("330282"), ..diverted };
    happens(3, taken.clone()).await;
    assert_eq!((in_county("330106").await, in_county("330282").await), (0, 1), "then the other's alone");
    assert_eq!(found(Place::Counties("33".into())).await[0].county, some("330282"), "once");

    let landed = Waits { stage: "landed".into(), ..taken };
    happens(4, landed.clone()).await;
    let back = Effect::Withdraw { parts: vec![stored::part(PLAN, "first")] };
    store.put(NewRevision { effect: back, way: Some(landed), ..stored::withdraw(2) }).await.unwrap();
    assert_eq!((at_port("HGH").await, in_county("330282").await), (1, 1), "whoever has landed is still met");
    store.put(stored::withdraw(3)).await.unwrap();
    assert_eq!((at_port("HGH").await, in_county("330282").await), (0, 0), "until nobody waits any more");
}

#[tokio::test]
async fn sqlite_leads_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    lead_elsewhere(Arc::new(SqliteStore::open(&folder.path().join("a.db")).unwrap())).await;
}

#[tokio::test]
async fn postgres_leads_elsewhere() {
    let postgres = Postgres::start();
    lead_elsewhere(Arc::new(PostgresStore::open(&postgres.database("a")).await.unwrap())).await;
}

#[tokio::test]
async fn sqlite_expects_one_person_once() {
    let folder = tempfile::tempdir().unwrap();
    expects_one_person_once(Arc::new(SqliteStore::open(&folder.path().join("a.db")).unwrap())).await;
}

#[tokio::test]
async fn postgres_expects_one_person_once() {
    let postgres = Postgres::start();
    expects_one_person_once(Arc::new(PostgresStore::open(&postgres.database("a")).await.unwrap())).await;
}

#[tokio::test]
async fn sqlite_keeps_what_desks_keep() {
    let folder = tempfile::tempdir().unwrap();
    keeps_what_desks_keep(Arc::new(SqliteStore::open(&folder.path().join("a.db")).unwrap())).await;
}

#[tokio::test]
async fn postgres_keeps_what_desks_keep() {
    let postgres = Postgres::start();
    keeps_what_desks_keep(Arc::new(PostgresStore::open(&postgres.database("a")).await.unwrap())).await;
}
