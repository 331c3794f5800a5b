//! Symptoms, exposure, tests.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::journey::Journey;
use super::random::Random;
use super::{after, date, object};

/// Of a thousand so many have a symptom.
const ILL: u64 = 40;
/// Of a thousand of these so many had it earlier, and it is over.
const OVER: u64 = 300;
/// Of a thousand so many were infected before.
const INFECTED: u64 = 60;
/// Of a thousand of these so many within the last two weeks.
const LATELY: u64 = 40;
/// Of a thousand so many measured their temperature.
const MEASURED: u64 = 600;
/// Of a thousand who landed two weeks ago or more, so many completed an observation.
const OBSERVED: u64 = 600;
/// Every symptom that the form has a name for.
pub(crate) const SYMPTOMS: [&str; 11] = [
    "fever",
    "fatigue",
    "dry-cough",
    "sputum",
    "headache",
    "sore-throat",
    "short-breath",
    "laboured-breathing",
    "chest-tightness",
    "red-eyes",
    "diarrhoea",
];

/// The answers to `/health` of somebody with so many tests.
pub(super) fn health(random: &mut Random, tests: usize, today: NaiveDate) -> Value {
    let mut symptoms: Vec<&str> = Vec::new();
    if random.chance(ILL) {
        for _ in 0..random.between(1, 3) {
            let symptom = *random.pick(&SYMPTOMS);
            if !symptoms.contains(&symptom) {
                symptoms.push(symptom);
            }
        }
    }
    let ill = !symptoms.is_empty();
    let over = ill && random.chance(OVER);
    let fever = symptoms.contains(&"fever") && !over;
    let mut health = object([("fever_medicine", (ill && random.chance(500)).into())]);
    if ill {
        health["symptoms_when"] = if over { "earlier" } else { "now" }.into();
        let days = if over { random.between(4, 13) } else { random.between(0, 5) };
        health["symptoms_since"] = date(today, -days);
    } else {
        symptoms.push("none");
    }
    health["symptoms"] = json!(symptoms);
    if random.chance(MEASURED) {
        let tenths = if fever { random.between(374, 395) } else { random.between(360, 372) };
        #[allow(clippy::cast_precision_loss, reason = "three digits")]
        let temperature = tenths as f64 / 10.0;
        health["temperature"] = temperature.into();
    }
    let mut history = Vec::new();
    if tests > 0 {
        history.push("tested");
    }
    if random.chance(INFECTED) {
        history.push("infected");
        let ago = if random.chance(LATELY) { random.between(1, 12) } else { random.between(30, 700) };
        health["infected_on"] = date(today, -ago);
        health["recovered"] = random.chance(980).into();
    }
    if history.is_empty() {
        history.push("none");
    }
    health["history"] = json!(history);
    health
}

/// What officers have recorded of somebody who landed: the landing, and for some the end of an observation.
pub(super) fn officer(random: &mut Random, journey: &Journey, today: NaiveDate) -> Option<Value> {
    if !journey.landed {
        return None;
    }
    let recorded = |day: NaiveDate| {
        object([
            ("value", date(day, 0)),
            ("by", "officer-1".into()),
            ("at", format!("{day}T08:00:00Z").into()),
        ])
    };
    let mut officer = object([("landed_on", recorded(journey.arrives_on))]);
    let ended_on = after(journey.arrives_on, 14);
    if ended_on <= today && random.chance(OBSERVED) {
        officer["observation_ended_on"] = recorded(ended_on);
    }
    Some(officer)
}

/// The answers to `/exposure`.
pub(super) fn exposure(random: &mut Random, today: NaiveDate) -> Value {
    let mut exposure = object([]);
    for (name, of_thousand) in [("case_contact", 15), ("fever_contact", 20), ("cluster", 10)] {
        let met = random.chance(of_thousand);
        exposure[name] = met.into();
        if met {
            exposure[format!("{name}_on")] = date(today, -random.between(0, 12));
        }
    }
    exposure
}

/// The answers to `/tests`; none of who was not tested.
pub(super) fn tests(random: &mut Random, journey: &Journey, today: NaiveDate) -> Vec<Value> {
    let result = match random.below(1000) {
        0..15 => "positive",
        15..455 => "negative",
        _ => return Vec::new(),
    };
    let taken_on = after(journey.departs_on, -random.between(0, 3)).min(today);
    let kind = *random.pick(&["pcr", "pcr", "pcr", "antigen"]);
    let institution = *random.pick(&["Airport test centre", "Central Hospital", "Pharmacy", "大学医院"]);
    vec![object([
        ("kind", kind.into()),
        ("result", result.into()),
        ("taken_on", date(taken_on, 0)),
        ("taken_at", format!("{:02}:{:02}", random.between(7, 19), random.between(0, 59)).into()),
        ("institution", institution.into()),
    ])]
}
