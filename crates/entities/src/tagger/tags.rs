//! The tags of the sequence model: outside, and for each label a begin and an inside (Ramshaw and Marcus 1995).

use crate::Label;

/// How many tags there are: outside, and two for each of the ten labels.
pub const TAGS: usize = 21;

/// What one token is: outside any name, the first token of a name, or a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag(pub u8);

impl Tag {
    /// Outside any name.
    pub const OUT: Tag = Tag(0);

    /// The first token of a name.
    pub fn begin(label: Label) -> Tag {
        Tag(1 + 2 * label as u8)
    }

    /// A later token of a name.
    pub fn inside(label: Label) -> Tag {
        Tag(2 + 2 * label as u8)
    }

    /// The label, unless it is outside.
    pub fn label(self) -> Option<Label> {
        Label::all().get(usize::from(self.0.checked_sub(1)? / 2)).copied()
    }

    /// Whether it begins a name.
    pub fn begins(self) -> bool {
        self.0 % 2 == 1
    }

    /// Whether `self` may stand right after `before`: an inside tag only continues its own label.
    pub fn may_follow(self, before: Tag) -> bool {
        self == Tag::OUT || self.begins() || before == self || before.0 + 1 == self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_labels_agree() {
        for (i, label) in Label::all().into_iter().enumerate() {
            assert_eq!(label as usize, i);
            assert_eq!((Tag::begin(label).label(), Tag::inside(label).label()), (Some(label), Some(label)));
            assert!(Tag::begin(label).begins() && !Tag::inside(label).begins());
            assert!(Tag::inside(label).may_follow(Tag::begin(label)) && !Tag::inside(label).may_follow(Tag::OUT));
        }
        assert!(!Tag::inside(Label::Norp).may_follow(Tag::inside(Label::Person)));
        assert_eq!(Tag::OUT.label(), None);
    }
}
