//! Groups reports into families by containment, each with its likeliest source.
//!
//! A family is a star and no chain: every report in it has most of its text in common with the source itself. So a
//! family cannot grow from link to link until it holds the corpus, as the transitive closure of passages does.

use super::relation::{MOST, NEARLY_ALL, Relation, RelationKind, Side};
use crate::model::{Published, Report, ReportId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Reports most of whose text stands in one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// The report that the others likeliest took their text from, or that stands nearest to what they took it from.
    pub source: ReportId,
    /// What speaks for it.
    pub ground: SourceGround,
    /// The other reports that could be the source, since they too have most of the text of each report here and
    /// nearly all of the fullest one's: the likeliest first.
    pub runners_up: Vec<ReportId>,
    /// The reports beside the source, of which there is at least one: the earliest first, those without a date last.
    pub members: Vec<Member>,
}

/// A report in a family, beside its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The report, and the share of its words that stand in the source.
    pub side: Side,
    /// How its text lies to that of the source.
    pub kind: RelationKind,
}

/// What speaks for the likeliest source of a family, before the first runner-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceGround {
    /// No other has as much: nearly all of the fullest report's text, and most of every other's.
    Sole,
    /// Of those whose date is known, it was published first.
    Earliest,
    /// It has the most words; the dates do not decide.
    Fullest,
    /// Nothing: others are as early and as full.
    Undecided,
}

/// Groups reports into families; a report is in one at most.
///
/// A wrap-up holds the text of reports that have nothing to do with each other, so none of them belongs to it, save
/// those that have most of the wrap-up in turn: its copies.
///
/// The order of the reports changes nothing but the ids, and a report that shares nothing with others changes no
/// family of theirs. The families with the most reports come first.
///
/// ```
/// use headwater::{model::Report, reuse};
///
/// let lead = "The envoy left the talks in Vienna without a word to the press on Monday night.";
/// let rest = "Delegates had expected a joint statement on the shared use of the river and its locks.";
/// let reports = [Report::new("brief", lead), Report::new("wire", format!("{lead} {rest}"))];
/// let passages = reuse::reuse(&reports, &reuse::Settings::default());
/// let families = reuse::families(&reports, &reuse::relations(&reports, &passages));
/// assert_eq!(reports[families[0].source.index()].name, "wire");
/// assert_eq!(families[0].ground, reuse::SourceGround::Sole);
/// ```
pub fn families(reports: &[Report], relations: &[Relation]) -> Vec<Family> {
    let kin = Kin::of(reports, relations);
    let mut families: Vec<Family> =
        kin.stars().iter().map(|(&head, star)| kin.family(head, star)).collect();
    families.sort_by_key(|family| (Reverse(family.members.len()), kin.rank(family.source)));
    families
}

/// Which reports may belong to which.
struct Kin<'r> {
    reports: &'r [Report],
    /// How many words each has.
    words: BTreeMap<ReportId, u32>,
    /// For each report those that it may belong to, with the relation of the two.
    belongs: BTreeMap<ReportId, BTreeMap<ReportId, Member>>,
}

impl<'r> Kin<'r> {
    fn of(reports: &'r [Report], relations: &[Relation]) -> Self {
        let wrap_ups: BTreeSet<ReportId> = relations
            .iter()
            .filter_map(|relation| match relation.kind {
                RelationKind::WrapUp { whole } => Some(whole),
                _ => None,
            })
            .collect();
        let mut kin = Self { reports, words: BTreeMap::new(), belongs: BTreeMap::new() };
        for relation in relations {
            for (one, other) in [(relation.a, relation.b), (relation.b, relation.a)] {
                kin.words.insert(one.report, one.words);
                let is_copy = other.share > MOST || !wrap_ups.contains(&other.report);
                if one.share > MOST && is_copy {
                    let member = Member { side: one, kind: relation.kind };
                    kin.belongs.entry(one.report).or_default().insert(other.report, member);
                }
            }
        }
        kin
    }

