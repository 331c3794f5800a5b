//! What a rule looks at, said without what it found there.

use std::collections::BTreeSet;

use rulebook::vocabulary::{ANOTHER_DECLARATION, ANOTHER_DECLARATION_HEALTH, FACT_ROOTS, LEGS};
use rulebook::{Colour, Edition, PolicyRule};

/// Roots of answers that speak of an illness, somebody's own or that of whoever was near.
const OF_HEALTH: [&str; 4] = ["health", "exposure", "tests", "officer"];

/// What `journey` says of the answers themselves: no leg has it.
const OF_THE_ANSWERS: [&str; 2] = ["declared_on", "asks_since"];

/// Which parts of the answers a rule looks at; nothing of what it found there.
pub(crate) fn reason_classes(edition: &Edition, rule: &PolicyRule) -> Vec<&'static str> {
    if rule.colour == Colour::Green {
        return vec!["none"];
    }
    let named: BTreeSet<&str> = members(&rule.when.source, "facts").collect();
    let facts = edition.facts.iter().filter(|fact| named.contains(&*fact.name));
    let mut roots = BTreeSet::new();
    for source in facts.map(|fact| fact.is.source.as_str()) {
        let answers: BTreeSet<&str> = members(source, "answers").collect();
        roots.extend(FACT_ROOTS.into_iter().filter(|root| answers.contains(root)));
        let of_legs = |member: &str| !OF_THE_ANSWERS.contains(&member);
        roots.extend(members(source, "journey").any(of_legs).then_some(LEGS));
        // A fact that only asks whether an observation has ended since is still about the answers.
        let is_officers = answers.is_empty() && members(source, "officer").next().is_some();
        roots.extend(is_officers.then_some("officer"));
    }
    roots.into_iter().collect()
}

/// The names that an expression reads of a root: of `facts` in `facts.fever` it is `fever`.
fn members<'a>(source: &'a str, root: &'a str) -> impl Iterator<Item = &'a str> {
    let is_of_name = |sign: char| sign.is_alphanumeric() || sign == '_';
    source.match_indices(root).filter_map(move |(at, _)| {
        let begins = !source[..at].ends_with(|sign| is_of_name(sign) || sign == '.');
        let member = source[at + root.len()..].strip_prefix('.').filter(|_| begins)?;
        let end = member.find(|sign| !is_of_name(sign)).unwrap_or(member.len());
        Some(&member[..end])
    })
}

/// What a code says that shows the colour of another declaration of the same person: only where illness may be behind it is
/// its traveller told to call before anything else.
pub(crate) fn of_another(edition: &Edition, rule: &PolicyRule) -> &'static str {
    let of_health = |class: &&str| OF_HEALTH.contains(class);
    if rule.colour == Colour::Orange && reason_classes(edition, rule).iter().any(of_health) {
        ANOTHER_DECLARATION_HEALTH
    } else {
        ANOTHER_DECLARATION
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_says_where_it_looked_and_not_what_it_saw() {
        let edition = Edition::bundled().unwrap();
        let classes = |id: &str| {
            let rule = edition.policy.iter().find(|rule| rule.id == id);
            reason_classes(&edition, rule.unwrap())
        };
        assert_eq!(classes("orange-symptoms"), ["health"], "no symptom is named");
        assert_eq!(classes("orange-close-contact"), ["exposure"], "nor who it was");
        assert_eq!(classes("yellow-elevated-stay"), ["legs", "stays"], "places and the journey");
        for rule in &edition.policy {
            assert!(!classes(&rule.id).is_empty(), "{} has a class", rule.id);
        }
    }

    #[test]
    fn whose_other_declaration_may_mean_an_illness_is_told_to_call_first() {
        let edition = Edition::bundled().unwrap();
        for rule in &edition.policy {
            let said_first = format!("{} =", rule.reason);
            let mut reasons = edition.texts["en"].split("\nreason-");
            let calls = reasons.any(|text| text.starts_with(&said_first) && text.contains(".call-first"));
            let said = of_another(&edition, rule);
            assert_eq!(said == ANOTHER_DECLARATION_HEALTH, calls, "{} as it would be told itself", rule.id);
        }
    }
}
