//! Every function that an expression may call exists, under the name that the rulebook uses.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

use std::path::Path;

use cel::common::value::CowVal;
use cel::context::VariableResolver;
use rulebook::{Edition, Files};
use serde_json::{Value, json};

struct Nothing;

impl VariableResolver for Nothing {
    fn resolve<'b>(&'b self, _name: &str) -> Option<CowVal<'b, 'b>> {
        None
    }
}

#[test]
fn every_allowed_function_is_known_under_its_name() {
    for (function, expression) in [
        ("size", "size('王') == 1"),
        ("contains", "'abc'.contains('b')"),
        ("startsWith", "'abc'.startsWith('a')"),
        ("endsWith", "'abc'.endsWith('c')"),
        ("matches", "'abc'.matches('^[a-c]+$') && matches('b', 'b') && !'x'.matches('^[a-c]+$')"),
        ("duration", "duration('24h') == duration('1440m')"),
        ("timestamp", "timestamp('2020-03-10T00:00:00Z') < timestamp('2020-03-10T00:00:01Z')"),
        ("int", "int('7') == 7"),
        ("double", "double(7) == 7.0"),
        ("string", "string(7) == '7'"),
        ("getFullYear", "timestamp('2020-03-10T00:00:00Z').getFullYear() == 2020"),
        ("getMonth", "timestamp('2020-03-10T00:00:00Z').getMonth() == 2"),
        ("getDate", "timestamp('2020-03-10T00:00:00Z').getDate() == 10"),
        ("getDayOfMonth", "timestamp('2020-03-10T00:00:00Z').getDayOfMonth() == 9"),
        ("getDayOfWeek", "timestamp('2020-03-10T00:00:00Z').getDayOfWeek() == 2"),
        ("getDayOfYear", "timestamp('2020-03-10T00:00:00Z').getDayOfYear() == 69"),
        ("days", "days(duration('47h')) == 1 && days(duration('-24h')) == -1"),
        ("calling_country", "calling_country('+8613812345678') == 'CHN' && calling_country('nobody') == ''"),
        ("phone_number", "phone_number('+86 138-1234 5678') == '+8613812345678' && phone_number('') == ''"),
        ("born_in", "born_in('11010519491231002X') == timestamp('1949-12-31T00:00:00Z')"),
        // The list of this fixture names no borders: nobody is told that there is none.
        ("near", "near('CHN', 'ITA')"),
        ("overland", "overland('CHN', 'ITA')"),
        ("sex_in", "sex_in('11010519491231002X') == 'F'"),
    ] {
        assert!(rulebook::vocabulary::FUNCTIONS.contains(&function), "{function} may be called");
        assert!(holds(expression), "{expression} is true");
    }
}

#[test]
fn every_allowed_function_is_tried_here() {
    let source = include_str!("functions.rs");
    for function in rulebook::vocabulary::FUNCTIONS {
        assert!(source.contains(&format!("(\"{function}\", ")), "{function} is allowed and not tried");
    }
}

fn holds(expression: &str) -> bool {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
    let mut files = Files::read_dir(&folder).unwrap();
    let mut facts: Value = serde_json::from_slice(&files.0["facts.json"]).unwrap();
    let asked = facts["facts"].as_array().unwrap().iter().position(|fact| fact["type"] == "bool").unwrap();
    facts["facts"][asked]["is"] = json!(expression);
    files.0.insert("facts.json".to_owned(), serde_json::to_vec(&facts).unwrap());
    let edition = Edition::load(&files).unwrap_or_else(|refusal| panic!("{refusal}"));
    let nothing = Nothing;
    let scope = edition.scope(&nothing);
    edition.facts[asked].is.holds(&scope).unwrap_or_else(|error| panic!("{expression}: {error}"))
}
