//! Every screen in every look, to be looked at.

use guitu_tests::{
    Outcome, plan,
    walk::{self, Album},
    window::Window,
};
use testkit::Traveller;

/// The looks that the main walk does not wear.
const LOOKS: [(&str, &str); 3] = [("dark", "100"), ("light", "200"), ("dark", "200")];

/// From home, with one declaration that was sent: a correction of it, page by page.
pub(crate) async fn every_look(window: &Window, traveller: &Traveller, album: &mut Album) -> Outcome {
    let pages = plan::plan(&traveller.answers)?;
    walk::wear(window, "light", "100").await?;
    window.act("other-actions").await?;
    window.act("correct").await?;
    window.on_screen("filling").await?;
    for (theme, size) in LOOKS {
        let look = format!("{theme}-{size}");
        walk::wear(window, theme, size).await?;
        window.see("[data-page]").await?;
        for page in &pages {
            window.go_to(&page.id).await?;
            window.open_items().await?;
            album.keep(window, &format!("{look}-{}", page.id)).await?;
        }
        window.go_to_review().await?;
        album.keep(window, &format!("{look}-review")).await?;
        for screen in ["settings", "hotline"] {
            window.press(&format!("[data-action=\"{screen}\"]")).await?;
            window.on_screen(screen).await?;
            album.keep(window, &format!("{look}-{screen}")).await?;
            window.act("back").await?;
        }
        window.on_screen("review").await?;
        window.act("back").await?;
        window.see("[data-page]").await?;
    }
    Ok(())
}
