//! Guitu's desktop host: it opens the window, finds where things are kept, and hands every call to `app`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod dialog;
mod host;
mod kiosk;
mod leaving;
mod locking;
#[cfg(target_os = "linux")]
mod login;
mod paths;
mod printer;
mod process;
mod speech;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use tauri::Manager;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    process::keep_to_itself();
    #[cfg(target_os = "linux")]
    window::paint_without_gpu();
    let filter = EnvFilter::try_from_env("GUITU_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();

    #[cfg(target_os = "linux")]
    if kiosk::keeper::is_one() {
        return kiosk::keeper::keep();
    }
    let builder = tauri::Builder::default();
    // The next program of a kiosk waits beside the one that is shown.
    let builder = if kiosk::is_in_turn() { builder } else { builder.plugin(window::one_instance()) };
    let built = builder
        .setup(|tauri| {
            let host = Arc::new(host::Desktop::new(tauri.handle().clone()));
            let make = if kiosk::asked_for() { app::App::kiosk_over } else { app::App::new };
            let runtime = tauri::async_runtime::handle().inner().clone();
            let app = make(paths::find(tauri.handle()), host, runtime);
            let app = if process::was_locked() { app.locked() } else { app };
            let (title, is_kiosk) = (app.window_title(), app.is_kiosk());
            tauri.manage(app);
            tauri.manage(dialog::Chosen::default());
            tauri.manage(locking::Stays::default());
            tauri.manage(leaving::Leaving::default());
            if is_kiosk {
                kiosk::open(tauri.handle(), &title)?;
                return Ok(());
            }
            tauri.manage(kiosk::Turn::default());
            window::open(tauri.handle(), &title)?;
            #[cfg(target_os = "linux")]
            {
                login::listen(tauri.handle());
                leaving::listen(tauri.handle());
            }
            Ok(())
        })
        .invoke_handler(commands::all())
        .build(tauri::generate_context!());

    match built {
        Ok(program) => {
            program.run(|handle, event| leaving::heard(handle, &event));
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}
