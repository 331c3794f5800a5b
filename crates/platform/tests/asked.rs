//! What travellers ask for: listed with a due time for whoever answers it, answered with a reason, and told on their own screen.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::staff::{Signed, sign_in};
use common::*;
use platform::staff::Role;
use platform_api::{ReviewReason, Says};
use serde_json::{Value, json};
use uuid::Uuid;

struct Story {
    data: tempfile::TempDir,
    running: platform::Running,
    sender: Sender,
}

impl Story {
    async fn begin() -> Self {
        let data = tempfile::tempdir().unwrap();
        let running = start(data.path()).await;
        let sender = Sender::new(&running);
        assert_eq!(sender.declare(1, student()).await.status, 200, "she declares");
        Self { data, running, sender }
    }

    async fn asks(&self, says: Says) {
        let number = 1;
        let answer = self.sender.put_letter(number, &self.sender.letter(number, says)).await;
        assert_eq!(answer.status, 200, "her letter is taken");
    }

    async fn officer(&self, role: Role, scope: &str) -> Signed {
        sign_in(self.data.path(), &self.running, role, scope).await
    }

    fn county(&self) -> String {
        student()["destination"]["county"].as_str().unwrap().to_owned()
    }
}

async fn asked(officer: &Signed) -> Vec<Value> {
    officer.get("/desk/api/asked").await.json()["asked"].as_array().unwrap().clone()
}

fn path(of: &Value, end: &str) -> String {
    format!("/desk/api/asked/{}/{}{end}", of["declaration"].as_str().unwrap(), of["event"].as_str().unwrap())
}

#[tokio::test]
async fn a_review_is_decided_by_a_health_officer_of_the_county_and_answered_on_her_screen() {
    let story = Story::begin().await;
    let text = "I was never there.";
    story.asks(Says::Review { reason: ReviewReason::Places, text: Some(text.into()) }).await;
    let elsewhere = story.officer(Role::HealthOfficer, "331121").await;
    assert_eq!(asked(&elsewhere).await, [] as [Value; 0], "another county's officer sees none of it");
    let officer = story.officer(Role::HealthOfficer, &story.county()).await;
    let open = asked(&officer).await;
    assert_eq!(
        (open.len(), &open[0]["text"], &open[0]["reason"]),
        (1, &json!(text), &json!("places")),
        "hers"
    );
    assert_eq!((&open[0]["late"], open[0]["due"].is_string()), (&json!(false), true), "with the hour");
    let seen = story.sender.stands().await.looks;
    assert!(
        seen.iter().any(|look| look.purposes.contains(&"asked".to_owned())),
        "and she is told who read it"
    );

    let wrong =
        officer.post(&path(&open[0], ""), json!({ "granted": true, "answer": "facts-as-declared" })).await;
    assert_eq!(wrong.status, 400, "the code is not changed for the reason that says it stays");
    let stays = json!({ "granted": false, "answer": "facts-as-declared" });
    let other = elsewhere.post(&path(&open[0], ""), stays).await;
    assert_eq!(other.refusal(), refusal(404, "nobody-found"), "nor by anybody else");
    let code = story.sender.stands().await.code;
    let corrected = json!({ "granted": true, "answer": "place-corrected" });
    let refused = officer.post(&path(&open[0], ""), corrected).await.status;
    assert_eq!(refused, 400, "a wrong place is hers to correct: nothing else would change the code");
    let granted = json!({ "granted": true, "answer": "test-counted" });
    let refused = officer.post(&path(&open[0], ""), granted.clone()).await.refusal();
    assert_eq!(refused, refusal(409, "review-changes-nothing"), "no test was recorded that could count");
    let port = story.officer(Role::PortOfficer, "PVG").await;
    let events = format!("/desk/api/people/{}/events", story.sender.id);
    for what in [
        json!({ "what": "landed" }),
        json!({ "what": "sampled", "tube": "T-7" }),
        json!({ "what": "tested", "result": "negative" }),
    ] {
        let said = port.post(&events, json!({ "id": Uuid::now_v7(), "what": what })).await;
        assert_eq!(said.status, 200, "the port takes a sample, and hears of it: {}", said.json());
    }
    assert_eq!(officer.post(&path(&open[0], ""), granted.clone()).await.status, 204, "then it is granted");
    let status = story.sender.stands().await;
    let review = status.review.unwrap();
    assert_eq!((review.granted, review.answer.as_deref()), (true, Some("test-counted")), "with the reason");
    assert_ne!(status.code, code, "and the code was assigned anew before the officer was answered");
    assert_eq!(asked(&officer).await, [] as [Value; 0], "nothing is left");
    assert_eq!(officer.post(&path(&open[0], ""), granted).await.status, 404, "once");
    story.running.shutdown().await;
}

