use super::{AttributionId, Citation, ClaimId, ReportId, ReuseId, StatementId};

/// An inference that a statement rests on something; it cites its grounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// What rests.
    pub child: StatementId,
    /// What it rests on.
    pub parent: Parent,
    /// Why; at least one.
    pub grounds: Grounds,
    /// How sure.
    pub certainty: Certainty,
}

/// What a statement can rest on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parent {
    /// A statement that we hold.
    Statement(StatementId),
    /// A named source: a voice, an outlet, an agency.
    Named(String),
    /// A lost text: a common original that nobody names and we do not hold. Numbered within its story.
    Lost(u32),
}

/// How sure an inference is. Only what is certain moves both ends of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It lowers the least count and leaves the greatest.
    Probable,
    /// It decides.
    Certain,
}

/// One or more grounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounds(Vec<Ground>);

impl Grounds {
    /// Makes grounds of a first one and any others, sorted and without repeats.
    pub fn new(first: Ground, others: impl IntoIterator<Item = Ground>) -> Self {
        let mut all: Vec<Ground> = std::iter::once(first).chain(others).collect();
        all.sort();
        all.dedup();
        Self(all)
    }

    /// Makes grounds of a list, or nothing if it is empty.
    pub fn from_list(grounds: Vec<Ground>) -> Option<Self> {
        let mut all = grounds.into_iter();
        all.next().map(|first| Self::new(first, all))
    }

    /// Returns the grounds, in order.
    pub fn as_slice(&self) -> &[Ground] {
        &self.0
    }
}

/// A piece of evidence that an inference rests on; each points at words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The report credits an outlet or agency, in these words.
    Credit(Citation),
    /// The report credits a voice: this attribution.
    Attribution(AttributionId),
    /// Running text is shared: this reuse.
    SharedText(ReuseId),
    /// So great a share of one report's running text stands in the other, in thousandths.
    CopiedShare {
        /// The report whose text is measured.
        report: ReportId,
        /// The report that has it too.
        other: ReportId,
        /// The share, in thousandths.
        share: u16,
    },
    /// Both reports tell so many of the same statements in the same order, in other words.
    SameOrder {
        /// One report.
        a: ReportId,
        /// The other.
        b: ReportId,
        /// How many statements.
        statements: u16,
    },
    /// One report was published before the other beyond doubt.
    Earlier {
        /// The earlier.
        report: ReportId,
        /// The later.
        than: ReportId,
    },
    /// The report says it in its own voice and credits nobody.
    OwnVoice(StatementId),
    /// The statement's content stands in a public document that outlets can read for themselves.
    Document(AttributionId),
}

/// An origin of a claim: a root of its stemma.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The name of the voice, outlet or agency; `None` for a lost text.
    pub name: Option<String>,
    /// The reports that rest on it.
    pub reports: Vec<ReportId>,
    /// How we know.
    pub grounds: Grounds,
}

/// A count of origins, as a range, with the origins themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    least: u32,
    most: u32,
    origins: Vec<Origin>,
}

impl Count {
    /// Makes a count of these origins, of which at least `least` are distinct beyond doubt.
    ///
    /// # Panics
    ///
    /// Panics without origins, and unless `1 <= least <= origins.len()`.
    pub fn new(least: usize, origins: Vec<Origin>) -> Self {
        assert!((1..=origins.len()).contains(&least), "{least} of {} origins", origins.len());
        let narrow = |n| u32::try_from(n).expect("fewer than 2^32 origins");
        Self { least: narrow(least), most: narrow(origins.len()), origins }
    }

    /// Returns how many there are at least.
    pub fn least(&self) -> u32 {
        self.least
    }

    /// Returns how many there are at most.
    pub fn most(&self) -> u32 {
        self.most
    }

    /// Returns the origins, `most` of them.
    pub fn origins(&self) -> &[Origin] {
        &self.origins
    }
}

/// The derivations of a claim as an acyclic graph, and what its roots count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stemma {
    /// The claim.
    pub claim: ClaimId,
    /// Its derivations.
    pub derivations: Vec<Derivation>,
    /// The independent lines of news-gathering by which the claim came.
    pub channels: Count,
    /// Where its content originates.
    pub sources: Count,
}

/// What a report as a whole rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportDescent {
    /// What it is.
    pub kind: ReportKind,
    /// The reports, outlets and agencies that it rests on.
    pub from: Vec<Rest>,
}

/// Something that a report as a whole rests on, with the grounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// A report that we hold, or the name of an outlet or agency.
    pub on: RestsOn,
    /// Why.
    pub grounds: Grounds,
    /// How sure.
    pub certainty: Certainty,
}

/// What a report can rest on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RestsOn {
    /// A report that we hold.
    Report(ReportId),
    /// An outlet or agency, by name.
    Named(String),
    /// A lost text that it shares with this report.
    Lost(ReportId),
}

/// What a report is, seen as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportKind {
    /// It rests on its own gathering.
    Original,
    /// Its whole text comes from elsewhere.
    WireCopy,
    /// Some passages are copied or closely rewritten.
    PartlyCopied,
    /// Its words are its own, but it rests on credited others.
    RewriteCredited,
    /// Some is its own, some is credited to others.
    Mixed,
}
