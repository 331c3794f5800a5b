//! What the bundled edition's files say of each other.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::collections::{BTreeMap, BTreeSet};

use rulebook::Edition;

fn codes(edition: &Edition, list: &str) -> BTreeSet<String> {
    edition.list(list).unwrap().rows().iter().map(|row| row.code.clone()).collect()
}

#[test]
fn zhejiang_has_its_ninety_counties_and_no_number_is_made_up() {
    let edition = Edition::bundled().unwrap();
    let counties =
        edition.list("divisions").unwrap().rows().iter().filter(|row| row.level.as_deref() == Some("county"));
    assert_eq!(counties.count(), 90, "the province has ninety counties");
    let directory = &edition.directory;
    assert!(!directory.hotlines.is_empty(), "somebody can be called");
    for contact in &directory.counties {
        let notice = contact.source.as_deref().unwrap();
        let published = edition.head.sources.iter().find(|source| source.id == notice).unwrap();
        assert!(published.date.is_some() && published.url.is_some(), "{notice} can be read by anybody");
    }
}

#[test]
fn every_place_that_is_named_is_in_its_list() {
    let edition = Edition::bundled().unwrap();
    let (airports, countries) = (codes(&edition, "airports"), codes(&edition, "countries"));
    for port in &edition.directory.ports {
        assert!(airports.contains(&port.airport), "{} is an airport", port.airport);
    }
    for place in &edition.risks.places {
        assert!(countries.contains(&place.country), "{} is a country", place.country);
    }
    for airport in edition.list("airports").unwrap().rows() {
        let country = airport.country.as_ref().unwrap();
        assert!(countries.contains(country), "{} lies in {country}", airport.code);
        // Somewhere in a country of several zones.
        let somewhere = airport.code.starts_with("G-");
        assert!(airport.zone.is_some() || somewhere, "{} has a time zone", airport.code);
    }
}

#[test]
fn places_that_returnees_name_are_called_as_they_call_them() {
    let edition = Edition::bundled().unwrap();
    for (list, code, english, chinese) in [
        ("divisions", "330100", "Hangzhou", "杭州市"),
        ("divisions", "330200", "Ningbo", "宁波市"),
        ("divisions", "330382", "Yueqing", "乐清市"),
        ("divisions", "331000", "Taizhou", "台州市"),
        ("divisions", "331100", "Lishui", "丽水市"),
        ("divisions", "330782", "Yiwu", "义乌市"),
        ("divisions", "331121", "Qingtian County", "青田县"),
        ("divisions", "331127", "Jingning She Autonomous County", "景宁畲族自治县"),
        ("countries", "HKG", "Hong Kong, China", "中国香港"),
        ("countries", "MAC", "Macao, China", "中国澳门"),
        ("countries", "TWN", "Taiwan, China", "中国台湾"),
        ("countries", "CZE", "Czechia", "捷克"),
        ("airports", "FRA", "Frankfurt am Main", "法兰克福"),
        ("airports", "PVG", "Shanghai Pudong", "上海浦东"),
        ("airports", "MXP", "Milan Malpensa", "米兰马尔彭萨"),
        ("airports", "YYZ", "Toronto Pearson", "多伦多皮尔逊"),
    ] {
        let row = edition.list(list).unwrap().row(code).unwrap();
        assert_eq!((row.name("en"), row.name("zh-CN")), (english, chinese), "{list} {code}");
    }
    let merged = edition.list("divisions").unwrap().row("330103").unwrap();
    assert_eq!(merged.code, "330105", "Xiacheng, now part of Gongshu, is found by its old code");
}

#[test]
fn every_port_of_entry_can_be_reached_by_a_leg() {
    let edition = Edition::bundled().unwrap();
    let stops = edition.list("airports").unwrap();
    let mut kinds = BTreeSet::new();
    for port in edition.list("ports").unwrap().rows() {
        let stop = stops.row(&port.code);
        assert_eq!(
            stop.and_then(|stop| stop.country.as_deref()),
            Some("CHN"),
            "{} is a stop in China",
            port.code
        );
        assert!(
            port.province.as_ref().is_some_and(|code| code.len() == 2),
            "{} lies in a province",
            port.code
        );
        assert_ne!(port.name("en"), port.name("zh-CN"), "{} has a name in both languages", port.code);
        kinds.extend(port.kind.clone());
    }
    assert_eq!(kinds, ["air", "rail", "road", "sea"].map(str::to_owned).into(), "by every kind of way");
    for code in [
        "L-SZWAN", "L-HZMB", "L-GONGB", "R-WKOWL", "L-MANZH", "L-SUIFE", "L-HEIHE", "R-ERENH", "L-KHORG",
        "L-ALASH", "L-DANDO", "L-RUILI", "L-DONGX", "L-YOUYI", "S-WUTON", "S-SHANG", "S-NINGB", "S-WENZH",
        "PVG",
    ] {
        assert!(edition.list("ports").unwrap().row(code).is_some(), "{code} is a port that people use");
    }
}

#[test]
fn every_place_at_risk_rests_on_a_dated_notice_that_named_it_and_what_is_made_up_looks_it() {
    let edition = Edition::bundled().unwrap();
    let source = |id: &str| edition.head.sources.iter().find(|source| source.id == id).unwrap();
    // As the notice says it, in the order of its two paragraphs.
    let notices = BTreeMap::from([(
        "jiangsu-2020-03-17",
        "KOR JPN IRN ITA FRA ESP DEU USA GBR CHE SWE BEL NOR NLD DNK AUT",
    )]);
    assert!(!edition.risks.places.is_empty(), "there are places at risk");
    for place in &edition.risks.places {
        let Some(named) = notices.get(&*place.source) else {
            panic!("{} rests on {}, which is no notice", place.country, place.source);
        };
        assert!(named.split(' ').any(|code| code == place.country), "{} is named there", place.country);
        let date = source(&place.source).date;
        assert!(date.is_some_and(|date| date <= place.since), "{} not before the notice", place.country);
    }
    for flight in &edition.risks.flights {
        assert!(source(&flight.source).date.is_some(), "{} has a dated source", flight.flight);
        assert!(flight.flight.starts_with("ZZ"), "{} is no real airline's", flight.flight);
    }
}
