//! Search-as-you-type over the bundled lists.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::time::{Duration, Instant};

use declaration::search::{SearchIndex, SearchRow, fold};
use proptest::prelude::*;
use rulebook::{List, Row};

fn list(name: &str) -> List {
    let path = format!("{}/../../rulebook/lists/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let rows: Vec<Row> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    List::new(name, rows).unwrap()
}

fn codes(list: &List, query: &str, limit: usize) -> Vec<String> {
    let found = SearchIndex::of(list).find(query, limit, |_| true);
    found.into_iter().map(|row| list.rows()[row].code.clone()).collect()
}

fn names(rows: &[&str]) -> SearchIndex {
    SearchIndex::new(rows.iter().map(|name| SearchRow { codes: vec![], names: vec![*name], size: 0 }))
}

#[test]
fn a_country_is_found_by_code_letters_and_name_in_either_language() {
    let countries = list("countries");
    for (query, code) in [
        ("ITA", "ITA"),
        ("it", "ITA"),
        ("ital", "ITA"),
        ("意大利", "ITA"),
        ("cn", "CHN"),
        ("中国", "CHN"),
        ("aland", "ALA"),
        ("ÅLAND", "ALA"),
        ("ａｌａｎｄ", "ALA"),
        ("cote d'iv", "CIV"),
        ("cote divoire", "CIV"),
        ("united king", "GBR"),
        ("kingdom uni", "GBR"),
        ("bissau", "GNB"),
    ] {
        assert_eq!(codes(&countries, query, 1), [code], "{query}");
    }
}

/// The first row for each of `typed`, as a person types it.
fn first(list: &List, typed: &[(&str, &str)]) {
    for (query, code) in typed {
        assert_eq!(codes(list, query, 1), [*code], "{query}");
    }
}

#[test]
fn a_country_is_found_by_the_names_that_people_have_for_it() {
    first(
        &list("countries"),
        &[
            // An exact code or name goes before whatever begins so: Ukraine begins with UK.
            ("UK", "GBR"),
            ("uk", "GBR"),
            ("ＵＫ", "GBR"),
            ("U.K.", "GBR"),
            ("England", "GBR"),
            ("Scotland", "GBR"),
            ("Britain", "GBR"),
            ("英格兰", "GBR"),
            ("US", "USA"),
            ("USA", "USA"),
            ("America", "USA"),
            ("UAE", "ARE"),
            ("Holland", "NLD"),
            ("Burma", "MMR"),
            ("Turkey", "TUR"),
            ("Türkiye", "TUR"),
            ("turkiye", "TUR"),
            ("Macau", "MAC"),
            ("Macao", "MAC"),
            ("Hongkong", "HKG"),
            ("Swaziland", "SWZ"),
            ("Ivory Coast", "CIV"),
            ("Czech Republic", "CZE"),
            ("East Timor", "TLS"),
            ("Cape Verde", "CPV"),
            ("Zaire", "COD"),
            ("Ceylon", "LKA"),
            ("Persia", "IRN"),
            ("Siam", "THA"),
            ("Macedonia", "MKD"),
            ("Republic of Korea", "KOR"),
            ("DPRK", "PRK"),
            ("Viet Nam", "VNM"),
            // In the language of the place, or of where one lives.
            ("Italia", "ITA"),
            ("Deutschland", "DEU"),
            ("Allemagne", "DEU"),
            ("España", "ESP"),
            ("espana", "ESP"),
            ("Россия", "RUS"),
            ("日本", "JPN"),
            ("대한민국", "KOR"),
            ("Österreich", "AUT"),
        ],
    );
}

#[test]
fn a_country_is_found_by_what_its_people_call_themselves() {
    first(
        &list("countries"),
        &[
            // A passport says "Nationality: ITALIAN", and the first row is what a hurried person takes.
            ("ITALIAN", "ITA"),
            ("chinese", "CHN"),
            ("British", "GBR"),
            ("dutch", "NLD"),
            ("filipino", "PHL"),
            ("korean", "KOR"),
            ("korea", "KOR"),
            ("North Korean", "PRK"),
            ("swiss", "CHE"),
            ("american", "USA"),
            ("spanish", "ESP"),
        ],
    );
}

#[test]
fn who_cannot_write_chinese_here_finds_places_by_pinyin() {
    first(&list("countries"), &[("yidali", "ITA"), ("YI DA LI", "ITA"), ("deguo", "DEU"), ("faguo", "FRA")]);
    first(&list("airports"), &[("luoma", "FCO"), ("LUO MA", "FCO"), ("dongjing", "HND"), ("mosike", "SVO")]);
    assert_eq!(
        codes(&list("airports"), "roma", 1),
        ["FCO"],
        "a name in its own language goes before any sound"
    );
}

#[test]
fn traditional_and_simplified_characters_find_each_other() {
    first(
        &list("countries"),
        &[
            ("美國", "USA"),
            ("英國", "GBR"),
            ("義大利", "ITA"),
            ("意大利", "ITA"),
            ("韓國", "KOR"),
            ("臺灣", "TWN"),
            ("台灣", "TWN"),
            ("澳門", "MAC"),
            ("紐西蘭", "NZL"),
            ("沙烏地阿拉伯", "SAU"),
        ],
    );
    first(
        &list("airports"),
        &[
            ("東京", "HND"),
            ("東京羽田", "HND"),
            ("溫州", "WNZ"),
            ("羅馬", "FCO"),
            ("廣州", "CAN"),
            ("雪梨", "SYD"),
            ("広州", "CAN"),
        ],
    );
    first(
        &list("divisions"),
        &[("溫州", "330300"), ("麗水", "331100"), ("臺州", "331000"), ("台州", "331000")],
    );
    assert_eq!(
        names(&["臺北", "關西"]).find("台北", 9, |_| true),
        [0],
        "a stored name in traditional characters is found by simplified ones"
    );
    assert_eq!(names(&["臺北", "關西"]).find("関西", 9, |_| true), [1], "and by Japanese ones");
}

#[test]
fn of_airports_that_match_alike_the_one_with_more_flights_comes_first() {
    first(
        &list("airports"),
        &[
            ("Berlin", "BER"),
            ("柏林", "BER"),
            ("罗马", "FCO"),
            ("Roma", "FCO"),
            ("Rome", "FCO"),
            ("ROM", "FCO"),
            ("Paris", "CDG"),
            ("London", "LHR"),
            ("Tokyo", "HND"),
            ("New York", "JFK"),
            ("Milano", "MXP"),
            ("Milan", "MXP"),
            ("Mil", "MXP"),
            ("Madrid", "MAD"),
            ("Valencia", "VLC"),
            ("Santiago", "SCL"),
            ("Firenze", "FLR"),
            ("Venezia", "VCE"),
            ("München", "MUC"),
            ("Muenchen", "MUC"),
            ("Wien", "VIE"),
            ("Praha", "PRG"),
            ("Peking", "PEK"),
            ("Canton", "CAN"),
            ("Saigon", "SGN"),
            ("Bombay", "BOM"),
            ("Kiev", "KBP"),
            ("Leningrad", "LED"),
            ("Schiphol", "AMS"),
            ("Malpensa", "MXP"),
            ("旧金山", "SFO"),
            ("三藩市", "SFO"),
            ("Macau", "MFM"),
        ],
    );
}

#[test]
fn an_exact_code_comes_before_a_larger_airport_that_is_called_so_too() {
    first(
        &list("airports"),
        &[("SHA", "SHA"), ("ist", "IST"), ("BML", "BML"), ("ｈｎｄ", "HND"), ("han", "HAN")],
    );
}

#[test]
fn an_airport_is_found_by_its_code_before_any_name() {
    let airports = list("airports");
    for (query, code) in
        [("fra", "FRA"), ("FRA", "FRA"), ("hgh", "HGH"), ("frankfurt", "FRA"), ("hang zhou", "HGH")]
    {
        assert_eq!(codes(&airports, query, 1), [code], "{query}");
    }
    assert!(codes(&airports, "法兰克福", 5).contains(&"FRA".to_owned()), "by its Chinese name");
}

#[test]
fn a_county_is_found_among_those_of_its_city() {
    let divisions = list("divisions");
    let index = SearchIndex::of(&divisions);
    let within = |parent: &str, query: &str| -> Vec<&str> {
        let keep = |row: usize| divisions.rows()[row].parent.as_deref() == Some(parent);
        index.find(query, 10, keep).into_iter().map(|row| divisions.rows()[row].name("zh")).collect()
    };
    assert_eq!(within("330100", "xihu"), ["西湖区"], "by its English name, which is its pinyin");
    assert_eq!(within("330100", "xi hu"), ["西湖区"], "syllable by syllable too");
    assert_eq!(within("330100", "西湖"), ["西湖区"], "by the beginning of its own name");
    assert_eq!(within("330700", "xihu"), Vec::<&str>::new(), "and not in another city");
    assert_eq!(within("330100", "330104"), ["上城区"], "a retired code still finds its county");
}

#[test]
fn what_begins_with_the_query_comes_before_what_merely_holds_it() {
    let rows = ["Warsaw", "New Warwick", "Warwick", "Antwar", "War"];
    let found: Vec<&str> = names(&rows).find("war", 9, |_| true).into_iter().map(|row| rows[row]).collect();
    assert_eq!(
        found,
        ["War", "Warsaw", "Warwick", "New Warwick", "Antwar"],
        "whole, start, word, part; else in order"
    );
}

#[test]
fn an_empty_query_offers_the_list_as_it_stands() {
    let rows = ["b", "a", "c"];
    for query in ["", "  ", "-", "'"] {
        assert_eq!(names(&rows).find(query, 2, |_| true), [0, 1], "{query:?}");
        assert_eq!(names(&rows).find(query, 9, |row| row > 0), [1, 2], "{query:?}");
    }
}

#[test]
fn words_are_folded_as_they_are_typed() {
    for (word, folded) in [
        ("Zürich", "zurich"),
        ("Xi’an", "xian"),
        ("Łódź", "lodz"),
        ("Đà Nẵng", "da nang"),
        ("İstanbul", "istanbul"),
        ("Ísafjörður", "isafjordur"),
        ("Straße", "strasse"),
        ("Frankfurt (Main)", "frankfurt main"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Ｈａｎｇｚｈｏｕ　１", "hangzhou 1"),
        ("Zu\u{308}rich", "zurich"),
        ("  a \t b  ", "a b"),
        ("杭州市", "杭州市"),
    ] {
        assert_eq!(fold(word), folded, "{word}");
        assert_eq!(fold(folded), folded, "folding twice changes nothing: {word}");
    }
}

proptest! {
    #[test]
    fn any_query_is_answered_within_its_limit(query in "\\PC{0,60}", limit in 0..20usize) {
        let rows = ["Zürich", "New York", "杭州市", "Xi'an", "São Tomé"];
        let found = names(&rows).find(&query, limit, |row| row != 2);
        prop_assert!(found.len() <= limit && !found.contains(&2), "limit and filter hold for {}", query);
        let mut once = found.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), found.len(), "no row twice");
    }

    #[test]
    fn each_name_is_found_by_any_part_of_itself(name in "[a-zé]{1,8}( [a-zü]{1,8}){0,2}", start in 0..20usize, length in 1..9usize) {
        let part: String = name.chars().skip(start).take(length).collect();
        let index = names(&["something else", name.as_str()]);
        prop_assert!(index.find(&part, 2, |row| row == 1).contains(&1), "{} in {}", part, name);
    }
}

