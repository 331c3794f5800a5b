//! The spool on a real disk: once, by one sender, and nothing closed that was not.

use chrono::TimeDelta;
use platform_api::{Problem, ProblemCode};
use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::decide::{LEASE, Met};

pub(super) const ADDRESS: &str = "https://platform.example";

pub(super) fn noon() -> DateTime<Utc> {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

pub(super) fn platform() -> PlatformId {
    PlatformId::of_root(&json!({ "signed": { "_type": "root", "version": 1 } })).unwrap()
}

pub(super) fn new<'a>(
    platform: &'a PlatformId,
    declaration: u128,
    revision: u32,
    envelope: &'a [u8],
) -> NewEnvelope<'a> {
    let declaration = Uuid::from_u128(declaration);
    NewEnvelope {
        platform,
        address: ADDRESS,
        declaration,
        letter: false,
        revision,
        withdrawal: false,
        envelope,
        opens: None,
    }
}

struct Desk {
    folder: TempDir,
    spool: Spool,
    platform: PlatformId,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::open(folder.path(), noon()).unwrap();
        Desk { folder, spool, platform: platform() }
    }

    fn put(&self, declaration: u128, revision: u32, envelope: &[u8]) -> Result<()> {
        self.spool.put(&new(&self.platform, declaration, revision, envelope), noon())
    }

    fn claim(&self, now: DateTime<Utc>) -> Option<Spooled> {
        match self.spool.claim(&self.platform, ADDRESS, now).unwrap() {
            Claim::Taken(spooled) => Some(*spooled),
            Claim::NotBefore(_) => None,
        }
    }

    fn state(&self, declaration: u128, revision: u32) -> State {
        self.spool.get(Uuid::from_u128(declaration), revision).unwrap().unwrap().row.state
    }
}

#[test]
fn the_same_bytes_are_there_once_and_other_bytes_never() {
    let desk = Desk::new();
    desk.put(1, 1, b"sealed").unwrap();
    desk.put(1, 1, b"sealed").unwrap();
    assert!(
        matches!(desk.put(1, 1, b"other"), Err(SpoolError::OtherBytes)),
        "two envelopes for one revision"
    );
    assert!(desk.claim(noon()).is_some(), "it is there to be sent");
    assert_eq!(desk.claim(noon()), None, "once");
}

#[test]
fn a_sender_that_died_leaves_a_lease_that_runs_out() {
    let desk = Desk::new();
    desk.put(1, 1, b"sealed").unwrap();
    let first = desk.claim(noon()).unwrap();
    let lease = TimeDelta::from_std(LEASE).unwrap();
    let another = Spool::open(desk.folder.path(), noon()).unwrap();
    let claimed = |now| another.claim(&desk.platform, ADDRESS, now).unwrap();
    let waits = Claim::NotBefore(Some(noon() + lease));
    assert_eq!(claimed(noon() + lease - TimeDelta::seconds(1)), waits, "it may still be sending");
    let second = desk.claim(noon() + lease).unwrap();
    assert_eq!((second.row.attempts, &second.envelope), (2, &first.envelope), "counted, and the same bytes");
    let late = Event::Ended { attempt: 1, met: Met::Trouble(ProblemCode::PlatformTimeout.into()) };
    desk.spool.happened(first.seq, late, b"", noon() + lease).unwrap();
    assert_eq!(desk.state(1, 1), State::Sending, "the first attempt's end is nothing to the second");
}

#[test]
fn a_program_that_has_the_spool_alone_need_not_wait_for_the_dead() {
    let desk = Desk::new();
    desk.put(1, 1, b"sealed").unwrap();
    desk.claim(noon()).unwrap();
    let Desk { folder, spool, platform } = desk;
    drop(spool); // killed
    let desk = Desk { spool: Spool::open(folder.path(), noon()).unwrap(), folder, platform };
    assert_eq!(desk.state(1, 1), State::Transient, "nobody sends it any more");
    assert_eq!(desk.claim(noon()), None, "a restart does not hammer the platform");
    assert!(desk.claim(noon() + TimeDelta::seconds(3)).is_some(), "but nobody waits for minutes either");
}

