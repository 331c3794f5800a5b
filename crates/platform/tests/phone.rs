//! The traveller's phone: let in by a letter, told how the declaration stands, and shut out again.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::*;
use platform_api::{Address, ClaimCode, Says, Stage};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// The letter that lets a phone in.
const LETTER: u32 = 3;

/// The student, who has declared, and her phone.
struct Phone {
    sender: Sender,
    running: platform::Running,
    _data: tempfile::TempDir,
}

impl Phone {
    async fn let_in(asks_birth: bool) -> Self {
        let data = tempfile::tempdir().unwrap();
        let running = start(data.path()).await;
        let sender = Sender::new(&running);
        sender.declare(1, student()).await;
        let digest = (&sender.secret.phone_token(LETTER)).into();
        let letter = sender.letter(LETTER, Says::LetsPhone { digest, asks_birth });
        assert_eq!(sender.put_letter(LETTER, &letter).await.status, 200, "the letter is taken");
        Self { sender, running, _data: data }
    }

    fn key(&self, letter: u32, born: &str) -> Value {
        let token = self.sender.secret.phone_token(letter).reveal().to_string();
        json!({ "declaration": self.sender.id, "token": token, "born": born })
    }

    async fn look(&self, key: &Value) -> (u16, Value) {
        self.post("/me/api/look", key).await
    }

    async fn say(&self, key: Value, id: Uuid, says: &Says) -> (u16, Value) {
        self.post("/me/api/say", &json!({ "key": key, "id": id, "at": now(), "says": says })).await
    }

    async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let headers = [("Content-Type", "application/json")];
        let answer = request(self.running.addr, "POST", path, &headers, body.to_string().as_bytes()).await;
        (answer.status, serde_json::from_slice(&answer.body).unwrap())
    }
}

#[tokio::test]
async fn a_phone_that_was_let_in_shows_the_code_and_says_where_its_traveller_is() {
    let phone = Phone::let_in(false).await;
    let key = || phone.key(LETTER, "");
    let (status, view) = phone.look(&key()).await;
    assert_eq!((status, &view["status"]["stage"]), (200, &json!("declared")), "{view}");
    assert!(view["code"]["qr"]["path"].is_string(), "the code is drawn for it");
    assert_eq!(view["status"]["code"], json!(null), "once, and not as a text beside it");
    assert_eq!(view["code"]["ends_early"], json!(null), "it holds until she has landed");
    assert_eq!(view["code"]["departs_on"], json!("2026-11-25"), "for the flight of that day");

    let id = Uuid::now_v7();
    let (status, view) = phone.say(key(), id, &Says::Boarded).await;
    assert_eq!((status, &view["status"]["stage"]), (200, &json!("boarded")), "{view}");
    assert_eq!(view["stages"][1]["by"], "traveller", "by her own word");
    let version = phone.sender.stands().await.version;
    phone.say(key(), id, &Says::Boarded).await;
    assert_eq!(phone.sender.stands().await.version, version, "what is sent twice is said once");
    assert!(view["offers"].as_array().unwrap().contains(&json!({ "says": "takes-back" })), "a slip");
    phone.say(key(), Uuid::now_v7(), &Says::TakesBack { letter: None }).await;
    assert_eq!(phone.sender.stands().await.stage, Stage::Declared, "is taken back");
    phone.running.shutdown().await;
}

#[tokio::test]
async fn a_code_that_ends_before_its_flight_says_on_the_phone_from_when_to_renew_it() {
    let phone = Phone::let_in(false).await;
    let nurse = testkit::people::coming_back(today()).remove(0).sent.remove(0).answers;
    let taken = phone.sender.declare(2, nurse).await;
    let refusal = String::from_utf8_lossy(&taken.body).into_owned();
    assert_eq!(taken.status, 200, "a nurse who declares eleven days ahead: {refusal}");
    let (_, view) = phone.look(&phone.key(LETTER, "")).await;
    let early = &view["code"]["ends_early"];
    assert_eq!(early["due"], json!(false), "nothing is to be done today");
    let at = |name: &str| early[name].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let before = (at("boards_at") - at("confirm_from")).num_days();
    assert!((5..7).contains(&before), "but as soon as a new one holds until she has landed: {before}");
    phone.running.shutdown().await;
}

