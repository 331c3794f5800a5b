//! A chamber's list of members, whatever made it, and what an import of it would do.
//!
//! [`reading`] turns the bytes of a file into a [`Sheet`]; [`columns`] says what its columns are about; `cells` turns each cell
//! into an answer, a question or a refusal; [`preview()`] says what an import would do with each member. [`export`]
//! writes lists. Everything here is pure: bytes and decisions in,
//! findings out; nothing is written, and no text in it is shown to anybody but the volunteer.

mod cells;
pub mod columns;
pub mod decisions;
pub mod export;
pub mod finding;
pub mod kind;
pub mod lists;
mod looks;
pub mod member;
pub mod preview;
pub mod reading;
pub mod sheet;

pub use columns::{Column, Confidence, Mapping};
pub use decisions::Decisions;
pub use finding::{Finding, Weight};
pub use kind::Kind;
pub use lists::Lists;
pub use member::Member;
pub use preview::{Importing, Known, Preview, State, preview};
pub use sheet::{Address, Cell, Row, Sheet};
