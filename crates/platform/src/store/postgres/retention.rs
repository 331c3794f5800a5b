//! Parts whose time is over. Not on anybody's way, so these look into every partition.

use chrono::NaiveDate;
use deadpool_postgres::Client;

use super::counting;
use crate::store::{Due, StoreError};

/// Rosters and shifts are kept for so long after they are over.
const ROSTER_DAYS: i64 = 30;
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

/// What goes, with its key: parts and events are counted, the rest is what stands in clear beside them.
const TABLES: [(&str, &str); 13] = [
    ("part", "declaration, class"),
    ("event", "declaration, id"),
    ("person", "document, declaration"),
    ("alike", "hash, declaration"),
    ("way", "declaration"),
    ("expected_key", "key, day, declaration"),
    ("call_note", "declaration, id"),
    ("bus", "id"),
    ("bus_person", "bus, declaration"),
    ("bus_report", "bus, id"),
    ("personal_link", "declaration, number"),
    ("personal_link_part", "declaration, number, class"),
    ("refused", "declaration"),
];
/// As many of them hold what is sealed.
const SEALED: usize = 2;

pub(super) async fn sweep(client: &mut Client, today: NaiveDate) -> Result<u64, StoreError> {
    // They are counted by what goes below.
    while counting::settle(client, today, AT_ONCE).await? == AT_ONCE.cast_unsigned() {}
    let mut sealed = 0;
    for (number, (table, key)) in TABLES.into_iter().enumerate() {
        let statement = format!(
            "DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE ends < $1 LIMIT $2)"
        );
        let statement = client.prepare_cached(&statement).await?;
        loop {
            let now = client.execute(&statement, &[&today, &AT_ONCE]).await?;
            sealed += if number < SEALED { now } else { 0 };
            if now < AT_ONCE.cast_unsigned() {
                break;
            }
        }
    }
    // Who worked which nights is known no longer than what happened in them.
    let before = ((today - NaiveDate::default()).num_days() - ROSTER_DAYS) * 86_400_000;
    for (table, at) in [("duty", "ends"), ("shift", "at")] {
        client.execute(&format!("DELETE FROM {table} WHERE {at} < $1"), &[&before]).await?;
    }
    Ok(sealed)
}
