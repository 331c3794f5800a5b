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

/// What a list notes behind the name of somebody who does not travel with it.
const NOT_COMING: [&str; 9] = ["取消", "退票", "作废", "放弃", "不走", "不回", "已走", "已回", "未成行"];
/// A name of more characters without a point is rarely one.
const MOST_CHARACTERS: usize = 4;

/// Reads a name, and says what is doubtful about it. A name of Latin words without a mark between surname and given names is asked
/// about; so is what may be two people. What stands in brackets is no part of a name in characters.
pub(crate) fn read(text: &str, order: Option<NameOrder>) -> Result<(Name, Option<Problem>), Problem> {
    let line = plain(text);
    let (outside, inside) = brackets(&line);
    let (names, remarks): (Vec<&str>, Vec<&str>) =
        inside.iter().map(String::as_str).partition(|part| is_other_spelling(part, &outside));
    if let Some(remark) = remarks.iter().find(|remark| NOT_COMING.iter().any(|word| remark.contains(word))) {
        return Err(Problem::new("import-name-cancelled").with("words", *remark));
    }
    let said = [&[outside.as_str()], names.as_slice()].concat().join(" ");
    let latin: String = said.chars().map(|c| if is_han(c) { ' ' } else { c }).collect();
    let latin = latin.trim_matches(|c: char| !is_latin(c) && c != '/' && c != ',').trim();
    let mut name = if latin.chars().any(is_latin) { in_latin(latin, order)? } else { Name::default() };
    let mut doubt =
        (!remarks.is_empty()).then(|| Problem::doubt("import-name-remark").with("words", remarks.join(" ")));
    if said.chars().any(is_han) {
        let han = in_characters(&said)?;
        if han.chars().count() > MOST_CHARACTERS && !han.chars().any(is_point) {
            doubt = doubt.or_else(|| Some(Problem::doubt("import-name-long")));
        }
        name.han = Some(han);
    }
    if name == Name::default() {
        return Err(Problem::new("import-name-unclear"));
    }
    Ok((name, doubt))
}

fn is_point(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '‧' | '∙' | '⋅' | '.')
}

/// What stands outside of brackets, and what stands in each.
fn brackets(line: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside, mut open) = (String::new(), Vec::<String>::new(), false);
    for c in line.chars() {
        match c {
            '(' | '[' | '{' | '【' | '〔' | '〈' | '<' => {
                open = true;
                inside.push(String::new());
                outside.push(' ');
            }
            ')' | ']' | '}' | '】' | '〕' | '〉' | '>' => open = false,
            c => match inside.last_mut().filter(|_| open) {
                Some(part) => part.push(c),
                None => outside.push(c),
            },
        }
    }
    inside.retain(|part| !part.trim().is_empty());
    (outside, inside)
}

/// The same name in the other letters, as `陈雨桐(CHEN/YUTONG)` has it.
fn is_other_spelling(part: &str, outside: &str) -> bool {
    let (han, latin) = (part.chars().any(is_han), part.chars().any(is_latin));
    let free = |c: char| !c.is_ascii_digit() && !matches!(c, '@' | ':');
    han != latin
        && part.chars().all(free)
        && if han { !outside.chars().any(is_han) } else { !outside.chars().any(is_latin) }
}

/// The characters of one name. Blanks between single characters only spread them out; anything else may part two people.
fn in_characters(line: &str) -> Result<String, Problem> {
    let letters = |c: char| is_han(c) || is_point(c);
    let latin_apart: String = line.chars().map(|c| if is_latin(c) { ' ' } else { c }).collect();
    if latin_apart.chars().any(|c| c.is_ascii_digit()) {
        return Err(Problem::new("import-name-unclear"));
    }
    let parts: Vec<&str> =
        latin_apart.split(|c: char| !letters(c)).filter(|part| part.chars().any(is_han)).collect();
    let two = parts.len() > 1 && parts.iter().filter(|part| part.chars().count() > 1).count() > 1
        || parts.iter().any(|part| is_joined(part));
    if two {
        return Err(Problem::new("import-name-two"));
    }
    Ok(parts.concat().trim_matches(is_point).to_owned())
}

