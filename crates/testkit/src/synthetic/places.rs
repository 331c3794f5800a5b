//! Where travellers come from, by which flights, and where in Zhejiang they go.

use std::sync::LazyLock;

use serde_json::Value;

/// A flight: number, from, to, departure and arrival in local time, and on which days of the journey, from 0.
#[derive(Debug)]
pub(super) struct Flight(
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) i64,
    pub(super) i64,
);

/// A country that people come from.
#[derive(Debug)]
pub(super) struct Origin {
    /// ISO 3166-1 alpha-3.
    pub(super) country: &'static str,
    /// Its share.
    pub(super) weight: u64,
    /// What a mobile number begins with there, and how many digits follow.
    pub(super) mobile: (&'static str, usize),
    /// Ways to China.
    pub(super) routes: &'static [&'static [Flight]],
}

const fn origin(
    country: &'static str,
    weight: u64,
    mobile: (&'static str, usize),
    routes: &'static [&'static [Flight]],
) -> Origin {
    Origin { country, weight, mobile, routes }
}

/// Severe, elevated and other countries of edition 1's sample risk list, and of edition 2's.
pub(super) static ORIGINS: [Origin; 28] = [
    origin(
        "ITA",
        120,
        ("+39347", 7),
        &[
            &[Flight("CA 968", "MXP", "PVG", "12:30", "06:20", 0, 1)],
            &[Flight("MU 788", "FCO", "PVG", "12:50", "06:40", 0, 1)],
            &[
                Flight("LH 251", "MXP", "FRA", "10:45", "12:05", 0, 0),
                Flight("LH 728", "FRA", "PVG", "17:50", "11:10", 0, 1),
            ],
        ],
    ),
    origin(
        "ESP",
        45,
        ("+346", 8),
        &[
            &[Flight("MU 710", "MAD", "PVG", "12:20", "07:10", 0, 1)],
            &[Flight("CA 908", "MAD", "PEK", "12:20", "06:30", 0, 1)],
        ],
    ),
    origin("IRN", 8, ("+98912", 7), &[&[Flight("W5 77", "IKA", "PVG", "21:35", "09:30", 0, 1)]]),
    origin(
        "PER",
        5,
        ("+519", 8),
        &[&[
            Flight("KL 744", "LIM", "AMS", "20:05", "14:50", 0, 1),
            Flight("KL 895", "AMS", "PVG", "17:10", "11:20", 1, 2),
        ]],
    ),
    origin("CHE", 15, ("+4178", 7), &[&[Flight("LX 188", "ZRH", "PVG", "12:45", "07:25", 0, 1)]]),
    origin("FRA", 70, ("+3361", 7), &[&[Flight("MU 554", "CDG", "PVG", "13:10", "07:50", 0, 1)]]),
    origin("DEU", 70, ("+491511", 7), &[&[Flight("CA 936", "FRA", "PVG", "19:50", "13:20", 0, 1)]]),
    origin("GBR", 80, ("+44740", 7), &[&[Flight("MU 552", "LHR", "PVG", "21:00", "16:30", 0, 1)]]),
    origin("NLD", 30, ("+3161", 7), &[&[Flight("KL 895", "AMS", "PVG", "17:10", "11:20", 0, 1)]]),
    origin(
        "USA",
        110,
        ("+16465", 6),
        &[
            &[Flight("MU 588", "JFK", "PVG", "16:45", "20:50", 0, 1)],
            &[Flight("MU 586", "LAX", "PVG", "12:30", "18:30", 0, 1)],
        ],
    ),
    origin(
        "BRA",
        15,
        ("+551199", 7),
        &[&[
            Flight("LH 507", "GRU", "FRA", "18:40", "11:30", 0, 1),
            Flight("LH 728", "FRA", "PVG", "17:50", "11:10", 1, 2),
        ]],
    ),
    origin("TUR", 12, ("+90532", 7), &[&[Flight("TK 26", "IST", "PVG", "01:10", "16:30", 0, 0)]]),
    origin("KOR", 50, ("+82102", 7), &[&[Flight("MU 5042", "ICN", "PVG", "12:35", "13:45", 0, 0)]]),
    origin("JPN", 70, ("+81901", 7), &[&[Flight("MU 524", "NRT", "PVG", "13:50", "16:25", 0, 0)]]),
    origin("SGP", 40, ("+6581", 6), &[&[Flight("TR 188", "SIN", "HGH", "09:10", "14:35", 0, 0)]]),
    origin("THA", 30, ("+6681", 7), &[&[Flight("FD 570", "BKK", "HGH", "02:20", "07:05", 0, 0)]]),
    origin("MYS", 20, ("+60123", 6), &[&[Flight("AK 186", "KUL", "HGH", "15:20", "20:40", 0, 0)]]),
    origin("VNM", 15, ("+8490", 7), &[&[Flight("VN 524", "SGN", "PVG", "11:30", "16:40", 0, 0)]]),
    origin("AUS", 40, ("+61412", 6), &[&[Flight("MU 562", "SYD", "PVG", "11:30", "19:30", 0, 0)]]),
    origin("ARE", 20, ("+97150", 7), &[&[Flight("EK 302", "DXB", "PVG", "03:00", "14:30", 0, 0)]]),
    origin("CAN", 40, ("+16475", 6), &[&[Flight("MU 208", "YYZ", "PVG", "01:15", "05:25", 0, 1)]]),
    origin("HKG", 30, ("+85295", 6), &[&[Flight("CX 960", "HKG", "HGH", "10:00", "12:15", 0, 0)]]),
    origin("RUS", 20, ("+7916", 7), &[&[Flight("SU 208", "SVO", "PVG", "19:20", "09:40", 0, 1)]]),
    origin("ETH", 8, ("+25191", 7), &[&[Flight("ET 684", "ADD", "PVG", "23:30", "16:30", 0, 1)]]),
    origin("GRC", 8, ("+30694", 7), &[&[Flight("CA 864", "ATH", "PEK", "13:45", "05:20", 0, 1)]]),
    origin(
        "CZE",
        15,
        ("+420601", 6),
        &[&[
            Flight("LH 1395", "PRG", "FRA", "09:35", "10:45", 0, 0),
            Flight("LH 732", "FRA", "PVG", "14:10", "07:40", 0, 1),
        ]],
    ),
    origin(
        "PRT",
        12,
        ("+35191", 7),
        &[&[
            Flight("TP 434", "LIS", "CDG", "07:00", "10:30", 0, 0),
            Flight("MU 554", "CDG", "PVG", "13:10", "07:50", 0, 1),
        ]],
    ),
    origin(
        "HUN",
        12,
        ("+3620", 7),
        &[&[
            Flight("LH 1335", "BUD", "FRA", "06:20", "08:10", 0, 0),
            Flight("LH 732", "FRA", "PVG", "14:10", "07:40", 0, 1),
        ]],
    ),
];

/// A township with the county and city that it lies in.
#[derive(Debug)]
pub(super) struct Township {
    pub(super) code: String,
    pub(super) county: String,
    pub(super) city: String,
}

/// All townships of the bundled list.
pub(super) static TOWNSHIPS: LazyLock<Vec<Township>> = LazyLock::new(|| {
    let rows: Value = serde_json::from_str(include_str!("../../../../rulebook/lists/divisions.json"))
        .unwrap_or_else(|why| panic!("the bundled list of divisions is JSON: {why}"));
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let rows = rows.as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter()
        .filter(|row| row["level"] == "township")
        .map(|row| {
            let county = text(row, "parent");
            Township { code: text(row, "code"), city: format!("{}00", &county[..4]), county }
        })
        .collect()
});
