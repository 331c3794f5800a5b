//! Waiting for a state: asked again and again until it is there, or until a deadline says that it never will be.

use std::time::{Duration, Instant};

use crate::Outcome;

/// Long enough for the slowest step on a busy machine; whoever waits this long has failed.
pub const DEADLINE: Duration = Duration::from_secs(30);
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// Looks until there is something to see.
///
/// # Errors
/// When the deadline passes, with what was waited for and the last error; a look that fails is not the end of waiting.
pub async fn until<T>(what: &str, look: impl AsyncFnMut() -> Outcome<Option<T>>) -> Outcome<T> {
    until_within(DEADLINE, what, look).await
}

/// The same with a deadline of its own.
///
/// # Errors
/// As [`until`].
pub async fn until_within<T>(
    deadline: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Outcome<Option<T>>,
) -> Outcome<T> {
    let began = Instant::now();
    loop {
        let seen = look().await;
        if let Ok(Some(seen)) = seen {
            return Ok(seen);
        }
        if began.elapsed() > deadline {
            let why = seen.err().map(|why| format!(": {why}")).unwrap_or_default();
            return Err(format!("waited {} s in vain for {what}{why}", deadline.as_secs()).into());
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}
