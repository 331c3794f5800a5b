//! How many people come, as JSON and as a sheet; and the self-check of a month.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};

use super::people::sheet;
use crate::desk::{Desk, Officer};
use crate::http::explain::Refused;

#[derive(serde::Deserialize)]
pub(super) struct Of {
    month: Option<String>,
}

pub(super) async fn counts(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Query(of): Query<Of>,
) -> Result<Response, Refused> {
    Ok(Json(desk.counts(&officer, of.month.as_deref()).await?).into_response())
}

pub(super) async fn counts_sheet(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Query(of): Query<Of>,
) -> Result<Response, Refused> {
    Ok(sheet("counts.csv", desk.counts_sheet(&officer, of.month.as_deref()).await?))
}

pub(super) async fn self_check(
    State(desk): State<Arc<Desk>>,
    Query(of): Query<Of>,
) -> Result<Response, Refused> {
    Ok(Json(desk.self_check(of.month.as_deref()).await?).into_response())
}