    /// Gives each report that may belong to others to the one that has most of it, among as few as can be: the
    /// fullest, and those that belong to none fuller. Each group has its fullest report, by which it is known.
    fn stars(&self) -> BTreeMap<ReportId, BTreeSet<ReportId>> {
        let mut fullest: Vec<ReportId> = self.words.keys().copied().collect();
        fullest.sort_by_key(|&report| (Reverse(self.words[&report]), self.content(report)));
        let mut heads: BTreeSet<ReportId> = BTreeSet::new();
        let mut stars: BTreeMap<ReportId, BTreeSet<ReportId>> = BTreeMap::new();
        let mut rest = Vec::new();
        for report in fullest {
            let belongs = self.belongs.get(&report);
            if belongs.is_some_and(|to| to.keys().any(|head| heads.contains(head))) {
                rest.push(report);
            } else {
                heads.insert(report);
            }
        }
        for report in rest {
            let to = self.belongs[&report].iter().filter(|(head, _)| heads.contains(*head));
            let head = to
                .max_by_key(|(head, member)| {
                    (member.side.share, self.words[*head], Reverse(self.content(**head)))
                })
                .map(|(&head, _)| head)
                .expect("it belongs to a head");
            stars.entry(head).or_insert_with(|| [head].into()).insert(report);
        }
        stars
    }

    /// Finds the likeliest source of a group, of which the fullest report is known.
    ///
    /// A report that has less than nearly all of the fullest is a cut copy, or an earlier version that the others went
    /// beyond: early as it may be, it is not the source of the rest.
    fn family(&self, fullest: ReportId, star: &BTreeSet<ReportId>) -> Family {
        let share = |member: ReportId, source: ReportId| {
            let sides = self.belongs.get(&member).and_then(|to| to.get(&source));
            if member == source { 1000 } else { sides.map_or(0, |one| one.side.share) }
        };
        let could_be = |&source: &ReportId| {
            share(fullest, source) >= NEARLY_ALL
                && star.iter().all(|&one| share(one, source) > MOST)
        };
        let mut candidates: Vec<ReportId> = star.iter().copied().filter(could_be).collect();
        candidates.sort_by_key(|&report| self.rank(report));
        let (source, ground) = self.likeliest(&candidates);
        candidates.retain(|&report| report != source);
        let mut members: Vec<Member> = star
            .iter()
            .filter(|&&report| report != source)
            .map(|report| self.belongs[report][&source])
            .collect();
        members.sort_by_key(|member| self.rank(member.side.report));
        Family { source, ground, runners_up: candidates, members }
    }

    /// Chooses among reports that could be the source, which stand in the order of their rank: the earliest, then the
    /// fullest, then the first. Times of day decide where all that are as early are timed.
    fn likeliest(&self, candidates: &[ReportId]) -> (ReportId, SourceGround) {
        if let [sole] = candidates {
            return (*sole, SourceGround::Sole);
        }
        let mut left: Vec<ReportId> = candidates.to_vec();
        let dated = |id: &ReportId| self.published(*id).map(day);
        if left.iter().any(|id| dated(id).is_some()) {
            let first = left.iter().filter_map(dated).min();
            left.retain(|id| dated(id) == first);
        }
        let timed: Option<Vec<Timestamp>> =
            left.iter().map(|&id| self.published(id).and_then(moment)).collect();
        if let Some(first) = timed.and_then(|times| times.into_iter().min()) {
            left.retain(|&id| self.published(id).and_then(moment) == Some(first));
        }
        if let [earliest] = left[..] {
            return (earliest, SourceGround::Earliest);
        }
        let most = left.iter().map(|id| self.words[id]).max();
        left.retain(|id| Some(self.words[id]) == most);
        let ground = if left.len() == 1 { SourceGround::Fullest } else { SourceGround::Undecided };
        (left[0], ground)
    }

    /// Orders reports from the likeliest source: by day, the unknown last; then the fullest; then by what they say.
    fn rank(&self, report: ReportId) -> impl Ord + use<'r> {
        let published = self.published(report);
        let at = published.map(|at| (day(at), moment(at).unwrap_or(Timestamp::MAX)));
        (at.is_none(), at, Reverse(self.words[&report]), self.content(report))
    }

    fn content(&self, report: ReportId) -> (&'r str, &'r str) {
        let report = &self.reports[report.index()];
        (&report.text, &report.name)
    }

    fn published(&self, report: ReportId) -> Option<Published> {
        self.reports[report.index()].published.as_ref().map(|published| published.value)
    }
}

/// Returns the day of a publication: in UTC where the zone is known, else as written.
fn day(published: Published) -> Date {
    moment(published).map_or_else(|| published.day(), |at| Offset::UTC.to_datetime(at).date())
}

/// Returns the moment of a publication, if it is known.
fn moment(published: Published) -> Option<Timestamp> {
    match published {
        Published::Moment { at, .. } => Some(at),
        Published::Local(_) | Published::Day(_) => None,
    }
}
