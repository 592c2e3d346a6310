//! The tag set: the Penn Treebank's (Marcus, Santorini, Marcinkiewicz 1993), with one tag for all marks and one for hyphens
//! inside words.

/// How many tags there are.
pub const TAGS: usize = 39;

macro_rules! tags {
    ($($name:ident $written:literal)*) => {
        /// A part of speech, named as in the Penn Treebank.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the Penn Treebank's names")]
        pub enum Tag { $($name),* }

        impl Tag {
            /// All tags, in the order of their numbers.
            pub const ALL: [Tag; TAGS] = [$(Tag::$name),*];

            /// The tag as treebanks write it.
            pub fn written(self) -> &'static str {
                match self { $(Tag::$name => $written),* }
            }

            /// The tag that treebanks write so.
            pub fn parse(written: &str) -> Option<Tag> {
                match written { $($written => Some(Tag::$name),)* _ => None }
            }
        }
    };
}

tags! {
    Cc "CC" Cd "CD" Dt "DT" Ex "EX" Fw "FW" In "IN" Jj "JJ" Jjr "JJR" Jjs "JJS" Ls "LS" Md "MD" Nn "NN" Nns "NNS" Nnp "NNP"
    Nnps "NNPS" Pdt "PDT" Pos "POS" Prp "PRP" PrpS "PRP$" Rb "RB" Rbr "RBR" Rbs "RBS" Rp "RP" Sym "SYM" To "TO" Uh "UH"
    Vb "VB" Vbd "VBD" Vbg "VBG" Vbn "VBN" Vbp "VBP" Vbz "VBZ" Wdt "WDT" Wp "WP" WpS "WP$" Wrb "WRB" Hyph "HYPH"
    Punct "PUNCT" Add "ADD"
}

impl Tag {
    /// The tag of a number below [`TAGS`].
    pub fn of(number: usize) -> Tag {
        Tag::ALL[number]
    }

    /// A common or proper noun.
    pub fn noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }

    /// A noun in the plural.
    pub fn plural(self) -> bool {
        matches!(self, Tag::Nns | Tag::Nnps)
    }

    /// An adjective of any degree.
    pub fn adjective(self) -> bool {
        matches!(self, Tag::Jj | Tag::Jjr | Tag::Jjs)
    }

    /// A form of a verb, modals aside.
    pub fn verb(self) -> bool {
        matches!(self, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
    }

    /// A verb that carries tense, or a modal: what makes a clause.
    pub fn finite(self) -> bool {
        matches!(self, Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md)
    }

    /// An adverb of any degree.
    pub fn adverb(self) -> bool {
        matches!(self, Tag::Rb | Tag::Rbr | Tag::Rbs)
    }
}
