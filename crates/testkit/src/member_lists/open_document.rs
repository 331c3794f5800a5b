//! A sheet as LibreOffice packs it.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A cell of such a sheet.
#[derive(Debug, Clone)]
pub(super) enum OpenCell {
    /// A text, over so many rows.
    Text(String, u32),
    /// Merged into the one above.
    Covered,
}

impl OpenCell {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned(), 1)
    }

    pub(super) fn over(text: &str, rows: u32) -> Self {
        Self::Text(text.to_owned(), rows)
    }
}

/// The bytes of a file with one sheet; none if it cannot be packed.
pub(super) fn open_document(name: &str, rows: &[Vec<OpenCell>]) -> Vec<u8> {
    let mut content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:body><office:spreadsheet>\
         <table:table table:name=\"{name}\">"
    );
    for row in rows {
        content.push_str("<table:table-row>");
        for cell in row {
            match cell {
                OpenCell::Text(text, rows) => {
                    let text = text.replace('&', "&amp;").replace('<', "&lt;");
                    content += &format!(
                        "<table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"1\" \
                         table:number-rows-spanned=\"{rows}\"><text:p>{text}</text:p></table:table-cell>"
                    );
                }
                OpenCell::Covered => content.push_str("<table:covered-table-cell/>"),
            }
        }
        // LibreOffice fills each row and the sheet to their ends.
        content.push_str("<table:table-cell table:number-columns-repeated=\"16374\"/></table:table-row>");
    }
    content.push_str(
        "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\"/>\
         </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
    );
    pack(&content).unwrap_or_default()
}

fn pack(content: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("mimetype", SimpleFileOptions::default())?;
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet")?;
    zip.start_file("content.xml", SimpleFileOptions::default())?;
    zip.write_all(content.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}
