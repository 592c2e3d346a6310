//! Tone toward each actor and frames, the outlet voice apart from quoted ones.
