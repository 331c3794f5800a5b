//! Whatever becomes of an edition's bytes, it loads or says why not: no panic, and no reason that the table does not have.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use rulebook::{Edition, Files, codes::CODES};
use serde_json::{Value, json};

static SMALL: LazyLock<Files> = LazyLock::new(|| {
    Files::read_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small")).unwrap()
});

/// Loads, or refuses with a known code, a file of the edition, and a line of it where it is a file that can be read.
fn judged(files: &Files) -> Result<bool, TestCaseError> {
    let Err(refusal) = Edition::load(files) else { return Ok(true) };
    prop_assert!(CODES.iter().any(|(code, _)| *code == refusal.code), "{refusal} is in no table");
    prop_assert_eq!(
        refusal.line.is_some(),
        files.0.contains_key(&refusal.file),
        "a line of a file: {}",
        &refusal
    );
    let lines =
        files.0.get(&refusal.file).map_or(0, |bytes| bytes.iter().filter(|byte| **byte == b'\n').count());
    prop_assert!(refusal.line.unwrap_or(1) as usize <= lines + 1, "the line is there: {refusal}");
    Ok(false)
}

/// All places of a value.
fn places(value: &Value, at: String, into: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| places(value, format!("{at}/{name}"), into));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| places(value, format!("{at}/{index}"), into));
        }
        _ => {}
    }
    into.push(at);
}

fn other() -> impl Strategy<Value = Value> {
    let words = prop_oneof![
        Just("answers.about.name"),
        Just("answers.legs.exists(l, l.from == 'PVG')"),
        Just("facts.temperature >= 37.3"),
        Just("size(facts.symptoms) > 0"),
        Just("null"),
        Just("true"),
        Just("/legs/*/from"),
        Just("#/$defs/date"),
        Just("text"),
        Just("group"),
        Just("2020-03-10"),
    ];
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0..100_i64).prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        words.prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn bytes_that_were_damaged_load_or_are_refused(
        file in any::<Index>(), at in any::<Index>(), bit in 0..8_u32, cut in any::<bool>(), to in any::<Index>()
    ) {
        let mut files = SMALL.clone();
        let name = files.0.keys().nth(file.index(files.0.len())).unwrap().clone();
        let bytes = files.0.get_mut(&name).unwrap();
        let place = at.index(bytes.len());
        bytes[place] ^= 1 << bit;
        if cut {
            bytes.truncate(to.index(bytes.len()));
        }
        judged(&files)?;
    }

    #[test]
    fn values_that_were_exchanged_load_or_are_refused(
        file in any::<Index>(), changes in prop::collection::vec((any::<Index>(), any::<Index>(), other(), 0..3_u8), 1..4)
    ) {
        let mut files = SMALL.clone();
        let names: Vec<String> = files.0.keys().filter(|name| name.ends_with(".json")).cloned().collect();
        let name = &names[file.index(names.len())];
        let mut value: Value = serde_json::from_slice(&files.0[name]).unwrap();
        for (at, from, other, how) in changes {
            let mut all = Vec::new();
            places(&value, String::new(), &mut all);
            let taken = value.pointer(&all[from.index(all.len())]).cloned().unwrap();
            let place = value.pointer_mut(&all[at.index(all.len())]).unwrap();
            *place = match how {
                0 => other,
                1 => taken,
                _ => json!([taken, other]),
            };
        }
        files.0.insert(name.clone(), serde_json::to_vec_pretty(&value).unwrap());
        judged(&files)?;
    }
}
