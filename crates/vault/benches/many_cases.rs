//! A vault of many cases: what each thing costs over an empty one, and how it grows. `VAULT_BENCH_CASES` names the sizes; 10,000 are what
//! is promised of.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench reports on its standard output, and fails when something fails"
)]

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;
use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;
use vault::{
    CarriedCase, CaseQuery, DraftRow, Extent, MemoryKeychain, NewSlot, SlotKind, Summary, SummaryWords,
    Unlock, Vault, VaultDir, VaultError,
};

const PASSPHRASE: &str = "river lamp tea and a violin";
const PROMISED: usize = 10_000;
/// So many openings of the vault, and answers at each.
const SITTINGS: usize = 10;
const ANSWERS: usize = 200;
/// The list is brought up to date twice a minute, and an answer takes three seconds.
const LISTED_EVERY: usize = 10;
/// Shown on the first screen.
const PAGE: u32 = 50;

fn main() -> ExitCode {
    let sizes = std::env::var("VAULT_BENCH_CASES").unwrap_or_else(|_| "0,10000".into());
    let sizes: Vec<usize> = sizes.split(',').filter_map(|size| size.trim().parse().ok()).collect();
    let mut kept = true;
    let mut empty = None;
    for size in sizes {
        let bench = Bench::of(size);
        let (typed, by_keychain) = bench.first_screen();
        println!(
            "{size} cases: typed passphrase to first screen {typed:.1?}, of which Argon2id {:.0} %; by the keychain {by_keychain:.1?}",
            share(typed.saturating_sub(by_keychain), typed)
        );
        // What the passphrase costs is the same for any vault, and its noise greater than all the rest.
        let least = *empty.get_or_insert(by_keychain);
        if size == PROMISED {
            let over = by_keychain.saturating_sub(least);
            kept &= held("first screen over an empty vault", over, Duration::from_millis(150));
        }
        let [(median, p99), (work, work_p99)] = bench.search();
        println!(
            "{size} cases: search while typing, median {median:.2?}, p99 {p99:.2?}; of the processor {work:.2?}, {work_p99:.2?}"
        );
        if size == PROMISED {
            kept &= held("p99 of a search", p99, Duration::from_millis(16));
        }
        let OneAnswer { ours, plain, ratio } = bench.one_answer();
        println!(
            "{size} cases: one answer {:.2?}, the same insert in plain SQLite {:.2?}, ratio {ratio:.2}; of the processor {:.2?}, {:.2?}",
            ours.0, plain.0, ours.1, plain.1
        );
        kept &= size != PROMISED || ratio <= 1.3;
        println!("{size} cases: a new data key {:.1?}, file {} MB", bench.new_key(), bench.megabytes());
    }
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn held(what: &str, is: Duration, at_most: Duration) -> bool {
    println!("{what}: {is:.1?}, at most {at_most:.0?}{}", if is <= at_most { "" } else { "  << BROKEN" });
    is <= at_most
}

fn share(part: Duration, whole: Duration) -> f64 {
    100.0 * part.as_secs_f64() / whole.as_secs_f64()
}

/// Of each, how long it takes, and how long the processor works on it.
struct OneAnswer {
    ours: (Duration, Duration),
    plain: (Duration, Duration),
    ratio: f64,
}

struct Bench {
    root: TempDir,
    keychain: Arc<MemoryKeychain>,
}

impl Bench {
    /// A vault with so many cases, closed.
    fn of(size: usize) -> Self {
        let bench = Bench { root: tempfile::tempdir().unwrap(), keychain: Arc::default() };
        let passphrase = NewSlot::Passphrase(SecretString::from(PASSPHRASE));
        let vault = Vault::create(&bench.directory(), passphrase, noon()).unwrap();
        let typed = Unlock::Passphrase(SecretString::from(PASSPHRASE));
        vault.add_slot(NewSlot::Keychain, "", &typed, noon()).unwrap();
        // One case is typed; the others are it under other names, taken over as from a file.
        let one = vault.new_declaration(1, answers(0), noon()).unwrap();
        let pattern = serde_json::to_value(vault.carry(one.id, Extent::Backup).unwrap()).unwrap();
        let cases = (1..size).map(|number| Ok::<_, VaultError>(case(&pattern, number)));
        let taken = vault.take_cases(cases, Extent::Backup, noon()).unwrap();
        let ids = std::iter::once(one.id).chain(taken.into_iter().map(|(id, _)| id));
        let summaries: Vec<_> = ids.enumerate().map(|(number, id)| (id, summary(number))).collect();
        for some in summaries.chunks(500) {
            assert!(vault.put_summaries(some, vault.writes()).unwrap());
        }
        if size == 0 {
            vault.delete_declaration(one.id, noon()).unwrap();
        }
        vault.shut();
        bench
    }

    fn directory(&self) -> VaultDir {
        VaultDir::with_keychain(self.root.path().join("data"), self.keychain.clone())
    }

    fn open(&self) -> Vault {
        Vault::open(&self.directory(), Unlock::Passphrase(SecretString::from(PASSPHRASE))).unwrap()
    }

    /// From the typed passphrase to a page of the list, and the same where a keychain that answers at once opens: the one is dearer by
    /// the passphrase's derivation.
    fn first_screen(&self) -> (Duration, Duration) {
        let first = |unlock: Unlock| {
            let start = Instant::now();
            let vault = Vault::open(&self.directory(), unlock).unwrap();
            let outdated = vault.to_summarise(["this hour", "today"], PAGE).unwrap();
            assert!(outdated.is_empty(), "the list is up to date");
            vault.cases(&CaseQuery { limit: PAGE, ..CaseQuery::default() }).unwrap();
            let took = start.elapsed();
            vault.shut();
            took
        };
        let typed = || Unlock::Passphrase(SecretString::from(PASSPHRASE));
        let times: Vec<_> = (0..15).map(|_| (first(typed()), first(Unlock::Keychain))).collect();
        let (typed, by_keychain) = times.into_iter().unzip();
        (middle(typed), middle(by_keychain))
    }

    /// Each key that is typed asks anew.
    fn search(&self) -> [(Duration, Duration); 2] {
        let vault = self.open();
        let (mut times, mut work) = (Vec::new(), Vec::new());
        for number in (0..30).map(|count| count * 37) {
            let typed = [format!("chen{number}"), format!("雨{}", han(number)), format!("E{number:07}")];
            for text in &typed {
                for end in text.char_indices().map(|(at, letter)| at + letter.len_utf8()) {
                    let query = CaseQuery { text: text[..end].into(), limit: PAGE, ..CaseQuery::default() };
                    let (worked, start) = (processor(), Instant::now());
                    vault.cases(&query).unwrap();
                    times.push(start.elapsed());
                    work.push(processor().saturating_sub(worked));
                }
            }
        }
        [times, work].map(|mut times| {
            times.sort();
            (times[times.len() / 2], times[times.len() * 99 / 100])
        })
    }

    /// A save and a plain insert of the same bytes, in turns, after each of several openings: a log that grows costs more than one that is
    /// written over, and at one sitting nobody gives as many answers as make it whole.
    fn one_answer(&self) -> OneAnswer {
        let mut times: [(Vec<Duration>, Vec<Duration>); 2] = Default::default();
        for _ in 0..SITTINGS {
            let vault = self.open();
            let draft = vault.new_declaration(1, answers(0), noon()).unwrap();
            let plain = plain(&self.root.path().join("plain.db"));
            for number in 1..=ANSWERS {
                if number % LISTED_EVERY == 1 {
                    vault.put_summaries(&[(draft.id, summary(number))], vault.writes()).unwrap();
                }
                // Minutes later, so that each is a state of its own that can be brought back.
                let mut now = draft.answers.clone();
                now["about"]["surname"] = format!("CHEN{number}").into();
                let row = DraftRow { answers: now, updated_at: after(number * 120), ..draft.clone() };
                let (worked, start) = (processor(), Instant::now());
                vault.save_draft(&row).unwrap();
                times[0].0.push(start.elapsed());
                times[0].1.push(processor().saturating_sub(worked));
                let bytes = row.answers.to_string();
                let (worked, start) = (processor(), Instant::now());
                plain
                    .prepare_cached("INSERT INTO plain (answers) VALUES (?1)")
                    .unwrap()
                    .execute([bytes])
                    .unwrap();
                times[1].0.push(start.elapsed());
                times[1].1.push(processor().saturating_sub(worked));
            }
            vault.shut();
        }
        // A disk is slower at one time than at another, and then for both: each part of the row has a ratio of its own.
        let [ours, plain] = &times;
        let parts = ours.0.chunks(LISTED_EVERY).zip(plain.0.chunks(LISTED_EVERY));
        let ratios: Vec<f64> = parts.map(|(ours, plain)| mean(ours) / mean(plain)).collect();
        let [ours, plain] = times.map(|(took, worked)| (middle(took), middle(worked)));
        OneAnswer { ours, plain, ratio: middle(ratios) }
    }

    fn new_key(&self) -> Duration {
        let vault = self.open();
        let proof = Unlock::Passphrase(SecretString::from(PASSPHRASE));
        let slot = vault.slots().into_iter().find(|slot| slot.kind == SlotKind::Passphrase).unwrap();
        let (id, same) = (slot.id, NewSlot::Passphrase(SecretString::from(PASSPHRASE)));
        let start = Instant::now();
        vault.change_slot(id, same, &proof, noon(), &(Arc::new(|_| {}) as vault::Progress)).unwrap();
        start.elapsed()
    }

    fn megabytes(&self) -> u64 {
        std::fs::metadata(self.root.path().join("data/vault.db")).unwrap().len() >> 20
    }
}

/// With the same durability, and nothing else.
fn plain(path: &Path) -> Connection {
    let plain = Connection::open(path).unwrap();
    plain.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).unwrap();
    plain.pragma_update(None, "synchronous", "FULL").unwrap();
    plain
        .execute_batch(
            "CREATE TABLE IF NOT EXISTS plain (id INTEGER PRIMARY KEY, answers TEXT NOT NULL) STRICT",
        )
        .unwrap();
    plain
}

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

