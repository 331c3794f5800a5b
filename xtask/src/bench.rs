//! `cargo xtask bench`: the figures of the promises, ratios from the same run.

use crate::{
    build,
    command::{self, Outcome, cargo},
    setup,
    steps::Steps,
};

/// Runs the benches, all or those named.
pub(crate) fn bench(names: &[&str]) -> Outcome {
    let mut steps = Steps::begin();
    setup::for_running(&mut steps)?;
    steps.step("UI", build::ui)?;
    steps.step("Benches", || {
        let mut bench = cargo(&["bench", "--package", "guitu-tests"])?;
        for name in names {
            bench.args(["--bench", name]);
        }
        command::succeed(&mut bench)
    })?;
    steps.done("Measured");
    Ok(())
}
