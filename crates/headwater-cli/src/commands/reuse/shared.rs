//! The passages that reports share, in an order that hangs on no input, with the reports they stand in.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use headwater::model::{Report, ReportId, Reuse};
use headwater_store::{Store, StoreError};

/// Passages whose reports are read at once: 16 MB and more of texts.
const GROUP: usize = 4096;

/// What reports share.
pub(super) struct Shared {
    reports: Reports,
    /// All passages; the ids are those of `reports`.
    reuses: Vec<Reuse>,
    /// The reports that something is told of; of all, if there are none.
    told: Option<BTreeSet<ReportId>>,
}

enum Reports {
    /// In memory.
    Held(Vec<Report>),
    /// In a store, where these are their ids.
    Stored { store: Box<Store>, ids: Vec<ReportId> },
}

/// Some passages, and the reports that they stand in, which their ids are of.
pub(super) struct Group<'s> {
    pub(super) reports: Cow<'s, [Report]>,
    pub(super) reuses: Cow<'s, [Reuse]>,
}

impl Shared {
    /// Takes passages of reports in memory, both in order.
    pub(super) fn held(reports: Vec<Report>, reuses: Vec<Reuse>) -> Self {
        Self { reports: Reports::Held(reports), reuses, told: None }
    }

    /// Takes passages of reports in a store; those before a number, if one is given, are put before the others. Something
    /// is told only of some of them, if these are given.
    pub(super) fn stored(
        store: Box<Store>,
        reuses: &[Reuse],
        across: Option<usize>,
        told: Option<&BTreeSet<ReportId>>,
    ) -> Result<Self, StoreError> {
        let mut ids: Vec<ReportId> = concerned(reuses).into_iter().collect();
        let names: BTreeMap<ReportId, String> =
            ids.iter().copied().zip(store.names(&ids)?).collect();
        let is_after = |id: ReportId| across.is_some_and(|across| id.index() >= across);
        let key = |id: &ReportId| (is_after(*id), &names[id]);
        ids.sort_by(|a, b| key(a).cmp(&key(b)));
        for same in ids.chunk_by_mut(|a, b| key(a) == key(b)).filter(|same| same.len() > 1) {
            let mut reports: Vec<(Report, ReportId)> =
                store.reports(same)?.into_iter().zip(same.iter().copied()).collect();
            reports.sort_by(|(a, _), (b, _)| order(a, b));
            same.iter_mut().zip(reports).for_each(|(place, (_, id))| *place = id);
        }
        let reuses = numbered(reuses, &ids);
        let told = told.map(|told| {
            let places = ids.iter().enumerate().filter(|(_, id)| told.contains(id));
            places.map(|(place, _)| ReportId::new(place)).collect()
        });
        Ok(Self { reports: Reports::Stored { store, ids }, reuses, told })
    }

    /// Returns how many passages are told.
    pub(super) fn len(&self) -> usize {
        self.told_passages().count()
    }

    /// Tells whether something is told of a report.
    pub(super) fn is_told(&self, report: ReportId) -> bool {
        self.told.as_ref().is_none_or(|told| told.contains(&report))
    }

    fn told_passages(&self) -> impl Iterator<Item = &Reuse> {
        let is_told = |one: &&Reuse| self.is_told(one.a.report) || self.is_told(one.b.report);
        self.reuses.iter().filter(is_told)
    }

    /// Returns all passages, told or not: what is concluded from them hangs on all.
    pub(super) fn all(&self) -> Result<Group<'_>, StoreError> {
        self.group(Cow::Borrowed(&self.reuses))
    }

    /// Returns the passages that are told, some at a time.
    pub(super) fn groups(&self) -> impl Iterator<Item = Result<Group<'_>, StoreError>> {
        let mut passages = self.told_passages().cloned();
        std::iter::from_fn(move || {
            let group: Vec<Reuse> = passages.by_ref().take(GROUP).collect();
            (!group.is_empty()).then(|| self.group(Cow::Owned(group)))
        })
    }

    fn group<'s>(&'s self, reuses: Cow<'s, [Reuse]>) -> Result<Group<'s>, StoreError> {
        match &self.reports {
            Reports::Held(reports) => Ok(Group { reports: Cow::Borrowed(reports), reuses }),
            Reports::Stored { store, ids } => {
                let some: Vec<ReportId> = concerned(&reuses).into_iter().collect();
                let stored: Vec<ReportId> = some.iter().map(|id| ids[id.index()]).collect();
                let reports = store.reports(&stored)?;
                Ok(Group { reports: reports.into(), reuses: numbered(&reuses, &some).into() })
            }
        }
    }
}

/// Orders reports by their names, and where they have one name by what they say.
pub(super) fn order(a: &Report, b: &Report) -> Ordering {
    (&a.name, &a.text, &a.file).cmp(&(&b.name, &b.text, &b.file))
}

/// Returns the ids of the reports that passages stand in.
fn concerned(reuses: &[Reuse]) -> BTreeSet<ReportId> {
    reuses.iter().flat_map(|reuse| [reuse.a.report, reuse.b.report]).collect()
}

/// Numbers the reports of passages by their places among these, and puts the passages into the order of these numbers.
fn numbered(reuses: &[Reuse], ids: &[ReportId]) -> Vec<Reuse> {
    let places: BTreeMap<ReportId, ReportId> =
        ids.iter().enumerate().map(|(place, &id)| (id, ReportId::new(place))).collect();
    let mut reuses = reuses.to_vec();
    for reuse in &mut reuses {
        for passage in [&mut reuse.a, &mut reuse.b] {
            passage.report = places[&passage.report];
        }
        if reuse.b.report < reuse.a.report {
            std::mem::swap(&mut reuse.a, &mut reuse.b);
        }
    }
    reuses.sort_by_key(|reuse| (reuse.a.report, reuse.b.report, reuse.a.span, reuse.b.span));
    reuses
}
