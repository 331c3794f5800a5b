//! The README's tables, line by line, over the data as it is written.

use rulebook::Files;
use serde_json::{Map, Value, json};

use crate::files::{Table, differences, first, json, load, second, table};

/// Every question with what `pages.json` and the schema say of it.
fn questions(files: &Files) -> Table {
    let (pages, schema) = (json(files, "pages.json"), json(files, "form.schema.json"));
    let mut questions = Table::new();
    let mut waiting: Vec<Value> = Vec::new();
    for section in
        pages["pages"].as_array().unwrap().iter().flat_map(|page| page["sections"].as_array().unwrap())
    {
        waiting.extend(section["fields"].as_array().unwrap().iter().cloned());
    }
    while let Some(field) = waiting.pop() {
        let mut row = field.as_object().unwrap().clone();
        if let Some(Value::Array(inner)) = row.shift_remove("fields") {
            waiting.extend(inner);
        }
        let pointer = field["pointer"].as_str().unwrap();
        let mut said = member(&schema, pointer);
        // What an item holds is said by its own questions.
        if let Some(items) = said.get_mut("items").filter(|items| items["type"] == "object") {
            *items = Value::Null;
        }
        row.extend(said);
        questions.insert(pointer.to_owned(), row);
    }
    questions
}

fn member(schema: &Value, pointer: &str) -> Map<String, Value> {
    let mut node = schema;
    for part in pointer.split('/').skip(1) {
        node = if part == "*" { &node["items"] } else { &node["properties"][part] };
    }
    let node = match node["$ref"].as_str() {
        Some(reference) => schema.pointer(reference.trim_start_matches('#')).unwrap(),
        None => node,
    };
    node.as_object().unwrap().clone()
}

fn changed(file: &str, list: &str, key: &str) -> Vec<String> {
    let rows = |files: &Files| table(&json(files, file)[list], key);
    differences(&rows(&first()), &rows(&second()))
}

#[test]
fn it_loads_and_replaces_edition_1() {
    let edition = load(&second());
    assert_eq!(edition.head.number, 2, "its number");
    assert_eq!(edition.head.replaces, Some(1), "what it replaces");
    assert_eq!(edition.head.look_back_days, 7, "the window, 14 days in edition 1");
    assert!(
        edition.head.replaced_taken_until > Some(edition.head.valid_from),
        "edition 1 is taken for a while"
    );
    assert_eq!(
        (edition.head.sending.opens_days_before_departure, edition.head.sending.closes_days_after_arrival),
        (7, 21),
        "when a declaration may be sent, 14 and 30 days in edition 1"
    );
    assert_eq!((edition.head.caps.valid_hours, edition.head.caps.look_back_days), (120, 14), "closer caps");
    let notice = edition.head.sources.iter().find(|notice| notice.id == "sample-notice-2026-11").unwrap();
    assert!(
        notice.date.is_some() && notice.caps.valid_hours == Some(72),
        "a dated notice with caps of its own"
    );
}

#[test]
fn questions_differ_as_the_readme_says() {
    assert_eq!(
        differences(&questions(&first()), &questions(&second())),
        [
            "+ /destination/postcode",
            "+ /exposure/gathering",
            "+ /tests/*/report",
            "- /contact/wechat",
            "- /tests/*/taken_at",
            "/consent/processing: source, text_fingerprint, text_version",
            "/consent/truth: source, text_version",
            "/contact/email: required",
            "/destination/address: maxLength",
            "/destination/household: enum, options",
            "/destination/office_told: control, enum, options, type",
            "/destination/own_room: visible",
            "/filling/by: source",
            "/filling/guardian: source",
            "/filling/helper_name: source",
            "/filling/mandate: source",
            "/filling/organisation: source",
            "/health/symptoms: items, maxItems, options",
            "/health/temperature: maximum, minimum, readers, retention_days",
            "/onward/date: visible",
            "/onward/mode: enum, options",
            "/onward/now: enum, options",
            "/onward/number: maxLength, pattern, visible",
            "/tests/*/institution: visible",
        ]
    );
    let schema = json(&second(), "form.schema.json");
    let said = |pointer: &str| Value::Object(member(&schema, pointer));
    assert_eq!(said("/destination/address")["maxLength"], 60, "200 in edition 1");
    assert_eq!(said("/destination/office_told")["type"], "string", "yes or no in edition 1");
    assert_eq!(
        said("/destination/household")["enum"],
        json!(["alone", "with-elders", "without-elders", "others"]),
        "family is parted in two"
    );
    let questions = questions(&second());
    assert_eq!(questions["/exposure/gathering"]["required"], true, "a new question that must be answered");
    assert!(!questions["/destination/postcode"].contains_key("required"), "and one that may be left open");
}

