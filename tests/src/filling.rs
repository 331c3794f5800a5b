//! Answering questions in the window as a person does: with clicks and keys, each kind of control in its own way.

use std::collections::BTreeMap;

use fantoccini::{Locator, elements::Element};
use serde_json::Value;

use crate::{
    Outcome,
    plan::{PlannedPage, Step},
    waiting::until,
    window::Window,
};

/// What every visible question shows, by pointer, as text.
pub type Shown = BTreeMap<String, String>;

impl Window {
    /// Does every step of a page.
    ///
    /// # Errors
    /// When a question is not asked, or does not take the answer.
    pub async fn fill(&self, page: &PlannedPage) -> Outcome {
        self.on_page(&page.id).await?;
        for step in &page.steps {
            match step {
                Step::Items { group, count } => self.bring_items(group, *count).await?,
                Step::Answer { pointer, control, value } => self.answer(pointer, control, value).await?,
            }
        }
        Ok(())
    }

    /// Adds items to a group until there are so many, and opens each for editing.
    ///
    /// # Errors
    /// When an item does not come.
    pub async fn bring_items(&self, group: &str, count: usize) -> Outcome {
        let question = box_of(group);
        self.see(&question).await?;
        let items = format!("{question} [data-item]");
        for wanted in self.client.find_all(Locator::Css(&items)).await?.len()..count {
            // As a person presses: on a page that stands still.
            self.see("[data-saved]:not(.saving)").await?;
            self.press(&format!("{question} [data-action=\"add-item\"]")).await?;
            self.see(&format!("[data-item=\"{group}/{wanted}\"]")).await?;
        }
        self.open_items().await
    }

