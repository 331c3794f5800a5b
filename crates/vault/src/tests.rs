//! What the vault promises, one file a promise.

mod canary;
mod creating;
mod deleting;
mod full_disk;
mod keychain;
mod killing;
mod opening;
mod pragmas;
mod queue;
mod saving;
mod slots;
mod support;
