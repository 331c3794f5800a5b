//! The colour of people as `A1` to `A9` of the walk through edition 1 told it, and what must hold of everybody's.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use common::{FORM, on, today};
use declaration::{FactValue, Facts, Form, OfficerFacts, Stay};
use rulebook::{Colour, Edition, FactType};
use serde_json::{Value, json};
use testkit::{Traveller, travellers, with_officers};

fn later(days: u64) -> NaiveDate {
    today().checked_add_days(Days::new(days)).unwrap()
}

fn yesterday() -> NaiveDate {
    today().pred_opt().unwrap()
}

/// What officers have recorded: days by name.
fn recorded(facts: &[(&str, i64)]) -> OfficerFacts {
    let record = |days: i64| json!({ "value": on(days), "by": "officer-1", "at": "2026-11-01T08:00:00Z" });
    let all: Value = facts.iter().map(|(name, days)| ((*name).to_owned(), record(*days))).collect();
    serde_json::from_value(all).unwrap()
}

/// The rule that decides for a traveller on a day.
fn rule_on(answers: &Value, officer: &OfficerFacts, day: NaiveDate) -> String {
    let facts = FORM.facts(answers, officer, day).unwrap();
    health_code::decide(FORM.edition(), &facts).unwrap().id.clone()
}

/// The rule that decides today of somebody of whom no officer has recorded anything.
#[track_caller]
fn rule(traveller: &Traveller) -> String {
    let blocking = FORM.evaluate(&traveller.answers, today());
    let blocking: Vec<_> = blocking.blocking().map(|it| (it.rule.clone(), it.pointers.clone())).collect();
    assert!(blocking.is_empty(), "{} can be sent: {blocking:?}", traveller.story);
    rule_on(&traveller.answers, &OfficerFacts::NONE, today())
}

fn nurse() -> Traveller {
    travellers::low_risk_from_singapore(today())
}

/// A trader from a severe place who would have landed sixteen days ago.
fn trader_of_three_weeks_ago() -> Traveller {
    travellers::trader_from_madrid(today().checked_sub_days(Days::new(20)).unwrap())
}

#[test]
fn a1_a_late_domestic_flight_does_not_move_the_window_past_the_entry() {
    let trader = travellers::trader_from_madrid(today());
    let legs = trader.answers["legs"].as_array().unwrap();
    let (next, landed) = (legs.len(), legs[legs.len() - 1]["to"].clone());
    let domestic = json!({
        "mode": "flight", "flight": "CA 1320", "from": landed, "to": "CAN", "departs_on": on(20),
        "departs_at": "08:00", "arrives_on": on(20), "arrives_at": "11:30"
    });
    let trader = trader.with(&format!("/legs/{next}"), domestic);
    let decides = rule_on(&trader.answers, &OfficerFacts::NONE, today());
    assert_eq!(decides, "orange-severe-stay", "still in a severe country, whatever the last leg is");
}

#[test]
fn a2_no_date_that_a_traveller_types_turns_a_code_green() {
    assert!(FORM.edition().field_at("/health/observation_ended_on").is_none(), "nobody is asked for it");
    let typed = nurse().with("/officer", json!({ "observation_ended_on": on(-1) }));
    assert!(FORM.relevant(&typed.answers, today()).get("officer").is_none(), "nobody can send it");
    let facts = |answers: &Value| FORM.facts(answers, &OfficerFacts::NONE, today()).unwrap();
    assert_eq!(facts(&typed.answers), facts(&nurse().answers), "nor slip it past the facts");
    let trader = trader_of_three_weeks_ago();
    let decides = |officer: &[(&str, i64)]| rule_on(&trader.answers, &recorded(officer), today());
    assert_eq!(
        decides(&[]),
        "orange-severe-stay",
        "who missed the flight and stayed is not green unattended"
    );
    assert_eq!(decides(&[("landed_on", -1)]), "orange-severe-stay", "landed yesterday by a later flight");
    assert_eq!(decides(&[("landed_on", 1)]), "orange-severe-stay", "a landing that has not come yet is none");
    assert_eq!(
        decides(&[("landed_on", -1), ("observation_ended_on", 0)]),
        "green-observation",
        "the end of an observation is an officer's word"
    );
}

