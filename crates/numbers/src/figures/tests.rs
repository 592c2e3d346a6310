//! Figures in sentences of our own.

use crate::{Figure, Qualifier};

fn check(fixture: &str) {
    parallax_testkit::check(fixture, |f: &Figure, text| {
        let number = |n: Option<f64>| n.map_or("-".to_string(), |n| n.to_string());
        let value = if f.low == f.high { number(f.low) } else { format!("{}..{}", number(f.low), number(f.high)) };
        let qualifier =
            if f.qualifier == Qualifier::Exact { String::new() } else { format!(" {:?}", f.qualifier).to_lowercase() };
        let of = f.of.map_or(String::new(), |s| format!(" of {}", s.of(text)));
        let source = f.source.as_ref().map_or(String::new(), |s| format!(" by {}", s.as_str()));
        format!("{value}{qualifier} {}{of}{source}", f.unit)
    });
}

#[test]
fn counts_with_qualifier_thing_and_source() {
    check(
        "
According to Omar Diaz, up to 4,000 Peruvian soldiers, about 120 tanks and two hundred guns and mortars came.
                              ^^^^^ 4000 atmost person of Peruvian soldiers by omar-diaz
                                                             ^^^ 120 about vehicle of tanks by omar-diaz
                                                                           ^^^^^^^^^^^ 200 piece of guns and mortars by omar-diaz
Dozens of people fled; at least 14 were killed and the toll may rise to 21.
^^^^^^ 24..99 vague person of people
                                ^^ 14 atleast person of killed
                                                                        ^^ 21 person of toll",
    );
}

#[test]
fn money_shares_and_measures() {
    check(
        "
It paid $5.2 million, 37,5 million euros and €3bn for 12% of shares, 25 basis points more.
        ^^^^^^^^^^^^ 5200000 usd
                      ^^^^^^^^^^^^ 37500000 eur
                                             ^^^^ 3000000000 eur
                                                      ^^^ 12 percent of shares
                                                                     ^^ 25 basis point
A quake of magnitude 6.1, 30 kilometres deep; guns of a calibre greater than one hundred millimetres.
                     ^^^ 6.1 magnitude of magnitude
                          ^^ 30 kilometre of kilometres
                                                                             ^^^^^^^^^^^ 100 morethan millimetre of calibre",
    );
}

#[test]
fn ranges() {
    check(
        "
Between 40 and 50 boats, 20-30 cars and five to seven planes were lost.
        ^^^^^^^^^ 40..50 between vessel of boats
                         ^^^^^ 20..30 between vehicle of cars
                                        ^^^^^^^^^^^^^ 5..7 between aircraft of planes",
    );
}

#[test]
fn no_figures() {
    check(
        "The Tu-22M3 and the F-16, Article 5, plan “30-30-30-30”, Covid-19, Volume 16 and Route 37 on May 3, 2021 at 17:30. First of all, no one came; the first trains left. A few left.",
    );
}

#[test]
fn what_two_figures_share() {
    check(
        "
They sent up to 700 troops, 5 and 6 kg of gold, between 5 and 6 tanks and 816 000 t of coal; it cost 4 cents or 4$.
                ^^^ 700 atmost person of troops
                            ^ 5 kilogram of gold
                                  ^ 6 kilogram of gold
                                                        ^^^^^^^ 5..6 between vehicle of tanks
                                                                          ^^^^^^^ 816000 tonne of coal
                                                                                                     ^ 4 cent of cost
                                                                                                                ^^ 4 usd
They brought 170 tanks and 100 guns with a calibre of more than 100 mm, of whom 300 are women; another 40 came later.
             ^^^ 170 vehicle of tanks
                           ^^^ 100 piece of guns
                                                                ^^^ 100 morethan millimetre of calibre
                                                                                ^^^ 300 person of women
                                                                                                       ^^ 40 person of women
It cost about 8 or $9. Revenue was $5.2bn, up from $4.8bn a year ago; sales reached 3.9 million headsets from 2.4 million.
              ^ 8 about usd
                   ^^ 9 usd
                                   ^^^^^^ 5200000000 usd of Revenue
                                                   ^^^^^^ 4800000000 usd
                                                                                    ^^^^^^^^^^^ 3900000 count of headsets
                                                                                                              ^^^^^^^^^^^ 2400000 count of headsets
It needs 96 hp (72 kW / 97 PS) and a fee of 9 billion shekels ($2.4 billion) a year, or $80 per sq m.
         ^^ 96 horsepower of hp
                ^^ 72 kilowatt of kW
                        ^^ 97 horsepower of PS
                                            ^^^^^^^^^ 9000000000 shekel per year of fee
                                                               ^^^^^^^^^^^^ 2400000000 dollar per year
                                                                                        ^^^ 80 dollar per square metre",
    );
}

