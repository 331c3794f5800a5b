//! Damaged files, byte by byte in real files: what can be read is there afterwards, what is lost is said, and the old file is
//! as it was.

mod without_secret;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::support::{Desk, after, answers, noon, passphrase, quietly, refuses_untouched, sent};
use crate::{DraftRow, LostPart, NewSlot, Rescue, Summary, Unlock, Vault, VaultError};

const PAGE: usize = 4096;

/// A vault with many travellers, some of whom sent, closed.
fn full(count: i64) -> (Desk, Vec<DraftRow>) {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let mut drafts = Vec::new();
    for count in 0..count {
        let draft = vault.new_declaration(1, traveller(count, 0), after(count)).unwrap();
        let draft = DraftRow { answers: traveller(count, 1), updated_at: after(500 + count), ..draft };
        let summary =
            Summary { name: format!("旅客{count}"), updated_at: after(500 + count), ..Default::default() };
        vault.save_case(&draft, &summary).unwrap();
        drafts.push(draft);
    }
    for draft in &drafts[..10] {
        vault.seal(draft.id, &sent(1), &[7; 900], false).unwrap();
        let seq = vault.outbox(draft.id).unwrap()[0].seq;
        vault.close(seq, b"a receipt", after(1000)).unwrap();
    }
    vault.purge(noon()).unwrap();
    drop(vault);
    (desk, drafts)
}

fn traveller(count: i64, version: i64) -> Value {
    json!({ "about": { "surname": format!("CHEN{count}") }, "version": version, "note": "x".repeat(700) })
}

/// Flips a bit on each of these pages, numbered from 1.
fn flip(desk: &Desk, pages: impl IntoIterator<Item = usize>) {
    let mut bytes = std::fs::read(desk.path("vault.db")).unwrap();
    for page in pages {
        bytes[(page - 1) * PAGE + 2000] ^= 4;
    }
    std::fs::write(desk.path("vault.db"), bytes).unwrap();
}

fn pages(desk: &Desk) -> usize {
    std::fs::metadata(desk.path("vault.db")).unwrap().len() as usize / PAGE
}

/// Rescues, and holds what must hold of every rescue.
fn rescue(desk: &Desk) -> (Vault, Rescue) {
    let before = desk.files();
    let (vault, rescue) = Vault::rescue(&desk.directory, &Unlock::Keychain, after(2000)).unwrap();
    let aside = rescue.aside.clone().expect("the old file is kept");
    assert!(
        std::fs::read(aside.join("vault.db")).unwrap() == before["vault.db"],
        "not a byte of the old file is another"
    );
    assert_eq!(vault.check().unwrap(), [""; 0], "the new one is sound");
    let count = |rows: &str| {
        let sql = format!("SELECT count(*) FROM {rows}");
        vault.read(|connection| Ok(connection.query_row(&sql, [], |row| row.get::<_, i64>(0))?)).unwrap()
    };
    assert_eq!(count("pragma_foreign_key_check"), 0, "no row hangs on one that is gone");
    let unlisted = "declaration WHERE id NOT IN (SELECT declaration FROM summary)";
    assert_eq!(count(unlisted), 0, "each is in the list");
    (vault, rescue)
}

/// Everything that is lost is said, and everything else is there as it was.
fn all_are_accounted_for(vault: &Vault, rescue: &Rescue, drafts: &[DraftRow]) {
    let told: BTreeSet<Uuid> = rescue.lost.iter().map(|lost| lost.id).collect();
    for (count, draft) in drafts.iter().enumerate() {
        let whole = match count {
            0..10 => vault
                .declaration(draft.id)
                .unwrap()
                .and_then(|row| row.sent)
                .is_some_and(|row| row == sent(1)),
            _ => vault.draft(draft.id).unwrap().as_ref() == Some(draft),
        };
        assert!(whole || told.contains(&draft.id), "traveller {count} is there, or among what was lost");
    }
}

#[test]
fn whichever_page_is_damaged_the_rest_is_there_and_the_loss_is_told() {
    let (desk, drafts) = full(40);
    let (count, original) = (pages(&desk), desk.files());
    let (mut whole, mut worst) = (0, 0);
    for page in 1..=count {
        let one = desk.as_after_a_power_cut();
        flip(&one, [page]);
        let (vault, rescue) = rescue(&one);
        all_are_accounted_for(&vault, &rescue, &drafts);
        let gone =
            rescue.lost.iter().filter(|lost| lost.all || lost.parts.contains(&LostPart::Draft)).count();
        whole += usize::from(gone == 0);
        worst = worst.max(gone);
        drop(vault);
        assert!(one.open().unwrap().declarations().unwrap().len() + gone >= 40, "and opens like any vault");
    }
    assert!(desk.files() == original, "the test damaged copies alone");
    assert!(whole > count / 4, "a page of an index or of history costs nobody a draft: {whole} of {count}");
    assert!(worst < 20, "no page takes everything along: {worst} at worst");
}

