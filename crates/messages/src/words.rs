//! The texts of one language, parsed once.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

use crate::Language;

include!(concat!(env!("OUT_DIR"), "/table.rs"));

static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| LANGUAGES.iter().map(Words::parse).collect());

/// The tags of all languages, in order.
pub(crate) fn tags() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(tag, _)| *tag)
}

/// What Rust can say in one language. Without the marks that isolate a text's direction: what leaves here goes to a
/// title bar, a native dialog or a terminal, which would show them.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

/// An argument of a message.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Argument<'a> {
    /// Said as it is.
    Text(&'a str),
    /// Said in the way of the language; also chooses a plural.
    Number(f64),
}

/// An error in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemWords {
    /// What happened: `err-<code>`.
    pub what: String,
    /// What to do now: `rec-<code>`.
    pub remedy: String,
}

impl Words {
    /// The words of a language; parsed at first use.
    pub fn of(language: Language) -> &'static Self {
        &WORDS[language.0]
    }

    fn parse((tag, files): &(&'static str, &[&'static str])) -> Self {
        let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
        bundle.set_use_isolating(false);
        for file in *files {
            // build.rs has proved that each file parses: the error half is empty.
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// An error's words; none for a code that has no message.
    pub fn problem<'a>(
        &self,
        code: &str,
        arguments: impl IntoIterator<Item = (&'a str, Argument<'a>)> + Clone,
    ) -> Option<ProblemWords> {
        Some(ProblemWords {
            what: self.say(&format!("err-{code}"), arguments.clone())?,
            remedy: self.say(&format!("rec-{code}"), arguments)?,
        })
    }

    fn say<'a>(
        &self,
        id: &str,
        arguments: impl IntoIterator<Item = (&'a str, Argument<'a>)>,
    ) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut given = FluentArgs::new();
        for (name, argument) in arguments {
            given.set(name, FluentValue::from(argument));
        }
        // An argument that is missing is said as its name; the text is still worth more than silence.
        Some(self.bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned())
    }
}

impl<'a> From<Argument<'a>> for FluentValue<'a> {
    fn from(argument: Argument<'a>) -> Self {
        match argument {
            Argument::Text(text) => text.into(),
            Argument::Number(number) => number.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{LANGUAGES, Words};
    use crate::Language;

    /// The codes that have an `err-` message, read from the source itself.
    fn codes(language: usize, prefix: &str) -> BTreeSet<&'static str> {
        LANGUAGES[language]
            .1
            .iter()
            .flat_map(|file| file.lines())
            .filter_map(|line| {
                let (id, _) = line.split_once(" =")?;
                id.strip_prefix(prefix)
            })
            .collect()
    }

    #[test]
    fn every_error_says_what_to_do_in_every_language() {
        for language in Language::all() {
            let codes = codes(language.0, "err-");
            assert!(!codes.is_empty(), "{} has no error texts at all", language.tag());
            for code in codes {
                let words = Words::of(language).problem(code, []);
                assert!(words.is_some_and(|it| !it.what.is_empty() && !it.remedy.is_empty()), "{code}");
            }
        }
    }

    #[test]
    fn a_code_nobody_wrote_about_has_no_words() {
        assert_eq!(Words::of(Language::english()).problem("no-such-code", []), None);
    }

    #[test]
    fn the_window_has_a_title_of_its_own_in_each_language() {
        let titles: BTreeSet<String> = Language::all().map(|it| Words::of(it).window_title()).collect();
        assert_eq!(titles.len(), Language::all().count(), "each language names the app in its own way");
        assert!(!titles.contains(""), "and none is empty");
    }

    #[test]
    fn what_is_said_outside_the_ui_has_no_isolation_marks() {
        let said = Words::of(Language::english()).startup_failed("the reason");
        assert!(said.contains("the reason"), "the argument is in the text");
        assert!(!said.contains(['\u{2068}', '\u{2069}']), "a native dialog would show the marks");
    }
}
