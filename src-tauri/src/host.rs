//! The desktop as `app` sees it.

use std::sync::Mutex;

use app::PrintTrouble;
use app::dto::Printer;
use chrono::{DateTime, Utc};
use tauri::{AppHandle, Emitter, Manager};

use crate::{printer, speech};

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
        if let Err(error) = self.handle.emit("changed", declaration.to_string()) {
            tracing::warn!(%error, "the window did not hear of a change");
        }
    }

    fn rulebook_changed(&self) {
        if let Err(error) = self.handle.emit("rulebook", ()) {
            tracing::warn!(%error, "the window did not hear of a newer rulebook");
        }
    }

    fn clock_changed(&self) {
        if let Err(error) = self.handle.emit("clock", ()) {
            tracing::warn!(%error, "the window did not hear of the clocks");
        }
    }

    fn key_changing(&self, percent: u8) {
        if let Err(error) = self.handle.emit("key-changing", percent) {
            tracing::warn!(%error, "the window did not hear how far the new key is");
        }
    }

    fn damage_found(&self) {
        if let Err(error) = self.handle.emit("damage", ()) {
            tracing::warn!(%error, "the window did not hear that the file is damaged");
        }
    }

    fn door_changed(&self) {
        if let Err(error) = self.handle.emit("door", ()) {
            tracing::warn!(%error, "the window did not hear of the keychain's answer");
        }
    }

    fn print(&self, pdf: &[u8], to: Option<&str>) -> Result<(), PrintTrouble> {
        printer::print(pdf, to)
    }

    fn take_back_pages(&self, from: Option<&str>) {
        printer::take_back(from);
    }

    fn printer(&self, of: Option<&str>) -> Printer {
        printer::state(of)
    }

    fn reads_aloud(&self) -> bool {
        speech::is_there()
    }

    fn read_aloud(&self, text: &str, language: &str) {
        speech::say(text, language);
    }

    fn hush(&self) {
        speech::hush();
    }

    fn window_title(&self, title: &str) {
        let mut shown = self.title.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if *shown == title {
            return;
        }
        for window in self.handle.webview_windows().values() {
            if let Err(error) = window.set_title(title) {
                tracing::warn!(%error, "the window kept its old title");
            }
        }
        *shown = title.to_owned();
    }
}
