//! What an import would do: every row with all that is to be said of it, before anything is written.
//!
//! A preview is a function of the sheet, the mapping, the decisions, what is there already and the day. An edit is a decision;
//! [`Importing::edit`] reads only the rows that it touches anew, and compares all of them, since an edit may make two rows the
//! same person.

mod compare;
mod questions;
mod twins;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use rulebook::Edition;
use serde::Serialize;
use serde_json::Value;

use crate::columns::MappingError;
use crate::decisions::{ColumnReading, Decisions, RowsAre};
use crate::finding::Problem;
use crate::lists::Lists;
use crate::member::{KnownBy, Member, Reader};
use crate::sheet::{Address, Sheet};
use crate::{Kind, Mapping, Weight};

pub use compare::{Change, Known, State};
pub use questions::Question;
pub use twins::{Likeness, Twins, alike};

/// A member with what an import would do with them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// As the list has them. Shared with what was read, since an edit leaves all but one as they are.
    #[serde(flatten, serialize_with = "as_itself")]
    pub member: Arc<Member>,
    /// What an import would do.
    pub state: State,
    /// Whether it would do it now: no cell blocks, nothing is asked, and the row is not left out.
    pub ready: bool,
}

/// How many of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Members of the list.
    pub members: usize,
    /// Not there yet.
    pub new: usize,
    /// There, and other in the list.
    pub changed: usize,
    /// There, and the same.
    pub unchanged: usize,
    /// There, and typed or sent otherwise since.
    pub conflicting: usize,
    /// Whom they are is asked.
    pub asked: usize,
    /// A cell of theirs has to be put right.
    pub blocked: usize,
    /// Left out by the volunteer.
    pub left_out: usize,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Preview {
    /// Members in the order of the list.
    pub lines: Vec<Line>,
    /// What is asked about columns, once for all their cells.
    pub questions: Vec<Question>,
    /// Members that may be the same person.
    pub twins: Vec<Twins>,
    /// Rows that are no members: titles, sums, notes.
    pub skipped: Vec<u32>,
    /// How many of each.
    pub counts: Counts,
}

/// A list on its way in: what was read of it, so that an edit reads only its own rows.
pub struct Importing {
    edition: Arc<Edition>,
    lists: Arc<Lists>,
    sheet: Arc<Sheet>,
    mapping: Mapping,
    decisions: Decisions,
    known: compare::KnownCases,
    today: NaiveDate,
    read: BTreeMap<u32, Vec<Arc<Member>>>,
    made: BTreeSet<u32>,
}

/// What an import would do with a whole list.
pub fn preview(
    (edition, lists): (&Arc<Edition>, &Arc<Lists>),
    (sheet, mapping): (&Arc<Sheet>, &Mapping),
    decisions: &Decisions,
    known: impl Into<Arc<[Known]>>,
    today: NaiveDate,
) -> Preview {
    Importing::begin((edition, lists), (sheet, mapping), decisions.clone(), known, today).preview()
}

impl Importing {
    /// Reads every row.
    pub fn begin(
        (edition, lists): (&Arc<Edition>, &Arc<Lists>),
        (sheet, mapping): (&Arc<Sheet>, &Mapping),
        decisions: Decisions,
        known: impl Into<Arc<[Known]>>,
        today: NaiveDate,
    ) -> Self {
        let known = compare::KnownCases::of(edition, known.into());
        let mut importing = Self {
            edition: edition.clone(),
            lists: lists.clone(),
            sheet: sheet.clone(),
            mapping: mapping.clone(),
            decisions,
            known,
            today,
            read: BTreeMap::new(),
            made: BTreeSet::new(),
        };
        importing.made = importing.reader().made_columns();
        importing.read_all();
        importing
    }

    /// What its columns are about.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Says otherwise what a column is about, and reads every row anew.
    pub fn map(&mut self, column: u32, kind: Kind) -> Result<(), MappingError> {
        self.mapping.set(column, kind, &self.edition)?;
        self.made = self.reader().made_columns();
        self.read_all();
        Ok(())
    }

