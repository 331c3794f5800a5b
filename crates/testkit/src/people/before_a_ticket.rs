//! People who have no ticket yet, or who have decided to stay: what they intend.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::Person;

/// Everybody who sends an intention, as they would on `today`; no code follows.
pub fn before_a_ticket(today: NaiveDate) -> Vec<Person> {
    vec![
        Person {
            story: "a student in Prato who looks for a flight",
            answers: looks_for_a_flight(today),
            rule: None,
            warnings: &[],
        },
        Person { story: "a shopkeeper in Milan who stays", answers: stays(), rule: None, warnings: &[] },
        Person {
            story: "a grandmother in Rome without a telephone who needs medicine, and whose grandson fills in",
            answers: needs_medicine(today),
            rule: None,
            warnings: &[],
        },
    ]
}

pub(crate) fn looks_for_a_flight(today: NaiveDate) -> Value {
    json!({
        "plan": { "decision": "come", "about_on": (today + Days::new(45)).to_string(), "help": ["ticket"] },
        "filling": { "by": "self" },
        "about": { "han_name": "林晓燕", "surname": "LIN", "given_names": "XIAOYAN", "born": "2000-04-12" },
        "contact": { "mobile_abroad": "+39 333 123 4567", "residence": "ITA", "residence_city": "Prato" },
        "destination": { "city": "330300", "county": "330324" },
        "consent": { "processing": true, "processing_version": "4" },
    })
}

fn stays() -> Value {
    json!({
        "plan": { "decision": "stay" },
        "filling": { "by": "self" },
        "about": { "surname": "ZHOU", "given_names": "GUOQIANG", "born": "1975-09-30" },
        "contact": { "mobile_abroad": "+39 02 1234 5678", "residence": "ITA" },
        "destination": { "city": "331100", "county": "331121" },
        "consent": { "processing": true, "processing_version": "4" },
    })
}

fn needs_medicine(today: NaiveDate) -> Value {
    json!({
        "plan": {
            "decision": "come", "about_on": (today + Days::new(90)).to_string(), "help": ["medicine", "other"],
            "note": "Somebody who walks with me to the gate",
        },
        "filling": { "by": "helper", "helper_name": "王磊", "mandate": "beside" },
        "about": { "han_name": "王秀英", "surname": "WANG", "given_names": "XIUYING", "born": "1941-02-03" },
        "contact": {
            "mobile_abroad": "+39 06 6988 4857", "phone_of": "relative", "phone_name": "WANG LEI", "residence": "ITA",
        },
        "destination": { "city": "330300", "county": "330304" },
        "consent": { "processing": true, "processing_version": "4" },
    })
}
