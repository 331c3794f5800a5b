//! The declaration on the traveller's phone: a letter lets the phone in, and its QR shows where the page is and what opens it.
//!
//! The phone's token is derived from the declaration's secret and the letter's number, so it is kept nowhere and the same QR can be
//! shown again. A QR on paper is let in by a letter of its own, which has the page ask for the birth date.

use outbox::{KeptLetter, LetterState};
use platform_api::{ClaimCode, DeclarationSecret, PhoneLink, Says};
use uuid::Uuid;

use crate::dto::{PhonePage, Problem, QrDrawing};
use crate::{Error, Result, Session, parse_id};

impl Session {
    /// What a phone's camera reads to open this declaration there. Works offline; the platform lets the phone in once the letter
    /// has arrived.
    pub fn phone(&self, id: &str, on_paper: bool) -> Result<PhonePage> {
        let declaration = parse_id(id)?;
        self.require_in_hand(declaration)?;
        let profile = self.profile().map_err(Error::Nowhere)?;
        let (number, ready) = {
            let _changing = self.changing();
            let known = outbox::letters(&self.vault()?, declaration)?;
            match let_in(&known, on_paper).filter(|letter| letter.platform == profile.platform()) {
                Some(letter) => (letter.number, letter.state == LetterState::Received),
                None => (self.let_phone_in(declaration, on_paper)?, false),
            }
        };
        if !ready && let Some(post) = self.post() {
            post.sealed(declaration);
        }
        let secret = DeclarationSecret::from_bytes(*self.declaration(declaration)?.secret.bytes());
        let link = PhoneLink { declaration, token: secret.phone_token(number) };
        let claim = on_paper.then(|| ClaimCode::of(declaration, &link.token).to_string());
        let address = link.address(&profile.url);
        let drawing = health_code::qr(&address).map_err(|error| Error::Nowhere(Problem::of(error.code())))?;
        let page = address.split('#').next().unwrap_or_default().to_owned();
        let qr = QrDrawing { size: drawing.size, path: drawing.path };
        Ok(PhonePage { address: page, claim, qr, ready })
    }

    fn let_phone_in(&self, declaration: Uuid, asks_birth: bool) -> Result<u32> {
        self.write_letter(declaration, |number, secret| Says::LetsPhone {
            digest: (&secret.phone_token(number)).into(),
            asks_birth,
        })
    }
}

/// The letter that lets such a phone in, if one does: the last one, unless all phones were shut out since.
fn let_in(letters: &[KeptLetter], on_paper: bool) -> Option<&KeptLetter> {
    let of_late = letters.iter().rev().take_while(|letter| letter.says != Says::ShutsPhones);
    of_late
        .filter(|letter| letter.state != LetterState::Refused)
        .find(|letter| matches!(letter.says, Says::LetsPhone { asks_birth, .. } if asks_birth == on_paper))
}
