//! What the UI is told: plain data, no rule, no sentence. Every text is named by a message id or by a code with
//! arguments; only proper names (countries, airports, counties) arrive as words in the traveller's language.
//!
//! `cargo xtask codegen` writes these types to `ui/src/backend/types.ts`; `cargo xtask tidy` fails when they differ.
#![allow(
    missing_docs,
    reason = "every type is documented; where a field's name says all of it, that is enough"
)]

mod carrying;
mod clock;
mod code;
mod desk;
mod edition;
mod explanation;
mod filling;
mod history;
mod home;
mod import;
mod kiosk;
mod mrz;
mod proposal;
mod rescue;
mod review;
mod start;
mod way;

pub use carrying::{
    BackupFile, BackupPurpose, HandedOver, InHand, PictureRead, ReceiverKey, SealWith, SealedFile, ShownFile,
    TakenOver, Written,
};
pub use clock::{ClockNotice, ClockTurn, OffClock, PlaceTime};
pub use code::{CodeScreen, CodeState, EndsEarly, PlatformMessage, QrDrawing};
pub use desk::{
    CommonDone, CommonQuestion, ConsentWay, CountyCount, DayCount, Desk, DeskAsking, DeskCase, DeskDoing,
    DeskFailure, DeskFilter, DeskImport, DeskLink, DeskLog, DeskMandate, DeskOrder, DeskRow, DeskRows,
    DeskSettings, DeskSheet, DeskTwin, DeskTwins, DeskWork, FlightCount, LinkState, Need, NeedCount,
    NewConsent, NewNote, NoteKind, OpenQuestion, StageCount, Standing, StandingCount, TwinField,
};
pub use edition::{
    AddedQuestion, ChangedQuestion, Differs, EditionChange, LookBack, NewerEdition, OldAnswer, Rulebook,
};
pub use explanation::{Explanation, FactInWords, OtherColour};
pub use filling::{
    Choice, Cleaned, CompanionLeft, DeclaredBefore, DraftState, Filling, Finding, GroupItem, ItemWords,
    Level, Page, PageStatus, PageSummary, Progress, Question, Saved, Section, UndoOffer, WentAway, Who, Why,
};
pub use history::{Deleted, DeletedItem, History, PastAnswers, PastChange, PastState};
pub use home::{
    Card, Cards, Colour, Home, ListFilter, ListOrder, NextStep, PlatformShown, SaidKind, SendState, Sending,
    Stage,
};
pub use import::{
    FoundCount, ImportAnswer, ImportAnswered, ImportCandidate, ImportCell, ImportChange, ImportChanged,
    ImportColumn, ImportCounts, ImportDecision, ImportFinding, ImportMeant, ImportQuestion, ImportReport,
    ImportRow, ImportScreen, ImportState, ImportTextForm, ImportUndone, ImportView,
};
pub use kiosk::{
    BrokenSpool, ClaimSlip, HelpOffered, KioskCounts, KioskEnding, KioskFront, KioskKeys, KioskQueue,
    KioskState, Printer, PrinterState, QueueTaken, QueueWritten, SlipFound, StaffPanel,
};
pub use mrz::{MrzField, MrzScreen};
pub use proposal::{Proposal, ProposedFrom};
pub use rescue::{Check, LostDeclaration, LostPart, Rescued};
pub use review::{DataCopy, ReadBack, Review, ReviewFinding, ReviewPage};
pub(crate) use start::quarter_of_an_hour;
pub use start::{
    CountyNumber, Directory, Hotline, KeychainState, NamedReference, Owner, Preferences, Problem,
    RecoverySheet, Resume, ResumeField, ResumeText, Slot, SlotKind, Slots, Start, TextSize, Theme, VaultDoor,
};
pub use way::{
    AskedReview, Crossing, PendingLetter, PhonePage, ShownLook, Slip, Way, WayDesk, WayStage, WayWord, Word,
};

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};

use ts_rs::{Config, TS, TypeVisitor};

/// All of these types as one TypeScript file, sorted by name: what `cargo xtask codegen` writes.
pub fn typescript() -> String {
    let mut all = Declarations { config: Config::new(), seen: HashSet::new(), declarations: BTreeMap::new() };
    all.visit::<Start>();
    all.visit::<Home>();
    all.visit::<Cards>();
    all.visit::<ListFilter>();
    all.visit::<ClockNotice>();
    all.visit::<Directory>();
    all.visit::<Filling>();
    all.visit::<Proposal>();
    all.visit::<MrzScreen>();
    all.visit::<Review>();
    all.visit::<CodeScreen>();
    all.visit::<DataCopy>();
    all.visit::<Slots>();
    all.visit::<RecoverySheet>();
    all.visit::<Check>();
    all.visit::<Rescued>();
    all.visit::<History>();
    all.visit::<PastAnswers>();
    all.visit::<Word>();
    all.visit::<Deleted>();
    all.visit::<crate::Key>();
    all.visit::<SealWith>();
    all.visit::<Written>();
    all.visit::<BackupFile>();
    all.visit::<SealedFile>();
    all.visit::<TakenOver>();
    all.visit::<ShownFile>();
    all.visit::<PictureRead>();
    all.visit::<InHand>();
    all.visit::<ReceiverKey>();
    all.visit::<PhonePage>();
    all.visit::<CompanionLeft>();
    all.visit::<Rulebook>();
    all.visit::<EditionChange>();
    all.visit::<Desk>();
    all.visit::<DeskFilter>();
    all.visit::<DeskRows>();
    all.visit::<DeskCase>();
    all.visit::<DeskAsking>();
    all.visit::<DeskLink>();
    all.visit::<DeskSheet>();
    all.visit::<NewConsent>();
    all.visit::<NewNote>();
    all.visit::<DeskWork>();
    all.visit::<CommonQuestion>();
    all.visit::<CommonDone>();
    all.visit::<DeskTwins>();
    all.visit::<ImportScreen>();
    all.visit::<ImportView>();
    all.visit::<ImportDecision>();
    all.visit::<ImportReport>();
    all.visit::<ImportUndone>();
    all.visit::<KioskEnding>();
    all.visit::<ClaimSlip>();
    all.visit::<SlipFound>();
    all.visit::<StaffPanel>();
    all.visit::<QueueWritten>();
    all.visit::<HelpOffered>();
    all.visit::<QueueTaken>();
    let mut file =
        String::from("// Written by `cargo xtask codegen` from crates/app/src/dto. Do not edit.\n");
    for declaration in all.declarations.values() {
        file.push_str("\nexport ");
        file.push_str(declaration);
        file.push('\n');
    }
    file
}

struct Declarations {
    config: Config,
    seen: HashSet<TypeId>,
    declarations: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_none() || !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        self.declarations.insert(T::ident(&self.config), T::decl(&self.config));
        T::visit_dependencies(self);
    }
}
