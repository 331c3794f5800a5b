//! Days as people and programs write them.

use chrono::{Datelike, Days, NaiveDate};
use rulebook::characters::is_dash;
use rulebook::formats::is_year;

use super::plain;
use crate::decisions::{ColumnReading, DayOrder, Epoch, MadeDays};
use crate::finding::Problem;
use crate::sheet::{Cell, whole};

/// How a text says a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// In a way that has one meaning.
    Day(NaiveDate),
    /// With a number above 12, so that the order of the two is plain.
    Plain(NaiveDate, DayOrder),
    /// Two numbers of which either may be the day, and the year.
    Order(u32, u32, i32),
    /// Without the year.
    NoYear(u32, u32),
    /// Without the day.
    NoDay,
    /// With two digits of the year.
    ShortYear,
    /// By the old calendar of the moon.
    Lunar,
    /// As a plain number that may count days.
    Serial(u32),
    /// As a day that does not exist.
    Impossible,
    /// Not at all.
    None,
}

/// Years that digits without a mark between them may be read as.
const LIKELY: std::ops::RangeInclusive<i32> = 1900..=2100;
/// Numbers that count days of a life: 1905 to 2119.
const SERIALS: std::ops::RangeInclusive<u32> = 2_000..=80_000;
const LUNAR: [&str; 5] = ["农历", "阴历", "旧历", "农曆", "lunar"];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// How a text says a day; a time of day after it counts for nothing.
pub(crate) fn written(text: &str) -> Written {
    let text = plain(text).to_lowercase();
    if LUNAR.iter().any(|word| text.contains(word)) {
        return Written::Lunar;
    }
    // Behind a day may stand its weekday; anything else in brackets says something of it that is not understood.
    let (text, behind) = text.split_once(['(', '[']).unwrap_or((&text, ""));
    if !is_weekday(behind.trim_end_matches([')', ']', ' '])) {
        return Written::None;
    }
    let text = without_time(text);
    let text = text.trim();
    if text.contains(['年', '月']) {
        return in_chinese(text);
    }
    let parts: Vec<&str> = text
        .split(|c: char| is_dash(c) || matches!(c, '/' | '.' | ' ' | ',' | '\\'))
        .filter(|part| !part.is_empty())
        .collect();
    match *parts.as_slice() {
        [one] => run_together(one),
        [one, two] => two_parts(one, two),
        [one, two, three] => three_parts(one, two, three),
        _ => Written::None,
    }
}

/// Nothing, or a day of the week.
fn is_weekday(text: &str) -> bool {
    const CHINESE: [&str; 3] = ["周", "星期", "礼拜"];
    const ENGLISH: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    text.is_empty()
        || text.chars().count() <= 4 && CHINESE.iter().any(|word| text.starts_with(word))
        || text.len() <= 9 && ENGLISH.iter().any(|word| text.starts_with(word))
}

/// `2020-03-05T14:30` and `2020/3/5 14:30` without their time.
fn without_time(text: &str) -> String {
    let Some(colon) = text.find(':') else { return text.to_owned() };
    let before = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    before.trim_end_matches(['t', ' ']).to_owned()
}

