//! What can go wrong in a use case, as a code that `err-<code>` and `rec-<code>` put in words.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::dto::Problem;

/// A failed use case. Its text is for logs and names no answer; people get the [`Problem`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The vault could not do it.
    #[error(transparent)]
    Vault(#[from] vault::VaultError),
    /// A backup could not be read or written.
    #[error(transparent)]
    Backup(#[from] backup::Error),
    /// The change does not fit the form.
    #[error(transparent)]
    Answer(#[from] declaration::AnswerError),
    /// The bundled rulebook did not prove itself; nothing can be asked.
    #[error("the rulebook was refused")]
    Rulebook,
    /// What was typed back of a new recovery code is not what stands on its sheet.
    #[error("a group is not as on the sheet")]
    SheetGroupWrong {
        /// Its number, from 1.
        group: u32,
    },
    /// The edition that a draft was to be brought to is not the one in use.
    #[error("there is no such newer edition")]
    NothingNewer,
    /// The platform does not take the draft's edition any more.
    #[error("the draft's edition is over")]
    EditionOver {
        /// The newer one.
        newer: u32,
        /// ISO date of the last day on which it was taken.
        until: String,
    },
    /// What was typed is no name to be shown.
    #[error("no name")]
    OwnerName,
    /// Nobody of that name has a vault here.
    #[error("no such owner")]
    OwnerUnknown,
    /// The vault is not open.
    #[error("the vault is locked")]
    VaultLocked,
    /// No such declaration here.
    #[error("no such declaration")]
    DeclarationUnknown,
    /// The declaration has no draft to change.
    #[error("no draft of this declaration")]
    DraftUnknown,
    /// There is no such page in the form.
    #[error("no such page")]
    PageUnknown,
    /// No such companion, leg, stay or dose.
    #[error("no such item")]
    ItemUnknown,
    /// Nothing was removed lately.
    #[error("nothing to undo")]
    NothingToUndo,
    /// It waits in the outbox or was received: it cannot be deleted, but withdrawn.
    #[error("sent already")]
    AlreadySent,
    /// Nothing was sent yet, so there is nothing to correct or withdraw.
    #[error("not sent yet")]
    NotSent,
    /// The edition knows no intention or no confirmation, or there is nothing to confirm.
    #[error("not offered by this edition")]
    NotOffered,
    /// Blocking findings are left.
    #[error("the declaration has blocking findings")]
    Incomplete {
        /// How many.
        count: usize,
    },
    /// No platform to send to; the problem says why.
    #[error("no platform to send to: {}", .0.code)]
    Nowhere(Problem),
    /// The profile says what was agreed to; there is nothing to decide.
    #[error("the platform has not changed")]
    NothingSwapped,
    /// It was sent to another platform than the one this app has now.
    #[error("the declaration belongs to another platform")]
    OtherPlatform,
    /// The declaration could not be sealed.
    #[error("sealing failed")]
    Sealing,
    /// What was said of it waits to be sent.
    #[error("what was said of it was not sent yet")]
    Unsaid,
    /// Nothing of it waits to be sent.
    #[error("nothing waits to be sent")]
    NothingWaits,
    /// The file holds nothing that could be sent.
    #[error("no file of sealed declarations")]
    SealedBroken,
    /// What is in the file is sealed to another platform.
    #[error("the file is for another platform")]
    SealedElsewhere,
    /// The spool did not open.
    #[error("the outbox does not open")]
    SpoolShut,
    /// The spool failed.
    #[error(transparent)]
    Spool(#[from] outbox::SpoolError),
    /// What was typed is no enrolment token.
    #[error("no enrolment token")]
    Enrolment,
    /// Only an organisation that the platform has enrolled makes personal links.
    #[error("not enrolled")]
    NotEnrolled,
    /// The vault is no organisation's desk.
    #[error("not a desk")]
    NoDesk,
    /// Nobody has consented that the desk sends this for them.
    #[error("no consent is written down")]
    NoMandate,
    /// On the telephone somebody else has to hear the consent.
    #[error("a consent by telephone needs a witness")]
    NoWitness,
    /// What is to be set for several is no answer to the question.
    #[error("no answer to the question")]
    NoAnswer,
    /// For somebody under age their guardian consents.
    #[error("a minor cannot consent")]
    NoGuardian,
    /// A consent to words that nobody knows any more is none.
    #[error("no words were consented to")]
    NoWording,
    /// Who sits at the desk has not been said.
    #[error("no volunteer is named")]
    NoVolunteer,
    /// No file is shown on the screen, or none came by pictures.
    #[error("nothing is shown")]
    NothingShown,
    /// No list is being imported.
    #[error("no import is under way")]
    NoImport,
    /// The list cannot be read.
    #[error("the list cannot be read: {0}")]
    List(members::reading::ReadError),
    /// A column is not about that.
    #[error("the column is not about that: {0}")]
    Column(members::columns::MappingError),
    /// The list could not be written.
    #[error("the list was not written")]
    ListNotWritten,
    /// It is under way already.
    #[error("another piece of work is under way")]
    AtWork,
    /// A common value is never set for this question.
    #[error("never the same for several people")]
    NotCommon,
    /// At a kiosk.
    #[error(transparent)]
    Kiosk(#[from] crate::KioskError),
    /// There is a deployment file, and it cannot be read.
    #[error("the deployment file cannot be read")]
    Deployment,
    /// The preferences file could not be written.
    #[error("preferences were not saved")]
    Preferences(#[source] std::io::Error),
}

impl Error {
    /// The code of `err-<code>` and `rec-<code>`.
    pub fn code(&self) -> &str {
        match self {
            Error::Vault(error) => error.code(),
            Error::Backup(error) => error.code(),
            Error::Answer(error) => error.code(),
            Error::Rulebook => "rulebook-refused",
            Error::NothingNewer => "edition-not-newer",
            Error::EditionOver { .. } => "edition-over",
            Error::SheetGroupWrong { .. } => "recovery-sheet-wrong",
            Error::OwnerName => "owner-name",
            Error::OwnerUnknown => "owner-unknown",
            Error::VaultLocked => "vault-locked",
            Error::DeclarationUnknown => "declaration-unknown",
            Error::DraftUnknown => "draft-unknown",
            Error::PageUnknown => "question-unknown",
            Error::ItemUnknown => "item-unknown",
            Error::NothingToUndo => "nothing-to-undo",
            Error::AlreadySent => "already-sent",
            Error::NotSent => "not-sent",
            Error::NotOffered => "kind-not-offered",
            Error::Incomplete { .. } => "declaration-incomplete",
            Error::Nowhere(problem) => &problem.code,
            Error::NothingSwapped => "platform-not-swapped",
            Error::OtherPlatform => "declaration-other-platform",
            Error::Sealing => "sealing-failed",
            Error::Unsaid => "unsaid",
            Error::NothingWaits => "nothing-waits",
            Error::SealedBroken => "sealed-broken",
            Error::SealedElsewhere => "sealed-elsewhere",
            Error::SpoolShut | Error::Spool(_) => "outbox-shut",
            Error::Enrolment => "enrolment-malformed",
            Error::NotEnrolled => "desk-not-enrolled",
            Error::NoDesk => "desk-none",
            Error::NoMandate => "desk-no-consent",
            Error::NoWitness => "desk-no-witness",
            Error::NoAnswer => "desk-no-answer",
            Error::NoGuardian => "desk-no-guardian",
            Error::NoWording => "desk-no-wording",
            Error::NoVolunteer => "desk-no-volunteer",
            Error::NothingShown => "pictures-none",
            Error::NoImport => "import-none",
            Error::List(error) => error.name(),
            Error::Column(error) => error.name(),
            Error::ListNotWritten => "export-failed",
            Error::AtWork => "desk-at-work",
            Error::NotCommon => "desk-not-common",
            Error::Kiosk(error) => error.code(),
            Error::Deployment => "deployment-broken",
            Error::Preferences(_) => "preferences-not-saved",
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let arguments = match &error {
            Error::Nowhere(problem) => return problem.clone(),
            Error::Vault(error) => error.arguments(),
            Error::Incomplete { count } => number("count", *count),
            Error::SheetGroupWrong { group } => number("group", *group as usize),
            Error::EditionOver { newer, until } => {
                let mut arguments = number("newer", *newer as usize);
                arguments.insert("until".to_owned(), until.clone().into());
                arguments
            }
            _ => BTreeMap::new(),
        };
        Problem { code: error.code().to_owned(), arguments }
    }
}

impl Problem {
    /// A problem without arguments.
    pub fn of(code: &str) -> Self {
        Problem { code: code.to_owned(), arguments: BTreeMap::new() }
    }
}

fn number(name: &str, value: usize) -> BTreeMap<String, Value> {
    BTreeMap::from([(name.to_owned(), Value::from(value))])
}
