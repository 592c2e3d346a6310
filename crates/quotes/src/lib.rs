//! Quotations with speaker and cue.
