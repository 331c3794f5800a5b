//! Every role at every door, within its scope and outside, signed in, signed out and revoked.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::staff::{Signed, sign_in};
use common::*;
use platform::staff::{Role, keeping};
use platform::{DOORS, Door, Who};
use serde_json::{Value, json};
use uuid::Uuid;

fn scope(role: Role, county: &str) -> &str {
    match role {
        Role::PortOfficer => "PVG",
        Role::CountyContact | Role::HealthOfficer => county,
        Role::Hotline | Role::PlatformOfficer | Role::Auditor => "",
    }
}

fn elsewhere(role: Role) -> &'static str {
    match role {
        Role::PortOfficer => "HGH",
        Role::CountyContact | Role::HealthOfficer => "331121",
        Role::Hotline | Role::PlatformOfficer | Role::Auditor => "",
    }
}

/// A request that says enough to get beyond the door.
fn request_of(door: &Door, role: Role, declaration: Uuid) -> (String, Option<Value>) {
    let path = door
        .path
        .replace("{declaration}", &declaration.to_string())
        .replace("{session}", &Uuid::nil().to_string())
        .replace("{account}", &Uuid::nil().to_string())
        .replace("{bus}", &Uuid::nil().to_string())
        .replace("{report}", &Uuid::nil().to_string())
        .replace("{turn}", &Uuid::nil().to_string())
        .replace("{shift}", &Uuid::nil().to_string())
        .replace("{edition}", "1")
        .replace("{language}", "en")
        .replace("{event}", &Uuid::nil().to_string());
    let body = match door.path {
        "/desk/api/link" => json!({ "link": "x" }),
        "/desk/api/passkey" | "/desk/api/signed-in" => json!({ "ceremony": Uuid::nil(), "credential": {} }),
        "/desk/api/find" => json!({ "words": "x", "born": "1970-01-01" }),
        "/desk/api/people/{declaration}/events" => {
            let what = match role {
                Role::HealthOfficer => json!({ "what": "tested", "result": "negative" }),
                Role::Hotline => json!({ "what": "writes", "message": "answer-telephone" }),
                _ => json!({ "what": "destination-changed", "county": "330106" }),
            };
            json!({ "id": Uuid::now_v7(), "what": what })
        }
        "/desk/api/turns" => {
            json!({ "account": Uuid::nil(), "place": 1, "begins": "2026-12-14T00:00:00Z", "hours": 90 })
        }
        "/desk/api/bus" => json!({ "link": "x" }),
        "/desk/api/bus/reports" => json!({ "id": Uuid::nil(), "what": "arrived" }),
        "/desk/api/buses" => json!({ "plate": "沪A 12345" }),
        "/desk/api/taken-in" => json!({ "zone": "x" }),
        "/desk/api/people/{declaration}/notes" => json!({ "category": "form" }),
        "/desk/api/asked/{declaration}/{event}" => json!({ "granted": false, "answer": "facts-as-declared" }),
        "/desk/api/accounts" => json!({ "role": "hotline", "scope": "", "name": "" }),
        _ => json!({}),
    };
    (path, (door.method == "POST").then_some(body))
}

async fn knock(officer: &Signed, door: &Door, declaration: Uuid) -> Answer {
    let (path, body) = request_of(door, officer.account.role, declaration);
    officer.ask(door.method, &path, body).await
}

#[tokio::test]
async fn every_door_lets_in_its_roles_and_nobody_else() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    assert_eq!(sender.declare(1, student()).await.status, 200, "somebody to look at");
    let county = student()["destination"]["county"].as_str().unwrap().to_owned();
    for role in Role::ALL {
        let officer = sign_in(data.path(), &running, role, scope(role, &county)).await;
        for door in DOORS {
            let answer = knock(&officer, door, sender.id).await;
            let case = format!("{} at {} {}: {}", role.name(), door.method, door.path, answer.json());
            let roles = if let Who::Roles(roles) = door.who { roles } else { continue };
            if roles.contains(&role) {
                let code = answer.json()["code"].as_str().unwrap_or_default().to_owned();
                assert!(
                    !["not-signed-in", "not-allowed", "other-site", "not-found"].contains(&code.as_str())
                        || door.path.contains("{session}")
                        || ["{account}", "{turn}", "{shift}"].iter().any(|id| door.path.contains(id)),
                    "{case}"
                );
                assert!(answer.status < 500, "{case}");
            } else {
                assert_eq!(answer.refusal(), refusal(403, "not-allowed"), "{case}");
            }
        }
    }
    running.shutdown().await;
}

#[tokio::test]
async fn outside_their_scope_nobody_is_found_by_any_role_at_any_door() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    assert_eq!(sender.declare(1, student()).await.status, 200, "somebody to look at");
    let doors = DOORS.iter().filter(|door| door.path.contains("{declaration}"));
    let mut knocked = 0;
    for door in doors {
        let Who::Roles(roles) = door.who else { panic!("{} is open to anybody", door.path) };
        for role in roles {
            let officer = sign_in(data.path(), &running, *role, elsewhere(*role)).await;
            for (whom, declaration) in [("somebody else's", sender.id), ("nobody's", Uuid::now_v7())] {
                let answer = knock(&officer, door, declaration).await;
                let case = format!("{} at {} with {whom}: {}", role.name(), door.path, answer.json());
                assert_eq!(answer.refusal(), refusal(404, "nobody-found"), "{case}");
                knocked += 1;
            }
        }
    }
    assert!(knocked >= 16, "all of them were tried: {knocked}");
    running.shutdown().await;
}

#[tokio::test]
async fn without_a_session_or_with_one_that_has_ended_every_door_stays_shut() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    for door in DOORS.iter().filter(|door| door.who != Who::Anybody) {
        let Who::Roles(roles) = door.who else { continue };
        let role = roles[0];
        let officer = sign_in(data.path(), &running, role, elsewhere(role)).await;
        let (path, body) = request_of(door, role, sender.id);
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let origin = officer.origin();
        let stranger =
            [("Origin", origin.as_str()), ("X-Guitu-Desk", "1"), ("Content-Type", "application/json")];
        for cookie in [None, Some("guitu-desk="), Some("guitu-desk=AAAA"), Some("other=1; guitu-desk=x")] {
            let mut headers = stranger.to_vec();
            headers.extend(cookie.map(|cookie| ("Cookie", cookie)));
            let answer = request(running.addr, door.method, &path, &headers, body.as_bytes()).await;
            let case = format!("{} {} with {cookie:?}", door.method, door.path);
            assert_eq!(answer.refusal(), refusal(401, "not-signed-in"), "{case}");
        }
        keeping::revoke(&config(data.path()), officer.account.id, "operator").await.unwrap();
        let answer = knock(&officer, door, sender.id).await;
        assert_eq!(
            answer.refusal(),
            refusal(401, "not-signed-in"),
            "{} {} once revoked",
            door.method,
            door.path
        );
    }
    running.shutdown().await;
}
