//! Accounts, and the log.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use serde_json::json;
use uuid::Uuid;

use super::people::sheet;
use crate::desk::{Desk, NewAccount, Officer, WantedLog};
use crate::http::explain::Refused;

pub(super) async fn list(State(desk): State<Arc<Desk>>) -> Result<Response, Refused> {
    Ok(Json(desk.accounts().await?).into_response())
}

pub(super) async fn add(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Json(new): Json<NewAccount>,
) -> Result<Response, Refused> {
    Ok(Json(desk.add_account(&officer, &new).await?).into_response())
}

pub(super) async fn link(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path(account): Path<Uuid>,
) -> Result<Response, Refused> {
    Ok(Json(desk.new_link(&officer, account).await?).into_response())
}

pub(super) async fn revoke(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path(account): Path<Uuid>,
) -> Result<Response, Refused> {
    desk.end_account(&officer, account).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn log(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Query(wanted): Query<WantedLog>,
) -> Result<Response, Refused> {
    let entries = desk.log(&officer, &wanted).await?;
    Ok(Json(json!({ "entries": entries })).into_response())
}

pub(super) async fn log_sheet(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Query(wanted): Query<WantedLog>,
) -> Result<Response, Refused> {
    Ok(sheet("log.csv", desk.log_sheet(&officer, &wanted).await?))
}

pub(super) async fn verify(State(desk): State<Arc<Desk>>) -> Result<Response, Refused> {
    Ok(Json(desk.verify_log().await?).into_response())
}
