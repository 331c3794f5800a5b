//! The app without a window, as its owner uses it: a real vault, a real outbox, a real platform behind a network that can
//! fail.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use app::{App, Host, Key, Passphrase, Paths, dto};
use chrono::{DateTime, TimeDelta, Utc};
use platform::keys::Change;
use platform::officer_records::{self, Word};
use platform::{Config, Platform, Running};
use platform_api::{KeyRing, Role};
use serde_json::Value;
use tempfile::TempDir;
use testkit::FaultyNetwork;
use tokio::runtime::Handle;
use uuid::Uuid;

use crate::{
    Outcome,
    passing::Passing,
    plan::{self, PlannedPage, Step},
    waiting::until,
};

/// What opens the vault of every owner here.
pub const PASSPHRASE: &str = "four words that fit";

/// A platform, and the network before it.
#[derive(Debug)]
pub struct FarAway {
    /// What the next connections meet.
    pub network: FaultyNetwork,
    running: Running,
    clock: Passing,
    // Holds the platform's files.
    folder: TempDir,
}

impl FarAway {
    /// A platform that answers over a network that passes, and is no publisher of editions.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start() -> Outcome<Self> {
        Self::start_at(Passing::default()).await
    }

    /// The same by a clock of the test's.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start_at(clock: Passing) -> Outcome<Self> {
        let far = Self::started(None, clock).await?;
        // Every connection is about sending: this platform is not asked for editions.
        let mut profile: Value = serde_json::from_slice(&std::fs::read(far.profile())?)?;
        if let Some(profile) = profile.as_object_mut() {
            profile.insert("editions_by_package".into(), true.into());
        }
        std::fs::write(far.profile(), profile.to_string())?;
        Ok(far)
    }

    /// The same, on a platform that serves an office's editions.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start_with(rulebook: Option<PathBuf>) -> Outcome<Self> {
        Self::started(rulebook, Passing::default()).await
    }

    async fn started(rulebook: Option<PathBuf>, clock: Passing) -> Outcome<Self> {
        let folder = TempDir::with_prefix("guitu-platform-")?;
        let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 9));
        let network = FaultyNetwork::before(nowhere).await?;
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let told = Some(format!("http://{}", network.address()));
        let time = clock.clone();
        let config = Config {
            public_url: told,
            rulebook,
            clock: Arc::new(move || time.now()),
            judges_every: Duration::from_millis(20),
            ..Config::new(listen, folder.path())
        };
        let running = Platform::start(config).await?;
        network.lead_to(running.addr);
        Ok(Self { network, running, clock, folder })
    }

    /// The profile that apps are given; it names the network, not the platform behind it.
    pub fn profile(&self) -> &Path {
        &self.running.profile_path
    }

    /// Where the platform listens, behind the network.
    pub fn platform(&self) -> SocketAddr {
        self.running.addr
    }

    /// An officer records what they have seen of a declaration.
    ///
    /// # Errors
    /// When it is not taken.
    pub async fn record(&self, declaration: &str, word: &Word) -> Outcome {
        let by = ("officer Wu", Role::PortOfficer);
        officer_records::record(&self.office(), declaration.parse()?, word, by).await?;
        Ok(())
    }

    /// An operator changes the platform's keys.
    ///
    /// # Errors
    /// When they stay as they are.
    pub async fn change_keys(&self, change: &Change) -> Outcome<KeyRing> {
        Ok(platform::keys::change(&self.office(), change, None).await?)
    }

    /// A health officer answers the review that was asked for.
    ///
    /// # Errors
    /// When there is none.
    pub async fn decide_review(&self, declaration: &str, granted: bool, reason: &str) -> Outcome {
        let by = ("officer Li", Role::HealthOfficer);
        officer_records::decide_review(&self.office(), declaration.parse()?, (granted, reason), by).await?;
        Ok(())
    }

    /// The platform as those see it who work on it.
    fn office(&self) -> Config {
        let clock = self.clock.clone();
        let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Config { clock: Arc::new(move || clock.now()), ..Config::new(nowhere, self.folder.path()) }
    }

    /// The clock that the platform goes by.
    pub fn clock(&self) -> &Passing {
        &self.clock
    }

    /// How many revisions the platform has stored, of all declarations that were not taken back.
    ///
    /// # Errors
    /// When its database cannot be read.
    pub fn stored(&self) -> Outcome<usize> {
        stored(self.folder.path())
    }

    /// Where the platform keeps its files.
    pub fn data(&self) -> &Path {
        self.folder.path()
    }
}

/// An owner's app over one data directory.
pub struct Owner {
    /// The app; every call is a use case.
    pub app: App,
}

impl Owner {
    /// A new owner, whose vault a passphrase opens.
    ///
    /// # Errors
    /// When the vault cannot be made.
    pub fn new(data: &Path, profile: Option<&Path>) -> Outcome<Self> {
        let owner = Self::before_the_door(data, profile);
        owner.settle_in()?;
        Ok(owner)
    }

    /// A new owner by a clock of the test's.
    ///
    /// # Errors
    /// When the vault cannot be made.
    pub fn at(data: &Path, profile: &Path, clock: Passing) -> Outcome<Self> {
        let owner = Self::started(data, Some(profile), clock);
        owner.settle_in()?;
        Ok(owner)
    }

