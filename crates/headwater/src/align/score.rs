use super::likeness::Likeness;
use crate::model::JoinGround;

/// How sure it is that two statements say the same, in thousandths of a logit: above 0, more likely than not.
pub(super) type Score = i32;

/// What a pair gets that was not compared since it shares nothing telling.
pub(super) const NOTHING_SHARED: Score = -6_000;

/// Scores a likeness.
///
/// The weights are a logistic regression's on pairs of statements of twelve stories labelled by hand; left
/// out a story at a time.
pub(super) fn score(likeness: &Likeness) -> Score {
    let share = |count: u16, of: f32| f32::from(count).min(of) / of;
    let logit = -6.9 + 3.3 * likeness.covering - 0.6 * likeness.given
        + 5.6 * likeness.shared / (1.0 + likeness.shared)
        + 1.1 * likeness.phrased
        + 2.1 * likeness.meaning
        + 1.25 * share(likeness.numbers, 2.0)
        + 0.5 * share(likeness.days, 1.0)
        + 1.5 * share(likeness.quoted, 6.0)
        - 0.3 * f32::from(u8::from(likeness.negated));
    (logit * 1000.0).round() as Score
}

/// Lists what speaks for a pair, of what a person can see in it.
pub(super) fn grounds(likeness: &Likeness) -> Vec<JoinGround> {
    let thousandths = |share: f32| (share.clamp(0.0, 1.0) * 1000.0).round() as u16;
    let mut grounds = vec![
        JoinGround::Words(thousandths(likeness.covered)),
        JoinGround::Meaning(thousandths(likeness.meaning)),
    ];
    let counted = [
        (likeness.names, JoinGround::Names as fn(u16) -> JoinGround),
        (likeness.numbers, JoinGround::Numbers),
        (likeness.quoted, JoinGround::Quotation),
    ];
    grounds.extend(
        counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, ground)| ground(count)),
    );
    grounds
}
