//! Each kind of fact, looked for in one story.

use crate::expected::{Actor, Expected, Figure, Omission, Quote, Reading};
use crate::found::{Facts, Found, Note, Page, Place, inside, overlap, place, plain};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Looks for every fact of one story.
pub fn story(found: &Found<'_>, expected: &Expected, outlets: &BTreeMap<String, String>, facts: &mut Facts) {
    let actors: Vec<Known<'_>> = expected.actors.iter().map(|a| Known::new(found, a)).collect();
    let mut check = Check { found, actors, facts };
    check.articles(outlets);
    check.page_lines(expected);
    expected.silence.iter().for_each(|s| {
        check.silence(&s.outlet, &s.text, &s.layer);
    });
    (0..check.actors.len()).for_each(|i| check.actor(i));
    expected.figures.iter().for_each(|f| check.figure(f));
    expected.quotes.iter().for_each(|q| check.quote(q));
    expected.omissions.iter().for_each(|o| check.omission(o));
    for copy in &expected.copies {
        let (article, of) = (&found.page(&copy.article).id, &found.page(&copy.of).id);
        let rows: Vec<&Value> = found.rows("copies").filter(|r| r["article"] == article.as_str()).collect();
        let met = rows.iter().any(|r| r["of"] == of.as_str());
        let others: Vec<&str> = rows.iter().filter_map(|r| r["of"].as_str()).collect();
        check.fact("copy", &copy.article, &format!("{} copy of {}", copy.kind, copy.of), met, || {
            if others.is_empty() { "no copy".into() } else { format!("a copy of {}", others.join(", ")) }
        });
    }
}

/// An expected actor, and the id that most of its spellings have.
struct Known<'a> {
    expected: &'a Actor,
    /// What the entities at each spelling are.
    ids: Vec<Vec<&'a str>>,
    main: Option<&'a str>,
}

impl<'a> Known<'a> {
    fn new(found: &'a Found<'_>, expected: &'a Actor) -> Self {
        let at = |words: &str, slug: &str| {
            let notes = entities_at(found.page(slug), words);
            notes.iter().filter_map(|(_, n)| n["actor"].as_str()).collect::<Vec<_>>()
        };
        let ids: Vec<Vec<&str>> = expected.spellings.iter().map(|s| at(&s.text, &s.outlet)).collect();
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for spelling in &ids {
            spelling.iter().collect::<BTreeSet<_>>().into_iter().for_each(|id| *votes.entry(id).or_default() += 1);
        }
        let main = votes.into_iter().max_by_key(|(id, n)| (*n, std::cmp::Reverse(*id))).map(|(id, _)| id);
        Known { expected, ids, main }
    }
}

/// The names at `words`: those that fill most of them or stand behind a title, else those they are a part of.
fn entities_at<'a>(page: &'a Page, words: &str) -> Vec<Note<'a>> {
    let places = page.places(words);
    let fills = |e: &Place| places.iter().any(|p| inside(e, p) && (e.end == p.end || e.len() * 2 >= p.len()));
    let holds = |e: &Place| places.iter().any(|p| inside(p, e));
    let notes = page.notes("entities");
    let own: Vec<Note<'_>> = notes.iter().filter(|n| fills(&n.0)).cloned().collect();
    if own.is_empty() { notes.into_iter().filter(|n| holds(&n.0)).collect() } else { own }
}

/// A check under way.
struct Check<'a, 'f> {
    found: &'a Found<'a>,
    actors: Vec<Known<'a>>,
    facts: &'f mut Facts,
}

