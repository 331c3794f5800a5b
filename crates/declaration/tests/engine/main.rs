//! The form engine over a small edition that has one of everything, and over the bundled one.

mod answers;
mod checks;
mod facts;
mod findings;
mod properties;
mod small;
mod visibility;
