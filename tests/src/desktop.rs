//! A desktop of its own for every test: a display that nobody sees, a session bus, a keychain, a home. Nothing of the
//! person who runs the tests is read or touched.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::{Outcome, process::Process, waiting::until};

/// A session bus that starts nothing by itself: what is on it, a test put there.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=HOME</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// Whether the desktop offers a keychain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keychain {
    /// The Secret Service is there, empty and unlocked.
    Unlocked,
    /// There is a session bus and nobody on it who keeps secrets.
    None,
}

/// A running desktop.
#[derive(Debug)]
pub struct Desktop {
    display: String,
    bus: String,
    /// Somebody listens to what its programs say to screen readers.
    listens: bool,
    // Ends before the folder that it lives in.
    processes: Vec<Process>,
    keychain: Option<Process>,
    home: TempDir,
}

impl Desktop {
    /// Starts one.
    ///
    /// # Errors
    /// When a part of it is not installed or does not become ready.
    pub async fn start(keychain: Keychain) -> Outcome<Self> {
        let home = TempDir::with_prefix("guitu-desktop-")?;
        let mut screen = Command::new("Xvfb");
        screen.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1400x1100x24",
            "-nolisten",
            "tcp",
            "-noreset",
            "-fbdir",
        ]);
        screen.arg(home.path());
        let mut screen = Process::start("Xvfb", &mut screen, home.path())?;
        let display = format!(":{}", screen.line()?);

        let config = home.path().join("bus.conf");
        fs::write(&config, BUS.replace("HOME", &home.path().display().to_string()))?;
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--nofork", "--nopidfile", "--print-address=1", "--config-file"]).arg(config);
        let mut desktop = Self {
            display,
            bus: String::new(),
            listens: false,
            processes: vec![screen],
            keychain: None,
            home,
        };
        desktop.dress(&mut bus);
        let mut bus = Process::start("dbus-daemon", &mut bus, desktop.home.path())?;
        desktop.bus = bus.line()?;
        desktop.processes.push(bus);

        if keychain == Keychain::Unlocked {
            desktop.start_keychain("a test's keychain").await?;
        }
        Ok(desktop)
    }

    /// Gives a program this desktop, and no other, as its surroundings.
    pub fn dress<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let home = self.home.path();
        for name in
            ["WAYLAND_DISPLAY", "XAUTHORITY", "SSH_AUTH_SOCK", "GNOME_KEYRING_CONTROL", "LANGUAGE", "LC_ALL"]
        {
            command.env_remove(name);
        }
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("DBUS_SYSTEM_BUS_ADDRESS", &self.bus)
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("LANG", "C.UTF-8")
            .env("GDK_BACKEND", "x11")
            .env("GSETTINGS_BACKEND", "memory")
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
        if self.listens { command } else { command.env("NO_AT_BRIDGE", "1") }
    }

    /// From now on its programs speak to screen readers.
    pub(crate) fn listen(&mut self) {
        self.listens = true;
    }

    /// The name of its display, such as `:99`.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// Where its bus is, that of the session and of the system in one.
    pub(crate) fn bus(&self) -> &str {
        &self.bus
    }

    /// What its display shows, as it is painted: the file that the display server draws into.
    pub fn framebuffer(&self) -> PathBuf {
        self.home.path().join("Xvfb_screen0")
    }

    /// Where its programs leave what they complained about.
    pub fn logs(&self) -> &Path {
        self.home.path()
    }

    /// Starts a window manager, without which no window can be put away.
    ///
    /// # Errors
    /// When it is not installed or does not become ready.
    pub fn manage_windows(&mut self) -> Outcome {
        let mut manager = Command::new("openbox");
        manager.args(["--sm-disable", "--startup", "echo ready"]);
        self.dress(&mut manager);
        let mut manager = Process::start("openbox", &mut manager, self.home.path())?;
        manager.line()?;
        self.processes.push(manager);
        Ok(())
    }

    /// Starts the keychain with a password, which makes it or unlocks it.
    ///
    /// # Errors
    /// When it is not installed or does not become ready.
    pub async fn start_keychain(&mut self, password: &str) -> Outcome {
        let mut keyring = Command::new("gnome-keyring-daemon");
        keyring.args(["--foreground", "--unlock", "--components=secrets"]);
        self.dress(&mut keyring);
        let home = self.home.path();
        self.keychain = Some(Process::start_told("gnome-keyring", &mut keyring, home, password.as_bytes())?);
        until("the keychain", async || Ok(self.has_keychain()?.then_some(()))).await
    }

    /// Ends the keychain, as a crash would.
    ///
    /// # Errors
    /// When it stays.
    pub async fn end_keychain(&mut self) -> Outcome {
        self.keychain = None;
        until("the keychain to be gone", async || Ok((!self.has_keychain()?).then_some(()))).await
    }

    /// The keychain's process.
    ///
    /// # Errors
    /// When there is none.
    pub fn keychain_id(&self) -> Outcome<u32> {
        Ok(self.keychain.as_ref().ok_or("no keychain runs")?.id())
    }

    /// Locks what the keychain holds, as a desktop does that sleeps.
    ///
    /// # Errors
    /// When it refuses.
    pub fn lock_keychain(&self) -> Outcome {
        let mut lock = Command::new("dbus-send");
        lock.args([
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.secrets",
            "/org/freedesktop/secrets",
        ]);
        lock.args([
            "org.freedesktop.Secret.Service.Lock",
            "array:objpath:/org/freedesktop/secrets/collection/login",
        ]);
        let answer = self.dress(&mut lock).output()?;
        if answer.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&answer.stderr).into()) }
    }

    /// Sets what the keychain keeps aside, so that the next one is somebody else's.
    ///
    /// # Errors
    /// When there is nothing.
    pub fn set_keychain_aside(&self) -> Outcome {
        Ok(fs::rename(self.kept(), self.kept().with_extension("aside"))?)
    }

    /// Brings it back, in the place of the other one.
    ///
    /// # Errors
    /// When there is nothing.
    pub fn bring_keychain_back(&self) -> Outcome {
        fs::remove_dir_all(self.kept())?;
        Ok(fs::rename(self.kept().with_extension("aside"), self.kept())?)
    }

    fn kept(&self) -> PathBuf {
        self.home.path().join("data/keyrings")
    }

    fn has_keychain(&self) -> Outcome<bool> {
        let mut ask = Command::new("dbus-send");
        ask.args(["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]);
        ask.args(["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]);
        let answer = self.dress(&mut ask).output()?;
        Ok(String::from_utf8_lossy(&answer.stdout).contains("true"))
    }
}
