//! Taking cases from another vault: all of a file or nothing of it.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _};
use uuid::Uuid;

use super::merge::{self, Drafts};
use super::{CarriedCase, Extent};
use crate::error::VaultError;
use crate::tables::draft::{self, DraftRow};
use crate::tables::{
    addressee, column, dropped, handed_over, history, letter, member, outbox, recent, sent, status,
};
use crate::vault::Vault;

/// What came of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It was not here before.
    New,
    /// It was here; something of it is newer now.
    Newer,
    /// It was here, and nothing has changed.
    Same,
    /// A declaration of the same id is here, with another secret: it was left as it is.
    OtherSecret,
}

impl Vault {
    /// Takes cases from another vault, in one transaction: an error of `cases`, or a case that is not whole, leaves everything as
    /// it was. A case that was handed over and comes back by a hand-over can be changed here again.
    ///
    /// # Errors
    /// What `cases` meets; `backup-damaged` for a case that is not whole; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn take_cases<E: From<VaultError>>(
        &self,
        cases: impl IntoIterator<Item = Result<CarriedCase, E>>,
        by: Extent,
        now: DateTime<Utc>,
    ) -> Result<Vec<(Uuid, Taken)>, E> {
        let mut failed = None;
        let taken = self.write(|transaction| {
            let mut all = Vec::new();
            for case in cases {
                match case {
                    Ok(case) => all.push((case.id, take(transaction, &case, by, now)?)),
                    Err(error) => {
                        failed = Some(error);
                        return Err(VaultError::NotFound); // rolls back; what is told is `failed`
                    }
                }
            }
            Ok(all)
        });
        match failed {
            Some(error) => Err(error),
            None => Ok(taken?),
        }
    }
}

fn take(
    connection: &Connection,
    theirs: &CarriedCase,
    by: Extent,
    now: DateTime<Utc>,
) -> Result<Taken, VaultError> {
    if !theirs.is_whole() {
        return Err(VaultError::CaseNotWhole);
    }
    let Some(ours) = super::of(connection, theirs.id)? else {
        put_new(connection, theirs, by)?;
        return Ok(Taken::New);
    };
    if ours.secret != theirs.secret {
        return Ok(Taken::OtherSecret);
    }
    let before = dropped::of(connection, ours.id)?;
    let mut came_back = connection
        .prepare_cached("DELETE FROM deletion WHERE declaration = ?1")?
        .execute([ours.id.to_string()])?
        > 0;
    if by == Extent::HandOver && ours.handed_over.is_some() {
        handed_over::remove(connection, ours.id)?;
        came_back = true;
    }
    merge_sent(connection, &ours, theirs)?;
    put_desk(connection, theirs, by)?;
    let sent = sent::of(connection, ours.id)?;
    let drafts = match handed_over::of(connection, ours.id)? {
        Some(_) => Drafts::Stay, // somebody else goes on with it
        None => merge::drafts(&ours, theirs, sent.as_ref(), &before),
    };
    put_drafts(connection, theirs, drafts, now)?;
    if by == Extent::Backup
        && let Some(to) =
            theirs.handed_over.as_ref().filter(|to| ours.handed_over.is_none() && !ours.is_newer(to.at))
    {
        // Handed over at its owner's other computer: going on with it here as well would make two of it.
        handed_over::put(connection, ours.id, to)?;
    }
    let same = super::of(connection, ours.id)? == Some(ours) && dropped::of(connection, theirs.id)? == before;
    Ok(if same && !came_back { Taken::Same } else { Taken::Newer })
}

fn put_new(connection: &Connection, case: &CarriedCase, by: Extent) -> Result<(), VaultError> {
    connection
        .prepare_cached("INSERT INTO declaration (id, secret, created_at) VALUES (?1, ?2, ?3)")?
        .execute((case.id.to_string(), &case.secret, column::micros(case.created_at)))?;
    if let Some(row) = &case.draft {
        draft::insert(connection, row)?;
        history::replace(connection, case.id, &case.past)?;
    }
    if let Some(row) = &case.sent {
        sent::put(connection, case.id, row)?;
    }
    put_platform(connection, case)?;
    put_desk(connection, case, by)?;
    for waiting in &case.waiting {
        outbox::insert(connection, case.id, waiting.revision, &waiting.envelope, waiting.next_attempt_at)?;
    }
    match &case.handed_over {
        Some(to) if by == Extent::Backup => handed_over::put(connection, case.id, to),
        _ => Ok(()),
    }
}