#[test]
fn a_later_revision_takes_the_place_of_one_that_is_on_its_way() {
    let desk = Desk::new();
    desk.put(1, 1, b"first").unwrap();
    let sending = desk.claim(noon()).unwrap();
    desk.put(1, 2, b"second").unwrap();
    assert_eq!(desk.state(1, 1), State::Superseded, "the first is not tried again");
    assert_eq!(desk.claim(noon()).unwrap().revision, 2, "the second need not wait for it");
    let late = Event::Ended { attempt: 1, met: Met::Receipt };
    desk.spool.happened(sending.seq, late, b"receipt", noon()).unwrap();
    assert_eq!(desk.state(1, 1), State::Superseded, "what is closed stays closed");
    let taken_back = NewEnvelope { withdrawal: true, ..new(&desk.platform, 1, 3, b"withdrawal") };
    desk.spool.put(&taken_back, noon()).unwrap();
    assert_eq!(desk.state(1, 2), State::Withdrawn, "and a withdrawal says so");
}

#[test]
fn what_was_said_first_arrives_first_and_a_refusal_holds_up_nothing() {
    let desk = Desk::new();
    let letter = |number, bytes| NewEnvelope { letter: true, ..new(&desk.platform, 1, number, bytes) };
    for (number, bytes) in [(7, b"landed".as_slice()), (8, b"a slip"), (9, b"shut phones")] {
        desk.spool.put(&letter(number, bytes), noon()).unwrap();
    }
    desk.put(1, 2, b"a correction").unwrap();
    let first = desk.claim(noon()).unwrap();
    assert_eq!((first.letter, first.revision), (true, 7), "in the order of what was said");
    assert!(!desk.claim(noon()).unwrap().letter, "a revision waits for no letter");
    assert_eq!(desk.claim(noon()), None, "letter 8 does not overtake letter 7");
    let trouble = Event::Ended { attempt: 1, met: Met::Trouble(ProblemCode::PlatformTimeout.into()) };
    desk.spool.happened(first.seq, trouble, b"", noon()).unwrap();
    let soon = noon() + TimeDelta::minutes(1);
    let again = desk.claim(soon).unwrap();
    assert_eq!(again.revision, 7, "nor while letter 7 is tried again");
    let ended = Event::Ended { attempt: 2, met: Met::Receipt };
    desk.spool.happened(again.seq, ended, b"receipt", soon).unwrap();
    let second = desk.claim(soon).unwrap();
    assert_eq!(second.revision, 8, "once that is there the next one goes");
    let refused = Event::Ended { attempt: 1, met: Met::Refusal(ProblemCode::RevisionConflict.into()) };
    desk.spool.happened(second.seq, refused, b"", soon).unwrap();
    assert_eq!(desk.claim(soon).unwrap().revision, 9, "what was refused for good is waited for by nobody");
}