#[tokio::test]
async fn a_token_that_was_never_given_or_was_ended_opens_nothing() {
    let phone = Phone::let_in(false).await;
    let (status, problem) = phone.look(&phone.key(4, "")).await;
    assert_eq!((status, &problem["code"]), (404, &json!("declaration-not-found")), "another number's token");
    let mut elsewhere = phone.key(LETTER, "");
    elsewhere["declaration"] = json!(Uuid::now_v7());
    assert_eq!(phone.look(&elsewhere).await.1["code"], problem["code"], "another declaration, no difference");

    let (digest, asks_birth) = ((&phone.sender.secret.phone_token(9)).into(), false);
    let another = Says::LetsPhone { digest, asks_birth };
    let refused = phone.say(phone.key(LETTER, ""), Uuid::now_v7(), &another).await;
    assert_eq!(refused.0, 400, "a phone lets no phone in");
    assert_eq!(phone.look(&phone.key(9, "")).await.0, 404, "nor has it");

    let shut = phone.sender.letter(5, Says::ShutsPhones);
    assert_eq!(phone.sender.put_letter(5, &shut).await.status, 200, "she has lost it");
    assert_eq!(phone.look(&phone.key(LETTER, "")).await.0, 404, "and it shows nothing more");
    phone.running.shutdown().await;
}

#[tokio::test]
async fn a_slip_that_somebody_finds_shows_nothing_without_the_birth_date() {
    let phone = Phone::let_in(true).await;
    let born = student()["about"]["born"].as_str().unwrap().to_owned();
    let code = |answer: (u16, Value)| (answer.0, answer.1["code"].as_str().map(str::to_owned));
    let needed = code(phone.look(&phone.key(LETTER, "")).await);
    assert_eq!(needed, (400, Some("birth-date-needed".into())), "it is asked for");
    assert_eq!(phone.look(&phone.key(LETTER, &born)).await.0, 200, "she knows hers");
    for _ in 0..5 {
        let wrong = code(phone.look(&phone.key(LETTER, "1960-01-01")).await);
        assert_eq!(wrong, (403, Some("birth-date-wrong".into())), "a finder does not");
    }
    assert_eq!(
        phone.look(&phone.key(LETTER, &born)).await.0,
        429,
        "and after five tries nobody gets in for an hour"
    );
    phone.running.shutdown().await;
}

/// Who has nothing that scans types what stands below the QR.
#[tokio::test]
async fn the_code_of_a_slip_opens_what_its_qr_opens_and_nothing_else() {
    let phone = Phone::let_in(true).await;
    let born = student()["about"]["born"].as_str().unwrap().to_owned();
    let of = |letter| ClaimCode::of(phone.sender.id, &phone.sender.secret.phone_token(letter)).to_string();
    let typed = |claim: &str, born: &str| json!({ "claim": claim, "born": born });
    let (status, view) = phone.look(&typed(&of(LETTER).to_lowercase().replace('-', " "), &born)).await;
    assert_eq!((status, &view), (200, &phone.look(&phone.key(LETTER, &born)).await.1), "as the QR does");
    let says = (phone.say(typed(&of(LETTER), &born), Uuid::now_v7(), &Says::Boarded).await).0;
    assert_eq!(says, 200, "and says what the QR says");
    let needed = phone.look(&typed(&of(LETTER), "")).await.1;
    assert_eq!(needed["code"], "birth-date-needed", "a slip alone shows nothing");

    let another = ClaimCode::of(Uuid::now_v7(), &phone.sender.secret.phone_token(LETTER)).to_string();
    for claim in [another.as_str(), "", "8PKW5-XJF7K"] {
        let nothing = phone.look(&typed(claim, &born)).await;
        assert_eq!(
            (nothing.0, &nothing.1["code"]),
            (404, &json!("declaration-not-found")),
            "{claim:?} is nobody's"
        );
    }
    for _ in 0..20 {
        assert_eq!(
            phone.look(&typed(&of(9), &born)).await.0,
            404,
            "a finder of the reference guesses the rest"
        );
    }
    assert_eq!(phone.look(&typed(&of(LETTER), &born)).await.0, 429, "and is stopped");
    assert_eq!(phone.look(&phone.key(LETTER, &born)).await.0, 200, "which keeps nobody's slip from opening");
    phone.running.shutdown().await;
}

