//! Evaluative words and events, from `data/`.

use super::sieve::Sieved;
use parallax_text::syntax::auxiliary;
use parallax_text::{key, rows};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What the lists say of a word or mark.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Listed {
    /// How far it evaluates, or names a harm or a help, -4 to 4.
    pub valence: f32,
    /// A bit for each [`Kind`].
    kinds: u16,
}

/// What kind of word one is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// Says something of its doer rather than of what it stands beside.
    Event,
    /// Turns what follows.
    Negates,
    /// Does so as a verb of denial.
    Denies,
    /// Does so before "from".
    Far,
    /// Leaves what follows to somebody else's word.
    Alleges,
    /// Says how sure something is, not how good: "seems", "apparently", "alleged".
    Hedges,
    /// Is the act of speech that judges, as a verb or noun: "was accused of", "slams", "accusations of".
    Accuses,
    /// Says what its object is: "called Ray a crook" (Levin's class 29.3).
    Names,
    /// Parts two clauses of a sentence.
    Breaks,
    /// Calls what is said untrue or unfounded, as an adverb.
    Falsely,
    /// Does so as an adjective.
    Groundless,
    /// Is what a claim rests on.
    Grounds,
}

impl Listed {
    /// Whether it is a word of this kind.
    pub fn is(self, kind: Kind) -> bool {
        self.kinds & bit(kind) != 0
    }
}

fn bit(kind: Kind) -> u16 {
    1 << kind as u16
}

pub(crate) struct Lexicon(Sieved<Listed>);

const NEGATIONS: &str = "not no never without nor neither none cannot can't don't doesn't didn't isn't aren't wasn't \
    weren't won't wouldn't shouldn't couldn't hasn't haven't hadn't hardly barely scarcely lack lacks lacked lacking \
    refused refuses doubt doubts doubted doubting unlikely";

/// Verbs that turn what follows and a clause with "that" behind them (those of denial in Karttunen 1973).
const DENIALS: &str = "denied deny denies denying dismiss dismissed dismisses dismissing dispute disputed disputes disputing \
    disprove disproved rebut rebuts rebutted refute refuted refutes refuting reject rejected rejecting rejects";

/// Evidential adjectives and adverbs (Aikhenvald 2004; the hedges of reported speech in Hyland 2005).
const ALLEGATIONS: &str = "alleged allegedly supposed supposedly purported purportedly reputed reputedly reportedly ostensible \
    ostensibly";

/// Epistemic verbs, adjectives and adverbs (Hyland 2005).
const HEDGES: &str = "apparent apparently appear appeared appears evident evidently likely maybe perhaps possible possibly \
    presumably probable probably seem seemed seemingly seems";

/// Verbs that judge by being said or thought, and their nouns: those of Levin's class 33 (1993) that are acts of
/// speech, and newspaper words for them; verbs of her class 29.2 ("is regarded as").
const ACCUSATIONS: &str = "\
    accused applauded berated blamed blasted castigated censured chastised chided commended condemned criticised \
    criticized denounced deplored derided disparaged faulted hailed lambasted lauded maligned mocked praised rebuked \
    reprimanded reproached ridiculed scolded scorned slammed upbraided vilified \
    accuses applauds berates blames blasts castigates censures chastises chides commends condemns criticises \
    criticizes denounces deplores derides disparages faults hails lambasts lauds maligns mocks praises rebukes \
    reprimands reproaches ridicules scolds scorns slams upbraids vilifies \
    accusing applauding berating blaming blasting castigating censuring chastising chiding commending condemning \
    criticising criticizing denouncing deploring deriding disparaging faulting hailing lambasting lauding maligning \
    mocking praising rebuking reprimanding reproaching ridiculing scolding scorning slamming upbraiding vilifying \
    deemed depicted described perceived portrayed regarded viewed \
    admonished assailed complimented congratulated decried excoriated pilloried saluted savaged skewered thanked welcomed \
    admonishes assails compliments congratulates decries excoriates pillories salutes savages skewers thanks welcomes \
    admonishing assailing complimenting congratulating decrying excoriating pillorying saluting savaging skewering \
    thanking welcoming \
    accusation accusations allegation allegations complaint complaints condemnation criticism criticisms denunciation praise";

/// Verbs of naming and describing (Levin's classes 29.1 and 29.3).
const NAMINGS: &str = "\
    branded called characterised characterized declared depicted described dubbed labelled labeled portrayed pronounced termed \
    brands calls characterises characterizes declares depicts describes dubs labels portrays pronounces terms \
    branding calling characterising characterizing declaring depicting describing dubbing labelling labeling portraying \
    pronouncing terming";

const BREAKS: &str = "; : “ ” \" ( ) — – but while although though because which who whom whose that when where if after \
    before since until unless whereas as despite";

/// Adverbs that call what is said untrue or unfounded.
const FALSELY: &str = "baselessly deceptively dishonestly erroneously falsely groundlessly inaccurately incorrectly misleadingly \
    mistakenly untruthfully wrongly";

/// Adjectives that do.
const GROUNDLESS: &str = "baseless bogus debunked discredited erroneous false groundless misleading spurious unfounded unproven \
    unsubstantiated unsupported";

/// What a claim rests on.
const GROUNDS: &str = "corroboration evidence proof substantiation";

/// From so much on, of the probability that the choice of a word judges, it is called loaded where no other bound is asked for.
pub(crate) const LIKELY: f64 = 0.3;

impl Lexicon {
    pub(crate) fn shared() -> &'static Lexicon {
        static SHARED: OnceLock<Lexicon> = OnceLock::new();
        SHARED.get_or_init(|| {
            let mut words: FxHashMap<u64, Listed> = FxHashMap::default();
            for (data, kinds) in
                [(include_str!("../../data/events.tsv"), bit(Kind::Event)), (include_str!("../../data/tone.tsv"), 0)]
            {
                for (word, valence) in rows(data).filter_map(|r| Some((r[0], r.get(1)?.parse().ok()?))) {
                    words.insert(key(word), Listed { valence, kinds });
                }
            }
            let lists = [
                (NEGATIONS, bit(Kind::Negates)),
                (DENIALS, bit(Kind::Negates) | bit(Kind::Denies)),
                ("far", bit(Kind::Far)),
                (ALLEGATIONS, bit(Kind::Alleges) | bit(Kind::Hedges)),
                (HEDGES, bit(Kind::Hedges)),
                (ACCUSATIONS, bit(Kind::Accuses)),
                (NAMINGS, bit(Kind::Names)),
                (BREAKS, bit(Kind::Breaks)),
                (FALSELY, bit(Kind::Falsely)),
                (GROUNDLESS, bit(Kind::Groundless)),
                (GROUNDS, bit(Kind::Grounds)),
            ];
            for (list, kinds) in lists {
                list.split_whitespace().for_each(|w| words.entry(key(w)).or_default().kinds |= kinds);
            }
            Lexicon(Sieved::new(words))
        })
    }

    /// What is said of a word or mark with this key; nothing, mostly.
    pub(crate) fn of(&self, key: u64) -> Listed {
        self.0.get(key).copied().unwrap_or_default()
    }
}

/// Forms that only help a verb, short ones and "get" among them.
pub(crate) fn only_helps(word: &str) -> bool {
    auxiliary(word) || matches!(word, "am" | "get" | "gets" | "got" | "’s" | "'s" | "’re" | "’ve" | "’d")
}

/// Forms of "to be", and those of "to get" that stand for them.
pub(crate) fn to_be(word: &str) -> bool {
    matches!(
        word,
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "get" | "gets" | "got" | "’s" | "'s" | "’re"
    )
}
