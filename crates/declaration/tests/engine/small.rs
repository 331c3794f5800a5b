//! The small edition (shared with the crate `rulebook`) and words to talk about what it says.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use declaration::{Evaluation, Finding, Form};
use rulebook::{Edition, Files};
use serde_json::{Value, json};

static SMALL: LazyLock<Form> = LazyLock::new(|| Form::new(Arc::new(Edition::load(&files()).unwrap())));
static BUNDLED: LazyLock<Form> = LazyLock::new(|| Form::new(Edition::bundled().unwrap()));

pub(crate) fn files() -> Files {
    Files::read_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../rulebook/tests/fixtures/small")).unwrap()
}

pub(crate) fn form() -> &'static Form {
    &SMALL
}

pub(crate) fn bundled() -> &'static Form {
    &BUNDLED
}

/// The small edition with one file changed.
pub(crate) fn form_with(file: &str, change: impl FnOnce(&mut Value)) -> Form {
    let mut files = files();
    let mut value: Value = serde_json::from_slice(&files.0[file]).unwrap();
    change(&mut value);
    files.0.insert(file.to_owned(), serde_json::to_vec(&value).unwrap());
    Form::new(Arc::new(Edition::load(&files).unwrap()))
}

/// The small edition with one word in these files for another.
pub(crate) fn form_saying(changed: &[&str], one: &str, other: &str) -> Form {
    let mut files = files();
    for file in changed {
        let text = String::from_utf8(files.0[*file].clone()).unwrap();
        files.0.insert((*file).to_owned(), text.replace(one, other).into_bytes());
    }
    Form::new(Arc::new(Edition::load(&files).unwrap()))
}

pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 3, 10).unwrap()
}

/// A student who flies home from Milan by way of Frankfurt; nothing to say.
pub(crate) fn complete() -> Value {
    json!({
        "about": { "name": "WANG XIAOMING", "nationality": "CHN", "born": "1949-12-31", "group": "student" },
        "contact": { "phone": "+8613812345678", "email": "xm@example.org", "resident_id": "11010519491231002X", "room": "12B" },
        "home": { "city": "330100", "county": "330106" },
        "legs": [
            { "flight": "LH 728", "from": "MXP", "to": "FRA", "departs_on": "2020-03-14", "departs_at": "08:10",
              "arrives_on": "2020-03-14", "arrives_at": "09:30" },
            { "flight": "LH 730", "from": "FRA", "to": "PVG", "departs_on": "2020-03-14", "departs_at": "18:10",
              "arrives_on": "2020-03-15", "arrives_at": "11:05" }
        ],
        "stays": [
            { "country": "DEU", "since": "2020-02-20", "until": "2020-03-02" },
            { "country": "ITA", "since": "2020-03-02", "until": "2020-03-14" }
        ],
        "health": { "symptoms": ["none"], "temperature": 36.6, "contact": false },
        "consent": { "processing": true, "processing_version": "2" }
    })
}

/// The complete answers with some changed; `null` takes one away.
pub(crate) fn with(changes: &[(&str, Value)]) -> Value {
    let mut answers = complete();
    for (pointer, value) in changes {
        put(&mut answers, pointer, value.clone());
    }
    answers
}

pub(crate) fn put(answers: &mut Value, pointer: &str, value: Value) {
    let (above, name) = pointer.rsplit_once('/').unwrap();
    match answers.pointer_mut(above).unwrap() {
        Value::Object(map) if value.is_null() => drop(map.shift_remove(name)),
        Value::Object(map) => drop(map.insert(name.to_owned(), value)),
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        other => panic!("{pointer} leads into {other}"),
    }
}

pub(crate) fn evaluate(answers: &Value) -> Evaluation {
    form().evaluate(answers, today())
}

/// `rule at pointer` of each finding.
pub(crate) fn said(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} at {}", finding.rule, finding.pointers.join(" "))).collect()
}

/// What is said of the complete answers with some changed.
pub(crate) fn said_with(changes: &[(&str, Value)]) -> Vec<String> {
    said(&evaluate(&with(changes)).findings)
}
