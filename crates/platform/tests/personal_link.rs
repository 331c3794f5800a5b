//! A member's personal link: made by an organisation, answered on a phone of the member's own, joined at the platform, and read by
//! nobody in between.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::sync::Arc;

use chrono::TimeDelta;
use common::*;
use declaration::{Edition, Form, FormPart};
use platform::organisations;
use platform::store::{MemberLink, NewLink, OwnAnswer, Part, PostgresStore, SqliteStore, Store};
use platform_api::{
    EnrolmentToken, Letter, LinkQuestion, LinkToken, Says, Submission, TokenDigest, born_digest,
    verify_answered_links,
};
use serde_json::{Value, json};
use testkit::postgres::Postgres;
use uuid::Uuid;

const LETTER: u32 = 3;

/// A chamber, one of its members, and the platform.
struct Office {
    sender: Sender,
    running: platform::Running,
    token: String,
    data: tempfile::TempDir,
}

fn form(part: FormPart) -> Form {
    Form::new(Edition::bundled().unwrap()).with_part(part)
}

/// What only the student can say, and what the chamber fills in.
fn own() -> Value {
    form(FormPart::Own).relevant(&student(), today())
}

fn rest() -> Value {
    form(FormPart::Rest).relevant(&student(), today())
}

impl Office {
    async fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        let running = start(data.path()).await;
        let enrolled = organisations::add(&config(data.path()), "Camera di Prato", 10, "Wu").await.unwrap();
        Self { sender: Sender::new(&running), running, token: enrolled.token.to_string(), data }
    }

    fn link(&self, number: u32) -> LinkToken {
        self.sender.secret.link_token(number)
    }

    fn personal_link(&self, number: u32, minor: bool) -> Says {
        let token = self.link(number);
        let born = student()["about"]["born"].as_str().unwrap().parse().unwrap();
        Says::AsksMember {
            digest: (&token).into(),
            until: now() + TimeDelta::days(7),
            edition: 1,
            born: Some(born_digest(&token, born)),
            minor,
            volunteer: "吴小芳".into(),
            wording: None,
        }
    }

    async fn say(&self, number: u32, says: Says, organisation: bool) -> Answer {
        let letter = Letter {
            declaration: self.sender.id,
            number,
            says,
            said_at: now(),
            revision_token: self.sender.secret.revision_token(),
            organisation: organisation.then(|| EnrolmentToken::parse(&self.token).unwrap()),
        };
        let sealed = letter.seal(&self.sender.profile.sealing_key).unwrap();
        self.sender.put_letter(number, &sealed).await
    }

    async fn make_link(&self, number: u32) {
        let answer = self.say(number, self.personal_link(number, false), true).await;
        assert_eq!(answer.status, 200, "the link is made: {:?}", answer.json());
    }

    fn key(&self, number: u32) -> Value {
        let born = student()["about"]["born"].clone();
        json!({ "declaration": self.sender.id, "token": *self.link(number).reveal(), "born": born })
    }

    async fn look(&self, key: Value, answers: Value, change: Value) -> (u16, Value) {
        let body = json!({
            "key": key, "language": "zh-CN", "today": today(), "answers": answers, "change": change
        });
        self.post("/me/api/link/look", &body).await
    }

    async fn answer(&self, number: u32, answers: Value, guardian: &str) -> (u16, Value) {
        let phone = TokenDigest::from(&self.sender.secret.phone_token(9));
        let body = json!({
            "key": self.key(number), "today": today(), "answers": answers, "guardian": guardian, "phone": phone
        });
        self.post("/me/api/link/send", &body).await
    }

    async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let headers = [("Content-Type", "application/json")];
        let answer = request(self.running.addr, "POST", path, &headers, body.to_string().as_bytes()).await;
        (answer.status, serde_json::from_slice(&answer.body).unwrap())
    }

    /// What the chamber's desk sends, with the part that its member has answered named and not in it.
    async fn send(&self, revision: u32, number: u32) -> Answer {
        let submission = Submission {
            organisation: Some(EnrolmentToken::parse(&self.token).unwrap()),
            own_answers: Some((&self.link(number)).into()),
            ..self.sender.submission(revision, rest())
        };
        self.sender.put(revision, &self.sender.seal(&submission)).await
    }

    async fn told(&self, number: u32) -> Vec<(TokenDigest, Option<String>)> {
        let digest = TokenDigest::from(&self.link(number));
        let question = LinkQuestion { declaration: self.sender.id, digest };
        let body = json!({ "questions": [question] }).to_string();
        let headers = [("Content-Type", "application/json")];
        let answer =
            request(self.running.addr, "POST", "/v2/personal-links", &headers, body.as_bytes()).await;
        let profile = &self.sender.profile;
        let said = verify_answered_links(&answer.body, &profile.receipt_keys, &profile.platform()).unwrap();
        said.answered.into_iter().map(|one| (one.digest, one.guardian)).collect()
    }
}

