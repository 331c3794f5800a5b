//! Buses for a port, and what their escorts ask.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};

use super::people::id;
use crate::desk::{Desk, EscortSays, NewBus, Officer};
use crate::http::explain::Refused;

/// The header that bears an escort's token.
const TOKEN: &str = "x-guitu-bus";

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    link: String,
}

fn token(headers: &HeaderMap) -> &str {
    headers.get(TOKEN).and_then(|token| token.to_str().ok()).unwrap_or_default()
}

pub(super) async fn list(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
) -> Result<Response, Refused> {
    Ok(Json(serde_json::json!({ "buses": desk.buses(&officer).await? })).into_response())
}

pub(super) async fn add(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Json(new): Json<NewBus>,
) -> Result<Response, Refused> {
    Ok(Json(desk.add_bus(&officer, &new).await?).into_response())
}

pub(super) async fn one(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path(bus): Path<String>,
) -> Result<Response, Refused> {
    Ok(Json(desk.bus(&officer, id(&bus)?).await?).into_response())
}

pub(super) async fn link(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path(bus): Path<String>,
) -> Result<Response, Refused> {
    Ok(Json(desk.link_bus(&officer, id(&bus)?).await?).into_response())
}

pub(super) async fn claim(
    State(desk): State<Arc<Desk>>,
    Json(claim): Json<Claim>,
) -> Result<Response, Refused> {
    Ok(Json(serde_json::json!({ "token": desk.claim_bus(&claim.link).await? })).into_response())
}

pub(super) async fn escorted(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Result<Response, Refused> {
    Ok(Json(desk.escorted(token(&headers)).await?).into_response())
}

pub(super) async fn says(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Json(says): Json<EscortSays>,
) -> Result<Response, Refused> {
    Ok(Json(desk.escort_says(token(&headers), &says).await?).into_response())
}
