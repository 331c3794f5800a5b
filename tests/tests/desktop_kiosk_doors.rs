//! Whoever wants out of a kiosk: keys and buttons as hardware gives them, scripts, links, calls, what a scanner reads, what is dragged. None leaves.

use std::time::Duration;

use guitu_tests::{
    Outcome,
    desktop::Keychain,
    kiosk::{self, Counter},
    real_input::Hardware,
    stage::Stage,
    waiting::until,
};

/// What somebody with a keyboard tries: `C-` control, `A-` alt, `M-` the key with the window, `S-` shift. None of them is a letter.
const COMBINATIONS: [&str; 88] = [
    "C-p",
    "C-o",
    "C-s",
    "C-n",
    "C-t",
    "C-w",
    "C-q",
    "C-r",
    "C-u",
    "C-f",
    "C-g",
    "C-h",
    "C-j",
    "C-d",
    "C-l",
    "C-k",
    "C-a",
    "C-c",
    "C-x",
    "C-v",
    "C-z",
    "C-y",
    "C-plus",
    "C-minus",
    "C-0",
    "C-.",
    "C-;",
    "C-S-i",
    "C-S-c",
    "C-S-j",
    "C-S-n",
    "C-S-t",
    "C-S-u",
    "C-S-p",
    "C-S-d",
    "C-S-Delete",
    "C-Tab",
    "C-PageUp",
    "C-Home",
    "C-Escape",
    "C-A-Delete",
    "C-A-BackSpace",
    "C-A-F1",
    "C-A-t",
    "C-A-d",
    "A-F4",
    "A-Left",
    "A-Right",
    "A-Home",
    "A-Tab",
    "A-Escape",
    "A-F2",
    "A-F1",
    "A-F7",
    "A-F8",
    "A-F10",
    "A-Space",
    "A-Return",
    "M-d",
    "M-r",
    "M-l",
    "M-e",
    "M-Tab",
    "Super",
    "F1",
    "F3",
    "F5",
    "F7",
    "F10",
    "F11",
    "F12",
    "S-F10",
    "Menu",
    "Print",
    "Pause",
    "S-Insert",
    "Back",
    "Forward",
    "WWW",
    "Mail",
    "HomePage",
    "Search",
    "Reload",
    "Explorer",
    "Favorites",
    "PowerOff",
    "Sleep",
    "Escape",
];

/// Buttons of a mouse, with the key that is held: the menu, the middle one, the wheel up and down and to the sides, back and forward.
const BUTTONS: [(&str, u8); 14] = [
    ("", 3),
    ("Shift", 3),
    ("Control", 3),
    ("", 2),
    ("Control", 1),
    ("Shift", 1),
    ("Control", 4),
    ("Control", 5),
    ("", 6),
    ("", 7),
    ("Alt", 4),
    ("", 8),
    ("", 9),
    ("Super", 1),
];

/// Notes every key that the page hears of, and whether another was held.
const LISTEN: &str = "window.heard = []; addEventListener('keydown', (event) => window.heard.push([event.key, event.ctrlKey || event.altKey || event.metaKey]), true); return 0";

/// What a page, a link or a file would try.
const SCRIPTS: [&str; 18] = [
    "window.open('https://example.org/'); return 0",
    "window.open('about:blank', 'x'); return 0",
    "location.href = 'https://example.org/'; return 0",
    "location.href = 'file:///etc/passwd'; return 0",
    "location.href = 'data:text/html,gone'; return 0",
    "location.href = 'tauri://elsewhere/'; return 0",
    "window.print(); return 0",
    "const it = document.createElement('a'); it.href = 'https://example.org/'; it.target = '_blank'; document.body.append(it); it.click(); it.remove(); return 0",
    "const it = document.createElement('a'); it.href = 'data:text/plain,x'; it.download = 'x'; document.body.append(it); it.click(); it.remove(); return 0",
    "const it = document.createElement('input'); it.type = 'file'; document.body.append(it); it.click(); it.remove(); return 0",
    "const it = document.createElement('iframe'); it.src = 'https://example.org/'; document.body.append(it); it.remove(); return 0",
    "document.documentElement.requestFullscreen?.().catch(() => 0); return 0",
    "history.back(); return 0",
    "history.pushState(null, '', '/elsewhere'); history.back(); return 0",
    "window.close(); return 0",
    "document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() })); return 0",
    "navigator.geolocation?.getCurrentPosition(() => 0, () => 0); return 0",
    "Notification?.requestPermission?.(); return 0",
];

