//! Vaults as earlier versions wrote them, one of each schema: each opens, by its keychain entry and by its passphrase, and
//! all that was in it is there.

use std::path::Path;
use std::sync::Arc;

use secrecy::SecretSlice;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::forgetting::tables_with;
use super::support::{answers, passphrase};
use crate::{KeyName, KeyStore as _, MemoryKeychain, Unlock, Vault, VaultDir};

/// What is known of a fixture: its keychain entry, and the ids in it.
#[derive(Deserialize)]
struct Known {
    keychain: Entry,
    draft: Uuid,
    received: Uuid,
    waiting: Uuid,
    deleted: Uuid,
}

#[derive(Deserialize)]
struct Entry {
    service: String,
    account: String,
    key: Vec<u8>,
}

/// A copy of a fixture, and the keychain that belongs to it.
struct Former {
    _root: tempfile::TempDir,
    known: Known,
    directory: VaultDir,
}

const SCHEMAS: [&str; 2] = ["schema-1", "schema-2"];

fn former(schema: &str) -> Former {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(schema);
    let root = tempfile::tempdir().unwrap();
    for name in ["vault.db", "vault.slots.json"] {
        std::fs::copy(fixture.join(name), root.path().join(name)).unwrap();
    }
    let known: Known = serde_json::from_slice(&std::fs::read(fixture.join("known.json")).unwrap()).unwrap();
    let keychain = Arc::new(MemoryKeychain::default());
    let name = KeyName { service: known.keychain.service.clone(), account: known.keychain.account.clone() };
    keychain.set(&name, &SecretSlice::from(known.keychain.key.clone())).unwrap();
    let directory = VaultDir::with_keychain(root.path(), keychain);
    Former { _root: root, known, directory }
}

#[test]
fn a_vault_of_every_former_schema_opens_with_all_that_was_in_it() {
    for schema in SCHEMAS {
        for unlock in [Unlock::Keychain, Unlock::Passphrase(passphrase("correct horse"))] {
            let Former { _root, known, directory } = former(schema);
            let vault = Vault::open(&directory, unlock).unwrap();
            let draft = vault.draft(known.draft).unwrap().unwrap();
            assert_eq!(draft.answers["about"]["surname"], "CHEN", "{schema}: the draft is as it was left");
            assert!(draft.spoken.contains("/about/surname"), "{schema}: with what may speak");
            assert_eq!(vault.draft(known.received).unwrap().unwrap().revision, 2, "{schema}: a correction");
            let received = vault.declaration(known.received).unwrap().unwrap();
            assert_eq!(received.sent.unwrap().answers, answers(), "{schema}: what was sent");
            assert_eq!(received.receipt.unwrap().bytes, b"receipt", "{schema}: its receipt");
            assert_eq!(received.status.unwrap().body, b"{}", "{schema}: its status");
            assert!(
                vault.declaration(known.deleted).unwrap().unwrap().deleted_at.is_some(),
                "{schema}: what was deleted can still come back"
            );
            assert_eq!(vault.get_setting("text-size").unwrap().as_deref(), Some("125"), "{schema}: settings");
        }
    }
}

#[test]
fn a_dropped_correction_of_a_former_schema_comes_back_and_orphans_are_gone() {
    for schema in SCHEMAS {
        let Former { _root, known, directory } = former(schema);
        let vault = Vault::open(&directory, Unlock::Keychain).unwrap();
        assert_eq!(tables_with(&vault, "ORPHAN"), [""; 0], "{schema}: its declaration is long gone");
        assert_eq!(
            tables_with(&vault, "DROPPED"),
            ["dropped_draft"],
            "{schema}: no answer lies in a setting"
        );
        let back = vault.restore_draft(known.waiting).unwrap();
        assert_eq!(back.answers, json!({ "about": { "surname": "DROPPED" } }), "{schema}: it comes back");
        assert_eq!((back.revision, back.reviewed), (2, true), "{schema}: as it was");
        assert!(
            back.bookmark.is_none() && back.spoken.contains("/about/surname"),
            "{schema}: with all there was"
        );
        assert_eq!(
            vault.restore_draft(known.received).err().unwrap().code(),
            "vault-not-found",
            "{schema}: once"
        );
    }
}
