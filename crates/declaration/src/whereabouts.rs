//! By which clock a traveller is told of a time: that of the place where they are now.

use chrono::{DateTime, Utc};
use rulebook::lists::AIRPORTS;
use rulebook::{Edition, Landmark, ZHEJIANG_ZONE};
use serde_json::Value;

use crate::AtLandmarks;
use crate::boarding::Departure;

/// What is known of a traveller's way beside the journey that they declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// Nothing else: they are where their journey has them.
    AsDeclared,
    /// They were not on board, and are where they would have left.
    StayedBehind,
    /// They are in China.
    IntoChina,
}

/// The IANA time zone of the place where a traveller is by these answers: until they leave, the one that they leave next; on the
/// last leg and after it, the one that it leads to. None where no leg names a place.
pub fn zone_of(edition: &Edition, answers: &Value, came: Came, now: DateTime<Utc>) -> Option<&'static str> {
    if came == Came::IntoChina {
        return Some(ZHEJIANG_ZONE);
    }
    let at = AtLandmarks::of(edition, answers);
    let airports = edition.list(AIRPORTS)?;
    let zone = |landmark, leg| Some(airports.row(at.texts(landmark).nth(leg).flatten()?)?.zone?.name());
    let zone_left = |leg| zone(Landmark::LegFrom, leg).or_else(|| zone(Landmark::LegTo, leg));
    let zone_reached = |leg| zone(Landmark::LegTo, leg).or_else(|| zone(Landmark::LegFrom, leg));
    // By their days, since people type legs in any order. One without a day lies ahead.
    let legs = 0..at.texts(Landmark::LegFrom).count();
    let departs = |leg: usize| {
        Departure::of(edition, &at, leg).map_or(DateTime::<Utc>::MAX_UTC, |departure| departure.at)
    };
    let ahead = legs.clone().filter(|leg| departs(*leg) > now).min_by_key(|leg| departs(*leg));
    let behind = legs.filter(|leg| departs(*leg) <= now).max_by_key(|leg| departs(*leg));
    match (behind, ahead) {
        (Some(left), _) if came == Came::StayedBehind => zone_left(left),
        (_, Some(next)) => zone_left(next),
        (Some(last), None) => zone_reached(last),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told_by(came: Came, now: &str) -> Option<&'static str> {
        let edition = Edition::bundled().unwrap();
        let answers = json!({ "legs": [
            { "from": "EZE", "to": "MAD", "departs_on": "2026-12-14", "departs_at": "22:00" },
            { "from": "MAD", "to": "PVG", "departs_on": "2026-12-15", "departs_at": "20:00" },
        ] });
        zone_of(&edition, &answers, came, now.parse().unwrap())
    }

    #[test]
    fn whoever_has_not_left_yet_reads_the_clock_of_the_place_where_they_are() {
        let by_journey = |now| told_by(Came::AsDeclared, now);
        assert_eq!(by_journey("2026-12-01T12:00:00Z"), Some("America/Argentina/Buenos_Aires"), "at home");
        assert_eq!(by_journey("2026-12-15T02:00:00Z"), Some("Europe/Madrid"), "on the way there, and there");
        assert_eq!(by_journey("2026-12-16T02:00:00Z"), Some("Asia/Shanghai"), "on the way to China");
    }

    #[test]
    fn what_is_known_of_the_way_counts_before_what_was_planned() {
        let early = "2026-12-15T02:00:00Z";
        assert_eq!(
            told_by(Came::IntoChina, early),
            Some("Asia/Shanghai"),
            "seen in China by an earlier flight"
        );
        let after = "2026-12-16T02:00:00Z";
        assert_eq!(
            told_by(Came::StayedBehind, after),
            Some("Europe/Madrid"),
            "the flight to Shanghai was missed"
        );
    }

    #[test]
    fn legs_in_any_order_and_without_days_have_a_clock_too() {
        let edition = Edition::bundled().unwrap();
        let zone = |legs: Value| {
            let now = "2026-12-10T02:00:00Z".parse().unwrap();
            zone_of(&edition, &json!({ "legs": legs }), Came::AsDeclared, now)
        };
        let turned = json!([
            { "from": "FRA", "to": "PVG", "departs_on": "2026-12-14" },
            { "from": "ACC", "to": "FRA", "departs_on": "2026-12-12" },
        ]);
        assert_eq!(zone(turned), Some("Africa/Accra"), "the earlier leg is the first");
        assert_eq!(
            zone(json!([{ "from": "ACC", "to": "PVG" }])),
            Some("Africa/Accra"),
            "no day: not left yet"
        );
        let by_train = json!([{ "from": "G-MN", "to": "R-ERENH", "departs_on": "2026-12-14" }]);
        assert_eq!(
            zone(by_train),
            Some("Asia/Shanghai"),
            "a country of several zones: the other side of its border"
        );
        assert_eq!(zone(json!([])), None, "no journey, no place");
    }
}
