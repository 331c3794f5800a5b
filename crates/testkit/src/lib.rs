//! Travellers with a story, clocks, and a faulty network; for tests only.
