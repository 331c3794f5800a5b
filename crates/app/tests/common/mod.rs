//! An app over a folder, with a keychain in memory and a desktop that says nothing.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use app::{App, Host, Paths};
use chrono::{DateTime, Utc};
use tokio::runtime::Handle;
use uuid::Uuid;
use vault::MemoryKeychain;

/// A desktop that counts what it hears of damage.
#[derive(Default)]
pub(crate) struct Desk {
    pub(crate) damage: AtomicU32,
}

impl Desk {
    /// Waits until damage was told.
    pub(crate) async fn hears_of_damage(&self) {
        for _ in 0..600 {
            if self.damage.load(Ordering::SeqCst) > 0 {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("the window is told of the damage");
    }
}

impl Host for Desk {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
    fn changed(&self, _: Uuid) {}
    fn key_changing(&self, _: u8) {}
    fn rulebook_changed(&self) {}
    fn damage_found(&self) {
        self.damage.fetch_add(1, Ordering::SeqCst);
    }
    fn clock_changed(&self) {}
    fn door_changed(&self) {}
    fn window_title(&self, _: &str) {}
}

/// An app over this folder.
pub(crate) fn app(data: &Path, desk: &Arc<Desk>, keychain: &Arc<MemoryKeychain>) -> App {
    let paths = Paths { data: data.to_owned(), profile: None };
    App::new(paths, desk.clone(), Handle::current()).with_keychain(keychain.clone())
}
