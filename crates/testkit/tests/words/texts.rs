//! Every text of a language, as it would be read: one for each way in which its selectors can fall.

use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

const FILES: [&str; 6] = ["app", "chamber", "desk", "errors", "me", "rulebook"];

/// One text; an attribute's id is `message.attribute`.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub(crate) file: &'static str,
    pub(crate) id: String,
    pub(crate) said: String,
}

/// All texts of a language.
pub(crate) fn of(language: &str) -> Vec<Text> {
    FILES.into_iter().flat_map(|file| read(language, file)).collect()
}

fn read(language: &str, file: &'static str) -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    let source = std::fs::read_to_string(root.join(language).join(file).with_extension("ftl")).unwrap();
    let resource = fluent_syntax::parser::parse_runtime(source.as_str()).unwrap();
    let mut found = Vec::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let own = message.value.iter().map(|value| (message.id.name.to_owned(), value));
        let attributes =
            message.attributes.iter().map(|it| (format!("{}.{}", message.id.name, it.id.name), &it.value));
        for (id, pattern) in own.chain(attributes) {
            found.extend(readings(pattern).into_iter().map(|said| Text { file, id: id.clone(), said }));
        }
    }
    found
}

fn readings(pattern: &Pattern<&str>) -> Vec<String> {
    let mut so_far = vec![String::new()];
    for element in &pattern.elements {
        let next = match element {
            PatternElement::TextElement { value } => vec![(*value).to_owned()],
            PatternElement::Placeable { expression } => of_expression(expression),
        };
        so_far =
            so_far.iter().flat_map(|before| next.iter().map(move |it| format!("{before}{it}"))).collect();
    }
    so_far
}

fn of_expression(expression: &Expression<&str>) -> Vec<String> {
    match expression {
        Expression::Select { variants, .. } => variants.iter().flat_map(|it| readings(&it.value)).collect(),
        Expression::Inline(InlineExpression::StringLiteral { value }) => vec![(*value).to_owned()],
        Expression::Inline(InlineExpression::Placeable { expression }) => of_expression(expression),
        // Names, places and dates come from elsewhere.
        Expression::Inline(_) => vec!["…".to_owned()],
    }
}
