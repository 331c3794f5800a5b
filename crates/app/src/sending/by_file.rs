//! What waits of a declaration as a sealed file: another computer can send it whose network reaches the platform. Nobody can read it
//! but the platform, and whoever sends it learns ids and sizes.
//!
//! It stays here, too, and is tried here as before. Both send the same bytes to the same address, so it arrives once, and the vault
//! that sealed it is given the receipt when it next gets through.
//!
//! The computer that was asked to send keeps a list of what it carries, in its owner's vault: what was received or refused goes from
//! the spool, and the same file chosen again says how far it is.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;

use outbox::{KeptLetter, LetterState, State};
use platform_api::{Address, Refusal, verify, verify_refusal};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::carrying::file;
use crate::dto::{SealedFile, Written};
use crate::sending::post::Post;
use crate::sending::sealed_queue::{Carried, LONGEST, LONGEST_ENVELOPE, SealedQueue};
use crate::{Error, Result, Session, parse_id};

/// The vault's list of what is carried for others.
const CARRIED: &str = "carried";

/// What became of something that is carried for somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Fate {
    Waiting,
    Received,
    Refused,
    /// A later revision of the same file went in its place.
    Replaced,
}

/// Each by its address.
type List = BTreeMap<String, Fate>;

fn key(declaration: Uuid, letter: bool, revision: u32) -> String {
    let kind = if letter { "letter" } else { "revision" };
    format!("{declaration} {kind} {revision}")
}

fn key_of(carried: &Carried) -> String {
    key(carried.declaration, carried.letter, carried.revision)
}

impl Session {
    /// Writes what waits of a declaration to a file that another computer can send.
    pub fn save_sealed(&self, id: &str, path: &Path) -> Result<Written> {
        let id = parse_id(id)?;
        let platform = self.profile().map_err(Error::Nowhere)?.platform();
        let vault = self.vault()?;
        if vault.addressee(id)?.as_deref() != Some(platform.as_str()) {
            return Err(Error::OtherPlatform);
        }
        let sent = self.declaration(id)?.sent.ok_or(Error::NotSent)?;
        let revisions =
            vault.outbox(id)?.into_iter().filter(|row| row.revision == sent.revision).map(|row| {
                let opens = (row.attempts == 0 && row.next_attempt_at > sent.sealed_at)
                    .then_some(row.next_attempt_at);
                (false, row.revision, opens, row.envelope)
            });
        let letters = outbox::letters(&vault, id)?.into_iter();
        let letters = letters.filter(|letter| letter.state == LetterState::Waiting);
        let letters =
            letters.map(|KeptLetter { number, sealed, .. }| (true, number, None, sealed.into_bytes()));
        let envelopes = revisions.chain(letters).filter_map(|(letter, revision, opens, bytes)| {
            let envelope = String::from_utf8(bytes).ok()?;
            Some(Carried { declaration: id, letter, revision, opens, envelope })
        });
        let queue = SealedQueue::new(platform, envelopes.collect());
        if queue.envelopes.is_empty() {
            return Err(Error::NothingWaits);
        }
        let bytes = serde_json::to_vec(&queue).map_err(|_| Error::Sealing)?;
        file::write::<backup::Error>(path, |to| Ok(to.write_all(&bytes)?))?;
        Ok(Written { path: path.display().to_string(), cases: 1 })
    }

    /// Sends what is in such a file, from here. What is there already, and what is this vault's own, changes nothing; the file says
    /// nothing in the place of what waits here.
    pub fn send_sealed(&self, path: &Path) -> Result<SealedFile> {
        let queue = read(path)?.ok_or(Error::SealedBroken)?;
        let profile = self.profile().map_err(Error::Nowhere)?;
        if queue.platform != profile.platform() {
            return Err(Error::SealedElsewhere);
        }
        let post = self.post().ok_or(Error::SpoolShut)?;
        let (vault, spool, now) = (self.vault()?, post.spool(), self.host.now());
        let mut list = self.carried()?;
        for waiting in &queue.envelopes {
            let Carried { declaration, letter, revision, envelope, .. } = waiting;
            let key = key_of(waiting);
            if *revision == 0 || envelope.len() > LONGEST_ENVELOPE {
                return Err(Error::SealedBroken);
            }
            let ours = vault.declaration(*declaration)?.is_some();
            // Bytes of a stranger take nobody's place: not those of another owner's, nor an earlier file's.
            let others = || spool.holds_of(*declaration).map(|holds| holds && !carries(&list, *declaration));
            // What was to be sent and is not there any more is put there again: the disk was full, or the spool was lost.
            let settled = match list.get(&key) {
                Some(Fate::Waiting) if *letter => spool.letter(*declaration, *revision)?.is_some(),
                Some(Fate::Waiting) => spool.get(*declaration, *revision)?.is_some(),
                Some(_) => true,
                // A later revision takes the place of an earlier one in the spool: a stranger's file waits until that one has gone.
                None => (!*letter && is_on_its_way(&list, *declaration)) || others()?,
            };
            if ours || settled {
                continue;
            }
            // Known before it is there: what nobody remembers would lie in the spool for ever.
            list.insert(key, Fate::Waiting);
            self.remember(&list)?;
            spool.put(&waiting.to_spool(&queue.platform, &profile.url, now), now)?;
        }
        post.look_again();
        self.seen(&queue)
    }

