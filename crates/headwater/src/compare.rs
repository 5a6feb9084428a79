//! The main job: reports of one event in, claims with their counted sources out.

use crate::attribute::Tagger;
use crate::model::{
    Attribution, Claim, Credit, FigureTable, Gaps, Report, ReportDescent, Reuse, Sentence, Slots,
    Statement, Stemma, Voicing, Wording,
};
use crate::{align, attribute, descend, figures, gaps, meaning, reuse, slots, split, wording};

/// Everything that was found out about the reports of one event, evidence first, then inference.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The reports, in the story's order: by time, then by name.
    pub reports: Vec<Report>,
    /// The sentences of each report.
    pub sentences: Vec<Vec<Sentence>>,
    /// The statements of all reports, in the reports' order.
    pub statements: Vec<Statement>,
    /// The attributions of all reports.
    pub attributions: Vec<Attribution>,
    /// The credits of all reports.
    pub credits: Vec<Credit>,
    /// Who speaks in each statement.
    pub voicings: Vec<Voicing>,
    /// What each statement asserts, in typed slots.
    pub slots: Vec<Slots>,
    /// The passages that reports share.
    pub reuses: Vec<Reuse>,
    /// What statements say alike.
    pub claims: Vec<Claim>,
    /// How each statement of each claim is worded.
    pub wordings: Vec<Vec<Wording>>,
    /// What reports give for one figure, side by side.
    pub figures: Vec<FigureTable>,
    /// What each report lacks and what it alone has.
    pub gaps: Vec<Gaps>,
    /// What each claim rests on.
    pub stemmata: Vec<Stemma>,
    /// What each report rests on.
    pub descents: Vec<ReportDescent>,
}

/// Whether the meanings of statements are read, by which the same is found in other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meanings {
    /// They are, which takes a CPU-second for 90 sentences.
    Read,
    /// They are not.
    Unread,
}

/// Compares reports of one event; the tagger finds who is credited in them.
pub fn compare(reports: Vec<Report>, tagger: Tagger, meanings: Meanings) -> Comparison {
    let reports = arrange(reports);
    let divisions = split::split_all(&reports);
    let attributed = attribute::across(attribute::attribute(&reports, &divisions, tagger));
    let (sentences, statements) = divisions.into_iter().fold(
        (Vec::new(), Vec::new()),
        |(mut sentences, mut statements), division| {
            sentences.push(division.sentences);
            statements.extend(division.statements);
            (sentences, statements)
        },
    );
    let reuses = reuse::reuse(&reports, &reuse::Settings::default());
    let slots = slots::slots(&reports, &sentences, &statements, &attributed);
    let meanings = match meanings {
        Meanings::Read => {
            let texts: Vec<&str> = statements.iter().map(|s| s.of(&reports)).collect();
            meaning::meanings(&texts)
        }
        Meanings::Unread => Vec::new(),
    };
    let claims = align::align(&align::Told {
        reports: &reports,
        statements: &statements,
        slots: &slots,
        meanings: &meanings,
        attributed: &attributed,
    });
    let wordings = wording::wordings(&reports, &statements, &attributed.voicings, &claims);
    let figures = figures::figures(&reports, &statements, &slots, &claims);
    let gaps = gaps::gaps(reports.len(), &statements, &claims);
    let descent = descend::descend(&descend::Evidence {
        reports: &reports,
        statements: &statements,
        attributions: &attributed.attributions,
        credits: &attributed.credits,
        voicings: &attributed.voicings,
        reuses: &reuses,
        claims: &claims,
    });
    Comparison {
        reports,
        sentences,
        statements,
        attributions: attributed.attributions,
        credits: attributed.credits,
        voicings: attributed.voicings,
        slots,
        reuses,
        claims,
        wordings,
        figures,
        gaps,
        stemmata: descent.stemmata,
        descents: descent.reports,
    }
}

/// Puts reports into the story's order, by time, then by name, and makes their names unique, whatever order they came
/// in.
pub fn arrange(mut reports: Vec<Report>) -> Vec<Report> {
    let earliest = |report: &Report| report.published.as_ref().map(|p| p.value.bounds().0);
    reports.sort_by(|a, b| {
        (earliest(a).is_none(), earliest(a), &a.name, &a.text, &a.file).cmp(&(
            earliest(b).is_none(),
            earliest(b),
            &b.name,
            &b.text,
            &b.file,
        ))
    });
    let mut seen = std::collections::BTreeMap::new();
    for report in &mut reports {
        let times: &mut u32 = seen.entry(report.name.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            report.name = format!("{}-{times}", report.name);
        }
    }
    reports
}
