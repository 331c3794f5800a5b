//! Who is on duty, notes that hurry, and shifts.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};

use super::people::id;
use crate::desk::{Desk, NewTurn, Officer};
use crate::http::explain::Refused;

pub(super) async fn duty(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
) -> Result<Response, Refused> {
    Ok(Json(desk.duty(&officer).await?).into_response())
}

pub(super) async fn see_to(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path((declaration, note)): Path<(String, String)>,
) -> Result<Response, Refused> {
    desk.see_to(&officer, id(&declaration)?, id(&note)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn give_back(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path((declaration, note)): Path<(String, String)>,
) -> Result<Response, Refused> {
    desk.give_back(&officer, id(&declaration)?, id(&note)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn see_to_bus(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path((bus, report)): Path<(String, String)>,
) -> Result<Response, Refused> {
    desk.see_to_bus(&officer, id(&bus)?, id(&report)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn add_turn(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Json(new): Json<NewTurn>,
) -> Result<Response, Refused> {
    desk.add_turn(&officer, &new).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn drop_turn(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path(turn): Path<String>,
) -> Result<Response, Refused> {
    desk.drop_turn(&officer, id(&turn)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn leave_shift(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
) -> Result<Response, Refused> {
    desk.leave_shift(&officer).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn take_shift(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path(shift): Path<String>,
) -> Result<Response, Refused> {
    desk.take_shift(&officer, id(&shift)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
