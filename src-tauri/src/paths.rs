//! Where the app keeps things, and which platform it trusts (design decision 15): named by the environment, else by
//! this machine's administrator, else in the package, else beside the data. Never from the network.

use std::env;
use std::path::PathBuf;

use app::Paths;
use tauri::{AppHandle, Manager};

const PROFILE: &str = "platform-profile.json";

pub(crate) fn find(handle: &AppHandle) -> Paths {
    let data = env::var_os("GUITU_DATA_DIR")
        .map(PathBuf::from)
        .or_else(|| handle.path().app_data_dir().ok())
        .unwrap_or_else(|| PathBuf::from("guitu-data"));
    let profile = env::var_os("GUITU_PLATFORM_PROFILE").map(PathBuf::from).or_else(|| {
        let beside = data.join(PROFILE);
        let packaged = handle.path().resource_dir().ok().map(|dir| dir.join(PROFILE));
        [administrators(), packaged, Some(beside)].into_iter().flatten().find(|path| path.exists())
    });
    Paths { data, profile }
}

/// Where an administrator's profile stands: whoever uses this machine cannot write there.
fn administrators() -> Option<PathBuf> {
    let folder = if cfg!(target_os = "windows") {
        env::var_os("ProgramData").map(PathBuf::from)?.join("Guitu")
    } else if cfg!(target_os = "macos") {
        PathBuf::from("/Library/Application Support/Guitu")
    } else {
        PathBuf::from("/etc/guitu")
    };
    Some(folder.join(PROFILE))
}
