//! The provincial platform's reference server.
