//! What everybody needs of a kiosk's screens: nothing for axe to say, contrast included, targets that a finger meets, and a keyboard on the screen that
//! types what its keys say.

use crate::{Outcome, chamber_desk::barriers, waiting::until, window::Window};

/// Targets that are smaller than 44 pixels either way, and texts that are not there. Where a label belongs to a circle or a box, it is the label that is
/// touched.
const SMALL: &str = "
    const small = [];
    for (const it of document.querySelectorAll('button, a[href], input, textarea, summary, [role=option]')) {
        const mark = it.matches('input[type=radio], input[type=checkbox]');
        const target = (mark && it.closest('label')) || it;
        const { width, height } = target.getBoundingClientRect();
        if (width === 0 || height === 0 || it.closest('[inert]') || it.matches('.skip')) continue;
        if (width < 44 || height < 44) small.push(`${Math.round(width)} x ${Math.round(height)}: ${it.outerHTML.slice(0, 120)}`);
    }
    // The name of a text in its place: a file of texts is not there.
    const nameless = /^(app|chamber|code|common|desk|err|filling|home|kiosk|me|open-slip|rec)-[a-z0-9-]+$/;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let it = texts.nextNode(); it; it = texts.nextNode()) if (nameless.test(it.data.trim())) small.push(`no text for ${it.data}`);
    return small";

/// That everybody can use what is on the screen, in light (`false`) or in dark.
///
/// # Errors
/// When somebody cannot, with what is in their way.
pub async fn can_be_used(window: &Window, what: &str, dark: bool) -> Outcome {
    let theme = if dark { "dark" } else { "light" };
    window.run(&format!("document.documentElement.dataset.theme = '{theme}'; return 0"), &[]).await?;
    // A colour on its way to another is neither.
    let still =
        "Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => arguments[0]())";
    window.client().execute_async(still, Vec::new()).await?;
    let mut found = barriers(window).await?;
    let small: Vec<String> = serde_json::from_value(window.run(SMALL, &[]).await?)?;
    found.extend(small);
    if found.is_empty() { Ok(()) } else { Err(format!("{what}, {theme}: {found:#?}").into()) }
}

/// Keys of the keyboard on the screen, pressed: `!pinyin` is a layout, `=陈` a character to choose, wherever in the list it is.
///
/// # Errors
/// When one is not there.
async fn press(window: &Window, keys: &[&str]) -> Outcome {
    let on_it = |what: &str, value: &str| format!("[data-part=\"keyboard\"] [data-{what}=\"{value}\"]");
    for key in keys {
        if let Some(sign) = key.strip_prefix('=') {
            let candidate = on_it("candidate", sign);
            window.see("[data-part=\"keyboard\"] [data-candidate]").await?;
            while !window.shows_now(&candidate).await? {
                window.press(&on_it("key", "›")).await?;
            }
            window.press(&candidate).await?;
        } else if let Some(layout) = key.strip_prefix('!') {
            window.press(&on_it("mode", layout)).await?;
        } else {
            window.press(&on_it("key", key)).await?;
        }
    }
    Ok(())
}

/// At some questions: types by touch on the keyboard of the screen, and gives what stands in the field then. It is empty again afterwards.
///
/// # Errors
/// When a key is not there.
pub async fn typed_by_touch(window: &Window, question: &str) -> Outcome<Option<String>> {
    let keys: &[&str] = match question {
        "/about/han_name" => &[
            "c", "h", "e", "n", "y", "u", "=陈", "=雨", "!strokes", "一", "丨", "⌫", "一", "丨", "一", "=王",
        ],
        "/about/surname" => &["Z", "⇧", "u", "!accents", "ć", "!latin", "a", "⌫"],
        "/contact/email" => &["a", "!symbols", "@", "!latin", "b", "!digits", "7"],
        "/contact/mobile_abroad" => &["+", "3", "9", "0"],
        _ => return Ok(None),
    };
    let field = format!("[data-question=\"{question}\"] input");
    window.press(&field).await?;
    window.see("[data-part=\"keyboard\"]").await?;
    press(window, keys).await?;
    let value = window.run(&format!("return document.querySelector('{field}').value"), &[]).await?;
    until("the field to be empty again", async || {
        window.press("[data-part=\"keyboard\"] [data-key=\"⌫\"]").await?;
        let left = window.run(&format!("return document.querySelector('{field}').value"), &[]).await?;
        Ok((left == *"").then_some(()))
    })
    .await?;
    Ok(value.as_str().map(str::to_owned))
}