/// A kiosk's people are gone when the platform speaks.
#[tokio::test]
async fn a_refusal_waits_for_whoever_has_its_slip() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let phone = Phone { sender: Sender::new(&running), running, _data: data };
    let sender = &phone.sender;
    let lets = |number| {
        let digest = (&sender.secret.phone_token(number)).into();
        sender.letter(number, Says::LetsPhone { digest, asks_birth: true })
    };
    let early = lets(LETTER);
    assert_eq!(sender.put_letter(LETTER, &early).await.status, 503, "it is not known yet what this is about");

    let mut unfinished = student();
    unfinished["about"].as_object_mut().unwrap().remove("surname");
    assert_eq!(sender.declare(1, unfinished).await.refusal(), refusal(422, "declaration-incomplete"));
    assert_eq!(phone.look(&phone.key(LETTER, "")).await.0, 404, "whose slip may ask is not known yet");
    let answer = sender.put_letter(LETTER, &early).await;
    let at = Address::letter(sender.id, LETTER);
    assert!(sender.check_at(at, &answer, &early).is_ok(), "sent again, it is taken");

    let claim = ClaimCode::of(sender.id, &sender.secret.phone_token(LETTER)).to_string();
    for key in [phone.key(LETTER, ""), phone.key(LETTER, "1960-01-01"), json!({ "claim": claim })] {
        let (status, said) = phone.look(&key).await;
        let expected = json!({ "reference": said["reference"], "refused": "declaration-incomplete" });
        assert_eq!((status, said), (200, expected), "it says why, and nothing of what was in it");
    }
    assert_eq!(phone.look(&phone.key(9, "")).await.0, 404, "no other slip is told");
    assert_eq!(
        phone.say(phone.key(LETTER, ""), Uuid::now_v7(), &Says::Boarded).await.0,
        404,
        "nothing is said of it"
    );

    // Whoever still holds the secret mends it.
    assert_eq!(sender.declare(1, student()).await.status, 200, "the same revision, complete");
    let born = student()["about"]["born"].as_str().unwrap().to_owned();
    assert_eq!(
        phone.look(&phone.key(LETTER, "")).await.1["code"],
        "birth-date-needed",
        "now there is something to hide"
    );
    assert!(phone.look(&phone.key(LETTER, &born)).await.1["code"].is_object(), "and the slip opens the code");
    assert_eq!(phone.look(&phone.key(9, &born)).await.0, 404, "and no other one does");
    let shut = sender.letter(11, Says::ShutsPhones);
    assert_eq!(sender.put_letter(11, &shut).await.status, 200, "the slip was lost");
    assert_eq!(phone.look(&phone.key(LETTER, &born)).await.0, 404, "and opens nothing more");
    phone.running.shutdown().await;
}

/// Whoever finds a slip with a token on it may speak for its traveller, and keep nobody's letters out by it.
#[tokio::test]
async fn a_phone_takes_no_letters_place() {
    let phone = Phone::let_in(false).await;
    let mut digest = Sha256::new_with_prefix(b"guitu letter event v1");
    digest.update(phone.sender.id.as_bytes());
    digest.update(7_u32.to_be_bytes());
    let id = uuid::Builder::from_custom_bytes(digest.finalize()[..16].try_into().unwrap()).into_uuid();
    assert_eq!(phone.say(phone.key(LETTER, ""), id, &Says::Boarded).await.0, 200, "the finder was first");
    let shut = phone.sender.letter(7, Says::ShutsPhones);
    let answer = phone.sender.put_letter(7, &shut).await;
    assert_eq!(answer.status, 200, "her letter is taken all the same: {:?}", answer.json());
    assert_eq!(phone.look(&phone.key(LETTER, "")).await.0, 404, "and shuts the finder out");
    phone.running.shutdown().await;
}
