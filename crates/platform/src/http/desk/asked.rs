//! What travellers asked for: the list, an answer, and the case behind a call for help.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};

use super::people::id;
use crate::desk::{Answer, Asked, Desk, Officer};
use crate::http::explain::Refused;

#[derive(serde::Serialize)]
struct List {
    asked: Vec<Asked>,
}

pub(super) async fn list(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
) -> Result<Response, Refused> {
    Ok(Json(List { asked: desk.asked(&officer).await? }).into_response())
}

pub(super) async fn answer(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path((declaration, event)): Path<(String, String)>,
    Json(given): Json<Answer>,
) -> Result<Response, Refused> {
    desk.answer(&officer, id(&declaration)?, id(&event)?, &given).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn open(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path((declaration, event)): Path<(String, String)>,
) -> Result<Response, Refused> {
    desk.open_asked(&officer, id(&declaration)?, id(&event)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
