//! Countries, airports, ports and divisions by the names that people write, and the words of short choices.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock, OnceLock};

use declaration::search::{SearchIndex, fold};
use rulebook::lists::{AIRPORTS, COUNTRIES, DIVISIONS, PORTS};
use rulebook::{Edition, List, Row};

use crate::kind::{Kind, data, joined};

/// Choices that people write in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Words {
    /// Man, woman.
    Sex,
    /// Overseas Chinese, student...
    Group,
    /// Passport, permit...
    DocumentKind,
    /// Spouse, parent...
    Relation,
}

static WORDS: LazyLock<HashMap<(Words, String), String>> = LazyLock::new(|| {
    let table: BTreeMap<String, BTreeMap<String, Vec<String>>> = data(include_str!("../data/words.json"));
    let mut words = HashMap::new();
    for (name, of) in NAMES {
        for (option, written) in table.get(name).into_iter().flatten() {
            words.extend(written.iter().map(|word| ((of, joined(word)), option.clone())));
            words.insert((of, joined(option)), option.clone());
        }
    }
    words
});

/// The first word of a language for an option.
pub(crate) fn word_of(of: Words, option: &str, chinese: bool) -> Option<&'static str> {
    static TABLE: LazyLock<BTreeMap<String, BTreeMap<String, Vec<String>>>> =
        LazyLock::new(|| data(include_str!("../data/words.json")));
    let (name, _) = NAMES.iter().find(|(_, words)| *words == of)?;
    let all = TABLE.get(*name)?.get(option)?;
    all.iter()
        .find(|word| word.is_ascii() != chinese && word.chars().count() > usize::from(!chinese))
        .map(String::as_str)
}

const NAMES: [(&str, Words); 4] = [
    ("sex", Words::Sex),
    ("group", Words::Group),
    ("document-kind", Words::DocumentKind),
    ("contact-relation", Words::Relation),
];

/// The lists of an edition, made ready once for a whole import.
#[derive(Debug, Clone)]
pub struct Lists {
    pub(crate) countries: Named,
    pub(crate) airports: Named,
    pub(crate) ports: Named,
    pub(crate) divisions: Named,
}

impl Lists {
    /// The lists of this edition.
    pub fn of(edition: &Edition) -> Self {
        Self {
            countries: Named::of(edition, COUNTRIES),
            airports: Named::of(edition, AIRPORTS),
            ports: Named::of(edition, PORTS),
            divisions: Named::of(edition, DIVISIONS),
        }
    }

    /// Codes of places that may be meant in a column of this kind, best first, for the volunteer to choose from. Searched when
    /// they look, not for every row of the list.
    pub fn like(&self, kind: Kind, written: &str, most: usize) -> Vec<String> {
        let list = match kind {
            Kind::Nationality | Kind::Residence => &self.countries,
            Kind::From | Kind::Via => &self.airports,
            Kind::EntryPort => &self.ports,
            Kind::Destination | Kind::Address => &self.divisions,
            _ => return Vec::new(),
        };
        list.like(written, most)
    }

    /// The option that a word stands for.
    pub(crate) fn word(&self, of: Words, written: &str) -> Option<&'static str> {
        WORDS.get(&(of, joined(written))).map(String::as_str)
    }
}

/// A list by its names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Named {
    list: Option<Arc<List>>,
    names: HashMap<String, Vec<u32>>,
    index: Arc<OnceLock<SearchIndex>>,
}

/// What divisions are called at their ends, and what people leave out.
const LEVELS: [&str; 8] = ["自治县", "街道", "县", "区", "市", "镇", "乡", "省"];

impl Named {
    fn of(edition: &Edition, name: &str) -> Self {
        let Some(list) = edition.lists.get(name) else { return Self::default() };
        let mut names: HashMap<String, Vec<u32>> = HashMap::new();
        for (place, row) in (0_u32..).zip(list.rows()) {
            let own = row.names.values().map(String::as_str);
            let all = own
                .chain(row.aliases.iter().map(|it| &**it))
                .chain([row.code.as_str()])
                .chain(row.alpha2.as_deref())
                .chain(row.former.iter().map(String::as_str));
            for name in all {
                let known = names.entry(joined(name)).or_default();
                if !known.contains(&place) {
                    known.push(place);
                }
            }
        }
        Self { list: Some(Arc::clone(list)), names, index: Arc::default() }
    }

    pub(crate) fn row(&self, code: &str) -> Option<&Row> {
        self.list.as_deref()?.row(code)
    }

    pub(crate) fn rows(&self) -> &[Row] {
        self.list.as_deref().map_or(&[], List::rows)
    }

    /// Rows that are called so in full.
    pub(crate) fn exact(&self, written: &str) -> impl Iterator<Item = &Row> {
        let places = self.names.get(&joined(written)).into_iter().flatten();
        places.filter_map(|place| self.rows().get(*place as usize))
    }

    fn like(&self, written: &str, most: usize) -> Vec<String> {
        let Some(list) = self.list.as_deref() else { return Vec::new() };
        let index = self.index.get_or_init(|| SearchIndex::of(list));
        let found = index.find(&fold(written), most, |_| true);
        found.into_iter().map(|place| list.rows()[place].code.clone()).collect()
    }
}

/// A division's name as people shorten it: `青田县` is `青田`. One character alone says nothing.
pub(crate) fn shortened(name: &str) -> Option<&str> {
    let short = LEVELS.iter().find_map(|level| name.strip_suffix(level))?;
    (short.chars().count() >= 2).then_some(short)
}
