//! The end of an observation answers what officers had read before it, and nothing that came since.

use super::*;

#[tokio::test]
async fn what_arrives_after_an_observation_is_not_answered_by_it() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    assert_eq!(sender.declare(1, trader()).await.status, 200, "well, from a severe place");
    office.pass(4);
    office.records(&sender, landed(4)).await.unwrap();
    office.until(&sender, 2).await;
    office.pass(1);
    office.records(&sender, ended(5)).await.unwrap();
    let (_, claims) = office.until(&sender, 3).await;
    assert_eq!(claims.rule, "green-observation", "an observation that ended");
    office.pass(1);
    let mut ill = trader();
    ill["health"]["symptoms"] = json!(["dry-cough"]);
    ill["health"]["symptoms_when"] = json!("now");
    ill["health"]["symptoms_since"] = json!(on(-1));
    assert_eq!(sender.declare(2, ill).await.status, 200, "sealed before it, and kept by the network");
    let (_, claims) = office.until(&sender, 4).await;
    assert_eq!(claims.rule, "orange-symptoms", "nobody had read of the cough");
    office.running.shutdown().await;
}

#[tokio::test]
async fn what_stood_there_before_an_observation_ended_is_answered_by_it_whatever_is_corrected_since() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    let mut met = trader();
    met["exposure"]["case_contact"] = json!(true);
    met["exposure"]["case_contact_on"] = json!(on(-2));
    met["health"]["history"] = json!(["tested"]);
    let test =
        |kind: &str, result: &str, days: i64| json!({ "kind": kind, "result": result, "taken_on": on(days) });
    met["tests"] = json!([test("pcr", "positive", -1)]);
    assert_eq!(sender.declare(1, met.clone()).await.status, 200, "positive, and met a case");
    let (_, claims) = office.until(&sender, 1).await;
    assert_eq!(claims.rule, "orange-positive-test", "known before the flight");
    office.pass(4);
    office.records(&sender, landed(4)).await.unwrap();
    office.until(&sender, 2).await;
    office.pass(8);
    office.records(&sender, ended(12)).await.unwrap();
    let (_, claims) = office.until(&sender, 3).await;
    assert_eq!(claims.rule, "green-observation", "observed since");

    met["destination"]["address"] = json!("稠州北路 1088 号 2 单元 1102");
    let declare = async |revision: u32, kind: Kind, answers: &Value| {
        let submission =
            Submission { kind, sealed_at: office.now(), ..sender.submission(revision, answers.clone()) };
        let answer = sender.put(revision, &sender.seal(&submission)).await;
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        office.until(&sender, u64::from(revision) + 2).await.1.rule
    };
    let rule = declare(2, Kind::Declare, &met).await;
    assert_eq!(rule, "green-observation", "another address says nothing new of test and contact");
    office.pass(1);
    met["tests"] = json!([test("antigen", "negative", 12), test("pcr", "positive", -1)]);
    let rule = declare(3, Kind::Confirm, &met).await;
    assert_eq!(rule, "green-observation", "nor does a confirmation with a newer test beside the one before");
    met["tests"] = json!([test("pcr", "positive", -1), test("antigen", "positive", 3)]);
    let rule = declare(4, Kind::Declare, &met).await;
    assert_eq!(
        rule, "orange-positive-test",
        "another positive one was read by nobody, whenever it was taken"
    );
    met["tests"] = json!([test("pcr", "positive", -1)]);
    assert_eq!(declare(5, Kind::Declare, &met).await, "green-observation", "it was a slip of the pen");
    met["exposure"]["case_contact_on"] = json!(on(2));
    let rule = declare(6, Kind::Declare, &met).await;
    assert_eq!(rule, "orange-close-contact", "a contact of another day is another contact");
    office.running.shutdown().await;
}

#[tokio::test]
async fn who_was_known_to_cough_is_not_worse_off_for_saying_that_it_is_over() {
    let office = Office::open().await;
    let sender = Sender::new(&office.running);
    let mut ill = trader();
    ill["health"]["symptoms"] = json!(["dry-cough"]);
    ill["health"]["symptoms_when"] = json!("now");
    ill["health"]["symptoms_since"] = json!(on(-1));
    assert_eq!(sender.declare(1, ill.clone()).await.status, 200, "he coughs");
    office.pass(4);
    office.records(&sender, landed(4)).await.unwrap();
    office.until(&sender, 2).await;
    office.pass(8);
    office.records(&sender, ended(12)).await.unwrap();
    office.until(&sender, 3).await;
    let confirm = async |revision: u32, answers: &Value| {
        let (kind, sealed_at) = (Kind::Confirm, office.now());
        let submission = Submission { kind, sealed_at, ..sender.submission(revision, answers.clone()) };
        let answer = sender.put(revision, &sender.seal(&submission)).await;
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        office.until(&sender, u64::from(revision) + 2).await.1.rule
    };
    let rule = confirm(2, &ill).await;
    assert_eq!(rule, "orange-symptoms", "who says that he still coughs says something new");
    ill["health"]["symptoms_when"] = json!("earlier");
    assert_eq!(confirm(3, &ill).await, "green-observation", "and who says that it is over does not");
    office.running.shutdown().await;
}
