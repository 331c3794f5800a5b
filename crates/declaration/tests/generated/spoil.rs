//! One mistake in an edition that was right.

use rulebook::Files;
use serde_json::{Value, json};

use crate::conditions::{Sees, path};
use crate::plan::{Kind, PARTS, Plan, Question};
use crate::write::{read, write};

/// A mistake.
#[derive(Clone, Copy)]
pub(crate) struct Mistake {
    pub(crate) what: &'static str,
    /// Any of these says what is wrong.
    pub(crate) codes: &'static [&'static str],
    /// Makes it, somewhere; `false` where this edition has no place for it.
    pub(crate) make: fn(&Plan, &mut Files, usize) -> bool,
}

const fn mistake(
    what: &'static str,
    codes: &'static [&'static str],
    make: fn(&Plan, &mut Files, usize) -> bool,
) -> Mistake {
    Mistake { what, codes, make }
}

/// One of the questions that are like this.
fn place(plan: &Plan, at: usize, like: impl Fn(&Question) -> bool) -> Option<&Question> {
    let fit: Vec<&Question> = plan.questions().filter(|question| like(question)).collect();
    fit.get(at % fit.len().max(1)).copied()
}

impl std::fmt::Debug for Mistake {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.what)
    }
}

/// Changes a file, and is true.
fn change(files: &mut Files, name: &str, how: impl FnOnce(&mut Value)) -> bool {
    let mut value = read(files, name);
    how(&mut value);
    write(files, name, &value);
    true
}

fn change_rules(files: &mut Files, how: impl FnOnce(&mut Vec<Value>)) -> bool {
    change(files, "code-policy.json", |file| how(file["rules"].as_array_mut().unwrap()))
}

/// The first expression of the checks becomes this one.
fn check(files: &mut Files, problem: String) -> bool {
    change(files, "checks.json", |file| {
        let first = json!({
            "id": "spoilt", "problem": problem, "at": ["/legs"], "level": "warning", "source": "design"
        });
        file["checks"].as_array_mut().unwrap().insert(0, first);
    })
}

fn properties<'a>(schema: &'a mut Value, question: &Question) -> &'a mut Value {
    let part = &mut schema["properties"][PARTS[question.part]];
    let record = if question.in_list() { &mut part["items"] } else { part };
    &mut record["properties"]
}

fn fields<'a>(pages: &'a mut Value, question: &Question) -> &'a mut Vec<Value> {
    let fields = &mut pages["pages"][question.part]["sections"][0]["fields"];
    let fields = if question.in_list() { &mut fields[0]["fields"] } else { fields };
    fields.as_array_mut().unwrap()
}

fn position(fields: &[Value], question: &Question) -> usize {
    fields.iter().position(|field| field["pointer"] == question.pointer()).unwrap()
}

/// A question says something else of itself.
fn change_field(files: &mut Files, question: &Question, member: &str, value: Value) -> bool {
    change(files, "pages.json", |pages| {
        let fields = fields(pages, question);
        let at = position(fields, question);
        fields[at][member] = value;
    })
}

