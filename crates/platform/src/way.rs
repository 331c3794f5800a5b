//! The way of one traveller: from the declaration to the home county, told by events and computed from them.
//!
//! - [`Event`]: one thing that happened: what, where, when, and whose word it is. None is changed; a wrong one is revoked by
//!   another.
//! - [`Plan`]: what the declaration says of the arrival.
//! - [`fold`]: events and plan, in whatever order they came, become the [`Way`]: the stage that is shown, the one desk that
//!   is responsible, and until when it must have acted.
//! - [`Request`]: what is to be answered: what the traveller asked for, or a word that needs a second officer.
//! - [`due`]: how many hours each step may take.
//!
//! Pure: no clock, no store. [`telling`](crate::telling) keeps events and what follows from them.

mod due;
mod event;
mod fold;
mod plan;
#[cfg(test)]
mod properties;
mod request;
mod second;

pub(crate) use event::noon;
pub use event::{Author, Device, Event, Happening, Mode, Place, What};
pub use fold::{Way, fold};
pub(crate) use fold::{parted_at, standing, unrevoked};
pub use plan::{Move, Plan};
pub(crate) use request::OTHER_PERSON;
pub use request::{Request, RequestKind};
pub(crate) use second::{CONFIRMED, NOT_CONFIRMED, Second, second, waiting};
