//! Vault and spool after whatever may have happened between them.

use std::sync::Arc;

use platform_api::{Address, ProblemCode, Says};
use serde_json::json;
use tempfile::TempDir;
use vault::{MemoryKeychain, NewSlot, SentRow, VaultDir};

use super::*;
use crate::decide::{Event, Met};
use crate::letters::{KeptLetter, LetterState, keep, letters, merge_letters};
use crate::spool::Claim;
use crate::stage::{Actor, noon, platform};

const NOBODY: [Uuid; 0] = [];

struct Machine {
    vault: Vault,
    spool: Spool,
    platform: Actor,
    trusted: Trusted,
    _folder: TempDir,
}

impl Machine {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let directory = VaultDir::with_keychain(folder.path(), Arc::new(MemoryKeychain::default()));
        let vault = Vault::create(&directory, NewSlot::Keychain, noon()).unwrap();
        let spool = Spool::open(folder.path(), noon()).unwrap();
        let platform = Actor::new([], tokio::time::Instant::now());
        let trusted = Trusted::from(&platform.profile());
        Machine { vault, spool, platform, trusted, _folder: folder }
    }

    /// A revision that was committed in the vault, and nothing more.
    fn seal(&self) -> Uuid {
        let id = self.vault.new_declaration(1, json!({}), noon()).unwrap().id;
        self.vault.address_to(id, platform().as_str()).unwrap();
        self.seal_revision(id, 1, false);
        id
    }

    fn seal_revision(&self, id: Uuid, revision: u32, withdrawal: bool) {
        let sent = SentRow {
            revision,
            kind: vault::DraftKind::Declaration,
            edition: 1,
            answers: json!({}),
            withdrawal,
            sealed_at: noon(),
        };
        self.vault.seal(id, &sent, format!("envelope {revision}").as_bytes(), false).unwrap();
    }

    fn merge(&self) -> Vec<Uuid> {
        merge(&self.vault, &self.spool, &self.trusted, None, noon()).unwrap()
    }

    fn claim(&self) -> Spooled {
        match self.spool.claim(&platform(), &self.trusted.address, noon()).unwrap() {
            Claim::Taken(spooled) => *spooled,
            Claim::NotBefore(at) => panic!("nothing is due before {at:?}"),
        }
    }

    /// The spool says that an attempt met this.
    fn ended(&self, spooled: &Spooled, met: Met, receipt: &[u8]) {
        let ended = Event::Ended { attempt: spooled.row.attempts, met };
        self.spool.happened(spooled.seq, ended, receipt, noon()).unwrap();
    }

    fn is_received(&self, id: Uuid) -> bool {
        self.vault.outbox(id).unwrap().is_empty()
            && self.vault.declaration(id).unwrap().unwrap().receipt.is_some()
    }
}

#[test]
fn a_crash_between_vault_and_spool_is_mended_with_the_same_bytes() {
    let machine = Machine::new();
    let id = machine.seal(); // and the program dies here
    assert_eq!(machine.merge(), NOBODY, "nothing has changed for its owner");
    let spooled = machine.claim();
    assert_eq!(
        (spooled.declaration, spooled.envelope.as_slice()),
        (id, b"envelope 1".as_slice()),
        "byte for byte"
    );
    machine.merge();
    assert_eq!(
        machine.spool.claim(&platform(), &machine.trusted.address, noon()).unwrap(),
        Claim::NotBefore(Some(spooled.row.at)),
        "once"
    );
}

#[test]
fn a_receipt_that_came_while_the_vault_was_locked_is_taken_over() {
    let machine = Machine::new();
    let id = machine.seal();
    machine.merge();
    let spooled = machine.claim();
    machine.ended(&spooled, Met::Receipt, &machine.platform.receipt(Address::revision(id, 1), b"envelope 1"));
    assert_eq!(machine.merge(), [id], "its owner is told");
    assert!(machine.is_received(id), "and it is received");
    assert_eq!(machine.spool.get(id, 1).unwrap(), None, "the spool keeps nothing that the vault knows");
    assert_eq!(machine.merge(), NOBODY, "nothing is left to do");
}

