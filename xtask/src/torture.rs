//! `cargo xtask torture`: what takes too long for every run. A vault's writer is killed 500 times; every call that a vault and the spool
//! make to the disk is refused, cut short and the last, and the power goes at each of them. After each time everything that was
//! acknowledged must be there and nothing half-written. Then one whole exchange between app and platform is cut at each of its bytes,
//! in both directions: every declaration arrives once; a hundred strangers stand before a kiosk in a row; and a fuzzer reads the
//! platform's OpenAPI document and asks all of it.

use crate::{
    build,
    command::{self, Outcome, cargo},
    repo, schema_fuzzer,
};

pub(crate) fn torture() -> Outcome {
    let on_the_disk = "test(killed_while_saving) or test(failing_disk)";
    let mut tests = cargo(&["nextest", "run", "--profile", "torture", "--no-fail-fast"])?;
    tests.args(["--package", "vault", "--package", "outbox", "--filterset", on_the_disk]);
    command::succeed(tests.env("VAULT_TEST_KILLS", "500").env("TEST_EVERY_FAULT", "1"))?;
    build::programs(&["guitu-platform"])?;
    let mut tests =
        cargo(&["nextest", "run", "--profile", "torture", "--no-fail-fast", "--no-tests", "fail"])?;
    tests.args(["--package", "guitu-tests", "--filterset", "binary(scenario_cut) or binary(scenario_kiosk)"]);
    tests.env("GUITU_PLATFORM_BIN", repo::program("debug", "guitu-platform")?);
    command::succeed(tests.env("GUITU_TORTURE", "1"))?;
    schema_fuzzer::fuzz()
}

/// The fuzzer alone.
pub(crate) fn schema() -> Outcome {
    build::programs(&["guitu-platform"])?;
    schema_fuzzer::fuzz()
}
