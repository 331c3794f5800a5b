//! An open vault and all that lives and dies with it: the draft in memory, the follower, the search for newer editions (design
//! decision 16). What a person does with declarations is a method of the session; without one there is nothing to do it to.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use outbox::{Follower, HttpPlatform};
use platform_api::PlatformProfile;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use uuid::Uuid;
use vault::{RecoveryCode, Vault};

use crate::carrying::{Coming, Shown, in_hand};
use crate::desk::DeskRoom;
use crate::door::{Damage, look_through};
use crate::dto::Problem;
use crate::filling::editing::OpenDraft;
use crate::filling::seats::Typed;
use crate::host::{Host, HostClock};
use crate::rulebook::newer::{Looking, Newer};
use crate::sending::leaving;
use crate::sending::post::Post;
use crate::sending::reach::Reach;
use crate::surroundings::Surroundings;
use crate::{Error, Result};

/// Newer editions, beside the vault: public data.
pub(crate) const SHELF: &str = "rulebook";
/// Between two purges of what is over.
const TIDY_EVERY: Duration = Duration::from_secs(60 * 60);

/// An open vault. Its methods are the use cases of one owner.
pub struct Session {
    surroundings: Arc<Surroundings>,
    /// `None` once it is closed: a call that comes later meets `vault-locked`.
    vault: Mutex<Option<Vault>>,
    reach: Mutex<Reach>,
    following: Mutex<Option<Following>>,
    looking: Mutex<Option<Looking>>,
    tidying: Mutex<Option<JoinHandle<()>>>,
    /// What the look through the file found, and that look while it is under way.
    pub(crate) damage: Damage,
    /// A recovery code that is on the screen and opens nothing yet.
    shown_code: Mutex<Option<RecoveryCode>>,
    /// A file that is shown to somebody else's camera.
    shown: Mutex<Option<Shown>>,
    /// A file that comes by pictures of somebody else's screen.
    coming: Mutex<Coming>,
    /// Held while a draft is read, changed and written, so that two calls never overwrite each other. Remembers the last.
    changing: Mutex<Option<OpenDraft>>,
    /// What was typed into the draft that was changed last.
    typed: Mutex<Typed>,
    /// Broken spools that its owner is being told of, by the names of their files.
    pub(crate) telling: Mutex<Vec<String>>,
    /// What an organisation's desk has under way.
    pub(crate) desk: DeskRoom,
}

/// The follower at work; it stops when this is dropped.
struct Following {
    follower: Follower,
    /// Hears of this vault until the session is closed.
    post: Option<Arc<Post>>,
    task: JoinHandle<()>,
}

impl Following {
    fn on(runtime: &Handle, follower: Follower, post: Option<Arc<Post>>) -> Self {
        let following = follower.clone();
        let task = runtime.spawn(async move { following.run(std::future::pending()).await });
        Following { follower, post, task }
    }

    /// Returns when the follower holds the vault no more.
    async fn stop(mut self) {
        if let Some(post) = &self.post {
            post.detach();
        }
        self.task.abort();
        // It was told to end; how it ended tells nothing new.
        let _ = (&mut self.task).await;
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Session {
    /// Takes an open vault in, clears what was deleted for good, and starts following where there is a platform.
    pub(crate) fn over(surroundings: Arc<Surroundings>, vault: Vault) -> Result<Self> {
        let (coming, list) = in_hand::taken_out(&vault); // first, so that the purge empties the log of it
        if let Err(error) = leaving::note_deleted(&vault).and(vault.purge(surroundings.host.now())) {
            // On a full disk, say: the owner comes in all the same, and it is tried again by the hour.
            tracing::warn!(code = error.code(), "what is over was not erased");
        }
        Self::certify_ids(&vault)?;
        let (given, ring) = surroundings.given();
        let reach = Reach::of(&vault, given, ring.as_ref(), surroundings.host.now())?;
        let damage = Damage::default();
        look_through(&vault, &damage, &surroundings.host, &surroundings.runtime);
        let tidying = surroundings.runtime.spawn(tidy(vault.clone(), surroundings.host.clone()));
        let session = Session {
            surroundings,
            vault: Mutex::new(Some(vault.clone())),
            reach: Mutex::new(reach),
            following: Mutex::default(),
            looking: Mutex::default(),
            tidying: Mutex::new(Some(tidying)),
            damage,
            shown_code: Mutex::default(),
            shown: Mutex::default(),
            coming: Mutex::new(coming),
            changing: Mutex::default(),
            typed: Mutex::default(),
            telling: Mutex::default(),
            desk: DeskRoom::with(list),
        };
        session.connect(&vault);
        Ok(session)
    }

    /// Begins to send, to follow and to look for newer editions, if there is a platform that the owner has agreed to.
    pub(crate) fn connect(&self, vault: &Vault) {
        let Ok(profile) = self.profile() else { return };
        let platform = match self.way_to(&profile) {
            Ok(platform) => platform,
            Err(error) => {
                *self.reach() = Reach::Nowhere(Problem::of(error.code()));
                return;
            }
        };
        self.surroundings.in_doubt(None); // from here on the session looks
        *held(&self.looking) = Some(look(&self.surroundings, &profile, platform.clone()));
        *held(&self.following) = Some(follow(&self.surroundings, vault, &profile, platform));
        if let Some(post) = self.post() {
            self.tidy_carried(&post);
            self.leave_spool(vault);
        }
    }

    /// Whom this session may talk to.
    pub(crate) fn reach(&self) -> MutexGuard<'_, Reach> {
        held(&self.reach)
    }

    /// Ends the session: calls under way finish, the follower stops, the draft in memory goes, and the vault is shut. When this
    /// returns the vault's file lock is free, so that it can be opened again at once.
    pub async fn close(self: Arc<Self>) {
        let vault = held(&self.vault).take();
        let (following, looking) = (held(&self.following).take(), held(&self.looking).take());
        let tidying = held(&self.tidying).take();
        drop(looking);
        if let Some(tidying) = tidying {
            tidying.abort();
            // It was told to end.
            let _ = tidying.await;
        }
        if let Some(following) = following {
            following.stop().await;
        }
        self.desk.leave();
        let closing = self.runtime.clone().spawn_blocking(move || {
            // Waits for the change under way, if there is one.
            drop(self.changing().take());
            drop(self.shown_code().take());
            drop(self.shown().take());
            *self.coming() = Coming::default();
            if let Some(vault) = vault {
                self.note_told_queues(&vault);
                vault.shut();
            }
        });
        if closing.await.is_err() {
            tracing::error!("closing the vault was cut short");
        }
    }

    pub(crate) fn surroundings(&self) -> &Arc<Surroundings> {
        &self.surroundings
    }

    pub(crate) fn vault(&self) -> Result<Vault> {
        held(&self.vault).clone().ok_or(Error::VaultLocked)
    }

    pub(crate) fn shown_code(&self) -> MutexGuard<'_, Option<RecoveryCode>> {
        held(&self.shown_code)
    }

