//! Names in expressions. Texts in quotes stay, and so does what no answer is called.

use std::collections::BTreeSet;

/// Variables whose members are no answers.
const OTHERS: [&str; 4] = ["journey", "edition", "officer", "facts"];

/// The expression with the answers that it reads under their other names.
pub(super) fn renamed(source: &str, names: &BTreeSet<String>) -> String {
    let mut out = String::new();
    let mut rest = source;
    // Of the chain that a word stands in: the words before it.
    let mut chain: Vec<&str> = Vec::new();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' => rest[1..].find('\'').map_or(rest.len(), |end| end + 2),
            _ if is_of_a_word(first) => rest.find(|c| !is_of_a_word(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        if !is_of_a_word(first) {
            if first != '.' {
                chain.clear();
            }
            // What is read of the value of a call or of a group is a member too.
            if matches!(first, ')' | ']') {
                chain.push(token);
            }
            out.push_str(token);
            continue;
        }
        let is_call = rest.starts_with('(');
        let is_part = chain == ["answers"];
        let is_answer = chain.first().is_some_and(|head| !OTHERS.contains(head)) && !is_part && !is_call;
        if is_answer && names.contains(token) {
            out.extend(token.chars().rev());
        } else {
            out.push_str(token);
        }
        chain.push(token);
    }
    out
}

fn is_of_a_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::renamed;

    #[test]
    fn answers_are_renamed_and_nothing_else() {
        let names = ["from", "arrives_on", "mode", "name"].map(str::to_owned).into();
        for (source, said) in [
            ("before.from != item.from", "before.morf != item.morf"),
            (
                "journey.arrives_on > answers.legs.filter(l, l.mode == 'mode')[0].arrives_on",
                "journey.arrives_on > answers.legs.filter(l, l.edom == 'mode')[0].no_sevirra",
            ),
            ("answers.mode.name.matches('^a.name$')", "answers.mode.eman.matches('^a.name$')"),
        ] {
            assert_eq!(renamed(source, &names), said, "{source}");
        }
    }
}
