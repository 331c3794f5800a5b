//! Answers as people type and paste them, and what is kept: by kind of question, so each table holds for all of its kind.

use declaration::Level;
use declaration::tidy::Cleaned;
use rulebook::Row;
use serde_json::{Value, json};

use crate::small::{bundled, today};

mod names;
mod numbers;
mod phones;

/// What is kept when `typed` is given to a question of the bundled form.
fn kept(pointer: &str, typed: &str) -> (Value, Option<Cleaned>) {
    let form = bundled();
    let mut answers = form.blank();
    if pointer.starts_with("/companions/") {
        form.add_item(&mut answers, "/companions").unwrap();
    }
    let cleaned = form.set(&mut answers, pointer, json!(typed)).unwrap();
    let value = answers.pointer(pointer).cloned().unwrap_or(Value::Null);
    let mut again = answers.clone();
    form.set(&mut again, pointer, value.clone()).unwrap();
    assert_eq!(again, answers, "cleaning twice changes nothing: {typed:?}");
    (value, cleaned)
}

/// Each pair is what is typed and what is kept.
fn all(pointer: &str, pairs: &[(&str, &str)]) {
    for (typed, expected) in pairs {
        assert_eq!(kept(pointer, typed).0, *expected, "{typed:?} at {pointer}");
    }
}

/// Rules that speak at a question when `typed` is its answer, on the way past the form's own `required`.
fn said(pointer: &str, typed: &str) -> Vec<(String, Level)> {
    let form = bundled();
    let mut answers = form.blank();
    form.set(&mut answers, pointer, json!(typed)).unwrap();
    let findings = form.evaluate(&answers, today()).findings;
    let here =
        findings.into_iter().filter(|finding| finding.pointers[0] == pointer && finding.rule != "required");
    here.map(|finding| (finding.rule, finding.level)).collect()
}

#[test]
fn an_address_of_mail_is_freed_of_what_was_pasted_with_it() {
    all(
        "/contact/email",
        &[
            ("chen@example.org ", "chen@example.org"),
            ("chen＠example．org", "chen@example.org"),
            ("chen @ example.org", "chen@example.org"),
            ("chen@example。org", "chen@example.org"),
            ("<chen@example.org>", "chen@example.org"),
            ("Chen Wei <chen@example.org>", "chen@example.org"),
            ("mailto:chen@example.org", "chen@example.org"),
            ("chen@example.org,", "chen@example.org"),
            ("chen\u{200b}@example.org", "chen@example.org"),
            ("chen wei@example.org", "chen wei@example.org"),
        ],
    );
}

#[test]
fn a_number_is_a_number_with_whatever_stands_behind_it() {
    for (typed, number) in [
        ("37.2", json!(37.2)),
        ("37,2", json!(37.2)),
        ("３７．２", json!(37.2)),
        ("37.2℃", json!(37.2)),
        ("37.2 °C", json!(37.2)),
        ("37度", json!(37)),
        ("37.2 C", json!(37.2)),
        ("101.3 F", json!(38.5)),
        ("99.5°F", json!(37.5)),
        ("98.6℉", json!(37.0)),
        ("９９．５ｆ", json!(37.5)),
        ("98.6 ° F", json!(37.0)),
        ("98.6FF", json!("98.6FF")),
        ("98.6°C F", json!("98.6°C F")),
        ("F", json!("F")),
        ("36", json!(36)),
        ("37.", json!("37.")),
        ("warm", json!("warm")),
    ] {
        assert_eq!(kept("/health/temperature", typed).0, number, "{typed}");
    }
    let long = "9".repeat(400);
    assert_eq!(kept("/health/temperature", &long).0, json!(long), "no number that JSON could hold");
    let longest = "F".repeat(16 * 1024 - 2);
    assert_eq!(kept("/health/temperature", &longest).0, json!(longest), "however much of it there is");
}

#[test]
fn a_time_has_two_digits_each() {
    all(
        "/legs/0/departs_at",
        &[
            ("9:05", "09:05"),
            ("09:05", "09:05"),
            ("9.05", "09:05"),
            ("0905", "09:05"),
            ("9：05", "09:05"),
            ("9h05", "09:05"),
            ("9点05分", "09:05"),
            ("9:05 pm", "21:05"),
            ("9:05 PM", "21:05"),
            ("12:05 am", "00:05"),
            ("12:05 p.m.", "12:05"),
            ("下午9:05", "21:05"),
            ("上午9点", "09:00"),
            ("9", "9"),
            ("13:20 LT", "13:20"),
            ("13:20 (CET)", "13:20"),
            ("Dep 13:20", "13:20"),
            ("Arr. 06:10 local time", "06:10"),
            ("13h20m", "13:20"),
            ("13h20min", "13:20"),
            ("13:20Z", "13:20Z"),
            ("20m", "20m"),
            ("25:99", "25:99"),
        ],
    );
}

