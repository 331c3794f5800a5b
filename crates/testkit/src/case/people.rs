//! Documents, names, ages, contacts, addresses, companions.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Case, case};
use crate::{
    Traveller,
    travellers::{
        day, engineer_from_bologna, father_by_frankfurt, little_daughter_by_frankfurt, son_by_frankfurt,
        student_from_prato,
    },
};

pub(super) fn cases(today: NaiveDate) -> Vec<Case> {
    let on = |days| day(today, days);
    let student = |pointer: &str, value: Value| student_from_prato(today).with(pointer, value);
    let landed = |pointer: &str, value: Value| super::landed_student(today).with(pointer, value);
    let engineer = |pointer: &str, value: Value| engineer_from_bologna(today).with(pointer, value);
    let father = |pointer: &str, value: Value| father_by_frankfurt(today).with(pointer, value);
    let son = |pointer: &str, value: Value| son_by_frankfurt(today).with(pointer, value);
    let daughter = |pointer: &str, value: Value| little_daughter_by_frankfurt(today).with(pointer, value);
    let address = |text: &str| student("/destination/address", json!(text));
    let without_parents = |traveller: Traveller| {
        let minors: Vec<Value> = traveller.answers["companions"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|companion| companion["relation"] != "parent")
            .cloned()
            .collect();
        traveller.with("/companions", minors)
    };
    vec![
        case("document-expired", student("/document/expires", json!(on(-1)))),
        case("document-expires-before-arrival", student("/document/expires", json!(on(1)))),
        case("document-expires-soon", engineer("/document/expires", json!(on(60)))),
        case("document-valid-too-long", student("/document/expires", json!(on(3800)))),
        case("child-document-valid-too-long", daughter("/document/expires", json!(on(2500)))),
        case("chinese-passport-number", student("/document/number", json!("EJ482015"))),
        case("document-number-named", engineer("/document/number", json!("NO1234567"))),
        case("passport-number-long", engineer("/document/number", json!("NOYA1234567"))),
        case("born-in-future", engineer("/about/born", json!(on(2))).with(
                "/minor",
                json!({ "escort": "airline", "handed_over_by": "Giulia Conti", "handed_over_phone": "+393391234568",
                    "met_by": "陈国华", "met_phone": "+8613805712345" }),
            )),
        case("born-too-long-ago", engineer("/about/born", json!("1902-03-04"))),
        case("chinese-without-han-name", student("/about/han_name", Value::Null)),
        case("chinese-without-given-names", student("/about/given_names", Value::Null)),
        case("one-name-only", engineer("/about/given_names", Value::Null)),
        case("surname-holds-both", student("/about/surname", json!("CHEN/YUTONG"))),
        case("given-names-have-slash", student("/about/given_names", json!("YU/TONG"))),
        case("name-with-ordinal", engineer("/about/given_names", json!("Mª DE LOS ÁNGELES"))),
        case("surname-with-tones", student("/about/surname", json!("Chén"))),
        case("given-names-with-tones", student("/about/given_names", json!("yǔ tóng"))),
        case("name-is-none", engineer("/about/given_names", json!("N/A"))),
        case("name-may-be-none", engineer("/about/surname", json!("XXX"))),
        case("han-name-with-title", student("/about/han_name", json!("陈雨桐女"))),
        case("han-name-dot", student("/about/han_name", json!("陈·"))),
        case("names-the-same", engineer("/about/given_names", json!("D'ANGELO"))),
        case("resident-id-born", student("/about/born", json!("2003-05-15"))),
        case("resident-id-sex", student("/about/sex", json!("M"))),
        case("chinese-not-overseas", engineer("/about/group", json!("overseas-chinese"))),
        case("group-of-another-nationality", engineer("/about/group", json!("student"))),
        case("document-of-another-nationality", engineer("/document/kind", json!("travel-to-hm"))),
        case("child-lives-alone", son("/destination/household", json!("alone"))),
        case("mobile-china-not-chinese", student("/contact/mobile_china", json!("+393401234567"))),
        case("mobile-abroad-unknown", student("/contact/mobile_abroad", json!("+447700900123"))),
        case("mobile-abroad-chinese", student("/contact/mobile_abroad", json!("+8613857710043"))),
        case("mobile-abroad-of-another-country", student("/contact/mobile_abroad", json!("+33612345678"))),
        case("guarantor-phone-not-chinese", student("/contact/guarantor/phone", json!("+393401234567"))),
        case("guarantor-phone-is-your-own", student("/contact/guarantor/phone", json!("+8613857710042"))),
        case("guarantor-phone-is-yours-abroad", student("/contact/guarantor/phone", json!("+393471234567"))),
        case(
            "met-by-your-own-phone",
            landed("/onward", json!({ "mode": "family", "met_phone": "+8613857710042" })),
        ),
        case(
            "met-by-your-phone-abroad",
            landed("/onward", json!({ "mode": "family", "met_phone": "+393471234567" })),
        ),
        case(
            "handed-over-and-met-by-one-phone",
            daughter(
                "/minor",
                json!({ "escort": "airline", "handed_over_by": "Jana Novakova", "handed_over_phone": "+8613905780033",
                    "met_by": "林德福", "met_phone": "+8613905780033" }),
            ),
        ),
        case("guarantor-is-yourself", student("/contact/guarantor/name", json!("陈雨桐"))),
        case("contact-older-than-likely", student("/contact/guarantor/relation", json!("parent")).with("/about/born", json!("1942-03-04")).with("/about/resident_id", Value::Null)),
        case("minor-guarantor", son("/contact/guarantor/relation", json!("friend"))),
        case("address-is-quarantine-hotel", address("杭州国际隔离酒店")),
        case("address-mentions-quarantine", address("杭州国际隔离酒店 8 楼")),
        case("address-is-none", address("没有地址")),
        case("address-is-nowhere", address("无固定住所")),
        case("address-is-unsure", address("Not sure yet")),
        case("address-without-number", address("西溪街道文三路")),
        case("address-elsewhere", address("安徽省黄山市屯溪区老街 1 号")),
        case("companion-born-in-future", father("/companions/2/born", json!(on(1)))),
        case("companion-has-your-document", father("/companions/0/document_number", json!("EB7301946"))),
        case("companion-number-named", father("/companions/1/document_number", json!("NR1234567"))),
        case("companion-twice", father("/companions/1/document_number", json!("EB7301947"))),
        case("companion-parent-too-young", father("/companions/0/relation", json!("parent"))),
        case("companion-child-too-old", father("/companions/0/relation", json!("child"))),
        case("companion-child-declares-alone", father("/companions/2/declares", json!("self"))),
        case("child-without-adult", without_parents(little_daughter_by_frankfurt(today))),
        case(
            "child-travels-alone",
            daughter("/minor", json!({ "escort": "alone", "met_by": "林德福", "met_phone": "+8613905780033" })),
        ),
        case("helper-is-traveller", daughter("/filling/helper_name", json!("林小满"))),
        case("child-fills-in-alone", daughter("/filling", json!({ "by": "self" }))),
        case(
            "guardian-of-an-adult",
            engineer(
                "/filling",
                json!({ "by": "helper", "helper_name": "Giulia Conti", "organisation": "Donghe Italia",
                    "mandate": "guardian" }),
            ),
        ),
        case("truth-not-confirmed", student("/consent/truth", json!(false))),
        case("processing-not-agreed", student("/consent/processing", json!(false))),
    ]
}
