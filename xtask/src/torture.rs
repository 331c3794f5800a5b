//! `cargo xtask torture`: what takes too long for every run, whole or the parts named.
//!
//! - `disk`: a vault's writer is killed 500 times; every call that a vault and the spool make to the disk is refused, cut short and the
//!   last, and the power goes at each of them. After each time everything that was acknowledged must be there and nothing half-written.
//! - `exchange`: one whole exchange between app and platform is cut at each of its bytes, in both directions: every declaration
//!   arrives once.
//! - `faults`: two thousand declarations go over twenty bad networks while sender and platform are killed at random: each arrives once.
//! - `kiosk`: a hundred strangers stand before a kiosk in a row, first without a window, then before the real one.
//! - `shapes`: two thousand members in eight makes of list go from the list to the platform.
//! - `schema`: a fuzzer reads the platform's OpenAPI document and asks all of it.

use crate::{
    build::{self, EVERYTHING},
    command::{self, Outcome, cargo},
    repo, schema_fuzzer,
};

/// What it is called, and how it is run.
type Part = (&'static str, fn() -> Outcome);

/// In the order in which they are run.
const PARTS: [Part; 6] = [
    ("disk", disk),
    ("exchange", exchange),
    ("faults", faults),
    ("kiosk", kiosk),
    ("shapes", shapes),
    ("schema", schema),
];

/// Runs all parts, or those named. One that fails keeps no other from its turn: each takes long, and says something of its own.
pub(crate) fn torture(names: &[&str]) -> Outcome {
    if let Some(unknown) = names.iter().find(|name| PARTS.iter().all(|(part, _)| part != *name)) {
        let known = PARTS.map(|(part, _)| part).join(", ");
        return Err(format!("there is no part `{unknown}`: the parts are {known}"));
    }
    let mut failed = Vec::new();
    for (part, run) in PARTS {
        if !names.is_empty() && !names.contains(&part) {
            continue;
        }
        if let Err(why) = run() {
            failed.push(format!("{part}: {why}"));
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

fn disk() -> Outcome {
    let mut tests = tests()?;
    tests.arg("--lib").args(["--filterset", "test(killed_while_saving) or test(failing_disk)"]);
    command::succeed(tests.env("VAULT_TEST_KILLS", "500").env("TEST_EVERY_FAULT", "1"))
}

fn exchange() -> Outcome {
    scenario("scenario_cut")
}

fn faults() -> Outcome {
    scenario("scenario_faults")
}

fn kiosk() -> Outcome {
    build::ui()?;
    build::programs(&["guitu"])?;
    scenario("scenario_kiosk")?;
    scenario("desktop_kiosk_row")
}

fn shapes() -> Outcome {
    scenario("scenario_shapes")
}

fn scenario(name: &str) -> Outcome {
    build::programs(&["guitu-platform"])?;
    let mut tests = tests()?;
    tests.args(["--test", name]).env("GUITU_PLATFORM_BIN", repo::program("debug", "guitu-platform")?);
    if let Ok(app) = repo::program("debug", "guitu") {
        tests.env("GUITU_APP", app);
    }
    command::succeed(tests.env("GUITU_TORTURE", "1"))
}

fn schema() -> Outcome {
    build::programs(&["guitu-platform"])?;
    schema_fuzzer::fuzz()
}

fn tests() -> Outcome<std::process::Command> {
    let mut tests =
        cargo(&["nextest", "run", "--profile", "torture", "--no-fail-fast", "--no-tests", "fail"])?;
    tests.args(EVERYTHING);
    Ok(tests)
}
