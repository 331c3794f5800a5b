//! The traveller's small page: its addresses. What opens a declaration comes in the body, so that no log keeps it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use platform_api::ProblemCode;

use super::explain::Refused;
use crate::personal_link::{Answered, Asking, Choice, Link, Links, Search, Sent};
use crate::phone::{Key, Looked, Phones, View, Word};

pub(super) fn router(phones: Arc<Phones>, links: Arc<Links>) -> Router {
    let of_links = Router::new()
        .route("/me/api/link/look", post(look_at_link))
        .route("/me/api/link/options", post(options))
        .route("/me/api/link/send", post(send))
        .route("/me/api/link/texts/{edition}/{language}", get(questions))
        .with_state(links);
    Router::new()
        .route("/me/api/look", post(look))
        .route("/me/api/say", post(say))
        .route("/me/api/editions/{edition}/texts/{language}", get(texts))
        .with_state(phones)
        .merge(of_links)
}

async fn look(State(phones): State<Arc<Phones>>, Json(key): Json<Key>) -> Result<Json<Looked>, Refused> {
    Ok(Json(phones.look(&key).await?))
}

async fn say(State(phones): State<Arc<Phones>>, Json(word): Json<Word>) -> Result<Json<View>, Refused> {
    Ok(Json(phones.say(&word).await?))
}

/// The words of an edition for its reasons and hotlines.
async fn texts(
    State(phones): State<Arc<Phones>>,
    Path((edition, language)): Path<(u32, String)>,
) -> Result<Response, Refused> {
    let text = phones.texts(edition, &language).ok_or(ProblemCode::NotFound)?;
    Ok(Json(serde_json::json!({ "text": text })).into_response())
}

async fn look_at_link(
    State(links): State<Arc<Links>>,
    Json(asking): Json<Asking>,
) -> Result<Json<Link>, Refused> {
    Ok(Json(links.look(asking).await?))
}

async fn options(
    State(links): State<Arc<Links>>,
    Json(search): Json<Search>,
) -> Result<Json<Vec<Choice>>, Refused> {
    Ok(Json(links.options(search).await?))
}

async fn send(State(links): State<Arc<Links>>, Json(sent): Json<Sent>) -> Result<Json<Answered>, Refused> {
    Ok(Json(links.send(sent).await?))
}

/// The words of an edition for its questions.
async fn questions(
    State(links): State<Arc<Links>>,
    Path((edition, language)): Path<(u32, String)>,
) -> Result<Response, Refused> {
    let text = links.texts(edition, &language).ok_or(ProblemCode::NotFound)?;
    Ok(Json(serde_json::json!({ "text": text })).into_response())
}
