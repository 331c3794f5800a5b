//! What `docs/distribution.md` walks through, by the officer's own program: proved, packed, signed by people who never meet,
//! handed over to other keys.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn edition(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder)
}

fn officer(folder: &TempDir, line: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_officer"))
        .current_dir(folder.path())
        .args(line.split_whitespace())
        .output()
        .unwrap()
}

fn done(folder: &TempDir, line: &str) -> String {
    let output = officer(folder, line);
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refused(folder: &TempDir, line: &str) -> String {
    let output = officer(folder, line);
    assert!(!output.status.success(), "{line} should be refused");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn both_editions_prove_and_say_what_was_proved() {
    let desk = TempDir::new().unwrap();
    for (number, folder) in [(1, "rulebook"), (2, "tests/fixtures/edition-2")] {
        let said = done(&desk, &format!("check {}", edition(folder).display()));
        assert!(said.contains(&format!("edition {number} is proved")), "{said}");
        assert!(
            said.contains("leg-gap") && said.contains("orange-symptoms"),
            "each rule with its cost: {said}"
        );
    }
}

#[test]
fn an_edition_is_served_when_enough_have_signed_and_keys_are_handed_over() {
    let desk = TempDir::new().unwrap();
    let (first, second) = (edition("rulebook"), edition("tests/fixtures/edition-2"));
    done(&desk, "keys --into keys root-1 root-2 root-3 root-4 targets snapshot timestamp");
    done(
        &desk,
        "init repo --root keys/root-1.pub --root keys/root-2.pub --root keys/root-3.pub --root-threshold 2 \
         --targets keys/targets.pub --snapshot keys/snapshot.pub --timestamp keys/timestamp.pub",
    );
    done(&desk, "sign repo --key keys/root-1.pem");
    let published = |name: &str| desk.path().join("repo/metadata").join(name).is_file();
    assert!(!published("1.root.json"), "one of two is not enough");
    done(&desk, "sign repo --key keys/root-2.pem");
    assert!(published("1.root.json"), "two are");

    let online = "--key keys/targets.pem --key keys/snapshot.pem --key keys/timestamp.pem";
    for folder in [&first, &second] {
        done(&desk, &format!("pack {} --into repo", folder.display()));
        done(&desk, &format!("sign repo {online}"));
    }
    assert!(published("timestamp.json"), "both editions are served");
    let again = refused(&desk, &format!("pack {} --into repo", second.display()));
    assert!(again.contains("not newer"), "an edition never changes: {again}");

    done(&desk, "rotate-root repo --root keys/root-2.pub --root keys/root-3.pub --root keys/root-4.pub");
    done(&desk, "sign repo --key keys/root-4.pem");
    assert!(!published("2.root.json"), "enough of the new ones and of the old ones have to agree");
    done(&desk, "sign repo --key keys/root-2.pem --key keys/root-3.pem");
    done(&desk, "sign repo --key keys/snapshot.pem --key keys/timestamp.pem");
    assert!(published("2.root.json"), "then the keys are handed over, with all that stands under them");
}
