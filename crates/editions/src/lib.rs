//! Newer editions of the rulebook, by TUF: made and signed, fetched and verified, held on disk.
