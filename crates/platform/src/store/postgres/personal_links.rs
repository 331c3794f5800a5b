//! Personal links.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use deadpool_postgres::GenericClient;
use tokio_postgres::Row;
use uuid::Uuid;

use super::reading::{instant, number};
use super::{PostgresStore, within};
use crate::store::personal_links::{OWN, TERMS};
use crate::store::{Digest, MemberLink, NewLink, OwnAnswer, Part, PersonalLinks, StoreError};

const COLUMNS: &str = "number, digest, until, ended_at, answered_at, phone";
const KEEP: &str =
    "INSERT INTO personal_link_part (declaration, number, class, ends, sealed) VALUES ($1, $2, $3, $4, $5)";

fn digest_in(bytes: &[u8]) -> Result<Digest, StoreError> {
    bytes.try_into().map_err(|_| StoreError::Broken)
}

fn link_in(row: &Row) -> Result<MemberLink, StoreError> {
    let at = |place: usize| match row.try_get::<_, Option<i64>>(place)? {
        Some(_) => instant(row, place).map(Some),
        None => Ok::<_, StoreError>(None),
    };
    Ok(MemberLink {
        number: number(row, 0)?,
        digest: digest_in(row.try_get(1)?)?,
        until: instant(row, 2)?,
        ended_at: at(3)?,
        answered_at: at(4)?,
        phone: row.try_get::<_, Option<&[u8]>>(5)?.map(digest_in).transpose()?,
        terms: None,
        own: None,
    })
}

async fn keep(
    client: &impl GenericClient,
    declaration: Uuid,
    number: i64,
    part: &Part,
) -> Result<(), StoreError> {
    let statement = client.prepare_cached(KEEP).await?;
    client
        .execute(&statement, &[&declaration, &number, &part.class, &part.ends, &part.sealed.as_slice()])
        .await?;
    Ok(())
}

impl PostgresStore {
    async fn linked(&self, new: &NewLink) -> Result<(DateTime<Utc>, Digest), StoreError> {
        let mut client = self.client().await?;
        let change = client.transaction().await?;
        let (id, letter_number) = (new.declaration, i64::from(new.number));
        let inserted = change
            .execute(
                "INSERT INTO personal_link (declaration, number, letter, digest, taken_at, until, ends)
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (declaration, number) DO NOTHING",
                &[
                    &id,
                    &letter_number,
                    &new.letter.as_slice(),
                    &new.digest.as_slice(),
                    &new.taken_at.timestamp_millis(),
                    &new.until.timestamp_millis(),
                    &new.ends,
                ],
            )
            .await?;
        if inserted == 1 {
            keep(&change, id, letter_number, &new.terms).await?;
            change
                .execute(
                    "UPDATE personal_link SET ended_at = $3
                     WHERE declaration = $1 AND number < $2 AND ended_at IS NULL AND answered_at IS NULL",
                    &[&id, &letter_number, &new.taken_at.timestamp_millis()],
                )
                .await?;
        }
        let row = change
            .query_one(
                "SELECT taken_at, letter FROM personal_link WHERE declaration = $1 AND number = $2",
                &[&id, &letter_number],
            )
            .await?;
        let known = (instant(&row, 0)?, digest_in(row.try_get(1)?)?);
        change.commit().await?;
        Ok(known)
    }

    async fn part_of(&self, id: Uuid, number: u32, class: &str) -> Result<Option<Part>, StoreError> {
        let row = self
            .client()
            .await?
            .query_opt(
                "SELECT ends, sealed FROM personal_link_part WHERE declaration = $1 AND number = $2 AND class = $3",
                &[&id, &i64::from(number), &class],
            )
            .await?;
        let part =
            |row: Row| Ok(Part { class: class.into(), ends: row.try_get(0)?, sealed: row.try_get(1)? });
        row.map(part).transpose()
    }

    async fn found(&self, id: Uuid, digest: Digest) -> Result<Option<MemberLink>, StoreError> {
        let statement = format!("SELECT {COLUMNS} FROM personal_link WHERE declaration = $1 AND digest = $2");
        let row = self.client().await?.query_opt(&statement, &[&id, &digest.as_slice()]).await?;
        let Some(found) = row.as_ref().map(link_in).transpose()? else { return Ok(None) };
        let terms = self.part_of(id, found.number, TERMS).await?;
        let own = self.part_of(id, found.number, OWN).await?;
        Ok(Some(MemberLink { terms, own, ..found }))
    }

    async fn answered(&self, answer: &OwnAnswer) -> Result<bool, StoreError> {
        let mut client = self.client().await?;
        let change = client.transaction().await?;
        let row = change
            .query_opt(
                "UPDATE personal_link SET answered_at = $3, phone = $4
                 WHERE declaration = $1 AND digest = $2 AND answered_at IS NULL AND ended_at IS NULL AND until > $3
                 RETURNING number",
                &[
                    &answer.declaration,
                    &answer.digest.as_slice(),
                    &answer.at.timestamp_millis(),
                    &answer.phone.as_slice(),
                ],
            )
            .await?;
        let Some(row) = row else { return Ok(false) };
        keep(&change, answer.declaration, row.try_get(0)?, &answer.own).await?;
        change.commit().await?;
        Ok(true)
    }
}

#[async_trait]
impl PersonalLinks for PostgresStore {
    async fn make_link(&self, new: NewLink) -> Result<(DateTime<Utc>, Digest), StoreError> {
        within(self.linked(&new)).await
    }

    async fn personal_link(
        &self,
        declaration: Uuid,
        digest: Digest,
    ) -> Result<Option<MemberLink>, StoreError> {
        within(self.found(declaration, digest)).await
    }

    async fn links_of(&self, declaration: Uuid) -> Result<Vec<MemberLink>, StoreError> {
        within(async {
            let statement =
                format!("SELECT {COLUMNS} FROM personal_link WHERE declaration = $1 ORDER BY number");
            let rows = self.client().await?.query(&statement, &[&declaration]).await?;
            rows.iter().map(link_in).collect()
        })
        .await
    }

    async fn end_link(&self, declaration: Uuid, number: u32, at: DateTime<Utc>) -> Result<(), StoreError> {
        within(async {
            let mut client = self.client().await?;
            let change = client.transaction().await?;
            change
                .execute(
                    "UPDATE personal_link SET ended_at = $3
                     WHERE declaration = $1 AND number = $2 AND ended_at IS NULL",
                    &[&declaration, &i64::from(number), &at.timestamp_millis()],
                )
                .await?;
            change
                .execute(
                    "DELETE FROM personal_link_part WHERE declaration = $1 AND number = $2 AND class = $3",
                    &[&declaration, &i64::from(number), &OWN],
                )
                .await?;
            Ok(change.commit().await?)
        })
        .await
    }

    async fn answer_link(&self, answer: OwnAnswer) -> Result<bool, StoreError> {
        within(self.answered(&answer)).await
    }
}
