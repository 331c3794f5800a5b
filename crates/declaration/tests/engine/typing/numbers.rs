//! What is printed on tickets and documents.

use declaration::Level;
use declaration::tidy::Cleaned;

use serde_json::Value;

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
        ("LH 257 Operated by: Air Dolomiti", "LH257"),
        ("Flight: LH257 (Air Dolomiti)", "LH257"),
        ("Flight No. CA 936", "CA936"),
        ("航班号CA936", "CA936"),
        ("CA936 Economy", "CA936"),
        ("东航5101", "MU5101"),
        ("东航 MU5101", "MU5101"),
        ("春秋9C8501", "9C8501"),
        ("春秋航空8501次", "9C8501"),
        ("MU5101次", "MU5101"),
        ("MU 51O1", "MU5101"),
        ("LH257 / CA936", "LH257/CA936"),
    ];
    all("/legs/0/flight", &pairs);
    let is_name = |pair: &&(&str, &str)| pair.0 != "not yet known";
    all("/onward/number", &pairs[..13].iter().filter(is_name).copied().collect::<Vec<_>>());
}

#[test]
fn a_ship_keeps_its_name_where_a_train_has_a_number() {
    for pointer in ["/legs/0/number", "/onward/number"] {
        all(
            pointer,
            &[
                ("ｇ７３８５ 次", "G7385"),
                ("z 23", "Z23"),
                ("Queen Mary 2", "Queen Mary 2"),
                ("MV \"OCEAN STAR\", VOY. 036W", "MV \"OCEAN STAR\", VOY. 036W"),
                ("Ｘｉｎ Jian Zhen", "Xin Jian Zhen"),
                ("新鉴真", "新鉴真"),
                ("釜山—青岛 客轮", "釜山—青岛 客轮"),
                ("not yet known", "not yet known"),
            ],
        );
    }
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
            ("Seat 23A", "23A"),
            ("Seat: 23 A", "23A"),
            ("座位号：23A", "23A"),
            ("23A (window)", "23A"),
        ],
    );
    assert_eq!(said("/legs/0/seat", "034a"), [], "and fits");
    for two in ["34 A and 34 B", "34B/34C", "Row 31, seat C"] {
        assert_eq!(kept("/legs/0/seat", two).0, two, "what is not understood stays as it was typed");
    }
}

#[test]
fn a_temperature_is_read_as_people_say_it() {
    for (typed, kept_as) in
        [("38度2", 38.2), ("36度5", 36.5), ("38.2度", 38.2), ("38 度 2", 38.2), ("37℃", 37.0)]
    {
        assert_eq!(kept("/health/temperature", typed).0.as_f64(), Some(kept_as), "{typed}");
    }
}

#[test]
fn who_issued_a_document_is_no_part_of_its_number() {
    all(
        "/document/number",
        &[
            ("EJ1234567/CHN", "EJ1234567"),
            ("CHN EJ1234567", "EJ1234567"),
            ("CHN/EJ1234567", "EJ1234567"),
            ("C01X00T47 DEU", "C01X00T47"),
            ("PAA 123456", "PAA123456"),
        ],
    );
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
            ("Passport No. EJ1234567", "EJ1234567"),
            ("海员证号 A12345678", "A12345678"),
            ("旅行证号A1234567", "A1234567"),
            ("Seaman's book no. A1234567", "A1234567"),
            ("passport number EJ 1234567", "EJ1234567"),
            ("No. EJ1234567", "EJ1234567"),
            ("护照号EJ1234567", "EJ1234567"),
            ("军字第1234567号", "军字第1234567号"),
            ("PASSPORT", "PASSPORT"),
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
            ("身份证号110105194912310021", "110105194912310021"),
            ("身份证：11010519491231002X", "11010519491231002X"),
            ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
        ],
    );
}

#[test]
fn a_resident_identity_number_of_another_length_is_told_its_length() {
    let form = crate::small::bundled();
    let says = |typed: &str| {
        let mut answers = form.blank();
        form.set(&mut answers, "/about/nationality", "CHN".into()).unwrap();
        form.set(&mut answers, "/about/resident_id", typed.into()).unwrap();
        let findings = form.evaluate(&answers, crate::small::today()).findings;
        let said = findings.into_iter().find(|it| it.pointers[0] == "/about/resident_id");
        said.map(|finding| finding.rule)
    };
    for short in ["110105491231002", "1101051949123100", "11010519491231002"] {
        assert_eq!(says(short).as_deref(), Some("wrong-form"), "{short} has not eighteen characters");
    }
    assert_eq!(says("110105194912310029").as_deref(), Some("bad-check-digit"));
    assert_eq!(says("11010519491231002X"), None);
}

#[test]
fn what_a_ticket_writes_beside_a_time_is_left_out() {
    let times = [
        ("12:40(+1)", "12:40"),
        ("12:40+1", "12:40"),
        ("19:15起飞", "19:15"),
        ("次日 06:05 到达", "06:05"),
        ("09:10:00", "09:10"),
        ("930", "09:30"),
        ("1005", "10:05"),
        ("12:10h", "12:10"),
        ("12.10 Uhr", "12:10"),
        ("0915hrs", "09:15"),
        ("9h", "09:00"),
        ("9:5", "09:05"),
        ("下午3点半", "15:30"),
        ("晚上8点一刻", "20:15"),
        ("午夜", "午夜"),
        ("零点", "00:00"),
        ("noon", "12:00"),
        ("中午12点", "12:00"),
        ("23 55", "23:55"),
        ("10 h 35", "10:35"),
        ("9 h", "09:00"),
        ("10 点 35", "10:35"),
        ("下午 3 点半", "15:30"),
        ("10 : 35", "10:35"),
        ("早10:35", "10:35"),
        ("上午10:35（当地）", "10:35"),
        ("23:55（当地时间）", "23:55"),
        ("24:00", "24:00"),
    ];
    all("/legs/0/departs_at", &times);
    all("/legs/0/departs_at", &[("9", "9"), ("soon", "soon"), ("9:", "9:")]);
}

