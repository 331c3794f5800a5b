//! Countries, airports, ports and divisions by the names that people write. A name of several places is asked about.

use rulebook::Row;

use super::plain;
use crate::finding::Problem;
use crate::lists::{Lists, Named, shortened};

/// Most places that are offered to choose from.
const OFFERED: usize = 8;

/// The one row that is called so.
pub(crate) fn one(list: &Named, written: &str) -> Result<String, Problem> {
    let line = plain(written);
    let found: Vec<&Row> = list.exact(&line).collect();
    // A code typed in full is no name.
    let by_code = found.iter().find(|row| row.code.eq_ignore_ascii_case(&line));
    match (by_code, found.as_slice()) {
        (Some(row), _) | (None, [row]) => Ok(row.code.clone()),
        (None, []) => Err(Problem::new("import-place-unknown")),
        (None, several) => {
            let codes: Vec<&str> = several.iter().take(OFFERED).map(|row| row.code.as_str()).collect();
            Err(Problem::new("import-place-several").with("codes", codes.join(" ")))
        }
    }
}

/// A country, and the town that stands behind it: `意大利米兰`, `Italy, Milan`.
pub(crate) fn country(lists: &Lists, written: &str) -> Result<(String, Option<String>), Problem> {
    let line = plain(written);
    let whole = one(&lists.countries, &line);
    let Err(problem) = whole else { return whole.map(|code| (code, None)) };
    if problem.code == "import-place-several" {
        return Err(problem);
    }
    let ends = line.char_indices().map(|(at, _)| at).filter(|at| *at > 0).rev();
    for end in ends {
        let (front, back) = line.split_at(end);
        let parted = !front.is_ascii() || back.starts_with([' ', ',', '/', '-']);
        if parted && front.chars().count() >= 2 {
            let mut rows = lists.countries.exact(front.trim_end_matches([',', ' ', '/', '-']));
            if let (Some(row), None) = (rows.next(), rows.next()) {
                let town = back.trim_matches([',', ' ', '/', '-', '·', '(', ')']);
                return Ok((row.code.clone(), (!town.is_empty()).then(|| town.to_owned())));
            }
        }
    }
    Err(problem)
}

/// A destination, as far as a text says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Divided {
    pub(crate) city: Option<String>,
    pub(crate) county: Option<String>,
    pub(crate) township: Option<String>,
    pub(crate) rest: String,
}

impl Divided {
    /// A division that somebody has chosen, with those above it.
    pub(crate) fn of(lists: &Lists, row: &Row) -> Self {
        let mut divided = Self::default();
        let mut next = Some(row);
        while let Some(row) = next {
            let place = match row.level.as_deref() {
                Some("city") => &mut divided.city,
                Some("county") => &mut divided.county,
                _ => &mut divided.township,
            };
            *place = Some(row.code.clone());
            next = row.parent.as_deref().and_then(|parent| lists.divisions.row(parent));
        }
        divided
    }
}

/// Parts an address into city, county, township and what stands behind them.
pub(crate) fn divide(lists: &Lists, written: &str) -> Divided {
    let line: String = plain(written).chars().filter(|c| !c.is_whitespace() || written.is_ascii()).collect();
    let mut rest = line.as_str();
    for front in ["中国", "浙江省", "浙江"] {
        rest = rest.strip_prefix(front).unwrap_or(rest).trim_start_matches([',', '-', '/']);
    }
    let mut divided = Divided::default();
    let (city, behind) = begins(lists, rest, "city", None);
    // 丽水 alone is the city; 青田 alone is a county.
    if let Some(row) = city {
        divided.city = Some(row.code.clone());
        rest = behind;
    }
    let (county, behind) = begins(lists, rest, "county", divided.city.as_deref());
    if let Some(row) = county {
        divided.county = Some(row.code.clone());
        divided.city = row.parent.clone().or(divided.city);
        rest = behind;
    }
    if let Some(county) = divided.county.as_deref() {
        let (township, behind) = begins(lists, rest, "township", Some(county));
        if let Some(row) = township {
            divided.township = Some(row.code.clone());
            rest = behind;
        }
    } else if divided.city.is_none()
        && let Ok(code) = one(&lists.divisions, rest)
        && let Some(row) = lists.divisions.row(&code)
        && row.level.as_deref() == Some("county")
    {
        // In Latin letters: Qingtian.
        divided.county = Some(code);
        divided.city.clone_from(&row.parent);
        rest = "";
    }
    divided.rest = rest.trim_matches([',', '-', '/', ' ']).to_owned();
    divided
}

/// The division of a level that a text begins with, and what stands behind it. The whole name counts before the short one;
/// the short name of a township counts only where nothing else follows.
fn begins<'l, 't>(
    lists: &'l Lists,
    text: &'t str,
    level: &str,
    parent: Option<&str>,
) -> (Option<&'l Row>, &'t str) {
    let of_level = |row: &&Row| {
        row.level.as_deref() == Some(level) && (parent.is_none() || row.parent.as_deref() == parent)
    };
    let mut best: Option<(usize, &Row)> = None;
    for row in lists.divisions.rows().iter().filter(of_level) {
        let Some(name) = row.names.get("zh") else { continue };
        let length = if text.starts_with(name.as_str()) {
            name.len() + 1
        } else {
            match shortened(name) {
                Some(short) if text == short || (level != "township" && text.starts_with(short)) => {
                    short.len()
                }
                _ => continue,
            }
        };
        if best.is_none_or(|(longest, _)| length > longest) {
            best = Some((length, row));
        }
    }
    match best {
        Some((length, row)) => {
            let name = row.names.get("zh").map_or("", String::as_str);
            let taken = if text.starts_with(name) { name.len() } else { length };
            (Some(row), text.get(taken..).unwrap_or_default())
        }
        None => (None, text),
    }
}
