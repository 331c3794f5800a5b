//! Search-as-you-type over a code list: thousands of rows, an answer per keystroke.
//!
//! Everything is folded once, when the index is built, into one text; a search is one pass over it. Best first: a code
//! typed in full, then a name or another name of it typed in full, then what begins with the query, then words that
//! begin with it, then any part of a name. Of rows that match alike the larger comes first (Berlin in Germany before
//! Berlin in New Hampshire), then the list's order holds.

mod fold;
mod keys;
mod tickets;

pub use fold::{fold, simplified};
pub(crate) use tickets::{parts, place};

use keys::Keys;
use pinyin::{Pinyin, ToPinyin as _};
use rulebook::List;

/// What a row is found by.
#[derive(Debug, Clone, Default)]
pub struct SearchRow<'a> {
    /// Codes, present and former: found from their beginning only.
    pub codes: Vec<&'a str>,
    /// Names in every language, and other names: found by any part.
    pub names: Vec<&'a str>,
    /// The larger of two rows that match alike comes first.
    pub size: u8,
}

/// A list made ready for searching.
#[derive(Debug, Clone)]
pub struct SearchIndex {
    /// Places of the rows, the largest first.
    order: Vec<usize>,
    codes: Keys,
    names: Keys,
    /// Names of several words without their blanks, which count from their beginning only.
    joined: Keys,
    /// Chinese names in pinyin, for a computer abroad that writes no Chinese; from their beginning only, behind what is
    /// called so.
    pinyin: Keys,
}

/// How well a row matches; the best is least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Code,
    Whole,
    Start,
    Word,
    Part,
    Not,
}

/// More words than a query needs; the rest is not looked at.
const MOST_WORDS: usize = 8;
/// Longer than any name; a longer query finds nothing.
const LONGEST_QUERY: usize = 200;

