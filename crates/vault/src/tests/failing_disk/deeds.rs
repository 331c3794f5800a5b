//! What is done on a failing disk, and what must hold of it afterwards.
//!
//! Each deed finds `data` (the vault's folder, on the disk that fails) and `keychain` (elsewhere). It says `done …` for what was
//! acknowledged and `refused … CODE` for what was not.

use std::path::{Path, PathBuf};

use faults::Deed;
use secrecy::{ExposeSecret as _, SecretSlice};
use serde_json::json;
use uuid::Uuid;

use crate::tables::kind::DraftKind;
use crate::tests::support::{after, answers, noon, quietly, sent};
use crate::{
    CarriedCase, DeclarationSecret, DraftRow, Extent, KeyName, KeyStore, KeychainState, NewSlot, Unlock,
    Vault, VaultDir, VaultError, VaultState, write_private,
};

pub(super) const DEEDS: &[Deed] = &[
    Deed { name: "saving", prepare: with_a_draft, act: save, holds: saved },
    Deed { name: "opening", prepare: left_open, act: open_and_close, holds: saved },
    Deed { name: "sending", prepare: with_a_draft, act: send, holds: sent_or_not },
    Deed { name: "adding", prepare: with_a_draft, act: add, holds: added_or_not },
    Deed { name: "changing", prepare: with_a_draft, act: change, holds: changed_or_not },
    Deed { name: "removing", prepare: with_two_slots, act: remove, holds: removed_or_not },
    Deed { name: "forgetting", prepare: with_two_drafts, act: forget, holds: forgotten_or_not },
    Deed { name: "taking", prepare: with_a_file_of_cases, act: take, holds: taken_or_not },
    Deed { name: "rescuing", prepare: damaged, act: rescue, holds: rescued_or_can_be },
    Deed { name: "creating", prepare: |_| {}, act: create, holds: created_or_not },
    Deed { name: "joining", prepare: |_| {}, act: join, holds: joined_or_not },
    Deed { name: "upgrading", prepare: of_an_earlier_version, act: upgrade, holds: upgraded_or_not },
    Deed { name: "setting", prepare: with_a_setting, act: set, holds: set_or_not },
];

/// A keychain whose entries are files: a child process and its parent see the same.
struct FileKeychain(PathBuf);

impl FileKeychain {
    fn path(&self, name: &KeyName) -> PathBuf {
        self.0.join(format!("{}-{}", name.service, name.account))
    }
}

impl KeyStore for FileKeychain {
    fn state(&self) -> KeychainState {
        KeychainState::Ready
    }

    fn unlock(&self) -> Result<(), VaultError> {
        Ok(())
    }

    fn get(&self, name: &KeyName) -> Result<Option<SecretSlice<u8>>, VaultError> {
        Ok(std::fs::read(self.path(name)).ok().map(SecretSlice::from))
    }

    fn set(&self, name: &KeyName, key: &SecretSlice<u8>) -> Result<(), VaultError> {
        std::fs::write(self.path(name), key.expose_secret()).unwrap();
        Ok(())
    }

    fn delete(&self, name: &KeyName) -> Result<(), VaultError> {
        let _ = std::fs::remove_file(self.path(name));
        Ok(())
    }
}

fn directory(root: &Path) -> VaultDir {
    let keychain = root.join("keychain");
    std::fs::create_dir_all(&keychain).unwrap();
    VaultDir::with_keychain(root.join("data"), std::sync::Arc::new(FileKeychain(keychain)))
}

fn open(root: &Path) -> Result<Vault, VaultError> {
    Vault::open(&directory(root), Unlock::Keychain)
}

/// Says what came of something.
fn told<T>(what: &str, outcome: Result<T, VaultError>) -> Option<T> {
    match outcome {
        Ok(value) => {
            faults::say(&format!("done {what}"));
            Some(value)
        }
        Err(error) => {
            faults::say(&format!("refused {what} {}", error.code()));
            None
        }
    }
}

/// What was acknowledged last of `what`, as a number.
fn acknowledged(said: &[String], what: &str) -> u64 {
    let of = |line: &String| line.strip_prefix(&format!("done {what} ")).and_then(|count| count.parse().ok());
    said.iter().filter_map(of).max().unwrap_or(0)
}

fn was_done(said: &[String], what: &str) -> bool {
    said.iter().any(|line| *line == format!("done {what}"))
}

