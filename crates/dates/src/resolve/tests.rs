//! Dates in sentences of our own, with their values marked.

use crate::Timex;

fn check(fixture: &str) {
    parallax_testkit::check(fixture, |t: &Timex, _| {
        let until = t.until.as_ref().map_or(String::new(), |u| format!(" {u}"));
        t.value.as_deref().unwrap_or("null").to_string() + &until
    });
}

#[test]
fn counted_from_publication() {
    check(
        "
@published 2022-10-17
They met on Monday, and again last week; the first talks were held on Saturday.
            ^^^^^^ 2022-10-17
                              ^^^^^^^^^ 2022-10-10 2022-10-16
                                                                      ^^^^^^^^ 2022-10-15
In February the army moved. Elections will be held in March. Snow fell this summer.
   ^^^^^^^^ 2022-02
                                                      ^^^^^ 2023-03
                                                                       ^^^^^^^^^^^ 2022-06 2022-08
The ferry sank on October 20 last time; the hearing was set for November 3 by the court.
                  ^^^^^^^^^^ 2021-10-20
                                                                ^^^^^^^^^^ 2022-11-03",
    );
}

#[test]
fn said_in_full() {
    check(
        "
On 24 November 2021 and on March 3, 2020, or 10/17/2022, it rained; in spring 2020 it did not.
   ^^^^^^^^^^^^^^^^ 2021-11-24
                           ^^^^^^^^^^^^^ 2020-03-03
                                             ^^^^^^^^^^ 2022-10-17
                                                                       ^^^^^^^^^^^ 2020-03 2020-05
Since 2014 the 2021 doctrine of the 1990s stood in 2012–13.
      ^^^^ 2014
               ^^^^ 2021
                                ^^^^^^^^^ 1990 1999
                                                   ^^^^^^^ 2012 2013",
    );
}

#[test]
fn counted_from_the_text() {
    check(
        "
@published 2022-11-05
It sank on October 20. Only 4 days later divers found it, and the next month it was raised.
           ^^^^^^^^^^ 2022-10-20
                            ^^^^^^^^^^^^ 2022-10-24
                                                              ^^^^^^^^^^^^^^ 2022-11",
    );
}

#[test]
fn without_a_day_of_publication() {
    check(
        "
They met on Monday, October 31, and on May 2.
            ^^^^^^^^^^^^^^^^^^ null
                                       ^^^^^ null",
    );
    check(
        "
It is law (Post, November 4, 2021). Talks failed (Wire, October 10; Post, October 13; Post, October 31).
                 ^^^^^^^^^^^^^^^^ 2021-11-04
                                                        ^^^^^^^^^^ 2022-10-10
                                                                          ^^^^^^^^^^ 2022-10-13
                                                                                            ^^^^^^^^^^ 2022-10-31
They met on Thursday, May 3.
            ^^^^^^^^^^^^^^^ 2022-05-03",
    );
}

#[test]
fn lengths_and_times() {
    check(
        "
@published 2022-10-17
For two weeks and 30 days, a two-year plan; on Monday at 5.30 p.m. and 17:45 it ended.
    ^^^^^^^^^ P2W
                  ^^^^^^^ P30D
                             ^^^^^^^^ P2Y
                                               ^^^^^^ 2022-10-17
                                                         ^^^^^^^^^ 2022-10-17T17:30
                                                                       ^^^^^ 2022-10-17T17:45",
    );
}

#[test]
fn no_dates() {
    check(
        "About 650 men may march on over 2000 roads. We may lent 1500 boats. The second brigade sat in 4 posts, scored 3-2.",
    );
}

#[test]
fn the_day_of_publication_is_found() {
    let found = |page: &str| {
        let layers = parallax_testkit::read(&parallax_core::Article::new("a", page), "publication");
        layers.get::<crate::Publication>().first().map(|p| format!("{} {:?}", p.date, p.from))
    };
    let prose = "The harbour master said that twelve boats had been lost in the storm.";
    assert_eq!(found(&format!("Storm\nMonday, 3 May 2021\n\n{prose}")).as_deref(), Some("2021-05-03 Dateline"));
    assert_eq!(found(&format!("Storm\n\nPORTO, May 3, 2021 (Wire) — {prose}")).as_deref(), Some("2021-05-03 Dateline"));
    assert_eq!(
        found("The storm came on Monday (05/03/2021), the harbour master of Porto said.").as_deref(),
        Some("2021-05-03 Text")
    );
    // A copyright year is the year of the visit as often as not.
    assert_eq!(found(&format!("Storm\n\nPORTO, May 3 (Wire) — {prose}\n\n© 2021 The Wire")), None);
    assert_eq!(found(&format!("{prose} It was founded on May 3, 2001.")), None);
}

#[test]
fn words_that_tell_no_time() {
    check(
        "
@published 2022-10-17
We may lend it. About 650 left in 4 posts; the second brigade lent its territory and the first one sat still.
The score was 9-7, Second Kings 4:12 was read, and 2000 soldiers marched past 3 camps on page 2014.",
    );
}

