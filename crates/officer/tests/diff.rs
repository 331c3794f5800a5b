//! What another edition would change, told over real files by the officer's own program.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use chrono::NaiveDate;
use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::{Traveller, travellers};

const DAY: &str = "2026-11-22";

fn today() -> NaiveDate {
    DAY.parse().unwrap()
}

fn repository(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder)
}

fn officer(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_officer")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Judges lines under two editions and reads what is told to programs.
fn diff(old: &Path, new: &Path, lines: &[String], more: &[&str]) -> Value {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("declarations.jsonl");
    fs::write(&file, lines.join("\n")).unwrap();
    let mut arguments = vec!["diff", old.to_str().unwrap(), new.to_str().unwrap(), "--json", "--today", DAY];
    arguments.extend(["--against", file.to_str().unwrap()]);
    arguments.extend(more);
    serde_json::from_str(&said(&officer(&arguments))).unwrap()
}

fn line(traveller: &Traveller) -> String {
    let mut line = traveller.answers.clone();
    line["officer"] = traveller.officer.clone();
    line.to_string()
}

fn synthesized(seed: u64, count: usize) -> Vec<String> {
    testkit::synthetic(seed, today()).take(count).map(|declaration| declaration.to_string()).collect()
}

/// Edition 1 with one rule of its policy in another colour.
fn recoloured(rule: &str, colour: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let from = repository("rulebook");
    for file in fs::read_dir(&from).unwrap().map(|file| file.unwrap().path()).filter(|file| file.is_file()) {
        fs::copy(&file, folder.path().join(file.file_name().unwrap())).unwrap();
    }
    fs::create_dir(folder.path().join("texts")).unwrap();
    for language in ["en", "zh-CN"] {
        let texts = repository("locales").join(language).join("rulebook.ftl");
        fs::copy(texts, folder.path().join(format!("texts/{language}.ftl"))).unwrap();
    }
    let file = folder.path().join("code-policy.json");
    let mut policy: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let rules = policy["rules"].as_array_mut().unwrap();
    rules.iter_mut().find(|it| it["id"] == rule).unwrap()["colour"] = json!(colour);
    fs::write(file, policy.to_string()).unwrap();
    folder
}

#[test]
fn a_simulation_says_which_rule_decides_for_how_many_and_what_each_kind_of_people_gets() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("declarations.jsonl");
    let people = travellers::all(today());
    fs::write(&file, people.iter().map(line).collect::<Vec<_>>().join("\n")).unwrap();
    let edition = repository("rulebook");
    let arguments =
        ["simulate", edition.to_str().unwrap(), "--today", DAY, "--against", file.to_str().unwrap()];
    let told: Value = serde_json::from_str(&said(&officer(&[&arguments[..], &["--json"]].concat()))).unwrap();
    let rules = told["rules"].as_array().unwrap();
    for rule in rules {
        let of_rule = people.iter().filter(|one| rule["rule"] == one.rule).count();
        assert_eq!(rule["count"], json!(of_rule), "as the stories say: {rule}");
    }
    assert_eq!(rules.len(), 15, "what decides for nobody is told too: {told}");
    let kinds = told["kinds"].as_array().unwrap();
    let orange: u64 = kinds.iter().map(|kind| kind["colours"]["orange"].as_u64().unwrap()).sum();
    assert_eq!(orange as usize, people.iter().filter(|one| one.colour == "orange").count(), "{told}");
    let table = said(&officer(&arguments));
    assert!(table.contains("orange: orange-severe-stay"), "{table}");
    assert!(table.contains("/about/group = student: "), "the group that the landmarks name: {table}");
    let students = kinds.iter().find(|kind| kind["kind"] == "/about/group = student").unwrap();
    let student =
        people.iter().filter(|one| one.answers["about"]["group"] == "student" && one.colour != "green");
    let mut by_rule = std::collections::BTreeMap::new();
    student.for_each(|one| *by_rule.entry(one.rule).or_insert(0) += 1);
    for by in students["by"].as_array().unwrap() {
        assert_eq!(by["count"], by_rule[by["rule"].as_str().unwrap()], "and by what: {students}");
    }
    assert!(!students["by"].as_array().unwrap().is_empty(), "{students}");
    let unknown = officer(&[&arguments[..], &["--by", "/about/nope"]].concat());
    let refused = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(!unknown.status.success() && refused.contains("/about/nope"), "a slip is no kind: {refused}");
}

