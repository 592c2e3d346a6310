//! Results to terminal, JSON and HTML; every cell cites its words.
