//! What Guitu weighs: the program's size, and its memory after the whole main job, beside an empty window's.
#![allow(clippy::print_stdout, reason = "a bench reports on its standard output")]

use chrono::Local;
use guitu_tests::{
    Outcome,
    desktop::{Desktop, Keychain},
    plan, programs,
    stage::Stage,
    walk::{self, Album},
    window::{Launch, Window},
};
use testkit::travellers;

#[tokio::main]
async fn main() -> Outcome {
    for (name, program) in [("Guitu", programs::app()?), ("an empty window", programs::empty_window()?)] {
        println!("size of {name}: {:.1} MB", program.metadata()?.len() as f64 / 1e6);
    }

    let mut none = Album::default();
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = stage.open().await?;
    walk::begin(&window, "en", &mut none).await?;
    let pages = plan::plan(&travellers::student_from_prato(Local::now().date_naive()).answers)?;
    walk::fill(&window, &pages, &mut none).await?;
    walk::submit(&window, &mut none).await?;
    window.in_state("received").await?;
    walk::show_code(&window, &mut none).await?;
    say("Guitu after the main job", &window)?;

    let desktop = Desktop::start(Keychain::Unlocked).await?;
    let launch = Launch {
        program: programs::empty_window()?,
        data: desktop.logs().join("app"),
        profile: None,
        surroundings: Vec::new(),
    };
    let window = Window::open(&desktop, &launch).await?;
    window.on_screen("empty").await?;
    say("an empty window", &window)
}

fn say(what: &str, window: &Window) -> Outcome {
    let (program, web) = window.resident_kib()?;
    println!("memory of {what}: {:.0} MB, and {:.0} MB in the web engine's processes", mb(program), mb(web));
    Ok(())
}

fn mb(kib: u64) -> f64 {
    kib as f64 * 1024.0 / 1e6
}
