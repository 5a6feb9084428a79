//! Which reports tell the same statements in the same order, as two translations of a dispatch do.

use super::copying::{Copying, PARTLY_COPIED, WHOLLY_COPIED};
use super::{Evidence, gathering};
use crate::model::{Ground, ReportId, StatementId};
use std::collections::{BTreeMap, BTreeSet};

/// The fewest claims in one order that say anything.
const FEWEST: usize = 5;

/// The share of the statements of the shorter report, in thousandths, that must stand in one order.
///
/// Reports of one event share the order of the event and the trade's habit of the weightiest first: on the
/// development stories independent pairs reach 190, two translations of a dispatch 480, a close rewrite 710.
const IN_ORDER: usize = 333;

/// Two reports that tell the same statements in the same order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) a: ReportId,
    pub(super) b: ReportId,
    /// The statements of both reports that stand in the order.
    pub(super) statements: BTreeSet<StatementId>,
    /// How many claims are told in the order.
    length: u16,
    /// The outlet or agency that both credit, with the words of each.
    pub(super) common_credit: Option<CommonCredit>,
}

/// An outlet or agency that two reports credit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CommonCredit {
    pub(super) name: String,
    pub(super) grounds: [Ground; 2],
}

impl Order {
    pub(super) fn ground(&self) -> Ground {
        Ground::SameOrder { a: self.a, b: self.b, statements: self.length }
    }

    /// Tells whether it is of these two reports.
    pub(super) fn joins(&self, one: ReportId, other: ReportId) -> bool {
        self.concerns(one) && self.concerns(other) && one != other
    }

    /// Tells whether it is of this report and another.
    pub(super) fn concerns(&self, report: ReportId) -> bool {
        self.a == report || self.b == report
    }
}

/// Finds the pairs of reports that tell the same statements in the same order.
///
/// An order that goes along with copied text says nothing more, unless both credit whom they have it from; nor then
/// where each is a copy of the other, which has its credits with the rest.
pub(super) fn find(evidence: &Evidence<'_>, copying: &Copying) -> Vec<Order> {
    let shares = |order: &Order| {
        let (a, b) = (order.a, order.b);
        let shares = (copying.share(evidence, a, b), copying.share(evidence, b, a));
        (shares.0.min(shares.1), shares.0.max(shares.1))
    };
    shared_claims(evidence)
        .into_iter()
        .filter_map(|((a, b), claims)| order(evidence, a, b, claims))
        .filter(|order| {
            let (least, most) = shares(order);
            most < PARTLY_COPIED || (order.common_credit.is_some() && least < WHOLLY_COPIED)
        })
        .collect()
}

/// Lists, for each pair of reports, the first statements of the claims that both carry.
fn shared_claims(
    evidence: &Evidence<'_>,
) -> BTreeMap<(ReportId, ReportId), Vec<(StatementId, StatementId)>> {
    let mut shared: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for claim in evidence.claims {
        let mut first_of = BTreeMap::new();
        for &id in &claim.statements {
            first_of.entry(evidence.report_of(id)).or_insert(id);
        }
        for (&a, &in_a) in &first_of {
            for (&b, &in_b) in first_of.range(a..).skip(1) {
                shared.entry((a, b)).or_default().push((in_a, in_b));
            }
        }
    }
    shared
}

fn order(
    evidence: &Evidence<'_>,
    a: ReportId,
    b: ReportId,
    mut claims: Vec<(StatementId, StatementId)>,
) -> Option<Order> {
    claims.sort();
    let run = longest_rising(&claims);
    let shorter = evidence.statements_of(a).count().min(evidence.statements_of(b).count());
    let long_enough = run.len() >= FEWEST && run.len() * 1000 >= shorter * IN_ORDER;
    long_enough.then(|| Order {
        a,
        b,
        length: u16::try_from(run.len()).unwrap_or(u16::MAX),
        statements: run.into_iter().flat_map(|(in_a, in_b)| [in_a, in_b]).collect(),
        common_credit: common_credit(evidence, a, b),
    })
}

/// Finds a longest run of pairs, sorted by their first, whose second rise too.
fn longest_rising(pairs: &[(StatementId, StatementId)]) -> Vec<(StatementId, StatementId)> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let before = (0..index).filter(|&i| pairs[i].0 < pair.0 && pairs[i].1 < pair.1);
        let parent = before.max_by_key(|&i| (best[i].0, std::cmp::Reverse(i)));
        best.push((1 + parent.map_or(0, |i| best[i].0), parent));
    }
    let mut next = (0..pairs.len()).max_by_key(|&i| (best[i].0, std::cmp::Reverse(i)));
    let mut run = Vec::new();
    while let Some(index) = next {
        run.push(pairs[index]);
        next = best[index].1;
    }
    run.reverse();
    run
}

/// Finds an outlet or agency that two reports credit; it may be the publisher of one.
pub(super) fn common_credit(
    evidence: &Evidence<'_>,
    a: ReportId,
    b: ReportId,
) -> Option<CommonCredit> {
    let credits_of = |report| {
        let mut credits: BTreeMap<String, Ground> = BTreeMap::new();
        for credit in evidence.credits.iter().filter(|credit| credit.at.report == report) {
            credits.entry(gathering::key(&credit.name)).or_insert(Ground::Credit(credit.at));
        }
        credits
    };
    let of_b = credits_of(b);
    credits_of(a).into_iter().find_map(|(name, ground)| {
        of_b.get(&name).map(|&other| CommonCredit { name: name.clone(), grounds: [ground, other] })
    })
}