/// Calls that a kiosk's window has no right to, with arguments that would do harm elsewhere.
const CALLS: [(&str, &str); 12] = [
    ("create_vault", "{\"passphrase\":null}"),
    ("unlock", "{\"key\":{\"kind\":\"keychain\"}}"),
    ("home", "{}"),
    ("cases", "{\"filter\":{\"text\":\"\",\"state\":null,\"order\":\"latest\"},\"offset\":0}"),
    ("choose_file", "{}"),
    ("choose_place", "{}"),
    ("back_up", "{\"id\":null,\"seal\":{}}"),
    ("slots", "{}"),
    ("desk_export", "{\"filter\":{}}"),
    ("lock", "{\"resume\":null}"),
    ("plugin:window|destroy", "{}"),
    (
        "plugin:webview|create_webview_window",
        "{\"options\":{\"label\":\"x\",\"url\":\"https://example.org\"}}",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_typed_touched_linked_or_called_leads_out() -> Outcome {
    let mut stage = Stage::set(Keychain::None).await?;
    let counter = Counter::set(&mut stage, 60, 180)?;
    let window = stage.open().await?;
    kiosk::set_up(&window).await?;
    let window = kiosk::next(window, &stage.desktop).await?;
    kiosk::begin(&window, "en").await?;
    kiosk::type_number(&window, "QX7654321").await?;
    let (program, place) = (kiosk::shown(window.app_id()?)?, window.client().current_url().await?);
    window.run(LISTEN, &[]).await?;
    let hardware = Hardware::of(&stage.desktop)?;
    let shown = hardware.windows()?;

    // Letters arrive, by the same way as everything below.
    hardware.point(700, 600)?;
    hardware.scan("Zx7")?;
    until("what was typed", async || {
        let typed = window.run("return document.querySelector('[data-step] input').value", &[]).await?;
        Ok((typed == *"QX7654321Zx7").then_some(()))
    })
    .await?;
    window.run("window.heard = []; return 0", &[]).await?;
    let mut tried = 0;
    for combination in COMBINATIONS {
        hardware.press(combination)?;
        tried += 1;
        assert_eq!(hardware.windows()?, shown, "{combination} opens nothing");
    }
    assert!(tried >= 60, "{tried} combinations");
    // The last one is no command, and comes after all others.
    let heard = until("the last key", async || {
        let heard = window.run("return window.heard", &[]).await?;
        let heard: Vec<(String, bool)> = serde_json::from_value(heard)?;
        Ok(heard.iter().any(|(key, _)| key == "Escape").then_some(heard))
    })
    .await?;
    let is_command = |key: &str| key.len() > 1 && (key.starts_with('F') || key.starts_with("Browser"));
    // A key that is only held down is none yet.
    let is_only_held = |key: &str| ["Control", "Shift", "Alt", "Meta"].contains(&key);
    let through = heard.iter().filter(|(key, held)| !is_only_held(key) && (*held || is_command(key)));
    let through: Vec<_> = through.collect();
    assert!(through.is_empty(), "no combination passes the toolkit: {through:?}");

    // The mouse and what a screen makes of gestures.
    for (held, button) in BUTTONS {
        hardware.click(held, button)?;
        std::thread::sleep(Duration::from_millis(30));
        assert_eq!(hardware.windows()?, shown, "button {button} with {held:?} opens no menu");
    }
    hardware.drag((300, 300), (1390, 20))?;
    hardware.drag((5, 500), (1300, 500))?;
    assert!(!hardware.may_drop_a_file((700, 600))?, "no file of another program can be dropped on it");
    assert_eq!(window.client().current_url().await?, place, "nor does any of it lead elsewhere");

    for script in SCRIPTS {
        // What a page tries and is refused may throw.
        let _ = window.run(script, &[]).await;
        assert_eq!(window.client().current_url().await?, place, "{script} leads nowhere");
        assert_eq!(window.client().windows().await?.len(), 1, "{script} opens no window");
    }
    for (command, arguments) in CALLS {
        let script = format!(
            "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke('{command}', {arguments}).then(() => done('done'), () => done('refused'))"
        );
        let said = window.client().execute_async(&script, Vec::new()).await?;
        assert_eq!(said, "refused", "{command} is no right of a kiosk's window");
    }
    for command in ["staff_panel", "staff_quit", "staff_send_now"] {
        let script = format!(
            "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke('{command}').then(() => done('done'), (why) => done(why.code))"
        );
        let said = window.client().execute_async(&script, Vec::new()).await?;
        assert_eq!(said, "kiosk-staff-needed", "{command} asks for the staff key");
    }
    assert_eq!(kiosk::shown(window.app_id()?)?, program, "the program is the same");
    window.see("[data-step]").await?;
    assert!(counter.sheets()?.is_empty(), "and nothing was printed");
    let zoom = window.run("return window.visualViewport?.scale ?? 1", &[]).await?;
    assert_eq!(zoom.as_f64(), Some(1.0), "nor made larger");
    let size = window.run("return [innerWidth, innerHeight]", &[]).await?;
    assert_eq!(size, serde_json::json!([1400, 1100]), "it fills the screen");

    // A scanner types what somebody has printed: an address, a script and a command are text, and no slip.
    kiosk::end_at_once(&window).await?;
    let window = kiosk::next(window, &stage.desktop).await?;
    window.choose("choose-language", "en").await?;
    window.act("read-slip").await?;
    window.press("[data-part=\"slip-text\"]").await?;
    hardware.scan("file:///etc/passwd javascript:alert(1) <script>; rm -rf / \\")?;
    for control in ["C-m", "C-j", "C-i", "C-]", "C-d", "C-z"] {
        hardware.press(control)?; // as a scanner types the signs that are none
    }
    hardware.press("Return")?;
    window.see("[data-problem=\"slip-unknown\"]").await?;
    assert_eq!(
        (hardware.windows()?, window.client().current_url().await?),
        (shown, place),
        "it leads nowhere"
    );
    window.kill().await
}