#[test]
fn times_of_day_and_their_days() {
    check(
        "
@published 2022-10-20
Polls open at 8 a.m. on Sunday and close at 15:00 GMT Saturday; he called on Monday night and late on Tuesday.
              ^^^^^^ 2022-10-16T08:00
                        ^^^^^^ 2022-10-16
                                            ^^^^^^^^^^^^^^^^^^ 2022-10-15T15:00
                                                                             ^^^^^^^^^^^^ 2022-10-17
                                                                                                      ^^^^^^^ 2022-10-18
It begins at noon on Friday. On Wednesday at 10:15 it ended.
             ^^^^ 2022-10-14T12:00
                     ^^^^^^ 2022-10-14
                                ^^^^^^^^^ 2022-10-19
                                             ^^^^^ 2022-10-19T10:15",
    );
}

#[test]
fn modifiers_lengths_and_sets() {
    check(
        "
@published 2022-10-20
In early June and late last year, by the end of May and in mid-September, it took a decade; within days it fell.
   ^^^^^^^^^^ 2022-06
                  ^^^^^^^^^^^^^^ 2021
                                     ^^^^^^^^^^^^^^ 2022-05
                                                           ^^^^^^^^^^^^^ 2022-09
                                                                                  ^^^^^^^^ P1DE
                                                                                                   ^^^^ PXD
The past two years, the next few months and each week it grew over half a year. It is now open, a month earlier than usual.
^^^^^^^^^^^^^^^^^^ P2Y
                             ^^^^^^^^^^ PXM
                                            ^^^^^^^^^ P1W
                                                                   ^^^^^^^^^^^ P0.5Y
                                                                                      ^^^ null
                                                                                                ^^^^^^^ P1M
In the first half of 2021, Q3 2020, fiscal 2019, the 1990s, the '80s and the 19th century; on Christmas Eve 2014 and 9/11.
   ^^^^^^^^^^^^^^^^^^^^^^ 2021-01 2021-06
                           ^^^^^^^ 2020-07 2020-09
                                    ^^^^^^^^^^^ 2019
                                                 ^^^^^^^^^ 1990 1999
                                                            ^^^^^^^^ 1980 1989
                                                                         ^^^^^^^^^^^^^^^^ 1801 1900
                                                                                              ^^^^^^^^^^^^^^^^^^ 2014-12-24
                                                                                                                     ^^^^ 2001-09-11",
    );
}

#[test]
fn both_ways_to_write_a_day() {
    check(
        "
@published 2022-10-20
On 10/17/2022 and 17/10/2022 it rained; on 04/05/2022 it did not. Between November 10 and 11, in 2012–13, March and April 1918.
   ^^^^^^^^^^ 2022-10-17
                  ^^^^^^^^^^ 2022-10-17
                                           ^^^^^^^^^^ 2022
                                                                          ^^^^^^^^^^^^^^^^^^ 2022-11-10 2022-11-11
                                                                                                 ^^^^^^^ 2012 2013
                                                                                                                    ^^^^^^^^^^ 1918-04",
    );
}

#[test]
fn the_tense_of_the_verb_decides() {
    check(
        "
@published 2022-10-20
They met in January and will vote in January; a hearing was held on Friday, the next is to be held on Friday.
            ^^^^^^^ 2022-01
                                     ^^^^^^^ 2023-01
                                                                    ^^^^^^ 2022-10-14
                                                                                                      ^^^^^^ 2022-10-21
The vote is scheduled for November 3. The treaty was signed on November 3.
                          ^^^^^^^^^^ 2022-11-03
                                                               ^^^^^^^^^^ 2021-11-03",
    );
}

#[test]
fn a_history_counts_from_its_own_dates() {
    check(
        "
@published 2009-12-19
War began on 1 September 1939. In October the army fell, and on 10 May 1940 it moved again. The next day the town was taken.
             ^^^^^^^^^^^^^^^^ 1939-09-01
                                  ^^^^^^^ 1939-10
                                                                ^^^^^^^^^^^ 1940-05-10
                                                                                            ^^^^^^^^^^^^ 1940-05-11
By September it was over; in 1941, 1942 and 1943 it went on, until in June 1944 they landed. In August the city was free.
   ^^^^^^^^^ 1940-09
                             ^^^^ 1941
                                   ^^^^ 1942
                                            ^^^^ 1943
                                                                      ^^^^^^^^^ 1944-06
                                                                                                ^^^^^^ 1944-08",
    );
}

#[test]
fn nothing_to_count_from_is_left_open() {
    check(
        "The next day they met. On Monday it rained, in June it did not; two days later they left.
^^^^^^^^^^^^ null
                          ^^^^^^ null
                                               ^^^^ null
                                                                ^^^^^^^^^^^^^^ null",
    );
}
