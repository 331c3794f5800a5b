//! A traveller's way through the main job, step by step: the tests take single steps, the walk takes them all.

use std::{fs, path::PathBuf};

use crate::{Outcome, plan::PlannedPage, waiting::until, window::Window};

/// Numbered pictures in a folder; without a folder, none.
#[derive(Debug, Default)]
pub struct Album {
    folder: Option<PathBuf>,
    number: usize,
}

impl Album {
    /// An album in a folder, which is made.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn in_folder(folder: PathBuf) -> Outcome<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self { folder: Some(folder), number: 0 })
    }

    /// An album in a folder of that name where `GUITU_PICTURES` says; without it, none.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn from_environment(name: &str) -> Outcome<Self> {
        match std::env::var_os("GUITU_PICTURES") {
            Some(folder) => Self::in_folder(PathBuf::from(folder).join(name)),
            None => Ok(Self::default()),
        }
    }

    /// Keeps what the window shows now.
    ///
    /// # Errors
    /// When there is no picture, or it cannot be written.
    pub async fn keep(&mut self, window: &Window, name: &str) -> Outcome {
        if self.folder.is_some() {
            self.number += 1;
            // From its top, as a person sees a screen that they come to.
            window.run("document.documentElement.scrollTop = 0", &[]).await?;
            self.take(window, name).await?;
        }
        Ok(())
    }

    /// Keeps a whole screen, in as many pictures as it takes to scroll through it.
    ///
    /// # Errors
    /// When there is no picture, or it cannot be written.
    pub async fn keep_whole(&mut self, window: &Window, name: &str) -> Outcome {
        const ON: &str = "const page = document.documentElement, before = page.scrollTop;
            page.scrollTop = before + page.clientHeight * 0.9; return page.scrollTop > before";
        self.keep(window, name).await?;
        let mut part = 1;
        while self.folder.is_some() && window.run(ON, &[]).await? == true {
            part += 1;
            self.take(window, &format!("{name}-{part}")).await?;
        }
        Ok(())
    }

    async fn take(&self, window: &Window, name: &str) -> Outcome {
        if let Some(folder) = &self.folder {
            fs::write(
                folder.join(format!("{:02}-{name}.png", self.number)),
                window.settled_screenshot().await?,
            )?;
        }
        Ok(())
    }
}

/// From the very first start to an empty form.
///
/// # Errors
/// When a screen does not come.
pub async fn begin(window: &Window, language: &str, album: &mut Album) -> Outcome {
    enter(window, language, album).await?;
    window.act("new-declaration").await?;
    window.on_screen("filling").await
}

/// From the very first start to an empty home.
///
/// # Errors
/// When a screen does not come.
pub async fn enter(window: &Window, language: &str, album: &mut Album) -> Outcome {
    window.on_screen("welcome").await?;
    album.keep(window, "welcome").await?;
    window.choose("choose-language", language).await?;
    window.on_screen("vault").await?;
    album.keep(window, "vault").await?;
    window.act("create-vault").await?;
    window.on_screen("home").await?;
    album.keep(window, "home-empty").await
}

/// The same with a passphrase, without pictures.
///
/// # Errors
/// When a screen does not come.
pub async fn enter_with(window: &Window, language: &str, passphrase: &str) -> Outcome {
    window.on_screen("welcome").await?;
    window.choose("choose-language", language).await?;
    window.on_screen("vault").await?;
    window.write("[data-part=\"passphrase\"]", passphrase).await?;
    window.write("[data-part=\"repeat\"]", passphrase).await?;
    window.act("create-vault").await?;
    window.on_screen("home").await
}

/// Fills pages in and goes on after each; ends on the page, or the review, behind the last.
///
/// # Errors
/// When a question is not asked, or a page does not let go.
pub async fn fill(window: &Window, pages: &[PlannedPage], album: &mut Album) -> Outcome {
    for page in pages {
        window.fill(page).await?;
        window.saved().await?;
        album.keep(window, &page.id).await?;
        go_on(window, &page.id).await?;
    }
    Ok(())
}

