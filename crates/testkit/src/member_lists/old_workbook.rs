//! A workbook as Excel wrote it up to 2003, and WPS calls ET: records in one stream of a compound file.

/// A cell of such a workbook.
#[derive(Debug, Clone)]
pub enum OldCell {
    /// A text.
    Text(String),
    /// A number without a format.
    Number(f64),
}

const SECTOR: usize = 512;
const END: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;
const TABLE: u32 = 0xffff_fffd;
/// Streams shorter than this would have to lie elsewhere.
const LEAST: usize = 4096;

/// The bytes of a workbook with one sheet.
pub fn old_workbook(name: &str, rows: &[Vec<OldCell>]) -> Vec<u8> {
    let mut globals = Vec::new();
    record(&mut globals, 0x0809, &[0x00, 0x06, 0x05, 0x00, 0, 0, 0xcc, 0x07, 0, 0, 0, 0, 6, 0, 0, 0]);
    let title = [vec![0, 0, 0, 0, 0, 0], short(name)].concat();
    let place = globals.len() + 4 + title.len() + 4;
    let mut named = title;
    named[..4].copy_from_slice(&u32_of(place).to_le_bytes());
    record(&mut globals, 0x0085, &named);
    record(&mut globals, 0x000a, &[]);
    let mut stream = globals;
    record(&mut stream, 0x0809, &[0x00, 0x06, 0x10, 0x00, 0, 0, 0xcc, 0x07, 0, 0, 0, 0, 6, 0, 0, 0]);
    for (row, cells) in (0_u16..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            let mut data: Vec<u8> = [row, column, 0].into_iter().flat_map(u16::to_le_bytes).collect();
            match cell {
                OldCell::Text(text) => {
                    data.extend(long(text));
                    record(&mut stream, 0x0204, &data);
                }
                OldCell::Number(number) => {
                    data.extend(number.to_le_bytes());
                    record(&mut stream, 0x0203, &data);
                }
            }
        }
    }
    record(&mut stream, 0x000a, &[]);
    stream.resize(stream.len().max(LEAST), 0);
    compound(&stream)
}

fn record(stream: &mut Vec<u8>, kind: u16, data: &[u8]) {
    stream.extend(kind.to_le_bytes());
    stream.extend(u16::try_from(data.len()).unwrap_or(u16::MAX).to_le_bytes());
    stream.extend(data);
}

fn wide(text: &str) -> impl Iterator<Item = u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes)
}

fn short(text: &str) -> Vec<u8> {
    let count = u8::try_from(text.encode_utf16().count()).unwrap_or_default();
    [count, 1].into_iter().chain(wide(text)).collect()
}

fn long(text: &str) -> Vec<u8> {
    let count = u16::try_from(text.encode_utf16().count()).unwrap_or_default();
    count.to_le_bytes().into_iter().chain([1]).chain(wide(text)).collect()
}

fn u32_of(number: usize) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

/// The stream in a file with a header, a table of sectors, a folder of two entries, and the stream's sectors.
fn compound(stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().div_ceil(SECTOR);
    // Each sector of the table says what follows 128 of them, itself and the folder among them.
    let tables = (sectors + 1).div_ceil(SECTOR / 4 - 1);
    let mut next: Vec<u32> = vec![TABLE; tables];
    next.push(END);
    let first = u32_of(next.len());
    next.extend((1..sectors).map(|at| first + u32_of(at)));
    next.push(END);
    next.resize(tables * SECTOR / 4, FREE);

    let mut header = vec![0_u8; SECTOR];
    header[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    for (at, value) in [(24, 0x3e_u16), (26, 3), (28, 0xfffe), (30, 9), (32, 6)] {
        header[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    for (at, value) in [(44, u32_of(tables)), (48, u32_of(tables)), (56, u32_of(LEAST)), (60, END), (68, END)]
    {
        header[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    for slot in 0..109 {
        let value = if slot < tables { u32_of(slot) } else { FREE };
        header[76 + slot * 4..80 + slot * 4].copy_from_slice(&value.to_le_bytes());
    }
    let table: Vec<u8> = next.into_iter().flat_map(u32::to_le_bytes).collect();
    let mut folder = [entry("Root Entry", 5, END, 0), entry("Workbook", 2, first, stream.len())].concat();
    folder.resize(SECTOR, 0);
    let mut padded = stream.to_vec();
    padded.resize(sectors * SECTOR, 0);
    [header, table, folder, padded].concat()
}

fn entry(name: &str, kind: u8, start: u32, length: usize) -> Vec<u8> {
    let mut entry = vec![0_u8; 128];
    for (place, byte) in entry.iter_mut().zip(wide(name)) {
        *place = byte;
    }
    let bytes = u16::try_from((name.len() + 1) * 2).unwrap_or_default();
    entry[64..66].copy_from_slice(&bytes.to_le_bytes());
    entry[66] = kind;
    for at in [68, 72, 76] {
        entry[at..at + 4].copy_from_slice(&FREE.to_le_bytes());
    }
    if kind == 5 {
        entry[76..80].copy_from_slice(&1_u32.to_le_bytes());
    }
    entry[116..120].copy_from_slice(&start.to_le_bytes());
    entry[120..124].copy_from_slice(&u32_of(length).to_le_bytes());
    entry
}
