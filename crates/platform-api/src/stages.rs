//! The stages of a journey as they are shown to its traveller, in the app and on the phone's page.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{Role, Says, Seen, Stage, Status};

/// So long somebody may take back with one press what they said.
const SLIP_OF_THE_FINGER: TimeDelta = TimeDelta::hours(24);
/// In the place of who says that a stage was reached: the journey that was declared.
const BY_JOURNEY: &str = "journey";
/// In the place of who says that a stage was reached: whoever it is about.
const BY_TRAVELLER: &str = "traveller";
const STAGES: [Stage; 5] =
    [Stage::Declared, Stage::Boarded, Stage::Landed, Stage::HandedOver, Stage::Received];

/// A stage as it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShownStage<'a> {
    /// The stage.
    pub stage: Stage,
    /// The traveller has come so far.
    pub reached: bool,
    /// The traveller stands here.
    pub current: bool,
    /// What was seen of it, if somebody has said so.
    pub seen: Option<&'a Seen>,
    /// Who says so: a role, the traveller, or the declared journey; none of what is to come.
    pub by: Option<&'static str>,
}

impl Status {
    /// The stages in their order. Whoever declares after the landing that they declare has landed (`has_arrived`), although nobody has
    /// said so.
    pub fn stages(&self, has_arrived: bool) -> impl Iterator<Item = ShownStage<'_>> {
        let stands_at = if has_arrived { self.stage.max(Stage::Landed) } else { self.stage };
        STAGES.into_iter().map(move |stage| {
            let seen = self.seen.iter().find(|seen| seen.stage == stage);
            let by_journey = (self.stage < stage && stage <= stands_at).then_some(BY_JOURNEY);
            ShownStage {
                stage,
                reached: stage <= stands_at,
                current: stage == stands_at,
                seen,
                by: seen.map(|seen| seen.by.map_or(BY_TRAVELLER, Role::name)).or(by_journey),
            }
        })
    }

    /// Whether the last that the traveller has said of where they are may be taken back: a stage, of late, which no officer has seen; and
    /// it is on its way (`waits`), or where they stand: of a journey that was corrected since, nothing is left to be taken back.
    pub fn may_take_back(
        &self,
        last: &Says,
        said_at: DateTime<Utc>,
        waits: bool,
        now: DateTime<Utc>,
    ) -> bool {
        let stands_at = |stage| (waits || self.stage == stage) && !self.is_seen_by_officer(stage);
        let stands = match last {
            Says::Boarded => stands_at(Stage::Boarded),
            Says::Landed => stands_at(Stage::Landed),
            Says::MissedFlight => waits || self.has_stayed_behind(),
            _ => false,
        };
        stands && !self.withdrawn && now - said_at <= SLIP_OF_THE_FINGER
    }

    /// Whether an officer has seen a stage: then it is no longer the traveller's to take back.
    pub fn is_seen_by_officer(&self, stage: Stage) -> bool {
        self.seen.iter().any(|seen| seen.stage == stage && seen.by.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_landed_by_their_journey_alone_stands_there_and_nobody_has_said_so() {
        let said = serde_json::json!({
            "platform": crate::PlatformId::default(), "declaration": uuid::Uuid::nil(), "version": 1,
            "as_of": "2026-12-02T08:00:00Z", "revision": 1, "withdrawn": false, "stage": "boarded", "code": null,
            "messages": []
        });
        let status: Status = serde_json::from_value(said).unwrap();
        let told = |status: &Status, has_arrived| -> Vec<(Stage, bool, bool, Option<&'static str>)> {
            status.stages(has_arrived).map(|it| (it.stage, it.reached, it.current, it.by)).collect()
        };
        let before = told(&status, false);
        assert_eq!(before[2], (Stage::Landed, false, false, None), "still in the air");
        let after = told(&status, true);
        assert_eq!(after[2], (Stage::Landed, true, true, Some("journey")), "the journey says so");
        assert_eq!(after[3], (Stage::HandedOver, false, false, None), "and nothing of what is to come");
    }
}
