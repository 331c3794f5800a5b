//! People whom a check asks to look again, and who are right.

use chrono::NaiveDate;
use serde_json::json;

use super::{Person, somebody, warned};
use crate::travellers::{day, engineer_from_bologna, student_from_prato};

pub(super) fn people(today: NaiveDate) -> Vec<Person> {
    let on = |days| day(today, days);
    vec![
        warned(
            "somebody whose identity card has the lunar birthday",
            &["resident-id-born"],
            somebody(today).with("/about/born", "1992-08-05"),
        ),
        warned(
            "a farmer from a village without house numbers",
            &["address-without-number"],
            somebody(today).with("/destination/address", "清波村村口老樟树旁"),
        ),
        warned(
            "a student who lands at Heathrow and leaves from Gatwick",
            &["leg-gap"],
            student_from_prato(today).with("/legs/0/to", "LHR").with("/legs/1/from", "LGW"),
        ),
        warned(
            "an engineer who lives in Como and flies from Zurich",
            &["departure-not-among-stays"],
            engineer_from_bologna(today).with("/legs/0/from", "ZRH"),
        ),
        warned(
            "a trader whose flight stops twice on the way",
            &["leg-too-long"],
            somebody(today).with("/legs/0/departs_on", on(2)),
        ),
        warned(
            "somebody whose document was extended by notice",
            &["document-expired"],
            somebody(today).with("/document/expires", on(-10)),
        ),
        warned(
            "a girl of thirteen who flies alone, as her airline allows",
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
            "a nun from Lhasa whose passport has one name",
            &["chinese-without-given-names"],
            somebody(today)
                .with("/about/surname", "TSERING")
                .with("/about/given_names", serde_json::Value::Null),
        ),
        warned(
            "somebody whose contact person has the same name",
            &["guarantor-is-yourself"],
            somebody(today).with("/contact/guarantor/name", "高敏"),
        ),
        warned(
            "a student who forgot three days on the way",
            &["stay-gap"],
            student_from_prato(today).with(
                "/stays",
                json!([{ "country": "FRA", "until": on(-6) }, { "country": "ITA", "since": on(-3) }]),
            ),
        ),
    ]
}
