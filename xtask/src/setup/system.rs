//! Packages of the system: installed by apt on Debian and its kin, told about elsewhere.

use std::env::consts::OS;

use crate::command::{self, Outcome};

/// Each with what it is for.
const PACKAGES: [(&str, &str); 17] = [
    ("build-essential", "the C parts of SQLCipher"),
    ("pkg-config", "finding the libraries below"),
    ("libssl-dev", "SQLCipher's ciphers"),
    ("libwebkit2gtk-4.1-dev", "the window"),
    ("librsvg2-dev", "the window's icon"),
    ("webkit2gtk-driver", "desktop tests: driving the window"),
    ("chromium", "tests of the web pages: a browser"),
    ("chromium-driver", "tests of the web pages: driving it"),
    ("xvfb", "desktop tests: a display without a screen"),
    ("openbox", "desktop tests: a window manager, which puts windows away and brings them back"),
    ("at-spi2-core", "desktop tests: what a screen reader hears"),
    ("dbus", "desktop tests: a session bus of their own"),
    ("gnome-keyring", "desktop tests: a keychain of their own"),
    ("postgresql", "tests of the platform: a database server of their own"),
    ("openssl", "tests of the platform: a certificate of their own"),
    ("fonts-noto-core", "letters for every script on the screenshots"),
    ("fonts-noto-cjk", "Chinese on the screenshots"),
];

/// Starts a cluster when it is installed, unless it is told not to.
const DATABASE: &str = "postgresql";

const ELSEWHERE: &str = "\
This system has no apt, so nothing is installed for you. Guitu needs:
  Fedora   dnf install gcc pkgconf openssl-devel webkit2gtk4.1-devel librsvg2-devel webkit2gtk-driver
           xorg-x11-server-Xvfb openbox at-spi2-core dbus-daemon gnome-keyring google-noto-sans-cjk-fonts
  Arch     pacman -S base-devel openssl webkit2gtk-4.1 librsvg xorg-server-xvfb openbox at-spi2-core dbus gnome-keyring noto-fonts-cjk
  macOS    xcode-select --install; brew install openssl@3
  Windows  Visual Studio Build Tools with C++, Strawberry Perl, OpenSSL (set OPENSSL_DIR); WebView2 is there already
Desktop tests and the walk without a display run on Linux alone.";

pub(crate) fn packages() -> Outcome {
    if OS != "linux" || !command::answers("apt-get", &["--version"]) {
        println!("{ELSEWHERE}");
        return Ok(());
    }
    let missing: Vec<&str> =
        PACKAGES.iter().map(|(name, _)| *name).filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        println!("all {} are there", PACKAGES.len());
        return Ok(());
    }
    for (name, purpose) in PACKAGES.iter().filter(|(name, _)| missing.contains(name)) {
        println!("  {name}: {purpose}");
    }
    apt(&["update"])?;
    if missing.contains(&DATABASE) {
        without_a_cluster()?;
    }
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(&missing);
    apt(&install)
}

/// Debian's package would make a database and start it. The tests start one of their own, so none is left in the way.
fn without_a_cluster() -> Outcome {
    let folder = "/etc/postgresql-common/createcluster.d";
    let words = format!("mkdir -p {folder} && echo 'create_main_cluster = false' > {folder}/guitu.conf");
    as_root(&["sh", "-c", &words])
}

fn is_installed(package: &str) -> bool {
    let mut query = command::program("dpkg-query", &["--show", "--showformat=${db:Status-Status}", package]);
    query.stderr(std::process::Stdio::null()).output().is_ok_and(|it| it.stdout == b"installed")
}

fn apt(arguments: &[&str]) -> Outcome {
    let mut words = vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"];
    words.extend(arguments);
    as_root(&words)
}

fn as_root(command: &[&str]) -> Outcome {
    let root = command::output(&mut command::program("id", &["-u"]))?.trim() == "0";
    let mut words = command.to_vec();
    if !root {
        if !command::answers("sudo", &["--version"]) {
            return Err(format!("not root, and there is no sudo. As root, run: {}", words.join(" ")));
        }
        words.insert(0, "sudo");
    }
    // sudo may ask for a password, so the terminal stays connected.
    let status = command::program(words[0], &words[1..]).status().map_err(|why| why.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}", words.join(" "))) }
}
