use serde::Serialize;

use super::kinds;
use super::offsets::Offsets;
use super::parts::{Range, gathered_by, hand, names, vias};
use crate::attribute::Attributed;
use crate::model::{Attribution, Report, Span, Speaker};
use crate::quotes::Quoted;

/// What `headwater quotes --json` writes for a speaker.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuotesDocument {
    /// The version of the format.
    pub version: u32,
    /// The speaker, by the fullest name.
    pub speaker: String,
    /// `person`, `body`, `document`, `outlet` or `unnamed`.
    pub kind: &'static str,
    /// All names under which the reports credit the speaker.
    pub names: Vec<String>,
    /// What the reports credit to the speaker, in the order of the reports and their texts.
    pub said: Vec<SaidEntry>,
}

/// What a report credits to a speaker.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SaidEntry {
    /// The id of the report.
    pub report: String,
    /// `direct`, `indirect` or `mixed`.
    pub kind: &'static str,
    /// `second` where the report names another outlet as having gathered it, or all of the report, else `first`.
    pub hand: &'static str,
    /// The outlet or agency credited with having gathered it.
    pub via: Option<String>,
    /// All through whom it came: first the one that gathered it, last the one nearest the report.
    pub vias: Vec<String>,
    /// Whom the speaker in turn gives as theirs, joined with "; ".
    pub behind: Option<String>,
    /// Who said it together with the speaker, joined with "; ".
    pub with: Option<String>,
    /// What was said, in the report's words; parts are joined with " … ".
    pub text: String,
    /// The words that credit it: who, and how; parts are joined with " … ".
    pub credit: String,
    /// Where what was said begins and ends in the report's text.
    pub content: Vec<Range>,
    /// Where the words that name the speaker begin and end.
    pub source: Vec<Range>,
    /// Where the words that credit begin and end.
    pub cue: Vec<Range>,
}

impl QuotesDocument {
    /// Composes the documents of all speakers, those who are credited most first.
    pub fn all(reports: &[Report], attributed: &Attributed, quoted: &[Quoted]) -> Vec<Self> {
        let offsets: Vec<Offsets<'_>> = reports.iter().map(Offsets::new).collect();
        let said = |quoted: &Quoted| {
            let attributions = quoted.attributions.iter();
            attributions
                .map(|id| {
                    let attribution = &attributed.attributions[id.index()];
                    let at = attribution.report.index();
                    said(&reports[at], &offsets[at], attributed, attribution, &quoted.names)
                })
                .collect()
        };
        let document = |quoted: &Quoted| Self {
            version: super::VERSION,
            speaker: quoted.speaker.name.clone(),
            kind: kinds::speaker(quoted.speaker.kind),
            names: quoted.names.clone(),
            said: said(quoted),
        };
        quoted.iter().map(document).collect()
    }
}

fn said(
    report: &Report,
    offsets: &Offsets<'_>,
    attributed: &Attributed,
    attribution: &Attribution,
    own_names: &[String],
) -> SaidEntry {
    let ranges = |spans: &[Span]| spans.iter().map(|&span| offsets.range(span)).collect();
    let others: Vec<Speaker> = attribution
        .speakers
        .iter()
        .filter(|speaker| !own_names.contains(&speaker.name))
        .cloned()
        .collect();
    let mut vias = vias(&attributed.credits, &attribution.vias);
    if vias.is_empty() {
        vias.extend(gathered_by(report, attributed, attribution.report));
    }
    let crediting = [&attribution.source[..], &attribution.cue].concat();
    SaidEntry {
        report: report.name.clone(),
        kind: kinds::attribution(attribution.kind),
        hand: hand(report, attributed, attribution),
        via: vias.first().cloned(),
        vias,
        behind: names(&attribution.behind),
        with: names(&others),
        text: words(&report.text, &attribution.content),
        credit: words(&report.text, &crediting),
        content: ranges(&attribution.content),
        source: ranges(&attribution.source),
        cue: ranges(&attribution.cue),
    }
}

/// The words of spans: those with nothing but space between them run on, others are parted by " … ".
fn words(text: &str, spans: &[Span]) -> String {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let mut runs: Vec<Span> = Vec::new();
    for span in sorted {
        match runs.last_mut() {
            Some(last) if text[last.end().min(span.start())..span.start()].trim().is_empty() => {
                *last = last.join(span);
            }
            _ => runs.push(span),
        }
    }
    runs.iter().map(|run| run.of(text)).collect::<Vec<_>>().join(" … ")
}
