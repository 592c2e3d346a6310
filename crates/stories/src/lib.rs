//! Which articles tell one story; what one carries and another leaves out; who copied whom.

mod copies;
mod grouping;
mod omissions;
