//! What an edition asks and rules, drawn.

use crate::conditions::{self, Sees};
use crate::dice::Dice;
use crate::policy::{self, Fact, Rule};

/// Parts of the answers that editions are drawn over. The first is none that a fact may read; the last is a list.
pub(crate) const PARTS: [&str; 4] = ["about", "health", "exposure", "doses"];
/// Most items of the list.
pub(crate) const DOSES: usize = 3;

/// An edition.
pub(crate) struct Plan {
    pub(crate) questions: Vec<Vec<Question>>,
    pub(crate) checks: Vec<Check>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) rules: Vec<Rule>,
}

/// A question.
#[derive(Clone)]
pub(crate) struct Question {
    pub(crate) part: usize,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) required: Need,
    pub(crate) visible: Option<String>,
}

/// What it takes.
#[derive(Clone, PartialEq)]
pub(crate) enum Kind {
    Text(usize),
    /// One of so many options `o0`, `o1` …
    Choice(usize),
    /// Some of them; the first excludes the others if so said.
    Choices(usize, bool),
    YesNo,
    Whole(i64, i64),
    Decimal,
    Date,
    Country,
}

/// Whether it has to be answered.
#[derive(Clone, PartialEq)]
pub(crate) enum Need {
    Never,
    Always,
    When(String),
}

/// A rule about answers.
pub(crate) struct Check {
    pub(crate) of_items: bool,
    pub(crate) problem: String,
    pub(crate) at: Vec<String>,
    pub(crate) blocking: bool,
    pub(crate) arguments: Vec<(String, String)>,
}

impl Question {
    pub(crate) fn in_list(&self) -> bool {
        self.part == PARTS.len() - 1
    }

    pub(crate) fn pointer(&self) -> String {
        let star = if self.in_list() { "/*" } else { "" };
        format!("/{}{star}/{}", PARTS[self.part], self.name)
    }

    /// Whether every complete declaration answers it.
    pub(crate) fn always_there(&self) -> bool {
        self.required == Need::Always && self.visible.is_none()
    }
}

impl Kind {
    fn draw(dice: &mut Dice<'_>) -> Self {
        match dice.below(8) {
            0 => Self::YesNo,
            1 => Self::Choice(2 + dice.below(4)),
            2 => Self::Choices(2 + dice.below(4), dice.once_in(2)),
            3 => Self::Text(3 + dice.below(60)),
            4 => {
                let least = i64::try_from(dice.below(9)).unwrap() - 4;
                Self::Whole(least, least + 2 + i64::try_from(dice.below(100)).unwrap())
            }
            5 => Self::Decimal,
            6 => Self::Date,
            _ => Self::Country,
        }
    }
}

impl Plan {
    /// Draws one. A question is shown and demanded by those before it alone, so nothing waits for itself.
    pub(crate) fn draw(dice: &mut Dice<'_>) -> Self {
        let mut questions: Vec<Vec<Question>> = Vec::new();
        let mut before: Vec<Question> = Vec::new();
        for part in 0..PARTS.len() {
            let mut here: Vec<Question> = Vec::new();
            // Two at least where facts may look: a policy has three colours.
            let count = if part == 0 { 1 } else { 2 } + dice.below(5);
            for number in 0..count {
                let kind = Kind::draw(dice);
                let visible = dice.once_in(3);
                let visible = visible.then(|| condition(&before, part, dice));
                let required = match dice.below(4) {
                    0 | 1 => Need::Never,
                    2 => Need::Always,
                    _ => Need::When(condition(&before, part, dice)),
                };
                let question = Question { part, name: format!("q{number}"), kind, required, visible };
                here.push(question.clone());
                before.push(question);
            }
            questions.push(here);
        }
        let checks = (0..dice.below(8)).map(|_| Check::draw(&before, dice)).collect();
        let (facts, rules) = policy::draw(&before, dice);
        Self { questions, checks, facts, rules }
    }

    pub(crate) fn questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().flatten()
    }
}

/// A condition on questions before this one, as one in this part may name them; `true` if there is none.
fn condition(before: &[Question], part: usize, dice: &mut Dice<'_>) -> String {
    let sees = if part == PARTS.len() - 1 { Sees::Item } else { Sees::Answers };
    conditions::about(before, sees, dice).map_or_else(|| "true".to_owned(), |(condition, _)| condition)
}

impl Check {
    fn draw(questions: &[Question], dice: &mut Dice<'_>) -> Self {
        let of_items = dice.once_in(2);
        let sees = if of_items { Sees::Neighbours } else { Sees::Answers };
        let (problem, read) = conditions::about(questions, sees, dice).expect("there are questions");
        let at: Vec<String> = match read.iter().filter(|it| of_items || !it.in_list()).collect::<Vec<_>>() {
            none if none.is_empty() => vec!["/doses".to_owned()],
            some => some.iter().map(|question| question.pointer()).collect(),
        };
        let told = read.iter().filter(|question| {
            (of_items || !question.in_list()) && !matches!(question.kind, Kind::Choices(..))
        });
        let arguments = told
            .enumerate()
            .map(|(at, question)| (format!("a{at}"), conditions::path(question, sees)))
            .collect();
        let mut at: Vec<String> = at;
        at.dedup();
        Self { of_items, problem, at, blocking: dice.once_in(2), arguments }
    }
}
