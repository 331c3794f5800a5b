//! Conditions on answers, each true of some and false of others.

use crate::dice::Dice;
use crate::plan::{DOSES, Kind, PARTS, Question};

/// What an expression may name.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Sees {
    /// `answers` alone, where what is not answered is not judged.
    Answers,
    /// `item` too.
    Item,
    /// `before` and `after` too.
    Neighbours,
    /// `answers` of a complete declaration, in which what may be open is `null`.
    Facts,
}

/// The path of a question's answer.
pub(crate) fn path(question: &Question, sees: Sees) -> String {
    if question.in_list() && sees != Sees::Answers && sees != Sees::Facts {
        format!("item.{}", question.name)
    } else {
        format!("answers.{}.{}", PARTS[question.part], question.name)
    }
}

/// A condition on one to three of these questions, with those that it reads; `None` if there is none to read.
pub(crate) fn about(
    questions: &[Question],
    sees: Sees,
    dice: &mut Dice<'_>,
) -> Option<(String, Vec<Question>)> {
    let mut read: Vec<Question> = Vec::new();
    let mut one = |dice: &mut Dice<'_>| {
        if questions.is_empty() {
            return None;
        }
        let question = &questions[dice.below(questions.len())];
        read.push(question.clone());
        Some(on(question, sees, dice))
    };
    let first = one(dice)?;
    let condition = match dice.below(6) {
        0 | 1 => first,
        2 => format!("{first} && {}", one(dice)?),
        3 => format!("{first} || {}", one(dice)?),
        4 => format!("!({first})"),
        _ => format!("({first}) ? ({}) : ({})", one(dice)?, one(dice)?),
    };
    read.sort_by_key(Question::pointer);
    read.dedup_by_key(|question| question.pointer());
    Some((format!("({condition})"), read))
}

/// A condition on one question.
fn on(question: &Question, sees: Sees, dice: &mut Dice<'_>) -> String {
    let at = path(question, sees);
    if !question.in_list() {
        return guarded(question, &at, sees, dice);
    }
    match sees {
        Sees::Item => single(&question.kind, &at, true, dice),
        Sees::Neighbours => {
            let name = &question.name;
            match dice.below(5) {
                0 | 1 => single(&question.kind, &at, true, dice),
                2 if question.kind != Kind::YesNo && !matches!(question.kind, Kind::Choices(..)) => {
                    format!("before.{name} == item.{name}")
                }
                2 => single(&question.kind, &format!("before.{name}"), true, dice),
                3 => format!("after == null && index > 0 && {}", single(&question.kind, &at, true, dice)),
                _ => format!("index == 0 && {}", single(&question.kind, &at, true, dice)),
            }
        }
        Sees::Answers | Sees::Facts => {
            let kind = dice.below(4);
            if kind == 0 {
                return format!("size(answers.doses) > {}", dice.below(DOSES));
            }
            let each = guarded(question, &format!("d.{}", question.name), sees, dice);
            match kind {
                1 => format!("answers.doses.all(d, {each})"),
                2 => format!("size(answers.doses.filter(d, {each})) > 0"),
                _ => format!("answers.doses.exists(d, {each})"),
            }
        }
    }
}

/// The same behind a question for null, where there may be one.
fn guarded(question: &Question, at: &str, sees: Sees, dice: &mut Dice<'_>) -> String {
    let condition = single(&question.kind, at, at.starts_with("d."), dice);
    let list = matches!(question.kind, Kind::Choices(..));
    if sees == Sees::Facts && !list && !question.always_there() {
        return match dice.below(2) {
            0 => format!("({at} != null && ({condition}))"),
            _ => format!("!({at} == null || ({condition}))"),
        };
    }
    condition
}

/// A condition on one answer; inside a loop there is none.
fn single(kind: &Kind, at: &str, in_loop: bool, dice: &mut Dice<'_>) -> String {
    match kind {
        Kind::YesNo => dice.one(&["{} == true", "{} == false", "{} != true"]).replace("{}", at),
        Kind::Choice(options) => {
            let option = dice.below(*options);
            match dice.below(3) {
                0 => format!("{at} == 'o{option}'"),
                1 => format!("{at} != 'o{option}'"),
                _ => format!("{at} in ['o{option}', 'o0']"),
            }
        }
        Kind::Choices(options, _) => {
            let option = dice.below(*options);
            match dice.below(if in_loop { 2 } else { 4 }) {
                0 => format!("'o{option}' in {at}"),
                1 => format!("size({at}) > 1"),
                2 => format!("{at}.exists(x, x == 'o{option}')"),
                _ => format!("{at}.filter(x, x != 'o0').all(x, x != 'o{option}')"),
            }
        }
        Kind::Text(_) => dice
            .one(&[
                "{} == 'AB'",
                "{}.startsWith('A')",
                "{}.matches('^[A-Z]{1,3}$')",
                "size({}) > 2",
                "{}.contains('B')",
            ])
            .replace("{}", at),
        Kind::Whole(least, most) => {
            let middle = i64::midpoint(*least, *most);
            let is = dice.one(&["{} >= ", "{} < ", "{} == ", "{} != "]);
            format!("{}{middle}", is.replace("{}", at))
        }
        Kind::Decimal => dice.one(&["{} >= 37.3", "{} < 35.5", "{} - 1.0 > 36.5"]).replace("{}", at),
        Kind::Date => dice
            .one(&[
                "{} < today",
                "days(today - {}) > 14",
                "{} == today",
                "{} >= timestamp('2020-03-01T00:00:00Z')",
                "{} + duration('48h') < today",
                "{}.getFullYear() > 2019",
            ])
            .replace("{}", at),
        Kind::Country => dice.one(&["{} == 'ITA'", "{} != 'CHN'", "{} in ['ITA', 'DEU']"]).replace("{}", at),
    }
}
