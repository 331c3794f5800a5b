//! A TCP proxy that behaves as networks do: it passes, refuses, cuts, delays, and answers with rubbish.
//!
//! It knows nothing of HTTP. Put it between a client and a real server on loopback, and say which [`Fault`] the next
//! connections meet.

mod connection;

use std::{
    collections::VecDeque,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    net::TcpListener,
    sync::watch,
    task::{JoinHandle, JoinSet},
};

/// What happens to a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: bytes pass both ways.
    Pass,
    /// Reset before a byte is read.
    Refuse,
    /// Everything reaches the server; when its answer begins, the connection is reset and the client hears nothing.
    LoseAnswer,
    /// Reset after so many bytes of the client's request.
    CutRequestAfter(usize),
    /// Closed after so many bytes of the server's answer.
    CutAnswerAfter(usize),
    /// The answer waits so long before its first byte.
    Delay(Duration),
    /// The server is not asked; these bytes are the answer.
    Garbage(Vec<u8>),
    /// The request is read and never answered.
    Silence,
    /// After so many bytes of the request the server hears that no more will come; its answer passes.
    HalfCloseAfter(usize),
    /// The request reaches the server a second time, on a connection of its own whose answer nobody reads.
    Duplicate,
    /// Held back until so many later connections have been accepted.
    Overtaken(usize),
    /// Each so many-th byte of the request is another one.
    GarbleRequest(usize),
    /// Each so many-th byte of the answer is another one.
    GarbleAnswer(usize),
    /// Each byte of the answer comes so long after the one before.
    Slow(Duration),
    /// The other side of the world: the connection and each answer take so long, and after so many answers it is reset.
    FarAway(Duration, usize),
}

impl Fault {
    /// A hotel that wants to be agreed to first: every request is answered by a page, and leads to a login.
    #[must_use]
    pub fn captive_portal() -> Self {
        let page = "<html><title>Welcome</title>Please log in</html>";
        let length = page.len();
        let answer = format!(
            "HTTP/1.1 302 Found\r\nLocation: http://login.hotel.example/\r\nContent-Type: text/html\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n{page}"
        );
        Self::Garbage(answer.into_bytes())
    }
}

/// The proxy. It stops when it is dropped.
#[derive(Debug)]
pub struct FaultyNetwork {
    address: SocketAddr,
    weather: Arc<Mutex<Weather>>,
    seen: watch::Receiver<usize>,
    accepting: JoinHandle<()>,
}

#[derive(Debug)]
struct Weather {
    server: SocketAddr,
    next: VecDeque<Fault>,
    then: Fault,
}

impl FaultyNetwork {
    /// Listens on a free loopback port and passes to `server` until told otherwise.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn before(server: SocketAddr) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let weather = Arc::new(Mutex::new(Weather { server, next: VecDeque::new(), then: Fault::Pass }));
        let (count, seen) = watch::channel(0);
        let accepting = tokio::spawn(accept(listener, Arc::clone(&weather), count));
        Ok(Self { address, weather, seen, accepting })
    }

    /// Where clients connect.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every connection from now on meets this fault.
    pub fn always(&self, fault: Fault) {
        let mut weather = self.weather();
        weather.next.clear();
        weather.then = fault;
    }

    /// The next connections meet these faults, one each; those after them what [`always`](Self::always) said last.
    pub fn next(&self, faults: impl IntoIterator<Item = Fault>) {
        self.weather().next.extend(faults);
    }

    /// Passes to another server from now on.
    pub fn lead_to(&self, server: SocketAddr) {
        self.weather().server = server;
    }

    /// Connections accepted so far.
    pub fn connections(&self) -> usize {
        *self.seen.borrow()
    }

    /// Waits until so many connections were accepted in all.
    pub async fn until_connections(&self, count: usize) {
        // An error means that the proxy stopped; then there is nothing to wait for.
        let _ = self.seen.clone().wait_for(|seen| *seen >= count).await;
    }

    fn weather(&self) -> MutexGuard<'_, Weather> {
        self.weather.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for FaultyNetwork {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, weather: Arc<Mutex<Weather>>, count: watch::Sender<usize>) {
    // Dropped with this task, and the connections with it.
    let mut connections = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        let (fault, server) = {
            let mut weather = weather.lock().unwrap_or_else(PoisonError::into_inner);
            let fault = weather.next.pop_front().unwrap_or_else(|| weather.then.clone());
            (fault, weather.server)
        };
        count.send_modify(|seen| *seen += 1);
        let (mut seen, number) = (count.subscribe(), *count.borrow());
        connections.spawn(async move {
            if let Fault::Overtaken(by) = fault {
                // An error means that the proxy stops, and this connection with it.
                let _ = seen.wait_for(|seen| *seen >= number + by).await;
            }
            // A broken connection is what this is for; who made it sees the error at their end.
            let _ = connection::carry(client, server, fault).await;
        });
        while connections.try_join_next().is_some() {}
    }
}
