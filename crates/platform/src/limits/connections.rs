//! Who may keep how many connections open. One too many is closed before a byte of it is read.

use std::collections::HashMap;
use std::io::{self, IoSlice};
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum_server::accept::Accept;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::idle::{Idle, Noted, Use};
use super::{Caller, Limits, share_for_anybody};

/// What lets connections in, before whatever `inner` does with them.
#[derive(Clone)]
pub(crate) struct Doors<A> {
    inner: A,
    open: Open,
    idle: Duration,
}

#[derive(Clone)]
struct Open {
    count: Arc<Mutex<HashMap<Caller, usize>>>,
    most: usize,
    most_of_one: usize,
    has_callers: bool,
}

/// A place that is taken until this is dropped.
struct Pass {
    open: Open,
    caller: Caller,
}

/// What a caller keeps open at most where little is left: some addresses that take all they may leave the rest to those who have
/// nothing.
const OF_ONE_IN_A_CROWD: usize = 8;

impl<A> Doors<A> {
    /// Behind a proxy all connections are the proxy's, so that one caller may have them all.
    pub(crate) fn new(inner: A, limits: &Limits, behind_proxy: bool) -> Self {
        let most_of_one = if behind_proxy { limits.connections } else { limits.connections_of_one };
        let open =
            Open { count: Arc::default(), most: limits.connections, most_of_one, has_callers: !behind_proxy };
        Self { inner, open, idle: limits.idle }
    }
}

impl Open {
    fn enter(&self, address: IpAddr) -> Option<Pass> {
        let caller = Caller::from(address);
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = count.values().sum();
        let one = count.get(&caller).copied().unwrap_or_default();
        let is_crowded = self.has_callers && all >= share_for_anybody(self.most);
        if all >= self.most || one >= self.most_of_one || is_crowded && one >= OF_ONE_IN_A_CROWD {
            return None;
        }
        count.insert(caller, one + 1);
        Some(Pass { open: self.clone(), caller })
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let mut count = self.open.count.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(one) = count.get_mut(&self.caller) {
            *one -= 1;
            if *one == 0 {
                count.remove(&self.caller);
            }
        }
    }
}

impl<A, S> Accept<TcpStream, S> for Doors<A>
where
    A: Accept<TcpStream, S> + Clone + Send + 'static,
    A::Future: Send,
    A::Stream: Send,
    A::Service: Send,
    S: Send + 'static,
{
    type Stream = Counted<A::Stream>;
    type Service = Noted<A::Service>;
    type Future = Pin<Box<dyn Future<Output = io::Result<(Self::Stream, Self::Service)>> + Send>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let Self { inner, open, idle } = self.clone();
        Box::pin(async move {
            stream.set_nodelay(true)?;
            let pass = open.enter(stream.peer_addr()?.ip());
            let pass = pass.ok_or_else(|| io::Error::other("too many connections"))?;
            let (stream, service) = inner.accept(stream, service).await?;
            let used = Use::new();
            let service = used.noting(service);
            Ok((Counted { stream, idle: Idle::new(used.clone(), idle), used, _pass: pass }, service))
        })
    }
}

/// A connection that is counted as long as it is open, and is open as long as it is used.
pub(crate) struct Counted<S> {
    stream: S,
    used: Use,
    idle: Idle,
    _pass: Pass,
}

impl<S> Counted<S> {
    fn noted(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(bytes)) = &written {
            self.used.wrote(*bytes);
        }
        written
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Counted<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if let Poll::Ready(left) = self.idle.poll_left(context) {
            return Poll::Ready(Err(left));
        }
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Counted<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.noted(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.noted(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_who_take_all_they_may_leave_something_to_a_fifth() {
        let limits = Limits::default();
        let open = Doors::new((), &limits, false).open;
        let from = |last: u8| IpAddr::from([192, 0, 2, last]);
        let mut held = Vec::new();
        for address in 1..=4 {
            held.extend(std::iter::repeat_with(|| open.enter(from(address))).map_while(|pass| pass));
        }
        assert!(held.len() > limits.connections / 2, "they have much: {}", held.len());
        for address in 5..=20 {
            let mut passes: Vec<_> = (0..OF_ONE_IN_A_CROWD).map(|_| open.enter(from(address))).collect();
            assert!(passes.iter().all(Option::is_some), "caller {address} finds an open door");
            held.extend(passes.drain(..).flatten());
        }
        assert!(held.len() <= limits.connections, "and the whole is bounded");
        let behind_proxy = Doors::new((), &limits, true).open;
        let all =
            std::iter::repeat_with(|| behind_proxy.enter(from(1))).map_while(|pass| pass).collect::<Vec<_>>();
        assert_eq!(all.len(), limits.connections, "a proxy is not one caller among others");
    }
}
