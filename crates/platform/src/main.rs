//! `guitu-platform --data DIR …` serves; `guitu-platform help` lists what else it does.

mod changing_keys;
mod enrolling;
mod entry;
mod settings;

use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, CommandFactory as _, Parser, Subcommand};
use entry::Entry;
use platform::retention::Sweep;
use platform::staff::{Account, keeping};
use platform::store::Anchor;
use platform::{Config, Limits, Platform, Tls};
use tracing_subscriber::EnvFilter;
use uuid::Uuid;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The provincial platform's reference server.
///
/// Every setting may also be given as a variable, `GUITU_PLATFORM_LISTEN` for `--listen`, or in a JSON file named by
/// `--config`; a flag wins over a variable, a variable over the file.
#[derive(Parser)]
#[command(version, args_override_self = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves; this is what runs where no command is named. Prints one line when it is ready; logs to stderr.
    #[command(args_override_self = true)]
    Serve(Serve),
    /// Prints why a declaration's code has its colour: rule, deciding facts with their values (health data), and what
    /// would give another colour.
    #[command(args_override_self = true)]
    Explain {
        #[command(flatten)]
        place: Place,
        /// The declaration's id.
        #[arg(long)]
        declaration: Uuid,
        /// Who asks: it is noted in the declaration's log.
        #[arg(long, env = "USER", default_value = "operator")]
        by: String,
    },
    /// Records what an officer has seen of a traveller; a platform that runs then judges the declaration again.
    #[command(args_override_self = true)]
    Record {
        #[command(flatten)]
        place: Place,
        /// The declaration's id.
        #[arg(long)]
        declaration: Uuid,
        /// The officer: it is noted beside what is recorded and in the declaration's log.
        #[arg(long, env = "USER", default_value = "operator")]
        by: String,
        #[command(flatten)]
        entry: Entry,
    },
    /// Answers the review that a declaration's traveller has asked for; where it is granted, the code is assigned anew.
    #[command(args_override_self = true)]
    Review {
        #[command(flatten)]
        place: Place,
        /// The declaration's id.
        #[arg(long)]
        declaration: Uuid,
        /// The officer.
        #[arg(long, env = "USER", default_value = "operator")]
        by: String,
        /// The code is to be another; without it, it stays.
        #[arg(long)]
        grant: bool,
        /// Why: `facts-as-declared`, `test-counted`, `other-person`.
        #[arg(long)]
        reason: String,
    },
    /// Ends what may no longer be kept. The platform does so by itself every hour.
    #[command(args_override_self = true)]
    Retention {
        #[command(flatten)]
        place: Place,
        /// Only says what would end.
        #[arg(long)]
        dry_run: bool,
        /// This machine's clock is right, although it has leapt by more than a week.
        #[arg(long, conflicts_with = "dry_run")]
        clock_is_right: bool,
    },
    /// Who works with the platform.
    #[command(subcommand)]
    Staff(Staff),
    /// Organisations that help others, and their enrolment tokens.
    #[command(subcommand)]
    Organisation(enrolling::Command),
    /// The log of what was done with declarations.
    #[command(subcommand)]
    Audit(Audit),
    /// The keys of receipts, codes and sealing.
    #[command(subcommand)]
    Keys(changing_keys::Keys),
}

#[derive(Subcommand)]
enum Audit {
    /// Reads every chain and every anchor, and says what does not fit.
    #[command(args_override_self = true)]
    Verify {
        #[command(flatten)]
        place: Place,
        /// Anchors that were published, as `audit anchor` printed them, one a line: they are held against the log as well, since
        /// whoever can rewrite it can rewrite the anchors beside it.
        #[arg(long)]
        published: Option<PathBuf>,
    },
    /// Prints the anchor over all chains at the last midnight, as JSON, to be published.
    #[command(args_override_self = true)]
    Anchor(Place),
}

