//! A language that the app speaks, and finding the best one for a person.

use fluent_langneg::{
    LanguageIdentifier, NegotiationStrategy, convert_vec_str_to_langids_lossy, negotiate_languages,
};

use crate::words::tags;

/// A language with texts in `locales/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Language(pub(crate) usize);

impl Language {
    /// All of them, in the order of their tags.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..tags().count()).map(Self)
    }

    /// Its BCP 47 tag, such as `zh-CN`.
    pub fn tag(self) -> &'static str {
        tags().nth(self.0).unwrap_or("en")
    }

    /// The language with exactly this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        tags().position(|known| known == tag).map(Self)
    }

    /// The best language for someone who asks for `wanted`, most wanted first; English where nothing fits.
    ///
    /// Takes BCP 47 tags and the POSIX names of an environment (`zh_CN.UTF-8`).
    pub fn negotiate<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Self {
        let wanted = convert_vec_str_to_langids_lossy(wanted.into_iter().map(posix_to_tag));
        let available: Vec<LanguageIdentifier> = convert_vec_str_to_langids_lossy(tags());
        negotiate_languages(&wanted, &available, None, NegotiationStrategy::Lookup)
            .first()
            .and_then(|best| available.iter().position(|it| it == *best))
            .map_or_else(Self::english, Self)
    }

    /// The language that every other text was written beside.
    pub fn english() -> Self {
        Self::from_tag("en").unwrap_or(Self(0))
    }
}

fn posix_to_tag(name: &str) -> String {
    name.split(['.', '@']).next().unwrap_or_default().replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::Language;

    fn best(wanted: &[&str]) -> &'static str {
        Language::negotiate(wanted.iter().copied()).tag()
    }

    #[test]
    fn a_person_gets_the_nearest_language_there_is() {
        assert_eq!(best(&["zh-CN"]), "zh-CN", "the very language");
        assert_eq!(best(&["zh_CN.UTF-8"]), "zh-CN", "an environment's name for it");
        assert_eq!(best(&["zh-Hans-CN"]), "zh-CN", "script said aloud");
        assert_eq!(best(&["zh-Hans-SG"]), "zh-CN", "Chinese of another region is nearer than English");
        assert_eq!(best(&["en-GB"]), "en", "English of any region");
    }

    #[test]
    fn the_first_wish_that_can_be_met_wins() {
        assert_eq!(best(&["eo", "zh-CN", "en"]), "zh-CN", "a language nobody wrote is passed over");
        assert_eq!(best(&["en", "zh-CN"]), "en", "the order of the wishes counts");
    }

    #[test]
    fn nonsense_and_silence_get_english() {
        assert_eq!(best(&[]), "en");
        assert_eq!(best(&["C", "", "POSIX", "💥", "zh\u{0}CN"]), "en");
    }

    #[test]
    fn every_language_is_found_again_by_its_tag() {
        for language in Language::all() {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
        assert_eq!(Language::from_tag("zz"), None, "and no other is");
    }
}
