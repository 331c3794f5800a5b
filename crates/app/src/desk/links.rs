//! Personal links: the member answers on a phone of their own what is theirs alone to say, sealed to the platform past this desk.
//!
//! A letter makes the link, another ends it; both go out like every letter, with or without a network. Its token follows from the
//! declaration's secret and the letter's number, so it is kept nowhere and can be shown again. The platform says, signed, that a link
//! was answered; from then on the form asks here for the rest alone ([`Session::form_for`]), the consent stands as the member gave it,
//! and what is sealed names the link.

use std::sync::{Arc, Weak};
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use declaration::{AtLandmarks, Form, FormPart};
use outbox::{KeptLetter, LetterState, LinkAnswered};
use platform_api::{
    DeclarationSecret, LinkQuestion, MOST_LINKS, PersonalLink, PlatformApi as _, Says, TokenDigest,
    born_digest, verify_answered_links,
};
use rulebook::Landmark;
use uuid::Uuid;
use vault::{DraftRow, LogRow, Mandate};

use super::settings::{LONGEST_WORDING, short};
use crate::dto::{ConsentWay, DeskCase, DeskLink, LinkState, QrDrawing};
use crate::filling::fresh::fresh_since;
use crate::home::latest;
use crate::{Error, Result, Session, parse_id};

/// A link counts so long.
const LINK_DAYS: i64 = 14;
/// Between two looks for what was answered, while somebody may be answering; and for whether there is anything to look for.
const LOOK_EVERY: Duration = Duration::from_secs(5);
const REST: Duration = Duration::from_secs(20);

impl Session {
    /// The personal link of a member: the one that is open, or a new one. `wording` is what they are asked to consent to where the
    /// organisation has no words of its own.
    pub fn desk_link(&self, id: &str, wording: &str) -> Result<DeskLink> {
        let desk = self.volunteer()?;
        let declaration = parse_id(id)?;
        let organisation = self.enrolment()?.ok_or(Error::NotEnrolled)?;
        let profile = self.profile().map_err(Error::Nowhere)?;
        let draft = self.vault()?.draft(declaration)?.ok_or(Error::DraftUnknown)?;
        {
            let _changing = self.changing();
            let now = self.host.now();
            let known = outbox::letters(&self.vault()?, declaration)?;
            let open = open_link(&known).filter(|link| {
                let here = link.letter.platform == profile.platform() && link.edition == draft.edition;
                here && link.until > now && link.letter.answered.is_none()
            });
            if open.is_none() {
                let own = short(&desk.wording, LONGEST_WORDING);
                let wording = if own.is_empty() { short(wording, LONGEST_WORDING) } else { own };
                let minor = self.is_minor(declaration)?;
                let born = AtLandmarks::of(self.form_of(draft.edition)?.edition(), &draft.answers)
                    .text(Landmark::Born)
                    .and_then(|day| day.parse().ok());
                self.seal_letter(declaration, Some(organisation), |number, secret| {
                    let token = secret.link_token(number);
                    Says::AsksMember {
                        digest: (&token).into(),
                        until: now + TimeDelta::days(LINK_DAYS),
                        edition: draft.edition,
                        born: born.map(|born| born_digest(&token, born)),
                        minor,
                        volunteer: desk.volunteer.clone(),
                        wording: Some(wording).filter(|wording| !wording.is_empty()),
                    }
                })?;
                let entry = self.entry("link-made", "")?;
                self.vault()?.add_log(declaration, &entry)?;
            }
        }
        if let Some(post) = self.post() {
            post.sealed(declaration);
        }
        self.link_of(declaration)?.ok_or(Error::DeclarationUnknown)
    }

    /// Ends a member's link: what was answered by it is forgotten, and nothing more can be.
    pub fn desk_end_link(&self, id: &str) -> Result<DeskCase> {
        let declaration = parse_id(id)?;
        let entry = self.entry("link-ended", "")?;
        {
            let _changing = self.changing();
            self.end_link(declaration)?;
        }
        self.vault()?.add_log(declaration, &entry)?;
        self.outdate(declaration)?;
        self.desk_case(id)
    }

    /// The same, where there is one.
    pub(super) fn end_link(&self, declaration: Uuid) -> Result<()> {
        let known = outbox::letters(&self.vault()?, declaration)?;
        let Some(number) = open_link(&known).map(|link| link.letter.number) else { return Ok(()) };
        self.seal_letter(declaration, None, |_, _| Says::EndsLink { letter: number })?;
        if let Some(post) = self.post() {
            post.sealed(declaration);
        }
        Ok(())
    }