#[test]
fn a_letter_goes_once_its_declaration_is_there_or_was_refused() {
    let desk = Desk::new();
    let letter = NewEnvelope { letter: true, ..new(&desk.platform, 1, 7, b"a slip") };
    desk.spool.put(&letter, noon()).unwrap();
    desk.put(1, 1, b"the declaration").unwrap();
    let first = desk.claim(noon()).unwrap();
    assert!(!first.letter, "before it is there a letter is about nothing");
    assert_eq!(desk.claim(noon()), None, "nor does one overtake it on its way");
    let trouble = Event::Ended { attempt: 1, met: Met::Trouble(ProblemCode::PlatformUnreachable.into()) };
    desk.spool.happened(first.seq, trouble, b"", noon()).unwrap();
    let soon = noon() + TimeDelta::minutes(1);
    let again = desk.claim(soon).unwrap();
    assert!(!again.letter, "nor is the platform asked with it meanwhile");
    let refused = Event::Ended { attempt: 2, met: Met::Refusal(ProblemCode::EditionNotTaken.into()) };
    desk.spool.happened(again.seq, refused, b"", soon).unwrap();
    assert!(desk.claim(soon).unwrap().letter, "whoever has the slip is to learn of a refusal too");

    // One that was sealed ahead of its time holds up no letter: it may be about who answers.
    let desk = Desk::new();
    let ahead =
        NewEnvelope { opens: Some(noon() + TimeDelta::days(9)), ..new(&desk.platform, 1, 1, b"sealed") };
    desk.spool.put(&ahead, noon()).unwrap();
    desk.spool.put(&letter, noon()).unwrap();
    assert!(desk.claim(noon()).unwrap().letter);
}

#[test]
fn envelopes_go_to_their_own_platform_alone() {
    let desk = Desk::new();
    desk.put(1, 1, b"sealed").unwrap();
    let another = PlatformId::default();
    assert_eq!(
        desk.spool.claim(&another, ADDRESS, noon()).unwrap(),
        Claim::NotBefore(None),
        "nothing of it leaves for another"
    );
}

#[test]
fn a_window_that_is_not_open_yet_is_waited_for() {
    let desk = Desk::new();
    let opens = noon() + TimeDelta::days(9);
    let envelope = NewEnvelope { opens: Some(opens), ..new(&desk.platform, 1, 1, b"sealed") };
    desk.spool.put(&envelope, noon()).unwrap();
    assert_eq!(
        desk.spool.claim(&desk.platform, ADDRESS, noon()).unwrap(),
        Claim::NotBefore(Some(opens)),
        "not before"
    );
    assert!(desk.claim(opens).is_some(), "then by itself");
}

#[test]
fn what_is_open_is_not_acknowledged_away() {
    let desk = Desk::new();
    desk.put(1, 1, b"sealed").unwrap();
    let sending = desk.claim(noon()).unwrap();
    desk.spool.acknowledge(sending.seq).unwrap();
    assert_eq!(desk.state(1, 1), State::Sending, "nobody has received it");
    let ended = Event::Ended { attempt: 1, met: Met::Receipt };
    assert_eq!(desk.spool.happened(sending.seq, ended, b"receipt", noon()).unwrap(), Some(State::Received));
    desk.spool.acknowledge(sending.seq).unwrap();
    assert_eq!(desk.spool.get(Uuid::from_u128(1), 1).unwrap(), None, "its vault knows");
}

#[test]
fn a_network_that_came_back_wakes_what_waited_for_time_alone() {
    let desk = Desk::new();
    for (declaration, retry_after) in [(1, None), (2, Some(600))] {
        desk.put(declaration, 1, b"sealed").unwrap();
        let sending = desk.claim(noon()).unwrap();
        let problem = Problem { retry_after, ..ProblemCode::Unavailable.into() };
        let ended = Event::Ended { attempt: 1, met: Met::Trouble(problem) };
        desk.spool.happened(sending.seq, ended, b"", noon()).unwrap();
    }
    desk.spool.network_changed(noon()).unwrap();
    assert_eq!(desk.state(1, 1), State::Waiting, "due at once");
    assert_eq!(desk.state(2, 1), State::Transient, "the platform asked for this pause");
}

#[test]
fn what_gets_through_wakes_what_met_nobody_and_not_what_the_platform_answered() {
    let desk = Desk::new();
    for (declaration, code) in [(1, ProblemCode::PlatformTimeout), (2, ProblemCode::Internal)] {
        desk.put(declaration, 1, b"sealed").unwrap();
        let sending = desk.claim(noon()).unwrap();
        let ended = Event::Ended { attempt: 1, met: Met::Trouble(code.into()) };
        desk.spool.happened(sending.seq, ended, b"", noon()).unwrap();
    }
    desk.spool.reached(noon()).unwrap();
    assert_eq!(desk.state(1, 1), State::Waiting, "the way is open again");
    assert_eq!(
        desk.state(2, 1),
        State::Transient,
        "the platform has trouble with this one: it keeps its time"
    );
}

