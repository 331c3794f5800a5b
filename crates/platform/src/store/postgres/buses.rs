//! Buses, who is aboard, and what their escorts say.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::PostgresStore;
use super::reading::instant;
use crate::store::buses::BUS;
use crate::store::{Bus, Buses, Digest, Note, Part, Report, StoreError};

const COLUMNS: &str = "id, port, made_at, link, until, ends, sealed";
const REPORT: &str = "bus, id, at, what, number, hurries, seen_at, seen_by, ends";

fn bus_in(row: &Row) -> Result<Bus, StoreError> {
    let details = Part { class: BUS.into(), ends: row.try_get(5)?, sealed: row.try_get(6)? };
    let link: Option<Vec<u8>> = row.try_get(3)?;
    let link = link.map(|link| Digest::try_from(link).map_err(|_| StoreError::Broken)).transpose()?;
    let (id, port) = (row.try_get(0)?, row.try_get(1)?);
    Ok(Bus { id, port, made_at: instant(row, 2)?, link, until: instant(row, 4)?, details })
}

fn report_in(row: &Row) -> Result<Report, StoreError> {
    let number: Option<i64> = row.try_get(4)?;
    let seen_by: Option<String> = row.try_get(7)?;
    let seen = seen_by.map(|by| Ok::<_, StoreError>((instant(row, 6)?, by))).transpose()?;
    Ok(Report {
        bus: row.try_get(0)?,
        id: row.try_get(1)?,
        at: instant(row, 2)?,
        what: row.try_get(3)?,
        number: number.map(u32::try_from).transpose().map_err(|_| StoreError::Broken)?,
        hurries: row.try_get(5)?,
        seen,
        ends: row.try_get(8)?,
    })
}

impl PostgresStore {
    async fn of_buses(&self, asks: &str, given: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, StoreError> {
        Ok(self.client().await?.query(asks, given).await?)
    }
}

#[async_trait]
impl Buses for PostgresStore {
    async fn add_bus(&self, bus: Bus) -> Result<(), StoreError> {
        let Bus { id, port, made_at, link, until, details } = bus;
        let (made_at, until) = (made_at.timestamp_millis(), until.timestamp_millis());
        let asks = format!("INSERT INTO bus ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        let link = link.as_ref().map(<[u8; 32]>::as_slice);
        self.of_buses(&asks, &[&id, &port, &made_at, &link, &until, &details.ends, &details.sealed]).await?;
        Ok(())
    }

    async fn buses(&self, port: String, since: DateTime<Utc>) -> Result<Vec<Bus>, StoreError> {
        let asks =
            format!("SELECT {COLUMNS} FROM bus WHERE port = $1 AND made_at >= $2 ORDER BY made_at DESC, id");
        self.of_buses(&asks, &[&port, &since.timestamp_millis()]).await?.iter().map(bus_in).collect()
    }

    async fn bus(&self, id: Uuid) -> Result<Option<Bus>, StoreError> {
        let asks = format!("SELECT {COLUMNS} FROM bus WHERE id = $1");
        self.of_buses(&asks, &[&id]).await?.first().map(bus_in).transpose()
    }

    async fn link_bus(&self, bus: Uuid, link: Digest, until: DateTime<Utc>) -> Result<bool, StoreError> {
        let asks = "UPDATE bus SET link = $2, token = NULL, until = $3 WHERE id = $1";
        let until = until.timestamp_millis();
        Ok(self.client().await?.execute(asks, &[&bus, &link.as_slice(), &until]).await? == 1)
    }

    async fn claim_bus(
        &self,
        link: Digest,
        token: Digest,
        at: DateTime<Utc>,
    ) -> Result<Option<Uuid>, StoreError> {
        let asks = "UPDATE bus SET link = NULL, token = $2 WHERE link = $1 AND until > $3 RETURNING id";
        let given: [&(dyn ToSql + Sync); 3] = [&link.as_slice(), &token.as_slice(), &at.timestamp_millis()];
        Ok(self.of_buses(asks, &given).await?.first().map(|row| row.try_get(0)).transpose()?)
    }

    async fn escorted(&self, token: Digest, at: DateTime<Utc>) -> Result<Option<Bus>, StoreError> {
        let asks = format!("SELECT {COLUMNS} FROM bus WHERE token = $1 AND until > $2");
        let rows = self.of_buses(&asks, &[&token.as_slice(), &at.timestamp_millis()]).await?;
        rows.first().map(bus_in).transpose()
    }

    async fn put_aboard(&self, bus: Uuid, declaration: Uuid, ends: NaiveDate) -> Result<(), StoreError> {
        let asks =
            "INSERT INTO bus_person (bus, declaration, ends) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        self.of_buses(asks, &[&bus, &declaration, &ends]).await?;
        Ok(())
    }

    async fn aboard(&self, bus: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let asks = "SELECT declaration FROM bus_person WHERE bus = $1 ORDER BY declaration";
        self.of_buses(asks, &[&bus]).await?.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    async fn report(&self, report: Report) -> Result<(), StoreError> {
        let Report { bus, id, at, what, number, hurries, ends, .. } = report;
        let asks = "INSERT INTO bus_report (bus, id, at, what, number, hurries, ends)
                    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
        let (at, number) = (at.timestamp_millis(), number.map(i64::from));
        self.of_buses(asks, &[&bus, &id, &at, &what, &number, &hurries, &ends]).await?;
        Ok(())
    }

    async fn reports(&self, bus: Uuid) -> Result<Vec<Report>, StoreError> {
        let asks = format!("SELECT {REPORT} FROM bus_report WHERE bus = $1 ORDER BY at, id");
        self.of_buses(&asks, &[&bus]).await?.iter().map(report_in).collect()
    }

    async fn hurrying(&self, since: DateTime<Utc>) -> Result<Vec<Report>, StoreError> {
        let asks = format!(
            "SELECT {REPORT} FROM bus_report WHERE hurries AND (seen_at IS NULL OR seen_at >= $1) ORDER BY at, id"
        );
        self.of_buses(&asks, &[&since.timestamp_millis()]).await?.iter().map(report_in).collect()
    }

    async fn see_to_report(&self, bus: Uuid, report: Uuid, seen: Note) -> Result<bool, StoreError> {
        let asks =
            "UPDATE bus_report SET seen_at = $3, seen_by = $4 WHERE bus = $1 AND id = $2 AND seen_at IS NULL";
        let at = seen.at.timestamp_millis();
        Ok(self.client().await?.execute(asks, &[&bus, &report, &at, &seen.by]).await? == 1)
    }
}