/// A disk that fails is called that: no damage, no wrong key, no other vault.
fn said_as_what_it_is(said: &[String], when: &str) {
    for refused in said.iter().filter(|line| line.starts_with("refused")) {
        let code = refused.rsplit(' ').next().unwrap();
        let fitting = ["vault-io", "vault-disk-full", "vault-read-only"].contains(&code);
        assert!(fitting, "{when}: a failing disk is no {code}");
    }
}

/// Opens on the healthy disk; whatever the other one did, it opens and is sound.
fn sound(root: &Path, said: &[String], when: &str) -> Vault {
    said_as_what_it_is(said, when);
    let vault = open(root).unwrap_or_else(|error| panic!("{when}: it opens, and does not say {error}"));
    assert_eq!(vault.check().unwrap(), [""; 0], "{when}: nothing half-written is there");
    vault
}

const ID: Uuid = Uuid::from_u128(1);

fn begin(vault: &Vault, id: Uuid) {
    let secret = DeclarationSecret::from_bytes([id.as_u128() as u8; 32]);
    vault.begin_declaration(id, &secret, (DraftKind::Declaration, 1), counted(0), noon()).unwrap();
}

/// Answers as they are after so many saves.
fn counted(count: u64) -> serde_json::Value {
    json!({ "count": count, "answers": answers(), "note": format!("{count:>4}").repeat(700) })
}

fn with_a_draft(root: &Path) {
    begin(&Vault::create(&directory(root), NewSlot::Keychain, noon()).unwrap(), ID);
}

fn save_once(vault: &Vault, count: u64) -> Result<(), VaultError> {
    let draft = vault.draft(ID)?.ok_or(VaultError::NotFound)?;
    vault.save_draft(&DraftRow { answers: counted(count), updated_at: after(count as i64), ..draft })
}

fn save(root: &Path) {
    let vault = open(root).unwrap();
    faults::begin();
    for count in 1..=3 {
        told(&format!("save {count}"), save_once(&vault, count));
    }
}

fn saved(root: &Path, said: &[String], when: &str) {
    let vault = sound(root, said, when);
    let draft = vault.draft(ID).unwrap().unwrap();
    let count = draft.answers["count"].as_u64().unwrap();
    assert!(draft.answers == counted(count), "{when}: the answers are those of one save");
    let last = acknowledged(said, "save");
    assert!(count >= last, "{when}: {last} was said to be saved, {count} is there");
    for state in vault.history(ID).unwrap() {
        let past = vault.state_at(ID, state.seq).unwrap().answers;
        assert!(past == counted(past["count"].as_u64().unwrap()), "{when}: so is each state before");
    }
    // A disk that is well again takes the next answer.
    save_once(&vault, 9).unwrap();
    assert_eq!(vault.draft(ID).unwrap().unwrap().answers["count"], 9, "{when}: and it goes on");
}

/// As a program leaves it that was killed: with its log.
fn left_open(root: &Path) {
    with_a_draft(root);
    let elsewhere = tempfile::tempdir().unwrap();
    let vault = open(root).unwrap();
    save_once(&vault, 1).unwrap();
    for entry in std::fs::read_dir(root.join("data")).unwrap().map(Result::unwrap) {
        std::fs::copy(entry.path(), elsewhere.path().join(entry.file_name())).unwrap();
    }
    drop(vault);
    for entry in std::fs::read_dir(elsewhere.path()).unwrap().map(Result::unwrap) {
        std::fs::copy(entry.path(), root.join("data").join(entry.file_name())).unwrap();
    }
}

/// The whole life of a short visit: the log is folded in, the spare pages are written, the file is closed.
fn open_and_close(root: &Path) {
    faults::say("done save 1"); // before it was killed
    faults::begin();
    let Some(vault) = told("opening", open(root)) else { return };
    told("save 2", save_once(&vault, 2));
    told("purge", vault.purge(after(60)));
    vault.shut();
}

fn send(root: &Path) {
    let vault = open(root).unwrap();
    faults::begin();
    if told("sealing", vault.seal(ID, &sent(1), &[7; 9000], false)).is_some() {
        let seq = vault.outbox(ID).map(|rows| rows[0].seq);
        if let Some(seq) = told("looking", seq) {
            told("receipt", vault.close(seq, b"a receipt", after(1)));
        }
    }
}

