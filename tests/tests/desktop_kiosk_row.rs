//! A row of strangers before one kiosk in its real window, one program after the other as its keeper shows them: some take their slip, some leave, some are
//! cut off. Nothing of anybody is anywhere when the next one comes, and every complete declaration arrives once.
//! With `GUITU_TORTURE` set a hundred of them, else twenty.

use std::time::{Duration, Instant};

use chrono::{Local, NaiveDate, TimeDelta};
use faults::MovedClock;
use guitu_tests::{
    Outcome,
    desktop::Keychain,
    framebuffer::{self, Still},
    kiosk::{self, Counter, Stranger},
    memory,
    process::signal,
    screen_code,
    small_disk::SmallDisk,
    stage::Stage,
    waiting::{until, until_within},
    window::Window,
};
use outbox::{HttpPlatform, SlipAnswer, SlipKey};
use platform_api::{PhoneLink, PlatformProfile};
use rusqlite::Connection;

/// As long the network is gone.
const DAYS: i64 = 3;

/// What becomes of somebody in the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Takes the slip, from paper.
    Finishes,
    /// The disk is full when it is to be sealed, and has room again when it is tried once more.
    MeetsAFullDisk,
    /// The printer is jammed: takes a picture of the slip on the screen.
    Photographs,
    Leaves,
    /// The page's processes die.
    LosesThePage,
    /// The program dies.
    LosesTheProgram,
    /// All of it dies at once, as when the power goes.
    LosesThePower,
}

impl Fate {
    fn of(number: usize) -> Self {
        match number % 10 {
            1 => Fate::Leaves,
            2 => Fate::MeetsAFullDisk,
            3 => Fate::LosesThePage,
            5 => Fate::LosesTheProgram,
            7 => Fate::LosesThePower,
            8 => Fate::Photographs,
            _ => Fate::Finishes,
        }
    }
}

/// The row, and what is learnt of it.
struct Row {
    many: usize,
    /// None where the system lets nobody mount one.
    disk: Option<SmallDisk>,
    stage: Stage,
    counter: Counter,
    front: Still,
    /// Slips, with whose they are.
    slips: Vec<(Stranger, String)>,
    clock: MovedClock,
    /// Slips that were taken before the clock was set back, on days of their own.
    before: usize,
    /// From the last touch to the next first screen.
    wipes: Vec<Duration>,
    /// Memory of all processes while nobody is there, in MB: after the first two and after the last two.
    weights: Vec<u64>,
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_in_a_row_leave_nothing_and_each_declaration_arrives_once() -> Outcome {
    let many = if std::env::var_os("GUITU_TORTURE").is_some() { 100 } else { 20 };
    let clock = MovedClock::right()?;
    let mut stage = Stage::set_by(&clock, Keychain::None).await?;
    stage.surroundings.push(("GUITU_LOG", "info".into()));
    let counter = Counter::set(&mut stage, 60, 180)?;
    let disk = SmallDisk::below(&stage.data())?;
    if disk.is_none() {
        eprintln!("no disk can be filled here: nobody in the row meets a full one");
    }
    let window = stage.open().await?;
    kiosk::set_up(&window).await?;
    let mut window = kiosk::next(window, &stage.desktop).await?;
    window.see("[data-action=\"choose-language\"]").await?;
    window.settled_screenshot().await?;
    framebuffer::until_drawn(&stage.desktop.framebuffer(), Instant::now())?;
    let front = Still::of(&stage.desktop.framebuffer())?;
    let (slips, wipes, weights) = Default::default();
    let mut row = Row { many, disk, stage, counter, front, slips, clock, before: 0, wipes, weights };
    let began = Instant::now();
    for number in 0..many {
        row.passes(number)?;
        window = row.takes_a_turn(window, number).await?;
    }
    eprintln!("{many} strangers: {:.1} s each", began.elapsed().as_secs_f64() / many as f64);
    row.wipes.sort();
    let (middle, worst) = (row.wipes[row.wipes.len() / 2], row.wipes[row.wipes.len() - 1]);
    eprintln!(
        "wipe to next first screen: {} ms in the middle, {} ms at worst",
        middle.as_millis(),
        worst.as_millis()
    );
    assert!(middle < Duration::from_secs(1), "the next first screen comes within a second: {:?}", row.wipes);
    let (early, late) = row.weights.split_at(2);
    let least = |of: &[u64]| of.iter().min().copied().unwrap_or_default();
    let (first, last) = (least(early), least(late));
    eprintln!(
        "memory of its own while nobody is there: {first} MB after the first, {last} MB after the last"
    );
    assert!(last * 100 <= first * 105, "nothing grows from person to person: {:?} MB", row.weights);
    row.all_arrived(window).await
}

impl Row {
    /// What happens before somebody comes: the network goes, three days pass, it comes back; then the clock is found to be wrong, and set back.
    fn passes(&mut self, number: usize) -> Outcome {
        let eighths = |many: usize| self.many * many / 8;
        match number {
            _ if number == eighths(4) => self.stage.platform_down(),
            _ if number == eighths(5) => self.clock.set(DAYS * 86_400)?,
            _ if number == eighths(6) => self.stage.platform_up()?,
            _ if number == eighths(7) => {
                self.clock.set(0)?;
                self.before = self.slips.len();
            }
            _ => {}
        }
        Ok(())
    }

