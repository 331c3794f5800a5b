//! Letting a request in: its door, its origin, its session, its role. In this order, and nothing is looked up before.
//!
//! Against a request that another site makes a browser send: the cookie is `SameSite=Strict`, what changes anything must come from
//! the desk's own origin, and bears a header that no form can set.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use platform_api::{Problem, ProblemCode};

use super::{DOORS, Who};
use crate::desk::{Desk, Officer};
use crate::http::explain::Refused;

/// The header that the page sets.
const OWN: &str = "x-guitu-desk";
/// What the page asks by itself while nobody touches it: that keeps no session alive.
const UNATTENDED: &str = "x-guitu-unattended";

/// The name of the session's cookie. A browser takes one that begins with `__Host-` only encrypted, for this host alone.
pub(super) fn cookie_name(desk: &Desk) -> &'static str {
    if desk.is_encrypted() { "__Host-guitu-desk" } else { "guitu-desk" }
}

/// Lets a request in with its officer, or says why not.
pub(super) async fn let_in(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let (mut head, body) = request.into_parts();
    match admit(&desk, &head).await {
        Ok(officer) => {
            if let Some(officer) = officer {
                head.extensions.insert(officer);
            }
            next.run(Request::from_parts(head, body)).await
        }
        Err(problem) => Refused::from(problem).into_response(),
    }
}

async fn admit(desk: &Desk, request: &Parts) -> Result<Option<Officer>, Problem> {
    let path = request.extensions.get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
    let method = request.method.as_str();
    let door = DOORS.iter().find(|door| door.method == method && door.path == path);
    let door = door.ok_or(ProblemCode::NotFound)?;
    if request.method != Method::GET && !is_own(desk, &request.headers) {
        return Err(ProblemCode::OtherSite.into());
    }
    let roles = match door.who {
        Who::Anybody => return Ok(None),
        Who::Roles(roles) => roles,
    };
    let secret = cookie(&request.headers, cookie_name(desk)).ok_or(ProblemCode::NotSignedIn)?;
    let is_attended = !request.headers.contains_key(UNATTENDED);
    let officer = desk.officer(secret, is_attended).await?.ok_or(ProblemCode::NotSignedIn)?;
    if roles.contains(&officer.account.role) {
        Ok(Some(officer))
    } else {
        Err(ProblemCode::NotAllowed.into())
    }
}

/// Whether the desk's own page sends this.
fn is_own(desk: &Desk, headers: &HeaderMap) -> bool {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    headers.contains_key(OWN) && origin == Some(desk.origin())
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    all.flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(given, value)| (given == name).then_some(value))
}
