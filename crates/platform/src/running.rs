//! Starting the platform, and stopping it in good order.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use platform_api::PlatformId;
use rulebook::Edition;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::at_rest::{AtRest, DayKeyError, DayKeys};
use crate::core::Core;
use crate::desk::Desk;
use crate::http::admission::Admission;
use crate::keys::{Keyring, KeysError, Secrets};
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::personal_link::Links;
use crate::phone::Phones;
use crate::served::{Served, ServedError};
use crate::serving::{Serving, Tls};
use crate::store::{Store, StoreError};
use crate::store_keys::StoreKeys;
use crate::{database, http, pages, profile, retention, secret_file, whole_file};

/// Where the time comes from.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// How long requests under way may take once the platform is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(7);
const PATIENCE: Duration = Duration::from_secs(30);
const JUDGES_EVERY: Duration = Duration::from_secs(10);
const LOCK: &str = "in-use.lock";
const DAY_KEYS: &str = "day-keys";

/// What a platform needs to start.
#[derive(Clone)]
pub struct Config {
    /// Address to listen on; port 0 for any free one.
    pub listen: SocketAddr,
    /// Directory of profile, rulebook and embedded database; made if it is not there.
    pub data: PathBuf,
    /// Address of a PostgreSQL database; without one the embedded store is used.
    pub database: Option<String>,
    /// Directory of the platform's keys, where it is another than `data`, such as a mounted secret.
    pub keys: Option<PathBuf>,
    /// Directory of the keys of days, where it is another than `day-keys` among the keys; shared by all processes, written
    /// by them, and never in a backup.
    pub day_keys: Option<PathBuf>,
    /// The address that apps are told, where it differs from the one listened on.
    pub public_url: Option<String>,
    /// A repository of editions that an officer made; without one the platform makes its own.
    pub rulebook: Option<PathBuf>,
    /// The time.
    pub clock: Clock,
    /// Plain HTTP on an address that others reach, since a proxy before it encrypts.
    pub behind_tls_proxy: bool,
    /// The platform's own certificate.
    pub tls: Option<Tls>,
    /// Address for those who run the platform, if there is to be one.
    pub operations: Option<SocketAddr>,
    /// How much of the platform one caller, and all together, may take at once.
    pub limits: Limits,
    /// How long a request may take from its first header to its answer.
    pub patience: Duration,
    /// How often it is looked for what waits to be judged again.
    pub judges_every: Duration,
}

impl Config {
    /// By the system's clock, under the address listened on.
    pub fn new(listen: SocketAddr, data: impl Into<PathBuf>) -> Self {
        Self {
            listen,
            data: data.into(),
            database: None,
            keys: None,
            day_keys: None,
            public_url: None,
            rulebook: None,
            clock: Arc::new(Utc::now),
            behind_tls_proxy: false,
            tls: None,
            operations: None,
            limits: Limits::default(),
            patience: PATIENCE,
            judges_every: JUDGES_EVERY,
        }
    }
}

impl Config {
    pub(crate) fn keys(&self) -> &Path {
        self.keys.as_ref().unwrap_or(&self.data)
    }

    pub(crate) fn day_keys(&self) -> PathBuf {
        self.day_keys.clone().unwrap_or_else(|| self.keys().join(DAY_KEYS))
    }
}

/// The platform, to be started.
pub struct Platform;

/// A platform that answers.
#[derive(Debug)]
pub struct Running {
    /// The address that it listens on.
    pub addr: SocketAddr,
    /// The profile that apps are given.
    pub profile_path: PathBuf,
    /// Where those who run it ask.
    pub operations: Option<SocketAddr>,
    is_encrypted: bool,
    serving: Serving,
    /// What it does unasked.
    unasked: [JoinHandle<()>; 2],
    /// Held as long as the embedded store is in use.
    _lock: Option<std::fs::File>,
}