/// What the platform has said of it: added to what it has said here.
fn put_platform(connection: &Connection, case: &CarriedCase) -> Result<(), VaultError> {
    if let Some(platform) = &case.addressee {
        addressee::put(connection, case.id, platform)?;
    }
    for receipt in &case.receipts {
        sent::insert_receipt(connection, case.id, receipt)?;
    }
    for (number, content) in &case.letters {
        letter::put_if_new(connection, case.id, *number, content)?;
    }
    match &case.status {
        Some(row) if status::of(connection, case.id)?.is_none() => status::put(connection, case.id, row),
        _ => Ok(()), // the platform is asked again; nobody goes back to an older word of it
    }
}

fn merge_sent(connection: &Connection, ours: &CarriedCase, theirs: &CarriedCase) -> Result<(), VaultError> {
    if merge::takes_their_sent(ours, theirs)
        && let Some(row) = &theirs.sent
    {
        sent::put(connection, ours.id, row)?;
    }
    let known = ours.receipts.iter().map(|receipt| receipt.revision).collect::<Vec<_>>();
    let receipts = theirs.receipts.iter().filter(|receipt| !known.contains(&receipt.revision));
    let news = CarriedCase { receipts: receipts.cloned().collect(), ..theirs.clone() };
    put_platform(connection, &news)?;
    let received = ours.received().max(theirs.received());
    let sealed = sent::of(connection, ours.id)?.map_or(0, |sent| sent.revision);
    let open = |revision| revision > received && revision == sealed && !ours.knows(revision);
    // Theirs of the same number may be another envelope: then the platform has to say of ours what it is.
    let same = theirs.received() >= received && ours.sent == theirs.sent;
    outbox::received(connection, ours.id, if same { received } else { received.saturating_sub(1) })?;
    for waiting in theirs.waiting.iter().filter(|waiting| open(waiting.revision)) {
        outbox::insert(connection, ours.id, waiting.revision, &waiting.envelope, waiting.next_attempt_at)?;
    }
    Ok(())
}

/// What a desk knows of a case comes back by its own backup. Consent was given to that desk and to no other: a hand-over brings none,
/// whatever its file says.
fn put_desk(connection: &Connection, case: &CarriedCase, by: Extent) -> Result<(), VaultError> {
    match by {
        Extent::Backup => member::merge(connection, case.id, &case.desk),
        Extent::HandOver => Ok(()),
    }
}

fn put_drafts(
    connection: &Connection,
    theirs: &CarriedCase,
    drafts: Drafts,
    now: DateTime<Utc>,
) -> Result<(), VaultError> {
    let id = theirs.id;
    match drafts {
        Drafts::Stay => Ok(()),
        Drafts::Follow(next) => {
            recent::settle(connection, id)?;
            draft::delete(connection, id)?;
            draft::insert(connection, &next)?;
            if !theirs.past.is_empty() {
                history::replace(connection, id, &theirs.past)?;
            }
            Ok(())
        }
        Drafts::Save(states) => {
            let before = history::settle_to(connection, id)?;
            states.iter().try_for_each(|state| save(connection, state))?;
            history::keep_from(connection, id, before, now) // they can be brought back as long as what is replaced today
        }
        Drafts::SetAside(over) => {
            dropped::set_aside(connection, id, now)?;
            over.iter().try_for_each(|draft| dropped::put(connection, draft, now))
        }
    }
}

fn save(connection: &Connection, state: &DraftRow) -> Result<(), VaultError> {
    let there = connection
        .prepare_cached("UPDATE draft SET revision = ?2 WHERE declaration = ?1 RETURNING 1")?
        .query_row((state.id.to_string(), state.revision), |_| Ok(()))
        .optional()?;
    match there {
        Some(()) => draft::save_beside(connection, state),
        None => draft::insert(connection, state),
    }
}
