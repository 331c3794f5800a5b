//! The change that `docs/rulebook.md` walks through, done as it stands there: who follows the page gets an edition.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// One block of the page: in which file, what by what, and whether everywhere.
struct Change {
    file: String,
    old: String,
    new: String,
    everywhere: bool,
}

fn changes() -> Vec<Change> {
    let page = fs::read_to_string(repository().join("docs/rulebook.md")).unwrap();
    let (_, walk) = page.split_once("## A worked change").unwrap();
    let mut changes = Vec::new();
    for block in walk.split("```").skip(1).step_by(2) {
        let (head, body) = block.split_once('\n').unwrap();
        let Some((kind, file)) = head.split_once(" next/") else { continue };
        let lines = |sign: char| {
            body.lines().filter_map(|line| line.strip_prefix(sign)).collect::<Vec<_>>().join("\n")
        };
        let (old, new) = (lines('-'), lines('+'));
        changes.push(Change { file: file.to_owned(), old, new, everywhere: kind == "change-all" });
    }
    changes
}

/// The copy that the page starts from.
fn copy() -> TempDir {
    let next = TempDir::new().unwrap();
    for folder in ["", "lists"] {
        fs::create_dir_all(next.path().join(folder)).unwrap();
        for entry in fs::read_dir(repository().join("rulebook").join(folder)).unwrap() {
            let file = entry.unwrap().path();
            if file.is_file() {
                fs::copy(&file, next.path().join(folder).join(file.file_name().unwrap())).unwrap();
            }
        }
    }
    fs::create_dir(next.path().join("texts")).unwrap();
    for language in ["en", "zh-CN"] {
        let texts = repository().join("locales").join(language).join("rulebook.ftl");
        fs::copy(texts, next.path().join(format!("texts/{language}.ftl"))).unwrap();
    }
    next
}

fn follow_the_page() -> TempDir {
    let next = copy();
    for Change { file, old, new, everywhere } in changes() {
        let path = next.path().join(&file);
        let text = fs::read_to_string(&path).unwrap();
        let times = text.matches(&old).count();
        assert!(
            times == 1 || (everywhere && times > 0),
            "{file} has {times} times what the page changes: {old}"
        );
        fs::write(path, text.replace(&old, &new)).unwrap();
    }
    next
}

fn officer(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_officer")).args(arguments).output().unwrap()
}

fn change(next: &TempDir, file: &str, old: &str, new: &str) {
    let path = next.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{file} has what is left out");
    fs::write(path, text.replace(old, new)).unwrap();
}

#[test]
fn who_follows_the_page_gets_an_edition_that_proves() {
    assert_eq!(changes().len(), 10, "the symptom, the country, the window, and who says so");
    let next = follow_the_page();
    let checked = officer(&["check", next.path().to_str().unwrap()]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let said = String::from_utf8(checked.stdout).unwrap();
    assert!(said.contains("edition 2"), "as the next number: {said}");
}

#[test]
fn what_the_page_says_of_mistakes_is_so() {
    let untold = follow_the_page();
    change(&untold, "texts/zh-CN.ftl", "o-health-symptoms-smell-loss = 嗅觉或味觉减退\n", "");
    let refused = officer(&["check", untold.path().to_str().unwrap()]);
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && said.contains("text-missing") && said.contains("zh-CN"), "{said}");

    let unoffered = follow_the_page();
    change(&unoffered, "pages.json", "                \"smell-loss\",\n", "");
    let refused = officer(&["check", unoffered.path().to_str().unwrap()]);
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && said.contains("options-differ"), "{said}");
}

#[test]
fn the_page_s_change_turns_codes_and_the_officer_sees_it_before_signing() {
    let next = follow_the_page();
    let declarations = officer(&["synthesize", "--seed", "1", "--count", "2000", "--today", "2026-12-10"]);
    let file = next.path().join("declarations.jsonl");
    fs::write(&file, declarations.stdout).unwrap();
    let (old, new) = (repository().join("rulebook"), next.path().to_owned());
    let compared = officer(&[
        "diff",
        old.to_str().unwrap(),
        new.to_str().unwrap(),
        "--against",
        file.to_str().unwrap(),
        "--today",
        "2026-12-10",
        "--json",
    ]);
    assert!(compared.status.success(), "{}", String::from_utf8_lossy(&compared.stderr));
    let told: serde_json::Value = serde_json::from_slice(&compared.stdout).unwrap();
    let text = told.to_string();
    assert!(text.contains("orange-severe-stay"), "Italy has become severe, and that shows: {text}");
}
