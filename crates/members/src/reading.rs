//! Bytes of a file into sheets, whatever program wrote them.
//!
//! Read in this order: [`limits`] says how much is taken in; `format` tells the kinds of file apart by their bytes, never
//! by their name; `text` reads CSV and TSV of any encoding, `workbook` XLSX and XLS (which WPS's ET is), `ods` ODS; `grid`
//! collects their cells into a [`Sheet`]. Nothing in a file is run, followed or repaired: formulas count by the value that
//! was last shown.

mod format;
mod grid;
pub mod limits;
mod ods;
mod text;
mod workbook;
mod xls;
mod zipped;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::sheet::{Address, Sheet};

pub use text::{Delimiter, Encoding, TextForm};

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book {
    /// Sheets that can be seen and have something in them, in the order of the file.
    pub sheets: Vec<Sheet>,
    /// Names of sheets that are hidden: they are not read, and the volunteer is told.
    pub hidden: Vec<String>,
    /// How a text file was read, so that it can be shown and changed.
    pub form: Option<TextForm>,
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The file is larger than [`limits::BYTES`].
    #[error("{}", self.name())]
    TooLarge,
    /// It unpacks to more than [`limits::INFLATED`]: no member list does.
    #[error("{}", self.name())]
    Bomb,
    /// More rows with something in them than [`limits::ROWS`].
    #[error("{}", self.name())]
    TooManyRows,
    /// Something stands further right than [`limits::COLUMNS`].
    #[error("{}", self.name())]
    TooManyColumns,
    /// More than [`limits::CELLS`] cells.
    #[error("{}", self.name())]
    TooManyCells,
    /// A cell holds more than [`limits::CELL`] characters.
    #[error("{}", self.name())]
    CellTooLong(Address),
    /// The workbook is locked with a password.
    #[error("{}", self.name())]
    Locked,
    /// It is no table, or of a kind that is not read.
    #[error("{}", self.name())]
    Unknown,
    /// It begins as such a file does, and goes on as none.
    #[error("{}", self.name())]
    Broken,
    /// Nothing stands in any sheet that can be seen.
    #[error("{}", self.name())]
    Empty,
}

impl ReadError {
    /// The code of its text.
    pub fn name(&self) -> &'static str {
        match self {
            Self::TooLarge => "import-file-too-large",
            Self::Bomb => "import-file-bomb",
            Self::TooManyRows => "import-too-many-rows",
            Self::TooManyColumns => "import-too-many-columns",
            Self::TooManyCells => "import-too-many-cells",
            Self::CellTooLong(_) => "import-cell-too-long",
            Self::Locked => "import-file-locked",
            Self::Unknown => "import-file-unknown",
            Self::Broken => "import-file-broken",
            Self::Empty => "import-file-empty",
        }
    }
}

/// Reads a file. `form` is how the volunteer says that a text file is to be read; without it, it is found out.
pub fn read(bytes: &[u8], form: Option<TextForm>) -> Result<Book, ReadError> {
    if bytes.len() > limits::BYTES {
        return Err(ReadError::TooLarge);
    }
    // The libraries below index and subtract as a well-formed file lets them. What is left to a panic here is a broken file.
    let book = catch_unwind(AssertUnwindSafe(|| read_as(format::of(bytes), bytes, form)))
        .unwrap_or(Err(ReadError::Broken))?;
    if book.sheets.is_empty() { Err(ReadError::Empty) } else { Ok(book) }
}

fn read_as(format: format::Format, bytes: &[u8], form: Option<TextForm>) -> Result<Book, ReadError> {
    use format::Format;
    match format {
        Format::Xlsx => workbook::xlsx(bytes),
        Format::Xls => workbook::xls(bytes),
        Format::Ods => ods::read(bytes),
        Format::Text => text::read(bytes, form),
        Format::Locked => Err(ReadError::Locked),
        Format::Other => Err(ReadError::Unknown),
    }
}
