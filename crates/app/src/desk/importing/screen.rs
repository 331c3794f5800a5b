//! What the volunteer sees of a list before anything is written: a page of its rows, each with its reasons.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::Datelike as _;
use declaration::{AtLandmarks, Form, pointer};
use members::preview::Line;
use members::sheet::column_letters;
use members::{Address, Column, Confidence, Kind, State, Weight};
use rulebook::Landmark;
use rulebook::fields::option_id;
use serde::Serialize;
use serde_json::Value;

use super::Import;
use super::commit::{number_of, writes};
use crate::Session;
use crate::dto::{
    FoundCount, ImportCandidate, ImportCell, ImportColumn, ImportCounts, ImportFinding, ImportMeant,
    ImportRow, ImportScreen, ImportState, ImportTextForm, ImportView,
};

/// So many rows are a page.
const PAGE: usize = 50;
/// So many cells of a column are shown as examples.
const EXAMPLES: usize = 3;
/// So many places are offered for a word.
const OFFERED: usize = 8;

impl Session {
    pub(super) fn import_screen_of(&self, import: &Import, view: &ImportView) -> ImportScreen {
        let language = self.language();
        let language = language.tag();
        let twins = import.twins();
        let shown: Vec<&Line> =
            import.preview.lines.iter().filter(|line| import.fits(line, view, &twins)).collect();
        let rows = shown.iter().skip(view.offset as usize).take(PAGE);
        let rows = rows.map(|line| import.row(line, &twins, language)).collect();
        let mapping = import.importing.mapping();
        ImportScreen {
            file: import.file.clone(),
            sheets: import.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
            sheet: number_of(import.sheet),
            hidden: import.hidden.clone(),
            text_form: import.text_form.map(|form| ImportTextForm {
                encoding: kebab(&form.encoding),
                delimiter: kebab(&form.delimiter),
            }),
            header: mapping.header.map(|row| row + 1),
            columns: mapping.columns.iter().map(|column| import.column(column)).collect(),
            kinds: kinds(),
            questions: import.questions(language, self.today().year()),
            answered: import.answered(language),
            skipped: import.preview.skipped.iter().map(|row| row + 1).collect(),
            emptied: import.emptied_counts(),
            counts: import.counts(&twins),
            findings: import.found(),
            rows,
            total: number_of(shown.len()),
            offset: view.offset,
        }
    }
}

/// By row and person: the rows that look like the same person.
type TwinsOf = HashMap<(u32, usize), Vec<u32>>;

impl Import {
    fn twins(&self) -> TwinsOf {
        let mut all = TwinsOf::new();
        for twins in &self.preview.twins {
            for member in &twins.members {
                let others = twins.members.iter().filter(|other| *other != member).map(|(row, _)| row + 1);
                all.entry(*member).or_default().extend(others);
            }
        }
        all
    }

    fn left_out(&self, line: &Line) -> bool {
        self.importing.decisions().left_out.contains(&line.member.row())
    }

    fn waits_as_twin(&self, line: &Line, twins: &TwinsOf) -> bool {
        let asked = matches!(line.state, State::Asked { .. });
        let one = twins.contains_key(&(line.member.row(), line.member.person));
        one && !line.ready && !line.member.is_blocked() && !asked && !self.left_out(line)
    }

    fn fits(&self, line: &Line, view: &ImportView, twins: &TwinsOf) -> bool {
        let has = |code: &String| line.member.findings.iter().any(|finding| finding.code == code);
        let only = |what: &str| match what {
            "blocked" => line.member.is_blocked() && !self.left_out(line),
            "left-out" => self.left_out(line),
            "twin" => self.waits_as_twin(line, twins),
            "ready" => line.ready && writes(line),
            state => kebab(&state_of(line)) == state && !self.left_out(line),
        };
        view.code.as_ref().is_none_or(has) && view.only.as_deref().is_none_or(only)
    }

