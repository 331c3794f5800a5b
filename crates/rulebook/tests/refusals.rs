//! Each way in which an edition reaches too far, or is not whole, is refused with its own code and place.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

use std::path::Path;

use rulebook::{Edition, Files, Refusal};
use serde_json::{Value, json};

fn small() -> Files {
    Files::read_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small")).unwrap()
}

fn changed(file: &str, change: impl FnOnce(&mut Value)) -> Files {
    let mut files = small();
    let mut value: Value = serde_json::from_slice(&files.0[file]).unwrap();
    change(&mut value);
    files.0.insert(file.to_owned(), serde_json::to_vec(&value).unwrap());
    files
}

fn refusal(files: &Files) -> Refusal {
    Edition::load(files).expect_err("this edition must not load")
}

/// Changes one place of one file and expects a refusal with this code.
#[track_caller]
fn refused(file: &str, pointer: &str, value: Value, code: &str) -> Refusal {
    let files = changed(file, |whole| {
        let (above, name) = pointer.rsplit_once('/').unwrap();
        match whole.pointer_mut(above).unwrap_or_else(|| panic!("{above} is not in {file}")) {
            Value::Object(map) => drop(map.insert(name.to_owned(), value)),
            Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
            other => panic!("{above} is {other}"),
        }
    });
    let refusal = refusal(&files);
    assert_eq!(refusal.code, code, "{pointer} of {file}: {refusal}");
    assert_eq!(refusal.file, file, "the file at fault is named: {refusal}");
    refusal
}

#[test]
fn the_small_edition_loads() {
    let edition = Edition::load(&small()).unwrap_or_else(|refusal| panic!("{refusal}"));
    assert_eq!(edition.head.number, 7, "its number");
    assert_eq!(
        edition.field_at("/legs/*/from").map(|field| field.control.name()),
        Some("airport"),
        "its fields"
    );
    assert!(edition.field_at("/health/symptoms").unwrap().decides, "a fact reads it, so it is read back");
    assert!(!edition.field_at("/about/name").unwrap().decides, "no fact reads it");
    assert!(edition.message_ids().contains("q-legs-departs-on"), "its messages are known by name");
    assert!(edition.message_ids().contains("o-health-symptoms-fever"), "options too");
}

#[test]
fn a_missing_or_broken_file_is_named() {
    for name in small().0.keys().filter(|name| !name.starts_with("lists/")) {
        let mut files = small();
        files.0.remove(name);
        assert_eq!(
            (refusal(&files).code, refusal(&files).file.as_str()),
            ("file-missing", name.as_str()),
            "left out"
        );
        files.0.insert(name.clone(), b"{ \"pages\": [".to_vec());
        assert_eq!(
            (refusal(&files).code, refusal(&files).file.as_str()),
            (if name.ends_with(".ftl") { "text-syntax" } else { "file-malformed" }, name.as_str()),
            "cut off"
        );
    }
    refused("checks.json", "/checks/0/severity", json!("high"), "file-malformed");
    refused("lists/countries.json", "/0/population", json!(1), "file-malformed");
    refused("lists/countries.json", "/1/code", json!("CHN"), "code-twice");
    refused("lists/divisions.json", "/2/parent", json!("999999"), "unknown-parent");
    refused("lists/countries.json", "/0/borders", json!(["ATL"]), "border-one-sided");
    refused("lists/countries.json", "/0/borders", json!(["ITA"]), "border-one-sided");
}

#[test]
fn a_policy_that_names_anything_but_facts_does_not_load() {
    for when in
        ["answers.about.nationality == 'ITA'", "journey.to_country == 'CHN'", "today > facts.arrives_on"]
    {
        refused("code-policy.json", "/rules/0/when", json!(when), "policy-name");
    }
    refused("code-policy.json", "/rules/0/when", json!("facts.nationality == 'ITA'"), "expression-unknown");
}

#[test]
fn a_fact_that_reads_another_answer_does_not_load() {
    for is in ["answers.about.nationality == 'ITA'", "answers.contact.phone", "answers.home.city"] {
        let refusal = refused("facts.json", "/facts/0/is", json!(is), "fact-path");
        assert_eq!(refusal.pointer, "/facts/0/is", "the place is named");
    }
    refused("facts.json", "/facts/0/is", json!("item.country"), "expression-name");
}