#[tokio::test]
async fn a_report_of_misuse_comes_to_the_platforms_staff_without_any_answer_of_hers() {
    let story = Story::begin().await;
    story.asks(Says::Misuse { text: Some("The office asked for money.".into()) }).await;
    let keeper = story.officer(Role::PlatformOfficer, "").await;
    let open = asked(&keeper).await;
    assert_eq!((open[0]["kind"].as_str(), &open[0]["person"]), (Some("misuse"), &json!(null)), "{open:?}");
    for role in [Role::HealthOfficer, Role::Hotline] {
        let scope = if role == Role::Hotline { String::new() } else { story.county() };
        let officer = story.officer(role, &scope).await;
        assert_eq!(asked(&officer).await, [] as [Value; 0], "{} sees nothing of it", role.name());
    }
    let reported = async || {
        let case = format!("/desk/api/people/{}", story.sender.id);
        for (role, scope) in [
            (Role::PortOfficer, "PVG".to_owned()),
            (Role::CountyContact, story.county()),
            (Role::HealthOfficer, story.county()),
        ] {
            let seen = story.officer(role, &scope).await.get(&case).await;
            let text = seen.json().to_string();
            let tells = ["misuse", "answered", "asked for money"].iter().find(|it| text.contains(*it));
            assert_eq!((seen.status, tells), (200, None), "{} may be the one reported: {text}", role.name());
        }
    };
    reported().await;
    assert_eq!(
        keeper.post(&path(&open[0], ""), json!({ "answer": "stopped" })).await.status,
        204,
        "answered"
    );
    let messages = story.sender.stands().await.messages;
    assert_eq!(messages[0].code, "misuse-stopped", "and she reads what became of it");
    reported().await;
    story.running.shutdown().await;
}

#[tokio::test]
async fn whoever_takes_everything_back_because_of_a_misuse_is_heard() {
    let before = Story::begin().await;
    before.asks(Says::Misuse { text: Some("The office asked for money.".into()) }).await;
    assert_eq!(before.sender.withdraw(2).await.status, 200, "she reports it, and takes everything back");
    let after = Story::begin().await;
    assert_eq!(after.sender.withdraw(2).await.status, 200, "or the other way round");
    after.asks(Says::Misuse { text: Some("The office asked for money.".into()) }).await;
    for story in [before, after] {
        let keeper = story.officer(Role::PlatformOfficer, "").await;
        let open = asked(&keeper).await;
        assert_eq!(open.len(), 1, "the platform's staff has it: {open:?}");
        assert!(open[0]["text"].as_str().unwrap().contains("money"), "in her words");
        let answer = keeper.post(&path(&open[0], ""), json!({ "answer": "stopped" })).await;
        assert_eq!(answer.status, 204, "and answers");
        assert_eq!(asked(&keeper).await, [] as [Value; 0], "once");
        story.running.shutdown().await;
    }
}

