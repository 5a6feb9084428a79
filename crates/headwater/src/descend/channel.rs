//! Counts the channels of a claim: the independent lines of news-gathering by which it reached its reports.
//!
//! Certain: statements gathered by one outlet or agency, those in near-identical running text, and those by which one
//! report says the same again without a credit, came by one channel. Probable: those in alike text, those of a report
//! with a credit for an unknown part of it, and those of two reports that tell much in one order. Shared quotations
//! and shared voices say nothing here, unless one report is partly copied from the other.

use super::Evidence;
use super::copying::CopyLink;
use super::gathering::{Gatherer, Gathering};
use super::order::Order;
use super::partition::Partition;
use crate::model::{
    Certainty, Claim, Count, Ground, Grounds, Origin, Published, ReportId, StatementId,
};

/// The channels of a claim.
#[derive(Clone, Debug)]
pub(super) struct Channels {
    pub(super) count: Count,
    /// For each channel, in the order of the count's origins: its statements' positions in the claim, and its root.
    pub(super) lines: Vec<Line>,
    /// Which statements may have come by one channel, the certain ones included.
    pub(super) loose: Partition,
}

/// One channel.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) members: Vec<usize>,
    pub(super) root: Root,
}

/// Where a channel begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Root {
    /// With an outlet or agency, or a report whose outlet is not known.
    Gatherer(Gatherer),
    /// With a text that we do not hold and nobody names.
    Lost,
}

/// Counts the channels of a claim.
pub(super) fn count(
    evidence: &Evidence<'_>,
    claim: &Claim,
    links: &[CopyLink],
    orders: &[Order],
    gatherings: &[Gathering],
) -> Channels {
    let context = Context { evidence, claim, links, gatherings };
    let strict = context.certain();
    let loose = context.probable(strict.clone(), orders);
    let lines: Vec<Line> = strict
        .classes()
        .into_iter()
        .map(|members| Line { root: context.root(&members), members })
        .collect();
    let origins = lines.iter().map(|line| context.origin(line)).collect();
    Channels { count: Count::new(loose.classes().len(), origins), lines, loose }
}

struct Context<'c> {
    evidence: &'c Evidence<'c>,
    claim: &'c Claim,
    links: &'c [CopyLink],
    gatherings: &'c [Gathering],
}

impl Context<'_> {
    fn gathering(&self, position: usize) -> &Gathering {
        &self.gatherings[self.claim.statements[position].index()]
    }

    fn report(&self, position: usize) -> ReportId {
        self.evidence.report_of(self.claim.statements[position])
    }

    fn position(&self, id: StatementId) -> usize {
        self.claim.statements.iter().position(|&s| s == id).expect("a link joins the claim's own")
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let len = self.claim.statements.len();
        (0..len).flat_map(move |a| (a + 1..len).map(move |b| (a, b)))
    }

    fn certain(&self) -> Partition {
        let mut partition = Partition::new(self.claim.statements.len());
        for (a, b) in self.pairs() {
            let one_gatherer = self.gathering(a).gatherer == self.gathering(b).gatherer;
            if one_gatherer || self.said_again(a, b) {
                partition.unite(a, b);
            }
        }
        for link in self.links.iter().filter(|link| link.certainty == Certainty::Certain) {
            partition.unite(self.position(link.a), self.position(link.b));
        }
        partition
    }

    /// Tells whether one report says the same twice and credits nobody at least once, as in its lead and below.
    fn said_again(&self, a: usize, b: usize) -> bool {
        let credits_nobody =
            |position: usize| matches!(self.gathering(position).ground, Ground::OwnVoice(_));
        self.report(a) == self.report(b) && (credits_nobody(a) || credits_nobody(b))
    }

    fn probable(&self, mut partition: Partition, orders: &[Order]) -> Partition {
        for link in self.links {
            partition.unite(self.position(link.a), self.position(link.b));
        }
        for (a, b) in self.pairs() {
            if self.perhaps_one_gatherer(a, b) || self.told_in_one_order(a, b, orders) {
                partition.unite(a, b);
            }
        }
        partition
    }

    /// Tells whether a credit for an unknown part of one report names who gathered the other statement, or both
    /// reports have such a credit to the same agency.
    fn perhaps_one_gatherer(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.gathering(a), self.gathering(b));
        let may_be = |one: &Gathering, other: &Gathering| {
            one.perhaps.iter().any(|(gatherer, _)| {
                *gatherer == other.gatherer || other.perhaps.iter().any(|(g, _)| g == gatherer)
            })
        };
        may_be(a, b) || may_be(b, a)
    }

    /// Tells whether the two reports tell much in one order; what stands outside the order may come by it too.
    fn told_in_one_order(&self, a: usize, b: usize, orders: &[Order]) -> bool {
        orders.iter().any(|order| order.joins(self.report(a), self.report(b)))
    }

    /// Finds where a channel begins: with the outlet that others credit, else the agency among those that share the
    /// wording, else the one that was first beyond doubt; else it is lost.
    fn root(&self, members: &[usize]) -> Root {
        let mut gatherers: Vec<&Gatherer> =
            members.iter().map(|&m| &self.gathering(m).gatherer).collect();
        gatherers.sort();
        gatherers.dedup();
        let credited = members.iter().map(|&m| self.gathering(m)).find(|g| !g.own);
        let agency = gatherers.iter().find(|gatherer| gatherer.is_agency());
        match (credited, agency, gatherers.as_slice()) {
            (Some(gathering), ..) => Root::Gatherer(gathering.gatherer.clone()),
            (None, Some(agency), _) => Root::Gatherer((*agency).clone()),
            (None, None, [only]) => Root::Gatherer((*only).clone()),
            _ => self
                .first(members)
                .map_or(Root::Lost, |first| Root::Gatherer(self.gathering(first).gatherer.clone())),
        }
    }

    /// Finds the member whose report was published before all the others' beyond doubt.
    fn first(&self, members: &[usize]) -> Option<usize> {
        members.iter().copied().find(|&one| {
            members.iter().all(|&other| {
                self.report(one) == self.report(other)
                    || before(self.evidence, self.report(one), self.report(other))
            })
        })
    }

    fn origin(&self, line: &Line) -> Origin {
        let name = match &line.root {
            Root::Gatherer(gatherer) => Some(gatherer.name(self.evidence)),
            Root::Lost => None,
        };
        let mut reports: Vec<ReportId> = line.members.iter().map(|&m| self.report(m)).collect();
        reports.sort();
        reports.dedup();
        let grounds = line.members.iter().map(|&m| self.gathering(m).ground);
        let shared = self.links.iter().filter(|link| {
            link.certainty == Certainty::Certain && line.members.contains(&self.position(link.a))
        });
        let grounds: Vec<Ground> = grounds.chain(shared.map(|link| link.ground)).collect();
        let grounds =
            Grounds::from_list(grounds).expect("a channel has a statement, that a ground");
        Origin { name, reports, grounds }
    }
}

/// Tells whether one report was published before the other beyond doubt.
pub(super) fn before(evidence: &Evidence<'_>, one: ReportId, other: ReportId) -> bool {
    let published = |report: ReportId| -> Option<Published> {
        evidence.reports[report.index()].published.as_ref().map(|stated| stated.value)
    };
    published(one).zip(published(other)).is_some_and(|(one, other)| one.certainly_before(other))
}
