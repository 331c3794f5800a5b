//! What `guitu-platform record` is told: one thing that an officer has seen, where, and in which role.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use declaration::{OfficerFact, OfficerTest, TestKind, TestResult};
use platform::officer_records::Word;
use platform::way::{Mode, Place, What};
use platform_api::Role;
use uuid::Uuid;

/// What was seen, where, and by whom.
#[derive(Args)]
pub(crate) struct Entry {
    /// In which role.
    #[arg(long, value_enum, default_value = "port-officer")]
    role: AsRole,
    #[command(flatten)]
    seen: Seen,
    /// At which port, by its code.
    #[arg(long)]
    port: Option<String>,
    /// In which county, by its code.
    #[arg(long)]
    county: Option<String>,
}

impl Entry {
    pub(crate) fn word(&self) -> Option<Word> {
        self.seen.word(Place { port: self.port.clone(), county: self.county.clone(), flight: None })
    }

    pub(crate) fn role(&self) -> Role {
        self.role.into()
    }
}

/// What an officer has seen: one of these.
#[derive(Args)]
#[group(required = true, multiple = false)]
struct Seen {
    /// The day on which the traveller was seen to enter China.
    #[arg(long, value_name = "DAY")]
    landed: Option<NaiveDate>,
    /// The last day of the observation.
    #[arg(long, value_name = "DAY")]
    observation_ended: Option<NaiveDate>,
    /// The day of the sample of a PCR test that was positive.
    #[arg(long, value_name = "DAY")]
    positive: Option<NaiveDate>,
    /// The day of the sample of a PCR test that was negative.
    #[arg(long, value_name = "DAY")]
    negative: Option<NaiveDate>,
    /// Went on board.
    #[arg(long)]
    boarded: bool,
    /// Is not on board.
    #[arg(long)]
    not_on_board: bool,
    /// Left the port on the bus of several counties.
    #[arg(long)]
    sent_on: bool,
    /// Was given by the port to the county.
    #[arg(long)]
    handed_over: bool,
    /// Was met by the county.
    #[arg(long)]
    received: bool,
    /// The entry that was wrong, by the id that was printed when it was made.
    #[arg(long, value_name = "ID")]
    revokes: Option<Uuid>,
}

impl Seen {
    fn word(&self, place: Place) -> Option<Word> {
        let test = |taken_on, result| {
            Word::Seen(OfficerFact::Tested(OfficerTest { kind: TestKind::Pcr, result, taken_on }))
        };
        let landed =
            self.landed.map(|on| Word::Happened { what: What::Landed, place: place.clone(), on: Some(on) });
        let ended = self.observation_ended.map(|on| Word::Seen(OfficerFact::ObservationEnded { on }));
        let positive = self.positive.map(|on| test(on, TestResult::Positive));
        let negative = self.negative.map(|on| test(on, TestResult::Negative));
        let bus = What::SentOn { mode: Mode::Bus, batch: None };
        let happened = [
            (self.boarded, What::Boarded),
            (self.not_on_board, What::NotOnBoard),
            (self.sent_on, bus),
            (self.handed_over, What::HandedOver),
            (self.received, What::Received),
        ];
        let happened = happened.into_iter().find(|(is, _)| *is).map(|(_, what)| Word::Happened {
            what,
            place,
            on: None,
        });
        landed.or(ended).or(positive).or(negative).or(happened).or(self.revokes.map(Word::Revokes))
    }
}

/// The roles of those who see travellers.
#[derive(Clone, Copy, ValueEnum)]
enum AsRole {
    PortOfficer,
    CountyContact,
    HealthOfficer,
}

impl From<AsRole> for Role {
    fn from(role: AsRole) -> Self {
        match role {
            AsRole::PortOfficer => Self::PortOfficer,
            AsRole::CountyContact => Self::CountyContact,
            AsRole::HealthOfficer => Self::HealthOfficer,
        }
    }
}
