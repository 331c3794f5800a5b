//! Since when an answer has been said. Whatever is corrected or confirmed beside it leaves that day as it is.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The days on which answers first arrived that an earlier revision has said already: by the pointer of the question, or of the item
/// of a list. What is not in it came with the revision itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SaidSince(BTreeMap<String, NaiveDate>);

impl SaidSince {
    /// Nothing was said before.
    pub const NOTHING: Self = Self(BTreeMap::new());

    /// Of answers that follow others: what is as it was keeps the day that it had; for all else of those before, that is the day on
    /// which they arrived. An item is the same wherever it stands in its list, and of several choices fewer say nothing new.
    pub fn following(answers: &Value, (before, since, arrived): (&Value, &Self, NaiveDate)) -> Self {
        let mut said = Self::NOTHING;
        let day = |pointer: &str| since.day(pointer).unwrap_or(arrived);
        said.follow(String::new(), answers, before, &day);
        said
    }

    fn follow(&mut self, at: String, now: &Value, before: &Value, day: &impl Fn(&str) -> NaiveDate) {
        match (now, before) {
            (Value::Object(now), Value::Object(before)) => {
                for (name, now) in now {
                    if let Some(before) = before.get(name) {
                        self.follow(format!("{at}/{name}"), now, before, day);
                    }
                }
            }
            (Value::Array(now), Value::Array(before)) if now.iter().any(Value::is_object) => {
                for (place, item) in now.iter().enumerate() {
                    if let Some(was) = before.iter().position(|before| before == item) {
                        self.0.insert(format!("{at}/{place}"), day(&format!("{at}/{was}")));
                    }
                }
            }
            _ if now == before || is_fewer(now, before) => {
                self.0.insert(at.clone(), day(&at));
            }
            _ => {}
        }
    }

    /// Since when a question, or an item, has been answered as it is; none where that came with the revision.
    pub(crate) fn day(&self, pointer: &str) -> Option<NaiveDate> {
        self.0.get(pointer).copied()
    }

    /// Whether nothing was said before.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn is_fewer(now: &Value, before: &Value) -> bool {
    let chosen = now.as_array().zip(before.as_array());
    chosen.is_some_and(|(now, before)| now.iter().all(|choice| before.contains(choice)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_as_it_was_keeps_its_day_through_every_revision() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let test = |taken: &str| json!({ "kind": "pcr", "taken_on": taken });
        let first = json!({ "exposure": { "case_contact": true }, "tests": [test("2026-11-02")],
            "health": { "symptoms": ["fever", "dry-cough"], "temperature": 37.0 } });
        let mut second = first.clone();
        second["tests"] = json!([test("2026-11-09"), test("2026-11-02")]);
        second["health"] = json!({ "symptoms": ["fever"], "temperature": 36.5 });
        let said = SaidSince::following(&second, (&first, &SaidSince::NOTHING, day(3)));
        assert_eq!(said.day("/exposure/case_contact"), Some(day(3)), "it came with the first");
        assert_eq!(said.day("/tests/1"), Some(day(3)), "wherever it stands");
        assert_eq!(said.day("/tests/0"), None, "the other test is new");
        assert_eq!(said.day("/health/symptoms"), Some(day(3)), "one symptom fewer is nothing new");
        assert_eq!(said.day("/health/temperature"), None, "another temperature is");
        let third = SaidSince::following(&second, (&second, &said, day(10)));
        assert_eq!(third.day("/tests/1"), Some(day(3)), "as since the first");
        assert_eq!(third.day("/tests/0"), Some(day(10)), "as since the second");
    }
}
