//! Starting the platform, and stopping it in good order.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rulebook::Edition;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::core::Core;
use crate::keys::{KeysError, PlatformKeys};
use crate::served::{Served, ServedError};
use crate::store::{Store, StoreError};
use crate::store_keys::StoreKeys;
use crate::{database, http, profile, whole_file};

/// Where the time comes from.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// How long requests under way may take once the platform is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);
const PATIENCE: Duration = Duration::from_secs(30);

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
    /// The address that apps are told, where it differs from the one listened on.
    pub public_url: Option<String>,
    /// A repository of editions that an officer made; without one the platform makes its own.
    pub rulebook: Option<PathBuf>,
    /// The time.
    pub clock: Clock,
    /// How long a request may take from its first header to its answer.
    pub patience: Duration,
}

impl Config {
    /// By the system's clock, under the address listened on.
    pub fn new(listen: SocketAddr, data: impl Into<PathBuf>) -> Self {
        Self {
            listen,
            data: data.into(),
            database: None,
            keys: None,
            public_url: None,
            rulebook: None,
            clock: Arc::new(Utc::now),
            patience: PATIENCE,
        }
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
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<std::io::Result<()>>,
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
        let listener = TcpListener::bind(config.listen)
            .await
            .map_err(|source| StartError::Listen { address: config.listen, source })?;
        let addr =
            listener.local_addr().map_err(|source| StartError::Listen { address: config.listen, source })?;
        let patience = config.patience;
        let clock = config.clock.clone();
        let data = config.data.clone();
        let at = |source| StartError::Data { path: data.clone(), source };
        whole_file::make_directory(&data).map_err(at)?;
        let store = database::open(&data, config.database.as_deref()).await?;
        let bound_to = store.bound_to().await?;
        let Prepared { url, keys, store_keys, served } =
            tokio::task::spawn_blocking(move || prepare(config, addr, bound_to.is_none()))
                .await
                .map_err(|_| StartError::CutOff)??;
        bind(&*store, &store_keys, &data).await?;
        let (public, roots) = (keys.public(), served.published().await.map_err(ServedError::from)?.roots);
        let core = Arc::new(Core::new(store, keys, served, clock).await?);
        let profile_path = profile::keep(&data, &url, public, &roots)
            .map_err(|source| StartError::Data { path: data, source })?;
        let (stop, stopped) = oneshot::channel();
        let server = axum::serve(listener, http::router(core, patience)).with_graceful_shutdown(async {
            let _ = stopped.await; // a dropped sender means the same
        });
        Ok(Running { addr, profile_path, stop: Some(stop), server: tokio::spawn(server.into_future()) })
    }
}

/// What is read or made before the platform answers.
struct Prepared {
    url: String,
    keys: PlatformKeys,
    store_keys: StoreKeys,
    served: Served,
}

/// Holds the keys against those that the database knows, if it knows any.
async fn bind(store: &dyn Store, keys: &StoreKeys, folder: &Path) -> Result<(), StartError> {
    let id = keys.id();
    if store.bind(&id).await? == id { Ok(()) } else { Err(KeysError::OtherDatabase(folder.into()).into()) }
}

fn prepare(config: Config, addr: SocketAddr, is_new: bool) -> Result<Prepared, StartError> {
    let url = match config.public_url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => format!("http://{addr}"),
    };
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Err(StartError::PublicUrl);
    }
    let data = config.data;
    let folder = config.keys.unwrap_or_else(|| data.clone());
    let keys = PlatformKeys::read_or_make(&folder, is_new)?;
    let store_keys = StoreKeys::read_or_make(&folder, is_new)?;
    let served = match config.rulebook {
        Some(folder) => Served::officers(&folder, &data)?,
        None => Served::own(&data, &*Edition::bundled().map_err(StartError::Rulebook)?)?,
    };
    Ok(Prepared { url, keys, store_keys, served })
}

impl Running {
    /// Takes no new request, ends those under way, and returns when the last has been answered.
    pub async fn shutdown(mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(()); // the server may have ended by itself
        }
        if tokio::time::timeout(LAST_REQUESTS, &mut self.server).await.is_err() {
            self.server.abort();
        }
    }
}
