//! A code that is on the phone of a member who answered by a personal link, and nowhere else.

use chrono::SecondsFormat;

use super::Read;

impl Read {
    /// Until when such a code counts; none where there is none, or it is shown here.
    pub(super) fn with_member(&self) -> Option<String> {
        let until = self.status()?.code_with_member?;
        Some(until.to_rfc3339_opts(SecondsFormat::Secs, true))
    }

    /// Whether there is one.
    pub(crate) fn is_with_member(&self) -> bool {
        self.status().is_some_and(|status| status.code_with_member.is_some())
    }
}
