//! People whose way was not as it was declared: who came twice, earlier, later, elsewhere or not at all, and what an officer's word
//! is worth then. Nationality decides nothing.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::coloured::Coloured;
use crate::Traveller;
use crate::travellers::{day, low_risk_from_singapore};

/// What is told of somebody beside their answers.
struct Beside {
    today: NaiveDate,
    officer: Value,
}

impl Beside {
    /// Declared so many days from today.
    fn declared(today: NaiveDate, days: i64) -> Self {
        Self { today, officer: json!({ "declared_on": day(today, days) }) }
    }

    fn seen(mut self, name: &str, days: i64) -> Self {
        self.officer[name] = self.by(json!(day(self.today, days)), days);
        self
    }

    fn tested(mut self, result: &str, taken: i64, known: i64) -> Self {
        let test = json!({ "kind": "pcr", "result": result, "taken_on": day(self.today, taken) });
        self.officer["tests"] = json!([self.by(test, known)]);
        self
    }

    fn by(&self, value: Value, days: i64) -> Value {
        json!({ "value": value, "by": "officer-1", "at": format!("{}T06:00:00Z", day(self.today, days)) })
    }

    fn of(self, story: &'static str, rule: &'static str, traveller: Traveller) -> Coloured {
        Coloured { story, rule, answers: traveller.answers, officer: self.officer }
    }
}

fn flight(today: NaiveDate, from: &str, to: &str, leaves: (i64, &str), arrives: (i64, &str)) -> Value {
    json!({ "mode": "flight", "flight": "TP 1", "from": from, "to": to, "seat": "7F",
        "departs_on": day(today, leaves.0), "departs_at": leaves.1,
        "arrives_on": day(today, arrives.0), "arrives_at": arrives.1 })
}

pub(super) fn people(today: NaiveDate) -> Vec<Coloured> {
    [twice(today), not_as_planned(today), by_ship(today), health(today), nationality(today)].concat()
}

fn twice(today: NaiveDate) -> Vec<Coloured> {
    let on = |days| day(today, days);
    let direct =
        |from: &str, days: i64| json!([flight(today, from, "PVG", (days, "08:00"), (days, "20:00"))]);
    let last_month = || Beside::declared(today, 0).seen("landed_on", -30).seen("observation_ended_on", -16);
    let since = |country: &str, days: i64| {
        json!([{ "country": "SGP", "until": on(-30) }, { "country": "CHN", "since": on(-30), "until": on(days) },
            { "country": country, "since": on(days) }])
    };
    let came = || low_risk_from_singapore(today).with("/legs", direct("SIN", -30));
    vec![
        last_month().of(
            "a nurse who came last month, was observed, and has been in Spain since last week",
            "orange-severe-stay",
            came().with("/stays", since("ESP", -10)),
        ),
        last_month().of(
            "the same nurse with her flight back in three days",
            "orange-severe-stay",
            came().with("/legs", direct("MAD", 3)).with("/stays", since("ESP", -10)),
        ),
        last_month().of(
            "a nurse who came last month, was observed, went home to Singapore and comes again",
            "green-no-risk",
            came().with("/legs", direct("SIN", 3)).with("/stays", since("SGP", -8)),
        ),
        last_month().of(
            "a nurse who came last month, was observed, and has not left since",
            "green-observation",
            came().with(
                "/stays",
                json!([{ "country": "SGP", "until": on(-30) }, { "country": "CHN", "since": on(-30) }]),
            ),
        ),
    ]
}

fn not_as_planned(today: NaiveDate) -> Vec<Coloured> {
    let on = |days| day(today, days);
    let nurse = || low_risk_from_singapore(today);
    let direct =
        |from: &str, days: i64| json!([flight(today, from, "PVG", (days, "08:00"), (days, "20:00"))]);
    let stays = |country: &str, until: i64| json!([{ "country": country, "until": on(until) }]);
    let hops = |last: (i64, &str)| {
        nurse().with("/stays", json!([{ "country": "PRT" }])).with(
            "/legs",
            json!([
                flight(today, "LIS", "MAD", (1, "08:00"), (1, "10:30")),
                flight(today, "MAD", "BCN", (1, "20:00"), (1, "21:15")),
                flight(today, "BCN", "PVG", last, (last.0 + 1, "09:30"))
            ]),
        )
    };
    vec![
        Beside::declared(today, -20).seen("landed_on", -16).of(
            "a trader from Madrid who took a flight eight days before the one that he had declared",
            "green-window-passed",
            nurse().with("/legs", direct("MAD", -8)).with("/stays", stays("ESP", -8)),
        ),
        Beside::declared(today, -23).seen("landed_on", -1).of(
            "a trader from Madrid who was there until the day before his flight, missed it, and came three weeks later",
            "orange-severe-stay",
            nurse().with("/legs", direct("MAD", -20)).with("/stays", stays("ESP", -21)),
        ),
        Beside::declared(today, -23).seen("landed_on", -1).of(
            "a nurse from Singapore who missed her flight and came three weeks later",
            "green-no-risk",
            nurse().with("/legs", direct("SIN", -20)).with("/stays", stays("SGP", -20)),
        ),
        Beside::declared(today, -23).seen("landed_on", -1).of(
            "a nurse who left Lisbon a week before a flight that she missed, and came three weeks later",
            "yellow-days-unknown",
            nurse().with("/legs", direct("LIS", -20)).with("/stays", stays("PRT", -27)),
        ),
        Beside::declared(today, -4).seen("landed_on", -1).of(
            "a nurse whose flight to Shanghai landed in Guangzhou, where an officer saw her",
            "green-no-risk",
            nurse().with("/legs", direct("SIN", -1)).with("/stays", stays("SGP", -1)),
        ),
        Beside::declared(today, 0).of(
            "a cook from Lisbon who changes planes in Madrid and in Barcelona, within a day",
            "green-no-risk",
            hops((2, "09:00")),
        ),
        Beside::declared(today, 0).of(
            "a cook from Lisbon who changes planes in Madrid and in Barcelona, and spends more than a day on it",
            "orange-severe-stay",
            hops((2, "19:00")),
        ),
        Beside::declared(today, 0).of(
            "a clerk who lives in Lisbon and was in Spain for two days last week",
            "orange-severe-stay",
            nurse().with("/legs", direct("LIS", 3)).with(
                "/stays",
                json!([{ "country": "PRT", "until": on(-6) }, { "country": "ESP", "since": on(-6), "until": on(-5) },
                    { "country": "PRT", "since": on(-5) }]),
            ),
        ),
    ]
}

