//! What this process keeps to itself. Another program of the same user can do much; these are the doors that can be shut
//! from inside: what a crash leaves behind, who may look into the memory, and who may drive the window.

use std::io::Write as _;
use std::panic::PanicHookInfo;

/// Variables by which the web engine lets another program drive or inspect the window.
#[cfg(target_os = "linux")]
const DRIVING: [&str; 3] =
    ["TAURI_WEBVIEW_AUTOMATION", "WEBKIT_INSPECTOR_SERVER", "WEBKIT_INSPECTOR_HTTP_SERVER"];

/// Whether this program was built to be driven: by the `automation` feature, or as a development build. Nobody is given one.
pub(crate) const BUILT_FOR_TESTS: bool = cfg!(any(feature = "automation", debug_assertions));

/// Shuts these doors. To be called first of all: before there is an answer in memory, and before a second thread reads the
/// environment.
pub(crate) fn keep_to_itself() {
    std::panic::set_hook(Box::new(tell_of_panic));
    leave_no_core();
    #[cfg(target_os = "linux")]
    if !BUILT_FOR_TESTS {
        refuse_driving();
    }
}

/// A panic's message may quote an answer. Its location is enough to find it.
fn tell_of_panic(panic: &PanicHookInfo<'_>) {
    let at = panic.location().map(ToString::to_string).unwrap_or_default();
    // Nobody is left to tell when this fails.
    let _ = writeln!(std::io::stderr(), "guitu: internal at {at}");
}

/// A core image would hold the key and every answer on the screen. A process that is not dumpable can neither be traced nor
/// read by others of the same user.
fn leave_no_core() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        if let Err(error) = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }) {
            tracing::warn!(%error, "core images are not ruled out");
        }
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        if let Err(error) = set_dumpable_behavior(DumpableBehavior::NotDumpable) {
            tracing::warn!(%error, "this process can be traced");
        }
    }
}

#[cfg(target_os = "linux")]
fn refuse_driving() {
    for variable in DRIVING {
        glib::unsetenv(variable);
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::process::Command;

    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    use super::*;

    /// Not a test of its own: the next one runs it in another process, which it ends.
    #[test]
    #[ignore = "panics on purpose; run by a_panic_says_where_and_never_what"]
    fn panics_over_an_answer() {
        keep_to_itself();
        assert_eq!("WANG Xiaoming, Prato", "", "an answer that a message quotes");
    }

    #[test]
    fn a_panic_says_where_and_never_what() {
        let mut this = Command::new(std::env::current_exe().unwrap());
        this.args(["--ignored", "--nocapture", "--exact", "process::tests::panics_over_an_answer"]);
        let told = this.output().unwrap();
        assert!(!told.status.success(), "it did panic");
        let said =
            format!("{}{}", String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr));
        assert!(
            said.contains("guitu: internal at src-tauri/src/process.rs:"),
            "its location is told: {said}"
        );
        assert!(!said.contains("Prato"), "an answer must not reach a terminal or a journal");
    }

    #[test]
    fn no_core_image_and_no_tracer() {
        keep_to_itself();
        let core = getrlimit(Resource::Core);
        assert_eq!(
            (core.current, core.maximum),
            (Some(0), Some(0)),
            "no core image, and no way to allow one"
        );
        assert_eq!(
            dumpable_behavior().unwrap(),
            DumpableBehavior::NotDumpable,
            "others of the same user cannot attach"
        );
    }

    #[test]
    fn a_program_that_is_given_away_cannot_be_driven() {
        for variable in DRIVING {
            glib::setenv(variable, "true", true).unwrap();
        }
        refuse_driving();
        for variable in DRIVING {
            assert!(
                std::env::var_os(variable).is_none(),
                "{variable} would hand the window to another program"
            );
        }
    }
}
