//! The index of persons.

use deadpool_postgres::{GenericClient, Transaction};
use uuid::Uuid;

use super::reading::number;
use super::statements::{KEEP_ALIKE, KEEP_PERSON, KNOWN, LOCK_PERSON};
use crate::store::{Alike, Known, OfPerson, Part, Person, StoreError};

pub(super) async fn keep(
    change: &Transaction<'_>,
    declaration: Uuid,
    person: &Person,
    (edition, rule): (i64, &str),
) -> Result<(), StoreError> {
    let statement = change.prepare_cached(KEEP_PERSON).await?;
    let document = person.document.as_slice();
    change.execute(&statement, &[&document, &declaration, &edition, &rule, &person.ends]).await?;
    if !person.alike.is_empty() {
        let statement = change.prepare_cached(KEEP_ALIKE).await?;
        let hashes: Vec<&[u8]> = person.alike.iter().map(|hash| hash.as_slice()).collect();
        change.execute(&statement, &[&hashes, &declaration, &person.ends]).await?;
    }
    Ok(())
}

pub(super) async fn alike(
    client: &impl GenericClient,
    declarations: &[Uuid],
) -> Result<Vec<Alike>, StoreError> {
    let statement = "\
        SELECT DISTINCT mine.declaration, d.id, coalesce(d.edition, p.edition), coalesce(d.rule, p.rule)
        FROM alike mine
        JOIN alike its ON its.hash = mine.hash AND its.declaration <> mine.declaration
        JOIN declaration d ON d.id = its.declaration
        JOIN person p ON p.declaration = d.id
        WHERE mine.declaration = ANY($1) AND NOT EXISTS (
            SELECT 1 FROM person a JOIN person b ON b.document = a.document
            WHERE a.declaration = mine.declaration AND b.declaration = its.declaration)";
    let rows = client.query(statement, &[&declarations]).await?;
    rows.iter()
        .map(|row| {
            let known =
                Known { declaration: row.try_get(1)?, edition: number(row, 2)?, rule: row.try_get(3)? };
            Ok(Alike { to: row.try_get(0)?, known })
        })
        .collect()
}

/// Waits for whoever is storing a declaration of the same document.
pub(super) async fn lock(change: &Transaction<'_>, person: &Person) -> Result<(), StoreError> {
    let statement = change.prepare_cached(LOCK_PERSON).await?;
    let [a, b, c, d, e, f, g, h, ..] = person.document;
    change.execute(&statement, &[&i64::from_be_bytes([a, b, c, d, e, f, g, h])]).await?;
    Ok(())
}

/// Whether no other declaration is known by that document.
pub(super) async fn is_alone(
    change: &Transaction<'_>,
    declaration: Uuid,
    person: &Person,
) -> Result<bool, StoreError> {
    let statement = change.prepare_cached(KNOWN).await?;
    let rows = change.query(&statement, &[&person.document.as_slice()]).await?;
    let mut known = rows.iter().map(|row| row.try_get::<_, Uuid>(0));
    Ok(known.try_fold(true, |alone, id| id.map(|id| alone && id == declaration))?)
}

pub(super) async fn known(client: &impl GenericClient, document: [u8; 32]) -> Result<Vec<Known>, StoreError> {
    let statement = client.prepare_cached(KNOWN).await?;
    let rows = client.query(&statement, &[&document.as_slice()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Known { declaration: row.try_get(0)?, edition: number(row, 1)?, rule: row.try_get(2)? })
        })
        .collect()
}

pub(super) async fn parts(
    client: &impl GenericClient,
    declarations: &[Uuid],
    class: &str,
) -> Result<Vec<OfPerson>, StoreError> {
    let statement = "\
        SELECT same.by, d.id, d.revision, p.ends, p.sealed
        FROM (SELECT by, by AS id FROM unnest($1::uuid[]) AS by UNION
              SELECT mine.declaration, its.declaration
              FROM person mine JOIN person its ON its.document = mine.document
              WHERE mine.declaration = ANY($1)) same
        JOIN part p ON p.declaration = same.id AND p.class = $2
        JOIN declaration d ON d.id = same.id";
    let rows = client.query(statement, &[&declarations, &class]).await?;
    rows.iter()
        .map(|row| {
            let part = Part { class: class.to_owned(), ends: row.try_get(3)?, sealed: row.try_get(4)? };
            Ok(OfPerson {
                by: row.try_get(0)?,
                declaration: row.try_get(1)?,
                revision: number(row, 2)?,
                part,
            })
        })
        .collect()
}
