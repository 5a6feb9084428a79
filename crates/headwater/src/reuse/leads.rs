//! Finds the pairs of reports that are worth a closer look, by the seeds that they share.
//!
//! Most pairs that share a seed tell nothing alike. So a seed that many reports have is written down for a pair only if the
//! sentences around it are alike, and what is written down is a sentence of each report and no more.

use super::archive::{Archive, PARTS};
use super::outline::{Blur, Blurred, Outline, SentenceOf};
use super::seed::{MOST_REPEATS, Seed};
use super::{Progress, Room, Settings, Stage, Wording};
use crate::model::ReportId;
use rayon::prelude::*;
use std::collections::VecDeque;
use std::ops::Range;

/// Fellow carriers that a place is paired with on a seed that stands in too many.
const NEIGHBOURS: usize = 16;

/// Places of a seed up to which it is rare, so that it leads somewhere though the sentences around it are not alike. With 8
/// and not 4, PAN 2013 gains .0005 of plagdet, and 40,000 reports take a third more time.
const RARE: usize = 8;

/// Sentences from each other, in both reports, within which leads stand together.
const NEAR: u32 = 3;

/// Leads that must stand together, in more than one pair of sentences.
const TOGETHER: usize = 3;

/// Leads that must stand together in whatever sentences: a run of eight rare words has as many.
const AT_ONE: usize = 4;

/// The same in garbled texts, of which few seeds are whole: more is found from two than from three, and hardly more from
/// one.
const TOGETHER_GARBLED: usize = 2;

/// Stems of note that two reports must have in common in sentences that are alike. At 12, one in ten of the reworded
/// passages of PAN 2013 is lost; at 6 nothing is won.
const LEAST_IN_COMMON: usize = 7;

/// The same where all leads are common. PAN 2013 loses nothing by it; with it and without common leads among those that
/// stand together, 40,000 reports make 14,000 pairs to compare and not 45,000.
const LEAST_IN_COMMON_OF_COMMON: usize = 12;

/// Sentences to each side of a lead in which these are looked for, where no other lead stands elsewhere.
const AROUND: u32 = 4;

/// The same where all leads are common.
const AROUND_COMMON: u32 = 2;

/// Two reports, by rank, and a ground to look at them more closely.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Lead {
    pair: (u32, u32),
    /// The sentences of both in which it stands.
    sentences: (u32, u32),
    kind: LeadKind,
}

/// Why two reports are looked at more closely, from what is least telling.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum LeadKind {
    /// They share a common seed, in sentences that are alike.
    Common,
    /// They share a rare seed.
    Rare,
    /// They share a run of words as long as the least plain copy.
    Run,
}

/// Finds the pairs of reports that are worth a closer look, each with the report first that comes first in an order that
/// hangs on no input.
///
/// Where the leads have no room, those of the first reports in that order are followed, then those of the next: each time
/// all seeds are gone through.
pub(super) fn pairs<A: Archive>(
    archive: &A,
    settings: &Settings,
    room: Room,
    tell: &(dyn Fn(Progress) + Sync),
) -> Result<Vec<(ReportId, ReportId)>, A::Error> {
    let ranks = Ranks::of(archive.outlines());
    let outlines = Blurred::new(archive.outlines());
    let search = Search { archive, outlines, settings, ranks: &ranks, tell };
    let all = u32::try_from(archive.outlines().len()).expect("ids of reports have 32 bits");
    let mut pairs = Vec::new();
    let mut lower = 0..all;
    while !lower.is_empty() {
        tell(Progress::Began(Stage::Leading, PARTS));
        let mut leads = search.all_leads(&mut lower, room)?;
        leads.par_sort_unstable();
        let of_pairs = leads.par_chunk_by(|a, b| a.pair == b.pair);
        let worth_it = of_pairs.filter(|leads| search.are_worth_it(leads));
        pairs.par_extend(worth_it.map(|leads| ranks.reports(leads[0].pair)));
        lower = lower.end..all.min(lower.end.saturating_add(2 * lower.len() as u32));
    }
    Ok(pairs)
}

/// The order of reports by what they say.
struct Ranks {
    of_reports: Vec<u32>,
    reports: Vec<ReportId>,
}

impl Ranks {
    fn of(outlines: &[Outline]) -> Self {
        let mut reports: Vec<ReportId> = (0..outlines.len()).map(ReportId::new).collect();
        reports.par_sort_by_key(|id| outlines[id.index()].digest());
        let mut of_reports = vec![0; reports.len()];
        for (rank, id) in (0..).zip(&reports) {
            of_reports[id.index()] = rank;
        }
        Self { of_reports, reports }
    }

