//! What a test sees and does in the window: by the attributes of `docs/hooks.md` alone, so that neither language, nor
//! theme, nor layout matters.

use std::time::Duration;

use fantoccini::{Locator, elements::Element};
use serde_json::Value;

use crate::{
    Outcome,
    waiting::{until, until_within},
    window::Window,
};

impl Window {
    /// Waits for a screen.
    ///
    /// # Errors
    /// When another one stays, with what it shows that is wrong.
    pub async fn on_screen(&self, name: &str) -> Outcome {
        self.see(&format!("main[data-screen=\"{name}\"]")).await.map(drop)
    }

    /// Waits for a page of the form.
    ///
    /// # Errors
    /// When another one stays, with the findings that hold it.
    pub async fn on_page(&self, id: &str) -> Outcome {
        self.see(&format!("[data-page=\"{id}\"]")).await.map(drop)
    }

    /// Waits for the state line to say so: `not-sent`, `waiting`, `received`.
    ///
    /// # Errors
    /// When it goes on saying something else.
    pub async fn in_state(&self, state: &str) -> Outcome {
        self.see(&format!("main [data-state=\"{state}\"]")).await.map(drop)
    }

    /// Waits until the window says what went wrong, by its code.
    ///
    /// # Errors
    /// When it does not.
    pub async fn says_problem(&self, code: &str) -> Outcome {
        self.see(&format!("[data-problem=\"{code}\"]")).await.map(drop)
    }

    /// Does something in the open screen, by the name of the action.
    ///
    /// # Errors
    /// When nothing of that name can be pressed.
    pub async fn act(&self, action: &str) -> Outcome {
        self.press(&format!("main [data-action=\"{action}\"]")).await
    }

    /// Chooses the value of an action that offers several, such as a language.
    ///
    /// # Errors
    /// When it is not offered.
    pub async fn choose(&self, action: &str, value: &str) -> Outcome {
        self.press(&format!("main [data-action=\"{action}\"][data-value=\"{value}\"]")).await
    }

    /// Waits until an element is there and displayed.
    ///
    /// # Errors
    /// When it is not, with what the window shows instead.
    pub async fn see(&self, css: &str) -> Outcome<Element> {
        let look = async || {
            for element in self.client.find_all(Locator::Css(css)).await? {
                if element.is_displayed().await? {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        };
        match until(css, look).await {
            Ok(element) => Ok(element),
            Err(why) => Err(format!("{why}; the window shows {}", self.shows().await).into()),
        }
    }

    /// Waits until an element is there, displayed or not.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn has(&self, css: &str) -> Outcome {
        let look = async || Ok(self.client.find_all(Locator::Css(css)).await?.into_iter().next().map(drop));
        until(css, look).await
    }

    /// Waits until an element is gone.
    ///
    /// # Errors
    /// When it stays, with what the window shows.
    pub async fn gone(&self, css: &str) -> Outcome {
        match until(&format!("{css} to go"), async || Ok((!self.shows_now(css).await?).then_some(()))).await {
            Ok(()) => Ok(()),
            Err(why) => Err(format!("{why}; the window shows {}", self.shows().await).into()),
        }
    }

    /// Whether an element is displayed now.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn shows_now(&self, css: &str) -> Outcome<bool> {
        for element in self.client.find_all(Locator::Css(css)).await? {
            if element.is_displayed().await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Presses what is displayed; again where the page was drawn anew under the finger.
    ///
    /// # Errors
    /// When it never can be pressed.
    pub async fn press(&self, css: &str) -> Outcome {
        let press = async || {
            let element = self.see(css).await?;
            if !element.is_enabled().await? || !self.rests(&element).await? {
                return Ok(None);
            }
            element.click().await?;
            Ok(Some(()))
        };
        until_within(Duration::from_secs(45), &format!("{css} to be pressed"), press).await
    }

    /// Whether an element, brought into view, stays where it is from one frame to the next: what moves is not hit. Where something was
    /// pressed a moment ago, another press would be the second one of a double click.
    async fn rests(&self, element: &Element) -> Outcome<bool> {
        let script = "
            const [element, done] = arguments;
            const place = () => JSON.stringify(element.getBoundingClientRect());
            element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
            const pressed = document.documentElement.dataset.pressed?.split(' ').map(Number);
            const { left, right, top, bottom } = element.getBoundingClientRect();
            const near = (at, from, to) => at > from - 8 && at < to + 8;
            if (pressed && near(pressed[0], left, right) && near(pressed[1], top, bottom)) return done(false);
            requestAnimationFrame(() => {
                const before = place();
                requestAnimationFrame(() => done(place() === before));
            });";
        let rests = self.client.execute_async(script, vec![serde_json::to_value(element)?]).await?;
        Ok(rests == Value::Bool(true))
    }

    /// An attribute of the first element that fits, once it is there.
    ///
    /// # Errors
    /// When there is no such element, or it has no such attribute.
    pub async fn attribute(&self, css: &str, name: &str) -> Outcome<String> {
        let element = self.see(css).await?;
        element.attr(name).await?.ok_or_else(|| format!("{css} has no {name}").into())
    }

    /// The question that has the focus.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn focused_question(&self) -> Outcome<Option<String>> {
        let script = "return document.activeElement?.closest('[data-question]')?.dataset.question ?? null";
        Ok(self.run(script, &[]).await?.as_str().map(str::to_owned))
    }

    /// Runs a script in the page and gives what it returns.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn run(&self, script: &str, arguments: &[Value]) -> Outcome<Value> {
        Ok(self.client.execute(script, arguments.to_vec()).await?)
    }

    /// What is on screen, in the words of the hooks: for the sentence of a failed test. Names rules and places, never an
    /// answer.
    async fn shows(&self) -> String {
        let script = "
            const all = (name) => [...document.querySelectorAll(`[data-${name}]`)];
            return JSON.stringify({
                screen: document.querySelector('main')?.dataset.screen,
                page: document.querySelector('[data-page]')?.dataset.page,
                problems: all('problem').map((it) => it.dataset.problem),
                findings: all('finding').map((it) => `${it.dataset.finding} at ${it.dataset.at}`),
                questions: all('question').map((it) => it.dataset.question),
            })";
        match self.run(script, &[]).await {
            Ok(Value::String(said)) => said,
            Ok(other) => other.to_string(),
            Err(why) => format!("nothing: {why}"),
        }
    }
}
