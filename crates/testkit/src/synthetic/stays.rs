//! Where one has been.

use chrono::NaiveDate;
use serde_json::Value;

use super::journey::Journey;
use super::places::ORIGINS;
use super::random::Random;
use super::{date, object};

/// Of a thousand so many were in a second country before, and of those again so many in a third.
const ELSEWHERE: [u64; 2] = [250, 240];

/// Of a thousand who were in several, so many have forgotten the days between two of them.
const FORGOTTEN: u64 = 30;

/// The stays abroad in order, the last one where the journey begins; and the one at home for who has landed.
pub(super) fn stays(random: &mut Random, journey: &Journey, today: NaiveDate) -> Value {
    let mut abroad = vec![journey.origin.country];
    for chance in ELSEWHERE {
        if !random.chance(chance) {
            break;
        }
        let other = random.weigh(&ORIGINS, |origin| origin.weight).country;
        if abroad.last() != Some(&other) {
            abroad.push(other);
        }
    }
    let mut stays = Vec::with_capacity(abroad.len() + 1);
    let mut until = 0;
    for (place, country) in abroad.iter().enumerate() {
        let last = place + 1 == abroad.len();
        let since = until - if last { random.between(20, 400) } else { random.between(2, 25) };
        stays.push(object([
            ("country", (*country).into()),
            ("since", date(journey.departs_on, since)),
            ("until", date(journey.departs_on, until)),
        ]));
        until = since;
        if !last && random.chance(FORGOTTEN) {
            until -= random.between(3, 6);
        }
    }
    stays.reverse();
    if journey.landed {
        // Some days in the air belong to the last stay.
        if let Some(Value::Object(last)) = stays.last_mut() {
            last.insert("until".to_owned(), date(journey.arrives_on, 0));
        }
        stays.push(object([
            ("country", "CHN".into()),
            ("since", date(journey.arrives_on, 0)),
            ("until", date(today, 0)),
        ]));
    }
    Value::Array(stays)
}