    /// A member's link as it stands; none where none was made, or it was ended.
    pub(super) fn link_of(&self, declaration: Uuid) -> Result<Option<DeskLink>> {
        let known = outbox::letters(&self.vault()?, declaration)?;
        let Some(link) = open_link(&known) else { return Ok(None) };
        let draft = self.vault()?.draft(declaration)?;
        let state = match (&link.letter.answered, link.letter.state) {
            (Some(_), _) if draft.as_ref().is_some_and(|draft| draft.edition != link.edition) => {
                LinkState::Outdated
            }
            (Some(_), _) => LinkState::Answered,
            (None, LetterState::Refused) => LinkState::Refused,
            (None, _) if link.until <= self.host.now() => LinkState::Over,
            (None, LetterState::Waiting) => LinkState::Waiting,
            (None, LetterState::Received) => LinkState::Open,
        };
        let profile = self.profile().ok().filter(|profile| profile.platform() == link.letter.platform);
        let is_of_use = matches!(state, LinkState::Waiting | LinkState::Open);
        let (address, qr) = match profile.filter(|_| is_of_use) {
            Some(profile) => {
                let secret = DeclarationSecret::from_bytes(*self.declaration(declaration)?.secret.bytes());
                let link = PersonalLink { declaration, token: secret.link_token(link.letter.number) };
                let address = link.address(&profile.url).to_string();
                let drawing = health_code::qr(&address).ok();
                let qr = drawing.map(|drawing| QrDrawing { size: drawing.size, path: drawing.path });
                (Some(address), qr)
            }
            None => (None, None),
        };
        Ok(Some(DeskLink {
            state,
            until: instant(link.until),
            answered_at: link.letter.answered.as_ref().map(|answered| instant(answered.at)),
            address,
            qr,
        }))
    }

    /// The form of a draft: what its member has said on a phone of their own is not asked here.
    pub(crate) fn form_for(&self, draft: &DraftRow) -> Result<Form> {
        let form = self.surroundings().form_for(draft)?;
        Ok(match self.said_by_link(&form, draft)? {
            Some(_) => form.with_part(FormPart::Rest),
            None => form,
        })
    }

    /// The link by which the member of a draft has said what is theirs to say, as long as that counts: under the draft's own edition, and
    /// as fresh as it has to be.
    pub(crate) fn said_by_link(&self, form: &Form, draft: &DraftRow) -> Result<Option<TokenDigest>> {
        let known = outbox::letters(&self.vault()?, draft.id)?;
        let Some(link) = open_link(&known).filter(|link| link.edition == draft.edition) else {
            return Ok(None);
        };
        let Some(answered) = &link.letter.answered else { return Ok(None) };
        let now = self.host.now();
        let days = form.edition().head.sending.opens_days_before_departure;
        let since = match fresh_since(form, now).filter(|_| draft.revision > 1) {
            Some(since) => since,
            None => now - TimeDelta::days(days.into()),
        };
        Ok((answered.at > since).then_some(link.digest))
    }

    /// What depends on a link is shown anew.
    fn outdate(&self, declaration: Uuid) -> Result<()> {
        if self.vault()?.draft(declaration)?.is_some() {
            self.touch(&declaration.to_string(), |_, draft| {
                draft.updated_at = self.host.now();
                Ok(true)
            })?;
        }
        self.host.changed(declaration);
        Ok(())
    }

    /// Links of which it is not known yet whether they were answered.
    fn open_links(&self) -> Result<Vec<(LinkQuestion, KeptLetter)>> {
        let all = outbox::letters_of_all(&self.vault()?)?;
        let asks = |letter: &KeptLetter| match &letter.says {
            Says::AsksMember { digest, .. } => Some(*digest),
            _ => None,
        };
        let ends = |letter: &KeptLetter| {
            all.iter().any(|other| {
                other.declaration == letter.declaration
                    && matches!(&other.says, Says::EndsLink { letter: ended } if *ended == letter.number)
            })
        };
        let waits = |letter: &&KeptLetter| {
            letter.state == LetterState::Received && letter.answered.is_none() && asks(letter).is_some()
        };
        let open = all.iter().filter(waits).filter(|letter| !ends(letter)).filter_map(|letter| {
            let question = LinkQuestion { declaration: letter.declaration, digest: asks(letter)? };
            Some((question, letter.clone()))
        });
        Ok(open.collect())
    }

