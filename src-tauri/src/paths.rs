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
    let named = env::var_os("GUITU_PLATFORM_PROFILE").map(PathBuf::from);
    let packaged = handle.path().resource_dir().ok().map(|dir| dir.join(PROFILE));
    let profile = named.or_else(|| first_there([administrators(), packaged, Some(data.join(PROFILE))]));
    Paths { data, profile }
}

/// The first that there is: an administrator's file wins over the package's, and that over one that anybody may put beside the data.
fn first_there(places: [Option<PathBuf>; 3]) -> Option<PathBuf> {
    places.into_iter().flatten().find(|path| path.exists())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administrators_profile_wins_over_the_packages_and_that_over_one_beside_the_data() {
        let folder = env::temp_dir().join(format!("guitu-paths-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let place = |name: &str| folder.join(name);
        let places = || [Some(place("etc")), Some(place("package")), Some(place("data"))];
        assert_eq!(first_there(places()), None, "no platform");
        for name in ["data", "package", "etc"] {
            std::fs::write(place(name), "{}").unwrap();
            assert_eq!(first_there(places()), Some(place(name)), "{name} wins over what comes after it");
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
