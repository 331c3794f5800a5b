//! The one window. Its web engine keeps nothing on disk: no cache, no form memory, no history.

use tauri::plugin::TauriPlugin;
use tauri::webview::{PermissionKind, PermissionResponse};
use tauri::{
    AppHandle, Manager, PhysicalPosition, PhysicalSize, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    Wry,
};

use crate::leaving::{self, Leaving};
use crate::process;

/// A second start shows the first window instead of a second one; which is "the same" depends on the data directory.
pub(crate) fn one_instance() -> TauriPlugin<Wry> {
    let mut plugin =
        tauri_plugin_single_instance::Builder::new().callback(|handle, _arguments, _directory| {
            if let Some(window) = handle.get_webview_window("main") {
                let _ = window.unminimize();
                let _ = window.set_focus();
            } else if let Some(leaving) = handle.try_state::<Leaving>() {
                leaving.want_again();
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
        .on_navigation(is_ours)
        .on_permission_request(|_, asked| permitted(asked));
    let window = window.incognito(!is_driven()).build()?;
    with_camera(&window)?;
    leaving::close_in_order(&window);
    if let Some(frame) = Frame::told() {
        window.set_size(frame.size)?;
        window.set_position(frame.position)?;
    }
    Ok(())
}

/// The page asks for the camera when somebody presses that it is to read another screen, and for nothing else ever.
fn permitted(asked: PermissionKind) -> PermissionResponse {
    match asked {
        PermissionKind::Camera => PermissionResponse::Allow,
        _ => PermissionResponse::Deny,
    }
}

/// WebKitGTK knows of cameras only where it is told to.
#[cfg(target_os = "linux")]
fn with_camera(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{SettingsExt as _, WebViewExt as _};

    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_enable_media_stream(true);
        }
    })
}

#[cfg(not(target_os = "linux"))]
fn with_camera(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Whether a test drives the window. WebKitGTK lets it do so only in a context that is not ephemeral.
pub(crate) fn is_driven() -> bool {
    process::BUILT_FOR_TESTS && std::env::var("TAURI_WEBVIEW_AUTOMATION").is_ok_and(|value| value == "true")
}

/// Where the window stands on the desktop, in the desktop's own units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Frame {
    position: PhysicalPosition<i32>,
    size: PhysicalSize<u32>,
}

impl Frame {
    const ARGUMENT: &str = "--frame=";

    /// That of the open window.
    pub(crate) fn of(handle: &AppHandle) -> Option<Self> {
        let window = handle.get_webview_window("main")?;
        Some(Frame { position: window.outer_position().ok()?, size: window.inner_size().ok()? })
    }

    /// For the program that takes over.
    pub(crate) fn as_argument(&self) -> String {
        let Frame { position, size } = self;
        format!("{}{},{},{},{}", Self::ARGUMENT, position.x, position.y, size.width, size.height)
    }

    /// What the program before this one said.
    fn told() -> Option<Self> {
        std::env::args().find_map(|argument| Self::parse(&argument))
    }

    fn parse(argument: &str) -> Option<Self> {
        let numbers = argument.strip_prefix(Self::ARGUMENT)?.split(',');
        let numbers: Vec<i32> = numbers.map(|number| number.parse().ok()).collect::<Option<_>>()?;
        let [x, y, width, height] = numbers[..] else { return None };
        let size = PhysicalSize::new(u32::try_from(width).ok()?, u32::try_from(height).ok()?);
        Some(Frame { position: PhysicalPosition::new(x, y), size })
    }
}

/// Whether an address is one of our own pages: `tauri://localhost`, on Windows `http://tauri.localhost`. Another port of the
/// same name would be another program.
pub(crate) fn is_ours(url: &Url) -> bool {
    let name = match url.scheme() {
        "tauri" => "localhost",
        "http" | "https" => "tauri.localhost",
        _ => return false,
    };
    url.host_str() == Some(name) && url.port().is_none() && url.username().is_empty()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_is_replaced_stands_where_it_stood() {
        let frame = Frame { position: PhysicalPosition::new(-1920, 40), size: PhysicalSize::new(1100, 800) };
        assert_eq!(Frame::parse(&frame.as_argument()), Some(frame), "left of the first screen, too");
        for wrong in ["--frame=", "--frame=1,2,3", "--frame=1,2,-3,4", "--frame=1,2,3,4,5", "--locked"] {
            assert_eq!(Frame::parse(wrong), None, "{wrong} is no frame");
        }
    }

    #[test]
    fn the_page_may_use_the_camera_and_nothing_else() {
        assert_eq!(permitted(PermissionKind::Camera), PermissionResponse::Allow);
        for asked in [
            PermissionKind::Microphone,
            PermissionKind::DisplayCapture,
            PermissionKind::Geolocation,
            PermissionKind::Notifications,
            PermissionKind::ClipboardRead,
            PermissionKind::Other,
        ] {
            assert_eq!(permitted(asked), PermissionResponse::Deny, "{asked:?}");
        }
    }

    #[test]
    fn the_window_goes_nowhere_but_to_its_own_pages() {
        for ours in [
            "tauri://localhost/",
            "tauri://localhost/index.html#/home",
            "http://tauri.localhost/",
            "https://tauri.localhost/",
        ] {
            assert!(is_ours(&ours.parse().unwrap()), "{ours} is the window itself");
        }
        for other in [
            "http://tauri.localhost:8080/",
            "https://tauri.localhost:8443/",
            "http://someone@tauri.localhost/",
            "tauri://elsewhere/",
            "tauri://localhost:1/",
            "ftp://tauri.localhost/",
            "http://tauri.localhost.example.org/",
            "https://example.org/",
            "file:///etc/passwd",
            "about:blank",
            "data:text/html,hello",
        ] {
            assert!(!is_ours(&other.parse().unwrap()), "{other} is not the window");
        }
    }
}