#[derive(Subcommand)]
enum Staff {
    /// Makes an account, and prints a one-time link with which its owner makes a passkey.
    #[command(args_override_self = true)]
    Add {
        #[command(flatten)]
        place: Place,
        /// port-officer, county-contact, health-officer, hotline, platform-officer or auditor.
        #[arg(long)]
        role: String,
        /// Ports (PVG,HGH) of a port officer; divisions (330106,331100) of a county contact or health officer.
        #[arg(long, default_value = "")]
        scope: String,
        /// The name, as colleagues know it. Travellers are never told it.
        #[arg(long)]
        name: String,
    },
    /// Lists the accounts.
    #[command(args_override_self = true)]
    List(Place),
    /// Prints a new one-time link, for somebody who has lost the passkey. The earlier one ends when the link is used.
    #[command(args_override_self = true)]
    Link {
        #[command(flatten)]
        place: Place,
        /// The account's id.
        #[arg(long)]
        account: Uuid,
    },
    /// Ends an account with its passkeys and sessions, at once.
    #[command(args_override_self = true)]
    Revoke {
        #[command(flatten)]
        place: Place,
        /// The account's id.
        #[arg(long)]
        account: Uuid,
    },
}

#[derive(Args)]
struct Serve {
    /// Address to listen on; port 0 takes any free one.
    #[arg(long, default_value = "127.0.0.1:8443", env = "GUITU_PLATFORM_LISTEN")]
    listen: SocketAddr,
    /// The address that apps are told, where it differs from the one listened on.
    #[arg(long, env = "GUITU_PLATFORM_PUBLIC_URL")]
    public_url: Option<String>,
    /// Plain HTTP on an address that others reach, since a proxy before it encrypts. Callers are then counted by the last
    /// entry of its X-Forwarded-For.
    #[arg(long, env = "GUITU_PLATFORM_BEHIND_TLS_PROXY", conflicts_with = "tls_cert")]
    behind_tls_proxy: bool,
    /// Certificate chain as a PEM file; read again when it changes.
    #[arg(long, env = "GUITU_PLATFORM_TLS_CERT", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The certificate's key as a PEM file.
    #[arg(long, env = "GUITU_PLATFORM_TLS_KEY", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Address for those who run the platform: /metrics, /healthz, /readyz. None unless it is given.
    #[arg(long, env = "GUITU_PLATFORM_OPERATIONS")]
    operations: Option<SocketAddr>,
    #[command(flatten)]
    limits: Bounds,
    #[command(flatten)]
    place: Place,
}

/// How much callers may take of the platform; what is not given is as it was measured.
#[derive(Args)]
struct Bounds {
    /// Connections at once, of all callers.
    #[arg(long, env = "GUITU_PLATFORM_CONNECTIONS")]
    connections: Option<usize>,
    /// Connections at once, of one caller.
    #[arg(long, env = "GUITU_PLATFORM_CONNECTIONS_OF_ONE")]
    connections_of_one: Option<usize>,
    /// Bytes of bodies on their way at once, of all callers.
    #[arg(long, env = "GUITU_PLATFORM_BYTES")]
    bytes: Option<usize>,
    /// Bytes of bodies on their way at once, of one caller.
    #[arg(long, env = "GUITU_PLATFORM_BYTES_OF_ONE")]
    bytes_of_one: Option<usize>,
    /// Requests a second of one caller, over time.
    #[arg(long, env = "GUITU_PLATFORM_REQUESTS_A_SECOND")]
    requests_a_second: Option<u32>,
    /// Requests of one caller that may come at once.
    #[arg(long, env = "GUITU_PLATFORM_REQUESTS_AT_ONCE")]
    requests_at_once: Option<u32>,
}