    fn row(&self, line: &Line, twins: &TwinsOf, language: &str) -> ImportRow {
        let (row, person) = (line.member.row(), line.member.person);
        let several =
            self.preview.lines.iter().any(|it| it.member.row() == row && it.member.person != person);
        let text = |landmark| self.said(line, landmark);
        let changes = match &line.state {
            State::Changed { case, changes } | State::Conflicting { case, changes } => {
                let id = case.parse().unwrap_or_default();
                changes.iter().map(|change| self.change(change, id, language)).collect()
            }
            _ => Vec::new(),
        };
        ImportRow {
            row: row + 1,
            person: several.then(|| number_of(person + 1)),
            name: self.name(line),
            document: text(Landmark::DocumentNumber),
            flight: self.flights(line),
            state: state_of(line),
            ready: line.ready,
            left_out: self.left_out(line),
            cells: self.cells(line, language),
            changes,
            twins: if line.ready {
                Vec::new()
            } else {
                twins.get(&(row, person)).cloned().unwrap_or_default()
            },
            candidates: self.candidates(line),
        }
    }

    /// What a line says at a landmark.
    fn said(&self, line: &Line, landmark: Landmark) -> String {
        let at = self.form.edition().landmarks.pointer(landmark);
        let said = at.and_then(|at| line.member.answers.get(at)).and_then(|said| said.value.as_str());
        said.unwrap_or_default().to_owned()
    }

    fn flights(&self, line: &Line) -> String {
        let Some(flight) = self.form.edition().landmarks.pointer(Landmark::Flight) else {
            return String::new();
        };
        let numbers = (0..8).filter_map(|leg| {
            let at = flight.replacen('*', &leg.to_string(), 1);
            line.member.answers.get(&at)?.value.as_str().map(str::to_owned)
        });
        numbers.collect::<Vec<_>>().join(" / ")
    }

    /// The name as the form would have it, else as it stands in the list.
    pub(super) fn name(&self, line: &Line) -> String {
        let han = self.said(line, Landmark::HanName);
        let latin = [Landmark::Surname, Landmark::GivenNames].map(|it| self.said(line, it)).join(" ");
        let named = [han, latin.trim().to_owned()];
        let named: Vec<&str> = named.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        if !named.is_empty() {
            return named.join(" ");
        }
        let columns = self.importing.mapping().columns.iter();
        let mut written = columns
            .filter(|column| matches!(column.kind, Kind::Name | Kind::LatinName))
            .map(|column| self.text(Address::new(line.member.row(), column.at)));
        written.find(|text| !text.is_empty()).unwrap_or_default()
    }

    fn cells(&self, line: &Line, language: &str) -> Vec<ImportCell> {
        let edits = &self.importing.decisions().edits;
        let rows = &line.member.rows;
        let edited = edits.keys().filter(|cell| rows.contains(&cell.row)).copied();
        let mut all: BTreeMap<Address, Vec<ImportFinding>> = edited.map(|cell| (cell, Vec::new())).collect();
        for finding in &line.member.findings {
            let args = finding.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
            all.entry(finding.cell).or_default().push(ImportFinding {
                code: finding.code.to_owned(),
                arguments: args.collect(),
                blocks: finding.weight == Weight::Blocks,
            });
        }
        let columns = &self.importing.mapping().columns;
        all.into_iter()
            .map(|(cell, findings)| {
                let column = columns.iter().find(|column| column.at == cell.column);
                let text = self.text(cell);
                let asks = |it: &ImportFinding| it.code.contains("-place-") || it.code.contains("-word-");
                let meant = match column.filter(|_| findings.iter().any(asks)) {
                    Some(column) => self.meant(column.kind, &text, language),
                    None => Vec::new(),
                };
                ImportCell {
                    address: cell.to_string(),
                    header: column.map(|column| column.header.clone()).unwrap_or_default(),
                    column: cell.column,
                    edited: edits.contains_key(&cell),
                    text,
                    findings,
                    meant,
                }
            })
            .collect()
    }

    /// What a word may stand for: places of that name, or the options of the question.
    fn meant(&self, kind: Kind, written: &str, language: &str) -> Vec<ImportMeant> {
        let edition = self.form.edition();
        let field = kind.landmarks().first().and_then(|it| edition.landmarks.pointer(*it));
        let field = field.and_then(|at| edition.field_at(at));
        let places = self.lists.like(kind, written, OFFERED).into_iter().map(|code| ImportMeant {
            name: field
                .and_then(|field| self.form.label(field.list.as_deref()?, &code, language))
                .unwrap_or_else(|| code.clone()),
            code,
            text: None,
        });
        let options = field.into_iter().flat_map(|field| {
            field.options.iter().map(|option| ImportMeant {
                code: option.to_string(),
                name: String::new(),
                text: Some(option_id(&field.pointer, option)),
            })
        });
        places.chain(options).collect()
    }

