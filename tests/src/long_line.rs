//! The line on which batches are measured: a long round trip, and connections of which 3 % of the answers are lost.

use std::time::Duration;

use testkit::Fault;

/// How long an answer, or a handshake, is on its way.
const ROUND_TRIP: Duration = Duration::from_millis(300);
/// As many as a sender has on their way at once.
const AT_ONCE: u32 = 8;
/// Answers of a connection before one is lost, in the middle: 3 % of all.
const ANSWERS: usize = 33;
/// More connections than a batch makes.
const CONNECTIONS: usize = 5000;

/// Its connections: each lives for another while, as they do, all lengths between none and twice the middle, in no order.
pub fn connections() -> impl Iterator<Item = Fault> {
    (0..CONNECTIONS).map(|number| Fault::FarAway(ROUND_TRIP, number * 29 % (2 * ANSWERS)))
}

/// What the round trips of so many alone need; the first answer of each connection waits for its handshake.
pub fn round_trips(many: u32) -> Duration {
    ROUND_TRIP * (many / AT_ONCE + 1)
}
