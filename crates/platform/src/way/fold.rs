//! From events to the way: which stage is shown, who is responsible, and until when.
//!
//! Events are laid out in the order in which they happened, so that it does not matter in which order they came. What an
//! officer has seen is not undone by what a traveller says, and a second officer who sees the same changes nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use platform_api::{Desk, Next, Review, Seen, Stage, Step};
use uuid::Uuid;

use super::event::{Author, Event, Mode, Place, What};
use super::plan::Move;
use super::request::{self, Request};
use super::{Plan, due, second};

/// Where a traveller is, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The stage that is shown.
    pub stage: Stage,
    /// Who has said so of each stage after the declaration, in the order of the stages.
    pub seen: Vec<Seen>,
    /// The one desk that is responsible.
    pub desk: Desk,
    /// What is waited for; none where the way is over.
    pub step: Option<Step>,
    /// Until when; after a landing never none while something is waited for.
    pub due: Option<DateTime<Utc>>,
    /// The day that is said instead, where no hour is known.
    pub day: Option<NaiveDate>,
    /// Where the traveller landed, or will.
    pub port: Option<String>,
    /// The county that is responsible for the destination.
    pub county: Option<String>,
    /// The county that was asked to take over, and has not answered.
    pub asked: Option<String>,
    /// How the traveller was sent on, last.
    pub mode: Option<Mode>,
    /// The last review that was asked for, with the event that did.
    pub review: Option<(Uuid, Review)>,
    /// An officer has said of the journey that is declared now that the traveller is not on board, or lands elsewhere.
    pub is_excused: bool,
    /// What is to be answered, in the order in which it is due.
    pub requests: Vec<Request>,
}

impl Way {
    /// Whether somebody should have acted by now.
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        self.due.is_some_and(|due| due < now)
    }

    /// What the traveller is told of what comes next.
    pub fn next(&self, now: DateTime<Utc>) -> Option<Next> {
        let (desk, due, day, late) = (self.desk.clone(), self.due, self.day, self.is_late(now));
        self.step.map(|step| Next { step, desk, due, day, late })
    }
}

/// The way that follows from what was declared and what happened.
pub fn fold(plan: &Plan, intends: bool, events: &[Event]) -> Way {
    let mut walk = Walk::new(plan, intends);
    let unrevoked = unrevoked(events);
    let standing = second::counting(&unrevoked);
    let counting = of_this_journey(plan, &standing);
    let moves: Vec<Event> = plan.moves.iter().map(asks).collect();
    let mut steps: Vec<&Event> = counting.iter().copied().chain(&moves).collect();
    steps.sort_by_key(|event| event.order());
    for event in steps {
        walk.take(event);
    }
    let is_excused = counting
        .iter()
        .any(|event| event.is_officers() && matches!(event.what, What::NotOnBoard | What::Diverted { .. }));
    // An answer names its question, so it does not matter which of two clocks was ahead.
    for event in &standing {
        if let What::ReviewDecided { asked, granted, reason } = &event.what {
            walk.decide_review(event.at, *asked, *granted, reason);
        }
    }
    let requests = request::open(&standing, &second::waiting(&unrevoked), walk.review.as_ref());
    Way { requests, is_excused, ..walk.way() }
}

/// The events that count for the journey that is declared now: what was said of one that was given up says nothing of it, unless an
/// officer has seen the landing.
fn of_this_journey<'a>(plan: &Plan, standing: &[&'a Event]) -> Vec<&'a Event> {
    let is_landing_seen =
        standing.iter().any(|event| event.is_officers() && matches!(event.what, What::Landed));
    let is_over = |event: &Event| {
        !is_landing_seen
            && event.is_of_a_journey()
            && plan.journey_since.is_some_and(|since| event.recorded_at < since)
    };
    standing.iter().copied().filter(|event| !is_over(event)).collect()
}

/// Another county that was declared after the landing, as what it is: a question to that county.
fn asks(to: &Move) -> Event {
    Event {
        id: Uuid::nil(),
        at: to.at,
        recorded_at: to.at,
        by: Author::Traveller,
        place: Place::default(),
        device: None,
        needs_second: false,
        what: What::DestinationChanged { county: to.county.clone() },
    }
}