#[test]
fn an_edition_changes_nothing_against_itself() {
    for folder in ["rulebook", "tests/fixtures/edition-2"] {
        let edition = repository(folder);
        let told = diff(&edition, &edition, &synthesized(5, 300), &["--findings"]);
        assert_eq!((&told["stricter"], &told["milder"]), (&json!(0), &json!(0)), "no code changes: {told}");
        for pairs in ["changed", "same_colour_other_rule", "same_rule_other_validity"] {
            assert_eq!(told[pairs], json!([]), "{pairs} is empty");
        }
        assert_eq!(told["declarations"], 300, "all were judged");
        assert!(told["compared"].as_u64() > Some(280), "nearly all could be: {told}");
        assert_eq!(
            told["findings"]["newly_blocked"], 0,
            "and none is stopped by what did not stop it before"
        );
    }
}

#[test]
fn words_that_people_agreed_to_change_only_with_their_version() {
    let folder = recoloured("green-no-risk", "green");
    let (words, pages) = (folder.path().join("texts/en.ftl"), folder.path().join("pages.json"));
    let change = |file: &Path, old: &str, new: &str| {
        let text = fs::read_to_string(file).unwrap();
        assert_eq!(text.matches(old).count(), 1, "{old} stands once");
        fs::write(file, text.replace(old, new)).unwrap();
    };
    change(&words, "for epidemic prevention, for nothing else", "for epidemic prevention and for statistics");
    let refused = officer(&["check", folder.path().to_str().unwrap()]);
    let why = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success(), "nobody agreed to statistics");
    let found = why.split("fingerprint: ").nth(1).and_then(|rest| rest.split(',').next()).unwrap();
    assert!(why.contains("text-version-stale"), "the refusal says why, and the new fingerprint: {why}");

    let edition = rulebook::Edition::bundled().unwrap();
    let consent = edition.field_at("/consent/processing").unwrap().text_version.clone().unwrap();
    change(&pages, &consent.fingerprint, found);
    let (old, new) = (repository("rulebook"), folder.path());
    let told = diff(&old, new, &synthesized(5, 5), &[]);
    assert_eq!(
        told["rewritten_consents"],
        json!(["/consent/processing"]),
        "whoever renews the fingerprint alone is caught by whoever compares"
    );
}

#[test]
fn each_direction_is_told_with_its_rules() {
    let edition_1 = repository("rulebook");
    let (green, yellow, orange) = (
        travellers::back_home_after_observation(today()),
        travellers::student_from_prato(today()),
        travellers::trader_from_madrid(today()),
    );
    for (traveller, to, stricter) in [
        (&green, "yellow", true),
        (&green, "orange", true),
        (&yellow, "green", false),
        (&yellow, "orange", true),
        (&orange, "green", false),
        (&orange, "yellow", false),
    ] {
        let other = recoloured(traveller.rule, to);
        let told = diff(&edition_1, other.path(), &[line(traveller)], &[]);
        let story = format!("{} from {} to {to}: {told}", traveller.story, traveller.colour);
        assert_eq!(told["colours"][traveller.colour][to], 1, "{story}");
        assert_eq!(
            (&told["stricter"], &told["milder"]),
            (&json!(u8::from(stricter)), &json!(u8::from(!stricter))),
            "{story}"
        );
        assert_eq!(
            (&told["changed"][0]["before"]["rule"], &told["changed"][0]["after"]["colour"]),
            (&json!(traveller.rule), &json!(to)),
            "{story}"
        );
    }
}

