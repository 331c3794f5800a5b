//! The provincial platform's reference server: small, but real.
//!
//! It takes sealed declarations, checks them again with the rules that the app used, assigns a health code by the
//! policy, signs a receipt, and tells the holder of the follow token how the declaration stands.
//!
//! - [`core`](crate::core): the protocol itself, [`platform_api::PlatformApi`], without HTTP.
//! - `intake`: whether what is inside an envelope is complete.
//! - `judging`: which code follows; `grounds`: what is kept so that it can be judged again.
//! - [`way`]: events of a traveller's way, and the stage, the responsible desk and the due time that follow; [`telling`]: how they are kept.
//! - [`officer_records`]: the events that are facts for a code, which make it be judged again.
//! - [`store`]: what is kept, and what of it stands in clear; SQLite and PostgreSQL.
//! - `at_rest`, [`retention`]: what is kept is sealed by class and day, and ends with its day.
//! - [`staff`]: who works here; `desk`: what officers do; `phone`: what a traveller does on a phone; `pages`: the web pages of officers and travellers.
//! - [`audit`]: the log of what was done, held against itself.
//! - [`explain`](crate::explain): why a code has its colour, from what was kept with it.
//! - `withholding`: which counts are not shown.
//! - `rules`, `served`: the editions that declarations are taken under, and the repository that apps take them from.
//! - [`keys`]: the secrets, and when they may be made.
//! - `http`: a thin adapter of addresses and headers; every refusal becomes a problem document there.
//!
//! Logs go to the caller's `tracing` subscriber and name routes, statuses and durations: no id, no token, no answer.

pub mod audit;
pub mod core;
pub mod explain;
pub mod keys;
pub mod officer_records;
pub mod organisations;
pub mod retention;
pub mod staff;
pub mod store;
pub mod telling;
pub mod way;

mod at_rest;
mod database;
mod desk;
mod expecting;
mod grounds;
mod holder;
mod http;
mod intake;
mod judging;
mod keeping;
mod limits;
mod metrics;
mod pages;
mod person;
mod personal_link;
mod phone;
mod profile;
mod reasons;
mod retracted;
mod rules;
mod running;
mod secret_file;
mod served;
mod serving;
mod store_keys;
mod unasked;
mod whole_file;
mod withholding;

pub use at_rest::DayKeyError;
pub use http::desk::{DOORS, Door, Who};
pub use limits::Limits;
pub use running::{Clock, Config, Platform, Running, StartError};
pub use served::ServedError;
pub use serving::Tls;
