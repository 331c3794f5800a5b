//! The desk's addresses: who may come in at which, and what each answers.
//!
//! [`DOORS`] is the whole list. A request is let in by `door` before its handler runs; a handler without a line in the list
//! answers nobody.

mod accounts;
mod asked;
mod buses;
mod counts;
mod door;
mod duty;
mod people;
mod signing_in;

use std::sync::Arc;

use axum::routing::{delete, get, post};
use axum::{Router, middleware};

use crate::desk::Desk;
use crate::staff::Role;

/// Who may come in at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Somebody who is about to sign in, or cannot; the escort of a bus, who shows the token of it.
    Anybody,
    /// Whoever is signed in, in one of these roles.
    Roles(&'static [Role]),
}

/// An address with a method, and who may come in.
#[derive(Debug, Clone, Copy)]
pub struct Door {
    /// The method.
    pub method: &'static str,
    /// The address, with `{…}` for what differs.
    pub path: &'static str,
    /// Who may come in.
    pub who: Who,
}

const fn door(method: &'static str, path: &'static str, who: Who) -> Door {
    Door { method, path, who }
}

const STAFF: Who = Who::Roles(&Role::ALL);
/// Those who have lists of people.
const LISTS: Who = Who::Roles(&[Role::PortOfficer, Role::CountyContact, Role::HealthOfficer]);
/// Those who look at one person.
const CASES: Who = Who::Roles(&[Role::PortOfficer, Role::CountyContact, Role::HealthOfficer, Role::Hotline]);
/// Those who answer what travellers ask for.
const ANSWERS: Who = Who::Roles(&[Role::HealthOfficer, Role::Hotline, Role::PlatformOfficer]);
/// Those who see how many people come: nobody is named there.
const COUNTS: Who = Who::Roles(&[
    Role::PortOfficer,
    Role::CountyContact,
    Role::HealthOfficer,
    Role::PlatformOfficer,
    Role::Auditor,
]);
/// Those who hold the platform against what it promises.
const CHECKS: Who = Who::Roles(&[Role::HealthOfficer, Role::PlatformOfficer, Role::Auditor]);
/// Those who may be on duty.
const DUTY: Who = Who::Roles(&[
    Role::PortOfficer,
    Role::CountyContact,
    Role::HealthOfficer,
    Role::Hotline,
    Role::PlatformOfficer,
]);
const PORT: Who = Who::Roles(&[Role::PortOfficer]);
const HEALTH: Who = Who::Roles(&[Role::HealthOfficer]);
const HOTLINE: Who = Who::Roles(&[Role::Hotline]);
const ACCOUNTS: Who = Who::Roles(&[Role::PlatformOfficer]);
const LOG: Who = Who::Roles(&[Role::Auditor]);

/// Every address of the desk.
pub const DOORS: &[Door] = &[
    door("POST", "/desk/api/link", Who::Anybody),
    door("POST", "/desk/api/passkey", Who::Anybody),
    door("POST", "/desk/api/sign-in", Who::Anybody),
    door("POST", "/desk/api/signed-in", Who::Anybody),
    door("GET", "/desk/api/working", Who::Anybody),
    door("GET", "/desk/api/me", STAFF),
    door("GET", "/desk/api/devices", STAFF),
    door("DELETE", "/desk/api/devices/{session}", STAFF),
    door("GET", "/desk/api/groups", LISTS),
    door("GET", "/desk/api/people", LISTS),
    door("POST", "/desk/api/find", CASES),
    door("GET", "/desk/api/counties", STAFF),
    door("POST", "/desk/api/taken-in", PORT),
    door("POST", "/desk/api/people/{declaration}/left-out", PORT),
    door("GET", "/desk/api/people/{declaration}/contacts", HEALTH),
    door("POST", "/desk/api/people/{declaration}/contacts", HEALTH),
    door("GET", "/desk/api/people/{declaration}", CASES),
    door("POST", "/desk/api/people/{declaration}/events", CASES),
    door("POST", "/desk/api/people/{declaration}/notes", HOTLINE),
    door("GET", "/desk/api/asked", ANSWERS),
    door("POST", "/desk/api/asked/{declaration}/{event}", ANSWERS),
    door("POST", "/desk/api/asked/{declaration}/{event}/open", HOTLINE),
    door("POST", "/desk/api/flights/close", PORT),
    door("GET", "/desk/api/handover.csv", PORT),
    door("GET", "/desk/api/editions/{edition}/texts/{language}", CASES),
    door("GET", "/desk/api/buses", PORT),
    door("POST", "/desk/api/buses", PORT),
    door("GET", "/desk/api/buses/{bus}", PORT),
    door("POST", "/desk/api/bus", Who::Anybody),
    door("GET", "/desk/api/bus", Who::Anybody),
    door("POST", "/desk/api/bus/reports", Who::Anybody),
    door("POST", "/desk/api/duty/buses/{bus}/{report}/seen", DUTY),
    door("GET", "/desk/api/counts", COUNTS),
    door("GET", "/desk/api/counts.csv", COUNTS),
    door("GET", "/desk/api/self-check", CHECKS),
    door("GET", "/desk/api/duty", DUTY),
    door("POST", "/desk/api/duty/{declaration}/{event}/seen", DUTY),
    door("POST", "/desk/api/duty/{declaration}/{event}/back", DUTY),
    door("POST", "/desk/api/buses/{bus}/link", PORT),
    door("POST", "/desk/api/turns", ACCOUNTS),
    door("DELETE", "/desk/api/turns/{turn}", ACCOUNTS),
    door("POST", "/desk/api/shifts", HOTLINE),
    door("POST", "/desk/api/shifts/{shift}/taken", HOTLINE),
    door("GET", "/desk/api/accounts", ACCOUNTS),
    door("POST", "/desk/api/accounts", ACCOUNTS),
    door("POST", "/desk/api/accounts/{account}/link", ACCOUNTS),
    door("POST", "/desk/api/accounts/{account}/revoke", ACCOUNTS),
    door("GET", "/desk/api/log/accounts", LOG),
    door("GET", "/desk/api/log", LOG),
    door("GET", "/desk/api/log.csv", LOG),
    door("GET", "/desk/api/log/verify", LOG),
];