#[test]
fn an_observation_that_ended_before_the_entry_or_the_infection_says_nothing_of_it() {
    let trader = trader_of_three_weeks_ago();
    let decides = |answers: &Value, officer: &[(&str, i64)]| rule_on(answers, &recorded(officer), today());
    let ended = |day| [("landed_on", -1), ("observation_ended_on", day)];
    assert_eq!(decides(&trader.answers, &ended(-2)), "orange-severe-stay", "it ended before he landed");
    assert_eq!(decides(&trader.answers, &ended(0)), "green-observation", "this one ended after it");
    let infected = trader
        .with("/health/history", json!(["infected"]))
        .with("/health/infected_on", json!(on(-1)))
        .with("/health/recovered", json!(false));
    assert_eq!(decides(&infected.answers, &ended(-1)), "orange-positive-test", "infected since");
    assert_eq!(
        decides(&infected.answers, &ended(0)),
        "orange-positive-test",
        "and said on the day of its end"
    );
    let said_before = OfficerFacts { declared_on: Some(yesterday()), ..recorded(&ended(0)) };
    let decided = rule_on(&infected.answers, &said_before, today());
    assert_eq!(decided, "green-observation", "an end after the infection, and after it was said");
}

#[test]
fn a3_the_window_moves_with_today_once_a_landing_was_seen() {
    let trader = trader_of_three_weeks_ago();
    let landed = recorded(&[("landed_on", -16)]);
    assert_eq!(rule_on(&trader.answers, &landed, today()), "green-window-passed", "sixteen days at home");
    let early = today().checked_sub_days(Days::new(10)).unwrap();
    assert_eq!(rule_on(&trader.answers, &landed, early), "orange-severe-stay", "six days at home");
    let coughed = trader
        .with("/health/symptoms", json!(["dry-cough"]))
        .with("/health/symptoms_when", json!("now"))
        .with("/health/symptoms_since", json!(on(-21)));
    assert_eq!(
        rule_on(&coughed.answers, &landed, later(30)),
        "orange-symptoms",
        "symptoms do not pass by time alone"
    );
}

#[test]
fn a4_somebody_healthy_from_a_country_in_no_class_is_green() {
    assert_eq!(rule(&nurse()), "green-no-risk", "no epidemic fact");
    let proof = FORM.edition().policy_proof();
    assert_eq!(FORM.edition().policy[proof.low_risk].id, "green-no-risk", "and it was proved");
}

#[test]
fn a5_antibodies_after_a_vaccination_are_no_infection() {
    let test = json!([{ "kind": "antibody", "result": "positive", "taken_on": on(0) }]);
    let vaccinated = nurse().with("/tests", test).with("/health/history", json!(["tested"]));
    assert_eq!(rule(&vaccinated), "green-no-risk", "the kind of test decides");
}

#[test]
fn a6_an_old_positive_test_of_somebody_recovered_does_not_colour() {
    let with_test = |taken: i64, recovered: bool| {
        nurse()
            .with("/tests", json!([{ "kind": "pcr", "result": "positive", "taken_on": on(taken) }]))
            .with("/health/history", json!(["tested", "infected"]))
            .with("/health/infected_on", json!(on(-62)))
            .with("/health/recovered", json!(recovered))
    };
    assert_eq!(rule(&with_test(-60, true)), "green-no-risk", "two months ago, and recovered");
    assert_eq!(rule(&with_test(-60, false)), "orange-positive-test", "not recovered");
    assert_eq!(rule(&with_test(-2, true)), "orange-positive-test", "positive the day before yesterday");
    let positive = with_test(-2, true);
    let negative = |taken: i64| -> OfficerFacts {
        let test = json!({ "kind": "pcr", "result": "negative", "taken_on": on(taken) });
        let test = json!({ "value": test, "by": "officer-1", "at": "2026-11-22T08:00:00Z" });
        serde_json::from_value(json!({ "tests": [test] })).unwrap()
    };
    assert_eq!(rule_on(&positive.answers, &negative(0), today()), "green-no-risk", "an officer's test today");
    assert_eq!(rule_on(&positive.answers, &negative(-3), today()), "orange-positive-test", "an older one");
}

