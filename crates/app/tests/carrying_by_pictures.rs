//! Cases go from one screen to another: what one session shows, another one reads.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::sync::Arc;

use app::dto::{PictureRead, QrDrawing, SealWith};
use app::{App, Passphrase, Session};
use common::Desk;
use serde_json::json;
use tempfile::TempDir;
use vault::MemoryKeychain;

struct Owner {
    folder: TempDir,
    keychain: Arc<MemoryKeychain>,
    app: App,
    session: Arc<Session>,
}

fn owner() -> Owner {
    let folder = tempfile::tempdir().unwrap();
    let keychain = Arc::new(MemoryKeychain::default());
    let app = common::app(folder.path(), &Arc::new(Desk::default()), &keychain);
    app.create_vault(None).unwrap();
    let session = app.session().unwrap();
    Owner { folder, keychain, app, session }
}

impl Owner {
    fn declares(&self, surname: &str) -> String {
        let id = self.session.new_declaration().unwrap().id;
        self.session.answer(&id, "/about/surname", json!(surname)).unwrap();
        id
    }

    fn names(&self) -> Vec<String> {
        self.session.home().unwrap().cards.into_iter().filter_map(|card| card.name).collect()
    }

    /// Locks and opens again.
    async fn locks(&mut self) {
        self.app.lock(None).await.unwrap();
        self.opens();
    }

    fn opens(&mut self) {
        self.app.unlock(app::Key::Keychain).unwrap();
        self.session = self.app.session().unwrap();
    }

    fn to_their_key(&self) -> SealWith {
        SealWith::Receiver { key: self.session.receiver_key().unwrap().key }
    }

    fn sees(&self, picture: &QrDrawing) -> PictureRead {
        let (grey, width) = painted(picture);
        self.session.read_picture(&grey, width).unwrap()
    }
}

fn by_passphrase() -> SealWith {
    SealWith::Passphrase { text: Passphrase::from("correct horse battery".to_owned()) }
}

