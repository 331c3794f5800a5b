//! Answers as people type and paste them, and what is kept: by kind of question, so each table holds for all of its kind.

use declaration::Level;
use declaration::tidy::Cleaned;
use serde_json::{Value, json};

use crate::small::{bundled, today};

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

#[test]
fn a_name_in_latin_letters_is_as_it_is_printed() {
    all(
        "/about/surname",
        &[
            ("ＣＨＥＮ", "CHEN"),
            (" Chen ", "Chen"),
            ("DE  LA\tCRUZ", "DE LA CRUZ"),
            ("CHEN,", "CHEN"),
            ("O`BRIEN", "O'BRIEN"),
            ("O\u{b4}Brien", "O'Brien"),
            ("Smith–Jones", "Smith-Jones"),
            ("\u{202a}CHEN\u{202c}", "CHEN"),
            ("LI<NA", "LI NA"),
            ("Nguyễn", "Nguyễn"),
            ("e\u{301}", "e\u{301}"),
        ],
    );
    for fits in [
        "'Aumua",
        "ʻOkina",
        "Kalākaua-Nuʻuanu",
        "RAJU S/O MANI",
        "O’Neill",
        "D'Angelo",
        "St. John",
        "Łukasiewicz",
    ] {
        assert_eq!(kept("/about/surname", fits).0, fits, "{fits} is left alone");
        assert_eq!(said("/about/surname", fits), [], "{fits} is a name");
    }
}

#[test]
fn a_name_in_chinese_characters_has_no_blanks_and_one_kind_of_point() {
    let pairs = [
        ("王小明 ", "王小明"),
        ("王 小 明", "王小明"),
        ("王　小明", "王小明"),
        ("阿卜杜•热合曼", "阿卜杜·热合曼"),
        ("阿卜杜・热合曼", "阿卜杜·热合曼"),
        ("阿卜杜‧热合曼", "阿卜杜·热合曼"),
        ("阿卜杜．热合曼", "阿卜杜·热合曼"),
        ("阿卜杜.热合曼", "阿卜杜·热合曼"),
        ("阿卜杜 · 热合曼", "阿卜杜·热合曼"),
        ("阿卜杜·热合曼", "阿卜杜·热合曼"),
        ("𠮷野", "𠮷野"),
        ("王\u{200b}小明", "王小明"),
        ("⽅⼩明", "方小明"),
        ("王𬱖", "王𬱖"),
    ];
    for pointer in
        ["/about/han_name", "/contact/guarantor/name", "/companions/0/name", "/filling/helper_name"]
    {
        all(pointer, &pairs);
    }
    assert_eq!(kept("/about/han_name", "王 小明").1, Some(Cleaned::Blanks), "blanks go visibly");
    assert_eq!(kept("/about/han_name", "王小明 ").1, None, "one at the end is nobody's concern");
    assert_eq!(kept("/about/han_name", "王\u{200f}小明").1, Some(Cleaned::Invisible));
    for fits in ["𠮷野", "王𬱖", "阿卜杜 · 热合曼"] {
        assert_eq!(said("/about/han_name", fits), [], "{fits} is a name");
    }
}

#[test]
fn a_persons_name_may_be_in_any_letters() {
    all(
        "/contact/guarantor/name",
        &[
            ("Ｃｈｅｎ Ｗｅｉ", "Chen Wei"),
            ("  Chen   Wei ", "Chen Wei"),
            ("محمد\u{200c}رضا", "محمد\u{200c}رضا"),
            ("Иван Петров", "Иван Петров"),
            ("陈伟 David", "陈伟 David"),
        ],
    );
}