/// The desk's part of the platform's addresses.
pub(super) fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/desk/api/link", post(signing_in::link))
        .route("/desk/api/passkey", post(signing_in::passkey))
        .route("/desk/api/sign-in", post(signing_in::sign_in))
        .route("/desk/api/signed-in", post(signing_in::signed_in))
        .route("/desk/api/working", get(signing_in::working))
        .route("/desk/api/me", get(signing_in::me))
        .route("/desk/api/devices", get(signing_in::devices))
        .route("/desk/api/devices/{session}", delete(signing_in::sign_out))
        .route("/desk/api/groups", get(people::groups))
        .route("/desk/api/people", get(people::people))
        .route("/desk/api/find", post(people::find))
        .route("/desk/api/counties", get(people::counties))
        .route("/desk/api/taken-in", post(people::take_in))
        .route("/desk/api/people/{declaration}/left-out", post(people::leave_out))
        .route("/desk/api/people/{declaration}/contacts", get(people::contacts).post(people::tell_contacts))
        .route("/desk/api/people/{declaration}", get(people::case))
        .route("/desk/api/people/{declaration}/events", post(people::say))
        .route("/desk/api/people/{declaration}/notes", post(people::note))
        .route("/desk/api/asked", get(asked::list))
        .route("/desk/api/asked/{declaration}/{event}", post(asked::answer))
        .route("/desk/api/asked/{declaration}/{event}/open", post(asked::open))
        .route("/desk/api/flights/close", post(people::close_flight))
        .route("/desk/api/handover.csv", get(people::handover))
        .route("/desk/api/editions/{edition}/texts/{language}", get(people::texts))
        .route("/desk/api/buses", get(buses::list).post(buses::add))
        .route("/desk/api/buses/{bus}", get(buses::one))
        .route("/desk/api/bus", get(buses::escorted).post(buses::claim))
        .route("/desk/api/bus/reports", post(buses::says))
        .route("/desk/api/duty/buses/{bus}/{report}/seen", post(duty::see_to_bus))
        .route("/desk/api/counts", get(counts::counts))
        .route("/desk/api/counts.csv", get(counts::counts_sheet))
        .route("/desk/api/self-check", get(counts::self_check))
        .route("/desk/api/duty", get(duty::duty))
        .route("/desk/api/duty/{declaration}/{event}/seen", post(duty::see_to))
        .route("/desk/api/duty/{declaration}/{event}/back", post(duty::give_back))
        .route("/desk/api/buses/{bus}/link", post(buses::link))
        .route("/desk/api/turns", post(duty::add_turn))
        .route("/desk/api/turns/{turn}", delete(duty::drop_turn))
        .route("/desk/api/shifts", post(duty::leave_shift))
        .route("/desk/api/shifts/{shift}/taken", post(duty::take_shift))
        .route("/desk/api/accounts", get(accounts::list).post(accounts::add))
        .route("/desk/api/accounts/{account}/link", post(accounts::link))
        .route("/desk/api/accounts/{account}/revoke", post(accounts::revoke))
        .route("/desk/api/log/accounts", get(accounts::list))
        .route("/desk/api/log", get(accounts::log))
        .route("/desk/api/log.csv", get(accounts::log_sheet))
        .route("/desk/api/log/verify", get(accounts::verify))
        .route_layer(middleware::from_fn_with_state(desk.clone(), door::let_in))
        .with_state(desk)
}
