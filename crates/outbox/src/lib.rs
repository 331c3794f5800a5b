//! What to send next, what an answer means, and the worker that does it.
