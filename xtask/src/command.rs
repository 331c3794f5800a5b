//! Starting other programs.

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

use crate::repo;

/// What a step gives, or the sentence that says why it could not.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// Cargo, in the clone, with the shared target directory, and without what `cargo run` told this program about itself
/// (build scripts that watch such variables would run again each time).
pub(crate) fn cargo(arguments: &[&str]) -> Outcome<Command> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let told =
            name.to_str().is_some_and(|it| it.starts_with("CARGO_PKG_") || it.starts_with("CARGO_MANIFEST_"));
        if told {
            command.env_remove(name);
        }
    }
    command.current_dir(repo::root()).env("CARGO_TARGET_DIR", repo::target_dir()?).args(arguments);
    Ok(command)
}

/// npm, in the UI's folder.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(repo::root().join("ui")).args(arguments);
    command
}

/// Any other program.
pub(crate) fn program(path: impl AsRef<Path>, arguments: &[&str]) -> Command {
    let mut command = Command::new(path.as_ref());
    command.args(arguments);
    command
}

/// Runs to the end with its output visible; anything but success is an error that names the command.
pub(crate) fn succeed(command: &mut Command) -> Outcome {
    succeed_with(command, Stdio::null())
}

/// The same with a standard input of one's own.
pub(crate) fn succeed_with(command: &mut Command, input: Stdio) -> Outcome {
    let status = command.stdin(input).status().map_err(|why| format!("{}: {why}", said(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", said(command))) }
}

/// Runs to the end, which is this one.
pub(crate) fn ends_with(code: i32, command: &mut Command) -> Outcome {
    let status = command.stdin(Stdio::null()).status().map_err(|why| format!("{}: {why}", said(command)))?;
    if status.code() == Some(code) { Ok(()) } else { Err(format!("{} ended with {status}", said(command))) }
}

/// Runs to the end and gives what it wrote to its standard output.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|why| format!("{}: {why}", said(command)))?;
    if !output.status.success() {
        return Err(format!("{} ended with {}", said(command), output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("{} wrote bytes that are not UTF-8", said(command)))
}

/// Whether a program is there and answers; says nothing.
pub(crate) fn answers(path: &str, arguments: &[&str]) -> bool {
    let mut command = program(path, arguments);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|it| it.success())
}

fn said(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|it| it.to_string_lossy().into_owned()));
    words.join(" ")
}
