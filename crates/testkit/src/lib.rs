//! Travellers with a story, clocks, and a faulty network; for tests only.
//!
//! Every traveller is made relative to a day that the test passes in, so that their dates never age: they fly three days
//! after it. The [`case`] table has, for each check of the rulebook, the smallest change of a complete traveller that
//! makes this check speak. [`synthetic`] makes declarations by the million.

mod answers;
pub mod case;
mod clock;
pub mod faulty_network;
pub mod member_lists;
pub mod people;
pub mod postgres;
pub mod processor;
pub mod renamed;
mod synthetic;
pub mod travellers;

pub use answers::put;
pub use clock::SettableClock;
pub use faulty_network::{Fault, FaultyNetwork};
pub use synthetic::{Synthetic, synthetic, with_officers};
pub use travellers::Traveller;
