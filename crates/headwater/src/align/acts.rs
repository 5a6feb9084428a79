//! How far two statements tell of one act, done by the same to the same.

use super::content::{Content, ItemKind};
use super::each_pair;
use super::lexicon::{Lexicon, WordId};
use crate::model::{Act, Span};

/// An act of a statement, in the words that tell it.
#[derive(Clone, Debug)]
pub(super) struct ToldAct {
    predicate: Told,
    agent: Vec<Told>,
    patient: Vec<Told>,
}

/// A word and what it weighs.
#[derive(Clone, Copy, Debug)]
struct Told {
    word: WordId,
    weight: f32,
}

/// What an act tells even if its predicate weighs nothing ("is", "has").
const LEAST_TOLD: f32 = 0.2;

/// What two predicates, or those who fill two roles, must have in common to be one.
const SAME: f32 = 0.7;
/// What they may have in common and be others.
const OTHER: f32 = 0.3;

/// Reads the acts of a statement whose predicates are telling words.
pub(super) fn acts(content: &Content<'_>) -> Vec<ToldAct> {
    let words = |span: Span| {
        let items = content.items.iter().filter(move |item| span.contains(item.span));
        items.filter_map(|item| match item.kind {
            ItemKind::Word(word) => Some(Told { word, weight: item.weight }),
            _ => None,
        })
    };
    let role = |span: Option<Span>| span.into_iter().flat_map(words).collect();
    let told = |act: &Act| {
        let predicate = words(act.predicate).next()?;
        Some(ToldAct { predicate, agent: role(act.agent), patient: role(act.patient) })
    };
    content.slots.acts.iter().filter_map(told).collect()
}

/// Finds how like the two acts are that are likest, from 0 to about 1: of one predicate, more for roles that the same fill.
pub(super) fn likest(lexicon: &Lexicon, a: &[ToldAct], b: &[ToldAct]) -> f32 {
    let likeness = |(x, y): (&ToldAct, &ToldAct)| {
        let told = LEAST_TOLD + x.predicate.weight.min(y.predicate.weight);
        lexicon.nearness(x.predicate.word, y.predicate.word)
            * told
            * (1.0
                + filled_alike(lexicon, &x.agent, &y.agent)
                + filled_alike(lexicon, &x.patient, &y.patient))
    };
    let best = each_pair(a, b).map(likeness).fold(0.0, f32::max);
    best / (1.0 + best)
}

/// Tells whether one act of each, of one predicate, has its roles changed: "A criticised B", "B criticised A".
///
/// `is_one_sided` tells of a predicate whether it matters who does it to whom.
pub(super) fn are_reversed(
    lexicon: &Lexicon,
    a: &[ToldAct],
    b: &[ToldAct],
    is_one_sided: impl Fn(WordId) -> bool,
) -> bool {
    let filled = |x: &[Told], y: &[Told]| filled_alike(lexicon, x, y);
    each_pair(a, b).any(|(x, y)| {
        is_one_sided(x.predicate.word)
            && lexicon.nearness(x.predicate.word, y.predicate.word) >= SAME
            && filled(&x.agent, &y.patient).min(filled(&x.patient, &y.agent)) >= SAME
            && filled(&x.agent, &y.agent).max(filled(&x.patient, &y.patient)) <= OTHER
    })
}

/// Returns the share of a role's words that the other's has, of the one that is found more wholly; none where a role is
/// empty, as it is for a pronoun.
fn filled_alike(lexicon: &Lexicon, a: &[Told], b: &[Told]) -> f32 {
    let share = |of: &[Told], among: &[Told]| {
        let found = |one: &Told| {
            let near = among.iter().map(|other| lexicon.nearness(one.word, other.word));
            one.weight * near.fold(0.0, f32::max)
        };
        let weight: f32 = of.iter().map(|one| one.weight).sum();
        of.iter().map(found).sum::<f32>() / weight.max(f32::MIN_POSITIVE)
    };
    if a.is_empty() || b.is_empty() { 0.0 } else { share(a, b).max(share(b, a)) }
}
