//! Locking that nobody at the window asked for: the page is asked to save and lock. One that hangs is not waited for: the vault is shut
//! and the program replaced without it. What was acknowledged is saved; what a page that hangs still shows cannot be.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use app::App;
use tauri::{AppHandle, Emitter as _, Manager as _};

use crate::leaving;

const SHUTTING_WITHOUT_THE_PAGE: Duration = Duration::from_secs(1);

/// Hears from the page that it stays open: something that was typed could not be saved, or nothing is open.
#[derive(Default)]
pub(crate) struct Stays {
    times: Mutex<u64>,
    said: Condvar,
}

impl Stays {
    /// The page says so.
    pub(crate) fn say(&self) {
        *self.times() += 1;
        self.said.notify_all();
    }

    /// Asks, and does the other thing unless the page has said so in time. A page that locks ends this program meanwhile.
    pub(crate) fn unless_said(&self, patience: Duration, ask: impl FnOnce(), otherwise: impl FnOnce()) {
        let before = *self.times();
        ask();
        let waiting = self.said.wait_timeout_while(self.times(), patience, |times| *times == before);
        let (times, _) = waiting.unwrap_or_else(PoisonError::into_inner);
        let said = *times != before;
        drop(times);
        if !said {
            otherwise();
        }
    }

    fn times(&self) -> MutexGuard<'_, u64> {
        self.times.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks the page to save and lock; after `patience` it is done without the page. Not to be called on the window's own thread.
pub(crate) fn lock(handle: &AppHandle, patience: Duration) {
    handle.state::<App>().leave_door();
    handle.state::<Stays>().unless_said(patience, || ask(handle), || without_the_page(handle));
}

/// The same for a program that ends whatever the page says: it has this long to save and lock.
#[cfg(target_os = "linux")]
pub(crate) fn save(handle: &AppHandle, patience: Duration) {
    let hangs = || tracing::warn!("the page does not answer; the program ends without it");
    handle.state::<Stays>().unless_said(patience, || ask(handle), hangs);
}

fn ask(handle: &AppHandle) {
    if let Err(error) = handle.emit_to("main", "lock", ()) {
        tracing::warn!(%error, "the window did not hear that it is to lock");
    }
}

fn without_the_page(handle: &AppHandle) {
    let app = handle.state::<App>();
    if app.session().is_err() {
        return; // locked as it is
    }
    tracing::warn!("the page does not answer; it is locked without it");
    let shut = tauri::async_runtime::block_on(leaving::lock(handle, None, SHUTTING_WITHOUT_THE_PAGE));
    if let Err(error) = shut {
        tracing::warn!(code = error.code(), "the vault was not shut in order");
    }
    leaving::go(handle); // the system may be ending the program meanwhile
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_page_that_hangs_is_not_waited_for_and_one_that_stays_open_is_heard() {
        let (stays, locked) = (Stays::default(), Cell::new(0));
        let lock = || locked.set(locked.get() + 1);
        stays.unless_said(Duration::from_millis(20), || {}, lock);
        assert_eq!(locked.get(), 1, "it did not answer");
        stays.unless_said(Duration::from_secs(60), || stays.say(), lock);
        assert_eq!(locked.get(), 1, "it holds something that could not be saved");
        stays.unless_said(Duration::from_millis(20), || {}, lock);
        assert_eq!(locked.get(), 2, "what it said of the last time does not count for this one");
    }
}
