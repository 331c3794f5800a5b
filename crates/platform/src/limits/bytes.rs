//! Bytes of bodies that are on their way: counted by what is announced before a byte of it is read.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Caller, Limits, share_for_anybody};

/// The budget.
#[derive(Clone)]
pub(crate) struct Bytes {
    budget: Arc<Mutex<Budget>>,
    of_one: usize,
    all: usize,
}

struct Budget {
    left: usize,
    held: HashMap<Caller, usize>,
}

/// Bytes that are spoken for until this is dropped.
pub(crate) struct HeldBytes {
    bytes: Bytes,
    caller: Caller,
    amount: usize,
}

impl Bytes {
    pub(crate) fn new(limits: &Limits) -> Self {
        let budget = Budget { left: limits.bytes, held: HashMap::new() };
        Self { budget: Arc::new(Mutex::new(budget)), of_one: limits.bytes_of_one, all: limits.bytes }
    }

    /// Speaks for that many; none where they are not to be had now.
    pub(crate) fn hold(&self, caller: Caller, amount: usize) -> Option<HeldBytes> {
        let mut budget = self.budget.lock().unwrap_or_else(PoisonError::into_inner);
        let held = budget.held.get(&caller).copied().unwrap_or_default();
        // Where little is left, it is for those who send nothing yet.
        let is_crowded = budget.left < self.all - share_for_anybody(self.all);
        if amount > budget.left || held + amount > self.of_one || is_crowded && held > 0 {
            return None;
        }
        budget.left -= amount;
        budget.held.insert(caller, held + amount);
        Some(HeldBytes { bytes: self.clone(), caller, amount })
    }
}

impl Drop for HeldBytes {
    fn drop(&mut self) {
        let mut budget = self.bytes.budget.lock().unwrap_or_else(PoisonError::into_inner);
        budget.left += self.amount;
        if let Some(held) = budget.held.get_mut(&self.caller) {
            *held -= self.amount;
            if *held == 0 {
                budget.held.remove(&self.caller);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    #[test]
    fn eight_who_announce_all_they_may_leave_something_to_a_ninth() {
        let limits = Limits::default();
        let bytes = Bytes::new(&limits);
        let caller = |last: u8| IpAddr::from([192, 0, 2, last]).into();
        let envelope = 512 << 10;
        let mut held: Vec<_> = Vec::new();
        for address in 1..=8 {
            held.extend(
                std::iter::repeat_with(|| bytes.hold(caller(address), envelope)).map_while(|hold| hold),
            );
        }
        assert!(held.len() * envelope > limits.bytes / 2, "they hold much");
        assert!(bytes.hold(caller(9), envelope).is_some(), "the largest body of somebody else is let in");
    }

    #[test]
    fn what_one_caller_holds_leaves_the_others_theirs() {
        let bytes = Bytes::new(&Limits { bytes: 100, bytes_of_one: 60, ..Limits::default() });
        let [first, second] = ["192.0.2.1", "192.0.2.2"].map(|it| it.parse::<IpAddr>().unwrap().into());
        let held = bytes.hold(first, 60).unwrap();
        assert!(bytes.hold(first, 1).is_none(), "one caller has its share");
        let other = bytes.hold(second, 40).unwrap();
        assert!(bytes.hold(second, 1).is_none(), "all together have the whole");
        drop(held);
        assert!(bytes.hold(second, 20).is_some(), "what was held is there again");
        drop(other);
        assert!(bytes.budget.lock().unwrap().held.is_empty(), "and nobody is remembered");
    }
}