#[test]
fn a_flight_is_read_out_of_what_a_ticket_writes_around_it() {
    all(
        "/legs/0/flight",
        &[
            ("东方航空MU788", "MU788"),
            ("中国国际航空 CA 936", "CA936"),
            ("MU 788 (Airbus A350)", "MU788"),
            ("MU788（空客 A350）", "MU788"),
            ("MU0788/AZ7788", "MU0788/AZ7788"),
        ],
    );
}

#[test]
fn a_name_is_freed_of_the_words_that_name_it() {
    all("/about/surname", &[("Surname: CHEN", "CHEN"), ("姓：CHEN", "CHEN"), ("CHEN:", "CHEN:")]);
    all("/about/han_name", &[("姓名：陈雨桐", "陈雨桐")]);
}

#[test]
fn what_is_wrong_with_a_telephone_number_is_said_where_it_can_be_told() {
    for (pointer, typed, rule) in [
        ("/contact/mobile_abroad", "+39 347 1234567 / +39 02 1234567", "two-numbers"),
        ("/contact/mobile_abroad", "13857710042、13857710043", "two-numbers"),
        ("/contact/mobile_abroad", "+39 347 12345O7", "letter-in-number"),
        ("/contact/mobile_china", "138 1234 567", "mobile-digits"),
        ("/contact/mobile_china", "+86 138 1234 56789", "mobile-digits"),
        ("/contact/mobile_abroad", "ask my brother", "not-a-phone"),
        ("/contact/email", "a@b", "not-an-email"),
    ] {
        assert_eq!(said(pointer, typed).first().map(|(rule, _)| &**rule), Some(rule), "{typed} at {pointer}");
    }
    for (typed, rule) in [("330302900307123", "wrong-form"), ("33030219900307123", "wrong-form")] {
        let mut answers = bundled().blank();
        bundled().set(&mut answers, "/about/nationality", json!("CHN")).unwrap();
        bundled().set(&mut answers, "/about/resident_id", json!(typed)).unwrap();
        let findings = bundled().evaluate(&answers, today()).findings;
        assert!(findings.iter().any(|found| found.rule == rule), "{typed} has not 18 characters");
    }
    assert_eq!(
        kept("/about/resident_id", "身份证号330302199003071234").0,
        "330302199003071234",
        "without its name"
    );
}

#[test]
fn what_is_no_address_is_none_and_what_is_one_is_left_alone() {
    for (typed, rule) in [
        ("还没定", "address-is-unsure"),
        ("不知道住哪", "address-is-unsure"),
        ("看安排", "address-is-unsure"),
        ("to be arranged", "address-is-unsure"),
        ("同上", "address-is-none"),
        ("see above", "address-is-none"),
        ("home", "address-is-none"),
        ("My house", "address-is-none"),
        ("hotel", "address-is-none"),
        ("家里", "address-is-none"),
        ("见身份证", "address-is-none"),
        ("see passport", "address-is-none"),
        ("娘家", "address-is-none"),
        ("TBA", "address-is-unsure"),
        ("agency will tell", "address-is-unsure"),
        ("到了再说", "address-is-unsure"),
        ("not known yet", "address-is-unsure"),
        ("will tell later", "address-is-unsure"),
        ("待通知", "address-is-unsure"),
        ("a", "address-is-none"),
        ("123", "address-is-none"),
        ("无固定住所", "address-is-nowhere"),
        ("no fixed address", "address-is-nowhere"),
    ] {
        let rules: Vec<_> = said("/destination/address", typed).into_iter().map(|(rule, _)| rule).collect();
        assert_eq!(rules, [rule], "{typed}");
    }
    for typed in [
        "不夜城大厦 3 幢",
        "Treasure Garden 12",
        "接待寺路 5 号",
        "无影山路 8 号",
        "上海路 12 号",
        "北京西路 1 号",
    ] {
        assert_eq!(said("/destination/address", typed), [], "{typed} is an address");
    }
    for typed in ["不夜城大厦", "Treasure Garden", "接待寺路", "Yiwu", "asdf", "张家"] {
        let rules: Vec<_> = said("/destination/address", typed).into_iter().map(|(rule, _)| rule).collect();
        assert_eq!(rules, ["address-without-number"], "{typed} may have a number");
    }
}

