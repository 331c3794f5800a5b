//! What a traveller says beside revisions: sealed, kept in the vault, put into the spool, and sent like a revision.

use outbox::{KeptLetter, LetterState};
use platform_api::{DeclarationSecret, EnrolmentToken, LETTER_TEXT, Letter, ReviewReason, Says};
use uuid::Uuid;

use crate::dto::{CodeScreen, WayWord, Word};
use crate::{Error, Result, Session, parse_id};

impl Session {
    /// Says something of a declaration that was sent. Works offline. Gives back the screen on which it was said.
    pub fn say(&self, id: &str, word: Word) -> Result<CodeScreen> {
        let declaration = parse_id(id)?;
        let mut says = says(word).ok_or(Error::NotOffered)?;
        {
            let _changing = self.changing();
            if let Says::TakesBack { letter } = &mut says {
                *letter = self.said_last(declaration)?;
            }
            self.write_letter(declaration, |_, _| says)?;
        }
        if let Some(post) = self.post() {
            post.sealed(declaration);
        }
        self.code(id)
    }

    /// The letter that said last where the traveller is.
    fn said_last(&self, declaration: Uuid) -> Result<Option<u32>> {
        let letters = outbox::letters(&self.vault()?, declaration)?;
        let stage = |says: &Says| matches!(says, Says::Boarded | Says::Landed | Says::MissedFlight);
        Ok(letters.iter().rfind(|letter| stage(&letter.says)).map(|letter| letter.number))
    }

    /// Writes a letter; what it says may need its number and the declaration's secret. Gives the number.
    pub(crate) fn write_letter(
        &self,
        declaration: Uuid,
        says: impl FnOnce(u32, &DeclarationSecret) -> Says,
    ) -> Result<u32> {
        self.require_in_hand(declaration)?;
        if self.declaration(declaration)?.sent.is_none() {
            return Err(Error::NotSent);
        }
        self.require_mandate(declaration)?;
        self.seal_letter(declaration, None, says)
    }

    /// The same of a letter that says nothing of its traveller: of a personal link, which may come before a consent and is the way to it.
    pub(crate) fn seal_letter(
        &self,
        declaration: Uuid,
        organisation: Option<EnrolmentToken>,
        says: impl FnOnce(u32, &DeclarationSecret) -> Says,
    ) -> Result<u32> {
        self.require_in_hand(declaration)?;
        let row = self.declaration(declaration)?;
        let profile = self.profile().map_err(Error::Nowhere)?;
        // Its tokens and letters go to the platform that it was first given to, and nowhere else.
        let platform = profile.platform();
        let vault = self.vault()?;
        if vault.address_to(declaration, platform.as_str())? != platform.as_str() {
            return Err(Error::OtherPlatform);
        }
        let said_at = self.host.now();
        let number = outbox::next_number(&vault, declaration, said_at)?;
        let secret = DeclarationSecret::from_bytes(*row.secret.bytes());
        let says = says(number, &secret);
        let revision_token = secret.revision_token();
        let letter =
            Letter { declaration, number, says: says.clone(), said_at, revision_token, organisation };
        let sealed = letter.seal(&profile.sealing_key).map_err(|_| Error::Sealing)?;
        let sealed = String::from_utf8(sealed).map_err(|_| Error::Sealing)?;
        let state = LetterState::Waiting;
        let kept = KeptLetter { declaration, number, says, said_at, platform, sealed, state, answered: None };
        outbox::keep(&vault, kept)?;
        Ok(number)
    }
}

impl Session {
    /// What a traveller said, and was told would be sent, is not forgotten before it was; but what was for a platform that nothing is sent
    /// to any more holds up nobody, and neither does what they give up: a platform may never answer.
    pub(crate) fn require_said(&self, declarations: &[Uuid], given_up: bool) -> Result<()> {
        let Ok(profile) = self.profile() else { return Ok(()) };
        if given_up {
            return Ok(());
        }
        let (platform, vault) = (profile.platform(), self.vault()?);
        for id in declarations {
            let mut letters = outbox::letters(&vault, *id)?.into_iter();
            if letters.any(|letter| letter.state == LetterState::Waiting && letter.platform == platform) {
                return Err(Error::Unsaid);
            }
        }
        Ok(())
    }

    /// Somebody who handed a declaration over speaks for nobody any more.
    pub(crate) fn require_in_hand(&self, declaration: Uuid) -> Result<()> {
        match self.vault()?.handed_over(declaration)? {
            Some(_) => Err(vault::VaultError::HandedOver.into()),
            None => Ok(()),
        }
    }
}

/// What goes over the wire; none where there is no such reason.
fn says(word: Word) -> Option<Says> {
    Some(match word {
        Word::Way { word: WayWord::Boarded } => Says::Boarded,
        Word::Way { word: WayWord::Landed } => Says::Landed,
        Word::Way { word: WayWord::MissedFlight } => Says::MissedFlight,
        Word::Way { word: WayWord::TakesBack } => Says::TakesBack { letter: None },
        Word::Review { reason, text } => {
            let reason: ReviewReason = serde_json::from_value(reason.into()).ok()?;
            Says::Review { reason, text: written(&text) }
        }
        Word::Misuse { text } => Says::Misuse { text: written(&text) },
        Word::ShutsPhones => Says::ShutsPhones,
    })
}

/// What was written, as much as a letter may hold; none where that is nothing.
fn written(text: &str) -> Option<String> {
    let text: String = text.trim().chars().take(LETTER_TEXT).collect();
    (!text.is_empty()).then_some(text)
}
