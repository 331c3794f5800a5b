//! What a kiosk's tests need: strangers with words of their own, a printer whose sheets can be read (`counter`), a way through the form one question
//! after the other (`filling`), and what runs before and after somebody (`programs`).

mod counter;
mod filling;
pub mod looks;
mod programs;

use chrono::NaiveDate;
use fantoccini::key::Key;
use serde_json::Value;
use testkit::travellers;

pub use counter::{Counter, scanned};
pub use filling::{
    answer_all, answer_and_look, answer_quickly, answer_quickly_on, answer_until, submit, type_number,
    write_birth,
};
pub use programs::{end, end_at_once, next, replaced, shown, traces, waiting};

use crate::{Outcome, window::Window};

/// The staff key of every test.
pub const STAFF_KEY: &str = "seven umbrellas before the gate";

/// Somebody in the row.
#[derive(Debug, Clone)]
pub struct Stranger {
    /// Everything that they answer.
    pub answers: Value,
    /// What they typed and nobody else did: it must be nowhere afterwards.
    pub canaries: Vec<String>,
    /// ISO date.
    pub born: String,
}

impl Stranger {
    /// What the canaries of all of them have in common, and nothing else has: who looks for these looks for everybody.
    pub const OF_ANYBODY: [&str; 3] = ["VELVET", "harbour-moss.example", "QX7100"];

    /// The `number`-th of a row; neighbours have different birth dates.
    pub fn of(number: usize, today: NaiveDate) -> Self {
        let traveller = match number % 3 {
            0 => travellers::engineer_from_bologna(today),
            1 => travellers::student_from_prato(today),
            _ => travellers::trader_from_madrid(today),
        };
        let letter = |place: u32| char::from(b'A' + (number / 26usize.pow(place) % 26) as u8);
        let own = format!("QZX{}{}{}VELVET", letter(2), letter(1), letter(0));
        let email = format!("{}@harbour-moss.example", own.to_lowercase());
        let document = format!("QX{:07}", 7_100_000 + number);
        let answers = traveller
            .with("/about/surname", own.clone())
            .with("/document/number", document.clone())
            .with("/contact/email", email.clone())
            .answers;
        let born = answers["about"]["born"].as_str().unwrap_or_default().to_owned();
        Self { answers, canaries: vec![own, email, document], born }
    }
}

/// From the first screen to the first question.
///
/// # Errors
/// When a screen does not come.
pub async fn begin(window: &Window, language: &str) -> Outcome {
    window.on_screen("kiosk").await?;
    window.choose("choose-language", language).await?;
    window.act("begin").await?;
    window.see("[data-step]").await.map(drop)
}

/// Makes the staff key, where a kiosk asks for it. The program is replaced: what was typed was in its memory.
///
/// # Errors
/// When it does not.
pub async fn set_up(window: &Window) -> Outcome {
    window.see("[data-action=\"make-staff-key\"]").await?;
    window.write("[data-part=\"passphrase\"]", STAFF_KEY).await?;
    window.write("[data-part=\"repeat\"]", STAFF_KEY).await?;
    end(window, "[data-action=\"make-staff-key\"]").await.map(drop)
}

/// Opens the staff's panel.
///
/// # Errors
/// When it stays shut.
pub async fn enter_panel(window: &Window) -> Outcome {
    window.press("[data-action=\"staff\"]").await?;
    window.write("[data-part=\"passphrase\"]", STAFF_KEY).await?;
    // By the key: the field goes while it has the cursor, and its keyboard with it.
    let key = window.see("[data-part=\"passphrase\"]").await?;
    key.send_keys(&char::from(Key::Enter).to_string()).await?;
    window.see("[data-part=\"panel\"]").await?;
    window.gone("[data-part=\"keyboard\"]").await
}

/// Closes the panel, which replaces the program where nobody was filling in; gives its fresh processes.
///
/// # Errors
/// When it is not replaced.
pub async fn leave_panel(window: &Window) -> Outcome<Vec<u32>> {
    end(window, "[data-action=\"leave-panel\"]").await
}

/// A count of the panel.
///
/// # Errors
/// When it is not there.
pub async fn count(window: &Window, id: &str) -> Outcome<u32> {
    Ok(window.attribute(&format!("[data-count=\"{id}\"]"), "data-value").await?.parse()?)
}