/// The events that stand and count, in the order in which they happened: each once, without those that were revoked, and without
/// those that no second officer has confirmed where one is needed.
pub(crate) fn standing(events: &[Event]) -> Vec<&Event> {
    second::counting(&unrevoked(events))
}

/// The events that nothing revokes. An officer may revoke any, a traveller their own; a revocation that was revoked itself revokes
/// nothing.
pub(crate) fn unrevoked(events: &[Event]) -> Vec<&Event> {
    let by_id: HashMap<Uuid, &Event> = events.iter().map(|event| (event.id, event)).collect();
    let mut revoked_by: HashMap<Uuid, Vec<&Event>> = HashMap::new();
    for event in by_id.values() {
        if let What::Revokes { event: target } = &event.what
            && by_id.get(target).is_some_and(|target| event.is_officers() || !target.is_officers())
        {
            revoked_by.entry(*target).or_default().push(event);
        }
    }
    let mut stand: Vec<&Event> =
        by_id.values().copied().filter(|event| stands(event.id, &revoked_by, &mut BTreeSet::new())).collect();
    stand.sort_by_key(|event| event.order());
    stand
}

/// When an officer has said, last, that what others have declared under the same document is somebody else's.
pub(crate) fn parted_at(events: &[Event]) -> Option<DateTime<Utc>> {
    let parts = |event: &&Event| {
        let is_granted = matches!(&event.what, What::ReviewDecided { granted: true, reason, .. } if reason == request::OTHER_PERSON);
        event.is_officers() && is_granted
    };
    standing(events).into_iter().filter(parts).map(|event| event.recorded_at).max()
}

/// Whether nothing that stands revokes it. Revocations that revoke one another in a circle revoke nothing.
fn stands(id: Uuid, revoked_by: &HashMap<Uuid, Vec<&Event>>, asked: &mut BTreeSet<Uuid>) -> bool {
    if !asked.insert(id) {
        return false;
    }
    let revoking = revoked_by.get(&id).map(Vec::as_slice).unwrap_or_default();
    let stands = !revoking.iter().any(|by| stands(by.id, revoked_by, asked));
    asked.remove(&id);
    stands
}

/// The way as far as it was walked.
struct Walk<'a> {
    plan: &'a Plan,
    reached: BTreeMap<Stage, Seen>,
    first: Stage,
    /// An officer has seen the landing.
    is_landing_seen: bool,
    port: Option<String>,
    county: Option<String>,
    asked: Option<String>,
    /// The hand-over to a county that has not accepted yet.
    offered: Option<&'a Event>,
    mode: Option<Mode>,
    review: Option<(Uuid, Review)>,
    step: Option<Step>,
    due: Option<DateTime<Utc>>,
    day: Option<NaiveDate>,
}

impl<'a> Walk<'a> {
    fn new(plan: &'a Plan, intends: bool) -> Self {
        Self {
            plan,
            reached: BTreeMap::new(),
            first: if intends { Stage::Intends } else { Stage::Declared },
            is_landing_seen: false,
            port: plan.port.clone(),
            county: plan.county.clone(),
            asked: None,
            offered: None,
            mode: None,
            review: None,
            step: Some(Step::Arrival),
            due: plan.arrives.map(|arrives| arrives + due::LANDING),
            day: plan.arrives_on,
        }
    }

    fn stage(&self) -> Stage {
        self.reached.keys().next_back().copied().unwrap_or(self.first)
    }

