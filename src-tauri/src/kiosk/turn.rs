//! Whose turn it is. A program that waits behind the one that somebody stands before has loaded its page, and the page's first question, how to
//! begin, is answered when its turn has come: it knows nothing older than that moment.

use tauri::async_runtime::{Mutex, Receiver, Sender, channel};

/// Held by a program's page until its turn has come. Everybody's own program is never held.
#[derive(Default)]
pub(crate) struct Turn(Mutex<Option<Held>>);

struct Held {
    comes: Receiver<()>,
    /// Told once, when the page asks.
    asked: Option<Box<dyn FnOnce() + Send>>,
}

impl Turn {
    /// One that comes once something is sent; `asked` is called when the page is loaded and asks.
    #[cfg(target_os = "linux")]
    pub(crate) fn that_comes(asked: impl FnOnce() + Send + 'static) -> (Self, Sender<()>) {
        let (send, comes) = channel(1);
        (Turn(Mutex::new(Some(Held { comes, asked: Some(Box::new(asked)) }))), send)
    }

    /// Waits for it.
    pub(crate) async fn come(&self) {
        let mut held = self.0.lock().await;
        let Some(waiting) = held.as_mut() else { return };
        if let Some(asked) = waiting.asked.take() {
            asked();
        }
        // Whoever would have sent it is gone: this program ends.
        let _ = waiting.comes.recv().await;
        *held = None;
    }
}