    /// How far such a file is; none where it is none.
    pub(crate) fn look_into_sealed(&self, path: &Path) -> Result<Option<SealedFile>> {
        read(path)?.map(|queue| self.seen(&queue)).transpose()
    }

    fn seen(&self, queue: &SealedQueue) -> Result<SealedFile> {
        if let Some(post) = self.post() {
            self.take_over_carried(&post)?;
        }
        let (list, vault) = (self.carried()?, self.vault()?);
        let mut seen = SealedFile::default();
        for waiting in &queue.envelopes {
            let ours = vault.declaration(waiting.declaration)?.is_some();
            *match list.get(&key_of(waiting)) {
                _ if ours => &mut seen.ours,
                None => &mut seen.new,
                Some(Fate::Waiting) => &mut seen.waiting,
                Some(Fate::Received) => &mut seen.received,
                Some(Fate::Refused) => &mut seen.refused,
                Some(Fate::Replaced) => continue,
            } += 1;
        }
        Ok(seen)
    }

    /// Writes down what became of what is carried for others, by the platform's verified word, and takes it out of the spool.
    fn take_over_carried(&self, post: &Post) -> Result<()> {
        let mut list = self.carried()?;
        let keys = self.profile().map_err(Error::Nowhere)?;
        let mut ended = Vec::new();
        for there in post.spool().ended()? {
            let key = key(there.declaration, there.letter, there.revision);
            let Some(fate) = list.get_mut(&key) else { continue };
            let to = if there.letter { Address::letter } else { Address::revision };
            let (address, bytes) = (to(there.declaration, there.revision), &there.envelope);
            let refused = |text: &str| -> Option<Refusal> {
                verify_refusal(text, &keys.receipt_keys, &there.platform, address, bytes).ok()
            };
            let refusal = there.row.problem.as_ref().and_then(|problem| problem.refusal.as_deref());
            *fate = match there.row.state {
                State::Received if verify(&there.receipt, &keys.receipt_keys, address, bytes).is_ok() => {
                    Fate::Received
                }
                State::Wedged if refusal.and_then(refused).is_some() => Fate::Refused,
                State::Superseded | State::Withdrawn => Fate::Replaced,
                _ => continue,
            };
            ended.push(there.seq);
        }
        if ended.is_empty() {
            return Ok(());
        }
        self.remember(&list)?;
        for seq in ended {
            post.spool().disbelieve(seq)?; // what it said is known
        }
        Ok(())
    }

    /// The same when the vault is opened: what was carried while it was shut goes from the spool.
    pub(crate) fn tidy_carried(&self, post: &Post) {
        if let Err(error) = self.take_over_carried(post) {
            tracing::warn!(%error, "what is carried for others was not looked at");
        }
    }

    fn carried(&self) -> Result<List> {
        let text = self.vault()?.get_setting(CARRIED)?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    fn remember(&self, list: &List) -> Result<()> {
        let text = serde_json::to_string(list).unwrap_or_default();
        Ok(self.vault()?.set_setting(CARRIED, &text)?)
    }
}

/// Whether something of a declaration is carried.
fn carries(list: &List, declaration: Uuid) -> bool {
    let of = declaration.to_string();
    list.keys().any(|key| key.starts_with(&of))
}

/// Whether a revision of it that came by a file still waits here.
fn is_on_its_way(list: &List, declaration: Uuid) -> bool {
    let of = format!("{declaration} revision ");
    list.iter().any(|(key, fate)| key.starts_with(&of) && *fate == Fate::Waiting)
}

/// What a file holds; none where it is no sealed queue.
fn read(path: &Path) -> Result<Option<SealedQueue>> {
    let file = File::open(path).map_err(backup::Error::from)?;
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(backup::Error::from)?;
    Ok(SealedQueue::read(&bytes))
}