/// `叶伟和叶芳`: two names of two characters or more with an "and" between them. `李和平` is one.
fn is_joined(part: &str) -> bool {
    let all: Vec<char> = part.chars().collect();
    (2..all.len().saturating_sub(2)).any(|at| matches!(all[at], '和' | '与' | '及' | '跟'))
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

/// Names of a family in one cell: what parts them, a comma between Latin words apart, which parts surname and given names. Nobody
/// has a name of one character: a narrow column has broken one name in two then.
pub(crate) fn family(text: &str) -> Vec<&str> {
    let marks =
        |c: char| matches!(c, '、' | '\n' | ';' | '；') || (c == '，' || c == ',') && has_han_around(text);
    let names: Vec<&str> = text.split(marks).map(str::trim).filter(|name| !name.is_empty()).collect();
    let is_half = |name: &&str| name.chars().count() == 1 && name.chars().all(is_han);
    if names.iter().any(is_half) { vec![text] } else { names }
}

fn has_han_around(text: &str) -> bool {
    !text.chars().any(is_latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latin(text: &str, order: Option<NameOrder>) -> (String, String) {
        let (name, _) = read(text, order).unwrap();
        (name.surname.unwrap_or_default(), name.given.unwrap_or_default())
    }

    fn han(text: &str) -> (String, Option<&'static str>) {
        let (name, doubt) = read(text, None).unwrap();
        (name.han.unwrap_or_default(), doubt.map(|doubt| doubt.code))
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
        for text in ["陈 雨 桐", "陈\n雨桐", " 陈雨桐 "] {
            assert_eq!(han(text), ("陈雨桐".into(), None), "{text}");
        }
        assert_eq!(han("买买提•艾力").0, "买买提•艾力", "the form makes it a ·");
        assert_eq!(han("李和平"), ("李和平".into(), None), "an 'and' within one name");
        let (both, _) = read("陈雨桐（CHEN/YUTONG）", None).unwrap();
        assert_eq!((both.han.as_deref(), both.surname.as_deref()), (Some("陈雨桐"), Some("CHEN")));
        assert_eq!(read("12", None).unwrap_err().code, "import-name-unclear");
    }

    #[test]
    fn what_stands_in_brackets_is_no_part_of_a_name() {
        for (text, name) in [
            ("林小红（改签）", "林小红"),
            ("吴娟（女）", "吴娟"),
            ("朱燕（曾用名朱小燕）", "朱燕"),
            ("林小红【母】", "林小红"),
            ("潘海（13857100002）", "潘海"),
        ] {
            assert_eq!(han(text), (name.into(), Some("import-name-remark")), "{text}");
        }
        let (latin, doubt) = read("CHEN/YUTONG (student)", None).unwrap();
        assert_eq!((latin.given.as_deref(), doubt.is_some()), (Some("YUTONG"), true));
        assert_eq!(
            read("王建华(已取消)", None).unwrap_err().code,
            "import-name-cancelled",
            "whoever stays is not sent for"
        );
        assert_eq!(
            read("周志强 等3人", None).unwrap_err().code,
            "import-name-unclear",
            "two of them have no name"
        );
    }

    #[test]
    fn two_people_are_not_made_one() {
        for text in ["胡明/胡丽", "徐海 徐静", "叶伟和叶芳", "胡明 & 胡丽", "胡明+胡丽"]
        {
            assert_eq!(read(text, None).unwrap_err().code, "import-name-two", "{text}");
        }
        assert_eq!(han("胡明胡丽胡芳").1, Some("import-name-long"));
    }

    #[test]
    fn a_family_in_one_cell_is_parted() {
        assert_eq!(family("季\n丽"), ["季\n丽"], "nobody is called by one character");
        assert_eq!(family("陈大明、林小红\n陈一诺"), ["陈大明", "林小红", "陈一诺"]);
        assert_eq!(family("陈大明，林小红"), ["陈大明", "林小红"]);
        assert_eq!(family("CHEN, YUTONG"), ["CHEN, YUTONG"], "this comma parts one name");
    }
}
