//! Words read aloud by the system's speech-dispatcher, where it is there. The page gives it what the form asks and what the screens say, and never an answer;
//! whoever goes takes along what was still to be said.

use std::process::{Command, Stdio};
use std::sync::OnceLock;

const PROGRAM: &str = "spd-say";

/// Whether there is anybody to read.
pub(crate) fn is_there() -> bool {
    static THERE: OnceLock<bool> = OnceLock::new();
    *THERE.get_or_init(|| asked(&["--version"]))
}

/// Reads something in place of whatever is being read.
pub(crate) fn say(text: &str, language: &str) {
    hush();
    // Behind the dashes nothing is an option.
    if !asked(&["-N", "guitu", "-l", voice(language), "--", text]) {
        tracing::warn!("nothing was read aloud");
    }
}

/// Ends what is being read.
pub(crate) fn hush() {
    if is_there() {
        asked(&["-N", "guitu", "-C"]);
    }
}

/// The synthesizers that come with it know Chinese by the name of its spoken form.
fn voice(language: &str) -> &str {
    match language.split('-').next() {
        Some("zh") => "cmn",
        Some(short) => short,
        None => language,
    }
}

/// It hands the words on to its server and ends.
fn asked(arguments: &[&str]) -> bool {
    let mut program = Command::new(PROGRAM);
    let told = program.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    told.status().is_ok_and(|ended| ended.success())
}
