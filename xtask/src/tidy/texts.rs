//! Messages: the languages say the same things with the same arguments, and nothing is written that nobody says.

use std::collections::BTreeSet;

use super::Findings;
use crate::{
    command::Outcome,
    messages::{self, Messages},
    repo,
};

/// The language that the others are held against.
const FIRST: &str = "en";
const FILES: [&str; 8] =
    ["app.ftl", "chamber.ftl", "desk.ftl", "errors.ftl", "host.ftl", "kiosk.ftl", "me.ftl", "rulebook.ftl"];

pub(super) fn check() -> Outcome<Findings> {
    let mut found = Findings::new();
    for file in FILES {
        let first = messages::of(FIRST, file)?;
        for language in messages::languages()?.iter().filter(|it| *it != FIRST) {
            found.extend(compare(
                &first,
                &messages::of(language, file)?,
                &format!("locales/{language}/{file}"),
            ));
        }
    }
    let sources = Sources::read()?;
    for file in messages::OF_SCREENS {
        for id in messages::of(FIRST, file)?.keys() {
            if !sources.say(id) {
                found.push(format!("locales/*/{file}: nothing says {id}"));
            }
        }
    }
    for id in messages::of(FIRST, "host.ftl")?.keys() {
        if !sources.called.contains(&id.replace('-', "_")) {
            found.push(format!("locales/*/host.ftl: Rust never says {id}"));
        }
    }
    found.extend(errors(&messages::of(FIRST, "errors.ftl")?, &sources));
    let mut known = BTreeSet::new();
    for file in FILES {
        known.extend(messages::of(FIRST, file)?.into_keys());
    }
    let unwritten = sources.asked.iter().filter(|id| !known.contains(*id));
    found.extend(unwritten.map(|id| format!("ui/src asks for {id}, and no text has that id")));
    Ok(found)
}

fn compare(first: &Messages, other: &Messages, file: &str) -> Findings {
    let ids: BTreeSet<&String> = first.keys().chain(other.keys()).collect();
    ids.into_iter()
        .filter_map(|id| match (first.get(id), other.get(id)) {
            (Some(_), None) => Some(format!("{file}: {id} is missing")),
            (None, Some(_)) => Some(format!("{file}: {id} is not in {FIRST}")),
            // Whom a text speaks of may go unsaid in a language; the arguments it is given are the program's to prove.
            (Some(one), Some(two)) if one.symmetric_difference(two).any(|argument| argument != "who") => {
                Some(format!("{file}: {id} takes {two:?}, in {FIRST} it takes {one:?}"))
            }
            _ => None,
        })
        .collect()
}

/// Each code has both halves, and somebody gives it.
fn errors(messages: &Messages, sources: &Sources) -> Findings {
    let mut found = Findings::new();
    for id in messages.keys().filter(|id| !id.contains('.')) {
        let (code, other) = match (id.strip_prefix("err-"), id.strip_prefix("rec-")) {
            (Some(code), _) => (code, format!("rec-{code}")),
            (_, Some(code)) => (code, format!("err-{code}")),
            _ => {
                found.push(format!("locales/*/errors.ftl: {id} is neither err-<code> nor rec-<code>"));
                continue;
            }
        };
        if !messages.contains_key(&other) {
            found.push(format!("locales/*/errors.ftl: {id} has no {other} beside it"));
        }
        if id.starts_with("err-") && !sources.say(code) {
            found.push(format!("locales/*/errors.ftl: no code gives {code}"));
        }
    }
    found
}

/// Every string of the UI and of the crates that could name a message.
#[derive(Default)]
struct Sources {
    /// Quoted strings without a gap in them.
    whole: BTreeSet<String>,
    /// What stands before `${` in a template, such as `state-`.
    beginnings: BTreeSet<String>,
    /// What the UI asks for by name: `t('home-title')`.
    asked: BTreeSet<String>,
    /// Methods that are called: `.window_title()`.
    called: BTreeSet<String>,
}

