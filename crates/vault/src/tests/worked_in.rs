//! Writes what a day's work leaves in a vault, with every table in use, as a fixture of this program's schema. The last program of a
//! schema runs it, before the next schema is begun; `lived_in.rs` reads the fixtures.

use std::path::Path;

use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use uuid::Uuid;

use super::desk::{import, imported, log, mandate, summary, today};
use super::support::{Desk, after, answers, noon, passphrase, sent};
use crate::{
    DraftRow, HandedOver, ImportedCase, KeyName, KeyStore as _, MemberRow, NewSlot, RecoveryCode, SlotKind,
    Unlock, Vault, schema,
};

const WORDS: &str = "correct horse lamp";

#[test]
#[ignore = "writes tests/fixtures; for a schema that has none yet"]
fn write_a_vault_that_was_worked_in() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let code = RecoveryCode::generate().unwrap();
    let typed = || Unlock::Passphrase(passphrase(WORDS));
    let new = NewSlot::Passphrase(passphrase(WORDS));
    vault.add_slot(new, "Mei", &Unlock::Keychain, noon()).unwrap();
    vault.add_slot(NewSlot::RecoveryCode(code.clone()), "", &typed(), noon()).unwrap();

    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    live_in(&vault, draft.id, &["Via Roma", "Via Verdi", "Via Dante", "Via Po", "Via Garibaldi"]);
    let received = received_with_a_correction_given_up(&vault, &draft);
    let (member, given) = people_of_a_list(&vault);
    let deleted = vault.new_declaration(1, answers(), noon()).unwrap();
    let seat = DraftRow { answers: json!({ "seat": "1A" }), updated_at: after(700), ..deleted.clone() };
    vault.save_draft(&seat).unwrap();
    vault.delete_declaration(deleted.id, after(800)).unwrap();
    vault.set_setting("text-size", "125").unwrap();

    let past = vault.history(draft.id).unwrap().into_iter();
    let states: Vec<Value> = past
        .map(
            |state| json!({ "seq": state.seq, "answers": vault.state_at(draft.id, state.seq).unwrap().answers }),
        )
        .collect();
    let imports = vault.imports().unwrap().into_iter();
    let steps: Vec<usize> = imports.map(|import| vault.import_steps(import.number).unwrap().len()).collect();
    let slot = vault.slots().into_iter().find(|slot| slot.kind == SlotKind::Keychain).unwrap();
    let name = KeyName { service: "Guitu".into(), account: slot.id.to_string() };
    let key = desk.keychain.get(&name).unwrap().unwrap().expose_secret().to_vec();
    let known = json!({
        "keychain": { "name": { "service": name.service, "account": name.account }, "key": key },
        "passphrase": WORDS, "code": code.text().expose_secret(), "draft": draft.id, "received": received, "member": member,
        "given": given, "deleted": deleted.id, "states": states, "steps": steps,
    });
    vault.shut();

    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let to = fixtures.join(format!("worked-in-{}", schema::newest()));
    std::fs::create_dir(&to).expect("a fixture that is there is never written over");
    for name in ["vault.db", "vault.slots.json"] {
        std::fs::copy(desk.path(name), to.join(name)).unwrap();
    }
    std::fs::write(to.join("known.json"), known.to_string()).unwrap();
}

/// Saves a draft under one street after the other, ten minutes apart: each is a state of its own.
fn live_in(vault: &Vault, id: Uuid, streets: &[&str]) {
    for (minutes, street) in (10..).step_by(10).zip(streets) {
        let mut now = vault.draft(id).unwrap().unwrap();
        now.answers["stay"] = json!({ "street": street, "number": minutes / 10 - 1 });
        now.updated_at = after(60 * minutes);
        vault.save_draft(&now).unwrap();
    }
}

/// A declaration that the platform holds, a correction of it with a past that was given up, and a letter.
fn received_with_a_correction_given_up(vault: &Vault, like: &DraftRow) -> Uuid {
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    vault.seal(id, &sent(1), b"envelope", false).unwrap();
    let row = vault.outbox_of_all().unwrap().swap_remove(0);
    vault.close(row.seq, b"receipt", noon()).unwrap();
    vault.start_revision(&DraftRow { id, revision: 2, updated_at: after(60), ..like.clone() }).unwrap();
    live_in(vault, id, &["Via Po", "Via Arno"]);
    vault.drop_draft(id, after(6_000)).unwrap();
    vault.put_letter(id, 1_795_000_000, &json!({ "says": "boarded" })).unwrap();
    id
}

/// Two people of a list: one with consent, calls and a later list, one handed over.
fn people_of_a_list(vault: &Vault) -> (Uuid, Uuid) {
    let (first, second) = (imported(answers(), 1), imported(answers(), 2));
    let (member, given) = (first.draft.id, second.draft.id);
    import(vault, &[first.clone(), second]);
    let again = ImportedCase {
        draft: DraftRow { answers: json!({ "seat": "40A" }), updated_at: after(60), ..first.draft },
        secret: None,
        member: MemberRow { said: json!({ "/seat": "40A" }), ..first.member },
        written: json!({ "/seat": "40A" }),
        before: json!({ "/seat": "32K" }),
    };
    import(vault, &[again]);
    vault.put_mandate(member, &mandate(), &log("consented", None)).unwrap();
    vault.add_log(member, &log("not-reached", Some(today()))).unwrap();
    vault.put_summary(member, &summary(None, 3)).unwrap();
    let to = HandedOver { receiver: "温州商会（米兰）".into(), at: after(90) };
    vault.hand_over(&[given], &to).unwrap();
    (member, given)
}