    /// A member has answered: their consent is written down as they gave it.
    fn take_answer(&self, letter: KeptLetter, answered: LinkAnswered) -> Result<()> {
        let Says::AsksMember { volunteer, wording, .. } = &letter.says else { return Ok(()) };
        let (id, vault) = (letter.declaration, self.vault()?);
        let (draft, row) = (vault.draft(id)?, self.declaration(id)?);
        let (edition, answers) = latest(draft.as_ref(), &row);
        let way = if answered.guardian.is_some() { ConsentWay::Guardian } else { ConsentWay::Message };
        let said_by = match &answered.guardian {
            Some(guardian) => guardian.clone(),
            None => self.name_in(edition, answers)?.unwrap_or_default(),
        };
        let mandate = Mandate {
            way: super::case::way(way).to_owned(),
            said_by,
            witness: String::new(),
            volunteer: volunteer.clone(),
            wording: wording.clone().unwrap_or_default(),
            given_at: answered.at,
        };
        let entry = LogRow {
            what: "link-answered".to_owned(),
            note: String::new(),
            again_on: None,
            volunteer: volunteer.clone(),
            at: self.host.now(),
        };
        vault.put_mandate(id, &mandate, &entry)?;
        if let Some(desk) = self.desk_settings()? {
            self.name_helper(&id.to_string(), volunteer, &desk.organisation, way)?;
        }
        outbox::keep(&vault, KeptLetter { answered: Some(answered), ..letter })?;
        self.outdate(id)
    }

    /// Asks the platform which links were answered; says how many are still open.
    pub(crate) async fn ask_about_links(self: &Arc<Self>) -> Result<usize> {
        let session = self.clone();
        let reading = self.runtime.spawn_blocking(move || session.open_links());
        let open = reading.await.map_err(|_| Error::VaultLocked)??;
        let Ok(profile) = self.profile() else { return Ok(0) };
        let Ok(platform) = self.way_to(&profile) else { return Ok(0) };
        let mut left = open.len();
        for some in open.chunks(MOST_LINKS) {
            let questions: Vec<LinkQuestion> = some.iter().map(|(question, _)| question.clone()).collect();
            // Where nobody answers, it is asked again; what nobody has signed says nothing.
            let Ok(said) = platform.personal_links(&questions).await else { continue };
            let said = verify_answered_links(&said, &profile.receipt_keys, &profile.platform());
            let Ok(said) = said else { continue };
            for one in said.answered {
                let known = some.iter().find(|(question, _)| {
                    question.declaration == one.declaration && question.digest == one.digest
                });
                let Some((_, letter)) = known else { continue };
                let (session, letter) = (self.clone(), letter.clone());
                let answered = LinkAnswered { at: one.at, guardian: one.guardian };
                let taking = self.runtime.spawn_blocking(move || session.take_answer(letter, answered));
                taking.await.map_err(|_| Error::VaultLocked)??;
                left -= 1;
            }
        }
        Ok(left)
    }
}

/// A link that was made and not ended.
struct Made<'a> {
    letter: &'a KeptLetter,
    digest: TokenDigest,
    until: DateTime<Utc>,
    edition: u32,
}

/// The last one, unless it was ended.
fn open_link(known: &[KeptLetter]) -> Option<Made<'_>> {
    let made = known.iter().rev().find_map(|letter| match &letter.says {
        Says::AsksMember { digest, until, edition, .. } => {
            Some(Made { letter, digest: *digest, until: *until, edition: *edition })
        }
        _ => None,
    })?;
    let ends = |letter: &KeptLetter| matches!(&letter.says, Says::EndsLink { letter } if *letter == made.letter.number);
    (!known.iter().any(ends)).then_some(made)
}

/// Asks which links were answered, for as long as the session is open.
pub(crate) fn keep_asking(session: &Arc<Session>) {
    let (runtime, open) = (session.runtime.clone(), Arc::downgrade(session));
    runtime.spawn(async move {
        while let Some(left) = ask(&open).await {
            tokio::time::sleep(if left > 0 { LOOK_EVERY } else { REST }).await;
        }
    });
}

/// Says how many links are open; none once the session is over.
async fn ask(session: &Weak<Session>) -> Option<usize> {
    let session = session.upgrade()?;
    match session.ask_about_links().await {
        Ok(left) => Some(left),
        Err(Error::VaultLocked) => None,
        Err(error) => {
            tracing::warn!(
                code = error.code(),
                "what members have answered was not taken over; it is tried again"
            );
            Some(0)
        }
    }
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