    /// Makes the vault of a new owner.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn settle_in(&self) -> Outcome {
        self.app.create_vault(Some(Passphrase::from(PASSPHRASE.to_owned())))?;
        Ok(())
    }

    /// The same owner after a restart.
    ///
    /// # Errors
    /// When the vault does not open.
    pub fn back(data: &Path, profile: Option<&Path>) -> Outcome<Self> {
        let owner = Self::before_the_door(data, profile);
        owner.unlock()?;
        Ok(owner)
    }

    /// Opens the vault.
    ///
    /// # Errors
    /// When it does not open.
    pub fn unlock(&self) -> Outcome {
        self.app.unlock(Key::Passphrase { text: Passphrase::from(PASSPHRASE.to_owned()) })?;
        Ok(())
    }

    /// The app just started, nothing opened yet.
    pub fn before_the_door(data: &Path, profile: Option<&Path>) -> Self {
        Self::started(data, profile, Passing::default())
    }

    /// The same on a computer whose clock is so far from the right time.
    pub fn with_clock_off(data: &Path, profile: Option<&Path>, off: TimeDelta) -> Self {
        Self::started(data, profile, Passing::off_by(off))
    }

    fn started(data: &Path, profile: Option<&Path>, clock: Passing) -> Self {
        let paths = Paths { data: data.to_owned(), profile: profile.map(PathBuf::from) };
        Self { app: App::new(paths, Arc::new(Desk(clock)), Handle::current()) }
    }

    /// A kiosk as it is after each person: a program that was just started, over the same directory.
    pub fn kiosk(data: &Path, profile: &Path, clock: Passing) -> Self {
        let paths = Paths { data: data.to_owned(), profile: Some(profile.to_owned()) };
        Self { app: App::kiosk_over(paths, Arc::new(Desk(clock)), Handle::current()) }
    }

    /// A new declaration with all of a traveller's answers; gives its id.
    ///
    /// # Errors
    /// When an answer is not taken.
    pub fn fill_in(&self, answers: &Value) -> Outcome<String> {
        self.fill_in_pages(plan::plan(answers)?)
    }

    /// The same page by page, under whatever edition the pages are of.
    ///
    /// # Errors
    /// When an answer is not taken.
    pub fn fill_in_pages(&self, pages: Vec<PlannedPage>) -> Outcome<String> {
        let id = self.app.session()?.new_declaration()?.id;
        self.answer_pages(&id, pages)?;
        Ok(id)
    }

    /// All of a traveller's answers into a draft that there is.
    ///
    /// # Errors
    /// When an answer is not taken.
    pub fn fill_in_over(&self, id: &str, answers: &Value) -> Outcome {
        self.answer_pages(id, plan::plan(answers)?)
    }

    fn answer_pages(&self, id: &str, pages: Vec<PlannedPage>) -> Outcome {
        for page in pages {
            let mut view = self.app.session()?.go_to(id, &page.id, None)?;
            for step in page.steps {
                match step {
                    Step::Items { group, count } => {
                        while items(&view, &group) < count {
                            view = self.app.session()?.add_item(id, &group)?;
                        }
                    }
                    Step::Answer { pointer, value, .. } => {
                        view = self.app.session()?.answer(id, &pointer, value)?
                    }
                }
            }
        }
        Ok(())
    }

    /// A declaration's card.
    ///
    /// # Errors
    /// When there is none.
    pub fn card(&self, id: &str) -> Outcome<dto::Card> {
        let cards = self.app.session()?.home()?.cards;
        cards.into_iter().find(|card| card.id == id).ok_or_else(|| "no such card".into())
    }

    /// Waits until a card is as wanted.
    ///
    /// # Errors
    /// When it never is, with how it is.
    pub async fn until_card(&self, id: &str, wanted: impl Fn(&dto::Card) -> bool) -> Outcome<dto::Card> {
        let seen = until("the card to change", async || {
            let card = self.card(id)?;
            Ok(wanted(&card).then_some(card))
        });
        match seen.await {
            Ok(card) => Ok(card),
            Err(why) => Err(format!("{why}; it is {:?}", self.card(id)?).into()),
        }
    }

    /// Waits until the platform has received a declaration.
    ///
    /// # Errors
    /// When it does not.
    pub async fn until_received(&self, id: &str) -> Outcome<dto::Card> {
        self.until_card(id, |card| card.state == dto::SendState::Received).await
    }

    /// Waits for the code of a revision.
    ///
    /// # Errors
    /// When none comes.
    pub async fn until_code(&self, id: &str, revision: u32) -> Outcome<dto::CodeState> {
        until("the code", async || {
            let screen = self.app.session()?.code(id)?;
            let there =
                matches!(screen.code, dto::CodeState::Verified { revision: of, .. } if of == revision);
            Ok(there.then_some(screen.code))
        })
        .await
    }
}

fn items(view: &dto::Filling, group: &str) -> usize {
    let mut questions = view.page.sections.iter().flat_map(|section| &section.questions);
    questions.find(|question| question.pointer == group).map_or(0, |question| question.items.len())
}

/// A desk without a window, and nobody to tell.
struct Desk(Passing);

impl Host for Desk {
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }

    fn clock_changed(&self) {}

    fn changed(&self, _declaration: Uuid) {}

    fn damage_found(&self) {}
    fn rulebook_changed(&self) {}

    fn key_changing(&self, _percent: u8) {}

    fn door_changed(&self) {}

    fn window_title(&self, _title: &str) {}
}

/// How many revisions a platform has stored in its folder, of all declarations that were not taken back.
///
/// # Errors
/// When its database cannot be read.
pub fn stored(platform: &Path) -> Outcome<usize> {
    let database = rusqlite::Connection::open_with_flags(
        platform.join("declarations.db"),
        rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
    )?;
    let count: u32 = database.query_row(
        "SELECT count(*) FROM revision JOIN declaration ON declaration.id = revision.declaration WHERE NOT withdrawn",
        [],
        |row| row.get(0),
    )?;
    Ok(count as usize)
}