#[test]
fn edition_2_changes_codes_both_ways() {
    let (old, new) = (repository("rulebook"), repository("tests/fixtures/edition-2"));
    let told = diff(&old, &new, &synthesized(1, 1_000), &[]);
    for (from, to) in [("green", "yellow"), ("yellow", "green"), ("yellow", "orange"), ("orange", "yellow")] {
        let expected = told["colours"][from][to].as_u64() > Some(0);
        assert!(expected, "{from} to {to}: {}", told["colours"]);
    }
    let rows =
        told["colours"].as_object().unwrap().values().flat_map(|row| row.as_object().unwrap().values());
    let all: u64 = rows.map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(told["compared"], all, "the matrix holds every declaration that was compared");
    assert_eq!(all + told["not_comparable"].as_u64().unwrap(), 1_000, "and the others are counted too");
    let validities = told["same_rule_other_validity"].as_array().unwrap();
    assert!(
        validities.iter().any(|pair| pair["before"]["valid_hours"] == 168),
        "codes that hold for another time: {told}"
    );
}

#[test]
fn a_line_that_is_no_declaration_is_counted_and_never_shown() {
    let edition = repository("rulebook");
    let student = line(&travellers::student_from_prato(today()));
    let mut lines = vec![student.clone(), "{\"about\": {\"surname\": \"CANARY\"".to_owned(), String::new()];
    lines.extend([
        "[\"CANARY\"]".to_owned(),
        "CANARY".to_owned(),
        student[..student.len() - 9].to_owned(),
        student,
    ]);
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("declarations.jsonl");
    let mut bytes = lines.join("\n").into_bytes();
    bytes.extend(b"\n\xff\xfe{}\n");
    fs::write(&file, bytes).unwrap();
    let edition = edition.to_str().unwrap();
    let output = officer(&["diff", edition, edition, "--today", DAY, "--against", file.to_str().unwrap()]);
    let told = said(&output);
    assert!(told.contains("2 declarations"), "the good ones are judged: {told}");
    assert!(told.contains("5 lines hold no declaration: line 2, 4, 5, 6, 8"), "a blank line is none: {told}");
    let all = told + &String::from_utf8_lossy(&output.stderr);
    assert!(!all.contains("CANARY"), "what stands in a line is nobody's business: {all}");
}

#[test]
fn an_answer_that_does_not_fit_is_not_compared() {
    let (old, new) = (repository("rulebook"), repository("tests/fixtures/edition-2"));
    let student = || travellers::student_from_prato(today());
    let lines = [
        line(&student().with("/health/symptoms", "fever")),
        line(&student().with("/health/symptoms", json!(["smell-loss"]))),
        line(&student().with("/health/temperature", 34.5)),
        line(&student().with("/contact/mobile_abroad", "none")),
        line(&student()),
    ];
    let told = diff(&old, &new, &lines, &[]);
    assert_eq!(told["not_comparable"], 3, "a telephone number colours no code: {told}");
    assert_eq!(
        told["unlike"],
        json!([
            { "edition": 1, "at": "/health/symptoms", "count": 2 },
            { "edition": 2, "at": "/health/symptoms", "count": 1 },
            { "edition": 2, "at": "/health/temperature", "count": 1 },
        ]),
        "which question of which edition"
    );
}

#[test]
fn what_would_stop_a_declaration_is_counted_on_request() {
    let (old, new) = (repository("rulebook"), repository("tests/fixtures/edition-2"));
    let student = travellers::student_from_prato(today());
    let unsure = travellers::student_from_prato(today()).with("/destination/address", "不知道");
    let told = diff(&old, &new, &[line(&student), line(&unsure)], &["--findings"]);
    assert_eq!(told["findings"]["complete_before"], 1, "the other has no address: {told}");
    assert_eq!(told["findings"]["no_longer_complete"], 1, "new questions are not answered yet");
    assert_eq!(told["findings"]["newly_blocked"], 2, "for neither");
    assert_eq!(
        told["findings"]["new"],
        json!({
            "consent-to-older-words /consent/processing": 2,
            "not-in-list /destination/household": 2,
            "required /exposure/gathering": 2,
            "wrong-type /destination/office_told": 2,
        }),
        "each by its rule and place"
    );
    let without = diff(&old, &new, &[line(&student)], &[]);
    assert!(without.get("findings").is_none(), "and not without being asked for");
}

