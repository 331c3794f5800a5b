//! The end of the program: what is open is shut before it goes, as for a lock. Then the vault's file is whole by itself, and the next
//! start finds an end in order. Nothing that hangs keeps a program for ever: a vault survives being cut off at any moment.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use app::App;
use app::dto::Resume;
use tauri::async_runtime::{Mutex, block_on};
use tauri::{AppHandle, Emitter as _, Manager as _, RunEvent, WebviewWindow, WindowEvent};

use crate::{locking, process};

/// How long what is under way may hold up a lock or the end.
pub(crate) const SHUTTING: Duration = Duration::from_secs(10);
/// How long the page is waited for: it saves what is being typed.
const BEFORE_THE_END: Duration = Duration::from_secs(3);

/// How far the program is on its way out.
#[derive(Default)]
pub(crate) struct Leaving {
    /// Held while what was open is shut: an end waits for a lock that is under way.
    shutting: Mutex<()>,
    /// Whoever locks now ends instead of starting anew.
    ends: AtomicBool,
    /// Somebody started the program again while this one was ending.
    wanted: AtomicBool,
}

impl Leaving {
    /// A second start met this program and no window of it.
    pub(crate) fn want_again(&self) {
        self.wanted.store(true, Ordering::SeqCst);
    }
}

/// Locks, for no longer than this; after it, [`go`].
pub(crate) async fn lock(
    handle: &AppHandle,
    resume: Option<Resume>,
    longest: Duration,
) -> Result<(), app::Error> {
    let leaving = handle.state::<Leaving>();
    let _one = leaving.shutting.lock().await;
    handle.state::<App>().lock_within(resume, longest).await
}

/// A window that is asked to close has its page save what is being typed. The page closes it, or says that it stays: something could not
/// be saved, and its owner is asked. One that hangs is closed without it.
pub(crate) fn close_in_order(window: &WebviewWindow) {
    let closing = window.clone();
    window.on_window_event(move |event| {
        let WindowEvent::CloseRequested { api, .. } = event else { return };
        if closing.state::<App>().session().is_err() {
            return; // nothing is open that could be saved
        }
        let asked = closing.clone();
        let thread = std::thread::Builder::new().name("closing".into()).spawn(move || close(&asked));
        match thread {
            Ok(_) => api.prevent_close(),
            Err(error) => tracing::warn!(%error, "the page is not asked to save"),
        }
    });
}

fn close(window: &WebviewWindow) {
    let ask = || {
        if let Err(error) = window.emit_to(window.label(), "closing", ()) {
            tracing::warn!(%error, "the page did not hear that its window closes");
        }
    };
    let without_the_page = || {
        // One that was heard is gone by now.
        if let Err(error) = window.destroy() {
            tracing::debug!(%error, "the window is closed");
        }
    };
    window.state::<locking::Stays>().unless_said(BEFORE_THE_END, ask, without_the_page);
}

/// What the event loop says of the end. The window is gone by then, and the loop goes on for as long as it takes.
pub(crate) fn heard(handle: &AppHandle, event: &RunEvent) {
    match event {
        RunEvent::ExitRequested { code: None, api, .. } => {
            api.prevent_exit();
            handle.state::<Leaving>().ends.store(true, Ordering::SeqCst);
            end(handle, || {});
        }
        // Whatever else ends it: a menu of the system's, for one.
        RunEvent::Exit => shut(handle),
        _ => {}
    }
}

/// Ends when the system says so: at the end of the session, or of the computer's day.
#[cfg(target_os = "linux")]
pub(crate) fn listen(handle: &AppHandle) {
    use rustix::process::Signal;
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let handle = handle.clone();
        glib::unix_signal_add(signal.as_raw(), move || {
            if !handle.state::<Leaving>().ends.swap(true, Ordering::SeqCst) {
                let page = handle.clone();
                end(&handle, move || locking::save(&page, BEFORE_THE_END));
            }
            glib::ControlFlow::Continue
        });
    }
}

/// On a thread of its own, since closing waits and the loop must not.
fn end(handle: &AppHandle, before: impl FnOnce() + Send + 'static) {
    let ending = handle.clone();
    let thread = std::thread::Builder::new().name("leaving".into()).spawn(move || {
        before();
        shut(&ending);
        go(&ending);
    });
    if let Err(error) = thread {
        tracing::warn!(%error, "what is open is not shut in order");
        handle.exit(0);
    }
}

fn shut(handle: &AppHandle) {
    let leaving = handle.state::<Leaving>();
    block_on(async {
        let _one = leaving.shutting.lock().await;
        handle.state::<App>().end_within(SHUTTING).await;
    });
}

/// Ends the program, or has a fresh one take its place.
pub(crate) fn go(handle: &AppHandle) {
    let leaving = handle.state::<Leaving>();
    if leaving.ends.load(Ordering::SeqCst) && !leaving.wanted.load(Ordering::SeqCst) {
        handle.exit(0);
    } else {
        process::start_anew(handle);
    }
}
