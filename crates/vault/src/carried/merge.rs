//! Two copies of one case, and what they are together. Nothing of either is thrown away that somebody typed: of two drafts the
//! one saved later is the draft, and the other a state of its past; of two sealed revisions the higher one is what was sent.

use serde_json::Value;

use super::CarriedCase;
use crate::tables::draft::DraftRow;
use crate::tables::dropped::Dropped;
use crate::tables::sent::SentRow;

/// What becomes of the drafts.
#[derive(PartialEq)]
pub(super) enum Drafts {
    /// Ours stays as it is, and theirs tells nothing new.
    Stay,
    /// Theirs is ours with more done to it: it comes with all that it was before.
    Follow(Box<DraftRow>),
    /// These are saved one after the other; the last one is the draft.
    Save(Vec<DraftRow>),
    /// There is no draft any more; ours can be brought back, and so can these of theirs.
    SetAside(Vec<DraftRow>),
}

/// Whether their revision takes the place of ours as the one sealed last.
pub(super) fn takes_their_sent(ours: &CarriedCase, theirs: &CarriedCase) -> bool {
    match (&ours.sent, &theirs.sent) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(our), Some(their)) if their.revision == our.revision => {
            // Both sealed the same revision. Ours stands as long as it may still arrive; what the platform holds counts.
            let revision = our.revision;
            let ours_may_arrive = ours.received() >= revision || ours.waits(revision);
            their != our && !ours_may_arrive && theirs.received() >= revision
        }
        (Some(our), Some(their)) => their.revision > our.revision,
    }
}

/// `sent` is what both have sent together; `given_up` are the drafts that were given up here.
pub(super) fn drafts(
    ours: &CarriedCase,
    theirs: &CarriedCase,
    sent: Option<&SentRow>,
    given_up: &[Dropped],
) -> Drafts {
    let (our_states, their_states) = (ours.states(), theirs.states());
    let known =
        |states: &[DraftRow], draft: &DraftRow| states.iter().any(|state| says_the_same(state, draft));
    let is_new = |draft: &&DraftRow| {
        !known(&our_states, draft) && !given_up.iter().any(|given_up| says_the_same(&given_up.draft, draft))
    };
    let their = theirs.draft.as_ref().filter(is_new);
    let live = their.filter(|draft| is_live(draft, sent));
    // What was sealed is in what was sent, and needs no place among what was given up.
    let aside = || their.filter(|their| !sent.is_some_and(|sent| is_in(their, sent)));
    let Some(our) = &ours.draft else {
        return match (live, aside()) {
            (Some(live), _) => Drafts::Follow(Box::new(next_to(live, sent))),
            (None, Some(their)) => Drafts::SetAside(vec![next_to(their, sent)]),
            (None, None) => Drafts::Stay,
        };
    };
    if live.is_none() && !is_live(our, sent) {
        return Drafts::SetAside(aside().into_iter().map(|their| next_to(their, sent)).collect());
    }
    let later = live.filter(|live| live.updated_at > our.updated_at || !is_live(our, sent));
    if let Some(later) = later
        && our_states.iter().all(|state| known(&their_states, state))
    {
        return Drafts::Follow(Box::new(next_to(later, sent)));
    }
    // Whatever is new goes through the draft one by one, so that it stands in its past.
    let last = later.unwrap_or(our);
    let mut states: Vec<&DraftRow> = their_states.iter().rev().filter(is_new).collect();
    states.retain(|state| !says_the_same(state, last));
    if states.is_empty() && later.is_none() && next_to(our, sent).revision == our.revision {
        return Drafts::Stay;
    }
    states.push(last);
    Drafts::Save(states.into_iter().map(|state| next_to(state, sent)).collect())
}

/// Whether a draft was changed after what was sealed last, or is of a later revision.
fn is_live(draft: &DraftRow, sent: Option<&SentRow>) -> bool {
    sent.is_none_or(|sent| draft.revision > sent.revision || draft.updated_at > sent.sealed_at)
}

/// The draft as one of the revision after what was sealed last.
fn next_to(draft: &DraftRow, sent: Option<&SentRow>) -> DraftRow {
    let revision = sent.map_or(draft.revision, |sent| draft.revision.max(sent.revision + 1));
    DraftRow { revision, ..draft.clone() }
}

fn says_the_same(one: &DraftRow, other: &DraftRow) -> bool {
    one.answers == other.answers && one.edition == other.edition && one.earlier == other.earlier
}

/// Whether all that was sent stands in the draft: then it is what was sealed, with what was not asked.
fn is_in(draft: &DraftRow, sent: &SentRow) -> bool {
    draft.edition == sent.edition && holds(&draft.answers, &sent.answers)
}

fn holds(all: &Value, some: &Value) -> bool {
    match (all, some) {
        (Value::Object(all), Value::Object(some)) => {
            some.iter().all(|(name, value)| all.get(name).is_some_and(|there| holds(there, value)))
        }
        (Value::Array(all), Value::Array(some)) => {
            all.len() == some.len() && all.iter().zip(some).all(|(there, value)| holds(there, value))
        }
        _ => all == some,
    }
}