#[test]
fn a_policy_that_is_open_or_reasonless_does_not_load() {
    refused("code-policy.json", "/rules/3/when", json!("facts.contact"), "policy-open");
    refused("code-policy.json", "/rules", json!([]), "policy-open");
    refused("code-policy.json", "/rules/0/reason", json!(""), "policy-reasonless");
    refused("code-policy.json", "/rules/0/correction", json!(" "), "policy-reasonless");
    refused("code-policy.json", "/rules/0/valid_hours", json!(169), "over-cap");
    refused("code-policy.json", "/rules/0/source", json!("hearsay"), "unknown-source");
    refused("code-policy.json", "/rules/0/colour", json!("red"), "file-malformed");
}

#[test]
fn caps_are_capped_by_the_software() {
    refused("edition.json", "/caps/valid_hours", json!(10_000), "over-cap");
    refused("edition.json", "/caps/retention_days", json!(10_000), "over-cap");
    refused("edition.json", "/look_back_days", json!(22), "over-cap");
    refused("edition.json", "/valid_until", json!("2020-03-01"), "dates-order");
    refused("edition.json", "/replaces", json!(7), "dates-order");
}

#[test]
fn a_field_without_purpose_readers_or_retention_does_not_load() {
    for name in ["purpose", "readers", "retention_days"] {
        let files = changed("pages.json", |pages| {
            let field = pages.pointer_mut("/pages/0/sections/0/fields/0").unwrap().as_object_mut().unwrap();
            field.shift_remove(name);
        });
        assert_eq!(refusal(&files).code, "file-malformed", "{name} has no default");
    }
    let field = "/pages/0/sections/0/fields/0";
    refused("pages.json", &format!("{field}/purpose"), json!(" "), "unknown-purpose");
    refused("pages.json", &format!("{field}/readers"), json!(["anyone"]), "unknown-reader");
    refused("pages.json", &format!("{field}/readers"), json!([]), "file-malformed");
    refused("pages.json", &format!("{field}/retention_days"), json!(61), "over-cap");
}

#[test]
fn a_field_that_differs_from_the_schema_does_not_load() {
    let field = "/pages/0/sections/0/fields/3";
    refused("pages.json", &format!("{field}/options"), json!(["student"]), "options-differ");
    refused(
        "pages.json",
        &format!("{field}/options"),
        json!(["student", "worker", "king"]),
        "options-differ",
    );
    refused("pages.json", &format!("{field}/control"), json!("date"), "control-kind");
    refused("pages.json", &format!("{field}/control"), json!("crystal-ball"), "file-malformed");
    refused("pages.json", &format!("{field}/pointer"), json!("/about/shoe_size"), "field-not-in-schema");
    refused("pages.json", &format!("{field}/pointer"), json!("/about/born"), "field-twice");
    refused("pages.json", &format!("{field}/pointer"), json!("/legs/*/from"), "field-place");
    refused("pages.json", "/pages/0/sections/1/fields/6/within", json!("/home/street"), "within-unknown");
    refused("pages.json", "/pages/0/sections/1/fields/5/level", json!("planet"), "level-unknown");
    refused("pages.json", "/pages/2/sections/0/fields/0/exclusive", json!("nothing"), "exclusive-unknown");
    refused("pages.json", "/pages/1/sections/0/fields/0/starts_with", json!(4), "group-fields");
}

#[test]
fn a_schema_without_bounds_does_not_load() {
    let stays = changed("form.schema.json", |schema| {
        schema["properties"]["stays"].as_object_mut().unwrap().shift_remove("maxItems");
    });
    assert_eq!(refusal(&stays).code, "schema-items", "a list needs maxItems");
    refused("form.schema.json", "/properties/stays/maxItems", json!(5_000), "schema-items");
    refused(
        "form.schema.json",
        "/properties/about/properties/name/maxLength",
        json!(1_000_000),
        "schema-length",
    );
    refused("form.schema.json", "/properties/about/additionalProperties", json!(true), "schema-open");
    refused("form.schema.json", "/properties/about/required", json!(["name"]), "schema-keyword");
    refused(
        "form.schema.json",
        "/properties/about/properties/born/format",
        json!("moon-phase"),
        "schema-format",
    );
    refused(
        "form.schema.json",
        "/properties/contact/properties/room/pattern",
        json!("(?=x)"),
        "schema-invalid",
    );
    refused(
        "form.schema.json",
        "/properties/about/properties/name/$ref",
        json!("https://example.org/x"),
        "schema-ref",
    );
}