#[test]
fn a_crash_after_the_vault_was_told_leaves_nothing_behind() {
    let machine = Machine::new();
    let id = machine.seal();
    machine.merge();
    let spooled = machine.claim();
    let receipt = machine.platform.receipt(Address::revision(id, 1), b"envelope 1");
    machine.ended(&spooled, Met::Receipt, &receipt);
    machine.vault.close(machine.vault.outbox(id).unwrap()[0].seq, &receipt, noon()).unwrap(); // and it dies here
    machine.merge();
    assert_eq!(machine.spool.get(id, 1).unwrap(), None, "the spool is tidied up at the next start");
}

#[test]
fn a_letter_of_what_was_deleted_holds_up_no_other_letter() {
    let machine = Machine::new();
    let merge = || merge_letters(&machine.vault, &machine.spool, &machine.trusted, noon()).unwrap();
    let say = |declaration, number, sealed: &str| {
        let letter = KeptLetter {
            declaration,
            number,
            says: Says::Boarded,
            said_at: noon(),
            platform: platform(),
            sealed: sealed.to_owned(),
            state: LetterState::Waiting,
            answered: None,
        };
        keep(&machine.vault, letter).unwrap();
    };
    let (deleted, other) = (machine.seal(), machine.seal());
    machine
        .vault
        .outbox_of_all()
        .unwrap()
        .iter()
        .for_each(|row| machine.vault.forget_envelope(row.seq).unwrap());
    say(deleted, 1, "boarded");
    merge();
    let spooled = machine.claim();
    machine.vault.let_go(deleted, noon()).unwrap();
    let receipt = machine.platform.receipt(Address::letter(deleted, 1), b"boarded");
    machine.ended(&spooled, Met::Receipt, &receipt);
    say(other, 2, "landed");
    assert_eq!(merge(), [deleted], "what became of it is known when it comes back");
    assert!(machine.spool.letter(other, 2).unwrap().is_some(), "and the other one is on its way");
    machine.vault.undelete(deleted).unwrap();
    let state = letters(&machine.vault, deleted).unwrap()[0].state;
    assert_eq!(state, LetterState::Received);
}

#[test]
fn whoever_writes_received_into_the_spool_is_not_believed() {
    let machine = Machine::new();
    let id = machine.seal();
    for receipt in [b"received".to_vec(), machine.platform.receipt(Address::revision(id, 1), b"other bytes")]
    {
        machine.merge();
        let spooled = machine.claim();
        machine.ended(&spooled, Met::Receipt, &receipt);
        assert_eq!(machine.merge(), NOBODY, "nothing is said to its owner");
        assert!(!machine.is_received(id), "no signature of the platform over these bytes");
    }
    assert_eq!(machine.claim().row.attempts, 1, "it is there to be sent, as if nothing had been");
}

#[test]
fn whoever_writes_refused_or_replaced_into_the_spool_is_not_believed() {
    let machine = Machine::new();
    let id = machine.seal();
    machine.merge();
    let spooled = machine.claim();
    machine.ended(&spooled, Met::Refusal(ProblemCode::DeclarationIncomplete.into()), b"");
    machine.merge();
    assert_eq!(
        machine.vault.outbox(id).unwrap()[0].state,
        OutboxState::Waiting,
        "nobody signed that refusal"
    );
    let spooled = machine.claim();
    machine.spool.happened(spooled.seq, Event::Replaced { by_withdrawal: true }, b"", noon()).unwrap();
    machine.merge();
    assert_eq!(machine.claim().envelope, b"envelope 1", "this vault has sealed no later one");
}

#[test]
fn a_signed_refusal_waits_in_the_vault_for_its_owner() {
    let machine = Machine::new();
    let id = machine.seal();
    machine.merge();
    let spooled = machine.claim();
    let refusal =
        machine.platform.refusal(Address::revision(id, 1), b"envelope 1", ProblemCode::EditionNotTaken);
    machine.ended(&spooled, Met::Refusal(refusal), b"");
    assert_eq!(machine.merge(), [id], "its owner is told");
    let row = machine.vault.outbox(id).unwrap().swap_remove(0);
    assert_eq!(row.state, OutboxState::Wedged, "until somebody has looked");
    assert_eq!(row.problem.unwrap()["code"], "edition-not-taken", "with the platform's reason");
    assert_eq!(machine.merge(), NOBODY, "once");
}

