//! A volunteer opens whatever they were sent.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::io::{Cursor, Write};

use chrono::NaiveDate;
use members::reading::{Delimiter, Encoding, ReadError, TextForm, limits, read};
use members::sheet::{Address, Cell, Sheet};
use rust_xlsxwriter::{Format, Workbook};

const LIST: &[[&str; 3]] =
    &[["姓名", "护照号", "备注"], ["陈雨桐", "E12345678", "米兰, 意大利"], ["林小红", "E23456789", ""]];

fn only(bytes: &[u8]) -> Sheet {
    let mut book = read(bytes, None).unwrap();
    assert_eq!(book.sheets.len(), 1, "one sheet can be seen");
    book.sheets.remove(0)
}

fn at(sheet: &Sheet, address: &str) -> Cell {
    sheet.cell(address.parse().unwrap()).clone()
}

fn list_as_text(delimiter: char) -> String {
    let cell =
        |cell: &&str| if cell.contains(delimiter) { format!("\"{cell}\"") } else { (*cell).to_owned() };
    let line =
        |row: &[&str; 3]| row.iter().map(cell).collect::<Vec<_>>().join(&delimiter.to_string()) + "\r\n";
    LIST.iter().map(line).collect()
}

#[test]
fn a_text_file_is_read_in_every_encoding_and_with_every_delimiter() {
    let wide =
        |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    for (mark, delimiter) in [(',', Delimiter::Comma), (';', Delimiter::Semicolon), ('\t', Delimiter::Tab)] {
        let text = list_as_text(mark);
        let (gb, _, lost) = encoding_rs::GB18030.encode(&text);
        assert!(!lost);
        let files = [
            (Encoding::Utf8, text.clone().into_bytes()),
            (Encoding::Utf8, marked(b"\xef\xbb\xbf", text.clone().into_bytes())),
            (Encoding::Gb18030, gb.into_owned()),
            (Encoding::Utf16Le, marked(b"\xff\xfe", wide(&text, u16::to_le_bytes))),
            (Encoding::Utf16Be, marked(b"\xfe\xff", wide(&text, u16::to_be_bytes))),
            (Encoding::Utf16Le, wide(&text, u16::to_le_bytes)),
        ];
        for (encoding, bytes) in files {
            let book = read(&bytes, None).unwrap();
            assert_eq!(book.form, Some(TextForm { encoding, delimiter }), "how it was read is shown");
            let sheet = &book.sheets[0];
            assert_eq!(at(sheet, "A1"), Cell::text("姓名"), "no mark is left before the first header");
            assert_eq!(
                at(sheet, "C2"),
                Cell::text("米兰, 意大利"),
                "a delimiter between quotes parts nothing"
            );
            assert_eq!(at(sheet, "B3"), Cell::text("E23456789"));
        }
    }
}

#[test]
fn a_wrong_guess_about_a_text_file_can_be_changed() {
    let bytes = encoding_rs::BIG5.encode("姓名;電話\n陳雨桐;3471234567\n").0.into_owned();
    let form = TextForm { encoding: Encoding::Big5, delimiter: Delimiter::Semicolon };
    let book = read(&bytes, Some(form)).unwrap();
    assert_eq!(at(&book.sheets[0], "A2"), Cell::text("陳雨桐"), "read as the volunteer said");
    assert_eq!(book.form, Some(form));
}

#[test]
fn an_empty_line_keeps_its_number() {
    let sheet = only("姓名,电话\n\n陈雨桐,1\n".as_bytes());
    assert_eq!(at(&sheet, "A3"), Cell::text("陈雨桐"), "A3 is what the volunteer's own program calls so");
}

#[test]
fn excels_own_line_about_the_delimiter_is_no_member() {
    let book = read("sep=;\n姓名;备注\n陈雨桐;a,b,c,d\n".as_bytes(), None).unwrap();
    assert_eq!(at(&book.sheets[0], "A1"), Cell::Empty);
    assert_eq!(at(&book.sheets[0], "B3"), Cell::text("a,b,c,d"));
}

