//! Changing answers: bounded, known, and nothing lost.

use declaration::AnswerError;
use serde_json::{Value, json};

use crate::small::{bundled, complete, form, today};

#[test]
fn any_answer_is_stored_as_it_is() {
    let mut answers = json!({});
    for (pointer, value) in [
        ("/about/name", json!("nobody's name 👩‍👩‍👧 王")),
        ("/about/born", json!("2026--5")),
        ("/health/temperature", json!("warm")),
        ("/health/symptoms", json!(["plague"])),
        ("/health/contact", json!(false)),
    ] {
        form().set(&mut answers, pointer, value.clone()).unwrap();
        assert_eq!(answers.pointer(pointer), Some(&value), "{pointer} holds what was typed");
    }
}

#[test]
fn an_empty_answer_leaves_nothing_behind() {
    for empty in [Value::Null, json!(""), json!("  "), json!([])] {
        let mut answers = complete();
        form().set(&mut answers, "/about/name", empty.clone()).unwrap();
        assert_eq!(answers.pointer("/about/name"), None, "{empty} clears");
        assert_eq!(answers.pointer("/about/born"), complete().pointer("/about/born"), "and only that");
        let names: Vec<_> = answers["about"].as_object().unwrap().keys().collect();
        assert_eq!(names, ["nationality", "born", "group"], "the others keep their order");
    }
}

#[test]
fn what_the_form_does_not_ask_is_refused() {
    let mut answers = complete();
    for pointer in [
        "",
        "/",
        "/about",
        "/legs",
        "/legs/0",
        "/about/shoe_size",
        "/legs/0/departs",
        "/legs/0/from/x",
        "/legs/*/from",
        "/about/age",
        "about/name",
        "/legs/00/from",
        "/legs/-1/from",
        "/health/symptoms/0",
    ] {
        let outcome = form().set(&mut answers, pointer, json!("x"));
        assert_eq!(outcome, Err(AnswerError::Unknown), "{pointer:?} is no question");
    }
    assert_eq!(
        form().set(&mut answers, "/legs/2/from", json!("PVG")),
        Err(AnswerError::NoItem),
        "no third leg"
    );
    let far = "/legs/99999999999999999999/from";
    assert!(form().set(&mut answers, far, json!("PVG")).is_err(), "nor one further than numbers go");
    assert_eq!(
        form().set(&mut answers, "/about/name", json!({ "a": 1 })),
        Err(AnswerError::WrongKind),
        "no objects"
    );
    assert_eq!(
        form().set(&mut answers, "/health/symptoms", json!([1])),
        Err(AnswerError::WrongKind),
        "texts alone"
    );
    assert_eq!(answers, complete(), "and nothing was changed");
    let mut empty = json!({});
    assert_eq!(form().set(&mut empty, "/legs/0/from", json!("PVG")), Err(AnswerError::NoItem), "no legs yet");
    assert_eq!(empty, json!({}), "not even a list appears");
}

#[test]
fn a_hundred_kilobytes_are_refused_whole() {
    let mut answers = complete();
    let huge = "王".repeat(35_000);
    let outcome = form().set(&mut answers, "/about/name", json!(huge));
    assert_eq!(outcome, Err(AnswerError::TooLarge { limit: 16 * 1024 }), "too large");
    assert_eq!(outcome.unwrap_err().code(), "answer-too-large", "with a code to put in words");
    let many = vec!["fever"; 5_000];
    assert!(form().set(&mut answers, "/health/symptoms", json!(many)).is_err(), "a list counts as a whole");
    assert_eq!(answers, complete(), "what was typed before is still there");
}

#[test]
fn items_come_and_go_and_come_back() {
    let mut answers = json!({});
    assert_eq!(form().add_item(&mut answers, "/legs"), Ok(0), "the first");
    assert_eq!(form().add_item(&mut answers, "/legs"), Ok(1), "the second");
    form().set(&mut answers, "/legs/0/from", json!("MXP")).unwrap();
    let removed = form().remove_item(&mut answers, "/legs", 0).unwrap();
    assert_eq!(removed, json!({ "from": "MXP" }), "what was removed is given back");
    form().insert_item(&mut answers, "/legs", 0, removed).unwrap();
    assert_eq!(answers, json!({ "legs": [{ "from": "MXP" }, {}] }), "and can come back to its place");
    form().add_item(&mut answers, "/legs").unwrap();
    assert_eq!(
        form().add_item(&mut answers, "/legs"),
        Err(AnswerError::TooMany { limit: 3 }),
        "three are enough"
    );
    assert_eq!(form().remove_item(&mut answers, "/legs", 3), Err(AnswerError::NoItem), "there is no fourth");
    assert_eq!(form().insert_item(&mut answers, "/stays", 1, json!({})), Err(AnswerError::NoItem), "no gaps");
    assert_eq!(
        form().insert_item(&mut answers, "/stays", 0, json!(7)),
        Err(AnswerError::WrongKind),
        "no numbers"
    );
    assert_eq!(form().add_item(&mut answers, "/health/symptoms"), Err(AnswerError::Unknown), "not a group");
}

