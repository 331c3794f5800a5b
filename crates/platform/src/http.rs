//! Addresses and headers on one side, [`PlatformApi`] on the other, and no decision in between.

pub(crate) mod admission;
pub(crate) mod desk;
mod explain;
mod files;
mod me;
pub(crate) mod openapi;
pub(crate) mod operations;
mod pages;
mod personal_links;
mod statuses;

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router, middleware};
use platform_api::{
    ENVELOPE_TYPE, FollowToken, Keys, PlatformApi as _, ProblemCode, RulebookNotice, SIGNED_TYPE,
    StatusAnswer,
};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use uuid::Uuid;

use crate::core::Core;
use crate::desk::Desk;
use crate::metrics::Metrics;
use crate::personal_link::Links;
use crate::phone::Phones;
use admission::Admission;
use explain::Refused;

pub(crate) fn router(
    core: Arc<Core>,
    desk: Option<Arc<Desk>>,
    (phones, links): (Arc<Phones>, Arc<Links>),
    patience: Duration,
    admission: Arc<Admission>,
    metrics: Arc<Metrics>,
) -> Router {
    let desk = desk.map(desk::router).unwrap_or_default();
    Router::new()
        .route("/v2/declarations/{id}/revisions/{revision}", put(put_revision))
        .route("/v2/declarations/{id}/letters/{number}", put(put_letter))
        .route("/v2/declarations/{id}", get(status))
        .route("/v2/statuses", post(statuses::statuses))
        .route("/v2/personal-links", post(personal_links::personal_links))
        .route("/v2/rulebook", get(rulebook))
        .route("/v2/rulebook/metadata/{file}", get(files::metadata))
        .route("/v2/rulebook/targets/{*file}", get(files::target))
        .route("/v2/keys", get(keys))
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
        .route("/openapi.json", get(openapi_document))
        .with_state(core.clone())
        .merge(desk)
        .merge(me::router(phones, links))
        .merge(pages::router(core))
        .layer(DefaultBodyLimit::disable()) // admission has read the body, and no more than may be
        .layer(middleware::from_fn_with_state(admission, admission::admitted))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, patience))
        .layer(CatchPanicLayer::new())
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .layer(SetResponseHeaderLayer::overriding(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        .layer(middleware::from_fn(explain::in_problem_documents))
        .layer(middleware::from_fn_with_state(metrics, explain::logged))
}

/// Take one revision of a declaration, or its withdrawal, sealed in an envelope.
///
/// The same bytes at the same address give the same receipt any number of times.
#[utoipa::path(
    put, path = "/v2/declarations/{id}/revisions/{revision}", operation_id = "put_revision",
    params(
        ("id" = Uuid, Path, description = "The declaration, a UUID that its app chose"),
        ("revision" = u32, Path, description = "From 1; a later one replaces an earlier one", minimum = 1),
    ),
    request_body(content = platform_api::Envelope, content_type = "application/vnd.guitu.envelope+json"),
    responses(
        (status = 200, description = "Stored; a signed receipt (JWS, ES256)", body = String, content_type = "application/jose"),
        (status = 400, description = "bad-request, envelope-malformed, envelope-wrong-address",
            body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 403, description = "revision-token-wrong, organisation-unknown", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 408, description = "request-timeout", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 409, description = "revision-conflict, revision-superseded, revision-too-far",
            body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 413, description = "envelope-too-large", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 415, description = "unsupported-media-type", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 422, description = "sealing-key-unknown, envelope-unreadable, edition-not-taken, declaration-incomplete, \
            declaration-too-early, sealed-ahead, sealed-long-ago, own-answers-missing",
            body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 429, description = "organisation-full, too-many-requests", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 503, description = "unavailable, edition-not-yet", body = platform_api::Problem, content_type = "application/problem+json"),
    ),
)]
async fn put_revision(
    State(core): State<Arc<Core>>,
    Path((id, revision)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refused> {
    let (id, revision) = envelope_for(&id, &revision, &headers)?;
    let receipt = core.put_revision(id, revision, body.into()).await?;
    Ok(([(header::CONTENT_TYPE, SIGNED_TYPE)], receipt).into_response())
}

/// Take one letter: what a traveller says beside revisions (boarded, landed, please review), sealed like an envelope.
///
/// The same bytes at the same address give a receipt any number of times.
#[utoipa::path(
    put, path = "/v2/declarations/{id}/letters/{number}", operation_id = "put_letter",
    params(
        ("id" = Uuid, Path, description = "The declaration"),
        ("number" = u32, Path, description = "A number that its app has not used for another letter", minimum = 1),
    ),
    request_body(content = platform_api::Envelope, content_type = "application/vnd.guitu.envelope+json"),
    responses(
        (status = 200, description = "Kept; a signed receipt (JWS, ES256)", body = String, content_type = "application/jose"),
        (status = 400, description = "bad-request, envelope-malformed, envelope-wrong-address",
            body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 403, description = "revision-token-wrong, organisation-unknown", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 408, description = "request-timeout", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 409, description = "revision-conflict", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 413, description = "envelope-too-large", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 415, description = "unsupported-media-type", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 422, description = "sealing-key-unknown, envelope-unreadable",
            body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 503, description = "unavailable; also before the first revision has come", body = platform_api::Problem, content_type = "application/problem+json"),
    ),
)]
async fn put_letter(
    State(core): State<Arc<Core>>,
    Path((id, number)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refused> {
    let (id, number) = envelope_for(&id, &number, &headers)?;
    let receipt = core.put_letter(id, number, body.into()).await?;
    Ok(([(header::CONTENT_TYPE, SIGNED_TYPE)], receipt).into_response())
}

/// How a declaration stands, for the holder of its follow token.
///
/// An unknown declaration, a missing token and a wrong one are the same 404.
#[utoipa::path(
    get, path = "/v2/declarations/{id}", operation_id = "get_status",
    params(
        ("id" = Uuid, Path, description = "The declaration"),
        ("If-None-Match" = Option<String>, Header, description = "The ETag of an earlier answer"),
    ),
    security(("follow_token" = [])),
    responses(
        (status = 200, description = "How it stands, signed (JWS, ES256; its payload is a Status)", body = String,
            content_type = "application/jose",
            headers(("ETag" = String, description = "Changes with what the status says, and once an hour"))),
        (status = 304, description = "Nothing has changed since that ETag"),
        (status = 404, description = "declaration-not-found", body = platform_api::Problem, content_type = "application/problem+json"),
        (status = 503, description = "unavailable", body = platform_api::Problem, content_type = "application/problem+json"),
    ),
)]
async fn status(
    State(core): State<Arc<Core>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let id = Uuid::try_parse(&id).map_err(|_| ProblemCode::DeclarationNotFound)?;
    let token = bearer(&headers).ok_or(ProblemCode::DeclarationNotFound)?;
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    Ok(match core.status(id, &token, known).await? {
        StatusAnswer::Unchanged => StatusCode::NOT_MODIFIED.into_response(),
        StatusAnswer::Now { etag, signed } => {
            ([(header::ETAG, etag.as_str()), (header::CONTENT_TYPE, SIGNED_TYPE)], signed).into_response()
        }
    })
}

