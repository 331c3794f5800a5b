//! `cargo xtask rulebook …`: what a health officer does with editions. The work is the crate `officer`'s.

use std::process::Stdio;

use crate::{
    command::{self, Outcome, cargo},
    repo,
};

/// What judges declarations by the million, and so is worth building optimised.
const LONG_WORK: [&str; 3] = ["diff", "simulate", "synthesize"];

/// Builds the officer's program and hands the arguments on, its standard input too.
pub(crate) fn rulebook(arguments: &[&str]) -> Outcome {
    let long = arguments.first().is_some_and(|command| LONG_WORK.contains(command));
    let (profile, folder) = if long { ("tools", "tools") } else { ("dev", "debug") };
    command::succeed(&mut cargo(&["build", "--quiet", "--profile", profile, "--package", "officer"])?)?;
    let mut officer = command::program(repo::program(folder, "officer")?, arguments);
    command::succeed_with(officer.current_dir(repo::root()), Stdio::inherit())
}
