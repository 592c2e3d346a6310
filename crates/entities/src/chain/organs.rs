//! Whose organ a body is: the state in the name of a ministry, an army, a government.

use super::Linker;
use crate::Label;
use crate::gazetteer::{Known, Role};
use crate::rules::Draft;
use parallax_text::{Phrases, rows};
use std::sync::OnceLock;

impl Linker<'_> {
    /// The id of the state in the name of one of its organs: "Chilean Defense Ministry", "Ministry of Health of Chile".
    pub(super) fn organ_of(&self, d: &Draft) -> Option<&'static str> {
        if d.label != Label::Org {
            return None;
        }
        static ORGANS: OnceLock<Phrases<bool>> = OnceLock::new();
        let row = |r: Vec<&'static str>| (r[0], r.get(1).is_none());
        let organs = ORGANS.get_or_init(|| rows(include_str!("../../data/state_organs.txt")).map(row).collect());
        let tokens = &self.tokens[..d.to];
        let listed = |is: bool| (d.from..d.to).rev().find(|at| organs.at(tokens, *at).is_some_and(|(_, o)| *o == is));
        // The Free Syrian Army is not Syria's.
        let organ = listed(true).filter(|_| listed(false).is_none())?;
        // "Department of Indian Affairs" is not India's.
        let own = |at, k: &Known| k.role == Role::Country || k.role == Role::People && at < organ;
        // The list may know the whole body as well.
        let state = |at| {
            let mut known = (at + 1..=d.to).filter_map(|to| self.lists.names.at(&tokens[..to], at));
            known.find_map(|(_, k)| own(at, &k).then_some(k.id))
        };
        let mut states = (d.from..d.to).filter_map(state);
        let id = states.next()?;
        // "The Chinese Embassy in Japan" is one of two.
        states.all(|other| other == id).then_some(id)
    }
}
