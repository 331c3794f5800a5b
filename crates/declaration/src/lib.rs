//! Rulebook and answers in; questions, findings, progress and facts out.
