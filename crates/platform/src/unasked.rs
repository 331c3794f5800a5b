//! Answers that nobody asked for.
//!
//! Every field of the rulebook has a purpose, readers and a retention; what stands in no field, or in a question that
//! these answers do not make visible, has none of them. The platform does not take it, so that nothing is kept that the
//! traveller was not asked.

use serde_json::Value;

/// Rule id of the finding.
pub(crate) const RULE: &str = "not-asked";

/// Pointers of what `answers` hold beyond the `asked` part of them. An empty value says nothing and is let pass.
pub(crate) fn pointers(answers: &Value, asked: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(answers, Some(asked), &mut String::new(), &mut found);
    found
}

fn compare(given: &Value, asked: Option<&Value>, at: &mut String, found: &mut Vec<String>) {
    let back = at.len();
    match (given, asked) {
        (Value::Null, _) => {}
        (Value::Object(given), Some(Value::Object(_)) | None) => {
            for (name, value) in given {
                at.push('/');
                at.push_str(&name.replace('~', "~0").replace('/', "~1"));
                compare(value, asked.and_then(|asked| asked.get(name)), at, found);
                at.truncate(back);
            }
        }
        (Value::Array(given), Some(Value::Array(_)) | None) => {
            for (index, value) in given.iter().enumerate() {
                at.push_str(&format!("/{index}"));
                compare(value, asked.and_then(|asked| asked.get(index)), at, found);
                at.truncate(back);
            }
        }
        (_, Some(_)) => {} // both are there; whether the value is right is for the rules to say
        (_, None) => found.push(at.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_was_not_asked_is_found_wherever_it_stands() {
        let asked = json!({ "about": { "surname": "LYU" }, "legs": [{ "to": "PVG" }] });
        assert_eq!(pointers(&asked, &asked), [""; 0], "what was asked is taken");
        let given = json!({
            "about": { "surname": "LYU", "religion": "x" }, "legs": [{ "to": "PVG", "price": 1 }, { "to": "HGH" }],
            "a/b": [true], "empty": { "list": [], "nothing": null },
        });
        assert_eq!(
            pointers(&given, &asked),
            ["/about/religion", "/legs/0/price", "/legs/1/to", "/a~1b/0"],
            "fields, items and whole groups; what is empty says nothing"
        );
    }
}
