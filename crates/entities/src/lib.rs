//! Names with OntoNotes labels, and who is meant by them.
