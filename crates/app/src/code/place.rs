//! What is told by where the traveller is and who they are: day and clock of the place, and whether any line answers them.

use chrono::{DateTime, NaiveDate, Utc};
use declaration::{AtLandmarks, Boarding, Came};
use platform_api::Status;
use rulebook::{Edition, zhejiang_date};
use serde_json::Value;
use vault::DeclarationRow;

use super::Read;
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

    /// The day of whoever answers so: once they are in China that is China's, whichever zone their computer's clock still has.
    pub(crate) fn day_of(&self, edition: &Edition, answers: &Value) -> NaiveDate {
        let (here, now) = (self.today(), self.host.now());
        let has_come = Boarding::of(edition, answers).is_some_and(|boarding| is_due(&boarding, now));
        if has_come { here.max(zhejiang_date(now)) } else { here }
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

/// Whether the traveller is in China: by the platform's word, or by their own journey once its day has come there. Whoever was not
/// on board is not, whatever the journey says.
pub(super) fn landed(status: Option<&Status>, boarding: Option<&Boarding>, now: DateTime<Utc>) -> bool {
    if status.is_some_and(Status::has_stayed_behind) {
        return false;
    }
    let seen = status.is_some_and(|status| status.stage >= platform_api::Stage::Landed);
    seen || boarding.is_some_and(|boarding| is_due(boarding, now))
}

/// Whether a journey has left, and the day has come in China on which it lands.
fn is_due(boarding: &Boarding, now: DateTime<Utc>) -> bool {
    boarding.at <= now && boarding.lands_on.is_some_and(|day| day <= zhejiang_date(now))
}