/// Goes on from a page. What is to be looked at again, and was not seen while it was filled in, holds the page once.
///
/// # Errors
/// When the page does not let go.
pub async fn go_on(window: &Window, page: &str) -> Outcome {
    let here = format!("[data-page=\"{page}\"]");
    window.act("continue").await?;
    let held = until("the next page, or what to look at again", async || {
        if !window.shows_now(&here).await? {
            return Ok(Some(false));
        }
        Ok(window.shows_now("#findings-title").await?.then_some(true))
    })
    .await?;
    if held {
        window.act("continue").await?;
    }
    // The next page's first step waits for that page; the last page is left for the review.
    window.gone(&here).await
}

/// From the review to the sealed declaration.
///
/// # Errors
/// When something is still missing, or the app does not seal.
pub async fn submit(window: &Window, album: &mut Album) -> Outcome {
    window.on_screen("review").await?;
    window.see("[data-action=\"confirm-read-back\"]").await?;
    album.keep(window, "review").await?;
    window.act("confirm-read-back").await?;
    window.act("submit").await?;
    window.see("[data-state=\"waiting\"], [data-state=\"received\"]").await?;
    album.keep(window, "sent").await
}

/// What the code screen holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenCode {
    /// `green`, `yellow`, `orange`.
    pub colour: String,
    /// The text inside the QR, as the screen says it.
    pub payload: String,
    /// The text inside the QR, as a camera reads it off the picture.
    pub photographed: String,
}

/// From a declaration that the platform has received to its code on screen.
///
/// # Errors
/// When no code comes.
pub async fn show_code(window: &Window, album: &mut Album) -> Outcome<SeenCode> {
    window.act("show-code").await?;
    window.on_screen("code").await?;
    let colour = window.attribute("[data-code-colour]", "data-code-colour").await?;
    let payload = window.attribute("[data-code-payload]", "data-code-payload").await?;
    album.keep_whole(window, "code").await?;
    window.run("document.documentElement.scrollTop = 0", &[]).await?;
    let photographed = crate::screen_code::read_qr(&window.settled_screenshot().await?)?;
    Ok(SeenCode { colour, payload, photographed })
}

/// Wears the look that `GUITU_LOOK` names, such as `dark-200`; without it, the one that the app comes with.
///
/// # Errors
/// When there is no such look.
pub async fn wear_from_environment(window: &Window) -> Outcome {
    let Ok(look) = std::env::var("GUITU_LOOK") else { return Ok(()) };
    let (theme, text_size) =
        look.split_once('-').ok_or("GUITU_LOOK is a theme and a size, such as dark-200")?;
    wear(window, theme, text_size).await
}

/// Wears another look: a theme and a size of text.
///
/// # Errors
/// When the settings do not offer it.
pub async fn wear(window: &Window, theme: &str, text_size: &str) -> Outcome {
    window.press("[data-action=\"settings\"]").await?;
    window.on_screen("settings").await?;
    window.choose("choose-theme", theme).await?;
    window.choose("choose-text-size", text_size).await?;
    // What is pressed while the size still changes is not where it was.
    window.see(&format!("html[data-text-size=\"{text_size}\"]")).await?;
    until("the settings to be left", async || {
        if !window.shows_now("main[data-screen=\"settings\"]").await? {
            return Ok(Some(()));
        }
        window.act("back").await?;
        Ok(None)
    })
    .await
}

/// Speaks another language from now on, wherever one is.
///
/// # Errors
/// When it is not offered.
pub async fn speak(window: &Window, language: &str) -> Outcome {
    window.press("[data-action=\"languages\"]").await?;
    window.press(&format!("[data-action=\"choose-language\"][data-value=\"{language}\"]")).await
}
