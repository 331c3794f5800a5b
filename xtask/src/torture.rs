//! `cargo xtask torture`: what takes too long for every run. A vault's writer is killed 500 times; after each time everything
//! that was acknowledged must be there and nothing half-written.

use crate::command::{self, Outcome, cargo};

pub(crate) fn torture() -> Outcome {
    let mut tests = cargo(&["nextest", "run", "--package", "vault", "killed_while_saving"])?;
    command::succeed(tests.env("VAULT_TEST_KILLS", "500"))
}
