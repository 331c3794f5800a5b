//! Answers to a drawn edition: fitting, wrong, or none.

use serde_json::{Map, Value, json};

use crate::dice::Dice;
use crate::plan::{DOSES, Kind, PARTS, Plan, Question};

/// Any answers: most fit, some are wrong, some are missing.
pub(crate) fn draw(plan: &Plan, dice: &mut Dice<'_>) -> Value {
    answers(plan, dice, &|question, dice| match dice.below(8) {
        0 => None,
        1 => Some(strange(dice)),
        _ => Some(fit(&question.kind, dice)),
    })
}

/// Answers that fit their questions; what need not be answered is open in some.
pub(crate) fn fitting(plan: &Plan, dice: &mut Dice<'_>) -> Value {
    answers(plan, dice, &|question, dice| {
        let open = dice.once_in(3) && !question.always_there();
        (!open).then(|| fit(&question.kind, dice))
    })
}

fn answers(
    plan: &Plan,
    dice: &mut Dice<'_>,
    answer: &dyn Fn(&Question, &mut Dice<'_>) -> Option<Value>,
) -> Value {
    let mut all = journey();
    for (part, questions) in PARTS.iter().zip(&plan.questions) {
        let record = |dice: &mut Dice<'_>| -> Value {
            let given = questions
                .iter()
                .filter_map(|question| Some((question.name.clone(), answer(question, dice)?)));
            Value::Object(given.collect::<Map<_, _>>())
        };
        all[*part] = if questions.iter().any(Question::in_list) {
            let count = dice.below(DOSES + 1);
            Value::Array((0..count).map(|_| record(dice)).collect())
        } else {
            record(dice)
        };
    }
    all
}

/// A flight home that nothing is to be said about.
fn journey() -> Value {
    json!({
        "legs": [{
            "flight": "LH 728", "from": "MXP", "to": "PVG", "departs_on": "2020-03-14", "departs_at": "08:10",
            "arrives_on": "2020-03-15", "arrives_at": "09:30"
        }],
        "stays": [
            { "country": "DEU", "since": "2020-02-20", "until": "2020-03-02" },
            { "country": "ITA", "since": "2020-03-02", "until": "2020-03-14" }
        ]
    })
}

fn fit(kind: &Kind, dice: &mut Dice<'_>) -> Value {
    match kind {
        Kind::Text(_) => json!(dice.one(&["AB", "A", "XYZ", "好"])),
        Kind::Choice(options) => json!(format!("o{}", dice.below(*options))),
        Kind::Choices(options, exclusive) => {
            let first = usize::from(*exclusive);
            let some: Vec<_> =
                (first..*options).filter(|_| dice.once_in(2)).map(|at| format!("o{at}")).collect();
            if some.is_empty() { json!(["o0"]) } else { json!(some) }
        }
        Kind::YesNo => json!(dice.once_in(2)),
        Kind::Whole(least, most) => json!([least, most, &i64::midpoint(*least, *most)][dice.below(3)]),
        Kind::Decimal => json!([36.6, 37.3, 30.0, 39.0][dice.below(4)]),
        Kind::Date => json!(dice.one(&["2020-03-10", "2020-02-01", "2020-03-14", "1999-12-31"])),
        Kind::Country => json!(dice.one(&["CHN", "ITA", "DEU"])),
    }
}

fn strange(dice: &mut Dice<'_>) -> Value {
    let values = [
        json!(null),
        json!(""),
        json!("2020-02-30"),
        json!(-1),
        json!(1.5),
        json!([]),
        json!(["o0", "o1"]),
        json!({}),
        json!([{}]),
        json!("o0"),
        json!("x".repeat(5_000)),
        json!(u64::MAX),
        json!(true),
        json!({ "q0": "o1" }),
        json!(["o9", "o9"]),
        json!("\u{202e}😷"),
    ];
    values[dice.below(values.len())].clone()
}
