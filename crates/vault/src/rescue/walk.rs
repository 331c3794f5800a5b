//! Reading the rows of a table around what is damaged. A table with row numbers is read in their order; where it cannot be read
//! on, the next number is looked for that can. A table without them is read from both ends.

use rusqlite::types::Value;
use rusqlite::{Connection, Row};

use super::source::Source;
use crate::error::VaultError;

/// A page holds fewer rows than this of any table here: so many numbers are tried one by one.
const ONE_BY_ONE: i64 = 128;
/// After those in growing strides, up to numbers that no vault reaches.
const FARTHEST: i64 = 1 << 40;

/// A table of the damaged database.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    /// Columns of its primary key, where it has no row numbers.
    key: Vec<String>,
}

/// Values of a row, in the order of the table's columns.
pub(super) type Values = Vec<Value>;

/// The tables that hold what was typed and what came of it. What a list shows is made of them again, and the slots are read by
/// themselves.
pub(super) fn tables(connection: &Connection) -> Result<Vec<Table>, VaultError> {
    let mut statement = connection.prepare(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 1
             AND name NOT IN ('vault', 'key_slot', 'summary', 'draft_with_recent') ORDER BY name",
    )?;
    let names = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)))?;
    let names = names.collect::<Result<Vec<_>, _>>()?;
    let mut columns = connection.prepare("SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let mut tables = Vec::new();
    for (name, without_rowid) in names {
        let all = columns.query_map([&name], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let all = all.collect::<Result<Vec<(String, i64)>, _>>()?;
        let mut key: Vec<_> = all.iter().filter(|(_, pk)| without_rowid && *pk > 0).cloned().collect();
        key.sort_by_key(|(_, pk)| *pk);
        tables.push(Table {
            name,
            columns: all.into_iter().map(|(column, _)| column).collect(),
            key: key.into_iter().map(|(column, _)| column).collect(),
        });
    }
    Ok(tables)
}

impl Table {
    fn listed(&self) -> String {
        self.columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ")
    }

    /// Where a column is in [`Values`].
    pub(super) fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| known == column)
    }

    /// Every row that can be read. Says whether that was all of them.
    pub(super) fn rows(&self, source: &mut Source, take: &mut dyn FnMut(Values)) -> Result<bool, VaultError> {
        if self.key.is_empty() { self.by_number(source, take) } else { self.by_both_ends(source, take) }
    }

    fn by_number(&self, source: &mut Source, take: &mut dyn FnMut(Values)) -> Result<bool, VaultError> {
        let (mut next, mut all) = (i64::MIN, true);
        loop {
            let sql = format!(
                "SELECT rowid, {} FROM \"{}\" NOT INDEXED WHERE rowid >= ?1 ORDER BY rowid",
                self.listed(),
                self.name
            );
            let to_the_end = source.read_on(|connection| {
                let mut statement = connection.prepare_cached(&sql)?;
                let mut rows = statement.query([next])?;
                while let Some(row) = rows.next()? {
                    let (number, values) = (row.get::<_, i64>(0)?, self.values(row, 1)?);
                    take(values);
                    next = number + 1;
                }
                Ok(())
            })?;
            if to_the_end {
                return Ok(all);
            }
            all = false;
            match self.next_readable(source, next)? {
                Some(number) => next = number,
                None => return Ok(false),
            }
        }
    }

    /// The number of the first row behind the damage, which begins at `from`; `None` where there is none that can be read.
    fn next_readable(&self, source: &mut Source, from: i64) -> Result<Option<i64>, VaultError> {
        let start = from.max(1) - 1;
        for step in 1..=ONE_BY_ONE {
            match self.first_from(source, start + step)? {
                Readable::Row(number) => return Ok(Some(number)),
                Readable::Nothing => return Ok(None),
                Readable::Not => {}
            }
        }
        let (mut short, mut stride) = (ONE_BY_ONE, ONE_BY_ONE * 2);
        let found = loop {
            match self.first_from(source, start + stride)? {
                Readable::Row(number) => break number,
                // The rest may lie between: it is looked for there.
                Readable::Nothing => break start + stride,
                Readable::Not if stride < FARTHEST => (short, stride) = (stride, stride * 2),
                Readable::Not => return Ok(None),
            }
        };
        let (mut not, mut readable) = (start + short, found.min(start + stride));
        while readable - not > 1 {
            let middle = not + (readable - not) / 2;
            match self.first_from(source, middle)? {
                Readable::Not => not = middle,
                _ => readable = middle,
            }
        }
        Ok(match self.first_from(source, readable)? {
            Readable::Row(number) => Some(number),
            _ => None,
        })
    }

    /// The first row from a number on.
    fn first_from(&self, source: &mut Source, number: i64) -> Result<Readable, VaultError> {
        let sql = format!(
            "SELECT rowid, {} FROM \"{}\" NOT INDEXED WHERE rowid >= ?1 ORDER BY rowid LIMIT 1",
            self.listed(),
            self.name
        );
        let mut found = Readable::Nothing;
        let read = source.read_on(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([number])?;
            if let Some(row) = rows.next()? {
                self.values(row, 1)?;
                found = Readable::Row(row.get(0)?);
            }
            Ok(())
        })?;
        Ok(if read { found } else { Readable::Not })
    }

    /// Read upwards, what follows the damage of the last declaration before it may be lost: of that one the upper end alone
    /// counts.
    fn by_both_ends(&self, source: &mut Source, take: &mut dyn FnMut(Values)) -> Result<bool, VaultError> {
        let at = self.position("declaration");
        let (mut upwards, up) = self.in_order(source, "ASC")?;
        if up {
            upwards.into_iter().for_each(take);
            return Ok(true);
        }
        if let (Some(at), Some(last)) = (at, upwards.last().cloned()) {
            upwards.retain(|values| values[at] != last[at]);
        }
        let (downwards, _) = self.in_order(source, "DESC")?;
        upwards.into_iter().chain(downwards).for_each(take);
        Ok(false)
    }

    fn in_order(&self, source: &mut Source, direction: &str) -> Result<(Vec<Values>, bool), VaultError> {
        let order = self.key.iter().map(|column| format!("\"{column}\" {direction}"));
        let sql = format!(
            "SELECT {} FROM \"{}\" ORDER BY {}",
            self.listed(),
            self.name,
            order.collect::<Vec<_>>().join(", ")
        );
        let mut found = Vec::new();
        let whole = source.read_on(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                found.push(self.values(row, 0)?);
            }
            Ok(())
        })?;
        Ok((found, whole))
    }

    fn values(&self, row: &Row<'_>, from: usize) -> Result<Values, rusqlite::Error> {
        (from..from + self.columns.len()).map(|index| row.get(index)).collect()
    }

    /// What the index of a table says that it holds, as far as the index can be read: the values of its first column.
    pub(super) fn indexed(&self, source: &mut Source, column: &str) -> Result<Vec<String>, VaultError> {
        let mut found = Vec::new();
        if !self.key.is_empty() {
            return Ok(found); // it is its own index
        }
        for direction in ["ASC", "DESC"] {
            let sql = format!(
                "SELECT \"{column}\" FROM \"{}\" INDEXED BY \"sqlite_autoindex_{}_1\" ORDER BY \"{column}\" {direction}",
                self.name, self.name
            );
            let whole = source.read_on(|connection| {
                let mut statement = connection.prepare_cached(&sql)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    found.push(row.get(0)?);
                }
                Ok(())
            })?;
            if whole {
                break;
            }
        }
        Ok(found)
    }
}

enum Readable {
    Row(i64),
    /// There is no row from there on.
    Nothing,
    Not,
}
