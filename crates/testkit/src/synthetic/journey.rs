//! The way to China, and the way on.

use chrono::NaiveDate;
use serde_json::Value;

use super::crossings::{self, Crossing};
use super::places::{Flight, ORIGINS, Origin};
use super::random::Random;
use super::{after, date, object};

/// Of a thousand journeys so many lie ahead.
const AHEAD: u64 = 700;
/// Of a thousand so many take a listed flight, where one of its days is near.
const LISTED: u64 = 10;
/// A flight with known cases in edition 1's sample list, and its days.
const LISTED_FLIGHT: &str = "ZZ 100";
const LISTED_DAYS: [(i32, u32, u32); 4] = [(2026, 11, 10), (2026, 11, 17), (2026, 11, 24), (2026, 11, 26)];
/// Airports in Zhejiang that the routes reach.
const HOME: [&str; 2] = ["HGH", "YIW"];
/// From Beijing on to Yiwu, after a night flight.
const TO_YIWU: Flight = Flight("CA 1786", "PEK", "YIW", "14:05", "16:25", 1, 1);

/// One journey to China.
pub(super) struct Journey {
    pub(super) origin: &'static Origin,
    /// The day on which it begins.
    pub(super) departs_on: NaiveDate,
    /// The day of the last landing.
    pub(super) arrives_on: NaiveDate,
    /// Whether that day is not after today.
    pub(super) landed: bool,
    route: &'static [Flight],
    /// In place of the route.
    crossing: Option<&'static Crossing>,
    to_yiwu: bool,
    listed: bool,
    seats: Vec<Option<String>>,
}

impl Journey {
    pub(super) fn new(random: &mut Random, today: NaiveDate) -> Self {
        let origin = random.weigh(&ORIGINS, |origin| origin.weight);
        let route: &'static [Flight] = random.pick::<&[Flight]>(origin.routes);
        let away = if random.chance(AHEAD) { random.between(0, 13) } else { random.between(-27, -3) };
        let mut departs_on = after(today, away);
        let listed = random.chance(LISTED).then(|| listed_day(random, today)).flatten();
        departs_on = listed.unwrap_or(departs_on);
        let last = &route[route.len() - 1];
        let crossing = if listed.is_none() { crossings::from(random, origin.country) } else { None };
        let to_yiwu = crossing.is_none() && last.2 == "PEK" && random.chance(500);
        let arrives_on = after(departs_on, crossing.map_or(last.6, |crossing| crossing.arrives));
        let seats = (0..route.len()).map(|_| seat(random)).collect();
        let landed = arrives_on <= today;
        Self {
            origin,
            departs_on,
            arrives_on,
            landed,
            route,
            crossing,
            to_yiwu,
            listed: listed.is_some(),
            seats,
        }
    }

    /// The answers to `/legs`.
    pub(super) fn legs(&self) -> Value {
        if let Some(crossing) = self.crossing {
            return Value::Array(vec![object([
                ("mode", crossing.mode.into()),
                ("from", crossing.from.into()),
                ("to", crossing.to.into()),
                ("departs_on", date(self.departs_on, 0)),
                ("arrives_on", date(self.arrives_on, 0)),
            ])]);
        }
        let mut legs: Vec<Value> = self
            .route
            .iter()
            .zip(&self.seats)
            .enumerate()
            .map(|(place, (flight, seat))| {
                let number = if self.listed && place == 0 { LISTED_FLIGHT } else { flight.0 };
                let mut leg = self.leg(number, flight);
                if let (Some(seat), Value::Object(leg)) = (seat, &mut leg) {
                    leg.insert("seat".to_owned(), seat.as_str().into());
                }
                leg
            })
            .collect();
        if self.to_yiwu {
            legs.push(self.leg(TO_YIWU.0, &TO_YIWU));
        }
        Value::Array(legs)
    }

    fn leg(&self, number: &str, flight: &Flight) -> Value {
        object([
            ("mode", "flight".into()),
            ("flight", number.into()),
            ("from", flight.1.into()),
            ("to", flight.2.into()),
            ("departs_on", date(self.departs_on, flight.5)),
            ("departs_at", flight.3.into()),
            ("arrives_on", date(self.departs_on, flight.6)),
            ("arrives_at", flight.4.into()),
        ])
    }

    /// The answers to `/onward`; numbers and days are asked of those who have landed.
    pub(super) fn onward(&self, random: &mut Random) -> Value {
        let mut onward = self.all_onward(random);
        if let Value::Object(onward) = &mut onward
            && !self.landed
        {
            onward.retain(|name, _| name == "mode");
        }
        onward
    }

    fn all_onward(&self, random: &mut Random) -> Value {
        if self.to_yiwu || self.crossing.is_none() && HOME.contains(&self.lands()) {
            return object([("mode", (*random.pick(&["family", "county-car", "not-arranged"])).into())]);
        }
        let on = date(self.arrives_on, random.between(0, 2));
        match random.below(10) {
            0..5 => {
                let mut train = "G".to_owned();
                random.digits(4, &mut train);
                object([("mode", "train".into()), ("number", train.into()), ("date", on)])
            }
            5..7 => object([("mode", "family".into()), ("date", on)]),
            7 => object([("mode", "group-bus".into())]),
            8 => object([("mode", "coach".into()), ("date", on)]),
            _ => object([("mode", "flight".into()), ("number", "CA 1702".into()), ("date", on)]),
        }
    }

    fn lands(&self) -> &'static str {
        self.route[self.route.len() - 1].2
    }
}

/// A day of the listed flight on which somebody who declares today can have flown, or will.
fn listed_day(random: &mut Random, today: NaiveDate) -> Option<NaiveDate> {
    let (year, month, day) = *random.pick(&LISTED_DAYS);
    let day = NaiveDate::from_ymd_opt(year, month, day)?;
    (-27..=13).contains(&(day - today).num_days()).then_some(day)
}

fn seat(random: &mut Random) -> Option<String> {
    let row = random.between(1, 60);
    random.chance(600).then(|| format!("{row}{}", random.pick(&['A', 'C', 'D', 'H', 'K'])))
}
