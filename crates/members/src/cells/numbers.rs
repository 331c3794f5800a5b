//! Numbers that are texts: of documents, residents, telephones, seats. A spreadsheet takes them for numbers and destroys some.

use declaration::resident_id::{self, ResidentIdProblem};
use declaration::tidy;
use rulebook::{Control, Phone};

use super::plain;
use crate::finding::Problem;
use crate::sheet::{Cell, whole};

/// Digits of a cell, if it is a number that kept them all.
fn digits(value: f64) -> Option<String> {
    whole(value).filter(|it| *it >= 0).map(|it| it.to_string())
}

fn destroyed() -> Problem {
    Problem::new("import-cell-destroyed")
}

/// Whether a text is a number as programs shorten it: `3.93E+11`.
fn is_shortened(text: &str) -> bool {
    let upper = text.to_uppercase();
    let Some((front, back)) = upper.split_once('E') else { return false };
    let plain =
        |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit() || c == b'.' || c == b',');
    plain(front) && front.contains(['.', ',']) && plain(back.trim_start_matches(['+', '-']))
        || plain(front) && back.starts_with('+') && plain(&back[1..])
}

/// The number of a travel document, and what is doubtful about it.
pub(crate) fn document(cell: &Cell) -> Result<(String, Option<Problem>), Problem> {
    let (written, doubt) = match cell {
        Cell::Number(value) => {
            // Digits may have stood before it that a number does not keep.
            (digits(*value).ok_or_else(destroyed)?, Some(Problem::doubt("import-number-was-text")))
        }
        cell => (tidy::without_label(Control::DocumentNumber, &super::text(cell)?), None),
    };
    if is_shortened(&written) {
        return Err(destroyed());
    }
    // An old and a new passport, or two people's: nobody knows which is meant.
    let looks_whole = |part: &&str| part.trim().len() >= 7 && part.bytes().any(|c| c.is_ascii_digit());
    if written.split(['/', '、', ';', ',', ' ', '|']).filter(looks_whole).count() > 1 {
        return Err(Problem::new("import-document-several"));
    }
    let number: String = written
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '/' | '<' | '·'))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let fits = (5..=20).contains(&number.len()) && number.bytes().all(|c| c.is_ascii_alphanumeric());
    if !fits || !number.bytes().any(|c| c.is_ascii_digit()) {
        return Err(Problem::new("import-document-unclear"));
    }
    Ok((number.clone(), doubt.or_else(|| looks_alike(&number))))
}

/// The letter O or I among the digits of a number that has letters only at its front: Chinese passports have neither.
fn looks_alike(number: &str) -> Option<Problem> {
    let front = number.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, rest) = number.split_at(front);
    let in_front = letters.len() >= 2 && letters[1..].contains(['O', 'I']);
    let behind = !rest.is_empty() && rest.contains(['O', 'I']);
    let chinese = number.len() == 9 && number.starts_with(['E', 'G', 'P', 'S', 'D']);
    (chinese && (in_front || behind)).then(|| Problem::doubt("import-document-looks-alike"))
}

/// A resident identity number. Fifteen digits are all that a spreadsheet keeps of eighteen.
pub(crate) fn resident(cell: &Cell) -> Result<String, Problem> {
    if matches!(cell, Cell::Number(_) | Cell::Date(..) | Cell::Time(_)) {
        return Err(destroyed());
    }
    let written = super::text(cell)?;
    if is_shortened(&written) {
        return Err(destroyed());
    }
    match resident_id::read(&written) {
        Ok(id) => Ok(id.number),
        Err(ResidentIdProblem::CheckDigit) if written.ends_with("000") => Err(destroyed()),
        Err(_) => Err(Problem::new("import-resident-id-wrong")),
    }
}

/// A telephone number as it is kept. `home` is the country (two letters) whose numbers may stand without its own.
pub(crate) fn phone(cell: &Cell, home: Option<&str>) -> Result<String, Problem> {
    let written = match cell {
        Cell::Number(value) => digits(*value).ok_or_else(destroyed)?,
        cell => super::text(cell)?,
    };
    if is_shortened(&written) {
        return Err(destroyed());
    }
    if let Some(phone) = Phone::read(&written, home) {
        return Ok(phone.kept());
    }
    let bare: String = written.chars().filter(char::is_ascii_digit).collect();
    // A number that lost its + is that number only if it is one of the country that it has to be of.
    let with_plus = Phone::read(&format!("+{bare}"), None);
    if let (Some(phone), Some(home)) = (with_plus, home)
        && phone.country().as_deref() == Some(home)
    {
        return Ok(phone.kept());
    }
    let several = written.split(['/', '、', ';', ',', '\n', '或']).filter(|part| is_long(part)).count() > 1;
    Err(Problem::new(match home {
        _ if several => "import-phone-several",
        None if !bare.is_empty() && is_long(&written) && !written.starts_with('+') => {
            "import-ask-phone-country"
        }
        _ => "import-phone-unclear",
    }))
}