fn number(text: &str) -> Option<u32> {
    (text.len() <= 8 && !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

fn year(text: &str) -> Option<i32> {
    let year = i32::try_from(number(text)?).ok()?;
    (text.len() == 4 && is_year(year)).then_some(year)
}

fn month_name(text: &str) -> Option<u32> {
    let name = text.get(..3).filter(|_| text.bytes().all(|c| c.is_ascii_alphabetic()))?;
    MONTHS.iter().position(|month| *month == name).and_then(|at| u32::try_from(at + 1).ok())
}

fn day(year: i32, month: u32, day: u32) -> Written {
    NaiveDate::from_ymd_opt(year, month, day).map_or(Written::Impossible, Written::Day)
}

fn in_chinese(text: &str) -> Written {
    let text = text.trim_end_matches(['日', '号', '號', '生', ' ']);
    let (of_year, rest) = match text.split_once('年') {
        Some((of_year, rest)) => (Some(of_year.trim()), rest.trim()),
        None => (None, text),
    };
    let (month, of_month) = match rest.split_once('月') {
        Some((month, of_month)) => (number(month.trim()), of_month.trim()),
        None => (number(rest), ""),
    };
    let (Some(month), Some(of_year)) = (month, of_year) else {
        return match (month, of_year, number(of_month)) {
            (Some(month), None, Some(of_month)) => Written::NoYear(month, of_month),
            (None, Some(of_year), _) if rest.is_empty() && year(of_year).is_some() => Written::NoDay,
            _ => Written::None,
        };
    };
    match (year(of_year), number(of_month)) {
        (Some(_), None) if of_month.is_empty() => Written::NoDay,
        (Some(year), Some(of_month)) => day(year, month, of_month),
        (None, _) if of_year.len() == 2 => Written::ShortYear,
        _ => Written::None,
    }
}

fn run_together(text: &str) -> Written {
    let Some(value) = number(text) else { return Written::None };
    let year = |text: &str| year(text).filter(|year| LIKELY.contains(year));
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(number).unwrap_or_default();
    match text.len() {
        8 => match (year(&text[..4]), year(&text[4..])) {
            (Some(year), _) if NaiveDate::from_ymd_opt(year, part(4..6), part(6..8)).is_some() => {
                day(year, part(4..6), part(6..8))
            }
            (_, Some(year)) => either(part(0..2), part(2..4), year),
            (Some(_), None) => Written::Impossible,
            _ => Written::None,
        },
        6 if year(&text[..4]).is_some() && (1..=12).contains(&part(4..6)) => Written::NoDay,
        6 if (1..=12).contains(&part(2..4)) && (1..=31).contains(&part(4..6)) => Written::ShortYear,
        4 if year(text).is_some() => Written::NoDay,
        _ if SERIALS.contains(&value) => Written::Serial(value),
        _ => Written::None,
    }
}

fn two_parts(one: &str, two: &str) -> Written {
    let is_month =
        |text: &str| number(text).is_some_and(|it| (1..=12).contains(&it)) || month_name(text).is_some();
    match (year(one), year(two)) {
        (Some(_), None) if is_month(two) => Written::NoDay,
        (None, Some(_)) if is_month(one) => Written::NoDay,
        _ => match (month_name(one), month_name(two)) {
            (Some(month), None) => number(two).map_or(Written::None, |day| Written::NoYear(month, day)),
            (None, Some(month)) => number(one).map_or(Written::None, |day| Written::NoYear(month, day)),
            _ => Written::None,
        },
    }
}

fn three_parts(one: &str, two: &str, three: &str) -> Written {
    if let Some(of_year) = year(one) {
        let month = number(two).or_else(|| month_name(two));
        return match (month, number(three)) {
            (Some(month), Some(of_month)) => day(of_year, month, of_month),
            _ => Written::None,
        };
    }
    let named = match (month_name(one), month_name(two)) {
        (Some(month), None) => number(two).map(|day| (month, day)),
        (None, Some(month)) => number(one).map(|day| (month, day)),
        _ => None,
    };
    match (year(three), named) {
        (Some(year), Some((month, of_month))) => day(year, month, of_month),
        (Some(year), None) => match (number(one), number(two)) {
            (Some(one), Some(two)) => either(one, two, year),
            _ => Written::None,
        },
        (None, _) if number(three).is_some() && three.len() <= 2 => Written::ShortYear,
        _ => Written::None,
    }
}

/// A day of which either number may be the day of the month.
fn either(one: u32, two: u32, year: i32) -> Written {
    let day_first = NaiveDate::from_ymd_opt(year, two, one);
    let month_first = NaiveDate::from_ymd_opt(year, one, two);
    match (day_first, month_first) {
        (Some(one), Some(two)) if one == two => Written::Day(one),
        (Some(_), Some(_)) => Written::Order(one, two, year),
        (Some(day), None) => Written::Plain(day, DayOrder::DayFirst),
        (None, Some(day)) => Written::Plain(day, DayOrder::MonthFirst),
        (None, None) => Written::Impossible,
    }
}

/// How a cell says a day: texts, and numbers that lost their format.
pub(crate) fn of_cell(cell: &Cell) -> Written {
    match cell {
        Cell::Text(text) => written(text),
        Cell::Number(value) => whole(*value).map_or(Written::None, |value| written(&value.to_string())),
        Cell::Date(day, _) => Written::Day(*day),
        _ => Written::None,
    }
}

/// The day that a cell says, with what the volunteer said of its column.
pub(crate) fn read(cell: &Cell, reading: Option<&ColumnReading>) -> Result<NaiveDate, Problem> {
    if matches!(cell, Cell::Fault) {
        return Err(Problem::new("import-cell-fault"));
    }
    let ask = |code| Err(Problem::new(code));
    if let Cell::Date(day, _) = cell {
        let exchanged = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month());
        return match reading.and_then(|it| it.made_days) {
            Some(MadeDays::Exchanged) => Ok(exchanged.unwrap_or(*day)),
            _ => Ok(*day),
        };
    }
    match of_cell(cell) {
        Written::Day(day) | Written::Plain(day, _) => Ok(day),
        Written::Order(one, two, year) => {
            let (month, day) = match reading.and_then(|it| it.day_order) {
                Some(DayOrder::DayFirst) => (two, one),
                Some(DayOrder::MonthFirst) => (one, two),
                None => return ask("import-ask-day-order"),
            };
            NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| Problem::new("import-date-impossible"))
        }
        Written::NoYear(month, day) => match reading.and_then(|it| it.year) {
            Some(year) => NaiveDate::from_ymd_opt(year, month, day)
                .ok_or_else(|| Problem::new("import-date-impossible")),
            None => ask("import-ask-year"),
        },
        Written::Serial(days) => match reading.and_then(|it| it.epoch) {
            Some(epoch) => from_serial(days, epoch).ok_or_else(|| Problem::new("import-date-unclear")),
            None => ask("import-ask-epoch"),
        },
        Written::NoDay => ask("import-date-without-day"),
        Written::ShortYear => ask("import-date-short-year"),
        Written::Lunar => ask("import-date-lunar"),
        Written::Impossible => ask("import-date-impossible"),
        Written::None => ask("import-date-unclear"),
    }
}

