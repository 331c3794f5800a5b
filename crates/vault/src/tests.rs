//! What the vault promises, one file a promise.

mod canary;
mod carrying;
mod creating;
mod cutting_off;
mod deleting;
mod desk;
mod failing_disk;
mod forget_now;
mod forgetting;
mod former_files;
mod full_disk;
mod history;
mod in_memory;
mod keychain;
mod killing;
mod listing;
mod lived_in;
mod odd_disks;
mod opening;
mod pragmas;
mod privacy;
mod queue;
mod rescue;
mod saving;
mod slots;
mod support;
