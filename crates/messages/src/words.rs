//! The texts of one language, parsed once.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

use crate::Language;

include!(concat!(env!("OUT_DIR"), "/table.rs"));

static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| LANGUAGES.iter().map(Words::parse).collect());

/// The tags of all languages, in order.
pub(crate) fn tags() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(tag, _)| *tag)
}

/// What Rust can say in one language: a method for each message of `host.ftl`. Without the marks that isolate a text's
/// direction: what leaves here goes to a title bar, which would show them.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of a language; parsed at first use.
    pub fn of(language: Language) -> &'static Self {
        &WORDS[language.0]
    }

    fn parse((tag, text): &(&'static str, &'static str)) -> Self {
        let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
        bundle.set_use_isolating(false);
        // build.rs has proved that the text parses: the error half is empty.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
        Self { bundle }
    }

    fn say<const N: usize>(&self, id: &str, arguments: [(&str, &str); N]) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        let given: FluentArgs<'_> = arguments.into_iter().collect();
        // An argument that is missing is said as its name; the text is still worth more than silence.
        let text =
            pattern.map(|it| self.bundle.format_pattern(it, Some(&given), &mut Vec::new()).into_owned());
        text.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Words;
    use crate::Language;

    #[test]
    fn the_window_has_a_title_of_its_own_in_each_language() {
        let titles: BTreeSet<String> = Language::all().map(|it| Words::of(it).window_title()).collect();
        assert_eq!(titles.len(), Language::all().count(), "each language names the app in its own way");
        assert!(!titles.contains(""), "and none is empty");
    }

    #[test]
    fn what_is_said_outside_the_ui_has_no_isolation_marks() {
        let words = Words::parse(&("en", "greeting = To { $name }"));
        assert_eq!(words.say("greeting", [("name", "Yu")]), "To Yu", "a title bar would show the marks");
    }
}
