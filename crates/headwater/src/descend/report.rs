//! What each report as a whole rests on.

use super::Evidence;
use super::channel::before;
use super::copying::{Copying, PARTLY_COPIED, WHOLLY_COPIED};
use super::gathering::{Gatherer, Gathering, key, others_credited, publisher};
use super::order::{self, CommonCredit, Order};
use crate::model::{
    Certainty, CreditScope, Ground, Grounds, ReportDescent, ReportId, ReportKind, Rest, RestsOn,
};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The share of a report's statements, in thousandths, credited to others from which it counts as a rewrite.
///
/// Over a third is more than a reference or two. Set by judgement and not measured: the labels are only scored for
/// original or not.
const REWRITE: usize = 350;

/// Finds what each report rests on.
pub(super) fn classify(
    evidence: &Evidence<'_>,
    copying: &Copying,
    orders: &[Order],
    gatherings: &[Gathering],
) -> Vec<ReportDescent> {
    evidence
        .report_ids()
        .map(|report| {
            let mut rests = Rests::default();
            rests.add_copied(evidence, copying, report);
            rests.add_credited(evidence, report);
            rests.add_shared_order(evidence, orders, report);
            let kind = kind(evidence, copying, gatherings, report, &rests);
            ReportDescent { kind, from: rests.into_list() }
        })
        .collect()
}

/// What a report rests on, gathered by what that is.
#[derive(Clone, Debug, Default)]
struct Rests(BTreeMap<RestsOn, (Certainty, Vec<Ground>)>);

impl Rests {
    /// Adds a ground; of the credits to one outlet or agency the first is enough.
    fn add(&mut self, on: RestsOn, certainty: Certainty, ground: Ground) {
        let (strongest, grounds) = self.0.entry(on).or_insert((certainty, Vec::new()));
        *strongest = certainty.max(*strongest);
        let is_credit = |ground: &Ground| matches!(ground, Ground::Credit(_));
        if !(is_credit(&ground) && grounds.iter().any(is_credit)) {
            grounds.push(ground);
        }
    }

    /// What reports share that credit one outlet or agency, they share through it. Of several that one may have
    /// copied, and that share text with each other, the one with the most of it is the likeliest.
    fn add_copied(&mut self, evidence: &Evidence<'_>, copying: &Copying, report: ReportId) {
        let share = |other| copying.share(evidence, report, other);
        let mut others: Vec<ReportId> = evidence
            .report_ids()
            .filter(|&other| other != report && share(other) >= PARTLY_COPIED)
            .collect();
        others.sort_by_key(|&other| (Reverse(share(other)), other));
        let mut copied: Vec<ReportId> = Vec::new();
        for other in others {
            let ground = copying.share_ground(evidence, report, other);
            if let Some(common) = order::common_credit(evidence, report, other) {
                self.add_dispatch(evidence, report, &common, ground);
                continue;
            }
            let kin = |&better: &ReportId| copying.share(evidence, other, better) >= PARTLY_COPIED;
            match direction(evidence, report, other) {
                Direction::FromOther if copied.iter().any(kin) => {}
                Direction::FromOther => {
                    copied.push(other);
                    self.add(RestsOn::Report(other), Certainty::Certain, ground);
                }
                Direction::Unknown => self.add(RestsOn::Lost(other), Certainty::Probable, ground),
                Direction::ToOther => {}
            }
        }
    }

    fn add_credited(&mut self, evidence: &Evidence<'_>, report: ReportId) {
        for credit in others_credited(evidence, report, &publisher(evidence, report)) {
            let certainty = match credit.scope {
                CreditScope::Whole | CreditScope::Near => Certainty::Certain,
                CreditScope::Part => Certainty::Probable,
            };
            let on = named_or_held(evidence, report, &key(&credit.name));
            self.add(on, certainty, Ground::Credit(credit.at));
        }
    }

