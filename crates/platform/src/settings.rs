//! Where settings come from: flags, then the environment (`GUITU_PLATFORM_LISTEN` for `--listen`), then a file.
//!
//! The file is a JSON object whose names are those of the flags: `{"listen": "0.0.0.0:8443", "behind-tls-proxy": true}`.
//! It is put in front of the flags, so that there is one list of settings and one place where each is checked. What a
//! command does not take is passed over, as long as some command takes it.

use std::ffi::{OsStr, OsString};

use clap::Command;
use serde_json::{Map, Value};

/// Names the file, where no flag does.
pub(crate) const FILE_VARIABLE: &str = "GUITU_PLATFORM_CONFIG";
const FLAG: &str = "--config";
/// What is run where no command is named.
const SERVE: &str = "serve";

/// The arguments of a program, with its command named and the file's settings before its flags.
pub(crate) fn with_file(
    program: &Command,
    given: impl Iterator<Item = OsString>,
) -> Result<Vec<OsString>, String> {
    let mut given: Vec<OsString> = given.collect();
    let file = match take_flag(&mut given)? {
        Some(file) => Some(file),
        None => std::env::var_os(FILE_VARIABLE),
    };
    let settings = file.map(|file| read(&file)).transpose()?.unwrap_or_default();
    arranged(program, given, &settings, |variable| std::env::var_os(variable).is_some())
}

/// Takes `--config FILE` out, wherever it stands.
fn take_flag(given: &mut Vec<OsString>) -> Result<Option<OsString>, String> {
    let Some(at) = given.iter().position(|word| word == FLAG) else { return Ok(None) };
    if at + 1 == given.len() {
        return Err(format!("{FLAG} needs a file"));
    }
    given.remove(at);
    Ok(Some(given.remove(at)))
}

fn read(file: &OsStr) -> Result<Map<String, Value>, String> {
    let shown = file.to_string_lossy();
    let text = std::fs::read(file).map_err(|error| format!("{shown}: {error}"))?;
    serde_json::from_slice(&text)
        .map_err(|error| format!("{shown} is not a JSON object of settings: {error}"))
}

fn arranged(
    program: &Command,
    given: Vec<OsString>,
    settings: &Map<String, Value>,
    is_set: impl Fn(&str) -> bool,
) -> Result<Vec<OsString>, String> {
    let mut words = given.into_iter();
    let mut arguments: Vec<OsString> = words.by_ref().take(1).collect();
    let mut words: Vec<OsString> = words.collect();
    let asks = |word: &OsString| ["--help", "-h", "--version", "-V", "help"].iter().any(|it| word == it);
    let names = |command: &Command, word: &OsString| command.find_subcommand(word).is_some();
    if words.first().is_none_or(|first| !names(program, first) && !asks(first)) {
        words.insert(0, SERVE.into());
    }
    let mut command = program;
    let mut depth = 0;
    while let Some(inner) = words.get(depth).and_then(|word| command.find_subcommand(word)) {
        (command, depth) = (inner, depth + 1);
    }
    arguments.extend(words.drain(..depth));
    if depth > 0 {
        for (name, value) in settings {
            if !anywhere(program, name) {
                return Err(format!("there is no setting {name}"));
            }
            if takes(command, name) && !is_set(&variable(name)) {
                arguments.extend(as_flag(name, value)?);
            }
        }
    }
    arguments.extend(words);
    Ok(arguments)
}

fn takes(command: &Command, name: &str) -> bool {
    command.get_arguments().any(|argument| argument.get_long() == Some(name))
}

fn anywhere(command: &Command, name: &str) -> bool {
    takes(command, name) || command.get_subcommands().any(|inner| anywhere(inner, name))
}

fn variable(name: &str) -> String {
    format!("GUITU_PLATFORM_{}", name.replace('-', "_").to_uppercase())
}

fn as_flag(name: &str, value: &Value) -> Result<Option<OsString>, String> {
    Ok(match value {
        Value::Bool(false) => None,
        Value::Bool(true) => Some(format!("--{name}").into()),
        Value::String(text) => Some(format!("--{name}={text}").into()),
        Value::Number(number) => Some(format!("--{name}={number}").into()),
        _ => return Err(format!("{name} must be a text, a number, true or false")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Arg;
    use serde_json::json;

    fn program() -> Command {
        let listen = || Arg::new("listen").long("listen");
        let inner = Command::new("verify").arg(Arg::new("data").long("data"));
        Command::new("guitu-platform")
            .subcommand(Command::new("serve").arg(listen()).arg(Arg::new("proxy").long("proxy")))
            .subcommand(Command::new("audit").subcommand(inner))
    }

    fn arranged_as(given: &str, settings: Value, set: &[&str]) -> Result<String, String> {
        let given = given.split(' ').map(OsString::from).collect();
        let Value::Object(settings) = settings else { panic!("an object") };
        let arranged = arranged(&program(), given, &settings, |variable| set.contains(&variable))?;
        Ok(arranged.iter().map(|word| word.to_str().unwrap()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn flags_come_before_the_environment_and_that_before_the_file() {
        let settings = json!({ "listen": "a:1", "proxy": true });
        assert_eq!(
            arranged_as("p --listen b:2", settings.clone(), &[]).unwrap(),
            "p serve --listen=a:1 --proxy --listen b:2",
            "the later flag is the one that counts"
        );
        assert_eq!(
            arranged_as("p", settings.clone(), &["GUITU_PLATFORM_LISTEN"]).unwrap(),
            "p serve --proxy",
            "what the environment says, the file does not say again"
        );
        assert_eq!(
            arranged_as("p audit verify", json!({ "listen": "a:1", "data": "/d" }), &[]).unwrap(),
            "p audit verify --data=/d",
            "a command is given what it takes"
        );
        assert!(
            arranged_as("p", json!({ "lisen": 1 }), &[]).is_err(),
            "a misspelt setting is not passed over"
        );
        assert_eq!(arranged_as("p --help", settings, &[]).unwrap(), "p --help", "asking is not serving");
    }
}
