//! Making a passkey and signing in with it: both halves of both ceremonies of WebAuthn.
//!
//! A passkey is asked to be discoverable, so that nobody types a name to sign in and nobody can try which names there are.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::{Account, KeptPasskey};
use crate::store::Digest;

/// Verifies passkeys of one web address.
pub(crate) struct Passkeys {
    webauthn: Webauthn,
}

/// The platform cannot have passkeys here, or this is none of its own. Why is nobody's business but the library's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no passkey")]
pub(crate) struct NoPasskey;

/// What one half of a ceremony leaves for the other.
#[derive(Serialize, Deserialize)]
enum Half {
    Making { link: String, account: Uuid, state: Box<PasskeyRegistration> },
    SigningIn(Box<DiscoverableAuthentication>),
}

/// A passkey that was made by whoever had a link.
pub(crate) struct Made {
    pub(crate) link: Digest,
    pub(crate) account: Uuid,
    pub(crate) credential: Vec<u8>,
    pub(crate) key: String,
}

impl Passkeys {
    /// For pages of that origin; none where its host is not a name, since a passkey belongs to a name.
    pub(crate) fn of(origin: &str) -> Option<Self> {
        let origin = Url::parse(origin).ok()?;
        let webauthn = WebauthnBuilder::new(origin.domain()?, &origin).ok()?.rp_name("Guitu").build().ok()?;
        Some(Self { webauthn })
    }

    /// What the browser is asked, and what is kept until it answers.
    pub(crate) fn begin_making(
        &self,
        account: &Account,
        link: Digest,
        known: &[KeptPasskey],
    ) -> Result<(Value, String), NoPasskey> {
        let known = known.iter().map(|passkey| CredentialID::from(passkey.credential.clone())).collect();
        let name = &account.name;
        let (asked, state) =
            self.webauthn.start_passkey_registration(account.id, name, name, Some(known)).map_err(no)?;
        let mut asked = serde_json::to_value(asked).map_err(no)?;
        asked["publicKey"]["authenticatorSelection"]["residentKey"] = json!("required");
        asked["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(true);
        let link = URL_SAFE_NO_PAD.encode(link);
        let half = Half::Making { link, account: account.id, state: Box::new(state) };
        Ok((asked, serde_json::to_string(&half).map_err(no)?))
    }

    /// The passkey that the browser has made.
    pub(crate) fn end_making(&self, state: &str, answer: Value) -> Result<Made, NoPasskey> {
        let Half::Making { link, account, state } = serde_json::from_str(state).map_err(no)? else {
            return Err(NoPasskey);
        };
        let answer: RegisterPublicKeyCredential = serde_json::from_value(answer).map_err(no)?;
        let passkey = self.webauthn.finish_passkey_registration(&answer, &state).map_err(no)?;
        let link = URL_SAFE_NO_PAD.decode(link).map_err(no)?.try_into().map_err(|_| NoPasskey)?;
        let key = serde_json::to_string(&passkey).map_err(no)?;
        Ok(Made { link, account, credential: passkey.cred_id().to_vec(), key })
    }

    /// The same two for signing in: any passkey of this address will do.
    pub(crate) fn begin_signing_in(&self) -> Result<(Value, String), NoPasskey> {
        let (asked, state) = self.webauthn.start_discoverable_authentication().map_err(no)?;
        let mut asked = serde_json::to_value(asked).map_err(no)?;
        if let Some(asked) = asked.as_object_mut() {
            asked.remove("mediation"); // a button asks for it, not a field that is filled in
        }
        Ok((asked, serde_json::to_string(&Half::SigningIn(Box::new(state))).map_err(no)?))
    }

    /// Whose passkey the browser says it has used.
    pub(crate) fn claimed(&self, answer: Value) -> Result<(Uuid, PublicKeyCredential), NoPasskey> {
        let answer: PublicKeyCredential = serde_json::from_value(answer).map_err(no)?;
        let (account, _) = self.webauthn.identify_discoverable_authentication(&answer).map_err(no)?;
        Ok((account, answer))
    }

    /// The passkey that was used, as it is to be kept from now on: it counts its uses.
    pub(crate) fn end_signing_in(
        &self,
        state: &str,
        answer: &PublicKeyCredential,
        known: &[KeptPasskey],
    ) -> Result<KeptPasskey, NoPasskey> {
        let Half::SigningIn(state) = serde_json::from_str(state).map_err(no)? else { return Err(NoPasskey) };
        let kept =
            known.iter().find(|kept| kept.credential == answer.get_credential_id()).ok_or(NoPasskey)?;
        let mut passkey: Passkey = serde_json::from_str(&kept.key).map_err(no)?;
        let used =
            self.webauthn.finish_discoverable_authentication_v2(answer, *state, &passkey).map_err(no)?;
        passkey.update_credential(&used);
        Ok(KeptPasskey { key: serde_json::to_string(&passkey).map_err(no)?, ..kept.clone() })
    }
}

fn no<E>(_: E) -> NoPasskey {
    NoPasskey
}
