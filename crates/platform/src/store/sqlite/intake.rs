//! What a revision does to the tables.

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::reading::{days, latest, stored};
use super::writer::Batch;
use super::{audit, events, expected, organisations, personal_links, persons};
use crate::store::audit::ChainEnd;
use crate::store::declarations::decide;
use crate::store::declarations::is_another;
use crate::store::{Effect, NewRevision, Part, Put, StoreError};

pub(super) fn put(batch: &mut Batch<'_>, new: &NewRevision) -> Result<Put, StoreError> {
    let connection = batch.connection;
    let stored = stored(connection, new.declaration, new.revision)?;
    let end = audit::end(connection, new.declaration)?.unwrap_or(ChainEnd::NEW);
    let latest = latest(connection, new.declaration)?;
    let outcome = decide(new, stored, latest, end.number);
    if outcome == Put::Stored {
        if let Some(helped) = new.helped.filter(|_| latest.is_none())
            && let Some(day) = helped.day
            && !organisations::counts(connection, helped.organisation, day)?
        {
            return Ok(Put::QuotaUsed);
        }
        if let Some((person, beside)) = new.effect.beside()
            && persons::known(connection, person.document)?.iter().any(|it| is_another(it, beside))
        {
            return Ok(Put::Conflict);
        }
        write(connection, new)?;
        if !new.is_still_expected() {
            expected::keep(connection, new.declaration, new.expected.as_ref())?;
        }
        if let (Some(person), Some(basis)) = (new.effect.person(), new.effect.basis()) {
            persons::keep(connection, new.declaration, person, basis)?;
            if !persons::is_alone(connection, new.declaration, person)? {
                let day = days(new.received_at.date_naive());
                connection
                    .prepare_cached("UPDATE declaration SET unsettled = 1, due = ?2 WHERE id = ?1")?
                    .execute(params![new.declaration.as_bytes(), day])?;
            }
        }
        audit::keep(connection, new.declaration, &end.next(new.declaration, new.note()))?;
        events::keep_way(connection, new.declaration, new.way.as_ref())?;
        if new.effect.leaves_out() {
            forget(connection, new.declaration)?;
        }
        if matches!(new.effect, Effect::Withdraw { .. }) {
            personal_links::forget(connection, new.declaration)?;
        }
        batch.removed |= matches!(new.effect, Effect::Withdraw { .. } | Effect::LeftOut { .. });
    }
    Ok(outcome)
}

/// What was told of somebody, and whom it was about.
fn forget(connection: &Connection, declaration: Uuid) -> Result<(), StoreError> {
    for table in ["person", "alike", "event", "call_note"] {
        connection
            .prepare_cached(&format!("DELETE FROM {table} WHERE declaration = ?1"))?
            .execute(params![declaration.as_bytes()])?;
    }
    Ok(())
}

pub(super) fn renew_receipt(
    connection: &Connection,
    (declaration, revision): (Uuid, u32),
    former: &[u8],
    receipt: &[u8],
) -> Result<Vec<u8>, StoreError> {
    connection
        .prepare_cached(
            "UPDATE revision SET receipt = ?4 WHERE declaration = ?1 AND revision = ?2 AND receipt = ?3",
        )?
        .execute(params![declaration.as_bytes(), revision, former, receipt])?;
    Ok(stored(connection, declaration, revision)?.ok_or(StoreError::Broken)?.receipt)
}

fn write(connection: &Connection, new: &NewRevision) -> Result<(), StoreError> {
    let id = new.declaration.as_bytes();
    let at = new.received_at.timestamp_millis();
    let (basis, (list, due), shown) = (new.effect.basis(), new.effect.again(), new.effect.shown());
    connection
        .prepare_cached(
            "INSERT INTO declaration
                 (id, follow_digest, revision, withdrawn, version, edition, rule, changed_at, list, due,
                  shown_edition, shown_rule)
             VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT (id) DO UPDATE SET follow_digest = ?2, revision = ?3, withdrawn = ?4,
                                            version = version + 1, edition = ?5, rule = ?6, changed_at = ?7,
                                            list = ?8, due = ?9, unsettled = 0, shown_edition = ?10,
                                            shown_rule = ?11",
        )?
        .execute(params![
            id,
            new.follow_digest,
            new.revision,
            basis.is_none(),
            basis.map(|(edition, _)| edition),
            basis.map(|(_, rule)| rule),
            at,
            list,
            due.map(days),
            shown.map(|shown| shown.edition),
            shown.map(|shown| shown.rule.as_str())
        ])?;
    connection
        .prepare_cached(
            "INSERT INTO revision (declaration, revision, envelope_sha256, receipt, received_at)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![id, new.revision, new.envelope_sha256, new.receipt, at])?;
    connection.prepare_cached("DELETE FROM part WHERE declaration = ?1")?.execute(params![id])?;
    keep_parts(connection, new.declaration, new.effect.parts())
}

/// Keeps parts, each in the place of the one of its class.
pub(super) fn keep_parts(
    connection: &Connection,
    declaration: Uuid,
    parts: &[Part],
) -> Result<(), StoreError> {
    for Part { class, ends, sealed } in parts {
        connection
            .prepare_cached(
                "INSERT INTO part (declaration, class, ends, sealed) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (declaration, class) DO UPDATE SET ends = ?3, sealed = ?4",
            )?
            .execute(params![declaration.as_bytes(), class, days(*ends), sealed])?;
    }
    Ok(())
}
