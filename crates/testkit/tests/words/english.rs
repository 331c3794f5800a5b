//! What the English texts must say. Many who read them have English as their second language, and many are going to a place
//! that is not their home.

use crate::rule::{At, Rule, never, says};

pub(crate) fn rules() -> Vec<Rule> {
    [places(), people(), health(), way(), plain(), desks(), cards(), rules_and_codes()].concat()
}

fn places() -> Vec<Rule> {
    vec![
        says(
            At::Ids(&["q-about-nationality"]),
            &["Nationality (region)"],
            "Nationality",
            "the list holds Hong Kong, Macao and Taiwan",
        ),
        says(
            At::Ids(&["o-document-kind-permit-hm", "o-document-kind-permit-tw"]),
            &["Mainland Travel Permit for", "Residents"],
            "Entry permit for residents of Hong Kong, Macao and Taiwan",
            "this is its printed name",
        ),
        says(
            At::Ids(&["reason-severe-stay", "fact-severe-*"]),
            &["high-risk country or region"],
            "You were in a place of the severe risk class",
            "nobody outside knows the class by its name",
        ),
        says(
            At::Ids(&[
                "reason-elevated-stay",
                "reason-elevated-departure",
                "fact-elevated-stays",
                "fact-elevated-departure",
            ]),
            &["country or region of elevated risk"],
            "You were in a place of the elevated risk class",
            "one word for the lower class",
        ),
        never(
            At::Everywhere,
            &["severe", "Severe"],
            "a place of the severe risk class",
            "the word is high-risk",
        ),
        never(
            At::Everywhere,
            &["look-back"],
            "Stay abroad in the look-back days",
            "the days are counted: the last 14",
        ),
        says(At::Ids(&["reason-*-stay"]), &["last 14 days"], "in the look-back days", "the days are counted"),
        says(
            At::Ids(&["q-entry-port"]),
            &["port of entry"],
            "First airport in China",
            "people also enter by sea and by land",
        )
        .and_never(&["airport"]),
        says(
            At::Ids(&["q-stays-since.hint"]),
            &["14 days", "empty"],
            "If you have lived there longer, enter the day you arrived",
            "no day before the window is asked for",
        ),
        never(
            At::Everywhere,
            &["bring you home", "brings you home"],
            "Which flights bring you home?",
            "foreigners travel to China as well",
        ),
    ]
}

fn people() -> Vec<Rule> {
    vec![
        says(
            At::Ids(&["o-about-group-student"]),
            &["Chinese student abroad"],
            "I study abroad",
            "it is not said who studies where",
        ),
        says(
            At::Ids(&["o-about-group-student-in-zhejiang"]),
            &["studies in Zhejiang"],
            "I study abroad",
            "it is not said who studies where",
        ),
        says(
            At::Ids(&["finding-child-travels-alone"]),
            &["Under 14", "adult companion", "airline", "meets the child"],
            "Under 14 you cannot travel alone",
            "airlines carry children on their own",
        )
        .and_never(&["cannot"]),
        says(
            At::Ids(&["q-consent-processing"]),
            &["responsible", "sent to China", "counted from", "under 14"],
            "I agree that my answers are processed for epidemic prevention.",
            "who is responsible, that data crosses a border, from when days count, who agrees for a child",
        ),
        says(At::Ids(&["section-consent"]), &["declaration"], "Your word", "a declaration is declared"),
        never(At::Everywhere, &["Your word"], "Your word", "a declaration is declared"),
        never(At::Everywhere, &["can tell it"], "your contact person can tell it", "it is them who are told"),
    ]
}

fn health() -> Vec<Rule> {
    vec![
        says(
            At::Ids(&["fact-cluster", "q-exposure-cluster"]),
            &["wo or more", "fever, a cough or a cold"],
            "Two people or more who are ill",
            "question and fact speak of one thing",
        ),
        says(
            At::Ids(&["fact-fever-contact", "q-exposure-fever-contact"]),
            &["fever, a cough or a cold"],
            "People with fever or cough",
            "question and fact speak of one thing",
        ),
        says(
            At::Ids(&["q-health-fever-medicine", "finding-medicine-without-symptoms"]),
            &["fever", "cold", "cough"],
            "You took medicine for fever or a cold",
            "wherever the medicines are named, all three are",
        ),
    ]
}

fn way() -> Vec<Rule> {
    vec![
        never(
            At::Everywhere,
            &["home county", "way home", "the home village", "to home", "go home", "returnee", "Returnee"],
            "Met by the home county",
            "foreigners travel to Zhejiang as well",
        ),
        says(
            At::Ids(&["home-stage-received"]),
            &["Met by your county"],
            "Received",
            "“received” is what the platform says of a declaration",
        ),
        says(
            At::Ids(&["code-next-orange"]),
            &["travel as planned", "show this code first"],
            "Call the hotline before you go to the airport",
            "a healthy person from a listed country need not doubt the flight",
        )
        .and_never(&["hotline"]),
        never(
            At::Ids(&[
                "reason-*-stay",
                "reason-severe-stay",
                "reason-elevated-*",
                "reason-risk-flight",
                "code-next-*",
            ]),
            &["before you go to the airport", "before leaving", "hotline"],
            "Call the hotline before you go to the airport",
            "a healthy person from a listed country need not doubt the flight",
        ),
    ]
}

