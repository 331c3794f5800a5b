//! Texts that are read by many: whoever comes by train, ship, coach, car or on foot, and whoever fills in for somebody else.

use crate::texts::{self, Text};

const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// Words of aeroplanes.
const OF_AEROPLANES: [&str; 12] =
    ["登机", "值机", "航班", "机场", "落地", "机票", "误机", "起飞", "接机", "送机", "转机", "飞机"];
const OF_AEROPLANES_EN: [&str; 13] = [
    "flight", "flights", "fly", "board", "boards", "boarded", "boarding", "airport", "airline", "airlines",
    "landed", "landing", "lands",
];

/// Texts that nobody reads but people with a flight, and lists that name every way to travel.
const OF_FLIGHTS: [&str; 17] = [
    "code-flight",
    "home-empty-have-flights",
    "home-search",
    "q-legs-flight",
    "q-legs-from.hint",
    "q-legs-seat",
    "o-legs-mode-flight",
    "o-onward-mode-flight",
    "q-onward-number",
    "q-minor-handed-over",
    "o-minor-escort-airline",
    "finding-leg-too-long",
    "finding-onward-flight-number",
    "finding-handed-over-and-met-by-one-phone",
    "finding-child-travels-alone",
    "finding-listed-flight-without-seat",
    "correction-add-seat",
];
/// Parts of names: reasons and facts about listed flights, which the code of whoever takes none leaves out; what chambers and
/// desks read.
const ABOUT_FLIGHTS: [&str; 4] = ["-flight", "import-", "err-flight-", "rec-flight-"];

/// Texts that speak to whoever fills in, whomever it is for: how they do so, and what they declare themselves.
const TO_WHO_FILLS_IN: [&str; 9] = [
    "q-filling-",
    "o-filling-",
    "q-consent-",
    "o-companions-declares-",
    "finding-helper-is-traveller",
    "finding-child-fills-in-alone",
    "finding-journey-far-ahead",
    "finding-truth-not-confirmed",
    "finding-processing-not-agreed",
];
const OF_THE_TRAVELLER: [&str; 9] =
    ["page-", "section-", "q-", "o-", "finding-", "reason-", "fact-", "correction-", "purpose-"];
const ADDRESSES: [&str; 2] = ["你", "您"];
const ADDRESSES_EN: [&str; 8] = ["you", "your", "yours", "yourself", "i", "my", "me", "mine"];
/// Whoever fills in knows it or does not.
const OF_WHO_FILLS_IN: [&str; 5] =
    ["If you know it", "if you know it", "if you like", "as far as you know", "就你所知"];

fn words(said: &str) -> impl Iterator<Item = String> {
    said.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase)
}

fn says<'a>(said: &str, chinese: &'a [&'a str], english: &'a [&'a str]) -> Option<&'a str> {
    let written = chinese.iter().find(|word| said.contains(**word));
    written.or_else(|| english.iter().find(|word| words(said).any(|said| said == **word))).copied()
}

fn of_aeroplanes(text: &Text) -> Option<&'static str> {
    says(&text.said, &OF_AEROPLANES, &OF_AEROPLANES_EN)
}

fn addresses(text: &Text) -> Option<&'static str> {
    let said = OF_WHO_FILLS_IN.iter().fold(text.said.clone(), |said, phrase| said.replace(phrase, ""));
    says(&said, &ADDRESSES, &ADDRESSES_EN)
}

fn is_of(text: &Text, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| text.id.starts_with(beginning))
}

#[test]
fn whoever_does_not_fly_reads_no_word_of_aeroplanes() {
    for language in LANGUAGES {
        let shown = texts::of(language).into_iter().filter(|text| {
            let of_flights =
                is_of(text, &OF_FLIGHTS) || ABOUT_FLIGHTS.iter().any(|part| text.id.contains(part));
            !matches!(text.file, "desk" | "chamber") && !text.is_for("by", "air") && !of_flights
        });
        let faults: Vec<_> = shown
            .filter_map(|text| {
                of_aeroplanes(&text).map(|word| format!("{} says “{word}”: {}", text.id, text.said))
            })
            .collect();
        assert!(faults.is_empty(), "{language}: somebody on a train reads this: {faults:#?}");
    }
}

#[test]
fn a_child_and_a_helped_traveller_are_spoken_of_and_not_to() {
    for language in LANGUAGES {
        let read = texts::of(language).into_iter().filter(|text| {
            let is_helped = !text.is_for("who", "you") && !is_of(text, &TO_WHO_FILLS_IN);
            text.file == "rulebook" && is_of(text, &OF_THE_TRAVELLER) && is_helped
        });
        let faults: Vec<_> = read
            .filter_map(|text| {
                addresses(&text).map(|word| format!("{} says “{word}”: {}", text.id, text.said))
            })
            .collect();
        assert!(faults.is_empty(), "{language}: a father who fills in for his baby reads this: {faults:#?}");
    }
}

#[test]
fn the_words_of_aeroplanes_and_of_address_are_found() {
    let text = |said: &str| Text { file: "app", id: "code-next".into(), said: said.into(), chosen: vec![] };
    for said in ["请在值机和落地时出示。", "When you landed, show it.", "Before boarding"] {
        assert!(of_aeroplanes(&text(said)).is_some(), "{said}");
    }
    assert!(of_aeroplanes(&text("a landline, or by land or sea")).is_none(), "these are no aeroplanes");
    for said in ["你接触过确诊病例", "Check your number", "My own"] {
        assert!(addresses(&text(said)).is_some(), "{said}");
    }
    assert!(addresses(&text("最近 14 天，就你所知。")).is_none(), "it is the father who knows");
}
