//! By road, by rail, by sea, on foot; over the date line.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{ELEVATED, NO_RISK, Person, person, somebody, warned};
use crate::Traveller;
use crate::travellers::day;

pub(super) fn people(today: NaiveDate) -> Vec<Person> {
    let on = |days| day(today, days);
    let leg = |mode: &str, from: &str, to: &str, leaves: i64, arrives: i64| json!({ "mode": mode, "from": from, "to": to, "departs_on": on(leaves), "arrives_on": on(arrives) });
    let flight = |number: &str, from: &str, to: &str, leaves: (i64, &str), arrives: (i64, &str)| {
        json!({ "mode": "flight", "flight": number, "from": from, "to": to, "departs_on": on(leaves.0),
            "departs_at": leaves.1, "arrives_on": on(arrives.0), "arrives_at": arrives.1 })
    };
    let comes = |mobile: &str, country: &str, legs: Vec<Value>| -> Traveller {
        somebody(today)
            .with("/legs", legs)
            .with("/stays", json!([{ "country": country }]))
            .with("/contact/mobile_abroad", mobile)
    };
    vec![
        person(
            "a Hong Kong resident who is driven over Shenzhen Bay", NO_RISK,
            comes("+85295123456", "HKG", vec![leg("car", "G-HK", "L-SZWAN", 3, 3)])
                .with(
                    "/document",
                    json!({ "kind": "permit-hm", "number": "H0123456701", "expires": on(900) }),
                )
                .with("/about/nationality", "HKG")
                .with("/about/resident_id", Value::Null)
                .with("/about/group", "hong-kong-macao-taiwan")
                .with("/onward", json!({ "mode": "family" })),
        ),
        person(
            "a student in Hong Kong on the train from West Kowloon", NO_RISK,
            comes(
                "+85295123457",
                "HKG",
                vec![leg("train", "G-HK", "R-WKOWL", 3, 3), leg("train", "R-WKOWL", "C-HANGZ", 3, 3)],
            )
            .with("/document", json!({ "kind": "travel-to-hm", "number": "C12345678", "expires": on(700) }))
            .with("/about/group", "student"),
        ),
        person(
            "a cook who walks from Macao through Gongbei", NO_RISK,
            comes("+85366123456", "MAC", vec![leg("foot", "G-MO", "L-GONGB", 3, 3)])
                .with("/onward", json!({ "mode": "train" })),
        ),
        person(
            "a trader in Moscow who crosses at Suifenhe by coach and flies on", NO_RISK,
            comes(
                "+79161234567",
                "RUS",
                vec![
                    flight("SU 1702", "SVO", "VVO", (1, "20:40"), (2, "11:30")),
                    leg("coach", "L-POGRA", "L-SUIFE", 3, 3),
                    flight("CA 1664", "MDG", "PEK", (4, "10:00"), (4, "12:20")),
                ],
            )
            .with("/onward", json!({ "mode": "not-arranged" })),
        ),
        person(
            "a driver from Ulaanbaatar on the train to Erenhot", NO_RISK,
            comes("+97688123456", "MNG", vec![leg("train", "G-MN", "R-ERENH", 3, 4)])
                .with("/onward", json!({ "mode": "county-car" })),
        ),
        person(
            "a fitter in Hanoi by coach to Friendship Pass", NO_RISK,
            comes("+84901234567", "VNM", vec![leg("coach", "G-VN", "L-YOUYI", 3, 3)])
                .with("/onward", json!({ "mode": "flight" })),
        ),
        person(
            "a Taiwan resident on the ferry from Kinmen to Xiamen", NO_RISK,
            comes("+886912345678", "TWN", vec![leg("ship", "S-KINME", "S-WUTON", 3, 3)])
                .with("/document", json!({ "kind": "permit-tw", "number": "01234567", "expires": on(600) }))
                .with("/about/nationality", "TWN")
                .with("/about/resident_id", Value::Null)
                .with("/about/group", "hong-kong-macao-taiwan")
                .with("/onward", json!({ "mode": "train" })),
        ),
        person(
            "a ship's officer who signs off in Ningbo after three weeks at sea", NO_RISK,
            comes("+639171234567", "XZZ", vec![leg("ship", "S-SINGA", "S-NINGB", -12, 3)])
                .with("/document", json!({ "kind": "seafarer", "number": "A12345678", "issuer": "LBR", "expires": on(1200) }))
                .with("/about/group", "seafarer")
                .with(
                    "/stays",
                    json!([
                        { "country": "SGP", "region": "Jurong", "until": on(-12) },
                        { "country": "XZZ", "since": on(-12) }
                    ]),
                )
                .with("/onward", json!({ "mode": "county-car" })),
        ),
        person(
            "an engineer who left Tokyo at midnight, reached Los Angeles the day before, and flies on to Shanghai", ELEVATED,
            comes("+16465234567", "USA", vec![flight("MU 586", "LAX", "PVG", (3, "12:30"), (4, "18:30"))])
                .with(
                    "/stays",
                    json!([
                        { "country": "JPN", "until": on(-5) },
                        { "country": "USA", "since": on(-6) }
                    ]),
                ),
        ),
        person(
            "a visitor who leaves Los Angeles late at night and lands in Hong Kong two days later", ELEVATED,
            comes(
                "+16465234568",
                "USA",
                vec![
                    flight("CX 883", "LAX", "HKG", (1, "22:40"), (3, "06:10")),
                    flight("CX 960", "HKG", "HGH", (4, "10:00"), (4, "12:15")),
                ],
            )
            .with(
                "/stays",
                json!([
                    { "country": "USA", "until": on(1) },
                    { "country": "HKG", "since": on(3) }
                ]),
            ),
        ),
        warned(
            "a nurse who declares sixteen days before she flies from Milan", ELEVATED,
            &["journey-far-ahead"],
            comes("+393471234568", "ITA", vec![flight("CA 968", "MXP", "HGH", (16, "12:30"), (17, "06:10"))])
                .with("/onward", json!({ "mode": "family" })),
        ),
    ]
}
