//! The post: the sealed spool and who empties it. It is there from the first screen on, whether a vault is open or not
//! (design decision 27).

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use outbox::{
    Follower, HttpPlatform, MergeError, SPOOL_FILE, Sender, Spool, SpoolError, Trusted, merge, merge_letters,
};
use platform_api::PlatformProfile;
use tokio::task::JoinHandle;
use uuid::Uuid;
use vault::Vault;

use crate::host::HostClock;
use crate::surroundings::Surroundings;
use crate::{App, Host};

/// Sends to one platform, as one profile describes it.
pub(crate) struct Post {
    profile: Arc<PlatformProfile>,
    trusted: Trusted,
    spool: Spool,
    sender: Sender,
    sending: Mutex<Option<JoinHandle<()>>>,
    host: Arc<dyn Host>,
    /// The open vault that hears what becomes of its envelopes.
    owner: Mutex<Option<Owner>>,
    /// One at a time: what one takes out another must not put there again.
    merging: Mutex<()>,
}

/// An open vault, and who follows its declarations.
#[derive(Clone)]
struct Owner {
    vault: Vault,
    follower: Follower,
}

impl Post {
    /// Opens the spool and sends what is in it. Without a spool there is no sending, and the log says why.
    fn open(
        surroundings: &Surroundings,
        profile: &Arc<PlatformProfile>,
        platform: Arc<HttpPlatform>,
    ) -> Option<Arc<Self>> {
        let host = surroundings.host.clone();
        let spool = match surroundings.own_spool() {
            Ok(spool) => spool,
            Err(error) => {
                tracing::error!(%error, "the spool did not open");
                return None;
            }
        };
        if surroundings.kiosk.is_some()
            && let Err(error) = spool.readdress_all(&profile.platform(), &profile.url)
        {
            tracing::warn!(%error, "what waits keeps its old address");
        }
        let post = Arc::new_cyclic(|post: &Weak<Post>| {
            let heard = post.clone();
            let runtime = surroundings.runtime.clone();
            let listener = Arc::new(move |declaration| {
                if let Some(post) = heard.upgrade() {
                    runtime.spawn_blocking(move || post.take_over(Some(declaration)));
                }
            });
            let clock = Arc::new(HostClock(host.clone()));
            let sender = Sender::new(spool.clone(), platform, profile, clock, listener)
                .doubting(surroundings.unknown_keys.clone());
            Post {
                profile: profile.clone(),
                trusted: Trusted::from(&**profile),
                spool,
                sender,
                sending: Mutex::default(),
                host,
                owner: Mutex::default(),
                merging: Mutex::default(),
            }
        });
        let sender = post.sender.clone();
        let task = surroundings.runtime.spawn(async move { sender.run(std::future::pending()).await });
        *held(&post.sending) = Some(task);
        Some(post)
    }

    /// From now on this vault's envelopes are sent, and it hears what becomes of them.
    pub(crate) fn attach(&self, vault: &Vault, follower: &Follower) {
        *held(&self.owner) = Some(Owner { vault: vault.clone(), follower: follower.clone() });
        self.take_over(None);
        self.sender.nudge();
    }

    /// The vault is about to be shut.
    pub(crate) fn detach(&self) {
        held(&self.owner).take();
    }

    /// Something was sealed.
    pub(crate) fn sealed(&self, declaration: Uuid) {
        self.take_over(Some(declaration));
        self.sender.nudge();
    }

    /// Envelopes came into the vault another way than by sealing.
    pub(crate) fn look_again(&self) {
        self.take_over(None);
        self.sender.nudge();
    }

    /// Tries a declaration's envelopes now, also one that had come to a stop.
    pub(crate) fn retry(&self, declaration: Uuid) {
        self.take_over(Some(declaration));
        if let Err(error) = self.spool.retry(declaration, self.host.now()) {
            tracing::warn!(%error, "the spool failed");
        }
        self.take_over(Some(declaration));
        self.sender.nudge();
    }

    /// Its owner has forgotten a declaration: nothing of it stays in the spool. Says whether that is so.
    pub(crate) fn forget(&self, declaration: Uuid) -> bool {
        let forgotten = self.spool.forget(declaration);
        if let Err(error) = &forgotten {
            tracing::warn!(%error, "the spool failed");
        }
        forgotten.is_ok()
    }

    /// What is sent.
    pub(crate) fn spool(&self) -> &Spool {
        &self.spool
    }

    /// Tries what waits for the network.
    fn network_changed(&self) {
        if let Err(error) = self.sender.network_changed() {
            tracing::warn!(%error, "the spool failed");
        }
    }

    /// Brings spool and open vault together, and tells the screens. What fails is done the next time.
    fn take_over(&self, declaration: Option<Uuid>) {
        let _merging = held(&self.merging);
        let Some(Owner { vault, follower }) = held(&self.owner).clone() else { return };
        let now = self.host.now();
        let letters = merge_letters(&vault, &self.spool, &self.trusted, now);
        let revisions = merge(&vault, &self.spool, &self.trusted, declaration, now);
        for brought in [letters, revisions] {
            self.heard(brought, &follower);
        }
    }

    fn heard(&self, brought: Result<Vec<Uuid>, MergeError>, follower: &Follower) {
        match brought {
            Ok(changed) => {
                for declaration in changed {
                    follower.ask(declaration);
                    self.host.changed(declaration);
                }
            }
            Err(error) => tracing::warn!(%error, "vault and spool were not brought together"),
        }
    }
}

impl Drop for Post {
    fn drop(&mut self) {
        if let Some(task) = held(&self.sending).take() {
            task.abort();
        }
    }
}

impl App {
    /// The system says that there is a network again: what waits is sent now, locked or not, and an open vault asks how its
    /// declarations stand.
    pub fn network_changed(&self) {
        if let Some(post) = held(&self.surroundings.post).as_ref() {
            post.network_changed();
        }
        if let Ok(session) = self.session() {
            session.nudge();
        }
    }
}

impl Surroundings {
    /// The spool, where somebody sends from it.
    pub(crate) fn open_spool(&self) -> Option<Spool> {
        held(&self.post).as_ref().map(|post| post.spool.clone())
    }

    /// Opens this machine's spool. One that is broken is set aside: a vault puts there again what it lost, a kiosk has nothing but what can still
    /// be read of it.
    pub(crate) fn own_spool(&self) -> Result<Spool, SpoolError> {
        let open = if self.kiosk.is_some() { Spool::open_or_rescue } else { Spool::open_or_set_aside };
        open(&self.paths.data, self.host.now())
    }

    /// Sends what was sealed before and waits, by the keys that are known now; says to whom, if there is anything to send.
    pub(crate) fn keep_posting(&self) -> Option<(Arc<PlatformProfile>, Arc<HttpPlatform>)> {
        if !self.paths.data.join(SPOOL_FILE).exists() {
            return None;
        }
        let (Ok(given), ring) = self.given() else { return None };
        let keys = ring.map_or_else(|| given.keys(), |ring| ring.at(self.host.now()));
        let profile = Arc::new(given.with_keys(keys));
        let platform = self.way_to(&profile).ok()?;
        self.post(&profile, platform.clone())?;
        Some((profile, platform))
    }

    /// The post for a profile; one for another profile makes way for it.
    pub(crate) fn post(
        &self,
        profile: &Arc<PlatformProfile>,
        platform: Arc<HttpPlatform>,
    ) -> Option<Arc<Post>> {
        let mut post = held(&self.post);
        if !post.as_ref().is_some_and(|post| post.profile == *profile) {
            *post = None; // ends before another begins
            *post = Post::open(self, profile, platform);
        }
        post.clone()
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
