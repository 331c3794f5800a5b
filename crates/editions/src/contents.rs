//! What a verified repository lists: editions, each a set of files by name.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use tough::schema::Target;
use tough::{Repository, TargetName};

use crate::EditionsError;

/// More editions than the card of 2020 had, by far.
const MAX_EDITIONS: usize = 200;
/// An edition has about twenty.
const MAX_FILES: usize = 100;
/// All files of one edition together.
const MAX_EDITION_BYTES: u64 = 32 * 1024 * 1024;

/// Of risk lists only so many of the newest are looked at: one for each edition that may refuse what came after.
const NEWEST_LISTS: usize = 3;
/// The folder of risk lists.
pub(crate) const LISTS: &str = "risks";
/// Who signs for the platform's own keys, apart from whoever signs for editions; and what they sign for.
pub(crate) const KEYS_ROLE: &str = "platform-keys";
pub(crate) const KEYS_TARGET: &str = "platform-keys.json";

/// What a repository lists.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// Files by name, editions by number.
    pub(crate) editions: BTreeMap<u32, BTreeMap<String, Listed>>,
    /// The newest risk lists by number.
    pub(crate) lists: BTreeMap<u32, Listed>,
    /// The platform's keys; only as their own role lists them.
    pub(crate) platform_keys: Option<Listed>,
}

/// A file as the targets metadata lists it.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) target: TargetName,
    pub(crate) length: u64,
    pub(crate) sha256: String,
}

impl Listed {
    /// Whether these are the bytes that were signed for.
    pub(crate) fn is(&self, bytes: &[u8]) -> bool {
        bytes.len() as u64 == self.length && sha256(bytes) == self.sha256
    }
}

/// The editions and risk lists of a repository. Targets that are named as neither are no concern of this version.
pub(crate) fn of(repository: &Repository) -> Result<Contents, EditionsError> {
    let mut contents = Contents::default();
    for (target, listed) in &repository.targets().signed.targets {
        if let Some((number, name)) = edition_file(target) {
            let listed = Listed::new(target, listed)?;
            contents.editions.entry(number).or_default().insert(name.to_owned(), listed);
        } else if let Some(number) = list(target) {
            contents.lists.insert(number, Listed::new(target, listed)?);
            while contents.lists.len() > NEWEST_LISTS {
                contents.lists.pop_first();
            }
        }
    }
    if let Ok(own) = repository.targets().signed.delegated_targets(KEYS_ROLE)
        && let Some((target, listed)) =
            own.signed.targets.iter().find(|(target, _)| target.raw() == KEYS_TARGET)
    {
        contents.platform_keys = Some(Listed::new(target, listed)?);
    }
    if contents.editions.len() > MAX_EDITIONS {
        return Err(EditionsError::Oversized(format!("{} editions", contents.editions.len())));
    }
    for (number, files) in &contents.editions {
        let bytes = files.values().fold(0u64, |sum, file| sum.saturating_add(file.length));
        if files.len() > MAX_FILES || bytes > MAX_EDITION_BYTES {
            return Err(EditionsError::Oversized(format!(
                "edition {number}: {} files, {bytes} bytes",
                files.len()
            )));
        }
    }
    Ok(contents)
}

/// When the first of the four roles runs out.
pub(crate) fn expires(repository: &Repository) -> DateTime<Utc> {
    let first = [
        repository.root().signed.expires,
        repository.timestamp().signed.expires,
        repository.snapshot().signed.expires,
        repository.targets().signed.expires,
    ]
    .into_iter()
    .min()
    .unwrap_or_default();
    DateTime::from_timestamp(first.as_second(), 0).unwrap_or_default()
}

/// Lower-case hexadecimal, as TUF writes it in file names.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Listed {
    fn new(target: &TargetName, listed: &Target) -> Result<Self, EditionsError> {
        let sha256: String = listed.hashes.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        if sha256.len() != 64 {
            return Err(EditionsError::Mismatch(format!("{}: not a SHA-256", target.raw())));
        }
        if listed.length > rulebook::vocabulary::MAX_FILE_BYTES as u64 {
            return Err(EditionsError::Oversized(format!("{}: {} bytes", target.raw(), listed.length)));
        }
        Ok(Self { target: target.clone(), length: listed.length, sha256 })
    }
}

/// `2/texts/en.ftl` is the file `texts/en.ftl` of edition 2.
fn edition_file(target: &TargetName) -> Option<(u32, &str)> {
    let (number, name) = target.raw().split_once('/')?;
    let number = number.parse().ok().filter(|parsed: &u32| *parsed > 0 && parsed.to_string() == number)?;
    is_file_name(name).then_some((number, name))
}

/// `risks/7.json` is risk list 7.
pub(crate) fn list(target: &TargetName) -> Option<u32> {
    let number = target.raw().strip_prefix(LISTS)?.strip_prefix('/')?.strip_suffix(".json")?;
    number.parse().ok().filter(|parsed: &u32| *parsed > 0 && parsed.to_string() == number)
}

/// The names that an edition's files may have: at most one folder deep, and nothing that means something to a shell, a
/// file system or a URL.
pub(crate) fn is_file_name(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
    };
    name.len() <= 100 && name.split('/').count() <= 2 && name.split('/').all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_and_a_plain_name_are_an_editions_file() {
        let file = |name: &str| {
            let target = TargetName::new(name).unwrap();
            edition_file(&target).map(|(number, name)| (number, name.to_owned()))
        };
        assert_eq!(file("2/edition.json"), Some((2, "edition.json".into())), "a file of edition 2");
        assert_eq!(file("2/texts/zh-CN.ftl"), Some((2, "texts/zh-CN.ftl".into())), "one folder deep");
        for other in [
            "edition.json",
            "0/edition.json",
            "02/a.json",
            "+2/a.json",
            "2/a/b/c.json",
            "2/.hidden",
            "2/a b",
            "x/1",
        ] {
            assert_eq!(file(other), None, "{other} is no file of an edition");
        }
    }
}
