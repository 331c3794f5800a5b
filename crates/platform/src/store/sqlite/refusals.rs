//! First revisions that were refused for good.

use async_trait::async_trait;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::SqliteStore;
use super::reading::{day, days};
use crate::expecting::reference;
use crate::store::{Digest, Refusals, Refused, StoreError};

const COLUMNS: &str = "declaration, code, phone, ends";

fn refused_in(row: &Row<'_>) -> rusqlite::Result<Result<Refused, StoreError>> {
    let (declaration, code, phone) = (Uuid::from_bytes(row.get(0)?), row.get(1)?, row.get(2)?);
    let ends = day(row.get(3)?);
    Ok(ends.map(|ends| Refused { declaration, code, phone, ends }))
}

#[async_trait]
impl Refusals for SqliteStore {
    async fn refuse(&self, refused: Refused) -> Result<(), StoreError> {
        self.writer
            .write(move |batch| {
                let Refused { declaration, code, phone, ends } = &refused;
                batch.connection.execute(
                    "INSERT INTO refused (declaration, reference, code, phone, ends) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (declaration) DO UPDATE SET code = excluded.code, ends = excluded.ends",
                    params![declaration.as_bytes(), reference(*declaration), code, phone, days(*ends)],
                )?;
                Ok(())
            })
            .await
    }

    async fn let_ask(&self, declaration: Uuid, phone: Digest) -> Result<bool, StoreError> {
        self.writer
            .write(move |batch| {
                let said = "UPDATE refused SET phone = ?2 WHERE declaration = ?1";
                Ok(batch.connection.execute(said, params![declaration.as_bytes(), phone])? > 0)
            })
            .await
    }

    async fn refusal(&self, declaration: Uuid) -> Result<Option<Refused>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM refused WHERE declaration = ?1");
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query_map([declaration.as_bytes()], refused_in)?;
            rows.next().transpose()?.transpose()
        })
        .await
    }

    async fn refused_as(&self, reference: String) -> Result<Vec<Refused>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM refused WHERE reference = ?1 ORDER BY declaration");
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([reference], refused_in)?;
            rows.map(|row| row?).collect()
        })
        .await
    }
}
