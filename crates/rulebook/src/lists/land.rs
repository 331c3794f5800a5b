//! Which countries lie beside one another, and which can be travelled between without a ship or an aeroplane.

use std::collections::HashMap;

use super::{List, Row};

/// The land of a list of countries: borders, bridges and tunnels.
#[derive(Debug, Clone, Default)]
pub(crate) struct Land {
    countries: HashMap<String, Country>,
}

#[derive(Debug, Clone)]
struct Country {
    borders: Box<[Box<str>]>,
    /// The same number for all that are reached from one another over land.
    landmass: usize,
}

impl Land {
    /// Of a list that names no border at all nothing is known.
    pub(crate) fn of(list: &List) -> Self {
        if list.rows.iter().all(|row| row.borders.is_empty()) {
            return Self::default();
        }
        let mut landmass: Vec<Option<usize>> = vec![None; list.rows.len()];
        for start in 0..list.rows.len() {
            let mut reached = vec![start];
            while let Some(place) = reached.pop() {
                if landmass[place].is_some() {
                    continue;
                }
                landmass[place] = Some(start);
                let beside = list.rows[place].borders.iter();
                reached.extend(beside.filter_map(|code| list.index.row(&list.rows, code)));
            }
        }
        let of = |(row, landmass): (&Row, Option<usize>)| {
            let borders = row.borders.clone().into_boxed_slice();
            (row.code.clone(), Country { borders, landmass: landmass.unwrap_or_default() })
        };
        Self { countries: list.rows.iter().zip(landmass).map(of).collect() }
    }

    /// Whether two countries are one, or at most one other lies between them. Of what the list does not know, it may be so.
    pub(crate) fn near(&self, one: &str, other: &str) -> bool {
        let (Some(from), Some(to)) = (self.countries.get(one), self.countries.get(other)) else {
            return true;
        };
        one == other
            || from.borders.iter().any(|code| &**code == other)
            || from.borders.iter().any(|code| to.borders.contains(code))
    }

    /// Whether one gets from one country to the other over land. Of what the list does not know, it may be so.
    pub(crate) fn overland(&self, one: &str, other: &str) -> bool {
        let landmass = |code| self.countries.get(code).map(|country| country.landmass);
        match (landmass(one), landmass(other)) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::COUNTRIES;
    use crate::{Edition, Files};

    #[test]
    fn a_train_reaches_what_lies_on_its_land() {
        let edition = Edition::load(&Files::bundled()).unwrap_or_else(|refusal| panic!("{refusal}"));
        let land = edition.list(COUNTRIES).map(Land::of).unwrap_or_default();
        for (one, other) in [
            ("ITA", "CHE"),
            ("HKG", "CHN"),
            ("GBR", "FRA"),
            ("ITA", "ITA"),
            ("JEY", "GBR"),
            // Whoever lives in Milan flies from Frankfurt, in Tallinn from Helsinki, on Batam from Singapore.
            ("ITA", "DEU"),
            ("EST", "FIN"),
            ("IDN", "SGP"),
        ] {
            assert!(land.near(one, other) && land.near(other, one), "{one} and {other} lie near one another");
        }
        for (one, other) in [("PRT", "VNM"), ("IRL", "ZAF"), ("GEO", "ITA"), ("USA", "BRA"), ("SGP", "PHL")] {
            assert!(!land.near(one, other), "{one} is far from {other}");
        }
        for (one, other) in [("DEU", "CHN"), ("CAN", "PAN"), ("SGP", "LAO"), ("MLT", "ITA"), ("KOR", "JPN")] {
            assert!(
                land.overland(one, other) && land.overland(other, one),
                "{one} to {other} by road or railway"
            );
        }
        for (one, other) in [("USA", "CHE"), ("JPN", "RUS"), ("TWN", "CHN"), ("AUS", "IDN"), ("CUB", "USA")] {
            assert!(
                !land.overland(one, other) && !land.overland(other, one),
                "between {one} and {other} lies the sea"
            );
        }
        assert!(Land::default().near("DEU", "CHN"), "a list without borders says of none that there is none");
        assert!(land.overland("DEU", "nowhere"), "nor of what it does not know");
    }
}
