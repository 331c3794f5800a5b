//! What the platform does not take, and what it does not give away by refusing.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::*;
use platform_api::{
    Address, DeclarationSecret, Envelope, Says, SealingSecret, SignedError, Submission, verify_refusal,
};
use serde_json::{Value, json};
use uuid::Uuid;

#[tokio::test]
async fn what_is_sealed_before_an_address_or_key_changed_is_told_apart() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let right = sender.submission(1, student());

    let elsewhere = Envelope::seal(&right, SealingSecret::generate().unwrap().public()).unwrap();
    assert_eq!(
        sender.put(1, &elsewhere).await.refusal(),
        refusal(422, "sealing-key-unknown"),
        "another platform's"
    );

    let bent = |edit: &dyn Fn(&mut Value)| {
        let mut envelope: Value = serde_json::from_slice(&sender.seal(&right)).unwrap();
        edit(&mut envelope);
        serde_json::to_vec(&envelope).unwrap()
    };
    let damaged = bent(&|envelope| {
        let text = envelope["ciphertext"].as_str().unwrap();
        envelope["ciphertext"] =
            json!(format!("{}{}", if text.starts_with('A') { "B" } else { "A" }, &text[1..]));
    });
    assert_eq!(
        sender.put(1, &damaged).await.refusal(),
        refusal(422, "envelope-unreadable"),
        "damaged on the way"
    );
    let moved = bent(&|envelope| envelope["revision"] = json!(2));
    assert_eq!(
        sender.put(2, &moved).await.refusal(),
        refusal(422, "envelope-unreadable"),
        "the seal binds the address"
    );
    assert_eq!(
        sender.put(2, &sender.seal(&right)).await.refusal(),
        refusal(400, "envelope-wrong-address"),
        "address and envelope disagree"
    );
    let other = Submission { edition: 9, ..right.clone() };
    assert_eq!(
        sender.put(1, &sender.seal(&other)).await.refusal(),
        refusal(503, "edition-not-yet"),
        "edition 9, which may come"
    );
    assert_eq!(sender.status(&sender.token, None).await.status, 404, "none of these left anything behind");
}

#[tokio::test]
async fn incomplete_answers_are_named_by_place_and_rule_and_never_quoted() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let mut answers = student();
    answers["about"]["surname"] = json!("NOT42ALLOWED");
    answers["health"]["symptoms"] = json!(["none", "fever"]);
    answers["document"]["number"] = Value::Null;
    let answer = sender.declare(1, answers).await;
    let problem = answer.problem();
    assert_eq!((problem.status, problem.code.as_str()), (422, "declaration-incomplete"), "{problem:?}");
    let at: Vec<_> =
        problem.errors.iter().map(|error| (error.pointer.as_str(), error.rule.as_str())).collect();
    assert!(at.contains(&("/document/number", "required")), "what is missing is named: {at:?}");
    assert!(at.contains(&("/health/symptoms", "exclusive")), "and what contradicts itself: {at:?}");
    let text = String::from_utf8(answer.body).unwrap();
    assert!(!text.contains("NOT42ALLOWED"), "an answer in a problem document ends up in somebody's log");

    let answers = json!(["not", "an", "object"]);
    let problem = sender.declare(1, answers).await.problem();
    assert_eq!(
        problem.code, "declaration-incomplete",
        "answers of another shape are incomplete, not a crash"
    );
    assert!(!problem.errors.is_empty(), "and the places are named");
}

#[tokio::test]
async fn nothing_is_kept_that_nobody_asked_for() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let mut answers = student();
    answers["about"]["religion"] = json!("none of your business");
    let problem = sender.declare(1, answers).await.problem();
    assert_eq!(
        problem.code, "declaration-incomplete",
        "a field without a purpose is not stored, sealed or not"
    );
    let at: Vec<_> =
        problem.errors.iter().map(|error| (error.pointer.as_str(), error.rule.as_str())).collect();
    assert_eq!(at, [("/about/religion", "not-asked")], "and it is named");
}

#[tokio::test]
async fn only_the_holder_of_the_token_goes_on() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let mut sender = Sender::new(&running);
    let first = sender.seal(&sender.submission(1, student()));
    assert_eq!(sender.put(1, &first).await.status, 200, "her own id");
    let again = sender.seal(&sender.submission(1, student()));
    assert_eq!(
        sender.put(1, &again).await.refusal(),
        refusal(409, "revision-conflict"),
        "sealed anew is other bytes"
    );

    let own = std::mem::replace(&mut sender.secret, DeclarationSecret::generate().unwrap());
    assert_eq!(
        sender.declare(2, student()).await.refusal(),
        refusal(403, "revision-token-wrong"),
        "a stranger"
    );
    assert_eq!(
        sender.withdraw(2).await.refusal(),
        refusal(403, "revision-token-wrong"),
        "nor can he withdraw it"
    );
    sender.secret = own;

    let third = sender.seal(&sender.submission(3, student()));
    assert_eq!(sender.put(3, &third).await.status, 200, "a later revision replaces");
    assert_eq!(
        sender.declare(2, student()).await.refusal(),
        refusal(409, "revision-superseded"),
        "one comes too late"
    );
    assert_eq!(sender.put(1, &first).await.status, 200, "what was stored is still acknowledged");
    assert_eq!(sender.stands().await.revision, 3, "and changes nothing");
}

