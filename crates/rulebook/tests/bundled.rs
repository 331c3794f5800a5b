//! The edition that the program carries.

use std::path::Path;

use rulebook::{Edition, Files, Level};

#[test]
fn the_bundled_edition_loads_and_asks_everything() {
    let edition = match Edition::bundled() {
        Ok(edition) => edition,
        Err(refusal) => panic!("{refusal}"),
    };
    let pages: Vec<&str> = edition.pages.iter().map(|page| page.id.as_str()).collect();
    assert_eq!(
        pages,
        [
            "document",
            "plan",
            "about",
            "journey",
            "stays",
            "contact",
            "destination",
            "companions",
            "health",
            "exposure",
            "tests",
            "landed",
            "consent"
        ],
        "the pages stand in the order of the form"
    );
    assert!(edition.checks.len() >= 30, "at least 30 rules across answers, {} found", edition.checks.len());
    let blocking = edition.checks.iter().filter(|check| check.level == Level::Blocking).count();
    assert!(blocking >= 10, "most rules stop a wrong declaration, {blocking} do");
}

#[test]
fn the_second_edition_loads_with_the_lists_of_the_first() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/edition-2");
    let files = Files::read_dir(&folder).unwrap_or_default().with_bundled_lists();
    match Edition::load(&files) {
        Ok(edition) => assert_eq!(edition.head.number, 2, "its number"),
        Err(refusal) => panic!("{refusal}"),
    }
}

#[test]
fn the_consular_line_serves_citizens_alone_and_a_county_whose_number_is_known_serves_everybody() {
    let directory = &Edition::bundled().unwrap().directory;
    assert!(directory.has_line_for(Some("CHN"), Some("330106")));
    assert!(directory.has_line_for(Some("HKG"), None));
    assert!(
        !directory.has_line_for(Some("VNM"), Some("330106")),
        "the line of the Foreign Ministry is not for her"
    );
    assert!(directory.has_line_for(Some("VNM"), Some("331121")), "that of Qingtian is");
    assert!(directory.has_line_for(None, None), "a nationality that nobody has said yet takes no line away");
}
