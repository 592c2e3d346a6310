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
                  ^^^^^^^^^^ 2022-10-20
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
                                    ^^^^^ 1990 1999
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
                                                                  ^^^^^^^^^^ 2022-12",
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
