//! What belongs to an edition, and where a refusal says it stands.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

use rulebook::{Edition, Files};
use serde_json::{Value, json};

#[test]
fn texts_travel_with_the_edition() {
    let edition = Edition::bundled().unwrap();
    for language in ["en", "zh-CN"] {
        let texts = edition.texts.get(language).map(String::as_str).unwrap_or_default();
        assert!(texts.contains("q-about-born ="), "{language} has the question's words");
        assert!(
            Files::bundled().0.contains_key(&format!("texts/{language}.ftl")),
            "{language} is a file of the edition like any other"
        );
    }
}

#[test]
fn lists_are_inherited_where_an_edition_brings_none() {
    let mut bare = Files::bundled();
    bare.0.retain(|name, _| !name.starts_with("lists/"));
    assert_eq!(bare.clone().with_bundled_lists(), Files::bundled(), "all of the bundled lists come back");
    bare.0.insert("lists/own.json".to_owned(), b"[]".to_vec());
    assert_eq!(bare.clone().with_bundled_lists(), bare, "an edition with lists of its own keeps just those");
}

#[test]
fn a_folder_read_back_is_the_edition_that_was_written() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in &Files::bundled().0 {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    std::fs::write(folder.path().join("notes.txt"), "aside").unwrap();
    std::fs::write(folder.path().join("texts/notes.json"), "{}").unwrap();
    assert_eq!(
        Files::read_dir(folder.path()).unwrap(),
        Files::bundled(),
        "texts and lists included, the rest left"
    );
}

#[test]
fn a_refusal_says_file_and_line() {
    let mut files = Files::bundled();
    let mut risks: Value = serde_json::from_slice(&files.0["risks.json"]).unwrap();
    risks["places"][1]["source"] = json!("hearsay");
    let text = serde_json::to_string_pretty(&risks).unwrap();
    let line = text.lines().position(|line| line.contains("hearsay")).unwrap() + 1;
    files.0.insert("risks.json".to_owned(), text.into_bytes());
    let refusal = Edition::load(&files).unwrap_err();
    assert_eq!(refusal.line, u32::try_from(line).ok(), "the line of the value at fault");
    assert!(refusal.to_string().starts_with(&format!("unknown-source in risks.json:{line} at")), "{refusal}");
}