impl Bounds {
    fn limits(self) -> Limits {
        let usual = Limits::default();
        Limits {
            connections: self.connections.unwrap_or(usual.connections),
            connections_of_one: self.connections_of_one.unwrap_or(usual.connections_of_one),
            bytes: self.bytes.unwrap_or(usual.bytes),
            bytes_of_one: self.bytes_of_one.unwrap_or(usual.bytes_of_one),
            requests_a_second: self.requests_a_second.unwrap_or(usual.requests_a_second),
            requests_at_once: self.requests_at_once.unwrap_or(usual.requests_at_once),
            ..usual
        }
    }
}

/// Where a platform keeps what.
#[derive(Args)]
struct Place {
    /// Directory of platform-profile.json, rulebook and embedded database.
    #[arg(long, env = "GUITU_PLATFORM_DATA")]
    data: PathBuf,
    /// A PostgreSQL database, `postgres://user@host/name`; without one the embedded store in the data directory.
    #[arg(long, env = "GUITU_PLATFORM_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// Directory of the keys, where it is another than the data directory, such as a mounted secret.
    #[arg(long, env = "GUITU_PLATFORM_KEYS")]
    keys: Option<PathBuf>,
    /// Directory of the keys of days, where it is another than `day-keys` among the keys: shared by all processes, and never in
    /// a backup.
    #[arg(long, env = "GUITU_PLATFORM_DAY_KEYS")]
    day_keys: Option<PathBuf>,
    /// A repository of editions made with `cargo xtask rulebook`; without one the platform makes its own.
    #[arg(long, env = "GUITU_PLATFORM_RULEBOOK")]
    rulebook: Option<PathBuf>,
}

impl Place {
    fn config(self) -> Config {
        let Self { data, database, keys, day_keys, rulebook } = self;
        Config { database, keys, day_keys, rulebook, ..Config::new(NOWHERE, data) }
    }
}

impl Serve {
    fn config(self) -> Config {
        let Self { listen, public_url, behind_tls_proxy, tls_cert, tls_key, operations, limits, place } =
            self;
        let limits = limits.limits();
        let tls = tls_cert.zip(tls_key).map(|(certificate, key)| Tls {
            certificate,
            key,
            looked_at_every: CERTIFICATE,
        });
        Config { listen, public_url, behind_tls_proxy, tls, operations, limits, ..place.config() }
    }
}

const NOWHERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
const CERTIFICATE: Duration = Duration::from_secs(30);
/// Work on the database that a client no longer waits for may take so long at the end.
const LAST_WORK: Duration = Duration::from_secs(1);

fn main() -> Outcome {
    // Whatever it was started under: what apps fetch may be read by others, and nothing is theirs to write.
    #[cfg(unix)]
    {
        let others_write = rustix::fs::Mode::WGRP | rustix::fs::Mode::WOTH;
        let before = rustix::process::umask(others_write);
        rustix::process::umask(before | others_write);
    }
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_env_filter(filter).init();
    // A panic's message may quote what it was working on; its place is enough to find it.
    std::panic::set_hook(Box::new(|panic| {
        tracing::error!(at = panic.location().map(ToString::to_string), "panic")
    }));
    let arguments = Arguments::parse_from(settings::with_file(&Arguments::command(), std::env::args_os())?);
    let runtime = tokio::runtime::Runtime::new()?;
    let outcome = runtime.block_on(run(arguments.command));
    runtime.shutdown_timeout(LAST_WORK);
    outcome
}

