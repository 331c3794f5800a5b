//! `cargo xtask bench`: the figures of the promises, ratios from the same run.

use crate::{
    build::{self, EVERYTHING},
    command::{self, Outcome, cargo},
    repo, setup,
    steps::Steps,
};

/// Benches beside their crates, with what else they are built with: they measure a library, and need no program, no page and no window.
const ALONE: [(&str, &str, &[&str]); 2] =
    [("many_cases", "vault", &["--features", "vault/testing"]), ("import", "members", &[])];

/// Runs the benches, all or those named.
pub(crate) fn bench(names: &[&str]) -> Outcome {
    let mut steps = Steps::begin();
    let alone = !names.is_empty() && names.iter().all(|name| ALONE.iter().any(|(bench, ..)| bench == name));
    if !alone {
        programs(&mut steps)?;
    }
    steps.step("Benches", || {
        // Not with the release's long link: a ratio is between two things that are built alike.
        let mut bench = cargo(&["bench", "--profile", "tools", "--no-fail-fast"])?;
        if !alone {
            bench.args(["--package", "guitu-tests"]);
        }
        for (name, package, features) in ALONE {
            if names.is_empty() || names.contains(&name) {
                bench.args(["--package", package]).args(features);
            }
        }
        for name in names {
            bench.args(["--bench", name]);
        }
        if names.is_empty() {
            bench.arg("--benches");
        }
        bench.env("GUITU_APP", repo::program("release", "guitu")?);
        bench.env("GUITU_PLATFORM_BIN", repo::program("release", "guitu-platform")?);
        bench.env("GUITU_OFFICER", repo::program("tools", "officer")?);
        command::succeed(bench.env("GUITU_EMPTY_WINDOW", repo::program("release", "empty-window")?))
    })?;
    steps.done("Measured");
    Ok(())
}

/// What the benches of whole programs start.
fn programs(steps: &mut Steps) -> Outcome {
    setup::for_running(steps)?;
    steps.step("UI", build::ui)?;
    steps.step("Programs, as they are shipped", || {
        let mut build = cargo(&["build", "--release"])?;
        for name in ["guitu", "guitu-platform", "empty-window"] {
            build.args(["--bin", name]);
        }
        // A window that is given away cannot be driven; the one that is measured must be.
        command::succeed(build.args(EVERYTHING).args(["--features", "guitu/automation"]))
    })?;
    steps.step("The officer's program", || {
        command::succeed(&mut cargo(&["build", "--profile", "tools", "--package", "officer"])?)
    })
}
