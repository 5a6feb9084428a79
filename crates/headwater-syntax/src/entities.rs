//! Which tokens are names, dates, and amounts: one action a token says that an entity begins, goes on, or ends with it,
//! that it is one alone, or none (BILUO; Ratinov and Roth 2009).

use std::ops::Range;

use crate::choose::Chooser;
use crate::weights::Reader;

/// The tokens that describe a state: the next one, the first of the open entity, and the one before the next if an entity
/// is open.
const PLACES: usize = 3;

/// The finder of entities.
pub(crate) struct Finder {
    actions: Vec<Action>,
    chooser: Chooser<PLACES>,
}

#[derive(Clone, Copy)]
struct Action {
    kind: Kind,
    label: &'static str,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Begin,
    In,
    Last,
    Unit,
    Out,
}

impl Finder {
    pub(crate) fn read(reader: &mut Reader, names: &[&'static str]) -> Self {
        let actions: Vec<_> = names.iter().map(|name| Action::of(name)).collect();
        Self { chooser: Chooser::read(reader, actions.len()), actions }
    }

    /// Finds the entities among encoded tokens: spans of tokens, and labels.
    pub(crate) fn find(
        &self,
        encoded: &[f32],
        blank: &[bool],
        begins_sentence: &[bool],
    ) -> Vec<(Range<usize>, &'static str)> {
        let prepared = self.chooser.prepare(encoded);
        let mut found = Vec::new();
        let mut open: Option<(usize, &'static str)> = None;
        for (token, &is_blank) in blank.iter().enumerate() {
            let may_go_on = begins_sentence.get(token + 1) == Some(&false);
            let is_possible = |action: usize| match (self.actions[action], open) {
                (Action { kind: Kind::Begin, .. }, None) => may_go_on && !is_blank,
                (Action { kind: Kind::Unit, label }, None) => !label.is_empty() && !is_blank,
                (Action { kind: Kind::Out, .. }, None) => true,
                (Action { kind: Kind::In, label }, Some((_, open))) => may_go_on && label == open,
                (Action { kind: Kind::Last, label }, Some((_, open))) => label == open,
                _ => false,
            };
            let start = open.map(|(start, _)| start);
            let places = [Some(token), start, start.and(token.checked_sub(1))];
            let best = self.chooser.choose(&prepared, places, is_possible);
            let best = best.expect("an open entity can end, and otherwise none can begin");
            let Action { kind, label } = self.actions[best];
            match (kind, start) {
                (Kind::Begin, _) => open = Some((token, label)),
                (Kind::Unit, _) => found.push((token..token + 1, label)),
                (Kind::Last, Some(start)) => {
                    found.push((start..token + 1, label));
                    open = None;
                }
                _ => {}
            }
        }
        found
    }
}

impl Action {
    fn of(name: &'static str) -> Self {
        let (kind, label) = name.split_once('-').unwrap_or((name, ""));
        let kind = match kind {
            "B" => Kind::Begin,
            "I" => Kind::In,
            "L" => Kind::Last,
            "U" => Kind::Unit,
            _ => Kind::Out,
        };
        Self { kind, label }
    }
}
