//! First revisions that were refused for good.

use async_trait::async_trait;
use tokio_postgres::Row;
use uuid::Uuid;

use super::{PostgresStore, within};
use crate::expecting::reference;
use crate::store::{Digest, Refusals, Refused, StoreError};

const COLUMNS: &str = "declaration, code, phone, ends";

fn refused_in(row: &Row) -> Result<Refused, StoreError> {
    let phone = row.try_get::<_, Option<Vec<u8>>>(2)?.map(Digest::try_from).transpose();
    Ok(Refused {
        declaration: row.try_get(0)?,
        code: row.try_get(1)?,
        phone: phone.map_err(|_| StoreError::Broken)?,
        ends: row.try_get(3)?,
    })
}

#[async_trait]
impl Refusals for PostgresStore {
    async fn refuse(&self, refused: Refused) -> Result<(), StoreError> {
        within(async {
            let Refused { declaration, code, phone, ends } = &refused;
            let phone = phone.as_ref().map(<[u8; 32]>::as_slice);
            let statement =
                "INSERT INTO refused (declaration, reference, code, phone, ends) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (declaration) DO UPDATE SET code = excluded.code, ends = excluded.ends";
            let values: [&(dyn tokio_postgres::types::ToSql + Sync); 5] =
                [declaration, &reference(*declaration), code, &phone, ends];
            self.client().await?.execute(statement, &values).await?;
            Ok(())
        })
        .await
    }

    async fn let_ask(&self, declaration: Uuid, phone: Digest) -> Result<bool, StoreError> {
        within(async {
            let statement = "UPDATE refused SET phone = $2 WHERE declaration = $1";
            Ok(self.client().await?.execute(statement, &[&declaration, &phone.as_slice()]).await? > 0)
        })
        .await
    }

    async fn refusal(&self, declaration: Uuid) -> Result<Option<Refused>, StoreError> {
        within(async {
            let statement = format!("SELECT {COLUMNS} FROM refused WHERE declaration = $1");
            let row = self.client().await?.query_opt(&statement, &[&declaration]).await?;
            row.as_ref().map(refused_in).transpose()
        })
        .await
    }

    async fn refused_as(&self, reference: String) -> Result<Vec<Refused>, StoreError> {
        within(async {
            let statement =
                format!("SELECT {COLUMNS} FROM refused WHERE reference = $1 ORDER BY declaration");
            let rows = self.client().await?.query(&statement, &[&reference]).await?;
            rows.iter().map(refused_in).collect()
        })
        .await
    }
}
