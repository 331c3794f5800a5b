//! The desktop's login manager (logind): it says when the computer goes to sleep and when the session is locked. Then the vault
//! is locked too, as long as nobody has typed what could not be saved.

use std::time::Duration;

use tauri::AppHandle;
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::{OwnedFd, OwnedObjectPath};

use crate::locking;

const SERVICE: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PATH: &str = "/org/freedesktop/login1";
/// The session of whoever asks; for a program that the desktop started as a service of the user, the one on the screen.
const OWN_SESSION: &str = "/org/freedesktop/login1/session/auto";

/// How long sleep is held up for the page, and a locked session waits for it. The login manager itself allows sleep five seconds.
const BEFORE_SLEEP: Duration = Duration::from_secs(3);
const IN_A_LOCKED_SESSION: Duration = Duration::from_secs(8);

/// What is listened to: each until the bus goes away.
type Listening = fn(&Connection, &dyn Fn()) -> zbus::Result<()>;

/// Listens from now on, where there is a login manager.
pub(crate) fn listen(handle: &AppHandle) {
    let all: [(&str, Listening, Duration); 3] = [
        ("sleep", until_asleep, BEFORE_SLEEP),
        ("session lock", until_told_to_lock, IN_A_LOCKED_SESSION),
        ("locked session", until_locked, IN_A_LOCKED_SESSION),
    ];
    for (name, listen, patience) in all {
        let handle = handle.clone();
        let thread = std::thread::Builder::new().name(name.into()).spawn(move || {
            let heard = || locking::lock(&handle, patience);
            if let Err(error) = Connection::system().and_then(|bus| listen(&bus, &heard)) {
                tracing::warn!(%error, "{name} is not heard of; locking by hand and after a while remain");
            }
        });
        if let Err(error) = thread {
            tracing::warn!(%error, "{name} is not heard of");
        }
    }
}

fn until_asleep(bus: &Connection, lock: &dyn Fn()) -> zbus::Result<()> {
    let manager = Proxy::new(bus, SERVICE, PATH, MANAGER)?;
    let signals = manager.receive_signal("PrepareForSleep")?;
    let mut hold = delay(&manager);
    for signal in signals {
        let goes_to_sleep: bool = signal.body().deserialize()?;
        if goes_to_sleep {
            lock();
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

/// Somebody, or a program, tells the session to lock.
fn until_told_to_lock(bus: &Connection, lock: &dyn Fn()) -> zbus::Result<()> {
    for _ in own_session(bus)?.receive_signal("Lock")? {
        lock();
    }
    Ok(())
}

/// A desktop that has locked its screen by itself tells no one to; it sets a property.
fn until_locked(bus: &Connection, lock: &dyn Fn()) -> zbus::Result<()> {
    let session = own_session(bus)?;
    let mut was: bool = session.get_property("LockedHint")?;
    for change in session.receive_property_changed::<bool>("LockedHint") {
        let is = change.get()?;
        if is && !was {
            lock();
        }
        was = is;
    }
    Ok(())
}

/// By its real path: signals come from nowhere else.
fn own_session(bus: &Connection) -> zbus::Result<Proxy<'static>> {
    let manager = Proxy::new(bus, SERVICE, PATH, MANAGER)?;
    let of_this_process = manager.call("GetSessionByPID", &(std::process::id(),));
    // A program that the desktop started below its own service manager is in no session by its process id.
    let path: OwnedObjectPath = of_this_process.or_else(|_: zbus::Error| {
        let id: String = Proxy::new(bus, SERVICE, OWN_SESSION, SESSION)?.get_property("Id")?;
        manager.call("GetSession", &(id,))
    })?;
    Proxy::new(bus, SERVICE, path, SESSION)
}

#[cfg(test)]
mod tests;
