use super::Comparison;
use super::content::{Content, ItemKind};
use super::dates::Day;
use super::numbers::{Quantity, Unit};
use super::score::Score;
use crate::model::{Conflict, ConflictKind, Report, Span, StatementId};
use crate::words;

/// The score from which two statements agree so far that a difference between them is one in fact. Below
/// it two numbers are mostly about two things.
const LEAST_SCORE: Score = -1_000;
/// The share of each that the other must have before another day or a "not" is a difference in fact.
const LEAST_COVERED: f32 = 0.7;
/// What a word must weigh to say what a number counts: "people" weighs 0.04, "claims" 0.2.
const LEAST_WEIGHT_OF_COUNTED: u16 = 30;
/// Numbers further apart than this are about two things.
const MOST_RATIO: f64 = 4.0;

/// Finds where statements of a claim differ in fact: strictly, as few that seem to do.
pub(super) fn conflicts(
    statements: &[StatementId],
    reports: &[Report],
    contents: &[Content],
    comparison: &Comparison,
) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for (position, b) in statements.iter().enumerate() {
        for a in &statements[..position] {
            let Some((score, likeness)) = comparison.get(&(*a, *b)) else { continue };
            if *score < LEAST_SCORE {
                continue;
            }
            let pair = Pair { a: &contents[a.index()], b: &contents[b.index()], reports };
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
    a: &'p Content,
    b: &'p Content,
    reports: &'p [Report],
}

impl Pair<'_> {
    /// Finds numbers of the same things that cannot be one number, each without its like in the other.
    fn number(&self) -> Option<(Span, Span)> {
        let lonely = |number: &&Quantity, other: &Content| {
            !other.quantities.iter().any(|o| o.agrees(number))
        };
        let of_a = || self.a.quantities.iter().filter(|number| lonely(number, self.b));
        let of_b = || self.b.quantities.iter().filter(|number| lonely(number, self.a));
        of_a()
            .flat_map(|x| of_b().map(move |y| (x, y)))
            .find(|(x, y)| self.count_the_same(x, y))
            .map(|(x, y)| (x.span, y.span))
    }

    fn count_the_same(&self, x: &Quantity, y: &Quantity) -> bool {
        let sign = |number: &Quantity, of: &Content| {
            number
                .span
                .of(&self.reports[of.report.index()].text)
                .chars()
                .next()
                .filter(|c| !c.is_alphanumeric())
        };
        let counted = |word: &&String| words::weight(word) >= LEAST_WEIGHT_OF_COUNTED;
        let shares_what_is_counted = x.of.first().is_some_and(|word| y.of.first() == Some(word))
            || x.of.iter().filter(counted).any(|word| y.of.contains(word));
        let near = x.range.1.max(y.range.1) <= MOST_RATIO * x.range.0.min(y.range.0);
        x.unit == y.unit
            && x.unit != Unit::Ordinal
            && near
            && sign(x, self.a) == sign(y, self.b)
            && shares_what_is_counted
    }

    /// Finds the one day of each, where they cannot be one day.
    fn day(&self) -> Option<(Span, Span)> {
        let [x] = self.a.days.as_slice() else { return None };
        let [y] = self.b.days.as_slice() else { return None };
        let is_of_week_or_month = |day: &Day| day.weekday.is_some() || day.day.is_some();
        (is_of_week_or_month(x) && is_of_week_or_month(y) && x.clashes(*y))
            .then_some((x.span, y.span))
    }

    /// Finds the denying word of the one that denies, and the whole of the other.
    fn negation(&self) -> Option<(Span, Span)> {
        let whole = |content: &Content| {
            let first = content.items.first()?.span;
            Some(first.join(content.items.last()?.span))
        };
        let slots_agree = !self.a.items.iter().any(|item| matches!(item.kind, ItemKind::Number(_)));
        match (self.a.denial, self.b.denial) {
            (Some(denial), None) if slots_agree => Some((denial, whole(self.b)?)),
            (None, Some(denial)) if slots_agree => Some((whole(self.a)?, denial)),
            _ => None,
        }
    }
}
