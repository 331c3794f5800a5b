//! Rulebook and answers in; questions, findings, progress and facts out.
//!
//! The form engine: given an edition, the answers and a civil date it says what to ask, what is wrong and what the code
//! policy may know. It is pure: no clock, no files, no words of any language. A draft may hold anything; whatever it
//! holds, evaluating it never fails, and never judges what is not answered.

pub mod answer;
pub mod bare;
pub mod boarding;
mod carry;
pub mod changes;
pub mod evaluation;
pub mod facts;
pub mod form;
pub mod landmarks;
pub mod mrz;
pub mod officer;
pub mod options;
pub mod pointer;
mod proposed;
pub mod resident_id;
mod said;
pub mod search;
pub mod tidy;
mod turns;
pub mod whereabouts;

mod checks;
mod derive;
mod extent;
mod gather;
mod opening;
mod part;
mod questions;
mod relevant;
mod retracted;
mod state;
mod stays;
mod tree;
mod variables;

pub use answer::AnswerError;
pub use boarding::{Arrival, Boarding, CodeTerm};
pub use carry::{Aside, Carried, Why};
pub use changes::{ChangedQuestion, Changes, Difference};
pub use evaluation::{Argument, Evaluation, Finding, Item, Page, Progress, Question, Section};
pub use facts::{FactValue, Facts, FactsError, Known, Stay, Unchecked};
pub use form::Form;
pub use landmarks::AtLandmarks;
pub use mrz::{MrzProblem, MrzReading};
pub use officer::{
    OfficerFact, OfficerFacts, OfficerTest, Recorded, TestKind, TestResult, is_of_an_earlier_entry,
};
pub use options::ListRow;
pub use part::{FormPart, is_own_word};
pub use proposed::ProposedStay;
pub use retracted::{Answered, Retracted, Said, retracted, still_counts};
pub use rulebook::{Control, Edition, FormKind, Level, Refusal, Who};
pub use said::SaidSince;
pub use turns::{Turn, turns_in, turns_of};
pub use whereabouts::{Came, zone_of};
