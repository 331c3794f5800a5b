//! Buses, who is aboard, and what their escorts say.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Params, Row, params};
use uuid::Uuid;

use super::SqliteStore;
use super::reading::{day, days, instant};
use super::writer::Batch;
use crate::store::buses::BUS;
use crate::store::{Bus, Buses, Digest, Note, Part, Report, StoreError};

const COLUMNS: &str = "id, port, made_at, link, until, ends, sealed";
const REPORT: &str = "bus, id, at, what, number, hurries, seen_at, seen_by, ends";

fn bus_in(row: &Row<'_>) -> Result<Bus, StoreError> {
    let details = Part { class: BUS.into(), ends: day(row.get(5)?)?, sealed: row.get(6)? };
    let (id, port, link) = (Uuid::from_bytes(row.get(0)?), row.get(1)?, row.get(3)?);
    Ok(Bus { id, port, made_at: instant(row.get(2)?)?, link, until: instant(row.get(4)?)?, details })
}

fn report_in(row: &Row<'_>) -> Result<Report, StoreError> {
    let seen_at = row.get::<_, Option<i64>>(6)?.map(instant).transpose()?;
    Ok(Report {
        bus: Uuid::from_bytes(row.get(0)?),
        id: Uuid::from_bytes(row.get(1)?),
        at: instant(row.get(2)?)?,
        what: row.get(3)?,
        number: row.get(4)?,
        hurries: row.get(5)?,
        seen: seen_at.zip(row.get(7)?),
        ends: day(row.get(8)?)?,
    })
}

fn all<T>(
    connection: &Connection,
    asks: &str,
    given: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(asks)?;
    let rows = statement.query_map(given, |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

#[async_trait]
impl Buses for SqliteStore {
    async fn add_bus(&self, bus: Bus) -> Result<(), StoreError> {
        let write = move |batch: &mut Batch<'_>| {
            let Bus { id, port, made_at, link, until, details } = &bus;
            let (made_at, until) = (made_at.timestamp_millis(), until.timestamp_millis());
            batch.connection.execute(
                &format!("INSERT INTO bus ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
                params![id.as_bytes(), port, made_at, link, until, days(details.ends), details.sealed],
            )?;
            Ok(())
        };
        self.writer.write(write).await
    }

    async fn buses(&self, port: String, since: DateTime<Utc>) -> Result<Vec<Bus>, StoreError> {
        let asks =
            format!("SELECT {COLUMNS} FROM bus WHERE port = ?1 AND made_at >= ?2 ORDER BY made_at DESC, id");
        let since = since.timestamp_millis();
        self.read(move |connection| all(connection, &asks, params![port, since], bus_in)).await
    }

    async fn bus(&self, id: Uuid) -> Result<Option<Bus>, StoreError> {
        let asks = format!("SELECT {COLUMNS} FROM bus WHERE id = ?1");
        Ok(self.read(move |connection| all(connection, &asks, params![id.as_bytes()], bus_in)).await?.pop())
    }

    async fn link_bus(&self, bus: Uuid, link: Digest, until: DateTime<Utc>) -> Result<bool, StoreError> {
        let write = move |batch: &mut Batch<'_>| {
            let written = batch.connection.execute(
                "UPDATE bus SET link = ?2, token = NULL, until = ?3 WHERE id = ?1",
                params![bus.as_bytes(), link, until.timestamp_millis()],
            )?;
            Ok(written == 1)
        };
        self.writer.write(write).await
    }

    async fn claim_bus(
        &self,
        link: Digest,
        token: Digest,
        at: DateTime<Utc>,
    ) -> Result<Option<Uuid>, StoreError> {
        let at = at.timestamp_millis();
        let write = move |batch: &mut Batch<'_>| {
            let asks = "UPDATE bus SET link = NULL, token = ?2 WHERE link = ?1 AND until > ?3 RETURNING id";
            let claimed = all(batch.connection, asks, params![link, token, at], |row| {
                Ok(Uuid::from_bytes(row.get(0)?))
            });
            Ok(claimed?.pop())
        };
        self.writer.write(write).await
    }

    async fn escorted(&self, token: Digest, at: DateTime<Utc>) -> Result<Option<Bus>, StoreError> {
        let asks = format!("SELECT {COLUMNS} FROM bus WHERE token = ?1 AND until > ?2");
        let at = at.timestamp_millis();
        Ok(self.read(move |connection| all(connection, &asks, params![token, at], bus_in)).await?.pop())
    }

    async fn put_aboard(&self, bus: Uuid, declaration: Uuid, ends: NaiveDate) -> Result<(), StoreError> {
        let write = move |batch: &mut Batch<'_>| {
            batch.connection.execute(
                "INSERT INTO bus_person (bus, declaration, ends) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                params![bus.as_bytes(), declaration.as_bytes(), days(ends)],
            )?;
            Ok(())
        };
        self.writer.write(write).await
    }

    async fn aboard(&self, bus: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let asks = "SELECT declaration FROM bus_person WHERE bus = ?1 ORDER BY declaration";
        let read = |row: &Row<'_>| Ok(Uuid::from_bytes(row.get(0)?));
        self.read(move |connection| all(connection, asks, params![bus.as_bytes()], read)).await
    }

    async fn report(&self, report: Report) -> Result<(), StoreError> {
        let write = move |batch: &mut Batch<'_>| {
            let Report { bus, id, at, what, number, hurries, ends, .. } = &report;
            batch.connection.execute(
                "INSERT INTO bus_report (bus, id, at, what, number, hurries, ends) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT DO NOTHING",
                params![bus.as_bytes(), id.as_bytes(), at.timestamp_millis(), what, number, hurries, days(*ends)],
            )?;
            Ok(())
        };
        self.writer.write(write).await
    }

    async fn reports(&self, bus: Uuid) -> Result<Vec<Report>, StoreError> {
        let asks = format!("SELECT {REPORT} FROM bus_report WHERE bus = ?1 ORDER BY at, id");
        self.read(move |connection| all(connection, &asks, params![bus.as_bytes()], report_in)).await
    }

    async fn hurrying(&self, since: DateTime<Utc>) -> Result<Vec<Report>, StoreError> {
        let asks = format!(
            "SELECT {REPORT} FROM bus_report WHERE hurries AND (seen_at IS NULL OR seen_at >= ?1) ORDER BY at, id"
        );
        let since = since.timestamp_millis();
        self.read(move |connection| all(connection, &asks, params![since], report_in)).await
    }

    async fn see_to_report(&self, bus: Uuid, report: Uuid, seen: Note) -> Result<bool, StoreError> {
        let write = move |batch: &mut Batch<'_>| {
            let written = batch.connection.execute(
                "UPDATE bus_report SET seen_at = ?3, seen_by = ?4 WHERE bus = ?1 AND id = ?2 AND seen_at IS NULL",
                params![bus.as_bytes(), report.as_bytes(), seen.at.timestamp_millis(), seen.by],
            )?;
            Ok(written == 1)
        };
        self.writer.write(write).await
    }
}
