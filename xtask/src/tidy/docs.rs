//! Public items without a word about them. The compiler's lint sees fields and variants too; this one needs no build.

use super::Findings;
use crate::{command::Outcome, repo};

/// Where public items are promises to somebody else.
const FOLDERS: [&str; 3] = ["crates", "src-tauri/src", "tests/src"];

pub(super) fn check() -> Outcome<Findings> {
    let mut found = Findings::new();
    for folder in FOLDERS {
        for path in repo::files(&repo::root().join(folder), &[".rs"])? {
            let short = repo::short(&path);
            if short.split('/').any(|part| part == "tests" || part == "examples")
                && !short.starts_with("tests/src")
            {
                continue;
            }
            let documented = |module: &str| {
                let folder =
                    if path.ends_with("lib.rs") || path.ends_with("main.rs") || path.ends_with("mod.rs") {
                        path.with_file_name("")
                    } else {
                        path.with_extension("")
                    };
                [folder.join(format!("{module}.rs")), folder.join(module).join("mod.rs")]
                    .iter()
                    .any(|file| repo::read(file).is_ok_and(|text| text.starts_with("//!")))
            };
            found.extend(undocumented(&repo::read(&path)?, documented).into_iter().map(|(line, item)| {
                format!("{short}:{line}: `{item}` is public and says nothing of itself")
            }));
        }
    }
    Ok(found)
}

/// Public items without a doc comment, each with its line; `module` says whether a module's own file begins with one.
fn undocumented(source: &str, module: impl Fn(&str) -> bool) -> Vec<(usize, String)> {
    const ITEMS: [&str; 9] = ["fn", "async", "const", "static", "struct", "enum", "trait", "type", "mod"];
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    // Tests stand at the end of a file.
    let end = lines.iter().position(|line| *line == "#[cfg(test)]").unwrap_or(lines.len());
    let item = |line: &str| {
        let rest = line.strip_prefix("pub ")?;
        let kind = rest.split_whitespace().next()?;
        ITEMS
            .contains(&kind)
            .then(|| rest.split(['(', '{', '<', ':', ';', '=']).next().unwrap_or(rest).trim().to_owned())
    };
    let mut found = Vec::new();
    for (at, line) in lines[..end].iter().enumerate() {
        let Some(name) = item(line) else { continue };
        let own_file = line.ends_with(';') && name.strip_prefix("mod ").is_some_and(&module);
        // Attributes stand between an item and its comment; one of several lines ends as it began, with a bracket.
        let above = lines[..at].iter().rev().find(|line| !is_attribute(line));
        if !own_file && !above.is_some_and(|line| line.starts_with("///")) {
            found.push((at + 1, name));
        }
    }
    found
}

fn is_attribute(line: &str) -> bool {
    line.starts_with("#[") || line.ends_with(")]") || (line.ends_with(',') && !line.starts_with("///"))
}

#[cfg(test)]
mod tests {
    use super::undocumented;

    fn found(source: &str) -> Vec<String> {
        undocumented(source, |module| module == "told").into_iter().map(|(_, item)| item).collect()
    }

    #[test]
    fn a_public_item_without_a_word_is_found() {
        assert_eq!(found("pub fn quiet() {}\n"), ["fn quiet"]);
        assert_eq!(
            found("/// Said.\npub struct Told;\n\npub struct Quiet;\n"),
            ["struct Quiet"],
            "and no other"
        );
        assert_eq!(
            found("pub mod told;\npub mod quiet;\n"),
            ["mod quiet"],
            "a module may say it in its own file"
        );
    }

    #[test]
    fn what_nobody_outside_sees_needs_no_word() {
        assert_eq!(found("fn own() {}\npub(crate) fn near() {}\npub use other::Thing;\n"), [""; 0]);
        assert_eq!(found("#[cfg(test)]\nmod tests {\n    pub fn helper() {}\n}\n"), [""; 0]);
    }

    #[test]
    fn attributes_may_stand_between() {
        assert_eq!(
            found("/// Said.\n#[derive(Debug)]\n#[serde(\n    untagged,\n)]\npub enum Told {}\n"),
            [""; 0]
        );
    }
}
