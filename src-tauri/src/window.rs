//! The one window. Its web engine keeps nothing on disk: no cache, no form memory, no history.

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder, Wry};

/// A second start shows the first window instead of a second one; which is "the same" depends on the data directory.
pub(crate) fn one_instance() -> TauriPlugin<Wry> {
    let mut plugin =
        tauri_plugin_single_instance::Builder::new().callback(|handle, _arguments, _directory| {
            if let Some(window) = handle.get_webview_window("main") {
                let _ = window.unminimize();
                let _ = window.set_focus();
            }
        });
    if let Some(directory) = std::env::var_os("GUITU_DATA_DIR") {
        plugin = plugin.dbus_id(format!("app.guitu.desktop.d{:016x}", fnv1a(directory.as_encoded_bytes())));
    }
    plugin.build()
}

pub(crate) fn open(handle: &AppHandle, title: &str) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(handle, "main", WebviewUrl::default())
        .title(title)
        .inner_size(1100.0, 800.0)
        .min_inner_size(360.0, 480.0)
        // Nothing on these pages leads elsewhere; a link that tries is not followed.
        .on_navigation(|url| matches!(url.scheme(), "tauri") || url.host_str() == Some("tauri.localhost"));
    // WebKitGTK lets a test drive the window only in a context that is not ephemeral.
    let automated = std::env::var("TAURI_WEBVIEW_AUTOMATION").is_ok_and(|value| value == "true");
    window.incognito(!automated).build()?;
    Ok(())
}

/// Lets WebKitGTK paint with the processor, unless the environment says otherwise; to be called before anything else runs. A
/// form gains nothing from the graphics card, and without one (remote desktops, virtual machines, old shared PCs) painting
/// through its software stand-in brings the window late and takes memory.
#[cfg(target_os = "linux")]
pub(crate) fn paint_without_gpu() {
    // It fails for names that hold `=` alone.
    let _ = glib::setenv("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1", false);
}

/// FNV-1a: a stable short name for a directory, not a secret.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
