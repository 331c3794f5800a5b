//! What is told by where the traveller is and who they are: the clock of the place, and whether any line answers them.

use declaration::{AtLandmarks, Came};
use vault::DeclarationRow;

use super::{Read, landed};
use crate::Session;
use crate::dto::PlaceTime;

impl Session {
    /// Whether a line of the newest directory serves whoever is declared, and is one that they can use.
    pub(super) fn has_line(&self, row: &DeclarationRow) -> bool {
        let line = self
            .declared(row, |at| self.current_form().is_ok_and(|now| at.has_line(&now.edition().directory)));
        line.unwrap_or(true)
    }

    /// Whether whoever is declared cannot telephone.
    pub(super) fn writes(&self, row: &DeclarationRow) -> bool {
        self.declared(row, |at| at.writes()).unwrap_or(false)
    }

    /// What the answers that were sent say.
    fn declared<T>(&self, row: &DeclarationRow, says: impl Fn(&AtLandmarks<'_>) -> T) -> Option<T> {
        let sent = row.sent.as_ref()?;
        let form = self.form_of(sent.edition).ok()?;
        Some(says(&AtLandmarks::of(form.edition(), &sent.answers)))
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
