//! What is inside an envelope. Nothing on the wire has this shape, so it is not derived from a handler.

use platform_api::{ProblemCode, ReviewReason};
use serde_json::{Value, json};

/// A token, or the digest of one: 32 bytes in base64url.
const OF_32_BYTES: &str = "^[A-Za-z0-9_-]{43}$";

/// The plaintext of a revision.
pub(super) fn submission() -> Value {
    json!({
        "description": "The plaintext of an envelope before it is sealed (HPKE, RFC 9180: base mode, X25519, HKDF-SHA256, \
            ChaCha20-Poly1305; info `guitu envelope v2`; additional data: the declaration's 16 bytes, the revision as \
            four bytes with the highest first, the key id). Spaces may follow to hide its length.",
        "type": "object",
        "additionalProperties": false,
        "required": [
            "declaration", "revision", "edition", "kind", "answers", "revision_token", "follow_digest", "language",
            "sealed_at"
        ],
        "properties": {
            "declaration": { "type": "string", "format": "uuid" },
            "revision": { "type": "integer", "minimum": 1, "maximum": 4294967295u32 },
            "edition": { "type": "integer", "minimum": 1 },
            "kind": { "type": "string", "enum": ["declare", "intend", "confirm", "withdraw"] },
            "answers": { "anyOf": [{ "$ref": "#/components/schemas/Answers" }, { "type": "null" }] },
            "revision_token": revision_token(),
            "follow_digest": {
                "type": "string", "pattern": OF_32_BYTES,
                "description": "SHA-256 of the follow token that may read the status from now on"
            },
            "language": {
                "type": "string", "description": "BCP 47", "maxLength": 35,
                "pattern": "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$", "examples": ["zh-CN"]
            },
            "sealed_at": { "type": "string", "format": "date-time" },
            "organisation": {
                "type": "string", "pattern": OF_32_BYTES,
                "description": format!(
                    "The enrolment token of the organisation that helps, where one does. One that is not known is refused as `{}`, one \
                     whose quota of the day is used up as `{}`",
                    ProblemCode::OrganisationUnknown.as_str(), ProblemCode::OrganisationFull.as_str()
                )
            }
        },
        "examples": [{
            "declaration": "0192f0c1-7c1e-7b6a-9d53-5f6d2f6f3a10", "revision": 2, "edition": 1, "kind": "withdraw", "answers": null,
            "revision_token": "A".repeat(43), "follow_digest": "B".repeat(43), "language": "zh-CN", "sealed_at": "2020-03-27T04:00:00Z"
        }]
    })
}

/// The plaintext of a letter.
pub(super) fn letter() -> Value {
    let says = |what: &str, needed: &[&str], more: Value| {
        let mut properties = more;
        properties["says"] = json!({ "const": what });
        let required: Vec<&str> = [&["says"], needed].concat();
        json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
    };
    let text = json!({ "type": ["string", "null"], "maxLength": platform_api::LETTER_TEXT });
    let digest = json!({ "type": "string", "pattern": OF_32_BYTES });
    let reasons = [
        ReviewReason::Places,
        ReviewReason::Test,
        ReviewReason::Illness,
        ReviewReason::OtherPerson,
        ReviewReason::Other,
    ];
    json!({
        "description": "The plaintext of a letter before it is sealed as an envelope is, with the format `guitu letter v1` and the \
            letter's number in the place of the revision.",
        "type": "object",
        "additionalProperties": false,
        "required": ["declaration", "number", "says", "said_at", "revision_token"],
        "properties": {
            "declaration": { "type": "string", "format": "uuid" },
            "number": { "type": "integer", "minimum": 1, "maximum": 4294967295u32 },
            "says": { "oneOf": [
                says("boarded", &[], json!({})),
                says("landed", &[], json!({})),
                says("missed-flight", &[], json!({})),
                says("takes-back", &[], json!({ "letter": { "type": ["integer", "null"], "minimum": 1 } })),
                says("review", &["reason"], json!({ "reason": { "enum": reasons }, "text": text })),
                says("misuse", &[], json!({ "text": text })),
                says("stays-abroad", &[], json!({ "text": text })),
                says("lets-phone", &["digest", "asks_birth"], json!({ "digest": digest, "asks_birth": { "type": "boolean" } })),
                says("shuts-phones", &[], json!({})),
                says("asks-member", &["digest", "until", "edition", "minor", "volunteer"], json!({
                    "digest": digest, "until": { "type": "string", "format": "date-time" },
                    "edition": { "type": "integer", "minimum": 1 }, "born": digest, "minor": { "type": "boolean" },
                    "volunteer": { "type": "string", "maxLength": 120 },
                    "wording": { "type": ["string", "null"], "maxLength": 2000 }
                })),
                says("ends-link", &["letter"], json!({ "letter": { "type": "integer", "minimum": 1 } })),
            ] },
            "said_at": { "type": "string", "format": "date-time" },
            "revision_token": revision_token(),
            "organisation": {
                "type": "string", "pattern": OF_32_BYTES,
                "description": "The enrolment token of the organisation that helps; a letter that `asks-member` needs it"
            }
        },
        "examples": [{
            "declaration": "0192f0c1-7c1e-7b6a-9d53-5f6d2f6f3a10", "number": 1, "says": { "says": "boarded" },
            "said_at": "2020-03-27T04:00:00Z", "revision_token": "A".repeat(43)
        }]
    })
}

fn revision_token() -> Value {
    json!({
        "type": "string", "pattern": OF_32_BYTES,
        "description": "HKDF-SHA-256 of the declaration's secret, info `guitu revision token v2`. The 74 random bits of the id are \
            those of its SHA-256"
    })
}