fn sent_or_not(root: &Path, said: &[String], when: &str) {
    let vault = sound(root, said, when);
    let row = vault.declaration(ID).unwrap().unwrap();
    let (draft, rows) = (vault.draft(ID).unwrap(), vault.outbox(ID).unwrap());
    match &row.sent {
        None => {
            assert!(!was_done(said, "sealing"), "{when}: what was sealed is sealed");
            assert!(draft.is_some_and(|it| it.answers == counted(0)), "{when}: the draft is as it was");
            assert!(rows.is_empty(), "{when}: and nothing is in the outbox");
        }
        Some(sealed) => {
            assert!(*sealed == sent(1) && draft.is_none(), "{when}: the draft became what was sent");
            assert!(rows.iter().all(|row| row.envelope == [7; 9000]), "{when}: its envelope is whole");
            let received = row.receipt.is_some();
            assert!(rows.len() == 1 || received, "{when}: it is in the outbox, or received");
            assert!(received || !was_done(said, "receipt"), "{when}: what was received is received");
        }
    }
}

fn with_two_slots(root: &Path) {
    with_a_draft(root);
    let vault = open(root).unwrap();
    vault.add_slot(NewSlot::Keychain, "second", &Unlock::Keychain, noon()).unwrap();
}

fn add(root: &Path) {
    let vault = open(root).unwrap();
    faults::begin();
    told("adding", vault.add_slot(NewSlot::Keychain, "second", &Unlock::Keychain, after(1)));
    told("save 1", save_once(&vault, 1));
}

fn added_or_not(root: &Path, said: &[String], when: &str) {
    let slots = one_list(root, said, when);
    assert!(slots == 2 || (slots == 1 && !was_done(said, "adding")), "{when}: {slots} slots");
}

fn change(root: &Path) {
    let vault = open(root).unwrap();
    let (id, new, proof) = (vault.slots()[0].id, NewSlot::Keychain, Unlock::Keychain);
    faults::begin();
    told(
        "changing",
        vault.change_slot(id, new, &proof, after(1), &quietly()).map(|slot| {
            faults::say(&format!("new {}", slot.id));
        }),
    );
    told("save 1", save_once(&vault, 1));
}

fn changed_or_not(root: &Path, said: &[String], when: &str) {
    assert_eq!(one_list(root, said, when), 1, "{when}: one way before, one after");
    let new = said.iter().find_map(|line| line.strip_prefix("new "));
    let slots = open(root).unwrap().slots();
    let there = new.is_none_or(|new| slots.iter().any(|slot| slot.id.to_string() == new));
    assert!(there || !was_done(said, "changing"), "{when}: the new way is the one that counts");
}

fn remove(root: &Path) {
    let vault = open(root).unwrap();
    let id = vault.slots()[1].id;
    faults::begin();
    told("removing", vault.remove_slot(id, &Unlock::Keychain, &quietly()));
    told("save 1", save_once(&vault, 1));
}

fn removed_or_not(root: &Path, said: &[String], when: &str) {
    let slots = one_list(root, said, when);
    assert!(slots == 1 || (slots == 2 && !was_done(said, "removing")), "{when}: {slots} slots");
}

/// Answers are there, the slots file has one list and its spare the same, and no second copy lies about; says how many slots
/// there are.
fn one_list(root: &Path, said: &[String], when: &str) -> usize {
    saved(root, said, when);
    let vault = open(root).unwrap();
    let text = |name: &str| std::fs::read_to_string(root.join("data").join(name)).unwrap();
    assert_eq!(text("vault.slots.json").matches("key_id").count(), 1, "{when}: one list is left");
    let lists = |name: &str| serde_json::from_str::<serde_json::Value>(&text(name)).unwrap()["lists"].take();
    assert_eq!(lists("vault.slots.json"), lists("vault.slots.spare.json"), "{when}: in both files");
    assert!(!root.join("data/vault.db.new").exists(), "{when}: no second copy lies about");
    vault.slots().len()
}

/// Beside it a copy of the slots as they were: what the old database would open with.
fn with_two_drafts(root: &Path) {
    with_a_draft(root);
    begin(&open(root).unwrap(), Uuid::from_u128(2));
    std::fs::copy(root.join("data/vault.slots.json"), root.join("old.slots.json")).unwrap();
}

fn forget(root: &Path) {
    let vault = open(root).unwrap();
    faults::begin();
    told("forgetting", vault.forget(Uuid::from_u128(2), &quietly()));
}