#[cfg(unix)]
#[test]
fn the_spool_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(SPOOL_FILE);
    let mode = || std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    drop(Spool::open(folder.path(), noon()).unwrap());
    assert_eq!(mode(), 0o600, "as it is made");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o666)).unwrap();
    drop(Spool::open(folder.path(), noon()).unwrap());
    assert_eq!(mode(), 0o600, "and if somebody loosened it");
}

#[test]
fn a_broken_spool_is_set_aside_and_never_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let garbage = b"this was never a database, whatever its name says".repeat(100);
    std::fs::write(folder.path().join(SPOOL_FILE), &garbage).unwrap();
    assert!(Spool::open(folder.path(), noon()).is_err(), "nobody guesses at it");
    drop(Spool::open_or_set_aside(folder.path(), noon()).unwrap());
    let kept = std::fs::read_dir(folder.path())
        .unwrap()
        .any(|file| std::fs::read(file.unwrap().path()).unwrap() == garbage);
    assert!(kept, "what was there can still be looked at");
}

#[test]
fn a_spool_of_a_newer_program_is_left_alone() {
    let desk = Desk::new();
    desk.spool.lock().pragma_update(None, "user_version", 99).unwrap();
    assert!(
        matches!(Spool::open(desk.folder.path(), noon()), Err(SpoolError::TooNew(99))),
        "never guess at a schema"
    );
    assert!(
        matches!(Spool::open_or_set_aside(desk.folder.path(), noon()), Err(SpoolError::TooNew(99))),
        "nor lose it"
    );
}

#[test]
fn an_envelope_goes_where_its_owner_has_agreed_that_the_platform_is_and_nowhere_else() {
    let desk = Desk::new();
    desk.put(1, 1, b"sealed").unwrap();
    let elsewhere = "https://platform.example.evil";
    assert_eq!(
        desk.spool.claim(&desk.platform, elsewhere, noon()).unwrap(),
        Claim::NotBefore(None),
        "the same platform by its root, but a profile says that it lives elsewhere: nobody has agreed to that"
    );
    let there = desk.spool.get(Uuid::from_u128(1), 1).unwrap().unwrap();
    desk.spool.readdress(there.seq, elsewhere).unwrap();
    assert_eq!(desk.claim(noon()), None, "once its owner has agreed, nothing goes to the old address");
    assert!(
        matches!(desk.spool.claim(&desk.platform, elsewhere, noon()).unwrap(), Claim::Taken(_)),
        "and what waited goes to the new one"
    );
}

#[test]
fn a_spool_of_the_former_version_sends_nothing_before_its_vault_has_said_whereto() {
    let folder = tempfile::tempdir().unwrap();
    let former = Connection::open(folder.path().join(SPOOL_FILE)).unwrap();
    former.execute_batch(schema::VERSIONS[0]).unwrap();
    former.pragma_update(None, "user_version", 1).unwrap();
    former
        .execute(
            "INSERT INTO envelope (platform, declaration, revision, bytes, state, attempts, at, problem, receipt)
             VALUES (?1, ?2, 1, x'01', 'waiting', 0, 0, 'null', x'')",
            params![platform().as_str(), Uuid::from_u128(1).as_bytes()],
        )
        .unwrap();
    drop(former);
    let spool = Spool::open(folder.path(), noon()).unwrap();
    assert_eq!(
        spool.claim(&platform(), ADDRESS, noon()).unwrap(),
        Claim::NotBefore(None),
        "it does not say which address was agreed to"
    );
    assert!(spool.get(Uuid::from_u128(1), 1).unwrap().is_some(), "and it is still there");
}
