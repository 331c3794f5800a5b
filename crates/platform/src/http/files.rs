//! The files of the repository of editions, as they are on disk. Whoever fetches them verifies them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use platform_api::{PlatformApi as _, Problem, ProblemCode};
use rulebook::vocabulary::MAX_FILE_BYTES;

use super::explain::Refused;
use crate::core::Core;

/// A name with a version or a digest in it means the same bytes for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A proxy may keep it, and must ask each time whether it still holds.
const ASK_AGAIN: &str = "no-cache";
const ONLY_CHANGING: &str = "timestamp.json";

/// Metadata of the repository of editions (TUF, consistent snapshots).
#[utoipa::path(
    get, path = "/v2/rulebook/metadata/{file}", operation_id = "get_rulebook_metadata",
    params(("file" = String, Path, description = "Such as `timestamp.json`, `2.root.json`")),
    responses(
        (status = 200, description = "Signed metadata", body = Object, content_type = "application/json"),
        (status = 404, description = "not-found", body = platform_api::Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn metadata(
    State(core): State<Arc<Core>>,
    Path(file): Path<String>,
) -> Result<Response, Refused> {
    let caching = if file == ONLY_CHANGING { ASK_AGAIN } else { FOR_EVER };
    served(&core, &format!("metadata/{file}"), "application/json", caching).await
}

/// A file of an edition.
#[utoipa::path(
    get, path = "/v2/rulebook/targets/{file}", operation_id = "get_rulebook_target",
    params(("file" = String, Path, description = "`<sha256>.<number>/<file>`, such as `ab….2/texts/en.ftl`; slashes as they are")),
    responses(
        (status = 200, description = "The file", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, description = "not-found", body = platform_api::Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn target(
    State(core): State<Arc<Core>>,
    Path(file): Path<String>,
) -> Result<Response, Refused> {
    served(&core, &format!("targets/{file}"), "application/octet-stream", FOR_EVER).await
}

async fn served(
    core: &Core,
    path: &str,
    kind: &'static str,
    caching: &'static str,
) -> Result<Response, Refused> {
    let bytes = core.rulebook_file(path, MAX_FILE_BYTES as u64).await.map_err(on_the_wire)?;
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, caching)], bytes).into_response())
}

/// A file that is too long for any client is the platform's own fault.
fn on_the_wire(problem: Problem) -> Problem {
    if problem.is(ProblemCode::RulebookOversized) { ProblemCode::Internal.into() } else { problem }
}
