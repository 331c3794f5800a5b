//! What an answer about a status is worth. Pure.
//!
//! Only the platform's signed word counts, and only if it is later than the one that is known. An old one sent again, "not
//! modified" from whomever, a refusal, a page: all of them leave what is known as it is, and as old as it is.

use platform_api::{
    PlatformId, PlatformProfile, Problem, ProblemCode, PublicKey, Status, StatusAnswer, verify_status,
};
use uuid::Uuid;

/// Whose word counts.
#[derive(Debug, Clone)]
pub struct Trusted {
    /// The platform.
    pub platform: PlatformId,
    /// Where it is.
    pub address: String,
    /// What it signs receipts, refusals and statuses with.
    pub keys: Vec<PublicKey>,
}

impl From<&PlatformProfile> for Trusted {
    fn from(profile: &PlatformProfile) -> Self {
        Self {
            platform: profile.platform(),
            address: profile.url.clone(),
            keys: profile.receipt_keys.clone(),
        }
    }
}

/// News of a declaration.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// The platform's later word, and the tag to ask with next time.
    Later {
        /// As the answer gave it.
        etag: String,
        /// What it says.
        status: Box<Status>,
        /// As it came: whose word it is can be asked again.
        signed: Vec<u8>,
    },
    /// Somebody says that nothing has changed.
    None,
}