fn workbook(make: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    make(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

#[test]
fn days_and_numbers_of_a_workbook_stay_what_they_are() {
    let day = NaiveDate::from_ymd_opt(1998, 3, 5).unwrap();
    let bytes = workbook(|workbook| {
        let format = Format::new().set_num_format("yyyy/m/d");
        let sheet = workbook.add_worksheet();
        sheet.write_with_format(0, 0, 35_859.0, &format).unwrap();
        sheet.write(0, 1, 393_471_234_567.0).unwrap();
        sheet.write(0, 2, true).unwrap();
        sheet.write(0, 3, "  陈雨桐 \n").unwrap();
        sheet.write_formula(0, 4, rust_xlsxwriter::Formula::new("=1+1").set_result("7")).unwrap();
        sheet.write_with_format(0, 5, 9_000_000.0, &format).unwrap();
    });
    let sheet = only(&bytes);
    assert_eq!(at(&sheet, "A1"), Cell::Date(day, None), "a day is a day, not 35859");
    assert_eq!(at(&sheet, "B1").shown(), "393471234567", "a telephone keeps its digits");
    assert_eq!(at(&sheet, "C1"), Cell::Truth(true));
    assert_eq!(at(&sheet, "D1"), Cell::text("陈雨桐"), "blanks around a name are none of it");
    assert_eq!(
        at(&sheet, "E1").shown(),
        "7",
        "a formula counts by what was last shown; it is never computed"
    );
    assert_eq!(at(&sheet, "F1"), Cell::Number(9_000_000.0), "nobody is born in 26540");
}

#[test]
fn merged_cells_each_hold_the_value_and_hidden_sheets_are_named() {
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet().set_name("三月").unwrap();
        sheet.write(0, 0, "陈雨桐").unwrap();
        sheet.write(1, 0, "林小红").unwrap();
        sheet.merge_range(0, 1, 1, 1, "CA950", &Format::new()).unwrap();
        sheet.merge_range(2, 0, 2, 5, "合计 2 人", &Format::new()).unwrap();
        workbook.add_worksheet().set_name("旧名单").unwrap().set_hidden(true).write(0, 0, "x").unwrap();
    });
    let book = read(&bytes, None).unwrap();
    assert_eq!(book.hidden, ["旧名单"], "the volunteer is told what was not read");
    let sheet = &book.sheets[0];
    assert_eq!(sheet.name, "三月");
    assert_eq!(at(sheet, "B2"), Cell::text("CA950"), "one flight over two members is the flight of both");
    assert_eq!(at(sheet, "F3"), Cell::text("合计 2 人"));
}

#[test]
fn an_old_workbook_is_read_like_a_new_one() {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/list.xls")).unwrap();
    let book = read(&bytes, None).unwrap();
    assert_eq!(book.hidden, ["旧名单"]);
    let sheet = &book.sheets[0];
    assert_eq!(at(sheet, "A3"), Cell::text("陈雨桐"));
    assert_eq!(at(sheet, "C3"), Cell::Date(NaiveDate::from_ymd_opt(1998, 3, 5).unwrap(), None));
    assert_eq!(at(sheet, "C4"), Cell::text("1968年5月"));
    assert_eq!(at(sheet, "D3").shown(), "393471234567");
    assert_eq!(at(sheet, "E4"), Cell::text("CA950"), "merged cells are filled here too");
    for cut in (512..bytes.len() - 512).step_by(61) {
        assert!(read(&bytes[..cut], None).is_err(), "half a workbook ({cut} bytes) is no list");
    }
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let quickly = zip::write::SimpleFileOptions::default().compression_level(Some(1));
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, quickly).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:automatic-styles><style:style style:name=\"ta2\">\
         <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body>\
         <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn a_sheet_of_libreoffice_is_read_with_its_merged_and_repeated_cells() {
    let sheet = ods(
        "<table:table table:name=\"名单\"><table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>\
         <table:table-row><table:table-cell office:value-type=\"string\"><text:p>陈&amp;雨桐</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"1998-03-05\"><text:p>05.03.98</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"393471234567\"/>\
         <table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><office:annotation><text:p>note</text:p></office:annotation><text:p>CA950</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>\
         <table:table-row><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\"><text:p>林</text:p><text:p>小红</text:p></table:table-cell></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         </table:table><table:table table:name=\"旧\" table:style-name=\"ta2\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>",
    );
    let book = read(&sheet, None).unwrap();
    assert_eq!(book.hidden, ["旧"]);
    let sheet = &book.sheets[0];
    assert_eq!(at(sheet, "A4"), Cell::text("陈&雨桐"));
    assert_eq!(at(sheet, "B4"), Cell::Date(NaiveDate::from_ymd_opt(1998, 3, 5).unwrap(), None));
    assert_eq!(at(sheet, "D4"), Cell::text("CA950"), "a note at a cell is not its text");
    assert_eq!(at(sheet, "D5"), Cell::text("CA950"), "merged with the row above");
    assert_eq!(at(sheet, "B5"), Cell::text("林\n小红"));
}

