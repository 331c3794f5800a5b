//! The desktop's login manager (logind): it says when the computer goes to sleep and when the session is locked. Then the vault
//! is locked too, as long as nobody has typed what could not be saved.

use std::time::Duration;

use tauri::{AppHandle, Emitter};
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::{OwnedFd, OwnedObjectPath};

const SERVICE: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const PATH: &str = "/org/freedesktop/login1";

/// How long sleep is held up for locking; the login manager itself allows five seconds.
const HOLD: Duration = Duration::from_secs(3);

/// Listens from now on, where there is a login manager.
pub(crate) fn listen(handle: &AppHandle) {
    for (name, listen) in
        [("sleep", until_asleep as fn(&AppHandle) -> zbus::Result<()>), ("session lock", until_locked)]
    {
        let handle = handle.clone();
        let thread = std::thread::Builder::new().name(name.into()).spawn(move || {
            if let Err(error) = listen(&handle) {
                tracing::info!(%error, "{name} is not heard of; locking by hand and after a while remain");
            }
        });
        if let Err(error) = thread {
            tracing::warn!(%error, "{name} is not heard of");
        }
    }
}

/// Asks the window to save and lock. It then replaces this process, which also lets go of the hold on sleep.
fn lock(handle: &AppHandle) {
    if let Err(error) = handle.emit_to("main", "lock", ()) {
        tracing::warn!(%error, "the window did not hear that it is to lock");
    }
}

fn until_asleep(handle: &AppHandle) -> zbus::Result<()> {
    let connection = Connection::system()?;
    let manager = Proxy::new(&connection, SERVICE, PATH, MANAGER)?;
    let signals = manager.receive_signal("PrepareForSleep")?;
    let mut hold = delay(&manager);
    for signal in signals {
        let goes_to_sleep: bool = signal.body().deserialize()?;
        if goes_to_sleep {
            lock(handle);
            std::thread::sleep(HOLD);
            drop(hold.take());
        } else {
            hold = delay(&manager);
        }
    }
    Ok(())
}

/// While this is held the computer waits a moment before it sleeps. Without it locking still begins, and ends after waking up.
fn delay(manager: &Proxy<'_>) -> Option<OwnedFd> {
    manager.call("Inhibit", &("sleep", "Guitu", "locks what is open", "delay")).ok()
}

fn until_locked(handle: &AppHandle) -> zbus::Result<()> {
    let connection = Connection::system()?;
    let manager = Proxy::new(&connection, SERVICE, PATH, MANAGER)?;
    let session: OwnedObjectPath = manager.call("GetSessionByPID", &(std::process::id(),))?;
    let session = Proxy::new(&connection, SERVICE, session, "org.freedesktop.login1.Session")?;
    for _ in session.receive_signal("Lock")? {
        lock(handle);
    }
    Ok(())
}
