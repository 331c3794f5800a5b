//! Long lists, searched as one types; codes put in words.

mod countries;
mod named;
mod parts;
mod stops;

use rulebook::characters::is_han;
use rulebook::lists::{AIRPORTS, COUNTRIES, DIVISIONS};
use rulebook::{Control, Field, List, Phone, Row};
use serde_json::Value;

use crate::form::Form;
use crate::pointer;
use crate::search::SearchIndex;

/// Characters of an address before what is looked for.
const LONGEST_ADDRESS: usize = 20;

/// Behind the name of a division in Chinese, and often left out.
const KINDS_OF_DIVISION: [&str; 4] = ["", "市", "县", "区"];

/// Rows of a list that have exactly this name, the largest first; divisions also without the word for what they are. `name` is folded
/// already.
fn rows_called<'a>(list: &'a List, index: &SearchIndex, name: &str) -> Vec<&'a Row> {
    let kinds = if list.name == DIVISIONS { &KINDS_OF_DIVISION[..] } else { &[""] };
    let called = kinds.iter().flat_map(|kind| index.called(&format!("{name}{kind}")));
    called.filter_map(|row| list.rows().get(row)).collect()
}

/// A row of a list that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// The code that becomes the answer.
    pub code: String,
    /// Its name in the language asked for.
    pub name: String,
    /// What tells it from others of that name: a country's two letters, an airport's code and country, a division's parent.
    pub detail: Option<String>,
}

impl Form {
    /// Rows of the list behind a question (concrete pointer or field), best match first, at most `limit`; of the field's
    /// level and within its parent only. An empty query gives the first rows.
    pub fn options(
        &self,
        at: &str,
        answers: &Value,
        query: &str,
        language: &str,
        limit: usize,
    ) -> Vec<ListRow> {
        self.options_among(at, answers, query, (language, limit), |_| true)
    }

    /// The same of those rows alone that the caller lets pass.
    pub fn options_among(
        &self,
        at: &str,
        answers: &Value,
        query: &str,
        (language, limit): (&str, usize),
        fits: impl Fn(&Row) -> bool,
    ) -> Vec<ListRow> {
        let Some((list, index, keep)) = self.offered(at, answers) else { return Vec::new() };
        let fits = |row: &Row| keep(row) && fits(row);
        let named = |query: &str| self.named(list, index, query, (language, limit), &fits);
        let found = named(query);
        if list.name == COUNTRIES {
            return self.countries_for((list, index), query, (language, limit), found, &fits);
        }
        if list.name == AIRPORTS && !query.trim().is_empty() {
            return self.stops_for((list, index), query, (language, limit), found, &fits);
        }
        // An address was pasted: what is looked for stands at its end (宁波市鄞州区). Of an airport only 机场 stands there.
        let of_divisions = list.name == DIVISIONS;
        let is_address = of_divisions && found.is_empty() && query.chars().all(is_han);
        let ends = query.char_indices().map(|(at, _)| &query[at..]).skip(1).take(LONGEST_ADDRESS);
        let shorter = ends.filter(|end| is_address && end.chars().count() >= 2);
        shorter.map(named).find(|found| !found.is_empty()).unwrap_or(found)
    }

    /// Rows that are called so, then those that a part of is called so.
    fn named(
        &self,
        list: &List,
        index: &SearchIndex,
        query: &str,
        (language, limit): (&str, usize),
        fits: &impl Fn(&Row) -> bool,
    ) -> Vec<ListRow> {
        let rows = list.rows();
        let found = index.find(query, limit, |row| fits(&rows[row]));
        let mut offered: Vec<ListRow> =
            found.into_iter().map(|row| self.list_row(&list.name, &rows[row], language)).collect();
        let has_parts = rows.iter().any(|row| row.parent.is_some());
        if has_parts && offered.len() < limit && !query.trim().is_empty() {
            let most = limit - offered.len();
            let wholes = wholes(list, index, query, most, fits);
            let new = |row: &(&Row, &Row)| !offered.iter().any(|known| known.code == row.0.code);
            let wholes: Vec<_> = wholes.into_iter().filter(new).collect();
            // Taking such a row answers both: whoever pressed `丽水市 青田县` has said which county.
            offered.extend(wholes.into_iter().map(|(whole, part)| ListRow {
                code: part.code.clone(),
                detail: Some(part.name(language).to_owned()),
                ..self.list_row(&list.name, whole, language)
            }));
        }
        offered
    }