    pub(crate) fn shown(&self) -> MutexGuard<'_, Option<Shown>> {
        held(&self.shown)
    }

    pub(crate) fn coming(&self) -> MutexGuard<'_, Coming> {
        held(&self.coming)
    }

    pub(crate) fn changing(&self) -> MutexGuard<'_, Option<OpenDraft>> {
        held(&self.changing)
    }

    pub(crate) fn typed(&self) -> MutexGuard<'_, Typed> {
        held(&self.typed)
    }

    pub(crate) fn newer(&self) -> Option<Arc<Newer>> {
        let looking = held(&self.looking);
        looking.as_ref().map(|looking| looking.newer.clone()).filter(|newer| newer.looks_for_editions())
    }

    /// Somebody waits in front of the screen.
    pub(crate) fn nudge(&self) {
        if let Some(following) = held(&self.following).as_ref() {
            following.follower.nudge();
        }
    }

    /// Who sends what this vault seals; none where there is no platform.
    pub(crate) fn post(&self) -> Option<Arc<Post>> {
        held(&self.following).as_ref().and_then(|following| following.post.clone())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(tidying) = held(&self.tidying).take() {
            tidying.abort();
        }
    }
}

/// A panic elsewhere left nothing half-done behind these locks: each is taken to swap one value.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An app may stay open for weeks: what was deleted for good goes by the hour, not only when the vault is opened.
async fn tidy(vault: Vault, host: Arc<dyn Host>) {
    loop {
        tokio::time::sleep(TIDY_EVERY).await;
        let tidied = in_hand::nothing_kept(&vault)
            .and(leaving::note_deleted(&vault))
            .and(vault.purge(host.now()))
            .and_then(|_| vault.keep_spare());
        if let Err(error) = tidied {
            tracing::warn!(code = error.code(), "what is over was not erased; it is tried again");
        }
    }
}

/// Looks for newer editions, unless packages bring them, and for the platform's keys.
fn look(surroundings: &Surroundings, profile: &PlatformProfile, platform: Arc<HttpPlatform>) -> Looking {
    let newer = Newer::new(surroundings, profile, platform);
    if profile.editions_by_package {
        newer.keep_keys(&surroundings.runtime)
    } else {
        newer.keep_looking(&surroundings.runtime)
    }
}

fn follow(
    surroundings: &Surroundings,
    vault: &Vault,
    profile: &Arc<PlatformProfile>,
    platform: Arc<HttpPlatform>,
) -> Following {
    let host = surroundings.host.clone();
    let follower = Follower::new(
        vault.clone(),
        platform.clone(),
        profile,
        Arc::new(HostClock(surroundings.host.clone())),
        Arc::new(move |declaration: Uuid| host.changed(declaration)),
    )
    .watching(surroundings.clock_watch.clone())
    .doubting(surroundings.unknown_keys.clone());
    let post = surroundings.post(profile, platform);
    if let Some(post) = &post {
        post.attach(vault, &follower);
    }
    Following::on(&surroundings.runtime, follower, post)
}
