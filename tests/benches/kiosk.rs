//! A kiosk: five hundred envelopes queued and sent over the line of the bench `batch`, beside its round trips; a traveller's way from the language
//! to paper; from the last touch to the next person's first screen; and what it holds in memory while nobody is there, after one person and after many.
#![allow(clippy::print_stdout, reason = "a bench reports on its standard output")]

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use app::Passphrase;
use chrono::{Local, Utc};
use guitu_tests::{
    Outcome,
    desktop::Keychain,
    framebuffer::{self, Still},
    kiosk::{self, Counter, STAFF_KEY, Stranger},
    long_line,
    measure::{Promise, median},
    memory,
    owner::{FarAway, Owner},
    passing::Passing,
    sealed::sealed,
    stage::Stage,
    waiting::until_within,
};
use outbox::{Spool, Tally, install_crypto_provider};
use platform_api::PlatformProfile;

const ENVELOPES: u32 = 500;
const PEOPLE: usize = 20;
/// What a batch may take beyond its round trips.
const BATCH: f64 = 1.3;
/// Most that many people may add to the memory.
const FLAT: f64 = 1.05;

#[tokio::main]
async fn main() -> Outcome<ExitCode> {
    let kept = [queue().await?, window().await?];
    Ok(if kept.iter().all(|kept| *kept) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn queue() -> Outcome<bool> {
    install_crypto_provider();
    let (clock, home) = (Passing::default(), tempfile::tempdir()?);
    let far = FarAway::start_at(clock.clone()).await?;
    let profile = PlatformProfile::parse(&std::fs::read(far.profile())?).map_err(|why| why.to_string())?;
    let program = Owner::kiosk(home.path(), far.profile(), clock);
    let _ = program.app.start();
    program.app.kiosk_set_up(Passphrase::from(STAFF_KEY.to_owned()))?;
    program.app.staff_enter(Passphrase::from(STAFF_KEY.to_owned()))?;
    let spool = Spool::open(&home.path().join("kiosk"), Utc::now())?;

    let envelopes = (0..ENVELOPES).map(|_| sealed(&profile)).collect::<Outcome<Vec<_>>>()?;
    far.network.next(long_line::connections());
    let began = Instant::now();
    for one in &envelopes {
        one.put(&spool, &profile)?;
    }
    println!("{ENVELOPES} envelopes queued in {:.1?}", began.elapsed());
    program.app.staff_send_now()?;
    let received = async || Ok((spool.tally()? == Tally::default()).then_some(()));
    until_within(Duration::from_secs(300), "all of them to be received", received).await?;
    // The first answer of each connection waits for its handshake.
    let least = long_line::round_trips(ENVELOPES);
    let what = "five hundred envelopes queued and sent by a kiosk, far away and cut";
    Ok(Promise { what, against: "their round trips alone", at_most: BATCH }.say(began.elapsed(), least))
}

async fn window() -> Outcome<bool> {
    let mut stage = Stage::set(Keychain::None).await?;
    stage.surroundings.push(("GUITU_LOG", "info".into()));
    let _counter = Counter::set(&mut stage, 60, 180)?;
    let window = stage.open().await?;
    kiosk::set_up(&window).await?;
    let mut window = kiosk::next(window, &stage.desktop).await?;
    window.see("[data-action=\"choose-language\"]").await?;
    window.settled_screenshot().await?;
    framebuffer::until_drawn(&stage.desktop.framebuffer(), Instant::now())?;
    let front = Still::of(&stage.desktop.framebuffer())?;
    let keeper = window.app_id()?;
    let (mut wipes, mut weights) = (Vec::new(), Vec::new());
    for number in 0..PEOPLE {
        let stranger = Stranger::of(number, Local::now().date_naive());
        let began = Instant::now();
        kiosk::begin(&window, "en").await?;
        let end = if number == 0 {
            let touches = kiosk::answer_all(&window, &stranger.answers).await?;
            kiosk::submit(&window).await?;
            window.see("[data-part=\"print-code\"][data-value=\"printed\"]").await?;
            println!("from the language to the code on paper: {touches} touches, {:.0?}", began.elapsed());
            "[data-action=\"done\"]"
        } else {
            kiosk::type_number(&window, &stranger.canaries[2]).await?;
            window.press("[data-action=\"end\"]").await?;
            "[data-action=\"confirm-end\"]"
        };
        kiosk::waiting(keeper, stage.desktop.logs()).await?;
        let began = Instant::now();
        kiosk::end(&window, end).await?;
        wipes.push(front.until_back(began)?);
        window = kiosk::next(window, &stage.desktop).await?;
        if number < 2 || number + 2 >= PEOPLE {
            kiosk::waiting(keeper, stage.desktop.logs()).await?;
            tokio::time::sleep(Duration::from_secs(2)).await; // until what has just started is at rest
            weights.push(memory::family(keeper).into_iter().map(memory::own_kib).sum::<u64>());
        }
    }
    window.kill().await?;
    let what = "from the last touch to the next first screen";
    let in_time =
        Promise { what, against: "a second", at_most: 1.0 }.say(median(wipes), Duration::from_secs(1));
    let (first, last) = weights.split_at(2);
    let least = |of: &[u64]| of.iter().min().copied().unwrap_or_default();
    let growth = least(last) as f64 / least(first) as f64;
    println!(
        "memory of its own while nobody is there: {} MB after one, {} MB after {PEOPLE}; grows {growth:.2} times, at most {FLAT}{}",
        least(first) / 1024,
        least(last) / 1024,
        if growth <= FLAT { "" } else { "  << BROKEN" }
    );
    Ok(in_time && growth <= FLAT)
}
