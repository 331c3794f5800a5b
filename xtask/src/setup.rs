//! Making a machine ready: what the system must have, the UI's packages, the test runner. Each looks first and changes
//! nothing that is already right.

mod nextest;
mod node;
mod system;

use crate::{command::Outcome, steps::Steps};

/// `cargo xtask setup`.
pub(crate) fn alone() -> Outcome {
    let mut steps = Steps::begin();
    for_running(&mut steps)?;
    for_testing(&mut steps)?;
    steps.done("Ready");
    Ok(())
}

/// What `run` needs.
pub(crate) fn for_running(steps: &mut Steps) -> Outcome {
    steps.step("System packages", system::packages)?;
    steps.step("The UI's packages", node::packages)
}

/// What `test` needs beyond that.
pub(crate) fn for_testing(steps: &mut Steps) -> Outcome {
    steps.step("The test runner", nextest::runner)
}
