//! Who is expected where.

use async_trait::async_trait;
use chrono::NaiveDate;
use deadpool_postgres::{Client, Transaction};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::reading::number;
use super::statements::{FORGET_EXPECTED, FORGET_KEY, KEEP_EXPECTED, KEEP_KEY, WHERE_EXPECTED};
use super::{PostgresStore, audit};
use crate::store::expected::REPLACED;
use crate::store::{Expected, Expecting, Note, Part, Place, ShownRule, State, StoreError, TAKEN_IN, rule_of};

/// Says anew where a declaration's traveller is expected. `before` is whether there may be an earlier word.
pub(super) async fn keep(
    change: &Transaction<'_>,
    declaration: Uuid,
    expected: Option<&Expected>,
    before: bool,
) -> Result<(), StoreError> {
    if before {
        let statement = change.prepare_cached(WHERE_EXPECTED).await?;
        if let Some(row) = change.query_opt(&statement, &[&declaration]).await? {
            let forget = change.prepare_cached(FORGET_KEY).await?;
            for key in keys(&expected_in(&row)?) {
                change.execute(&forget, &[&key, &declaration]).await?;
            }
            let forget = change.prepare_cached(FORGET_EXPECTED).await?;
            change.execute(&forget, &[&declaration]).await?;
        }
    }
    let Some(it) = expected else { return Ok(()) };
    let statement = change.prepare_cached(KEEP_EXPECTED).await?;
    let row: [&(dyn ToSql + Sync); 8] =
        [&declaration, &it.day, &it.port, &it.flight, &it.county, &it.township, &it.reference, &it.ends];
    change.execute(&statement, &row).await?;
    let statement = change.prepare_cached(KEEP_KEY).await?;
    for key in keys(it) {
        change.execute(&statement, &[&key, &it.day, &declaration, &it.ends]).await?;
    }
    Ok(())
}

fn keys(of: &Expected) -> Vec<String> {
    let port = of.port.as_ref().map(|port| format!("port:{port}"));
    let county = of.county.as_ref().map(|county| format!("county:{county}"));
    port.into_iter().chain(county).chain([format!("reference:{}", of.reference)]).collect()
}

fn expected_in(row: &Row) -> Result<Expected, StoreError> {
    Ok(Expected {
        declaration: row.try_get(0)?,
        day: row.try_get(1)?,
        port: row.try_get(2)?,
        flight: row.try_get(3)?,
        county: row.try_get(4)?,
        township: row.try_get(5)?,
        reference: row.try_get(6)?,
        ends: row.try_get(7)?,
    })
}

/// Who is to be met at a port: whoever declared it and was not led elsewhere, and whoever was led there. Nobody else's flight is
/// closed over them.
const AT_A_PORT: &str = "\
    SELECT e.declaration, e.day, $2::text, e.flight, e.county, e.township, e.reference, e.ends
    FROM expected_key k JOIN expected e ON e.declaration = k.declaration
    LEFT JOIN way w ON w.declaration = e.declaration
    WHERE k.key = $1 AND k.day BETWEEN $4 AND $5 AND coalesce(w.port, $2) = $2 AND $3::text IS NULL AND NOT ({REPLACED})
    UNION ALL
    SELECT e.declaration, e.day, w.port, e.flight, e.county, e.township, e.reference, e.ends
    FROM way w JOIN expected e ON e.declaration = w.declaration
    WHERE w.elsewhere AND w.port = $2 AND e.port IS DISTINCT FROM $2 AND e.day BETWEEN $4 AND $5 AND NOT ({REPLACED})";

/// Who comes to counties: by what is so now; and whom they are asked to take over.
const TO_COUNTIES: &str = "\
    SELECT e.declaration, e.day, e.port, e.flight, e.county, e.township, e.reference, e.ends
    FROM expected_key k JOIN expected e ON e.declaration = k.declaration
    LEFT JOIN way w ON w.declaration = e.declaration
    WHERE k.key >= $1 AND k.key < $1 || ':' AND k.day BETWEEN $4 AND $5 AND coalesce(w.county, e.county) = e.county
        AND NOT ({REPLACED})
    UNION ALL
    SELECT e.declaration, e.day, e.port, e.flight, w.county, NULL, e.reference, e.ends
    FROM way w JOIN expected e ON e.declaration = w.declaration
    WHERE w.elsewhere AND w.county >= $2::text AND w.county < $3::text AND e.county IS DISTINCT FROM w.county
        AND e.day BETWEEN $4 AND $5 AND NOT ({REPLACED})
    UNION ALL
    SELECT e.declaration, e.day, e.port, e.flight, w.asked, CASE WHEN e.county = w.asked THEN e.township END,
        e.reference, e.ends
    FROM way w JOIN expected e ON e.declaration = w.declaration
    WHERE w.asked >= $2::text AND w.asked < $3::text AND e.day BETWEEN $4 AND $5 AND NOT ({REPLACED})";

