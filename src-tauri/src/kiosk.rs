//! The window of a kiosk: the whole screen, without a frame, and with every other door of the web engine shut. The one way out is the staff's
//! (`commands::kiosk::staff_quit`).
//!
//! `keeper` starts a program for each person and keeps the next one ready, `turn` holds a program's page until it is shown, `doors` shuts what the toolkit
//! would open.

#[cfg(target_os = "linux")]
mod doors;
#[cfg(target_os = "linux")]
pub(crate) mod keeper;
mod turn;

use std::ffi::OsStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use app::App;
use app::dto::KioskEnding;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager as _, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

pub(crate) use turn::Turn;

use crate::{process, window};

/// The window's label: its rights are those of `capabilities/kiosk.json`.
const LABEL: &str = "kiosk";
/// What the program ends with when staff leave the kiosk: the system does not start it again (`docs/kiosk.md`).
pub(crate) const LEFT: i32 = 10;
/// Makes a kiosk of this program, with or without a deployment file.
const ASKED_FOR: &str = "--kiosk";
/// Makes a keeper of it.
const KEEPER: &str = "--keeper";
/// How a keeper's program is told that it is one of two.
const IN_TURN: &str = "--in-turn";
/// In a program that was built to be driven, for a look: an ordinary window.
const IN_A_WINDOW: &str = "--in-a-window";

/// Whether the command line asks for a kiosk.
pub(crate) fn asked_for() -> bool {
    std::env::args_os().any(|argument| argument == ASKED_FOR)
}

/// Whether a program that takes this one's place is told the same.
pub(crate) fn is_kept(argument: &OsStr) -> bool {
    argument == ASKED_FOR || argument == IN_A_WINDOW
}

/// Whether a keeper has started this program.
pub(crate) fn is_in_turn() -> bool {
    cfg!(target_os = "linux") && std::env::args_os().any(|argument| argument == IN_TURN)
}

/// Opens it: where a keeper has started this program when its turn has come, else now. Where a kiosk has no keeper yet this program becomes it.
pub(crate) fn open(handle: &AppHandle, title: &str) -> tauri::Result<()> {
    #[cfg(target_os = "linux")]
    if is_in_turn() {
        make(handle, title)?;
        return Ok(wait_for_a_turn(handle)?);
    } else {
        process::start_as(handle, &[KEEPER]);
    }
    handle.manage(Turn::default());
    make(handle, title)?;
    show(handle)
}

/// Waits for this program's turn on a thread of its own. A keeper that is gone takes this program with it.
#[cfg(target_os = "linux")]
fn wait_for_a_turn(handle: &AppHandle) -> std::io::Result<()> {
    use std::io::{Read as _, Write as _};
    use std::os::fd::AsFd as _;
    use std::os::unix::net::UnixStream;

    let mut keeper = UnixStream::from(std::io::stdin().as_fd().try_clone_to_owned()?);
    let mut telling = keeper.try_clone()?;
    let (turn, comes) = Turn::that_comes(move || {
        if let Err(error) = telling.write_all(&[1]) {
            tracing::warn!(%error, "the keeper does not hear that the page is ready");
        }
    });
    handle.manage(turn);
    let handle = handle.clone();
    let waits = std::thread::Builder::new().name("turn".into());
    waits.spawn(move || {
        handle.state::<App>().kiosk_waits();
        let has_come = keeper.read_exact(&mut [0]).is_ok();
        if !has_come || tauri::async_runtime::block_on(comes.send(())).is_err() || show(&handle).is_err() {
            process::end();
        }
    })?;
    Ok(())
}

/// Shows the window, and keeps watch over it.
fn show(handle: &AppHandle) -> tauri::Result<()> {
    if let Some(window) = handle.get_webview_window(LABEL) {
        window.show()?;
        window.set_focus()?;
    }
    watch(handle);
    Ok(())
}

fn make(handle: &AppHandle, title: &str) -> tauri::Result<()> {
    let in_a_window = process::BUILT_FOR_TESTS && std::env::args_os().any(|argument| argument == IN_A_WINDOW);
    let window = WebviewWindowBuilder::new(handle, LABEL, WebviewUrl::default())
        .title(title)
        .inner_size(1100.0, 900.0)
        .decorations(in_a_window)
        .fullscreen(!in_a_window)
        // A window of a fixed size does not become as large as the screen where a compositor says how large that is.
        .resizable(true)
        .visible(false)
        .devtools(false)
        .zoom_hotkeys_enabled(false)
        .incognito(!window::is_driven())
        .on_navigation(window::is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    if !in_a_window {
        fill_the_screen(&window)?;
    }
    window.on_window_event(|event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
        }
    });
    #[cfg(target_os = "linux")]
    doors::shut(&window)?;
    Ok(())
}

/// Without a window manager nobody else makes it as large as the screen.
fn fill_the_screen(window: &WebviewWindow) -> tauri::Result<()> {
    if let Some(screen) = window.primary_monitor()?.or(window.available_monitors()?.into_iter().next()) {
        window.set_position(*screen.position())?;
        window.set_size(*screen.size())?;
    }
    Ok(())
}

/// Looks once a second whether the person is gone and the page has not noticed. Before the first one comes, what a program that died had at the
/// printer is taken back.
fn watch(handle: &AppHandle) {
    let handle = handle.clone();
    let watching = std::thread::Builder::new().name("watch".into()).spawn(move || {
        if !handle.state::<App>().kiosk_opened() {
            tracing::error!("another kiosk is shown over the same folder; this one gives way to it");
            return handle.exit(LEFT);
        }
        loop {
            std::thread::sleep(Duration::from_secs(1));
            // Whatever breaks in there: nobody else watches.
            let looked = catch_unwind(AssertUnwindSafe(|| handle.state::<App>().kiosk_tick()));
            if looked.unwrap_or(true) {
                tracing::warn!("nobody has touched the screen, and the page did not erase itself");
                forget(&handle);
            }
        }
    });
    if let Err(error) = watching {
        tracing::error!(%error, "nobody watches over a page that hangs");
        std::process::abort();
    }
}

/// Ends whatever session there is, and both processes with it.
fn forget(handle: &AppHandle) {
    let ending = AssertUnwindSafe(|| {
        tauri::async_runtime::block_on(handle.state::<App>().kiosk_end(KioskEnding::Left));
    });
    if catch_unwind(ending).is_err() {
        tracing::error!("a session did not end; its process does");
    }
    replace(handle);
}

/// Ends both processes: the next person's are shown by the keeper, or, where there is none, take their place. Where neither can be done the system
/// starts others: the last person's page must not stay.
pub(crate) fn replace(handle: &AppHandle) -> ! {
    if !is_in_turn() {
        process::start_anew(handle);
    }
    process::end()
}
