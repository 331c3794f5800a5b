//! What officers see of a correction that makes a code a better one.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::staff::sign_in;
use common::*;
use platform::staff::Role;
use serde_json::json;
use testkit::travellers;

#[tokio::test]
async fn whoever_corrects_where_they_were_is_believed_and_officers_see_the_code_before_that() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let (sender, mut answers) = (Sender::new(&running), travellers::trader_from_madrid(today()).answers);
    assert_eq!(sender.declare(1, answers.clone()).await.status, 200, "he comes from Madrid");
    answers["stays"][1]["country"] = json!("PRT");
    answers["legs"][0]["from"] = json!("LIS");
    answers["legs"][0]["flight"] = json!("TP 6701");
    assert_eq!(sender.declare(2, answers.clone()).await.status, 200, "it was Lisbon, he says a minute later");
    let port = sign_in(data.path(), &running, Role::PortOfficer, "PEK").await;
    let case = port.get(&format!("/desk/api/people/{}", sender.id)).await.json();
    assert_ne!(case["person"]["code"]["colour"], "orange", "and may: it is his to say");
    let was = &case["worse"][0];
    assert_eq!(
        (&was["colour"], &was["elsewhere"]),
        (&json!("orange"), &json!(false)),
        "his code before: {case}"
    );
    assert_eq!(case["person"]["retracted"], false, "the card says it at length");
    assert_eq!(sender.declare(3, answers.clone()).await.status, 200, "and corrects another word");
    let case = port.get(&format!("/desk/api/people/{}", sender.id)).await.json();
    assert_eq!(case["worse"][0]["colour"], "orange", "it stays to be seen");
    let back = travellers::trader_from_madrid(today()).answers;
    assert_eq!(sender.declare(4, back).await.status, 200, "it was Madrid after all");
    let case = port.get(&format!("/desk/api/people/{}", sender.id)).await.json();
    assert_eq!(case["worse"], json!([]), "and nothing is better than it was");
    running.shutdown().await;
}
