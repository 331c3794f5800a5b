//! The name of what a number is, as messages and tickets send it along: `护照号：E12345678`, `Passport No. E12345678`, `☎ +39…`.
//!
//! `N 1234567` is a passport of India and `NO 974` a flight of Neos: a short word goes only where it can be nothing else. What stays by
//! mistake is seen and can be taken away; what went by mistake is signed.

use rulebook::characters::{is_han, is_picture, plain_digit, upright};
use rulebook::{Control, flight};

/// Words that nothing but a number's name is, in small letters: no document, flight or seat begins with them.
const NAMES: [&str; 37] = [
    "passport",
    "passeport",
    "passaporto",
    "pasaporte",
    "passaporte",
    "reisepass",
    "pass",
    "travel",
    "document",
    "documento",
    "dokument",
    "card",
    "carta",
    "permit",
    "seaman",
    "seafarer",
    "book",
    "visa",
    "number",
    "numero",
    "número",
    "numéro",
    "nummer",
    "flight",
    "flug",
    "vol",
    "volo",
    "vuelo",
    "voo",
    "train",
    "treno",
    "zug",
    "tren",
    "seat",
    "sitz",
    "posto",
    "siège",
];

/// Short words that a document, a flight or a seat may begin with as well.
const SHORT: [&str; 6] = ["no", "nr", "n", "num", "id", "doc"];

/// Behind a name in Latin letters these say "number": `Passport No 1234567`. A single N may still be printed in the passport.
const BEHIND_A_NAME: [&str; 3] = ["no", "nr", "num"];

/// What ends an abbreviation, and the sign that says "number" by itself.
const MARKS: [char; 5] = ['.', '#', '°', 'º', '№'];

/// The same where Chinese is written without a blank after them, longer ones first.
const HAN: [&str; 36] = [
    "居民身份证号码",
    "身份证号码",
    "身份證號碼",
    "身份证号",
    "身份证",
    "护照号码",
    "護照號碼",
    "护照号",
    "護照號",
    "护照",
    "護照",
    "证件号码",
    "證件號碼",
    "证件号",
    "證件號",
    "通行证号码",
    "通行证号",
    "通行证",
    "海员证号码",
    "海员证号",
    "海员证",
    "旅行证号码",
    "旅行证号",
    "旅行证",
    "居留证号",
    "居留证",
    "回乡证号",
    "回乡证",
    "台胞证号",
    "台胞证",
    "航班号",
    "航班",
    "座位号",
    "座位",
    "车次",
    "班次",
];

/// Most characters of a number that a document's machine readable zone has room for.
const LONGEST_DOCUMENT: usize = 9;

/// The number without pictures and without its name. A name holds no digit: whatever stands before a colon otherwise may be the
/// number itself.
pub(super) fn without(control: Control, line: &str) -> String {
    let line = super::one_line(&line.replace(is_picture, " "));
    let label = line
        .match_indices(['：', ':'])
        .filter(|(at, _)| !line[..*at].contains(char::is_numeric) && is_name(control, &line[..*at]))
        .map(|(at, colon)| line[at + colon.len()..].trim())
        .rfind(|number| !number.is_empty());
    let number = label.unwrap_or(&line);
    let is_of_words = |c: char| c.is_alphabetic() || c.is_whitespace() || c == '.';
    let bare = match control {
        Control::Phone if number.contains(char::is_numeric) => whose(number.trim_start_matches(is_of_words)),
        Control::DocumentNumber
        | Control::ResidentId
        | Control::Flight
        | Control::ServiceNumber
        | Control::Seat => after_words(control, number),
        _ => number,
    };
    bare.to_owned()
}

/// A number without the words behind it that say whose it is or how to use it, `13812345678（王）`, `0412 345 678 (text only)`. Those of a
/// switchboard stay, a digit follows them; and so does a letter that touches the number, or stands alone: it may be a digit mistyped.
fn whose(number: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || "()（）[]【】,，、;；。.!！'’\"“”-–—/／|".contains(c);
    let mut rest = number;
    loop {
        let bare = rest.trim_end_matches(is_mark);
        let before = bare.trim_end_matches(char::is_alphabetic);
        let word = &bare[before.len()..];
        let stands_apart = word.chars().count() > 1 && before.ends_with(is_mark);
        match word.is_empty() {
            true if bare.ends_with(char::is_numeric) => return bare,
            false if stands_apart || word.chars().all(is_han) => rest = before,
            _ => return number,
        }
    }
}

