//! One rule about words: which texts it binds, what each of them says, what none of them says.

use crate::texts::Text;

/// The texts that a rule binds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum At {
    /// All texts of the language.
    Everywhere,
    /// Those that a traveller reads.
    Traveller,
    /// Those of the officers' page.
    Desk,
    /// These messages and attributes; `*` stands for anything.
    Ids(&'static [&'static str]),
    /// Whatever names this word.
    Naming(&'static str),
}

/// One rule; `was` is a text that broke it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) at: At,
    pub(crate) says: &'static [&'static str],
    pub(crate) never: &'static [&'static str],
    /// Phrases in which a forbidden word is the right one.
    pub(crate) except: &'static [&'static str],
    pub(crate) was: &'static str,
    pub(crate) because: &'static str,
}

/// Texts that say all of these words.
pub(crate) fn says(at: At, says: &'static [&'static str], was: &'static str, because: &'static str) -> Rule {
    Rule { at, says, never: &[], except: &[], was, because }
}

/// Texts that say none of these words.
pub(crate) fn never(
    at: At,
    never: &'static [&'static str],
    was: &'static str,
    because: &'static str,
) -> Rule {
    Rule { at, says: &[], never, except: &[], was, because }
}

impl Rule {
    /// The same rule, but a forbidden word may stand in these phrases.
    pub(crate) fn except(self, except: &'static [&'static str]) -> Self {
        Self { except, ..self }
    }

    /// The same rule, which forbids these words as well.
    pub(crate) fn and_never(self, never: &'static [&'static str]) -> Self {
        Self { never, ..self }
    }

    /// The texts that it binds.
    pub(crate) fn binds<'a>(&self, all: &'a [Text]) -> Vec<&'a Text> {
        all.iter().filter(|text| self.at.is(text)).collect()
    }

    /// What is wrong with a text, if anything is.
    pub(crate) fn fault(&self, text: &Text) -> Option<String> {
        let mut rest = text.said.clone();
        for phrase in self.except {
            rest = rest.replace(phrase, "");
        }
        let wrong = self.never.iter().find(|word| rest.contains(**word)).map(|word| format!("says “{word}”"));
        let lacking = self.says.iter().find(|word| !text.said.contains(**word));
        let what = wrong.or_else(|| lacking.map(|word| format!("does not say “{word}”")))?;
        Some(format!("{} {what}: {}. It reads: {}", text.id, self.because, text.said))
    }
}

impl At {
    fn is(self, text: &Text) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Traveller => matches!(text.file, "app" | "me" | "rulebook"),
            Self::Desk => text.file == "desk",
            Self::Ids(ids) => ids.iter().any(|id| matches_id(id, &text.id)),
            Self::Naming(word) => text.said.contains(word),
        }
    }
}

fn matches_id(pattern: &str, id: &str) -> bool {
    match pattern.split_once('*') {
        Some((beginning, end)) => id.starts_with(beginning) && id.ends_with(end),
        None => id == pattern,
    }
}
