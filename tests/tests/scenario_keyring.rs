//! The vault's door with the real keychain of a Linux desktop, gnome-keyring: there, locked, gone, another one in its place, killed
//! while the vault is open. Each state has its own word, none of them makes a key or touches a file, and whoever brings the keychain
//! back finds everything.
//!
//! A keychain belongs to a session, so each step is a child process that has the desktop's surroundings.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use app::dto::{KeychainState, VaultDoor};
use guitu_tests::{
    Outcome,
    desktop::{Desktop, Keychain},
    owner::Owner,
    waiting::until,
};
use serde_json::json;
use tempfile::TempDir;

const FOLDER: &str = "KEYRING_TEST_FOLDER";
const STEP: &str = "KEYRING_TEST_STEP";
const KILL: &str = "KEYRING_TEST_KILL";

/// A desktop with a keychain, and a folder for the vault.
struct Case {
    desktop: Desktop,
    folder: TempDir,
}

impl Case {
    async fn new() -> Outcome<Self> {
        Ok(Self { desktop: Desktop::start(Keychain::Unlocked).await?, folder: TempDir::new()? })
    }

    /// Takes a step in a child process, and gives what it said last.
    fn step(&self, name: &str) -> Outcome<String> {
        self.step_told(name, "true")
    }

    /// The same; the command kills the keychain on the way.
    fn step_told(&self, name: &str, kill: &str) -> Outcome<String> {
        let mut child = Command::new(std::env::current_exe()?);
        child.args(["--ignored", "--exact", "--nocapture", "child_at_the_door"]);
        self.desktop.dress(&mut child).env(FOLDER, self.folder.path()).env(STEP, name).env(KILL, kill);
        let output = child.output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut said =
            text.lines().rev().filter_map(|line| line.rsplit_once("said ")).map(|(_, said)| said.to_owned());
        said.next().ok_or_else(|| format!("{name}: {text}{}", String::from_utf8_lossy(&output.stderr)).into())
    }

    fn files(&self) -> Outcome<BTreeMap<PathBuf, Vec<u8>>> {
        let mut found = BTreeMap::new();
        for entry in fs::read_dir(self.folder.path())?.flatten() {
            if entry.file_name().to_string_lossy().starts_with("vault.") {
                found.insert(entry.path(), fs::read(entry.path())?);
            }
        }
        Ok(found)
    }

    /// The door says so, and every byte of the vault is as it was.
    fn refuses(&self, code: &str) -> Outcome {
        let before = self.files()?;
        assert_eq!(self.step("open")?, code, "each state has its own word");
        assert_eq!(self.files()?, before, "{code}: whoever cannot open the vault does not touch it");
        Ok(())
    }
}

#[tokio::test]
#[ignore = "a child process of the tests below"]
async fn child_at_the_door() -> Outcome {
    let (Some(folder), Ok(step)) = (std::env::var_os(FOLDER), std::env::var(STEP)) else { return Ok(()) };
    println!("said {}", at_the_door(Path::new(&folder), &step).await?);
    Ok(())
}

async fn at_the_door(folder: &Path, step: &str) -> Outcome<String> {
    let owner = Owner::before_the_door(folder, None);
    if step == "create" {
        owner.app.create_vault(None)?;
        return type_in(&owner, "CHEN");
    }
    let door = until("the keychain to answer", async || {
        let start = owner.app.start()?;
        Ok((!matches!(start.vault, VaultDoor::Asking { .. })).then_some(start.vault))
    })
    .await?;
    match door {
        VaultDoor::Open if step == "kill" => {
            // The keychain dies while the vault is open: what is typed is saved, and a change of keys is refused in words.
            let killed = Command::new("sh").args(["-c", &std::env::var(KILL)?]).status()?;
            assert!(killed.success(), "the keychain is gone");
            type_in(&owner, "WU")?;
            let slots = owner.app.session()?.slots()?;
            assert_eq!(slots.keychain, KeychainState::Absent, "nobody is offered a keychain that is gone");
            surname(&owner)
        }
        VaultDoor::Open => surname(&owner),
        VaultDoor::Refused { problem, .. } => Ok(problem.code),
        other => Ok(format!("{other:?}")),
    }
}

fn type_in(owner: &Owner, text: &str) -> Outcome<String> {
    let session = owner.app.session()?;
    let id = match session.home()?.cards.first() {
        Some(card) => card.id.clone(),
        None => session.new_declaration()?.id,
    };
    session.answer(&id, "/about/surname", json!(text))?;
    surname(owner)
}

fn surname(owner: &Owner) -> Outcome<String> {
    let cards = owner.app.session()?.home()?.cards;
    Ok(cards.first().and_then(|card| card.name.clone()).unwrap_or_default())
}

#[tokio::test]
async fn a_keychain_that_locks_is_told_from_one_that_is_gone_and_either_comes_back() -> Outcome {
    let mut case = Case::new().await?;
    assert_eq!(case.step("create")?, "CHEN");
    assert_eq!(case.step("open")?, "CHEN", "a restart of the program asks nobody");

    case.desktop.lock_keychain()?;
    case.refuses("vault-keychain-locked")?;
    case.desktop.end_keychain().await?;
    case.refuses("vault-keychain-unavailable")?;
    case.desktop.start_keychain("a test's keychain").await?;
    assert_eq!(case.step("open")?, "CHEN", "after a restart of the computer, with the same password");
    Ok(())
}

#[tokio::test]
async fn another_keychain_in_its_place_is_no_new_user_and_the_old_one_opens_again() -> Outcome {
    let mut case = Case::new().await?;
    case.step("create")?;
    case.desktop.end_keychain().await?;
    case.desktop.set_keychain_aside()?;
    case.desktop.start_keychain("somebody else's").await?;
    case.refuses("vault-keychain-changed")?;
    case.desktop.end_keychain().await?;
    case.desktop.bring_keychain_back()?;
    case.desktop.start_keychain("a test's keychain").await?;
    assert_eq!(case.step("open")?, "CHEN", "whoever brings the keychain back finds everything");
    Ok(())
}

#[tokio::test]
async fn a_keychain_that_dies_while_the_vault_is_open_costs_no_answer() -> Outcome {
    let mut case = Case::new().await?;
    case.step("create")?;
    let kill = format!("kill -9 {}", case.desktop.keychain_id()?);
    assert_eq!(case.step_told("kill", &kill)?, "WU", "what was typed meanwhile is saved");
    case.desktop.end_keychain().await?;
    case.refuses("vault-keychain-unavailable")?;
    case.desktop.start_keychain("a test's keychain").await?;
    assert_eq!(case.step("open")?, "WU");
    Ok(())
}
