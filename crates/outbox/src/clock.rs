//! The one clock.

use chrono::{DateTime, Utc};

/// Tells the time; the host's reads the system's, a test's is set by hand.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> DateTime<Utc>;
}
