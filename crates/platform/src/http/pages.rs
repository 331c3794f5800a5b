//! The web pages: files that were built into the program, under a policy that lets nothing else in.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use axum::{Router, middleware};
use platform_api::ProblemCode;

use super::explain::Refused;
use crate::core::Core;
use crate::pages;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";
/// Nothing from elsewhere, nothing inline, in nobody's frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; \
    connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types svelte-trusted-html guitu-worker";
const HEADERS: [(&str, &str); 5] = [
    ("content-security-policy", POLICY),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The pages that there are.
const PAGES: [&str; 2] = ["desk", "me"];

/// What a page begins with, and what it begins with while the rules in use are a sample: each of its screens says so then.
const BEGINS: &str = "<html ";
const BEGINS_AS_SAMPLE: &str = "<html data-sample ";

/// Each page under its own name.
pub(super) fn router(core: Arc<Core>) -> Router {
    let mut router = Router::new();
    for page in PAGES {
        let whole = format!("/{page}/");
        let target = whole.clone();
        router = router
            .route(&format!("/{page}"), get(move || async move { Redirect::permanent(&target) }))
            .route(
                &whole,
                get(move |State(core): State<Arc<Core>>| async move { begun(page, core.is_sample()) }),
            )
            .route(
                &format!("/{page}/sw.js"),
                get(move |headers: HeaderMap| async move { served(page, "sw.js", &headers) }),
            )
            .route(
                &format!("/{page}/assets/{{*file}}"),
                get(move |Path(file): Path<String>, headers: HeaderMap| async move {
                    served(page, &format!("assets/{file}"), &headers)
                }),
            );
    }
    router.with_state(core).layer(middleware::map_response(guarded))
}

/// The page itself: a few lines, so it is sent as it is.
fn begun(page: &str, sample: bool) -> Response {
    let found =
        pages::file(&format!("{page}/index.html")).and_then(|found| std::str::from_utf8(found.bytes).ok());
    let Some(whole) = found else { return Refused::from(ProblemCode::NotFound).into_response() };
    let whole = if sample { whole.replacen(BEGINS, BEGINS_AS_SAMPLE, 1) } else { whole.to_owned() };
    ([(header::CONTENT_TYPE, media_type("index.html")), (header::CACHE_CONTROL, ASK_AGAIN)], whole)
        .into_response()
}

fn served(page: &str, file: &str, headers: &HeaderMap) -> Response {
    let Some(found) = pages::file(&format!("{page}/{file}")) else {
        return Refused::from(ProblemCode::NotFound).into_response();
    };
    let caching = if file.starts_with("assets/") { FOR_EVER } else { ASK_AGAIN };
    let kind = [(header::CONTENT_TYPE, media_type(file)), (header::CACHE_CONTROL, caching)];
    let kind = (kind, [(header::VARY, "accept-encoding")]);
    if takes_gzip(headers) && found.gzip.len() < found.bytes.len() {
        (kind, [(header::CONTENT_ENCODING, "gzip")], found.gzip).into_response()
    } else {
        (kind, found.bytes).into_response()
    }
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let taken = headers.get(header::ACCEPT_ENCODING).and_then(|taken| taken.to_str().ok());
    let names = |one: &str| {
        let (name, rest) = one.split_once(';').unwrap_or((one, ""));
        name.trim().eq_ignore_ascii_case("gzip") && rest.trim() != "q=0"
    };
    taken.is_some_and(|taken| taken.split(',').any(names))
}

async fn guarded(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn media_type(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
