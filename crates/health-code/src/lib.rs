//! Facts and code policy in; a signed health code out, and back.