#[test]
fn what_was_made_to_do_harm_is_refused_by_name() {
    let bomb =
        zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &vec![b' '; 97 << 20])]);
    assert!(bomb.len() < 2 << 20, "97 MB of nothing pack to {} bytes", bomb.len());
    assert_eq!(read(&bomb, None), Err(ReadError::Bomb));

    let wide = ods("<table:table><table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell \
        table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>");
    assert_eq!(
        read(&wide, None),
        Err(ReadError::Bomb),
        "a cell that is said to stand there 16 thousand million times"
    );

    let far = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "a").unwrap();
        sheet.write(1_048_575, 16_383, "b").unwrap();
    });
    assert_eq!(read(&far, None), Err(ReadError::TooManyColumns), "the two ends of the largest sheet");

    let long = "x".repeat(limits::CELL + 1);
    assert_eq!(read(format!("a\n{long}").as_bytes(), None), Err(ReadError::CellTooLong(Address::new(1, 0))));
    let many = "a,b\n".repeat(limits::ROWS + 1);
    assert_eq!(read(many.as_bytes(), None), Err(ReadError::TooManyRows));
    assert_eq!(read(&vec![b'a'; limits::BYTES + 1], None), Err(ReadError::TooLarge));
    assert_eq!(read(b"", None), Err(ReadError::Empty));
    assert_eq!(read(b" \n ,\n", None), Err(ReadError::Empty));
    assert_eq!(read(b"%PDF-1.7", None), Err(ReadError::Unknown));
    assert_eq!(read(b"<html><table>", None), Err(ReadError::Unknown));
    assert_eq!(read(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0", None), Err(ReadError::Unknown));
}

#[test]
fn a_million_empty_rows_are_no_rows() {
    let mut rows = String::from(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    );
    for row in 1..=1_000_000 {
        rows.push_str(&format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/></row>"));
    }
    rows.push_str("<row r=\"1000001\"><c r=\"A1000001\" t=\"inlineStr\"><is><t>陈雨桐</t></is></c></row></sheetData></worksheet>");
    let empty = workbook(|workbook| _ = workbook.add_worksheet().write(0, 0, 1).unwrap());
    let mut archive = zip::ZipArchive::new(Cursor::new(empty)).unwrap();
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        std::io::copy(&mut part, &mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| {
            let bytes = if name.ends_with("sheet1.xml") { rows.as_bytes() } else { bytes };
            (name.as_str(), bytes)
        })
        .collect();
    let sheet = only(&zipped(&parts));
    assert_eq!(sheet.rows.len(), 1, "only the row with somebody in it is kept");
    assert_eq!(at(&sheet, "A1000001"), Cell::text("陈雨桐"), "and it keeps its number");
}

#[test]
fn thirty_megabytes_of_cells_are_refused_or_read_but_never_more_than_that() {
    let line = "陈雨桐,E12345678,1998-03-05,0039 347 123 4567,青田县鹤城街道\n";
    let book = read(line.repeat((30 << 20) / line.len()).as_bytes(), None);
    assert_eq!(book, Err(ReadError::TooManyRows), "no chamber has so many members");
}
