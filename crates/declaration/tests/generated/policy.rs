//! Facts, and a code policy over them in which every rule is come to.

use crate::conditions::{self, Sees};
use crate::dice::Dice;
use crate::plan::{Kind, Question};

/// What the policy may know.
pub(crate) struct Fact {
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) is: String,
    /// A condition of the policy on it, true of some of its values and false of others.
    test: String,
}

/// A rule of the code policy.
pub(crate) struct Rule {
    pub(crate) colour: &'static str,
    pub(crate) when: String,
}

/// Draws facts from what they may read, and rules. Each rule but the last waits for a fact of its own, which no rule
/// before it settles; so each is come to.
pub(crate) fn draw(questions: &[Question], dice: &mut Dice<'_>) -> (Vec<Fact>, Vec<Rule>) {
    let readable: Vec<Question> = questions.iter().filter(|question| question.part > 0).cloned().collect();
    let count = 2 + dice.below(5);
    let facts: Vec<Fact> = (0..count).map(|number| fact(number, &readable, dice)).collect();
    let mut rules: Vec<Rule> = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        let mut when = fact.test.clone();
        if at > 0 && dice.once_in(3) {
            when = format!("({when} || {})", facts[dice.below(at)].test);
        }
        if at + 1 < count && dice.once_in(3) {
            let later = at + 1 + dice.below(count - at - 1);
            when = format!("{when} && !({})", facts[later].test);
        }
        let colour = match at {
            0 => "orange",
            1 => "yellow",
            _ => dice.one(&["yellow", "orange", "green"]),
        };
        rules.push(Rule { colour, when });
    }
    rules.push(Rule { colour: "green", when: "true".to_owned() });
    (facts, rules)
}

fn fact(number: usize, readable: &[Question], dice: &mut Dice<'_>) -> Fact {
    let name = format!("f{number}");
    let question = &readable[dice.below(readable.len())];
    let path = conditions::path(question, Sees::Facts);
    let plain = dice.once_in(2);
    let (kind, is, test) = match &question.kind {
        _ if !plain => {
            let (is, _) = conditions::about(readable, Sees::Facts, dice).expect("there are questions");
            ("bool", is, dice.one(&["facts.{}", "facts.{} == true", "!facts.{}"]).replace("{}", &name))
        }
        _ if question.in_list() => ("int", "size(answers.doses)".to_owned(), format!("facts.{name} >= 2")),
        Kind::Choices(_, exclusive) => {
            let is = if *exclusive { format!("{path}.filter(x, x != 'o0')") } else { path };
            let test = dice.one(&["size(facts.{}) > 0", "'o1' in facts.{}", "facts.{}.exists(x, x == 'o1')"]);
            ("list(string)", is, test.replace("{}", &name))
        }
        Kind::Choice(_) => ("string", path, format!("facts.{name} == 'o1'")),
        Kind::Text(_) => ("string", path, format!("(facts.{name} != null && facts.{name} == 'AB')")),
        Kind::Country => ("string", path, format!("(facts.{name} in ['ITA', 'DEU'])")),
        Kind::Decimal => ("double", path, format!("(facts.{name} != null && facts.{name} >= 37.3)")),
        Kind::Whole(least, most) => {
            let middle = i64::midpoint(*least, *most);
            ("int", path, format!("(facts.{name} != null && facts.{name} >= {middle})"))
        }
        Kind::Date => {
            let since = "timestamp('2020-03-01T00:00:00Z')";
            ("date", path, format!("(facts.{name} != null && facts.{name} >= {since})"))
        }
        Kind::YesNo => ("bool", format!("{path} == true"), format!("facts.{name}")),
    };
    Fact { name, kind, is, test }
}