#[test]
fn an_expression_beyond_the_limits_does_not_load() {
    for (problem, code) in [
        ("answers.legs.exists(l, answers.stays.exists(s, s.country == l.from))", "expression-nested"),
        ("answers.legs[size(answers.legs) - 1].to == 'PVG'", "expression-index"),
        ("answers.legs[-1].to == 'PVG'", "expression-index"),
        ("answers.about.nam == ''", "expression-unknown"),
        ("answers.about == answers.contact", "expression-whole"),
        ("has(answers.about.name)", "expression-has"),
        ("launch(answers.about.name)", "expression-function"),
        ("answers.about.name.matches(answers.about.group)", "expression-pattern"),
        ("answers.about.name.matches('(')", "expression-pattern"),
        ("matches(answers.about.name)", "expression-function"),
        ("answers.about.name ==", "expression-syntax"),
        ("facts.symptoms.size() > 0", "expression-name"),
        ("item.from == 'PVG'", "expression-name"),
        ("{'a': answers.about.name}.a == ''", "expression-construct"),
        ("[answers.about.name, answers.about.group].exists(x, x.y == '')", "expression-path"),
    ] {
        refused("checks.json", "/checks/3/problem", json!(problem), code);
    }
    let long = format!("answers.about.name == '{}'", "x".repeat(300));
    refused("checks.json", "/checks/3/problem", json!(long), "expression-long");
    let deep = format!("{}{} == answers.health.symptoms", "[".repeat(60), "]".repeat(60));
    let refusal = refused("checks.json", "/checks/3/problem", json!(deep), "expression-deep");
    assert_eq!(refusal.pointer, "/checks/3/problem", "the place is named");
}

#[test]
fn an_expression_that_only_nests_does_not_exhaust_the_parser() {
    for (open, middle, close) in
        [("(", "true", ")"), ("[", "", "]"), ("!(", "true", ")"), ("-(", "1", ")"), ("size(", "", "")]
    {
        let times = (300 - middle.len()) / (open.len() + close.len());
        let nested = format!("{}{middle}{}", open.repeat(times), close.repeat(times));
        let files = changed("checks.json", |checks| checks["checks"][3]["problem"] = json!(nested));
        // Whether it loads is the parser's affair; that it says so is ours.
        if let Err(refusal) = Edition::load(&files) {
            assert!(refusal.code.starts_with("expression-"), "{nested}: {refusal}");
        }
    }
}

#[test]
fn a_check_that_points_nowhere_does_not_load() {
    refused("checks.json", "/checks/0/at", json!([]), "at-unknown");
    refused("checks.json", "/checks/0/at", json!(["/about/shoe_size"]), "at-unknown");
    refused("checks.json", "/checks/3/at", json!(["/legs/*/from"]), "at-unknown");
    refused("checks.json", "/checks/0/each", json!("/about"), "each-unknown");
    refused("checks.json", "/checks/4/may_be_missing", json!(["/about/name"]), "missing-unread");
    refused("checks.json", "/checks/0/arguments/arrived/list", json!("trains"), "list-unknown");
    refused("checks.json", "/checks/1/id", json!("leg-gap"), "id-twice");
    refused("checks.json", "/checks/1/id", json!("Leg gap"), "id-form");
    refused("checks.json", "/checks/1/source", json!("hearsay"), "unknown-source");
}

#[test]
fn conditions_that_wait_for_each_other_do_not_load() {
    let files = changed("pages.json", |pages| {
        pages["pages"][0]["sections"][0]["fields"][0]["visible"] =
            json!("answers.about.nationality == 'CHN'");
        pages["pages"][0]["sections"][0]["fields"][1]["visible"] = json!("answers.about.name == 'x'");
    });
    assert_eq!(refusal(&files).code, "visible-circle", "neither can be decided first");
    refused(
        "pages.json",
        "/pages/0/sections/0/fields/0/visible",
        json!("answers.about.name != null"),
        "visible-circle",
    );
}

#[test]
fn risks_and_directory_name_known_places() {
    refused("risks.json", "/places/0/country", json!("ATL"), "not-in-list");
    refused("risks.json", "/places/1/until", json!("2020-03-01"), "dates-order");
    refused("risks.json", "/places/0/class", json!("awful"), "file-malformed");
    refused("directory.json", "/ports/0/airport", json!("XXX"), "not-in-list");
    refused("directory.json", "/counties/0/county", json!("1"), "not-in-list");
    refused("directory.json", "/hotlines/0/serves", json!(["CHINA"]), "not-in-list");
}
