//! Named steps of what must survive being cut off anywhere. A test has the process end at one of them, as if it were
//! killed: nothing is unwound, nothing is closed.

/// The step was reached.
#[cfg(not(test))]
pub(crate) fn reached(_: &str) {}

/// The variable that names the step to end at.
#[cfg(test)]
pub(crate) const STOP_AT: &str = "VAULT_TEST_STOP_AT";

/// The step was reached; ends the process where the environment says so.
#[cfg(test)]
pub(crate) fn reached(step: &str) {
    if std::env::var(STOP_AT).is_ok_and(|stop| stop == step) {
        std::process::abort();
    }
}
