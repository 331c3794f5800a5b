//! A vault that carries cases and takes them, and what its owner does there.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::super::support::{Desk, after, answers, noon, sent};
use crate::tables::kind::DraftKind;
use crate::{CarriedCase, DeclarationSecret, DraftRow, Extent, Taken, Vault, VaultError};

/// The owner's vault, with its desk.
pub(super) struct Side {
    _desk: Desk,
    vault: Vault,
}

impl std::ops::Deref for Side {
    type Target = Vault;

    fn deref(&self) -> &Vault {
        &self.vault
    }
}

pub(super) fn side() -> Side {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    Side { _desk: desk, vault }
}

pub(super) fn begin(vault: &Vault, number: u128) -> Uuid {
    let (id, secret) = (Uuid::from_u128(number), DeclarationSecret::from_bytes([number as u8; 32]));
    vault.begin_declaration(id, &secret, (DraftKind::Declaration, 1), answers(), noon()).unwrap();
    id
}

/// Types into a draft.
pub(super) fn type_in(vault: &Vault, id: Uuid, street: &str, at: DateTime<Utc>) {
    let mut draft = vault.draft(id).unwrap().unwrap();
    draft.answers["street"] = street.into();
    draft.updated_at = at;
    vault.save_draft(&draft).unwrap();
}

pub(super) fn street(vault: &Vault, id: Uuid) -> Value {
    vault.draft(id).unwrap().unwrap().answers["street"].clone()
}

/// As a file brings it: through its written form.
pub(super) fn written(case: &CarriedCase) -> CarriedCase {
    serde_json::from_str(&serde_json::to_string(case).unwrap()).unwrap()
}

pub(super) fn carry(from: &Vault, to: &Vault, id: Uuid, extent: Extent) -> Taken {
    let case = written(&from.carry(id, extent).unwrap());
    take(to, case, extent)
}

pub(super) fn take(to: &Vault, case: CarriedCase, extent: Extent) -> Taken {
    to.take_cases::<VaultError>([Ok(case)], extent, after(900)).unwrap()[0].1
}

pub(super) fn send(vault: &Vault, id: Uuid, revision: u32) {
    vault.seal(id, &sent(revision), format!("sealed {revision}").as_bytes(), false).unwrap();
}

pub(super) fn receive(vault: &Vault, id: Uuid) {
    let waiting = vault.outbox(id).unwrap();
    vault.close(waiting[0].seq, b"receipt", after(100)).unwrap();
}

pub(super) fn correct(vault: &Vault, id: Uuid, street: &str, at: DateTime<Utc>) {
    let sent = vault.declaration(id).unwrap().unwrap().sent.unwrap();
    let mut answers = sent.answers;
    answers["street"] = street.into();
    let draft = DraftRow {
        id,
        revision: sent.revision + 1,
        kind: DraftKind::Declaration,
        edition: 1,
        answers,
        spoken: Default::default(),
        reviewed: false,
        bookmark: None,
        undo: None,
        earlier: None,
        updated_at: at,
    };
    vault.start_revision(&draft).unwrap();
}
