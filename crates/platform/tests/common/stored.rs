//! What the store's conformance suite puts into stores: one declaration, by revision, and events of its way.

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone as _, Utc};
use platform::store::{
    Basis, CODE, Effect, Expected, FACTS, NewEvent, NewRevision, Part, Person, SealedEvent, ShownRule,
    Standing, Store, Waits,
};
use uuid::Uuid;

pub const DOCUMENT: [u8; 32] = [5; 32];
pub const TOKEN: [u8; 32] = [1; 32];
pub const ID: Uuid = Uuid::from_u128(0x01936f5e_0000_7000_8000_000000000001);
pub fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2020, 3, 10, 8, 0, 0).unwrap()
}

pub fn part(class: &str, envelope: &str) -> Part {
    let ends = NaiveDate::from_ymd_opt(2020, 4, 9).unwrap();
    Part { class: class.into(), ends, sealed: format!("{class} for {envelope}").into_bytes() }
}

pub fn declare(revision: u32, envelope: &str) -> NewRevision {
    NewRevision {
        declaration: ID,
        revision,
        follow_digest: TOKEN,
        envelope_sha256: sha(envelope),
        receipt: format!("receipt for {envelope}").into_bytes(),
        received_at: at(),
        expected: Some(expected(revision)),
        seen: None,
        helped: None,
        effect: Effect::Declare {
            edition: 1,
            rule: "orange".into(),
            shown: ShownRule { edition: 1, rule: "orange".into() },
            list: 1,
            due: None,
            parts: [CODE, FACTS, "county-contact 30"].map(|class| part(class, envelope)).into(),
            person: Some(Person { document: DOCUMENT, alike: Vec::new(), ends: part(CODE, "").ends }),
        },
        way: Some(waits("declared", "port:PVG", 6)),
    }
}

pub fn expected(revision: u32) -> Expected {
    let some = |text: &str| Some(text.to_owned());
    Expected {
        declaration: ID,
        day: at().date_naive() + chrono::TimeDelta::days(revision.into()),
        port: some("PVG"),
        flight: some("LH728"),
        county: some("330106"),
        township: None,
        reference: "8PKW5XJF7K".into(),
        ends: part(CODE, "").ends,
    }
}

/// What is waited for, until so many hours after the declaration.
pub fn waits(stage: &str, desk: &str, hours: i64) -> Waits {
    Waits {
        stage: stage.into(),
        desk: desk.into(),
        step: Some("arrival".into()),
        due: Some(at() + TimeDelta::hours(hours)),
        asked_due: None,
        port: Some("PVG".into()),
        county: Some("330106".into()),
        asked: None,
        ends: part(CODE, "").ends,
    }
}

/// An event, kept where nothing was done since so many entries.
pub fn event(id: u128, entries: u64, judged_from: Option<NaiveDate>) -> NewEvent {
    let event = SealedEvent {
        id: Uuid::from_u128(id),
        recorded_at: at(),
        by: "officer Wu".into(),
        ends: part(CODE, "").ends,
        sealed: b"sealed word".to_vec(),
    };
    NewEvent { entries, event, way: Some(waits("landed", "port:PVG", 12)), judged_from, counts: Vec::new() }
}

pub fn withdraw(revision: u32) -> NewRevision {
    NewRevision {
        effect: Effect::Withdraw { parts: Vec::new() },
        expected: None,
        way: None,
        ..declare(revision, "withdrawal")
    }
}

/// Without the head of the log, which has a test of its own.
pub async fn seen(store: &dyn Store, token: [u8; 32]) -> Option<Standing> {
    let standing = store.standing(ID, Some(token)).await.unwrap()?;
    Some(Standing { head: [0; 32], ..standing })
}

pub fn standing(revision: u32, version: u64, code: Option<Part>) -> Standing {
    Standing {
        revision,
        withdrawn: code.is_none(),
        intends: false,
        version,
        changed_at: at(),
        head: [0; 32],
        due: code.is_some().then(|| at() + TimeDelta::hours(6)),
        sealed_past_helper: false,
        code,
    }
}

pub fn basis(revision: u32, envelope: &str) -> Basis {
    Basis {
        revision,
        edition: 1,
        rule: "orange".into(),
        assigned_at: at(),
        facts: Some(part(FACTS, envelope)),
    }
}

/// Stands for a digest: the store only compares.
pub fn sha(text: &str) -> [u8; 32] {
    let mut digest = [0; 32];
    digest[..text.len()].copy_from_slice(text.as_bytes());
    digest
}