async fn run(command: Command) -> Outcome {
    match command {
        Command::Serve(serve) => {
            let running = Platform::start(serve.config()).await.map_err(|error| error.to_string())?;
            // Heard from before the line that says that it runs: whoever reads it may ask at once.
            let stop = asked_to_stop()?;
            writeln!(std::io::stdout(), "listening on {}://{}", running.scheme(), running.addr)?;
            stop.await?;
            running.shutdown().await;
        }
        Command::Explain { place, declaration, by } => {
            let explained =
                platform::explain::explain(&place.config(), declaration, &format!("operator {by}"))
                    .await
                    .map_err(|error| error.to_string())?;
            write!(std::io::stdout(), "{explained}")?;
        }
        Command::Record { place, declaration, by, entry } => {
            let word = entry.word().ok_or("nothing to record")?;
            let by = format!("officer {by}");
            let entry =
                platform::officer_records::record(&place.config(), declaration, &word, (&by, entry.role()))
                    .await
                    .map_err(|error| error.to_string())?;
            writeln!(std::io::stdout(), "{entry}")?;
        }
        Command::Review { place, declaration, by, grant, reason } => {
            let by = format!("officer {by}");
            let (config, by) = (place.config(), (by.as_str(), platform_api::Role::HealthOfficer));
            let entry = platform::officer_records::decide_review(&config, declaration, (grant, &reason), by)
                .await
                .map_err(|error| error.to_string())?;
            writeln!(std::io::stdout(), "{entry}")?;
        }
        Command::Retention { place, dry_run, clock_is_right } => {
            let how = match (dry_run, clock_is_right) {
                (true, _) => Sweep::Dry,
                (false, true) => Sweep::EndsByTheClock,
                (false, false) => Sweep::Ends,
            };
            let report =
                platform::retention::sweep(&place.config(), how).await.map_err(|it| it.to_string())?;
            write!(std::io::stdout(), "{report}")?;
        }
        Command::Staff(staff) => keep_staff(staff).await.map_err(|error| error.to_string())?,
        Command::Organisation(command) => enrolling::run(command).await?,
        Command::Audit(Audit::Verify { place, published }) => {
            let published = published.map(|file| published_anchors(&file)).transpose()?.unwrap_or_default();
            let verified =
                platform::audit::verify(&place.config(), published).await.map_err(|it| it.to_string())?;
            write!(std::io::stdout(), "{verified}")?;
            if !verified.faults.is_empty() {
                return Err("the log is not whole".into());
            }
        }
        Command::Audit(Audit::Anchor(place)) => {
            let anchor = platform::audit::anchor(&place.config()).await.map_err(|it| it.to_string())?;
            writeln!(std::io::stdout(), "{}", serde_json::to_string(&anchor)?)?;
        }
        Command::Keys(keys) => changing_keys::run(keys).await?,
    }
    Ok(())
}

fn published_anchors(file: &Path) -> Result<Vec<Anchor>, String> {
    let at = |why: &dyn std::fmt::Display| format!("{}: {why}", file.display());
    let text = std::fs::read_to_string(file).map_err(|why| at(&why))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).map_err(|why| at(&why))).collect()
}

/// Who made an account from the command line, in its log.
const OPERATOR: &str = "operator";

async fn keep_staff(staff: Staff) -> Outcome {
    let mut out = std::io::stdout();
    match staff {
        Staff::Add { place, role, scope, name } => {
            let invited = keeping::add(&place.config(), &role, &scope, &name, OPERATOR).await?;
            writeln!(out, "{}\n{}", invited.account.id, invited.link)?;
        }
        Staff::List(place) => {
            for Account { id, name, role, scope, revoked_at, .. } in keeping::list(&place.config()).await? {
                let state = if revoked_at.is_some() { "revoked" } else { "works" };
                writeln!(out, "{id}\t{}\t{scope}\t{state}\t{name}", role.name())?;
            }
        }
        Staff::Link { place, account } => {
            writeln!(out, "{}", keeping::link(&place.config(), account, OPERATOR).await?.link)?;
        }
        Staff::Revoke { place, account } => keeping::revoke(&place.config(), account, OPERATOR).await?,
    }
    Ok(())
}

#[cfg(unix)]
fn asked_to_stop() -> std::io::Result<impl Future<Output = std::io::Result<()>>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        Ok(())
    })
}

#[cfg(not(unix))]
fn asked_to_stop() -> std::io::Result<impl Future<Output = std::io::Result<()>>> {
    Ok(tokio::signal::ctrl_c())
}
