//! A window of the app's size with one line in it, so that a measurement sees when it is drawn.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
