//! The shape of the answers, as the schema declares it, with what is derived beside what is typed.

use std::collections::HashMap;

use crate::expression::Step;
use crate::fields::FieldId;
use crate::landmarks::{Landmark, Landmarks};
use crate::risks::RiskClass;
use crate::vocabulary::{LEGS, MAX_OFFICER_TESTS, TEST_KINDS, TEST_RESULTS};

/// The members of an object of answers, in the order of the schema; derived ones last.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// The members.
    pub members: Vec<Member>,
    by_name: HashMap<String, usize>,
}

/// One member of a record.
#[derive(Debug, Clone)]
pub struct Member {
    /// Property name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Computed from other answers; never typed, never sent.
    pub derived: Option<Derived>,
    /// For what is computed: the members beside it that it is computed from, by their places, in the order of its rule.
    pub beside: Vec<usize>,
    /// For what is computed: the members of a leg that it is computed from, by their places.
    pub legs: Vec<usize>,
    /// The question that asks for it, if one does.
    pub field: Option<FieldId>,
    /// Bounds that the schema states, for the words of a finding.
    pub bounds: Bounds,
    /// The values that the schema's `enum` allows (of the items, for a list of texts).
    pub options: Vec<String>,
}

/// What a member holds.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A text or code.
    Text,
    /// A civil date.
    Date,
    /// A local time, `HH:MM`.
    Time,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// Several texts or codes.
    Texts,
    /// An object.
    Record(Record),
    /// A repeating group: the shape of an item.
    Records(Record),
    /// An instant; derived only.
    Instant,
}

/// What is computed from answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// Full years on arrival, or today.
    Age,
    /// Instant of a leg's departure, by its airport's zone.
    Departs,
    /// Instant of a leg's arrival, by its airport's zone.
    Arrives,
    /// Country of the airport that a leg leaves.
    FromCountry,
    /// Country of the airport that a leg reaches.
    ToCountry,
    /// Risk class of a leg's flight.
    LegClass,
    /// Whether a leg's flight concerns single rows and it is not known where the traveller sat.
    LegSeatUnknown,
    /// Risk class, on the day of departure, of the country that a leg leaves.
    FromClass,
    /// Risk class of a stay on its days.
    StayClass,
    /// Whether more than two days of the window before a stay lie in none of the stays.
    StayGap,
}

/// Bounds of a value or list.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bounds {
    /// Longest text, in characters.
    pub max_length: Option<u32>,
    /// Most items.
    pub max_items: Option<u32>,
    /// Fewest items.
    pub min_items: Option<u32>,
    /// Smallest number.
    pub minimum: Option<f64>,
    /// Largest number.
    pub maximum: Option<f64>,
}

impl Record {
    /// Adds a member; `None` if its name is taken.
    pub(crate) fn push(&mut self, member: Member) -> Option<()> {
        if self.by_name.contains_key(&member.name) {
            return None;
        }
        self.by_name.insert(member.name.clone(), self.members.len());
        self.members.push(member);
        Some(())
    }

    /// Place of a member.
    pub fn position(&self, name: &str) -> Option<usize> {
        // Records are small; hashing pays from about a dozen members.
        if self.members.len() <= 12 {
            self.members.iter().position(|member| member.name == name)
        } else {
            self.by_name.get(name).copied()
        }
    }

    /// A member by name.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.position(name).map(|at| &self.members[at])
    }

    /// Resolves a JSON Pointer with `*` or numbers for list positions: the steps, and the member it ends at. A pointer
    /// that ends at a list position ends at the list's own member.
    pub fn resolve(&self, pointer: &str) -> Option<(Vec<Step>, &Member)> {
        let mut record = self;
        let mut found = None;
        let mut steps = Vec::new();
        let mut parts = pointer.strip_prefix('/')?.split('/').peekable();
        while let Some(part) = parts.next() {
            let at = record.position(part)?;
            let member = &record.members[at];
            steps.push(Step::Member(at));
            found = Some(member);
            if parts.peek().is_none() {
                break;
            }
            match &member.kind {
                Kind::Record(inner) => record = inner,
                Kind::Records(_) | Kind::Texts => {
                    steps.push(list_position(parts.next()?)?);
                    match &member.kind {
                        Kind::Records(inner) => record = inner,
                        _ if parts.peek().is_some() => return None,
                        _ => {}
                    }
                }
                _ => return None,
            }
        }
        found.map(|member| (steps, member))
    }

    /// The member at the end of steps.
    pub fn at(&self, steps: &[Step]) -> Option<&Member> {
        let mut record = Some(self);
        let mut found = None;
        for step in steps {
            let &Step::Member(at) = step else { continue };
            let member = record?.members.get(at)?;
            found = Some(member);
            record = match &member.kind {
                Kind::Record(inner) | Kind::Records(inner) => Some(inner),
                _ => None,
            };
        }
        found
    }

    /// The same as a mutable borrow.
    pub(crate) fn at_mut(&mut self, steps: &[Step]) -> Option<&mut Member> {
        let mut members = steps.iter().filter_map(|step| match step {
            Step::Member(at) => Some(*at),
            _ => None,
        });
        let mut member = self.members.get_mut(members.next()?)?;
        for at in members {
            member = match &mut member.kind {
                Kind::Record(inner) | Kind::Records(inner) => inner.members.get_mut(at)?,
                _ => return None,
            };
        }
        Some(member)
    }

    /// The JSON Pointer of steps, `*` for any position.
    pub fn pointer(&self, steps: &[Step]) -> String {
        let mut text = String::new();
        let mut record = Some(self);
        for step in steps {
            text.push('/');
            match step {
                Step::Each => text.push('*'),
                Step::Nth(index) => text.push_str(&index.to_string()),
                Step::Member(at) => {
                    let Some(member) = record.and_then(|record| record.members.get(*at)) else { return text };
                    text.push_str(&member.name);
                    record = match &member.kind {
                        Kind::Record(inner) | Kind::Records(inner) => Some(inner),
                        _ => None,
                    };
                }
            }
        }
        text
    }
}

