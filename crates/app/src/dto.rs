//! What the UI is told: plain data, no rule, no sentence. Every text is named by a message id or by a code with
//! arguments; only proper names (countries, airports, counties) arrive as words in the traveller's language.
//!
//! `cargo xtask codegen` writes these types to `ui/src/backend/types.ts`; `cargo xtask tidy` fails when they differ.

mod code;
mod filling;
mod home;
mod mrz;
mod review;
mod start;

pub use code::{CodeScreen, CodeState, PlatformMessage, QrDrawing};
pub use filling::{
    Choice, Filling, Finding, GroupItem, Level, Page, PageStatus, PageSummary, Progress, Question, Saved, Section,
    UndoOffer, Why,
};
pub use home::{Card, Colour, Home, NextStep, SendState, Sending, Stage};
pub use mrz::{MrzField, MrzScreen};
pub use review::{ReadBack, Review, ReviewFinding, ReviewPage};
pub use start::{
    Directory, Hotline, Preferences, Problem, SlotKind, Slots, Start, TextSize, Theme, VaultDoor,
};