/// Why the platform did not start. Nothing that was there has been changed.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data directory cannot be used.
    #[error("{path}: {source}")]
    Data {
        /// The directory or file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The address cannot be listened on.
    #[error("{address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The keys cannot be used.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The rulebook that this program was built with does not load.
    #[error("the bundled rulebook is refused: {0}")]
    Rulebook(rulebook::Refusal),
    /// The repository of editions cannot be served.
    #[error(transparent)]
    Served(#[from] ServedError),
    /// The keys of the days cannot be used.
    #[error(transparent)]
    DayKeys(#[from] DayKeyError),
    /// Plain HTTP where others may listen in.
    #[error(
        "{0} is reached by others: give the platform a certificate (--tls-cert, --tls-key), or say that a proxy before it \
         encrypts (--behind-tls-proxy)"
    )]
    PlainHttp(SocketAddr),
    /// The certificate cannot be used.
    #[error("{path}: {source}")]
    Certificate {
        /// The certificate's file.
        path: PathBuf,
        /// What is wrong with it.
        source: std::io::Error,
    },
    /// Another process works on the embedded store of this directory.
    #[error("another platform serves from {0}; several processes need --database")]
    InUse(PathBuf),
    /// The public url is not a web address.
    #[error("the public url must begin with http:// or https://")]
    PublicUrl,
    /// The work was cut off.
    #[error("starting was cut off")]
    CutOff,
}

impl Platform {
    /// Starts a platform; it answers when this returns.
    pub async fn start(config: Config) -> Result<Running, StartError> {
        if config.tls.is_none() && !config.behind_tls_proxy && !config.listen.ip().is_loopback() {
            return Err(StartError::PlainHttp(config.listen));
        }
        if let Some(address) = config.operations.filter(|address| !address.ip().is_loopback())
            && !config.behind_tls_proxy
        {
            return Err(StartError::PlainHttp(address));
        }
        let (listener, addr) = listen(config.listen).await?;
        let data = config.data.clone();
        let at = |source| StartError::Data { path: data.clone(), source };
        whole_file::make_directory(&data).map_err(at)?;
        // What lies in it is its owner's alone by itself; names and sizes are what others see.
        if let Err(error) = secret_file::check_directory(&data) {
            tracing::warn!(%error, "the data directory");
        }
        let lock = if config.database.is_none() { Some(lock(&data)?) } else { None };
        let store = database::open(&data, config.database.as_deref()).await?;
        let bound_to = store.bound_to().await?;
        if bound_to.as_deref().is_some_and(|bound| !database::names_days(bound)) {
            return Err(DayKeyError::Former.into());
        }
        let (prepared, is_new) = (config.clone(), bound_to.is_none());
        let Prepared { url, secrets, store_keys, at_rest, served } =
            tokio::task::spawn_blocking(move || prepare(prepared, addr, is_new))
                .await
                .map_err(|_| StartError::CutOff)??;
        bind(&*store, &store_keys, &at_rest, &data).await?;
        let published = served.published().await.map_err(ServedError::from)?;
        let keyring =
            Keyring::new(config.keys(), &secrets, published.platform_keys.as_deref(), (config.clock)())?;
        drop(secrets);
        let root = published.roots.into_iter().next().unwrap_or_default();
        let platform = PlatformId::of_root(&root).ok_or(ServedError::NoFirstRoot)?;
        let public = keyring.in_use().public();
        let core = Arc::new(
            Core::new(
                platform,
                store.clone(),
                at_rest.clone(),
                store_keys,
                keyring,
                served,
                config.clock.clone(),
            )
            .await?,
        );
        let profile_path = profile::keep(&data, &url, public, root)
            .map_err(|source| StartError::Data { path: data, source })?;
        let desk = Desk::new(core.clone(), store.clone(), pages::origin(&url), config.clock.clone());
        if desk.is_none() {
            tracing::warn!("the public url has no name, so there are no passkeys and no desk");
        }
        let desk = desk.map(Arc::new);
        if let Some(desk) = &desk {
            tokio::spawn(Desk::keep_watching(Arc::downgrade(desk)));
        }
        let metrics = Arc::new(Metrics::default());
        let ending =
            tokio::spawn(retention::keep_ending(store, at_rest, metrics.clone(), config.clock.clone()));
        let judging = tokio::spawn(keep_judging(core.clone(), config.judges_every));
        let mut serving = Serving::new();
        let mut operations = None;
        if let Some(address) = config.operations {
            let (listener, address) = listen(address).await?;
            operations = Some(address);
            let router =
                http::operations::router(core.clone(), metrics.clone(), Arc::new(serving.connections()));
            serving.plain(listener, router, &config.limits, false);
        }
        let admission = Arc::new(Admission::new(&config.limits, config.patience, config.behind_tls_proxy));
        let phones = Arc::new(Phones::new(core.clone(), config.clock.clone()));
        let links = Arc::new(Links::new(core.clone(), config.clock.clone()));
        let router = http::router(core, desk, (phones, links), config.patience, admission, metrics);
        match &config.tls {
            Some(tls) => serving
                .encrypted(listener, router, &config.limits, tls)
                .await
                .map_err(|source| StartError::Certificate { path: tls.certificate.clone(), source })?,
            None => serving.plain(listener, router, &config.limits, config.behind_tls_proxy),
        }
        Ok(Running {
            addr,
            profile_path,
            operations,
            is_encrypted: config.tls.is_some(),
            serving,
            unasked: [ending, judging],
            _lock: lock,
        })
    }
}

