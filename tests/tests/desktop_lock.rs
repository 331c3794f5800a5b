//! Locking in the real window: what was typed is saved, no process holds it any more, and unlocking leads back to the cursor.

use std::fs;

use guitu_tests::{
    Outcome,
    desktop::{Desktop, Keychain},
    login_manager::LoginManager,
    memory,
    stage::Stage,
    waiting::until,
    walk::{self, Album},
    window::Window,
};

const SURNAME: &str = "[data-question=\"/about/surname\"] input";
/// What is typed and must be nowhere after locking. It begins with rare letters, so that it is found quickly.
const TYPED: &str = "QZXVELVETUNDERGROUND";
const PASSPHRASE: &str = "Qzx violin harbour eleven moss";

#[tokio::test(flavor = "multi_thread")]
async fn after_locking_no_process_holds_an_answer_or_the_passphrase_and_unlocking_leads_back() -> Outcome {
    let mut album = Album::from_environment("lock")?;
    let stage = Stage::set(Keychain::None).await?;
    let window = with_a_passphrase(&stage).await?;
    window.go_to("about").await?;
    window.write(SURNAME, TYPED).await?;
    window.saved().await?;
    window.run("document.activeElement.setSelectionRange(4, 7)", &[]).await?;
    album.keep(&window, "before").await?;

    let canaries = [TYPED.to_owned(), PASSPHRASE.to_owned()];
    let app = window.app_id()?;
    let before = memory::family(app);
    assert!(before.len() > 1, "the page has a process of its own");
    assert!(
        !searched(&before, &canaries)?.is_empty(),
        "what is on the screen is in memory: the search can find it"
    );

    // The program is replaced under the driver's hands, which therefore may or may not hear that the key was pressed.
    let press = "document.querySelector('[data-action=\"lock\"]').click()";
    let _ = window.run(press, &[]).await;
    let old: Vec<u32> = before.iter().copied().filter(|process| *process != app).collect();
    until("the page's old processes to be gone", async || {
        Ok(old.iter().all(|process| !runs(*process)).then_some(()))
    })
    .await?;
    let after = until("a new page", async || {
        let family = memory::family(app);
        let locked = fs::read_to_string(format!("/proc/{app}/cmdline"))?.contains("--locked");
        Ok((locked && family.len() > 1).then_some(family))
    })
    .await?;
    assert_eq!(searched(&after, &canaries)?, Vec::<String>::new(), "key and answers are in no memory");

    window.kill().await?;
    let window = stage.open().await?;
    window.on_screen("vault").await?;
    window.write("[data-part=\"passphrase\"]", PASSPHRASE).await?;
    window.act("unlock").await?;
    window.on_screen("filling").await?;
    let cursor = until("the cursor", async || {
        let at = window
            .run(
                "const it = document.activeElement; return it.closest('[data-question=\"/about/surname\"]') \
                 ? [it.value, it.selectionStart, it.selectionEnd] : null",
                &[],
            )
            .await?;
        Ok((!at.is_null()).then_some(at))
    })
    .await?;
    assert_eq!(cursor, serde_json::json!([TYPED, 4, 7]), "the same field, the same cursor");
    album.keep(&window, "after").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_locks_and_a_computer_that_goes_to_sleep_lock_the_vault_and_lose_nothing() -> Outcome {
    let stage = Stage::set(Keychain::None).await?;
    let desktop = Desktop::start(Keychain::None).await?;
    let login = LoginManager::start(&desktop).await?;
    let window = stage.open_on(&desktop).await?;
    walk::enter_with(&window, "en", PASSPHRASE).await?;
    window.act("new-declaration").await?;
    window.on_screen("filling").await?;
    window.go_to("about").await?;
    window.write(SURNAME, TYPED).await?;
    until_locked(&window, async || login.lock().await).await?;

    window.kill().await?;
    let window = stage.open_on(&desktop).await?;
    assert_eq!(unlocked(&window).await?, TYPED, "what was typed when the session locked is saved");
    window.write(SURNAME, "CHEN").await?;
    until_locked(&window, async || login.sleep().await).await?;

    window.kill().await?;
    let window = stage.open_on(&desktop).await?;
    assert_eq!(unlocked(&window).await?, "CHEN", "and so is what was typed before it slept");
    window.close().await
}

/// Has it said again and again until the program was replaced: nobody says when it has begun to listen.
async fn until_locked(window: &Window, say: impl AsyncFn() -> Outcome) -> Outcome {
    let app = window.app_id()?;
    until("a locked vault", async || {
        say().await?;
        let locked = fs::read_to_string(format!("/proc/{app}/cmdline"))?.contains("--locked");
        Ok(locked.then_some(()))
    })
    .await
}

/// Unlocks, and gives the surname that stands there then.
async fn unlocked(window: &Window) -> Outcome<String> {
    window.on_screen("vault").await?;
    window.write("[data-part=\"passphrase\"]", PASSPHRASE).await?;
    window.act("unlock").await?;
    window.on_screen("filling").await?;
    window.see(SURNAME).await?;
    let value = window.run(&format!("return document.querySelector(`{SURNAME}`).value"), &[]).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

async fn with_a_passphrase(stage: &Stage) -> Outcome<Window> {
    let window = stage.open_with(PASSPHRASE).await?;
    window.act("new-declaration").await?;
    window.on_screen("filling").await?;
    Ok(window)
}

fn searched(processes: &[u32], canaries: &[String]) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for process in processes {
        found.extend(memory::search(*process, canaries)?);
    }
    Ok(found)
}

/// Whether a process is there and has memory: a zombie has none.
fn runs(process: u32) -> bool {
    fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}