#[test]
fn standard_input_and_a_file_give_the_same_table() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("declarations.jsonl");
    let (old, new) = (repository("rulebook"), repository("tests/fixtures/edition-2"));
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    let made = said(&officer(&["synthesize", "--seed", "9", "--count", "200", "--today", DAY]));
    assert_eq!(
        made,
        said(&officer(&["synthesize", "--seed", "9", "--count", "200", "--today", DAY])),
        "the same bytes"
    );
    fs::write(&file, &made).unwrap();
    let from_file = said(&officer(&["diff", old, new, "--today", DAY, "--against", file.to_str().unwrap()]));
    let mut piped = Command::new(env!("CARGO_BIN_EXE_officer"));
    piped.args(["diff", old, new, "--today", DAY, "--against", "-"]);
    let from_pipe = said(&piped.stdin(fs::File::open(&file).unwrap()).output().unwrap());
    assert_eq!(from_file, from_pipe, "whichever thread judged which line");
    let first = from_file.lines().next().unwrap();
    assert!(first.starts_with("edition 1 -> edition 2, judged on 2026-11-22: 200 declarations"), "{first}");
    assert!(from_file.contains("\ncodes that change: "), "{from_file}");
}

#[test]
fn what_cannot_be_read_is_named() {
    let edition = repository("rulebook");
    let edition = edition.to_str().unwrap();
    let output = officer(&["diff", edition, "nowhere", "--against", "-"]);
    assert!(!output.status.success(), "there is no such edition");
    assert!(String::from_utf8_lossy(&output.stderr).contains("nowhere: no such folder"), "and it says which");
    let output = officer(&["diff", edition, edition, "--against", "nothing.jsonl"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing.jsonl"), "nor such a file");
}

#[test]
fn kinds_of_people_are_told_by_who_is_treated_worse_and_by_what() {
    let people = [travellers::student_from_prato(today()), travellers::trader_from_madrid(today())];
    let lines: Vec<String> = people.iter().map(line).collect();
    let told = diff(&repository("rulebook"), &repository("tests/fixtures/edition-2"), &lines, &[]);
    let kinds = told["kinds"].as_array().unwrap();
    let of = |group: &str| {
        let name = format!("/about/group = {group}");
        kinds.iter().find(|kind| kind["kind"] == name.as_str()).unwrap()
    };
    assert_eq!(of("student")["worse"], 1, "Italy is severe under edition 2: {told}");
    assert_eq!(of("student")["by"][0]["after"]["rule"], "orange-severe-stay", "and by which rule");
    assert_eq!(of("overseas-chinese")["worse"], 0, "the trader's code does not get worse");
    assert_eq!(kinds[0]["kind"], "/about/group = student", "the kind that is hit hardest comes first");
    assert_eq!(told["low_risk_green"], true, "and low risk stays green");
}

#[test]
fn an_edition_in_which_low_risk_is_not_green_is_told_of_loudly() {
    let small = repository("crates/rulebook/tests/fixtures/small");
    let check = said(&officer(&["check", small.to_str().unwrap()]));
    assert!(check.contains("!!! edition 7: \"low_risk_green\": false"), "{check}");
    assert!(check.contains("notice-1"), "with the notice by which it is: {check}");
    let ours = said(&officer(&["check", repository("rulebook").to_str().unwrap()]));
    assert!(!ours.contains("!!!"), "edition 1 has nothing of the kind");
}
