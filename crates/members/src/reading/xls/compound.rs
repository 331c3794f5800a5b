//! The compound file that an old workbook is in: just enough of it to find the workbook's own stream.

/// Marks of the table of sectors that stand for no sector begin here.
const NO_SECTOR: u32 = 0xffff_fffa;
/// Streams shorter than this lie in the root's stream, in sectors of 64 bytes.
const SHORT: usize = 4096;
const SMALL: usize = 64;
const ENTRY: usize = 128;

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The bytes of the workbook; nothing where the file is none.
pub(super) fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let file = File::open(bytes)?;
    let folder = chain(&file.table, u32_at(bytes, 48)?, usize::MAX, |id| file.sector(id))?;
    let entries = || folder.chunks_exact(ENTRY);
    let named = |wanted: &str| entries().find(|entry| name(entry).eq_ignore_ascii_case(wanted));
    let entry = named("Workbook").or_else(|| named("Book"))?;
    let (start, length) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
    if length >= SHORT {
        return chain(&file.table, start, length, |id| file.sector(id));
    }
    let root = entries().next()?;
    let small = chain(&file.table, u32_at(root, 116)?, u32_at(root, 120)? as usize, |id| file.sector(id))?;
    let table = chain(&file.table, u32_at(bytes, 60)?, usize::MAX, |id| file.sector(id))?;
    chain(&numbers(&table), start, length, |id| {
        let from = (id as usize).checked_mul(SMALL)?;
        small.get(from..small.len().min(from + SMALL))
    })
}

struct File<'a> {
    bytes: &'a [u8],
    size: usize,
    /// The sector that follows each sector.
    table: Vec<u32>,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let size = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self { bytes, size, table: Vec::new() };
        let mut places = numbers(bytes.get(76..512)?);
        let mut next = u32_at(bytes, 68)?;
        let mut left = bytes.len() / size + 1;
        while next < NO_SECTOR {
            left = left.checked_sub(1)?;
            places.extend(numbers(file.sector(next)?));
            next = places.pop()?;
        }
        if places.len() > bytes.len() / size + 110 {
            return None;
        }
        for place in places.into_iter().filter(|place| *place < NO_SECTOR) {
            let part = numbers(file.sector(place)?);
            file.table.extend(part);
        }
        Some(file)
    }

    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let from = (id as usize).checked_add(1)?.checked_mul(self.size)?;
        self.bytes.get(from..self.bytes.len().min(from.checked_add(self.size)?))
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four)).collect()
}

/// The sectors that follow one another from `start`, at most `length` bytes of them; nothing if they go round in a circle.
fn chain<'a>(
    table: &[u32],
    start: u32,
    length: usize,
    sector: impl Fn(u32) -> Option<&'a [u8]>,
) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    let mut next = start;
    let mut left = table.len() + 1;
    while next < NO_SECTOR && all.len() < length {
        left = left.checked_sub(1)?;
        all.extend_from_slice(sector(next)?);
        next = *table.get(next as usize)?;
    }
    all.truncate(length);
    Some(all)
}

/// The name of an entry, which stands there in UTF-16.
fn name(entry: &[u8]) -> String {
    let units = entry[..64].as_chunks::<2>().0.iter().map(|two| u16::from_le_bytes(*two));
    String::from_utf16_lossy(&units.take_while(|unit| *unit != 0).collect::<Vec<_>>())
}
