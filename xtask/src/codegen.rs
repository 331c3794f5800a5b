//! Files written from other files. They are committed, so that a reader sees them, and `tidy` fails when one differs
//! from its source.

use std::{fmt::Write as _, path::Path};

use crate::{
    build::EVERYTHING,
    command::{self, Outcome, cargo},
    messages, repo,
};

/// How a generated file is made.
type Source = fn() -> Outcome<String>;

/// Every generated file and its source; quick ones first.
const GENERATED: [(&str, Source); 3] =
    [("ui/src/messages/ids.ts", ids), ("ui/src/backend/types.ts", types), ("docs/travellers.md", travellers)];

/// `cargo xtask codegen`.
pub(crate) fn codegen() -> Outcome {
    for (file, source) in GENERATED {
        let text = source()?;
        let path = repo::root().join(file);
        let fresh = repo::read(&path).is_ok_and(|it| it == text);
        println!("{file}: {}", if fresh { "as it was" } else { "written" });
        if !fresh {
            std::fs::write(&path, text).map_err(|why| format!("{file}: {why}"))?;
        }
    }
    Ok(())
}

/// The generated files that are not what their source makes of them now.
pub(crate) fn stale() -> Outcome<Vec<&'static str>> {
    let mut found = Vec::new();
    for (file, source) in GENERATED {
        if repo::read(&repo::root().join(file)).ok() != Some(source()?) {
            found.push(file);
        }
    }
    Ok(found)
}

/// The DTOs in TypeScript, as the app's own example prints them.
fn types() -> Outcome<String> {
    printed("types")
}

/// Every traveller with their code, as the testkit's own example prints them.
fn travellers() -> Outcome<String> {
    printed("travellers")
}

/// What an example prints.
fn printed(example: &str) -> Outcome<String> {
    command::succeed(cargo(&["build", "--quiet", "--example", example])?.args(EVERYTHING))?;
    let printer = repo::program("debug", &Path::new("examples").join(example).to_string_lossy())?;
    command::output(&mut command::program(printer, &[]))
}

/// The ids that a screen may name, each with the arguments its text takes: a misspelt id or a missing argument does
/// not type-check.
fn ids() -> Outcome<String> {
    let mut text = String::from(
        "// Written by `cargo xtask codegen` from the texts of the screens in locales/en. Do not edit.\n\n\
         /** What a text may be given: a number is said in the way of the language. */\n\
         export type Argument = string | number;\n\n\
         /** Every text of the screens, with the arguments it takes. */\n\
         export interface MessageArguments {\n",
    );
    let mut all = messages::Messages::new();
    for file in messages::OF_SCREENS {
        all.extend(messages::of("en", file)?);
    }
    for (id, arguments) in all {
        if id.starts_with('-') {
            continue;
        }
        let fields: Vec<String> = arguments.iter().map(|name| format!("{name}: Argument")).collect();
        let type_ = if fields.is_empty() {
            "Record<never, never>".into()
        } else {
            format!("{{ {} }}", fields.join("; "))
        };
        writeln!(text, "  \"{id}\": {type_};").map_err(|why| why.to_string())?;
    }
    text.push_str("}\n\n/** The id of a text of the screens; `id.name` is an attribute of its message. */\nexport type MessageId = keyof MessageArguments;\n");
    Ok(text)
}
