//! Many declarations on their way over every bad network there is, while the program that sends them and the platform are both killed
//! at random: in the end each is at the platform exactly once, each row has its receipt, and the same bytes have the same one.
//!
//! The short form sends forty, and kills at most twice on a network; with `GUITU_TORTURE` set two thousand, and at most twenty-five times.

#![allow(clippy::print_stdout, reason = "a failure is told again by its seed")]

use std::env;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use guitu_tests::{
    Outcome,
    owner::stored,
    passing::Passing,
    platform_process::{PlatformProcess, Site},
    process::Process,
    programs,
    sealed::{Sealed, sealed},
    waiting::until_within,
};
use outbox::{HttpPlatform, Sender, Spool, State, Trusted, install_crypto_provider};
use platform_api::{Address, PlatformApi as _, PlatformProfile, StatusAnswer, verify, verify_status};
use testkit::{Fault, FaultyNetwork};
use uuid::Uuid;

/// Names the folder of whoever sends, in a process of its own.
const SENDS: &str = "GUITU_TEST_SENDS";
/// How long a script may go on without an end of its own.
const LONGEST: Duration = Duration::from_millis(600);
/// What is left when the network is good again.
const IN_THE_END: Duration = Duration::from_secs(300);

/// Twenty networks, each as the connections that follow one another on it.
fn networks() -> Vec<(&'static str, Vec<Fault>)> {
    // One answer and a bit of the next: what comes after is on a connection of its own.
    let passes = || Fault::CutAnswerAfter(1500);
    let http =
        |status: &str| Fault::Garbage(format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").into_bytes());
    let ms = Duration::from_millis;
    vec![
        ("nobody answers", vec![Fault::Refuse, Fault::Refuse, passes()]),
        ("answers get lost", vec![Fault::LoseAnswer]),
        ("every other answer gets lost", vec![Fault::LoseAnswer, passes()]),
        ("cut in the head of the request", vec![Fault::CutRequestAfter(9), passes()]),
        ("cut in the body of the request", vec![Fault::CutRequestAfter(700), passes()]),
        ("cut before the end of the request", vec![Fault::CutRequestAfter(2200), passes()]),
        ("cut at the first byte of the answer", vec![Fault::CutAnswerAfter(1), passes()]),
        ("cut in the head of the answer", vec![Fault::CutAnswerAfter(90), passes()]),
        ("cut in the receipt", vec![Fault::CutAnswerAfter(500), passes()]),
        ("far away", vec![Fault::Delay(ms(120))]),
        ("rubbish", vec![Fault::Garbage(vec![0xff; 300]), passes()]),
        ("a hotel's login", vec![Fault::captive_portal(), passes()]),
        ("somebody else's refusal", vec![http("403 Forbidden"), http("413 Content Too Large"), passes()]),
        (
            "a broken platform",
            vec![http("500 Internal Server Error"), http("503 Service Unavailable"), passes()],
        ),
        ("read and never answered", vec![Fault::Silence, passes(), passes()]),
        ("half of the line closed", vec![Fault::HalfCloseAfter(100), Fault::HalfCloseAfter(1200), passes()]),
        ("heard twice", vec![Fault::Duplicate]),
        ("in another order", vec![Fault::Overtaken(2), Fault::Overtaken(1), passes()]),
        ("other bytes", vec![Fault::GarbleRequest(97), Fault::GarbleAnswer(53), passes()]),
        ("a byte at a time", vec![Fault::Slow(Duration::from_micros(300)), passes()]),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_arrives_exactly_once_whatever_the_network_does_and_whoever_is_killed() -> Outcome {
    if let Some(folder) = env::var_os(SENDS) {
        return sends(Path::new(&folder)).await;
    }
    let (many, most_kills) = if env::var_os("GUITU_TORTURE").is_some() { (2000, 25) } else { (40, 2) };
    let folder = tempfile::tempdir()?;
    let mut far = Far::start(folder.path()).await?;
    let (networks, mut all, mut kills) = (networks(), Vec::new(), 0);
    for (number, (network, faults)) in networks.iter().enumerate() {
        let until = many * (number + 1) / networks.len();
        let spool = far.spool()?;
        while all.len() < until {
            all.push(far.puts_one(&spool)?);
        }
        drop(spool);
        far.network.always(Fault::Refuse); // forgets what was to come of the network before
        far.network.next(faults.iter().cycle().take(20_000).cloned());
        kills +=
            far.killed_while_sending(number, most_kills).await.map_err(|why| format!("{network}: {why}"))?;
    }
    far.network.always(Fault::Pass);
    let (left, before) = (far.waiting()?, far.network.connections());
    let sender = far.sender()?;
    if left > 0 {
        far.network.until_connections(before + 1).await; // it has the spool by now, and had it alone
    }
    until_within(IN_THE_END, "everything to be received", async || Ok((far.waiting()? == 0).then_some(())))
        .await?;
    drop(sender);
    let spool = far.spool()?;
    assert_eq!(spool.tally()?.refused, 0, "nobody who signs has refused anything");
    far.each_is_there_once(&spool, &all).await?;
    assert_eq!(stored(&far.data)?, many, "and the platform holds nothing besides");
    println!("{many} declarations over {} networks, {kills} kills", networks.len());
    Ok(())
}

/// The platform, the network before it, and the folder of whoever sends.
struct Far {
    network: FaultyNetwork,
    program: PathBuf,
    platform: Option<PlatformProcess>,
    address: String,
    site: Site,
    data: PathBuf,
    folder: PathBuf,
    profile: PlatformProfile,
    random: u64,
}

impl Far {
    async fn start(folder: &Path) -> Outcome<Self> {
        install_crypto_provider();
        let (program, data) = (programs::platform()?, folder.join("platform"));
        let network = FaultyNetwork::before(SocketAddr::from(([127, 0, 0, 1], 9))).await?;
        let site = Site { public_url: Some(format!("http://{}", network.address())), ..Site::default() };
        let platform = PlatformProcess::start(&program, &data, &site, None)?;
        let (address, profile) = (platform.address().to_owned(), std::fs::read(platform.profile())?);
        network.lead_to(address.parse()?);
        std::fs::write(folder.join("profile.json"), &profile)?;
        let profile = PlatformProfile::parse(&profile).map_err(|why| why.to_string())?;
        let seed = u64::from_le_bytes(Uuid::new_v4().as_bytes()[..8].try_into()?);
        println!("seed {seed}");
        let (platform, folder, random) = (Some(platform), folder.to_owned(), seed | 1);
        Ok(Self { network, program, platform, address, site, data, folder, profile, random })
    }

    /// Marsaglia's xorshift: what is killed when has to be told again by its seed alone.
    fn random(&mut self, below: u64) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random % below
    }

    /// Seals a declaration and puts it into the spool, as the app does.
    fn puts_one(&self, spool: &Spool) -> Outcome<Sealed> {
        let sealed = sealed(&self.profile)?;
        sealed.put(spool, &self.profile)?;
        Ok(sealed)
    }

    /// The spool, for as long as nobody sends: who opens it alone takes up what a killed sender had in hand.
    fn spool(&self) -> Outcome<Spool> {
        Ok(Spool::open(&self.folder, Utc::now())?)
    }

    fn waiting(&self) -> Outcome<u32> {
        Ok(self.spool()?.tally()?.waiting)
    }

    /// Whoever sends, in a process that can be killed.
    fn sender(&self) -> Outcome<Process> {
        let mut program = Command::new(env::current_exe()?);
        program.args([
            "--exact",
            "everything_arrives_exactly_once_whatever_the_network_does_and_whoever_is_killed",
        ]);
        Process::start("sender", program.env(SENDS, &self.folder), &self.folder)
    }

    /// Lets a sender work on a bad network and kills it, and now and then the platform, at moments that nobody chose.
    async fn killed_while_sending(&mut self, number: usize, most: usize) -> Outcome<usize> {
        let mut kills = 0;
        while kills < most && self.waiting()? > 0 {
            let sender = self.sender()?;
            let (connections, longest) =
                (1 + self.random(9) as usize, LONGEST.mul_f64(0.2 + self.random(10) as f64 / 10.0));
            let some = self.network.until_connections(self.network.connections() + connections);
            // It need not come so far: a network on which nothing happens is killed on as well.
            let _ = tokio::time::timeout(longest, some).await;
            let both = (kills + number).is_multiple_of(3);
            if both {
                drop(self.platform.take());
            }
            drop(sender);
            if both {
                self.platform =
                    Some(PlatformProcess::start(&self.program, &self.data, &self.site, Some(&self.address))?);
            }
            kills += 1;
        }
        Ok(kills)
    }

    /// Each row has a receipt that verifies, the platform has it once, and gives the same receipt for the same bytes.
    async fn each_is_there_once(&self, spool: &Spool, all: &[Sealed]) -> Outcome {
        let (client, trusted) = (HttpPlatform::new(&self.profile)?, Trusted::from(&self.profile));
        for Sealed { id, secret, envelope } in all {
            let row = spool.get(*id, 1)?.ok_or("a row is gone")?;
            assert_eq!(row.row.state, State::Received, "each row is closed");
            let receipt = row.receipt;
            assert!(
                verify(&receipt, &trusted.keys, Address::revision(*id, 1), envelope).is_ok(),
                "by a receipt for just these bytes"
            );
            let again = client.put_revision(*id, 1, envelope.clone()).await.map_err(|why| why.to_string())?;
            assert_eq!(again, receipt, "which is the one that the platform gives again");
            let answer =
                client.status(*id, &secret.follow_token(), None).await.map_err(|why| why.to_string())?;
            let StatusAnswer::Now { signed, .. } = answer else { return Err("no status".into()) };
            let status = verify_status(&signed, &trusted.keys, &trusted.platform, *id)?;
            assert_eq!(status.revision, 1, "and it stands there once");
        }
        Ok(())
    }
}

/// Sends what is in a spool until somebody kills it.
async fn sends(folder: &Path) -> Outcome {
    install_crypto_provider();
    let profile = std::fs::read(folder.join("profile.json"))?;
    let profile = PlatformProfile::parse(&profile).map_err(|why| why.to_string())?;
    let spool = Spool::open(folder, Utc::now())?;
    let platform = Arc::new(HttpPlatform::new(&profile)?);
    let sender = Sender::new(spool, platform, &profile, Arc::new(Passing::default()), Arc::new(|_| {}));
    sender.network_changed()?; // as the app says when the network comes back
    sender.run(std::future::pending()).await;
    Ok(())
}
