//! The desktop as `app` sees it.

use std::sync::Mutex;

use chrono::{DateTime, Utc};
use tauri::{AppHandle, Emitter, Manager};

/// The running Tauri program.
pub(crate) struct Desktop {
    handle: AppHandle,
    title: Mutex<String>,
}

impl Desktop {
    pub(crate) fn new(handle: AppHandle) -> Self {
        Desktop { handle, title: Mutex::default() }
    }
}

impl app::Host for Desktop {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn changed(&self, declaration: uuid::Uuid) {
        if let Err(error) = self.handle.emit_to("main", "changed", declaration.to_string()) {
            tracing::warn!(%error, "the window did not hear of a change");
        }
    }

    fn rulebook_changed(&self) {
        if let Err(error) = self.handle.emit_to("main", "rulebook", ()) {
            tracing::warn!(%error, "the window did not hear of a newer rulebook");
        }
    }

    fn clock_changed(&self) {
        if let Err(error) = self.handle.emit_to("main", "clock", ()) {
            tracing::warn!(%error, "the window did not hear of the clocks");
        }
    }

    fn key_changing(&self, percent: u8) {
        if let Err(error) = self.handle.emit_to("main", "key-changing", percent) {
            tracing::warn!(%error, "the window did not hear how far the new key is");
        }
    }

    fn damage_found(&self) {
        if let Err(error) = self.handle.emit_to("main", "damage", ()) {
            tracing::warn!(%error, "the window did not hear that the file is damaged");
        }
    }

    fn door_changed(&self) {
        if let Err(error) = self.handle.emit_to("main", "door", ()) {
            tracing::warn!(%error, "the window did not hear of the keychain's answer");
        }
    }

    fn window_title(&self, title: &str) {
        let mut shown = self.title.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if *shown == title {
            return;
        }
        if let Some(window) = self.handle.get_webview_window("main")
            && let Err(error) = window.set_title(title)
        {
            tracing::warn!(%error, "the window kept its old title");
        }
        *shown = title.to_owned();
    }
}
