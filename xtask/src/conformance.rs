//! `cargo xtask conformance --url URL`: asks a running platform, whoever has written it, everything that one has to do. The work is the
//! tests' own: the same claims are held against the reference platform.

use std::process::Stdio;

use crate::{
    command::{self, Outcome, cargo},
    repo,
};

pub(crate) fn conformance(arguments: &[&str]) -> Outcome {
    command::succeed(&mut cargo(&["build", "--quiet", "--package", "guitu-tests", "--bin", "conformance"])?)?;
    let mut asking = command::program(repo::program("debug", "conformance")?, arguments);
    command::succeed_with(asking.current_dir(repo::root()), Stdio::inherit())
}
