//! Who is expected where.

use async_trait::async_trait;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, params};
use uuid::Uuid;

use super::reading::{day, days};
use super::writer::Batch;
use super::{SqliteStore, audit};
use crate::store::expected::REPLACED;
use crate::store::{Expected, Expecting, Note, Part, Place, ShownRule, State, StoreError, TAKEN_IN, rule_of};

const COLUMNS: &str = "declaration, day, port, flight, county, township, reference, ends";

/// Says anew where a declaration's traveller is expected.
pub(super) fn keep(
    connection: &Connection,
    declaration: Uuid,
    expected: Option<&Expected>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM expected WHERE declaration = ?1")?
        .execute(params![declaration.as_bytes()])?;
    if let Some(it) = expected {
        connection
            .prepare_cached(&format!(
                "INSERT INTO expected ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
            ))?
            .execute(params![
                declaration.as_bytes(),
                days(it.day),
                it.port,
                it.flight,
                it.county,
                it.township,
                it.reference,
                days(it.ends)
            ])?;
    }
    Ok(())
}

fn expected_in(row: &Row<'_>) -> rusqlite::Result<Result<Expected, StoreError>> {
    let (declaration, on, ends) = (row.get(0)?, row.get(1)?, row.get(7)?);
    let (port, flight, county) = (row.get(2)?, row.get(3)?, row.get(4)?);
    let (township, reference) = (row.get(5)?, row.get(6)?);
    Ok((|| {
        let declaration = Uuid::from_bytes(declaration);
        Ok(Expected {
            declaration,
            day: day(on)?,
            port,
            flight,
            county,
            township,
            reference,
            ends: day(ends)?,
        })
    })())
}

/// Who is to be met at a port: whoever declared it and was not led elsewhere, and whoever was led there. Nobody else's flight is
/// closed over them.
const AT_A_PORT: &str = "\
    SELECT e.declaration, e.day, ?1, e.flight, e.county, e.township, e.reference, e.ends
    FROM expected e LEFT JOIN way w ON w.declaration = e.declaration
    WHERE e.port = ?1 AND ?2 IS NOT NULL AND coalesce(w.port, e.port) = ?1 AND {here}
    UNION ALL
    SELECT e.declaration, e.day, w.port, e.flight, e.county, e.township, e.reference, e.ends
    FROM way w JOIN expected e ON e.declaration = w.declaration
    WHERE w.elsewhere AND w.port = ?1 AND e.port IS NOT ?1 AND {here}";

/// Who comes to counties: by what is so now; and whom they are asked to take over.
const TO_COUNTIES: &str = "\
    SELECT e.declaration, e.day, e.port, e.flight, e.county, e.township, e.reference, e.ends
    FROM expected e LEFT JOIN way w ON w.declaration = e.declaration
    WHERE e.county >= ?1 AND e.county < ?2 AND coalesce(w.county, e.county) = e.county AND {here}
    UNION ALL
    SELECT e.declaration, e.day, e.port, e.flight, w.county, NULL, e.reference, e.ends
    FROM way w JOIN expected e ON e.declaration = w.declaration
    WHERE w.elsewhere AND w.county >= ?1 AND w.county < ?2 AND e.county IS NOT w.county AND {here}
    UNION ALL
    SELECT e.declaration, e.day, e.port, e.flight, w.asked, CASE WHEN e.county = w.asked THEN e.township END,
           e.reference, e.ends
    FROM way w JOIN expected e ON e.declaration = w.declaration
    WHERE w.asked >= ?1 AND w.asked < ?2 AND {here}";

