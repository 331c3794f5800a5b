//! Telephone numbers.

use declaration::Level;
use declaration::tidy::Cleaned;
use serde_json::{Value, json};

use super::{all, kept, said};
use crate::small::{bundled, today};

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
        ("13805712345", "+8613805712345"),
        ("138-0571-2345", "+8613805712345"),
        ("+86 0571 8770 8888", "+8657187708888"),
        // How to use it is no part of a number.
        ("+61 412 345 678 (text only)", "+61412345678"),
        ("+61 412 345 678（只能发短信，听不见）", "+61412345678"),
        ("138 5771 2345 text only", "+8613857712345"),
        ("+63 917 123 4567 / viber", "+639171234567"),
        ("+39 333 123 4567 - WhatsApp, no calls!", "+393331234567"),
        ("+49 1512 3456789, Mama", "+4915123456789"),
        ("13857712345王", "+8613857712345"),
    ];
    all("/contact/mobile_abroad", &anywhere);
    all("/contact/guarantor/phone", &anywhere);
    let (_, cleaned) = kept("/contact/mobile_abroad", "+61 412 345 678 (text only)");
    assert_eq!(cleaned, Some(Cleaned::Label), "what goes is said");
    for typed in ["+39 347 123456O", "+49 1512 345678l", "+39 347 123456 O", "+39 347 123456Oo"] {
        let left = kept("/contact/mobile_abroad", typed).0;
        assert!(
            left.as_str().is_some_and(|left| left.ends_with(['O', 'l', 'o'])),
            "{typed}: {left} may be a digit mistyped"
        );
        assert!(
            said("/contact/mobile_abroad", typed).iter().any(|(_, level)| *level == Level::Blocking),
            "{typed} is held"
        );
    }
    assert_eq!(
        said("/contact/mobile_abroad", "13805712345"),
        [("mobile-abroad-chinese".to_owned(), Level::Warning)],
        "somebody of an aircraft's crew has no other; the form asks, and lets them pass"
    );
    all(
        "/contact/guarantor/phone",
        &[
            ("138 0571 2345", "+8613805712345"),
            ("１３８０５７１２３４５", "+8613805712345"),
            ("0571-87708888", "+8657187708888"),
            ("(0571) 8770 8888", "+8657187708888"),
            ("0578-6812345", "+865786812345"),
            ("0577 8812 3456", "+8657788123456"),
            ("0086-577-88123456", "+8657788123456"),
            ("0571-87708888转8001", "+8657187708888 ext. 8001"),
            ("+86-571-8770-8888 loc 21", "+8657187708888 ext. 21"),
            ("0579-85551234-801", "+8657985551234 ext. 801"),
            ("0571-87708888 local 21", "+8657187708888 ext. 21"),
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
fn a_whole_number_of_a_range_that_no_table_knows_is_asked_about_and_passes() {
    assert_eq!(
        said("/contact/mobile_abroad", "+44 7700 900123"),
        [("mobile-abroad-unknown".to_owned(), Level::Warning)],
        "new ranges come every year, and whoever has such a number has no other"
    );
    for short in ["+49 151 2345 678", "+34 112 345 678"] {
        assert_eq!(
            said("/contact/mobile_abroad", short),
            [("mobile-abroad-unknown".to_owned(), Level::Warning)],
            "{short}: a digit that was left out is asked about, also where the code is one country's alone"
        );
    }
    for short in ["+44 7700", "+39 12"] {
        let said = said("/contact/mobile_abroad", short);
        assert_eq!(said, [("not-a-phone".to_owned(), Level::Blocking)], "{short} is not whole");
    }
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

#[test]
fn one_number_given_for_two_people_is_noticed_wherever_it_stands() {
    let form = bundled();
    let mut answers = form.blank();
    // As another client would send them: nothing cleaned.
    answers["contact"] = json!({ "phone_of": "own", "mobile_abroad": "+39 (333) 123-4567", "mobile_china": "+86 138 0571 2345",
        "guarantor": { "phone": "+39 333 123 4567" } });
    answers["legs"] = json!([{ "mode": "flight", "from": "MXP", "to": "PVG", "arrives_on": today() }]);
    answers["onward"] = json!({ "mode": "family", "met_phone": "+86-138-0571-2345" });
    answers["about"] = json!({ "born": "2016-01-01" });
    answers["minor"] = json!({ "escort": "airline", "handed_over_phone": "+39 333 7654321", "met_phone": "+39-333-7654321" });
    let says = |answers: &Value, rule: &str| {
        form.evaluate(answers, today()).findings.iter().any(|finding| finding.rule == rule)
    };
    for rule in
        ["guarantor-phone-is-yours-abroad", "met-by-your-own-phone", "handed-over-and-met-by-one-phone"]
    {
        assert!(says(&answers, rule), "{rule} compares numbers, not how they are written");
    }
    answers["onward"]["met_phone"] = json!("+393331234567");
    assert!(says(&answers, "met-by-your-phone-abroad"), "whoever fetches has a number of their own");
    answers["contact"]["phone_of"] = json!("relative");
    for rule in ["guarantor-phone-is-yours-abroad", "met-by-your-phone-abroad"] {
        assert!(!says(&answers, rule), "{rule}: who passes calls on may well be the one who fetches");
    }
}

#[test]
fn a_number_is_understood_by_how_it_is_grouped() {
    let american = [
        ("1 310 555 1234", "+13105551234"),
        ("1-310-555-1234", "+13105551234"),
        ("1 (310) 555-1234", "+13105551234"),
        ("１ ３１０ ５５５ １２３４", "+13105551234"),
        ("1 310 5551234", "+13105551234"),
        ("Tel. 1.310.555.1234", "+13105551234"),
    ];
    let chinese = [("131 0555 1234", "+8613105551234"), ("131-0555-1234", "+8613105551234")];
    for pointer in [
        "/contact/mobile_abroad",
        "/contact/guarantor/phone",
        "/onward/met_phone",
        "/minor/handed_over_phone",
    ] {
        all(pointer, &american);
        all(pointer, &chinese);
    }
    all("/contact/guarantor/phone", &[("13105551234", "+8613105551234")]);
    for typed in ["310 555 1234", "(310) 555-1234"] {
        assert_eq!(
            said("/contact/guarantor/phone", typed),
            [("not-a-phone".to_owned(), Level::Blocking)],
            "{typed} is no landline of Handan"
        );
    }
}

#[test]
fn a_mobile_of_one_s_own_country_is_no_landline_of_china() {
    let mut answers = bundled().blank();
    answers["about"]["nationality"] = json!("PHL");
    answers["stays"] = json!([{ "country": "SAU" }, { "country": "CHN" }]);
    bundled().set(&mut answers, "/contact/mobile_abroad", json!("0917 123 4567 / viber")).unwrap();
    assert_eq!(answers["contact"]["mobile_abroad"], "+639171234567", "0917 is also Baoji's area code");
}

#[test]
fn a_service_number_of_china_is_read_however_it_is_grouped() {
    for pointer in ["/contact/guarantor/phone", "/contact/mobile_china", "/onward/met_phone"] {
        for (digits, typed) in [
            ("4008208888", "400-820-8888"),
            ("4008208888", "(400) 820-8888"),
            ("4008208888", "400.820.8888"),
            ("4008208888", "４００－８２０－８８８８"),
            ("4006501188", "400 650 1188"),
            ("4006501188", "4006501188"),
            ("4006501188", "400-6501188"),
            ("4006501188", "400-6501-188"),
            ("4006501188", "4006-501-188"),
            ("4006501188", "+86 400 650 1188"),
            ("4006501188", "0086-400-650-1188"),
            ("4006501188", "86 400 650 1188"),
            ("8008100000", "800-810-0000"),
            ("8008100000", "8008100000"),
        ] {
            all(pointer, &[(typed, &format!("+86{digits}"))]);
        }
    }
    assert_eq!(said("/contact/guarantor/phone", "400-820-8888转2"), [], "a hotel's, with whom to ask for");
}

#[test]
fn what_to_begin_a_number_with_is_said_by_the_journey_and_by_the_question() {
    let form = bundled();
    let said = |answers: &Value, pointer: &str| {
        let findings = form.evaluate(answers, today()).findings;
        let here = findings.into_iter().find(|one| one.pointers[0] == pointer && one.rule != "required");
        here.map(|finding| (finding.rule, finding.arguments))
    };
    let mut answers = form.blank();
    form.set(&mut answers, "/legs/0/from", json!("LHR")).unwrap();
    form.set(&mut answers, "/stays/0/country", json!("HKG")).unwrap();
    form.set(&mut answers, "/contact/mobile_abroad", json!("12 34")).unwrap();
    let (rule, arguments) = said(&answers, "/contact/mobile_abroad").unwrap();
    assert_eq!(rule, "not-a-phone");
    assert_eq!(json!(arguments["codes"]), json!({ "text": "+44, +852" }), "of where she was, and not Italy");
    form.set(&mut answers, "/contact/mobile_abroad", json!("07911 123456")).unwrap();
    assert_eq!(
        answers["contact"]["mobile_abroad"], "+447911123456",
        "of the first country, not the last alone"
    );
    form.set(&mut answers, "/contact/guarantor/phone", json!("82283155")).unwrap();
    let (rule, _) = said(&answers, "/contact/guarantor/phone").unwrap();
    assert_eq!(rule, "no-area-code", "a landline of the county as it is dialled there");
    for typed in ["13812345678（王）", "王老师13812345678", "13812345678 (王老师)"] {
        form.set(&mut answers, "/contact/guarantor/phone", json!(typed)).unwrap();
        assert_eq!(answers["contact"]["guarantor"]["phone"], "+8613812345678", "{typed}");
    }
}

#[test]
fn a_number_without_a_country_is_of_the_one_country_of_the_journey_that_has_it() {
    let form = bundled();
    let read = |answers: &Value, typed: &str| {
        let mut answers = answers.clone();
        form.set(&mut answers, "/contact/mobile_abroad", json!(typed)).unwrap();
        answers["contact"]["mobile_abroad"].clone()
    };
    let from = |stop: &str, stay: &str| {
        let mut answers = form.blank();
        form.set(&mut answers, "/legs/0/from", json!(stop)).unwrap();
        form.set(&mut answers, "/stays/0/country", json!(stay)).unwrap();
        answers
    };
    for (stop, stay, typed, kept) in [
        ("HKG", "HKG", "852 9123 4567", "+85291234567"),
        ("HKG", "HKG", "9123 4567", "+85291234567"),
        ("YYZ", "CAN", "416 555 0123", "+14165550123"),
        ("YYZ", "CAN", "1 416 555 0123", "+14165550123"),
        ("MXP", "ITA", "333 123 4567", "+393331234567"),
        ("MXP", "ITA", "13805712345", "+8613805712345"),
        ("LAX", "USA", "131 0555 1234", "+8613105551234"),
        ("LAX", "USA", "+13105551234", "+13105551234"),
        ("MXP", "ITA", "0039 333 123 4567", "+393331234567"),
        ("GRU", "BRA", "11 91234-5678", "+5511912345678"),
        ("GRU", "BRA", "(11) 91234-5678", "+5511912345678"),
        ("GRU", "BRA", "138 0571 2345", "+8613805712345"),
        ("VIE", "AUT", "13805712345", "+8613805712345"),
    ] {
        assert_eq!(read(&from(stop, stay), typed), kept, "{typed} from {stop}");
    }
    assert_eq!(read(&form.blank(), "13105551234"), "+8613105551234", "nothing speaks of America");
    for answers in [from("LAX", "MEX"), from("MEX", "USA")] {
        assert_eq!(read(&answers, "13105551234"), "13105551234", "kept as it was typed");
        let mut asked = answers.clone();
        form.set(&mut asked, "/contact/mobile_abroad", json!("13105551234")).unwrap();
        let findings = form.evaluate(&asked, today()).findings;
        assert!(findings.iter().any(|finding| finding.rule == "not-a-phone"), "and its country is asked for");
    }
    for (stop, stay, typed) in [
        ("GRU", "BRA", "13 99123-4567"),
        ("GRU", "BRA", "19 99123-4567"),
        ("GRU", "BRA", "13991234567"),
        ("FRA", "DEU", "15123456789"),
    ] {
        assert_eq!(read(&from(stop, stay), typed), typed, "a mobile there and in China: which is asked");
        let pasted = format!("Tel.\u{a0}\u{200b}{typed}\n");
        assert_eq!(read(&from(stop, stay), &pasted), typed, "and what came along is left out all the same");
    }
    assert_eq!(read(&from("MXP", "ITA"), "12 34"), "12 34", "what is no number anywhere is left alone");
}