#[tokio::test]
async fn what_a_member_answers_and_what_the_chamber_sends_become_one_declaration() {
    let office = Office::new().await;
    assert!(rest().pointer("/health").is_none(), "the chamber fills in nothing of health: {}", rest());
    office.make_link(LETTER).await;
    let (status, link) = office.look(office.key(LETTER), Value::Null, Value::Null).await;
    assert_eq!((status, &link["organisation"]), (200, &json!("Camera di Prato")), "who asks: {link}");
    let pages: Vec<&str> =
        link["pages"].as_array().unwrap().iter().map(|page| page["id"].as_str().unwrap()).collect();
    assert_eq!(pages, ["stays", "health", "exposure", "tests", "consent"], "what is hers alone to say");

    let (_, link) = office
        .look(
            office.key(LETTER),
            link["answers"].clone(),
            json!({ "change": "set", "pointer": "/health/fever_medicine", "value": false }),
        )
        .await;
    assert_eq!(link["answers"]["health"]["fever_medicine"], json!(false), "one answer after the other");
    assert_eq!(link["complete"], json!(false), "not all of them");
    assert_eq!(office.answer(LETTER, link["answers"].clone(), "").await.0, 422, "half of it is not taken");
    assert!(office.told(LETTER).await.is_empty(), "and not answered");
    assert_eq!(office.send(1, LETTER).await.refusal(), refusal(422, "own-answers-missing"), "nor used");

    assert_eq!(office.answer(LETTER, own(), "").await.0, 200, "all of it is");
    assert_eq!(office.told(LETTER).await, [((&office.link(LETTER)).into(), None)], "the chamber is told so");
    assert_eq!(office.answer(LETTER, own(), "").await.0, 404, "once");
    let (_, link) = office.look(office.key(LETTER), Value::Null, Value::Null).await;
    assert!(link["answered_at"].is_string() && link["answers"].is_null(), "the link reads nothing: {link}");
    assert_eq!(link["pages"], json!([]), "and asks nothing more");

    let answer = office.send(1, LETTER).await;
    assert_eq!(answer.status, 200, "with the rest it is a declaration: {:?}", answer.json());
    let status = office.sender.stands().await;
    assert_eq!(status.code, None, "whoever follows it is shown no code");
    assert!(status.code_with_member.is_some(), "but that there is one, and until when");
    office.running.shutdown().await;
}

