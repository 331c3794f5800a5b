//! The doors of the toolkit and of the web engine, shut: menus, dialogues, tools, zoom, key combinations.

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
        let value = key.keyval();
        let plain = is_plain(key.state()) && !is_command(*value, &value.name().unwrap_or_default());
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

/// Where the keys of media, browsers and machines are; the toolkit calls them by words such as `Back`.
const OF_MACHINES: std::ops::RangeInclusive<u32> = 0x1008_fe00..=0x1008_ffff;

/// Keys that mean something to the toolkit, the web engine or the system rather than a letter.
fn is_command(value: u32, name: &str) -> bool {
    let function = name.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok());
    let named = [
        "Menu", "Print", "Sys_Req", "Insert", "Help", "Pause", "Super_L", "Super_R", "Cancel", "Undo",
        "Redo", "Find",
    ];
    function || OF_MACHINES.contains(&value) || named.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_pass_and_commands_do_not() {
        for letter in ["a", "F", "f", "less", "Tab", "BackSpace", "Return", "Left", "Home", "numbersign"] {
            assert!(!is_command(0x61, letter), "{letter} is typed into a form");
        }
        for command in ["F1", "F5", "F11", "F12", "F35", "Menu", "Print", "Insert", "Super_L"] {
            assert!(is_command(0xffbe, command), "{command} leads elsewhere");
        }
        for (value, name) in [(0x1008_ff26, "Back"), (0x1008_ff2e, "WWW"), (0x1008_ff2a, "PowerOff")] {
            assert!(is_command(value, name), "{name} is a key of the machine");
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