#[test]
fn pages_damaged_all_over_the_file_cost_what_lay_on_them() {
    let (desk, drafts) = full(120);
    let count = pages(&desk);
    flip(&desk, (3..count).step_by(7));
    refuses_or_finds(&desk);
    let (vault, rescue) = rescue(&desk);
    all_are_accounted_for(&vault, &rescue, &drafts);
    assert!(rescue.pages > 5, "it says how much of the file was damaged");
    assert!(rescue.kept > 30, "{} are left", rescue.kept);
    assert!(rescue.lost.iter().any(|lost| lost.name.starts_with("旅客")), "by the name that the list showed");
}

#[test]
fn steps_beside_a_draft_that_cannot_be_read_cost_neither_the_draft_nor_another_ones_past() {
    let (desk, drafts) = full(40);
    let vault = desk.open().unwrap();
    let changed = |draft: &DraftRow| {
        let answers = traveller(7, 2);
        let draft = DraftRow { answers, updated_at: after(3000), ..draft.clone() };
        vault.save_draft(&draft).unwrap();
        draft
    };
    let [broken, whole] = [&drafts[20], &drafts[30]].map(changed);
    vault
        .write(|transaction| {
            let sql = "UPDATE draft SET recent = '[{\"seq\":' WHERE declaration = ?1";
            Ok(transaction.execute(sql, [broken.id.to_string()]).map(drop)?)
        })
        .unwrap();
    drop(vault);
    let last = pages(&desk);
    flip(&desk, [last]);
    let (vault, rescue) = rescue(&desk);
    let told: BTreeSet<Uuid> = rescue.lost.iter().map(|lost| lost.id).collect();
    for draft in [&broken, &whole] {
        let there = vault.draft(draft.id).unwrap().as_ref() == Some(draft);
        assert!(there || told.contains(&draft.id), "the answers are as they were last");
    }
    assert!(!told.contains(&broken.id) && !told.contains(&whole.id), "the damage was elsewhere");
    assert_eq!(vault.history(whole.id).unwrap().len(), 2, "one that can be read keeps its past");
    vault.history(broken.id).unwrap();
    vault.save_draft(&DraftRow { answers: traveller(7, 3), ..broken.clone() }).unwrap();
    assert_eq!(vault.draft(broken.id).unwrap().unwrap().answers, traveller(7, 3), "and it is filled in on");
}

#[test]
fn a_look_at_each_page_keeps_nobody_from_writing_or_shutting_and_doubts_what_is_damaged() {
    let (desk, _) = full(40);
    let vault = desk.open().unwrap();
    let look = vault.page_look().unwrap();
    assert!(!look.doubts().unwrap(), "every page is what was written");
    vault.new_declaration(1, answers(), noon()).unwrap();
    let weak = vault.downgrade();
    vault.shut();
    assert!(weak.upgrade().is_none(), "a lock does not wait for whoever still looks");
    assert!(!look.doubts().unwrap(), "what was written meanwhile is no damage");
    assert!(desk.open().unwrap().fits_together().unwrap(), "and it opens as ever");
    flip(&desk, [pages(&desk) - 1]);
    assert!(look.doubts().unwrap(), "one bit on one page");
}

/// The damage is met at the opening or by the check.
fn refuses_or_finds(desk: &Desk) {
    match desk.open() {
        Ok(vault) => assert_ne!(vault.check().unwrap(), [""; 0], "the check finds it"),
        Err(error) => assert_eq!(error.code(), "vault-damaged", "not taken for a wrong key"),
    }
}

#[test]
fn a_file_without_its_first_page_or_its_salt_is_read_by_the_spare() {
    for at in [0, 5, 40, 3000] {
        let (desk, drafts) = full(120);
        let mut bytes = std::fs::read(desk.path("vault.db")).unwrap();
        bytes[at] ^= 1;
        std::fs::write(desk.path("vault.db"), bytes).unwrap();
        let (vault, rescue) = rescue(&desk);
        assert_eq!(rescue.lost, [], "byte {at}: nothing but the spare page was damaged");
        all_are_accounted_for(&vault, &rescue, &drafts);
    }
}

#[test]
fn without_a_spare_a_lost_first_page_is_said_and_nothing_is_touched() {
    let (desk, _) = full(120);
    std::fs::remove_file(desk.path("vault.spare.json")).unwrap();
    flip(&desk, [1]);
    refuses_untouched(&desk, "vault-file-broken", || {
        Vault::rescue(&desk.directory, &Unlock::Keychain, noon()).map(|(vault, _)| vault)
    });
}

#[test]
fn a_file_that_was_overwritten_altogether_is_not_called_half_damaged() {
    let (desk, _) = full(40);
    let length = std::fs::metadata(desk.path("vault.db")).unwrap().len();
    std::fs::write(desk.path("vault.db"), vec![9; length as usize]).unwrap();
    refuses_untouched(&desk, "vault-key-mismatch", || {
        Vault::rescue(&desk.directory, &Unlock::Keychain, noon()).map(|(vault, _)| vault)
    });
}

