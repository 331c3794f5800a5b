//! Declarations by the million: seeded, plausible, and complete but for a stated few.
//!
//! No traveller here has a story; together they have the shares below, so that a change of policy shows what it does to many.
//! The n-th declaration of a seed and a day is always the same, byte for byte.
//!
//! | of a thousand declarations | have |
//! | --- | --- |
//! | 700 | a journey that lies ahead, up to 13 days; the others landed up to four weeks ago |
//! | 60 | a minor, half of them under 14, for whom an adult fills in; 160 list companions |
//! | 200 | a traveller who is not Chinese |
//! | 40 | one symptom or more; 15 a positive test, 440 a negative one |
//! | 15 | contact with a case; 20 with people with fever; 10 a cluster around them |
//! | 250 | a second stay abroad before the last one, 60 a third |
//! | 30 | a journey by coach, car, train or ship, from where that is a way to China |
//! | 10 | flight ZZ 100 on one of its listed days, where such a day is near |
//! | 100 | a helper who fills in |
//! | 30 | something wrong: an answer missing, of another type, not in its list, or against a check |
//!
//! Of everybody who landed an officer saw it; of 600 in a thousand of those who landed two weeks ago one declared their
//! observation ended. Optional answers are left out by a third or so. Where travellers come from is weighed in `places.rs`.

mod broken;
mod crossings;
mod health;
mod journey;
mod people;
mod places;
mod random;
mod stays;

pub(crate) use health::SYMPTOMS;

use chrono::{Days, NaiveDate};
use serde_json::{Map, Value};

use journey::Journey;
use people::Person;
pub(crate) use random::Random;

/// Of a thousand declarations so many have something wrong.
const BROKEN: u64 = 30;

/// A declaration that nobody made.
#[derive(Debug, Clone)]
pub struct Synthetic {
    /// The answers.
    pub answers: Value,
    /// What officers have recorded beside them, as `declaration::OfficerFacts` writes it; `{}` for nothing.
    pub officer: Value,
}

/// Answers as they would be sent on `today`, without end; the same for the same seed and day.
pub fn synthetic(seed: u64, today: NaiveDate) -> impl Iterator<Item = Value> {
    with_officers(seed, today).map(|declaration| declaration.answers)
}

/// The same with what officers have recorded of each.
pub fn with_officers(seed: u64, today: NaiveDate) -> impl Iterator<Item = Synthetic> {
    (0u64..).map(move |number| declaration(&mut Random::of(seed, number), today))
}

fn declaration(random: &mut Random, today: NaiveDate) -> Synthetic {
    let journey = Journey::new(random, today);
    let person = Person::new(random, &journey, today);
    let mut answers = Map::with_capacity(16);
    let mut put = |name: &str, value: Value| drop(answers.insert(name.to_owned(), value));
    put("document", person.document(random, &journey));
    put("about", person.about(random));
    put("legs", journey.legs());
    put("onward", journey.onward(random));
    put("stays", stays::stays(random, &journey, today));
    put("contact", person.contact(random, &journey));
    put("destination", person.destination(random));
    if !person.companions.is_empty() {
        put("companions", Value::Array(person.companions.clone()));
    }
    if let Some(escort) = person.escort() {
        put("minor", escort);
    }
    let tests = health::tests(random, &journey, today);
    put("health", health::health(random, tests.len(), today));
    put("exposure", health::exposure(random, today));
    if !tests.is_empty() {
        put("tests", Value::Array(tests));
    }
    put("filling", person.filling(random));
    put(
        "consent",
        object([
            ("truth", true.into()),
            ("processing", true.into()),
            ("truth_version", "2".into()),
            ("processing_version", "4".into()),
        ]),
    );
    let mut answers = Value::Object(answers);
    if random.chance(BROKEN) {
        broken::break_something(random, &mut answers, today);
    }
    let officer = health::officer(random, &journey, today).unwrap_or_else(|| object([]));
    Synthetic { answers, officer }
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let mut object = Map::with_capacity(N + 2);
    object.extend(members.map(|(name, value)| (name.to_owned(), value)));
    Value::Object(object)
}

/// ISO date so many days after another, or before it.
fn date(day: NaiveDate, days: i64) -> Value {
    Value::String(after(day, days).to_string())
}

fn after(day: NaiveDate, days: i64) -> NaiveDate {
    let distance = Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(distance) } else { day.checked_add_days(distance) };
    moved.unwrap_or(day)
}
