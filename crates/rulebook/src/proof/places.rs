//! Which rules give a place or a flight a class of their own, by naming it: that rests on a dated notice, as a row of
//! `risks.json` does. The software's design gives nobody a class, whichever file it is written in.

use std::collections::BTreeSet;

use crate::expression::{Compiled, Path, Root, Step};
use crate::landmarks::{Landmark, Landmarks};
use crate::shape::{Kind, Record};
use crate::vocabulary::{LEGS, MAINLAND, STAYS};

/// What an expression says of places.
#[derive(Debug, Default)]
pub(crate) struct Placed {
    /// It looks at a place, or at a flight.
    looks: bool,
    /// Words in it that are no option of any question: names, as far as it looks at places.
    words: BTreeSet<String>,
}

impl Placed {
    /// A place or a flight that it names.
    pub(crate) fn names(&self) -> Option<&String> {
        self.words.first().filter(|_| self.looks)
    }

    /// The same for a rule, by what the facts say that it reads.
    pub(crate) fn names_with<'a>(
        &'a self,
        facts: impl Iterator<Item = &'a Placed> + Clone,
    ) -> Option<&'a String> {
        let looks = self.looks || facts.clone().any(|fact| fact.looks);
        facts.clone().find_map(Placed::names).or_else(|| self.words.first().filter(|_| looks))
    }
}

/// The parts of answers and facts that hold a place or a flight, and the words that are no names.
pub(crate) struct Places {
    paths: BTreeSet<Path>,
    options: BTreeSet<String>,
}

impl Places {
    pub(crate) fn of(answers: &Record, journey: &Record, facts: &Record, landmarks: &Landmarks) -> Self {
        let mut paths = BTreeSet::new();
        let of_list = |list: &str, names: &[Option<&str>]| -> Vec<Path> {
            let Some(at) = answers.position(list) else { return Vec::new() };
            let item = answers.members[at].kind.record();
            let members = names.iter().flatten().filter_map(|name| item?.position(name));
            members
                .map(|member| Path::answers(vec![Step::Member(at), Step::Each, Step::Member(member)]))
                .collect()
        };
        let mark = |landmark| landmarks.member(landmark);
        let of_legs = [
            mark(Landmark::LegFrom),
            mark(Landmark::LegTo),
            mark(Landmark::Flight),
            Some("from_country"),
            Some("to_country"),
        ];
        paths.extend(of_list(LEGS, &of_legs));
        paths.extend(of_list(STAYS, &[mark(Landmark::StayCountry)]));
        let countries = ["from_country", "to_country"].iter().filter_map(|name| journey.position(name));
        paths.extend(countries.map(|at| Path { root: Root::Journey, steps: vec![Step::Member(at)] }));
        for (at, fact) in facts.members.iter().enumerate() {
            let country = fact.kind.record().and_then(|stay| stay.position("country"));
            let path = |country| vec![Step::Member(at), Step::Each, Step::Member(country)];
            paths.extend(country.map(|country| Path { root: Root::Facts, steps: path(country) }));
        }
        let mut options = BTreeSet::from([MAINLAND.to_owned()]);
        for record in [answers, facts] {
            take_options(record, &mut options);
        }
        Self { paths, options }
    }

    /// What an expression says of them.
    pub(crate) fn said(&self, compiled: &Compiled) -> Placed {
        let words = compiled.found.words.difference(&self.options).cloned().collect();
        let is_place = |path: &Path| {
            let steps =
                path.steps.iter().map(|step| if let Step::Nth(_) = step { Step::Each } else { *step });
            self.paths.contains(&Path { root: path.root, steps: steps.collect() })
        };
        Placed { looks: compiled.found.paths.iter().any(is_place), words }
    }
}

fn take_options(record: &Record, into: &mut BTreeSet<String>) {
    for member in &record.members {
        into.extend(member.options.iter().cloned());
        if let Kind::Record(inner) | Kind::Records(inner) = &member.kind {
            take_options(inner, into);
        }
    }
}
