//! What those who run the platform ask, on an address of its own: nothing of it is for travellers.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, middleware};

use super::explain::{self, Refused};
use super::{alive, ready};
use crate::core::Core;
use crate::metrics::Metrics;

type Count = Arc<dyn Fn() -> usize + Send + Sync>;

/// `/metrics`, and whether the platform is well.
pub(crate) fn router(core: Arc<Core>, metrics: Arc<Metrics>, connections: Count) -> Router {
    let exposition = Router::new().route("/metrics", get(exposition)).with_state((metrics, connections));
    Router::new()
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
        .with_state(core)
        .merge(exposition)
        .layer(middleware::from_fn(explain::in_problem_documents))
}

async fn exposition(
    State((metrics, connections)): State<(Arc<Metrics>, Count)>,
) -> Result<Response, Refused> {
    let text = metrics.exposition(connections());
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}
