//! How much of a file is taken in. A list of 2,000 members is a hundredth of it; what is above was made to do harm, or is no list.

/// Bytes of a file: 32 MB.
pub const BYTES: usize = 32 << 20;
/// Bytes that it unpacks to: 96 MB.
pub const INFLATED: u64 = 96 << 20;
/// Parts of a packed file.
pub const PARTS: usize = 4_000;
/// Rows with something in them.
pub const ROWS: usize = 20_000;
/// Columns.
pub const COLUMNS: u32 = 512;
/// Cells with something in them.
pub const CELLS: usize = 2_000_000;
/// Characters of one cell: as many as spreadsheets themselves take.
pub const CELL: usize = 32_767;
/// Sheets.
pub const SHEETS: usize = 256;
