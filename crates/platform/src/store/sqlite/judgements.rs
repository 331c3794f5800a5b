//! Judging again.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, params};
use uuid::Uuid;

use super::reading::{day, days};
use super::writer::Batch;
use super::{audit, events, intake, persons};
use crate::store::{Case, Judgement, Part, StoreError};

const DUE_AGAIN: &str = "\
    SELECT due, id FROM declaration WHERE due <= ?1 AND (due, id) > (?2, ?3) ORDER BY due, id LIMIT ?4";
const BEHIND: &str = "\
    SELECT list, id FROM declaration WHERE list < ?1 AND (list, id) > (?2, ?3) ORDER BY list, id LIMIT ?4";

pub(super) fn due_again(
    connection: &Connection,
    today: NaiveDate,
    (day_of, id): (NaiveDate, Uuid),
    most: u32,
) -> Result<Vec<(NaiveDate, Uuid)>, StoreError> {
    let mut statement = connection.prepare_cached(DUE_AGAIN)?;
    let rows = statement.query_map(params![days(today), days(day_of), id.as_bytes(), most], |row| {
        Ok((row.get(0)?, Uuid::from_bytes(row.get(1)?)))
    })?;
    rows.map(|row| row.map_err(StoreError::from).and_then(|(due, id)| Ok((day(due)?, id)))).collect()
}

pub(super) fn behind(
    connection: &Connection,
    list: u32,
    (list_of, id): (u32, Uuid),
    most: u32,
) -> Result<Vec<(u32, Uuid)>, StoreError> {
    let mut statement = connection.prepare_cached(BEHIND)?;
    let rows = statement.query_map(params![list, list_of, id.as_bytes(), most], |row| {
        Ok((row.get(0)?, Uuid::from_bytes(row.get(1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn case(connection: &mut Connection, declaration: Uuid) -> Result<Option<Case>, StoreError> {
    let snapshot = connection.transaction()?;
    let row = snapshot
        .prepare_cached(
            "SELECT revision, audit_number, edition, unsettled, woken FROM declaration
             WHERE id = ?1 AND withdrawn = 0",
        )?
        .query_row(params![declaration.as_bytes()], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get(2)?, row.get(3)?, row.get::<_, i64>(4)?))
        })
        .optional()?;
    let Some((revision, entries, edition, unsettled, woken)) = row else { return Ok(None) };
    Ok(Some(Case {
        revision,
        entries: entries.try_into().map_err(|_| StoreError::Broken)?,
        edition,
        unsettled,
        woken: woken.try_into().map_err(|_| StoreError::Broken)?,
        parts: parts(&snapshot, declaration)?,
        events: events::events(&snapshot, declaration)?,
    }))
}

fn parts(connection: &Connection, declaration: Uuid) -> Result<Vec<Part>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT class, ends, sealed FROM part WHERE declaration = ?1")?;
    let rows = statement
        .query_map(params![declaration.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.map(|row| {
        let (class, ends, sealed) = row?;
        Ok(Part { class, ends: day(ends)?, sealed })
    })
    .collect()
}

pub(super) fn judge_again(batch: &mut Batch<'_>, judgement: &Judgement) -> Result<bool, StoreError> {
    let connection = batch.connection;
    let (id, entries) = (judgement.declaration.as_bytes(), judgement.entries.cast_signed());
    let changed = connection
        .prepare_cached(
            "UPDATE declaration SET list = ?4, due = ?5, unsettled = ?6
             WHERE id = ?1 AND audit_number = ?2 AND woken = ?3",
        )?
        .execute(params![
            id,
            entries,
            judgement.woken.cast_signed(),
            judgement.list,
            judgement.due.map(days),
            judgement.unsettled
        ])?;
    if changed == 0 {
        return Ok(false);
    }
    let Some(replacement) = &judgement.replacement else { return Ok(true) };
    connection
        .prepare_cached(
            "UPDATE declaration SET rule = ?2, shown_edition = ?4, shown_rule = ?5, version = version + 1,
                                    changed_at = ?3
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            replacement.rule,
            replacement.at.timestamp_millis(),
            replacement.shown.edition,
            replacement.shown.rule
        ])?;
    intake::keep_parts(connection, judgement.declaration, &replacement.parts)?;
    let edition: Option<u32> =
        connection
            .query_row("SELECT edition FROM declaration WHERE id = ?1", params![id], |row| row.get(0))?;
    if let (Some(person), Some(edition)) = (&replacement.person, edition) {
        persons::keep(connection, judgement.declaration, person, (edition, &replacement.rule))?;
    }
    let end = audit::end(connection, judgement.declaration)?.ok_or(StoreError::Broken)?;
    let entry = end.next(judgement.declaration, replacement.note());
    audit::keep(connection, judgement.declaration, &entry)?;
    batch.removed = true; // the code before must not live on in the write-ahead log
    Ok(true)
}

pub(super) fn wake(connection: &Connection, declaration: Uuid, due: NaiveDate) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE declaration SET due = ?2, woken = woken + 1 WHERE id = ?1 AND withdrawn = 0")?
        .execute(params![declaration.as_bytes(), days(due)])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::{connect, migrate};

    #[test]
    fn what_waits_is_found_by_an_index_and_never_sorted() {
        let folder = tempfile::tempdir().unwrap();
        let mut connection = connect(&folder.path().join("a.db")).unwrap();
        migrate(&mut connection).unwrap();
        for (statement, index) in [(DUE_AGAIN, "declaration_due"), (BEHIND, "declaration_list")] {
            let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).unwrap();
            let row = params![1, 1, [0u8; 16], 1];
            let plan = explained.query_map(row, |row| row.get(3)).unwrap();
            let plan: Vec<String> = plan.collect::<Result<_, _>>().unwrap();
            assert_eq!(plan.len(), 1, "nothing is gathered before it is cut off: {plan:?}");
            assert!(plan[0].contains(index) && plan[0].contains("SEARCH"), "{plan:?}");
            assert!(plan[0].contains("(") && plan[0].matches('>').count() >= 1, "from a place on: {plan:?}");
        }
    }
}
