//! Many statuses in one request.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::{Extension, Json};
use platform_api::{PlatformApi as _, StatusQuestions, StatusReplies, StatusReply};

use super::admission::Toll;
use super::explain::Refused;
use crate::core::Core;

/// So many questions weigh as much as one request: most are answered by "unchanged".
const QUESTIONS_A_REQUEST: usize = 10;
/// An answer ends before it grows longer, and has one status however long that is (256 KiB).
const ANSWER_BYTES: usize = 384 * 1024;

/// How many declarations stand, for the holder of their follow tokens: up to 200 in one request.
///
/// The answers come in the order of the questions and may be fewer; ask again for the rest. An unknown declaration and a wrong
/// token are the same `not-found`.
#[utoipa::path(
    post, path = "/v2/statuses", operation_id = "get_statuses",
    request_body(content = StatusQuestions, content_type = "application/json"),
    responses(
        (status = 200, description = "How they stand, each signed (JWS, ES256; its payload is a Status)", body = StatusReplies),
        (status = 400, description = "bad-request", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 408, description = "request-timeout", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 413, description = "envelope-too-large", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 503, description = "unavailable", body = platform_api::Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn statuses(
    State(core): State<Arc<Core>>,
    Extension(toll): Extension<Toll>,
    body: Bytes,
) -> Result<Json<StatusReplies>, Refused> {
    let StatusQuestions { questions } = StatusQuestions::parse(&body)?;
    toll.pay(u32::try_from(questions.len() / QUESTIONS_A_REQUEST).unwrap_or(u32::MAX))?;
    let (mut answers, mut bytes) = (Vec::with_capacity(questions.len()), 0);
    for question in questions {
        let answer = core.status(question.declaration, &question.token, question.etag.as_deref()).await;
        let answer = StatusReply::of(answer);
        // One declaration that cannot be told of is its own trouble. Where nothing answers, the request ends: what was found out
        // before is worth its way.
        if answer == StatusReply::Unavailable
            && let Err(problem) = core.check_store().await
        {
            if answers.is_empty() {
                return Err(problem.into());
            }
            break;
        }
        bytes += answer.size();
        if bytes > ANSWER_BYTES && !answers.is_empty() {
            break;
        }
        answers.push(answer);
    }
    Ok(Json(StatusReplies { answers }))
}
