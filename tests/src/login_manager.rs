//! A login manager on a desktop's own bus: it says that the session is to lock, or that the computer goes to sleep.

#![allow(missing_docs, reason = "what the macro makes of a signal has no words of its own")]

use std::os::{fd::OwnedFd as Descriptor, unix::net::UnixStream};

use zbus::{
    Connection,
    connection::Builder,
    fdo,
    object_server::SignalEmitter,
    zvariant::{OwnedFd, OwnedObjectPath},
};

use crate::{Outcome, desktop::Desktop};

const MANAGER: &str = "/org/freedesktop/login1";
const SESSION: &str = "/org/freedesktop/login1/session/_31";

/// A running one. It ends with the value.
#[derive(Debug)]
pub struct LoginManager(Connection);

impl LoginManager {
    /// Starts one.
    ///
    /// # Errors
    /// When the desktop's bus does not let it.
    pub async fn start(desktop: &Desktop) -> Outcome<Self> {
        let bus = Builder::address(desktop.bus())?
            .serve_at(MANAGER, Manager)?
            .serve_at(SESSION, Session)?
            .name("org.freedesktop.login1")?;
        Ok(Self(bus.build().await?))
    }

    /// Tells the session to lock.
    ///
    /// # Errors
    /// When the bus is gone.
    pub async fn lock(&self) -> Outcome {
        Ok(Session::lock(&SignalEmitter::new(&self.0, SESSION)?).await?)
    }

    /// Says that the computer goes to sleep.
    ///
    /// # Errors
    /// When the bus is gone.
    pub async fn sleep(&self) -> Outcome {
        Ok(Manager::prepare_for_sleep(&SignalEmitter::new(&self.0, MANAGER)?, true).await?)
    }
}

struct Manager;

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    #[zbus(name = "GetSessionByPID")]
    fn get_session_by_pid(&self, _process: u32) -> fdo::Result<OwnedObjectPath> {
        OwnedObjectPath::try_from(SESSION).map_err(|error| fdo::Error::Failed(error.to_string()))
    }

    fn inhibit(&self, _what: &str, _who: &str, _why: &str, _mode: &str) -> fdo::Result<OwnedFd> {
        let (hold, _) = UnixStream::pair().map_err(|error| fdo::Error::IOError(error.to_string()))?;
        Ok(Descriptor::from(hold).into())
    }

    #[zbus(signal)]
    async fn prepare_for_sleep(emitter: &SignalEmitter<'_>, start: bool) -> zbus::Result<()>;
}

struct Session;

#[zbus::interface(name = "org.freedesktop.login1.Session")]
impl Session {
    #[zbus(property)]
    fn locked_hint(&self) -> bool {
        false
    }

    #[zbus(signal)]
    async fn lock(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;
}
