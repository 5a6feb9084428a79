use super::acts;
use super::content::{Content, Item, ItemKind};
use super::each_pair;
use super::lexicon::Lexicon;
use super::roles::are_reversed;
use crate::names;
use std::ops::Range;

/// How like two statements are, feature by feature.
///
/// The first three are of the two clauses (or wholes) that are likest, the others of the statements.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Likeness {
    /// The share of the weight of the clause that the other has, for the clause that is found less wholly.
    pub(super) covering: f32,
    /// The weight that both clauses have of what is neither name nor number nor day.
    pub(super) plain: f32,
    /// The share that both have in the same run of words.
    pub(super) phrased: f32,
    /// The share of the weight of the statement that the other has, for the one that is found more wholly.
    pub(super) whole_covered: f32,
    /// The same for the other statement.
    pub(super) whole_covering: f32,
    /// How like the two likest acts are, from 0 to 1.
    pub(super) act: f32,
    /// The share of names of the statement of fewer that the other has; a half where one has none.
    pub(super) names_found: f32,
    /// How far apart they stand, each in its report from 0 to 1.
    pub(super) apart: f32,
    /// By how much this pair is likelier than the likest other one that either makes with a statement of the other's
    /// report, from -1 to 1.
    pub(super) lead: f32,
    /// How near the directions of their words together are.
    pub(super) meaning: f32,
    /// How near their meanings are, where these were read.
    pub(super) nearness: Option<f32>,
    /// Names that both have.
    pub(super) names: u16,
    /// Numbers that both have.
    pub(super) numbers: u16,
    /// What those numbers weigh.
    pub(super) numbers_weight: f32,
    /// Numbers of one unit in both of which none agrees.
    pub(super) other_numbers: u16,
    /// Days of which both say the same.
    pub(super) days: u16,
    /// Words in quotation marks that both have, names aside.
    pub(super) quoted: u16,
    /// Whether one voice says both.
    pub(super) same_voice: bool,
    /// Whether named voices say them, no one of which says both.
    pub(super) other_voice: bool,
    /// Whether two names have each other's part.
    pub(super) reversed: bool,
    /// Whether they stand in one order with statements beside them that say the same.
    pub(super) in_order: bool,
}

/// The share of names where there is none to find.
const UNKNOWN: f32 = 0.5;
/// An item counts as found from here on.
const FOUND: f32 = 0.6;

/// Compares two statements.
pub(super) fn likeness(lexicon: &Lexicon, a: &Content<'_>, b: &Content<'_>) -> Likeness {
    let lighter_first = (a.weight, a.items.len()) <= (b.weight, b.items.len());
    let (a, b) = if lighter_first { (a, b) } else { (b, a) };
    let table = Table::new(lexicon, a, b);
    let whole = table.overlap(0..a.items.len(), 0..b.items.len());
    let clause = table.likest_parts(&whole);
    Likeness {
        covering: clause.covering(),
        plain: table.plain(&clause),
        phrased: table.phrased(&clause),
        whole_covered: whole.covered(),
        whole_covering: whole.covering(),
        meaning: a.direction.iter().zip(&b.direction).map(|(x, y)| x * y).sum(),
        nearness: a.meaning.zip(b.meaning).map(|(a, b)| a.nearness(b)),
        act: acts::likest(lexicon, &a.acts, &b.acts),
        names_found: table.names_found(),
        apart: (a.place - b.place).abs(),
        quoted: table.quoted(),
        same_voice: voices(a, b).any(|likeness| likeness == names::Likeness::Same),
        other_voice: !a.voices.is_empty()
            && !b.voices.is_empty()
            && voices(a, b).all(|likeness| likeness == names::Likeness::Different),
        reversed: are_reversed(lexicon, a, b),
        ..table.slots()
    }
}

/// Two statements, the lighter first, and how like any two of their items are.
struct Table<'t> {
    lexicon: &'t Lexicon,
    a: &'t Content<'t>,
    b: &'t Content<'t>,
    /// A row an item of `a`.
    likenesses: Vec<f32>,
}