/// All mistakes.
pub(crate) const MISTAKES: &[Mistake] = &[
    mistake("a message left out in one language", &["text-missing"], |_, files, at| {
        let name = ["texts/en.ftl", "texts/zh-CN.ftl"][at % 2];
        let text = String::from_utf8(files.0[name].clone()).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        let attributed =
            |at: usize, lines: &[&str]| lines.get(at + 1).is_some_and(|next| next.starts_with(' '));
        let from = at % lines.len();
        let Some(gone) = (from..lines.len()).find(|&line| !attributed(line, &lines)) else { return false };
        lines.remove(gone);
        files.0.insert(name.to_owned(), (lines.join("\n") + "\n").into_bytes());
        true
    }),
    mistake("a message that nothing says", &["text-unused"], |_, files, _| {
        for name in ["texts/en.ftl", "texts/zh-CN.ftl"] {
            files.0.get_mut(name).unwrap().extend_from_slice("\nreason-of-nothing = …\n".as_bytes());
        }
        true
    }),
    mistake("a policy that does not end", &["policy-open"], |_, files, _| {
        change_rules(files, |rules| drop(rules.pop()))
    }),
    mistake("a rule that comes after its like", &["policy-rule-unreachable"], |_, files, at| {
        change_rules(files, |rules| {
            let again = at % (rules.len() - 1);
            let when = rules[again]["when"].clone();
            let late = rules.len() - 2;
            let twin = json!({
                "id": "twin", "colour": "orange", "when": when, "reason": "r0", "valid_hours": 24,
                "correction": "correct-answers", "source": "notice-1"
            });
            rules.insert(late + 1, twin);
        })
    }),
    mistake("a colour that nobody can get", &["policy-colour-unreachable"], |_, files, at| {
        let (lost, instead) = [("orange", "yellow"), ("yellow", "orange"), ("green", "yellow")][at % 3];
        change_rules(files, |rules| {
            for rule in rules {
                if rule["colour"] == lost {
                    rule["colour"] = json!(instead);
                }
            }
        })
    }),
    mistake("a code that lasts too long", &["over-cap", "over-source-cap"], |_, files, at| {
        change_rules(files, |rules| {
            let at = at % rules.len();
            rules[at]["valid_hours"] = json!(169);
        })
    }),
    mistake("a fact about who somebody is", &["fact-path"], |plan, files, at| {
        let Some(question) = place(plan, at, |question| question.part == 0) else { return false };
        change(files, "facts.json", |file| {
            file["facts"][0]["is"] = json!(format!("{} != null", path(question, Sees::Answers)));
            file["facts"][0]["type"] = json!("bool");
        })
    }),
    mistake("a policy that reads answers", &["policy-name"], |plan, files, at| {
        let Some(question) = place(plan, at, |question| !question.in_list()) else { return false };
        change_rules(files, |rules| {
            rules[0]["when"] = json!(format!("{} != null", path(question, Sees::Answers)))
        })
    }),
    mistake("an answer that is not asked", &["expression-unknown"], |_, files, _| {
        check(files, "answers.health.nothing == 'x'".to_owned())
    }),
    mistake("a loop in a loop", &["expression-nested"], |_, files, _| {
        check(files, "answers.doses.exists(d, answers.legs.exists(l, true))".to_owned())
    }),
    mistake("a comparison of unlike things", &["expression-type"], |plan, files, at| {
        let unlike = |question: &Question| !question.in_list() && question.kind == Kind::Date;
        let Some(question) = place(plan, at, unlike) else { return false };
        check(files, format!("{} > 3", path(question, Sees::Answers)))
    }),
    mistake("an option that there is not", &["expression-option"], |plan, files, at| {
        let choice = |question: &Question| !question.in_list() && matches!(question.kind, Kind::Choice(_));
        let Some(question) = place(plan, at, choice) else { return false };
        check(files, format!("{} == 'o77'", path(question, Sees::Answers)))
    }),
    mistake("an index that is computed", &["expression-index"], |_, files, _| {
        check(files, "answers.legs[size(answers.doses)].from == 'MXP'".to_owned())
    }),
    mistake("a question that waits for itself", &["visible-circle"], |plan, files, at| {
        // None that facts may count on: hiding it would be a second mistake.
        let open = |question: &Question| !question.in_list() && !question.always_there();
        let Some(question) = place(plan, at, open) else { return false };
        change_field(files, question, "visible", json!(format!("{} != null", path(question, Sees::Answers))))
    }),
    mistake("a property that nobody asks for", &["property-unasked"], |_, files, at| {
        change(files, "form.schema.json", |schema| {
            let part = PARTS[at % (PARTS.len() - 1)];
            schema["properties"][part]["properties"]["unasked"] = json!({ "type": "boolean" });
        })
    }),
    mistake("a question that stands twice", &["field-twice"], |plan, files, at| {
        let question = place(plan, at, |_| true).unwrap();
        change(files, "pages.json", |pages| {
            let fields = fields(pages, question);
            let again = fields[position(fields, question)].clone();
            fields.push(again);
        })
    }),
    mistake("a question for the wrong type", &["control-kind"], |plan, files, at| {
        let question = place(plan, at, |question| question.kind != Kind::YesNo)
            .unwrap_or_else(|| place(plan, at, |_| true).unwrap());
        let wrong = if question.kind == Kind::YesNo { "date" } else { "yes-no" };
        change_field(files, question, "control", json!(wrong))
    }),
    mistake("answers that are kept too long", &["over-cap"], |plan, files, at| {
        let question = place(plan, at, |_| true).unwrap();
        change_field(files, question, "retention_days", json!(61))
    }),
    mistake("a text of any length", &["schema-length"], |plan, files, at| {
        let text = |question: &Question| matches!(question.kind, Kind::Text(_));
        let Some(question) = place(plan, at, text) else { return false };
        change(files, "form.schema.json", |schema| {
            let property = &mut properties(schema, question)[&question.name];
            property.as_object_mut().unwrap().shift_remove("maxLength");
        })
    }),
];
