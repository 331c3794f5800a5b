//! What is printed on tickets and documents.

use declaration::tidy::Cleaned;

use super::{all, kept, said};

#[test]
fn a_flight_has_one_form_however_it_is_typed() {
    let pairs = [
        ("MU5101", "MU5101"),
        ("mu5101", "MU5101"),
        ("ＭＵ５１０１", "MU5101"),
        (" mu 5101 ", "MU5101"),
        ("MU-5101", "MU5101"),
        ("MU–5101", "MU5101"),
        ("ZZ0100", "ZZ100"),
        ("zz 0100", "ZZ100"),
        ("LH0728", "LH728"),
        ("3u8881", "3U8881"),
        ("9C 8515", "9C8515"),
        ("ba9a", "BA9A"),
        ("\u{200e}CA\u{a0}0936\u{200f}", "CA936"),
        ("MU", "MU"),
        ("not yet known", "NOTYETKNOWN"),
    ];
    all("/legs/0/flight", &pairs);
    all("/onward/number", &pairs[..13]);
}

#[test]
fn the_number_of_a_train_is_no_flight() {
    all(
        "/onward/number",
        &[
            ("g7315", "G7315"),
            ("Ｇ７３１５", "G7315"),
            ("G 7315 次", "G7315"),
            ("D3211", "D3211"),
            ("k101", "K101"),
            ("1462", "1462"),
        ],
    );
}

#[test]
fn a_seat_is_its_row_and_its_letter() {
    all(
        "/legs/0/seat",
        &[
            ("34a", "34A"),
            ("34 A", "34A"),
            ("34-a", "34A"),
            ("３４Ａ", "34A"),
            ("034A", "34A"),
            ("A34", "34A"),
            ("7k ", "7K"),
        ],
    );
    assert_eq!(said("/legs/0/seat", "034a"), [], "and fits");
}

#[test]
fn a_documents_number_has_nothing_between_its_characters() {
    all(
        "/document/number",
        &[
            ("e12345678", "E12345678"),
            ("E12345678 ", "E12345678"),
            ("Ｅ１２３４５６７８", "E12345678"),
            ("E 1234 5678", "E12345678"),
            ("E-1234-5678", "E12345678"),
            ("EA1234567<", "EA1234567"),
            ("\u{feff}E12345678", "E12345678"),
            ("E1234\u{200b}5678", "E12345678"),
        ],
    );
    assert_eq!(kept("/document/number", "E1234\u{200b}5678").1, Some(Cleaned::Invisible), "and it is said");
    assert_eq!(said("/document/number", "E 1234-5678"), [], "and fits");
}

#[test]
fn a_resident_identity_number_too() {
    all(
        "/about/resident_id",
        &[
            ("11010519491231002x", "11010519491231002X"),
            ("110105 19491231 002X", "11010519491231002X"),
            ("110105-19491231-002x", "11010519491231002X"),
            ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
        ],
    );
}
