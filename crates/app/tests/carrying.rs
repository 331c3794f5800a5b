//! Cases leave one owner's vault by a file and come into another's.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::dto::{NextStep, SealWith, Word};
use app::{App, Passphrase, Session};
use common::Desk;
use serde_json::json;
use tempfile::TempDir;
use vault::MemoryKeychain;

struct Owner {
    folder: TempDir,
    _app: App,
    session: Arc<Session>,
}

fn owner() -> Owner {
    let folder = tempfile::tempdir().unwrap();
    let app = common::app(folder.path(), &Arc::new(Desk::default()), &Arc::new(MemoryKeychain::default()));
    app.create_vault(None).unwrap();
    let session = app.session().unwrap();
    Owner { folder, _app: app, session }
}

impl Owner {
    fn declares(&self, surname: &str) -> String {
        let id = self.session.new_declaration().unwrap().id;
        self.session.answer(&id, "/about/surname", json!(surname)).unwrap();
        id
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> =
            self.session.home().unwrap().cards.into_iter().filter_map(|card| card.name).collect();
        names.sort();
        names
    }
}

fn passphrase() -> SealWith {
    SealWith::Passphrase { text: Passphrase::from("correct horse battery".to_owned()) }
}

fn typed() -> Option<Passphrase> {
    Some(Passphrase::from("correct horse battery".to_owned()))
}