impl Sources {
    fn read() -> Outcome<Self> {
        let root = repo::root();
        let mut sources = Self::default();
        for (folder, endings) in
            [("ui/src", [".ts", ".svelte"]), ("crates", [".rs", ".rs"]), ("src-tauri", [".rs", ".rs"])]
        {
            for path in repo::files(&root.join(folder), &endings)? {
                let short = repo::short(&path);
                if short != "ui/src/messages/ids.ts" && !short.contains(".test.") {
                    sources.take(&repo::read(&path)?);
                }
            }
        }
        Ok(sources)
    }

    /// Cuts a source at quotes and at gaps of templates. What is no string falls between the cuts and matches no id.
    fn take(&mut self, text: &str) {
        for line in text.lines() {
            let calls =
                line.match_indices("t('").filter(|(at, _)| !line[..*at].ends_with(char::is_alphanumeric));
            for (at, call) in calls.chain(line.match_indices("maybe('")) {
                let id = line[at + call.len()..].split('\'').next().unwrap_or_default();
                self.asked.insert(id.to_owned());
            }
            for (at, _) in line.match_indices('(') {
                let name = line[..at].rsplit('.').next().filter(|it| it.len() < at).unwrap_or_default();
                if is_id(name) {
                    self.called.insert(name.to_owned());
                }
            }
            for piece in line.split(['"', '\'', '`']) {
                if let Some((beginning, _)) = piece.split_once("${").or(piece.split_once('{'))
                    && beginning.ends_with('-')
                    && !beginning.contains(' ')
                {
                    self.beginnings.insert(beginning.to_owned());
                }
                if is_id(piece) {
                    self.whole.insert(piece.to_owned());
                }
            }
        }
    }

    fn say(&self, id: &str) -> bool {
        // Attributes come with their message.
        let message = id.split('.').next().unwrap_or(id);
        self.whole.contains(id)
            || self.whole.contains(message)
            || self.beginnings.iter().any(|it| message.starts_with(it.as_str()))
    }
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Messages, Sources, compare, errors};

    fn messages(of: &[(&str, &[&str])]) -> Messages {
        of.iter()
            .map(|(id, arguments)| ((*id).to_owned(), arguments.iter().map(|it| (*it).to_owned()).collect()))
            .collect::<BTreeMap<_, _>>()
    }

    fn sources(text: &str) -> Sources {
        let mut sources = Sources::default();
        sources.take(text);
        sources
    }

    #[test]
    fn a_language_that_lacks_a_text_or_names_another_argument_is_found() {
        let first = messages(&[("a", &["name"]), ("b", &[]), ("b.hint", &[])]);
        let other = messages(&[("a", &["nom"]), ("b", &[]), ("c", &[])]);
        assert_eq!(compare(&first, &other, "x").len(), 3, "wrong argument, missing attribute, extra message");
        assert!(compare(&first, &first, "x").is_empty(), "a language agrees with itself");
    }

    #[test]
    fn a_text_is_said_by_name_or_by_the_beginning_of_a_family() {
        let sources = sources("t(\"home-title\"); t(`state-${card.state}`); format!(\"q-{name}\")");
        assert!(sources.say("home-title") && sources.say("home-title.label"), "by name, with its attributes");
        assert!(
            sources.say("state-waiting") && sources.say("q-legs"),
            "by family, in both languages of code"
        );
        assert!(!sources.say("home"), "a part of a name is not the name");
    }

    #[test]
    fn what_the_ui_asks_for_by_name_is_seen() {
        let sources = sources("t('home-title') + maybe('home-hint') + t(id) + get('not-a-text')");
        assert_eq!(sources.asked.iter().collect::<Vec<_>>(), ["home-hint", "home-title"]);
    }

    #[test]
    fn what_rust_says_is_seen_by_its_method() {
        let sources = sources("let title = words.window_title(); fn startup() {}");
        assert_eq!(sources.called.iter().collect::<Vec<_>>(), ["window_title"]);
    }

    #[test]
    fn an_error_without_remedy_or_without_cause_is_found() {
        let given = sources("\"vault-io\" \"send-late\"");
        let complete = messages(&[("err-vault-io", &[]), ("rec-vault-io", &[])]);
        assert!(errors(&complete, &given).is_empty());
        assert_eq!(errors(&messages(&[("err-send-late", &[])]), &given).len(), 1, "no remedy");
        assert_eq!(errors(&messages(&[("err-x", &[]), ("rec-x", &[])]), &given).len(), 1, "no cause");
    }
}
