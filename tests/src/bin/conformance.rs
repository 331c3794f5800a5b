//! Asks a running platform everything that one has to do: `conformance --url URL [--profile FILE] [--answers FILE]`. With a profile its
//! signatures are held against the keys that travellers trust; without one, against those that it names itself. Answers that are
//! complete under its edition are needed where that is not this repository's.

#![allow(clippy::print_stdout, reason = "what it prints is what it is for")]

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use guitu_tests::conformance::{conformance, profile_of};
use platform_api::PlatformProfile;
use testkit::travellers;

const USAGE: &str = "conformance --url URL [--profile FILE] [--answers FILE]";

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error + Send + Sync>> {
    let (mut url, mut profile, mut answers) = (None, None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or(USAGE)?;
        match flag.as_str() {
            "--url" => url = Some(value),
            "--profile" => profile = Some(PathBuf::from(value)),
            "--answers" => answers = Some(PathBuf::from(value)),
            _ => return Err(USAGE.into()),
        }
    }
    let url = url.ok_or(USAGE)?;
    let profile = match profile {
        Some(file) => PlatformProfile { url, ..PlatformProfile::parse(&std::fs::read(file)?)? },
        None => profile_of(&url).await?,
    };
    let answers = match answers {
        Some(file) => serde_json::from_slice(&std::fs::read(file)?)?,
        None => travellers::student_from_prato(chrono::Local::now().date_naive()).answers,
    };
    let verdicts = conformance(profile, answers).await?;
    for verdict in &verdicts {
        println!("{verdict}");
    }
    let faults = verdicts.iter().filter(|verdict| verdict.fault.is_some()).count();
    println!("{} claims, {faults} faults", verdicts.len());
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
