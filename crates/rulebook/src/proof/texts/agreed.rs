//! Words that somebody agrees to: they do not change under the version that was agreed to.
//!
//! Beside its version each consent bears the fingerprint of its words in all languages. Whoever changes a word is refused
//! until the fingerprint is renewed, and is told to renew the version with it; `diff` says aloud where that was not done.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::words::Words;
use crate::fields::{Field, question_id};
use crate::{Edition, Refusal};

/// Bytes of the hash that are written down.
const BYTES: usize = 8;

/// The words of each consent, hashed one language after the other.
#[derive(Default)]
pub(super) struct Agreed(BTreeMap<String, Sha256>);

impl Agreed {
    /// Takes one language's words.
    pub(super) fn read(&mut self, edition: &Edition, tag: &str, words: &Words<'_>) {
        for consent in consents(edition) {
            let id = question_id(&consent.pointer);
            let Some(text) = words.texts.get(&id) else { continue };
            let hash = self.0.entry(id).or_default();
            // Lengths keep "a" + "bc" apart from "ab" + "c".
            for part in [tag].into_iter().chain(text.said.iter().copied()) {
                hash.update(part.len().to_le_bytes());
                hash.update(part);
            }
        }
    }

    /// Refuses a consent whose words have another fingerprint than it says; `first` tells where they stand.
    pub(super) fn prove(&self, edition: &Edition, first: &Words<'_>) -> Result<(), Refusal> {
        for consent in consents(edition) {
            let id = question_id(&consent.pointer);
            let (Some(version), Some(hash)) = (&consent.text_version, self.0.get(&id)) else { continue };
            let found = written(hash);
            if version.fingerprint != found {
                let refusal = first.refuse("text-version-stale", &id).with("version", &version.words);
                return Err(refusal.with("fingerprint", found));
            }
        }
        Ok(())
    }
}

fn consents(edition: &Edition) -> impl Iterator<Item = &Field> {
    edition.fields().filter(|field| field.text_version.is_some())
}

fn written(hash: &Sha256) -> String {
    let mut text = String::new();
    for byte in hash.clone().finalize().iter().take(BYTES) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
