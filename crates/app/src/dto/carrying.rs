//! Backups and hand-overs.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::QrDrawing;
use crate::Passphrase;

/// How a file is sealed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SealWith {
    /// By a passphrase that its receiver is told another way.
    Passphrase {
        #[ts(type = "string")]
        text: Passphrase,
    },
    /// To the key that its receiver shows.
    Receiver { key: String },
}

/// A file that was written.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Written {
    pub path: String,
    /// How many declarations are in it.
    pub cases: u32,
}

/// How far a file is whose sealed declarations and letters this computer sends for somebody else.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct SealedFile {
    /// Not taken from the file yet.
    pub new: u32,
    /// On their way from here.
    pub waiting: u32,
    /// The platform has them.
    pub received: u32,
    /// The platform has refused them for good.
    pub refused: u32,
    /// This vault has sealed them itself, and sends them anyway.
    pub ours: u32,
}

/// A file that is shown on the screen, as a run of QR codes.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ShownFile {
    /// How many declarations are in it.
    pub cases: u32,
    /// So many QR codes hold all of it; a camera reads them.
    pub pictures: u32,
    /// So many are enough where each is finer, for screenshots.
    pub fine_pictures: u32,
}

/// What was being taken over when the vault was locked.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct InHand {
    /// A file, which is looked at again; or all of one that came by pictures.
    pub file: Option<BackupFile>,
    /// Where one lay that is not there any more, or is not what it was.
    pub gone: Option<String>,
    /// What pictures have brought so far.
    pub pictures: Option<PictureRead>,
}

/// What a picture brought, and how far the file is of which it shows a part.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct PictureRead {
    /// Parts that were not read before.
    pub new: u32,
    /// Parts that were.
    pub again: u32,
    /// QR codes of something else.
    pub strangers: u32,
    /// QR codes of a run that could not be read right.
    pub damaged: u32,
    /// Parts that are known of the file that is nearest to its end.
    pub have: u32,
    /// Parts of it in all; 0 before the first one.
    pub of: u32,
    /// Parts of so many different files were read.
    pub runs: u32,
    /// Once all of it is there.
    pub file: Option<BackupFile>,
}

/// A file that can be taken over.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackupFile {
    /// Where it lies; nowhere if it came by pictures.
    pub path: Option<String>,
    /// It holds what waits to be sent, sealed: there is nothing to open.
    pub sealed: Option<SealedFile>,
    /// A passphrase opens it; else the owner's own key does, if it is for them.
    pub by_passphrase: bool,
}

/// What a file was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BackupPurpose {
    Backup,
    HandOver,
}

/// What came of taking a file over.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TakenOver {
    pub purpose: BackupPurpose,
    /// RFC 3339.
    pub made_at: String,
    /// Declarations that were not here before.
    pub new: u32,
    /// Those that were here, and of which the file knew something newer.
    pub newer: u32,
    /// Those of which it knew nothing new.
    pub same: u32,
    /// Those that are not the same although they say so; they were left as they are here.
    pub refused: u32,
}

/// What others seal to when they hand something over to this owner.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReceiverKey {
    pub key: String,
    pub qr: QrDrawing,
}

/// Somebody else has a declaration in hand.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HandedOver {
    /// In the words of whoever handed it over.
    pub receiver: String,
    /// RFC 3339.
    pub at: String,
}