#[test]
fn an_infection_of_these_days_counts_whatever_the_traveller_feels() {
    let fell_ill = |days: i64| {
        nurse()
            .with("/health/history", json!(["infected"]))
            .with("/health/infected_on", json!(on(days)))
            .with("/health/recovered", json!(true))
    };
    assert_eq!(rule(&fell_ill(-3)), "orange-recent-infection", "nobody has recovered in three days");
    assert_eq!(rule(&fell_ill(-40)), "green-no-risk", "six weeks ago, and recovered");
}

#[test]
fn no_wrong_date_beside_a_yes_turns_a_code_green() {
    for (asked, colours) in [
        ("case_contact", "orange-close-contact"),
        ("fever_contact", "yellow-exposure"),
        ("cluster", "yellow-exposure"),
    ] {
        let met = |days: i64| {
            nurse()
                .with(&format!("/exposure/{asked}"), json!(true))
                .with(&format!("/exposure/{asked}_on"), json!(on(days)))
        };
        assert_eq!(rule(&met(-3)), colours, "in these days");
        let last_year = met(-365).answers;
        assert_eq!(rule_on(&last_year, &OfficerFacts::NONE, today()), colours, "the year is mistyped");
        let found = FORM.evaluate(&last_year, today());
        let named = format!("{}-too-early", asked.replace('_', "-"));
        assert!(found.findings.iter().any(|finding| *finding.rule == *named), "and it is asked about");
    }
    let tested = nurse()
        .with("/tests", json!([{ "kind": "pcr", "result": "positive", "taken_on": on(-365) }]))
        .with("/health/history", json!(["tested"]));
    let found = FORM.evaluate(&tested.answers, today());
    let asked = found.findings.iter().any(|finding| *finding.rule == *"positive-test-is-an-infection");
    assert!(asked, "positive, and never infected: the date or the history may be wrong");
    assert!(
        found.is_complete(),
        "unless the test was, which other tests have shown: nobody has to claim an illness"
    );
}

#[test]
fn who_has_had_the_ill_at_home_since_before_these_days_says_so_and_is_believed() {
    let ill_at_home = nurse().with("/exposure/cluster", true).with("/exposure/cluster_on", on(-20));
    let found = FORM.evaluate(&ill_at_home.answers, today());
    assert!(found.is_complete(), "they are ill still: a true answer blocks nobody");
    assert_eq!(rule(&ill_at_home), "yellow-exposure", "and it counts as what it is");
}

#[test]
fn a_place_that_one_leaves_from_counts_like_a_stay_and_one_passed_through_does_not() {
    let flight = |from: &str, to: &str, leaves: (i64, &str), arrives: (i64, &str)| {
        json!({ "mode": "flight", "flight": "TP 1", "from": from, "to": to, "departs_on": on(leaves.0), "departs_at": leaves.1,
            "arrives_on": on(arrives.0), "arrives_at": arrives.1, "seat": "7F" })
    };
    let by = |legs: Value| nurse().with("/legs", legs).with("/stays", json!([{ "country": "PRT" }]));
    let direct = by(json!([flight("MAD", "PEK", (3, "12:20"), (4, "06:30"))]));
    assert_eq!(rule(&direct), "orange-severe-stay", "whoever boards in Madrid was in Spain");
    let through = |leaves: (i64, &str)| {
        by(json!([
            flight("LIS", "MAD", (1, "08:00"), (1, "10:30")),
            flight("MAD", "PEK", leaves, (leaves.0 + 1, "09:30")),
        ]))
    };
    assert_eq!(rule(&through((1, "14:00"))), "green-no-risk", "who changes planes was in no place");
    assert_eq!(rule(&through((3, "01:30"))), "orange-severe-stay", "who waits 39 hours was");
}

