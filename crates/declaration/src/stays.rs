//! Days that lie in no stay: what nobody has said is not known to be harmless.

use std::sync::Arc;

use cel::common::types::CelBool;
use chrono::{Days as Distance, NaiveDate};
use rulebook::Edition;
use rulebook::shape::Derived;
use rulebook::vocabulary::STAYS;

use crate::derive::{Days, set};
use crate::tree::{Cell, RecordCell, Slot};

/// A night on the way, a long flight and the date line leave this much between two stays.
const ON_THE_WAY: Distance = Distance::new(2);

/// Says of each stay whether more days than one spends on the way lie between it and whatever ended before, inside the window.
/// Of the first nothing is said: whether the list reaches back far enough is for the checks, which know of newborns. Stays may
/// stand in any order.
pub(crate) fn gaps(edition: &Edition, tree: &mut RecordCell<'_>, days: Days) {
    let Some(at) = edition.shape.position(STAYS) else { return };
    let slot = Arc::get_mut(&mut tree.slots).and_then(|slots| slots.get_mut(at));
    let Some(Slot { cell: Cell::List(list), .. }) = slot else { return };
    let spans: Vec<Option<Span>> = list.cells.iter().map(Span::of).collect();
    let follows_gap = |span: Span| {
        let since = span.since.filter(|since| *since <= days.enters_on)?;
        let earlier = spans.iter().flatten().filter(|one| one.since.is_none_or(|begins| begins < since));
        // Without a last day one was there until the journey.
        let reached = earlier.map(|one| one.until.unwrap_or(NaiveDate::MAX)).max()?;
        let known = reached.max(days.window_starts_on).checked_add_days(ON_THE_WAY)?;
        Some(since > known)
    };
    let follow: Vec<bool> = spans.iter().map(|span| span.and_then(follows_gap).unwrap_or(false)).collect();
    for (cell, follows) in Arc::get_mut(&mut list.cells).into_iter().flatten().zip(follow) {
        let Cell::Record(stay) = cell else { continue };
        let gap = stay.shape.members.iter().position(|member| member.derived == Some(Derived::StayGap));
        if let Some(at) = gap {
            set(stay, at, Cell::Bool(CelBool::from(follows)));
        }
    }
}

/// The days of a stay; where one of them was not answered it lies open there.
#[derive(Clone, Copy)]
struct Span {
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Span {
    fn of(cell: &Cell<'_>) -> Option<Self> {
        let Cell::Record(stay) = cell else { return None };
        let gap = stay.shape.members.iter().find(|member| member.derived == Some(Derived::StayGap))?;
        let day = |at: usize| stay.slots.get(*gap.beside.get(at)?)?.cell.as_date();
        Some(Self { since: day(0), until: day(1) })
    }
}
