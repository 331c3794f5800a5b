//! What can go wrong at a kiosk, as codes that `err-<code>` and `rec-<code>` put in words.

use crate::host::PrintTrouble;

/// A use case of the kiosk that failed.
#[derive(Debug, thiserror::Error)]
pub enum KioskError {
    /// This machine is none.
    #[error("not a kiosk")]
    None,
    /// Nobody has made a staff key yet.
    #[error("the kiosk has no staff key")]
    NotSetUp,
    /// It has one already.
    #[error("the kiosk has a staff key")]
    SetUp,
    /// Somebody's session is open.
    #[error("somebody is at the kiosk")]
    Occupied,
    /// The staff key has to be given first.
    #[error("the staff key is needed")]
    StaffNeeded,
    /// It is another.
    #[error("a wrong staff key")]
    StaffKeyWrong,
    /// Too many wrong keys.
    #[error("too many wrong staff keys")]
    StaffWaits,
    /// The form that somebody filled in is taken no longer.
    #[error("the edition is over")]
    EditionOver,
    /// What was sealed is in memory alone: it could not be put into the spool.
    #[error("not in the spool")]
    NotKept,
    /// A broken spool was set aside, and no staff have looked at it yet.
    #[error("a broken spool that nobody has seen")]
    SetAside,
    /// The platform has refused what was sealed under the organisation's token.
    #[error("the enrolment counts no more")]
    TokenRefused,
    /// Nobody is there who could be helped, or has been offered help.
    #[error("nobody to help")]
    NobodyToHelp,
    /// Whoever helps says who they are.
    #[error("a helper without a name")]
    HelperUnnamed,
    /// What was read is no slip's QR.
    #[error("no slip")]
    SlipUnknown,
    /// It is of another platform.
    #[error("a slip of another platform")]
    SlipElsewhere,
    /// What was to be printed is no picture of a page.
    #[error("nothing that can be printed")]
    NoPage,
    /// The printer did not take it.
    #[error("the printer: {0:?}")]
    Printer(PrintTrouble),
    /// The counts could not be written.
    #[error("the day's counts were not written")]
    Daybook(#[source] std::io::Error),
    /// The spool failed.
    #[error(transparent)]
    Spool(#[from] outbox::SpoolError),
    /// There is no such stick.
    #[error("no such stick")]
    StickGone,
    /// It could not be read or written.
    #[error("the stick: {0}")]
    Stick(#[source] std::io::Error),
    /// The file on it is no sealed queue.
    #[error("no sealed queue")]
    QueueBroken,
    /// Its envelopes are for another platform.
    #[error("a queue for another platform")]
    QueueElsewhere,
}

impl KioskError {
    /// The code of `err-<code>` and `rec-<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            KioskError::None => "kiosk-none",
            KioskError::NotSetUp => "kiosk-not-set-up",
            KioskError::SetUp => "kiosk-set-up",
            KioskError::Occupied => "kiosk-occupied",
            KioskError::StaffNeeded => "kiosk-staff-needed",
            KioskError::StaffKeyWrong => "kiosk-staff-key-wrong",
            KioskError::StaffWaits => "kiosk-staff-waits",
            KioskError::EditionOver => "kiosk-edition-over",
            KioskError::NotKept => "kiosk-not-kept",
            KioskError::SetAside => "kiosk-set-aside",
            KioskError::TokenRefused => "kiosk-token-refused",
            KioskError::NobodyToHelp => "kiosk-nobody-to-help",
            KioskError::HelperUnnamed => "kiosk-helper-unnamed",
            KioskError::SlipUnknown => "slip-unknown",
            KioskError::SlipElsewhere => "slip-elsewhere",
            KioskError::NoPage => "print-no-page",
            KioskError::Printer(PrintTrouble::None) => "printer-none",
            KioskError::Printer(PrintTrouble::Refused) => "printer-refused",
            KioskError::Printer(PrintTrouble::Stuck) => "printer-stuck",
            KioskError::Daybook(_) => "kiosk-counts",
            KioskError::Spool(_) => "kiosk-spool",
            KioskError::StickGone => "stick-gone",
            KioskError::Stick(_) => "stick-failed",
            KioskError::QueueBroken => "queue-broken",
            KioskError::QueueElsewhere => "queue-elsewhere",
        }
    }
}