#[test]
fn a_new_declaration_starts_with_the_items_that_groups_start_with() {
    assert_eq!(form().blank(), json!({ "legs": [{}] }), "one leg to begin with");
}

#[test]
fn consent_notes_the_version_of_its_text() {
    let mut answers = json!({});
    form().set(&mut answers, "/consent/processing", json!(true)).unwrap();
    assert_eq!(
        answers,
        json!({ "consent": { "processing": true, "processing_version": "2" } }),
        "given for this text"
    );
    form().set(&mut answers, "/consent/processing", json!(false)).unwrap();
    assert_eq!(answers, json!({ "consent": { "processing": false } }), "taken back, so for none");
}

#[test]
fn answers_of_another_shape_give_way_to_what_is_typed() {
    let mut answers = json!("not an object");
    form().set(&mut answers, "/about/name", json!("WANG")).unwrap();
    assert_eq!(answers, json!({ "about": { "name": "WANG" } }), "there was nothing that could hold a name");
}

#[test]
fn printed_numbers_are_kept_as_they_are_printed() {
    let mut answers = complete();
    form().set(&mut answers, "/legs/0/flight", json!("lh 728")).unwrap();
    assert_eq!(
        answers["legs"][0]["flight"], "LH728",
        "small letters become capitals, and nothing stands between"
    );
    form().set(&mut answers, "/contact/resident_id", json!("110105 19491231 002x")).unwrap();
    assert_eq!(
        answers["contact"]["resident_id"], "11010519491231002X",
        "a right number takes its usual form"
    );
    form().set(&mut answers, "/contact/resident_id", json!("110105 1949x")).unwrap();
    assert_eq!(answers["contact"]["resident_id"], "1101051949X", "half a number too");
}

#[test]
fn a_new_leg_is_a_flight_until_somebody_says_otherwise() {
    let mut answers = bundled().blank();
    assert_eq!(answers["legs"][0]["mode"], "flight", "the first leg of a new declaration");
    bundled().add_item(&mut answers, "/legs").unwrap();
    assert_eq!(answers["legs"][1], json!({ "mode": "flight" }), "one that is added, and nothing else in it");
    bundled().set(&mut answers, "/legs/1/mode", json!("ship")).unwrap();
    assert_eq!(answers["legs"][1]["mode"], "ship", "it is an answer like any other");
}

#[test]
fn rows_that_stand_apart_are_taken_only_where_they_are_asked_for() {
    let unlisted = |pointer: &str, code: &str| {
        let mut answers = bundled().blank();
        if pointer.starts_with("/stays") && answers.pointer("/stays/0").is_none() {
            bundled().add_item(&mut answers, "/stays").unwrap();
        }
        bundled().set(&mut answers, pointer, json!(code)).unwrap();
        let findings = bundled().evaluate(&answers, today()).findings;
        findings.iter().any(|finding| finding.rule == "not-in-list")
    };
    assert!(!unlisted("/stays/0/country", "XZZ"), "one can have been at sea");
    assert!(unlisted("/about/nationality", "XZZ"), "and is no national of it");
    assert!(!unlisted("/about/nationality", "XXB"), "a refugee says so where nationality is asked");
    assert!(unlisted("/stays/0/country", "XXB"), "and has been in a country");
    let sea = bundled().options("/stays/0/country", &bundled().blank(), "at sea", "en", 5);
    assert!(sea.iter().any(|row| row.code == "XZZ"), "it is found by its name");
    let nowhere = bundled().options("/about/nationality", &bundled().blank(), "at sea", "en", 50);
    assert!(nowhere.iter().all(|row| row.code != "XZZ"), "and not offered where it is not asked for");
}

#[test]
fn a_city_is_found_by_what_lies_in_it() {
    let mut answers = bundled().blank();
    let offered = |answers: &Value, pointer: &str, query: &str| {
        let rows = bundled().options(pointer, answers, query, "zh-CN", 5);
        rows.into_iter().map(|row| (row.name, row.detail.unwrap_or_default())).collect::<Vec<_>>()
    };
    let pair = |whole: &str, part: &str| (whole.to_owned(), part.to_owned());
    for query in ["yiwu", "义乌", "義烏"] {
        let rows = offered(&answers, "/destination/city", query);
        assert_eq!(rows, [pair("金华市", "义乌市")], "{query}: to those who live there it is a city");
    }
    assert_eq!(offered(&answers, "/destination/city", "青田"), [pair("丽水市", "青田县")]);
    let whole = offered(&answers, "/destination/city", "温州");
    assert_eq!(whole[0].0, "温州市", "what is called so itself comes first: {whole:?}");
    bundled().set(&mut answers, "/destination/city", json!("331100")).unwrap();
    let rows = offered(&answers, "/destination/county", "温溪");
    assert_eq!(rows, [pair("青田县", "温溪镇")], "a county by its town");
    assert_eq!(
        offered(&answers, "/destination/county", "义乌"),
        [],
        "and only within the city that was chosen"
    );
}

