//! A country found by what lies in it. Who is asked for a country may write a city, a region, or both: `Prato, Italy`, `德国柏林`, `浙江`.
//!
//! What was written is taken apart, each part is looked for among the countries, the cities and the regions, and what all known parts
//! agree on is offered. Where they agree on nothing, nothing is: no country is better than a wrong one.

use rulebook::characters::is_han;
use rulebook::lists::{AIRPORTS, DIVISIONS, REGIONS};
use rulebook::vocabulary::MAINLAND;
use rulebook::{List, Row};

use super::{ListRow, rows_called};
use crate::form::Form;
use crate::search::{SearchIndex, fold, parts};

/// A longer text is no place.
const LONGEST: usize = 60;
/// Han characters that may be two names run together.
const LONGEST_HAN: usize = 12;
/// A place of this size is meant by its name alone; one of a smaller size may be the beginning of a country's: `Mongo` of `Mongolia`.
const KNOWN_BY_ITS_NAME: u8 = 10;
/// Fewer Latin letters are no name of a place, but the code of an airport, or the beginning of anything.
const SHORTEST_LATIN: usize = 4;

/// A country that a text may mean.
#[derive(Debug, Clone)]
pub(super) struct Meant {
    /// Its code.
    pub(super) country: String,
    /// What lies in it and is called so; nothing where the country itself is.
    place: Option<String>,
    size: u8,
}

impl Form {
    /// What a list of countries offers for a text that its own search answers with `found`.
    pub(super) fn countries_for(
        &self,
        (list, index): (&List, &SearchIndex),
        query: &str,
        (language, limit): (&str, usize),
        found: Vec<ListRow>,
        fits: &impl Fn(&Row) -> bool,
    ) -> Vec<ListRow> {
        let folded = fold(query);
        let says_more = |row: &ListRow| list.row(&row.code).is_some_and(|row| has_words(row, &folded));
        if folded.is_empty() || query.chars().count() > LONGEST || found.iter().any(says_more) {
            return found;
        }
        let search = Places { form: self, countries: (list, index), language };
        let Some(meant) = search.of_parts(query) else { return found };
        let is_known = meant.is_empty() || meant.iter().any(|meant| meant.size >= KNOWN_BY_ITS_NAME);
        let before = if is_known { Vec::new() } else { found };
        let meant: Vec<Meant> =
            meant.into_iter().filter(|meant| !before.iter().any(|row| row.code == meant.country)).collect();
        let offered = meant.into_iter().filter_map(|meant| {
            let row = list.row(&meant.country).filter(|row| fits(row))?;
            let row = self.list_row(&list.name, row, language);
            Some(ListRow { detail: meant.place.or(row.detail), ..row })
        });
        before.into_iter().chain(offered).take(limit).collect()
    }
}

/// Whether all words of a text are whole words of one of the row's names. `Roma` is none of `Romania`.
fn has_words(row: &Row, folded: &str) -> bool {
    let codes = [&row.code].into_iter().chain(&row.alpha2).chain(&row.former).map(String::as_str);
    let names = row.names.values().map(String::as_str).chain(row.aliases.iter().map(|it| &**it));
    codes.chain(names).map(fold).any(|name| {
        let mut words = folded.split(' ');
        name == folded || words.all(|word| name.split(' ').any(|one| one == word))
    })
}

pub(super) struct Places<'a> {
    pub(super) form: &'a Form,
    pub(super) countries: (&'a List, &'a SearchIndex),
    pub(super) language: &'a str,
}