fn plain() -> Vec<Rule> {
    vec![
        never(
            At::Everywhere,
            &[" fetch", "Fetch", "hoever hands you", "hoever meets you", "hoever picks"],
            "Phone number of whoever fetches you",
            "people are picked up, by a person",
        ),
        never(At::Everywhere, &["leave it so"], "If it works in China, leave it so", "leave it as it is"),
        never(
            At::Everywhere,
            &[
                "nobody speaks of",
                "of these days",
                "stands against",
                "stay with the medical",
                "worse of the two",
            ],
            "days that nobody speaks of keep a code from being green",
            "said in another language's order of words",
        ),
        never(
            At::Everywhere,
            &["Blanks were", "and blanks"],
            "Blanks were taken out.",
            "a key's space is a space; a blank is a gap in a form",
        ),
        never(At::Everywhere, &["a stick in"], "on a stick in a drawer", "a USB stick"),
        never(At::Everywhere, &["stay where I am"], "I stay where I am", "a decision not to travel"),
        says(
            At::Ids(&["q-consent-truth"]),
            &["conceal", "state falsely"],
            "I am answerable by law for what I conceal.",
            "the Chinese text says both",
        ),
        never(
            At::Ids(&["home-card-intends", "review-received-intention"]),
            &["knows"],
            "Your county in Zhejiang knows what you plan.",
            "it can read it, which is all that is known",
        ),
    ]
}

fn cards() -> Vec<Rule> {
    vec![
        never(
            At::Ids(&["desk-card-form-words"]),
            &["not sure"],
            "where there is “other” or “not sure”, it is a proper answer",
            "no question of the form has “not sure”",
        ),
        says(
            At::Ids(&["desk-card-flight-words"]),
            &["assigned anew"],
            "Nobody loses a code by changing a flight.",
            "another day of entry moves the days that count",
        ),
        says(
            At::Ids(&["desk-card-medicine-words", "hotline-consular.hours"]),
            &["hinese citizens"],
            "Abroad, consular protection is at +86 10 12308 at any hour.",
            "the line is for citizens of China: nobody else is sent to it",
        ),
    ]
}

fn desks() -> Vec<Rule> {
    vec![
        says(
            At::Ids(&["reader-county-contact"]),
            &["liaison officer", "county of destination"],
            "The contact of your county in Zhejiang",
            "a contact is also the person whom the traveller names",
        ),
        says(
            At::Ids(&[
                "role-county-contact",
                "desk-role-county-contact",
                "desk-by-county-contact",
                "way-call-county",
            ]),
            &["iaison officer"],
            "Your county’s contact",
            "one word for this officer",
        ),
        never(
            At::Everywhere,
            &["contact of your county", "county’s contact", "ounty contact"],
            "The contact of your county in Zhejiang",
            "one word for this officer: liaison officer",
        ),
        says(
            At::Ids(&["correction-ask-platform"]),
            &["ask for a review"],
            "call the hotline and name your declaration",
            "what works for everybody, also for whom no line serves: a person looks again",
        ),
        never(
            At::Everywhere,
            &["name your declaration"],
            "name your declaration",
            "people have a reference number",
        ),
    ]
}

fn rules_and_codes() -> Vec<Rule> {
    vec![
        never(
            At::Everywhere,
            &["put right"],
            "2 answers to put right",
            "to fix, for second-language readers",
        ),
        never(
            At::Everywhere,
            &["before holds", "a code holds", "code still holds"],
            "What you sent before holds",
            "it counts or is valid, for second-language readers",
        ),
        never(
            At::Everywhere,
            &["rulebook", "questionnaire", "edition of the form"],
            "this edition of the form",
            "form and rules are the two words",
        ),
        never(
            At::Everywhere,
            &["given this colour", "gives a code", "code is made"],
            "was given this colour",
            "a code is assigned, and issued when it is signed",
        ),
        says(
            At::Ids(&["correction-correct-answers"]),
            &["assigned"],
            "A new code is made",
            "a code is assigned",
        ),
        says(At::Ids(&["code-issued"]), &["Issued"], "Made on 1 March", "a code is issued"),
        says(
            At::Ids(&["code-no-quarantine"]),
            &["quarantine", "observation", "not"],
            "Show it at check-in and when you land.",
            "no code replaces the quarantine at the port, or the domestic code",
        ),
    ]
}
