//! Which personal links were answered.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use platform_api::{LinkQuestions, MOST_LINKS, PlatformApi as _, ProblemCode, SIGNED_TYPE};

use super::admission::Toll;
use super::explain::Refused;
use crate::core::Core;

/// So many questions weigh as much as one request.
const QUESTIONS_A_REQUEST: usize = 10;

/// Which of these personal links were answered, for whoever has made them: up to 200 in one request.
///
/// That a link was answered, when, and who answered for somebody under age; never what.
#[utoipa::path(
    post, path = "/v2/personal-links", operation_id = "get_personal_links",
    request_body(content = LinkQuestions, content_type = "application/json"),
    responses(
        (status = 200, description = "Those that were answered, signed (JWS, ES256; its payload is AnsweredLinks)", body = String,
            content_type = "application/jose"),
        (status = 400, description = "bad-request", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 408, description = "request-timeout", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 413, description = "envelope-too-large", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 503, description = "unavailable", body = platform_api::Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn personal_links(
    State(core): State<Arc<Core>>,
    Extension(toll): Extension<Toll>,
    body: Bytes,
) -> Result<Response, Refused> {
    let asked: LinkQuestions = serde_json::from_slice(&body).map_err(|_| ProblemCode::BadRequest)?;
    if !(1..=MOST_LINKS).contains(&asked.questions.len()) {
        return Err(ProblemCode::BadRequest.into());
    }
    toll.pay(u32::try_from(asked.questions.len() / QUESTIONS_A_REQUEST).unwrap_or(u32::MAX))?;
    let signed = core.personal_links(&asked.questions).await?;
    Ok(([(header::CONTENT_TYPE, SIGNED_TYPE)], signed).into_response())
}
