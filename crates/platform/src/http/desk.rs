//! The desk's addresses: who may come in at which, and what each answers.
//!
//! [`DOORS`] is the whole list. A request is let in by `door` before its handler runs; a handler without a line in the list
//! answers nobody.

mod door;
mod signing_in;

use std::sync::Arc;

use axum::routing::{delete, get, post};
use axum::{Router, middleware};

use crate::desk::Desk;
use crate::staff::Role;

/// Who may come in at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Somebody who is about to sign in.
    Anybody,
    /// Whoever is signed in, in one of these roles.
    Roles(&'static [Role]),
}

/// An address with a method, and who may come in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Door {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) who: Who,
}

const fn door(method: &'static str, path: &'static str, who: Who) -> Door {
    Door { method, path, who }
}

const STAFF: Who = Who::Roles(&Role::ALL);

/// Every address of the desk.
pub(crate) const DOORS: &[Door] = &[
    door("POST", "/desk/api/link", Who::Anybody),
    door("POST", "/desk/api/passkey", Who::Anybody),
    door("POST", "/desk/api/sign-in", Who::Anybody),
    door("POST", "/desk/api/signed-in", Who::Anybody),
    door("GET", "/desk/api/me", STAFF),
    door("GET", "/desk/api/devices", STAFF),
    door("DELETE", "/desk/api/devices/{session}", STAFF),
];

/// The desk's part of the platform's addresses.
pub(super) fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/desk/api/link", post(signing_in::link))
        .route("/desk/api/passkey", post(signing_in::passkey))
        .route("/desk/api/sign-in", post(signing_in::sign_in))
        .route("/desk/api/signed-in", post(signing_in::signed_in))
        .route("/desk/api/me", get(signing_in::me))
        .route("/desk/api/devices", get(signing_in::devices))
        .route("/desk/api/devices/{session}", delete(signing_in::sign_out))
        .route_layer(middleware::from_fn_with_state(desk.clone(), door::let_in))
        .with_state(desk)
}
