//! A window of the app's size with two lines in it, so that a measurement sees when it is drawn.

use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() -> tauri::Result<()> {
    // As in the app: a window that is driven cannot forget everything.
    let automated = std::env::var("TAURI_WEBVIEW_AUTOMATION").is_ok_and(|value| value == "true");
    tauri::Builder::default()
        .setup(move |app| {
            let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default());
            window.title("Empty").inner_size(1100.0, 800.0).incognito(!automated).build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
