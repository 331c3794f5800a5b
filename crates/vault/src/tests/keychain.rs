//! The desktop's real keychain. On Linux a Secret Service of its own is started for it: `gnome-keyring-daemon` on a
//! session bus made by `dbus-run-session`, with a home of its own. `cargo xtask setup` installs both.

#![cfg(target_os = "linux")]

use std::process::Command;

use secrecy::{ExposeSecret as _, SecretSlice};
use tempfile::TempDir;

use super::support::{answers, noon};
use crate::{KeyName, KeyStore as _, KeychainState, NewSlot, SystemKeychain, Unlock, Vault, VaultDir};

/// How the daemon is started: unlocked by a password, as at login; as a service that nobody has logged in to; not at
/// all, on a bus that is not there (a bus that is there would start it).
const UNLOCKED: &str = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1";
const LOCKED: &str = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1";
const ABSENT: &str = "export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent";

/// Runs a child test inside a session bus, one session for each start of the daemon.
fn in_session(home: &TempDir, daemon: &str, child: &str) {
    for program in ["dbus-run-session", "gnome-keyring-daemon"] {
        let there = Command::new(program).arg("--version").output().is_ok();
        assert!(there, "{program} is missing: `cargo xtask setup` installs it");
    }
    for folder in ["config", "data", "cache", "run"] {
        std::fs::create_dir_all(home.path().join(folder)).unwrap();
    }
    let script = format!("{daemon}; exec \"$0\" --ignored --exact --nocapture tests::keychain::{child}");
    let output = Command::new("dbus-run-session")
        .args(["--", "bash", "-c", &script])
        .arg(std::env::current_exe().unwrap())
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_CACHE_HOME", home.path().join("cache"))
        .env("XDG_RUNTIME_DIR", home.path().join("run"))
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{child} failed:\n{said}\n{complained}");
}

fn directory() -> VaultDir {
    VaultDir::new(std::path::Path::new(&std::env::var_os("HOME").unwrap()).join("guitu"))
}

fn a_name() -> KeyName {
    KeyName { service: "Guitu".into(), account: "a test".into() }
}

#[test]
fn the_desktops_keychain_keeps_a_vaults_key() {
    let home = tempfile::tempdir().unwrap();
    in_session(&home, UNLOCKED, "child_unlocked");
    in_session(&home, UNLOCKED, "child_after_login");
    in_session(&home, LOCKED, "child_locked");
    in_session(&home, UNLOCKED, "child_after_login");
    in_session(&home, ABSENT, "child_without_keychain");
}

#[test]
#[ignore = "a child process inside a session of its own"]
fn child_unlocked() {
    let keychain = SystemKeychain;
    assert_eq!(keychain.state(), KeychainState::Ready, "an unlocked keychain is offered to a new user");
    assert!(keychain.get(&a_name()).unwrap().is_none(), "a name never used has no key");
    for key in [vec![0xFF; 32], vec![0; 32]] {
        keychain.set(&a_name(), &SecretSlice::from(key.clone())).unwrap();
        let kept = keychain.get(&a_name()).unwrap().unwrap();
        assert_eq!(kept.expose_secret(), key, "any bytes come back, and the last ones set");
    }
    keychain.delete(&a_name()).unwrap();
    assert!(keychain.get(&a_name()).unwrap().is_none(), "deleted is gone");
    keychain.delete(&a_name()).unwrap();

    let vault = Vault::create(&directory(), NewSlot::Keychain, noon()).unwrap();
    vault.new_declaration(1, answers(), noon()).unwrap();
}

#[test]
#[ignore = "a child process inside a session of its own"]
fn child_after_login() {
    let vault = Vault::open(&directory(), Unlock::Keychain).unwrap();
    assert_eq!(vault.declarations().unwrap().len(), 1, "the key is still there after a login");
    drop(vault);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let opened = runtime.block_on(async { Vault::open(&directory(), Unlock::Keychain).map(drop) });
    assert!(opened.is_ok(), "it opens from inside an asynchronous runtime too");
}

#[test]
#[ignore = "a child process inside a session of its own"]
fn child_locked() {
    assert_eq!(
        SystemKeychain.state(),
        KeychainState::Locked,
        "a locked keychain takes no new key, and is there"
    );
    let before = std::fs::read(directory().path().join("vault.db")).unwrap();
    let error = Vault::open(&directory(), Unlock::Keychain).err().unwrap();
    assert_eq!(error.code(), "vault-keychain-locked", "locked is not lost: the remedy is to unlock it");
    assert!(std::fs::read(directory().path().join("vault.db")).unwrap() == before, "and nothing was touched");
}

#[test]
#[ignore = "a child process inside a session of its own"]
fn child_without_keychain() {
    assert_eq!(SystemKeychain.state(), KeychainState::Absent, "there is none to offer");
    let error = Vault::open(&directory(), Unlock::Keychain).err().unwrap();
    assert_eq!(error.code(), "vault-keychain-unavailable", "none is neither locked nor empty");
}
