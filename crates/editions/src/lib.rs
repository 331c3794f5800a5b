//! Newer editions of the rulebook: made and signed, fetched and verified, held on disk.
//!
//! Policy travels as data, by TUF (The Update Framework) as the crate `tough` does it; this crate is the only one that
//! names it. A repository lists editions as targets `<number>/<file>` and risk lists, which change daily, as `risks/<number>.json`, always with consistent snapshots. Officers make
//! and sign it ([`Repository`]), a platform serves it. An app keeps what it took from one on a [`Shelf`], and what it took stays usable
//! without a network for ever.
//!
//! What a repository says is believed as far as the root in the platform's profile vouches for it, and no further: an
//! edition that is properly signed is still proved by `rulebook` before it is kept. What goes wrong is an
//! [`EditionsError`], and whatever goes wrong, what was held before is still held.

mod contents;
mod error;
mod repository;
mod shelf;
mod source;
mod transport;

pub use error::EditionsError;
pub use repository::{
    Lifetimes, Packed, Progress, Published, Repository, RepositoryError, RoleKey, RoleKeysOf, RolePublicKey,
    Waiting,
};
pub use shelf::{Held, Shelf, Update};
pub use source::{FolderSource, Source, SourceError};
