//! Figures: how many of what, how qualified, and who says so.
