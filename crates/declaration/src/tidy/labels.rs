//! The name of what a number is, as messages and tickets send it along: `护照号：E12345678`, `Passport No. E12345678`, `☎ +39…`.

use rulebook::Control;
use rulebook::characters::is_picture;

/// Words that stand before a number, in small letters and without a full stop.
const WORDS: [&str; 34] = [
    "passport",
    "passeport",
    "passaporto",
    "pasaporte",
    "reisepass",
    "pass",
    "travel",
    "document",
    "documento",
    "doc",
    "id",
    "card",
    "permit",
    "visa",
    "no",
    "nr",
    "n",
    "n°",
    "nº",
    "№",
    "num",
    "number",
    "numero",
    "número",
    "nummer",
    "flight",
    "flug",
    "vol",
    "volo",
    "vuelo",
    "seat",
    "sitz",
    "posto",
    "siège",
];

/// The same where Chinese is written without a blank after them, longer ones first.
const HAN: [&str; 14] = [
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
    "通行证号",
    "航班号",
    "航班",
    "座位号",
];

/// The number without pictures and without its name. A name holds no digit: whatever stands before a colon otherwise may be the
/// number itself.
pub(super) fn without(control: Control, line: &str) -> String {
    let line = super::one_line(&line.replace(is_picture, " "));
    let label = line
        .match_indices(['：', ':'])
        .filter(|(at, _)| !line[..*at].contains(char::is_numeric))
        .map(|(at, colon)| line[at + colon.len()..].trim())
        .rfind(|number| !number.is_empty());
    let number = label.unwrap_or(&line);
    let is_of_words = |c: char| c.is_alphabetic() || c.is_whitespace() || c == '.';
    let bare = match control {
        Control::Phone if number.contains(char::is_numeric) => number.trim_start_matches(is_of_words),
        Control::DocumentNumber | Control::Flight | Control::ServiceNumber | Control::Seat => {
            after_words(number)
        }
        _ => number,
    };
    bare.to_owned()
}

/// What stands behind words that name it; all of it where no digit follows them.
fn after_words(text: &str) -> &str {
    let mut rest = text;
    loop {
        let next = HAN.iter().find_map(|label| rest.strip_prefix(label)).or_else(|| {
            let (word, next) = rest.split_once(' ')?;
            WORDS.contains(&word.trim_end_matches(['.', '#']).to_lowercase().as_str()).then_some(next)
        });
        match next.map(str::trim_start).filter(|next| next.contains(char::is_numeric)) {
            Some(next) => rest = next,
            None => return rest,
        }
    }
}
