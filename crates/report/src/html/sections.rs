//! The tables of one story; every value that cites words is a link to them.

use super::markup::{Esc, list, put};
use crate::amount::signed;
use crate::view::{Called, Cite, Said, Tone, View};
use std::collections::BTreeMap;

/// The articles' numbers on the page, by id.
pub(super) type Numbers<'a> = BTreeMap<&'a str, usize>;

/// Writes the tables of a story.
pub(super) struct Sections<'a> {
    pub view: &'a View<'a>,
    pub numbers: &'a Numbers<'a>,
    pub out: &'a mut String,
}

impl Sections<'_> {
    pub fn write(mut self) {
        self.figures();
        self.actors();
        self.quotes();
        self.tone();
        self.called("Labels", "what each outlet calls them", &self.view.called());
        self.called("Wordings", "which of the words for one thing each outlet's own voice takes", &self.view.worded());
        self.omissions();
        self.words();
        self.copies();
        for (name, rows) in &self.view.others {
            self.other(name, rows);
        }
    }

    pub(super) fn heading(&mut self, name: &str, note: &str) {
        put!(self.out, "<h3>{} <small>{}</small></h3>", Esc(name), Esc(note));
    }

    /// `inner`, already markup, as a link to the first cite; the further ones follow as small numbers.
    pub(super) fn cited<'c>(&mut self, cites: impl IntoIterator<Item = &'c Cite>, inner: &str) {
        let known = |c: &&Cite| self.numbers.contains_key(c.article.as_str());
        let cites: Vec<&Cite> = cites.into_iter().filter(known).collect();
        if cites.is_empty() {
            self.out.push_str(inner);
        }
        for (i, cite) in cites.into_iter().enumerate() {
            let number = self.numbers[cite.article.as_str()];
            let (start, end) = (cite.byte_start, cite.byte_end);
            let again = (i + 1).to_string();
            let (class, inner) = if i == 0 { ("cite", inner) } else { ("cite again", again.as_str()) };
            put!(
                self.out,
                "<a class=\"{class}\" href=\"#c-{number}-{start}-{end}\" data-article=\"a{number}\" data-start=\"{start}\" data-end=\"{end}\" title=\"“{}”\">{inner}</a>",
                Esc(&cite.text)
            );
        }
    }

    /// A table with a column for each outlet.
    fn matrix(&mut self, corner: &str, tail: Option<&str>) {
        put!(
            self.out,
            "<div class=\"scroll\"><table class=\"matrix\"><thead><tr><th scope=\"col\">{}</th>",
            Esc(corner)
        );
        for outlet in &self.view.outlets {
            put!(self.out, "<th scope=\"col\">{}</th>", Esc(outlet));
        }
        if let Some(tail) = tail {
            put!(self.out, "<th scope=\"col\">{}</th>", Esc(tail));
        }
        self.out.push_str("</tr></thead><tbody>");
    }

    pub(super) fn end(&mut self) {
        self.out.push_str("</tbody></table></div>");
    }

    fn figures(&mut self) {
        let view = self.view;
        if view.figures.is_empty() {
            return;
        }
        self.heading("Figures", "≤ at most · ≥ at least · ~ about · ↑ ↓ change · – not given");
        self.matrix("", Some("verdict"));
        for figure in &view.figures {
            put!(self.out, "<tr><th scope=\"row\">{}", Esc(&figure.label()));
            if let Some(unit) = figure.unit_label() {
                put!(self.out, "<small>{}</small>", Esc(&unit));
            }
            self.out.push_str("</th>");
            for outlet in &view.outlets {
                self.out.push_str("<td>");
                let values = view.values(figure, outlet);
                if values.is_empty() && figure.silent.iter().any(|s| s == outlet) {
                    self.out.push_str("<span class=\"silent\" title=\"not given\">–</span>");
                }
                for value in values {
                    self.out.push_str("<div class=\"value\">");
                    self.cited(value.cites, &Esc(&value.words).to_string());
                    if !value.source.is_empty() {
                        put!(self.out, "<small>{}</small>", Esc(&view.name(value.source)));
                    }
                    self.out.push_str("</div>");
                }
                self.out.push_str("</td>");
            }
            put!(self.out, "<td>{}<small>{}</small></td></tr>", badge(&figure.verdict, ""), Esc(&figure.why));
        }
        self.end();
    }

    fn actors(&mut self) {
        let view = self.view;
        if view.actors.is_empty() {
            return;
        }
        self.heading("Actors", "each spelling, the articles that use it, and why it is the same");
        self.out.push_str("<dl class=\"actors\">");
        let (several, single): (Vec<_>, Vec<_>) =
            view.actors.iter().partition(|a| a.spellings.len() > 1 || !a.kept_apart.is_empty());
        for actor in several {
            put!(self.out, "<dt>{}<small>{}</small></dt><dd>", Esc(&view.name(&actor.actor)), Esc(&actor.label));
            for (why, spellings) in actor.by_reason() {
                self.out.push_str("<p>");
                for (i, spelling) in spellings.iter().enumerate() {
                    self.out.push_str(if i == 0 { "" } else { " · " });
                    let letters = view.letters(&spelling.articles);
                    let inner = format!("{} <span class=\"letter\">{letters}</span>", Esc(&spelling.text));
                    self.cited(&spelling.cite.0, &inner);
                }
                put!(self.out, " <small>{}</small></p>", Esc(why));
            }
            for (why, names) in actor.apart_by_reason() {
                put!(self.out, "<p class=\"apart\">kept apart: {} <small>{}</small></p>", list(names), Esc(why));
            }
            self.out.push_str("</dd>");
        }
        if !single.is_empty() {
            self.out.push_str("<dt>One spelling</dt><dd><p>");
            for (i, actor) in single.iter().enumerate() {
                self.out.push_str(if i == 0 { "" } else { ", " });
                let cites = actor.spellings.iter().flat_map(|s| s.cite.0.first());
                self.cited(cites, &Esc(&view.name(&actor.actor)).to_string());
            }
            self.out.push_str("</p></dd>");
        }
        self.out.push_str("</dl>");
    }

    fn quotes(&mut self) {
        let view = self.view;
        if view.quotes.is_empty() {
            return;
        }
        let (shared, single) = view.shared_quotes();
        self.heading("Quotes", "the same words in each outlet; below, what one article alone has");
        for speech in shared {
            let name = view.speaker(speech);
            put!(
                self.out,
                "<div class=\"speech\"><h4>{} <small>{}</small></h4><table><tbody>",
                Esc(&name),
                Esc(&speech.difference)
            );
            for said in &speech.readings {
                self.said("", said);
            }
            self.out.push_str("</tbody></table></div>");
        }
        if !single.is_empty() {
            self.out.push_str("<div class=\"speech single\"><table><tbody>");
            for speech in single {
                let head = format!("<th scope=\"row\"><b>{}</b></th>", Esc(&view.speaker(speech)));
                speech.readings.iter().for_each(|said| self.said(&head, said));
            }
            self.out.push_str("</tbody></table></div>");
        }
    }

    /// A row of one quotation; `head` is markup of cells before it.
    fn said(&mut self, head: &str, said: &Said) {
        put!(
            self.out,
            "<tr>{head}<th scope=\"row\">{}</th><td>",
            Esc(self.view.outlet_of(&said.outlet, &said.article))
        );
        if said.kind == "scare" {
            self.out.push_str("<small>scare quotes</small> ");
        }
        let (open, close) = if matches!(said.kind.as_str(), "indirect" | "mixed") { ("", "") } else { ("“", "”") };
        // Each part of an interrupted quotation is a link of its own.
        for (i, cite) in said.cite.0.iter().enumerate() {
            self.out.push_str(if i == 0 { "" } else { " … " });
            self.cited([cite], &format!("{open}{}{close}", Esc(&cite.text)));
        }
        self.out.push_str("</td></tr>");
    }

    fn tone(&mut self) {
        let view = self.view;
        let actors = distinct(view.tone.iter().map(|t| t.actor.as_str()));
        if actors.is_empty() {
            return;
        }
        self.heading("Tone", "mean over all mentions in the outlet’s own voice (how many), −1 to +1; outlined where the interval leaves out nought; below, quoted voices");
        self.matrix("", None);
        for actor in actors {
            put!(self.out, "<tr><th scope=\"row\">{}</th>", Esc(&view.name(actor)));
            for outlet in &view.outlets {
                self.out.push_str("<td>");
                let of = view.tone.iter().filter(|t| t.actor == actor && t.outlet == *outlet);
                let (own, quoted): (Vec<&Tone>, Vec<&Tone>) = of.partition(|t| t.voice != "quoted");
                own.into_iter().for_each(|t| self.mood(t, ""));
                quoted.into_iter().for_each(|t| self.mood(t, "quoted "));
                self.out.push_str("</td>");
            }
            self.out.push_str("</tr>");
        }
        self.end();
    }

    fn mood(&mut self, tone: &Tone, voice: &str) {
        let step = (tone.mean.clamp(-1.0, 1.0) * 6.0).round().clamp(-3.0, 3.0) as i32;
        let sure = tone.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0);
        let class = if step < 0 { format!("less{}", -step) } else { format!("more{step}") };
        let interval =
            tone.interval.map_or(String::new(), |(low, high)| format!("{} to {}; ", signed(low), signed(high)));
        put!(
            self.out,
            "<div class=\"mood {class}{}{}\" title=\"{interval}{}\">{voice}",
            if sure { " sure" } else { "" },
            if voice.is_empty() { "" } else { " quoted" },
            Esc(&tone.note)
        );
        self.cited(tone.cite.0.first(), &signed(tone.mean));
        put!(self.out, " <small>({})</small></div>", tone.mentions);
    }

    /// What each outlet calls actors or things.
    fn called(&mut self, name: &str, legend: &str, called: &[Called<'_>]) {
        if called.is_empty() {
            return;
        }
        self.heading(name, legend);
        self.matrix("", None);
        for called in called {
            put!(self.out, "<tr><th scope=\"row\">{}</th>", Esc(&called.head));
            for outlet in &self.view.outlets {
                self.out.push_str("<td>");
                for word in called.words(outlet) {
                    self.out.push_str("<div class=\"value\">");
                    self.cited(word.cite.0.first(), &Esc(&word.text).to_string());
                    if word.n > 1 {
                        put!(self.out, " <small class=\"times\">×{}</small>", word.n);
                    }
                    self.out.push_str("</div>");
                }
                self.out.push_str("</td>");
            }
            self.out.push_str("</tr>");
        }
        self.end();
    }

    fn omissions(&mut self) {
        let view = self.view;
        if view.omissions.is_empty() {
            return;
        }
        self.heading("Omissions", "told by some, not found in others");
        self.out.push_str("<div class=\"scroll\"><table><thead><tr><th></th><th>what</th><th>told by</th><th>not found in</th></tr></thead><tbody>");
        for o in &view.omissions {
            let fact = if o.kind == "actor" { view.name(&o.fact) } else { o.fact.clone() };
            put!(self.out, "<tr><td><small>{}</small></td><td>", Esc(&o.kind));
            self.cited(&o.cite.0, &Esc(&fact).to_string());
            let (told, missing) =
                (list(o.carried_by.iter().map(String::as_str)), list(o.not_found_in.iter().map(String::as_str)));
            put!(self.out, "</td><td>{told}</td><td class=\"missing\">{missing}</td></tr>");
        }
        self.end();
    }

    fn words(&mut self) {
        let view = self.view;
        if view.words.is_empty() {
            return;
        }
        self.heading("Distinctive words", "used by one outlet more than by the others (z-score, times used)");
        self.out.push_str("<dl class=\"words\">");
        for outlet in &view.outlets {
            let of: Vec<_> = view.words.iter().filter(|w| w.outlet == *outlet).collect();
            if of.is_empty() {
                continue;
            }
            put!(self.out, "<dt>{}</dt><dd>", Esc(outlet));
            for word in of {
                self.out.push_str("<span class=\"word\">");
                self.cited(word.cite.0.first(), &Esc(&word.word).to_string());
                put!(self.out, " <small>{:.1} ×{}</small></span> ", word.z, word.count);
            }
            self.out.push_str("</dd>");
        }
        self.out.push_str("</dl>");
    }

    fn copies(&mut self) {
        let view = self.view;
        if view.copies.is_empty() {
            return;
        }
        self.heading("Copies", "how much of an article’s text stands in another");
        self.out.push_str("<ul class=\"copies\">");
        for copy in &view.copies {
            let name = |id: &str| match view.head(id) {
                Some(h) => format!("<b>{}</b> <span class=\"letter\">{}</span>", Esc(h.outlet), h.letter),
                None => format!("<b>{}</b>", Esc(id)),
            };
            let (article, of) = (name(&copy.article), name(&copy.of));
            put!(self.out, "<li>{article} from {of} ");
            self.cited(&copy.cite.0, &format!("{:.0}%", copy.share * 100.0));
            put!(self.out, " <small>{}</small></li>", Esc(&copy.why));
        }
        self.out.push_str("</ul>");
    }
}

/// A verdict, and how often.
pub(super) fn badge(verdict: &str, times: &str) -> String {
    let class = if verdict.bytes().all(|b| b.is_ascii_lowercase()) { verdict } else { "" };
    format!("<span class=\"verdict {class}\">{}{}</span>", Esc(verdict), Esc(times))
}

/// Each once, in the order they come.
pub(super) fn distinct<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut out = Vec::new();
    for one in all {
        if !out.contains(&one) {
            out.push(one);
        }
    }
    out
}
