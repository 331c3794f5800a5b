//! The window of a kiosk: the whole screen, without a frame, and with every other door of the web engine shut. The one way out is the staff's
//! (`commands::kiosk::staff_quit`).

use std::ffi::OsStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use app::App;
use app::dto::KioskEnding;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager as _, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

use crate::{process, window};

/// The window's label: its rights are those of `capabilities/kiosk.json`.
const LABEL: &str = "kiosk";
/// What the program ends with when staff leave the kiosk: the system does not start it again (`docs/kiosk.md`).
pub(crate) const LEFT: i32 = 10;
/// Makes a kiosk of this program, with or without a deployment file.
const ARGUMENT: &str = "--kiosk";
/// In a program that was built to be driven, for a look: an ordinary window.
const IN_A_WINDOW: &str = "--in-a-window";

/// Whether the command line asks for a kiosk.
pub(crate) fn asked_for() -> bool {
    std::env::args_os().any(|argument| argument == ARGUMENT)
}

/// Whether a program that takes this one's place is told the same.
pub(crate) fn is_kept(argument: &OsStr) -> bool {
    argument == ARGUMENT || argument == IN_A_WINDOW
}

/// Opens it, and keeps watch over it.
pub(crate) fn open(handle: &AppHandle, title: &str) -> tauri::Result<()> {
    let in_a_window = process::BUILT_FOR_TESTS && std::env::args_os().any(|argument| argument == IN_A_WINDOW);
    let window = WebviewWindowBuilder::new(handle, LABEL, WebviewUrl::default())
        .title(title)
        .inner_size(1100.0, 900.0)
        .decorations(in_a_window)
        .fullscreen(!in_a_window)
        .resizable(in_a_window)
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
    watch(handle);
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
        handle.state::<App>().kiosk_opened();
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

/// Ends whatever session there is, and replaces both processes.
fn forget(handle: &AppHandle) {
    let ending = AssertUnwindSafe(|| {
        tauri::async_runtime::block_on(handle.state::<App>().kiosk_end(KioskEnding::Left));
    });
    if catch_unwind(ending).is_err() {
        tracing::error!("a session did not end; its process does");
    }
    replace(handle);
}

/// Replaces both processes. Where that cannot be done this one ends at once, and the system starts another: the last person's page must not stay.
pub(crate) fn replace(handle: &AppHandle) -> ! {
    process::start_anew(handle);
    std::process::abort()
}

#[cfg(target_os = "linux")]
mod doors {
    use gtk::gdk::ModifierType;
    use gtk::glib::Propagation;
    use gtk::prelude::*;
    use tauri::{AppHandle, Manager as _, WebviewWindow};
    use webkit2gtk::{
        FileChooserRequestExt as _, PermissionRequestExt as _, SettingsExt as _, WebView, WebViewExt as _,
    };

    /// Menus, dialogues, tools, zoom and key combinations of the toolkit and of the web engine.
    pub(super) fn shut(window: &WebviewWindow) -> tauri::Result<()> {
        let handle = window.app_handle().clone();
        let around = window.gtk_window()?;
        around.connect_key_press_event(|_, key| {
            let plain = is_plain(key.state()) && !is_command(&key.keyval().name().unwrap_or_default());
            if plain { Propagation::Proceed } else { Propagation::Stop }
        });
        window.with_webview(move |webview| shut_view(&webview.inner(), handle))
    }

    fn shut_view(view: &WebView, handle: AppHandle) {
        view.connect_context_menu(|_, _, _, _| true);
        view.connect_print(|_, _| true);
        view.connect_run_file_chooser(|_, asked| {
            asked.cancel();
            true
        });
        view.connect_permission_request(|_, asked| {
            asked.deny();
            true
        });
        view.connect_zoom_level_notify(|view| {
            if view.zoom_level() != 1.0 {
                view.set_zoom_level(1.0);
            }
        });
        // Nothing that is dragged here from elsewhere is looked at.
        view.drag_dest_unset();
        if let Some(settings) = webkit2gtk::WebViewExt::settings(view) {
            settings.set_enable_developer_extras(false);
            settings.set_enable_back_forward_navigation_gestures(false);
            settings.set_javascript_can_open_windows_automatically(false);
            settings.set_enable_fullscreen(false);
            settings.set_enable_caret_browsing(false);
        }
        view.connect_web_process_terminated(move |_, _| {
            tracing::warn!("the page's process has ended");
            let handle = handle.clone();
            // Not on the window's own thread, which closing waits for.
            std::thread::spawn(move || super::forget(&handle));
        });
    }

    /// Only capitals need a second key.
    fn is_plain(held: ModifierType) -> bool {
        let others = ModifierType::CONTROL_MASK
            | ModifierType::MOD1_MASK
            | ModifierType::MOD4_MASK
            | ModifierType::SUPER_MASK
            | ModifierType::HYPER_MASK
            | ModifierType::META_MASK;
        !held.intersects(others)
    }

    /// Keys that mean something to the toolkit, the web engine or the system rather than a letter.
    fn is_command(name: &str) -> bool {
        let function = name.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok());
        let named = [
            "Menu", "Print", "Sys_Req", "Insert", "Help", "Pause", "Super_L", "Super_R", "Cancel", "Undo",
            "Redo", "Find",
        ];
        function || name.starts_with("XF86") || named.contains(&name)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn letters_pass_and_commands_do_not() {
            for letter in ["a", "F", "f", "less", "Tab", "BackSpace", "Return", "Left", "Home", "numbersign"]
            {
                assert!(!is_command(letter), "{letter} is typed into a form");
            }
            for command in ["F1", "F5", "F11", "F12", "F35", "Menu", "Print", "XF86Back", "Insert", "Super_L"]
            {
                assert!(is_command(command), "{command} leads elsewhere");
            }
            assert!(
                is_plain(ModifierType::SHIFT_MASK | ModifierType::LOCK_MASK | ModifierType::MOD2_MASK),
                "capitals"
            );
            for held in [ModifierType::CONTROL_MASK, ModifierType::MOD1_MASK, ModifierType::MOD4_MASK] {
                assert!(!is_plain(held | ModifierType::SHIFT_MASK), "{held:?} is held");
            }
        }
    }
}