#[tokio::test]
async fn a_call_for_help_from_abroad_is_the_hotlines_and_opens_the_case() {
    let story = Story::begin().await;
    story.asks(Says::StaysAbroad { text: Some("No medicine here.".into()) }).await;
    let hotline = story.officer(Role::Hotline, "").await;
    let open = asked(&hotline).await;
    let case = format!("/desk/api/people/{}", story.sender.id);
    assert_eq!(hotline.get(&case).await.status, 404, "a list opens nothing");
    assert_eq!(hotline.post(&path(&open[0], "/open"), json!({})).await.status, 204, "a press does");
    assert_eq!(hotline.get(&case).await.status, 200, "and the case is there");
    let event = json!({ "id": Uuid::now_v7(), "what": { "what": "writes", "message": "answer-telephone" } });
    assert_eq!(hotline.post(&format!("{case}/events"), event).await.status, 200, "a message goes out");
    let unknown = json!({ "id": Uuid::now_v7(), "what": { "what": "writes", "message": "you are late" } });
    assert_eq!(hotline.post(&format!("{case}/events"), unknown).await.status, 400, "of a closed list");
    assert_eq!(
        hotline.post(&path(&open[0], ""), json!({ "answer": "called-back" })).await.status,
        204,
        "done"
    );
    let messages = story.sender.stands().await.messages;
    let codes: Vec<_> = messages.iter().map(|message| message.code.as_str()).collect();
    assert_eq!(codes, ["answer-telephone", "help-called-back"], "she reads both");
    assert_eq!(
        hotline.post(&path(&open[0], "/open"), json!({})).await.status,
        404,
        "an answer opens nothing more"
    );
    story.running.shutdown().await;
}

#[tokio::test]
async fn a_green_person_is_sampled_only_for_a_reason_that_is_counted() {
    let story = Story::begin().await;
    let answers = testkit::travellers::all(today());
    let port = story.officer(Role::PortOfficer, "PVG,HGH,PEK,CAN,XIY,CTU,WNZ,NGB").await;
    let colour = async |sender: &Sender| {
        let case = port.get(&format!("/desk/api/people/{}", sender.id)).await.json();
        case["person"]["code"]["colour"].as_str().map(str::to_owned)
    };
    let lands = async |sender: &Sender| {
        let landed = json!({ "id": Uuid::now_v7(), "what": { "what": "landed" } });
        port.post(&format!("/desk/api/people/{}/events", sender.id), landed).await.status
    };
    let sample = async |sender: &Sender, reason: Option<&str>| {
        let what = json!({ "what": "sampled", "tube": "T-1", "reason": reason });
        let event = json!({ "id": Uuid::now_v7(), "what": what });
        port.post(&format!("/desk/api/people/{}/events", sender.id), event).await.refusal()
    };
    assert_eq!(colour(&story.sender).await.as_deref(), Some("yellow"), "she was in a listed place");
    let reasonless = refusal(422, "sampling-reason-needed");
    assert_eq!(lands(&story.sender).await, 200, "she is met");
    assert_eq!(sample(&story.sender, Some("random")).await, reasonless, "her colour is the reason");
    let mut green = None;
    for traveller in answers {
        let sender = Sender::new(&story.running);
        let taken = sender.declare(1, traveller.answers).await.status == 200;
        if taken && colour(&sender).await.as_deref() == Some("green") {
            green = Some(sender);
            break;
        }
    }
    let green = green.unwrap();
    assert_eq!(lands(&green).await, 200, "so is another");
    assert_eq!(sample(&green, None).await, reasonless, "nobody is sampled for a green code");
    assert_eq!(sample(&green, Some("I want to")).await, reasonless, "nor for a reason nobody knows");
    let what = json!({ "what": "sampled", "tube": "T-2", "reason": "companion" });
    let event = json!({ "id": Uuid::now_v7(), "what": what });
    let told = port.post(&format!("/desk/api/people/{}/events", green.id), event).await;
    assert_eq!(told.status, 200, "{}", told.json());
    let auditor = story.officer(Role::Auditor, "").await;
    let log = auditor.get(&format!("/desk/api/log?account={}", port.account.id)).await.json();
    let counted = |entry: &Value| entry["event"] == "sampled green companion";
    let entries = log["entries"].as_array().or(log.as_array()).unwrap().clone();
    assert_eq!(entries.iter().filter(|entry| counted(entry)).count(), 1, "the auditor counts it: {log}");
    story.running.shutdown().await;
}
