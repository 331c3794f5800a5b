//! Encrypted from the first keystroke: nothing typed is found on the raw disk, in any form.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use rusqlite::Connection;
use serde_json::json;

use super::support::{Desk, noon, sent};
use crate::{DraftRow, SentRow, StatusRow};

const CANARY: &str = "金丝雀Kanarienvogel-7731";

/// Every way in which a text may lie in a file: UTF-8, UTF-16 of both orders, base64 at each of its three alignments.
fn forms(text: &[u8]) -> Vec<Vec<u8>> {
    let mut forms = vec![text.to_vec()];
    if let Ok(text) = std::str::from_utf8(text) {
        forms.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        forms.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        forms.push(text.chars().flat_map(|c| format!("\\u{:04x}", u32::from(c)).into_bytes()).collect());
    }
    for alignment in 0..3 {
        let padded = [&vec![0; alignment], text].concat();
        for encoded in [STANDARD_NO_PAD.encode(&padded), URL_SAFE_NO_PAD.encode(&padded)] {
            // The first and last characters depend on the neighbours.
            let inner = encoded.as_bytes()[[0, 2, 3][alignment]..encoded.len() - 3].to_vec();
            forms.push(inner);
        }
    }
    let hex: String = text.iter().map(|byte| format!("{byte:02x}")).collect();
    forms.extend([hex.to_uppercase().into_bytes(), hex.into_bytes()]);
    forms
}

fn found_in(haystack: &[u8], text: &[u8]) -> bool {
    forms(text).iter().any(|form| haystack.windows(form.len()).any(|window| window == form))
}

#[test]
fn no_file_holds_what_was_typed_or_any_secret() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let answers = json!({ "about": { "surname": CANARY } });
    let mut secrets = vec![CANARY.as_bytes().to_vec(), b"Kanarienvogel".to_vec()];
    for round in 0..6 {
        let draft = vault.new_declaration(1, answers.clone(), noon()).unwrap();
        let secret = vault.declaration(draft.id).unwrap().unwrap().secret;
        secrets.push(secret.bytes().to_vec());
        vault.save_draft(&DraftRow { spoken: [CANARY.to_owned()].into(), ..draft.clone() }).unwrap();
        if round % 2 == 0 {
            let sent = SentRow { answers: answers.clone(), ..sent(1) };
            vault.seal(draft.id, &sent, CANARY.as_bytes(), false).unwrap();
        }
        let status = StatusRow { etag: CANARY.into(), body: CANARY.into(), checked_at: noon() };
        vault.put_status(draft.id, &status).unwrap();
        if round % 3 == 0 {
            vault.set_setting(CANARY, CANARY).unwrap();
        }
    }
    let opened = desk.files();
    assert!(opened["vault.db-wal"].len() > 4096, "there is a log to search");
    drop(vault);
    let closed = desk.files();
    assert!(closed["vault.db"].len() > 8192, "and a database");
    for (name, bytes) in opened.iter().chain(&closed) {
        for secret in &secrets {
            assert!(!found_in(bytes, secret), "{name} holds something in the clear");
        }
        assert!(!found_in(bytes, b"SQLite format 3"), "{name} shows what it is");
        assert!(!found_in(bytes, b"CREATE TABLE"), "{name} shows a schema");
    }
}

#[test]
fn the_search_finds_what_an_unencrypted_file_holds() {
    let desk = Desk::bare();
    let path = desk.outside().join("plain.db");
    let plain = Connection::open(&path).unwrap();
    plain.execute("CREATE TABLE t (x)", []).unwrap();
    plain.execute("INSERT INTO t VALUES (?1)", [format!("..{CANARY}..")]).unwrap();
    plain.close().unwrap();
    assert!(found_in(&std::fs::read(&path).unwrap(), CANARY.as_bytes()), "else the search proves nothing");
    for prefix in ["", "a", "ab", "abc"] {
        let text = format!("{prefix}{CANARY}suffix");
        let encoded = [STANDARD_NO_PAD.encode(&text), URL_SAFE_NO_PAD.encode(&text)].concat();
        assert!(found_in(encoded.as_bytes(), CANARY.as_bytes()), "base64 at alignment {}", prefix.len() % 3);
    }
}
