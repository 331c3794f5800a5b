//! The words of an edition's messages, to be compared with another edition's.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Entry, Resource};
use fluent_syntax::{parser, serializer};

use crate::Edition;

impl Edition {
    /// Every message of a language, its attributes with it, in one way of writing: two that are equal say the same. None for
    /// a language that the edition does not speak.
    pub fn wordings(&self, language: &str) -> Option<BTreeMap<String, String>> {
        let resource = match parser::parse(self.texts.get(language)?.as_str()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let messages = resource.body.into_iter().filter_map(|entry| match entry {
            Entry::Message(mut message) => {
                message.comment = None;
                let id = message.id.name.to_owned();
                Some((id, serializer::serialize(&Resource { body: vec![Entry::Message(message)] })))
            }
            _ => None,
        });
        Some(messages.collect())
    }
}

#[cfg(test)]
mod tests {
    use crate::Edition;

    #[test]
    fn words_are_found_in_a_language_that_the_edition_speaks_and_in_no_other() {
        let edition = Edition::bundled().unwrap();
        let (english, chinese) = (edition.wordings("en").unwrap(), edition.wordings("zh-CN").unwrap());
        assert!(english.contains_key("q-about-surname"), "each question has words");
        assert_ne!(english["q-about-surname"], chinese["q-about-surname"], "in each language its own");
        assert!(!english["q-about-surname"].contains('#'), "a comment is not said to anybody");
        assert_eq!(edition.wordings("tlh"), None, "nobody wrote it in Klingon");
    }
}