async fn expected(
    client: &Client,
    place: &Place,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Expected>, StoreError> {
    let (asks, key, first, last) = match place {
        Place::Port(port) => (AT_A_PORT, format!("port:{port}"), port, None),
        // The digits end before a colon.
        Place::Counties(stem) => (TO_COUNTIES, format!("county:{stem}"), stem, Some(format!("{stem}:"))),
    };
    let asks = format!("{} ORDER BY 2, 4, 1", asks.replace("{REPLACED}", REPLACED));
    let asks = client.prepare_cached(&asks).await?;
    let rows = client.query(&asks, &[&key, first, &last, &from, &until]).await?;
    rows.iter().map(expected_in).collect()
}

#[async_trait]
impl Expecting for PostgresStore {
    async fn expected(
        &self,
        place: Place,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<Expected>, StoreError> {
        expected(&self.client().await?, &place, from, until).await
    }

    async fn expected_at(&self, declaration: Uuid) -> Result<Option<Expected>, StoreError> {
        let client = self.client().await?;
        let statement = client.prepare_cached(WHERE_EXPECTED).await?;
        client.query_opt(&statement, &[&declaration]).await?.as_ref().map(expected_in).transpose()
    }

    async fn referred(&self, reference: String) -> Result<Vec<Uuid>, StoreError> {
        let key = format!("reference:{reference}");
        let client = self.client().await?;
        let rows = client.query("SELECT declaration FROM expected_key WHERE key = $1", &[&key]).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    async fn states(&self, declarations: Vec<Uuid>) -> Result<Vec<State>, StoreError> {
        let client = self.client().await?;
        let statement = "SELECT id, revision, edition, rule, shown_edition, shown_rule
                         FROM declaration WHERE id = ANY($1)";
        let rows = client.query(statement, &[&declarations]).await?;
        rows.iter()
            .map(|row| {
                let edition = |column| {
                    let number = row.try_get::<_, Option<i64>>(column)?.map(u32::try_from).transpose();
                    number.map_err(|_| StoreError::Broken)
                };
                let stored = row.try_get::<_, Option<String>>(3)?;
                let taken_in = stored.as_deref() == Some(TAKEN_IN);
                let rule = rule_of(stored);
                let shown = edition(4)?.zip(row.try_get(5)?).filter(|_| rule.is_some());
                Ok(State {
                    declaration: row.try_get(0)?,
                    revision: number(row, 1)?,
                    edition: edition(2)?,
                    rule,
                    taken_in,
                    shown: shown.map(|(edition, rule)| ShownRule { edition, rule }),
                })
            })
            .collect()
    }

    async fn read_by(
        &self,
        declarations: Vec<Uuid>,
        reader: &'static str,
    ) -> Result<Vec<(Uuid, Part)>, StoreError> {
        let client = self.client().await?;
        let statement = "SELECT declaration, class, ends, sealed FROM part
                         WHERE declaration = ANY($1) AND class LIKE 'answers:%'";
        let rows = client.query(statement, &[&declarations]).await?;
        let mut parts = Vec::with_capacity(rows.len());
        for row in &rows {
            let part = Part { class: row.try_get(1)?, ends: row.try_get(2)?, sealed: row.try_get(3)? };
            if part.is_read_by(reader) {
                parts.push((row.try_get(0)?, part));
            }
        }
        Ok(parts)
    }

    async fn note_each(&self, declarations: Vec<Uuid>, note: Note) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let change = client.transaction().await?;
        let mut declarations = declarations;
        declarations.sort_unstable(); // two who note many at once wait for one another, never both
        for declaration in declarations {
            if let Some((_, end)) = audit::end(&change, declaration).await? {
                audit::keep(&change, declaration, &end.next(declaration, note.clone())).await?;
            }
        }
        Ok(change.commit().await?)
    }
}