    fn of_report(&self, id: ReportId) -> u32 {
        self.of_reports[id.index()]
    }

    fn reports(&self, (one, other): (u32, u32)) -> (ReportId, ReportId) {
        (self.reports[one as usize], self.reports[other as usize])
    }
}

struct Search<'s, A> {
    archive: &'s A,
    outlines: Blurred<'s>,
    settings: &'s Settings,
    ranks: &'s Ranks,
    tell: &'s (dyn Fn(Progress) + Sync),
}

impl<'s, A: Archive> Search<'s, A> {
    /// Finds all leads of pairs of which the lower rank is one of these; of fewer, if they have no room.
    fn all_leads(&self, lower: &mut Range<u32>, room: Room) -> Result<Vec<Lead>, A::Error> {
        let is_once = room.leads == usize::MAX;
        let parts: Vec<usize> = (0..PARTS).collect();
        let mut of_parts: Vec<Vec<Lead>> = Vec::new();
        for parts in parts.chunks(if is_once { PARTS } else { rayon::current_num_threads() }) {
            let of_part = |&part| {
                let seeds = self.archive.seeds(part)?;
                if is_once {
                    self.archive.forget_seeds(part);
                }
                let leads = self.leads(seeds, lower);
                (self.tell)(Progress::Advanced(1));
                Ok(leads)
            };
            let found: Result<Vec<_>, A::Error> = parts.par_iter().map(of_part).collect();
            of_parts.extend(found?);
            let bytes = |of_parts: &[Vec<Lead>]| {
                of_parts.iter().map(Vec::len).sum::<usize>() * size_of::<Lead>()
            };
            while bytes(&of_parts) > room.leads && lower.len() > 1 {
                lower.end = lower.start + lower.len() as u32 / 2;
                for leads in &mut of_parts {
                    leads.retain(|lead| lower.contains(&lead.pair.0));
                    leads.shrink_to_fit();
                }
            }
        }
        let mut leads = Vec::with_capacity(of_parts.iter().map(Vec::len).sum());
        // One part after the other is given back: together they may be the most that is held.
        of_parts.into_iter().for_each(|part| leads.extend(part));
        Ok(leads)
    }

    /// Finds the leads of a part of all seeds.
    fn leads(&self, mut seeds: Vec<Seed>, lower: &Range<u32>) -> Vec<Lead> {
        seeds.sort_unstable();
        let mut leads = Vec::new();
        let mut places = Vec::new();
        for same in seeds.chunk_by(|a, b| a.key() == b.key()) {
            let (first, last) = (same[0].report(), same[same.len() - 1].report());
            if first == last || !self.settings.pairs.may_allow_within(first, last) {
                continue;
            }
            places.clear();
            for of_report in same.chunk_by(|a, b| a.report() == b.report()) {
                places.extend_from_slice(&of_report[..of_report.len().min(MOST_REPEATS)]);
            }
            let found = |lead: Lead| {
                if lower.contains(&lead.pair.0) {
                    leads.push(lead);
                }
            };
            if places.len() <= self.settings.most_carriers {
                self.pair_all(&places, found);
            } else {
                self.pair_neighbours(&mut places, found);
            }
        }
        leads
    }

    /// Pairs the places of a seed with each other.
    fn pair_all(&self, seeds: &[Seed], mut found: impl FnMut(Lead)) {
        let is_rare = seeds.len() <= RARE || self.settings.wording == Wording::Copied;
        let blurs: Vec<Blur> = match is_rare {
            true => Vec::new(),
            false => seeds.iter().map(|&seed| self.outlines.blur(place(seed))).collect(),
        };
        let kind = |one: usize, other: usize| {
            let (one_seed, other_seed) = (seeds[one], seeds[other]);
            if one_seed.run() != 0 && one_seed.run() == other_seed.run() {
                Some(LeadKind::Run)
            } else if is_rare {
                Some(LeadKind::Rare)
            } else {
                let are_alike = blurs[one].may_be_alike(blurs[other])
                    && self.outlines.alike(place(one_seed), place(other_seed)) > 0;
                are_alike.then_some(LeadKind::Common)
            }
        };
        for one in 0..seeds.len() {
            for other in 0..one {
                let are_allowed =
                    self.settings.pairs.allow(seeds[one].report(), seeds[other].report());
                if let Some(kind) = are_allowed.then(|| kind(one, other)).flatten() {
                    found(self.lead(seeds[one], seeds[other], kind));
                }
            }
        }
    }

