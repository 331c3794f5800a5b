//! The flights of a cell: one, or all of a journey.

use rulebook::characters::is_dash;
use rulebook::flight;

use super::plain;
use crate::finding::Problem;
use crate::sheet::Cell;

/// A flight, and where it goes if the cell says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Flight {
    pub(crate) number: String,
    pub(crate) ends: Option<(String, String)>,
}

/// Flights in the order of the cell.
pub(crate) fn read(cell: &Cell) -> Result<Vec<Flight>, Problem> {
    let unclear = || Problem::new("import-flight-unclear");
    let text = without_brackets(&super::text(cell)?);
    let mut flights: Vec<Flight> = Vec::new();
    let mut ends = None;
    for part in text.split(['/', ',', '、', ';', '+', '&', '→', '>', '|', '\n', '转']) {
        let mut words: Vec<&str> = part.split_whitespace().collect();
        words.reverse();
        while let Some(word) = words.pop() {
            if let Some(pair) = airports(word) {
                // Before its flight, or behind it.
                match flights.last_mut() {
                    Some(last) if last.ends.is_none() && words.is_empty() => last.ends = Some(pair),
                    _ => ends = Some(pair),
                }
                continue;
            }
            let both = words.last().map(|next| format!("{word}{next}"));
            let (number, used) = match (flight::canonical(word), both.as_deref().and_then(flight::canonical))
            {
                (Some(number), _) => (number, 0),
                (None, Some(number)) => (number, 1),
                (None, None) => return Err(unclear()),
            };
            words.truncate(words.len() - used);
            flights.push(Flight { number, ends: ends.take() });
        }
    }
    if flights.is_empty() || ends.is_some() { Err(unclear()) } else { Ok(flights) }
}

/// `MXP-PVG`.
fn airports(word: &str) -> Option<(String, String)> {
    let (from, to) = word.split_once(is_dash)?;
    let is_code = |text: &str| text.len() == 3 && text.bytes().all(|c| c.is_ascii_uppercase());
    (is_code(from) && is_code(to)).then(|| (from.to_owned(), to.to_owned()))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let text = plain(text);
    let mut bare = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            other if depth == 0 => bare.push(other),
            _ => {}
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        read(&Cell::text(text)).unwrap().into_iter().map(|flight| flight.number).collect()
    }

    #[test]
    fn several_flights_stand_in_a_cell_in_many_ways() {
        for text in [
            "AF1131/CA934",
            "AF 1131 CA 934",
            "AF1131、CA934",
            "af1131转ca0934",
            "AF1131(3月5日)\nCA934",
            "AF1131→CA934",
        ] {
            assert_eq!(numbers(text), ["AF1131", "CA934"], "{text}");
        }
        let flights = read(&Cell::text("MXP-CDG AF1131; CDG-PVG AF112")).unwrap();
        assert_eq!(flights[1].ends, Some(("CDG".into(), "PVG".into())), "the cell says where it goes");
        assert_eq!(read(&Cell::text("待定 CA934")).unwrap_err().code, "import-flight-unclear");
        assert_eq!(
            read(&Cell::Number(934.0)).unwrap_err().code,
            "import-cell-destroyed",
            "the airline is gone"
        );
    }
}