    fn candidates(&self, line: &Line) -> Vec<ImportCandidate> {
        let State::Asked { cases } = &line.state else { return Vec::new() };
        let known = cases.iter().filter_map(|case| self.known.iter().find(|known| known.case == *case));
        known
            .map(|known| {
                let at = AtLandmarks::of(self.form.edition(), &known.answers);
                let han = at.text(Landmark::HanName).map(str::to_owned);
                let end = |text: &str| text.chars().skip(text.chars().count().saturating_sub(4)).collect();
                ImportCandidate {
                    id: known.case.clone(),
                    name: han.or_else(|| at.latin_name()).unwrap_or_default(),
                    born: at.text(Landmark::Born).unwrap_or_default().to_owned(),
                    document_end: at.text(Landmark::DocumentNumber).map(end).unwrap_or_default(),
                }
            })
            .collect()
    }

    fn column(&self, column: &Column) -> ImportColumn {
        let first = self.importing.mapping().header.map_or(0, |at| at + 1);
        let cells = self.importing.sheet().rows.iter().filter(|row| row.at >= first);
        let cells = cells.map(|row| row.cell(column.at).shown()).filter(|text| !text.is_empty());
        // What only the members themselves say is not even shown.
        let private = column.kind == Kind::Health;
        ImportColumn {
            at: column.at,
            letters: column_letters(column.at),
            header: column.header.clone(),
            kind: kebab(&column.kind),
            guessed: column.confidence == Confidence::Guess,
            left_out: column.left_out.map(str::to_owned),
            examples: if private { Vec::new() } else { cells.take(EXAMPLES).collect() },
        }
    }

    fn counts(&self, twins: &TwinsOf) -> ImportCounts {
        let counts = self.preview.counts;
        let lines = &self.preview.lines;
        ImportCounts {
            members: number_of(counts.members),
            new: number_of(counts.new),
            changed: number_of(counts.changed),
            unchanged: number_of(counts.unchanged),
            conflicting: number_of(counts.conflicting),
            asked: number_of(counts.asked),
            blocked: number_of(counts.blocked),
            left_out: number_of(counts.left_out),
            twins: number_of(lines.iter().filter(|line| self.waits_as_twin(line, twins)).count()),
            ready: number_of(lines.iter().filter(|line| line.ready && writes(line)).count()),
        }
    }

    /// Findings by code, those of most rows first.
    fn found(&self) -> Vec<FoundCount> {
        let mut all: BTreeMap<&str, u32> = BTreeMap::new();
        for line in self.preview.lines.iter().filter(|line| !self.left_out(line)) {
            let codes: BTreeSet<&str> = line.member.findings.iter().map(|finding| finding.code).collect();
            for code in codes {
                *all.entry(code).or_default() += 1;
            }
        }
        let mut all: Vec<FoundCount> =
            all.into_iter().map(|(code, count)| FoundCount { code: code.to_owned(), count }).collect();
        all.sort_by_key(|found| std::cmp::Reverse(found.count));
        all
    }
}

fn state_of(line: &Line) -> ImportState {
    match line.state {
        State::New => ImportState::New,
        State::Changed { .. } => ImportState::Changed,
        State::Unchanged { .. } => ImportState::Unchanged,
        State::Conflicting { .. } => ImportState::Conflicting,
        State::Asked { .. } => ImportState::Asked,
    }
}

/// An answer as a volunteer reads it: a place by its name, else as it is written.
pub(super) fn in_words(form: &Form, at: &str, value: &Value, language: &str) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let field = form.edition().field_at(&pointer::general(at));
    field.and_then(|field| form.label(field.list.as_deref()?, &text, language)).unwrap_or(text)
}

/// The word that something is written as.
pub(super) fn kebab(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What a volunteer may say that a column is about.
fn kinds() -> Vec<String> {
    Kind::CHOSEN.iter().map(kebab).collect()
}
