//! A drawn edition, written down. Journey, lists, risks and directory are those of the small edition.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use rulebook::Files;
use serde_json::{Map, Value, json};

use crate::plan::{Check, DOSES, Kind, Need, PARTS, Plan, Question};

static SMALL: LazyLock<Files> = LazyLock::new(|| {
    Files::read_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../rulebook/tests/fixtures/small")).unwrap()
});

/// The small edition's rules that are about the journey alone.
const OF_THE_JOURNEY: [&str; 6] =
    ["leg-gap", "leg-overlap", "ends-abroad", "severe-stay-unseen", "no-stays", "far-ahead"];

/// What every edition asks of its holder: the landmark, which is the property too, and its control.
const HOLDER: [(&str, &str); 5] = [
    ("surname", "text"),
    ("born", "date"),
    ("document-number", "document-number"),
    ("phone", "phone"),
    ("county", "county"),
];

fn of_holder(landmark: &str) -> String {
    landmark.replace('-', "_")
}

/// The small edition's landmarks of the journey, and the holder's own.
fn landmarks(small: &Value) -> Value {
    let mut landmarks = small.clone();
    let known = landmarks["landmarks"].as_object_mut().unwrap();
    known.retain(|_, pointer| pointer.as_str().unwrap().contains('*'));
    for (landmark, _) in HOLDER {
        known.insert(landmark.to_owned(), json!(format!("/holder/{}", of_holder(landmark))));
    }
    landmarks
}

/// The files of an edition.
pub(crate) fn files(plan: &Plan) -> Files {
    let mut files = SMALL.clone();
    let mut words = Words::default();
    let mut edition = read(&files, "edition.json");
    edition["caps"]["checks"] = json!(40);
    edition["caps"]["expression_chars"] = json!(500);
    write(&mut files, "edition.json", &edition);
    write(&mut files, "form.schema.json", &schema(plan, &read(&SMALL, "form.schema.json")));
    write(&mut files, "pages.json", &pages(plan, &read(&SMALL, "pages.json"), &mut words));
    write(&mut files, "landmarks.json", &landmarks(&read(&SMALL, "landmarks.json")));
    write(&mut files, "checks.json", &checks(plan, &read(&SMALL, "checks.json"), &mut words));
    let facts = plan.facts.iter().map(|fact| {
        words.say(format!("fact-{}", fact.name), &[]);
        json!({ "name": fact.name, "type": fact.kind, "is": fact.is })
    });
    let facts = json!({ "facts": facts.collect::<Vec<_>>() });
    write(&mut files, "facts.json", &facts);
    let rules = plan.rules.iter().enumerate().map(|(at, rule)| {
        words.say(format!("reason-r{at}"), &[]);
        json!({
            "id": format!("rule-{at}"), "colour": rule.colour, "when": rule.when, "reason": format!("r{at}"),
            "valid_hours": 24, "correction": "correct-answers", "source": "notice-1"
        })
    });
    let rules = json!({ "rules": rules.collect::<Vec<_>>() });
    write(&mut files, "code-policy.json", &rules);
    words.say("correction-correct-answers".to_owned(), &[]);
    for (what, id) in rulebook::vocabulary::WHATEVER_THE_POLICY {
        words.say(format!("{what}-{id}"), &[]);
    }
    words.say("hotline-zhejiang".to_owned(), &[]);
    words.say("hotline-zhejiang.hours".to_owned(), &[]);
    for (rule, arguments) in rulebook::vocabulary::BUILT_IN_FINDINGS {
        words.say(format!("finding-{rule}"), arguments);
    }
    for (file, language) in [("texts/en.ftl", "Words"), ("texts/zh-CN.ftl", "词语")] {
        files.0.insert(file.to_owned(), words.in_language(language).into_bytes());
    }
    files
}

pub(crate) fn read(files: &Files, name: &str) -> Value {
    serde_json::from_slice(&files.0[name]).unwrap()
}

