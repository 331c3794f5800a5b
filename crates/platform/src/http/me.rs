//! The traveller's small page: its addresses. What opens a declaration comes in the body, so that no log keeps it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use platform_api::ProblemCode;

use super::explain::Refused;
use crate::phone::{Key, Phones, View, Word};

pub(super) fn router(phones: Arc<Phones>) -> Router {
    Router::new()
        .route("/me/api/look", post(look))
        .route("/me/api/say", post(say))
        .route("/me/api/editions/{edition}/texts/{language}", get(texts))
        .with_state(phones)
}

async fn look(State(phones): State<Arc<Phones>>, Json(key): Json<Key>) -> Result<Json<View>, Refused> {
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
