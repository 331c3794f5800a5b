//! Who a platform is: the hash of the first version of its rulebook's root of trust.
//!
//! Address, name and keys of a platform may change; its first root cannot, and every later root is signed by the one before.
//! So two profiles are of one platform exactly if their first roots are the same.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use crate::base64url;

/// SHA-256 of the signed part of the first root in canonical JSON, base64url.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct PlatformId(String);

impl PlatformId {
    /// The identity that a root of trust stands for; none where it is not a first version.
    pub fn of_root(root: &Value) -> Option<Self> {
        let signed = root.get("signed")?;
        if signed.get("_type")? != "root" || signed.get("version")?.as_u64()? != 1 {
            return None;
        }
        let mut text = Vec::new();
        write_canonical(signed, &mut text);
        Some(Self(base64url::encode(Sha256::digest(text))))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A few groups of it, for people who compare two screens.
    pub fn fingerprint(&self) -> String {
        fingerprint(&base64url::decode(&self.0).unwrap_or_default())
    }
}

/// The first ten bytes of a hash in five groups: enough that nobody makes another one alike, short enough to be read out.
pub(crate) fn fingerprint(hash: &[u8]) -> String {
    let hex: Vec<String> = hash.iter().take(10).map(|byte| format!("{byte:02X}")).collect();
    hex.chunks(2).map(|pair| pair.concat()).collect::<Vec<_>>().join(" ")
}

impl std::fmt::Display for PlatformId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Members by name, no blanks: the same document gives the same bytes, however it was laid out.
fn write_canonical(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Object(members) => {
            let mut names: Vec<_> = members.keys().collect();
            names.sort();
            out.push(b'{');
            for (at, name) in names.into_iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                write_canonical(&Value::from(name.as_str()), out);
                out.push(b':');
                write_canonical(&members[name], out);
            }
            out.push(b'}');
        }
        Value::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                write_canonical(item, out);
            }
            out.push(b']');
        }
        plain => out.extend_from_slice(plain.to_string().as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn root(version: u64, key: &str) -> Value {
        json!({ "signatures": [], "signed": { "_type": "root", "version": version, "keys": { "b": key, "a": [1, null] } } })
    }

    #[test]
    fn a_platform_is_its_first_root_however_that_is_laid_out_and_by_whomever_it_is_signed() {
        let id = PlatformId::of_root(&root(1, "k")).unwrap();
        let other_order: Value = serde_json::from_str(
            r#"{ "signed": { "version": 1, "keys": { "a": [1, null], "b": "k" }, "_type": "root" }, "signatures": [{}] }"#,
        )
        .unwrap();
        assert_eq!(
            PlatformId::of_root(&other_order),
            Some(id.clone()),
            "order and signatures are not identity"
        );
        assert_ne!(
            PlatformId::of_root(&root(1, "other")),
            Some(id.clone()),
            "other keys are another platform"
        );
        assert_eq!(PlatformId::of_root(&root(2, "k")), None, "a later root does not say where it comes from");
        assert_eq!(
            PlatformId::of_root(&json!({ "signed": { "version": 1 } })),
            None,
            "nor does another document"
        );
        let shown = id.fingerprint();
        assert_eq!((shown.len(), shown.split(' ').count()), (24, 5), "five groups can be read out: {shown}");
    }
}
