//! Which programs are tested: those that `cargo xtask test` built and named.

use std::{env, path::PathBuf};

use crate::Outcome;

/// The app, with its UI inside.
///
/// # Errors
/// When nothing named it.
pub fn app() -> Outcome<PathBuf> {
    named("GUITU_APP")
}

/// The platform.
///
/// # Errors
/// When nothing named it.
pub fn platform() -> Outcome<PathBuf> {
    named("GUITU_PLATFORM_BIN")
}

/// The window with nothing in it.
///
/// # Errors
/// When nothing named it.
pub fn empty_window() -> Outcome<PathBuf> {
    named("GUITU_EMPTY_WINDOW")
}

/// What a health officer runs, optimised.
///
/// # Errors
/// When nothing named it.
pub fn officer() -> Outcome<PathBuf> {
    named("GUITU_OFFICER")
}

fn named(variable: &str) -> Outcome<PathBuf> {
    let path = env::var_os(variable).map(PathBuf::from);
    path.filter(|it| it.is_file()).ok_or_else(|| {
        format!("{variable} names no program: run this by `cargo xtask test` or `cargo xtask bench`, which build it first")
            .into()
    })
}