#[test]
fn a7_a_headache_that_is_over_is_not_one_of_now() {
    let headache = |when: &str, since: i64| {
        nurse()
            .with("/health/symptoms", json!(["headache"]))
            .with("/health/symptoms_when", json!(when))
            .with("/health/symptoms_since", json!(on(since)))
    };
    assert_eq!(rule(&headache("earlier", -13)), "yellow-past-symptoms", "thirteen days ago, and gone");
    assert_eq!(rule(&headache("now", -13)), "orange-symptoms", "it has not gone");
}

#[test]
fn a8_a_stay_has_the_class_of_its_days_inside_the_window() {
    let after = |country: &str, until: i64| {
        nurse().with(
            "/stays",
            json!([{ "country": country, "since": on(-90), "until": on(until) },
                   { "country": "SGP", "since": on(until), "until": on(3) }]),
        )
    };
    assert_eq!(rule(&after("ESP", -20)), "green-no-risk", "Spain was left before the window");
    assert_eq!(rule(&after("ESP", -5)), "orange-severe-stay", "Spain was left inside it");
    let listed = |until: i64| {
        let mut files = rulebook::Files::bundled();
        let row = json!({ "country": "PRT", "class": "severe", "since": "2026-09-15", "until": on(until), "source": "sample-2026-11" });
        let list = json!({ "number": 1, "issued": "2026-11-01", "places": [row], "flights": [] });
        files.0.insert("risks.json".into(), list.to_string().into_bytes());
        let form = Form::new(Arc::new(Edition::load(&files).unwrap()));
        let facts = form.facts(&after("PRT", -5).answers, &OfficerFacts::NONE, today()).unwrap();
        health_code::decide(form.edition(), &facts).unwrap().id.clone()
    };
    assert_eq!(listed(-20), "green-no-risk", "taken off the list before the window began");
    assert_eq!(listed(-7), "orange-severe-stay", "taken off while one was there, inside the window");
}

#[test]
fn a9_a_listed_flight_concerns_who_sat_near_and_asks_for_a_seat() {
    let in_seat = |seat: Value| nurse().with("/legs/0/flight", "ZZ 300").with("/legs/0/seat", seat);
    assert_eq!(rule(&in_seat(json!("30A"))), "orange-risk-flight", "a row from the case");
    assert_eq!(rule(&in_seat(json!("7F"))), "green-no-risk", "far from it");
    assert_eq!(rule(&in_seat(json!("CREW"))), "orange-risk-flight", "who works on board served there");
    let unknown = in_seat(Value::Null);
    assert_eq!(rule(&unknown), "yellow-flight-seat-unknown", "the seat is not known yet");
    let found = FORM.evaluate(&unknown.answers, today()).findings;
    let asks = found.iter().find(|finding| finding.rule == "listed-flight-without-seat").unwrap();
    assert_eq!(asks.pointers, ["/legs/0/seat"], "and is asked for");
}

#[test]
fn the_day_on_which_a_code_may_change_by_itself_is_known_beforehand() {
    let mut changing = 0;
    for declared in with_officers(7, today()).take(400) {
        let officer: OfficerFacts = serde_json::from_value(declared.officer).unwrap();
        let Ok(now) = FORM.facts(&declared.answers, &officer, today()) else { continue };
        let facts = |days| FORM.facts(&declared.answers, &officer, later(days)).unwrap();
        let first = (1..60).find(|days| facts(*days) != now).map(later);
        let said = health_code::changes_on(&FORM, &declared.answers, &officer, today()).unwrap();
        assert_eq!(said, first, "found by halving as by looking at every day: {}", declared.answers["legs"]);
        changing += usize::from(first.is_some());
        let read = FORM.read_by_facts(&declared.answers, today());
        assert_eq!(
            FORM.facts(&read, &officer, today()).unwrap(),
            now,
            "what facts read is enough to judge by"
        );
    }
    assert!(changing > 20, "of those who landed, some change: {changing}");
}

