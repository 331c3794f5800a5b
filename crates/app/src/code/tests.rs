//! Whose boarding is told, and what this vault did not send.

use platform_api::{Desk, Next, PlatformId, Step};
use serde_json::Value;
use vault::{DeclarationSecret, SentRow};

use super::*;

fn row(revision: u32, withdrawal: bool) -> DeclarationRow {
    let (edition, answers, sealed_at) = (1, Value::Null, Utc::now());
    DeclarationRow {
        id: Uuid::nil(),
        secret: DeclarationSecret::from_bytes([1; 32]),
        created_at: sealed_at,
        deleted_at: None,
        sent: Some(SentRow {
            revision,
            kind: vault::DraftKind::Declaration,
            edition,
            answers,
            withdrawal,
            sealed_at,
        }),
        receipt: None,
        status: None,
    }
}

fn says(revision: u32, withdrawn: bool) -> Read {
    Read::None { status: Some(Status { revision, withdrawn, ..reached(platform_api::Stage::Declared) }) }
}

fn reached(stage: platform_api::Stage) -> Status {
    Status {
        platform: PlatformId::default(),
        declaration: Uuid::nil(),
        version: 1,
        as_of: Utc::now(),
        head: None,
        revision: 1,
        withdrawn: false,
        stage,
        seen: vec![],
        next: None,
        review: None,
        looks: vec![],
        code: None,
        messages: vec![],
        code_with_member: None,
    }
}

#[test]
fn whoever_has_landed_is_not_told_about_boarding() {
    let at = |text: &str| -> DateTime<Utc> { text.parse().unwrap() };
    let boarding = Boarding {
        at: at("2026-12-14T16:50:00Z"),
        timed: true,
        zone: "Europe/Berlin",
        place: "FRA".to_owned(),
        lands_on: "2026-12-15".parse().ok(),
        lands_at: None,
    };
    let seen = |stage| Some(reached(stage));
    let declared = seen(platform_api::Stage::Declared);
    let journey = |now: &str| landed(declared.as_ref(), Some(&boarding), at(now));
    assert!(!journey("2026-12-14T12:00:00Z"), "who waits at the gate has not");
    assert!(
        !journey("2026-12-14T15:59:00Z"),
        "a day by the clock of Hangzhou is no landing before the boarding"
    );
    assert!(journey("2026-12-15T04:00:00Z"), "the day of the landing has");
    let (early, late) = (at("2026-12-01T00:00:00Z"), at("2026-12-15T04:00:00Z"));
    let on_the_ground = seen(platform_api::Stage::Landed);
    assert!(landed(on_the_ground.as_ref(), None, early), "whom an officer saw has");
    assert!(!landed(seen(platform_api::Stage::Boarded).as_ref(), None, early), "who has boarded flies");
    let (step, desk) = (Step::AnotherFlight, Desk::Province);
    let next = Some(Next { step, desk, due: None, day: None, late: false });
    let missed = Status { next, ..reached(platform_api::Stage::Declared) };
    assert!(
        !landed(Some(&missed), Some(&boarding), late),
        "who missed the flight has not, on its day either"
    );
}

#[test]
fn what_this_vault_did_not_send_is_noticed() {
    assert!(says(3, false).is_of_elsewhere(&row(2, false)), "a later revision");
    assert!(says(2, true).is_of_elsewhere(&row(2, false)), "a withdrawal in the place of what was sent");
    assert!(!says(2, true).is_of_elsewhere(&row(2, true)), "its own withdrawal");
    assert!(!says(1, false).is_of_elsewhere(&row(2, false)), "its own correction is still on its way");
    assert!(!says(1, true).is_of_elsewhere(&row(2, false)), "and so is what it declares after a withdrawal");
}