/// The day that a count of days is. Day 60 of 1900 never was; no living person was born before it.
pub(crate) fn from_serial(days: u32, epoch: Epoch) -> Option<NaiveDate> {
    let start = match epoch {
        Epoch::From1900 => NaiveDate::from_ymd_opt(1899, 12, 30),
        Epoch::From1904 => NaiveDate::from_ymd_opt(1904, 1, 1),
    };
    start?.checked_add_days(Days::new(days.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn one_day_in_all_ways_that_have_one_meaning() {
        for text in [
            "2020/3/5",
            "2020-03-05",
            "2020.3.5",
            "20200305",
            "2020年3月5日",
            "2020年03月05号",
            "２０２０．３．５",
            "2020-03-05 14:30",
            "2020-03-05T14:30:00",
            "5 Mar 2020",
            "Mar 5, 2020",
            "5-MAR-2020",
            "2020 3 5",
            "2020/3/5（周四）",
            "2020–3–5",
        ] {
            assert_eq!(written(text), Written::Day(on(2020, 3, 5)), "{text}");
        }
        assert_eq!(written("9999-12-31"), Written::Day(on(9999, 12, 31)), "some offices write for ever so");
        assert_eq!(written("4/4/2020"), Written::Day(on(2020, 4, 4)), "either way it is the fourth of April");
    }

    #[test]
    fn what_has_two_meanings_is_asked_and_not_guessed() {
        let cell = Cell::text("5/3/2020");
        let say = |day_order| ColumnReading { day_order: Some(day_order), ..ColumnReading::default() };
        assert_eq!(read(&cell, None).unwrap_err().code, "import-ask-day-order");
        assert_eq!(read(&cell, Some(&say(DayOrder::DayFirst))), Ok(on(2020, 3, 5)), "as in Italy");
        assert_eq!(read(&cell, Some(&say(DayOrder::MonthFirst))), Ok(on(2020, 5, 3)), "as in America");
        assert_eq!(
            written("25/3/2020"),
            Written::Plain(on(2020, 3, 25), DayOrder::DayFirst),
            "there is no month 25: this cell says the order itself"
        );
    }

    #[test]
    fn a_number_that_lost_its_format_is_asked_about() {
        let say = |epoch| ColumnReading { epoch: Some(epoch), ..ColumnReading::default() };
        for cell in [Cell::Number(43_895.0), Cell::text("43895")] {
            assert_eq!(read(&cell, None).unwrap_err().code, "import-ask-epoch");
            assert_eq!(read(&cell, Some(&say(Epoch::From1900))), Ok(on(2020, 3, 5)));
            assert_eq!(
                read(&cell, Some(&say(Epoch::From1904))),
                Ok(on(2024, 3, 6)),
                "four years and a day later"
            );
        }
        assert_eq!(
            read(&Cell::Number(20_200_305.0), None),
            Ok(on(2020, 3, 5)),
            "eight digits say it themselves"
        );
    }

    #[test]
    fn half_a_day_is_none() {
        for (text, code) in [
            ("1968年5月", "import-date-without-day"),
            ("1968.05", "import-date-without-day"),
            ("196805", "import-date-without-day"),
            ("1968", "import-date-without-day"),
            ("68.5.3", "import-date-short-year"),
            ("3月5日", "import-ask-year"),
            ("2020-02-30", "import-date-impossible"),
            ("次日", "import-date-unclear"),
            ("5/3", "import-date-unclear"),
            ("1967/3/4（农历）", "import-date-lunar"),
            ("农历1967年3月4日", "import-date-lunar"),
            ("2026/12/14（待定）", "import-date-unclear"),
            ("2026-12-14 (原12-12)", "import-date-unclear"),
        ] {
            assert_eq!(read(&Cell::text(text), None).unwrap_err().code, code, "{text}");
        }
    }
}