fn is_long(part: &str) -> bool {
    part.bytes().filter(u8::is_ascii_digit).count() >= 6
}

/// A seat; `12` and `3E5` are what is left of one.
pub(crate) fn seat(cell: &Cell) -> Result<String, Problem> {
    let written = super::text(cell)?;
    if is_shortened(&written) {
        return Err(destroyed());
    }
    let plain: String =
        written.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let row = plain.trim_start_matches('0').trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let letter = plain
        .strip_prefix(|_: char| false)
        .unwrap_or(&plain)
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let fits = (1..=2).contains(&row.len()) && row.bytes().all(|c| c.is_ascii_digit()) && letter.len() == 1;
    if fits { Ok(format!("{row}{letter}")) } else { Err(Problem::new("import-seat-unclear")) }
}

/// Any other text, in one line.
pub(crate) fn line(cell: &Cell) -> Result<String, Problem> {
    match cell {
        Cell::Number(value) => digits(*value).ok_or_else(destroyed),
        Cell::Text(text) if is_shortened(&plain(text)) => Err(destroyed()),
        cell => super::text(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T: std::fmt::Debug>(result: Result<T, Problem>) -> &'static str {
        result.unwrap_err().code
    }

    #[test]
    fn what_a_spreadsheet_destroyed_is_refused_and_not_repaired() {
        for text in ["3.93471E+11", "3,93E+11", "4E+12", "3.93e+11"] {
            assert_eq!(code(phone(&Cell::text(text), Some("IT"))), "import-cell-destroyed", "{text}");
        }
        assert_eq!(code(resident(&Cell::Number(330_324_196_805_120_000.0))), "import-cell-destroyed");
        assert_eq!(code(resident(&Cell::text("330324196805120000"))), "import-cell-destroyed", "ends in 000");
        assert_eq!(code(document(&Cell::Number(1.0e18))), "import-cell-destroyed");
        let day = chrono::NaiveDate::from_ymd_opt(2020, 3, 12).unwrap();
        assert_eq!(code(document(&Cell::Date(day, None))), "import-cell-destroyed", "MAR12 became a day");
        assert_eq!(code(seat(&Cell::Number(300_000.0))), "import-cell-destroyed", "3E5 became a number");
        assert_eq!(code(phone(&Cell::Fault, None)), "import-cell-fault");
        let right = "11010519491231002X";
        assert_eq!(resident(&Cell::text(right)).as_deref(), Ok(right), "a right one stays");
        assert_eq!(code(resident(&Cell::text("110105194912310021"))), "import-resident-id-wrong");
    }

    #[test]
    fn a_telephone_is_understood_where_its_country_is_known() {
        let kept = "+393471234567";
        for text in ["+39 347 123 4567", "0039 3471234567", "0039-347-123-4567"] {
            assert_eq!(phone(&Cell::text(text), None).as_deref(), Ok(kept), "{text}");
        }
        assert_eq!(code(phone(&Cell::Number(393_471_234_567.0), None)), "import-ask-phone-country");
        assert_eq!(phone(&Cell::Number(393_471_234_567.0), Some("IT")).as_deref(), Ok(kept), "it lost its +");
        assert_eq!(
            phone(&Cell::text("347 1234567"), Some("IT")).as_deref(),
            Ok(kept),
            "as it is dialled there"
        );
        assert_eq!(phone(&Cell::text("0086-577-88881234"), None).as_deref(), Ok("+8657788881234"));
        assert_eq!(phone(&Cell::Number(13_800_138_000.0), Some("CN")).as_deref(), Ok("+8613800138000"));
        assert_eq!(code(phone(&Cell::text("同微信"), Some("IT"))), "import-phone-unclear");
        assert_eq!(code(phone(&Cell::text("3471234567 / 3487654321"), Some("IT"))), "import-phone-several");
    }

    #[test]
    fn a_document_is_taken_as_it_stands_and_doubted_where_it_looks_odd() {
        assert_eq!(document(&Cell::text(" e 1234-5678 ")), Ok(("E12345678".into(), None)));
        let (number, doubt) = document(&Cell::text("EO1234567")).unwrap();
        assert_eq!(
            (number.as_str(), doubt.unwrap().code),
            ("EO1234567", "import-document-looks-alike"),
            "not repaired"
        );
        let (number, doubt) = document(&Cell::Number(512_345_678.0)).unwrap();
        assert_eq!((number.as_str(), doubt.unwrap().code), ("512345678", "import-number-was-text"));
        assert_eq!(code(document(&Cell::text("同上"))), "import-document-unclear");
        assert_eq!(seat(&Cell::text("032 k")).as_deref(), Ok("32K"));
    }
}
