use super::Comparison;
use super::content::{Content, ItemKind};
use super::score::Score;
use crate::model::{Conflict, ConflictKind, Day, Quantity, Span, StatementId};
use crate::slots;

/// The score from which two statements agree so far that a difference between them is one in fact. Below
/// it two numbers are mostly about two things.
const LEAST_SCORE: Score = -1_000;
/// The share of each that the other must have before another day or a "not" is a difference in fact.
const LEAST_COVERED: f32 = 0.7;
/// Finds where statements of a claim differ in fact: strictly, as few that seem to do.
pub(super) fn conflicts(
    statements: &[StatementId],
    contents: &[Content<'_>],
    comparison: &Comparison,
) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for (position, b) in statements.iter().enumerate() {
        for a in &statements[..position] {
            let Some((score, likeness)) = comparison.get(&(*a, *b)) else { continue };
            if *score < LEAST_SCORE {
                continue;
            }
            let pair = Pair { a: &contents[a.index()], b: &contents[b.index()] };
            let agree_otherwise = likeness.whole_covering >= LEAST_COVERED;
            let found = [
                (ConflictKind::Number, pair.number()),
                (ConflictKind::Date, pair.day().filter(|_| agree_otherwise)),
                (ConflictKind::Negation, pair.negation().filter(|_| agree_otherwise)),
            ];
            let found = found.into_iter().filter_map(|(kind, sides)| Some((kind, sides?)));
            conflicts.extend(
                found.map(|(kind, (x, y))| Conflict { kind, sides: vec![(*a, x), (*b, y)] }),
            );
        }
    }
    conflicts
}

/// Two statements that say the same but for what differs.
struct Pair<'p> {
    a: &'p Content<'p>,
    b: &'p Content<'p>,
}

impl Pair<'_> {
    /// Finds numbers of the same things that cannot be one number, each without its like in the other.
    fn number(&self) -> Option<(Span, Span)> {
        let lonely = |number: &&Quantity, other: &Content<'_>| {
            !other.slots.quantities.iter().any(|o| o.agrees(number))
        };
        let of_a = || self.a.slots.quantities.iter().filter(|number| lonely(number, self.b));
        let of_b = || self.b.slots.quantities.iter().filter(|number| lonely(number, self.a));
        of_a()
            .flat_map(|x| of_b().map(move |y| (x, y)))
            .find(|(x, y)| slots::count_the_same(x, y))
            .map(|(x, y)| (x.span, y.span))
    }

    /// Finds the one day of each, where they cannot be one day.
    fn day(&self) -> Option<(Span, Span)> {
        let [x] = self.a.slots.days.as_slice() else { return None };
        let [y] = self.b.slots.days.as_slice() else { return None };
        let is_of_week_or_month = |day: &Day| day.weekday.is_some() || day.day.is_some();
        (is_of_week_or_month(x) && is_of_week_or_month(y) && x.clashes(y))
            .then_some((x.span, y.span))
    }

    /// Finds the denying word of the one that denies, and the whole of the other.
    fn negation(&self) -> Option<(Span, Span)> {
        let whole = |content: &Content<'_>| {
            let first = content.items.first()?.span;
            Some(first.join(content.items.last()?.span))
        };
        let slots_agree = !self.a.items.iter().any(|item| matches!(item.kind, ItemKind::Number(_)));
        match (self.a.slots.denial, self.b.slots.denial) {
            (Some(denial), None) if slots_agree => Some((denial, whole(self.b)?)),
            (None, Some(denial)) if slots_agree => Some((whole(self.a)?, denial)),
            _ => None,
        }
    }
}