/// A name without what stands before a colon, as in `Surname: CHEN`: no name holds one.
pub(super) fn behind_colon(line: &str) -> &str {
    let behind = line.rsplit([':', '：']).next().map(str::trim);
    behind.filter(|name| !name.is_empty()).unwrap_or(line)
}

/// Whether what stands before a colon names what comes after it. `MU:5101` may be meant as one number.
fn is_name(control: Control, text: &str) -> bool {
    let begins_a_number =
        matches!(control, Control::DocumentNumber | Control::Flight | Control::ServiceNumber | Control::Seat);
    let is_word = |word: &str| {
        let word = bare(word);
        NAMES.contains(&&*word) || SHORT.contains(&&*word)
    };
    !begins_a_number || text.trim().chars().count() > 3 || !text.is_ascii() || text.split(' ').any(is_word)
}

/// What stands behind words that name it; all of it where no digit follows them.
fn after_words(control: Control, text: &str) -> &str {
    let mut rest = text;
    let mut named = false;
    loop {
        let next = match HAN.iter().find_map(|label| rest.strip_prefix(label)) {
            Some(next) => Some((next, false)),
            None => after_word(control, rest, named),
        };
        match next.map(|(next, names)| (next.trim_start(), names)) {
            Some((next, names)) if next.contains(char::is_numeric) => (rest, named) = (next, named || names),
            _ => return rest,
        }
    }
}

/// What stands behind the first word if that is a label, and whether it leaves no doubt that what follows is a number.
fn after_word(control: Control, text: &str, named: bool) -> Option<(&str, bool)> {
    let end = text.find(|c: char| !c.is_alphabetic() || MARKS.contains(&c)).unwrap_or(text.len());
    let (word, behind) = text.split_at(end);
    // A seaman's book.
    let behind = ["'s", "’s"].iter().find_map(|of| behind.strip_prefix(of)).unwrap_or(behind);
    let next = behind.trim_start_matches(MARKS);
    let mark = &behind[..behind.len() - next.len()];
    if mark.is_empty() && !next.starts_with(' ') {
        return None;
    }
    let word = word.to_lowercase();
    if NAMES.contains(&&*word) {
        return Some((next, true));
    }
    let names_document = control == Control::DocumentNumber && word == "id";
    let behind_a_name = named && (BEHIND_A_NAME.contains(&&*word) || names_document);
    // A single N with a full stop may be the letter of a passport; `No.` and `N°` are not.
    let is_marked = if word == "n" { mark.contains(['°', 'º']) } else { !mark.is_empty() };
    let is_short = word.is_empty() || SHORT.contains(&&*word);
    let is_label = is_short && (is_marked || behind_a_name || !may_be_whole(control, text));
    is_label.then_some((next, is_marked))
}

/// Whether a text may be the number as it is, with the short word that it begins with.
fn may_be_whole(control: Control, text: &str) -> bool {
    let plain: String = text.chars().map(upright).filter(char::is_ascii_alphanumeric).collect();
    match control {
        Control::DocumentNumber => plain.len() <= LONGEST_DOCUMENT,
        Control::Flight | Control::ServiceNumber => flight::canonical(&plain).is_some(),
        Control::Seat => {
            let row = plain.trim_start_matches(|c: char| ('A'..='L').contains(&c));
            plain.len() - row.len() == 1 && row.chars().map(plain_digit).all(|c| c.is_ascii_digit())
        }
        _ => true,
    }
}

/// A word in small letters, without the marks behind it.
fn bare(word: &str) -> String {
    word.trim_end_matches(MARKS).to_lowercase()
}

/// Whether the second of two words only says "number" of the first one: `flight no`.
pub(super) fn says_number(before: &str, word: &str) -> bool {
    NAMES.contains(&&*bare(before)) && SHORT.contains(&&*bare(word))
}