    /// Pairs each place of a seed that stands in too many with the nearest before it that begin the same run.
    fn pair_neighbours(&self, seeds: &mut [Seed], mut found: impl FnMut(Lead)) {
        let rank = |seed: &Seed| self.ranks.of_report(seed.report());
        seeds.sort_unstable_by_key(|seed| (seed.run(), rank(seed), seed.sentence()));
        for same in seeds.chunk_by(|a, b| a.run() == b.run()).filter(|same| same[0].run() != 0) {
            let mut before = [VecDeque::new(), VecDeque::new()];
            for &seed in same {
                let (own, others) = self.settings.pairs.sides(seed.report());
                for &other in others.iter().flat_map(|&side| &before[side]) {
                    if self.settings.pairs.allow(Seed::report(other), seed.report()) {
                        found(self.lead(other, seed, LeadKind::Run));
                    }
                }
                before[own].push_back(seed);
                if before[own].len() > NEIGHBOURS {
                    before[own].pop_front();
                }
            }
        }
    }

    fn lead(&self, one: Seed, other: Seed, kind: LeadKind) -> Lead {
        let place = |seed: Seed| (self.ranks.of_report(seed.report()), seed.sentence());
        let (one, other) = (place(one), place(other));
        let ((a, of_a), (b, of_b)) = (one.min(other), one.max(other));
        Lead { pair: (a, b), sentences: (of_a, of_b), kind }
    }

    /// Tells whether all leads of a pair, in order, are reason enough to compare the two reports.
    fn are_worth_it(&self, leads: &[Lead]) -> bool {
        let is_run = |lead: &Lead| lead.kind == LeadKind::Run;
        self.settings.wording == Wording::Copied
            || leads.iter().any(is_run)
            || stand_together(leads, self.settings.wording)
            || self.have_enough_in_common(leads)
    }

    /// Tells whether the two reports of leads have enough in common in sentences that are alike.
    fn have_enough_in_common(&self, leads: &[Lead]) -> bool {
        let (a, b) = self.ranks.reports(leads[0].pair);
        let places = |lead: &Lead| {
            let (of_a, of_b) = lead.sentences;
            let one = SentenceOf { report: a, sentence: of_a };
            (one, SentenceOf { report: b, sentence: of_b })
        };
        let are_spread = leads.iter().any(|lead| lead.sentences != leads[0].sentences);
        let have = |lead: &Lead, least: usize, near: u32| {
            let (one, other) = places(lead);
            let near = if are_spread { u32::MAX } else { near };
            self.outlines.in_common(one, other, near) >= least
        };
        let are_alike = |lead: &&Lead| {
            let (one, other) = places(lead);
            lead.kind == LeadKind::Rare && self.outlines.are_alike(one, other)
        };
        let is_common = |lead: &&Lead| lead.kind == LeadKind::Common;
        if let Some(lead) = leads.iter().find(are_alike) {
            have(lead, LEAST_IN_COMMON, AROUND)
        } else if let Some(lead) = leads.iter().find(is_common) {
            have(lead, LEAST_IN_COMMON_OF_COMMON, AROUND_COMMON)
        } else {
            false
        }
    }
}

/// Returns the sentence that a seed stands in.
fn place(seed: Seed) -> SentenceOf {
    SentenceOf { report: seed.report(), sentence: seed.sentence() }
}

/// Tells whether some leads of a pair stand together; common ones do so by chance.
fn stand_together(leads: &[Lead], wording: Wording) -> bool {
    let (least, at_one) = match wording {
        Wording::Garbled => (TOGETHER_GARBLED, TOGETHER_GARBLED),
        Wording::Copied | Wording::Rewritten => (TOGETHER, AT_ONE),
    };
    let rare = || leads.iter().filter(|lead| lead.kind != LeadKind::Common);
    rare().count() >= least
        && rare().any(|one| {
            let near = |a: u32, b: u32| a.abs_diff(b) <= NEAR;
            let is_near = |other: &&Lead| {
                near(one.sentences.0, other.sentences.0) && near(one.sentences.1, other.sentences.1)
            };
            let together = || rare().filter(is_near);
            let is_elsewhere = |other: &Lead| other.sentences != one.sentences;
            together().count() >= at_one
                || (together().count() >= least && together().any(is_elsewhere))
        })
}
