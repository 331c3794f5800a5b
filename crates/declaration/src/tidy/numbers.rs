//! Numbers of documents, flights, trains and seats, and numbers that count.

use rulebook::characters::{is_dash, is_han, narrow, plain_digit, upright};
use rulebook::flight;
use rulebook::risks::CREW;
use serde_json::{Number, Value};

use super::{airlines, labels};

/// Letters and digits of plain width, in capitals, without what people write between them.
fn run_together(line: &str, between: impl Fn(char) -> bool) -> String {
    line.chars().map(upright).filter(|c| !c.is_whitespace() && !is_dash(*c) && !between(*c)).collect()
}

/// A document's number: what stands between its letters and digits is left out, as in its machine readable zone.
pub(super) fn of_document(line: &str) -> String {
    run_together(without_issuer(line), |c| matches!(c, '.' | '/' | '<' | '·'))
}

/// A number without the three letters of whoever issued the document, where forms and zones write them beside it: behind a stroke, behind
/// a blank after the number, or `CHN` before it. `PAA 123456` is a passport of Spain.
fn without_issuer(line: &str) -> &str {
    let is_issuer = |text: &str| text.len() == 3 && text.bytes().all(|c| c.is_ascii_alphabetic());
    let is_number = |text: &str| text.bytes().filter(u8::is_ascii_digit).count() >= 5;
    let of = |number: &'_ str, issuer: &str| is_issuer(issuer.trim()) && is_number(number);
    match (line.rsplit_once('/'), line.split_once('/'), line.rsplit_once(' '), line.split_once(' ')) {
        (Some((number, issuer)), ..) if of(number, issuer) => number,
        (_, Some((issuer, number)), ..) if of(number, issuer) => number,
        (.., Some((number, issuer)), _) if of(number, issuer) => number,
        (.., Some((issuer, number))) if issuer.eq_ignore_ascii_case("CHN") && is_number(number) => number,
        _ => line,
    }
}

/// A flight's number in its one form, also out of a line of a ticket that has no other (`LH 257 Operated by: Air Dolomiti`); as
/// typed in capitals as long as it is none.
pub(super) fn of_flight(line: &str) -> String {
    let alone = || {
        let bare = without_brackets(line);
        let bare: String = bare.chars().map(|c| if is_han(c) { ' ' } else { c }).collect();
        only(&bare, flight::canonical).or_else(|| only(line, flight::canonical))
    };
    let named = || flight::canonical(&airlines::named(line)?);
    let twice = || {
        let mut read = line.split('/').map(flight::canonical);
        read.next().flatten().filter(|first| read.all(|other| other.as_ref() == Some(first)))
    };
    let misread = || flight::canonical(&figures_of(&run_together(line, |_| false)));
    let read = flight::canonical(line).or_else(twice).or_else(named).or_else(alone).or_else(misread);
    read.unwrap_or_else(|| run_together(line, |_| false))
}

/// A number whose noughts and ones were typed as letters, `MU51O1`, with figures behind its airline.
fn figures_of(plain: &str) -> String {
    plain
        .chars()
        .enumerate()
        .map(|(at, c)| match c {
            'O' if at > 1 => '0',
            'I' if at > 1 => '1',
            other => other,
        })
        .collect()
}

