//! Draws up the stemma of each claim: what every statement rests on, down to origins.
//!
//! Statements that share their wording form a star about one of them, or about a lost text, so the graph is acyclic.
//! Every other edge ends at a named source, which rests on nothing here.

use super::channel::{self, Channels, Root};
use super::copying::{CopyLink, Copying};
use super::gathering::Gathering;
use super::order::Order;
use super::{Evidence, source};
use crate::model::{
    Certainty, Claim, ClaimId, Derivation, Ground, Grounds, Parent, ReportId, StatementId, Stemma,
};

/// Draws up the stemma of each claim.
pub(super) fn build(
    evidence: &Evidence<'_>,
    copying: &Copying,
    orders: &[Order],
    gatherings: &[Gathering],
) -> Vec<Stemma> {
    let mut lost = 0;
    let claims = evidence.claims.iter().enumerate();
    claims
        .map(|(index, claim)| {
            let links = copying.links(evidence, claim);
            let channels = channel::count(evidence, claim, &links, orders, gatherings);
            let sources = source::count(evidence, claim, copying, &links, gatherings, &channels);
            let work = Work { evidence, claim, links: &links, orders, gatherings };
            Stemma {
                claim: ClaimId::new(index),
                derivations: work.derivations(&channels, &mut lost),
                channels: channels.count,
                sources,
            }
        })
        .collect()
}

struct Work<'w> {
    evidence: &'w Evidence<'w>,
    claim: &'w Claim,
    links: &'w [CopyLink],
    orders: &'w [Order],
    gatherings: &'w [Gathering],
}

impl Work<'_> {
    fn derivations(&self, channels: &Channels, lost: &mut u32) -> Vec<Derivation> {
        let mut derivations = Vec::new();
        for line in &channels.lines {
            let members: Vec<StatementId> =
                line.members.iter().map(|&m| self.claim.statements[m]).collect();
            let hub = self.hub(&members, &line.root, lost);
            for &child in &members {
                derivations.extend(self.copied(child, &hub));
                derivations.extend(self.gathered(child, &hub));
                derivations.extend(self.voiced(child));
                derivations.extend(self.perhaps(child));
            }
        }
        derivations
    }

    /// Finds what the copies of a channel rest on: the statement of the outlet where it begins, if we hold it.
    fn hub(&self, members: &[StatementId], root: &Root, lost: &mut u32) -> Option<Parent> {
        let linked =
            |id: StatementId| self.certain_links().any(|link| link.a == id || link.b == id);
        let copies: Vec<StatementId> = members.iter().copied().filter(|&id| linked(id)).collect();
        if copies.is_empty() {
            return None;
        }
        match root {
            Root::Lost => {
                *lost += 1;
                Some(Parent::Lost(*lost))
            }
            Root::Gatherer(gatherer) => copies
                .into_iter()
                .find(|&id| {
                    let gathering = &self.gatherings[id.index()];
                    gathering.own && gathering.gatherer == *gatherer
                })
                .map(Parent::Statement),
        }
    }

    fn certain_links(&self) -> impl Iterator<Item = &CopyLink> {
        self.links.iter().filter(|link| link.certainty == Certainty::Certain)
    }

    fn copied(&self, child: StatementId, hub: &Option<Parent>) -> Option<Derivation> {
        let parent = hub.clone().filter(|hub| *hub != Parent::Statement(child))?;
        let of_child = |link: &&CopyLink| link.a == child || link.b == child;
        let mut grounds: Vec<Ground> =
            self.certain_links().filter(of_child).map(|link| link.ground).collect();
        if let Parent::Statement(root) = parent {
            let [earlier, later] = [root, child].map(|id| self.evidence.report_of(id));
            if channel::before(self.evidence, earlier, later) {
                grounds.push(Ground::Earlier { report: earlier, than: later });
            }
        }
        let grounds = Grounds::from_list(grounds)?;
        Some(Derivation { child, parent, grounds, certainty: Certainty::Certain })
    }

    /// A statement that is no copy rests on who gathered it.
    fn gathered(&self, child: StatementId, hub: &Option<Parent>) -> Option<Derivation> {
        let gathering = &self.gatherings[child.index()];
        let copy = self.copied(child, hub).is_some();
        (!gathering.own || !copy).then(|| Derivation {
            child,
            parent: Parent::Named(gathering.gatherer.name(self.evidence)),
            grounds: Grounds::new(gathering.ground, self.order_ground(child)),
            certainty: Certainty::Certain,
        })
    }

    /// Returns the ground that another report tells the same in the same order, where that decided who gathered it.
    fn order_ground(&self, child: StatementId) -> Option<Ground> {
        let gathering = &self.gatherings[child.index()];
        let decided = !gathering.own
            && self.evidence.voicing(child).vias.is_empty()
            && matches!(gathering.ground, Ground::Credit(_));
        let order = self.orders.iter().find(|order| order.statements.contains(&child));
        order.filter(|_| decided).map(Order::ground)
    }

    fn voiced(&self, child: StatementId) -> Vec<Derivation> {
        let voicing = self.evidence.voicing(child);
        let Some(attribution) = voicing.attribution else { return Vec::new() };
        let ground = Ground::Attribution(attribution);
        voicing
            .voices
            .iter()
            .map(|voice| Derivation {
                child,
                parent: Parent::Named(voice.name.clone()),
                grounds: Grounds::new(ground, []),
                certainty: Certainty::Certain,
            })
            .collect()
    }

    /// Lists what a statement may rest on besides: agencies credited for an unknown part, statements in alike words.
    fn perhaps(&self, child: StatementId) -> Vec<Derivation> {
        let probable = |parent, ground| Derivation {
            child,
            parent,
            grounds: Grounds::new(ground, []),
            certainty: Certainty::Probable,
        };
        let credited = self.gatherings[child.index()].perhaps.iter().map(|(gatherer, ground)| {
            probable(Parent::Named(gatherer.name(self.evidence)), *ground)
        });
        let alike =
            self.links.iter().filter(|link| link.certainty == Certainty::Probable).filter_map(
                |link| {
                    let (root, later) = self.directed(link)?;
                    (later == child).then(|| probable(Parent::Statement(root), link.ground))
                },
            );
        credited.chain(alike).collect()
    }

    /// Directs a probable link from the later report to the earlier, if one is earlier beyond doubt.
    fn directed(&self, link: &CopyLink) -> Option<(StatementId, StatementId)> {
        let report = |id: StatementId| -> ReportId { self.evidence.report_of(id) };
        if channel::before(self.evidence, report(link.a), report(link.b)) {
            Some((link.a, link.b))
        } else if channel::before(self.evidence, report(link.b), report(link.a)) {
            Some((link.b, link.a))
        } else {
            None
        }
    }
}