fn forgotten_or_not(root: &Path, said: &[String], when: &str) {
    one_list(root, said, when);
    let there = open(root).unwrap().declaration(Uuid::from_u128(2)).unwrap().is_some();
    assert!(!there || !was_done(said, "forgetting"), "{when}: what was forgotten is gone");
    if was_done(said, "forgetting") {
        std::fs::copy(root.join("old.slots.json"), root.join("data/vault.slots.json")).unwrap();
        std::fs::copy(root.join("old.slots.json"), root.join("data/vault.slots.spare.json")).unwrap();
        let code = open(root).err().unwrap_or_else(|| panic!("{when}: the old key opens it")).code();
        assert_eq!(code, "vault-key-mismatch", "{when}: no file here opens what went");
    }
}

const CASES: u128 = 12;

fn with_a_file_of_cases(root: &Path) {
    let other = tempfile::tempdir().unwrap();
    std::fs::create_dir(other.path().join("data")).unwrap();
    let theirs = Vault::create(&directory(other.path()), NewSlot::Keychain, noon()).unwrap();
    let cases = (1..=CASES).map(|number| {
        begin(&theirs, Uuid::from_u128(100 + number));
        theirs.carry(Uuid::from_u128(100 + number), Extent::Backup).unwrap()
    });
    let cases: Vec<CarriedCase> = cases.collect();
    std::fs::write(root.join("cases.json"), serde_json::to_vec(&cases).unwrap()).unwrap();
    with_a_draft(root);
}

fn take(root: &Path) {
    let vault = open(root).unwrap();
    let cases: Vec<CarriedCase> =
        serde_json::from_slice(&std::fs::read(root.join("cases.json")).unwrap()).unwrap();
    faults::begin();
    told("taking", vault.take_cases(cases.into_iter().map(Ok::<_, VaultError>), Extent::Backup, after(1)));
}

fn taken_or_not(root: &Path, said: &[String], when: &str) {
    let vault = sound(root, said, when);
    let count = vault.case_ids().unwrap().len();
    assert!(count == 1 || count == 1 + CASES as usize, "{when}: all of a file or nothing, not {count}");
    assert!(count > 1 || !was_done(said, "taking"), "{when}: what was taken is there");
}

