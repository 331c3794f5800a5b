//! Proving the words: every message is there in every language, says what it is given and nothing else, in the script of
//! its language; and none is left over.

mod agreed;
mod needed;
mod script;
mod words;

use std::collections::{BTreeMap, HashSet};

use needed::{may_have, needed};
use words::{Text, Words};

use crate::vocabulary::LANGUAGES;
use crate::{Edition, Refusal};

/// Ids of all messages that the edition names.
pub(crate) fn message_ids(edition: &Edition) -> HashSet<String> {
    needed(edition).into_keys().collect()
}

/// Proves the texts of all languages, one against the data and each against the first.
pub(crate) fn texts(edition: &Edition) -> Result<(), Refusal> {
    for language in LANGUAGES {
        if !edition.texts.contains_key(language) {
            return Err(Refusal::new("file-missing", &format!("texts/{language}.ftl"), ""));
        }
    }
    let needed = needed(edition);
    let mut first: Option<Words<'_>> = None;
    let mut agreed = agreed::Agreed::default();
    let languages = edition.texts.iter().filter(|(tag, _)| *tag != LANGUAGES[0]);
    for (tag, source) in edition.texts.get_key_value(LANGUAGES[0]).into_iter().chain(languages) {
        let file = format!("texts/{tag}.ftl");
        if !is_tag(tag) {
            return Err(Refusal::new("text-language", &file, "").with("language", tag).on_line(1));
        }
        let words = Words::read(file, source)?;
        against_data(&words, &needed)?;
        agreed.read(edition, tag, &words);
        for (id, text) in &words.texts {
            if let Some(expected) = script::foreign(tag, &text.said) {
                return Err(words.refuse("text-script", id).with("expected", expected));
            }
        }
        match &first {
            None => first = Some(words),
            Some(first) => against_first(&words, first)?,
        }
    }
    first.map_or(Ok(()), |first| agreed.prove(edition, &first))
}

fn against_data(words: &Words<'_>, needed: &BTreeMap<String, Vec<&str>>) -> Result<(), Refusal> {
    if let Some(id) = needed.keys().find(|id| !words.texts.contains_key(*id)) {
        return Err(words.refuse("text-missing", id));
    }
    for (id, text) in &words.texts {
        let Some(given) = needed.get(id) else {
            if !may_have(id, needed) {
                return Err(words.refuse("text-unused", id));
            }
            let given: &[&str] = needed::given(id);
            argument(words, id, text, given)?;
            continue;
        };
        argument(words, id, text, given)?;
    }
    Ok(())
}

/// A text names only arguments that it is given.
fn argument(words: &Words<'_>, id: &str, text: &Text<'_>, given: &[&str]) -> Result<(), Refusal> {
    match text.arguments.iter().find(|argument| !given.contains(argument)) {
        Some(stranger) => Err(words.refuse("text-argument", id).with("argument", stranger)),
        None => Ok(()),
    }
}

/// Languages say the same things of the same messages: what one tells, no other keeps back. Only whom a text speaks of may go
/// unsaid: Chinese asks “有过下列症状吗？” where English needs a subject.
fn against_first(words: &Words<'_>, first: &Words<'_>) -> Result<(), Refusal> {
    for (id, text) in first.texts.iter().filter(|(id, _)| !id.starts_with('-')) {
        let Some(other) = words.texts.get(id) else {
            return Err(words.refuse("text-missing", id));
        };
        if let Some(lost) = lost(text, other) {
            return Err(words.refuse("text-argument-missing", id).with("argument", lost));
        }
        if let Some(more) = lost(other, text) {
            return Err(first.refuse("text-argument-missing", id).with("argument", more));
        }
    }
    match words.texts.keys().find(|id| !id.starts_with('-') && !first.texts.contains_key(*id)) {
        Some(id) => Err(first.refuse("text-missing", id)),
        None => Ok(()),
    }
}

/// What a text tells and its other language keeps back.
fn lost<'a>(text: &Text<'a>, other: &Text<'_>) -> Option<&'a str> {
    let mut told = text.arguments.iter().copied();
    told.find(|argument| !other.arguments.contains(argument) && !needed::WHO.contains(argument))
}

/// Whether a tag has the form of BCP 47's: a language, then subtags of letters and digits.
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