/// What two stretches of items share.
#[derive(Clone, Debug, Default)]
struct Overlap {
    a: Range<usize>,
    b: Range<usize>,
    /// The weight of each stretch.
    weights: (f32, f32),
    /// The weight of each that the other has.
    found: (f32, f32),
}

impl Overlap {
    fn shares(&self) -> (f32, f32) {
        let share = |found: f32, weight: f32| found / weight.max(f32::MIN_POSITIVE);
        (share(self.found.0, self.weights.0), share(self.found.1, self.weights.1))
    }

    fn covered(&self) -> f32 {
        let (a, b) = self.shares();
        a.max(b)
    }

    fn covering(&self) -> f32 {
        let (a, b) = self.shares();
        a.min(b)
    }

    fn shared(&self) -> f32 {
        self.found.0.min(self.found.1)
    }

    /// How much is shared, and how wholly.
    fn value(&self) -> f32 {
        let shared = self.shared();
        shared / (1.0 + shared) * (self.covered() + self.covering())
    }
}

impl<'t> Table<'t> {
    fn new(lexicon: &'t Lexicon, a: &'t Content<'t>, b: &'t Content<'_>) -> Self {
        let likenesses = a
            .items
            .iter()
            .flat_map(|x| b.items.iter().map(move |y| alike(lexicon, (a, x), (b, y))))
            .collect();
        Self { lexicon, a, b, likenesses }
    }

    fn row(&self, of: usize) -> &[f32] {
        let width = self.b.items.len();
        &self.likenesses[of * width..(of + 1) * width]
    }

    /// Finds what two stretches share: each item counts for its best match in the other stretch.
    fn overlap(&self, a: Range<usize>, b: Range<usize>) -> Overlap {
        let mut best_of_b = vec![0.0f32; b.len()];
        let mut overlap = Overlap { a: a.clone(), b: b.clone(), ..Overlap::default() };
        for (item, at) in self.a.items[a.clone()].iter().zip(a) {
            let mut best = 0.0f32;
            for (likeness, best_of_b) in self.row(at)[b.clone()].iter().zip(&mut best_of_b) {
                best = best.max(*likeness);
                *best_of_b = best_of_b.max(*likeness);
            }
            overlap.weights.0 += item.weight;
            overlap.found.0 += item.weight * best;
        }
        for (item, best) in self.b.items[b].iter().zip(best_of_b) {
            overlap.weights.1 += item.weight;
            overlap.found.1 += item.weight * best;
        }
        overlap
    }

    /// Finds the two parts that share most, most wholly.
    fn likest_parts(&self, whole: &Overlap) -> Overlap {
        let mut likest = whole.clone();
        for a in &self.a.parts {
            for b in &self.b.parts {
                let overlap = self.overlap(a.clone(), b.clone());
                if overlap.value() > likest.value() {
                    likest = overlap;
                }
            }
        }
        likest
    }

    /// Finds for an item of the first where in a stretch of the other it is found best.
    fn best(&self, of: usize, within: Range<usize>) -> (f32, Option<usize>) {
        let mut best = (0.0, None);
        for at in within {
            if self.row(of)[at] > best.0 {
                best = (self.row(of)[at], Some(at));
            }
        }
        best
    }

    fn is_name(&self, item: &Item) -> bool {
        matches!(item.kind, ItemKind::Word(word) if self.lexicon.is_name(word))
    }

    /// Sums the shared weight of words that are no names.
    fn plain(&self, clause: &Overlap) -> f32 {
        clause
            .a
            .clone()
            .filter(|&at| {
                matches!(self.a.items[at].kind, ItemKind::Word(_))
                    && !self.is_name(&self.a.items[at])
            })
            .map(|at| self.a.items[at].weight * self.best(at, clause.b.clone()).0)
            .sum()
    }

    /// Returns the share of items that are found right after, or two after, where the item before is found.
    fn phrased(&self, clause: &Overlap) -> f32 {
        let places: Vec<Option<usize>> = clause
            .a
            .clone()
            .map(|at| self.best(at, clause.b.clone()))
            .map(|(likeness, place)| place.filter(|_| likeness >= FOUND))
            .collect();
        let runs = |k: usize| match (places.get(k), places.get(k + 1)) {
            (Some(Some(before)), Some(Some(after))) => before < after && *after <= before + 2,
            _ => false,
        };
        let weight: f32 = (0..places.len())
            .filter(|&k| runs(k) || (k > 0 && runs(k - 1)))
            .map(|k| self.a.items[clause.a.start + k].weight)
            .sum();
        weight / clause.weights.0.max(f32::MIN_POSITIVE)
    }

