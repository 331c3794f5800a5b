//! Link, passkey, session.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use chrono::{DateTime, Utc};
use platform_api::ProblemCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::door::cookie_name;
use crate::desk::{Desk, Named, Officer, SignedIn};
use crate::http::explain::Refused;
use crate::staff::session::{IDLE, SHIFT};

#[derive(Deserialize)]
pub(super) struct Link {
    link: String,
}

#[derive(Deserialize)]
pub(super) struct Ended {
    ceremony: Uuid,
    credential: Value,
}

/// Who is signed in, as the page shows it.
#[derive(Serialize)]
struct Me {
    account: Uuid,
    name: String,
    role: &'static str,
    ports: Vec<Named>,
    places: Vec<Named>,
    ends_at: DateTime<Utc>,
    idle_minutes: i64,
}

/// A device in the list.
#[derive(Serialize)]
pub(super) struct Device {
    id: Uuid,
    device: String,
    began_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    is_this: bool,
}

impl Me {
    fn of(desk: &Desk, officer: &Officer) -> Self {
        let account = &officer.account;
        let (ports, places) = desk.workplaces(account);
        Self {
            account: account.id,
            name: account.name.clone(),
            role: account.role.name(),
            ports,
            places,
            ends_at: officer.session.ends_at,
            idle_minutes: IDLE.num_minutes(),
        }
    }
}

pub(super) async fn link(
    State(desk): State<Arc<Desk>>,
    Json(Link { link }): Json<Link>,
) -> Result<Response, Refused> {
    Ok(Json(desk.begin_making(&link).await?).into_response())
}

pub(super) async fn passkey(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Json(Ended { ceremony, credential }): Json<Ended>,
) -> Result<Response, Refused> {
    Ok(begun(&desk, &desk.end_making(ceremony, credential, &device(&headers)).await?))
}

pub(super) async fn sign_in(State(desk): State<Arc<Desk>>) -> Result<Response, Refused> {
    Ok(Json(desk.begin_signing_in().await?).into_response())
}

pub(super) async fn signed_in(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Json(Ended { ceremony, credential }): Json<Ended>,
) -> Result<Response, Refused> {
    Ok(begun(&desk, &desk.end_signing_in(ceremony, credential, &device(&headers)).await?))
}

pub(super) async fn me(State(desk): State<Arc<Desk>>, Extension(officer): Extension<Officer>) -> Response {
    Json(Me::of(&desk, &officer)).into_response()
}

pub(super) async fn devices(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
) -> Result<Json<Vec<Device>>, Refused> {
    let devices = desk.devices(&officer).await?.into_iter().map(|session| Device {
        is_this: session.id == officer.session.id,
        id: session.id,
        device: session.device,
        began_at: session.began_at,
        seen_at: session.seen_at,
    });
    Ok(Json(devices.collect()))
}

pub(super) async fn sign_out(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path(session): Path<String>,
) -> Result<Response, Refused> {
    let session = if session == "this" {
        officer.session.id
    } else {
        Uuid::try_parse(&session).map_err(|_| ProblemCode::NotFound)?
    };
    desk.sign_out(&officer, session).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    if session == officer.session.id {
        set_cookie(&desk, &mut response, "", 0);
    }
    Ok(response)
}

fn begun(desk: &Desk, signed_in: &SignedIn) -> Response {
    let mut response = Json(Me::of(desk, &signed_in.officer)).into_response();
    set_cookie(desk, &mut response, &signed_in.secret.text(), SHIFT.num_seconds());
    response
}

fn set_cookie(desk: &Desk, response: &mut Response, value: &str, seconds: i64) {
    let secure = if desk.is_encrypted() { "; Secure" } else { "" };
    let name = cookie_name(desk);
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    if let Ok(cookie) = cookie.parse() {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
}

/// Browser and system, as the browser says it: enough to know one's own devices by.
fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    agent.unwrap_or("?").to_owned()
}

/// What works, also for whoever cannot sign in.
pub(super) async fn working(State(desk): State<Arc<Desk>>) -> Response {
    Json(desk.working().await).into_response()
}
