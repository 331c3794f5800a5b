//! What goes over the wire between app and platform, and what each answer means.
//!
//! A declaration travels as an [`Envelope`]: sealed on the traveller's machine to the platform's public key, so that
//! neither the outbox nor anything between can read it. The platform answers with a [`SignedReceipt`], its word that
//! it holds exactly those bytes; only then does a row leave the outbox. What became of the declaration is a
//! [`Status`], read with the [`FollowToken`] whose digest travelled inside the envelope; the right to write is the
//! [`RevisionToken`], which certifies the id and leaves the machine inside envelopes alone. Every refusal is a [`Problem`]
//! (RFC 9457) with a code and, where answers are concerned, pointers and rule ids, and never an answer.
//!
//! What changes anything at a traveller is signed: receipt, status, and the [`Refusal`] inside a problem. An answer that is not
//! signed, whatever its status, is at most "try again later".
//!
//! [`PlatformApi`] is the whole protocol as one trait: the app's HTTP client and the server's core both implement it,
//! so that either can stand in for the other in a test. There is no I/O, no clock and no thread in this crate.
//!
//! | request | body | answer |
//! | --- | --- | --- |
//! | `PUT /v2/declarations/{id}/revisions/{n}` | envelope, [`ENVELOPE_TYPE`] | receipt, [`SIGNED_TYPE`] |
//! | `PUT /v2/declarations/{id}/letters/{n}` | sealed [`Letter`], [`ENVELOPE_TYPE`] | receipt, [`SIGNED_TYPE`] |
//! | `GET /v2/declarations/{id}`, `Authorization: Bearer` follow token, `If-None-Match` | | signed [`Status`] with `ETag`, or 304 |
//! | `POST /v2/statuses` | [`StatusQuestions`], JSON | [`StatusReplies`], JSON |
//! | `GET /v2/rulebook` | | [`RulebookNotice`] |
//! | `GET /v2/rulebook/metadata/{file}`, `GET /v2/rulebook/targets/{*file}` | | a file of the TUF repository of editions |
//! | `POST /v2/personal-links` | [`LinkQuestions`], JSON | [`AnsweredLinks`], signed |
//! | `GET /v2/keys` | | [`Keys`] |

mod address;
mod api;
mod claim;
mod envelope;
mod jws;
mod key_ring;
mod keys;
mod letter;
mod personal_link;
mod phone;
mod platform_id;
mod problem;
mod profile;
mod receipt;
mod reference;
mod refusal;
mod rulebook_notice;
mod secret;
mod stages;
mod status;
mod statuses;
mod submission;
mod way;

pub use address::{Address, Sealed};
pub use api::{PlatformApi, StatusAnswer};
pub use claim::ClaimCode;
pub use envelope::{ENVELOPE_TYPE, Envelope, EnvelopeError, MAX_ENVELOPE_BYTES};
pub use jws::{SIGNED_TYPE, SignedError};
pub use key_ring::{KeyRing, KeyRingError, KeyUse, RingKey};
pub use keys::{KeyError, Keys, PublicKey, ReceiptSigner, SealingSecret, key_id};
pub use letter::{LETTER_TEXT, Letter, ReviewReason, Says};
pub use personal_link::{
    AnsweredLink, AnsweredLinks, LINK_DAYS, LinkQuestion, LinkQuestions, MOST_LINKS, PersonalLink,
    born_digest, verify_answered_links,
};
pub use phone::PhoneLink;
pub use platform_id::PlatformId;
pub use problem::{PROBLEM_TYPE, Problem, ProblemCode, ProblemDetail};
pub use profile::{PROFILE_FILE, PlatformProfile, ProfileError, authorities_fingerprint};
pub use receipt::{Receipt, SignedReceipt, verify};
pub use reference::{Reference, ReferenceError};
pub use refusal::{Refusal, verify_refusal};
pub use rulebook_notice::{EditionNotice, RulebookNotice};
pub use secret::{
    DeclarationSecret, EnrolmentToken, FollowToken, LinkToken, PhoneToken, RevisionToken, TokenError,
};
pub use stages::ShownStage;
pub use status::{Message, Status, verify_status};
pub use statuses::{
    LONGEST_TAG, MOST_QUESTIONS, StatusQuestion, StatusQuestions, StatusReplies, StatusReply,
};
pub use submission::{Kind, Submission, TokenDigest};
pub use way::{Desk, Look, Next, Review, Role, Seen, Stage, Step, sayable};

/// Base64url without padding: how bytes are written in every JSON document of this protocol.
pub(crate) mod base64url {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

    pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The bytes, or nothing where the text is not canonical base64url.
    pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
        URL_SAFE_NO_PAD.decode(text).ok()
    }
}
