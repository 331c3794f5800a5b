//! The use cases of the app, and all that it asks of its host.

pub mod dto;
