//! Facts and code policy in; a signed health code out, and back.
//!
//! Only the platform assigns a code ([`assign`]), knows when time alone may change it ([`changes_on`]), and signs it ([`sign`]); anybody with the facts can have it explained
//! ([`explain`]); whoever is shown one verifies it offline
//! ([`verify`]) with keys that were given beforehand. The text is drawn as a QR code by [`qr`]. No I/O, no clock:
//! the time of a verification is passed in.
//!
//! # The container
//! `GT1:` + base45( zlib( tag 61 ( tag 18 ( COSE_Sign1 )))), the layers of the EU certificate under a prefix of our
//! own, so that decoders which exist open it once the prefix is dropped.
//!
//! - Protected header: `1` algorithm = ES256 (-7), `4` key id. The unprotected header is empty, and a code where it is
//!   not is refused, for nothing may stand there that is not signed.
//! - Payload: a CWT. Claims `1` issuer = `guitu`, `4` expiry, `6` issued at (whole seconds since 1970, UTC), and the
//!   private claim `-70001`, a map:
//!
//! | key | claim | type |
//! | --- | --- | --- |
//! | 1 | colour: `green`, `yellow`, `orange` | text |
//! | 2 | id of the rule that decided | text |
//! | 3 | ids of its reasons, at least one | array of text |
//! | 4 | number of the rulebook edition | unsigned |
//! | 5 | purpose: `epidemic-prevention` and no other | text |
//! | 6 | declaration | 16 bytes, a UUID |
//! | 7 | revision | unsigned |
//! | 8 | name as printed in the document | text |
//! | 9 | last characters of the document's number | text |
//! | 10 | flight of arrival; left out if there is none | text |
//! | 11 | id of the way to have the code corrected | text |
//! | 12 | it rests on a sample edition; left out if it does not | true |
//! | 13 | number of the risk list | unsigned |
//! | 14 | its day of issue, as `2026-11-01` | text |
//! | 15 | local day on which that flight, or whatever crosses the border, departs; left out if no leg says | text |
//!
//! It holds what a checker needs and nothing else: no answer, no fact, no birth date, no whole document number.

mod assign;
mod change;
mod claims;
mod container;
mod cwt;
mod explain;
mod qr;
mod verify;

pub use assign::{AssignError, Assignment, assign, decide};
pub use change::changes_on;
pub use claims::{CodeClaims, PURPOSE};
pub use container::PREFIX;
pub use explain::{Change, Explanation, Mover, Other, explain};
pub use qr::{QrDrawing, qr, qr_of_a_run};
pub use rulebook::Colour;
pub use verify::{CodeError, CodeKey, CodeSigner, Verified, sign, verify, verify_sample};
