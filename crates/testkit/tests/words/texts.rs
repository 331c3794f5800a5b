//! Every text of a language, as it would be read: one for each way in which its selectors can fall.

use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

const FILES: [&str; 7] = ["app", "chamber", "desk", "errors", "kiosk", "me", "rulebook"];

/// One text; an attribute's id is `message.attribute`.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub(crate) file: &'static str,
    pub(crate) id: String,
    pub(crate) said: String,
    /// What its selectors were when it reads so, such as `("who", "child")`.
    pub(crate) chosen: Vec<(String, String)>,
}

impl Text {
    /// Whether it is said only where a selector has this value.
    pub(crate) fn is_for(&self, selector: &str, value: &str) -> bool {
        self.chosen.iter().any(|(name, chosen)| (name.as_str(), chosen.as_str()) == (selector, value))
    }
}

/// A reading, and what its selectors are then.
type Reading = (String, Vec<(String, String)>);

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
            found.extend(readings(pattern).into_iter().map(|(said, chosen)| Text {
                file,
                id: id.clone(),
                said,
                chosen,
            }));
        }
    }
    found
}

fn readings(pattern: &Pattern<&str>) -> Vec<Reading> {
    let mut so_far: Vec<Reading> = vec![Reading::default()];
    for element in &pattern.elements {
        let next = match element {
            PatternElement::TextElement { value } => plain(value),
            PatternElement::Placeable { expression } => of_expression(expression),
        };
        so_far = so_far
            .iter()
            .flat_map(|(said, chosen)| {
                next.iter().map(move |(more, also)| {
                    (format!("{said}{more}"), chosen.iter().chain(also).cloned().collect())
                })
            })
            .collect();
    }
    so_far
}

fn of_expression(expression: &Expression<&str>) -> Vec<Reading> {
    match expression {
        Expression::Select { selector, variants } => variants
            .iter()
            .flat_map(|variant| {
                let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) =
                    variant.key;
                let by = match selector {
                    InlineExpression::VariableReference { id } => id.name,
                    _ => "",
                };
                readings(&variant.value).into_iter().map(move |(said, mut chosen)| {
                    chosen.push((by.to_owned(), name.to_owned()));
                    (said, chosen)
                })
            })
            .collect(),
        Expression::Inline(InlineExpression::StringLiteral { value }) => plain(value),
        Expression::Inline(InlineExpression::Placeable { expression }) => of_expression(expression),
        // Names, places and dates come from elsewhere.
        Expression::Inline(_) => plain("…"),
    }
}

fn plain(said: &str) -> Vec<Reading> {
    vec![(said.to_owned(), Vec::new())]
}
