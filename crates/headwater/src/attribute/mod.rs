//! Reads who is credited for what: attributions, credits, and each statement's voice.

use crate::model::{Attribution, AttributionKind, Credit, Report, ReportId, Voicing};
use crate::split::Division;

mod tagger;

/// The attributions and credits of the reports in hand, and who speaks in each statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributed {
    /// The attributions, in the order of the reports and their texts.
    pub attributions: Vec<Attribution>,
    /// The credits, in the order of the reports and their texts.
    pub credits: Vec<Credit>,
    /// Who speaks in each statement, in the order of the statements of all reports.
    pub voicings: Vec<Voicing>,
}

/// Reads the attributions of reports that were split into these divisions.
pub fn attribute(reports: &[Report], divisions: &[Division]) -> Attributed {
    let statements = divisions.iter().map(|division| division.statements.len()).sum();
    let attributions = reports
        .iter()
        .zip(divisions)
        .enumerate()
        .flat_map(|(index, (report, division))| {
            let tagged = tagger::tag(&report.text, &division.sentences);
            tagged.into_iter().map(move |tagged| Attribution {
                report: ReportId::new(index),
                source: tagged.source,
                cue: tagged.cue,
                content: tagged.content,
                kind: AttributionKind::Indirect,
                speakers: Vec::new(),
                via: None,
            })
        })
        .collect();
    Attributed { attributions, credits: Vec::new(), voicings: vec![Voicing::default(); statements] }
}
