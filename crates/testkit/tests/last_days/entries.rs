//! Which entry an officer's word is of, and until when somebody was where they set out from.

use super::*;

#[test]
fn what_an_officer_saw_of_an_earlier_entry_says_nothing_of_this_one() {
    let officer = seen(&[("landed_on", -30), ("observation_ended_on", -16)]);
    let home = nurse().with("/legs/0/departs_on", on(-30)).with("/legs/0/arrives_on", on(-30));
    assert_eq!(rule(&home.answers, &officer), "green-observation", "observed, and still here");
    let stays = |spain: Value| json!([{ "country": "SGP", "until": on(-30) }, { "country": "CHN", "since": on(-30), "until": on(-10) }, spain]);
    let left_again = home.with("/stays", stays(json!({ "country": "ESP", "since": on(-10) })));
    assert_eq!(
        rule(&left_again.answers, &officer),
        "orange-severe-stay",
        "she has left for Spain since, and names the journey of last month"
    );
    for (enters, says) in
        [(3, "comes back in three days"), (0, "came back today"), (-13, "came two days after")]
    {
        let again = left_again
            .clone()
            .with("/legs", json!([by_flight("MAD", "PVG", enters)]))
            .with("/stays", json!([{ "country": "ESP" }]));
        assert_eq!(rule(&again.answers, &officer), "orange-severe-stay", "{says}: last month's observation");
    }
    let both = seen(&[("landed_on", 0), ("observation_ended_on", -16)]);
    let today_again = left_again.with("/legs", json!([by_flight("MAD", "PVG", 0)]));
    assert_eq!(rule(&today_again.answers, &both), "orange-severe-stay", "seen again today");
}

#[test]
fn whoever_comes_earlier_than_declared_is_seen_to_land_all_the_same() {
    let trader = travellers::trader_from_madrid(today().checked_sub_days(Days::new(20)).unwrap());
    let declared = Some(today().checked_sub_days(Days::new(20)).unwrap());
    let early = |landed: i64, entry: i64| {
        let moved = trader.clone().with("/legs", json!([by_flight("MAD", "PVG", entry)]));
        rule(&moved.answers, &OfficerFacts { declared_on: declared, ..seen(&[("landed_on", landed)]) })
    };
    assert_eq!(early(-16, -16), "green-window-passed", "on the day");
    assert_eq!(early(-16, -8), "green-window-passed", "eight days before the day, by another flight");
    assert_eq!(early(-14, -8), "orange-severe-stay", "fourteen days ago, the window has not passed");
    let moved = trader.clone().with("/legs", json!([by_flight("MAD", "PVG", -8)]));
    let confirmed = OfficerFacts {
        declared_on: today().checked_sub_days(Days::new(12)),
        entry_said_on: declared,
        ..seen(&[("landed_on", -16)])
    };
    assert_eq!(rule(&moved.answers, &confirmed), "green-window-passed", "and confirmed after the landing");
    let said_anew = OfficerFacts { entry_said_on: None, ..confirmed };
    assert_eq!(rule(&moved.answers, &said_anew), "orange-severe-stay", "another entry was said after it");
}

#[test]
fn whoever_came_before_and_left_again_is_judged_by_this_entry() {
    let direct = nurse().with("/legs", json!([by_flight("LIS", "PVG", 3)])).with(
        "/stays",
        json!([{ "country": "CHN", "until": on(-5) }, { "country": "ESP", "since": on(-5) }]),
    );
    let twice = direct.clone().with(
        "/legs",
        json!([
            by_land("car", "HKG", "L-SZWAN", -10),
            by_flight("SZX", "MAD", -5),
            by_flight("LIS", "PVG", 3)
        ]),
    );
    for (traveller, story) in [(direct, "one entry"), (twice.clone(), "two entries")] {
        assert_eq!(
            rule(&traveller.answers, &OfficerFacts::NONE),
            "orange-severe-stay",
            "{story}, in Spain today"
        );
    }
    let (_, said) = findings(&twice);
    assert!(said.contains("leg-leaves-china"), "and told to enter this journey alone: {said:?}");
    assert_eq!(FORM.enters_on(&twice.answers, today()).unwrap().to_string(), on(3), "the day of this entry");
    let boards = declaration::Boarding::of(FORM.edition(), &twice.answers).unwrap();
    assert_eq!(boards.place, "LIS", "the boarding of this entry");
}

#[test]
fn a_stay_that_begins_after_the_landing_lasts_until_today() {
    let left_again = nurse().with("/legs/0/departs_on", on(-20)).with("/legs/0/arrives_on", on(-20)).with(
        "/stays",
        json!([{ "country": "SGP", "until": on(-20) }, { "country": "CHN", "since": on(-20), "until": on(-3) },
            { "country": "ESP", "since": on(-2) }]),
    );
    for officer in [seen(&[("landed_on", -20)]), OfficerFacts::NONE] {
        assert_eq!(rule(&left_again.answers, &officer), "orange-severe-stay", "she is in Spain today");
    }
}

#[test]
fn a_stay_until_the_day_before_a_flight_that_was_missed_lasts_until_the_landing() {
    let missed = |until: i64, landed: &[(&str, i64)]| {
        let trader = nurse()
            .with("/legs", json!([by_flight("MAD", "PVG", -20)]))
            .with("/stays", json!([{ "country": "ESP", "until": on(until) }]));
        rule(&trader.answers, &seen(landed))
    };
    for until in [-20, -21, -22] {
        assert_eq!(missed(until, &[]), "orange-severe-stay", "until {until}, and nobody has seen him since");
        assert_eq!(missed(until, &[("landed_on", 0)]), "orange-severe-stay", "until {until}, landed today");
        assert_eq!(
            missed(until, &[("landed_on", -16)]),
            "green-window-passed",
            "until {until}, home for long"
        );
    }
    let by_air = |from: &str| {
        let nurse = nurse()
            .with("/legs", json!([by_flight(from, "PVG", -20)]))
            .with("/stays", json!([{ "country": "PRT", "until": on(-25) }]));
        rule(&nurse.answers, &seen(&[("landed_on", 0)]))
    };
    assert_eq!(by_air("MAD"), "orange-severe-stay", "who landed later left Madrid later");
    assert_eq!(by_air("LIS"), "yellow-days-unknown", "and where she was meanwhile is not known");
}

