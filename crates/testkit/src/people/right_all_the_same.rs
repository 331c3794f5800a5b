//! People whom a check asks to look again, and who are right.

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::{ELEVATED, NO_RISK, Person, SYMPTOMS, person, somebody, warned};
use crate::travellers::{day, engineer_from_bologna, student_from_prato};

pub(super) fn people(today: NaiveDate) -> Vec<Person> {
    let on = |days| day(today, days);
    vec![
        person(
            "a student who landed the day before yesterday and is asked about her train and her luggage", ELEVATED,
            student_from_prato(today.checked_sub_days(Days::new(6)).unwrap_or(today))
                .with("/onward/number", "G7349")
                .with("/onward/date", on(0))
                .with("/onward/luggage", true),
        ),
        warned(
            "somebody whose identity card has the lunar birthday", NO_RISK,
            &["resident-id-born"],
            somebody(today).with("/about/born", "1992-08-05"),
        ),
        warned(
            "a farmer from a village without house numbers", NO_RISK,
            &["address-without-number"],
            somebody(today).with("/destination/address", "清波村村口老樟树旁"),
        ),
        warned(
            "a student who lands at Heathrow and leaves from Gatwick", ELEVATED,
            &["leg-gap"],
            student_from_prato(today).with("/legs/0/to", "LHR").with("/legs/1/from", "LGW"),
        ),
        person(
            "an engineer who lives in Como and flies from Zurich", ELEVATED,
            engineer_from_bologna(today).with("/legs/0/from", "ZRH"),
        ),
        person(
            "a woman whose given name is 胜男", NO_RISK,
            somebody(today).with("/about/han_name", "李胜男").with("/about/surname", "LI").with("/about/given_names", "SHENGNAN"),
        ),
        warned(
            "a man whose surname is Null", ELEVATED,
            &["name-may-be-none"],
            engineer_from_bologna(today).with("/about/surname", "NULL"),
        ),
        warned(
            "a trader whose flight stops twice on the way", NO_RISK,
            &["leg-too-long"],
            somebody(today).with("/legs/0/departs_on", on(2)),
        ),
        warned(
            "somebody whose document was extended by notice", NO_RISK,
            &["document-expired"],
            somebody(today).with("/document/expires", on(-10)),
        ),
        warned(
            "a girl of thirteen who flies alone, as her airline allows", NO_RISK,
            &["child-travels-alone"],
            crate::travellers::little_daughter_by_frankfurt(today)
                .with("/about/born", on(-13 * 366 - 100))
                .with("/companions", serde_json::Value::Null)
                .with(
                    "/minor",
                    json!({ "escort": "alone", "met_by": "林德福", "met_phone": "+8613905780033" }),
                ),
        ),
        warned(
            "a nun from Lhasa whose passport has one name", NO_RISK,
            &["chinese-without-given-names"],
            somebody(today)
                .with("/about/surname", "TSERING")
                .with("/about/given_names", serde_json::Value::Null),
        ),
        warned(
            "somebody whose contact person has the same name", NO_RISK,
            &["guarantor-is-yourself"],
            somebody(today).with("/contact/guarantor/name", "高敏"),
        ),
        warned(
            "a student who forgot three days on the way", ELEVATED,
            &["stay-gap"],
            student_from_prato(today).with(
                "/stays",
                json!([{ "country": "FRA", "until": on(-6) }, { "country": "ITA", "since": on(-3) }]),
            ),
        ),
        warned(
            "somebody whose number abroad works in China too", NO_RISK,
            &["mobile-china-not-chinese"],
            somebody(today).with("/contact/mobile_china", "+6591234567"),
        ),
        warned(
            "somebody whose contact person kept her number from Madrid", NO_RISK,
            &["guarantor-phone-not-chinese"],
            somebody(today).with("/contact/guarantor/phone", "+34612345678"),
        ),
        warned(
            "a Chinese citizen born in Hong Kong to parents from Nepal, who has no Chinese name", NO_RISK,
            &["chinese-without-han-name"],
            somebody(today).with("/about/han_name", serde_json::Value::Null),
        ),
        warned(
            "somebody whose temperature is 37.4 and who feels well", SYMPTOMS,
            &["fever-not-among-symptoms"],
            somebody(today).with("/health/temperature", 37.4),
        ),
        warned(
            "somebody whose flight turned back and landed where it started", NO_RISK,
            &["leg-same-place"],
            somebody(today).with(
                "/legs",
                json!([
                    { "mode": "flight", "flight": "SQ 836", "from": "SIN", "to": "SIN", "departs_on": on(2),
                      "departs_at": "08:10", "arrives_on": on(2), "arrives_at": "11:40" },
                    { "mode": "flight", "flight": "SQ 836", "from": "SIN", "to": "PVG", "departs_on": on(3),
                      "departs_at": "08:10", "arrives_on": on(3), "arrives_at": "13:40" }
                ]),
            ),
        ),
        warned(
            "somebody who writes down where he will be observed first", NO_RISK,
            &["address-mentions-quarantine"],
            somebody(today).with("/destination/address", "文三路 90 号 302 室（先在隔离酒店住 14 天）"),
        ),
        person(
            "somebody who does not know the number of his flat yet", NO_RISK,
            somebody(today).with("/destination/address", "文三路 90 号 5 幢，房号未定"),
        ),
        person(
            "somebody whose day in Auckland has begun before ours", NO_RISK,
            somebody(today)
                .with("/health/history", json!(["tested"]))
                .with("/tests", json!([{ "kind": "pcr", "result": "negative", "taken_on": on(1) }])),
        ),
        person(
            "somebody whose contact person lives in Shanghai", NO_RISK,
            somebody(today).with("/contact/guarantor/county", serde_json::Value::Null),
        ),
        person(
            "a tourist whose contact is his hotel, and whose WeChat goes by his telephone", NO_RISK,
            somebody(today)
                .with("/contact/guarantor/name", "杭州西湖国宾馆")
                .with("/contact/guarantor/relation", "other")
                .with("/contact/wechat", "13805712345"),
        ),
        person(
            "a colleague who does not know his companion's passport by heart", NO_RISK,
            somebody(today)
                .with(
                    "/companions",
                    json!([{ "name": "Maria Rossi", "relation": "other", "born": "1988-02-03", "declares": "self" }]),
                ),
        ),
    ]
}