/// A vault with a bit flipped in the middle of it, and beside it how it was.
fn damaged(root: &Path) {
    let vault = Vault::create(&directory(root), NewSlot::Keychain, noon()).unwrap();
    for number in 1..=20 {
        begin(&vault, Uuid::from_u128(number));
    }
    vault.purge(noon()).unwrap();
    drop(vault);
    let path = root.join("data/vault.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096 + 2000;
    bytes[middle] ^= 4;
    std::fs::write(&path, &bytes).unwrap();
    std::fs::write(root.join("before.db"), &bytes).unwrap();
    let trial = tempfile::tempdir().unwrap();
    faults::copy(root, trial.path()).unwrap();
    let (_, rescue) = Vault::rescue(&directory(trial.path()), &Unlock::Keychain, after(1)).unwrap();
    assert!(rescue.pages == 1, "a page is damaged");
    std::fs::write(root.join("kept"), rescue.kept.to_string()).unwrap();
}

fn rescue(root: &Path) {
    faults::begin();
    told("rescuing", Vault::rescue(&directory(root), &Unlock::Keychain, after(1)));
}

fn rescued_or_can_be(root: &Path, said: &[String], when: &str) {
    said_as_what_it_is(said, when);
    let before = std::fs::read(root.join("before.db")).unwrap();
    let mut copies = vec![root.join("data/vault.db")];
    for entry in std::fs::read_dir(root.join("data")).unwrap().map(Result::unwrap) {
        copies.push(entry.path().join("vault.db"));
    }
    let kept_aside = copies.iter().any(|path| std::fs::read(path).is_ok_and(|bytes| bytes == before));
    assert!(kept_aside, "{when}: the damaged file is somewhere, untouched");
    let (vault, rescue) = Vault::rescue(&directory(root), &Unlock::Keychain, after(2))
        .unwrap_or_else(|error| panic!("{when}: it can be rescued, and does not say {error}"));
    assert!(rescue.pages == 0 || !was_done(said, "rescuing"), "{when}: what was rescued is whole");
    assert_eq!(vault.check().unwrap(), [""; 0], "{when}: what was rescued is sound");
    let kept = vault.declarations().unwrap().len().to_string();
    let could = std::fs::read_to_string(root.join("kept")).unwrap();
    assert_eq!(kept, could, "{when}: as much is kept as can be");
}

fn create(root: &Path) {
    faults::begin();
    told("creating", Vault::create(&directory(root), NewSlot::Keychain, noon()));
}

fn created_or_not(root: &Path, said: &[String], when: &str) {
    said_as_what_it_is(said, when);
    let directory = directory(root);
    let state = directory.state().unwrap_or_else(|error| panic!("{when}: {error}"));
    let vault = match state {
        VaultState::Absent => {
            assert!(!was_done(said, "creating"), "{when}: what was made is there");
            Vault::create(&directory, NewSlot::Keychain, after(1))
        }
        VaultState::DatabaseGone => panic!("{when}: what lies beside a database is written after it"),
        VaultState::Present { .. } => open(root),
    };
    let vault = vault.unwrap_or_else(|error| panic!("{when}: it opens or can be made: {error}"));
    begin(&vault, ID);
}

/// The vault of a second owner, in a folder of their own.
fn beside(root: &Path) -> VaultDir {
    let name = "owners/0193bfee-0000-7000-8000-000000000000";
    let keychain = std::sync::Arc::new(FileKeychain(root.join("keychain")));
    std::fs::create_dir_all(root.join("keychain")).unwrap();
    VaultDir::with_keychain(root.join("data").join(name), keychain)
}

fn join(root: &Path) {
    let directory = beside(root);
    faults::begin();
    told("joining", Vault::create(&directory, NewSlot::Keychain, noon()));
}

fn joined_or_not(root: &Path, said: &[String], when: &str) {
    said_as_what_it_is(said, when);
    let directory = beside(root);
    let vault = match directory.state().unwrap_or_else(|error| panic!("{when}: {error}")) {
        VaultState::Present { .. } => Vault::open(&directory, Unlock::Keychain),
        _ => {
            assert!(!was_done(said, "joining"), "{when}: what was made is there, and so is its folder");
            Vault::create(&directory, NewSlot::Keychain, after(1))
        }
    };
    drop(vault.unwrap_or_else(|error| panic!("{when}: it opens or can be made: {error}")));
}

const EARLIER: &str = "schema-6";

fn of_an_earlier_version(root: &Path) {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(EARLIER);
    for name in ["vault.db", "vault.slots.json"] {
        std::fs::copy(fixture.join(name), root.join("data").join(name)).unwrap();
    }
    let known: serde_json::Value =
        serde_json::from_slice(&std::fs::read(fixture.join("known.json")).unwrap()).unwrap();
    let entry = &known["keychain"];
    let text = |field: &str| entry[field].as_str().unwrap().to_owned();
    let name = KeyName { service: text("service"), account: text("account") };
    let key: Vec<u8> = serde_json::from_value(entry["key"].clone()).unwrap();
    directory(root).keychain().set(&name, &SecretSlice::from(key)).unwrap();
    std::fs::write(root.join("draft"), known["draft"].as_str().unwrap()).unwrap();
}

fn upgrade(root: &Path) {
    faults::begin();
    told("upgrading", open(root));
}

fn upgraded_or_not(root: &Path, said: &[String], when: &str) {
    let vault = sound(root, said, when);
    let id = std::fs::read_to_string(root.join("draft")).unwrap().parse().unwrap();
    assert!(vault.draft(id).unwrap().is_some(), "{when}: what was in it is there");
}

/// Preferences, an owner's shown name and reminders are written like this.
fn with_a_setting(root: &Path) {
    write_private(&root.join("data/preferences.json"), &[b'a'; 5000]).unwrap();
}

fn set(root: &Path) {
    faults::begin();
    let written = write_private(&root.join("data/preferences.json"), &[b'b'; 7000]);
    told("setting", written.map_err(|error| VaultError::file("a setting", &error)));
}

fn set_or_not(root: &Path, said: &[String], when: &str) {
    said_as_what_it_is(said, when);
    let there = std::fs::read(root.join("data/preferences.json")).unwrap();
    let (old, new) = (there == [b'a'; 5000], there == [b'b'; 7000]);
    assert!(new || (old && !was_done(said, "setting")), "{when}: the old one or the new one, whole");
}
