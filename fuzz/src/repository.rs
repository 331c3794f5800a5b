//! What a repository answers, parts between NUL bytes: what comes first, what comes next.

use std::sync::{LazyLock, Mutex};

use async_trait::async_trait;
use editions::{Shelf, Source, SourceError};

/// A root that was properly signed, so that what follows it is read.
const ROOT: &[u8] = include_bytes!("../../tests/fixtures/tuf/consistent-snapshots/metadata/1.root.json");

static RUNTIME: LazyLock<tokio::runtime::Runtime> =
    LazyLock::new(|| tokio::runtime::Builder::new_current_thread().build().unwrap());

struct Answers(Mutex<std::vec::IntoIter<Vec<u8>>>);

#[async_trait]
impl Source for Answers {
    async fn fetch(&self, _: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        let next = self.0.lock().ok().and_then(|mut parts| parts.next());
        let bytes = next.filter(|bytes| !bytes.is_empty()).ok_or(SourceError::NotFound)?;
        if bytes.len() as u64 > limit { Err(SourceError::TooLarge) } else { Ok(bytes) }
    }
}

/// Looks for newer editions there: it ends with editions or with a code, and the shelf can be read again.
pub fn run(data: &[u8]) {
    let root = serde_json::from_slice(ROOT).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let parts: Vec<_> = data.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect();
    let shelf = Shelf::new(folder.path(), &root);
    let answers = Answers(Mutex::new(parts.into_iter()));
    if let Err(error) = RUNTIME.block_on(shelf.update(&answers)) {
        assert!(error.code().starts_with("rulebook-"), "every refusal has its code");
    }
    assert!(RUNTIME.block_on(shelf.held()).is_ok(), "whatever was written down can be read again");
}