/// Judges again what waits for it, as long as the platform runs.
async fn keep_judging(core: Arc<Core>, every: Duration) {
    loop {
        match core.judge_waiting().await {
            Ok(0) => {}
            Ok(codes) => tracing::info!(codes, "replaced codes that no longer followed"),
            Err(error) => tracing::error!(%error, "what waits could not be judged again"),
        }
        tokio::time::sleep(every).await;
    }
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |source| StartError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

/// One process alone writes an embedded store. The lock ends with the process, however it ends.
fn lock(data: &Path) -> Result<std::fs::File, StartError> {
    let path = data.join(LOCK);
    let at = |source| StartError::Data { path: path.clone(), source };
    whole_file::make_private(&path).map_err(at)?;
    let file = std::fs::File::options().append(true).open(&path).map_err(at)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(StartError::InUse(data.into())),
        Err(std::fs::TryLockError::Error(source)) => Err(at(source)),
    }
}

/// What is read or made before the platform answers.
struct Prepared {
    url: String,
    secrets: Secrets,
    store_keys: StoreKeys,
    at_rest: Arc<AtRest>,
    served: Served,
}

/// Holds the keys against those that the database knows, if it knows any.
async fn bind(
    store: &dyn Store,
    keys: &StoreKeys,
    at_rest: &AtRest,
    folder: &Path,
) -> Result<(), StartError> {
    let (own, id) = (keys.id(), database::binding(&keys.id(), at_rest.days()));
    let bound = store.bind(&id).await?;
    if bound == id {
        Ok(())
    } else if bound.starts_with(&own) {
        Err(DayKeyError::OtherDatabase(at_rest.days().folder().into()).into())
    } else {
        Err(KeysError::OtherDatabase(folder.into()).into())
    }
}

fn prepare(config: Config, addr: SocketAddr, is_new: bool) -> Result<Prepared, StartError> {
    let folder = config.keys().to_path_buf();
    let day_keys = config.day_keys();
    let url = match config.public_url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None if config.tls.is_some() => format!("https://{addr}"),
        None => format!("http://{addr}"),
    };
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Err(StartError::PublicUrl);
    }
    let data = config.data;
    let secrets = Secrets::read_or_make(&folder, is_new)?;
    let store_keys = StoreKeys::read_or_make(&folder, is_new)?;
    let at_rest = AtRest::new(DayKeys::read_or_make(day_keys, is_new)?);
    let served = match config.rulebook {
        Some(folder) => Served::officers(&folder, &data)?,
        None => Served::own(&data, &*Edition::bundled().map_err(StartError::Rulebook)?)?,
    };
    Ok(Prepared { url, secrets, store_keys, at_rest: Arc::new(at_rest), served })
}

impl Running {
    /// `http`, or `https` with a certificate of its own.
    pub fn scheme(&self) -> &'static str {
        if self.is_encrypted { "https" } else { "http" }
    }

    /// Takes no new request, ends those under way, and returns when the last has been answered or its time is over.
    pub async fn shutdown(self) {
        self.unasked.iter().for_each(JoinHandle::abort);
        self.serving.end(LAST_REQUESTS).await;
    }
}
