//! Refusals as RFC 9457 problem documents.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// Media type of a problem document.
pub const PROBLEM_TYPE: &str = "application/problem+json";

/// A refusal. `code` is what software acts on; `title` is English for whoever reads a trace. Never holds an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, thiserror::Error)]
#[error("{code} ({status})")]
pub struct Problem {
    /// `urn:guitu:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The same words for the same code.
    pub title: String,
    /// The HTTP status; 0 where no platform has answered (a client's own problem, never on the wire).
    pub status: u16,
    /// A [`ProblemCode`], or one that only a newer platform knows.
    pub code: String,
    /// What is wrong with the answers, one entry per place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemDetail>,
    /// The same, signed, where it is the platform's last word on these bytes: see [`Refusal`](crate::Refusal).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<String>,
    /// Seconds after which to ask again: the `Retry-After` header, kept with the document by who was asked to wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
}

/// One thing wrong with the answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProblemDetail {
    /// JSON Pointer of the answer.
    pub pointer: String,
    /// Id of the rule that speaks.
    pub rule: String,
    /// The rule's arguments as far as they are the rulebook's own (limits, counts), never answers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = Object)]
    pub arguments: BTreeMap<String, Value>,
}

macro_rules! problem_codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:literal, $title:literal;)*) => {
        /// The codes that this version knows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum ProblemCode { $($(#[$doc])* $name,)* }

        impl ProblemCode {
            /// All of them.
            pub const ALL: &[ProblemCode] = &[$(ProblemCode::$name,)*];

            /// The code as it stands in a document.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The HTTP status it goes with; 0 for what a client finds out by itself.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// The title, in English.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

problem_codes! {
    /// The request is not understood: an address or a header that is not one.
    BadRequest = "bad-request", 400, "The request cannot be understood.";
    /// The body is not an envelope.
    EnvelopeMalformed = "envelope-malformed", 400, "The body is not an envelope.";
    /// The envelope belongs to another address.
    EnvelopeWrongAddress = "envelope-wrong-address", 400, "The envelope belongs to another address.";
    /// The id is not certified by the revision token inside the envelope. Said before anything is looked up.
    RevisionTokenWrong = "revision-token-wrong", 403, "This sender may not write this declaration.";
    /// The enrolment token inside the envelope is no organisation's, or was taken back.
    OrganisationUnknown = "organisation-unknown", 403, "This organisation is not enrolled.";
    /// The organisation has sent as many new declarations as it may within a day.
    OrganisationFull = "organisation-full", 429, "This organisation has sent as many declarations as it may today.";
    /// No such declaration for this token: unknown id, missing token and wrong token alike.
    DeclarationNotFound = "declaration-not-found", 404, "There is no such declaration for this token.";
    /// No such address.
    NotFound = "not-found", 404, "There is nothing at this address.";
    /// The address exists, the method does not.
    MethodNotAllowed = "method-not-allowed", 405, "This address does not take that method.";
    /// The request took too long to arrive or to answer.
    RequestTimeout = "request-timeout", 408, "The request took too long.";
    /// No session: none was begun, it has ended, or it was revoked.
    NotSignedIn = "not-signed-in", 401, "Nobody is signed in.";
    /// The role may not do this.
    NotAllowed = "not-allowed", 403, "This role may not do this.";
    /// The request comes from another site's page.
    OtherSite = "other-site", 403, "The request does not come from this platform's page.";
    /// A one-time link that was used, is over, or never was.
    LinkNotValid = "link-not-valid", 404, "This link counts no more.";
    /// A passkey that is not known here, or was not shown as it should be.
    PasskeyRefused = "passkey-refused", 403, "The passkey is not taken.";
    /// Nobody within the officer's scope: unknown and elsewhere are the same.
    NobodyFound = "nobody-found", 404, "Nobody is found.";
    /// A look-up that needs the birth date beside the number.
    BirthDateNeeded = "birth-date-needed", 400, "The birth date is needed too.";
    /// The birth date is another.
    BirthDateWrong = "birth-date-wrong", 403, "The birth date is another.";
    /// A machine readable zone that cannot be read without a doubt.
    ZoneUnreadable = "zone-unreadable", 400, "The machine readable zone cannot be read.";
    /// A telephone number that exists nowhere, or one without its country.
    TelephoneMalformed = "telephone-malformed", 422, "This is no telephone number with its country's code.";
    /// Somebody's colour is another one than those of the people on a bus.
    BusMixes = "bus-mixes", 409, "People with another colour are on this bus.";
    /// A minor would go without whoever goes with them.
    MinorParted = "minor-parted", 409, "A minor and their carer would be parted.";
    /// The code and the document in hand belong to different people.
    ZoneDisagrees = "zone-disagrees", 409, "Code and document belong to different people.";
    /// A code that was given as a sample, where the rules are none.
    CodeIsSample = "code-is-sample", 409, "The code is a sample.";
    /// A code that this platform did not sign, or that was changed.
    CodeNotOurs = "code-not-ours", 409, "The code is not one of this platform's.";
    /// A flight that has people of whom nobody knows what became.
    FlightHasUnmet = "flight-has-unmet", 409, "Not everybody of this flight was met.";
    /// An observation that is longer than the source of the rules allows.
    ObservationTooLong = "observation-too-long", 422, "The observation is longer than the rules allow.";
    /// Somebody with a green code is to be sampled without a reason that is known.
    SamplingReasonNeeded = "sampling-reason-needed", 422, "Sampling a person with a green code needs a reason.";
    /// A word that has another stage, or another desk.
    NotNow = "not-now", 409, "This is not possible at this stage.";
    /// Another word, or another time of it, is kept under the id that the page drew.
    EventConflict = "event-conflict", 409, "Another word is kept under this id.";
    /// Another county was asked, or is responsible.
    OtherCountyAnswers = "other-county-answers", 403, "Another county answers.";
    /// It would lower a risk on one person's word, without a laboratory's record.
    SecondAwaited = "second-awaited", 409, "The same was said before and waits for a second officer.";
    /// A port, a county, a barcode or a reason that is on no list.
    WordNotKnown = "word-not-known", 422, "This is on no list.";
    /// Too long ago to be a scan, or a day that no call is put off to.
    TimeNotPossible = "time-not-possible", 422, "This time is not possible.";
    /// A review that is to be granted for what has not been recorded.
    ReviewChangesNothing = "review-changes-nothing", 409, "Nothing was recorded that would change the code.";
    /// Role, scope and name that make no account.
    AccountMalformed = "account-malformed", 422, "These make no account.";
    /// Other bytes are stored under the same address.
    RevisionConflict = "revision-conflict", 409, "Other bytes are stored as this revision.";
    /// A later revision is stored already.
    RevisionSuperseded = "revision-superseded", 409, "A later revision is stored already.";
    /// The revision is too far ahead of the one that is stored.
    RevisionTooFar = "revision-too-far", 409, "This revision is too far ahead of the stored one.";
    /// The body is larger than an envelope may be.
    EnvelopeTooLarge = "envelope-too-large", 413, "The body is larger than an envelope may be.";
    /// The body is announced as something else than an envelope.
    UnsupportedMediaType = "unsupported-media-type", 415, "The body is not announced as an envelope.";
    /// Sealed to a key that the platform does not have.
    SealingKeyUnknown = "sealing-key-unknown", 422, "The envelope was sealed to an unknown key.";
    /// Does not open, or holds no submission.
    EnvelopeUnreadable = "envelope-unreadable", 422, "The envelope cannot be opened.";
    /// Filled in under an edition that is not taken.
    EditionNotTaken = "edition-not-taken", 422, "This edition of the rulebook is not taken.";
    /// Filled in under an edition that is not taken yet, or not known to whoever was asked; the same bytes are taken later.
    EditionNotYet = "edition-not-yet", 503, "This edition of the rulebook is not taken yet.";
    /// The answers have blocking findings; see `errors`.
    DeclarationIncomplete = "declaration-incomplete", 422, "The declaration is not complete.";
    /// It comes before its journey can be judged; the same bytes are taken later.
    DeclarationTooEarly = "declaration-too-early", 422, "The declaration is sent too long before its journey.";
    /// Sealed on a date that has not come by the platform's clock, and not complete before; the same bytes are taken then.
    SealedAhead = "sealed-ahead", 422, "The declaration was sealed on a date that has not come yet.";
    /// Sealed so long ago that the day of arrival counts, on which its answers are not complete any more.
    SealedLongAgo = "sealed-long-ago", 422, "The declaration was sealed too long ago to be judged by that day.";
    /// What the member has answered by a personal link is not there, is of another edition or too old.
    OwnAnswersMissing = "own-answers-missing", 422, "The member's own answers are not here, or count no more.";
    /// Somebody guessed too often at what others know of themselves.
    TooManyTries = "too-many-tries", 429, "Too many tries.";
    /// Too many requests.
    TooManyRequests = "too-many-requests", 429, "Too many requests.";
    /// The platform failed; the same request may succeed later.
    Internal = "internal", 500, "The platform failed.";
    /// The platform cannot reach its store.
    Unavailable = "unavailable", 503, "The platform cannot answer now.";
    /// No answer: no network, no such host, connection refused.
    PlatformUnreachable = "platform-unreachable", 0, "The platform cannot be reached.";
    /// No answer in time.
    PlatformTimeout = "platform-timeout", 0, "The platform did not answer in time.";
    /// An answer that is not of this protocol.
    PlatformGarbled = "platform-garbled", 0, "The answer is not the platform's.";
    /// A file of the repository of editions that is longer than it may be.
    RulebookOversized = "rulebook-oversized", 0, "A file of the rulebook is longer than it may be.";
    /// A page answers in the platform's place, such as a hotel's that wants to be agreed to first.
    CaptivePortal = "captive-portal", 0, "A web page answers in the platform's place.";
    /// The certificate is not the platform's: somebody opens the connection on its way.
    ConnectionIntercepted = "connection-intercepted", 0, "The connection does not end at the platform.";
    /// By this machine's clock the certificate is not valid yet, or not any more.
    CertificateDate = "certificate-date", 0, "The certificate is not valid on this date.";
    /// A refusal that the platform has not signed for these bytes: somebody between says so.
    RefusalUnsigned = "refusal-unsigned", 0, "Somebody other than the platform refuses.";
    /// A status that does not verify.
    StatusWrong = "status-wrong", 0, "The status does not verify.";
    /// A status that is older than the one that is known.
    StatusOlder = "status-older", 0, "The status is older than the known one.";
    /// A receipt that does not verify.
    ReceiptWrong = "receipt-wrong", 0, "The receipt does not verify.";
}

impl ProblemCode {
    /// Whether the same bytes will be refused again, whatever happens meanwhile. The platform signs these.
    pub const fn is_final(self) -> bool {
        use ProblemCode::*;
        matches!(
            self,
            EnvelopeMalformed
                | EnvelopeWrongAddress
                | RevisionTokenWrong
                | OrganisationUnknown
                | RevisionConflict
                | RevisionSuperseded
                | RevisionTooFar
                | SealingKeyUnknown
                | EnvelopeUnreadable
                | EditionNotTaken
                | DeclarationIncomplete
                | SealedLongAgo
                | OwnAnswersMissing
        )
    }

    /// The code that a document names, if this version knows it.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.as_str() == code)
    }
}

/// What the kind of every problem of this protocol begins with.
const KIND: &str = "urn:guitu:problem:";

/// Whether a text could be a code: short, and words with hyphens between them.
fn is_code(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

impl Problem {
    /// A problem without details.
    pub fn new(code: ProblemCode) -> Self {
        Self {
            kind: format!("{KIND}{}", code.as_str()),
            title: code.title().into(),
            status: code.status(),
            code: code.as_str().into(),
            errors: Vec::new(),
            refusal: None,
            retry_after: None,
        }
    }

    /// The same with what is wrong at which place.
    pub fn with_errors(code: ProblemCode, errors: Vec<ProblemDetail>) -> Self {
        Self { errors, ..Self::new(code) }
    }

    /// Whether this is the problem of that code.
    pub fn is(&self, code: ProblemCode) -> bool {
        self.code == code.as_str()
    }

    /// Whether this is a problem document of this protocol, whoever may have sent it; otherwise nobody who speaks it answered. A
    /// platform newer than this program may have a code that it does not know.
    pub fn is_spoken(&self) -> bool {
        match ProblemCode::parse(&self.code) {
            Some(code) => code.status() != 0,
            None => self.kind.strip_prefix(KIND) == Some(&self.code) && is_code(&self.code),
        }
    }

    /// Reads a problem document; the status is the response's, whatever the document says. Something else than a
    /// problem document becomes [`ProblemCode::PlatformGarbled`] with that status.
    pub fn from_response(status: u16, body: &[u8]) -> Self {
        let mut problem =
            serde_json::from_slice::<Self>(body).unwrap_or_else(|_| ProblemCode::PlatformGarbled.into());
        problem.status = status;
        problem
    }
}

impl From<ProblemCode> for Problem {
    fn from(code: ProblemCode) -> Self {
        Self::new(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_back_as_it_was_written() {
        let problem = Problem::with_errors(
            ProblemCode::DeclarationIncomplete,
            vec![ProblemDetail {
                pointer: "/legs/0/from".into(),
                rule: "required".into(),
                arguments: BTreeMap::new(),
            }],
        );
        let body = serde_json::to_vec(&problem).unwrap();
        assert_eq!(Problem::from_response(422, &body), problem, "nothing is lost on the wire");
    }

    #[test]
    fn what_is_no_problem_document_keeps_its_status_and_says_so() {
        for body in [b"<html>502</html>".as_slice(), b"", b"{}", b"[1]"] {
            let problem = Problem::from_response(502, body);
            assert_eq!(problem.status, 502, "the status decides whether to try again");
            assert!(problem.is(ProblemCode::PlatformGarbled), "a proxy's page is not the platform's word");
        }
    }

    #[test]
    fn a_newer_platforms_code_is_spoken_and_a_strangers_text_is_not() {
        let said = |kind: &str, code: &str| Problem {
            kind: kind.into(),
            code: code.into(),
            ..ProblemCode::Unavailable.into()
        };
        assert!(said("urn:guitu:problem:too-hot", "too-hot").is_spoken(), "a code that is not known yet");
        let long = "x".repeat(41);
        for (kind, code) in [
            ("about:blank", "too-hot"),
            ("urn:guitu:problem:too-hot", "too-cold"),
            (&format!("urn:guitu:problem:{long}"), &long),
            ("urn:guitu:problem:captive-portal", "captive-portal"),
        ] {
            assert!(!said(kind, code).is_spoken(), "{code} as {kind} is no platform's");
        }
    }

    #[test]
    fn every_code_is_its_own_and_can_be_parsed() {
        for code in ProblemCode::ALL {
            assert_eq!(ProblemCode::parse(code.as_str()), Some(*code), "two codes share {}", code.as_str());
        }
        assert_eq!(ProblemCode::parse("of-a-newer-platform"), None, "unknown codes are not guessed at");
    }
}
