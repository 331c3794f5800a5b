//! The spool on a disk that fails: what was taken is there whole, an attempt is counted before it is made, and nothing is closed that was
//! not.

#![cfg(target_os = "linux")]

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use faults::{Deed, Trial};
use platform_api::PlatformId;
use uuid::Uuid;

use super::tests::{ADDRESS, new, noon, platform};
use super::{Claim, Result, Spool};
use crate::decide::{Event, Met, State};

const DEEDS: &[Deed] =
    &[Deed { name: "spooling", prepare: with_one, act: send_one_and_put_another, holds: whole }];
const TRIAL: Trial = Trial { deeds: DEEDS, child: "spool::failing_disk::child_on_a_failing_disk" };

#[test]
#[ignore = "a child process of the tests below"]
fn child_on_a_failing_disk() {
    TRIAL.act();
}

faults::tests_on_a_failing_disk! { TRIAL:
    spooling: every_failed_call_of_the_spool_leaves_what_was_acknowledged, a_power_cut_leaves_what_the_spool_acknowledged;
}

fn open(root: &Path, now: DateTime<Utc>) -> Result<Spool> {
    Spool::open(&root.join("data"), now)
}

fn with_one(root: &Path) {
    let spool = open(root, noon()).unwrap();
    spool.put(&new(&platform(), 1, 1, &[1; 9000]), noon()).unwrap();
}

fn told<T>(what: &str, outcome: Result<T>) -> Option<T> {
    faults::say(&format!("{} {what}", if outcome.is_ok() { "done" } else { "refused" }));
    outcome.ok()
}

fn send_one_and_put_another(root: &Path) {
    let platform: PlatformId = platform();
    faults::begin();
    let Some(spool) = told("opening", open(root, noon())) else { return };
    if let Some(Claim::Taken(taken)) = told("claiming", spool.claim(&platform, ADDRESS, noon())) {
        let ended = Event::Ended { attempt: taken.row.attempts, met: Met::Receipt };
        told("receiving", spool.happened(taken.seq, ended, b"a receipt", noon()));
    }
    told("putting", spool.put(&new(&platform, 2, 1, &[2; 9000]), noon()));
}

fn whole(root: &Path, said: &[String], when: &str) {
    let done = |what: &str| said.iter().any(|line| *line == format!("done {what}"));
    let spool = open(root, noon() + TimeDelta::seconds(1));
    let spool = spool.unwrap_or_else(|error| panic!("{when}: it opens, and does not say {error}"));
    let first =
        spool.get(Uuid::from_u128(1), 1).unwrap().unwrap_or_else(|| panic!("{when}: the first is there"));
    assert!(first.envelope == [1; 9000], "{when}: and whole");
    let received = first.row.state == State::Received;
    assert!(received || !done("receiving"), "{when}: what was received is received");
    assert_eq!(
        first.receipt,
        if received { &b"a receipt"[..] } else { b"" },
        "{when}: with its receipt, or neither"
    );
    assert!(first.row.attempts == 1 || !done("claiming"), "{when}: an attempt is counted before it is made");
    match spool.get(Uuid::from_u128(2), 1).unwrap() {
        Some(second) => assert!(second.envelope == [2; 9000], "{when}: the second is whole"),
        None => assert!(!done("putting"), "{when}: what was put there is there"),
    }
}
