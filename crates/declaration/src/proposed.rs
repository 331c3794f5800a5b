//! Where a traveller must have been, by their own journey: what the form may propose for the stays, and never fills in by itself.

use chrono::{Days, NaiveDate, TimeDelta};
use rulebook::lists::{AIRPORTS, COUNTRIES};
use rulebook::vocabulary::{BY_SHIP, MAINLAND};
use rulebook::{Edition, Landmark, formats};
use serde_json::Value;

use crate::AtLandmarks;
use crate::stays::ON_THE_WAY;

/// A stay as the journey tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedStay {
    /// Code of the country or region.
    pub country: String,
    /// Its first day; none where it began before the days that are asked about.
    pub since: Option<NaiveDate>,
    /// Its last day; none where it lasts until the traveller leaves for China.
    pub until: Option<NaiveDate>,
}

/// A leg with both of its ends known.
struct Known<'a> {
    by_ship: bool,
    from: &'a str,
    to: &'a str,
    departs_on: NaiveDate,
    arrives_on: NaiveDate,
}

impl ProposedStay {
    /// The stays before and between the legs that lead into China; none while an end or a day of these legs is open. Changing
    /// planes within a day is no stay.
    pub fn of_journey(edition: &Edition, answers: &Value) -> Vec<Self> {
        let at = AtLandmarks::of(edition, answers);
        let Some(enters) = at.entering_leg(edition) else { return Vec::new() };
        let Some(legs) = known_legs(edition, &at, enters) else { return Vec::new() };
        let Some(last) = legs.last() else { return Vec::new() };
        let sea = edition
            .list(COUNTRIES)
            .and_then(|list| list.rows().iter().find(|row| row.level.as_deref() == Some(SEA)));
        let sea = sea.map(|row| row.code.as_str());
        let asked_from = last.arrives_on.checked_sub_days(Days::new(edition.head.look_back_days.into()));
        let mut stays = vec![(legs[0].from, NaiveDate::MIN, legs[0].departs_on)];
        for (number, before) in legs.iter().enumerate() {
            if let Some(sea) = sea.filter(|_| before.by_ship && before.days() > ON_THE_WAY) {
                stays.push((sea, before.departs_on, before.arrives_on));
            }
            let Some(after) = legs.get(number + 1) else { break };
            if before.to != after.from {
                return Vec::new();
            }
            if after.departs_on - before.arrives_on > TimeDelta::days(1) {
                stays.push((before.to, before.arrives_on, after.departs_on));
            }
        }
        stays.retain(|(.., until)| Some(*until) >= asked_from);
        if stays.iter().any(|(country, ..)| *country == MAINLAND) {
            return Vec::new();
        }
        let count = stays.len();
        let numbered = stays.into_iter().enumerate();
        numbered
            .map(|(number, (country, since, until))| Self {
                country: country.to_owned(),
                since: (number > 0).then_some(since),
                until: (number + 1 < count).then_some(until),
            })
            .collect()
    }
}

impl Known<'_> {
    fn days(&self) -> TimeDelta {
        self.arrives_on - self.departs_on
    }
}

/// The level of the list of countries whose one row stands for days on board.
const SEA: &str = "sea";

/// The legs up to the one that enters China; none where one is not known whole.
fn known_legs<'a>(edition: &'a Edition, at: &AtLandmarks<'a>, enters: usize) -> Option<Vec<Known<'a>>> {
    let airports = edition.list(AIRPORTS)?;
    let country = |place: Option<&str>| airports.row(place?)?.country.as_deref();
    let day = |text: Option<&str>| text.and_then(formats::date);
    let ends = at.texts(Landmark::LegFrom).zip(at.texts(Landmark::LegTo));
    let days = at.texts(Landmark::DepartsOn).zip(at.texts(Landmark::ArrivesOn));
    // Where an edition does not ask how one travels, nothing is known of it.
    let modes = at.texts(Landmark::LegMode);
    let legs = ends.zip(days).zip(modes).take(enters + 1);
    legs.map(|(((from, to), (departs, arrives)), mode)| {
        Some(Known {
            by_ship: mode == Some(BY_SHIP),
            from: country(from)?,
            to: country(to)?,
            departs_on: day(departs)?,
            arrives_on: day(arrives)?,
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn proposed(legs: Value) -> Vec<(String, Option<String>, Option<String>)> {
        let edition = Edition::bundled().unwrap();
        let said = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let stays = ProposedStay::of_journey(&edition, &json!({ "legs": legs }));
        stays.into_iter().map(|stay| (stay.country, said(stay.since), said(stay.until))).collect()
    }

    fn leg(from: &str, to: &str, departs_on: &str, arrives_on: &str) -> Value {
        json!({ "from": from, "to": to, "departs_on": departs_on, "arrives_on": arrives_on })
    }

    #[test]
    fn one_connecting_flight_is_one_stay_without_a_date() {
        let legs = json!([
            leg("MXP", "FRA", "2026-12-14", "2026-12-14"),
            leg("FRA", "PVG", "2026-12-14", "2026-12-15"),
            leg("PVG", "WNZ", "2026-12-29", "2026-12-29"),
        ]);
        assert_eq!(
            proposed(legs),
            [("ITA".to_owned(), None, None)],
            "changing planes in Frankfurt is no stay"
        );
    }

    #[test]
    fn days_between_two_legs_are_a_stay_with_its_dates() {
        let legs = json!([
            leg("MXP", "FRA", "2026-12-10", "2026-12-10"),
            leg("FRA", "PVG", "2026-12-14", "2026-12-15"),
        ]);
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(
            proposed(legs),
            [("ITA".to_owned(), None, day("2026-12-10")), ("DEU".to_owned(), day("2026-12-10"), None)],
            "Italy until then, Germany until the flight to China"
        );
    }

    #[test]
    fn days_on_board_a_ship_are_days_at_sea() {
        let ship = |departs_on: &str| json!([{ "mode": "ship", "from": "G-ES", "to": "S-NINGB", "departs_on": departs_on, "arrives_on": "2026-12-15" }]);
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(
            proposed(ship("2026-12-08")),
            [("ESP".to_owned(), None, day("2026-12-08")), ("XZZ".to_owned(), day("2026-12-08"), None)],
            "Spain until the ship left"
        );
        assert_eq!(
            proposed(ship("2026-11-20")),
            [("XZZ".to_owned(), None, None)],
            "three weeks at sea are all the days that are asked about"
        );
        assert_eq!(proposed(ship("2026-12-14")), [("ESP".to_owned(), None, None)], "a ferry is the way");
    }

    #[test]
    fn nothing_is_guessed_where_a_leg_is_open_or_does_not_join_the_next() {
        assert_eq!(proposed(json!([leg("MXP", "FRA", "2026-12-10", "2026-12-10")])), [], "not yet to China");
        assert_eq!(
            proposed(json!([{ "from": "MXP", "to": "PVG", "departs_on": "2026-12-10" }])),
            [],
            "no day"
        );
        let apart = json!([
            leg("MXP", "FRA", "2026-12-10", "2026-12-10"),
            leg("CDG", "PVG", "2026-12-14", "2026-12-15"),
        ]);
        assert_eq!(proposed(apart), [], "how one came from Frankfurt to Paris is not known");
    }

    #[test]
    fn what_lies_before_the_days_that_are_asked_about_is_not_proposed() {
        let legs = json!([
            leg("MXP", "FRA", "2026-11-20", "2026-11-20"),
            leg("FRA", "PVG", "2026-12-14", "2026-12-15"),
        ]);
        assert_eq!(proposed(legs), [("DEU".to_owned(), None, None)], "Italy was three weeks ago");
    }
}
