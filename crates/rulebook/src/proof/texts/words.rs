//! One language's texts, read: every message and attribute with what it says and which arguments it names.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use crate::Refusal;
use crate::locate::line_at;

/// Functions that the app's Fluent knows.
const FUNCTIONS: [&str; 2] = ["NUMBER", "DATETIME"];

/// The texts of one language, by id; an attribute's is `message.attribute`.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    pub(super) file: String,
    source: &'a str,
    pub(super) texts: BTreeMap<String, Text<'a>>,
}

/// One text.
#[derive(Debug, Default)]
pub(super) struct Text<'a> {
    /// Arguments that it names.
    pub(super) arguments: BTreeSet<&'a str>,
    /// What it says without them.
    pub(super) said: Vec<&'a str>,
    message: bool,
    terms: Vec<&'a str>,
    /// A message or function that it refers to and may not.
    forbidden: Option<&'a str>,
}

impl<'a> Words<'a> {
    /// Reads a file of texts; one that does not parse, says an id twice or refers to what it does not hold is refused.
    pub(super) fn read(file: String, source: &'a str) -> Result<Self, Refusal> {
        let resource = parser::parse_runtime(source).map_err(|(_, errors)| {
            let at = errors.first().map_or(0, |error| error.pos.start);
            let detail = errors.first().map(ToString::to_string).unwrap_or_default();
            Refusal::new("text-syntax", &file, "")
                .with("detail", detail)
                .on_line(line_at(source.as_bytes(), at))
        })?;
        let mut words = Self { file, source, texts: BTreeMap::new() };
        let mut messages = HashSet::new();
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let value = message.value.as_ref();
                    let name = message.id.name;
                    if !messages.insert(name) {
                        return Err(words.twice(name, name));
                    }
                    if let Some(value) = value {
                        words.add(name.to_owned(), Text::of(value, true));
                    }
                    for attribute in &message.attributes {
                        let id = format!("{name}.{}", attribute.id.name);
                        if !words.add(id.clone(), Text::of(&attribute.value, true)) {
                            return Err(words.twice(name, &id));
                        }
                    }
                }
                Entry::Term(term) => {
                    let id = format!("-{}", term.id.name);
                    if !words.add(id.clone(), Text::of(&term.value, false)) {
                        return Err(words.twice(&id, &id));
                    }
                }
                Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => {}
            }
        }
        words.references()?;
        Ok(words)
    }

    fn add(&mut self, id: String, text: Text<'a>) -> bool {
        self.texts.insert(id, text).is_none()
    }

    /// Terms are said by texts alone, and say no others: so nothing goes in a circle or grows beyond its bounds.
    fn references(&self) -> Result<(), Refusal> {
        for (id, text) in &self.texts {
            let unknown = |term: &&&str| !text.message || !self.texts.contains_key(&format!("-{term}"));
            if let Some(stranger) = text.forbidden.as_ref().or_else(|| text.terms.iter().find(unknown)) {
                return Err(self.refuse("text-reference", id).with("reference", stranger));
            }
        }
        Ok(())
    }

    /// A refusal of one text, on the line where its message begins.
    pub(super) fn refuse(&self, code: &'static str, id: &str) -> Refusal {
        let line = self.line(id, false);
        Refusal::new(code, &self.file, "").with("id", id).on_line(line)
    }

    fn twice(&self, message: &str, id: &str) -> Refusal {
        Refusal::new("text-twice", &self.file, "").with("id", id).on_line(self.line(message, true))
    }

    /// The line of a message or attribute; of the file's end where there is no such message.
    fn line(&self, id: &str, last: bool) -> u32 {
        let (message, attribute) = id.split_once('.').unwrap_or((id, ""));
        let begins = |line: &str, name: &str| {
            line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let mut numbered = (1_u32..).zip(self.source.lines());
        let mut found = None;
        for (number, line) in numbered.by_ref() {
            if begins(line, message) {
                found = Some(number);
                if !last {
                    break;
                }
            }
        }
        let Some(found) = found else {
            return u32::try_from(self.source.lines().count()).unwrap_or(u32::MAX).max(1);
        };
        if attribute.is_empty() || last {
            return found;
        }
        let attribute = format!(".{attribute}");
        let below = numbered.take_while(|(_, line)| line.is_empty() || line.starts_with([' ', '\t']));
        let own = below.into_iter().find(|(_, line)| begins(line.trim_start(), &attribute));
        own.map_or(found, |(number, _)| number)
    }
}

impl<'a> Text<'a> {
    fn of(pattern: &Pattern<&'a str>, message: bool) -> Self {
        let mut text = Self { message, ..Self::default() };
        text.pattern(pattern);
        text
    }

    fn pattern(&mut self, pattern: &Pattern<&'a str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.said.push(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&'a str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                variants.iter().for_each(|variant| self.pattern(&variant.value));
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'a str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.arguments.insert(id.name);
            }
            InlineExpression::FunctionReference { id, arguments } => {
                if !FUNCTIONS.contains(&id.name) {
                    self.forbidden = Some(id.name);
                }
                arguments.positional.iter().for_each(|argument| self.inline(argument));
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::MessageReference { id, .. } => self.forbidden = Some(id.name),
            InlineExpression::TermReference { id, .. } => self.terms.push(id.name),
            InlineExpression::StringLiteral { value } => self.said.push(value),
            InlineExpression::NumberLiteral { .. } => {}
        }
    }
}