#[test]
fn each_keystroke_in_each_list_is_answered_between_two_frames() {
    let mut took = Vec::new();
    for name in ["airports", "countries", "divisions"] {
        let list = list(name);
        let built = Instant::now();
        let index = SearchIndex::of(&list);
        println!("{name} built in {:?}", built.elapsed());
        for query in [
            "frankfurt am main",
            "new york newark",
            "hang zhou",
            "saint john international air",
            "法兰克福",
            "東京羽田",
            "united kingdom of great britain",
            "a a a a a a a a",
            "e",
            "zzzz",
            "n e w y",
            "ドイツ",
        ] {
            for end in query.char_indices().map(|(at, typed)| at + typed.len_utf8()) {
                let started = Instant::now();
                assert!(index.find(&query[..end], 20, |_| true).len() <= 20, "{query}");
                took.push(started.elapsed());
            }
        }
    }
    took.sort_unstable();
    let (median, p99) = (took[took.len() / 2], took[took.len() * 99 / 100]);
    println!("{} keystrokes: median {median:?}, p99 {p99:?}", took.len());
    // A debug build is some thirty times slower than what is shipped; a frame is 16 ms.
    assert!(p99 < Duration::from_millis(if cfg!(debug_assertions) { 240 } else { 8 }), "{p99:?}");
}

