//! A seat is one on a flight. Whoever corrects which flight it is has another one, or none yet.

use declaration::{AtLandmarks, Form, pointer};
use rulebook::Landmark;
use serde_json::Value;
use vault::DraftRow;

use super::words;
use crate::{Result, Session};

impl Session {
    /// Empties the seat that was sent with another flight, or another day of it, once that question is left; says at which pointer.
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
        let (true, Some(leg), true) = (tells, words::item_number(left), draft.revision > 1) else {
            return Ok(None);
        };
        let Some(sent) = self.declaration(draft.id)?.sent else { return Ok(None) };
        let leg = leg as usize - 1;
        let of = |form: &Form, answers: &Value| {
            let at = AtLandmarks::of(form.edition(), answers);
            let text = |landmark| at.texts(landmark).nth(leg).flatten().map(str::to_owned);
            [Landmark::Flight, Landmark::DepartsOn, Landmark::Seat].map(text)
        };
        let [flight, day, seat] = of(form, &draft.answers);
        let before = of(&self.form_of(sent.edition)?, &sent.answers);
        let [flight_before, day_before, seat_before] = before;
        let another = flight.is_some() && day.is_some() && (flight != flight_before || day != day_before);
        let kept = seat.is_some() && seat == seat_before;
        let Some(seat) = landmarks.pointer(Landmark::Seat).filter(|_| another && kept) else {
            return Ok(None);
        };
        let seat = seat.replacen('*', &leg.to_string(), 1);
        form.set(&mut draft.answers, &seat, Value::Null)?;
        Ok(Some(seat))
    }
}
