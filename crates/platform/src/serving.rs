//! The listening side: sockets, TLS, what a connection may cost, and the end of it all.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::Router;
use axum_server::accept::DefaultAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use axum_server::{Handle, Server};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::limits::{Doors, Limits};

/// A connection of HTTP/2 that does not answer for so long is closed.
const SILENCE: Duration = Duration::from_secs(20);
/// What one connection may make the process hold before anything has looked at it.
const HEADER_BYTES: u32 = 16 << 10;
const CONNECTION_WINDOW: u32 = 256 << 10;
const STREAM_WINDOW: u32 = 64 << 10;
const STREAMS: u32 = 32;
const SEND_BUFFER: usize = 64 << 10;

/// A certificate with its key, as PEM files. They are read again when they change.
#[derive(Debug, Clone)]
pub struct Tls {
    /// The chain, the server's own certificate first.
    pub certificate: PathBuf,
    /// The secret key.
    pub key: PathBuf,
    /// How often the files are looked at.
    pub looked_at_every: Duration,
}

/// All that listens.
#[derive(Debug)]
pub(crate) struct Serving {
    handle: Handle<SocketAddr>,
    servers: Vec<JoinHandle<io::Result<()>>>,
    watch: Option<JoinHandle<()>>,
}

impl Serving {
    pub(crate) fn new() -> Self {
        Self { handle: Handle::new(), servers: Vec::new(), watch: None }
    }

    /// Connections that are open now.
    pub(crate) fn connections(&self) -> impl Fn() -> usize + Send + Sync + use<> {
        let handle = self.handle.clone();
        move || handle.connection_count()
    }

    /// Serves without encryption.
    pub(crate) fn plain(
        &mut self,
        listener: TcpListener,
        router: Router,
        limits: &Limits,
        behind_proxy: bool,
    ) {
        let doors = Doors::new(DefaultAcceptor::new(), limits, behind_proxy);
        let server = self.bounded(Server::from_listener(listener).acceptor(doors), limits);
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        self.servers.push(tokio::spawn(server.serve(service)));
    }

    /// Serves with a certificate.
    pub(crate) async fn encrypted(
        &mut self,
        listener: TcpListener,
        router: Router,
        limits: &Limits,
        tls: &Tls,
    ) -> io::Result<()> {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default(); // another may have done it already
        let config = RustlsConfig::from_pem_file(&tls.certificate, &tls.key).await?;
        self.watch = Some(tokio::spawn(follow(config.clone(), tls.clone())));
        let doors = Doors::new(RustlsAcceptor::new(config), limits, false);
        let server = self.bounded(Server::from_listener(listener).acceptor(doors), limits);
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        self.servers.push(tokio::spawn(server.serve(service)));
        Ok(())
    }

    fn bounded<A>(&self, server: Server<SocketAddr, A>, limits: &Limits) -> Server<SocketAddr, A> {
        let mut server = server.handle(self.handle.clone()).first_request_timeout(limits.headers);
        let builder = server.http_builder();
        builder.http1().header_read_timeout(limits.headers).max_buf_size(HEADER_BYTES as usize);
        builder
            .http2()
            .max_header_list_size(HEADER_BYTES)
            .initial_connection_window_size(CONNECTION_WINDOW)
            .initial_stream_window_size(STREAM_WINDOW)
            .max_concurrent_streams(STREAMS)
            .max_send_buf_size(SEND_BUFFER)
            .keep_alive_interval(SILENCE)
            .keep_alive_timeout(SILENCE);
        server
    }

    /// Takes no new request, lets those under way end for as long as that, and closes what is left.
    pub(crate) async fn end(self, patience: Duration) {
        self.handle.graceful_shutdown(Some(patience));
        if let Some(watch) = self.watch {
            watch.abort();
        }
        for server in self.servers {
            let _ = server.await; // it ends with its last connection
        }
    }
}

/// Reads the certificate again whenever one of its files is another.
async fn follow(config: RustlsConfig, tls: Tls) {
    let mut seen = changed(&tls).await;
    loop {
        tokio::time::sleep(tls.looked_at_every).await;
        let now = changed(&tls).await;
        if now == seen {
            continue;
        }
        match config.reload_from_pem_file(&tls.certificate, &tls.key).await {
            Ok(()) => {
                tracing::info!("the certificate was read again");
                seen = now;
            }
            // Half of a new pair may lie there: the old one is used until both are there.
            Err(error) => tracing::error!(%error, "the new certificate cannot be used; the old one stays"),
        }
    }
}

async fn changed(tls: &Tls) -> [Option<SystemTime>; 2] {
    let tls = Arc::new(tls.clone());
    let read = tokio::task::spawn_blocking(move || {
        [&tls.certificate, &tls.key].map(|path| std::fs::metadata(path).and_then(|it| it.modified()).ok())
    });
    read.await.unwrap_or_default()
}
