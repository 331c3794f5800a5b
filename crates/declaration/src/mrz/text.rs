//! Finding the zone in what was pasted: lines among other text, spaces between characters, lines run together or
//! broken in the wrong place, full-width characters, «quotes» that an office program made of `<<`.
//!
//! Only signs that can mean nothing else are brought into the zone's alphabet; everything else stays a foreign character,
//! and is reported where it stands.

use rulebook::characters::{is_invisible, narrow};

use super::check_digit::check;
use super::codes::is_travel_document;
use super::field::Check;
use super::format::Format;
use super::layout::{PROOF, Zone};
use super::problem::MrzProblem;

/// Stands for a character that no zone has.
const FOREIGN: u8 = b'?';
/// A line shorter than this is not taken for a broken line of a zone.
const SHORTEST: usize = 10;

/// A line of the text, in the zone's alphabet.
struct Row {
    cells: Vec<u8>,
    /// Where its pieces (what blanks part) end.
    pieces: Vec<usize>,
}

/// The best zone in the text, or why there is none. An office program makes `«` of two fillers, a camera reads one as it.
pub(super) fn find(text: &str) -> Result<Zone, MrzProblem> {
    let of_two = read(text);
    let of_one = text.contains('«').then(|| read(&text.replace('«', "<")));
    let Some(Ok(of_one)) = of_one else { return of_two };
    match of_two {
        Ok(zone) if zone.score() >= of_one.score() => Ok(zone),
        Err(problem) if of_one.score() < PROOF => Err(problem),
        _ => Ok(of_one),
    }
}

fn read(text: &str) -> Result<Zone, MrzProblem> {
    let rows = rows(text);
    let blocks = blocks(&rows);
    let whole = best(blocks.iter().filter_map(zone));
    if let Some(zone) = whole.as_ref().filter(|z| z.score() >= PROOF && !national(z)) {
        return Ok(Zone { format: zone.format, cells: zone.cells.clone(), filled: false });
    }
    if let Some(zone) = best(pieced_together(&rows).chain(filled_up(&rows))) {
        return Ok(zone);
    }
    match whole {
        Some(zone) if national(&zone) => Err(MrzProblem::UnknownKind),
        Some(zone) => Ok(zone),
        None => Err(why_not(&rows, &blocks)),
    }
}

/// The lines, blank ones left out.
fn rows(text: &str) -> Vec<Row> {
    let text = text.replace("&lt;", "<").replace("&LT;", "<");
    let breaks = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    text.split(breaks).map(unquoted).map(row).filter(|row| !row.cells.is_empty()).collect()
}

/// A line without the sign that mail puts before what it quotes.
fn unquoted(line: &str) -> &str {
    line.trim_start_matches(|c: char| c == '>' || c == '|' || c.is_whitespace())
}

fn row(line: &str) -> Row {
    let mut row = Row { cells: Vec::new(), pieces: Vec::new() };
    for character in line.chars() {
        match character {
            // They have no width and no meaning here.
            unseen if is_invisible(unseen) => {}
            blank if blank.is_whitespace() => row.end_piece(),
            '<' | '‹' | '〈' | '⟨' | '˂' | '﹤' | '＜' => row.cells.push(b'<'),
            '«' | '《' | '⟪' | '≪' => row.cells.extend(b"<<"),
            letter => row.cells.push(cell(letter)),
        }
    }
    row.end_piece();
    row
}

/// A letter or digit, of whatever case or width.
fn cell(character: char) -> u8 {
    match u8::try_from(narrow(character)) {
        Ok(c) if c.is_ascii_alphanumeric() => c.to_ascii_uppercase(),
        _ => FOREIGN,
    }
}

impl Row {
    fn end_piece(&mut self) {
        if self.pieces.last().copied().unwrap_or(0) < self.cells.len() {
            self.pieces.push(self.cells.len());
        }
    }

    fn like_a_zone(&self) -> bool {
        self.cells.len() >= SHORTEST && self.cells.contains(&b'<')
    }
}

/// Lines beside each other of a format's lengths, and single lines of a format's size; foreign characters included.
fn blocks(rows: &[Row]) -> Vec<(Format, Vec<u8>)> {
    let mut blocks = Vec::new();
    for start in 0..rows.len() {
        for format in Format::ALL {
            let lines = rows.get(start..start + format.lines()).unwrap_or_default();
            let one = rows.get(start..=start).unwrap_or_default();
            let fits = |lines: &[Row], width| lines.iter().all(|row| row.cells.len() == width);
            for (lines, width) in [(lines, format.width()), (one, format.size())] {
                if !lines.is_empty() && fits(lines, width) {
                    let cells: Vec<u8> = lines.iter().flat_map(|row| &row.cells).copied().collect();
                    if cells.contains(&b'<') {
                        blocks.push((format, cells));
                    }
                }
            }
        }
    }
    blocks
}