fn holds(path: &Path, text: &[u8]) -> bool {
    std::fs::read(path).unwrap().windows(text.len()).any(|part| part == text)
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_backed_up_and_comes_back_on_another_computer() {
    let (old, new) = (owner(), owner());
    let chen = old.declares("KANARIENVOGEL");
    old.declares("LIN");
    let file = old.file("all.guitu");
    let written = old.session.back_up(None, passphrase(), &file).unwrap();
    assert_eq!((written.cases, written.path), (2, file.display().to_string()), "it says what and where");
    assert!(!holds(&file, b"KANARIENVOGEL") && !holds(&file, chen.as_bytes()), "and the file tells nothing");
    assert!(!old.file("all.guitu.part").exists(), "nothing else is left there");

    let looked = new.session.look_into(&file).unwrap();
    assert!(looked.by_passphrase, "so it is asked for");
    let wrong = Some(Passphrase::from("correct house battery".to_owned()));
    assert_eq!(new.session.take_over(&file, wrong).unwrap_err().code(), "backup-passphrase-wrong");
    assert!(new.names().is_empty(), "nothing came of that");
    let taken = new.session.take_over(&file, typed()).unwrap();
    assert_eq!((taken.new, taken.newer, taken.same), (2, 0, 0));
    assert_eq!(new.names(), ["KANARIENVOGEL", "LIN"]);
    let again = new.session.take_over(&file, typed()).unwrap();
    assert_eq!((again.new, again.newer, again.same), (0, 0, 2), "a second time changes nothing");
    let found = new.session.cases("kanar", 0).unwrap();
    assert_eq!(found.total, 1, "what came is found by a search");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declaration_handed_over_is_in_one_pair_of_hands() {
    let (chamber, mei) = (owner(), owner());
    let id = chamber.declares("CHEN");
    chamber.declares("LIN");
    let key = mei.session.receiver_key().unwrap();
    assert_eq!(key.key, mei.session.receiver_key().unwrap().key, "the same each time it is shown");
    let file = chamber.file("mei.guitu");
    let to_mei = SealWith::Receiver { key: format!(" {}\n", key.key.to_uppercase()) };
    let written = chamber.session.hand_over(&id, " Mei Chen ", to_mei, &file).unwrap();
    assert_eq!(written.cases, 1, "hers alone");

    let card = chamber.session.home().unwrap().cards.into_iter().find(|card| card.id == id).unwrap();
    assert_eq!(card.handed_over.as_ref().map(|to| to.receiver.as_str()), Some("Mei Chen"), "it says to whom");
    assert_eq!(card.next, NextStep::Nothing, "and offers nothing to go on with");
    let typed = chamber.session.answer(&id, "/about/surname", json!("CHENG")).map(drop);
    assert_eq!(typed.unwrap_err().code(), "vault-handed-over", "nothing is changed here any more");
    let says = Word::Misuse { text: "somebody asked for it at a shop".into() };
    assert_eq!(
        chamber.session.say(&id, says).unwrap_err().code(),
        "vault-handed-over",
        "nothing is said of it"
    );
    let phone = chamber.session.phone(&id, false).map(drop);
    assert_eq!(phone.unwrap_err().code(), "vault-handed-over", "and no phone is let in");
    std::fs::write(chamber.file("li.guitu"), "a backup of last week").unwrap();
    let twice = chamber.session.hand_over(&id, "Li", passphrase(), &chamber.file("li.guitu")).map(drop);
    assert_eq!(twice.unwrap_err().code(), "vault-handed-over", "and not handed to a second one");
    assert!(holds(&chamber.file("li.guitu"), b"last week"), "what lay where its file was to go still does");
    std::fs::remove_file(chamber.file("li.guitu")).unwrap();
    assert!(!chamber.file("li.guitu").exists(), "of that there is no file");

    assert_eq!(
        chamber.session.take_over(&file, None).unwrap_err().code(),
        "backup-other-receiver",
        "sealed to Mei"
    );
    assert!(!mei.session.look_into(&file).unwrap().by_passphrase, "she types nothing");
    assert_eq!(mei.session.take_over(&file, None).unwrap().new, 1);
    mei.session.answer(&id, "/about/given_names", json!("MEI")).unwrap();

    let back = mei.file("back.guitu");
    let to_chamber = SealWith::Receiver { key: chamber.session.receiver_key().unwrap().key };
    mei.session.hand_over(&id, "the chamber", to_chamber, &back).unwrap();
    assert_eq!(chamber.session.take_over(&back, None).unwrap().newer, 1);
    chamber.session.answer(&id, "/about/surname", json!("CHENG")).unwrap();
    assert_eq!(chamber.names(), ["CHENG MEI", "LIN"], "with what she typed, and in hand again");
    assert!(mei.session.answer(&id, "/about/surname", json!("CHAN")).is_err(), "she handed it over");
    mei.session.delete_declaration(&id).unwrap();
    assert!(mei.names().is_empty(), "but her copy is hers to delete");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_never_arrived_is_taken_back() {
    let chamber = owner();
    let id = chamber.declares("CHEN");
    chamber.session.hand_over(&id, "Mei", passphrase(), &chamber.file("lost.guitu")).unwrap();
    let home = chamber.session.take_back(&id).unwrap();
    assert!(home.cards[0].handed_over.is_none(), "in hand");
    chamber.session.answer(&id, "/about/surname", json!("CHENG")).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_written_or_read_changes_nothing_and_says_why() {
    let owner = owner();
    let id = owner.declares("CHEN");
    let nowhere = owner.file("no such folder/mei.guitu");
    assert_eq!(owner.session.hand_over(&id, "Mei", passphrase(), &nowhere).unwrap_err().code(), "backup-io");
    assert!(
        owner.session.home().unwrap().cards[0].handed_over.is_none(),
        "what was not written was not handed over"
    );
    let easy = SealWith::Passphrase { text: Passphrase::from("12345678".to_owned()) };
    let refused = owner.session.back_up(None, easy, &owner.file("easy.guitu"));
    assert_eq!(refused.unwrap_err().code(), "vault-passphrase-common", "a file that anybody opens is none");
    let typo = SealWith::Receiver { key: "age1qqqq".into() };
    let refused = owner.session.back_up(None, typo, &owner.file("typo.guitu"));
    assert_eq!(refused.unwrap_err().code(), "backup-no-key", "sealed to nobody it would be lost");

    let file = owner.file("all.guitu");
    owner.session.back_up(None, passphrase(), &file).unwrap();
    let good = std::fs::read(&file).unwrap();
    owner.session.answer(&id, "/about/surname", json!("LIN")).unwrap();
    let code = |bytes: &[u8]| {
        std::fs::write(&file, bytes).unwrap();
        let looked = owner.session.look_into(&file).err().map(|error| error.code().to_owned());
        let taken = owner.session.take_over(&file, typed()).err().map(|error| error.code().to_owned());
        assert_eq!(looked, taken, "told before a passphrase is asked for");
        looked.unwrap_or_default()
    };
    let mut flipped = good.clone();
    *flipped.last_mut().unwrap() ^= 1;
    assert_eq!(code(b""), "backup-empty");
    assert_eq!(code(b"PK\x03\x04 another program's file"), "backup-not-ours");
    assert_eq!(code(&good[..good.len() / 2]), "backup-cut-off");
    assert_eq!(code(&flipped), "backup-damaged");
    assert_eq!(owner.names(), ["LIN"], "and everything is as it was");
}
