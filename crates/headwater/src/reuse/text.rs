//! A report's text, made ready for comparison with others.

use super::Wording;
use super::archive::Archive;
use super::class::Setting;
use super::lexicon::{Entry, Lexicons};
use super::outline::Outline;
use super::rewrite::Bags;
use super::seed::{self, LocalSeed};
use super::words::Words;
use crate::model::{Report, ReportId};
use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A report's text, made ready.
pub(super) struct Text<'r> {
    pub(super) id: ReportId,
    pub(super) report: Cow<'r, Report>,
    pub(super) words: Words,
    /// What is known of each word; nothing where passages are looked for word for word.
    pub(super) entries: Vec<Entry>,
    /// Made, like what follows, where the report may share wording.
    setting: OnceLock<Setting>,
    bags: OnceLock<Bags>,
    seeds: OnceLock<Vec<LocalSeed>>,
}

impl<'r> Text<'r> {
    /// Cuts a report into words.
    pub(super) fn cut(
        id: ReportId,
        report: Cow<'r, Report>,
        wording: Wording,
        lexicons: &Lexicons,
    ) -> Self {
        let mut entries = Vec::new();
        let words = match wording {
            Wording::Copied => Words::of(&report),
            Wording::Rewritten | Wording::Garbled => lexicons.with(|lexicon| {
                Words::cut(&report, |folded, hash| entries.push(lexicon.entry(folded, hash)))
            }),
        };
        Self {
            id,
            report,
            words,
            entries,
            setting: OnceLock::new(),
            bags: OnceLock::new(),
            seeds: OnceLock::new(),
        }
    }

    /// Returns the text.
    pub(super) fn text(&self) -> &str {
        &self.report.text
    }

    pub(super) fn bags(&self) -> &Bags {
        self.bags.get_or_init(|| Bags::of(self))
    }

    pub(super) fn setting(&self) -> &Setting {
        self.setting.get_or_init(|| Setting::of(self.text()))
    }

    /// Returns the seeds of the text, ordered by their hashes.
    pub(super) fn seeds(&self) -> &[LocalSeed] {
        self.seeds.get_or_init(|| seed::local(&self.words.ids))
    }
}

/// Texts of reports that were asked for of late.
pub(super) struct Texts<'a, A> {
    archive: &'a A,
    wording: Wording,
    lexicons: Lexicons,
    /// Each text has one slot in which it may stand.
    slots: Vec<Mutex<Option<Arc<Text<'a>>>>>,
}

/// Bytes that a text takes for each of its own.
const EXPANDED: usize = 8;

/// Words of the longest text that is held.
const LONGEST: usize = 1 << 14;

impl<'a, A: Archive> Texts<'a, A> {
    /// Holds as many texts as have room in so many bytes.
    pub(super) fn new(archive: &'a A, wording: Wording, room: usize) -> Self {
        let outlines = archive.outlines();
        let bytes: usize = outlines.iter().map(Outline::bytes).sum();
        let share = room as f64 / (bytes.max(1) * EXPANDED) as f64;
        let slots = (outlines.len() as f64 * share) as usize;
        let slots = slots.clamp(1, outlines.len().max(1));
        let slots = (0..slots).map(|_| Mutex::new(None)).collect();
        Self { archive, wording, lexicons: Lexicons::default(), slots }
    }

    /// Returns the text of a report.
    pub(super) fn get(&self, id: ReportId) -> Result<Arc<Text<'a>>, A::Error> {
        let slot = || {
            self.slots[id.index() % self.slots.len()].lock().unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(text) = slot().as_ref().filter(|text| text.id == id) {
            return Ok(Arc::clone(text));
        }
        let report = self.archive.report(id)?;
        let text = Arc::new(Text::cut(id, report, self.wording, &self.lexicons));
        if text.words.len() <= LONGEST {
            *slot() = Some(Arc::clone(&text));
        }
        Ok(text)
    }
}
