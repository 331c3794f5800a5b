//! What is asked about columns, once for all their cells, and what was answered: each answer says what its example becomes, and can
//! be given otherwise.

use members::decisions::ColumnReading;
use members::{Address, Decisions};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Import;
use super::commit::number_of;
use super::screen::kebab;
use crate::dto::{FoundCount, ImportAnswer, ImportAnswered, ImportQuestion};

/// Where most members live; any other country is typed with the number itself.
const COUNTRIES: [&str; 14] =
    ["ITA", "ESP", "FRA", "DEU", "PRT", "NLD", "GBR", "USA", "CAN", "AUS", "BRA", "ZAF", "JPN", "CHN"];

/// Answers that are words.
const WORDS: [(&str, [&str; 2]); 5] = [
    ("import-ask-day-order", ["day-first", "month-first"]),
    ("import-ask-epoch", ["from1900", "from1904"]),
    ("import-ask-made-days", ["as-shown", "exchanged"]),
    ("import-ask-name-order", ["surname-first", "surname-last"]),
    (ROWS, ["legs", "members"]),
];
/// The one question that is about no column.
const ROWS: &str = "import-ask-rows";
const YEAR: &str = "import-ask-year";
const COUNTRY: &str = "import-ask-phone-country";

impl Import {
    /// What is asked.
    pub(super) fn questions(&self, language: &str, year: i32) -> Vec<ImportQuestion> {
        let all = self.preview.questions.iter().map(|question| {
            let answers = match question.code {
                YEAR => (year - 1..=year + 1).map(|year| year.to_string()).collect(),
                COUNTRY => COUNTRIES.iter().map(|code| (*code).to_owned()).collect(),
                code => words_of(code),
            };
            let answer = |value: String| ImportAnswer {
                becomes: self.becomes(question.code, question.example, &value),
                ..self.in_words(question.code, value, language)
            };
            ImportQuestion {
                code: question.code.to_owned(),
                column: question.column,
                header: self.header_of(question.column),
                cells: number_of(question.cells),
                example: self.text(question.example),
                day_first: number_of(question.day_first),
                month_first: number_of(question.month_first),
                answers: answers.into_iter().map(answer).collect(),
            }
        });
        all.collect()
    }

    /// What was answered.
    pub(super) fn answered(&self, language: &str) -> Vec<ImportAnswered> {
        let decisions = self.importing.decisions();
        let mut all = Vec::new();
        for (column, reading) in &decisions.columns {
            for (code, value) in said(reading) {
                all.push((code, *column, value));
            }
        }
        all.extend(decisions.rows_are.as_ref().map(|rows| (ROWS, 0, kebab(rows))));
        let shown = all.into_iter().map(|(code, column, value)| ImportAnswered {
            code: code.to_owned(),
            column,
            header: if code == ROWS { String::new() } else { self.header_of(column) },
            answer: self.in_words(code, value, language),
        });
        shown.collect()
    }

    /// Empties every cell that waits for this reason: what is not read, the members say themselves.
    pub(super) fn empty_all(&mut self, code: &str) {
        let lines = self.preview.lines.iter().filter(|line| line.member.is_blocked());
        let findings = lines.flat_map(|line| &line.member.findings).filter(|finding| finding.code == code);
        let cells: Vec<Address> = findings.map(|finding| finding.cell).collect();
        for cell in &cells {
            self.importing.edit(*cell, Some(""));
        }
        self.emptied.entry(code.to_owned()).or_default().extend(cells);
    }

    /// They stand as in the list again.
    pub(super) fn fill_again(&mut self, code: &str) {
        for cell in self.emptied.remove(code).unwrap_or_default() {
            self.importing.edit(cell, None);
        }
    }

    pub(super) fn emptied_counts(&self) -> Vec<FoundCount> {
        let count = |(code, cells): (&String, &Vec<Address>)| FoundCount {
            code: code.clone(),
            count: number_of(cells.len()),
        };
        self.emptied.iter().map(count).collect()
    }

    /// The day that an example would be.
    fn becomes(&self, code: &str, example: Address, value: &str) -> Option<String> {
        if matches!(code, ROWS | COUNTRY | "import-ask-name-order") {
            return None;
        }
        let mut decisions = self.importing.decisions().clone();
        answer(&mut decisions, code, example.column, value);
        let reading = decisions.columns.get(&example.column)?;
        self.importing.day_as(example, reading).map(|day| day.to_string())
    }

    fn in_words(&self, code: &str, value: String, language: &str) -> ImportAnswer {
        let (text, label) = match code {
            YEAR => (None, Some(value.clone())),
            COUNTRY => (None, self.form.label(rulebook::lists::COUNTRIES, &value, language)),
            code => {
                let about = code.trim_start_matches("import-ask-");
                (Some(format!("import-ask-{about}-{value}")), None)
            }
        };
        ImportAnswer { value, text, label, becomes: None }
    }

    fn header_of(&self, column: u32) -> String {
        let columns = &self.importing.mapping().columns;
        let found = columns.iter().find(|it| it.at == column);
        found.map(|column| column.header.clone()).unwrap_or_default()
    }
}

fn words_of(code: &str) -> Vec<String> {
    let found = WORDS.iter().find(|(of, _)| *of == code);
    found.into_iter().flat_map(|(_, words)| words.map(str::to_owned)).collect()
}

/// What was said of a column, question by question.
fn said(reading: &ColumnReading) -> Vec<(&'static str, String)> {
    let all = [
        ("import-ask-day-order", reading.day_order.as_ref().map(kebab)),
        ("import-ask-epoch", reading.epoch.as_ref().map(kebab)),
        ("import-ask-made-days", reading.made_days.as_ref().map(kebab)),
        ("import-ask-name-order", reading.name_order.as_ref().map(kebab)),
        (YEAR, reading.year.map(|year| year.to_string())),
        (COUNTRY, reading.country.clone()),
    ];
    all.into_iter().filter_map(|(code, value)| Some((code, value?))).collect()
}

/// Takes an answer down.
pub(super) fn answer(all: &mut Decisions, code: &str, column: u32, answer: &str) {
    if code == ROWS {
        all.rows_are = word(answer);
        return;
    }
    let reading: &mut ColumnReading = all.columns.entry(column).or_default();
    match code {
        "import-ask-day-order" => reading.day_order = word(answer),
        YEAR => reading.year = answer.parse().ok(),
        "import-ask-epoch" => reading.epoch = word(answer),
        "import-ask-made-days" => reading.made_days = word(answer),
        "import-ask-name-order" => reading.name_order = word(answer),
        COUNTRY => reading.country = Some(answer.to_owned()).filter(|code| !code.is_empty()),
        _ => {}
    }
}

/// What no answer says is not known; so an empty one asks again.
fn word<T: DeserializeOwned>(answer: &str) -> Option<T> {
    serde_json::from_value(Value::from(answer)).ok()
}