impl Places<'_> {
    /// The countries that all known parts of a text agree on, the likeliest first; nothing where no part is known.
    pub(super) fn of_parts(&self, text: &str) -> Option<Vec<Meant>> {
        let mut agreed: Option<Vec<Meant>> = None;
        for part in parts(text).map(str::trim).filter(|part| !part.is_empty()) {
            let meant = self.of_part(&fold(part));
            if meant.is_empty() {
                continue;
            }
            agreed = Some(match agreed {
                None => meant,
                Some(others) => both(&others, &meant),
            });
        }
        agreed
    }

    /// The countries that one part means: by its name, or as a country and a place in it side by side.
    fn of_part(&self, text: &str) -> Vec<Meant> {
        let called = self.called(text);
        if !called.is_empty() {
            return called;
        }
        let blanks = text.match_indices(' ').map(|(at, _)| (&text[..at], &text[at + 1..]));
        let of_two = blanks.map(|(one, other)| self.of_two(one, other)).find(|meant| !meant.is_empty());
        of_two.or_else(|| self.run_together(text)).unwrap_or_default()
    }

    /// A country and a place in it, in either order. What is not known beside a country is of it where it is written in Chinese: `New Jersey`
    /// is not of Jersey.
    fn of_two(&self, one: &str, other: &str) -> Vec<Meant> {
        let (first, second) = (self.called(one), self.called(other));
        if first.is_empty() != second.is_empty() && one.chars().chain(other.chars()).all(is_han) {
            return [first, second].concat();
        }
        both(&first, &second)
    }

    /// `德国柏林`, `浙江青田`: the longest beginning that is a place, and what lies in it. What is not known behind it may be the rest of a
    /// longer name (`马里兰` is not of 马里, `约旦河西岸` not of 约旦), unless the beginning is long or ends as names of places do.
    fn run_together(&self, text: &str) -> Option<Vec<Meant>> {
        let length = text.chars().count();
        if !text.chars().all(is_han) || !(3..=LONGEST_HAN).contains(&length) {
            return None;
        }
        let ends = text.char_indices().map(|(at, _)| at).skip(2);
        let ends: Vec<usize> = ends.collect();
        ends.into_iter().rev().find_map(|at| {
            let (head, rest) = text.split_at(at);
            let first = self.called(head);
            if first.is_empty() {
                return None;
            }
            let second = self.called(rest);
            let ends_itself = head.chars().count() > 2 || head.ends_with(['国', '省', '州', '市']);
            match second.is_empty() {
                true => (ends_itself && rest.chars().count() > 1).then_some(first),
                false => Some(both(&first, &second)),
            }
        })
    }

    /// The countries that are called so, then those in which something is, the larger first.
    pub(super) fn called(&self, name: &str) -> Vec<Meant> {
        let (countries, index) = self.countries;
        let itself = rows_called(countries, index, name).into_iter();
        let mut meant: Vec<Meant> =
            itself.map(|row| Meant { country: row.code.clone(), place: None, size: u8::MAX }).collect();
        let shortest = if name.is_ascii() { SHORTEST_LATIN } else { 2 };
        if name.chars().count() < shortest {
            return meant;
        }
        for list in [AIRPORTS, REGIONS] {
            // The whole of a country by land or sea is called as the country is.
            let places = self.rows_called(list, name).filter(|row| !row.code.starts_with("G-"));
            meant.extend(places.filter_map(|row| {
                let place = Some(row.name(self.language).to_owned());
                Some(Meant { country: row.country.clone()?, place, size: row.size })
            }));
        }
        let divisions = self.rows_called(DIVISIONS, name);
        let divisions = divisions.filter(|row| row.level.as_deref() != Some("township"));
        meant.extend(divisions.map(|row| Meant {
            country: MAINLAND.to_owned(),
            place: Some(row.name(self.language).to_owned()),
            size: KNOWN_BY_ITS_NAME,
        }));
        meant.sort_by_key(|meant| std::cmp::Reverse(meant.size));
        let mut once: Vec<Meant> = Vec::new();
        for one in meant {
            if !once.iter().any(|known| known.country == one.country) {
                once.push(one);
            }
        }
        once
    }

    fn rows_called(&self, list: &str, name: &str) -> impl Iterator<Item = &Row> {
        let list = self.form.edition.list(list);
        let found = list.and_then(|list| Some(rows_called(list, self.form.index_of(list)?, name)));
        found.into_iter().flatten()
    }
}

/// The countries that two parts of a text agree on, with the place that one of them names.
fn both(some: &[Meant], others: &[Meant]) -> Vec<Meant> {
    let agreed = some.iter().filter_map(|one| {
        let other = others.iter().find(|other| other.country == one.country)?;
        let place = one.place.clone().or_else(|| other.place.clone());
        Some(Meant { country: one.country.clone(), place, size: u8::MAX })
    });
    agreed.collect()
}
