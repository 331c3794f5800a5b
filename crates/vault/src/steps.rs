//! Named steps of what must survive being cut off anywhere. A test has the process end at one of them, as if it were
//! killed: nothing is unwound, nothing is closed.

/// The step was reached.
#[cfg(not(test))]
pub(crate) fn reached(_: &str) {}

/// The variable that names the step to end at.
#[cfg(test)]
pub(crate) const STOP_AT: &str = "VAULT_TEST_STOP_AT";

/// The step was reached; ends the process where the environment says so: at the first time, or at the second one (`again`).
#[cfg(test)]
pub(crate) fn reached(step: &str) {
    use std::sync::atomic::{AtomicBool, Ordering};
    static ONCE: AtomicBool = AtomicBool::new(false);
    let Ok(stop) = std::env::var(STOP_AT) else { return };
    let ends = match stop.strip_suffix(" again") {
        Some(stop) => stop == step && ONCE.swap(true, Ordering::SeqCst),
        None => stop == step,
    };
    if ends {
        std::process::abort();
    }
}