fn after(seconds: usize) -> DateTime<Utc> {
    noon() + TimeDelta::seconds(seconds as i64)
}

/// As long as a complete declaration.
fn answers(number: usize) -> Value {
    json!({ "about": { "surname": format!("CHEN{number}"), "han_name": format!("陈雨{}", han(number)) }, "rest": "x".repeat(2500) })
}

fn han(number: usize) -> char {
    char::from_u32(0x4e00 + (number % 20_000) as u32).unwrap_or('一')
}

fn case(pattern: &Value, number: usize) -> CarriedCase {
    let mut case = pattern.clone();
    let id = Uuid::from_u128(number as u128).to_string();
    case["draft"]["id"] = id.clone().into();
    case["id"] = id.into();
    case["draft"]["answers"] = answers(number);
    serde_json::from_value(case).unwrap()
}

fn summary(number: usize) -> Summary {
    let texts = |text: String| vec![text];
    Summary {
        name: format!("陈雨{} CHEN{number}", han(number)),
        document_end: format!("{:04}", number % 10_000),
        flight: format!("LH{}", number % 900),
        day: Some(noon().date_naive() + TimeDelta::days((number % 30) as i64)),
        county: "330302".into(),
        state: if number.is_multiple_of(3) { "received" } else { "not-sent" }.into(),
        updated_at: after(number),
        card: json!({ "card": "x".repeat(700) }),
        context: "today".into(),
        words: SummaryWords {
            names: vec![format!("陈雨{}", han(number)), format!("CHEN{number} YUTONG")],
            documents: texts(format!("E{number:07}")),
            flights: texts(format!("LH{}", number % 900)),
            places: texts("温州市鹿城区 Lucheng, Wenzhou".into()),
            notes: texts("+393471234567".into()),
        },
        ..Summary::default()
    }
}

/// What this thread has had of the processor so far: on a busy machine the rest is waiting. Nothing where the system does not tell.
fn processor() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(told.split(' ').next().and_then(|spent| spent.parse().ok()).unwrap_or(0))
}

fn middle<T: PartialOrd + Copy>(mut all: Vec<T>) -> T {
    all.sort_by(|one, other| one.partial_cmp(other).unwrap());
    all[all.len() / 2]
}

fn mean(times: &[Duration]) -> f64 {
    times.iter().sum::<Duration>().as_secs_f64() / times.len() as f64
}
