//! Vault and spool are brought together: what the vault has sealed is put into the spool, and what became of it there is
//! taken over into the vault.
//!
//! A sealed revision is committed in the vault first and put into the spool next; a crash between the two is mended here, by
//! the same bytes. The spool is nobody's secret and anybody's to write who may write the directory: a receipt or a refusal
//! in it is verified against the vault's own bytes before it is believed.

use chrono::{DateTime, Utc};
use platform_api::{Address, Problem, verify};
use uuid::Uuid;
use vault::{Mirrored, OutboxRow, OutboxState, Vault, VaultError};

use crate::decide::{Row, State};
use crate::news::Trusted;
use crate::spool::{NewEnvelope, Spool, SpoolError, Spooled};

/// Why the two were not brought together.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// The vault failed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The spool failed.
    #[error(transparent)]
    Spool(#[from] SpoolError),
}

/// Brings together what waits of a declaration, or of all; says of which declarations something changed in the vault.
///
/// One that fails does not hold up the others.
///
/// # Errors
/// [`MergeError`], the first that was met where nothing changed; what was done stays, and the rest is done the next time.
pub fn merge(
    vault: &Vault,
    spool: &Spool,
    trusted: &Trusted,
    declaration: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>, MergeError> {
    let waiting = match declaration {
        Some(id) => vault.outbox(id)?,
        None => vault.outbox_of_all()?,
    };
    let (mut changed, mut failed) = (Vec::new(), None);
    for row in waiting {
        match take_over_ours(vault, spool, trusted, &row, now) {
            Ok(true) => changed.push(row.declaration),
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(declaration = %row.declaration, %error, "outbox: not brought together");
                failed.get_or_insert(error);
            }
        }
    }
    match (tidy_up(vault, spool, declaration), failed) {
        (Err(error), _) | (Ok(()), Some(error)) if changed.is_empty() => Err(error),
        _ => Ok(changed),
    }
}

/// One row, if it is this platform's: a declaration belongs to the one that it was first sealed to, and its envelopes go
/// nowhere else. What was let go of stays here.
fn take_over_ours(
    vault: &Vault,
    spool: &Spool,
    trusted: &Trusted,
    row: &OutboxRow,
    now: DateTime<Utc>,
) -> Result<bool, MergeError> {
    if vault.declaration(row.declaration)?.is_some_and(|declaration| declaration.deleted_at.is_some()) {
        return Ok(false);
    }
    match vault.addressee(row.declaration)? {
        Some(platform) if platform == trusted.platform.as_str() => take_over(vault, spool, trusted, row, now),
        _ => Ok(false),
    }
}

/// Takes out of the spool what is closed there and no longer waits here: a crash came between the two.
fn tidy_up(vault: &Vault, spool: &Spool, of: Option<Uuid>) -> Result<(), MergeError> {
    for (seq, declaration, revision) in spool.closed(of)? {
        let known = vault.declaration(declaration)?.is_some();
        if known && vault.outbox(declaration)?.iter().all(|row| row.revision != revision) {
            spool.acknowledge(seq)?;
        }
    }
    Ok(())
}

/// One row; says whether the vault has changed.
fn take_over(
    vault: &Vault,
    spool: &Spool,
    trusted: &Trusted,
    row: &OutboxRow,
    now: DateTime<Utc>,
) -> Result<bool, MergeError> {
    let Some(there) = spool.get(row.declaration, row.revision)? else {
        put(vault, spool, trusted, row, now)?;
        return Ok(false);
    };
    if there.address != trusted.address {
        spool.readdress(there.seq, &trusted.address)?;
    }
    match ended(vault, trusted, row, &there)? {
        Ended::Received => vault.close(row.seq, &there.receipt, now)?,
        Ended::Replaced => vault.forget_envelope(row.seq)?,
        Ended::Refused(problem) => return mirror(vault, row, &there.row, OutboxState::Wedged, Some(problem)),
        Ended::NotYet => {
            let problem = there.row.problem.clone();
            return mirror(vault, row, &there.row, OutboxState::Waiting, problem);
        }
        Ended::Lie => {
            tracing::warn!(declaration = %row.declaration, "outbox: the spool says what the platform has not said");
            spool.disbelieve(there.seq)?;
            put(vault, spool, trusted, row, now)?;
            return Ok(false);
        }
    }
    spool.acknowledge(there.seq)?;
    Ok(true)
}

/// What became of an envelope, as far as it can be believed.
enum Ended {
    Received,
    Refused(Problem),
    Replaced,
    NotYet,
    Lie,
}

fn ended(vault: &Vault, trusted: &Trusted, row: &OutboxRow, there: &Spooled) -> Result<Ended, VaultError> {
    if there.envelope != row.envelope || there.platform != trusted.platform {
        return Ok(Ended::Lie);
    }
    let address = Address::revision(row.declaration, row.revision);
    Ok(match there.row.state {
        State::Received => match verify(&there.receipt, &trusted.keys, address, &row.envelope) {
            Ok(_) => Ended::Received,
            Err(_) => Ended::Lie,
        },
        State::Wedged => {
            let problem = there.row.problem.as_ref();
            let refused = problem.and_then(|problem| trusted.refusal(problem, address, &row.envelope));
            refused.map_or(Ended::Lie, Ended::Refused)
        }
        State::Superseded | State::Withdrawn => {
            let sent = vault.declaration(row.declaration)?.and_then(|declaration| declaration.sent);
            if sent.is_some_and(|sent| sent.revision > row.revision) { Ended::Replaced } else { Ended::Lie }
        }
        State::Waiting | State::Sending | State::Transient => Ended::NotYet,
    })
}

fn put(
    vault: &Vault,
    spool: &Spool,
    trusted: &Trusted,
    row: &OutboxRow,
    now: DateTime<Utc>,
) -> Result<(), MergeError> {
    let sent = vault.declaration(row.declaration)?.and_then(|declaration| declaration.sent);
    let sent = sent.filter(|sent| sent.revision == row.revision);
    let withdrawal = sent.as_ref().is_some_and(|sent| sent.withdrawal);
    // What was due when it was sealed is due, whatever the clock says now: only a window is waited for.
    let opens = sent.is_some_and(|sent| row.attempts == 0 && row.next_attempt_at > sent.sealed_at);
    let new = NewEnvelope {
        platform: &trusted.platform,
        address: &trusted.address,
        declaration: row.declaration,
        letter: false,
        revision: row.revision,
        withdrawal,
        envelope: &row.envelope,
        opens: opens.then_some(row.next_attempt_at),
    };
    Ok(spool.put(&new, now)?)
}

fn mirror(
    vault: &Vault,
    row: &OutboxRow,
    there: &Row,
    state: OutboxState,
    problem: Option<Problem>,
) -> Result<bool, MergeError> {
    let problem = problem.map(|problem| serde_json::to_value(problem).unwrap_or_default());
    let mirrored = Mirrored { attempts: there.attempts, next_attempt_at: there.at, state, problem };
    if mirrored == Mirrored::of(row) {
        return Ok(false);
    }
    vault.mirror(row.seq, &mirrored)?;
    Ok(true)
}

#[cfg(test)]
mod tests;
