//! Blocks, tokens and sentences: read once, shared by every other analyzer.
//!
//! ```text
//! text ── blocks (heading, byline, dateline, paragraph, caption, furniture)
//!   └──── tokens ──┴── sentences (of everything that is not furniture) ── tags (parts of speech)
//! ```

pub mod blocks;
mod furniture;
mod key;
mod numerals;
mod page;
mod phrases;
mod sentences;
mod small_print;
pub mod syntax;
mod token;
mod tokenizer;
mod tsv;
mod words;

pub use blocks::{Block, BlockKind};
pub use key::{fold, key};
pub use numerals::{Form, Numeral, Numerals};
pub use phrases::Phrases;
pub use sentences::{Sentence, Sentences};
pub use syntax::{Tag, Tagged};
pub use token::{Gap, Token, TokenKind, Tokens};
pub use tokenizer::Tokenizer;
pub use tsv::rows;
pub use words::among;