    /// The day by the clock of the hall.
    fn today(&self, number: usize) -> NaiveDate {
        let is_later = (self.many * 5 / 8..self.many * 7 / 8).contains(&number);
        Local::now().date_naive() + TimeDelta::days(if is_later { DAYS } else { 0 })
    }

    /// One person, from the first screen to the next one.
    async fn takes_a_turn(&mut self, window: Window, number: usize) -> Outcome<Window> {
        let (stranger, fate) = (Stranger::of(number, self.today(number)), Fate::of(number));
        let keeper = window.app_id()?;
        kiosk::begin(&window, if number.is_multiple_of(2) { "zh-CN" } else { "en" }).await?;
        match fate {
            Fate::Finishes | Fate::Photographs | Fate::MeetsAFullDisk => {
                kiosk::answer_quickly_on(&window, &stranger.answers, self.today(number)).await?;
                if fate == Fate::MeetsAFullDisk {
                    self.is_not_sealed_on_a_full_disk(&window).await?;
                }
                self.takes_a_slip(&window, &stranger, fate == Fate::Photographs).await?;
            }
            _ => kiosk::type_number(&window, &stranger.canaries[2]).await?,
        }
        let waits = kiosk::waiting(keeper, self.stage.desktop.logs()).await?;
        if number == 0 {
            let own = kiosk::traces(&memory::family(kiosk::shown(keeper)?), &[], &stranger.canaries)?;
            assert!(!own.is_empty(), "what is on the screen is in memory: the search can find it");
            let others = kiosk::traces(&memory::family(waits), &[], &stranger.canaries)?;
            assert_eq!(others, Vec::<String>::new(), "the program that waits knows nothing of it");
        }
        let window = self.ends(window, fate).await?;
        let keeper = window.app_id()?;
        let anybody = Stranger::OF_ANYBODY.map(str::to_owned);
        let found = kiosk::traces(
            &memory::family(keeper),
            &[&self.stage.data(), self.stage.desktop.logs(), &self.counter.queue()],
            &anybody,
        )?;
        assert_eq!(found, Vec::<String>::new(), "whoever comes after number {number} meets nobody: {fate:?}");
        if number < 2 || number + 2 >= self.many {
            kiosk::waiting(keeper, self.stage.desktop.logs()).await?;
            tokio::time::sleep(Duration::from_secs(2)).await; // until what has just started is at rest
            let weight: u64 = memory::family(keeper).into_iter().map(memory::own_kib).sum();
            self.weights.push(weight / 1024);
        }
        Ok(window)
    }

    /// Nothing is said to be sealed that the disk did not take, and nothing that was typed is lost by it.
    async fn is_not_sealed_on_a_full_disk(&self, window: &Window) -> Outcome {
        let Some(disk) = &self.disk else { return Ok(()) };
        window.on_screen("review").await?;
        // What was written before leaves no room in the files that are there.
        let spool = self.stage.data().join("kiosk").join(outbox::SPOOL_FILE);
        Connection::open(spool)?.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        disk.fill()?;
        window.act("confirm-read-back").await?;
        window.act("submit").await?;
        window.see("[data-problem]").await?;
        assert!(!window.shows_now("[data-part=\"taken\"]").await?, "nobody gets a slip for it");
        disk.free()?;
        window.act("confirm-read-back").await
    }

    /// Seals, and takes the slip home.
    async fn takes_a_slip(&mut self, window: &Window, stranger: &Stranger, is_jammed: bool) -> Outcome {
        if is_jammed {
            self.counter.jam(true)?;
        }
        let before = self.counter.sheets()?;
        kiosk::submit(window).await?;
        let how = if is_jammed { "failed" } else { "printed" };
        window.see(&format!("[data-part=\"print-slip\"][data-value=\"{how}\"]")).await?;
        let slip = if is_jammed {
            self.counter.jam(false)?;
            window.run("document.querySelector('[data-part=\"claim-slip\"]').scrollIntoView()", &[]).await?;
            // The code may be on the screen as well.
            let on_it = screen_code::read_qrs(&window.settled_screenshot().await?)?;
            on_it.into_iter().find(|text| text.contains("/me/#")).ok_or("no slip on the screen")?
        } else {
            // A code that came in time is on a sheet of its own.
            let sheets = self.counter.sheets()?;
            let fresh = sheets.iter().filter(|sheet| !before.contains(sheet));
            let mut scanned = fresh.filter_map(|sheet| kiosk::scanned(sheet).ok());
            scanned.find(|text| text.contains("/me/#")).ok_or("no slip came out")?
        };
        self.slips.push((stranger.clone(), slip));
        Ok(())
    }

