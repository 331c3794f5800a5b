//! Every text of the app, embedded and checked.
