//! Where things are: the clone, and the one target directory that all clones of this user share.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::command::Outcome;

/// The clone that this xtask was built from.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// Outside the clone, so that a second clone does not start from nothing: `GUITU_TARGET_DIR`, else the user's cache.
pub(crate) fn target_dir() -> Outcome<PathBuf> {
    if let Some(given) = variable("GUITU_TARGET_DIR") {
        return Ok(given);
    }
    user_dir("XDG_CACHE_HOME", ".cache", "Library/Caches", "LOCALAPPDATA")
        .map(|cache| cache.join("guitu/target"))
}

/// Where `run` keeps a developer's platform and declarations, away from those of an installed Guitu.
pub(crate) fn play_dir() -> Outcome<PathBuf> {
    user_dir("XDG_DATA_HOME", ".local/share", "Library/Application Support", "APPDATA")
        .map(|data| data.join("guitu-dev"))
}

/// A program of this workspace, as `cargo build` leaves it.
pub(crate) fn program(profile: &str, name: &str) -> Outcome<PathBuf> {
    Ok(target_dir()?.join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX)))
}

/// Every file under a folder whose name ends in one of `endings`, in order; folders named in `SKIPPED` are passed over.
pub(crate) fn files(folder: &Path, endings: &[&str]) -> Outcome<Vec<PathBuf>> {
    const SKIPPED: [&str; 4] = ["node_modules", "dist", "gen", "target"];
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).map_err(|why| format!("{}: {why}", next.display()))? {
            let path = entry.map_err(|why| why.to_string())?.path();
            let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
            if path.is_dir() {
                if !SKIPPED.contains(&name) && !name.starts_with('.') {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The text of a file, or a sentence saying which one could not be read.
pub(crate) fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))
}

/// A path as it is said to a person: from the clone's root.
pub(crate) fn short(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

fn user_dir(xdg: &str, linux: &str, mac: &str, windows: &str) -> Outcome<PathBuf> {
    if let Some(given) = variable(xdg) {
        return Ok(given);
    }
    let home = || variable("HOME").ok_or_else(|| format!("set {xdg} or HOME"));
    match env::consts::OS {
        "windows" => variable(windows).ok_or_else(|| format!("set {windows}")),
        "macos" => Ok(home()?.join(mac)),
        _ => Ok(home()?.join(linux)),
    }
}

fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
