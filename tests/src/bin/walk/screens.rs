//! What the main job does not show, each screen in every look: codes of three colours, what may be taken over, what is asked after
//! landing, whom to call, what was typed and not chosen, a list of several people.

use chrono::{Days, Local};
use guitu_tests::{
    Outcome, plan,
    walk::{self, Album},
    window::Window,
};
use serde_json::json;
use testkit::{Traveller, travellers};

/// Every look: a theme and a size of text.
const LOOKS: [(&str, &str); 4] = [("light", "100"), ("dark", "100"), ("light", "200"), ("dark", "200")];

/// From the first start on.
pub(crate) async fn screens(window: &Window, language: &str, album: &mut Album) -> Outcome {
    let today = Local::now().date_naive();
    walk::begin(window, language, &mut Album::default()).await?;
    let nurse = travellers::low_risk_from_singapore(today);
    declare(window, &nurse).await?;
    in_every_look(window, "[data-code-colour=\"green\"]", "code-green", album).await?;

    again(window).await?;
    declare(window, &travellers::feverish_from_toronto(today)).await?;
    in_every_look(window, "[data-code-colour=\"orange\"]", "code-orange", album).await?;
    window.press("[data-action=\"otherwise\"]").await?;
    window.see("[data-part=\"ways\"]").await?;
    album.keep_whole(window, "code-orange-ways").await?;

    again(window).await?;
    let landed = travellers::student_from_prato(today.checked_sub_days(Days::new(6)).unwrap_or(today));
    declare(window, &landed).await?;
    in_every_look(window, "[data-code-colour=\"yellow\"]", "code-landed", album).await?;
    home(window).await?;
    in_every_look(window, "[data-declaration]", "home-several", album).await?;
    window.press("[data-action=\"hotline\"]").await?;
    in_every_look(window, "[data-part=\"others\"]", "hotline", album).await?;

    again(window).await?;
    let unarranged = landed.with("/onward", json!({ "mode": "not-arranged" }));
    let pages = plan::plan(&unarranged.answers)?;
    for page in pages.iter().take_while(|page| page.id != "stays") {
        window.fill(page).await?;
        window.saved().await?;
        if page.id == "journey" {
            in_every_look(window, "[data-action=\"raise-item\"]", "journey", album).await?;
        }
        walk::go_on(window, &page.id).await?;
    }
    window.go_to("landed").await?;
    in_every_look(window, "[data-question=\"/onward/now\"]", "after-landing", album).await?;

    again(window).await?;
    window.go_to("about").await?;
    window.write("[data-question=\"/about/nationality\"] input", "Italy").await?;
    window.act("continue").await?;
    in_every_look(window, "[data-action=\"take\"]", "offered-country", album).await?;

    again(window).await?;
    let pages = plan::plan(&nurse.answers)?;
    for page in pages.iter().take_while(|page| page.id != "stays") {
        window.fill(page).await?;
        window.saved().await?;
        walk::go_on(window, &page.id).await?;
    }
    in_every_look(window, "[data-page=\"stays\"] [data-part=\"proposal\"]", "offer-stays", album).await?;
    window.act("take-over").await?;
    window.see("[data-part=\"taken\"]").await?;
    album.keep(window, "offer-stays-taken").await?;
    window.go_to("contact").await?;
    in_every_look(window, "[data-page=\"contact\"] [data-part=\"proposal\"]", "offer-contact", album).await
}

/// From an open empty form to the code.
async fn declare(window: &Window, traveller: &Traveller) -> Outcome {
    println!("  {}", traveller.story);
    walk::fill(window, &plan::plan(&traveller.answers)?, &mut Album::default()).await?;
    walk::submit(window, &mut Album::default()).await?;
    window.in_state("received").await?;
    walk::show_code(window, &mut Album::default()).await.map(drop)
}

async fn home(window: &Window) -> Outcome {
    window.press("[data-action=\"home\"]").await?;
    window.on_screen("home").await
}

async fn again(window: &Window) -> Outcome {
    home(window).await?;
    window.act("new-declaration").await?;
    window.on_screen("filling").await
}

async fn in_every_look(window: &Window, shows: &str, name: &str, album: &mut Album) -> Outcome {
    for (theme, size) in LOOKS {
        walk::wear(window, theme, size).await?;
        window.see(shows).await?;
        album.keep_whole(window, &format!("{name}-{theme}-{size}")).await?;
    }
    let (theme, size) = LOOKS[0];
    walk::wear(window, theme, size).await?;
    window.see(shows).await.map(drop)
}
