use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Traveller, day, student_from_prato};
use crate::synthetic::SYMPTOMS;

/// The stops of a salesman's journey; each leg goes from one to the next.
const STOPS: [&str; 9] = ["MXP", "FRA", "LHR", "CDG", "IST", "DXB", "SIN", "BKK", "PVG"];

/// Where he has been, over and over.
const COUNTRIES: [&str; 5] = ["ITA", "CHE", "AUT", "SVN", "HRV"];

/// Somebody who fills in as much as the form takes: every list is as long as it may be, so nothing costs more to look at.
pub fn as_much_as_the_form_takes(today: NaiveDate) -> Traveller {
    let on = |days| day(today, days);
    let legs: Vec<Value> = (0..8)
        .map(|at| {
            json!({ "mode": "flight", "flight": format!("LH {}", 700 + at), "from": STOPS[at], "to": STOPS[at + 1],
                "departs_on": on(3 + at as i64), "departs_at": "10:00", "arrives_on": on(3 + at as i64), "arrives_at": "23:30",
                "seat": "31A" })
        })
        .collect();
    let stays: Vec<Value> = (0..30)
        .map(|at| json!({ "country": COUNTRIES[at % 5], "region": "Valle d'Aosta", "since": on(at as i64 - 27), "until": on(at as i64 - 26) }))
        .collect();
    let companions: Vec<Value> = (0..20)
        .map(|at| {
            json!({ "name": "CHEN XIAOYU", "relation": "colleague", "born": format!("{}-02-03", 1970 + at),
                "document_number": format!("EK48201{:02}", 30 + at), "declares": "self" })
        })
        .collect();
    let tests: Vec<Value> = (0..6)
        .map(|at| {
            json!({ "kind": "pcr", "result": "negative", "taken_on": on(-2 * at), "taken_at": "09:30",
                "institution": "Ospedale Santo Stefano, Prato" })
        })
        .collect();
    let symptoms: Vec<&str> = SYMPTOMS.into_iter().chain(["other"]).collect();
    let student = student_from_prato(today);
    let (colour, rule) = ("orange", "orange-close-contact");
    Traveller { story: "somebody who fills in as much as the form takes", colour, rule, ..student }
        .with("/legs", legs)
        .with("/stays", stays)
        .with("/companions", companions)
        .with("/tests", tests)
        .with(
            "/onward",
            json!({ "mode": "train", "number": "G7349", "date": on(10),
            "needs": ["carer", "wheelchair", "infant", "dialysis", "text-only"] }),
        )
        .with("/health/symptoms", json!(symptoms))
        .with("/health/other_symptom", "a ringing in both ears")
        .with("/health/symptoms_when", "earlier")
        .with("/health/symptoms_since", on(-10))
        .with("/health/temperature", 36.6)
        .with("/health/history", json!(["tested", "infected"]))
        .with("/health/infected_on", on(-200))
        .with("/health/recovered", true)
        .with(
            "/exposure",
            json!({ "case_contact": true, "case_contact_on": on(-3), "fever_contact": true,
            "fever_contact_on": on(-3), "cluster": true, "cluster_on": on(-3) }),
        )
        .with(
            "/filling",
            json!({ "by": "helper", "helper_name": "林秀芳", "organisation": "Chamber of Prato",
            "mandate": "written" }),
        )
}