    /// Opens every closed item of the page.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn open_items(&self) -> Outcome {
        let closed = "[data-item] [data-action=\"edit-item\"]";
        while self.shows_now(closed).await? {
            self.press(closed).await?;
        }
        Ok(())
    }

    /// Answers one question.
    ///
    /// # Errors
    /// When it is not asked, or the control does not offer the value.
    pub async fn answer(&self, pointer: &str, control: &str, value: &Value) -> Outcome {
        let question = box_of(pointer);
        self.see(&question).await?;
        let text = said(value);
        match control {
            "date" => {
                for (part, digits) in ["year", "month", "day"].into_iter().zip(text.split('-')) {
                    self.write(&format!("{question} [data-part=\"{part}\"]"), digits).await?;
                }
            }
            "country" | "airport" | "county" | "port" => self.choose_place(&question, &text).await?,
            "yes-no" | "choice" | "consent" => self.tick(&question, &text).await?,
            "choices" => {
                for one in value.as_array().into_iter().flatten() {
                    self.tick(&question, &said(one)).await?;
                }
            }
            _ => self.write(&format!("{question} input"), &text).await?,
        }
        Ok(())
    }

    /// Types into a field, in place of what is there.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn write(&self, css: &str, text: &str) -> Outcome {
        let field = self.see(css).await?;
        if field.prop("value").await?.is_some_and(|it| !it.is_empty()) {
            field.clear().await?;
        }
        field.send_keys(text).await?;
        Ok(())
    }

    /// Chooses a row of a list that unfolds.
    ///
    /// # Errors
    /// When there is no such list, or it has no such row.
    pub async fn select(&self, css: &str, value: &str) -> Outcome {
        Ok(self.see(css).await?.select_by_value(value).await?)
    }

    /// Pastes into a field, in place of what is there.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn paste(&self, css: &str, text: &str) -> Outcome {
        let field = self.see(css).await?;
        let put = "
            const [field, text] = arguments;
            field.focus();
            field.value = text;
            field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));";
        self.run(put, &[serde_json::to_value(&field)?, text.into()]).await.map(drop)
    }

    /// Waits until everything typed so far is in the vault.
    ///
    /// # Errors
    /// When the window does not say so.
    pub async fn saved(&self) -> Outcome {
        self.see("[data-saved]:not([data-saved=\"failed\"]):not(.saving)").await.map(drop)
    }

    /// Goes to a page by the side list.
    ///
    /// # Errors
    /// When the page does not come.
    pub async fn go_to(&self, page: &str) -> Outcome {
        self.press_in_list(&format!("[data-goto=\"{page}\"]")).await?;
        self.on_page(page).await
    }

    /// Goes to the review by the side list.
    ///
    /// # Errors
    /// When the review does not come.
    pub async fn go_to_review(&self) -> Outcome {
        self.press_in_list("main [data-action=\"review\"]").await?;
        self.on_screen("review").await
    }

    /// Presses a line of the side list, unfolded where it is folded away.
    async fn press_in_list(&self, line: &str) -> Outcome {
        self.see(&format!("{line}, [data-action=\"pages\"]")).await?;
        if !self.shows_now(line).await? {
            self.act("pages").await?;
        }
        self.press(line).await
    }

    /// What every question of the page shows, closed items opened first.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn shown(&self) -> Outcome<Shown> {
        self.open_items().await?;
        let script = "
            const text = (box) => {
                const inputs = [...box.querySelectorAll('input')];
                const ticked = inputs.filter((it) => it.checked).map((it) => it.dataset.value);
                const parts = ['year', 'month', 'day'].map((part) => inputs.find((it) => it.dataset.part === part)?.value);
                return parts[0] !== undefined ? parts.join('-')
                    : inputs.some((it) => it.type === 'radio' || it.type === 'checkbox') ? ticked.join(',')
                    : inputs[0]?.value ?? '';
            };
            return [...document.querySelectorAll('[data-question]')]
                .filter((box) => box.dataset.control !== 'group')
                .map((box) => [box.dataset.question, text(box)]);";
        let said = self.run(script, &[]).await?;
        let pairs: Vec<(String, String)> = serde_json::from_value(said)?;
        Ok(pairs.into_iter().collect())
    }

    /// Types a place's code, waits for its row, takes it by one press: the window owes that to whoever presses it. A code typed in
    /// full stands first.
    async fn choose_place(&self, question: &str, code: &str) -> Outcome {
        if self.shows_now(&format!("{question}[data-control=\"county\"] [role=\"group\"]")).await? {
            return self.touch_place(question, code).await;
        }
        self.write(&format!("{question} input"), code).await?;
        let row = format!("{question} [role=\"option\"]:first-child[data-value=\"{code}\"]");
        self.press(&row).await?;
        until(&format!("the list of {question} to close on {code}"), async || {
            Ok((!self.shows_now(&row).await?).then_some(()))
        })
        .await
    }

    /// At a kiosk: first the city, where the list comes by cities, then the row.
    async fn touch_place(&self, question: &str, code: &str) -> Outcome {
        let row = format!("{question} [data-action=\"take\"][data-value=\"{code}\"]");
        let city = format!("{question} [data-action=\"city\"]");
        let cities = until(&format!("the rows of {question}"), async || {
            let any = self.shows_now(&format!("{question} [data-action]")).await?;
            Ok(any.then_some(self.client.find_all(Locator::Css(&city)).await?.len()))
        })
        .await?;
        for number in 1..=cities {
            if self.shows_now(&row).await? {
                break;
            }
            self.press(&format!("{city}:nth-of-type({number})")).await?;
        }
        self.press(&row).await?;
        self.see(&format!("{row}[aria-pressed=\"true\"]")).await.map(drop)
    }

    async fn tick(&self, question: &str, value: &str) -> Outcome {
        let css = format!("{question} input[data-value=\"{value}\"]");
        let mark = self.client.find(Locator::Css(&css)).await.map_err(|_| format!("{css} is not offered"))?;
        if !is_ticked(&mark).await? {
            // What was answered before may still make a finding or a question appear above: a person clicks on a page that
            // stands still.
            self.see("[data-saved]:not(.saving)").await?;
            // The driver does not know of a row that stands over the end of the page.
            let above = format!("document.querySelector('{css}').scrollIntoView({{ block: 'center' }})");
            self.run(&above, &[]).await?;
            mark.click().await?;
        }
        until(&format!("{css} to be ticked"), async || {
            Ok(is_ticked(&self.client.find(Locator::Css(&css)).await?).await?.then_some(()))
        })
        .await
    }
}

async fn is_ticked(mark: &Element) -> Outcome<bool> {
    Ok(mark.is_selected().await?)
}

/// The box of a question. Its own, since a group's box has those of its items inside.
fn box_of(pointer: &str) -> String {
    format!("[data-question=\"{pointer}\"]")
}

/// A value as it is typed or as an option names it.
fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