/// Facts that speak for somebody; all others are risks.
const GOOD: [&str; 2] = ["observation_completed", "window_passed"];

/// Everybody with the facts of a mask, the others quiet.
fn facts_of(mask: u32) -> Facts {
    let stay = || Stay { country: Some("ITA".into()), since: None, until: None, class: None };
    let fact = |(at, fact): (usize, &rulebook::Fact)| {
        let is = mask >> at & 1 == 1;
        let value = match fact.kind {
            FactType::Bool => FactValue::Bool(is),
            FactType::Texts => FactValue::Texts(is.then(|| "fever".into()).into_iter().collect()),
            FactType::Stays => FactValue::Stays(is.then(stay).into_iter().collect()),
            other => panic!("no fact is a {other:?} yet"),
        };
        (fact.name.clone(), value)
    };
    Facts(FORM.edition().facts.iter().enumerate().map(fact).collect())
}

/// A rule's condition, worked out once for each combination of the facts that it reads.
struct Condition {
    colour: Colour,
    when: &'static rulebook::Expression,
    reads: u32,
    known: HashMap<u32, bool>,
}

impl Condition {
    fn of(rule: &'static rulebook::PolicyRule) -> Self {
        let named = |fact: &rulebook::Fact| rule.when.source.contains(&format!("facts.{}", fact.name));
        let facts = FORM.edition().facts.iter().enumerate().filter(|(_, fact)| named(fact));
        let reads = facts.fold(0, |all, (at, _)| all | 1 << at);
        Self { colour: rule.colour, when: &rule.when, reads, known: HashMap::new() }
    }

    fn holds(&mut self, mask: u32) -> bool {
        let read = mask & self.reads;
        let work_out = || facts_of(read).hold(FORM.edition(), self.when).unwrap();
        *self.known.entry(read).or_insert_with(work_out)
    }
}

#[test]
fn another_risk_never_improves_a_code_and_no_risk_is_green() {
    let edition: &'static Arc<Edition> = FORM.edition();
    let mut rules: Vec<Condition> = edition.policy.iter().map(Condition::of).collect();
    let colours: Vec<Colour> = (0..1 << edition.facts.len())
        .map(|mask| rules.iter_mut().find_map(|rule| rule.holds(mask).then_some(rule.colour)).unwrap())
        .collect();
    for mask in (0..1 << edition.facts.len()).step_by(4_999) {
        let decided = health_code::decide(edition, &facts_of(mask)).unwrap();
        assert_eq!(colours[mask as usize], decided.colour, "as the policy itself decides {mask:b}");
    }
    for (mask, before) in colours.iter().enumerate() {
        for (at, fact) in edition.facts.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 0) {
            let after = colours[mask | 1 << at];
            if GOOD.contains(&&*fact.name) {
                assert!(after <= *before, "{} makes {before:?} {after:?} in {mask:b}", fact.name);
            } else {
                assert!(after >= *before, "{} makes {before:?} {after:?} in {mask:b}", fact.name);
            }
        }
    }
    assert_eq!(colours[0], Colour::Green, "nothing to report");
}

