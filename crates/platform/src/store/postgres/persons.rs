//! The index of persons.

use deadpool_postgres::{Client, Transaction};
use uuid::Uuid;

use super::reading::number;
use super::statements::{KEEP_PERSON, KNOWN};
use crate::store::{Known, Person, StoreError};

pub(super) async fn keep(
    change: &Transaction<'_>,
    declaration: Uuid,
    person: &Person,
    (edition, rule): (i64, &str),
) -> Result<(), StoreError> {
    let statement = change.prepare_cached(KEEP_PERSON).await?;
    let document = person.document.as_slice();
    change.execute(&statement, &[&document, &declaration, &edition, &rule, &person.ends]).await?;
    Ok(())
}

pub(super) async fn known(client: &Client, document: [u8; 32]) -> Result<Vec<Known>, StoreError> {
    let statement = client.prepare_cached(KNOWN).await?;
    let rows = client.query(&statement, &[&document.as_slice()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Known { declaration: row.try_get(0)?, edition: number(row, 1)?, rule: row.try_get(2)? })
        })
        .collect()
}