#[test]
fn what_a_message_sends_along_with_a_number_is_left_out() {
    all("/document/number", &[("护照号：EF1234568😊", "EF1234568"), ("No: EF 123 4568", "EF1234568")]);
    all(
        "/contact/mobile_abroad",
        &[
            ("☎️ +49 151 23456789", "+4915123456789"),
            ("妈妈：+39 333 123 4567", "+393331234567"),
            ("Tel. +39 333 123 4567", "+393331234567"),
        ],
    );
    let (kept, _) = kept("/contact/mobile_china", "没有");
    assert_eq!(kept, Value::Null, "who has none need not know that it may stay empty");
}

#[test]
fn a_line_that_is_no_number_is_not_to_be_shortened_to_one() {
    for (pointer, line) in [
        ("/legs/0/flight", "LH728/LH8001"),
        ("/legs/0/seat", "infant on lap"),
        ("/document/number", "the number of my old passport"),
    ] {
        let rules: Vec<String> = said(pointer, line).into_iter().map(|(rule, _)| rule).collect();
        assert_eq!(rules, ["wrong-form"], "{line}: what it should look like is said");
    }
}

#[test]
fn letters_that_belong_to_a_number_are_no_name_of_it() {
    all(
        "/document/number",
        &[
            ("N 1234567", "N1234567"),
            ("N1234567", "N1234567"),
            ("n 1234567", "N1234567"),
            ("N. 1234567", "N1234567"),
            ("No 1234567", "NO1234567"),
            ("NO1234567", "NO1234567"),
            ("NR 1234567", "NR1234567"),
            ("ID 1234567", "ID1234567"),
            ("Passport N 1234567", "N1234567"),
            ("passport no N1234567", "N1234567"),
            ("护照号 N 1234567", "N1234567"),
            ("护照号：N 1234567", "N1234567"),
            ("VO 1234567", "VO1234567"),
        ],
    );
    all(
        "/legs/0/flight",
        &[
            ("NO 974", "NO974"),
            ("No974", "NO974"),
            ("no 974", "NO974"),
            ("ID 6123", "ID6123"),
            ("NR 701", "NR701"),
            ("N4 1234", "N41234"),
            ("flight ID 6123", "ID6123"),
            ("航班号 NO 974", "NO974"),
            ("航班NO974", "NO974"),
            ("Neos NO 974", "NO974"),
        ],
    );
    all("/onward/number", &[("NO 974", "NO974"), ("ID 6123", "ID6123"), ("No 7311", "NO7311")]);
    assert_eq!(
        said("/document/number", "No 1234567"),
        [("document-number-named".to_owned(), Level::Warning)],
        "whether the letters are printed is asked, and either answer passes"
    );
}

#[test]
fn a_name_that_can_be_nothing_else_is_left_out_and_that_is_said() {
    let pairs = [
        ("No. 1234567", "1234567"),
        ("No.1234567", "1234567"),
        ("N° 1234567", "1234567"),
        ("Nº1234567", "1234567"),
        ("No: 1234567", "1234567"),
        ("Passport No 1234567", "1234567"),
        ("Passport ID: 1234567", "1234567"),
        ("Passeport n° 12AB34567", "12AB34567"),
        ("Passeport N 12AB34567", "12AB34567"),
        ("No EJ1234567", "EJ1234567"),
        ("ID EJ 123 4567", "EJ1234567"),
        ("护照号码EJ1234567", "EJ1234567"),
    ];
    all("/document/number", &pairs);
    all("/document/number", &[("№ 1234567", "1234567"), ("#1234567", "1234567")]);
    for (typed, _) in pairs {
        assert_eq!(kept("/document/number", typed).1, Some(Cleaned::Label), "{typed}");
    }
    all(
        "/legs/0/flight",
        &[
            ("No CA 936", "CA936"),
            ("No. CA936", "CA936"),
            ("Flight No 974", "974"),
            ("my flight no 974", "MYFLIGHTNO974"),
        ],
    );
    assert_eq!(
        said("/legs/0/flight", "Flight No 974"),
        [("wrong-form".to_owned(), Level::Blocking)],
        "whose flight it is was not said, and no airline is made of a word"
    );
    all("/onward/number", &[("车次G7315", "G7315"), ("No. 7311", "7311"), ("Train 1462", "1462")]);
    all("/legs/0/seat", &[("No 23A", "23A"), ("seat no. 23A", "23A"), ("座位23A", "23A")]);
    assert_eq!(kept("/document/number", "E1234 5678").1, None, "a blank is no word");
}

#[test]
fn what_stands_before_a_colon_may_be_the_number_s_own_beginning() {
    for (pointer, typed) in [("/legs/0/flight", "MU:5101"), ("/document/number", "EJ:1234567")] {
        let rules: Vec<String> = said(pointer, typed).into_iter().map(|(rule, _)| rule).collect();
        assert_eq!(rules, ["wrong-form"], "{typed}: nothing of it is dropped");
    }
}

#[test]
fn a_passport_s_number_with_words_in_it_is_too_long_to_be_one() {
    let form = crate::small::bundled();
    let mut answers = form.blank();
    form.set(&mut answers, "/document/kind", "passport".into()).unwrap();
    form.set(&mut answers, "/document/number", "PassportE12345678".into()).unwrap();
    let findings = form.evaluate(&answers, crate::small::today()).findings;
    assert!(findings.iter().any(|finding| finding.rule == "passport-number-long"));
}