    /// The list behind a question with its index, and which of its rows may be chosen there.
    fn offered(&self, at: &str, answers: &Value) -> Option<(&List, &SearchIndex, impl Fn(&Row) -> bool)> {
        let field = self.edition.field_at(&pointer::general(at)).or_else(|| self.edition.field_at(at))?;
        let list = field.list.as_deref().and_then(|name| self.edition.list(name))?;
        let index = self.index_of(list)?;
        let parent = match self.parent(field, answers) {
            Parent::Any => None,
            // The answer may be a retired code; rows name their parent by its present one.
            Parent::Code(code) => Some(list.row(code).map_or(code, |row| row.code.as_str()).to_owned()),
            // What the rows would have to stand in is not answered yet.
            Parent::Open => return None,
        };
        let keep = move |row: &Row| field.offers(row) && (parent.is_none() || row.parent == parent);
        Some((list, index, keep))
    }

    /// The index of a list, made when it is first asked for.
    fn index_of(&self, list: &List) -> Option<&SearchIndex> {
        Some(self.indexes.get(&list.name)?.get_or_init(|| SearchIndex::of(list)))
    }

    /// The words of a code.
    pub fn label(&self, list: &str, code: &str, language: &str) -> Option<String> {
        self.edition.list(list)?.row(code).map(|row| row.name(language).to_owned())
    }

    /// What is understood of an answer, to stand beside it: an airport's code and country, a division's parent unless it
    /// was chosen before, a telephone number's country and the number as it is read.
    pub fn beside(&self, field: &Field, code: &str, language: &str) -> Option<String> {
        if field.control == Control::Phone {
            let phone = Phone::read(code, None)?;
            let countries = self.edition.list(rulebook::lists::COUNTRIES)?.rows();
            let country = countries.iter().find(|row| row.alpha2.is_some() && row.alpha2 == phone.country());
            return Some(match country {
                Some(country) => format!("{} · {}", country.name(language), phone.shown()),
                None => phone.shown(),
            });
        }
        let list = field.list.as_deref()?;
        let row = self.edition.list(list)?.row(code)?;
        let told = row.country.is_some() || field.within.is_none();
        self.list_row(list, row, language).detail.filter(|_| told && row.alpha2.is_none())
    }

    fn list_row(&self, list: &str, row: &Row, language: &str) -> ListRow {
        let country =
            row.country.as_deref().and_then(|code| self.label(rulebook::lists::COUNTRIES, code, language));
        let parent = row.parent.as_deref().and_then(|code| self.label(list, code, language));
        let detail = match (country, parent) {
            // The codes of stations, harbours and border ports are the software's own.
            (Some(country), _) if row.code.contains('-') => Some(country),
            (Some(country), _) => Some(format!("{} · {country}", row.code)),
            (None, Some(parent)) => Some(parent),
            (None, None) => row.alpha2.clone(),
        };
        ListRow { code: row.code.clone(), name: row.name(language).to_owned(), detail }
    }

    fn parent<'a>(&self, field: &Field, answers: &'a Value) -> Parent<'a> {
        let Some(within) = &field.within else { return Parent::Any };
        match answers.pointer(&within.pointer(&self.edition.shape)).and_then(Value::as_str) {
            Some(code) if !code.is_empty() => Parent::Code(code),
            _ => Parent::Open,
        }
    }
}

/// Rows that may be chosen, by the name of a part of them, with that part: who comes from Yiwu looks for it among the cities,
/// and need not know that it belongs to Jinhua.
fn wholes<'a>(
    list: &'a List,
    index: &SearchIndex,
    query: &str,
    most: usize,
    fits: &impl Fn(&Row) -> bool,
) -> Vec<(&'a Row, &'a Row)> {
    let rows = list.rows();
    let whole = |part: &Row| part.parent.as_deref().and_then(|code| list.row(code)).filter(|row| fits(row));
    let mut wholes: Vec<(&Row, &Row)> = Vec::new();
    for part in index.find(query, most, |row| whole(&rows[row]).is_some()) {
        let part = &rows[part];
        wholes.extend(whole(part).map(|whole| (whole, part)));
    }
    wholes
}

enum Parent<'a> {
    Any,
    Open,
    Code(&'a str),
}