fn by_ship(today: NaiveDate) -> Vec<Coloured> {
    let sailor = || {
        let ship = json!({ "mode": "ship", "from": "G-ES", "to": "S-NINGB", "departs_on": day(today, -24), "arrives_on": day(today, -6) });
        low_risk_from_singapore(today)
            .with("/legs", json!([ship]))
            .with("/stays", json!([{ "country": "ESP" }]))
    };
    vec![
        Beside::declared(today, -20).of(
            "a sailor who left Spain 24 days ago, declared on board, and is still at sea",
            "green-no-risk",
            sailor(),
        ),
        Beside::declared(today, -20).seen("landed_on", 0).of(
            "a sailor who declared on board, and whose ship is six days late",
            "green-no-risk",
            sailor(),
        ),
        Beside::declared(today, -26).of(
            "a sailor who declared before his ship left Spain, and of whom nobody has heard since",
            "orange-severe-stay",
            sailor(),
        ),
        Beside::declared(today, -26).seen("landed_on", 0).of(
            "a sailor whose ship was in Ningbo six days before he landed",
            "orange-severe-stay",
            sailor(),
        ),
    ]
}

fn health(today: NaiveDate) -> Vec<Coloured> {
    let on = |days| day(today, days);
    let arrived = |days: i64| {
        low_risk_from_singapore(today)
            .with("/legs", json!([flight(today, "SIN", "PVG", (days, "08:00"), (days, "20:00"))]))
            .with("/stays", json!([{ "country": "SGP" }]))
    };
    let observed = || Beside::declared(today, -18).seen("landed_on", -15).seen("observation_ended_on", -1);
    let coughs = arrived(-15)
        .with("/health/symptoms", json!(["dry-cough"]))
        .with("/health/symptoms_when", "now")
        .with("/health/symptoms_since", on(-19));
    vec![
        observed().of(
            "a nurse who coughed when she declared, and was observed since",
            "green-observation",
            coughs,
        ),
        observed().tested("positive", -3, 0).of(
            "a nurse whose observation ended the day before her sample turned out to be positive",
            "orange-positive-test",
            arrived(-15),
        ),
        observed().tested("positive", -14, -13).of(
            "a nurse who was positive on arrival, and was observed until an officer ended it",
            "green-observation",
            arrived(-15),
        ),
        Beside::declared(today, -4).seen("landed_on", -1).tested("negative", -1, 0).of(
            "somebody who fell ill ten days ago, has recovered, and was negative at the port",
            "green-no-risk",
            arrived(-1)
                .with("/health/history", json!(["infected"]))
                .with("/health/infected_on", on(-10))
                .with("/health/recovered", true),
        ),
        Beside::declared(today, -2).seen("landed_on", -1).tested("negative", -1, 0).of(
            "somebody who tested positive before the flight, and negative at the port the day after",
            "green-no-risk",
            arrived(-1)
                .with("/health/history", json!(["tested"]))
                .with("/tests", json!([{ "kind": "pcr", "result": "positive", "taken_on": on(-2) }])),
        ),
        Beside::declared(today, -18).seen("landed_on", -16).of(
            "somebody who met a case before the flight, landed two weeks ago and was never looked after",
            "orange-close-contact",
            arrived(-16).with("/exposure/case_contact", true).with("/exposure/case_contact_on", on(-20)),
        ),
    ]
}

fn nationality(today: NaiveDate) -> Vec<Coloured> {
    let lives_in_singapore = |nationality: &str| {
        low_risk_from_singapore(today)
            .with("/about/nationality", nationality)
            .with("/about/resident_id", Value::Null)
            .with("/about/group", "foreigner")
            .with("/contact/language", "en")
    };
    vec![
        Beside::declared(today, 0).of(
            "a Spaniard who has lived in Singapore for years",
            "green-no-risk",
            lives_in_singapore("ESP"),
        ),
        Beside::declared(today, 0).of(
            "an Iranian engineer who has lived in Singapore for years",
            "green-no-risk",
            lives_in_singapore("IRN"),
        ),
        Beside::declared(today, 0).of(
            "a Singaporean who is in Madrid",
            "orange-severe-stay",
            lives_in_singapore("SGP")
                .with("/legs", json!([flight(today, "MAD", "PVG", (3, "08:00"), (4, "06:00"))]))
                .with("/stays", json!([{ "country": "ESP" }])),
        ),
    ]
}