#[test]
fn pages_and_sections_change_places() {
    let order = |files: &Files| -> Vec<String> {
        let pages = json(files, "pages.json");
        let of = |page: &Value| {
            let sections: Vec<&str> =
                page["sections"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
            format!("{}: {}", page["id"].as_str().unwrap(), sections.join(", "))
        };
        pages["pages"].as_array().unwrap().iter().map(of).collect()
    };
    assert_eq!(
        order(&second())[3..10],
        [
            "journey: legs, entry, onward",
            "companions: minor, companions",
            "stays: stays",
            "contact: reach, guarantor",
            "destination: place, household",
            "health: symptoms, fever, exposure",
            "tests: test",
        ],
        "companions came after destination, exposure was a page"
    );
    assert_eq!(order(&first()).len(), order(&second()).len() + 1, "the page exposure is gone");
}

#[test]
fn checks_differ_as_the_readme_says() {
    assert_eq!(
        changed("checks.json", "checks", "id"),
        [
            "+ consent-to-older-words",
            "+ postcode-not-zhejiang",
            "- mobile-abroad-of-another-country",
            "- temperature-low",
            "address-is-unsure: level",
            "medicine-without-symptoms: level",
            "test-too-old: problem, source",
        ]
    );
}

#[test]
fn facts_and_policy_differ_as_the_readme_says() {
    assert_eq!(changed("facts.json", "facts", "name"), ["+ gathering", "+ test_negative"]);
    assert_eq!(
        changed("code-policy.json", "rules", "id"),
        [
            "+ green-negative-test",
            "+ yellow-gathering",
            "green-no-risk: valid_hours",
            "green-observation: valid_hours, when",
            "green-window-passed: valid_hours",
            "orange-symptoms: source, valid_hours",
            "yellow-elevated-stay: valid_hours",
        ]
    );
}

#[test]
fn risks_and_directory_differ_as_the_readme_says() {
    let (old, new) = (load(&first()), load(&second()));
    let class = |edition: &rulebook::Edition, country| {
        let day = "2026-11-20".parse().unwrap();
        edition.risks.of_stay(country, day, day).name()
    };
    let mut moved: Vec<String> = old
        .list("countries")
        .unwrap()
        .rows()
        .iter()
        .map(|row| (&row.code, class(&old, &row.code), class(&new, &row.code)))
        .filter(|(_, before, after)| before != after)
        .map(|(code, before, after)| format!("{code} {before} {after}"))
        .collect();
    moved.sort();
    assert_eq!(
        moved,
        ["ESP severe elevated", "ITA elevated severe", "NLD elevated none", "SGP none elevated"],
        "classes on 2026-11-20"
    );
    let flights = |edition: &rulebook::Edition| {
        let days = edition.risks.flights.iter().map(|flight| format!("{} {}", flight.flight, flight.on));
        days.collect::<Vec<_>>()
    };
    assert_eq!(
        flights(&old),
        ["ZZ100 2026-11-10", "ZZ100 2026-11-17", "ZZ100 2026-11-24", "ZZ100 2026-11-26", "ZZ300 2026-11-25"]
    );
    assert_eq!(flights(&new), ["ZZ100 2026-11-17", "ZZ204 2026-11-20", "ZZ300 2026-11-25"]);
    assert_eq!(changed("directory.json", "hotlines", "id"), ["+ health", "consular: checked_on, source"]);
    assert_eq!(changed("directory.json", "ports", "airport"), ["+ HGH"]);
    assert_eq!(
        changed("directory.json", "counties", "county"),
        ["- 331181", "331121: checked_on, phone, source"]
    );
}

/// Texts by id as they are written, attributes by `id.attribute`.
fn texts(files: &Files, language: &str) -> Table {
    let text = String::from_utf8(files.0[&format!("texts/{language}.ftl")].clone()).unwrap();
    let mut table = Table::new();
    let (mut message, mut name) = (String::new(), String::new());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let begins = line.split_once(" =").filter(|_| !line.starts_with(' '));
        let attribute = line.trim_start().strip_prefix('.').and_then(|line| line.split_once(" ="));
        let value = match (begins, attribute) {
            (Some((id, value)), _) => {
                message = id.to_owned();
                name = message.clone();
                value
            }
            (None, Some((attribute, value))) => {
                name = format!("{message}.{attribute}");
                value
            }
            (None, None) => line,
        };
        let row: &mut Map<String, Value> = table.entry(name.clone()).or_default();
        let said = row.get("said").and_then(Value::as_str).unwrap_or_default();
        row.insert("said".to_owned(), json!(format!("{said}{value}").trim()));
    }
    table
}

#[test]
fn both_languages_say_every_message_and_change_the_same_ones() {
    let second = second();
    let mut changes = Vec::new();
    for language in ["en", "zh-CN"] {
        let texts = texts(&second, language);
        for id in load(&second).message_ids() {
            assert!(texts.contains_key(&id), "{id} is said in {language}");
        }
        changes.push(differences(&self::texts(&first(), language), &texts));
    }
    assert_eq!(changes[0].len(), changes[1].len(), "as many changes");
    for (english, chinese) in changes[0].iter().zip(&changes[1]) {
        assert_eq!(english, chinese, "the same message changes in both languages");
    }
    for reworded in ["q-stays: said", "q-destination-office-told: said", "q-consent-processing: said"] {
        assert!(changes[0].iter().any(|change| change == reworded), "{reworded} in {:?}", changes[0]);
    }
}