impl<'a> Check<'a, '_> {
    fn fact(&mut self, kind: &'static str, outlet: &str, what: &str, met: bool, instead: impl FnOnce() -> String) {
        self.facts.add((self.found.folder, outlet), kind, what, (!met).then(instead));
    }

    /// Outlets have their names, and all articles of the folder, with no others, are one story.
    fn articles(&mut self, outlets: &BTreeMap<String, String>) {
        let ids: Vec<&str> =
            self.found.story["articles"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for page in &self.found.pages {
            let name =
                outlets.get(&page.slug).unwrap_or_else(|| panic!("corpus/outlets.toml does not list {}", page.slug));
            self.fact("outlet", &page.slug, name, page.outlet() == name, || format!("“{}”", page.outlet()));
            self.fact("story", &page.slug, "in the story of its folder", ids.contains(&page.id.as_str()), || {
                "in another".into()
            });
        }
        let strange = ids.iter().filter(|id| !self.found.pages.iter().any(|p| p.id == **id));
        let strange: Vec<&str> = strange.copied().collect();
        self.fact("story", "-", "no article of another folder", strange.is_empty(), || strange.join(", "));
    }

    /// Lines of the page are furniture, and no others are.
    fn page_lines(&mut self, expected: &Expected) {
        for page in &self.found.pages {
            let blocks = page.notes("blocks");
            let furniture: Vec<Place> =
                blocks.iter().filter(|b| b.1["kind"] == "furniture").map(|b| b.0.clone()).collect();
            let own: BTreeSet<&str> =
                expected.furniture.iter().filter(|l| l.outlet == page.slug).map(|l| l.line.trim()).collect();
            let mut wrong = None;
            let mut missing: BTreeMap<&str, usize> = own.iter().map(|l| (*l, 0)).collect();
            let mut seen = BTreeSet::new();
            let mut at = 0;
            for line in page.text.split('\n') {
                let place = at..at + line.len();
                at += line.len() + 1;
                let marked = place.start >= page.body && furniture.iter().any(|f| overlap(f, &place));
                match missing.get_mut(line.trim()) {
                    Some(n) => {
                        *n += usize::from(!marked);
                        seen.insert(line.trim());
                    }
                    None if marked && wrong.is_none() => wrong = Some(line),
                    None => {}
                }
            }
            for (line, n) in missing {
                assert!(seen.contains(line), "story.toml: `{line}` is no line of {}", page.id);
                self.fact("furniture", &page.slug, line, n == 0, || format!("{n} times taken for the article’s own"));
            }
            let wrong = wrong.map(String::from);
            self.fact("prose", &page.slug, "nothing of the article is furniture", wrong.is_none(), || {
                wrong.unwrap_or_default()
            });
        }
    }

    /// Words that must not be noted. Scare quotes are no speech, so they may be noted as such.
    fn silence(&mut self, slug: &str, words: &str, layer: &str) {
        let page = self.found.page(slug);
        let places = page.places(words);
        let notes = page.notes(layer);
        let touching = notes.iter().find(|(p, n)| n["kind"] != "scare" && places.iter().any(|q| overlap(p, q)));
        let shown = touching.map(|(_, n)| format!("“{}”", n["text"].as_str().unwrap_or("")));
        self.fact("silence", slug, &format!("“{words}” is none of {layer}"), shown.is_none(), || {
            shown.unwrap_or_default()
        });
    }

    fn actor(&mut self, i: usize) {
        let (expected, main) = (self.actors[i].expected, self.actors[i].main);
        let name = &expected.name;
        for (k, spelling) in expected.spellings.iter().enumerate() {
            let ids = &self.actors[i].ids[k];
            let same = ids.iter().filter(|id| Some(**id) == main).count();
            // A surname alone can be that of somebody else of the same article too.
            let met = main.is_some() && same > 0 && same * 2 >= ids.len();
            let shown = if ids.is_empty() {
                "no name there".into()
            } else {
                ids.iter().collect::<BTreeSet<_>>().into_iter().copied().collect::<Vec<_>>().join(", ")
            };
            let shown = format!("{shown}; most are {}", main.unwrap_or("nothing"));
            self.fact("actor", &spelling.outlet, &format!("“{}” is {name}", spelling.text), met, || shown);
        }
        let Some(main) = main else { return };
        let notes = self.found.pages.iter().flat_map(|p| p.notes("entities"));
        let labels: Vec<&str> =
            notes.filter(|(_, n)| n["actor"] == main).filter_map(|(_, n)| n["label"].as_str()).collect();
        let right = labels.iter().filter(|l| **l == expected.label).count();
        let others: BTreeSet<&str> = labels.iter().copied().filter(|l| *l != expected.label).collect();
        let others = others.into_iter().collect::<Vec<_>>().join(", ");
        self.fact("label", "-", &format!("{name} is {}", expected.label), right * 2 > labels.len(), || others);
        // No merge that the story does not expect.
        let merged: Vec<&str> = (0..self.actors.len())
            .filter(|j| *j != i && self.actors[*j].main == Some(main))
            .map(|j| self.actors[j].expected.name.as_str())
            .collect();
        self.fact("merge", "-", &format!("{name} is nobody else"), merged.is_empty(), || merged.join(", "));
        for other in &expected.apart {
            let ids = self.found.called(other);
            let met = !ids.is_empty() && !ids.contains(&main);
            let shown = if ids.is_empty() { "no such name found".into() } else { format!("both are {main}") };
            self.fact("apart", "-", &format!("{other} is not {name}"), met, || shown);
        }
    }

    /// The ids that the full name `name` may have.
    fn ids(&self, name: &str) -> BTreeSet<&'a str> {
        let known = self.actors.iter().filter(|a| plain(&a.expected.name) == plain(name)).filter_map(|a| a.main);
        known.chain(self.found.called(name)).collect()
    }

    fn figure(&mut self, figure: &Figure) {
        let readings: Vec<Read<'a, '_>> = figure.readings.iter().map(|r| Read::new(self.found, r)).collect();
        for read in &readings {
            let r = read.expected;
            let what = format!("{}: “{}” is {} {}", figure.what, r.text, span_of(r.low, r.high), r.qualifier);
            self.fact("figure", &r.outlet, &what, read.right, || read.shown());
            let ids = self.ids(&r.source);
            // A source without a name ("police", "the minutes") is nobody the program could name.
            let nameless = r.source.is_empty() || ids.is_empty() && !r.source.contains(char::is_uppercase);
            let is = |n: &Note<'_>| n.1["source"].as_str().map_or(nameless, |s| ids.contains(s));
            let given: Vec<&str> = read.notes.iter().map(|(_, n)| n["source"].as_str().unwrap_or("nobody")).collect();
            let who = if r.source.is_empty() { "the outlet itself" } else { &r.source };
            let shown = if given.is_empty() { "no figure there".into() } else { given.join(", ") };
            self.fact(
                "source",
                &r.outlet,
                &format!("{}: “{}” is from {who}", figure.what, r.text),
                read.notes.iter().any(is),
                || shown,
            );
        }
        let held = |row: &Value| readings.iter().filter(|r| r.stands_in(row)).count();
        let best = self.found.rows("figures").map(|row| (held(row), row)).filter(|(n, _)| *n > 0);
        let best = best.fold(
            None,
            |best: Option<(usize, &Value)>, row| if best.is_none_or(|b| row.0 > b.0) { Some(row) } else { best },
        );
        let row = best.map(|(_, row)| row);
        let lost: Vec<&str> = readings
            .iter()
            .filter(|r| !row.is_some_and(|row| r.stands_in(row)))
            .map(|r| r.expected.outlet.as_str())
            .collect();
        let name = row.map_or("no row", |row| row["what"].as_str().unwrap_or(""));
        self.fact("row", "-", &format!("{}: all readings in one row", figure.what), lost.is_empty(), || {
            format!("“{name}” without {}", lost.join(", "))
        });
        let verdict = row.map_or("no row", |row| row["verdict"].as_str().unwrap_or(""));
        self.fact("verdict", "-", &format!("{}: {}", figure.what, figure.verdict), verdict == figure.verdict, || {
            format!("{verdict} (“{name}”)")
        });
        for slug in &figure.silent {
            let outlet = self.found.page(slug).outlet();
            let met = row.is_some_and(|row| row["silent"].as_array().is_some_and(|s| s.iter().any(|o| o == outlet)));
            self.fact("silent", slug, &format!("{}: not given", figure.what), met, || {
                format!("“{name}” has it, or is missing")
            });
        }
    }

    fn quote(&mut self, quote: &Quote) {
        let ids = self.ids(&quote.speaker);
        let mut places = Vec::new();
        for reading in &quote.readings {
            let page = self.found.page(&reading.outlet);
            let place = page.places(&reading.text).remove(0);
            let notes = page.notes("quotes").into_iter().filter(|(_, n)| n["kind"] != "scare");
            let best = notes.map(|n| (covered(&page.text, &place, &n), n)).fold(
                None,
                |best: Option<(f64, Note<'_>)>, next| match &best {
                    Some(b) if b.0 >= next.0 => best,
                    _ => Some(next),
                },
            );
            let (share, note) = best.map_or((0.0, None), |(share, note)| (share, Some(note.1)));
            self.fact("quote", &reading.outlet, &format!("“{}”", reading.text), share >= 0.8, || {
                format!("{:.0} % of its words", share * 100.0)
            });
            let speaker = note.filter(|_| share > 0.0).and_then(|n| n["speaker"].as_str());
            let met = speaker.is_some_and(|s| ids.contains(s));
            let what = format!("“{}” is said by {}", reading.text, quote.speaker);
            self.fact("speaker", &reading.outlet, &what, met, || speaker.unwrap_or("nobody").to_string());
            places.push((page.id.as_str(), place));
        }
        if places.len() < 2 {
            return;
        }
        let holds = |row: &Value, id: &str, at: &Place| cites(row).any(|(article, p)| article == id && overlap(&p, at));
        let rows = self.found.rows("quotes").map(|row| places.iter().filter(|(id, at)| holds(row, id, at)).count());
        let most = rows.max().unwrap_or(0);
        let what = format!("“{}”: all readings in one row", quote.readings[0].text);
        self.fact("quote row", "-", &what, most == places.len(), || format!("{most} of {}", places.len()));
    }

    fn omission(&mut self, omission: &Omission) {
        let at: Vec<(&str, Vec<Place>)> = omission
            .carried_by
            .iter()
            .map(|s| self.found.page(s))
            .map(|p| (p.id.as_str(), p.text.match_indices(&*omission.words).map(|(a, w)| a..a + w.len()).collect()))
            .collect();
        assert!(
            at.iter().any(|(_, places)| !places.is_empty()),
            "story.toml: nobody has the words `{}`",
            omission.words
        );
        let words = plain(&omission.words);
        let about = |row: &&Value| {
            let fact = plain(row["fact"].as_str().unwrap_or(""));
            let cited = place(&row["cite"]).is_some_and(|c| {
                at.iter().any(|(id, places)| row["cite"]["article"] == *id && places.iter().any(|p| overlap(p, &c)))
            });
            row["kind"] == omission.kind.as_str()
                && (cited || !fact.is_empty() && (fact.contains(&words) || words.contains(&fact)))
        };
        let list = |row: &Value, key: &str| -> Vec<String> {
            row[key].as_array().into_iter().flatten().filter_map(Value::as_str).map(String::from).collect()
        };
        // An outlet that the fact does not speak of may stand on either side.
        let has = |row: &Value, key: &str, outlets: &[&str]| {
            let named = list(row, key);
            outlets.iter().all(|o| named.iter().any(|n| n == o))
        };
        let (carried, missing) = (self.found.outlets(&omission.carried_by), self.found.outlets(&omission.not_found_in));
        let rows: Vec<&Value> = self.found.rows("omissions").filter(about).collect();
        let met = rows.iter().any(|row| has(row, "carried_by", &carried) && has(row, "not_found_in", &missing));
        let shown = rows.first().map_or("no row".into(), |row| {
            format!("“{}” carried by {}", row["fact"].as_str().unwrap_or(""), list(row, "carried_by").join(", "))
        });
        let what = format!("{} “{}” only in {}", omission.kind, omission.words, omission.carried_by.join(", "));
        self.fact("omission", "-", &what, met, || shown);
    }
}