#[test]
fn a_phone_number_is_understood_as_it_is_written_and_kept_as_it_is_dialled() {
    let anywhere = [
        ("+39 333 123 4567", "+393331234567"),
        ("0039 333 1234567", "+393331234567"),
        ("+39-333-123-4567", "+393331234567"),
        ("+39–333–123–4567", "+393331234567"),
        ("\u{202a}+39 333 1234567\u{202c}", "+393331234567"),
        ("＋３９ ３３３ １２３４５６７", "+393331234567"),
        ("+39 02 1234 5678", "+390212345678"),
        ("+39 (02) 12345678", "+390212345678"),
        ("(+39) 333.123.4567", "+393331234567"),
        ("tel:+39-333-123-4567", "+393331234567"),
        ("+49 (0)30 123456", "+4930123456"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("+1 (212) 555-0123", "+12125550123"),
        ("011 39 333 123 4567", "+393331234567"),
        ("0011 39 333 123 4567", "+393331234567"),
        ("+0039 333 123 4567", "+393331234567"),
        ("٠٠٣٩ ٣٣٣ ١٢٣ ٤٥٦٧", "+393331234567"),
        ("+86 138 0571 2345", "+8613805712345"),
        ("0086 138 0571 2345", "+8613805712345"),
        ("8613805712345", "+8613805712345"),
        ("+86 0571 8770 8888", "+8657187708888"),
    ];
    all("/contact/mobile_abroad", &anywhere);
    all("/contact/guarantor/phone", &anywhere);
    all(
        "/contact/guarantor/phone",
        &[
            ("13805712345", "+8613805712345"),
            ("138-0571-2345", "+8613805712345"),
            ("138 0571 2345", "+8613805712345"),
            ("１３８０５７１２３４５", "+8613805712345"),
            ("0571-87708888", "+8657187708888"),
            ("(0571) 8770 8888", "+8657187708888"),
            ("0578-6812345", "+865786812345"),
            ("0577 8812 3456", "+8657788123456"),
            ("0086-577-88123456", "+8657788123456"),
            ("0571-87708888转8001", "+8657187708888 ext. 8001"),
            ("+86 571 8770 8888 ext. 8001", "+8657187708888 ext. 8001"),
        ],
    );
    for fits in ["0571-87708888转8001", "13805712345", "0578-6812345"] {
        assert_eq!(said("/contact/guarantor/phone", fits), [], "{fits} is a number in China");
    }
}

#[test]
fn what_is_no_phone_number_stays_as_it_was_typed() {
    all(
        "/contact/mobile_abroad",
        &[("333 1234567", "333 1234567"), ("same as WeChat", "same as WeChat"), ("+39 12", "+39 12")],
    );
    assert_eq!(
        said("/contact/mobile_abroad", "333 1234567"),
        [("not-a-phone".to_owned(), Level::Blocking)],
        "and it is said"
    );
}

#[test]
fn what_was_understood_of_a_phone_number_is_said_in_words() {
    let form = bundled();
    let beside = |pointer: &str, language| {
        let field = form.edition().field_at(pointer).unwrap();
        form.beside(field, kept(pointer, "0086 138 0571 2345").0.as_str().unwrap(), language)
    };
    assert_eq!(beside("/contact/mobile_china", "en").as_deref(), Some("China · +86 138 0571 2345"));
    assert_eq!(beside("/contact/mobile_china", "zh-CN").as_deref(), Some("中国 · +86 138 0571 2345"));
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
fn an_accounts_name_is_of_plain_width() {
    all("/contact/wechat", &[("ｃｈｅｎ_２０２０", "chen_2020"), (" Chen_2020 ", "Chen_2020")]);
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
        ("36", json!(36)),
        ("37.", json!("37.")),
        ("warm", json!("warm")),
    ] {
        assert_eq!(kept("/health/temperature", typed).0, number, "{typed}");
    }
    let long = "9".repeat(400);
    assert_eq!(kept("/health/temperature", &long).0, json!(long), "no number that JSON could hold");
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
            ("25:99", "25:99"),
        ],
    );
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
fn a_letter_that_only_looks_latin_is_named_with_its_place() {
    for (pointer, typed, place) in [
        ("/about/surname", "СНEN", 1.0),
        ("/document/number", "E1234567Ｏ\u{41e}", 10.0),
        ("/legs/0/flight", "МU5101", 1.0),
        ("/contact/email", "сhen@example.org", 1.0),
    ] {
        let form = bundled();
        let mut answers = form.blank();
        form.set(&mut answers, pointer, json!(typed)).unwrap();
        let findings = form.evaluate(&answers, today()).findings;
        let found =
            findings.iter().find(|finding| finding.pointers[0] == pointer && finding.rule != "required");
        if pointer == "/contact/email" {
            assert!(found.is_none(), "addresses may be in any letters");
            continue;
        }
        let found = found.unwrap();
        assert_eq!(found.rule, "looks-like-another", "{typed}: it cannot be seen, so it is named");
        assert_eq!(found.arguments["place"], declaration::Argument::Number(place), "{typed}");
    }
}

