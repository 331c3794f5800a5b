//! Documents, nationalities and groups other than the usual.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{ELEVATED, NO_RISK, Person, person, somebody};
use crate::Traveller;
use crate::travellers::{day, engineer_from_bologna};

pub(super) fn people(today: NaiveDate) -> Vec<Person> {
    let on = |days| day(today, days);
    let foreigner = |nationality: &str, document: Value| -> Traveller {
        engineer_from_bologna(today)
            .with("/about/nationality", nationality)
            .with("/about/group", "foreigner")
            .with("/contact/language", "en")
            .with("/document", document)
    };
    let passport = |number: &str| json!({ "kind": "passport", "number": number, "expires": on(1200) });
    let flies = |traveller: Traveller, number: &str, from: &str, country: &str, mobile: &str| -> Traveller {
        traveller
            .with(
                "/legs",
                json!([{ "mode": "flight", "flight": number, "from": from, "to": "PVG",
                "departs_on": on(3), "departs_at": "09:00", "arrives_on": on(4), "arrives_at": "06:30" }]),
            )
            .with("/stays", json!([{ "country": country }]))
            .with("/contact/mobile_abroad", mobile)
    };
    let document = |kind: &str, issuer: Option<&str>| {
        let mut document = json!({ "kind": kind, "number": "K7712345", "expires": on(800) });
        if let Some(issuer) = issuer {
            document["issuer"] = json!(issuer);
        }
        document
    };
    vec![
        person(
            "a refugee in Germany with a travel document for refugees",
            ELEVATED,
            flies(
                foreigner("XXB", document("refugee", Some("DEU"))),
                "CA 936",
                "FRA",
                "DEU",
                "+4915112345678",
            ),
        ),
        person(
            "a stateless cook in Vienna",
            ELEVATED,
            flies(
                foreigner("XXA", document("stateless", Some("AUT"))),
                "CA 842",
                "VIE",
                "AUT",
                "+436601234567",
            ),
        ),
        person(
            "an adviser who travels on a United Nations laissez-passer",
            NO_RISK,
            flies(
                foreigner("ETH", document("united-nations", None)),
                "ET 684",
                "ADD",
                "ETH",
                "+251911234567",
            ),
        ),
        person(
            "a translator from Pristina",
            NO_RISK,
            flies(foreigner("XKK", passport("P00123456")), "TK 26", "IST", "TUR", "+905321234567"),
        ),
        person(
            "a restaurant owner of Chinese descent with an Italian passport",
            ELEVATED,
            foreigner("ITA", passport("YB7712346"))
                .with("/about/group", "foreign-chinese")
                .with("/about/han_name", "周丽"),
        ),
        person(
            "a doctoral student from Addis Ababa at a university in Hangzhou",
            NO_RISK,
            flies(foreigner("ETH", passport("EP1234567")), "ET 684", "ADD", "ETH", "+251911234568")
                .with("/about/group", "student-in-zhejiang")
                .with("/contact/guarantor/name", "浙江大学国际教育学院")
                .with("/contact/guarantor/relation", "school"),
        ),
        person(
            "a resident of Hangzhou with a permanent resident's card",
            ELEVATED,
            foreigner(
                "ITA",
                json!({ "kind": "permanent-residence", "number": "ITA330188022901", "expires": on(1500) }),
            ),
        ),
        person(
            "a welder whom his company sent to Algiers",
            NO_RISK,
            flies(somebody(today), "CA 8002", "ALG", "DZA", "+213551234567")
                .with("/about/group", "posted-abroad")
                .with("/contact/residence", "DZA")
                .with("/contact/residence_city", "Oran")
                .with("/onward", json!({ "mode": "group-bus" })),
        ),
        person(
            "a grandmother who returns from a visit, in a wheelchair and on dialysis",
            NO_RISK,
            somebody(today).with("/about/group", "visitor").with(
                "/onward",
                json!({ "mode": "county-car", "needs": ["carer", "wheelchair", "dialysis"] }),
            ),
        ),
        person(
            "an old man without a telephone, to whom his association passes calls on",
            NO_RISK,
            somebody(today)
                .with("/contact/phone_of", "chamber")
                .with("/contact/phone_name", "新加坡温州会馆")
                .with("/contact/mobile_abroad", "+6562345678"),
        ),
        person(
            "a Chinese citizen who lost her passport and has a travel document",
            NO_RISK,
            somebody(today).with(
                "/document",
                json!({ "kind": "travel-document", "number": "L1234567", "expires": on(300) }),
            ),
        ),
    ]
}
