//! Bringing the tables up to date. Each table's file holds its own migrations; here they are put in order.
//!
//! A migration runs whole or not at all, together with the number that says it ran (`user_version`). A program that
//! meets a higher number than it knows says `vault-too-new` and leaves the file alone. A column's meaning never
//! changes; a new meaning is a new column.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::VaultError;
use crate::tables::{
    addressee, declaration, draft, dropped, handed_over, history, import, key_slot, letter, member, outbox,
    outdating, recent, sent, setting, status, summary, vault_row,
};

/// One step of a table: the version of the whole schema that it belongs to, and what it does.
#[derive(Clone, Copy)]
pub(crate) struct Migration {
    pub(crate) version: i64,
    pub(crate) sql: &'static str,
}

/// All tables, those that others refer to first.
const TABLES: [&[Migration]; 18] = [
    vault_row::MIGRATIONS,
    declaration::MIGRATIONS,
    draft::MIGRATIONS,
    sent::MIGRATIONS,
    status::MIGRATIONS,
    outbox::MIGRATIONS,
    setting::MIGRATIONS,
    addressee::MIGRATIONS,
    dropped::MIGRATIONS,
    history::MIGRATIONS,
    key_slot::MIGRATIONS,
    summary::MIGRATIONS,
    handed_over::MIGRATIONS,
    member::MIGRATIONS,
    import::MIGRATIONS,
    letter::MIGRATIONS,
    outdating::MIGRATIONS,
    recent::MIGRATIONS,
];

/// Runs what has not run yet.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), VaultError> {
    run(connection, &TABLES.concat())
}

/// The same up to a version: the tables as an earlier program knew them.
pub(crate) fn migrate_to(connection: &mut Connection, version: i64) -> Result<(), VaultError> {
    let steps: Vec<_> = TABLES.concat().into_iter().filter(|step| step.version <= version).collect();
    run(connection, &steps)
}

/// Whether something has not run yet.
pub(crate) fn is_older(connection: &Connection) -> Result<bool, VaultError> {
    Ok(version(connection)? < newest())
}

/// Refuses a schema newer than the newest one known here.
pub(crate) fn refuse_newer(connection: &Connection) -> Result<(), VaultError> {
    if version(connection)? > newest() { Err(VaultError::TooNew) } else { Ok(()) }
}

/// The schema that this program writes.
pub(crate) fn newest() -> i64 {
    TABLES.iter().flat_map(|table| table.iter()).map(|step| step.version).max().unwrap_or(0)
}

fn run(connection: &mut Connection, steps: &[Migration]) -> Result<(), VaultError> {
    let mut steps = steps.to_vec();
    steps.sort_by_key(|step| step.version); // stable: within a version the order of the tables stays
    let from = version(connection)?;
    let Some(to) = steps.last().map(|step| step.version).filter(|to| *to > from) else {
        return Ok(());
    };
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in steps.iter().filter(|step| step.version > from) {
        transaction.execute_batch(step.sql)?;
    }
    transaction.pragma_update(None, "user_version", to)?;
    Ok(transaction.commit()?)
}

/// The version of its tables.
pub(crate) fn version(connection: &Connection) -> Result<i64, VaultError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh() -> Connection {
        Connection::open_in_memory().unwrap()
    }

    fn tables(connection: &Connection) -> String {
        let mut statement =
            connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
        let all = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        all.map(|sql| sql.unwrap() + ";\n\n").collect()
    }

    #[test]
    fn the_schema_is_what_schema_sql_shows() {
        let mut connection = fresh();
        migrate(&mut connection).unwrap();
        let header = "-- What all migrations together make; schema.rs compares. Tables by name.\n\n";
        let now = format!("{header}{}", tables(&connection));
        let written = include_str!("../schema.sql");
        assert!(
            now == written,
            "crates/vault/schema.sql must be changed with a migration; it is now:\n{now}"
        );
    }

    #[test]
    fn every_table_is_strict_and_takes_no_null() {
        let mut connection = fresh();
        migrate(&mut connection).unwrap();
        let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        let ours = "pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'";
        assert_eq!(count(&format!("SELECT count(*) FROM {ours} AND strict = 0")), 0, "a type is a type");
        let nullable = "SELECT count(*) FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
             WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.\"notnull\" = 0";
        assert_eq!(count(nullable), 0, "what is absent has no row, instead of a null in one");
        assert!(count(&format!("SELECT count(*) FROM {ours}")) > 5, "there are tables to look at");
    }

    #[test]
    fn a_migration_that_fails_leaves_everything_as_it_was() {
        let mut connection = fresh();
        migrate(&mut connection).unwrap();
        let before = (tables(&connection), version(&connection).unwrap());
        let steps = [
            Migration { version: 100, sql: "CREATE TABLE extra (x INTEGER NOT NULL) STRICT;" },
            Migration { version: 101, sql: "ALTER TABLE draft ADD COLUMN mood TEXT; SELECT nonsense;" },
        ];
        assert!(run(&mut connection, &steps).is_err(), "the second step cannot run");
        let now = (tables(&connection), version(&connection).unwrap());
        assert_eq!(now, before, "then the first one did not either");
        run(&mut connection, &steps[..1]).unwrap();
        assert_eq!(version(&connection).unwrap(), 100, "a later start may do better");
    }

    #[test]
    fn migrating_twice_does_nothing() {
        let mut connection = fresh();
        migrate(&mut connection).unwrap();
        let before = tables(&connection);
        migrate(&mut connection).unwrap();
        assert_eq!(tables(&connection), before, "what ran is not run again");
    }
}