#[test]
fn a_county_that_does_not_lie_in_the_city_is_said_to_lie_elsewhere() {
    let form = bundled();
    let mut answers = form.blank();
    form.set(&mut answers, "/destination/city", json!("330100")).unwrap();
    form.set(&mut answers, "/destination/county", json!("330302")).unwrap();
    let findings = form.evaluate(&answers, today()).findings;
    let found = findings.iter().find(|found| found.pointers[0] == "/destination/county").unwrap();
    assert_eq!(found.rule, "not-in-that-place", "鹿城区 is not in 杭州市");
    assert_eq!(found.arguments.len(), 2, "and both are named");
}

#[test]
fn a_date_that_is_whole_is_written_in_full() {
    all(
        "/about/born",
        &[
            ("1999-2-3", "1999-02-03"),
            ("1999/02/03", "1999-02-03"),
            ("1999年2月3日", "1999-02-03"),
            ("１９９９．２．３", "1999-02-03"),
            ("1999-2-30", "1999-2-30"),
            ("3/2/1999", "3/2/1999"),
            ("--30", "--30"),
        ],
    );
}

#[test]
fn a_year_of_another_age_is_no_date_and_for_ever_is_judged_too() {
    for typed in ["2626-11-20", "2200-01-01", "1726-11-20"] {
        assert_eq!(
            said("/about/born", typed).first().map(|(rule, _)| &**rule),
            Some("not-a-date"),
            "{typed}"
        );
    }
    let form = bundled();
    let mut answers = form.blank();
    for (pointer, value) in [
        ("/health/symptoms", json!(["fever"])),
        ("/health/symptoms_when", json!("earlier")),
        ("/health/symptoms_since", json!("9999-12-31")),
        ("/document/kind", json!("passport")),
        ("/document/expires", json!("9999-12-31")),
    ] {
        form.set(&mut answers, pointer, value).unwrap();
    }
    let findings = form.evaluate(&answers, today()).findings;
    for rule in ["symptoms-in-future", "document-valid-too-long"] {
        assert!(findings.iter().any(|finding| finding.rule == rule), "{rule} does not fall silent");
    }
}

#[test]
fn free_text_keeps_all_but_what_cannot_be_seen() {
    all(
        "/destination/address",
        &[
            (" 文三路１号 ", "文三路１号"),
            ("文三路\u{200e}1号", "文三路1号"),
            ("1 Wensan Road\nHangzhou", "1 Wensan Road Hangzhou"),
            ("👩\u{200d}⚕\u{fe0f} 1号", "👩\u{200d}⚕\u{fe0f} 1号"),
        ],
    );
    assert_eq!(kept("/destination/address", "  ").0, Value::Null, "blanks alone are no answer");
}

#[test]
fn a_place_is_what_was_chosen_and_no_name_is_taken_for_one() {
    for (pointer, typed) in [
        ("/about/nationality", "Germany"),
        ("/about/nationality", "uk"),
        ("/about/nationality", "美國"),
        ("/legs/0/from", "fra"),
        ("/legs/0/from", "Berlin"),
        ("/destination/city", "杭州市"),
    ] {
        assert_eq!(kept(pointer, typed).0, json!(typed), "{typed} stays as it was typed");
        assert_eq!(
            said(pointer, typed),
            [("not-in-list".to_owned(), Level::Blocking)],
            "{typed} at {pointer}: that nothing was chosen is said"
        );
    }
}

#[test]
fn no_airport_is_found_by_being_called_an_airport() {
    let form = bundled();
    let mut answers = form.blank();
    let first = |answers: &Value, typed: &str| {
        form.options("/legs/0/from", answers, typed, "zh-CN", 5).first().map(|row| row.name.clone())
    };
    for (typed, name) in
        [("浦东机场", "上海浦东"), ("罗马机场", "罗马菲乌米奇诺"), ("米兰马尔彭萨机场 T1", "米兰马尔彭萨")]
    {
        assert_eq!(first(&answers, typed).as_deref(), Some(name), "{typed}");
    }
    assert_eq!(first(&answers, "亚特兰蒂斯国际机场"), None, "which is nowhere");
    form.set(&mut answers, "/legs/0/mode", "coach".into()).unwrap();
    for typed in ["霍尔果斯口岸", "满洲里口岸", "绥芬河口岸", "二连浩特口岸"] {
        let found = first(&answers, typed).unwrap_or_default();
        assert!(found.starts_with(typed.trim_end_matches("口岸")), "{typed} is not {found}");
    }
}

