//! What this process keeps to itself. Another program of the same user can do much; these are the doors that can be shut
//! from inside: what a crash leaves behind, who may look into the memory, and who may drive the window.

use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::process::Command;

use tauri::{AppHandle, Manager as _};

use crate::kiosk;
use crate::window::Frame;

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
    // Whatever is written from here on is its owner's alone, also by libraries.
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    #[cfg(target_os = "linux")]
    {
        if !BUILT_FOR_TESTS {
            refuse_driving();
        }
        if kiosk::is_in_turn() {
            end_with_parent();
        }
    }
}

/// How a program is told that it stands in for one that was locked.
const LOCKED: &str = "--locked";

/// Whether this program stands in for one that was locked.
pub(crate) fn was_locked() -> bool {
    std::env::args_os().any(|argument| argument == LOCKED)
}

/// Replaces this program by a fresh one, locked and where the window was. Memory that a page has freed cannot be cleaned; a
/// process that is gone has none. Returns only if that cannot be done.
pub(crate) fn start_anew(handle: &AppHandle) {
    // On a thread of its own: letting go of the bus waits, which a thread of the runtime must not.
    std::thread::scope(|scope| {
        if scope.spawn(|| replace(handle)).join().is_err() {
            tracing::error!("this program could not be replaced");
        }
    });
}

fn replace(handle: &AppHandle) {
    let frame = Frame::of(handle).map(|frame| frame.as_argument());
    start_as(handle, &[&[LOCKED], frame.as_deref().as_slice()].concat());
}

/// Puts a program with these arguments in the place of this one. Returns only if that cannot be done.
pub(crate) fn start_as(handle: &AppHandle, arguments: &[&str]) {
    let mut fresh = match tauri::process::current_binary(&handle.env()) {
        Ok(program) => Command::new(program),
        Err(error) => return tracing::error!(%error, "this program does not find itself"),
    };
    fresh.args(arguments);
    fresh.args(std::env::args_os().skip(1).filter(|argument| kiosk::is_kept(argument)));
    // Else the fresh one would take this one for another instance, show it and end.
    tauri_plugin_single_instance::destroy(handle);
    #[cfg(target_os = "linux")]
    end_children(&[]);
    #[cfg(unix)]
    {
        let error = std::os::unix::process::CommandExt::exec(&mut fresh);
        tracing::error!(%error, "this program could not be replaced; it ends beside a fresh one");
    }
    match fresh.spawn() {
        Ok(_) => handle.exit(0),
        Err(error) => tracing::error!(%error, "this program could not be replaced"),
    }
}

/// Ends this program and the web engine's processes, at once and whatever they are doing.
pub(crate) fn end() -> ! {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Signal, getpid, kill_process};
        for child in children() {
            let _ = kill_process(child, Signal::KILL);
        }
        let _ = kill_process(getpid(), Signal::KILL);
    }
    std::process::abort()
}

/// What a program of this one leaves running when it ends becomes this one's own child, and can be ended.
#[cfg(target_os = "linux")]
pub(crate) fn adopt_orphans() {
    use rustix::process::{getpid, set_child_subreaper};
    if let Err(error) = set_child_subreaper(Some(getpid())) {
        tracing::warn!(%error, "what a program leaves running ends by itself or not at all");
    }
}

/// Lets this program end with the one that has started it.
#[cfg(target_os = "linux")]
fn end_with_parent() {
    use rustix::process::{Signal, set_parent_process_death_signal};
    if let Err(error) = set_parent_process_death_signal(Some(Signal::KILL)) {
        tracing::warn!(%error, "this program may outlive the one that has started it");
    }
}

/// Ends one process that this one has started.
#[cfg(target_os = "linux")]
pub(crate) fn end_one(child: u32) {
    use rustix::process::{Pid, Signal, kill_process};
    if let Some(child) = i32::try_from(child).ok().and_then(Pid::from_raw) {
        let _ = kill_process(child, Signal::KILL);
    }
}

/// Ends the processes that this one has started, or that have come to it, but for these.
#[cfg(target_os = "linux")]
pub(crate) fn end_children(but: &[u32]) {
    use rustix::process::{Signal, WaitOptions, kill_process, waitpid};
    let is_kept =
        |child: &rustix::process::Pid| but.iter().any(|kept| child.as_raw_nonzero().get() as u32 == *kept);
    let children: Vec<_> = children().into_iter().filter(|child| !is_kept(child)).collect();
    for child in &children {
        // One that is gone already is as good.
        let _ = kill_process(*child, Signal::KILL);
    }
    for child in &children {
        // The toolkit may have been told first; then there is nothing to wait for.
        let _ = waitpid(Some(*child), WaitOptions::empty());
    }
}

/// The web engine's processes, which hold what the page showed: they are children of this one, and of this one alone.
#[cfg(target_os = "linux")]
fn children() -> Vec<rustix::process::Pid> {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let listed = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
    let ids = listed.flat_map(|line| line.split_whitespace().map(|id| id.parse().ok()).collect::<Vec<_>>());
    ids.filter_map(|id| rustix::process::Pid::from_raw(id?)).collect()
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
