//! A file that a chamber was sent: a workbook of either age, a sheet of LibreOffice, a text.

use std::sync::LazyLock;

use members::{Decisions, Importing, Lists, Mapping};
use rulebook::Edition;
use std::sync::Arc;

use super::today;

static EDITION: LazyLock<Arc<Edition>> = LazyLock::new(|| Edition::bundled().unwrap());
static LISTS: LazyLock<Arc<Lists>> = LazyLock::new(|| Arc::new(Lists::of(&EDITION)));

/// Reads the bytes as a file and previews every sheet of it.
pub fn run(data: &[u8]) {
    let Ok(book) = members::reading::read(data, None) else { return };
    for sheet in book.sheets.into_iter().map(Arc::new) {
        assert!(sheet.rows.is_sorted_by(|one, two| one.at < two.at), "rows stand in their order, each once");
        let mapping = Mapping::of(&sheet, &EDITION, &LISTS, &[]);
        let importing =
            Importing::begin((&EDITION, &LISTS), (&sheet, &mapping), Decisions::default(), [], today());
        let preview = importing.preview();
        assert_eq!(preview, importing.preview(), "the same list gives the same preview");
        for line in &preview.lines {
            assert!(!line.ready || !line.member.is_blocked(), "nothing that is wrong is ready");
            for pointer in line.member.answers.keys() {
                let part = pointer.split('/').nth(1).unwrap_or_default();
                let own = ["health", "exposure", "tests", "doses", "consent", "stays"];
                assert!(!own.contains(&part), "{pointer} is the traveller's own word");
            }
        }
    }
}