    /// Where it is known what a report rests on, a shared order needs no lost text to explain it.
    fn add_shared_order(&mut self, evidence: &Evidence<'_>, orders: &[Order], report: ReportId) {
        for order in orders.iter().filter(|order| order.concerns(report)) {
            let other = if order.a == report { order.b } else { order.a };
            match &order.common_credit {
                Some(common) => self.add_dispatch(evidence, report, common, order.ground()),
                None if self.is_certain() => {}
                None => self.add(RestsOn::Lost(other), Certainty::Probable, order.ground()),
            }
        }
    }

    /// Adds what two reports share that credit one outlet or agency; the outlet's own report rests on nothing.
    fn add_dispatch(
        &mut self,
        evidence: &Evidence<'_>,
        report: ReportId,
        common: &CommonCredit,
        ground: Ground,
    ) {
        if publisher(evidence, report) != Gatherer::Outlet(common.name.clone()) {
            self.add(named_or_held(evidence, report, &common.name), Certainty::Certain, ground);
        }
    }

    fn is_certain(&self) -> bool {
        self.0.values().any(|(certainty, _)| *certainty == Certainty::Certain)
    }

    fn into_list(self) -> Vec<Rest> {
        self.0
            .into_iter()
            .filter_map(|(on, (certainty, grounds))| {
                Some(Rest { on, certainty, grounds: Grounds::from_list(grounds)? })
            })
            .collect()
    }
}

/// Names the report of that outlet, if we hold one other than this.
fn named_or_held(evidence: &Evidence<'_>, report: ReportId, name: &str) -> RestsOn {
    let outlet = Gatherer::Outlet(name.to_owned());
    let mut others = evidence.report_ids().filter(|&other| other != report);
    match others.find(|&other| publisher(evidence, other) == outlet) {
        Some(held) => RestsOn::Report(held),
        None => RestsOn::Named(name.to_owned()),
    }
}

enum Direction {
    FromOther,
    ToOther,
    Unknown,
}

/// Tells who had shared wording first: who is credited by the other, an agency, who prints an agency's copy; else
/// who is earlier beyond doubt.
fn direction(evidence: &Evidence<'_>, report: ReportId, other: ReportId) -> Direction {
    let credited = |by: ReportId, whom: ReportId| {
        let whom = publisher(evidence, whom);
        others_credited(evidence, by, &publisher(evidence, by))
            .any(|credit| Gatherer::Outlet(key(&credit.name)) == whom)
    };
    let agency = |id| publisher(evidence, id).is_agency();
    let copy = |id| {
        others_credited(evidence, id, &publisher(evidence, id))
            .any(|credit| credit.scope == CreditScope::Whole)
    };
    let signs = [
        (credited(report, other), credited(other, report)),
        (agency(other), agency(report)),
        (copy(other), copy(report)),
        (before(evidence, other, report), before(evidence, report, other)),
    ];
    match signs.into_iter().find(|(from, to)| from != to) {
        Some((true, _)) => Direction::FromOther,
        Some((false, _)) => Direction::ToOther,
        None => Direction::Unknown,
    }
}

fn kind(
    evidence: &Evidence<'_>,
    copying: &Copying,
    gatherings: &[Gathering],
    report: ReportId,
    rests: &Rests,
) -> ReportKind {
    let copied = rests
        .0
        .keys()
        .filter_map(|on| match on {
            RestsOn::Report(other) | RestsOn::Lost(other) => Some(*other),
            RestsOn::Named(_) => None,
        })
        .map(|other| copying.share(evidence, report, other))
        .max()
        .unwrap_or(0);
    let whole = others_credited(evidence, report, &publisher(evidence, report))
        .any(|credit| credit.scope == CreditScope::Whole);
    let (mut credited, mut all) = (0, 0);
    for gathering in evidence.statements_of(report).map(|id| &gatherings[id.index()]) {
        credited += usize::from(!gathering.own);
        all += 1;
    }
    if whole || copied >= WHOLLY_COPIED {
        ReportKind::WireCopy
    } else if copied >= PARTLY_COPIED {
        ReportKind::PartlyCopied
    } else if credited * 1000 >= all * REWRITE && credited > 0 {
        ReportKind::RewriteCredited
    } else if rests.0.is_empty() {
        ReportKind::Original
    } else {
        ReportKind::Mixed
    }
}