#[test]
fn a_stop_is_found_by_the_country_or_the_province_that_it_lies_in() {
    let form = bundled();
    let mut answers = form.blank();
    let first = |answers: &Value, typed: &str, by_air: bool| {
        let fits = |row: &Row| !by_air || !row.code.contains('-');
        let rows = form.options_among("/legs/0/from", answers, typed, ("zh-CN", 5), fits);
        rows.first().map(|row| row.code.clone())
    };
    for (typed, code) in [
        ("加纳", "ACC"),
        ("马里", "BKO"),
        ("古巴", "HAV"),
        ("Georgia", "TBS"),
        ("Guinea", "CKY"),
        ("Niger", "NIM"),
        ("Jersey", "JER"),
        ("Singapore", "SIN"),
        ("UK", "LHR"),
        ("USA", "USA"),
    ] {
        assert_eq!(first(&answers, typed, true).as_deref(), Some(code), "{typed} by air");
    }
    assert_eq!(first(&answers, "马里乌波尔", true).as_deref(), Some("MPW"), "which has a name of its own");
    for (mode, typed, code) in [
        ("coach", "新疆霍尔果斯口岸", "L-KHORG"),
        ("car", "HZMB", "L-HZMB"),
        ("train", "香港西九龍", "R-HKWK"),
        ("car", "HK", "G-HK"),
        ("ship", "北仑", "S-NINGB"),
        ("ship", "舟山马迹山港", "S-ZHOUS"),
        ("ship", "上海洋山", "S-SHANG"),
        ("ship", "乍浦港", "S-JIAXI"),
        ("ship", "Yantian", "S-SHENZ"),
        ("ship", "巴西桑托斯港", "S-SANTO"),
        ("ship", "巴西里奥格兰德港", "G-BR"),
        ("ship", "Santos", "S-SANTO"),
        ("ship", "Port Klang", "S-KLANG"),
        ("train", "意大利", "G-IT"),
    ] {
        form.set(&mut answers, "/legs/0/mode", mode.into()).unwrap();
        assert_eq!(first(&answers, typed, false).as_deref(), Some(code), "{typed} by {mode}");
    }
    for (mode, typed, code) in [
        // Towns without an airport, and stations that no list has.
        ("train", "Como", "G-IT"),
        ("train", "科莫", "G-IT"),
        ("train", "科莫火车站", "G-IT"),
        ("train", "Como San Giovanni, Italia", "G-IT"),
        ("train", "Milano Centrale", "G-IT"),
        ("train", "米兰中央", "G-IT"),
        ("train", "Zürich HB", "G-CH"),
        ("train", "Chiasso", "G-CH"),
        ("train", "红磡", "G-HK"),
        ("train", "Hung Hom", "G-HK"),
        ("car", "普拉托", "G-IT"),
    ] {
        form.set(&mut answers, "/legs/0/mode", mode.into()).unwrap();
        let rows = form.options("/legs/0/from", &answers, typed, "en", 5);
        assert!(rows.iter().any(|row| row.code == code), "{typed} by {mode} is not in {rows:?}");
    }
}

#[test]
fn an_address_that_says_nothing_is_no_address_and_hears_one_thing() {
    for typed in
        ["还没定", "不知道住哪", "看安排", "听安排", "同上", "to be arranged", "see above", "还不清楚", "TBD"]
    {
        let said = said("/destination/address", typed);
        assert!(matches!(&*said, [(_, Level::Blocking)]), "{typed} says {said:?}");
    }
    for typed in ["不夜城大厦", "接待寺路", "Treasure Garden", "没水河村村口"] {
        let asked = [("address-without-number".to_owned(), Level::Warning)];
        assert_eq!(
            said("/destination/address", typed),
            asked,
            "{typed} is a name, and what is behind it is asked"
        );
    }
    for typed in ["无锡路 3 号", "安排新村 12 幢", "not far from the station, no. 4"] {
        assert_eq!(said("/destination/address", typed), [], "{typed} is one");
    }
}
