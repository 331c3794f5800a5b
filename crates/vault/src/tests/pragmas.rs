//! The settings that design decision 4 asks for are in force, not only asked for.

use super::support::Desk;

#[test]
fn an_open_vault_flushes_erases_and_encrypts() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let integer = |pragma: &str| -> i64 {
        vault.read(|connection| Ok(connection.pragma_query_value(None, pragma, |row| row.get(0))?)).unwrap()
    };
    let text = |pragma: &str| -> String {
        vault.read(|connection| Ok(connection.pragma_query_value(None, pragma, |row| row.get(0))?)).unwrap()
    };
    assert_eq!(text("journal_mode"), "wal", "a commit is one append");
    assert_eq!(integer("synchronous"), 2, "FULL: \"saved\" means on the disk");
    assert_eq!(integer("secure_delete"), 1, "what is deleted is overwritten");
    assert_eq!(integer("temp_store"), 2, "nothing spills into a temporary file");
    assert_eq!(integer("foreign_keys"), 1, "purging takes everything along");
    assert_eq!(text("locking_mode"), "exclusive", "one program, and no index file beside the log");
    assert_eq!(text("cipher_status"), "1", "encrypted");
    assert_eq!(text("cipher_memory_security"), "0", "docs/decisions.md says why");
    assert_eq!(text("cipher_page_size"), "4096", "the size that opening counts in");
    let faults = vault.read(|connection| {
        let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
        Ok(statement.query_map([], |_| Ok(()))?.count())
    });
    assert_eq!(faults.unwrap(), 0, "every page is authentic");
}