#[test]
fn changes_levels_and_stretches() {
    check(
        "
The bank cut its key rate by 25 basis points to 4.5 per cent. Shares fell from 9 to 7 percent, prices range from 1 to 2 million pounds.
                             ^^ 25 changedown basis point of rate
                                                ^^^ 4.5 percent of rate
                                                                               ^ 9 percent
                                                                                    ^ 7 percent
                                                                                                                 ^^^^^^^^^^^^^^ 1000000..2000000 between gbp of range
The index lost 162 points, or 2.1%, and the Dow +0.2%. Profit rose about 12 percent to $3m. It was minus-5 degrees at -2.5% and 40 +/- 2 mm.
               ^^^ 162 changedown point of points
                              ^^^^ 2.1 changedown percent
                                                 ^^^^ 0.2 changeup percent
                                                                         ^^ 12 changeup percent of Profit
                                                                                       ^^^ 3000000 usd
                                                                                                   ^^^^^^^ -5 degree of degrees
                                                                                                                      ^^^^^ -2.5 changedown percent
                                                                                                                                ^^ 40 about millimetre of mm
A team won 2-1, the record is 9-2, and 5-7 people saw it; the fee was £3m-£4m for a sub-300 sq m flat.
           ^^^ 2..1 score
                              ^^^ 9..2 score
                                       ^^^ 5..7 between person of people
                                                                      ^^^^^^^ 3000000..4000000 between gbp of fee
                                                                                        ^^^ 300 lessthan square metre of sq m",
    );
}

#[test]
fn ages_shares_and_ranks() {
    check(
        "
Maria Diaz, 44, met men aged 18 to 34, a 33-year-old and Omar Ray (61), who was 10 when he came.
            ^^ 44 year of age
                             ^^^^^^^^ 18..34 between year of age
                                         ^^ 33 year of age of year-old
                                                                   ^^ 61 year of age
                                                                                ^^ 10 year of age
One in five children, nine out of ten voters, two-thirds of the seats and half of the members agreed; a third man left.
^^^^^^^^^^^ 0.2 person of children
                      ^^^^^^^^^^^^^^^ 0.9 person of voters
                                              ^^^^^^^^^^ 0.6666666666666666 seat of seats
                                                                          ^^^^ 0.5 person of members
It was the third-largest bank and finished second in the 25th round; the 21st century began. She is 5 feet 2 inches tall.
           ^^^^^ 3 rank
                                           ^^^^^^ 2 rank
                                                         ^^^^ 25 rank
                                                                                                    ^^^^^^^^ 5.166666666666667 foot of feet",
    );
}

#[test]
fn labels_addresses_and_years_are_no_figures() {
    check(
        "In 2012–13 the 2018 sales of the 640 Skyliner fell. Call 555-1234 or visit 48 Alder Road in ZIP code 20417. It was 17:30 in Act 3, Game 6, Section 5, season 2 and G7 talks on 10/17/2022. The second brigade of the two left; one of them, the one in No. 10, wore shirt number 7. A score, said the 9/11 panel, is 24/7 work.",
    );
}

#[test]
fn european_forms_where_the_article_writes_so() {
    check(
        "
Some 1.200 people came 1.450 euros and 3.500 pounds; 1,5 million left.
     ^^^^^ 1200 about person of people
                       ^^^^^ 1450 eur
                                       ^^^^^ 3500 gbp
                                                     ^^^^^^^^^^^ 1500000 count
A loss of 1.356 billion (1.762bn dollars) is not such a form.
          ^^^^^^^^^^^^^ 1356000000 count
                         ^^^^^^^ 1762000000 usd",
    );
}

#[test]
fn the_report_of_the_sentence_before_goes_on() {
    check(
        "
According to Omar Diaz, 40 tanks came. They would stand in 4 camps by the river. Some 12 camps are empty.
                        ^^ 40 vehicle of tanks by omar-diaz
                                                           ^ 4 place of camps by omar-diaz
                                                                                      ^^ 12 about place of camps
The town has 300 boats (Steppe Daily, October 31).
             ^^^ 300 vessel of boats by steppe-daily",
    );
}

/// Every qualifier of `data/qualifiers.toml` in its own example, and none where its words mean something else.
#[test]
fn every_qualifier_reads_in_its_example_and_in_no_other_sense() {
    #[derive(serde::Deserialize)]
    struct Other {
        words: String,
        example: String,
    }
    #[derive(serde::Deserialize)]
    struct File {
        qualifier: Vec<crate::QualifierEntry>,
        not: Vec<Other>,
    }
    let file: File = toml::from_str(include_str!("../../data/qualifiers.toml")).expect("read by the program too");
    let reads = |example: &str, means: Qualifier| {
        let layers = parallax_testkit::read(&parallax_core::Article::new("a", example), "numbers");
        layers.get::<Figure>().iter().any(|f| f.qualifier == means)
    };
    let missed: Vec<&str> =
        file.qualifier.iter().filter(|q| !reads(&q.example, q.means)).map(|q| q.words.as_str()).collect();
    assert_eq!(missed, [""; 0], "not read in their own examples");
    let meant = |o: &&Other| file.qualifier.iter().any(|q| q.words == o.words && reads(&o.example, q.means));
    let taken: Vec<&str> = file.not.iter().filter(meant).map(|o| o.example.as_str()).collect();
    assert_eq!(taken, [""; 0], "read in another sense");
}
