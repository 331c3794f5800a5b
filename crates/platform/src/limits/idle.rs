//! How long a connection may stay open of which nobody asks anything. HTTP/1.1 has a time for the next request's headers; a client
//! of HTTP/2 that answers pings would stay for ever.
//!
//! What counts is a request that is under way, and bytes of an answer that are taken: pings and their answers are neither.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Instant, Sleep};
use tower_service::Service;

/// Longer than what the protocol itself writes of its own: pings, acknowledgements, windows.
const A_PIECE_OF_AN_ANSWER: usize = 64;

/// What a connection is used for. Clones share it.
#[derive(Clone)]
pub(super) struct Use(Arc<Mutex<Used>>);

struct Used {
    under_way: usize,
    last: Instant,
}

/// A request that is under way until this is dropped.
struct UnderWay(Use);

/// Says when a connection was left.
pub(super) struct Idle {
    of: Use,
    most: Duration,
    /// Nobody has to look before.
    looks: Pin<Box<Sleep>>,
}

/// A service of one connection that notes its requests.
#[derive(Clone)]
pub(crate) struct Noted<S> {
    service: S,
    of: Use,
}

impl Use {
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(Used { under_way: 0, last: Instant::now() })))
    }

    pub(super) fn noting<S>(&self, service: S) -> Noted<S> {
        Noted { service, of: self.clone() }
    }

    /// So many bytes were taken by the other side.
    pub(super) fn wrote(&self, bytes: usize) {
        if bytes > A_PIECE_OF_AN_ANSWER {
            self.change(|used| used.last = Instant::now());
        }
    }

    fn begin(&self) -> UnderWay {
        self.change(|used| used.under_way += 1);
        UnderWay(self.clone())
    }

    fn change<T>(&self, with: impl FnOnce(&mut Used) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.change(|used| {
            used.under_way -= 1;
            used.last = Instant::now();
        });
    }
}

impl Idle {
    pub(super) fn new(of: Use, most: Duration) -> Self {
        Self { of, most, looks: Box::pin(tokio::time::sleep(most)) }
    }

    /// Ready with an error once nothing was asked for so long.
    pub(super) fn poll_left(&mut self, context: &mut Context<'_>) -> Poll<io::Error> {
        loop {
            ready!(self.looks.as_mut().poll(context));
            let now = Instant::now();
            let (is_used, last) = self.of.change(|used| (used.under_way > 0, used.last));
            let ends = if is_used { now } else { last } + self.most;
            if ends <= now {
                return Poll::Ready(io::Error::new(io::ErrorKind::TimedOut, "nothing was asked for long"));
            }
            self.looks.as_mut().reset(ends);
        }
    }
}

impl<S, R> Service<R> for Noted<S>
where
    S: Service<R>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let (under_way, answer) = (self.of.begin(), self.service.call(request));
        Box::pin(async move {
            let answer = answer.await;
            drop(under_way);
            answer
        })
    }
}
