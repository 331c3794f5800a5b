//! A login manager of our own on a bus of its own: what is heard of it is what locks.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::object_server::InterfaceRef;
use zbus::fdo;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedFd;

use super::*;

const REAL_SESSION: &str = "/org/freedesktop/login1/session/_35";
const SOON: Duration = Duration::from_secs(20);

/// A bus that ends with the test.
struct Bus(Child, String);

impl Bus {
    fn start() -> Self {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon is there: `cargo xtask setup` installs it");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Bus(daemon, address.trim().to_owned())
    }

    fn connect(&self) -> Connection {
        Builder::address(self.1.as_str()).unwrap().build().unwrap()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

struct Manager {
    knows_the_process: bool,
    inhibitors: mpsc::Sender<OwnedFd>,
}

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    #[zbus(name = "GetSessionByPID")]
    fn get_session_by_pid(&self, _process: u32) -> fdo::Result<OwnedObjectPath> {
        match self.knows_the_process {
            true => Ok(OwnedObjectPath::try_from(REAL_SESSION).unwrap()),
            false => Err(fdo::Error::Failed("the process belongs to no known session".into())),
        }
    }

    fn get_session(&self, id: &str) -> fdo::Result<OwnedObjectPath> {
        assert_eq!(id, "5", "the session that the user is in");
        Ok(OwnedObjectPath::try_from(REAL_SESSION).unwrap())
    }

    fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> OwnedFd {
        assert_eq!((what, mode), ("sleep", "delay"), "sleep waits a moment, and is not forbidden");
        let (ours, theirs) = std::os::unix::net::UnixStream::pair().unwrap();
        self.inhibitors.send(std::os::fd::OwnedFd::from(ours).into()).unwrap();
        std::os::fd::OwnedFd::from(theirs).into()
    }

    #[zbus(signal)]
    async fn prepare_for_sleep(emitter: &SignalEmitter<'_>, start: bool) -> zbus::Result<()>;
}

struct Session {
    locked: bool,
}

#[zbus::interface(name = "org.freedesktop.login1.Session")]
impl Session {
    #[zbus(property)]
    fn id(&self) -> &str {
        "5"
    }

    #[zbus(property)]
    fn locked_hint(&self) -> bool {
        self.locked
    }

    #[zbus(signal)]
    async fn lock(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;
}

/// The login manager on its bus, what was heard so far, and the holds on sleep.
struct Played {
    service: Connection,
    heard: Receiver<()>,
    inhibitors: Receiver<OwnedFd>,
    _bus: Bus,
}

/// Plays it to one listener, and waits until that listens.
fn played(listen: Listening, knows_the_process: bool) -> Played {
    let bus = Bus::start();
    let (inhibitors, holds) = mpsc::channel();
    let service = Builder::address(bus.1.as_str())
        .unwrap()
        .serve_at(PATH, Manager { knows_the_process, inhibitors })
        .unwrap()
        .serve_at(REAL_SESSION, Session { locked: false })
        .unwrap()
        .serve_at(OWN_SESSION, Session { locked: false })
        .unwrap()
        .name(SERVICE)
        .unwrap()
        .build()
        .unwrap();
    let (lock, heard) = mpsc::channel();
    let listener = bus.connect();
    std::thread::spawn(move || {
        let _ = listen(&listener, &|| lock.send(()).unwrap());
    });
    Played { service, heard, inhibitors: holds, _bus: bus }
}

impl Played {
    fn session(&self) -> InterfaceRef<Session> {
        self.service.object_server().interface(REAL_SESSION).unwrap()
    }

    fn manager(&self) -> InterfaceRef<Manager> {
        self.service.object_server().interface(PATH).unwrap()
    }

    /// Does it again and again until it is heard: nobody says when the listener has begun.
    fn until_heard(&self, signal: impl Fn()) {
        for _ in 0..200 {
            signal();
            if self.heard.recv_timeout(SOON / 200).is_ok() {
                return;
            }
        }
        panic!("it is never heard");
    }
}

#[test]
fn a_session_that_is_told_to_lock_locks_the_vault() {
    for knows_the_process in [true, false] {
        let played = played(until_told_to_lock, knows_the_process);
        let session = played.session();
        played.until_heard(|| zbus::block_on(Session::lock(session.signal_emitter())).unwrap());
    }
}

#[test]
fn a_desktop_that_locks_its_screen_by_itself_locks_the_vault_once() {
    let played = played(until_locked, false);
    let session = played.session();
    let hint = |locked: bool| {
        session.get_mut().locked = locked;
        zbus::block_on(session.get().locked_hint_changed(session.signal_emitter())).unwrap();
    };
    played.until_heard(|| [false, true].into_iter().for_each(hint));
    while played.heard.recv_timeout(SOON / 20).is_ok() {} // of signals that were sent twice above
    hint(true);
    hint(false);
    assert!(
        played.heard.recv_timeout(SOON / 20).is_err(),
        "a session that stays locked, or opens, locks nothing"
    );
}

#[test]
fn sleep_waits_until_the_vault_is_locked_and_no_longer() {
    let played = played(until_asleep, true);
    let hold = std::os::fd::OwnedFd::from(played.inhibitors.recv_timeout(SOON).unwrap());
    let mut hold = std::os::unix::net::UnixStream::from(hold);
    let manager = played.manager();
    let sleeps = |start| zbus::block_on(Manager::prepare_for_sleep(manager.signal_emitter(), start)).unwrap();
    played.until_heard(|| sleeps(true));
    hold.set_read_timeout(Some(SOON)).unwrap();
    let ended = std::io::Read::read(&mut hold, &mut [0]).unwrap();
    assert_eq!(ended, 0, "the hold is let go of once it is locked");
    sleeps(false);
    assert!(played.inhibitors.recv_timeout(SOON).is_ok(), "and taken again after waking up");
}
