//! The desk of an organisation that helps others: 2,000 members, one volunteer, one evening.
//!
//! Read in this order: `settings` (whose desk it is, who sits there), `importing` (a list on its way in; `screen` shows it,
//! `commit` writes it and takes it back), `list` (where each case stands), `case` (one of them: consent, log, what is open),
//! `links` (what a member answers on a phone of their own), `asking` (a list of what is open, for the member), `telephone` (only the open questions), `together` (a common value, sending all that are ready), `twins` (who may be the same
//! person), `out` (a list on its way out).
//!
//! Whatever the desk does, one rule stands in [`Session::submit`]: nothing leaves for somebody whose consent is not written down.

mod asking;
mod case;
mod importing;
mod links;
mod list;
mod out;
mod settings;
mod telephone;
mod together;
mod twins;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::dto::{DeskDoing, DeskWork};
use crate::{Error, Result};
use importing::Import;
pub(crate) use importing::KeptImport;
pub(crate) use links::keep_asking;
pub(crate) use settings::short;
use together::CommonUndo;

/// What a desk has under way. It goes when the vault is shut; of it a list on its way in is kept until the next opening.
#[derive(Default)]
pub(crate) struct DeskRoom {
    import: Mutex<Option<Import>>,
    /// The list that was in hand at the last lock, until somebody is back at it.
    before: Mutex<Option<KeptImport>>,
    work: Mutex<DeskWork>,
    paused: AtomicBool,
    undo: Mutex<Option<CommonUndo>>,
    seated: Mutex<String>,
}

/// A piece of work under way. However it ends, another may begin then; what failed stays to be seen.
struct Working<'a>(&'a DeskRoom);

impl Drop for Working<'_> {
    fn drop(&mut self) {
        self.0.work().doing = DeskDoing::Idle;
    }
}

impl DeskRoom {
    /// With a list that was in hand at the last lock.
    pub(crate) fn with(before: Option<KeptImport>) -> Self {
        DeskRoom { before: Mutex::new(before), ..DeskRoom::default() }
    }

    fn before(&self) -> MutexGuard<'_, Option<KeptImport>> {
        held(&self.before)
    }

    fn import(&self) -> MutexGuard<'_, Option<Import>> {
        held(&self.import)
    }

    fn undo(&self) -> MutexGuard<'_, Option<CommonUndo>> {
        held(&self.undo)
    }

    fn work(&self) -> MutexGuard<'_, DeskWork> {
        held(&self.work)
    }

    /// Who sits there. Whoever opens the vault says so anew: several share a PC, and what one does is not in another's name.
    fn seated(&self) -> MutexGuard<'_, String> {
        held(&self.seated)
    }

    /// One piece of work at a time; it is over when what is given back goes.
    fn begin(&self, doing: DeskDoing, of: u32) -> Result<Working<'_>> {
        let mut work = self.work();
        if work.doing != DeskDoing::Idle {
            return Err(Error::AtWork);
        }
        self.paused.store(false, Ordering::SeqCst);
        *work = DeskWork { doing, of, ..DeskWork::default() };
        Ok(Working(self))
    }

    fn is_paused(&self) -> bool {
        self.paused.load(Ordering::SeqCst)
    }

    fn pause(&self) {
        self.paused.store(true, Ordering::SeqCst);
    }

    /// The vault is about to be shut.
    pub(crate) fn leave(&self) {
        self.pause();
        self.import().take();
        self.before().take();
        self.undo().take();
    }
}

/// A panic elsewhere left nothing half-done behind these locks: each is taken to swap or to count.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
