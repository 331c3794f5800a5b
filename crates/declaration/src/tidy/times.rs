//! Dates and times of day.

use rulebook::characters::{is_dash, narrow, plain_digit};
use rulebook::formats;

/// `HH:MM` where it is a time, typed as 9:05, 9.05, 0905, 930, 9h05, 12:10h, 9点05分, 9:05 pm or 下午9:05, or taken from a ticket with
/// what stands beside it there (`12:40(+1)`, `19:15起飞`, `Dep 13:20 LT`, `09:10:00`); otherwise what was typed.
pub(super) fn time(line: &str) -> String {
    let plain: String = line.chars().map(narrow).map(plain_digit).collect();
    let lower = plain.to_lowercase();
    read_time(alone(&lower)).unwrap_or(plain)
}

/// Times that have a name. Midnight is none: of which of two days it is nobody says.
const ALONE: [(&str, &str); 7] = [
    ("noon", "12:00"),
    ("midday", "12:00"),
    ("12 noon", "12:00"),
    ("中午", "12:00"),
    ("正午", "12:00"),
    ("中午12点", "12:00"),
    ("零点", "00:00"),
];

/// What tickets write around a time: which day it is, whether it is the departure.
const BESIDE: [&str; 42] = [
    "(+1)",
    "(+2)",
    "(-1)",
    "+1",
    "+2",
    "次日",
    "当地时间",
    "(当地时间)",
    "(当地)",
    "当地",
    "（当地时间）",
    "(local time)",
    "local time",
    "ora locale",
    "hora local",
    "heure locale",
    "ortszeit",
    "(local)",
    "local",
    "(lt)",
    "lt",
    "(cet)",
    "(cest)",
    "cest",
    "cet",
    "departure",
    "departs",
    "dep.",
    "dep",
    "arrival",
    "arrives",
    "arr.",
    "arr",
    "起飞",
    "到达",
    "抵达",
    "出发",
    "降落",
    "落地",
    "开车",
    "开",
    "到",
];

fn alone(mut text: &str) -> &str {
    loop {
        let before = text;
        for word in BESIDE {
            text = text.trim().trim_start_matches(word).trim_end_matches(word).trim();
        }
        if text == before {
            return text;
        }
    }
}

fn read_time(text: &str) -> Option<String> {
    if let Some((_, time)) = ALONE.iter().find(|(word, _)| *word == text) {
        return Some((*time).to_owned());
    }
    let (rest, half) = half_of_day(text);
    let rest = rest.trim().trim_end_matches('分').trim_end_matches("整");
    // `13h20m` is a time; `20m` alone is none.
    let minutes = rest.strip_suffix("min").or_else(|| rest.strip_suffix('m'));
    let rest = minutes.filter(|time| time.contains('h')).unwrap_or(rest);
    // `12:10h`, `12.10 Uhr`, `0915hrs`; `9h` is nine.
    let rest = match ["uhr", "hrs", "h"].iter().find_map(|word| rest.strip_suffix(word)) {
        Some(time) if time.contains([':', '.']) || time.trim_end().len() == 4 => time.trim_end(),
        _ => rest,
    };
    let marked = rest.split_once([':', '.', 'h', '点', '时', '點', '時']);
    // `23 55`; where there is a mark, a blank beside it says nothing.
    let (hour, minute) = match marked.or_else(|| rest.split_once(' ')) {
        Some((hour, "")) if !rest.ends_with([':', '.']) => (hour, "00"),
        Some((hour, minute)) => (hour, minute.split_once(':').map_or(minute, |(minute, _)| minute)),
        None if matches!(rest.len(), 3 | 4) && rest.is_ascii() => rest.split_at(rest.len() - 2),
        None if half.is_some() => (rest, "00"),
        None => return None,
    };
    // `3点半` and `7:5` have one reading each.
    let minute = match minute.trim() {
        "半" => "30",
        "一刻" | "1刻" => "15",
        "三刻" | "3刻" => "45",
        minute => minute,
    };
    let digits = |part: &str, least: usize| {
        (least..=2).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_digit())
    };
    let (hour, minute) = (hour.trim(), minute.trim());
    if !digits(hour, 1) || !digits(minute, if rest.contains(':') { 1 } else { 2 }) {
        return None;
    }
    let hour: u32 = hour.parse().ok()?;
    let hour = match half {
        Some(Half::Later) if hour < 12 => hour + 12,
        Some(Half::Earlier) if hour == 12 => 0,
        _ => hour,
    };
    // Whether such a time exists is for the checks to say.
    Some(format!("{hour:02}:{minute:0>2}"))
}

#[derive(Clone, Copy)]
enum Half {
    Earlier,
    Later,
}

/// The text without the words for the half of the day, and which half they say.
fn half_of_day(text: &str) -> (&str, Option<Half>) {
    for (word, half) in
        [("a.m.", Half::Earlier), ("am", Half::Earlier), ("p.m.", Half::Later), ("pm", Half::Later)]
    {
        if let Some(rest) = text.strip_suffix(word) {
            return (rest, Some(half));
        }
    }
    for (word, half) in [
        ("凌晨", Half::Earlier),
        ("早上", Half::Earlier),
        ("早", Half::Earlier),
        ("清晨", Half::Earlier),
        ("上午", Half::Earlier),
        ("下午", Half::Later),
        ("傍晚", Half::Later),
        ("晚上", Half::Later),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return (rest, Some(half));
        }
    }
    (text, None)
}

/// `YYYY-MM-DD` where year, month and day stand in this order and are a date; otherwise what was typed.
pub(super) fn date(line: &str) -> String {
    let plain: String = line.chars().map(narrow).map(plain_digit).collect();
    let parts: Vec<&str> = plain
        .trim_end_matches(['日', '号', '號'])
        .split(|c: char| is_dash(c) || matches!(c, '/' | '.' | '年' | '月' | ' '))
        .collect();
    let [year, month, day] = parts.as_slice() else { return plain };
    let written = format!("{year:0>4}-{month:0>2}-{day:0>2}");
    if year.len() == 4 && formats::date(&written).is_some() { written } else { plain }
}