#[test]
fn a_flight_inside_a_country_is_no_way_out_of_it() {
    let flight = |from: &str, to: &str, leaves: (i64, &str), arrives: (i64, &str)| {
        json!({ "mode": "flight", "flight": "TP 1", "from": from, "to": to, "departs_on": on(leaves.0), "departs_at": leaves.1,
            "arrives_on": on(arrives.0), "arrives_at": arrives.1, "seat": "7F" })
    };
    let by = |legs: Value| {
        let traveller = nurse().with("/legs", legs).with("/stays", json!([{ "country": "PRT" }]));
        rule(&traveller.answers, &OfficerFacts::NONE)
    };
    let set_out = by(json!([
        flight("MAD", "BCN", (1, "08:00"), (1, "09:15")),
        flight("BCN", "FRA", (1, "11:00"), (1, "13:15")),
        flight("FRA", "HGH", (1, "17:50"), (2, "11:05")),
    ]));
    assert_eq!(set_out, "orange-severe-stay", "whoever sets out in Madrid was in Spain");
    let through = |leaves: (i64, &str)| {
        by(json!([
            flight("LIS", "MAD", (1, "08:00"), (1, "10:30")),
            flight("MAD", "BCN", (1, "20:00"), (1, "21:15")),
            flight("BCN", "PVG", leaves, (leaves.0 + 1, "09:30")),
        ]))
    };
    assert_eq!(through((2, "09:00")), "green-no-risk", "less than a day in Spain, by two airports of it");
    assert_eq!(through((2, "19:00")), "orange-severe-stay", "more than a day, each wait shorter than one");
}

#[test]
fn a_stay_ends_with_the_ship_that_leaves_its_country() {
    let aboard = |sailed: i64, stay: Value| {
        let lands = sailed.max(0) + 6;
        let ship = json!([{ "mode": "ship", "from": "G-ES", "to": "S-NINGB", "departs_on": on(sailed), "arrives_on": on(lands) }]);
        nurse().with("/legs", ship).with("/stays", json!([stay]))
    };
    let colour = |sailed, stay| rule(&aboard(sailed, stay).answers, &OfficerFacts::NONE);
    assert_eq!(
        colour(-24, json!({ "country": "ESP" })),
        "green-no-risk",
        "24 days at sea, both dates left open"
    );
    assert_eq!(
        colour(-24, json!({ "country": "ESP", "until": on(-24) })),
        "green-no-risk",
        "or the day said"
    );
    assert_eq!(
        colour(-5, json!({ "country": "ESP" })),
        "orange-severe-stay",
        "five days ago was in the window"
    );
    assert_eq!(
        colour(-24, json!({ "country": "ESP", "until": on(-3) })),
        "orange-severe-stay",
        "whoever says that they were there later is believed"
    );
    assert_eq!(
        colour(2, json!({ "country": "ESP" })),
        "orange-severe-stay",
        "a ship that has not left ends nothing"
    );
    let sailed = |declared: i64, landed: &[(&str, i64)]| {
        let ship = aboard(-24, json!({ "country": "ESP" })).with("/legs/0/arrives_on", json!(on(-6)));
        let declared_on = Some(on(declared).parse().unwrap());
        rule(&ship.answers, &OfficerFacts { declared_on, ..seen(landed) })
    };
    let on_time = [("landed_on", -5)];
    let late = [("landed_on", 0)];
    for (declared, landed, expected, says) in [
        (-20, &[][..], "green-no-risk", "said at sea: he was on board"),
        (-20, &late[..], "green-no-risk", "and comes six days late"),
        (-20, &on_time[..], "green-no-risk", "or on the day"),
        (-26, &[][..], "orange-severe-stay", "said before it left: nobody knows whether with him"),
        (-24, &[][..], "orange-severe-stay", "or on the day on which it left"),
        (-26, &on_time[..], "green-no-risk", "an officer saw him land when it came"),
        (-26, &late[..], "orange-severe-stay", "it came without him"),
        (0, &late[..], "orange-severe-stay", "nor does he say so before it was in port"),
    ] {
        assert_eq!(sailed(declared, landed), expected, "{says}");
    }
    let missed = aboard(-20, json!({ "country": "ESP" })).with("/legs/0/arrives_on", json!(on(-14)));
    assert_eq!(
        rule(&missed.answers, &seen(&[("landed_on", 0)])),
        "orange-severe-stay",
        "a ship that was in port two weeks before its traveller sailed without them"
    );
    let by_ship = |to: &str, sailed: i64| json!({ "mode": "ship", "from": "G-ES", "to": to, "departs_on": on(sailed), "arrives_on": on(sailed + 5) });
    for (to, airport, says) in [
        ("G-SG", "SIN", "a ship to a third country: nobody has said where they were until the flight"),
        ("S-NINGB", "MAD", "home by ship, back again, and by air today"),
    ] {
        let went_on = nurse()
            .with("/legs", json!([by_ship(to, -24), by_flight(airport, "PVG", 0)]))
            .with("/stays", json!([{ "country": "ESP" }]));
        assert_eq!(rule(&went_on.answers, &OfficerFacts::NONE), "orange-severe-stay", "{says}");
    }
}
