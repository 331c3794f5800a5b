//! What the window is called for those who hear it: names as the engine computes them for the accessibility tree.

use fantoccini::{Locator, elements::Element, wd::WebDriverCompatibleCommand};
use http::Method;
use url::{ParseError, Url};

use crate::{Outcome, window::Window};

/// "Get Computed Label" of WebDriver, which the client does not have.
#[derive(Debug)]
struct ComputedLabel {
    element: String,
}

impl WebDriverCompatibleCommand for ComputedLabel {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/element/{}/computedlabel", self.element))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::GET, None)
    }
}

impl Window {
    /// The accessible names of everything shown that `css` finds, without marks of direction.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn names_of(&self, css: &str) -> Outcome<Vec<String>> {
        let mut names = Vec::new();
        for element in self.client().find_all(Locator::Css(css)).await? {
            if element.is_displayed().await? {
                names.push(self.name_of(&element).await?);
            }
        }
        Ok(names)
    }

    async fn name_of(&self, element: &Element) -> Outcome<String> {
        let command = ComputedLabel { element: element.element_id().to_string() };
        let name = self.client().issue_cmd(command).await?;
        Ok(name.as_str().unwrap_or_default().replace(['\u{2068}', '\u{2069}'], ""))
    }
}
