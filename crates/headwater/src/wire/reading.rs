use std::collections::BTreeMap;

use serde::Serialize;

use super::kinds;
use super::offsets::Offsets;
use super::parts::{NoteEntry, QualifierEntry, Range, hand, names, notes, qualifiers, vias};
use crate::attribute::{self, Attributed, Tagger};
use crate::model::{Attribution, MetadataSource, Report, ReportId, Span, Stated};
use crate::split::{self, Division};

/// What `headwater read --json` writes for a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReadingDocument {
    /// The version of the format.
    pub version: u32,
    /// Its id.
    pub id: String,
    /// The file that it was read from.
    pub file: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Whom it names as its author.
    pub byline: Option<String>,
    /// When it was published, in ISO 8601.
    pub published: Option<String>,
    /// Its language, in ISO 639-1.
    pub language: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
    /// Where each of the six above was found: `given`, `json-ld`, `meta NAME`, `page`, `url`, `text` or `engine`.
    pub evidence: BTreeMap<&'static str, String>,
    /// Its text, which all offsets count in.
    pub text: String,
    /// What is no statement: credits, captions, furniture.
    pub notes: Vec<NoteEntry>,
    /// Where each sentence begins and ends.
    pub sentences: Vec<Range>,
    /// Its statements.
    pub statements: Vec<ReadStatement>,
    /// The network that found who is credited: `fast` or `strong`; `none` for a report in another language than
    /// English, of which only quotations are found.
    pub tagger: &'static str,
    /// Who is credited for what.
    pub attributions: Vec<AttributionEntry>,
    /// Which outlets and agencies it credits.
    pub credits: Vec<CreditEntry>,
}

/// A statement as read, before any comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReadStatement {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Who speaks, several joined with "; "; null where the report says it in its own voice.
    pub voice: Option<String>,
    /// The outlet or agency credited with having gathered it.
    pub via: Option<String>,
    /// All through whom it came: first the one that gathered it, last the one nearest the report.
    pub vias: Vec<String>,
    /// The words that hold it back.
    pub qualifiers: Vec<QualifierEntry>,
}

/// A report's crediting of what it says to somebody.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttributionEntry {
    /// Who is credited.
    pub source: Vec<Range>,
    /// What credits.
    pub cue: Vec<Range>,
    /// What is credited.
    pub content: Vec<Range>,
    /// `direct`, `indirect` or `mixed`.
    pub kind: &'static str,
    /// The resolved names, joined with "; ".
    pub speaker: Option<String>,
    /// `second` where the report names another outlet as having gathered it, or all of the report, else `first`.
    pub hand: &'static str,
    /// The outlet or agency credited with having gathered it.
    pub via: Option<String>,
    /// All through whom it came: first the one that gathered it, last the one nearest the report.
    pub vias: Vec<String>,
    /// Whom the speaker in turn gives as theirs, joined with "; ".
    pub behind: Option<String>,
}

/// A report's word that an outlet or agency gathered what it says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CreditEntry {
    /// The outlet or agency.
    pub name: String,
    /// How much it covers: `whole`, `part` or `near`.
    pub scope: &'static str,
    /// The words that give the credit.
    pub text: String,
}

impl ReadingDocument {
    /// Composes the document of a report, seen by itself; the tagger finds who is credited in it.
    pub fn new(report: &Report, tagger: Tagger) -> Self {
        let division = split::split(ReportId::new(0), report);
        let attributed = attribute::attribute(
            std::slice::from_ref(report),
            std::slice::from_ref(&division),
            tagger,
        );
        let offsets = Offsets::new(report);
        Self {
            version: super::VERSION,
            id: report.name.clone(),
            file: report.file.clone(),
            outlet: value(report.outlet.as_ref()),
            title: value(report.title.as_ref()),
            byline: value(report.byline.as_ref()),
            published: value(report.published.as_ref()),
            language: value(report.language.as_ref()),
            url: value(report.url.as_ref()),
            evidence: evidence(report),
            text: report.text.clone(),
            notes: notes(&report.notes, &offsets),
            sentences: division.sentences.iter().map(|s| offsets.range(s.span)).collect(),
            statements: statements(report, &division, &attributed, &offsets),
            tagger: if attribute::reads(report) { kinds::tagger(tagger) } else { "none" },
            attributions: attributions(report, &attributed, &offsets),
            credits: credits(report, &attributed),
        }
    }
}

fn value<T: ToString>(stated: Option<&Stated<T>>) -> Option<String> {
    stated.map(|stated| stated.value.to_string())
}

fn evidence(report: &Report) -> BTreeMap<&'static str, String> {
    fn from<T>(stated: Option<&Stated<T>>) -> Option<&MetadataSource> {
        stated.map(|stated| &stated.from)
    }
    let sources = [
        ("outlet", from(report.outlet.as_ref())),
        ("title", from(report.title.as_ref())),
        ("byline", from(report.byline.as_ref())),
        ("published", from(report.published.as_ref())),
        ("language", from(report.language.as_ref())),
        ("url", from(report.url.as_ref())),
    ];
    let told = |(field, source): (_, Option<_>)| Some((field, kinds::metadata_source(source?)));
    sources.into_iter().filter_map(told).collect()
}

fn statements(
    report: &Report,
    division: &Division,
    attributed: &Attributed,
    offsets: &Offsets<'_>,
) -> Vec<ReadStatement> {
    let entry = |(statement, voicing): (&crate::model::Statement, &crate::model::Voicing)| {
        let (start, end) = offsets.range(statement.span);
        let vias = vias(&attributed.credits, &voicing.vias);
        ReadStatement {
            start,
            end,
            voice: names(&voicing.voices),
            via: vias.first().cloned(),
            vias,
            qualifiers: qualifiers(&voicing.qualifiers, &report.text, offsets),
        }
    };
    division.statements.iter().zip(&attributed.voicings).map(entry).collect()
}

fn attributions(
    report: &Report,
    attributed: &Attributed,
    offsets: &Offsets<'_>,
) -> Vec<AttributionEntry> {
    let ranges = |spans: &[Span]| spans.iter().map(|&span| offsets.range(span)).collect();
    let entry = |attribution: &Attribution| {
        let vias = vias(&attributed.credits, &attribution.vias);
        AttributionEntry {
            source: ranges(&attribution.source),
            cue: ranges(&attribution.cue),
            content: ranges(&attribution.content),
            kind: kinds::attribution(attribution.kind),
            speaker: names(&attribution.speakers),
            hand: hand(report, attributed, attribution),
            via: vias.first().cloned(),
            vias,
            behind: names(&attribution.behind),
        }
    };
    attributed.attributions.iter().map(entry).collect()
}

fn credits(report: &Report, attributed: &Attributed) -> Vec<CreditEntry> {
    let entry = |credit: &crate::model::Credit| CreditEntry {
        name: credit.name.clone(),
        scope: kinds::scope(credit.scope),
        text: credit.at.of(std::slice::from_ref(report)).to_owned(),
    };
    attributed.credits.iter().map(entry).collect()
}
