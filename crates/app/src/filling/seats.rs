//! A seat is one on a flight. Whoever corrects which flight it is has another one, or none yet.

use std::collections::BTreeSet;

use declaration::{AtLandmarks, Form, pointer};
use rulebook::Landmark;
use rulebook::risks::CREW;
use serde_json::Value;
use uuid::Uuid;
use vault::DraftRow;

use crate::{Result, Session};

/// The questions of one draft whose answers were changed since it was opened.
#[derive(Default)]
pub(crate) struct Typed {
    draft: Option<(Uuid, u32)>,
    pointers: BTreeSet<String>,
}

impl Typed {
    /// Those of this draft, beginning with none where it is another one.
    pub(crate) fn of(&mut self, draft: &DraftRow) -> &mut BTreeSet<String> {
        let this = Some((draft.id, draft.revision));
        if self.draft != this {
            *self = Typed { draft: this, pointers: BTreeSet::new() };
        }
        &mut self.pointers
    }
}

impl Session {
    /// Empties the seat that was sent with another flight, or another day of it, once that question was changed and is left; says at
    /// which pointer. A seat that was typed since stays, and so does the word of somebody who works on board.
    pub(crate) fn empty_seat_of_before(
        &self,
        form: &Form,
        draft: &mut DraftRow,
        left: &str,
    ) -> Result<Option<String>> {
        let landmarks = &form.edition().landmarks;
        let field = pointer::general(left);
        let tells = [Landmark::Flight, Landmark::DepartsOn];
        let tells = tells.iter().any(|landmark| landmarks.pointer(*landmark) == Some(&*field));
        let seat = landmarks.pointer(Landmark::Seat);
        let (true, Some(leg), Some(seat), true) =
            (tells, pointer::item_index(left), seat, draft.revision > 1)
        else {
            return Ok(None);
        };
        let seat = pointer::at_item(seat, leg);
        let changed = {
            let mut typed = self.typed();
            let typed = typed.of(draft);
            typed.contains(left) && !typed.contains(&seat)
        };
        let Some(sent) = self.declaration(draft.id)?.sent.filter(|_| changed) else { return Ok(None) };
        let Some(now) = seated(form, &draft.answers).into_iter().nth(leg) else { return Ok(None) };
        // By what they say: a leg that was taken out moves those behind it.
        let before = seated(&self.form_of(sent.edition)?, &sent.answers);
        let kept = now[2].is_some() && before.iter().any(|sent| sent[2] == now[2]);
        let another = now[..2].iter().all(Option::is_some) && !before.contains(&now);
        if !(kept && another) || now[2].as_deref() == Some(CREW) {
            return Ok(None);
        }
        form.set(&mut draft.answers, &seat, Value::Null)?;
        self.typed().of(draft).insert(seat.clone());
        Ok(Some(seat))
    }
}

/// Flight, day and seat of each leg.
fn seated(form: &Form, answers: &Value) -> Vec<[Option<String>; 3]> {
    let at = AtLandmarks::of(form.edition(), answers);
    let texts = |landmark| at.texts(landmark).map(|text| text.map(str::to_owned)).collect::<Vec<_>>();
    let [flights, days, seats] = [Landmark::Flight, Landmark::DepartsOn, Landmark::Seat].map(texts);
    let legs = flights.into_iter().zip(days).zip(seats);
    legs.map(|((flight, day), seat)| [flight, day, seat]).collect()
}