#[test]
fn a_place_typed_in_full_is_that_place_once_it_is_left() {
    let form = bundled();
    let left = |pointer: &str, typed: &str| {
        let mut answers = form.blank();
        form.set(&mut answers, pointer, json!(typed)).unwrap();
        let settled = form.settle(&mut answers, pointer);
        (settled, answers.pointer(pointer).cloned().unwrap())
    };
    for (typed, code) in [
        ("Germany", "DEU"),
        ("uk", "GBR"),
        ("美國", "USA"),
        ("ita", "ITA"),
        ("ＣＨＮ", "CHN"),
        ("Macau", "MAC"),
    ] {
        assert_eq!(left("/about/nationality", typed), (true, json!(code)), "{typed}");
    }
    assert_eq!(left("/legs/0/from", "fra"), (true, json!("FRA")), "a code is a code");
    for open in ["Berlin", "罗马", "Santiago"] {
        assert_eq!(
            left("/legs/0/from", open),
            (false, json!(open)),
            "a city is no airport: the person chooses"
        );
    }
    assert_eq!(left("/about/nationality", "Congo"), (false, json!("Congo")), "there are two");
    assert_eq!(left("/about/nationality", "ITA"), (false, json!("ITA")), "nothing to do");
}

#[test]
fn whoever_has_no_telephone_names_somebody_who_passes_calls_on() {
    let form = bundled();
    let mut answers = form.blank();
    let asked = |answers: &Value| {
        let evaluation = form.evaluate(answers, today());
        let name = evaluation.question("/contact/phone_name").map(|question| question.required);
        (name, evaluation.question("/contact/mobile_abroad").is_some_and(|question| question.required))
    };
    assert_eq!(asked(&answers), (None, true), "whoever has one is asked nothing more");
    form.set(&mut answers, "/contact/phone_of", json!("chamber")).unwrap();
    assert_eq!(
        asked(&answers),
        (Some(true), true),
        "a number at which one is reached is needed all the same"
    );
    form.set(&mut answers, "/contact/mobile_abroad", json!("+86 577 8812 3456")).unwrap();
    let findings = form.evaluate(&answers, today()).findings;
    assert!(
        findings.iter().all(|finding| finding.rule != "mobile-abroad-chinese"),
        "somebody who passes calls on may well be in China, with a landline"
    );
}

#[test]
fn ones_own_number_is_known_again_however_it_is_written() {
    let form = bundled();
    let mut answers = form.blank();
    let says = |answers: &Value, rule: &str| {
        form.evaluate(answers, today()).findings.iter().any(|finding| finding.rule == rule)
    };
    // As another client would send them: nothing cleaned.
    answers["contact"] = json!({ "phone_of": "own", "mobile_abroad": "+86 139-5790 0188", "mobile_china": "+86(138)05712345",
        "guarantor": { "phone": "+86 138 0571 2345" } });
    assert!(says(&answers, "guarantor-phone-is-your-own"), "the number in China");
}
