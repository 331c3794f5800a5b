//! What comes over the wire besides envelopes: first byte = which document; `6` and more = a good receipt with the rest laid
//! over it as in [`super::envelope`].

use std::sync::LazyLock;

use chrono::DateTime;
use platform_api::{
    Address, FollowToken, MOST_QUESTIONS, PlatformId, PlatformProfile, Problem, ReceiptSigner,
    RulebookNotice, SignedReceipt, Status, StatusQuestions, StatusReplies, verify, verify_refusal,
    verify_status,
};
use uuid::Uuid;

use super::envelope::lay_over;

const DECLARATION: Uuid = Uuid::from_u128(7);
const ADDRESS: Address = Address::revision(DECLARATION, 1);
const ENVELOPE: &[u8] = b"the envelope";

static SIGNER: LazyLock<ReceiptSigner> = LazyLock::new(|| ReceiptSigner::from_bytes(&[5; 32]).unwrap());
static RECEIPT: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let at = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
    SignedReceipt::sign(ADDRESS, ENVELOPE, at, &SIGNER).unwrap().into_bytes()
});

/// Reads the document that the bytes make.
pub fn run(data: &[u8]) {
    let Some((&which, rest)) = data.split_first() else { return };
    let keys = [SIGNER.public().clone()];
    match which {
        // A signature has some luck in it: what is signed is the same, the signature need not be.
        0 => assert!(
            verify(rest, &keys, ADDRESS, ENVELOPE).is_err() || said(rest) == said(&RECEIPT),
            "nobody signed this"
        ),
        1 => {
            drop(serde_json::from_slice::<Status>(rest));
            assert!(
                verify_status(rest, &keys, &PlatformId::default(), DECLARATION).is_err(),
                "nobody signed a status"
            );
            let text = String::from_utf8_lossy(rest);
            let refused = verify_refusal(&text, &keys, &PlatformId::default(), ADDRESS, ENVELOPE);
            assert!(refused.is_err(), "nor a refusal: a receipt is neither");
        }
        2 => {
            if let [high, low, body @ ..] = rest {
                let _ = Problem::from_response(u16::from_be_bytes([*high, *low]), body);
            }
        }
        3 => {
            if let Ok(profile) = PlatformProfile::parse(rest) {
                let written = profile.to_json();
                let again = PlatformProfile::parse(written.as_bytes()).expect("what was written can be read");
                assert_eq!(again.to_json(), written, "a profile survives being written");
            }
        }
        4 => {
            let _ = FollowToken::parse(&String::from_utf8_lossy(rest));
            let _ = serde_json::from_slice::<RulebookNotice>(rest);
        }
        5 => {
            if let Ok(asked) = StatusQuestions::parse(rest) {
                assert!((1..=MOST_QUESTIONS).contains(&asked.questions.len()), "something, and not too much");
                let written = serde_json::to_vec(&asked).expect("questions have JSON");
                assert_eq!(
                    StatusQuestions::parse(&written).as_ref(),
                    Ok(&asked),
                    "questions survive being written"
                );
            }
            drop(serde_json::from_slice::<StatusReplies>(rest));
        }
        _ => {
            let [high, low, over @ ..] = rest else { return };
            let changed = lay_over(&RECEIPT, [*high, *low], over);
            let verified = verify(&changed, &keys, ADDRESS, ENVELOPE);
            assert_eq!(verified.is_ok(), changed == *RECEIPT, "exactly the bytes that were signed");
        }
    }
}

/// All but the signature.
fn said(signed: &[u8]) -> &[u8] {
    let end = signed.iter().rposition(|byte| *byte == b'.').unwrap_or_default();
    &signed[..end]
}
