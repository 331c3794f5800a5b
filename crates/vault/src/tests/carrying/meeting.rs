//! Two copies of a case that both go on, in rows of random deeds: whatever was typed can be found somewhere.

use serde_json::{Value, json};
use uuid::Uuid;

use super::super::support::after;
use super::side::*;
use crate::{Extent, Taken, Vault};

#[test]
fn two_copies_that_both_went_on_never_lose_what_was_typed() {
    // A fixed row of numbers: which side does what next.
    let mut number: u64 = 7;
    let mut next = |below: u64| {
        number = number.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (number >> 33) % below
    };
    for round in 0..12 {
        let (one, two) = (side(), side());
        let id = begin(&one, 1);
        carry(&one, &two, id, Extent::Backup);
        let mut typed = Vec::new();
        for step in 0..8 {
            let side = if next(2) == 0 { &one } else { &two };
            match next(3) {
                0 | 1 => {
                    let words = format!("{round}-{step}");
                    type_in(side, id, &words, after(step + 1));
                    typed.push(words);
                }
                _ => {
                    let (from, to) = if next(2) == 0 { (&one, &two) } else { (&two, &one) };
                    carry(from, to, id, Extent::Backup);
                }
            }
        }
        carry(&one, &two, id, Extent::Backup);
        carry(&two, &one, id, Extent::Backup);
        assert_eq!(street(&one, id), street(&two, id), "both have the same draft");
        let mut known: Vec<Value> = Vec::new();
        for side in [&one, &two] {
            known.push(street(side, id));
            for state in side.history(id).unwrap() {
                known.push(side.state_at(id, state.seq).unwrap().answers["street"].clone());
            }
        }
        for words in &typed {
            assert!(known.contains(&json!(words)), "{words} is neither a draft nor in a past");
        }
        assert_eq!(carry(&two, &one, id, Extent::Backup), Taken::Same, "and there is nothing left to tell");
    }
}

/// Everything of a street that can be brought back.
fn streets(side: &Vault, id: Uuid) -> Vec<Value> {
    let mut known = Vec::new();
    let mut look = || {
        known.extend(side.draft(id).unwrap().map(|draft| draft.answers["street"].clone()));
        for state in side.history(id).unwrap() {
            known.push(side.state_at(id, state.seq).unwrap().answers["street"].clone());
        }
    };
    look();
    let given_up: Vec<u32> = side.dropped_drafts().unwrap().iter().map(|dropped| dropped.number).collect();
    for number in given_up {
        side.restore_draft(id, Some(number), after(950)).unwrap();
        look();
    }
    known
}

#[test]
fn corrections_that_are_given_up_here_and_there_lose_nothing_when_they_meet() {
    let mut number: u64 = 11;
    let mut next = |below: u64| {
        number = number.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (number >> 33) % below
    };
    for round in 0..24 {
        let (one, two) = (side(), side());
        let id = begin(&one, 1);
        send(&one, id, 1);
        receive(&one, id);
        carry(&one, &two, id, Extent::Backup);
        let mut typed = Vec::new();
        for step in 0..14 {
            let side = if next(2) == 0 { &one } else { &two };
            let at = after(200 + step);
            match next(5) {
                0..=2 => {
                    let words = format!("{round}-{step}.");
                    match side.draft(id).unwrap() {
                        Some(_) => type_in(side, id, &words, at),
                        None => correct(side, id, &words, at),
                    }
                    typed.push(words);
                }
                3 => side.drop_draft(id, at).unwrap(),
                _ => drop(carry(&two, &one, id, Extent::Backup)),
            }
        }
        // The other computer has sent its own meanwhile; what was typed there before is nobody's business any more.
        carry(&two, &one, id, Extent::Backup);
        two.drop_draft(id, after(300)).unwrap();
        correct(&two, id, "sent", after(300));
        send(&two, id, 2);
        receive(&two, id);
        carry(&two, &one, id, Extent::Backup);
        let mut known = streets(&one, id);
        known.extend(streets(&two, id));
        for words in &typed {
            assert!(known.contains(&json!(words)), "{words} of round {round} is nowhere any more: {known:?}");
        }
    }
}

#[test]
fn a_draft_that_is_handed_over_inherits_no_other_draft_s_past() {
    let (one, two) = (side(), side());
    let id = begin(&one, 1);
    send(&one, id, 1);
    receive(&one, id);
    carry(&one, &two, id, Extent::Backup);
    correct(&one, id, "Via Roma", after(200));
    type_in(&one, id, "Via Verdi", after(201));
    one.drop_draft(id, after(202)).unwrap();
    correct(&two, id, "Via Dante", after(203));
    carry(&two, &one, id, Extent::HandOver);
    assert_eq!(street(&one, id), "Via Dante");
    assert!(one.history(id).unwrap().is_empty(), "what the other one was before is its own");
    assert!(streets(&one, id).contains(&json!("Via Roma")), "and comes back with it");
}