    fn take(&mut self, event: &'a Event) {
        match &event.what {
            What::Boarded if self.stage() < Stage::Boarded => {
                self.reach(Stage::Boarded, event);
                let arrives = self.plan.arrives.unwrap_or(event.at + due::FLIGHT);
                self.wait(Step::Arrival, arrives.max(event.at) + due::LANDING);
                self.day = self.plan.arrives_on;
            }
            What::Boarded => {}
            What::NotOnBoard | What::MissedFlight if !self.is_landing_seen => {
                self.reached.clear();
                self.wait(Step::AnotherFlight, event.at + due::ASKING);
            }
            What::NotOnBoard | What::MissedFlight => {}
            What::Diverted { port } if !self.is_landing_seen => self.port = Some(port.clone()),
            What::Diverted { .. } => {}
            What::Landed => self.land(event),
            What::ToBeSampled => self.at_the_port(event, Step::Sampling, due::SENDING_ON),
            What::Sampled { .. } => self.at_the_port(event, Step::Result, due::RESULT),
            What::Tested(_) if matches!(self.step, Some(Step::Sampling | Step::Result)) => {
                self.wait(Step::SendingOn, event.at + due::SENDING_ON);
            }
            What::Tested(_) => {}
            What::SentOn { mode, .. } => {
                self.mode = Some(*mode);
                let (step, hours) = match mode {
                    Mode::Bus | Mode::CountysCar | Mode::OnTheirOwn => (Step::HandingOver, due::HANDING_OVER),
                    Mode::Ambulance | Mode::StaysHere => (Step::LookingAfter, due::LOOKING_AFTER),
                };
                self.at_the_port(event, step, hours);
            }
            What::Refused { .. } => self.at_the_port(event, Step::Refusal, due::REFUSAL),
            What::HandedOver => self.hand_over(event),
            What::DestinationChanged { county } => {
                self.asked = Some(county.clone()).filter(|asked| Some(asked) != self.county.as_ref());
            }
            What::Accepted { county } if self.asked.as_ref() == Some(county) => {
                let offered = self.offered.filter(|offered| offered.place.county.as_ref() == Some(county));
                self.taken_over_by(county.clone());
                if let Some(offered) = offered.filter(|_| self.stage() < Stage::HandedOver) {
                    self.reach(Stage::HandedOver, offered);
                }
                if self.stage() >= Stage::HandedOver {
                    self.wait(Step::Reception, event.at + due::RECEIVING);
                }
            }
            What::Declined { county, .. } if self.asked.as_ref() == Some(county) => {
                (self.asked, self.offered) = (None, None);
            }
            What::AsksReview { reason, .. } => {
                let day = event.at + due::REVIEW;
                let boards = self.plan.departs.filter(|departs| *departs > event.at);
                self.review = Some((
                    event.id,
                    Review {
                        asked_at: event.at,
                        reason: *reason,
                        due: boards.map_or(day, |boards| boards.min(day)),
                        answered_at: None,
                        granted: false,
                        answer: None,
                    },
                ));
            }
            What::Accepted { .. } | What::Declined { .. } | What::Revokes { .. } => {}
            What::ReportsMisuse { .. } | What::StaysAbroad { .. } => {}
            What::LetsPhone { .. } | What::ShutsPhones => {}
            What::ReviewDecided { .. } | What::Answered { .. } | What::Writes { .. } => {}
            What::Received => self.receive(event),
            What::ObservationBegun { until } => self.wait_for_day(Step::ObservationsEnd, *until),
            What::ObservationEnded { .. } => self.ended(event),
            What::FollowedUp { next: Some(next) } => self.wait_for_day(Step::FollowUp, *next),
            What::FollowedUp { next: None } => self.ended(event),
        }
    }

    /// A second word of a landing changes nothing, but that an officer's takes the place of the traveller's own.
    fn land(&mut self, event: &Event) {
        if self.is_landing_seen || !event.is_officers() && self.stage() >= Stage::Landed {
            return;
        }
        if let Some(port) = &event.place.port {
            self.port = Some(port.clone());
        }
        self.is_landing_seen = event.is_officers();
        self.reached.remove(&Stage::Landed);
        self.reach(Stage::Landed, event);
        if self.stage() == Stage::Landed {
            if self.is_landing_seen {
                self.wait(Step::SendingOn, event.at + due::SENDING_ON);
            } else {
                // Who says so in the evening has waited since the morning.
                let landed = self.plan.arrives.filter(|arrives| *arrives < event.at).unwrap_or(event.at);
                self.wait(Step::Meeting, landed + due::MEETING);
            }
        }
    }

    /// Whoever is dealt with at a port has landed there, whether somebody said so or not.
    fn at_the_port(&mut self, event: &Event, step: Step, hours: chrono::TimeDelta) {
        if self.stage() < Stage::Landed {
            self.land(event);
        }
        if self.stage() < Stage::HandedOver {
            self.wait(step, event.at + hours);
        }
    }

