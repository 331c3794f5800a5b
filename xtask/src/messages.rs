//! Reading `locales/`: which messages a file has, and which arguments each takes.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use fluent_syntax::{
    ast::{Attribute, Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

use crate::{command::Outcome, repo};

/// The files whose messages a screen names: of the window, of the officers' page.
pub(crate) const OF_SCREENS: [&str; 5] = ["app.ftl", "chamber.ftl", "desk.ftl", "kiosk.ftl", "me.ftl"];

/// Ids with their arguments. An attribute's id is `message.attribute`; a message without a value of its own has no
/// entry but those of its attributes.
pub(crate) type Messages = BTreeMap<String, BTreeSet<String>>;

/// The languages, by the names of their folders.
pub(crate) fn languages() -> Outcome<Vec<String>> {
    let folder = repo::root().join("locales");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(|why| format!("{}: {why}", folder.display()))? {
        let path = entry.map_err(|why| why.to_string())?.path();
        if let (true, Some(name)) = (path.is_dir(), path.file_name()) {
            found.push(name.to_string_lossy().into_owned());
        }
    }
    found.sort();
    Ok(found)
}

/// The messages of one file of one language.
pub(crate) fn of(language: &str, file: &str) -> Outcome<Messages> {
    read(&repo::root().join("locales").join(language).join(file))
}

fn read(path: &Path) -> Outcome<Messages> {
    let text = repo::read(path)?;
    let resource = parser::parse(text.as_str()).map_err(|(_, errors)| {
        let what: Vec<String> = errors.iter().map(ToString::to_string).collect();
        format!("{} does not parse: {}", repo::short(path), what.join("; "))
    })?;
    let mut messages = Messages::new();
    for entry in &resource.body {
        let (id, value, attributes) = match entry {
            Entry::Message(it) => (it.id.name.to_owned(), it.value.as_ref(), &it.attributes),
            Entry::Term(it) => (format!("-{}", it.id.name), Some(&it.value), &it.attributes),
            _ => continue,
        };
        let texts = value.map(|it| (id.clone(), it)).into_iter().chain(
            attributes.iter().map(|Attribute { id: name, value }| (format!("{id}.{}", name.name), value)),
        );
        for (id, pattern) in texts {
            if messages.insert(id.clone(), arguments(pattern)).is_some() {
                return Err(format!("{} says {id} twice", repo::short(path)));
            }
        }
    }
    Ok(messages)
}

fn arguments(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    in_pattern(pattern, &mut found);
    found
}

fn in_pattern(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, into);
        }
    }
}

fn in_expression(expression: &Expression<&str>, into: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, into),
        Expression::Select { selector, variants } => {
            in_inline(selector, into);
            for variant in variants {
                in_pattern(&variant.value, into);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                in_inline(argument, into);
            }
        }
        InlineExpression::Placeable { expression } => in_expression(expression, into),
        _ => {}
    }
}
