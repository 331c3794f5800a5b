//! One cell into one answer: understood, asked about, or refused; never guessed and never repaired.
//!
//! Each file is about one make of answers: `dates`, `names`, `numbers` (documents, telephones, seats), `flights`, `places`.

pub(crate) mod dates;
pub(crate) mod flights;
pub(crate) mod names;
pub(crate) mod numbers;
pub(crate) mod places;

use rulebook::characters::{is_invisible, narrow, plain_digit};

use crate::finding::Problem;
use crate::sheet::Cell;

/// A text in plain width and digits, in one line, without what cannot be seen.
pub(crate) fn plain(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !is_invisible(*c)).map(narrow).map(plain_digit).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What people write where there is nothing to write.
const NOTHING: [&str; 12] =
    ["无", "没有", "暂无", "未定", "待定", "不详", "/", "-", "--", "—", "n/a", "none"];

/// Whether a cell says that there is nothing.
pub(crate) fn says_nothing(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => NOTHING.contains(&plain(text).to_lowercase().as_str()),
        _ => false,
    }
}

/// The text of a cell that holds one. What a spreadsheet has made of a text is refused: it cannot be known what stood there.
pub(crate) fn text(cell: &Cell) -> Result<String, Problem> {
    match cell {
        Cell::Text(text) => Ok(plain(text)),
        Cell::Fault => Err(Problem::new("import-cell-fault")),
        Cell::Empty => Ok(String::new()),
        Cell::Number(_) | Cell::Date(..) | Cell::Time(_) | Cell::Truth(_) => {
            Err(Problem::new("import-cell-destroyed"))
        }
    }
}
