//! `guitu-platform --listen ADDR --data DIR [--public-url URL] [--rulebook DIR]`; `guitu-platform explain --data DIR --declaration ID [--rulebook DIR]`

use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use platform::{Config, Platform};
use tracing_subscriber::EnvFilter;
use uuid::Uuid;

/// The provincial platform's reference server. Prints one line when it is ready; logs to stderr.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Option<Serve>,
}

/// Serving.
#[derive(clap::Args)]
struct Serve {
    /// Address to listen on; port 0 takes any free one.
    #[arg(long, default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// The address that apps are told, where it differs from the one listened on.
    #[arg(long)]
    public_url: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// Where a platform keeps what.
#[derive(clap::Args)]
struct Place {
    /// Directory of platform-profile.json, rulebook and embedded database.
    #[arg(long)]
    data: PathBuf,
    /// A PostgreSQL database, `postgres://user@host/name`; without one the embedded store in the data directory.
    #[arg(long)]
    database: Option<String>,
    /// Directory of the keys, where it is another than the data directory, such as a mounted secret.
    #[arg(long)]
    keys: Option<PathBuf>,
    /// A repository of editions made with `cargo xtask rulebook`; without one the platform makes its own.
    #[arg(long)]
    rulebook: Option<PathBuf>,
}

impl Place {
    fn config(self, listen: SocketAddr) -> Config {
        let Self { data, database, keys, rulebook } = self;
        Config { database, keys, rulebook, ..Config::new(listen, data) }
    }
}

/// What else than serving.
#[derive(Subcommand)]
enum Command {
    /// Prints why a declaration's code has its colour: rule, deciding facts with their values (health data), and what
    /// would give another colour.
    Explain {
        #[command(flatten)]
        place: Place,
        /// The declaration's id.
        #[arg(long)]
        declaration: Uuid,
    },
}

const NOWHERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_env_filter(filter).init();
    // A panic's message may quote what it was working on; its place is enough to find it.
    std::panic::set_hook(Box::new(|panic| {
        tracing::error!(at = panic.location().map(ToString::to_string), "panic")
    }));
    let Arguments { command, serve } = Arguments::parse();
    if let Some(Command::Explain { place, declaration }) = command {
        let explained = platform::explain::explain(&place.config(NOWHERE), declaration)
            .await
            .map_err(|error| error.to_string())?;
        write!(std::io::stdout(), "{explained}")?;
        return Ok(());
    }
    let Some(Serve { listen, public_url, place }) = serve else { return Err("nothing to do".into()) };
    let running = Platform::start(Config { public_url, ..place.config(listen) }).await?;
    writeln!(std::io::stdout(), "listening on http://{}", running.addr)?;
    asked_to_stop().await?;
    running.shutdown().await;
    Ok(())
}

#[cfg(unix)]
async fn asked_to_stop() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        done = tokio::signal::ctrl_c() => done,
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