#[tokio::test]
async fn the_code_is_on_the_phone_that_answered_and_on_no_other() {
    let office = Office::new().await;
    office.make_link(LETTER).await;
    office.answer(LETTER, own(), "").await;
    office.send(1, LETTER).await;
    let digest = (&office.sender.secret.phone_token(4)).into();
    office.say(4, Says::LetsPhone { digest, asks_birth: false }, false).await;
    let look = |number: u32| {
        let token = office.sender.secret.phone_token(number).reveal().to_string();
        json!({ "declaration": office.sender.id, "token": token, "born": "" })
    };
    let (status, view) = office.post("/me/api/look", &look(9)).await;
    assert_eq!((status, view["code"]["qr"]["path"].is_string()), (200, true), "hers: {view}");
    let (status, view) = office.post("/me/api/look", &look(4)).await;
    assert_eq!((status, &view["code"]), (200, &Value::Null), "one that the chamber lets in: {view}");
    let bytes = std::fs::read(office.data.path().join("declarations.db")).unwrap();
    assert!(!bytes.windows(14).any(|part| part == b"fever_medicine"), "nothing of it lies in the clear");
    office.running.shutdown().await;
}

#[tokio::test]
async fn a_link_is_an_enrolled_organisations_and_opens_to_whom_it_was_made_for() {
    let office = Office::new().await;
    let unknown = office.say(LETTER, office.personal_link(LETTER, false), false).await;
    assert_eq!(unknown.refusal(), refusal(403, "organisation-unknown"), "nobody else asks people anything");
    office.make_link(4).await;
    assert_eq!(office.look(office.key(LETTER), Value::Null, Value::Null).await.0, 404, "a token of no link");
    let mut finder = office.key(4);
    finder["born"] = json!("");
    let code = |answer: (u16, Value)| (answer.0, answer.1["code"].as_str().map(str::to_owned));
    let needed = code(office.look(finder.clone(), Value::Null, Value::Null).await);
    assert_eq!(needed, (400, Some("birth-date-needed".into())), "a slip that was found");
    finder["born"] = json!("1960-01-01");
    for _ in 0..5 {
        let wrong = code(office.look(finder.clone(), Value::Null, Value::Null).await);
        assert_eq!(wrong, (403, Some("birth-date-wrong".into())), "asks for the birth date");
    }
    assert_eq!(office.look(office.key(4), Value::Null, Value::Null).await.0, 429, "five times in an hour");
    office.running.shutdown().await;
}

#[tokio::test]
async fn a_link_that_was_taken_back_or_made_anew_opens_nothing_and_is_used_for_nothing() {
    let office = Office::new().await;
    office.make_link(LETTER).await;
    office.make_link(4).await;
    assert_eq!(
        office.look(office.key(LETTER), Value::Null, Value::Null).await.0,
        404,
        "a newer one was made"
    );
    assert_eq!(office.answer(4, own(), "").await.0, 200, "by which she answers");
    let ended = office.say(5, Says::EndsLink { letter: 4 }, false).await;
    assert_eq!(ended.status, 200, "she takes her consent back, and it is ended: {:?}", ended.json());
    assert_eq!(office.look(office.key(4), Value::Null, Value::Null).await.0, 404, "it opens nothing");
    assert_eq!(office.send(1, 4).await.refusal(), refusal(422, "own-answers-missing"), "and is gone");
    office.running.shutdown().await;
}

#[tokio::test]
async fn for_somebody_under_age_a_guardian_answers_by_name() {
    let office = Office::new().await;
    office.say(LETTER, office.personal_link(LETTER, true), true).await;
    assert_eq!(office.answer(LETTER, own(), " ").await.0, 404, "nobody answers for a child without a name");
    assert_eq!(office.answer(LETTER, own(), "陈建国").await.0, 200, "her father does");
    let told = office.told(LETTER).await;
    assert_eq!(told[0].1.as_deref(), Some("陈建国"), "and the chamber knows who has consented");
    office.running.shutdown().await;
}

#[tokio::test]
async fn what_is_taken_back_takes_the_members_answers_with_it() {
    let office = Office::new().await;
    office.make_link(LETTER).await;
    office.answer(LETTER, own(), "").await;
    assert_eq!(office.send(1, LETTER).await.status, 200);
    assert_eq!(
        office.send(2, LETTER).await.status,
        200,
        "a correction of the rest rests on the same answers"
    );
    assert_eq!(office.sender.withdraw(3).await.status, 200);
    assert_eq!(
        office.send(4, LETTER).await.refusal(),
        refusal(422, "own-answers-missing"),
        "until a withdrawal"
    );
    office.running.shutdown().await;
}

