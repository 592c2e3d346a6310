//! Which articles tell one story; what one carries and another leaves out; who copied whom.

mod copies;
mod coverage;
mod grouping;
mod omissions;
