//! A member on the telephone: whatever is open is asked and answered, in the window or without one.

use std::time::Duration;

use app::Session;
use app::dto::{ConsentWay, DeskRow, NewConsent};
use serde_json::Value;

use crate::{
    Outcome, plan,
    waiting::{until, until_within},
    window::Window,
};

/// A call never asks more than this of one person.
const MOST: usize = 120;

/// A member's signed sheet is written down, in the words of the organisation.
///
/// # Errors
/// Those of [`Session::desk_consent`].
pub fn consents(session: &Session, row: &DeskRow, wording: &str) -> Outcome {
    let consent = NewConsent {
        way: ConsentWay::Written,
        said_by: row.name.clone(),
        witness: String::new(),
        wording: wording.to_owned(),
    };
    session.desk_consent(&row.id, &consent)?;
    Ok(())
}

/// Answers everything that a draft leaves open, without a window; gives how many questions that were.
///
/// # Errors
/// When something is asked that the member has nothing to say of, or an answer is not taken.
pub fn answer_all(session: &Session, id: &str, says: &Value) -> Outcome<usize> {
    for asked in 0..MOST {
        let view = session.telephone(id, None)?;
        let questions = view.page.sections.into_iter().flat_map(|section| section.questions);
        let Some(question) = questions.into_iter().next() else { return Ok(asked) };
        let pointer = question.pointer;
        if question.control == "group" {
            session.add_item(id, &pointer)?;
        } else {
            session.telephone_answer(id, &pointer, said_of(says, &pointer)?)?;
            if session.telephone(id, None)?.page.sections[0]
                .questions
                .iter()
                .any(|one| one.pointer == pointer)
            {
                return Err(format!("{pointer} is still open after it was answered").into());
            }
        }
    }
    Err(format!("more than {MOST} questions are asked of one person").into())
}

impl Window {
    /// Answers everything that the telephone mode asks, one question after the other; gives how many those were.
    ///
    /// # Errors
    /// When something is asked that the member has nothing to say of, or a question does not let go.
    pub async fn talk(&self, says: &Value) -> Outcome<usize> {
        self.on_screen("telephone").await?;
        for asked in 0..MOST {
            let open = "[data-part=\"telephone\"] form [data-question]";
            self.see(&format!("{open}, [data-part=\"all-answered\"]")).await?;
            if self.shows_now("[data-part=\"all-answered\"]").await? {
                return Ok(asked);
            }
            let (pointer, control) =
                (self.attribute(open, "data-question").await?, self.attribute(open, "data-control").await?);
            self.answer(&pointer, &control, &said_of(says, &pointer)?).await?;
            self.act("next").await?;
            let asked_now = "return document.querySelector('[data-part=telephone] form [data-question]')?.dataset.question ?? ''";
            let what = format!("{pointer} to be let go");
            let let_go = async || Ok((self.run(asked_now, &[]).await? != pointer.as_str()).then_some(()));
            // A driver types faster than any hand: a press that follows the last one at once is the second of a double click.
            if until_within(Duration::from_secs(3), &what, let_go).await.is_err() {
                self.act("next").await?;
                until(&what, let_go).await?;
            }
        }
        Err(format!("more than {MOST} questions are asked of one person").into())
    }
}

fn said_of(says: &Value, pointer: &str) -> Outcome<Value> {
    match says.pointer(pointer) {
        Some(value) if !value.is_null() => Ok(value.clone()),
        _ => Err(format!("{pointer} is asked, and they have nothing to say of it").into()),
    }
}

/// Whether what a member says is a whole declaration: a test that rests on it says so first.
///
/// # Errors
/// When the form finds something wrong or missing in it.
pub fn is_whole(says: &Value) -> Outcome {
    plan::plan(says).map(drop)
}