/// What an answer changes about what is known of a declaration.
///
/// # Errors
/// The answer's own problem; `status-wrong` where it does not verify, `status-older` where it is not later than what is
/// known.
pub fn news(
    known: Option<&Status>,
    answer: Result<StatusAnswer, Problem>,
    trusted: &Trusted,
    declaration: Uuid,
) -> Result<News, Problem> {
    let (etag, signed) = match answer? {
        StatusAnswer::Unchanged => return Ok(News::None),
        StatusAnswer::Now { etag, signed } => (etag, signed),
    };
    let status = verify_status(&signed, &trusted.keys, &trusted.platform, declaration)
        .map_err(|_| ProblemCode::StatusWrong)?;
    match known {
        Some(known) if !status.is_later_than(known) => Err(ProblemCode::StatusOlder.into()),
        _ => Ok(News::Later { etag, status: Box::new(status), signed }),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use chrono::DateTime;
    use platform_api::{ReceiptSigner, Stage};
    use proptest::prelude::*;

    use super::*;

    const ID: Uuid = Uuid::from_u128(7);
    static SIGNER: LazyLock<ReceiptSigner> = LazyLock::new(|| ReceiptSigner::from_bytes(&[5; 32]).unwrap());
    static STRANGER: LazyLock<ReceiptSigner> = LazyLock::new(|| ReceiptSigner::from_bytes(&[6; 32]).unwrap());

    fn trusted() -> Trusted {
        Trusted {
            platform: PlatformId::default(),
            address: "https://platform".into(),
            keys: vec![SIGNER.public().clone()],
        }
    }

    /// What the platform said at its `version`: each has a code of its own.
    fn said(version: u64, minutes: i64) -> Status {
        Status {
            platform: PlatformId::default(),
            declaration: ID,
            version,
            as_of: DateTime::from_timestamp(1_795_000_000 + 60 * minutes, 0).unwrap(),
            head: None,
            revision: 1,
            withdrawn: false,
            stage: if version > 3 { Stage::Landed } else { Stage::Declared },
            seen: vec![],
            next: None,
            review: None,
            looks: vec![],
            code: Some(format!("code {version}")),
            messages: vec![],
            code_with_member: None,
        }
    }

    fn now(status: &Status, signer: &ReceiptSigner) -> Result<StatusAnswer, Problem> {
        Ok(StatusAnswer::Now { etag: "\"x\"".into(), signed: status.sign(signer).unwrap() })
    }

    /// One thing that somebody between can do with a question.
    #[derive(Debug, Clone)]
    enum Trick {
        /// Lets the platform's present word through.
        Pass,
        /// Gives the word of so many changes ago once more.
        Replay(u64),
        NotModified,
        Forged(u16),
        Page(u16),
        StrangersStatus,
        OthersStatus,
        OtherPlatforms,
        Bent(usize),
    }

    fn trick() -> impl Strategy<Value = Trick> {
        let status = prop_oneof![Just(200u16), Just(403), Just(404), Just(410), Just(413), any::<u16>()];
        prop_oneof![
            3 => Just(Trick::Pass),
            3 => (0u64..6).prop_map(Trick::Replay),
            1 => Just(Trick::NotModified),
            1 => status.clone().prop_map(Trick::Forged),
            1 => status.prop_map(Trick::Page),
            1 => Just(Trick::StrangersStatus),
            1 => Just(Trick::OthersStatus),
            1 => Just(Trick::OtherPlatforms),
            1 => any::<usize>().prop_map(Trick::Bent),
        ]
    }

    impl Trick {
        fn answer(&self, version: u64, minutes: i64) -> Result<StatusAnswer, Problem> {
            let present = said(version, minutes);
            match self {
                Trick::Pass => now(&present, &SIGNER),
                Trick::Replay(ago) => {
                    let ago = (*ago).min(version - 1);
                    now(&said(version - ago, minutes - 1 - ago as i64), &SIGNER)
                }
                Trick::NotModified => Ok(StatusAnswer::Unchanged),
                Trick::Forged(status) => {
                    let gone = Problem::new(ProblemCode::DeclarationNotFound);
                    Err(Problem { status: *status, ..gone })
                }
                Trick::Page(status) => Err(Problem::from_response(*status, b"<html>Welcome to the hotel")),
                Trick::StrangersStatus => now(&Status { code: None, ..said(99, minutes) }, &STRANGER),
                Trick::OthersStatus => {
                    now(&Status { declaration: Uuid::nil(), ..said(99, minutes) }, &SIGNER)
                }
                Trick::OtherPlatforms => {
                    let root = serde_json::json!({ "signed": { "_type": "root", "version": 1 } });
                    let platform = PlatformId::of_root(&root).unwrap();
                    now(&Status { platform, ..said(99, minutes) }, &SIGNER)
                }
                Trick::Bent(at) => {
                    let mut signed = said(99, minutes).sign(&STRANGER).unwrap();
                    let at = at % signed.len();
                    signed[at] = signed[at].wrapping_add(1);
                    Ok(StatusAnswer::Now { etag: String::new(), signed })
                }
            }
        }
    }

    proptest! {
        #[test]
        fn no_sequence_of_answers_takes_anything_back(tricks in proptest::collection::vec((trick(), any::<bool>()), 1..60)) {
            let (mut known, mut version) = (None::<Status>, 1);
            for (minute, (trick, moves)) in tricks.into_iter().enumerate() {
                version += u64::from(moves);
                let minutes = 1_000 + minute as i64;
                let answer = trick.answer(version, minutes);
                let before = known.clone();
                if let Ok(News::Later { status, .. }) = news(known.as_ref(), answer, &trusted(), ID) {
                    known = Some(*status);
                }
                if matches!(trick, Trick::Pass) {
                    prop_assert_eq!(known.as_ref(), Some(&said(version, minutes)), "the platform's word is heard");
                }
                match (&before, &known) {
                    (Some(before), Some(known)) => prop_assert!(
                        known == before || known.is_later_than(before),
                        "{:?} took {:?} back to {:?}", trick, before, known
                    ),
                    (before, known) => prop_assert!(before.is_none() || known.is_some(), "{:?} took it away", trick),
                }
                if let Some(known) = &known {
                    let genuine = said(known.version, (known.as_of.timestamp() - 1_795_000_000) / 60);
                    prop_assert_eq!(known, &genuine, "whatever is known the platform has said");
                }
            }
        }
    }

    #[test]
    fn the_same_word_said_later_makes_what_is_known_younger() {
        let known = said(2, 0);
        let heard = news(Some(&known), now(&said(2, 5), &SIGNER), &trusted(), ID).unwrap();
        assert!(
            matches!(heard, News::Later { status, .. } if *status == said(2, 5)),
            "the age that is shown is true"
        );
        let again = news(Some(&known), now(&known, &SIGNER), &trusted(), ID).unwrap_err();
        assert!(again.is(ProblemCode::StatusOlder), "the very same word says nothing about now");
    }
}