#[test]
fn time_alone_never_worsens_a_code_and_improves_it_by_place_and_flight_alone() {
    let edition = FORM.edition();
    let mut improved = BTreeSet::new();
    for declared in with_officers(5, today()).take(600) {
        let officer: OfficerFacts = serde_json::from_value(declared.officer).unwrap();
        let officer = OfficerFacts { declared_on: Some(today()), ..officer };
        let mut before = None;
        for days in 0..40 {
            let facts = FORM.facts(&declared.answers, &officer, later(days)).unwrap();
            let rule = health_code::decide(edition, &facts).unwrap();
            if let Some(before) = before.replace(rule) {
                assert!(rule.colour <= before.colour, "{} to {} after {days} days", before.id, rule.id);
                if rule.id != before.id {
                    improved.insert(before.id.as_str());
                }
            }
        }
    }
    let by_time = [
        "orange-severe-stay",
        "yellow-elevated-stay",
        "orange-risk-flight",
        "yellow-risk-flight",
        "yellow-flight-seat-unknown",
        "yellow-days-unknown",
        "green-no-risk",
    ];
    for rule in &improved {
        assert!(by_time.contains(rule), "{rule} passes by time alone");
    }
    assert!(improved.contains("yellow-elevated-stay"), "stays lie further back every day: {improved:?}");
}

#[test]
fn nobody_who_is_in_a_severe_place_today_is_green_on_a_promise_to_leave_it() {
    let mut early = 0;
    for boards in 1..25 {
        for leaves in 0..=boards {
            let flight = json!({ "mode": "flight", "flight": "SQ 1", "from": "SIN", "to": "HGH", "departs_on": on(boards),
                "departs_at": "23:10", "arrives_on": on(boards + 1), "arrives_at": "04:20", "seat": "7F" });
            let promised = nurse().with("/legs", json!([flight])).with(
                "/stays",
                json!([{ "country": "ESP", "until": on(leaves) }, { "country": "SGP", "since": on(leaves) }]),
            );
            let opens = FORM.opens(&promised.answers, today()).unwrap();
            if opens > rulebook::zhejiang_midnight(today()) {
                early += 1;
                continue;
            }
            let rule = rule_on(&promised.answers, &OfficerFacts::NONE, today());
            assert_eq!(
                rule, "orange-severe-stay",
                "in Spain today, to leave it in {leaves} days and board in {boards}"
            );
        }
    }
    assert!(early > 100, "of a journey far away today is not looked at, so nothing is judged: {early}");
}

#[test]
fn days_that_nobody_speaks_of_are_not_green() {
    let stays = |stays: Value| nurse().with("/stays", stays);
    let between = |until: i64, since: i64| {
        stays(json!([{ "country": "PRT", "until": on(until) }, { "country": "SGP", "since": on(since) }]))
    };
    // She enters on day 3, so the window begins on day -11.
    assert_eq!(rule(&between(-5, -5)), "green-no-risk", "nothing is left out");
    assert_eq!(rule(&between(-5, -3)), "green-no-risk", "two days are spent on the way");
    assert_eq!(
        rule(&between(-5, -2)),
        "yellow-days-unknown",
        "three days in no place are not known to be harmless"
    );
    assert_eq!(rule(&between(-20, -9)), "green-no-risk", "of the gap only two days lie inside the window");
    assert_eq!(rule(&between(-20, -8)), "yellow-days-unknown", "and here three");
    let backwards =
        stays(json!([{ "country": "SGP", "since": on(-5) }, { "country": "PRT", "until": on(-5) }]));
    let facts = FORM.facts(&backwards.answers, &OfficerFacts::NONE, today()).unwrap();
    assert_eq!(facts.0["days_unknown"], FactValue::Bool(false), "in whatever order they stand");
    let covered = stays(json!([{ "country": "PRT" }, { "country": "MYS", "since": on(-9), "until": on(-8) },
        { "country": "SGP", "since": on(-2) }]));
    let facts = FORM.facts(&covered.answers, &OfficerFacts::NONE, today()).unwrap();
    assert_eq!(
        facts.0["days_unknown"],
        FactValue::Bool(false),
        "a longer stay covers what lies between shorter ones"
    );
    let worse = between(-5, -2).with("/stays/0/country", "ESP");
    assert_eq!(rule(&worse), "orange-severe-stay", "what is known to be worse goes first");
}
