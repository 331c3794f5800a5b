//! What every store must do with accounts, links, passkeys and sessions; SQLite and PostgreSQL go through it.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use platform::staff::{Account, Ceremony, Invitation, KeptPasskey, Role, Scope, Session};
use platform::store::{Note, PostgresStore, SqliteStore, Store};
use testkit::postgres::Postgres;
use uuid::Uuid;

fn at(minutes: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 12, 14, 8, 0, 0).unwrap() + TimeDelta::minutes(minutes)
}

fn note(event: &str) -> Note {
    Note { at: at(0), event: event.into(), by: "operator".into() }
}

fn account(number: u128, role: Role, scope: &str) -> Account {
    let scope = Scope::parse(role, scope).unwrap();
    Account {
        id: Uuid::from_u128(number),
        name: format!("Officer {number}"),
        role,
        scope,
        made_at: at(number.try_into().unwrap()),
        revoked_at: None,
    }
}

fn link(of: &Account, secret: u8) -> Invitation {
    Invitation { digest: [secret; 32], account: of.id, ends_at: at(60) }
}

fn passkey(of: &Account, credential: u8) -> KeptPasskey {
    KeptPasskey { credential: vec![credential; 16], account: of.id, key: "{}".into(), made_at: at(1) }
}

fn session(of: &Account, secret: u8) -> Session {
    Session {
        digest: [secret; 32],
        id: Uuid::from_u128(secret.into()),
        account: of.id,
        device: "Firefox".into(),
        began_at: at(secret.into()),
        seen_at: at(secret.into()),
        ends_at: at(600),
        opened: None,
    }
}

async fn keeps_staff(store: Arc<dyn Store>) {
    let port = account(1, Role::PortOfficer, "PVG,HGH");
    let county = account(2, Role::CountyContact, "330106");
    assert_eq!(store.accounts().await.unwrap(), [], "nobody works here at first");
    for each in [&port, &county] {
        store.add_account(each.clone(), note("account made")).await.unwrap();
    }
    assert_eq!(
        store.accounts().await.unwrap(),
        [port.clone(), county.clone()],
        "role and scope are read back"
    );

    assert!(
        !store.invite(link(&account(9, Role::Hotline, ""), 1), note("")).await.unwrap(),
        "nobody of that id"
    );
    assert!(store.invite(link(&port, 1), note("link made")).await.unwrap(), "a link for the officer");
    assert!(store.invite(link(&port, 2), note("link made")).await.unwrap(), "and another in its place");
    assert_eq!(store.invited([1; 32]).await.unwrap(), None, "then the first counts no more");
    assert_eq!(store.invited([2; 32]).await.unwrap(), Some(link(&port, 2)), "the second does");
    let taken = store.accept([2; 32], passkey(&county, 7), note("passkey made")).await.unwrap();
    assert!(!taken, "a link makes no passkey for anybody else");
    assert!(
        store.accept([2; 32], passkey(&port, 7), note("passkey made")).await.unwrap(),
        "but for its owner"
    );
    assert!(!store.accept([2; 32], passkey(&port, 8), note("")).await.unwrap(), "once");
    assert_eq!(store.passkeys(port.id).await.unwrap(), [passkey(&port, 7)], "it is kept");
    let used = KeptPasskey { key: r#"{"uses":1}"#.into(), ..passkey(&port, 7) };
    store.passkey_used(used.clone()).await.unwrap();
    assert_eq!(store.passkeys(port.id).await.unwrap(), [used], "with what its use has changed");

    for secret in [10, 11] {
        assert!(store.begin_session(session(&port, secret), note("signed in")).await.unwrap(), "signed in");
    }
    let (found, whose) = store.session([10; 32]).await.unwrap().unwrap();
    assert_eq!((found, whose), (session(&port, 10), port.clone()), "a session is found with its account");
    assert_eq!(store.session([12; 32]).await.unwrap(), None, "and by nothing else");
    store.seen([10; 32], at(30)).await.unwrap();
    assert_eq!(store.session([10; 32]).await.unwrap().unwrap().0.seen_at, at(30), "its use is noted");
    store.open_case([10; 32], Some(port.id)).await.unwrap();
    assert_eq!(
        store.session([10; 32]).await.unwrap().unwrap().0.opened,
        Some(port.id),
        "and the case it has open"
    );
    let newest: Vec<_> = store.sessions(port.id).await.unwrap().iter().map(|it| it.digest[0]).collect();
    assert_eq!(newest, [11, 10], "devices are listed");
    let id = session(&port, 11).id;
    assert!(!store.end_session(county.id, id, note("")).await.unwrap(), "nobody ends another's session so");
    assert!(store.end_session(port.id, id, note("signed out")).await.unwrap(), "its owner does");
    assert_eq!(store.session([11; 32]).await.unwrap(), None, "then it is gone");

    assert!(store.invite(link(&port, 3), note("link made")).await.unwrap(), "the passkey was lost");
    assert!(store.accept([3; 32], passkey(&port, 9), note("passkey made")).await.unwrap(), "a new one");
    assert_eq!(
        store.passkeys(port.id).await.unwrap(),
        [passkey(&port, 9)],
        "takes the place of the lost one"
    );
    assert_eq!(store.session([10; 32]).await.unwrap(), None, "and of whoever has found it");

    assert!(store.begin_session(session(&port, 13), note("signed in")).await.unwrap(), "signed in again");
    store.invite(link(&port, 4), note("link made")).await.unwrap();
    assert!(store.revoke_account(port.id, note("account revoked")).await.unwrap(), "the account ends");
    assert!(!store.revoke_account(port.id, note("account revoked")).await.unwrap(), "once");
    assert_eq!(store.session([13; 32]).await.unwrap(), None, "with its sessions");
    assert_eq!(store.passkeys(port.id).await.unwrap(), [], "its passkeys");
    assert_eq!(store.invited([4; 32]).await.unwrap(), None, "and its link");
    assert!(!store.begin_session(session(&port, 14), note("signed in")).await.unwrap(), "for good");
    assert_eq!(store.account(port.id).await.unwrap().unwrap().revoked_at, Some(at(0)), "it is still known");
    let log = store.staff_log(port.id).await.unwrap();
    assert_eq!(log.last().unwrap().note.event, "account revoked", "and so is what it did");
    assert!(log.iter().zip(1..).all(|(entry, number)| entry.number == number), "in one chain: {log:?}");

    let ceremony = Ceremony { id: Uuid::from_u128(5), state: "{}".into(), ends_at: at(5) };
    store.keep_ceremony(ceremony.clone()).await.unwrap();
    assert_eq!(store.take_ceremony(ceremony.id).await.unwrap(), Some(ceremony.clone()), "half a ceremony");
    assert_eq!(store.take_ceremony(ceremony.id).await.unwrap(), None, "is ended once");
    store.keep_ceremony(ceremony.clone()).await.unwrap();
    store.begin_session(session(&county, 15), note("signed in")).await.unwrap();
    store.forget_over(at(600)).await.unwrap();
    assert_eq!(store.take_ceremony(ceremony.id).await.unwrap(), None, "what is over is forgotten");
    assert_eq!(store.session([15; 32]).await.unwrap(), None, "at its minute");
}

#[tokio::test]
async fn sqlite_keeps_staff() {
    let folder = tempfile::tempdir().unwrap();
    keeps_staff(Arc::new(SqliteStore::open(&folder.path().join("a.db")).unwrap())).await;
}

#[tokio::test]
async fn postgres_keeps_staff() {
    let postgres = Postgres::start();
    keeps_staff(Arc::new(PostgresStore::open(&postgres.database("a")).await.unwrap())).await;
}
