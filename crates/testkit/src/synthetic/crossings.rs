//! Ways into China that are no flight.

use super::random::Random;

/// Of a thousand who could come by land or sea so many do.
const BY_LAND_OR_SEA: u64 = 250;

/// One way over a border: how, from where to where, and on which day of the journey one arrives, from 0.
#[derive(Debug)]
pub(super) struct Crossing {
    country: &'static str,
    pub(super) mode: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) arrives: i64,
}

static CROSSINGS: [Crossing; 6] = [
    Crossing { country: "HKG", mode: "coach", from: "G-HK", to: "L-SZWAN", arrives: 0 },
    Crossing { country: "HKG", mode: "train", from: "G-HK", to: "R-WKOWL", arrives: 0 },
    Crossing { country: "RUS", mode: "coach", from: "L-POGRA", to: "L-SUIFE", arrives: 0 },
    Crossing { country: "VNM", mode: "car", from: "G-VN", to: "L-YOUYI", arrives: 0 },
    Crossing { country: "KOR", mode: "ship", from: "S-INCHO", to: "S-WEIHA", arrives: 1 },
    Crossing { country: "JPN", mode: "ship", from: "S-OSAKA", to: "S-SHANG", arrives: 2 },
];

/// How somebody from a country comes, where it is not by air.
pub(super) fn from(random: &mut Random, country: &str) -> Option<&'static Crossing> {
    let from_there: Vec<&Crossing> =
        CROSSINGS.iter().filter(|crossing| crossing.country == country).collect();
    (!from_there.is_empty() && random.chance(BY_LAND_OR_SEA)).then(|| *random.pick(&from_there))
}