#[test]
fn a_country_is_found_by_what_lies_in_it_and_by_no_beginning_of_another() {
    let offered = |query: &str| {
        let rows = bundled().options("/stays/0/country", &bundled().blank(), query, "en", 5);
        rows.into_iter().map(|row| row.code).collect::<Vec<_>>()
    };
    for (query, codes) in [
        ("意大利 普拉托", &["ITA"][..]),
        ("Prato, Italy", &["ITA"]),
        ("Prato Italy", &["ITA"]),
        ("Italy Milan", &["ITA"]),
        ("Prato", &["ITA"]),
        ("普拉托", &["ITA"]),
        ("德国柏林", &["DEU"]),
        ("意大利普拉托", &["ITA"]),
        ("Italia (Toscana)", &["ITA"]),
        ("Roma, Italia", &["ITA"]),
        ("浙江", &["CHN"]),
        ("浙江省", &["CHN"]),
        ("浙江青田", &["CHN"]),
        ("中国 浙江", &["CHN"]),
        ("青田", &["CHN"]),
        ("New Jersey", &["USA"]),
        ("New Mexico", &["USA"]),
        ("Georgia, USA", &["USA"]),
        ("Toronto, Canada", &["CAN"]),
        ("Lebanon, Ohio", &["USA"]),
        ("马里兰", &["USA"]),
        ("邮轮", &["XZZ"]),
    ] {
        assert_eq!(offered(query), codes, "{query}");
    }
    for query in ["Roma", "Rome", "罗马"] {
        let codes = offered(query);
        assert_eq!(codes.first().map(String::as_str), Some("ITA"), "{query}: {codes:?}");
        assert!(!codes.contains(&"ROU".to_owned()), "{query} is no Romania: {codes:?}");
    }
    for query in ["Cuba, Prato", "Paris Italy", "Somewhere", "New Wales Road"] {
        assert_eq!(offered(query), [""; 0], "{query}: no country is better than a wrong one");
    }
    assert_eq!(offered("Roman")[0], "ROU", "whoever types on is not held up");
    assert_eq!(offered("Georgia")[0], "GEO", "a country of that name comes first");
}

#[test]
fn taking_a_city_by_what_lies_in_it_answers_for_both() {
    let mut answers = bundled().blank();
    let rows = bundled().options("/destination/city", &answers, "青田", "zh-CN", 5);
    bundled().set(&mut answers, "/destination/city", json!(rows[0].code)).unwrap();
    assert_eq!(answers["destination"], json!({ "city": "331100", "county": "331121" }), "丽水市 青田县");
    let rows = bundled().options("/destination/county", &answers, "温溪", "zh-CN", 5);
    bundled().set(&mut answers, "/destination/county", json!(rows[0].code)).unwrap();
    assert_eq!(answers["destination"]["county"], "331121", "a county by its town");
    assert!(answers["destination"]["township"].is_string(), "and the town with it");
    bundled().set(&mut answers, "/contact/guarantor/county", json!("331121104")).unwrap();
    let county = &answers["contact"]["guarantor"]["county"];
    assert!(
        *county == "331121" || *county == "331121104",
        "nothing but the county where no town is asked: {county}"
    );
}

#[test]
fn a_name_that_one_row_alone_has_is_taken_when_it_is_left() {
    let left = |pointer: &str, typed: &str| {
        let mut answers = bundled().blank();
        bundled().set(&mut answers, pointer, json!(typed)).unwrap();
        bundled().choose_by_name(&mut answers, pointer, |row| !row.code.contains('-')).unwrap();
        answers.pointer(pointer).cloned().unwrap_or_default()
    };
    for (pointer, typed, code) in [
        ("/about/nationality", "意大利", "ITA"),
        ("/about/nationality", "Italian", "ITA"),
        ("/stays/0/country", "england", "GBR"),
        ("/destination/city", "温州", "330300"),
        ("/destination/city", "Hangzhou", "330100"),
        ("/legs/0/from", "FCO", "FCO"),
    ] {
        assert_eq!(left(pointer, typed), code, "{typed}");
    }
    for (pointer, typed) in [
        ("/about/nationality", "Congolese"),
        ("/about/nationality", "Rom"),
        ("/stays/0/country", "Roma"),
        ("/legs/0/from", "Berlin"),
        ("/about/nationality", "at sea"),
        ("/about/nationality", "UK"),
    ] {
        assert_eq!(left(pointer, typed), typed, "{typed} may be several, or none");
    }
}