#[tokio::test]
async fn a_wrong_token_a_missing_one_and_an_unknown_id_are_the_same_nothing() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    sender.declare(1, student()).await;
    let unknown = Sender::new(&running);

    let mut answers = vec![
        sender.status(&DeclarationSecret::generate().unwrap().follow_token(), None).await,
        unknown.status(&sender.token, None).await,
    ];
    for (path, headers) in [
        (format!("/v2/declarations/{}", sender.id), vec![]),
        (format!("/v2/declarations/{}", sender.id), vec![("Authorization", "Bearer x")]),
        (
            format!("/v2/declarations/{}", sender.id),
            vec![("Authorization", "Basic x"), ("If-None-Match", "*")],
        ),
        (format!("/v2/declarations/{}", Uuid::nil()), vec![]),
        ("/v2/declarations/not-a-uuid".to_owned(), vec![]),
    ] {
        answers.push(request(running.addr, "GET", &path, &headers, b"").await);
    }
    for answer in &mut answers {
        assert_eq!(answer.refusal(), refusal(404, "declaration-not-found"), "nothing there for you");
        answer.headers.retain(|(name, _)| name != "date");
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "byte for byte the same: nobody learns which ids exist");
}

/// Whoever broke TLS knows ids and follow tokens, the sealing key is public: all that is missing is the revision token.
#[tokio::test]
async fn without_the_revision_token_a_stored_id_an_unknown_one_and_a_guess_are_one_refusal() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let stored = Sender::new(&running);
    stored.declare(1, student()).await;
    let unknown = Sender::new(&running);

    let stranger = DeclarationSecret::generate().unwrap();
    let mut answers = Vec::new();
    for id in [stored.id, unknown.id, Uuid::now_v7(), Uuid::nil()] {
        for revision in [1, 2, 101, u32::MAX] {
            let guess =
                Sender { id, secret: stranger.clone(), token: stored.token.clone(), ..Sender::new(&running) };
            let answer = guess.declare(revision, student()).await;
            assert_eq!(answer.refusal(), refusal(403, "revision-token-wrong"), "revision {revision} of {id}");
            answers.push((answer.status, answer.problem().title));
        }
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "one answer: neither an id nor a revision can be asked about");
    assert_eq!(stored.stands().await.revision, 1, "and nothing was written");
}

#[tokio::test]
async fn nobody_locks_a_declaration_up_with_the_highest_revision() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let too_far = refusal(409, "revision-too-far");
    assert_eq!(sender.declare(u32::MAX, student()).await.refusal(), too_far, "not as the first");
    assert_eq!(sender.declare(1, student()).await.status, 200, "what was refused is in nobody's way");
    assert_eq!(sender.declare(102, student()).await.refusal(), too_far, "nor more than a hundred ahead");
    assert_eq!(sender.withdraw(u32::MAX).await.refusal(), too_far, "a withdrawal neither");
    assert_eq!(sender.declare(2, student()).await.status, 200, "the next one goes on");
    assert_eq!(sender.declare(102, student()).await.status, 200, "a hundred ahead is allowed");
}

#[tokio::test]
async fn the_last_word_on_these_bytes_is_signed_and_trouble_is_not() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let mut answers = student();
    answers["document"]["number"] = Value::Null;
    let envelope = sender.seal(&sender.submission(1, answers));
    let problem = sender.put(1, &envelope).await.problem();
    let (keys, platform) = (&sender.profile.receipt_keys, sender.profile.platform());
    let signed = problem.refusal.expect("a refusal that stops a row is signed");
    let refusal =
        verify_refusal(&signed, keys, &platform, Address::revision(sender.id, 1), &envelope).unwrap();
    assert_eq!(
        (refusal.code, refusal.errors),
        (problem.code, problem.errors),
        "it says what the document says"
    );
    let of =
        |address, envelope: &[u8]| verify_refusal(&signed, keys, &platform, address, envelope).unwrap_err();
    assert_eq!(of(Address::revision(sender.id, 2), &envelope), SignedError::WrongAddress, "of this revision");
    assert_eq!(of(Address::revision(sender.id, 1), b"other"), SignedError::OtherBytes, "and of these bytes");

    let junk = sender.put(1, b"not an envelope").await.problem();
    let junk = junk.refusal.expect("junk will be junk tomorrow");
    assert!(
        verify_refusal(&junk, keys, &platform, Address::revision(sender.id, 1), b"not an envelope").is_ok(),
        "signed as well"
    );
    let large = sender.put(1, &vec![b' '; 600 * 1024]).await.problem();
    assert_eq!((large.status, large.refusal), (413, None), "what was not read cannot be signed for");
}

