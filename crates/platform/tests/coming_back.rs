//! Whoever comes back to what they have sent has the code that `docs/travellers.md` shows.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use common::*;
use health_code::{CodeKey, verify_sample};
use platform::{Config, Platform};
use platform_api::{Kind, Stage, Submission};
use testkit::SettableClock;
use testkit::people::{Sent, What, coming_back};

fn kind(what: What) -> Kind {
    match what {
        What::Intention => Kind::Intend,
        What::Declaration | What::AnotherDeclaration => Kind::Declare,
        What::Confirmation => Kind::Confirm,
        What::Withdrawal => Kind::Withdraw,
    }
}

/// Noon in Zhejiang.
fn noon(sent: &Sent) -> DateTime<Utc> {
    sent.on.and_hms_opt(4, 0, 0).unwrap().and_utc()
}

#[tokio::test]
async fn whoever_comes_back_has_the_code_of_the_story() {
    let data = tempfile::tempdir().unwrap();
    let clock = SettableClock::at(now());
    let told = clock.clone();
    let config = Config { clock: Arc::new(move || told.now()), ..config(data.path()) };
    let running = Platform::start(config).await.unwrap();
    for back in coming_back(today()) {
        let (mut sender, mut revision) = (Sender::new(&running), 0);
        for sent in &back.sent {
            let story = format!("{}: {:?} on {}", back.story, sent.what, sent.on);
            clock.set(noon(sent));
            if sent.what == What::AnotherDeclaration {
                (sender, revision) = (Sender::new(&running), 0);
            }
            revision += 1;
            let submission = Submission {
                kind: kind(sent.what),
                sealed_at: noon(sent),
                ..sender.submission(revision, sent.answers.clone())
            };
            let answer = sender.put(revision, &sender.seal(&submission)).await;
            assert_eq!(answer.status, 200, "{story}: {}", String::from_utf8_lossy(&answer.body));
            let status = sender.stands().await;
            let keys = sender.profile.code_keys.iter();
            let keys: Vec<CodeKey> =
                keys.map(|key| CodeKey::new(key.id.clone(), &key.bytes().unwrap()).unwrap()).collect();
            let claims = status.code.map(|code| verify_sample(&code, &keys, noon(sent)).unwrap().claims);
            let hours = |it: TimeDelta| u32::try_from(it.num_hours()).unwrap();
            let code = claims.as_ref().map(|claims| {
                (claims.colour.name(), &*claims.rule, hours(claims.valid_until - claims.issued_at))
            });
            assert_eq!(code, sent.code, "{story}");
            if sent.what == What::Intention {
                assert_eq!(status.stage, Stage::Intends, "{story}: it is known what they intend");
            }
        }
    }
    running.shutdown().await;
}
