//! A [`Source`] as the transport that `tough` asks: bounded by what is being asked for, and remembering the bytes.
//!
//! `tough` wants a transport that it may keep; a source is only lent. So the transport is the asking end of a channel,
//! and [`lend`] answers it from the source for as long as the work takes.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use async_trait::async_trait;
use bytes::Bytes;
use futures_core::Stream;
use tokio::sync::{mpsc, oneshot};
use tough::{Transport, TransportError, TransportErrorKind, TransportStream};
use url::Url;

use crate::{EditionsError, Source, SourceError};

/// Nothing is looked up under this name; it only gives `tough` addresses to put paths together.
const BASE: &str = "https://rulebook.invalid/";
pub(crate) const METADATA: &str = "metadata/";
pub(crate) const TARGETS: &str = "targets/";

/// Far above any real root, and a thousandth of what would be felt.
pub(crate) const MAX_ROOT: u64 = 64 * 1024;
/// A timestamp names one file.
pub(crate) const MAX_TIMESTAMP: u64 = 16 * 1024;
/// A snapshot names one file as well.
pub(crate) const MAX_SNAPSHOT: u64 = 64 * 1024;
/// Two hundred bytes a file, a dozen files an edition.
pub(crate) const MAX_TARGETS: u64 = 2 * 1024 * 1024;
/// It names one file.
const MAX_KEYS_LIST: u64 = 64 * 1024;
/// Each costs a request; a root lives for a year.
pub(crate) const MAX_ROOT_UPDATES: u64 = 64;

pub(crate) fn limits() -> tough::Limits {
    tough::Limits {
        max_root_size: MAX_ROOT,
        max_targets_size: MAX_TARGETS,
        max_timestamp_size: MAX_TIMESTAMP,
        max_snapshot_size: MAX_SNAPSHOT,
        max_root_updates: MAX_ROOT_UPDATES,
    }
}

/// The address of a folder of the repository.
pub(crate) fn base(folder: &str) -> Result<Url, EditionsError> {
    Url::parse(&format!("{BASE}{folder}")).map_err(|error| EditionsError::Mismatch(error.to_string()))
}

/// What was fetched, by path.
pub(crate) type Fetched = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

struct Request {
    path: String,
    limit: u64,
    reply: oneshot::Sender<Result<Vec<u8>, SourceError>>,
}

/// The asking end.
#[derive(Debug, Clone)]
pub(crate) struct Asking {
    requests: mpsc::UnboundedSender<Request>,
    metadata: Fetched,
}

impl std::fmt::Debug for Request {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.path)
    }
}

/// Runs `work` with a transport that is answered from `source`; gives its outcome and the metadata that was fetched.
pub(crate) async fn lend<T, F>(source: &dyn Source, work: impl FnOnce(Asking) -> F) -> (T, Fetched)
where
    F: Future<Output = T>,
{
    let (requests, mut asked) = mpsc::unbounded_channel::<Request>();
    let metadata = Fetched::default();
    let work = work(Asking { requests, metadata: metadata.clone() });
    tokio::pin!(work);
    loop {
        tokio::select! {
            outcome = &mut work => return (outcome, metadata),
            Some(Request { path, limit, reply }) = asked.recv() => {
                let _ = reply.send(source.fetch(&path, limit).await); // nobody waits any more: nothing to do
            }
        }
    }
}

#[async_trait]
impl Transport for Asking {
    /// Never fails by itself: `tough` takes a failure to fetch a root for "there is none", and only a stream's error
    /// for what it is.
    async fn fetch(&self, url: Url) -> Result<TransportStream, TransportError> {
        let path = url.path().trim_start_matches('/').to_owned();
        let answer = match limit(&path) {
            Some(limit) => self.ask(path, limit).await,
            None => Err(SourceError::NotFound),
        };
        let item = answer.map(Bytes::from).map_err(|error| {
            let kind = match error {
                SourceError::NotFound => TransportErrorKind::FileNotFound,
                SourceError::Unreachable | SourceError::TooLarge => TransportErrorKind::Other,
            };
            TransportError::new_with_cause(kind, url, error)
        });
        Ok(Box::pin(Once(Some(item))))
    }
}

impl Asking {
    async fn ask(&self, path: String, limit: u64) -> Result<Vec<u8>, SourceError> {
        let (reply, answer) = oneshot::channel();
        let request = Request { path: path.clone(), limit, reply };
        self.requests.send(request).map_err(|_| SourceError::Unreachable)?;
        let bytes = answer.await.map_err(|_| SourceError::Unreachable)??;
        if bytes.len() as u64 > limit {
            return Err(SourceError::TooLarge);
        }
        if path.starts_with(METADATA) {
            let mut fetched = self.metadata.lock().unwrap_or_else(PoisonError::into_inner);
            fetched.insert(path, bytes.clone());
        }
        Ok(bytes)
    }
}

/// How long a file of that name may be; none for names that no repository of ours has, such as other delegated roles.
fn limit(path: &str) -> Option<u64> {
    if path.starts_with(TARGETS) {
        return Some(rulebook::vocabulary::MAX_FILE_BYTES as u64);
    }
    match path
        .strip_prefix(METADATA)?
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start_matches('.')
    {
        "root.json" => Some(MAX_ROOT),
        "timestamp.json" => Some(MAX_TIMESTAMP),
        "snapshot.json" => Some(MAX_SNAPSHOT),
        "targets.json" => Some(MAX_TARGETS),
        "platform-keys.json" => Some(MAX_KEYS_LIST),
        _ => None,
    }
}

/// A stream of one item.
struct Once(Option<Result<Bytes, TransportError>>);

impl Stream for Once {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take())
    }
}
