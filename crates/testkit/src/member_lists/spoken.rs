//! What a member says when somebody rings them up: the whole declaration, of which a list gave a part.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::ListMember;
use crate::{put, travellers};

/// Everything that a member of the list [`super::ListShape::Workbook`] would answer, by the rulebook's names: from Prato by way of
/// Paris to Shanghai, without a symptom.
pub fn spoken(member: &ListMember, today: NaiveDate) -> Value {
    let departs = member.departs.to_string();
    let arrives = member.departs.checked_add_days(Days::new(1)).unwrap_or(member.departs).to_string();
    let mut answers = travellers::student_from_prato(today).answers;
    let said = [
        ("/document/number", json!(member.document)),
        ("/about/han_name", json!(member.han)),
        ("/about/surname", json!(member.surname)),
        ("/about/given_names", json!(member.given)),
        ("/about/sex", json!(member.sex)),
        ("/about/born", json!(member.born.to_string())),
        ("/about/resident_id", Value::Null),
        ("/contact/mobile_abroad", json!(format!("+39{}", member.mobile))),
        ("/contact/guarantor/name", json!(member.contact)),
        ("/contact/guarantor/county", json!(member.county.1)),
        ("/destination/city", json!(format!("{}00", &member.county.1[..4]))),
        ("/destination/county", json!(member.county.1)),
        ("/destination/township", Value::Null),
        ("/destination/address", json!(member.street)),
        ("/stays/0/until", json!(departs)),
        ("/health/history", json!(["none"])),
        ("/tests", Value::Null),
        ("/doses", Value::Null),
    ];
    for (pointer, value) in said {
        put(&mut answers, pointer, value);
    }
    put(
        &mut answers,
        "/legs",
        json!([
            { "mode": "flight", "flight": "AF 1131", "from": "MXP", "to": "CDG", "departs_on": departs,
              "departs_at": "09:40", "arrives_on": departs, "arrives_at": "11:15" },
            { "mode": "flight", "flight": "AF 112", "from": "CDG", "to": "PVG", "departs_on": departs,
              "departs_at": "13:30", "arrives_on": arrives, "arrives_at": "07:35" },
        ]),
    );
    answers
}
