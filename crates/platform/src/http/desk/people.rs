//! People: lists, one of them, what is said of them.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use platform_api::ProblemCode;
use serde::Serialize;
use uuid::Uuid;

use crate::desk::{Desk, Handed, NewNote, Officer, Person, Saying, Sought, Wanted};
use crate::http::explain::Refused;

#[derive(Serialize)]
struct People {
    people: Vec<Person>,
}

pub(super) async fn groups(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
) -> Result<Response, Refused> {
    Ok(Json(desk.groups(&officer).await?).into_response())
}

pub(super) async fn people(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refused> {
    Ok(Json(People { people: desk.people(&officer, &wanted).await? }).into_response())
}

pub(super) async fn find(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Json(sought): Json<Sought>,
) -> Result<Response, Refused> {
    Ok(Json(People { people: desk.find(&officer, &sought).await? }).into_response())
}

pub(super) async fn counties(State(desk): State<Arc<Desk>>) -> Response {
    Json(serde_json::json!({ "cities": desk.counties() })).into_response()
}

pub(super) async fn take_in(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Json(handed): Json<Handed>,
) -> Result<Response, Refused> {
    Ok(Json(desk.take_in(&officer, &handed).await?).into_response())
}

pub(super) async fn leave_out(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path(declaration): Path<String>,
) -> Result<Response, Refused> {
    desk.leave_out(&officer, id(&declaration)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn contacts(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path(declaration): Path<String>,
) -> Result<Response, Refused> {
    Ok(Json(desk.contacts(&officer, id(&declaration)?).await?).into_response())
}

pub(super) async fn tell_contacts(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path(declaration): Path<String>,
) -> Result<Response, Refused> {
    let told = desk.tell_contacts(&officer, id(&declaration)?).await?;
    Ok(Json(serde_json::json!({ "told": told })).into_response())
}

pub(super) async fn case(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path(declaration): Path<String>,
) -> Result<Response, Refused> {
    Ok(Json(desk.case(&officer, id(&declaration)?).await?).into_response())
}

pub(super) async fn say(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path(declaration): Path<String>,
    Json(saying): Json<Saying>,
) -> Result<Response, Refused> {
    Ok(match desk.say(&officer, id(&declaration)?, saying).await? {
        Some(case) => Json(case).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

pub(super) async fn note(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Path(declaration): Path<String>,
    Json(note): Json<NewNote>,
) -> Result<Response, Refused> {
    Ok(Json(desk.keep_note(&officer, id(&declaration)?, note).await?).into_response())
}

pub(super) async fn close_flight(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Json(wanted): Json<Wanted>,
) -> Result<Response, Refused> {
    desk.close_flight(&officer, &wanted).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn handover(
    State(desk): State<Arc<Desk>>,
    Extension(officer): Extension<Officer>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refused> {
    let county = wanted.county.clone().ok_or(ProblemCode::BadRequest)?;
    Ok(sheet("handover.csv", desk.handover(&officer, &wanted, &county).await?))
}

/// The words of an edition, for its questions and reasons.
pub(super) async fn texts(
    State(desk): State<Arc<Desk>>,
    Path((edition, language)): Path<(u32, String)>,
) -> Result<Response, Refused> {
    let text = desk.texts(edition, &language).ok_or(ProblemCode::NotFound)?;
    Ok(Json(serde_json::json!({ "text": text })).into_response())
}

/// A sheet to be kept as a file.
pub(super) fn sheet(name: &str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let kind = "text/csv; charset=utf-8".to_owned();
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], text).into_response()
}

pub(super) fn id(text: &str) -> Result<Uuid, Refused> {
    Ok(Uuid::try_parse(text).map_err(|_| ProblemCode::NobodyFound)?)
}
