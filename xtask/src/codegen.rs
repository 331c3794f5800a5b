//! Files written from other files. They are committed, so that a reader sees them, and `tidy` fails when one differs
//! from its source.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use crate::{
    build::EVERYTHING,
    command::{self, Outcome, cargo},
    messages, repo,
};

/// `cargo xtask codegen`.
pub(crate) fn codegen() -> Outcome {
    for (path, text) in generated()? {
        let fresh = repo::read(&path).is_ok_and(|it| it == text);
        println!("{}: {}", repo::short(&path), if fresh { "as it was" } else { "written" });
        if !fresh {
            std::fs::write(&path, text).map_err(|why| format!("{}: {why}", path.display()))?;
        }
    }
    Ok(())
}

/// What every generated file must be now.
pub(crate) fn generated() -> Outcome<Vec<(PathBuf, String)>> {
    let ui = repo::root().join("ui/src");
    Ok(vec![(ui.join("backend/types.ts"), types()?), (ui.join("messages/ids.ts"), ids()?)])
}

/// The DTOs in TypeScript, as the app's own example prints them.
fn types() -> Outcome<String> {
    command::succeed(cargo(&["build", "--quiet", "--example", "types"])?.args(EVERYTHING))?;
    let printer = repo::program("debug", &Path::new("examples").join("types").to_string_lossy())?;
    command::output(&mut command::program(printer, &[]))
}

/// The ids that a screen may name, each with the arguments its text takes: a misspelt id or a missing argument does
/// not type-check.
fn ids() -> Outcome<String> {
    let mut text = String::from(
        "// Written by `cargo xtask codegen` from locales/en/app.ftl. Do not edit.\n\n\
         /** What a text may be given: a number is said in the way of the language. */\n\
         export type Argument = string | number | Date;\n\n\
         /** Every text of the screens, with the arguments it takes. */\n\
         export interface MessageArguments {\n",
    );
    for (id, arguments) in messages::of("en", "app.ftl")? {
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
