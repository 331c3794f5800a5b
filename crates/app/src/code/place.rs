//! What is told by where the traveller is and who they are: the clock of the place, and whether any line answers them.

use declaration::{AtLandmarks, Came};
use rulebook::Landmark;
use vault::DeclarationRow;

use super::{Read, landed};
use crate::Session;
use crate::dto::PlaceTime;

impl Session {
    /// Whether a line of the newest directory serves whoever is declared.
    pub(super) fn has_line(&self, row: &DeclarationRow) -> bool {
        let known = row.sent.as_ref().and_then(|sent| Some((self.form_of(sent.edition).ok()?, sent)));
        let Some((form, sent)) = known else { return true };
        let at = AtLandmarks::of(form.edition(), &sent.answers);
        let (nationality, county) = (at.text(Landmark::Nationality), at.text(Landmark::County));
        self.current_form().is_ok_and(|now| now.edition().directory.has_line_for(nationality, county))
    }

    /// The time of the place where the traveller is, by the answers that were sent and by the platform's word.
    pub(crate) fn zone_of(&self, row: &DeclarationRow, read: &Read) -> Option<PlaceTime> {
        let (sent, now) = (row.sent.as_ref()?, self.host.now());
        let form = self.form_of(sent.edition).ok()?;
        let came = match read.status() {
            Some(status) if status.has_stayed_behind() => Came::StayedBehind,
            status if landed(status, self.boarding_of(row).as_ref(), now) => Came::IntoChina,
            _ => Came::AsDeclared,
        };
        PlaceTime::of(declaration::zone_of(form.edition(), &sent.answers, came, now)?, now)
    }
}