/// A block as a zone of a travel document.
fn zone((format, cells): &(Format, Vec<u8>)) -> Option<Zone> {
    let first = *cells.first()?;
    let ours = is_travel_document(*format, first) && !cells.contains(&FOREIGN);
    ours.then(|| Zone { format: *format, cells: cells.clone(), filled: false })
}

/// The zone with the most right check digits; the first of equals.
fn best(zones: impl IntoIterator<Item = Zone>) -> Option<Zone> {
    let mut best: Option<(usize, Zone)> = None;
    for zone in zones {
        let score = zone.score();
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, zone));
        }
    }
    best.map(|(_, zone)| zone)
}

/// Zones that begin and end with a piece of the text, whatever the lines: only those that their check digits prove.
fn pieced_together(rows: &[Row]) -> impl Iterator<Item = Zone> {
    let mut cells: Vec<u8> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    for row in rows {
        ends.extend(row.pieces.iter().map(|end| cells.len() + end));
        cells.extend(&row.cells);
    }
    let starts: Vec<usize> = std::iter::once(0).chain(ends.iter().copied()).collect();
    starts.into_iter().flat_map(move |start| {
        let zones = Format::ALL.into_iter().filter_map(|format| {
            let end = start + format.size();
            ends.binary_search(&end).ok()?;
            zone(&(format, cells.get(start..end)?.to_vec()))
        });
        let proven = zones.filter(|zone| zone.score() >= PROOF && !national(zone));
        proven.collect::<Vec<Zone>>()
    })
}

/// Lines whose last fillers a mail dropped: only what the check digits prove. A name, which has none, may as well have been cut there.
fn filled_up(rows: &[Row]) -> impl Iterator<Item = Zone> {
    let starts = 0..rows.len();
    starts.flat_map(move |start| {
        let zones = Format::ALL.into_iter().filter_map(move |format| {
            let lines = rows.get(start..start + format.lines())?;
            // A line that still ends in a filler lost something else.
            let fits = |row: &Row| {
                let length = row.cells.len();
                length == format.width()
                    || (SHORTEST..format.width()).contains(&length) && row.cells.last() != Some(&b'<')
            };
            let fill = |row: &Row| {
                let fillers = format.width() - row.cells.len();
                row.cells.iter().copied().chain(std::iter::repeat_n(b'<', fillers)).collect::<Vec<u8>>()
            };
            if !lines.iter().all(fits) {
                return None;
            }
            let zone = zone(&(format, lines.iter().flat_map(fill).collect()))?;
            Some(Zone { filled: true, ..zone })
        });
        zones.filter(|zone| zone.score() >= PROOF && !national(zone))
    })
}

/// The French identity card until 2021: two lines of 36 like a TD2, with other places for everything.
fn national(zone: &Zone) -> bool {
    let french = zone.format == Format::Td2 && zone.at(0..5) == b"IDFRA";
    french && zone.composite() != Check::Right && check(zone.at(36..48), zone.cell(48), false) == Check::Right
}

fn why_not(rows: &[Row], blocks: &[(Format, Vec<u8>)]) -> MrzProblem {
    let foreign =
        blocks.iter().find_map(|(format, cells)| Some((format, cells.iter().position(|c| *c == FOREIGN)?)));
    if let Some((format, place)) = foreign {
        return MrzProblem::BadCharacter {
            line: place / format.width() + 1,
            position: place % format.width() + 1,
        };
    }
    if !blocks.is_empty() {
        return MrzProblem::UnknownKind;
    }
    let lines: Vec<usize> = rows.iter().filter(|row| row.like_a_zone()).map(|row| row.cells.len()).collect();
    match nearest(&lines) {
        Some(expected) => MrzProblem::WrongLength { lines, expected },
        None => MrzProblem::NoLines,
    }
}

/// The format whose size the lines come nearest to; nothing without lines.
fn nearest(lines: &[usize]) -> Option<Format> {
    let distance = |format: &Format| match lines {
        [one] => one.abs_diff(format.size()).min(one.abs_diff(format.width())),
        _ => {
            lines.iter().map(|n| n.abs_diff(format.width())).sum::<usize>()
                + 10 * lines.len().abs_diff(format.lines())
        }
    };
    if lines.is_empty() { None } else { Format::ALL.into_iter().min_by_key(distance) }
}
