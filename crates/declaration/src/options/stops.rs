//! Airports, stations, harbours and border ports that are written with, or as, the country or province in which they lie: `加纳`,
//! `新疆霍尔果斯口岸`, `巴西桑托斯港`.

use rulebook::characters::is_han;
use rulebook::lists::COUNTRIES;
use rulebook::vocabulary::MAINLAND;
use rulebook::{List, Row};

use super::countries::Places;
use super::{ListRow, rows_called};
use crate::form::Form;
use crate::search::{SearchIndex, fold, place};

/// Begins the code of a whole country, entered or left by land or sea.
const WHOLE_COUNTRY: &str = "G-";
/// Ends the name of a place where journeys end.
const KINDS: [&str; 5] = ["港", "口岸", "码头", "车站", "站"];
/// Han characters that may be two names run together.
const LONGEST_HAN: usize = 12;
/// Fewer Latin letters are a code, or the beginning of anything.
const SHORTEST_LATIN: usize = 4;

impl Form {
    /// What a list of stops offers for a text that its own search answers with `found`.
    pub(super) fn stops_for(
        &self,
        (list, index): (&List, &SearchIndex),
        query: &str,
        (language, limit): (&str, usize),
        found: Vec<ListRow>,
        fits: &impl Fn(&Row) -> bool,
    ) -> Vec<ListRow> {
        let Some(countries) = self.edition.list(COUNTRIES) else { return found };
        let Some(of_countries) = self.index_of(countries) else { return found };
        let folded = fold(query);
        let is_long = !folded.is_ascii() || folded.len() >= SHORTEST_LATIN;
        let named = rows_called(countries, of_countries, &folded);
        if !named.is_empty() {
            // Who writes a country means what lies in it, and not what begins like it; what is called so itself comes first.
            let own = named.iter().flat_map(|country| stops_of(list, &country.code, fits));
            let called =
                rows_called(list, index, &folded).into_iter().filter(|row| row.size > 0 && fits(row));
            // `USA` is an airport as well, and a code in full goes first.
            let in_full = list.row(&query.trim().to_uppercase()).filter(|row| fits(row));
            let rows = in_full.into_iter().chain(called).chain(own);
            let rows = rows.map(|row| self.list_row(&list.name, row, language));
            return each_once(rows.chain(found), limit);
        }
        let places = Places { form: self, countries: (countries, of_countries), language };
        // A town abroad that has no stop of its own is entered and left by land or sea; what begins like it is another.
        let town = place(&folded);
        let within = if is_long { places.called(&town) } else { Vec::new() };
        let within = within.iter().map(|meant| &meant.country).filter(|country| *country != MAINLAND);
        let whole = within.flat_map(|country| stops_of(list, country, fits));
        let mut whole = whole.filter(|row| row.code.starts_with(WHOLE_COUNTRY)).peekable();
        if whole.peek().is_some() {
            let called = [&folded, &town].into_iter().flat_map(|name| rows_called(list, index, name));
            let called = called.filter(|row| fits(row));
            let rows = called.chain(whole).map(|row| self.list_row(&list.name, row, language));
            return each_once(rows.chain(found), limit);
        }
        if !found.is_empty() {
            return found;
        }
        for at in ends_of(&folded).into_iter().rev() {
            let (head, rest) = folded.split_at(at);
            let within = places.called(head);
            let lies = |row: &Row| {
                fits(row) && within.iter().any(|meant| Some(&meant.country) == row.country.as_ref())
            };
            if within.is_empty() || rest.chars().count() < 2 {
                continue;
            }
            let found = self.named(list, index, rest, (language, limit), &lies);
            if !found.is_empty() {
                return found;
            }
        }
        // A harbour that no list has lies in the country that stands before it: there by land or sea is what can be chosen.
        let of_a_kind = KINDS.iter().any(|kind| folded.ends_with(kind));
        let before = ends_of(&folded).into_iter().rev().map(|at| &folded[..at]).filter(|_| of_a_kind);
        let countries =
            before.map(|head| rows_called(countries, of_countries, head)).find(|rows| !rows.is_empty());
        let mut meant: Vec<String> =
            places.of_parts(query).unwrap_or_default().into_iter().map(|it| it.country).collect();
        meant.extend(countries.into_iter().flatten().map(|row| row.code.clone()));
        let whole = meant.iter().flat_map(|country| stops_of(list, country, fits));
        let whole = whole.filter(|row| row.code.starts_with(WHOLE_COUNTRY));
        each_once(whole.map(|row| self.list_row(&list.name, row, language)), limit)
    }
}

/// Where the first of two names that were run together may end.
fn ends_of(folded: &str) -> Vec<usize> {
    let ends = folded.char_indices().map(|(at, _)| at).skip(2).filter(|_| folded.chars().all(is_han));
    ends.take(LONGEST_HAN).collect()
}

/// What lies in a country: the whole of it by land or sea where that may be chosen, then the larger before the smaller.
fn stops_of<'a>(list: &'a List, country: &str, fits: &impl Fn(&Row) -> bool) -> Vec<&'a Row> {
    let in_it = |row: &&Row| row.country.as_deref() == Some(country) && fits(row);
    let mut stops: Vec<&Row> = list.rows().iter().filter(in_it).collect();
    stops.sort_by_key(|row| (!row.code.starts_with(WHOLE_COUNTRY), std::cmp::Reverse(row.size)));
    stops
}

fn each_once(rows: impl Iterator<Item = ListRow>, limit: usize) -> Vec<ListRow> {
    let mut once: Vec<ListRow> = Vec::new();
    for row in rows {
        if once.len() == limit {
            break;
        }
        if !once.iter().any(|known| known.code == row.code) {
            once.push(row);
        }
    }
    once
}
