//! Dates and times in text, resolved to the calendar.
