//! `cargo xtask torture`: what takes too long for every run. A vault's writer is killed 500 times; every call that a vault and the spool
//! make to the disk is refused, cut short and the last, and the power goes at each of them. After each time everything that was
//! acknowledged must be there and nothing half-written. Then whatever other test is kept back with `torture` in its name.

use crate::command::{self, Outcome, cargo};

pub(crate) fn torture() -> Outcome {
    let on_the_disk = "test(killed_while_saving) or test(failing_disk)";
    let mut tests = cargo(&["nextest", "run", "--no-fail-fast"])?;
    tests.args(["--package", "vault", "--package", "outbox", "--filterset", on_the_disk]);
    command::succeed(tests.env("VAULT_TEST_KILLS", "500").env("TEST_EVERY_FAULT", "1"))?;
    let kept_back = ["--run-ignored", "only", "--no-tests", "pass", "--filterset", "test(torture)"];
    command::succeed(cargo(&["nextest", "run", "--workspace", "--no-fail-fast"])?.args(kept_back))
}