    /// However it ends, somebody else's first screen is there afterwards.
    async fn ends(&mut self, window: Window, fate: Fate) -> Outcome<Window> {
        let keeper = window.app_id()?;
        let program = kiosk::shown(keeper)?;
        let before = memory::family(program);
        let press = match fate {
            Fate::Finishes | Fate::MeetsAFullDisk => "[data-action=\"done\"]",
            Fate::Photographs => {
                window.press("[data-action=\"done\"]").await?;
                "[data-action=\"confirm-unprinted\"]"
            }
            Fate::Leaves => {
                window.press("[data-action=\"end\"]").await?;
                "[data-action=\"confirm-end\"]"
            }
            Fate::LosesThePage => {
                before.iter().skip(1).for_each(|id| signal("KILL", &id.to_string()));
                return self.follows(window, keeper, &before).await;
            }
            Fate::LosesTheProgram => {
                signal("KILL", &program.to_string());
                return self.follows(window, keeper, &before).await;
            }
            Fate::LosesThePower => {
                let all = memory::family(keeper);
                window.kill().await?;
                until("all of it to be gone", async || {
                    Ok(all.iter().all(|id| memory::resident_kib(*id) == 0).then_some(()))
                })
                .await?;
                let window = self.stage.open().await?;
                window.see("[data-action=\"choose-language\"]").await?;
                return Ok(window);
            }
        };
        let began = Instant::now();
        kiosk::end(&window, press).await?;
        self.wipes.push(self.front.until_back(began)?);
        kiosk::next(window, &self.stage.desktop).await
    }

    async fn follows(&self, window: Window, keeper: u32, before: &[u32]) -> Outcome<Window> {
        kiosk::replaced(keeper, before).await?;
        kiosk::next(window, &self.stage.desktop).await
    }

    /// Each slip opens its own declaration at the platform, and no other one does.
    async fn all_arrived(self, window: Window) -> Outcome {
        kiosk::enter_panel(&window).await?;
        let complete = kiosk::count(&window, "kiosk-count-complete").await? as usize;
        let today = self.slips.len() - self.before;
        assert_eq!(
            complete, today,
            "the day's count is that of those who took a slip since it is this day again"
        );
        // Three days later: what was sealed by a clock that ran ahead is not lost for that.
        self.clock.set(DAYS * 86_400)?;
        until_within(Duration::from_secs(90), "all that waited to be sent", async || {
            window.run("document.querySelector('[data-action=\"send-now\"]:enabled')?.click()", &[]).await?;
            let waits = window.shows_now("[data-count=\"kiosk-queue-waiting\"]").await?;
            Ok((!waits).then_some(()))
        })
        .await?;
        let profile = std::fs::read(self.stage.profile())?;
        let platform = HttpPlatform::new(&PlatformProfile::parse(&profile).map_err(|why| why.to_string())?)?;
        let mut references = Vec::new();
        for (at, (stranger, slip)) in self.slips.iter().enumerate() {
            let link = PhoneLink::parse(slip.rsplit('#').next().unwrap_or_default()).ok_or("no slip")?;
            let key = SlipKey::Scanned(link.clone());
            let SlipAnswer::Stands(opened) =
                platform.by_slip(&key, &stranger.born).await.map_err(|why| why.code)?
            else {
                return Err("nothing was refused".into());
            };
            let name = opened.code.map(|code| code.name).unwrap_or_default();
            assert!(name.contains(&stranger.canaries[0]), "a slip opens its own holder's code: {name}");
            references.push(opened.reference);
            let (_, other) = &self.slips[(at + 1) % self.slips.len()];
            let other = PhoneLink::parse(other.rsplit('#').next().unwrap_or_default()).ok_or("no slip")?;
            let mixed = PhoneLink { declaration: other.declaration, token: link.token.clone() };
            let mixed = SlipKey::Scanned(mixed);
            let shut = platform.by_slip(&mixed, &stranger.born).await.map_err(|why| why.code);
            assert_eq!(shut.err().as_deref(), Some("declaration-not-found"), "and no other");
        }
        references.sort();
        references.dedup();
        assert_eq!(references.len(), self.slips.len(), "every complete one is there once");
        window.kill().await
    }
}
