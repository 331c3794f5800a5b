//! What was refused for good, for whoever comes with a slip: a kiosk's people have gone by then, and nobody else would tell them.
//!
//! Of a refused declaration nothing is kept but why, and, once its letter has come, whose slip may ask. That the sender holds the declaration's
//! secret was seen before it was judged, so nobody leaves a refusal for somebody else's.

use chrono::Days;
use platform_api::{Address, ClaimCode, Letter, Problem, ProblemCode, Says, SignedReceipt};
use uuid::Uuid;

use super::{Core, come_back, failed};
use crate::store::Refused;
use crate::way::{What, standing};

/// Whoever has not asked by then has declared anew.
const KEPT: Days = Days::new(60);

impl Core {
    /// Keeps why a first revision was refused, if that is the last word on it. One that could not be kept is no last word yet.
    pub(super) async fn refused(&self, declaration: Uuid, problem: Problem) -> Problem {
        let is_final = ProblemCode::parse(&problem.code).is_some_and(ProblemCode::is_final);
        if !is_final {
            return problem;
        }
        let ends = self.today() + KEPT;
        let refused = Refused { declaration, code: problem.code.clone(), phone: None, ends };
        match self.store.refuse(refused).await {
            Ok(()) => problem,
            Err(error) => failed(error),
        }
    }

    /// A letter of something that is not here: the one that lets a phone in may ask of a refusal from now on. Any other may have come before
    /// its revision, and is sent again.
    pub(super) async fn take_letter_of_refused(
        &self,
        letter: &Letter,
        number: u32,
        bytes: &[u8],
    ) -> Result<Vec<u8>, Problem> {
        let Says::LetsPhone { digest, .. } = &letter.says else { return Err(come_back()) };
        if !self.store.let_ask(letter.declaration, digest.0).await.map_err(failed)? {
            return Err(come_back());
        }
        let address = Address::letter(letter.declaration, number);
        let receipt = SignedReceipt::sign(address, bytes, (self.clock)(), &self.keys_in_use().receipts);
        Ok(receipt.map_err(|_| come_back())?.into_bytes())
    }

    /// Why a declaration was refused, for the slip with that token; none where it was not, or this is not its slip.
    pub(crate) async fn refusal(
        &self,
        declaration: Uuid,
        token: [u8; 32],
    ) -> Result<Option<String>, Problem> {
        let refused = self.store.refusal(declaration).await.map_err(failed)?;
        Ok(refused.filter(|refused| refused.phone == Some(token)).map(|refused| refused.code))
    }

    /// Whose slip has that code, and the digest of the token in its QR.
    pub(crate) async fn claimed(&self, claim: &ClaimCode) -> Result<Option<(Uuid, [u8; 32])>, Problem> {
        let reference = crate::expecting::written(claim.reference);
        for declaration in self.store.referred(reference.clone()).await.map_err(failed)? {
            let Some((_, events)) = self.way(declaration).await.map_err(failed)? else { continue };
            let digests = standing(&events).into_iter().filter_map(|event| match &event.what {
                What::LetsPhone { digest, asks_birth: true } => Some(digest.0),
                _ => None,
            });
            let mut own = digests.filter(|digest| ClaimCode::of_digest(declaration, *digest) == *claim);
            if let Some(digest) = own.next() {
                return Ok(Some((declaration, digest)));
            }
        }
        for refused in self.store.refused_as(reference).await.map_err(failed)? {
            let digest =
                refused.phone.filter(|phone| ClaimCode::of_digest(refused.declaration, *phone) == *claim);
            if let Some(digest) = digest {
                return Ok(Some((refused.declaration, digest)));
            }
        }
        Ok(None)
    }
}
