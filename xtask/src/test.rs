//! `cargo xtask test`: everything that must hold before a change is handed in; `.ci/run` is exactly this.

use crate::{
    build::{self, EVERYTHING},
    command::{self, Outcome, cargo, npm},
    repo, setup,
    steps::Steps,
    tidy,
};

pub(crate) fn test() -> Outcome {
    let mut steps = Steps::begin();
    setup::for_running(&mut steps)?;
    setup::for_testing(&mut steps)?;
    steps.step("Format", || command::succeed(&mut cargo(&["fmt", "--all", "--check"])?))?;
    steps.step("UI: types", || command::succeed(&mut npm(&["run", "check"])))?;
    steps.step("UI: tests", || command::succeed(&mut npm(&["test"])))?;
    steps.step("UI: build", build::ui)?;
    steps.step("Lints", || {
        let mut clippy = cargo(&["clippy", "--all-targets"])?;
        command::succeed(clippy.args(EVERYTHING).args(["--", "-D", "warnings"]))
    })?;
    steps.step("Build", || {
        command::succeed(cargo(&["build", "--bins", "--tests", "--examples"])?.args(EVERYTHING))
    })?;
    steps.step("Tidy", tidy::tidy)?;
    steps.step("Tests, the real window's among them", || {
        let mut tests = cargo(&["nextest", "run", "--no-fail-fast"])?;
        tests.args(EVERYTHING).env("GUITU_APP", repo::program("debug", "guitu")?);
        command::succeed(tests.env("GUITU_PLATFORM_BIN", repo::program("debug", "guitu-platform")?))
    })?;
    let examples = documented_examples()?;
    if !examples.is_empty() {
        steps.step("Examples in the documentation", || {
            let mut doc = cargo(&["test", "--doc"])?;
            for package in &examples {
                doc.args(["--package", package]);
            }
            command::succeed(&mut doc)
        })?;
    }
    steps.done("All is well");
    Ok(())
}

/// Crates whose doc comments hold a code block that rustdoc would run.
fn documented_examples() -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for file in repo::files(&repo::root().join("crates"), &[".rs"])? {
        let runs = repo::read(&file)?.lines().any(|line| {
            let comment = line.trim_start();
            comment
                .strip_prefix("///")
                .or(comment.strip_prefix("//!"))
                .is_some_and(|it| it.trim() == "```rust")
        });
        let short = repo::short(&file);
        if let (true, Some(package)) = (runs, short.split('/').nth(1)) {
            found.push(package.to_owned());
        }
    }
    found.dedup();
    Ok(found)
}
