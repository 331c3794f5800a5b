//! What a column of a member list can be about, and where a form keeps it.
//!
//! Headers are data (`data/columns.json`), and where an answer belongs the edition's landmarks say: no name of a field is
//! compiled in.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use declaration::search::fold;
use rulebook::{Edition, Landmark};
use serde::{Deserialize, Serialize};

/// What a column is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A name in whatever letters.
    Name,
    /// A whole name in Latin letters.
    LatinName,
    /// The surname in Latin letters.
    Surname,
    /// The given names in Latin letters.
    GivenNames,
    /// The sex as printed.
    Sex,
    /// The birth date.
    Born,
    /// The nationality.
    Nationality,
    /// Overseas Chinese, student, foreigner...
    Group,
    /// Passport, permit...
    DocumentKind,
    /// The number of the travel document.
    DocumentNumber,
    /// The day it expires on.
    DocumentExpires,
    /// The resident identity number.
    ResidentId,
    /// The telephone that reaches the member now.
    Phone,
    /// The telephone that reaches the member in China.
    PhoneInChina,
    /// The account at WeChat.
    Wechat,
    /// The e-mail address.
    Email,
    /// The country that the member lives in.
    Residence,
    /// The town there.
    ResidenceCity,
    /// The day on which the journey begins.
    DepartsOn,
    /// One or more flights.
    Flight,
    /// Where the journey begins.
    From,
    /// Where flights are changed.
    Via,
    /// The day on which the journey ends.
    ArrivesOn,
    /// Where China is entered.
    EntryPort,
    /// The seat on the last flight.
    Seat,
    /// County, township, perhaps with an address.
    Destination,
    /// The address, perhaps with its county.
    Address,
    /// The contact person in China.
    ContactName,
    /// What the contact person is to the member.
    ContactRelation,
    /// The telephone of the contact person.
    ContactPhone,
    /// The list's own number of its row.
    RowNumber,
    /// Where the member was in the last days: it colours a code, so only the member says it.
    Stays,
    /// Who travels along: they have rows of their own.
    Companions,
    /// Who picks the member up.
    PickUp,
    /// Whether the member has declared: the desk knows it itself.
    Declared,
    /// The chamber that the member belongs to.
    Chamber,
    /// Where the member works or studies.
    Employer,
    /// Anything else.
    Remarks,
    /// Health, contact with the ill, tests, vaccination: never imported.
    Health,
    /// Not known.
    Unknown,
}

/// Aliases of headers with their kind, and whether each says it surely. In the file one that does not ends in `?`.
static ALIASES: LazyLock<HashMap<String, (Kind, bool)>> = LazyLock::new(|| {
    let table: BTreeMap<Kind, Vec<String>> = data(include_str!("../data/columns.json"));
    let each = |(kind, aliases): (Kind, Vec<String>)| {
        let each = aliases.into_iter().map(move |alias| (joined(&alias), (kind, !alias.ends_with('?'))));
        each.collect::<Vec<_>>()
    };
    table.into_iter().flat_map(each).collect()
});

static HEALTH: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words: Vec<String> = data(include_str!("../data/health.json"));
    words.iter().map(|word| joined(word)).collect()
});

/// The header under which a list that is written here has a kind: the first known one of the language.
pub(crate) fn heading(kind: Kind, chinese: bool) -> String {
    static HEADINGS: LazyLock<BTreeMap<Kind, Vec<String>>> =
        LazyLock::new(|| data(include_str!("../data/columns.json")));
    let all = HEADINGS.get(&kind).map_or(&[][..], Vec::as_slice);
    let fits = |it: &&String| it.is_ascii() != chinese && !it.ends_with('?');
    all.iter().find(fits).or_else(|| all.first()).cloned().unwrap_or_default()
}

/// Reads a file of this crate; a test proves that each of them reads.
pub(crate) fn data<T: serde::de::DeserializeOwned + Default>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_default()
}

/// A header as it is compared: as it is searched, without blanks.
pub(crate) fn joined(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// How a header was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum By {
    /// It may mean that: 籍贯 is where the family comes from, and mostly where one goes.
    Perhaps,
    /// A known header is a part of it.
    Part,
    /// It is a known header.
    Whole,
}

