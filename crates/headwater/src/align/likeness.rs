use super::content::{Content, Item, ItemKind};
use super::lexicon::Lexicon;

/// How like two statements are, feature by feature.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Likeness {
    /// The share of the weight of the lighter statement that the heavier has.
    pub(super) covered: f32,
    /// The share of the weight of the heavier statement that the lighter has.
    pub(super) covering: f32,
    /// The share of the lighter that the heavier lacks but that is said beside it.
    pub(super) given: f32,
    /// The weight that both have: how much there is to go by.
    pub(super) shared: f32,
    /// The share of the lighter that the heavier has in the same run of words.
    pub(super) phrased: f32,
    /// The likeness in meaning of the wholes.
    pub(super) meaning: f32,
    /// Names that both have.
    pub(super) names: u16,
    /// Names that the lighter has and neither the heavier nor what is beside it.
    pub(super) lost_names: u16,
    /// Numbers that both have.
    pub(super) numbers: u16,
    /// Numbers of one unit in both of which none agrees.
    pub(super) other_numbers: u16,
    /// Days of which both say the same.
    pub(super) days: u16,
    /// Days of one kind in both of which none agrees.
    pub(super) other_days: u16,
    /// Words in quotation marks that both have.
    pub(super) quoted: u16,
    /// Whether one is negated and the other not.
    pub(super) negated: bool,
}

/// An item counts as found from here on.
const FOUND: f32 = 0.6;

/// Compares two statements.
pub(super) fn likeness(lexicon: &Lexicon, a: &Content, b: &Content) -> Likeness {
    let (light, heavy) =
        if (a.weight, a.items.len()) <= (b.weight, b.items.len()) { (a, b) } else { (b, a) };
    let found = matches(lexicon, light, heavy);
    let back = matches(lexicon, heavy, light);
    let shared: f32 =
        light.items.iter().zip(&found).map(|(item, m)| item.weight * m.likeness).sum();
    let back_shared: f32 =
        heavy.items.iter().zip(&back).map(|(item, m)| item.weight * m.likeness).sum();
    let is_found = |m: &Match| m.likeness >= FOUND;
    let both = |test: &dyn Fn(&Item) -> bool| {
        light.items.iter().zip(&found).filter(|(item, m)| is_found(m) && test(item)).count() as u16
    };
    let is_name = |item: &Item| matches!(item.kind, ItemKind::Word(word) if lexicon.is_name(word));
    Likeness {
        covered: shared / light.weight.max(f32::MIN_POSITIVE),
        covering: back_shared / heavy.weight.max(f32::MIN_POSITIVE),
        given: given(lexicon, light, heavy, &found) / light.weight.max(f32::MIN_POSITIVE),
        shared,
        phrased: phrased(light, &found) / light.weight.max(f32::MIN_POSITIVE),
        meaning: light.direction.iter().zip(&heavy.direction).map(|(x, y)| x * y).sum(),
        names: both(&is_name),
        lost_names: light
            .items
            .iter()
            .zip(&found)
            .filter(|(item, m)| {
                is_name(item) && m.likeness < 0.5 && !is_beside(lexicon, item, heavy)
            })
            .count() as u16,
        numbers: both(&|item| matches!(item.kind, ItemKind::Number(_))),
        other_numbers: other_numbers(light, heavy),
        days: both(&|item| matches!(item.kind, ItemKind::Day(_))),
        other_days: other_days(light, heavy),
        quoted: light
            .items
            .iter()
            .zip(&found)
            .filter(|(item, m)| {
                item.quoted && m.at.is_some_and(|at| m.likeness >= 1.0 && heavy.items[at].quoted)
            })
            .count() as u16,
        negated: light.negated != heavy.negated,
    }
}

/// The best match of an item in another statement.
#[derive(Clone, Copy, Debug)]
struct Match {
    likeness: f32,
    at: Option<usize>,
}

/// Finds for each item of a statement its best match in another.
fn matches(lexicon: &Lexicon, from: &Content, to: &Content) -> Vec<Match> {
    from.items
        .iter()
        .map(|item| {
            let mut best = Match { likeness: 0.0, at: None };
            for (at, other) in to.items.iter().enumerate() {
                let likeness = alike(lexicon, (from, item), (to, other));
                if likeness > best.likeness {
                    best = Match { likeness, at: Some(at) };
                }
            }
            best
        })
        .collect()
}

/// Returns how like two items are, from 0 to 1.
fn alike(lexicon: &Lexicon, (from, a): (&Content, &Item), (to, b): (&Content, &Item)) -> f32 {
    match (a.kind, b.kind) {
        (ItemKind::Word(a), ItemKind::Word(b)) => softened(lexicon.likeness(a, b)),
        (ItemKind::Number(a), ItemKind::Number(b)) => {
            f32::from(from.quantities[a].agrees(&to.quantities[b]))
        }
        (ItemKind::Day(a), ItemKind::Day(b)) => f32::from(from.days[a].agrees(to.days[b])),
        _ => 0.0,
    }
}

/// Counts a near word for less than the word itself: 0.5 for 0.29, 0.7 for 0.57.
fn softened(nearness: f32) -> f32 {
    ((nearness - 0.3) / 0.7).max(0.0)
}

/// Sums the weight of what is lacking from a statement but is said beside it.
fn given(lexicon: &Lexicon, light: &Content, heavy: &Content, found: &[Match]) -> f32 {
    light
        .items
        .iter()
        .zip(found)
        .filter(|(item, m)| m.likeness < FOUND && is_beside(lexicon, item, heavy))
        .map(|(item, m)| item.weight * (1.0 - m.likeness))
        .sum()
}

fn is_beside(lexicon: &Lexicon, item: &Item, of: &Content) -> bool {
    let ItemKind::Word(word) = item.kind else { return false };
    let has = |word| of.context.binary_search(&word).is_ok();
    has(word) || lexicon.like(word).iter().any(|(other, likeness)| *likeness >= 1.0 && has(*other))
}

/// Sums the weight of items that are found right after, or two after, where the item before them is found.
fn phrased(light: &Content, found: &[Match]) -> f32 {
    let runs = |before: &Match, after: &Match| match (before.at, after.at) {
        (Some(before), Some(after)) => before < after && after <= before + 2,
        _ => false,
    };
    (0..found.len())
        .filter(|&k| found[k].likeness >= FOUND)
        .filter(|&k| {
            (k > 0 && runs(&found[k - 1], &found[k]))
                || (k + 1 < found.len() && runs(&found[k], &found[k + 1]))
        })
        .map(|k| light.items[k].weight)
        .sum()
}

fn other_numbers(a: &Content, b: &Content) -> u16 {
    a.quantities
        .iter()
        .filter(|q| b.quantities.iter().any(|o| o.unit == q.unit))
        .filter(|q| !b.quantities.iter().any(|o| o.agrees(q)))
        .count() as u16
}

fn other_days(a: &Content, b: &Content) -> u16 {
    a.days
        .iter()
        .filter(|day| b.days.iter().any(|other| other.clashes(**day)))
        .filter(|day| !b.days.iter().any(|other| other.agrees(**day)))
        .count() as u16
}
