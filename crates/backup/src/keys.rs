//! Who may open a file: whoever knows the passphrase, or whoever has the key that it was sealed to.

use std::fmt;
use std::str::FromStr;

use age::x25519;
use secrecy::{ExposeSecret, SecretString};

use crate::error::Error;

/// How many steps a passphrase costs whoever guesses it: 2^17, about a second and 128 MiB.
const WORK: u8 = 17;
/// A file may ask for this much and no more: else a forged one would hold the program for hours.
const MOST_WORK: u8 = 20;

/// How a file is to be sealed.
#[derive(Clone)]
pub enum Seal {
    /// By a passphrase.
    Passphrase(SecretString),
    /// To somebody's key.
    Receiver(ReceiverKey),
}

/// What somebody opens a file with.
pub enum Opening {
    /// A passphrase, in each way in which it may be meant.
    Passphrase(Vec<SecretString>),
    /// Their own key.
    Own(OwnKey),
}

/// The public half of somebody's key, as short text: it may be shown to anybody.
#[derive(Clone)]
pub struct ReceiverKey(x25519::Recipient);

/// Somebody's own key.
pub struct OwnKey(x25519::Identity);

impl OwnKey {
    /// A new one.
    pub fn generate() -> Self {
        OwnKey(x25519::Identity::generate())
    }

    /// The key that [`OwnKey::text`] wrote down.
    ///
    /// # Errors
    /// `backup-no-key`.
    pub fn parse(text: &SecretString) -> Result<Self, Error> {
        text.expose_secret().parse().map(OwnKey).map_err(|_| Error::NoKey)
    }

    /// The key as text, to be kept where nobody else reads.
    pub fn text(&self) -> SecretString {
        self.0.to_string()
    }

    /// What others seal to.
    pub fn receiver(&self) -> ReceiverKey {
        ReceiverKey(self.0.to_public())
    }
}

impl FromStr for ReceiverKey {
    type Err = Error;

    /// Takes the key as it was typed, pasted or read from its QR: blanks and capitals do not matter, a mistyped character
    /// does.
    fn from_str(text: &str) -> Result<Self, Error> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        text.to_ascii_lowercase().parse().map(ReceiverKey).map_err(|_| Error::NoKey)
    }
}

impl fmt::Display for ReceiverKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Seal {
    pub(crate) fn recipient(&self) -> Box<dyn age::Recipient> {
        match self {
            Seal::Passphrase(passphrase) => {
                let mut recipient = age::scrypt::Recipient::new(passphrase.clone());
                recipient.set_work_factor(WORK);
                Box::new(recipient)
            }
            Seal::Receiver(ReceiverKey(key)) => Box::new(key.clone()),
        }
    }
}

impl Opening {
    /// One of them opens, the likeliest first.
    pub(crate) fn identities(&self) -> Vec<Box<dyn age::Identity>> {
        match self {
            Opening::Passphrase(readings) => readings.iter().map(by_passphrase).collect(),
            Opening::Own(OwnKey(key)) => vec![Box::new(key.clone())],
        }
    }
}

fn by_passphrase(passphrase: &SecretString) -> Box<dyn age::Identity> {
    let mut identity = age::scrypt::Identity::new(passphrase.clone());
    identity.set_max_work_factor(MOST_WORK);
    Box::new(identity)
}