/// A link's part, until a day.
fn sealed(class: &str, days: i64) -> Part {
    Part { class: class.into(), ends: today() + TimeDelta::days(days), sealed: class.as_bytes().to_vec() }
}

async fn keeps_links(store: Arc<dyn Store>) {
    let id = Uuid::from_u128(7);
    let at = |minute: i64| now() + TimeDelta::minutes(minute);
    let new = |number: u32, letter: u8| NewLink {
        declaration: id,
        number,
        letter: [letter; 32],
        digest: [u8::try_from(number).unwrap(); 32],
        taken_at: at(i64::from(number)),
        until: at(100),
        ends: today() + TimeDelta::days(20),
        terms: sealed("terms", 10),
    };
    assert_eq!(store.make_link(new(1, 1)).await.unwrap(), (at(1), [1; 32]), "made");
    assert_eq!(
        store.make_link(new(1, 9)).await.unwrap(),
        (at(1), [1; 32]),
        "what came first under a number stays"
    );
    let own = |number: u8, minute: i64| OwnAnswer {
        declaration: id,
        digest: [number; 32],
        at: at(minute),
        phone: [99; 32],
        own: sealed("own", 5),
    };
    assert!(!store.answer_link(own(1, 101)).await.unwrap(), "its time is over by then");
    assert!(!store.answer_link(own(2, 3)).await.unwrap(), "there is no such link");
    let (one, other) = tokio::join!(store.answer_link(own(1, 3)), store.answer_link(own(1, 3)));
    assert_ne!(one.unwrap(), other.unwrap(), "of two at once one is taken");
    let known = MemberLink {
        number: 1,
        digest: [1; 32],
        until: at(100),
        ended_at: None,
        answered_at: Some(at(3)),
        phone: Some([99; 32]),
        terms: Some(sealed("terms", 10)),
        own: Some(sealed("own", 5)),
    };
    assert_eq!(store.personal_link(id, [1; 32]).await.unwrap(), Some(known.clone()), "with what it holds");
    assert_eq!(
        store.personal_link(Uuid::from_u128(8), [1; 32]).await.unwrap(),
        None,
        "of that declaration alone"
    );

    store.make_link(new(2, 2)).await.unwrap();
    store.make_link(new(3, 3)).await.unwrap();
    let ended: Vec<_> = store.links_of(id).await.unwrap().iter().map(|link| link.ended_at).collect();
    assert_eq!(ended, [None, Some(at(3)), None], "a newer one ends what nobody has answered");
    assert!(!store.answer_link(own(2, 4)).await.unwrap(), "and it takes no answer any more");
    store.end_link(id, 1, at(5)).await.unwrap();
    let gone = MemberLink { ended_at: Some(at(5)), own: None, ..known };
    assert_eq!(
        store.personal_link(id, [1; 32]).await.unwrap(),
        Some(gone),
        "ended, and what was answered is gone"
    );

    store.answer_link(own(3, 6)).await.unwrap();
    let swept = |days: i64| today() + TimeDelta::days(days);
    store.sweep(swept(6)).await.unwrap();
    let left = store.personal_link(id, [3; 32]).await.unwrap().unwrap();
    assert_eq!(
        (left.own, left.terms.is_some(), left.answered_at),
        (None, true, Some(at(6))),
        "each has its day"
    );
    store.sweep(swept(21)).await.unwrap();
    assert!(store.links_of(id).await.unwrap().is_empty(), "and then nothing is known of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_keeps_personal_links() {
    let folder = tempfile::tempdir().unwrap();
    keeps_links(Arc::new(SqliteStore::open(&folder.path().join("declarations.db")).unwrap())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_keeps_personal_links() {
    let postgres = Postgres::start();
    keeps_links(Arc::new(PostgresStore::open(&postgres.database("a")).await.unwrap())).await;
}