#[test]
fn one_chinese_character_before_it_makes_another_name() {
    let airports = list("airports");
    assert_eq!(codes(&airports, "科莫", 5), [""; 0], "Como has no airport, and Kokomo is another place");
    first(&airports, &[("浦东", "PVG"), ("首都", "PEK"), ("虹桥", "C-SHANG")]); // by air the town is not offered
}

#[test]
fn a_place_is_found_as_a_ticket_writes_it() {
    let airports = list("airports");
    first(
        &airports,
        &[
            ("Frankfurt FRA Terminal 1", "FRA"),
            ("Shanghai, Pudong Intl (PVG)", "PVG"),
            ("Milan Linate (LIN)", "LIN"),
            ("Frankfurt Terminal 1", "FRA"),
            ("Milano Malpensa T1", "MXP"),
            ("上海浦东 T2", "PVG"),
            ("Wien International Airport", "VIE"),
            ("浦东机场", "PVG"),
            ("Roma, Italia", "FCO"),
            ("罗马，意大利", "FCO"),
            ("Roma (Italia)", "FCO"),
            ("Roma Termini, Italia", "FCO"),
            ("杭州东站", "C-HANGZ"),
            ("杭州西站", "C-HANGZ"),
            ("深圳北站", "C-SHENZ"),
            ("广州南站", "C-GUANG"),
            ("济南站", "C-JINAN"),
            ("济南西站", "C-JINAN"),
            ("Heathrow Terminal 3", "LHR"),
            ("满洲里口岸", "NZH"),
            ("霍尔果斯口岸", "L-KHORG"),
            ("绥芬河站", "R-SUIFE"),
            ("米兰马尔彭萨机场 T1", "MXP"),
            ("上海浦东国际机场", "PVG"),
            ("上海浦东国际机场T2", "PVG"),
            ("香港国际机场", "HKG"),
            ("北京首都国际机场", "PEK"),
            ("罗马机场", "FCO"),
            ("罗马菲乌米奇诺机场", "FCO"),
            ("法兰克福机场", "FRA"),
            ("法蘭克福機場", "FRA"),
            ("米兰马尔彭萨机场 T1", "MXP"),
            ("温州龙湾国际机场", "WNZ"),
        ],
    );
    assert!(codes(&airports, "Terminal 1", 5).is_empty(), "which one is not said");
    assert!(
        codes(&airports, "nowhere at all", 5).is_empty(),
        "nothing is found by leaving out words that name something"
    );
    for none in [
        "Cinque Terre",
        "Cinque Terre, Italia",
        "Porto Venere",
        "Lake Bellagio",
        "Palo Hallstatt",
        "Roma, Porto",
        "Terminal 1, T2",
    ] {
        assert!(
            codes(&airports, none, 5).is_empty(),
            "{none}: no part of another name is what was asked for"
        );
    }
    first(&list("countries"), &[("海", "XZZ"), ("海上", "XZZ"), ("sea", "XZZ"), ("海地", "HTI")]);
}
