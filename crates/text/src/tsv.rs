//! Lists as data: tab-separated files with `#` comments at their head.

/// The rows of an embedded list: comments and blank lines left out, cells split at tabs.
pub fn rows(data: &str) -> impl Iterator<Item = Vec<&str>> {
    data.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).map(|l| l.split('\t').collect())
}
