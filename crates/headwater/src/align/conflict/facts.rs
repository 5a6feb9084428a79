//! Numbers, days and denials that cannot both hold.

use super::{Pair, Side};
use crate::align::content::{Content, ItemKind};
use crate::model::{Act, Day, Quantity, Span};
use crate::slots;

/// The share of each that the other must have before another day or a "not" is a difference in fact.
const LEAST_COVERED: f32 = 0.7;
/// The likeness of acts from which two statements tell of one act.
const SAME_ACT: f32 = 0.5;

/// Finds numbers of the same things that cannot be one number, each without its like in the other.
pub(super) fn number(pair: &Pair<'_>) -> Option<(Span, Span)> {
    let (of_a, of_b) = (&pair.a.content.slots.quantities, &pair.b.content.slots.quantities);
    let lonely = |number: &&Quantity, others: &[Quantity]| !others.iter().any(|o| o.agrees(number));
    let of_a_alone = of_a.iter().filter(|number| lonely(number, of_b));
    of_a_alone
        .flat_map(|x| of_b.iter().filter(|number| lonely(number, of_a)).map(move |y| (x, y)))
        .find(|(x, y)| slots::count_the_same(x, y) || fill_the_same(pair, x, y))
        .map(|(x, y)| (x.span, y.span))
}

/// Tells whether two numbers of one unit count what one act is done to: "killed 400,000", "killed tens of thousands".
fn fill_the_same(pair: &Pair<'_>, x: &Quantity, y: &Quantity) -> bool {
    let role = |side: &Side<'_>, number: &Quantity| {
        side.content.slots.acts.iter().find_map(|Act { predicate, patient, agent, .. }| {
            let holds =
                |role: &Option<Span>| role.is_some_and(|role| role.overlap(number.span) > 0);
            (holds(patient) || holds(agent))
                .then(|| (word_at(side.content, *predicate), holds(patient)))
        })
    };
    let same = |x, y| matches!((x, y), (Some(x), Some(y)) if pair.lexicon.nearness(x, y) >= 0.9);
    x.unit == y.unit
        && slots::are_near(x, y)
        && match (role(&pair.a, x), role(&pair.b, y)) {
            (Some((x, x_role)), Some((y, y_role))) => x_role == y_role && same(x, y),
            _ => false,
        }
}

fn word_at(content: &Content<'_>, at: Span) -> Option<crate::align::lexicon::WordId> {
    content.items.iter().find_map(|item| match item.kind {
        ItemKind::Word(word) if item.span == at => Some(word),
        _ => None,
    })
}

/// Finds the one day of each, where they cannot be one day.
pub(super) fn day(pair: &Pair<'_>) -> Option<(Span, Span)> {
    let [x] = pair.a.content.slots.days.as_slice() else { return None };
    let [y] = pair.b.content.slots.days.as_slice() else { return None };
    (agree_otherwise(pair) && x.clashes(y) && is_telling(x) && is_telling(y))
        .then_some((x.span, y.span))
}

/// Tells whether it is more than "this year" of a report without a date.
fn is_telling(day: &Day) -> bool {
    day.weekday.is_some() || day.month.is_some() || day.year.is_some() || !day.ranges.is_empty()
}

/// Finds the denying word of the one that denies, and the whole of the other.
pub(super) fn negation(pair: &Pair<'_>) -> Option<(Span, Span)> {
    let whole =
        |content: &Content<'_>| Some(content.items.first()?.span.join(content.items.last()?.span));
    let (a, b) = (pair.a.content, pair.b.content);
    if pair.likeness.whole_covering < LEAST_COVERED
        || !a.slots.quantities.is_empty()
        || !b.slots.quantities.is_empty()
    {
        return None;
    }
    match (a.slots.denial, b.slots.denial) {
        (Some(denial), None) => Some((denial, whole(b)?)),
        (None, Some(denial)) => Some((whole(a)?, denial)),
        _ => None,
    }
}

fn agree_otherwise(pair: &Pair<'_>) -> bool {
    pair.likeness.whole_covering >= LEAST_COVERED || pair.likeness.act >= SAME_ACT
}