    /// The sheet that is read.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// What was decided so far.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Decides something that may change the reading of every row.
    pub fn decide(&mut self, decide: impl FnOnce(&mut Decisions)) {
        decide(&mut self.decisions);
        self.read_all();
    }

    /// Decides something about people, which changes the reading of no cell.
    pub fn decide_about(&mut self, decide: impl FnOnce(&mut Decisions)) {
        decide(&mut self.decisions);
    }

    /// The day that a cell would say if its column were read like that.
    pub fn day_as(&self, cell: Address, reading: &ColumnReading) -> Option<NaiveDate> {
        crate::cells::dates::read(&self.reader().cell(cell), Some(reading)).ok()
    }

    /// Puts something else into a cell; `None` takes the edit back.
    pub fn edit(&mut self, cell: Address, text: Option<&str>) {
        match text {
            Some(text) => _ = self.decisions.edits.insert(cell, text.to_owned()),
            None => _ = self.decisions.edits.remove(&cell),
        }
        let read = self.sheet.row(cell.row).map(|row| shared(self.reader().members(row))).unwrap_or_default();
        self.read.insert(cell.row, read);
    }

    fn reader(&self) -> Reader<'_> {
        Reader::new(
            (&self.edition, &self.lists),
            (&self.sheet, &self.mapping),
            (&self.decisions, &self.made),
            self.today,
        )
    }

    fn read_all(&mut self) {
        let reader = self.reader();
        self.read = reader.rows().map(|row| (row.at, shared(reader.members(row)))).collect();
    }

    /// What an import would do.
    pub fn preview(&self) -> Preview {
        let skipped = self.read.iter().filter(|(_, members)| members.is_empty()).map(|(at, _)| *at).collect();
        let mut members: Vec<Arc<Member>> = self.read.values().flatten().cloned().collect();
        self.join_rows(&mut members);
        let questions = questions::of(&members, &self.sheet, &self.mapping);
        let twins = twins::of(&members, &self.decisions);
        let mut lines: Vec<Line> = members.into_iter().map(|member| self.line(member, &twins)).collect();
        hold_back(&mut lines);
        let counts = Counts::of(&lines, &self.decisions);
        Preview { lines, questions, twins, skipped, counts }
    }

    fn line(&self, member: Arc<Member>, twins: &[Twins]) -> Line {
        let state = compare::state(&member, &self.known, &self.decisions);
        let left_out = self.decisions.left_out.contains(&member.row());
        let is_twin = twins.iter().any(|it| it.holds_up(&member, &self.decisions));
        let asks = matches!(state, State::Asked { .. });
        let ready = !left_out && !member.is_blocked() && !asks && !is_twin;
        Line { member, state, ready }
    }

    /// Rows of one person whose flights differ are the legs of one journey, if the volunteer says so.
    fn join_rows(&self, members: &mut Vec<Arc<Member>>) {
        let mut first: HashMap<(String, Option<NaiveDate>), usize> = HashMap::new();
        let mut joined: Vec<Arc<Member>> = Vec::with_capacity(members.len());
        for mut member in members.drain(..) {
            let same = key(&member.known_by).map(|key| (first.get(&key).copied(), key));
            match same {
                Some((Some(place), _)) if !differs_in_nothing(&joined[place], &member) => {
                    match self.decisions.rows_are {
                        Some(RowsAre::Legs) => {
                            self.join(Arc::make_mut(&mut joined[place]), &member);
                            continue;
                        }
                        Some(RowsAre::Members) => {}
                        None => {
                            let cell = Address::new(member.row(), 0);
                            let row = joined[place].row() + 1;
                            Arc::make_mut(&mut member)
                                .findings
                                .push(Problem::new("import-ask-rows").with("row", row.to_string()).at(cell));
                        }
                    }
                }
                Some((None, key)) => _ = first.insert(key, joined.len()),
                _ => {}
            }
            joined.push(member);
        }
        *members = joined;
    }

    fn join(&self, member: &mut Member, other: &Member) {
        let mut journey = std::mem::take(&mut member.journey);
        journey.join(other.journey.clone());
        let of_journey = |pointer: &str, journey: &crate::member::Journey| {
            journey.answers(&self.edition).contains_key(pointer)
        };
        for (pointer, said) in &other.answers {
            if of_journey(pointer, &other.journey) {
                continue;
            }
            let known = member.answers.entry(pointer.clone()).or_insert_with(|| said.clone());
            if known.value != said.value {
                let finding = Problem::doubt("import-rows-disagree").with("other", known.cell.to_string());
                member.findings.push(finding.at(said.cell));
            }
        }
        member.rows.extend(&other.rows);
        member.findings.extend(other.findings.iter().cloned());
        member.journey = journey;
        member.answers.extend(member.journey.answers(&self.edition));
    }
}