/// The editions of the rulebook that are taken.
#[utoipa::path(
    get, path = "/v2/rulebook", operation_id = "get_rulebook",
    responses((status = 200, description = "The editions taken", body = RulebookNotice)),
)]
async fn rulebook(State(core): State<Arc<Core>>) -> Result<Json<RulebookNotice>, Refused> {
    Ok(Json(core.rulebook().await?))
}

/// The public keys in use; trust comes from the platform profile, not from here.
#[utoipa::path(
    get, path = "/v2/keys", operation_id = "get_keys",
    responses((status = 200, description = "The keys", body = Keys)),
)]
async fn keys(State(core): State<Arc<Core>>) -> Result<Json<Keys>, Refused> {
    Ok(Json(core.keys().await?))
}

/// Whether the process answers: constant work, no database.
#[utoipa::path(
    get, path = "/healthz", operation_id = "get_health",
    responses((status = 200, description = "It does", body = String, content_type = "text/plain")),
)]
async fn alive() -> &'static str {
    "ok\n"
}

/// Whether the platform and its store answer, so that requests may be sent here.
#[utoipa::path(
    get, path = "/readyz", operation_id = "get_readiness",
    responses(
        (status = 200, description = "Both answer", body = String, content_type = "text/plain"),
        (status = 503, description = "unavailable", body = platform_api::Problem, content_type = "application/problem+json"),
    ),
)]
async fn ready(State(core): State<Arc<Core>>) -> Result<&'static str, Refused> {
    core.check().await?;
    Ok("ok\n")
}

async fn openapi_document(State(core): State<Arc<Core>>) -> Json<serde_json::Value> {
    Json(openapi::document(core.answers_schema().as_ref()))
}

/// The declaration and the number, from 1, that an envelope is put to.
fn envelope_for(id: &str, number: &str, headers: &HeaderMap) -> Result<(Uuid, u32), ProblemCode> {
    let id = Uuid::try_parse(id).map_err(|_| ProblemCode::BadRequest)?;
    let number = number.parse().ok().filter(|number| *number > 0).ok_or(ProblemCode::BadRequest)?;
    if is_envelope(headers) { Ok((id, number)) } else { Err(ProblemCode::UnsupportedMediaType) }
}

/// An absent type is taken as it is meant; parameters such as a charset do not matter.
fn is_envelope(headers: &HeaderMap) -> bool {
    let Some(given) = headers.get(header::CONTENT_TYPE) else { return true };
    let media_type = given.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim();
    [ENVELOPE_TYPE, "application/json"].iter().any(|taken| taken.eq_ignore_ascii_case(media_type))
}

fn bearer(headers: &HeaderMap) -> Option<FollowToken> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(())?;
    FollowToken::parse(token.trim()).ok()
}