/// What stands outside brackets: inside them tickets name the aircraft (`Airbus A350`), which reads as a flight.
fn without_brackets(line: &str) -> String {
    let mut depth = 0_usize;
    let outside = line.chars().filter(|character| {
        match character {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    outside.collect()
}

/// What is read in a word, or two words side by side, of a longer line; nothing where it is read twice: which is meant is not guessed.
fn only(line: &str, read: impl Fn(&str) -> Option<String>) -> Option<String> {
    let words: Vec<&str> = line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')')).collect();
    let alone = words.iter().filter_map(|word| read(word));
    let is_pair = |at: usize| {
        let two = &words[at..at + 2];
        let names = at > 0 && labels::says_number(words[at - 1], two[0]);
        !names && read(two[0]).is_none() && read(two[1]).is_none()
    };
    let pairs = (0..words.len().saturating_sub(1)).filter(|at| is_pair(*at));
    let mut found: Vec<String> =
        alone.chain(pairs.filter_map(|at| read(&words[at..at + 2].concat()))).collect();
    found.dedup();
    match found.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// The number of a train, a coach, a ship or a flight. `G7315` is a train and no flight of the airline G7. A ship or a line that has
/// a name keeps it as it is written.
pub(super) fn of_service(line: &str) -> String {
    let plain = run_together(line, |_| false);
    let plain = plain.trim_end_matches('次');
    if is_train(plain) {
        return plain.to_owned();
    }
    let is_long =
        |word: &str| word.chars().count() >= if word.chars().all(is_han) { 2 } else { SHORTEST_WORD };
    let is_word = |word: &str| is_long(word) && word.chars().all(char::is_alphabetic);
    flight::canonical(plain).unwrap_or_else(|| {
        if line.split(|c: char| !c.is_alphanumeric()).any(is_word) {
            line.chars().map(narrow).collect()
        } else {
            plain.to_owned()
        }
    })
}

/// Letters of the shortest word of a name; fewer belong to a number.
const SHORTEST_WORD: usize = 3;

fn is_train(plain: &str) -> bool {
    let number = plain.strip_prefix(['G', 'D', 'C', 'Z', 'T', 'K', 'Y', 'S', 'L']).unwrap_or(plain);
    (1..=4).contains(&number.len()) && number.bytes().all(|c| c.is_ascii_digit())
}

/// In what words those who work on board say that they have no seat.
const ON_BOARD: [&str; 6] = [CREW, "CABINCREW", "STAFF", "机组", "机组人员", "乘务"];

/// A seat as it is printed on a boarding pass: the row without zeros before it, then the letter; `CREW` for whoever works on
/// board. Two seats are nobody's, and stay as they were typed.
pub(super) fn of_seat(line: &str) -> String {
    let plain = run_together(line, |c| c == '/');
    if ON_BOARD.contains(&plain.as_str()) {
        return CREW.to_owned();
    }
    seat(&plain)
        .or_else(|| only(line, |word| seat(&run_together(word, |c| c == '/'))))
        .unwrap_or_else(|| line.to_owned())
}

fn seat(plain: &str) -> Option<String> {
    let (row, letter) = match plain.find(|c: char| !c.is_ascii_digit()) {
        Some(0) if plain.is_char_boundary(1) => (&plain[1..], &plain[..1]),
        Some(end) => plain.split_at(end),
        None => return None,
    };
    let whole = !row.is_empty() && row.bytes().all(|c| c.is_ascii_digit()) && letter.len() == 1;
    whole.then(|| format!("{}{letter}", row.trim_start_matches('0')))
}

/// Plain width and no blanks; the case stays.
pub(super) fn upright_width(line: &str) -> String {
    line.chars().map(narrow).map(plain_digit).filter(|c| !c.is_whitespace()).collect()
}

/// Degrees of Fahrenheit's scale as a thermometer shows them here: to a tenth.
fn celsius(fahrenheit: &Number) -> Option<Value> {
    let degrees = (fahrenheit.as_f64()? - 32.0) / 1.8;
    Number::from_f64((degrees * 10.0).round() / 10.0).map(Value::Number)
}

/// Most digits before and after the point.
const MOST_DIGITS: (usize, usize) = (12, 6);

/// Signs of Fahrenheit's scale, and of the one used here; longer ones first.
const FAHRENHEIT: [&str; 5] = ["°F", "° F", "℉", "F", "华氏度"];
const CELSIUS: [&str; 7] = ["°C", "° C", "℃", "°", "C", "摄氏度", "度"];

/// A number where it is one, with a point or a comma and perhaps one sign for degrees; otherwise what was typed.
pub(super) fn number(line: &str) -> Value {
    let plain: String = line.chars().map(narrow).map(plain_digit).collect();
    let upper = plain.to_uppercase();
    let without = |units: &[&str]| units.iter().find_map(|unit| upper.strip_suffix(unit)).map(str::trim);
    // `38度2`, as people say it.
    let said = plain.split_once(['度', '℃', '°']);
    if let Some(read) =
        said.and_then(|(whole, tenths)| figures(&format!("{}.{}", whole.trim(), tenths.trim())))
    {
        return Value::Number(read);
    }
    let read = match without(&FAHRENHEIT) {
        Some(degrees) => figures(degrees).and_then(|degrees| celsius(&degrees)),
        None => figures(without(&CELSIUS).unwrap_or(&plain)).map(Value::Number),
    };
    read.unwrap_or_else(|| plain.into())
}

/// A number that has nothing but figures, one point or comma among them, and a sign before them.
fn figures(bare: &str) -> Option<Number> {
    let unsigned = bare.strip_prefix(['+', '-']).unwrap_or(bare);
    let (whole, part) =
        unsigned.split_once(['.', ',']).map_or((unsigned, None), |(whole, part)| (whole, Some(part)));
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit())
    };
    if !digits(whole, MOST_DIGITS.0) || part.is_some_and(|part| !digits(part, MOST_DIGITS.1)) {
        return None;
    }
    let written = bare.trim_start_matches('+').replace(',', ".");
    match part {
        None => written.parse::<i64>().ok().map(Number::from),
        Some(_) => written.parse::<f64>().ok().and_then(Number::from_f64),
    }
}