    /// To the county that is responsible. Another one that is named is asked first, and the port stays responsible.
    fn hand_over(&mut self, event: &'a Event) {
        self.at_the_port(event, Step::HandingOver, due::HANDING_OVER);
        match (&event.place.county, &self.county) {
            (Some(to), county) if county.as_ref() != Some(to) => {
                (self.asked, self.offered) = (Some(to.clone()), Some(event));
            }
            (_, Some(_)) if self.stage() < Stage::HandedOver => {
                self.reach(Stage::HandedOver, event);
                self.wait(Step::Reception, event.at + due::RECEIVING);
            }
            _ => {}
        }
    }

    /// The county that meets a traveller is responsible from then on: meeting is accepting.
    fn receive(&mut self, event: &Event) {
        let Some(county) = event.place.county.clone().or_else(|| self.county.clone()) else {
            return self.at_the_port(event, Step::HandingOver, due::HANDING_OVER);
        };
        if self.stage() < Stage::Landed {
            self.land(event);
        }
        let moves = self.county.as_ref() != Some(&county);
        let is_new = self.stage() < Stage::Received;
        self.taken_over_by(county);
        if is_new {
            self.reach(Stage::Received, event);
        }
        if is_new || moves {
            self.wait(Step::Observation, event.at + due::OBSERVING);
        }
    }

    fn taken_over_by(&mut self, county: String) {
        self.county = Some(county);
        (self.asked, self.offered) = (None, None);
    }

    /// Something has ended. Once the county has met the traveller, that is all; before, the port still has to send them on.
    fn ended(&mut self, event: &Event) {
        match self.stage() {
            Stage::Received => (self.step, self.due, self.day) = (None, None, None),
            Stage::Landed => self.wait(Step::SendingOn, event.at + due::SENDING_ON),
            _ => {}
        }
    }

    /// The first answer to the last question counts.
    fn decide_review(&mut self, at: DateTime<Utc>, asked: Uuid, granted: bool, reason: &str) {
        let open = self.review.as_mut().filter(|(of, review)| *of == asked && review.answered_at.is_none());
        if let Some((_, review)) = open {
            review.answered_at = Some(at);
            review.granted = granted;
            review.answer = Some(reason.to_owned());
        }
    }

    /// After a landing, until the end of a day.
    fn wait_for_day(&mut self, step: Step, day: NaiveDate) {
        if self.stage() >= Stage::Landed {
            self.wait(step, due::end_of(day));
            self.day = Some(day);
        }
    }

    fn wait(&mut self, step: Step, until: DateTime<Utc>) {
        (self.step, self.due, self.day) = (Some(step), Some(until), None);
    }

    fn reach(&mut self, stage: Stage, event: &Event) {
        let by = match &event.by {
            Author::Traveller => None,
            Author::Officer { role, .. } => Some(*role),
        };
        let (port, county) = match stage {
            Stage::HandedOver | Stage::Received => (None, self.county.clone()),
            Stage::Landed => (self.port.clone(), None),
            _ => (None, None),
        };
        let day_only = event.is_of_a_day();
        self.reached.insert(stage, Seen { stage, at: event.at, day_only, by, port, county });
    }

    /// The county from the hand-over on, the port before; and whoever is known where that one is not.
    fn desk(&self) -> Desk {
        let port = || self.port.clone().map(Desk::Port);
        let county = || self.county.clone().map(Desk::County);
        let before_or_after = match self.stage() {
            Stage::HandedOver | Stage::Received => county().or_else(port),
            Stage::Intends => county(),
            Stage::Declared if self.step == Some(Step::AnotherFlight) => county().or_else(port),
            Stage::Declared | Stage::Boarded | Stage::Landed => port().or_else(county),
        };
        before_or_after.unwrap_or(Desk::Province)
    }

    fn way(self) -> Way {
        let (stage, desk) = (self.stage(), self.desk());
        let Self { reached, port, county, asked, mode, review, step, due, day, .. } = self;
        Way {
            stage,
            seen: reached.into_values().collect(),
            desk,
            step,
            due,
            day,
            port,
            county,
            asked,
            mode,
            review,
            is_excused: false,
            requests: Vec::new(),
        }
    }
}