#[test]
fn a_file_that_was_cut_short_keeps_what_is_in_front() {
    // Enough that the front half holds more than the first pages of each table.
    let (desk, drafts) = full(240);
    let bytes = std::fs::read(desk.path("vault.db")).unwrap();
    std::fs::write(desk.path("vault.db"), &bytes[..bytes.len() / 2 + 77]).unwrap();
    let (vault, rescue) = rescue(&desk);
    assert!(rescue.kept > 5, "{} are left", rescue.kept);
    let there = drafts.iter().filter(|draft| vault.draft(draft.id).unwrap().as_ref() == Some(draft)).count();
    assert!(there > 5, "{there} drafts as they were");
}

#[test]
fn what_was_only_in_the_log_is_rescued_too() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let early: Vec<_> =
        (0..40).map(|n| vault.new_declaration(1, traveller(n, 0), after(n)).unwrap()).collect();
    vault.purge(noon()).unwrap();
    let late = vault.new_declaration(1, answers(), after(99)).unwrap();
    let cut = desk.as_after_a_power_cut();
    let last = pages(&cut);
    flip(&cut, [last - 2]);
    let (rescued, rescue) = rescue(&cut);
    assert!(rescued.draft(late.id).unwrap() == Some(late), "the last answer before the power went");
    assert!(rescue.kept as usize >= early.len() / 2, "and most of the others");
}

#[test]
fn the_new_vault_has_its_ways_to_open_and_a_key_of_its_own_and_the_old_one_still_opens_aside() {
    let (desk, _) = full(120);
    let vault = desk.open().unwrap();
    let words = "five words nobody would guess";
    vault.add_slot(NewSlot::Passphrase(passphrase(words)), "", &Unlock::Keychain, noon()).unwrap();
    drop(vault);
    let last = pages(&desk);
    flip(&desk, [last - 3]);
    let old = desk.files()["vault.db"].clone();
    let (vault, rescue) = rescue(&desk);
    assert_eq!((vault.slots().len(), rescue.slots_lost), (2, false), "both ways are there");
    drop(vault);
    let by_words = Vault::open(&desk.directory, Unlock::Passphrase(passphrase(words))).unwrap();
    by_words.forget(by_words.declarations().unwrap()[0].id, &quietly()).unwrap();
    drop(by_words);

    let aside = crate::VaultDir::with_keychain(rescue.aside.unwrap(), desk.keychain.clone());
    match Vault::open(&aside, Unlock::Passphrase(passphrase(words))) {
        Ok(_) | Err(VaultError::Damaged) => {}
        Err(error) => panic!("the slots beside it lead to its key: {error:?}"),
    }
    std::fs::write(desk.path("vault.db"), old).unwrap();
    refuses_untouched(&desk, "vault-key-mismatch", || desk.open());
}

#[test]
fn a_damaged_file_of_an_earlier_time_is_rescued_and_that_is_said() {
    let (desk, drafts) = full(40);
    let older = desk.files()["vault.db"].clone();
    drop(desk.open().unwrap());
    std::fs::write(desk.path("vault.db"), &older).unwrap();
    let last = pages(&desk);
    flip(&desk, [last - 2]);
    let (vault, told) = rescue(&desk);
    assert!(told.earlier, "what was typed since is not in what is kept");
    all_are_accounted_for(&vault, &told, &drafts);
    drop(vault);
    assert!(desk.open().is_ok(), "it is told once");

    let (desk, _) = full(40);
    flip(&desk, [last - 2]);
    assert!(!rescue(&desk).1.earlier, "nor is it said of the one that was here last");
}

#[test]
fn a_sound_vault_is_not_rescued_but_opened() {
    let (desk, drafts) = full(120);
    let (vault, rescue) = Vault::rescue(&desk.directory, &Unlock::Keychain, noon()).unwrap();
    assert_eq!((rescue.kept, rescue.aside, rescue.lost), (120, None, vec![]), "there was nothing to rescue");
    assert!(vault.draft(drafts[50].id).unwrap().as_ref() == Some(&drafts[50]));
    assert!(!desk.files().keys().any(|name| name.contains("rescue")), "no copy is left");
}

#[test]
fn a_rescue_needs_the_key_like_any_opening() {
    let (desk, _) = full(120);
    flip(&desk, [5]);
    let wrong = Unlock::Passphrase(passphrase("something else"));
    refuses_untouched(&desk, "vault-not-found", || {
        Vault::rescue(&desk.directory, &wrong, noon()).map(|(vault, _)| vault)
    });
    desk.keychain.forget();
    refuses_untouched(&desk, "vault-keychain-changed", || {
        Vault::rescue(&desk.directory, &Unlock::Keychain, noon()).map(|(vault, _)| vault)
    });
}
