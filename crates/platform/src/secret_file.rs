//! Reading files that only their owner may read.
//!
//! A key that others could read, or whose directory others could write in, may be anybody's: it is refused with what to do,
//! instead of being used or quietly made right.

use std::io;
use std::path::Path;

/// The bytes of a secret file.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    check(path)?;
    std::fs::read(path)
}

/// Whether a secret file is its owner's alone.
#[cfg(unix)]
pub(crate) fn check(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    const OTHERS: u32 = 0o077;
    const OTHERS_WRITE: u32 = 0o022;
    // In such a directory nobody takes another's place.
    const STICKY: u32 = 0o1000;
    if std::fs::metadata(path)?.permissions().mode() & OTHERS != 0 {
        return Err(refused(format!("others may read it; chmod 600 {}", path.display())));
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let mode = std::fs::metadata(folder)?.permissions().mode();
        if mode & OTHERS_WRITE != 0 && mode & STICKY == 0 {
            return Err(refused(format!("others may replace it; chmod 700 {}", folder.display())));
        }
    }
    Ok(())
}

/// Whether a directory is its owner's alone to enter: names and sizes in it tell something, too.
#[cfg(unix)]
pub(crate) fn check_directory(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    match std::fs::metadata(path) {
        Ok(folder) if folder.permissions().mode() & 0o077 != 0 => {
            Err(refused(format!("others may enter it; chmod 700 {}", path.display())))
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Elsewhere the system's own rights decide.
#[cfg(not(unix))]
pub(crate) fn check_directory(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Elsewhere the system's own rights decide.
#[cfg(not(unix))]
pub(crate) fn check(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn refused(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, what)
}
