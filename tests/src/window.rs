//! The app's real window, driven by WebDriver.

use std::{
    ffi::OsString,
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::{
    Outcome,
    desktop::Desktop,
    process::{self, Process},
    waiting::{DEADLINE, until},
};

/// What to start, and where it keeps things.
#[derive(Debug, Clone)]
pub struct Launch {
    /// The program.
    pub program: PathBuf,
    /// `GUITU_DATA_DIR`.
    pub data: PathBuf,
    /// `GUITU_PLATFORM_PROFILE`, if the app is to have one.
    pub profile: Option<PathBuf>,
    /// Whatever else its surroundings say.
    pub surroundings: Vec<(&'static str, OsString)>,
}

/// The file that the app's dialogues choose: no driver reaches those of the system. A test puts there what is to be read.
pub fn chosen(data: &Path) -> PathBuf {
    data.with_file_name("chosen")
}

/// An open window. Dropping it kills the app and the driver.
#[derive(Debug)]
pub struct Window {
    pub(crate) client: Client,
    driver: Process,
    /// The first driver, where another has followed: the app is a child of it.
    first: Option<Process>,
    program: PathBuf,
}

impl Window {
    /// Starts the app on a desktop and takes its window over.
    ///
    /// # Errors
    /// When the driver or the app do not become ready.
    pub async fn open(desktop: &Desktop, launch: &Launch) -> Outcome<Self> {
        let mut driver = Command::new("WebKitWebDriver");
        // The app is started by the driver and inherits its surroundings.
        desktop
            .dress(&mut driver)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("GUITU_DATA_DIR", &launch.data)
            .env("GUITU_CHOOSES", chosen(&launch.data))
            .envs(launch.surroundings.iter().map(|(name, value)| (name, value)));
        match &launch.profile {
            Some(profile) => driver.env("GUITU_PLATFORM_PROFILE", profile),
            None => driver.env_remove("GUITU_PLATFORM_PROFILE"),
        };
        let options = json!({ "binary": launch.program, "args": [] });
        let (driver, client) = drive(driver, desktop, Some(options)).await?;
        Ok(Self { client, driver, first: None, program: launch.program.clone() })
    }

    /// Drives another window of the same app from now on, by the address at which that one listens: a kiosk's next person has a window of their own.
    ///
    /// # Errors
    /// When it cannot be driven.
    pub async fn follow(self, desktop: &Desktop, address: &str) -> Outcome<Self> {
        let mut driver = Command::new("WebKitWebDriver");
        desktop.dress(&mut driver).arg(format!("--target={address}"));
        let (driver, client) = drive(driver, desktop, None).await?;
        Ok(Self { client, driver, first: Some(self.first.unwrap_or(self.driver)), program: self.program })
    }

    /// The WebDriver session, for what the hooks have no word for.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The process id of the app, which is a child of the driver.
    ///
    /// # Errors
    /// When it is no longer there.
    pub fn app_id(&self) -> Outcome<u32> {
        let parent = self.first.as_ref().unwrap_or(&self.driver).id().to_string();
        for entry in fs::read_dir("/proc")?.flatten() {
            let Some(id) = entry.file_name().to_str().and_then(|it| it.parse::<u32>().ok()) else { continue };
            let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
            // `pid (name) state parent …`; the name may hold anything, so the last parenthesis counts. A program that nobody
            // may look into hides its file, but not its name.
            let Some((name, rest)) = stat.rsplit_once(')') else { continue };
            let name = name.split_once('(').map(|(_, name)| name);
            if name == Some(&*short_name(&self.program))
                && rest.split_whitespace().nth(1) == Some(parent.as_str())
            {
                return Ok(id);
            }
        }
        Err(format!("{} is not running", self.program.display()).into())
    }

    /// Waits for the app to end by itself.
    ///
    /// # Errors
    /// When it goes on.
    pub async fn ended(self) -> Outcome {
        let Ok(id) = self.app_id() else { return Ok(()) };
        until_gone(id).await
    }

    /// Ends the app as a power cut would: `kill -9`, and it is gone when this returns.
    ///
    /// # Errors
    /// When it was gone before.
    pub async fn kill(self) -> Outcome {
        let id = self.app_id()?;
        process::signal("KILL", &id.to_string());
        until_gone(id).await
    }

    /// Closes the window as a person would, and waits for the app to end by itself.
    ///
    /// # Errors
    /// When the window does not close.
    pub async fn close(self) -> Outcome {
        let id = self.app_id()?;
        self.client.clone().close_window().await?;
        until_gone(id).await
    }

    /// What the window shows now, as PNG.
    ///
    /// # Errors
    /// When the driver gives none.
    pub async fn screenshot(&self) -> Outcome<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    /// What the window shows when all that was asked for is painted: the driver gives the last frame that was finished, and
    /// that may be an older one.
    ///
    /// # Errors
    /// When the driver gives none, or the window never stands still.
    pub async fn settled_screenshot(&self) -> Outcome<Vec<u8>> {
        let painted =
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        self.client.execute_async(painted, Vec::new()).await?;
        let mut before = self.screenshot().await?;
        until("the window to stand still", async || {
            let now = self.screenshot().await?;
            let same = now == before;
            Ok(same.then_some(std::mem::replace(&mut before, now)))
        })
        .await
    }

    /// Resident memory of the app and of its web processes, in KiB.
    ///
    /// # Errors
    /// When the app is gone.
    pub fn resident_kib(&self) -> Outcome<(u64, u64)> {
        let app = self.app_id()?;
        let mut web = 0;
        for entry in fs::read_dir("/proc")?.flatten() {
            let Ok(status) = fs::read_to_string(entry.path().join("status")) else { continue };
            if field(&status, "PPid:") == Some(u64::from(app)) {
                web += field(&status, "VmRSS:").unwrap_or_default();
            }
        }
        let own = fs::read_to_string(format!("/proc/{app}/status"))?;
        Ok((field(&own, "VmRSS:").unwrap_or_default(), web))
    }
}

/// Starts a driver, and a session with the window that it opens or finds.
async fn drive(mut driver: Command, desktop: &Desktop, opens: Option<Value>) -> Outcome<(Process, Client)> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    driver.args(["--host=127.0.0.1", &format!("--port={port}")]);
    let driver = Process::start("WebKitWebDriver", &mut driver, desktop.logs())?;
    until("the driver", async || Ok(std::net::TcpStream::connect(("127.0.0.1", port)).ok())).await?;
    let mut wanted = serde_json::Map::from_iter([("pageLoadStrategy".into(), "normal".into())]);
    wanted.extend(opens.map(|options| ("webkitgtk:browserOptions".into(), options)));
    let mut session = ClientBuilder::new(HttpConnector::new());
    let address = format!("http://127.0.0.1:{port}");
    let client = tokio::time::timeout(DEADLINE, session.capabilities(wanted).connect(&address))
        .await
        .map_err(|_| "no window was there that can be driven")?
        .map_err(|why| format!("the driver gave no window: {why}"))?;
    Ok((driver, client))
}

async fn until_gone(app: u32) -> Outcome {
    until("the app to be gone", async || Ok(process::is_gone(app).then_some(()))).await
}

fn field(status: &str, name: &str) -> Option<u64> {
    status.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok())
}

/// A program's name as the kernel keeps it.
fn short_name(program: &Path) -> String {
    program.file_name().unwrap_or_default().to_string_lossy().chars().take(15).collect()
}