#[tokio::test]
async fn a_refusal_says_whether_it_refuses_a_revision_or_a_letter() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let (keys, platform) = (&sender.profile.receipt_keys, sender.profile.platform());
    let sealed = [sender.seal(&sender.submission(1, student())), sender.letter(1, Says::Boarded)];
    let moved = [sender.put_letter(1, &sealed[0]).await, sender.put(1, &sealed[1]).await];
    let (revision, letter) = (Address::revision(sender.id, 1), Address::letter(sender.id, 1));
    for ((bytes, answer), (there, home)) in
        sealed.iter().zip(moved).zip([(letter, revision), (revision, letter)])
    {
        assert_eq!(answer.refusal(), refusal(400, "envelope-malformed"), "it does not belong there");
        let signed = answer.problem().refusal.expect("and will not tomorrow");
        let of =
            |address| verify_refusal(&signed, keys, &platform, address, bytes).map(|refusal| refusal.code);
        assert_eq!(of(there), Ok("envelope-malformed".to_owned()), "it is refused where it was sent");
        assert_eq!(of(home), Err(SignedError::WrongAddress), "which stops nothing where it belongs");
    }
    assert_eq!(sender.put(1, &sealed[0]).await.status, 200, "where it belongs it is taken");
    running.shutdown().await;
}

#[tokio::test]
async fn what_comes_before_the_days_looked_at_reach_today_is_asked_to_come_later() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let in_days = |days: i64| {
        let later = today() + chrono::TimeDelta::days(days - 4); // he lands four days after the day he declares on
        let mut answers = testkit::travellers::trader_from_madrid(later).answers;
        answers["stays"] = json!([{ "country": "ESP", "until": testkit::travellers::day(today(), 1) },
            { "country": "PRT", "since": testkit::travellers::day(today(), 1) }]);
        answers["legs"][0]["from"] = json!("LIS");
        answers
    };
    let early = sender.seal(&sender.submission(1, in_days(15)));
    let answer = sender.put(1, &early).await;
    assert_eq!(
        answer.refusal(),
        refusal(422, "declaration-too-early"),
        "he is in Spain, and says he will leave it"
    );
    assert_eq!(answer.problem().refusal, None, "not the last word: the same bytes are taken later");
    let wait: i64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert_eq!(wait, 12 * 3600, "from midnight in Zhejiang on, which is in twelve hours");
    assert_eq!(sender.status(&sender.token, None).await.status, 404, "nothing was kept, and no code given");
    let taken = sender.declare(1, in_days(14)).await;
    assert_eq!(
        taken.status,
        200,
        "a journey of a day earlier is judged: {}",
        String::from_utf8_lossy(&taken.body)
    );
    let code = sender.stands().await.code.unwrap();
    let keys = sender.profile.code_keys.iter();
    let keys: Vec<_> =
        keys.map(|key| health_code::CodeKey::new(key.id.clone(), &key.bytes().unwrap()).unwrap()).collect();
    let claims = health_code::verify_sample(&code, &keys, now()).unwrap().claims;
    assert_eq!(claims.rule, "orange-severe-stay", "by where he is today");
    running.shutdown().await;
}

#[tokio::test]
async fn an_edition_that_this_process_has_not_read_yet_is_no_last_word() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let next = Submission { edition: 2, ..sender.submission(1, student()) };
    let answer = sender.put(1, &sender.seal(&next)).await;
    assert_eq!(answer.refusal(), refusal(503, "edition-not-yet"), "another process may take it already");
    assert_eq!(answer.problem().refusal, None, "so nobody signs that it will never be taken");
    assert!(answer.header("retry-after").is_some(), "and it comes again");
    running.shutdown().await;
}

#[tokio::test]
async fn what_the_day_of_arrival_makes_incomplete_says_so() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let (long_ago, ahead) = (chrono::TimeDelta::days(40), chrono::TimeDelta::days(40));
    let sealed = |at| {
        let day = today() + at;
        let answers = testkit::travellers::student_from_prato(day).answers;
        sender.seal(&Submission { sealed_at: now() + at, ..sender.submission(1, answers) })
    };
    let old = sender.put(1, &sealed(-long_ago)).await;
    assert_eq!(
        old.refusal(),
        refusal(422, "sealed-long-ago"),
        "no question was left open: its time has passed"
    );
    assert!(old.problem().refusal.is_some(), "for good");
    let early = sender.put(1, &sealed(ahead)).await;
    assert_eq!(early.refusal(), refusal(422, "sealed-ahead"), "a clock is ahead");
    assert_eq!(early.problem().refusal, None, "the same bytes are taken when that day comes");
    let wait: i64 = early.header("retry-after").unwrap().parse().unwrap();
    assert_eq!(wait, ahead.num_seconds(), "which is then");
    running.shutdown().await;
}