#[test]
fn a_withdrawal_overtakes_what_is_on_its_way() {
    let machine = Machine::new();
    let id = machine.seal();
    machine.merge();
    machine.claim();
    machine.seal_revision(id, 2, true);
    machine.merge();
    machine.merge();
    let waiting: Vec<_> = machine.vault.outbox(id).unwrap().iter().map(|row| row.revision).collect();
    assert_eq!(waiting, [2], "the withdrawal counts");
    assert_eq!(machine.claim().envelope, b"envelope 2", "and goes at once");
}

#[test]
fn what_was_met_on_the_way_is_shown() {
    let machine = Machine::new();
    let id = machine.seal();
    machine.merge();
    let spooled = machine.claim();
    machine.ended(&spooled, Met::Trouble(ProblemCode::PlatformUnreachable.into()), b"");
    assert_eq!(machine.merge(), [id], "its owner may look");
    let row = machine.vault.outbox(id).unwrap().swap_remove(0);
    assert_eq!((row.attempts, row.state), (1, OutboxState::Waiting), "tried, and tried again by itself");
    assert_eq!(row.problem.unwrap()["code"], "platform-unreachable", "with what stands in the way");
}

#[test]
fn an_envelope_of_another_platform_is_not_put_there() {
    let machine = Machine::new();
    let id = machine.vault.new_declaration(1, json!({}), noon()).unwrap().id;
    machine.vault.address_to(id, "another platform").unwrap();
    machine.seal_revision(id, 1, false);
    machine.merge();
    assert_eq!(machine.spool.get(id, 1).unwrap(), None, "it waits until its own platform is back");
}

#[test]
fn what_waits_goes_to_the_address_that_the_owner_has_agreed_to_since() {
    let mut machine = Machine::new();
    let id = machine.seal();
    machine.merge();
    machine.trusted.address = "https://moved.example".into();
    machine.merge();
    assert_eq!(machine.claim().declaration, id, "its vault has agreed that the platform has moved");
}

#[test]
fn a_window_is_waited_for_and_a_clock_that_was_set_back_is_not() {
    let machine = Machine::new();
    let id = machine.vault.new_declaration(1, json!({}), noon()).unwrap().id;
    machine.vault.address_to(id, platform().as_str()).unwrap();
    let opens = noon() + chrono::TimeDelta::days(3);
    let sent = |sealed_at| SentRow {
        revision: 1,
        kind: vault::DraftKind::Declaration,
        edition: 1,
        answers: json!({}),
        withdrawal: false,
        sealed_at,
    };
    machine.vault.seal_until(id, &sent(noon()), b"envelope 1", false, opens).unwrap();
    machine.merge();
    let waits = |now| machine.spool.claim(&platform(), &machine.trusted.address, now).unwrap();
    assert_eq!(waits(noon()), Claim::NotBefore(Some(opens)), "not before its window opens");
    let there = machine.spool.get(id, 1).unwrap().unwrap();
    machine.spool.disbelieve(there.seq).unwrap();
    machine.merge();
    assert_eq!(waits(noon()), Claim::NotBefore(Some(opens)), "nor after a crash lost the spool's row");
    machine.spool.retry(id, noon()).unwrap();
    assert_eq!(waits(noon()), Claim::NotBefore(Some(opens)), "nor because somebody presses a button");
    assert!(matches!(waits(opens), Claim::Taken(_)), "then by itself");

    let other = machine.vault.new_declaration(1, json!({}), noon()).unwrap().id;
    machine.vault.address_to(other, platform().as_str()).unwrap();
    let two_years_ahead = noon() + chrono::TimeDelta::days(730);
    machine.vault.seal(other, &sent(two_years_ahead), b"envelope 1", false).unwrap();
    machine.merge();
    assert_eq!(
        machine.claim().declaration,
        other,
        "sealed by a clock that was two years ahead, it goes at once"
    );
}

#[test]
fn what_is_forgotten_is_forgotten_by_the_spool_as_well() {
    let machine = Machine::new();
    let id = machine.seal();
    machine.merge();
    machine.spool.forget(id).unwrap();
    assert!(machine.spool.get(id, 1).unwrap().is_none(), "neither its id nor its bytes stay");
}
