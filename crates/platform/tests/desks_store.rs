//! What every store must do with notes of calls, closed flights and what people wait for.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone as _, Utc};
use common::postgres::Postgres;
use common::stored;
use platform::store::{
    CallNote, Effect, Expected, Flight, NewRevision, Note, Place, PostgresStore, SqliteStore, Store, Waits,
};
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
