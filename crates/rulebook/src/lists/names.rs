//! The names of a row, by language. There are eight thousand rows with two names each, so a map would cost megabytes.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Names by language tag, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(Box<[(Cow<'static, str>, String)]>);

impl Names {
    /// The name in a language.
    pub fn get(&self, language: &str) -> Option<&String> {
        self.0.iter().find(|(tag, _)| tag == language).map(|(_, name)| name)
    }

    /// The names in all languages.
    pub fn values(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(_, name)| name)
    }

    /// Languages with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, name)| (language.as_ref(), name.as_str()))
    }
}

impl Serialize for Names {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Names;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("names by language")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Names, A::Error> {
        let mut names: Vec<(Cow<'static, str>, String)> = Vec::with_capacity(2);
        while let Some((language, name)) = map.next_entry::<String, String>()? {
            if names.iter().any(|(known, _)| *known == language) {
                return Err(A::Error::custom("a language stands twice"));
            }
            let language = match language.as_str() {
                "en" => Cow::Borrowed("en"),
                "zh" => Cow::Borrowed("zh"),
                _ => Cow::Owned(language),
            };
            names.push((language, name));
        }
        Ok(Names(names.into_boxed_slice()))
    }
}
