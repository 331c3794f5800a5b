//! Letters: what a traveller says beside revisions. Each is kept in the vault first, then put into the spool, and sent like a
//! revision; what became of it there is believed only with the platform's verified word.

use chrono::{DateTime, Utc};
use platform_api::{Address, PlatformId, Says, verify};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{Vault, VaultError};

use crate::decide::State;
use crate::merge::MergeError;
use crate::news::Trusted;
use crate::spool::{NewEnvelope, Spool};

/// A letter as the vault keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptLetter {
    /// The declaration.
    pub declaration: Uuid,
    /// Its number.
    pub number: u32,
    /// What it says.
    pub says: Says,
    /// When that was said.
    pub said_at: DateTime<Utc>,
    /// The platform that it was sealed to.
    pub platform: PlatformId,
    /// The sealed bytes, text as they are.
    pub sealed: String,
    /// What became of it.
    pub state: LetterState,
    /// Of a personal link: that its member has answered, by the platform's signed word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<LinkAnswered>,
}

/// That a member has answered by a personal link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkAnswered {
    /// When.
    pub at: DateTime<Utc>,
    /// Who answered for somebody under age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian: Option<String>,
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterState {
    /// It waits to be sent, or is on its way.
    Waiting,
    /// The platform holds it.
    Received,
    /// The platform has refused it for good.
    Refused,
}

/// The letters of a declaration, oldest first.
///
/// # Errors
/// The vault's.
pub fn letters(vault: &Vault, declaration: Uuid) -> Result<Vec<KeptLetter>, VaultError> {
    read(vault, Some(declaration))
}

/// The letters of all declarations, oldest first.
///
/// # Errors
/// The vault's.
pub fn letters_of_all(vault: &Vault) -> Result<Vec<KeptLetter>, VaultError> {
    read(vault, None)
}

/// The number for the next letter of a declaration: the seconds since 1970, and more than any before, so that no number comes
/// twice although a vault is lost.
///
/// # Errors
/// The vault's.
pub fn next_number(vault: &Vault, declaration: Uuid, now: DateTime<Utc>) -> Result<u32, VaultError> {
    let by_clock = u32::try_from(now.timestamp()).unwrap_or(1).max(1);
    let before = letters(vault, declaration)?.iter().map(|letter| letter.number).max();
    Ok(before.map_or(by_clock, |before| by_clock.max(before.saturating_add(1))))
}

/// Keeps a letter. From then on it is sent.
///
/// # Errors
/// The vault's.
pub fn keep(vault: &Vault, letter: KeptLetter) -> Result<(), VaultError> {
    write(vault, &letter)
}

/// Puts what waits into the spool, and takes over what became of it there; says of which declarations something changed.
///
/// One that fails does not hold up the others.
///
/// # Errors
/// [`MergeError`], the first that was met where nothing changed; what was done stays, and the rest is done the next time.
pub fn merge_letters(
    vault: &Vault,
    spool: &Spool,
    trusted: &Trusted,
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>, MergeError> {
    let (mut changed, mut failed) = (Vec::new(), None);
    let here =
        |letter: &KeptLetter| letter.state == LetterState::Waiting && letter.platform == trusted.platform;
    for letter in read(vault, None)?.iter().filter(|letter| here(letter)) {
        match take_over(vault, spool, trusted, letter, now) {
            Ok(true) => changed.push(letter.declaration),
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(declaration = %letter.declaration, %error, "outbox: a letter was not brought together");
                failed.get_or_insert(error);
            }
        }
    }
    match failed {
        Some(error) if changed.is_empty() => Err(error),
        _ => Ok(changed),
    }
}

/// One letter; says whether the vault has changed.
fn take_over(
    vault: &Vault,
    spool: &Spool,
    trusted: &Trusted,
    letter: &KeptLetter,
    now: DateTime<Utc>,
) -> Result<bool, MergeError> {
    let Some(state) = one(spool, trusted, letter, now)? else { return Ok(false) };
    write(vault, &KeptLetter { state, sealed: String::new(), ..letter.clone() })?;
    if let Some(there) = spool.letter(letter.declaration, letter.number)? {
        spool.disbelieve(there.seq)?; // what it said is known
    }
    Ok(true)
}

/// What became of one that waits; none while it does.
fn one(
    spool: &Spool,
    trusted: &Trusted,
    letter: &KeptLetter,
    now: DateTime<Utc>,
) -> Result<Option<LetterState>, MergeError> {
    let KeptLetter { declaration, number, sealed, .. } = letter;
    let Some(there) = spool.letter(*declaration, *number)? else {
        let new = NewEnvelope {
            platform: &trusted.platform,
            address: &trusted.address,
            declaration: *declaration,
            letter: true,
            revision: *number,
            withdrawal: false,
            envelope: sealed.as_bytes(),
            opens: None,
        };
        spool.put(&new, now)?;
        return Ok(None);
    };
    if there.address != trusted.address {
        spool.readdress(there.seq, &trusted.address)?;
    }
    let address = Address::letter(*declaration, *number);
    let believed = match there.row.state {
        State::Received => {
            let receipt = verify(&there.receipt, &trusted.keys, address, sealed.as_bytes());
            receipt.ok().map(|_| LetterState::Received)
        }
        State::Wedged => {
            let problem = there.row.problem.as_ref();
            let refusal = problem.and_then(|problem| trusted.refusal(problem, address, sealed.as_bytes()));
            refusal.map(|_| LetterState::Refused)
        }
        State::Superseded | State::Withdrawn => None,
        State::Waiting | State::Sending | State::Transient => return Ok(None),
    };
    if believed.is_none() || there.envelope != sealed.as_bytes() {
        tracing::warn!(%declaration, "outbox: the spool says of a letter what the platform has not said");
        spool.disbelieve(there.seq)?;
        return Ok(None);
    }
    Ok(believed)
}

fn read(vault: &Vault, declaration: Option<Uuid>) -> Result<Vec<KeptLetter>, VaultError> {
    let rows = vault.letters(declaration)?.into_iter();
    // What a newer program wrote is left as it is.
    Ok(rows.filter_map(|(_, _, content)| serde_json::from_value(content).ok()).collect())
}

fn write(vault: &Vault, letter: &KeptLetter) -> Result<(), VaultError> {
    let content = serde_json::to_value(letter).unwrap_or_default();
    vault.put_letter(letter.declaration, letter.number, &content)
}
