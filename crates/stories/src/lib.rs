//! Which articles tell one story, and what one carries and another leaves out.
