//! Where a repository's files come from.

use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use async_trait::async_trait;

/// Gives the files of a repository by name: `metadata/2.root.json`, `targets/<sha256>.1/edition.json`.
#[async_trait]
pub trait Source: Send + Sync {
    /// The whole file, if it is no longer than `limit` bytes. Nothing of it is believed before it is verified.
    ///
    /// # Errors
    /// [`SourceError`].
    async fn fetch(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError>;
}

/// Why a file did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// There is no such file, said by the repository itself.
    #[error("not found")]
    NotFound,
    /// No answer, or none that can be used.
    #[error("unreachable")]
    Unreachable,
    /// It is longer than asked for.
    #[error("too large")]
    TooLarge,
}

/// A repository in a folder.
#[derive(Debug, Clone)]
pub struct FolderSource(PathBuf);

impl FolderSource {
    /// The repository in that folder; nothing is read yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }
}

#[async_trait]
impl Source for FolderSource {
    async fn fetch(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        let path = inside(&self.0, path).ok_or(SourceError::NotFound)?;
        tokio::task::spawn_blocking(move || read(&path, limit)).await.map_err(|_| SourceError::Unreachable)?
    }
}

/// The path of a repository's file, unless it would lead out of the folder.
pub(crate) fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    path.split('/').all(plain).then(|| folder.join(path))
}

fn read(path: &Path, limit: u64) -> Result<Vec<u8>, SourceError> {
    let file = std::fs::File::open(path).map_err(|error| match error.kind() {
        // A name that no file can have is the name of none.
        ErrorKind::NotFound
        | ErrorKind::NotADirectory
        | ErrorKind::IsADirectory
        | ErrorKind::InvalidFilename => SourceError::NotFound,
        _ => SourceError::Unreachable,
    })?;
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| match error.kind() {
        ErrorKind::IsADirectory => SourceError::NotFound,
        _ => SourceError::Unreachable,
    })?;
    if bytes.len() as u64 > limit { Err(SourceError::TooLarge) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_too_long_for_any_file_is_the_name_of_none() {
        let folder = std::env::temp_dir();
        for name in ["x".repeat(300), "x".repeat(5_000)] {
            let said = FolderSource::new(&folder).fetch(&format!("metadata/{name}"), 10).await;
            assert_eq!(
                said,
                Err(SourceError::NotFound),
                "nobody asks for the platform's disk to be looked at"
            );
        }
    }
}