pub(crate) fn write(files: &mut Files, name: &str, value: &Value) {
    files.0.insert(name.to_owned(), serde_json::to_vec_pretty(value).unwrap());
}

fn schema(plan: &Plan, small: &Value) -> Value {
    let mut properties = Map::new();
    for (part, questions) in PARTS.iter().zip(&plan.questions) {
        let members: Map<String, Value> =
            questions.iter().map(|question| (question.name.clone(), property(&question.kind))).collect();
        let record = json!({ "type": "object", "additionalProperties": false, "properties": members });
        let listed = questions.iter().any(Question::in_list);
        let value =
            if listed { json!({ "type": "array", "maxItems": DOSES, "items": record }) } else { record };
        properties.insert((*part).to_owned(), value);
    }
    for part in ["legs", "stays"] {
        properties.insert(part.to_owned(), small["properties"][part].clone());
    }
    let holder: Map<String, Value> = HOLDER
        .iter()
        .map(|(landmark, control)| {
            let property = match *control {
                "date" | "phone" => json!({ "type": "string", "format": control }),
                _ => json!({ "type": "string", "maxLength": 40 }),
            };
            (of_holder(landmark), property)
        })
        .collect();
    let holder = json!({ "type": "object", "additionalProperties": false, "properties": holder });
    properties.insert("holder".to_owned(), holder);
    json!({
        "$schema": small["$schema"], "type": "object", "additionalProperties": false, "properties": properties
    })
}

fn options(kind: &Kind) -> Vec<String> {
    match kind {
        Kind::Choice(options) | Kind::Choices(options, _) => {
            (0..*options).map(|at| format!("o{at}")).collect()
        }
        _ => Vec::new(),
    }
}