/// An expected reading of a figure, with the notes at its words.
struct Read<'a, 'e> {
    expected: &'e Reading,
    page: &'a Page,
    /// Those with the right value, if there are any.
    notes: Vec<Note<'a>>,
    right: bool,
}

impl<'a, 'e> Read<'a, 'e> {
    fn new(found: &'a Found<'_>, expected: &'e Reading) -> Self {
        let page = found.page(&expected.outlet);
        let places = page.places(&expected.text);
        let mut notes = page.notes("numbers");
        notes.retain(|(p, _)| places.iter().any(|q| inside(p, q)));
        let right: Vec<Note<'_>> = notes.iter().filter(|(_, n)| says(n, expected)).cloned().collect();
        let met = !right.is_empty();
        Read { expected, page, notes: if met { right } else { notes }, right: met }
    }

    fn shown(&self) -> String {
        let bound = |v: &Value| v.as_f64().map_or("open".into(), |n| n.to_string());
        let one = |(_, n): &Note<'_>| {
            format!("{}..{} {}", bound(&n["low"]), bound(&n["high"]), n["qualifier"].as_str().unwrap_or(""))
        };
        let all: Vec<String> = self.notes.iter().map(one).collect();
        if all.is_empty() { "no figure there".into() } else { all.join(", ") }
    }

    /// Whether a row of the table has this reading. What an article says twice stands there once.
    fn stands_in(&self, row: &Value) -> bool {
        let readings = row["readings"].as_array();
        let own = readings.into_iter().flatten().filter(|r| r["article"] == self.page.id.as_str());
        let is = |r: &Value, (p, n): &Note<'_>| {
            place(&r["cite"]).as_ref() == Some(p) || says(r, self.expected) && r["of"] == n["of"]
        };
        own.into_iter().any(|r| self.notes.iter().any(|n| is(r, n)))
    }
}

