//! A chamber's list of members, whatever made it.
//!
//! [`reading`] turns the bytes of a file into a [`Sheet`]. Everything here is pure: bytes and decisions in, findings out;
//! nothing is written.

pub mod reading;
pub mod sheet;

pub use sheet::{Address, Cell, Row, Sheet};