fn list_position(part: &str) -> Option<Step> {
    if part == "*" {
        return Some(Step::Each);
    }
    let canonical = part == "0" || (!part.starts_with('0') && part.bytes().all(|byte| byte.is_ascii_digit()));
    if canonical { part.parse().ok().map(Step::Nth) } else { None }
}

impl Kind {
    /// Whether it is an object or a list of objects.
    pub fn record(&self) -> Option<&Record> {
        match self {
            Self::Record(record) | Self::Records(record) => Some(record),
            _ => None,
        }
    }
}

impl Member {
    /// A derived member.
    pub(crate) fn derived(name: &str, kind: Kind, derived: Derived) -> Self {
        Self { derived: Some(derived), ..Self::plain(name, kind) }
    }

    /// A member without bounds.
    pub(crate) fn plain(name: &str, kind: Kind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            derived: None,
            beside: Vec::new(),
            legs: Vec::new(),
            field: None,
            bounds: Bounds::default(),
            options: Vec::new(),
        }
    }
}

/// What `journey` holds in expressions, worked out from the legs of these answers.
pub fn journey(answers: &Record, landmarks: &Landmarks) -> Record {
    let typed = |landmark| places(answers, landmarks, &[landmark]);
    let country = |derived, landmark| [leg_members(answers, &[derived]), typed(landmark)].concat();
    let mut journey = Record::default();
    for (name, kind, legs) in [
        ("departs_on", Kind::Date, typed(Landmark::DepartsOn)),
        ("arrives_on", Kind::Date, typed(Landmark::ArrivesOn)),
        ("window_starts_on", Kind::Date, entry(answers, landmarks)),
        ("from_country", Kind::Text, country("from_country", Landmark::LegFrom)),
        ("to_country", Kind::Text, country("to_country", Landmark::LegTo)),
        ("enters_on", Kind::Date, entry(answers, landmarks)),
        ("asks_since", Kind::Date, Vec::new()),
        ("declared_on", Kind::Date, Vec::new()),
    ] {
        journey.push(Member { legs, ..Member::plain(name, kind) });
    }
    journey
}

/// What the day of the entry stands on, in a leg: its day first, then the countries that say which leg enters.
pub(crate) fn entry(answers: &Record, landmarks: &Landmarks) -> Vec<usize> {
    let typed = places(answers, landmarks, &[Landmark::ArrivesOn, Landmark::LegFrom, Landmark::LegTo]);
    [typed, leg_members(answers, &["from_country", "to_country"])].concat()
}

/// Where members of a leg stand by their names; none of those that it does not have.
pub(crate) fn leg_members(answers: &Record, names: &[&str]) -> Vec<usize> {
    let leg = answers.member(LEGS).and_then(|legs| legs.kind.record());
    names.iter().filter_map(|name| leg?.position(name)).collect()
}

/// Where these landmarks stand in the objects that hold them; none of those that are not there.
pub(crate) fn places(answers: &Record, landmarks: &Landmarks, of: &[Landmark]) -> Vec<usize> {
    let place = |landmark: &Landmark| {
        let (steps, _) = answers.resolve(landmarks.pointer(*landmark)?)?;
        steps.iter().rev().find_map(|step| if let Step::Member(at) = step { Some(*at) } else { None })
    };
    of.iter().filter_map(place).collect()
}

/// What `officer` holds in facts: what officers have recorded of a declaration, without who recorded it.
pub fn officer() -> Record {
    let mut test = flat(&[("kind", Kind::Text), ("result", Kind::Text), ("taken_on", Kind::Date)]);
    for (member, options) in test.members.iter_mut().zip([&TEST_KINDS[..], &TEST_RESULTS[..], &[]]) {
        member.options = options.iter().map(|&option| option.to_owned()).collect();
    }
    let mut officer = flat(&[
        ("landed_on", Kind::Date),
        ("observation_ended_on", Kind::Date),
        ("negative_on", Kind::Date),
        ("positive_on", Kind::Date),
        ("positive_known_on", Kind::Date),
        ("settled_before", Kind::Date),
        ("known_before", Kind::Date),
    ]);
    let bounds = Bounds { max_items: Some(MAX_OFFICER_TESTS), ..Bounds::default() };
    officer.push(Member { bounds, ..Member::plain("tests", Kind::Records(test)) });
    officer
}

/// What `edition` holds in expressions.
pub fn edition() -> Record {
    flat(&[
        ("number", Kind::Integer),
        ("look_back_days", Kind::Integer),
        ("opens_days_before_departure", Kind::Integer),
        ("closes_days_after_arrival", Kind::Integer),
    ])
}

/// A stay as facts hold it.
pub fn stay() -> Record {
    let mut stay =
        flat(&[("country", Kind::Text), ("since", Kind::Date), ("until", Kind::Date), ("class", Kind::Text)]);
    if let Some(class) = stay.members.last_mut() {
        class.options = RiskClass::names();
    }
    stay
}

fn flat(members: &[(&str, Kind)]) -> Record {
    let mut record = Record::default();
    for (name, kind) in members {
        record.push(Member::plain(name, kind.clone()));
    }
    record
}