    /// Returns the share of names of the one of fewer that the other has.
    fn names_found(&self) -> f32 {
        let (a, b) = (self.a, self.b);
        let of_a: Vec<usize> =
            (0..a.items.len()).filter(|&at| self.is_name(&a.items[at])).collect();
        let of_b: Vec<usize> =
            (0..b.items.len()).filter(|&at| self.is_name(&b.items[at])).collect();
        if of_a.is_empty() || of_b.is_empty() {
            return UNKNOWN;
        }
        let both = |x: usize, y: usize| self.row(x)[y] >= FOUND;
        let found_a = of_a.iter().filter(|&&x| of_b.iter().any(|&y| both(x, y))).count();
        let found_b = of_b.iter().filter(|&&y| of_a.iter().any(|&x| both(x, y))).count();
        (found_a as f32 / of_a.len() as f32).max(found_b as f32 / of_b.len() as f32)
    }

    fn quoted(&self) -> u16 {
        let is_quoted = |&at: &usize| {
            let (likeness, place) = self.best(at, 0..self.b.items.len());
            self.a.items[at].quoted
                && !self.is_name(&self.a.items[at])
                && likeness >= 1.0
                && place.is_some_and(|place| self.b.items[place].quoted)
        };
        count((0..self.a.items.len()).filter(is_quoted))
    }

    /// Compares names, numbers and days.
    fn slots(&self) -> Likeness {
        let (a, b) = (self.a, self.b);
        let found = || {
            a.items.iter().enumerate().map(|(at, item)| (item, self.best(at, 0..b.items.len()).0))
        };
        let both = |test: &dyn Fn(&Item) -> bool| {
            count(found().filter(|(item, likeness)| *likeness >= FOUND && test(item)))
        };
        let is_number = |item: &Item| matches!(item.kind, ItemKind::Number(_));
        Likeness {
            names: both(&|item| self.is_name(item)),
            numbers: both(&is_number),
            numbers_weight: found()
                .filter(|(item, likeness)| is_number(item) && *likeness >= FOUND)
                .map(|(item, _)| item.weight)
                .sum(),
            other_numbers: count(a.slots.quantities.iter().filter(|number| {
                let mut same_unit =
                    b.slots.quantities.iter().filter(|other| other.unit == number.unit).peekable();
                same_unit.peek().is_some() && !same_unit.any(|other| other.agrees(number))
            })),
            days: both(&|item| matches!(item.kind, ItemKind::Day(_))),
            ..Likeness::default()
        }
    }
}

/// Compares each voice of one statement with each of the other.
fn voices<'v>(
    a: &'v Content<'v>,
    b: &'v Content<'v>,
) -> impl Iterator<Item = names::Likeness> + 'v {
    each_pair(a.voices, b.voices).map(|(x, y)| names::likeness(x, y))
}

fn count<T>(of: impl Iterator<Item = T>) -> u16 {
    u16::try_from(of.count()).unwrap_or(u16::MAX)
}

/// Returns how like two items are, from 0 to 1.
fn alike(
    lexicon: &Lexicon,
    (from, a): (&Content<'_>, &Item),
    (to, b): (&Content<'_>, &Item),
) -> f32 {
    match (a.kind, b.kind) {
        (ItemKind::Word(a), ItemKind::Word(b)) => lexicon.nearness(a, b),
        (ItemKind::Number(a), ItemKind::Number(b)) => {
            f32::from(u8::from(from.slots.quantities[a].agrees(&to.slots.quantities[b])))
        }
        (ItemKind::Day(a), ItemKind::Day(b)) => {
            // Not as resolved against the reports' days: a copy that is printed on another day would then be joined otherwise.
            f32::from(u8::from(from.slots.days[a].reads_alike(&to.slots.days[b])))
        }
        _ => 0.0,
    }
}
