//! The system's own dialogues for files. What was chosen stays here: the window learns its name, and can only say what is to be
//! done with it, so that it can write or read nowhere else.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use app::dto::Problem;
use tauri::{AppHandle, Manager as _};

/// What the person at the screen chose last.
#[derive(Default)]
pub(crate) struct Chosen(Mutex<Option<PathBuf>>);

impl Chosen {
    /// The file or place itself.
    pub(crate) fn path(&self) -> Result<PathBuf, Problem> {
        let chosen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        chosen.clone().ok_or_else(|| Problem::of("backup-io"))
    }

    /// The one that was chosen before the window was locked.
    pub(crate) fn again(&self, path: Option<PathBuf>) {
        if path.is_some() {
            self.keep(path);
        }
    }

    fn keep(&self, path: Option<PathBuf>) -> Option<String> {
        let mut chosen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *chosen = path;
        chosen.as_ref().map(|path| path.display().to_string())
    }
}

/// What is asked for.
#[derive(Clone)]
enum Ask {
    /// A place for a new file, with the name it is suggested.
    Place(String),
    /// A file that is there.
    File,
}

/// Asks where a file is to be written. The suggested name says nothing about a traveller.
pub(crate) async fn choose_place(handle: &AppHandle) -> Option<String> {
    let name = format!("guitu-{}.guitu", chrono::Local::now().format("%Y-%m-%d-%H%M"));
    let path = ask(handle, Ask::Place(name)).await;
    handle.state::<Chosen>().keep(path)
}

/// Asks where a list is to be written: a workbook or a text, as its ending says.
pub(crate) async fn choose_list_place(handle: &AppHandle, ending: &str) -> Option<String> {
    let name = format!("guitu-{}.{ending}", chrono::Local::now().format("%Y-%m-%d-%H%M"));
    let path = ask(handle, Ask::Place(name)).await;
    handle.state::<Chosen>().keep(path)
}

/// Asks for a file to be read.
pub(crate) async fn choose_file(handle: &AppHandle) -> Option<String> {
    let path = ask(handle, Ask::File).await;
    handle.state::<Chosen>().keep(path)
}

/// In a program that was built to be driven, names what is chosen: no driver reaches the system's dialogues.
const CHOOSES: &str = "GUITU_CHOOSES";

async fn ask(handle: &AppHandle, what: Ask) -> Option<PathBuf> {
    if crate::process::BUILT_FOR_TESTS
        && let Some(path) = std::env::var_os(CHOOSES)
    {
        return Some(PathBuf::from(path));
    }
    system::ask(handle, what).await
}

#[cfg(target_os = "linux")]
mod system {
    use std::cell::RefCell;

    use gtk::prelude::{FileChooserExt as _, NativeDialogExt as _};
    use gtk::{FileChooserAction, FileChooserNative, ResponseType};
    use tauri::Manager as _;
    use tauri::async_runtime::{Sender, channel};

    use super::{AppHandle, Ask, PathBuf};

    /// GTK's dialogue, on the window's own thread.
    pub(super) async fn ask(handle: &AppHandle, what: Ask) -> Option<PathBuf> {
        let (answer, mut heard) = channel(1);
        let shown = handle.clone();
        handle.run_on_main_thread(move || show(&shown, what, answer)).ok()?;
        heard.recv().await.flatten()
    }

    fn show(handle: &AppHandle, what: Ask, answer: Sender<Option<PathBuf>>) {
        let window = handle.get_webview_window("main").and_then(|window| window.gtk_window().ok());
        let title = handle.state::<app::App>().window_title();
        let action = match what {
            Ask::Place(_) => FileChooserAction::Save,
            Ask::File => FileChooserAction::Open,
        };
        let dialog = FileChooserNative::new(Some(&title), window.as_ref(), action, None, None);
        if let Ask::Place(name) = what {
            dialog.set_current_name(&name);
            dialog.set_do_overwrite_confirmation(true);
        }
        let held = RefCell::new(Some(dialog.clone())); // GTK holds it no longer than we do
        dialog.connect_response(move |dialog, response| {
            let path = if response == ResponseType::Accept { dialog.filename() } else { None };
            // Nobody listens any more where the program is being replaced.
            let _ = answer.try_send(path);
            dialog.hide();
            held.take();
        });
        dialog.show();
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use tauri::Manager as _;

    use super::{AppHandle, Ask, PathBuf};

    pub(super) async fn ask(handle: &AppHandle, what: Ask) -> Option<PathBuf> {
        let mut dialog = rfd::AsyncFileDialog::new().set_title(handle.state::<app::App>().window_title());
        if let Some(window) = handle.get_webview_window("main") {
            dialog = dialog.set_parent(&window);
        }
        let file = match what {
            Ask::Place(name) => dialog.set_file_name(name).save_file().await,
            Ask::File => dialog.pick_file().await,
        };
        file.map(|file| file.path().to_owned())
    }
}
