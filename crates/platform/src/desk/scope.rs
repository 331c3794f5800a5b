//! What an officer may look at: the one place that holds a person against role and scope.
//!
//! Which answers a role reads the rulebook has said when they were taken apart ([`Part::is_read_by`]); whose answers, this says.
//! Somebody outside the scope and somebody who does not exist are the same nothing.

use chrono::{DateTime, Utc};
use platform_api::{Desk as Responsible, Problem, ProblemCode};
use uuid::Uuid;

use super::{Desk, Officer, failed};
use crate::staff::Role;
use crate::store::{Expected, State};
use crate::way::{Event, Way};

/// A person within an officer's scope, with what is known of the way.
pub(super) struct Subject {
    pub(super) state: State,
    pub(super) expected: Option<Expected>,
    pub(super) way: Way,
    pub(super) events: Vec<Event>,
}

/// Whether an officer may look at somebody: who is expected, has landed or was sent where the officer works; who stands at the
/// counter with code and document; and for a role that takes one case at a time, the one that is open.
pub(super) fn covers(officer: &Officer, declaration: Uuid, expected: Option<&Expected>, way: &Way) -> bool {
    let scope = &officer.account.scope;
    match officer.account.role {
        Role::PortOfficer => {
            let responsible = if let Responsible::Port(port) = &way.desk { Some(port) } else { None };
            let planned = expected.and_then(|expected| expected.port.as_ref());
            let mut ports = [responsible, planned, way.port.as_ref()].into_iter().flatten();
            officer.session.opened == Some(declaration) || ports.any(|port| scope.covers_port(port))
        }
        Role::CountyContact | Role::HealthOfficer => {
            let responsible = if let Responsible::County(county) = &way.desk { Some(county) } else { None };
            // A township is held against the scope where it is known: its county alone would cover too much.
            let planned =
                expected.and_then(|expected| expected.township.as_ref().or(expected.county.as_ref()));
            let counties = [responsible, way.county.as_ref(), way.asked.as_ref(), planned];
            way.county.is_none() && scope.covers_the_province()
                || counties.into_iter().flatten().any(|place| scope.covers_place(place))
        }
        Role::Hotline => officer.session.opened == Some(declaration),
        Role::PlatformOfficer | Role::Auditor => false,
    }
}

/// Who has taken everything back is nobody's any more, but for those who have to look after somebody who has landed.
pub(super) fn is_left(state: &State, way: &Way) -> bool {
    state.edition.is_none() && way.seen.is_empty()
}

impl Desk {
    /// Somebody in the officer's scope.
    pub(super) async fn subject(&self, officer: &Officer, declaration: Uuid) -> Result<Subject, Problem> {
        let nobody = || Problem::from(ProblemCode::NobodyFound);
        let states = self.store.states(vec![declaration]).await.map_err(failed)?;
        let state = states.into_iter().next().ok_or_else(nobody)?;
        let expected = self.store.expected_at(declaration).await.map_err(failed)?;
        let (way, events) = self.core.way(declaration).await.map_err(failed)?.ok_or_else(nobody)?;
        if is_left(&state, &way) || !covers(officer, declaration, expected.as_ref(), &way) {
            return Err(nobody());
        }
        Ok(Subject { state, expected, way, events })
    }
}

impl Subject {
    /// Whether somebody should have acted by now.
    pub(super) fn is_late(&self, now: DateTime<Utc>) -> bool {
        self.way.is_late(now)
    }
}
