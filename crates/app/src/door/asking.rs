//! Asking the system's keychain without waiting for it. A locked one shows a dialogue of the system's, which nobody may
//! answer for minutes: the owner is told at once, and may use another way meanwhile.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use vault::{Unlock, Vault, VaultDir, VaultError};

use crate::dto::KeychainState;
use crate::{App, Error, Host, Result};

/// A keychain that is unlocked answers sooner; then nobody sees that it was asked.
const AT_ONCE: Duration = Duration::from_millis(700);

/// The question to the keychain, and what came of it.
#[derive(Default)]
pub(crate) struct Asking {
    state: Mutex<State>,
    answered: Condvar,
}

#[derive(Default)]
struct State {
    asked: Asked,
    /// Grows with each reason to forget what was asked before.
    turn: u64,
    /// Somebody waits for the answer, and need not be told of it.
    awaited: bool,
    /// The owner locked the vault: the keychain is not asked by itself.
    refrains: bool,
    /// The keychain's owner is being asked to unlock it, whether or not a vault waits for that.
    unlocking: bool,
}

#[derive(Default)]
enum Asked {
    #[default]
    Nothing,
    UnderWay,
    Answered(std::result::Result<Vault, VaultError>),
}

impl Asking {
    /// From now on the keychain is asked only when somebody says so; an answer that is still to come is not used.
    pub(crate) fn refrain(&self) {
        let mut state = self.state();
        state.refrains = true;
        state.turn += 1;
        state.asked = Asked::Nothing;
    }

    /// Another vault is asked about: what was asked before is not used, and the keychain may be asked.
    pub(super) fn forget(&self) {
        let mut state = self.state();
        state.refrains = false;
        state.turn += 1;
        state.asked = Asked::Nothing;
    }

    /// Somebody says so.
    pub(super) fn allow(&self) {
        self.state().refrains = false;
    }

    /// Whether it is being asked, or has answered and nobody has taken the answer.
    pub(super) fn is_under_way(&self) -> bool {
        !matches!(self.state().asked, Asked::Nothing)
    }

    pub(crate) fn refrains(&self) -> bool {
        self.state().refrains
    }

    /// Starts asking, unless that is under way; what comes of it at once, or `None`. A later answer is waited for by nobody:
    /// `told` is called, and the next call here takes it.
    fn ask(
        self: &Arc<Self>,
        open: impl FnOnce() -> std::result::Result<Vault, VaultError> + Send + 'static,
        told: impl FnOnce() + Send + 'static,
    ) -> std::io::Result<Option<std::result::Result<Vault, VaultError>>> {
        let mut state = self.state();
        if matches!(state.asked, Asked::Nothing) {
            state.asked = Asked::UnderWay;
            let (asking, turn) = (self.clone(), state.turn);
            let thread = std::thread::Builder::new().name("asking".into()).spawn(move || {
                let answer = open();
                if asking.take_in(turn, answer) {
                    told();
                }
            });
            if let Err(error) = thread {
                state.asked = Asked::Nothing;
                return Err(error);
            }
            let under_way = |state: &mut State| matches!(state.asked, Asked::UnderWay);
            state.awaited = true;
            (state, _) = self
                .answered
                .wait_timeout_while(state, AT_ONCE, under_way)
                .unwrap_or_else(PoisonError::into_inner);
            state.awaited = false;
        }
        Ok(match std::mem::take(&mut state.asked) {
            Asked::Answered(answer) => Some(answer),
            Asked::UnderWay => {
                state.asked = Asked::UnderWay;
                None
            }
            Asked::Nothing => None,
        })
    }

    /// The vault that the keychain opened meanwhile, if nobody has taken it yet.
    pub(super) fn opened_meanwhile(&self) -> Option<Vault> {
        let mut state = self.state();
        match std::mem::take(&mut state.asked) {
            Asked::Answered(Ok(vault)) => Some(vault),
            other => {
                state.asked = other;
                None
            }
        }
    }

    /// Keeps the answer, unless it is to a question that was forgotten: then the vault that it opened is shut again. Says whether
    /// somebody is to be told of it.
    fn take_in(&self, turn: u64, answer: std::result::Result<Vault, VaultError>) -> bool {
        let mut state = self.state();
        let wanted = state.turn == turn;
        if wanted {
            state.asked = Asked::Answered(answer);
            self.answered.notify_all();
        }
        wanted && !state.awaited
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The end of a dialogue of the keychain's, also where what asked for it panicked: nobody waits for it any more.
struct Over {
    asking: Arc<Asking>,
    host: Arc<dyn Host>,
}

impl Drop for Over {
    fn drop(&mut self) {
        self.asking.state().unlocking = false;
        self.host.door_changed();
    }
}

impl App {
    /// Lets the keychain's owner unlock it, in the background; [`Host::door_changed`](crate::Host::door_changed) says that the dialogue is
    /// gone, whatever came of it. Does nothing while one is shown.
    pub(super) fn unlock_keychain(&self) -> Result<()> {
        if std::mem::replace(&mut self.asking.state().unlocking, true) {
            return Ok(());
        }
        let (dir, host, asking) = (self.vault_dir(), self.host.clone(), self.asking.clone());
        let ask = move || {
            let _over = Over { asking, host };
            if let Err(error) = dir.keychain().unlock() {
                tracing::warn!(code = error.code(), "the keychain was not unlocked");
            }
        };
        let thread = std::thread::Builder::new().name("unlocking".into()).spawn(ask);
        thread.map(drop).map_err(|_| {
            self.asking.state().unlocking = false;
            VaultError::KeychainUnavailable.into() // no thread to ask on: as good as no keychain
        })
    }

    /// What the keychain says of itself to whoever is new here.
    pub(super) fn keychain_state(&self, dir: &VaultDir) -> KeychainState {
        if self.asking.state().unlocking { KeychainState::Asking } else { dir.keychain().state().into() }
    }

    /// Opens the vault with the keychain's key, if that comes at once; `None` while it is being asked.
    pub(super) fn ask_keychain(&self) -> Option<Result<()>> {
        let (dir, host, opening) = (self.vault_dir(), self.host.clone(), self.opening());
        let open = move || opening(&dir, Unlock::Keychain);
        let answer = match self.asking.ask(open, move || host.door_changed()) {
            Ok(answer) => answer?,
            // No thread to ask on: as good as no keychain.
            Err(_) => return Some(Err(VaultError::KeychainUnavailable.into())),
        };
        Some(answer.map_err(Error::from).and_then(|vault| self.opened(vault)))
    }
}
