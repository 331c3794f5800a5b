//! Officers who are signed in already, and what they ask. Links and passkeys are tried in a real browser.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use platform::Running;
use platform::staff::{Account, Role, Scope, Session};
use platform::store::{Note, Sessions as _, SqliteStore, Staff as _};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Answer, now, request};

/// An officer at a device.
pub struct Signed {
    pub account: Account,
    pub session: Session,
    secret: [u8; 32],
    running: std::net::SocketAddr,
}

/// An account of that role and scope, signed in since now.
pub async fn sign_in(data: &Path, running: &Running, role: Role, scope: &str) -> Signed {
    signed_in_at(data, running, role, scope, now()).await
}

pub async fn signed_in_at(
    data: &Path,
    running: &Running,
    role: Role,
    scope: &str,
    at: DateTime<Utc>,
) -> Signed {
    let store = SqliteStore::open(&data.join("declarations.db")).unwrap();
    let note = |event: &str| Note { at, event: event.into(), by: "operator".into() };
    let account = Account {
        id: Uuid::now_v7(),
        name: "Officer".into(),
        role,
        scope: Scope::parse(role, scope).unwrap(),
        made_at: at,
        revoked_at: None,
    };
    store.add_account(account.clone(), note("account made")).await.unwrap();
    let secret: [u8; 32] = Sha256::digest(Uuid::now_v7().as_bytes()).into();
    let digest = Sha256::new_with_prefix(b"guitu staff secret").chain_update(secret).finalize().into();
    let session = Session {
        digest,
        id: Uuid::now_v7(),
        account: account.id,
        device: "Firefox".into(),
        began_at: at,
        seen_at: at,
        ends_at: at + TimeDelta::hours(10),
        opened: None,
    };
    assert!(store.begin_session(session.clone(), note("signed in")).await.unwrap(), "the account works");
    Signed { account, session, secret, running: running.addr }
}

impl Signed {
    pub fn cookie(&self) -> String {
        use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
        format!("guitu-desk={}", URL_SAFE_NO_PAD.encode(self.secret))
    }

    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.running.port())
    }

    /// As the desk's page asks.
    pub async fn ask(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let (cookie, origin) = (self.cookie(), self.origin());
        let mut headers =
            vec![("Cookie", cookie.as_str()), ("Origin", origin.as_str()), ("X-Guitu-Desk", "1")];
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        if !body.is_empty() {
            headers.push(("Content-Type", "application/json"));
        }
        request(self.running, method, path, &headers, body.as_bytes()).await
    }

    /// As the page asks by itself, while nobody touches it.
    pub async fn poll(&self, path: &str) -> Answer {
        let cookie = self.cookie();
        let headers = [("Cookie", cookie.as_str()), ("X-Guitu-Desk", "1"), ("X-Guitu-Unattended", "1")];
        request(self.running, "GET", path, &headers, b"").await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.ask("POST", path, Some(body)).await
    }
}
