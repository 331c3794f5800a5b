//! An edition of policy: load it, prove it, refuse it.