/// A row waits while another one asks whether it is of the same person: what is written now would be half of a journey. So does a
/// second row that would change the same case.
fn hold_back(lines: &mut [Line]) {
    let asked: BTreeSet<u32> = lines
        .iter()
        .flat_map(|line| &line.member.findings)
        .filter(|finding| finding.code == "import-ask-rows")
        .filter_map(|finding| finding.args.get("row")?.parse::<u32>().ok())
        .map(|row| row.saturating_sub(1))
        .collect();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for line in lines {
        let again = match &line.state {
            State::Changed { case, .. } | State::Conflicting { case, .. } if line.ready => {
                !taken.insert(case.clone())
            }
            _ => false,
        };
        if again || asked.contains(&line.member.row()) {
            line.ready = false;
        }
        if again {
            let member = Arc::make_mut(&mut line.member);
            let cell = Address::new(member.row(), 0);
            member.findings.push(Problem::new("import-row-same-case").at(cell));
        }
    }
}

fn shared(members: Vec<Member>) -> Vec<Arc<Member>> {
    members.into_iter().map(Arc::new).collect()
}

fn as_itself<S: serde::Serializer>(member: &Arc<Member>, serializer: S) -> Result<S::Ok, S::Error> {
    member.as_ref().serialize(serializer)
}

/// Whom a row is, if it says enough: by document, or by name and birth date.
fn key(known_by: &KnownBy) -> Option<(String, Option<NaiveDate>)> {
    match (&known_by.document, known_by.born, known_by.names.first()) {
        (Some(document), born, _) => Some((document.clone(), born)),
        (None, Some(born), Some(name)) => Some((name.clone(), Some(born))),
        _ => None,
    }
}

/// The same flights, or none in one of them: then these are not two legs.
fn differs_in_nothing(one: &Member, two: &Member) -> bool {
    one.journey.is_empty() || two.journey.is_empty() || one.journey.is_same_as(&two.journey)
}

impl Preview {
    /// The answers that an import would write, by case: all of a new one, the changed ones of another.
    pub fn writes(&self) -> impl Iterator<Item = (Option<&str>, BTreeMap<&str, &Value>)> {
        self.lines.iter().filter(|line| line.ready).filter_map(|line| match &line.state {
            State::New => {
                let all = line.member.answers.iter().map(|(pointer, said)| (pointer.as_str(), &said.value));
                Some((None, all.collect()))
            }
            State::Changed { case, changes } | State::Conflicting { case, changes } => {
                let of = changes.iter().filter(|it| !it.conflicts);
                let all: BTreeMap<&str, &Value> = of.map(|it| (it.pointer.as_str(), &it.to)).collect();
                (!all.is_empty()).then_some((Some(case.as_str()), all))
            }
            State::Unchanged { .. } | State::Asked { .. } => None,
        })
    }
}

impl Counts {
    fn of(lines: &[Line], decisions: &Decisions) -> Self {
        let mut counts = Self { members: lines.len(), ..Self::default() };
        for line in lines {
            if decisions.left_out.contains(&line.member.row()) {
                counts.left_out += 1;
                continue;
            }
            counts.blocked += usize::from(line.member.findings.iter().any(|it| it.weight == Weight::Blocks));
            *match line.state {
                State::New => &mut counts.new,
                State::Changed { .. } => &mut counts.changed,
                State::Unchanged { .. } => &mut counts.unchanged,
                State::Conflicting { .. } => &mut counts.conflicting,
                State::Asked { .. } => &mut counts.asked,
            } += 1;
        }
        counts
    }
}
