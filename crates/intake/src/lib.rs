//! Files, folders and JSONL to articles: all reading of the outside world.
