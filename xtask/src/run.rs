//! `cargo xtask run`: Guitu beside a platform of its own. Without a display, the walk through the main job instead.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use crate::{
    build,
    command::{self, Outcome},
    repo, setup,
    steps::Steps,
};

pub(crate) fn run() -> Outcome {
    let mut steps = Steps::begin();
    setup::for_running(&mut steps)?;
    steps.step("UI", build::ui)?;
    if has_display() {
        steps.step("App and platform", || build::programs(&["guitu", "guitu-platform"]))?;
        steps.step("Guitu, until its window is closed", || in_a_window(&repo::play_dir()?))?;
        steps.done("Closed");
    } else {
        println!(
            "\nThere is no display: a sample traveller walks through the main job on one that nobody sees."
        );
        steps.step("App, platform and walker", || build::programs(&["guitu", "guitu-platform", "walk"]))?;
        let screenshots = repo::target_dir()?.join("walk");
        steps.step("The walk", || walk(&screenshots, &[]))?;
        steps.done("Walked");
        println!("Screenshots: {}", screenshots.display());
    }
    Ok(())
}

/// The same as a chamber's desk, with lists to be imported.
pub(crate) fn chamber() -> Outcome {
    let mut steps = Steps::begin();
    setup::for_running(&mut steps)?;
    steps.step("UI", build::ui)?;
    steps
        .step("App, platform and sample lists", || build::programs(&["guitu", "guitu-platform", "sheets"]))?;
    let folder = repo::play_dir()?.join("chamber");
    let lists = folder.join("lists");
    command::succeed(command::program(repo::program("debug", "sheets")?, &[]).arg(&lists))?;
    let platform = Platform::start(&folder.join("platform"), &[])?;
    let deployment = r#"{ "desk": "chamber", "organisation": "温州商会（米兰） · Wenzhou chamber, Milan" }"#;
    let beside = platform.profile.with_file_name("deployment.json");
    fs::write(&beside, deployment).map_err(|why| format!("{}: {why}", beside.display()))?;
    println!("Lists of 2,000 made-up members, one for each make: {}", lists.display());
    if !has_display() {
        println!("There is no display to open the desk on.");
        return Ok(());
    }
    steps.step("The chamber's desk, until its window is closed", || {
        command::succeed(
            command::program(repo::program("debug", "guitu")?, &[])
                .env("GUITU_PLATFORM_PROFILE", &platform.profile)
                .env("GUITU_DATA_DIR", folder.join("app")),
        )
    })?;
    steps.done("Closed");
    Ok(())
}

/// What a kiosk ends with when its staff leave it.
const LEFT: i32 = 10;

/// The same as a kiosk, in a window instead of on the whole screen. Its staff key is made on its first page.
pub(crate) fn kiosk() -> Outcome {
    let mut steps = Steps::begin();
    setup::for_running(&mut steps)?;
    steps.step("UI", build::ui)?;
    if !has_display() {
        println!("\nThere is no display: somebody goes through the kiosk on one that nobody sees.");
        steps.step("App, platform and walker", || build::programs(&["guitu", "guitu-platform", "walk"]))?;
        let screenshots = repo::target_dir()?.join("walk-kiosk");
        steps.step("The walk through a kiosk", || walk(&screenshots, &["kiosk"]))?;
        steps.done("Walked");
        println!("Screenshots: {}", screenshots.display());
        return Ok(());
    }
    steps.step("App and platform", || build::programs(&["guitu", "guitu-platform"]))?;
    let folder = repo::play_dir()?.join("kiosk");
    let platform = Platform::start(&folder.join("platform"), &[])?;
    let deployment = r#"{ "desk": "kiosk", "organisation": "总领事馆 · Consulate General" }"#;
    let beside = platform.profile.with_file_name("deployment.json");
    fs::write(&beside, deployment).map_err(|why| format!("{}: {why}", beside.display()))?;
    steps.step("The kiosk, until its staff leave it", || {
        command::ends_with(
            LEFT,
            command::program(repo::program("debug", "guitu")?, &["--kiosk", "--in-a-window"])
                .env("GUITU_PLATFORM_PROFILE", &platform.profile)
                .env("GUITU_DATA_DIR", folder.join("app")),
        )
    })?;
    steps.done("Closed");
    Ok(())
}

fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|it| !it.is_empty());
    env::consts::OS != "linux" || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn in_a_window(folder: &Path) -> Outcome {
    let data = folder.join("platform");
    let platform = Platform::start(&data, &[])?;
    println!("The platform is {}; both keep their data in {}", platform.address, folder.display());
    invite_officers(&data)?;
    command::succeed(
        command::program(repo::program("debug", "guitu")?, &[])
            .env("GUITU_PLATFORM_PROFILE", &platform.profile)
            .env("GUITU_DATA_DIR", folder.join("app")),
    )
}

/// A role of the desk, where it works, and who does.
const OFFICERS: [(&str, &str, &str); 6] = [
    ("port-officer", "PVG,HGH", "Port officer of Shanghai Pudong and Hangzhou"),
    ("county-contact", "330000", "County contact for all of Zhejiang"),
    ("health-officer", "330000", "Health officer"),
    ("hotline", "", "Hotline"),
    ("platform-officer", "", "Platform officer"),
    ("auditor", "", "Auditor"),
];

/// Makes an account for each role, so that the officers' page can be tried at once.
fn invite_officers(data: &Path) -> Outcome {
    println!("The officers' desk is part of it. Each link makes a passkey for one role, once, within a day:");
    for (role, scope, name) in OFFICERS {
        let mut add =
            command::program(repo::program("debug", "guitu-platform")?, &["staff", "add", "--data"]);
        add.arg(data).args(["--role", role, "--scope", scope, "--name", name]);
        let printed = command::output(&mut add)?;
        println!("  {role:<17} {}", printed.lines().last().unwrap_or_default());
    }
    Ok(())
}

fn walk(screenshots: &Path, what: &[&str]) -> Outcome {
    if screenshots.exists() {
        fs::remove_dir_all(screenshots).map_err(|why| format!("{}: {why}", screenshots.display()))?;
    }
    command::succeed(
        command::program(repo::program("debug", "walk")?, &[])
            .arg(screenshots)
            .args(what)
            .env("GUITU_APP", repo::program("debug", "guitu")?)
            .env("GUITU_PLATFORM_BIN", repo::program("debug", "guitu-platform")?),
    )
}

/// A platform process; it ends with this value.
pub(crate) struct Platform {
    process: Child,
    address: String,
    profile: PathBuf,
}

impl Platform {
    /// Starts one on a free port, with these flags beside.
    pub(crate) fn start(data: &Path, flags: &[&str]) -> Outcome<Self> {
        fs::create_dir_all(data).map_err(|why| format!("{}: {why}", data.display()))?;
        let mut process = Command::new(repo::program("debug", "guitu-platform")?)
            .args(["--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(flags)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|why| format!("the platform did not start: {why}"))?;
        let mut first_line = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut first_line).map_err(|why| why.to_string())?;
        }
        let mut platform =
            Self { process, address: String::new(), profile: data.join("platform-profile.json") };
        platform.address = first_line
            .trim()
            .strip_prefix("listening on ")
            .ok_or("the platform ended before it listened; its reason stands above")?
            .to_owned();
        Ok(platform)
    }

    /// Where it answers.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        // It keeps nothing in memory that is not in its store, so ending it at once is safe.
        let _ = self.process.kill().and_then(|()| self.process.wait().map(drop));
    }
}
