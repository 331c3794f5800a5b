//! Where the app keeps things, and which platform it trusts (design decision 15): named by the environment, else beside the
//! data, else in the package. Never from the network.

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
        [Some(beside), packaged].into_iter().flatten().find(|path| path.exists())
    });
    Paths { data, profile }
}