/// What a header says, if it says something.
pub(crate) fn of_header(header: &str) -> Option<(Kind, By)> {
    const LONGEST: usize = 24;
    let whole = joined(header);
    if whole.is_empty() {
        return None;
    }
    if HEALTH.iter().any(|word| whole.contains(word)) {
        return Some((Kind::Health, By::Whole));
    }
    let bare = joined(&without_brackets(header));
    let numberless = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    for text in [&whole, &bare, &numberless(&bare)] {
        if let Some((kind, sure)) = ALIASES.get(text.as_str()) {
            return Some((*kind, if *sure { By::Whole } else { By::Perhaps }));
        }
    }
    if bare.chars().count() > LONGEST {
        return None;
    }
    // Part of a header counts from two characters, or four letters: "to" is in "photo".
    let counts = |alias: &str| alias.chars().count() >= if alias.is_ascii() { 4 } else { 2 };
    let parts =
        ALIASES.iter().filter(|(alias, (_, sure))| *sure && counts(alias) && bare.contains(alias.as_str()));
    // The longest says most; of equals the one that stands last is what the others describe.
    let best = parts.max_by_key(|(alias, kind)| (alias.chars().count(), bare.rfind(alias.as_str()), **kind));
    best.map(|(_, (kind, _))| (*kind, By::Part))
}

/// `国籍（地区）` is `国籍`; `*姓名` is `姓名`.
fn without_brackets(header: &str) -> String {
    let mut depth = 0_u32;
    let mut bare = String::new();
    for character in header.chars() {
        match character {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            '*' | '＊' | '★' => {}
            other if depth == 0 => bare.push(other),
            _ => {}
        }
    }
    bare.replace("必填", "").replace("选填", "")
}

impl Kind {
    /// What a volunteer may say that a column is about: all that is imported, and that it is nothing of it.
    pub const CHOSEN: [Self; 31] = [
        Self::Unknown,
        Self::Name,
        Self::LatinName,
        Self::Surname,
        Self::GivenNames,
        Self::Sex,
        Self::Born,
        Self::Nationality,
        Self::Group,
        Self::DocumentKind,
        Self::DocumentNumber,
        Self::DocumentExpires,
        Self::ResidentId,
        Self::Phone,
        Self::PhoneInChina,
        Self::Wechat,
        Self::Email,
        Self::Residence,
        Self::ResidenceCity,
        Self::DepartsOn,
        Self::Flight,
        Self::From,
        Self::Via,
        Self::ArrivesOn,
        Self::EntryPort,
        Self::Seat,
        Self::Destination,
        Self::Address,
        Self::ContactName,
        Self::ContactRelation,
        Self::ContactPhone,
    ];

    /// Where a form keeps it; empty for what no form asks.
    pub fn landmarks(self) -> &'static [Landmark] {
        use Landmark as L;
        match self {
            Self::Name => &[L::HanName, L::Surname, L::GivenNames],
            Self::LatinName => &[L::Surname, L::GivenNames],
            Self::Surname => &[L::Surname],
            Self::GivenNames => &[L::GivenNames],
            Self::Sex => &[L::Sex],
            Self::Born => &[L::Born],
            Self::Nationality => &[L::Nationality],
            Self::Group => &[L::Group],
            Self::DocumentKind => &[L::DocumentKind],
            Self::DocumentNumber => &[L::DocumentNumber],
            Self::DocumentExpires => &[L::DocumentExpires],
            Self::ResidentId => &[L::ResidentId],
            Self::Phone => &[L::Phone],
            Self::PhoneInChina => &[L::PhoneInChina],
            Self::Wechat => &[L::WeChat],
            Self::Email => &[L::Email],
            Self::Residence => &[L::Residence],
            Self::ResidenceCity => &[L::ResidenceCity],
            Self::DepartsOn => &[L::DepartsOn],
            Self::Flight => &[L::Flight],
            Self::From => &[L::LegFrom],
            Self::Via => &[L::LegTo],
            Self::ArrivesOn => &[L::ArrivesOn],
            Self::EntryPort => &[L::EntryPort],
            Self::Seat => &[L::Seat],
            Self::Destination => &[L::County],
            Self::Address => &[L::Address],
            Self::ContactName => &[L::ContactName],
            Self::ContactRelation => &[L::ContactRelation],
            Self::ContactPhone => &[L::ContactPhone],
            Self::RowNumber
            | Self::Stays
            | Self::Companions
            | Self::PickUp
            | Self::Declared
            | Self::Chamber
            | Self::Employer
            | Self::Remarks
            | Self::Health
            | Self::Unknown => &[],
        }
    }

    /// Why a column of this kind is not imported under this edition; nothing where it is.
    pub fn left_out(self, edition: &Edition) -> Option<&'static str> {
        match self {
            Self::Health => Some("import-column-health"),
            Self::Stays => Some("import-column-own-word"),
            Self::Unknown => Some("import-column-unknown"),
            kind => {
                let asked = kind.landmarks().iter().any(|it| edition.landmarks.pointer(*it).is_some());
                (!asked).then_some("import-column-not-asked")
            }
        }
    }

    /// Whether several columns may be of this kind: names in two scripts, flights of several legs.
    pub fn may_repeat(self) -> bool {
        matches!(self, Self::Name | Self::Flight | Self::Via | Self::Seat) || self.landmarks().is_empty()
    }
}
