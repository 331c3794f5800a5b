//! Who comes in at the desk, and who does not.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;
use common::staff::{Signed, sign_in, signed_in_at};
use common::*;
use platform::staff::{Role, keeping};
use platform::{Config, Platform};
use serde_json::json;

#[tokio::test]
async fn a_session_ends_after_idling_and_with_the_shift_and_at_once_when_it_is_revoked() {
    let data = tempfile::tempdir().unwrap();
    let minutes = Arc::new(AtomicI64::new(0));
    let clock = minutes.clone();
    let config = Config {
        clock: Arc::new(move || now() + TimeDelta::minutes(clock.load(Ordering::Relaxed))),
        ..config(data.path())
    };
    let running = Platform::start(config.clone()).await.unwrap();
    let me = async |signed: &Signed| signed.get("/desk/api/me").await.status;
    let officer = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    assert_eq!(me(&officer).await, 200, "signed in");
    for minute in (25..=575).step_by(25) {
        minutes.store(minute, Ordering::Relaxed);
        assert_eq!(me(&officer).await, 200, "whoever works stays signed in: minute {minute}");
    }
    minutes.store(600, Ordering::Relaxed);
    assert_eq!(me(&officer).await, 401, "until the shift ends");
    let later = now() + TimeDelta::minutes(600);
    let idle = signed_in_at(data.path(), &running, Role::PortOfficer, "PVG", later).await;
    minutes.store(631, Ordering::Relaxed);
    assert_eq!(idle.get("/desk/api/me").await.refusal(), refusal(401, "not-signed-in"), "or nothing is done");
    let later = now() + TimeDelta::minutes(631);
    let left_open = signed_in_at(data.path(), &running, Role::PortOfficer, "PVG", later).await;
    for minute in 632..=660 {
        minutes.store(minute, Ordering::Relaxed);
        assert_eq!(
            left_open.poll("/desk/api/groups").await.status,
            200,
            "a list draws itself anew: minute {minute}"
        );
    }
    minutes.store(661, Ordering::Relaxed);
    let over = left_open.poll("/desk/api/groups").await.refusal();
    assert_eq!(over, refusal(401, "not-signed-in"), "which is no use of it: nobody sits there");
    let later = now() + TimeDelta::minutes(661);
    let thief = signed_in_at(data.path(), &running, Role::Hotline, "", later).await;
    let devices = thief.get("/desk/api/devices").await.json();
    assert_eq!(devices[0]["is_this"], true, "a device is listed");
    let path = format!("/desk/api/devices/{}", thief.session.id);
    assert_eq!(thief.ask("DELETE", &path, None).await.status, 204, "and revoked");
    assert_eq!(me(&thief).await, 401, "at once");
    let ended = signed_in_at(data.path(), &running, Role::Hotline, "", later).await;
    keeping::revoke(&config, ended.account.id, "operator").await.unwrap();
    assert_eq!(me(&ended).await, 401, "an account that ends takes its sessions along");
    running.shutdown().await;
}

#[tokio::test]
async fn what_another_site_makes_a_browser_send_changes_nothing() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let officer = sign_in(data.path(), &running, Role::Hotline, "").await;
    let (cookie, origin) = (officer.cookie(), officer.origin());
    let path = format!("/desk/api/devices/{}", officer.session.id);
    let own = ("X-Guitu-Desk", "1");
    let cases: [(&str, Vec<(&str, &str)>); 4] = [
        ("no origin", vec![own]),
        ("another origin", vec![own, ("Origin", "https://evil.example")]),
        ("another port of this machine", vec![own, ("Origin", "http://localhost:1")]),
        ("a form of the own origin", vec![("Origin", &origin)]),
    ];
    for (case, mut headers) in cases {
        headers.push(("Cookie", &cookie));
        let answer = request(running.addr, "DELETE", &path, &headers, b"").await;
        assert_eq!(answer.refusal(), refusal(403, "other-site"), "{case}");
    }
    assert_eq!(officer.get("/desk/api/me").await.status, 200, "the session is untouched");
    running.shutdown().await;
}

#[tokio::test]
async fn a_link_is_a_secret_that_counts_once_and_not_for_long() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let config = config(data.path());
    let nobody = sign_in(data.path(), &running, Role::Hotline, "").await;
    let invited = keeping::add(&config, "port-officer", "PVG", "王芳", "operator").await.unwrap();
    let (page, secret) = invited.link.split_once("#link=").unwrap();
    assert_eq!(page, format!("{}/desk/", nobody.origin()), "the link names the page by a name");
    let answer = nobody.post("/desk/api/link", json!({ "link": secret })).await;
    assert_eq!((answer.status, &answer.json()["name"]), (200, &json!("王芳")), "it greets its owner");
    let selection = &answer.json()["options"]["publicKey"]["authenticatorSelection"];
    assert_eq!(selection["residentKey"], "required", "nobody will have to type a name");
    assert_eq!(selection["userVerification"], "required", "and a stolen device alone signs nobody in");
    for wrong in ["", "x", &"A".repeat(43)] {
        let answer = nobody.post("/desk/api/link", json!({ "link": wrong })).await;
        assert_eq!(answer.refusal(), refusal(404, "link-not-valid"), "{wrong:?}");
    }
    let again = keeping::link(&config, invited.account.id, "operator").await.unwrap();
    let answer = nobody.post("/desk/api/link", json!({ "link": secret })).await;
    assert_eq!(answer.refusal(), refusal(404, "link-not-valid"), "a newer link takes its place");
    keeping::revoke(&config, invited.account.id, "operator").await.unwrap();
    let secret = again.link.split_once("#link=").unwrap().1;
    let answer = nobody.post("/desk/api/link", json!({ "link": secret })).await;
    assert_eq!(answer.refusal(), refusal(404, "link-not-valid"), "an account that has ended has none");
    assert!(
        keeping::add(&config, "port-officer", "", "A", "operator").await.is_err(),
        "no port officer works at every port"
    );
    running.shutdown().await;
}

#[tokio::test]
async fn a_page_lets_nothing_from_elsewhere_in() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let page = request(running.addr, "GET", "/desk/", &[], b"").await;
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'"), "nothing but what is named: {policy}");
    assert!(
        !policy.contains("unsafe") && !policy.contains("http"),
        "nothing inline, no other host: {policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'"), "in nobody's frame");
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"), "no address leaves");
    for path in ["/desk/", "/me/"] {
        let page = String::from_utf8(request(running.addr, "GET", path, &[], b"").await.body).unwrap();
        assert!(page.contains("<html data-sample "), "{path} says that the rules are a sample: {page}");
    }
    running.shutdown().await;
}