fn property(kind: &Kind) -> Value {
    match kind {
        Kind::Text(most) => json!({ "type": "string", "maxLength": most }),
        Kind::Choice(_) => json!({ "type": "string", "enum": options(kind) }),
        Kind::Choices(most, _) => json!({
            "type": "array", "maxItems": most, "uniqueItems": true,
            "items": { "type": "string", "enum": options(kind) }
        }),
        Kind::YesNo => json!({ "type": "boolean" }),
        Kind::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Decimal => json!({ "type": "number", "minimum": 30, "maximum": 45 }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Country => json!({ "type": "string", "maxLength": 3 }),
    }
}

fn pages(plan: &Plan, small: &Value, words: &mut Words) -> Value {
    let mut pages: Vec<Value> = PARTS
        .iter()
        .zip(&plan.questions)
        .map(|(part, questions)| {
            let asked: Vec<Value> = questions.iter().map(field).collect();
            let fields = if questions.iter().any(Question::in_list) {
                vec![with_reader(
                    json!({ "pointer": format!("/{part}"), "control": "group", "fields": asked }),
                )]
            } else {
                asked
            };
            json!({ "id": part, "sections": [{ "id": part, "fields": fields }] })
        })
        .collect();
    let journey = small["pages"].as_array().unwrap().iter().find(|page| page["id"] == "journey").unwrap();
    pages.push(journey.clone());
    let holder = HOLDER.iter().map(|(landmark, control)| {
        let pointer = format!("/holder/{}", of_holder(landmark));
        with_reader(json!({ "pointer": pointer, "control": control }))
    });
    let holder: Vec<Value> = holder.collect();
    pages.push(json!({ "id": "holder", "sections": [{ "id": "holder", "fields": holder }] }));
    for page in &pages {
        words.say(format!("page-{}", page["id"].as_str().unwrap()), &[]);
        for section in page["sections"].as_array().unwrap() {
            words.say(format!("section-{}", section["id"].as_str().unwrap()), &[]);
            section["fields"].as_array().unwrap().iter().for_each(|field| words.of_field(field));
        }
    }
    json!({ "pages": pages })
}

fn with_reader(mut field: Value) -> Value {
    field["purpose"] = json!("journey-tracing");
    field["readers"] = json!(["port-officer"]);
    field["retention_days"] = json!(30);
    field
}

fn field(question: &Question) -> Value {
    let control = match question.kind {
        Kind::Text(_) => "text",
        Kind::Choice(_) => "choice",
        Kind::Choices(..) => "choices",
        Kind::YesNo => "yes-no",
        Kind::Whole(..) | Kind::Decimal => "number",
        Kind::Date => "date",
        Kind::Country => "country",
    };
    let mut field = json!({ "pointer": question.pointer(), "control": control });
    if let Kind::Choice(_) | Kind::Choices(..) = question.kind {
        field["options"] = json!(options(&question.kind));
    }
    if let Kind::Choices(_, true) = question.kind {
        field["exclusive"] = json!("o0");
    }
    match &question.required {
        Need::Never => {}
        Need::Always => field["required"] = json!(true),
        Need::When(condition) => field["required"] = json!(condition),
    }
    if let Some(visible) = &question.visible {
        field["visible"] = json!(visible);
    }
    with_reader(field)
}

fn checks(plan: &Plan, small: &Value, words: &mut Words) -> Value {
    let kept = small["checks"].as_array().unwrap().iter();
    let mut checks: Vec<Value> =
        kept.filter(|check| OF_THE_JOURNEY.iter().any(|id| check["id"] == *id)).cloned().collect();
    checks.extend(plan.checks.iter().enumerate().map(|(at, check)| written(at, check)));
    for check in &checks {
        let arguments = check["arguments"].as_object().into_iter().flat_map(Map::keys);
        let arguments: Vec<&str> = arguments.map(String::as_str).collect();
        words.say(format!("finding-{}", check["id"].as_str().unwrap()), &arguments);
    }
    json!({ "checks": checks })
}

fn written(at: usize, check: &Check) -> Value {
    let mut value = json!({
        "id": format!("check-{at}"), "problem": check.problem, "at": check.at,
        "level": if check.blocking { "blocking" } else { "warning" },
        "arguments": check.arguments.iter().cloned().collect::<BTreeMap<_, _>>(), "source": "notice-1"
    });
    if check.of_items {
        value["each"] = json!("/doses");
    }
    value
}

/// The messages that an edition needs, each with what it is given.
#[derive(Default)]
struct Words(BTreeMap<String, Vec<String>>);

impl Words {
    fn say(&mut self, id: String, arguments: &[&str]) {
        self.0.insert(id, arguments.iter().map(|argument| (*argument).to_owned()).collect());
    }

    fn of_field(&mut self, field: &Value) {
        let name = field["pointer"].as_str().unwrap().replace("/*", "").replace(['/', '_'], "-");
        self.say(format!("q{name}"), &[]);
        for option in field["options"].as_array().into_iter().flatten() {
            self.say(format!("o{name}-{}", option.as_str().unwrap()), &[]);
        }
        if field["control"] == "group" {
            self.say(format!("q{name}.add"), &[]);
            self.say(format!("q{name}.item"), &["number"]);
            field["fields"].as_array().unwrap().iter().for_each(|inner| self.of_field(inner));
        }
        self.say(format!("purpose-{}", field["purpose"].as_str().unwrap()), &[]);
        field["readers"]
            .as_array()
            .unwrap()
            .iter()
            .for_each(|reader| self.say(format!("reader-{}", reader.as_str().unwrap()), &[]));
    }

    /// In Fluent; attributes sort behind their message.
    fn in_language(&self, word: &str) -> String {
        let said = |arguments: &[String]| {
            let arguments = arguments.iter().map(|argument| format!(" {{ ${argument} }}"));
            format!("{word}{}", arguments.collect::<String>())
        };
        let mut text = String::new();
        for (id, arguments) in self.0.iter().filter(|(id, _)| !id.contains('.')) {
            text += &format!("{id} = {}\n", said(arguments));
            let of = format!("{id}.");
            for (attribute, arguments) in self.0.iter().filter(|(id, _)| id.starts_with(&of)) {
                text += &format!("    .{} = {}\n", &attribute[of.len()..], said(arguments));
            }
        }
        text
    }
}
