//! Parts whose time is over. Not on anybody's way, so these look into every partition.

use chrono::NaiveDate;
use deadpool_postgres::Client;

use crate::store::{Due, StoreError};

/// As many go in one transaction.
const AT_ONCE: i64 = 10_000;

pub(super) async fn due(client: &Client, today: NaiveDate) -> Result<Vec<Due>, StoreError> {
    let rows = client
        .query(
            "SELECT ends, class, count(*) FROM part WHERE ends < $1 GROUP BY ends, class
             UNION ALL SELECT ends, 'event', count(*) FROM event WHERE ends < $1 GROUP BY ends
             ORDER BY ends, class",
            &[&today],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let parts = row.try_get::<_, i64>(2)?.try_into().map_err(|_| StoreError::Broken)?;
            Ok(Due { ends: row.try_get(0)?, class: row.try_get(1)?, parts })
        })
        .collect()
}

pub(super) async fn sweep(client: &Client, today: NaiveDate) -> Result<u64, StoreError> {
    let statement = client
        .prepare_cached(
            "DELETE FROM part WHERE (declaration, class) IN
                (SELECT declaration, class FROM part WHERE ends < $1 LIMIT $2)",
        )
        .await?;
    for table in ["person", "way", "expected", "expected_key", "call_note"] {
        client.execute(&format!("DELETE FROM {table} WHERE ends < $1"), &[&today]).await?;
    }
    let mut removed = client.execute("DELETE FROM event WHERE ends < $1", &[&today]).await?;
    loop {
        let now = client.execute(&statement, &[&today, &AT_ONCE]).await?;
        removed += now;
        if now < AT_ONCE.cast_unsigned() {
            return Ok(removed);
        }
    }
}