/// A drawing as a screen shows it: three dots a module, four modules of white around it.
fn painted(picture: &QrDrawing) -> (Vec<u8>, usize) {
    let width = 3 * (picture.size as usize + 8);
    let mut grey = vec![255; width * width];
    for run in picture.path.split('M').skip(1) {
        let (x, rest) = run.split_once(' ').unwrap();
        let (y, rest) = rest.split_once('h').unwrap();
        let (length, _) = rest.split_once('v').unwrap();
        let [x, y, length]: [usize; 3] = [x, y, length].map(|number| number.parse().unwrap());
        for row in 3 * (y + 4)..3 * (y + 5) {
            grey[row * width + 3 * (x + 4)..][..3 * length].fill(0);
        }
    }
    (grey, width)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declaration_goes_from_one_screen_to_another() {
    let (chamber, mei) = (owner(), owner());
    let id = chamber.declares("CHEN");
    chamber.declares("LIN");
    let shown = chamber.session.show_hand_over(&id, " Mei Chen ", mei.to_their_key()).unwrap();
    assert_eq!(shown.cases, 1);
    assert!(
        shown.fine_pictures < shown.pictures,
        "{} fine ones, {} others",
        shown.fine_pictures,
        shown.pictures
    );
    assert!(shown.pictures < 40, "{} pictures are shown within half a minute", shown.pictures);
    let card = chamber.session.home().unwrap().cards.into_iter().find(|card| card.id == id).unwrap();
    let receiver = card.handed_over.map(|to| to.receiver);
    assert_eq!(receiver.as_deref(), Some("Mei Chen"), "noted before anybody can read it");

    // No reader gets every picture: which dots it meets is chance, and what it did not get comes mixed into later ones.
    let looks = |at: u32| mei.sees(&chamber.session.run_picture(at, false).unwrap());
    let (at, first) = (0..shown.pictures).map(|at| (at, looks(at))).find(|(_, read)| read.new == 1).unwrap();
    assert_eq!((first.new, first.have, first.of), (1, 1, shown.pictures));
    let again = looks(at);
    assert_eq!((again.new, again.again, again.have), (0, 1, 1), "a camera sees each of them many times");
    let stray = health_code::qr("https://example.org/").unwrap();
    let stranger = mei.sees(&QrDrawing { size: stray.size, path: stray.path });
    assert_eq!((stranger.strangers, stranger.have), (1, 1), "something else is told apart, and does no harm");
    // The second one is missed; those that mix several make up for it.
    let whole = (at + 2..9 * shown.pictures)
        .find_map(|at| looks(at % (3 * shown.pictures)).file)
        .expect("all of it came");
    assert!(whole.path.is_none() && !whole.by_passphrase, "it lies nowhere, and her key opens it");
    assert_eq!(mei.session.take_over_pictures(None).unwrap().new, 1);
    assert_eq!(mei.names(), ["CHEN"]);
    assert_eq!(mei.session.take_over_pictures(None).unwrap_err().code(), "pictures-none", "once");
    mei.session.answer(&id, "/about/given_names", json!("MEI")).unwrap();

    chamber.session.put_pictures_away();
    let gone = chamber.session.run_picture(0, false).unwrap_err();
    assert_eq!(gone.code(), "pictures-none", "nobody reads it later");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_everything_comes_by_fine_pictures_and_its_passphrase() {
    let (old, new) = (owner(), owner());
    old.declares("CHEN");
    old.declares("LIN");
    let shown = old.session.show_backup(None, by_passphrase()).unwrap();
    assert_eq!(shown.cases, 2);
    let file = (0..3 * shown.fine_pictures)
        .rev()
        .find_map(|at| new.sees(&old.session.run_picture(at, true).unwrap()).file)
        .expect("in any order");
    assert!(file.by_passphrase, "and then it is asked for");
    let wrong = Passphrase::from("correct house battery".to_owned());
    let refused = new.session.take_over_pictures(Some(wrong)).unwrap_err();
    assert_eq!(refused.code(), "backup-passphrase-wrong");
    let right = Passphrase::from("correct horse battery".to_owned());
    assert_eq!(new.session.take_over_pictures(Some(right)).unwrap().new, 2, "a wrong try loses nothing");
    assert_eq!(old.names().len(), 2, "and everything stays where it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_in_hand_when_it_was_locked_is_in_hand_again_without_its_passphrase() {
    let (old, mut new) = (owner(), owner());
    old.declares("CHEN");
    let shown = old.session.show_backup(None, by_passphrase()).unwrap();
    new.sees(&old.session.run_picture(0, false).unwrap());
    new.locks().await;
    let (hand, _) = new.session.in_hand().unwrap();
    assert_eq!(
        hand.pictures.map(|read| (read.have, read.of)),
        Some((1, shown.pictures)),
        "half of the pictures"
    );
    for at in 1..shown.pictures {
        new.sees(&old.session.run_picture(at, false).unwrap());
    }
    new.locks().await;
    let (hand, _) = new.session.in_hand().unwrap();
    assert!(
        hand.file.is_some_and(|file| file.by_passphrase),
        "all of them: the passphrase is asked for again"
    );
    new.session.forget_pictures();

    let file = old.folder.path().join("all.guitu");
    old.session.back_up(None, by_passphrase(), &file).unwrap();
    new.session.look_into(&file).unwrap();
    new.locks().await;
    let (hand, path) = new.session.in_hand().unwrap();
    assert_eq!(path.as_ref(), Some(&file), "the host reads there and nowhere else");
    assert_eq!(hand.file.and_then(|file| file.path), Some(file.display().to_string()));
    std::fs::remove_file(&file).unwrap();
    new.locks().await;
    let (hand, _) = new.session.in_hand().unwrap();
    assert_eq!(hand.gone, Some(file.display().to_string()), "it is told what to choose again");
    new.session.forget_pictures();
    new.locks().await;
    let (hand, path) = new.session.in_hand().unwrap();
    assert!(
        hand.file.is_none() && hand.gone.is_none() && hand.pictures.is_none() && path.is_none(),
        "nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_hand_lies_in_the_vault_from_a_lock_to_the_next_opening_and_no_longer() {
    let (old, mut new) = (owner(), owner());
    old.declares("CHEN");
    let file = old.folder.path().join("all.guitu");
    old.session.back_up(None, by_passphrase(), &file).unwrap();
    let shown = old.session.show_backup(None, by_passphrase()).unwrap();
    let is_kept = |owner: &Owner| {
        let vault = vault::Vault::open(
            &vault::VaultDir::with_keychain(owner.folder.path(), owner.keychain.clone()),
            vault::Unlock::Keychain,
        );
        vault.unwrap().get_setting("in-hand").unwrap().is_some_and(|kept| !kept.is_empty())
    };
    for whole in [false, true] {
        new.sees(&old.session.run_picture(0, false).unwrap());
        for at in (1..shown.pictures).filter(|_| whole) {
            new.sees(&old.session.run_picture(at, false).unwrap());
        }
        new.app.lock(None).await.unwrap();
        assert!(is_kept(&new), "its owner goes on with it");
        new.opens();
        new.app.lock(None).await.unwrap();
        assert!(!is_kept(&new), "who comes back and does something else has given it up");
        new.opens();
        let (hand, path) = new.session.in_hand().unwrap();
        assert!(hand.file.is_none() && hand.pictures.is_none() && path.is_none(), "it is not offered later");
    }

    new.session.look_into(&file).unwrap();
    let gone = new.declares("LIN");
    new.session.delete_declaration(&gone).unwrap();
    new.session.forget(&gone, None, false).unwrap();
    new.locks().await;
    let (hand, path) = new.session.in_hand().unwrap();
    assert!(hand.file.is_none() && path.is_none(), "to forget something lets go of it as well");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_or_forgotten_is_shown_no_longer() {
    let (chamber, mei) = (owner(), owner());
    let (id, other) = (chamber.declares("CHEN"), chamber.declares("LIN"));
    chamber.session.show_hand_over(&id, "Mei", mei.to_their_key()).unwrap();
    chamber.session.take_back(&other).unwrap();
    assert!(chamber.session.run_picture(0, false).is_ok(), "another one is in nobody's way");
    chamber.session.take_back(&id).unwrap();
    let code = |owner: &Owner| owner.session.run_picture(0, false).unwrap_err().code().to_owned();
    assert_eq!(code(&chamber), "pictures-none");

    chamber.session.show_backup(None, by_passphrase()).unwrap();
    chamber.session.delete_declaration(&other).unwrap();
    chamber.session.forget(&other, None, false).unwrap();
    assert_eq!(code(&chamber), "pictures-none", "of what is forgotten nothing is on a screen");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_files_on_two_screens_are_not_mixed_up() {
    let (chen, lin, desk) = (owner(), owner(), owner());
    let (of_chen, of_lin) = (chen.declares("CHEN"), lin.declares("LIN"));
    let shown = chen.session.show_hand_over(&of_chen, "desk", desk.to_their_key()).unwrap();
    lin.session.show_hand_over(&of_lin, "desk", desk.to_their_key()).unwrap();
    let half = desk.sees(&lin.session.run_picture(0, false).unwrap());
    assert_eq!(half.runs, 1);
    let mut runs = 0;
    for at in 0..shown.pictures {
        let read = desk.sees(&chen.session.run_picture(at, false).unwrap());
        runs = runs.max(read.runs);
        if read.file.is_some() {
            break;
        }
    }
    assert_eq!(runs, 2, "it says that there are two");
    desk.session.take_over_pictures(None).unwrap();
    assert_eq!(desk.names(), ["CHEN"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_much_to_be_shown_is_not_handed_over() {
    let owner = owner();
    let id = owner.declares("CHEN");
    let long = "很长的备注".repeat(30_000);
    for (at, piece) in long.as_bytes().chunks(3_000).enumerate() {
        let noise: String = piece
            .iter()
            .enumerate()
            .map(|(n, byte)| char::from(b'a' + (byte.wrapping_mul(n as u8 ^ at as u8)) % 26))
            .collect();
        owner.session.answer(&id, "/about/surname", json!(noise)).unwrap();
    }
    let refused = owner.session.show_backup(None, by_passphrase()).unwrap_err();
    assert_eq!(refused.code(), "backup-too-long-to-show", "a history of many long texts");
    let easy = SealWith::Passphrase { text: Passphrase::from("12345678".to_owned()) };
    let refused = owner.session.show_hand_over(&id, "Mei", easy).unwrap_err();
    assert_eq!(refused.code(), "vault-passphrase-common");
    assert!(
        owner.session.home().unwrap().cards[0].handed_over.is_none(),
        "what was not shown was not handed over"
    );
    let gone = owner.session.run_picture(0, false).unwrap_err();
    assert_eq!(gone.code(), "pictures-none");
}
