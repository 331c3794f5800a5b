//! An edition of policy: load it, prove it, refuse it.
//!
//! An edition is a folder of data that a health officer can read (`docs/rulebook.md`). This crate turns it into types, compiles
//! every expression and the schema once, knows which answers each expression reads, and refuses whatever reaches further
//! than [`vocabulary`] allows, whoever signed it. It does not look at answers: that is the crate `declaration`.

pub mod calendar;
pub mod characters;
pub mod checks;
pub mod codes;
pub mod control;
pub mod costs;
pub mod directory;
pub mod edition;
pub mod expression;
pub mod facts;
pub mod fields;
pub mod files;
pub mod flight;
pub mod formats;
pub mod head;
pub mod kinds;
pub mod landmarks;
pub mod lists;
pub mod pages;
pub mod persons;
pub mod phone;
pub mod policy;
pub mod refusal;
pub mod resident_id;
pub mod risks;
pub mod schema;
pub mod shape;
pub mod values;
pub mod vocabulary;

mod locate;
mod order;
mod proof;
mod who;
mod wording;
mod written;

pub use calendar::{Calendar, ZHEJIANG_ZONE, zhejiang_clock, zhejiang_date, zhejiang_midnight};
pub use checks::{Check, Level};
pub use control::Control;
pub use costs::Cost;
pub use directory::{CountyContact, Directory, Hotline, Port};
pub use edition::Edition;
pub use expression::{Expression, Need, Path, Read, Root, Step};
pub use facts::{Fact, FactType, FactValue, Stay};
pub use fields::{Field, FieldId, Moment, Required};
pub use files::Files;
pub use head::{Caps, Head, Sending, SourceCaps, SourceNotice};
pub use kinds::{FormKind, Kept, Kinds, Still};
pub use landmarks::{Landmark, Landmarks};
pub use lists::{List, Row};
pub use pages::{Page, Section};
pub use phone::Phone;
pub use policy::{Colour, PolicyRule};
pub use proof::{ANY, Combination, FactSamples, PolicyProof, Region, Way};
pub use refusal::Refusal;
pub use risks::{ListVersion, RiskClass, Risks};
pub use shape::{Kind, Member, Record};
pub use who::{SpeaksOf, Who};
