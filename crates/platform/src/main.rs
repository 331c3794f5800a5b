//! `guitu-platform --listen ADDR --data DIR [--public-url URL] [--rulebook DIR]`; `guitu-platform explain --data DIR --declaration ID [--rulebook DIR]`

use std::io::Write as _;
use std::net::SocketAddr;
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
    /// Address to listen on; port 0 takes any free one.
    #[arg(long, default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// Directory of keys, platform-profile.json and database.
    #[arg(long, required = true)]
    data: Option<PathBuf>,
    /// The address that apps are told, where it differs from the one listened on.
    #[arg(long)]
    public_url: Option<String>,
    /// A repository of editions made with `cargo xtask rulebook`; without one the platform makes its own.
    #[arg(long)]
    rulebook: Option<PathBuf>,
}

/// What else than serving.
#[derive(Subcommand)]
enum Command {
    /// Prints why a declaration's code has its colour: rule, deciding facts with their values (health data), and what
    /// would give another colour.
    Explain {
        /// Directory of keys and database.
        #[arg(long)]
        data: PathBuf,
        /// A repository that publishes the edition that gave the code; without one the platform's own.
        #[arg(long)]
        rulebook: Option<PathBuf>,
        /// The declaration's id.
        #[arg(long)]
        declaration: Uuid,
    },
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_env_filter(filter).init();
    // A panic's message may quote what it was working on; its place is enough to find it.
    std::panic::set_hook(Box::new(|panic| {
        tracing::error!(at = panic.location().map(ToString::to_string), "panic")
    }));
    let Arguments { command, listen, data, public_url, rulebook } = Arguments::parse();
    if let Some(Command::Explain { data, rulebook, declaration }) = command {
        let explained = platform::explain::explain(&data, rulebook.as_deref(), declaration)
            .await
            .map_err(|error| error.to_string())?;
        write!(std::io::stdout(), "{explained}")?;
        return Ok(());
    }
    let data = data.unwrap_or_default();
    let running = Platform::start(Config { public_url, rulebook, ..Config::new(listen, data) }).await?;
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