impl SearchIndex {
    /// Indexes the rows, which are known by their place from then on.
    pub fn new<'a>(rows: impl IntoIterator<Item = SearchRow<'a>>) -> SearchIndex {
        let (mut codes, mut names) = (Keys::default(), Keys::default());
        let (mut joined, mut pinyin) = (Keys::default(), Keys::default());
        let mut sizes = Vec::new();
        for row in rows {
            for code in &row.codes {
                codes.add(&fold(code));
            }
            let mut known: Vec<String> = Vec::new();
            for name in row.names.iter().map(|name| fold(name)) {
                if !known.contains(&name) {
                    names.add(&name);
                    if name.contains(' ') {
                        joined.add(&name.replace(' ', ""));
                    }
                    if let Some(sounds) = sounds(&name).filter(|sounds| !known.contains(sounds)) {
                        pinyin.add(&sounds);
                    }
                    known.push(name);
                }
            }
            for keys in [&mut codes, &mut names, &mut joined, &mut pinyin] {
                keys.end_row();
            }
            sizes.push(row.size);
        }
        let mut order: Vec<usize> = (0..sizes.len()).collect();
        order.sort_by_key(|row| std::cmp::Reverse(sizes[*row]));
        SearchIndex { order, codes, names, joined, pinyin }
    }

    /// Indexes a list of the rulebook by code, two letters, former codes, names and other names.
    pub fn of(list: &List) -> SearchIndex {
        SearchIndex::new(list.rows().iter().map(|row| {
            SearchRow {
                codes: [row.code.as_str()]
                    .into_iter()
                    .chain(row.alpha2.as_deref())
                    .chain(row.former.iter().map(String::as_str))
                    .collect(),
                names: row
                    .names
                    .values()
                    .map(String::as_str)
                    .chain(row.aliases.iter().map(|it| &**it))
                    .collect(),
                size: row.size,
            }
        }))
    }

    /// Places of the rows that match, best first, at most `limit`, of those that `keep` lets pass (such as the counties of
    /// one city). An empty query matches every row.
    ///
    /// What a ticket writes is found too, where nothing has all of its words: by a code in capitals among them (`Frankfurt FRA
    /// Terminal 1`), without the words that name no place, or without the country behind a comma.
    pub fn find(&self, query: &str, limit: usize, keep: impl Fn(usize) -> bool) -> Vec<usize> {
        if query.len() > LONGEST_QUERY {
            return Vec::new();
        }
        let folded = fold(query);
        if folded.is_empty() {
            return self.order.iter().copied().filter(|row| keep(*row)).take(limit).collect();
        }
        let found = self.best(&folded, limit, &keep);
        if !found.is_empty() {
            return found;
        }
        let codes = tickets::codes(query);
        let mut by_code: Vec<usize> = codes.flat_map(|code| self.of_code(&fold(code))).collect();
        by_code.retain(|row| keep(*row));
        by_code.dedup();
        by_code.truncate(limit);
        if !by_code.is_empty() {
            return by_code;
        }
        let fewer = tickets::place(&folded);
        let found =
            if fewer.is_empty() || fewer == folded { Vec::new() } else { self.best(&fewer, limit, &keep) };
        if !found.is_empty() {
            return found;
        }
        // A station that no list has stands for its city: 杭州东.
        if let Some(city) = tickets::city_of_station(&folded).and_then(|city| self.whole(city, limit, &keep))
        {
            return city;
        }
        self.best_of_parts(query, limit, &keep)
    }

    /// The country behind a city: of what commas part, the one that is something's whole name. `Porto Venere` is one name, and no
    /// Porto.
    fn best_of_parts(&self, query: &str, limit: usize, keep: &impl Fn(usize) -> bool) -> Vec<usize> {
        let whole = |part: &str| self.whole(part, limit, keep);
        let parts = tickets::parts(query).map(fold).take(MOST_WORDS);
        let mut found = parts.filter_map(|part| whole(&part).or_else(|| whole(&tickets::place(&part))));
        // Of two places neither is the one that was asked for.
        found.next().filter(|_| found.next().is_none()).unwrap_or_default()
    }

    /// The rows whose whole name or code this is, if there are any.
    fn whole(&self, name: &str, limit: usize, keep: &impl Fn(usize) -> bool) -> Option<Vec<usize>> {
        if name.chars().count() < 2 {
            return None;
        }
        let rows = self.called(name).into_iter().filter(|row| keep(*row));
        Some(rows.take(limit).collect::<Vec<_>>()).filter(|rows| !rows.is_empty())
    }

    /// Places of the rows that have exactly this name, or this code, the largest first. `name` is folded already.
    pub(crate) fn called(&self, name: &str) -> Vec<usize> {
        let mut called = vec![false; self.order.len()];
        for keys in [&self.codes, &self.names, &self.joined] {
            keys.each_whole(name, &mut |row| {
                if let Some(row) = called.get_mut(row) {
                    *row = true;
                }
            });
        }
        self.order.iter().copied().filter(|row| called.get(*row) == Some(&true)).collect()
    }

    /// The rows whose code this is.
    fn of_code(&self, code: &str) -> Vec<usize> {
        let mut rows = Vec::new();
        self.codes.each_whole(code, &mut |row| rows.push(row));
        rows
    }

    fn best(&self, query: &str, limit: usize, keep: &impl Fn(usize) -> bool) -> Vec<usize> {
        let ranks = self.ranks(query);
        let mut found: Vec<usize> = Vec::new();
        for wanted in [Rank::Code, Rank::Whole, Rank::Start, Rank::Word, Rank::Part] {
            let of_rank = self.order.iter().copied().filter(|row| ranks.get(*row) == Some(&wanted));
            found.extend(of_rank.filter(|row| keep(*row)).take(limit - found.len()));
            if found.len() == limit {
                break;
            }
        }
        found
    }

    fn ranks(&self, query: &str) -> Vec<Rank> {
        let mut ranks = vec![Rank::Not; self.order.len()];
        let mut better = |row: usize, rank: Rank| {
            if let Some(known) = ranks.get_mut(row) {
                *known = rank.min(*known);
            }
        };
        self.codes.each_start(query, &mut |row, rank| {
            better(row, if rank == Rank::Whole { Rank::Code } else { rank })
        });
        self.names.each_match(query, &mut better);
        self.joined.each_start(query, &mut better);
        self.pinyin.each_start(&query.replace(' ', ""), &mut |row, _| better(row, Rank::Word));
        let words: Vec<&str> = query.split(' ').take(MOST_WORDS).collect();
        if words.len() > 1 {
            // "hang zhou" for Hangzhou, and "main frankfurt": each word begins a word of the name.
            self.joined.each_start(&words.concat(), &mut better);
            self.names.each_match(&words.concat(), &mut better);
            let mut seen = vec![0_u8; self.order.len()];
            for (place, word) in words.iter().enumerate() {
                self.names.each_match(word, &mut |row, rank| {
                    if rank <= Rank::Word
                        && let Some(seen) = seen.get_mut(row)
                    {
                        *seen |= 1 << place;
                    }
                });
            }
            let all = u8::MAX >> (MOST_WORDS - words.len());
            for (row, _) in seen.iter().enumerate().filter(|(_, seen)| **seen == all) {
                better(row, Rank::Word);
            }
        }
        ranks
    }
}

/// A Chinese name in pinyin without tones or blanks, each character as it is read most often; nothing for other names.
fn sounds(name: &str) -> Option<String> {
    let read = name.chars().filter(|character| *character != ' ');
    let sounds: Option<String> = read.map(|one| one.to_pinyin().map(Pinyin::plain)).collect();
    sounds.map(|sounds| fold(&sounds)).filter(|sounds| !sounds.is_empty())
}
