//! The index of persons.

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::reading::{day, days};
use crate::store::{Alike, Known, OfPerson, Part, Person, StoreError};

pub(super) fn keep(
    connection: &Connection,
    declaration: Uuid,
    person: &Person,
    (edition, rule): (u32, &str),
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO person (document, declaration, edition, rule, ends) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (document, declaration) DO UPDATE SET edition = ?3, rule = ?4, ends = ?5",
        )?
        .execute(params![person.document, declaration.as_bytes(), edition, rule, days(person.ends)])?;
    let mut alike = connection.prepare_cached(
        "INSERT INTO alike (hash, declaration, ends) VALUES (?1, ?2, ?3)
         ON CONFLICT (hash, declaration) DO UPDATE SET ends = ?3",
    )?;
    for hash in &person.alike {
        alike.execute(params![hash, declaration.as_bytes(), days(person.ends)])?;
    }
    Ok(())
}

pub(super) fn alike(connection: &Connection, declarations: &[Uuid]) -> Result<Vec<Alike>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT mine.declaration, d.id, coalesce(d.edition, p.edition), coalesce(d.rule, p.rule)
        FROM alike mine
        JOIN alike its ON its.hash = mine.hash AND its.declaration <> mine.declaration
        JOIN declaration d ON d.id = its.declaration
        JOIN person p ON p.declaration = d.id
        WHERE mine.declaration = ?1 AND NOT EXISTS (
            SELECT 1 FROM person a JOIN person b ON b.document = a.document
            WHERE a.declaration = mine.declaration AND b.declaration = its.declaration)",
    )?;
    let mut found = Vec::new();
    for to in declarations {
        let rows = statement.query_map(params![to.as_bytes()], |row| {
            let known =
                Known { declaration: Uuid::from_bytes(row.get(1)?), edition: row.get(2)?, rule: row.get(3)? };
            Ok(Alike { to: *to, known })
        })?;
        for row in rows {
            found.push(row?);
        }
    }
    Ok(found)
}

/// Whether no other declaration is known by that document.
pub(super) fn is_alone(
    connection: &Connection,
    declaration: Uuid,
    person: &Person,
) -> Result<bool, StoreError> {
    let mut others = connection
        .prepare_cached("SELECT 1 FROM person WHERE document = ?1 AND declaration <> ?2 LIMIT 1")?;
    Ok(!others.exists(params![person.document, declaration.as_bytes()])?)
}

pub(super) fn known(connection: &Connection, document: [u8; 32]) -> Result<Vec<Known>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT declaration, edition, rule FROM person WHERE document = ?1")?;
    let rows = statement.query_map(params![document], |row| {
        Ok(Known { declaration: Uuid::from_bytes(row.get(0)?), edition: row.get(1)?, rule: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn parts(
    connection: &Connection,
    declarations: &[Uuid],
    class: &str,
) -> Result<Vec<OfPerson>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT d.id, d.revision, p.ends, p.sealed
         FROM (SELECT ?1 AS id UNION
               SELECT its.declaration FROM person mine JOIN person its ON its.document = mine.document
               WHERE mine.declaration = ?1) same
         JOIN part p ON p.declaration = same.id AND p.class = ?2
         JOIN declaration d ON d.id = same.id",
    )?;
    let mut found = Vec::new();
    for by in declarations {
        let rows = statement.query_map(params![by.as_bytes(), class], |row| {
            Ok((Uuid::from_bytes(row.get(0)?), row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        for row in rows {
            let (declaration, revision, ends, sealed) = row?;
            let part = Part { class: class.to_owned(), ends: day(ends)?, sealed };
            found.push(OfPerson { by: *by, declaration, revision, part });
        }
    }
    Ok(found)
}
