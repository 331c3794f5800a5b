//! The leaves of a table whose root page is broken: each page says of itself what it is, and which rows are on it. A root that leads to some of them
//! takes the place of the broken one; the database reads the rest (its file format, section 1.6).

/// A page of rows, of a page that leads to others.
const LEAF: u8 = 0x0d;
const INNER: u8 = 0x05;
/// A root leads to no more than these, so that it is one page.
const CHILDREN: usize = 300;

/// A page with rows on it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Leaf {
    /// Its number; the first page of a file is 1.
    page: u32,
    /// The rows' numbers.
    pub(super) rows: Vec<i64>,
}

/// Every page of rows in a file, but for these; by the rows' numbers.
pub(super) fn of(file: &[u8], page_size: usize, but_for: &[u32]) -> Vec<Leaf> {
    let numbered = (1u32..).zip(file.chunks_exact(page_size.max(512)));
    let mut leaves: Vec<Leaf> = numbered
        .filter(|(page, bytes)| *page > 1 && bytes[0] == LEAF && !but_for.contains(page))
        .filter_map(|(page, bytes)| Some(Leaf { page, rows: rows_on(bytes)? }))
        .filter(|leaf| !leaf.rows.is_empty())
        .collect();
    leaves.sort_by_key(|leaf| leaf.rows.last().copied());
    leaves
}

/// Roots that lead to all of these, a part each.
pub(super) fn roots(leaves: &[Leaf], page_size: usize) -> Vec<(&[Leaf], Vec<u8>)> {
    leaves.chunks(CHILDREN).map(|part| (part, root(part, page_size))).collect()
}

fn root(children: &[Leaf], page_size: usize) -> Vec<u8> {
    let mut page = vec![0; page_size];
    let Some((last, before)) = children.split_last() else { return page };
    let mut content = page_size;
    for (at, child) in before.iter().enumerate() {
        let mut cell = child.page.to_be_bytes().to_vec();
        cell.extend(varint(child.rows.last().copied().unwrap_or(0)));
        content -= cell.len();
        page[content..content + cell.len()].copy_from_slice(&cell);
        page[12 + 2 * at..14 + 2 * at].copy_from_slice(&(content as u16).to_be_bytes());
    }
    page[0] = INNER;
    page[3..5].copy_from_slice(&(before.len() as u16).to_be_bytes());
    page[5..7].copy_from_slice(&(content as u16).to_be_bytes());
    page[8..12].copy_from_slice(&last.page.to_be_bytes());
    page
}

/// The numbers of the rows on a page; none of one that says what cannot be.
fn rows_on(page: &[u8]) -> Option<Vec<i64>> {
    let number = |at: usize| Some(usize::from(u16::from_be_bytes([*page.get(at)?, *page.get(at + 1)?])));
    (0..number(3)?)
        .map(|cell| {
            let at = number(8 + 2 * cell)?;
            let (_, length) = read_varint(page.get(at..)?)?;
            Some(read_varint(page.get(at + length..)?)?.0)
        })
        .collect()
}

/// Seven bits a byte, the highest first; and how many bytes. Our numbers need no ninth.
fn read_varint(bytes: &[u8]) -> Option<(i64, usize)> {
    let mut value = 0;
    for (at, byte) in bytes.iter().take(8).enumerate() {
        value = value << 7 | i64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, at + 1));
        }
    }
    None
}

fn varint(value: i64) -> Vec<u8> {
    let mut bytes = vec![(value & 0x7f) as u8];
    let mut rest = value >> 7;
    while rest > 0 {
        bytes.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.reverse();
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_was_written() {
        for value in [0, 1, 127, 128, 300, 16_383, 16_384, 1_000_000] {
            let bytes = varint(value);
            assert_eq!(read_varint(&bytes), Some((value, bytes.len())), "{value}");
        }
        assert_eq!(read_varint(&[0xff; 9]), None, "what is no number of ours is none");
    }

    #[test]
    fn a_page_that_lies_about_itself_has_no_rows() {
        let mut page = vec![0xff; 4096];
        page[0] = LEAF;
        assert_eq!(of(&[vec![0; 4096], page].concat(), 4096, &[]), [], "no panic, and nothing is made up");
    }
}
