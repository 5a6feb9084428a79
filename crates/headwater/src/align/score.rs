use super::likeness::Likeness;
use crate::model::JoinGround;

/// How sure it is that two statements say the same, in thousandths of a logit: above 0, more likely than not.
pub(super) type Score = i32;

/// What a pair gets that was not compared since it shares nothing telling.
pub(super) const NOTHING_SHARED: Score = -5_000;

/// What a pair loses that gives two names each other's part; judged, since no labelled pair has it.
const REVERSAL: f32 = 6.0;

/// How many features a pair has.
pub(super) const FEATURES: usize = 17;

/// The names of the features.
pub(super) const NAMES: [&str; FEATURES] = [
    "covering",
    "whole_covering",
    "plain",
    "phrased",
    "names",
    "numbers",
    "other_numbers",
    "days",
    "quoted",
    "same_voice",
    "other_voice",
    "act",
    "names_found",
    "apart",
    "in_order",
    "lead",
    "nearness",
];

/// What the features weigh, and the score of a pair without any.
///
/// Both are a logistic regression's, rounded (`models/align`): on pairs of statements of like reports (AllSides, ECB+)
/// that were read and labelled for it; on those of the twelve labelled stories; on the sentence pairs of the tests; and on
/// pairs of unlike stories and like events, which weigh as much as 400 of the others. With meaning, of the pairs that were
/// read only those of stories that a run of the encoder's teaching left out. The figures are in `models/align/README.md`.
struct Weights {
    bias: f32,
    of: [f32; FEATURES],
}

/// Where the meanings of statements are at hand.
const WITH_MEANING: Weights = Weights {
    bias: -5.7,
    of: [0.7, -1.0, 2.7, 1.0, 0.2, 1.3, -1.3, 0.7, 0.2, 0.5, -0.5, 0.8, 0.5, -0.9, 2.5, 0.6, 6.6],
};
/// Where they are not.
const WITHOUT_MEANING: Weights = Weights {
    bias: -4.3,
    of: [1.5, 2.1, 3.2, 1.6, 0.6, 2.1, -0.9, 0.9, 0.5, 0.5, -0.7, 1.9, 0.5, -1.0, 2.2, 0.4, 0.0],
};

/// Turns a likeness into features, each from 0 to about 1, in the order of the names.
pub(super) fn features(likeness: &Likeness) -> [f32; FEATURES] {
    let share = |count: u16, of: f32| f32::from(count).min(of) / of;
    let holds = |it: bool| f32::from(u8::from(it));
    [
        likeness.covering,
        likeness.whole_covering,
        likeness.plain / (1.0 + likeness.plain),
        likeness.phrased,
        share(likeness.names, 3.0),
        likeness.numbers_weight.min(1.0),
        share(likeness.other_numbers, 1.0),
        share(likeness.days, 1.0),
        share(likeness.quoted, 6.0),
        holds(likeness.same_voice),
        holds(likeness.other_voice),
        likeness.act,
        likeness.names_found,
        likeness.apart,
        holds(likeness.in_order),
        likeness.lead,
        likeness.nearness.unwrap_or_default(),
    ]
}

/// Scores a likeness.
pub(super) fn score(likeness: &Likeness) -> Score {
    let weights = match likeness.nearness {
        Some(_) => WITH_MEANING,
        None => WITHOUT_MEANING,
    };
    let weighed = features(likeness).into_iter().zip(weights.of).map(|(feature, w)| w * feature);
    let reversal = if likeness.reversed { REVERSAL } else { 0.0 };
    let logit = weights.bias + weighed.sum::<f32>() - reversal;
    (logit * 1000.0).round() as Score
}

/// Lists what speaks for a pair, of what a person can see in it.
pub(super) fn grounds(likeness: &Likeness) -> Vec<JoinGround> {
    let thousandths = |share: f32| (share.clamp(0.0, 1.0) * 1000.0).round() as u16;
    let mut grounds = vec![
        JoinGround::Words(thousandths(likeness.whole_covered)),
        JoinGround::Meaning(thousandths(likeness.nearness.unwrap_or(likeness.meaning))),
    ];
    let counted = [
        (likeness.names, JoinGround::Names as fn(u16) -> JoinGround),
        (likeness.numbers, JoinGround::Numbers),
        (likeness.quoted, JoinGround::Quotation),
    ];
    if likeness.in_order {
        grounds.push(JoinGround::Order);
    }
    grounds.extend(
        counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, ground)| ground(count)),
    );
    grounds
}
