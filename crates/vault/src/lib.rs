//! The encrypted database of one owner, its key slots, drafts and outbox rows.