fn expected(
    connection: &Connection,
    place: &Place,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Expected>, StoreError> {
    let (asks, first, last) = match place {
        Place::Port(port) => (AT_A_PORT, port.clone(), port.clone()),
        Place::Counties(stem) => (TO_COUNTIES, stem.clone(), after(stem)),
    };
    let here = format!("e.day BETWEEN ?3 AND ?4 AND NOT ({REPLACED})");
    let asks = format!("{} ORDER BY 2, 4, 1", asks.replace("{here}", &here));
    let mut statement = connection.prepare_cached(&asks)?;
    let rows = statement.query_map(params![first, last, days(from), days(until)], expected_in)?;
    rows.map(|row| row?).collect()
}

/// After all texts that begin so: the digits end before a colon.
pub(super) fn after(stem: &str) -> String {
    format!("{stem}:")
}

fn states(connection: &Connection, declarations: &[Uuid]) -> Result<Vec<State>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT revision, edition, rule, shown_edition, shown_rule FROM declaration WHERE id = ?1",
    )?;
    let mut states = Vec::with_capacity(declarations.len());
    for declaration in declarations {
        let row = statement.query_row(params![declaration.as_bytes()], |row| {
            let stored = row.get::<_, Option<String>>(2)?;
            let taken_in = stored.as_deref() == Some(TAKEN_IN);
            let rule = rule_of(stored);
            let shown = row.get::<_, Option<u32>>(3)?.zip(row.get(4)?);
            let shown = shown.filter(|_| rule.is_some()).map(|(edition, rule)| ShownRule { edition, rule });
            let (revision, edition) = (row.get(0)?, row.get(1)?);
            Ok(State { declaration: *declaration, revision, edition, rule, taken_in, shown })
        });
        states.extend(row.optional()?);
    }
    Ok(states)
}

fn read_by(
    connection: &Connection,
    declarations: &[Uuid],
    reader: &str,
) -> Result<Vec<(Uuid, Part)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT class, ends, sealed FROM part WHERE declaration = ?1 AND class LIKE 'answers:%'",
    )?;
    let mut parts = Vec::new();
    for declaration in declarations {
        let rows = statement.query_map(params![declaration.as_bytes()], |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))
        })?;
        for row in rows {
            let (class, ends, sealed) = row?;
            let part = Part { class, ends: day(ends)?, sealed };
            if part.is_read_by(reader) {
                parts.push((*declaration, part));
            }
        }
    }
    Ok(parts)
}

fn note_each(batch: &mut Batch<'_>, declarations: &[Uuid], note: &Note) -> Result<(), StoreError> {
    for declaration in declarations {
        audit::note(batch, *declaration, note.clone())?;
    }
    Ok(())
}

fn found_by(connection: &Connection, column: &str, value: &dyn ToSql) -> Result<Vec<Expected>, StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM expected WHERE {column} = ?1"))?;
    let rows = statement.query_map([value], expected_in)?;
    rows.map(|row| row?).collect()
}

#[async_trait]
impl Expecting for SqliteStore {
    async fn expected(
        &self,
        place: Place,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<Expected>, StoreError> {
        self.read(move |connection| expected(connection, &place, from, until)).await
    }

    async fn expected_at(&self, declaration: Uuid) -> Result<Option<Expected>, StoreError> {
        let found = self.read(move |connection| found_by(connection, "declaration", &declaration.as_bytes()));
        Ok(found.await?.pop())
    }

    async fn referred(&self, reference: String) -> Result<Vec<Uuid>, StoreError> {
        let found = self.read(move |connection| found_by(connection, "reference", &reference)).await?;
        Ok(found.into_iter().map(|expected| expected.declaration).collect())
    }

    async fn states(&self, declarations: Vec<Uuid>) -> Result<Vec<State>, StoreError> {
        self.read(move |connection| states(connection, &declarations)).await
    }

    async fn read_by(
        &self,
        declarations: Vec<Uuid>,
        reader: &'static str,
    ) -> Result<Vec<(Uuid, Part)>, StoreError> {
        self.read(move |connection| read_by(connection, &declarations, reader)).await
    }

    async fn note_each(&self, declarations: Vec<Uuid>, note: Note) -> Result<(), StoreError> {
        self.writer.write(move |batch| note_each(batch, &declarations, &note)).await
    }
}