/// Whether a note or row says what is expected.
fn says(note: &Value, expected: &Reading) -> bool {
    let near = |v: &Value, want: f64| v.as_f64().is_some_and(|v| (v - want).abs() <= want.abs() * 1e-9);
    near(&note["low"], expected.low)
        && near(&note["high"], expected.high)
        && note["qualifier"] == expected.qualifier.as_str()
}

fn span_of(low: f64, high: f64) -> String {
    if low == high { low.to_string() } else { format!("{low} to {high}") }
}

/// Where a row's readings stand.
fn cites(row: &Value) -> impl Iterator<Item = (&str, Place)> {
    let readings = row["readings"].as_array().into_iter().flatten();
    readings.filter_map(|r| Some((r["cite"]["article"].as_str()?, place(&r["cite"])?)))
}

/// The part of the words at `at` that a quotation, or its pieces, cover.
fn covered(text: &str, at: &Place, (span, note): &Note<'_>) -> f64 {
    let parts: Vec<Place> = note["parts"].as_array().into_iter().flatten().filter_map(place).collect();
    let parts = if parts.is_empty() { vec![span.clone()] } else { parts };
    let mut words: Vec<Place> = Vec::new();
    for (i, c) in text[at.clone()].char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let here = at.start + i;
        match words.last_mut() {
            Some(word) if word.end == here => word.end = here + c.len_utf8(),
            _ => words.push(here..here + c.len_utf8()),
        }
    }
    let inside = words.iter().filter(|w| parts.iter().any(|p| inside(w, p))).count();
    inside as f64 / words.len().max(1) as f64
}
