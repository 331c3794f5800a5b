//! A real browser for the platform's web pages: Debian's Chromium, driven by WebDriver, with an authenticator that nobody has to
//! touch.

use std::{fmt, net::TcpListener, path::Path, process::Command, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use platform::{Config, staff::keeping};
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::{
    Outcome,
    owner::FarAway,
    process::Process,
    waiting::{DEADLINE, until},
};

/// A window of the browser. Dropping it ends browser and driver.
pub struct Browser {
    client: Client,
    _driver: Process,
}

impl fmt::Debug for Browser {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Browser")
    }
}

/// How a page is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// By the system's wish.
    pub dark: bool,
    /// What the browser prefers: `en`, `zh-CN`.
    pub language: &'static str,
}

impl Look {
    /// A desk.
    pub const DESK: Self = Self { width: 1280, height: 900, dark: false, language: "en" };
    /// A telephone at a counter.
    pub const PHONE: Self = Self { width: 360, height: 740, ..Self::DESK };
}

impl Browser {
    /// Opens a window.
    ///
    /// # Errors
    /// When browser or driver are not there.
    pub async fn open(look: Look, logs: &Path) -> Outcome<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut driver = Command::new("chromedriver");
        driver.arg(format!("--port={port}"));
        let driver = Process::start("chromedriver", &mut driver, logs)?;
        until("the browser's driver", async || Ok(std::net::TcpStream::connect(("127.0.0.1", port)).ok()))
            .await?;
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".into(), // tests may run as root, in a container
            "--disable-dev-shm-usage".into(),
            "--force-prefers-reduced-motion".into(),
            format!("--window-size={},{}", look.width, look.height),
            format!("--user-data-dir={}", logs.join("browser").display()),
        ];
        if look.dark {
            arguments.push("--force-dark-mode".into());
        }
        let options = json!({ "args": arguments, "prefs": { "intl.accept_languages": look.language } });
        let wanted = json!({ "browserName": "chrome", "goog:chromeOptions": options });
        let Value::Object(wanted) = wanted else { return Err("capabilities are an object".into()) };
        let mut session = ClientBuilder::new(HttpConnector::new());
        let address = format!("http://127.0.0.1:{port}");
        let client = tokio::time::timeout(DEADLINE, session.capabilities(wanted).connect(&address))
            .await
            .map_err(|_| "the browser opened no window")?
            .map_err(|why| format!("the browser gave no window: {why}"))?;
        let browser = Self { client, _driver: driver };
        browser.resize(look).await?;
        Ok(browser)
    }

    /// The session, for what this has no word for.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Looks at the page in another way.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn resize(&self, look: Look) -> Outcome {
        let metrics =
            json!({ "width": look.width, "height": look.height, "deviceScaleFactor": 1, "mobile": false });
        self.develop("Emulation.setDeviceMetricsOverride", metrics).await?;
        let scheme = if look.dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.develop("Emulation.setEmulatedMedia", features).await
    }

    async fn develop(&self, command: &str, parameters: Value) -> Outcome {
        let body = json!({ "cmd": command, "params": parameters });
        self.client.issue_cmd(Extra { path: "goog/cdp/execute", body }).await?;
        Ok(())
    }

    /// Gives the browser a key that is always there and always agrees.
    ///
    /// # Errors
    /// When the driver has none.
    pub async fn have_a_key(&self) -> Outcome {
        let body = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
            "isUserConsenting": true, "isUserVerified": true
        });
        self.client.issue_cmd(Extra { path: "webauthn/authenticator", body }).await?;
        Ok(())
    }

    /// Goes to an address.
    ///
    /// # Errors
    /// When there is nothing.
    pub async fn go(&self, address: &str) -> Outcome {
        // An address that differs in its fragment alone loads nothing anew.
        self.client.goto("about:blank").await?;
        Ok(self.client.goto(address).await?)
    }

    /// Waits for something to be seen.
    ///
    /// # Errors
    /// When it never is.
    pub async fn see(&self, css: &str) -> Outcome {
        until(css, async || {
            let found = self.client.find(Locator::Css(css)).await?;
            Ok(found.is_displayed().await?.then_some(()))
        })
        .await
    }

    /// Presses something once it is there.
    ///
    /// # Errors
    /// When it never is.
    pub async fn press(&self, css: &str) -> Outcome {
        until(css, async || {
            let element = self.client.find(Locator::Css(css)).await?;
            // What follows at once is the second press of a double click.
            let pressed = "return 'pressed' in document.documentElement.dataset";
            if self.client.execute(pressed, vec![]).await? == true {
                return Ok(None);
            }
            element.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Types into a field.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn fill(&self, css: &str, text: &str) -> Outcome {
        until(css, async || {
            let field = self.client.find(Locator::Css(css)).await?;
            field.clear().await?;
            field.send_keys(text).await?;
            Ok(Some(()))
        })
        .await
    }

    /// What the page says.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn text(&self) -> Outcome<String> {
        Ok(self.client.find(Locator::Css("body")).await?.text().await?)
    }

    /// What the page shows, as PNG.
    ///
    /// # Errors
    /// When the driver gives none.
    pub async fn screenshot(&self) -> Outcome<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    /// Whether the browser has a network.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn network(&self, there_is: bool) -> Outcome {
        let conditions =
            json!({ "offline": !there_is, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.develop("Network.enable", json!({})).await?;
        self.develop("Network.emulateNetworkConditions", conditions).await
    }

    /// The page in every look that somebody may have before them: no barrier in any. Keeps pictures where `GUITU_PICTURES` says.
    ///
    /// # Errors
    /// With the barriers that there are.
    pub async fn in_every_look(&self, name: &str) -> Outcome {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        for (size, look) in
            [("desk", Look::DESK), ("phone", Look::PHONE), ("narrow", Look { width: 320, ..Look::PHONE })]
        {
            for dark in [false, true] {
                self.resize(Look { dark, ..look }).await?;
                let barriers = self.barriers(&axe).await?;
                if !barriers.is_empty() {
                    return Err(format!("{name}, {size}, dark {dark}: {barriers:#?}").into());
                }
                if !dark || size != "narrow" {
                    self.picture(&format!("{name}-{size}{}", if dark { "-dark" } else { "" })).await?;
                }
            }
        }
        self.resize(Look::DESK).await
    }

    /// Keeps a picture of the whole page where somebody wants to look at it.
    ///
    /// # Errors
    /// When the driver gives none.
    pub async fn picture(&self, name: &str) -> Outcome {
        if let Some(folder) = std::env::var_os("GUITU_PICTURES") {
            let whole = json!({ "captureBeyondViewport": true });
            let body = json!({ "cmd": "Page.captureScreenshot", "params": whole });
            let answer = self.client.issue_cmd(Extra { path: "goog/cdp/execute", body }).await?;
            let png = answer["data"].as_str().ok_or("no picture")?;
            std::fs::write(Path::new(&folder).join(format!("{name}.png")), STANDARD.decode(png)?)?;
        }
        Ok(())
    }

    /// What axe finds against the accessibility of the page, and whether it scrolls sideways. Nothing is right.
    ///
    /// # Errors
    /// When axe cannot be run.
    pub async fn barriers(&self, axe: &Path) -> Outcome<Vec<String>> {
        self.client.execute(&std::fs::read_to_string(axe)?, Vec::new()).await?;
        let run = "const done = arguments[0];
            axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((found) => done(
                found.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' | '))));";
        let found = self.client.execute_async(run, Vec::new()).await?;
        let mut found: Vec<String> = serde_json::from_value(found)?;
        let wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
        if self.client.execute(wide, Vec::new()).await? == json!(true) {
            found.push("the page scrolls sideways".into());
        }
        Ok(found)
    }
}

/// An officer with a passkey in a browser of their own.
///
/// # Errors
/// When there is no account, or the browser does not open.
pub async fn officer(
    far: &FarAway,
    look: Look,
    role: &str,
    scope: &str,
) -> Outcome<(Browser, tempfile::TempDir)> {
    // By the platform's clock: a link made by another may be over.
    let clock = far.clock().clone();
    let now = Arc::new(move || clock.now());
    let config = Config { clock: now, ..Config::new(far.platform(), far.data()) };
    let invited = keeping::add(&config, role, scope, "王芳", "operator").await?;
    let logs = tempfile::tempdir()?;
    let browser = Browser::open(look, logs.path()).await?;
    browser.have_a_key().await?;
    browser.go(&invited.link).await?;
    browser.press("[data-action=make-passkey]").await?;
    browser.see(&format!("[data-who={role}]")).await?;
    Ok((browser, logs))
}

/// A command of the driver that the client has no method for.
#[derive(Debug)]
struct Extra {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extra {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
