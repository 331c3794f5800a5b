//! Names in characters, in Latin letters, or both in one cell.

use rulebook::characters::{is_han, is_latin};

use super::plain;
use crate::decisions::NameOrder;
use crate::finding::Problem;

/// A name in its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Name {
    /// In Chinese characters.
    pub(crate) han: Option<String>,
    /// In Latin letters.
    pub(crate) surname: Option<String>,
    pub(crate) given: Option<String>,
}

/// What tickets and lists set behind a name.
const TITLES: [&str; 8] = ["MR", "MRS", "MS", "MISS", "MSTR", "CHD", "INF", "DR"];

/// Reads a name. A name of Latin words without a mark between surname and given names is asked about.
pub(crate) fn read(text: &str, order: Option<NameOrder>) -> Result<Name, Problem> {
    let line = plain(text);
    let is_point = |c: char| matches!(c, '·' | '•' | '・' | '‧' | '∙' | '⋅' | '.');
    let han: String = line.chars().filter(|c| is_han(*c) || is_point(*c)).collect();
    let has_han = line.chars().any(is_han);
    let latin: String =
        line.chars().map(|c| if is_han(c) || matches!(c, '(' | ')' | '[' | ']') { ' ' } else { c }).collect();
    let latin = latin.trim_matches(|c: char| !is_latin(c) && c != '/' && c != ',').trim();
    let mut name = if latin.chars().any(is_latin) { in_latin(latin, order)? } else { Name::default() };
    if has_han {
        name.han = Some(han.trim_matches(is_point).to_owned());
    }
    if name == Name::default() {
        return Err(Problem::new("import-name-unclear"));
    }
    Ok(name)
}

fn in_latin(text: &str, order: Option<NameOrder>) -> Result<Name, Problem> {
    let unclear = || Problem::new("import-name-unclear");
    if text.chars().any(|c| c.is_ascii_digit() || c == '@') {
        return Err(unclear());
    }
    let of = |surname: &str, given: &str| {
        let tidy = |part: &str| {
            let words: Vec<&str> = part.split([' ', '/', ',']).filter(|word| !word.is_empty()).collect();
            (!words.is_empty()).then(|| words.join(" "))
        };
        let name = Name { han: None, surname: tidy(surname), given: tidy(given) };
        if name.surname.is_none() { Err(unclear()) } else { Ok(name) }
    };
    for mark in ['/', ','] {
        if let Some((surname, given)) = text.split_once(mark) {
            return of(surname, &without_title(given));
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let [first, middle @ .., last] = words.as_slice() else { return Err(unclear()) };
    let in_capitals = |word: &&str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    let capitals = words.iter().filter(|word| in_capitals(word)).count();
    let order = match (capitals, in_capitals(first), in_capitals(last)) {
        // Chen YUTONG, CHEN Yutong: the one in capitals is the surname, as forms ask for it.
        (1, true, false) => Some(NameOrder::SurnameFirst),
        (1, false, true) => Some(NameOrder::SurnameLast),
        _ => order,
    };
    match order {
        Some(NameOrder::SurnameFirst) => of(first, &[middle, &[*last]].concat().join(" ")),
        Some(NameOrder::SurnameLast) => of(last, &[&[*first], middle].concat().join(" ")),
        None => Err(Problem::new("import-ask-name-order")),
    }
}

fn without_title(given: &str) -> String {
    let words: Vec<&str> = given.split_whitespace().collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() && TITLES.contains(&last.to_uppercase().as_str()) => {
            rest.join(" ")
        }
        _ => words.join(" "),
    }
}

/// Names of a family in one cell: what parts them, a comma between Latin words apart, which parts surname and given names.
pub(crate) fn family(text: &str) -> Vec<&str> {
    let marks =
        |c: char| matches!(c, '、' | '\n' | ';' | '；') || (c == '，' || c == ',') && has_han_around(text);
    text.split(marks).map(str::trim).filter(|name| !name.is_empty()).collect()
}

fn has_han_around(text: &str) -> bool {
    !text.chars().any(is_latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latin(text: &str, order: Option<NameOrder>) -> (String, String) {
        let name = read(text, order).unwrap();
        (name.surname.unwrap_or_default(), name.given.unwrap_or_default())
    }

    #[test]
    fn a_mark_or_capitals_tell_the_surname() {
        for text in ["CHEN/YUTONG", "CHEN, YUTONG", "CHEN / YUTONG MS", "ＣＨＥＮ／ＹＵＴＯＮＧ"] {
            assert_eq!(latin(text, None), ("CHEN".into(), "YUTONG".into()), "{text}");
        }
        assert_eq!(latin("CHEN Yutong", None), ("CHEN".into(), "Yutong".into()));
        assert_eq!(latin("Yutong CHEN", None), ("CHEN".into(), "Yutong".into()));
        assert_eq!(latin("DE LUCA/MARIA ANNA", None), ("DE LUCA".into(), "MARIA ANNA".into()));
    }

    #[test]
    fn words_alone_are_asked_about() {
        assert_eq!(read("Chen Yutong", None).unwrap_err().code, "import-ask-name-order");
        assert_eq!(latin("Chen Yutong", Some(NameOrder::SurnameFirst)), ("Chen".into(), "Yutong".into()));
        assert_eq!(latin("Yu Tong Chen", Some(NameOrder::SurnameLast)), ("Chen".into(), "Yu Tong".into()));
        assert_eq!(
            read("CHENYUTONG", None).unwrap_err().code,
            "import-name-unclear",
            "where one word ends is unknown"
        );
    }

    #[test]
    fn characters_keep_their_points_and_lose_their_blanks() {
        assert_eq!(read("陈 雨 桐", None).unwrap().han.as_deref(), Some("陈雨桐"));
        assert_eq!(
            read("买买提•艾力", None).unwrap().han.as_deref(),
            Some("买买提•艾力"),
            "the form makes it a ·"
        );
        let both = read("陈雨桐（CHEN/YUTONG）", None).unwrap();
        assert_eq!((both.han.as_deref(), both.surname.as_deref()), (Some("陈雨桐"), Some("CHEN")));
        assert_eq!(read("12", None).unwrap_err().code, "import-name-unclear");
    }

    #[test]
    fn a_family_in_one_cell_is_parted() {
        assert_eq!(family("陈大明、林小红\n陈一诺"), ["陈大明", "林小红", "陈一诺"]);
        assert_eq!(family("陈大明，林小红"), ["陈大明", "林小红"]);
        assert_eq!(family("CHEN, YUTONG"), ["CHEN, YUTONG"], "this comma parts one name");
    }
}
