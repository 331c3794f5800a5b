//! `walk FOLDER [every-look]`: a sample traveller goes through the main job, in each language, and leaves numbered
//! screenshots; with `every-look` each screen also in dark and light, at 100% and 200%.
//! `walk FOLDER people LANGUAGE [WORD…]`: instead, all of testkit's people, or those whose story holds one of the words.
//! `walk FOLDER screens LANGUAGE`: what the main job does not show, each in every look: three colours, offers, after landing,
//! a list of several people.
//! `walk FOLDER kiosk`: the screens of a kiosk, in each language, light and dark, with its keyboard.
//! Ends with an error at the first step that fails.
#![allow(clippy::print_stdout, reason = "a walk's progress is its standard output")]

#[path = "walk/kiosk.rs"]
mod kiosk;
#[path = "walk/looks.rs"]
mod looks;
#[path = "walk/people.rs"]
mod people;
#[path = "walk/screens.rs"]
mod screens;

use std::{env, path::PathBuf, process::ExitCode};

use chrono::Local;
use guitu_tests::{
    Outcome,
    desktop::Keychain,
    plan,
    stage::Stage,
    walk::{self, Album},
    window::Window,
};
use testkit::{Traveller, travellers};

#[tokio::main]
async fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("walk FOLDER [every-look]");
        return ExitCode::FAILURE;
    };
    let words: Vec<String> = env::args().skip(2).collect();
    if let [mode, language, words @ ..] = &*words
        && mode == "people"
    {
        return match all_people(language, words, folder).await {
            Ok(0) => ExitCode::SUCCESS,
            Ok(stuck) => {
                eprintln!("{stuck} got stuck.");
                ExitCode::FAILURE
            }
            Err(why) => {
                eprintln!("The walk ended early: {why}");
                ExitCode::FAILURE
            }
        };
    }
    if let [mode, language] = &*words
        && mode == "screens"
    {
        return match screens(language, folder).await {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => {
                eprintln!("The walk ended early: {why}");
                ExitCode::FAILURE
            }
        };
    }
    if words == ["kiosk"] {
        return match kiosk::kiosk(&folder).await {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => {
                eprintln!("The walk ended early: {why}");
                ExitCode::FAILURE
            }
        };
    }
    let every_look = env::args_os().nth(2).is_some_and(|word| word == "every-look");
    let today = Local::now().date_naive();
    let walks = [
        ("zh-CN", travellers::student_from_prato(today)),
        ("en", travellers::low_risk_from_singapore(today)),
    ];
    for (language, traveller) in walks {
        println!("{language}: {}", traveller.story);
        if let Err(why) = go(language, &traveller, folder.join(language), every_look).await {
            eprintln!("The walk in {language} ended early: {why}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

async fn all_people(language: &str, words: &[String], folder: PathBuf) -> Outcome<usize> {
    let mut album = Album::in_folder(folder)?;
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = stage.open().await?;
    people::everybody(&window, language, words, &mut album).await
}

async fn screens(language: &str, folder: PathBuf) -> Outcome {
    let mut album = Album::in_folder(folder)?;
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = stage.open().await?;
    let outcome = screens::screens(&window, language, &mut album).await;
    if outcome.is_err() {
        let _ = album.keep(&window, "FAILED").await;
    }
    outcome
}

async fn go(language: &str, traveller: &Traveller, folder: PathBuf, every_look: bool) -> Outcome {
    let mut album = Album::in_folder(folder)?;
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = stage.open().await?;
    let mut outcome = steps(&window, language, traveller, &mut album).await;
    if outcome.is_ok() && every_look {
        outcome = looks::every_look(&window, traveller, &mut album).await;
    }
    if outcome.is_err() {
        // The picture of what went wrong says more than the sentence.
        let _ = album.keep(&window, "FAILED").await;
    }
    outcome
}

async fn steps(window: &Window, language: &str, traveller: &Traveller, album: &mut Album) -> Outcome {
    let pages = plan::plan(&traveller.answers)?;
    walk::begin(window, language, album).await?;
    println!("  the vault is made, the form is open");
    walk::fill(window, &pages, album).await?;
    println!("  {} pages are filled in", pages.len());
    walk::submit(window, album).await?;
    window.in_state("received").await?;
    album.keep(window, "received").await?;
    println!("  sent, and received by the platform");
    let code = walk::show_code(window, album).await?;
    if code.colour != traveller.colour {
        return Err(format!("the code is {}, not {}", code.colour, traveller.colour).into());
    }
    if code.payload != code.photographed {
        return Err("the QR on screen holds another text than the code".into());
    }
    println!("  the code is {}, and its QR reads the same", code.colour);
    walk::wear(window, "dark", "100").await?;
    window.see("[data-code-colour]").await?;
    album.keep(window, "code-dark").await?;
    walk::wear(window, "light", "200").await?;
    window.see("[data-code-colour]").await?;
    album.keep(window, "code-200").await?;
    window.act("home").await?;
    window.see("[data-declaration]").await?;
    album.keep(window, "home-200").await?;
    walk::wear(window, "dark", "100").await?;
    window.see("[data-declaration]").await?;
    album.keep(window, "home-dark").await
}
