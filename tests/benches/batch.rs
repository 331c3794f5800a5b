//! A chamber's two thousand declarations over 300 ms of round trip and connections of which one in thirty-three answers is lost, against
//! what round trips alone need with as many on their way at once.
#![allow(clippy::print_stdout, reason = "a bench reports on its standard output")]

use std::{
    net::SocketAddr,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::Utc;
use guitu_tests::{
    Outcome, long_line, measure::Promise, passing::Passing, sealed::sealed, waiting::until_within,
};
use outbox::{HttpPlatform, Sender, Spool, install_crypto_provider};
use platform::{Config, Platform};
use platform_api::PlatformProfile;
use tempfile::TempDir;
use testkit::FaultyNetwork;

const MANY: u32 = 2000;

fn main() -> Outcome<ExitCode> {
    install_crypto_provider();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let took = runtime.block_on(batch())?;
    let least = long_line::round_trips(MANY);
    let promise = Promise {
        what: "two thousand declarations, far away and cut",
        against: "their round trips alone",
        at_most: 1.3,
    };
    Ok(if promise.say(took, least) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn batch() -> Outcome<Duration> {
    let (data, folder) = (TempDir::new()?, TempDir::new()?);
    let network = FaultyNetwork::before(SocketAddr::from(([127, 0, 0, 1], 9))).await?;
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let told = Some(format!("http://{}", network.address()));
    let platform = Platform::start(Config { public_url: told, ..Config::new(listen, data.path()) }).await?;
    network.lead_to(platform.addr);
    network.next(long_line::connections());
    let profile = std::fs::read(&platform.profile_path)?;
    let profile = PlatformProfile::parse(&profile).map_err(|why| why.to_string())?;
    let spool = Spool::open(folder.path(), Utc::now())?;
    for _ in 0..MANY {
        sealed(&profile)?.put(&spool, &profile)?;
    }
    let client = Arc::new(HttpPlatform::new(&profile)?);
    let sender = Sender::new(spool.clone(), client, &profile, Arc::new(Passing::default()), Arc::new(|_| {}));
    let began = Instant::now();
    let sending = tokio::spawn(async move { sender.run(std::future::pending()).await });
    let received = async || Ok((spool.tally()?.waiting == 0).then_some(()));
    until_within(Duration::from_secs(600), "all of them to be received", received).await?;
    let took = began.elapsed();
    sending.abort();
    println!("{MANY} in {took:.1?} over {} connections", network.connections());
    platform.shutdown().await;
    Ok(took)
}
