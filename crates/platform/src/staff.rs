//! Who works with the platform: accounts with a role and a scope, how they sign in, and how long a session lasts.
//!
//! - [`Role`]: what somebody's task is. - [`Scope`]: for which ports or places.
//! - [`Account`]: one person with both. - [`Invitation`]: a one-time link that lets that person make a passkey.
//! - `passkeys`: making one and signing in with it (WebAuthn). - [`Session`]: a device that is signed in.
//! - [`keeping`]: accounts made, listed and revoked from the command line.
//!
//! There is no password. A passkey that was lost is replaced by a new link, which ends the earlier passkeys and sessions.

mod account;
pub mod keeping;
pub(crate) mod passkeys;
mod role;
mod scope;
mod secret;
pub(crate) mod session;

pub use account::{Account, Invitation, KeptPasskey};
pub use platform_api::Role;
pub use role::reader;
pub(crate) use scope::PROVINCE;
pub use scope::{Scope, ScopeError};
pub(crate) use secret::Secret;
pub use session::{Ceremony, Session};
