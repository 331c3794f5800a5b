//! What the proof of the code policy knows, and what it refuses with which counter-example.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

use rulebook::Edition;

#[test]
fn the_bundled_policy_is_proved_over_every_combination() {
    let edition = Edition::bundled().unwrap_or_else(|refusal| panic!("{refusal}"));
    let proof = edition.policy_proof();
    println!("{proof}");
    assert_eq!(proof.combinations(), 2048, "eleven facts, of which the policy asks yes or no each");
}
