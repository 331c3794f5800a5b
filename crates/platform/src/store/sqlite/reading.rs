//! What is read out of the tables.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};
use uuid::Uuid;

use crate::store::{Basis, CODE, FACTS, INTENDS, Look, Part, Standing, StoreError, Stored};

pub(super) fn look(
    connection: &mut Connection,
    declaration: Uuid,
    revision: u32,
) -> Result<Look, StoreError> {
    let snapshot = connection.transaction()?;
    Ok(Look { stored: stored(&snapshot, declaration, revision)?, latest: latest(&snapshot, declaration)? })
}

pub(super) fn stored(
    connection: &Connection,
    declaration: Uuid,
    revision: u32,
) -> Result<Option<Stored>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT envelope_sha256, receipt FROM revision WHERE declaration = ?1 AND revision = ?2",
        )?
        .query_row(params![declaration.as_bytes(), revision], |row| {
            Ok(Stored { envelope_sha256: row.get(0)?, receipt: row.get(1)? })
        })
        .optional()?)
}

pub(super) fn latest(connection: &Connection, declaration: Uuid) -> Result<Option<u32>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT revision FROM declaration WHERE id = ?1")?
        .query_row(params![declaration.as_bytes()], |row| row.get(0))
        .optional()?)
}

pub(super) fn standing(
    connection: &mut Connection,
    declaration: Uuid,
    follow_digest: Option<[u8; 32]>,
) -> Result<Option<Standing>, StoreError> {
    let snapshot = connection.transaction()?;
    let row = snapshot
        .prepare_cached(
            "SELECT d.revision, d.withdrawn, d.version, d.changed_at, d.audit_head, d.rule IS ?3, w.due,
                 EXISTS (SELECT 1 FROM personal_link i WHERE i.declaration = d.id AND i.answered_at IS NOT NULL)
             FROM declaration d LEFT JOIN way w ON w.declaration = d.id
             WHERE d.id = ?1 AND (?2 IS NULL OR d.follow_digest = ?2)",
        )?
        .query_row(params![declaration.as_bytes(), follow_digest, INTENDS], |row| {
            let (intends, due, own): (bool, Option<i64>, bool) = (row.get(5)?, row.get(6)?, row.get(7)?);
            let (version, changed_at, head) = (row.get::<_, i64>(2)?, row.get(3)?, row.get(4)?);
            Ok((row.get(0)?, row.get(1)?, version, changed_at, head, (intends, due, own)))
        })
        .optional()?;
    let Some((revision, withdrawn, version, changed_at, head, (intends, due, own))) = row else {
        return Ok(None);
    };
    let due = due.map(instant).transpose()?;
    let version = version.try_into().map_err(|_| StoreError::Broken)?;
    let code = part(&snapshot, declaration, CODE)?;
    let changed_at = instant(changed_at)?;
    let sealed_past_helper = own;
    Ok(Some(Standing {
        revision,
        withdrawn,
        intends,
        version,
        changed_at,
        head,
        due,
        sealed_past_helper,
        code,
    }))
}

pub(super) fn basis(connection: &mut Connection, declaration: Uuid) -> Result<Option<Basis>, StoreError> {
    let snapshot = connection.transaction()?;
    let row = snapshot
        .prepare_cached(
            "SELECT revision, edition, rule, changed_at FROM declaration WHERE id = ?1 AND withdrawn = 0",
        )?
        .query_row(params![declaration.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .optional()?;
    let Some((revision, edition, rule, at)) = row else { return Ok(None) };
    let facts = part(&snapshot, declaration, FACTS)?;
    Ok(Some(Basis { revision, edition, rule, assigned_at: instant(at)?, facts }))
}

pub(super) fn binding(connection: &Connection) -> Result<Option<String>, StoreError> {
    Ok(connection.query_row("SELECT keys FROM binding", [], |row| row.get(0)).optional()?)
}

pub(super) fn part(
    connection: &Connection,
    declaration: Uuid,
    class: &str,
) -> Result<Option<Part>, StoreError> {
    let row = connection
        .prepare_cached("SELECT ends, sealed FROM part WHERE declaration = ?1 AND class = ?2")?
        .query_row(params![declaration.as_bytes(), class], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((ends, sealed)) = row else { return Ok(None) };
    Ok(Some(Part { class: class.into(), ends: day(ends)?, sealed }))
}

/// A day as it is kept: days since 1970.
pub(super) fn days(day: NaiveDate) -> i64 {
    (day - NaiveDate::default()).num_days()
}

pub(super) fn day(days: i64) -> Result<NaiveDate, StoreError> {
    let since = TimeDelta::try_days(days).ok_or(StoreError::Broken)?;
    NaiveDate::default().checked_add_signed(since).ok_or(StoreError::Broken)
}

pub(super) fn instant(millis: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_millis(millis).ok_or(StoreError::Broken)
}
