//! The test runner: used where it is, installed where it is not.

use crate::command::{self, Outcome, cargo};

pub(crate) fn runner() -> Outcome {
    if command::answers("cargo-nextest", &["nextest", "--version"]) {
        println!("cargo-nextest is there");
        return Ok(());
    }
    println!("cargo-nextest is built from source, once; that takes some minutes");
    command::succeed(&mut cargo(&["install", "cargo-nextest", "--locked"])?)
}
