//! The program that a kiosk's system starts. It has no window and meets nobody: it starts the program that the next person stands before, and one
//! more that waits behind it, hidden, with its page loaded. When a person's program ends, however it ends, the one that waits is shown at once.
//!
//! What a program leaves running behind it comes here and is ended: a page's process does not outlive its person.

use std::io::{self, Read as _, Write as _};
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::{ASKED_FOR, IN_TURN, KEEPER, LEFT, is_kept};
use crate::{process, window};

/// The next program is started so long after a page was drawn: its start is not to slow down whoever has just come.
const REST: Duration = Duration::from_secs(2);
/// And so long after one that waited has died.
const AGAIN: Duration = Duration::from_secs(10);
/// A page that is shown is loaded within this, or its program is ended.
const LOADING: Duration = Duration::from_secs(60);
/// A program that ends sooner after it was shown may not work at all.
const TOO_SOON: Duration = Duration::from_secs(5);
/// So many of them in a row, and the system is to start anew.
const FAILURES: u32 = 10;

/// Whether this program is one.
pub(crate) fn is_one() -> bool {
    let asked = |name: &str| std::env::args_os().any(|argument| argument == name);
    asked(KEEPER) || asked(ASKED_FOR) && !asked(IN_TURN)
}

/// A program that was started, whether it is shown or waits.
struct Program {
    id: u32,
    is_ready: bool,
    told: UnixStream,
}

/// What is heard of one.
enum Heard {
    /// Its page is loaded.
    Ready(u32),
    Ended(u32, Option<ExitStatus>),
}

/// Keeps a program before whoever is there, until staff leave the kiosk.
pub(crate) fn keep() -> ExitCode {
    process::adopt_orphans();
    let (tell, heard) = channel();
    match Keeper::begin(tell).and_then(|keeper| keeper.run(&heard)) {
        Ok(code) => code,
        Err(error) => {
            tracing::error!(%error, "the kiosk's program could not be started");
            ExitCode::FAILURE
        }
    }
}

struct Keeper {
    tell: Sender<Heard>,
    shown: Program,
    waits: Option<Program>,
    /// When the next one that waits is to be started.
    due: Option<Instant>,
    since: Instant,
    /// Programs in a row that ended too soon.
    failures: u32,
}

impl Keeper {
    fn begin(tell: Sender<Heard>) -> io::Result<Self> {
        let shown = start(&tell, true)?;
        let mut keeper = Keeper { tell, shown, waits: None, due: None, since: Instant::now(), failures: 0 };
        keeper.show()?;
        Ok(keeper)
    }

    fn run(mut self, heard: &Receiver<Heard>) -> io::Result<ExitCode> {
        loop {
            match self.next(heard) {
                None if self.hangs() => {
                    tracing::warn!("a page was not loaded in time; its program is ended");
                    process::end_one(self.shown.id);
                    self.since = Instant::now();
                }
                None => {
                    self.due = None;
                    self.waits = Some(start(&self.tell, false)?);
                }
                Some(Heard::Ready(id)) if id == self.shown.id => {
                    tracing::info!("the page of {id}, which is shown, is loaded");
                    self.shown.is_ready = true;
                    self.due.get_or_insert(Instant::now() + REST);
                }
                Some(Heard::Ready(id)) => {
                    tracing::info!("the page of {id}, which waits, is loaded");
                    if let Some(waits) = self.waits.as_mut().filter(|waits| waits.id == id) {
                        waits.is_ready = true;
                    }
                }
                Some(Heard::Ended(id, how)) if id == self.shown.id => {
                    if how.and_then(|how| how.code()) == Some(LEFT) {
                        process::end_children(&[]);
                        return Ok(ExitCode::from(LEFT as u8));
                    }
                    let too_soon = self.since.elapsed() < TOO_SOON;
                    self.failures = if too_soon { self.failures + 1 } else { 0 };
                    if self.failures > FAILURES {
                        return Err(io::Error::other("no page stays"));
                    }
                    self.follow()?;
                }
                Some(Heard::Ended(id, _)) => {
                    if self.waits.take_if(|waits| waits.id == id).is_some() {
                        tracing::warn!("the program that waited has ended");
                        self.due = Some(Instant::now() + AGAIN);
                    }
                    self.end_orphans();
                }
            }
        }
    }

    /// What is heard next; none where the next program is due first, or the page that is shown should have been loaded.
    fn next(&self, heard: &Receiver<Heard>) -> Option<Heard> {
        let due = self.due.filter(|_| self.waits.is_none());
        let loaded = (!self.shown.is_ready).then(|| self.since + LOADING);
        let Some(until) = due.into_iter().chain(loaded).min() else { return heard.recv().ok() };
        heard.recv_timeout(until.saturating_duration_since(Instant::now())).ok()
    }

    fn hangs(&self) -> bool {
        !self.shown.is_ready && self.since.elapsed() >= LOADING
    }

    /// A person's program has ended: the next is shown.
    fn follow(&mut self) -> io::Result<()> {
        (self.shown, self.due) = match self.waits.take() {
            Some(next) => {
                let due = next.is_ready.then(|| Instant::now() + REST);
                (next, due)
            }
            None => (start(&self.tell, false)?, None),
        };
        self.since = Instant::now();
        self.show()?;
        self.end_orphans();
        Ok(())
    }

    fn show(&mut self) -> io::Result<()> {
        match self.shown.told.write_all(&[1]) {
            // It has died: that is heard of next.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            told => told,
        }
    }

    fn end_orphans(&self) {
        let mut ours = vec![self.shown.id];
        ours.extend(self.waits.as_ref().map(|waits| waits.id));
        process::end_children(&ours);
    }
}

/// Starts a program, hidden, and listens to it.
fn start(tell: &Sender<Heard>, is_first: bool) -> io::Result<Program> {
    let (ours, theirs) = UnixStream::pair()?;
    let mut program = Command::new(std::env::current_exe()?);
    program.args([ASKED_FOR, IN_TURN]);
    program.args(std::env::args_os().skip(1).filter(|argument| is_kept(argument) && argument != ASKED_FOR));
    if !is_first && window::is_driven() {
        // The first one has taken the address at which it is driven.
        let free = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        program.env("WEBKIT_INSPECTOR_SERVER", free.to_string());
    }
    let mut child = program.stdin(Stdio::from(OwnedFd::from(theirs))).spawn()?;
    let (id, tell, mut listening) = (child.id(), tell.clone(), ours.try_clone()?);
    std::thread::Builder::new().name("listens".into()).spawn(move || {
        if listening.read_exact(&mut [0]).is_ok() {
            let _ = tell.send(Heard::Ready(id));
        }
        let _ = tell.send(Heard::Ended(id, child.wait().ok()));
    })?;
    Ok(Program { id, is_ready: false, told: ours })
}
