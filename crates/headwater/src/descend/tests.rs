//! The rules of counting, one test a rule, on evidence made by hand.

use super::{Descent, Evidence, descend};
use crate::model::{
    Attribution, AttributionId, AttributionKind, Certainty, Citation, Claim, Credit, CreditScope,
    Manner, MetadataSource, Parent, Passage, Published, Report, ReportId, ReportKind, RestsOn,
    Reuse, ReuseClass, Span, Speaker, SpeakerKind, Stated, Statement, StatementId, Stemma, Voicing,
};

/// The length of every statement in bytes.
const LENGTH: usize = 10;

/// Evidence under construction; each report has statements of ten bytes, numbered from 0.
#[derive(Default)]
struct Story {
    reports: Vec<Report>,
    statements: Vec<Statement>,
    attributions: Vec<Attribution>,
    credits: Vec<Credit>,
    voicings: Vec<Voicing>,
    reuses: Vec<Reuse>,
    claims: Vec<Claim>,
}

impl Story {
    fn report(&mut self, outlet: &str, day: Option<&str>, statements: usize) -> ReportId {
        let id = ReportId::new(self.reports.len());
        let mut report =
            Report::new(outlet, format!("{outlet:<width$}", width = statements * LENGTH));
        let from = MetadataSource::Given;
        report.outlet = Some(Stated { value: outlet.to_owned(), from: from.clone() });
        report.published =
            day.map(|day| Stated { value: Published::Day(day.parse().expect("a day")), from });
        self.reports.push(report);
        for number in 0..statements {
            let span = Self::span(number, 1);
            self.statements.push(Statement { report: id, sentence: 0, span });
            self.voicings.push(Voicing::default());
        }
        id
    }

    fn span(first: usize, statements: usize) -> Span {
        Span::new(first * LENGTH, (first + statements) * LENGTH)
    }

    fn statement(&self, report: ReportId, number: usize) -> StatementId {
        let first = self.statements.iter().position(|s| s.report == report).expect("a statement");
        StatementId::new(first + number)
    }

    fn claim(&mut self, carriers: &[(ReportId, usize)]) {
        let statements: Vec<_> =
            carriers.iter().map(|&(report, number)| self.statement(report, number)).collect();
        self.claims.push(Claim {
            variants: vec![statements.clone()],
            statements,
            joins: Vec::new(),
            conflicts: Vec::new(),
        });
    }

    fn credit(&mut self, report: ReportId, name: &str, scope: CreditScope) -> u32 {
        let at = Citation::text(report, Self::span(0, 1));
        self.credits.push(Credit { name: name.to_owned(), scope, at });
        u32::try_from(self.credits.len() - 1).expect("few credits")
    }

    fn via(&mut self, report: ReportId, number: usize, name: &str) {
        let credit = self.credit(report, name, CreditScope::Near);
        let id = self.statement(report, number);
        self.voicings[id.index()].vias = vec![credit];
    }

    fn voices(&mut self, report: ReportId, number: usize, names: &[&str]) {
        let id = self.statement(report, number);
        let speakers: Vec<_> = names
            .iter()
            .map(|name| Speaker { name: (*name).to_owned(), kind: SpeakerKind::Person })
            .collect();
        self.voicings[id.index()].voices.clone_from(&speakers);
        self.voicings[id.index()].attribution = Some(AttributionId::new(self.attributions.len()));
        self.attributions.push(Attribution {
            report,
            source: Vec::new(),
            cue: Vec::new(),
            content: vec![Self::span(number, 1)],
            kind: AttributionKind::Indirect,
            speakers,
            behind: Vec::new(),
            vias: Vec::new(),
        });
    }

    fn shared(
        &mut self,
        a: (ReportId, usize),
        b: (ReportId, usize),
        len: usize,
        class: ReuseClass,
    ) {
        let passage = |(report, number)| Passage { report, span: Self::span(number, len) };
        self.reuses.push(Reuse {
            a: passage(a),
            b: passage(b),
            words: 12,
            identity: 950,
            rarity: 500,
            manner: Manner::Copy,
            carriers: 0,
            class,
        });
    }

    fn descend(&self) -> Descent {
        descend(&Evidence {
            reports: &self.reports,
            statements: &self.statements,
            attributions: &self.attributions,
            credits: &self.credits,
            voicings: &self.voicings,
            reuses: &self.reuses,
            claims: &self.claims,
        })
    }
}

fn channels(stemma: &Stemma) -> (u32, u32) {
    (stemma.channels.least(), stemma.channels.most())
}

fn sources(stemma: &Stemma) -> (u32, u32) {
    (stemma.sources.least(), stemma.sources.most())
}

fn origin_names(stemma: &Stemma) -> Vec<Option<&str>> {
    stemma.channels.origins().iter().map(|origin| origin.name.as_deref()).collect()
}

#[test]
fn outlets_in_their_own_voice_and_words_are_channels_and_sources_of_their_own() {
    let mut story = Story::default();
    let [a, b] = ["Harbour Post", "Coast Mail"].map(|outlet| story.report(outlet, None, 1));
    story.claim(&[(a, 0), (b, 0)]);
    let descent = story.descend();
    assert_eq!(channels(&descent.stemmata[0]), (2, 2));
    assert_eq!(sources(&descent.stemmata[0]), (2, 2));
    assert_eq!(descent.reports[0].kind, ReportKind::Original);
}

#[test]
fn wire_copy_in_five_outlets_is_one_channel() {
    let mut story = Story::default();
    let outlets = ["One", "Two", "Three", "Four", "Five"].map(|o| story.report(o, None, 1));
    for outlet in outlets {
        story.credit(outlet, "Norlund Press", CreditScope::Whole);
    }
    story.claim(&outlets.map(|outlet| (outlet, 0)));
    let descent = story.descend();
    assert_eq!(channels(&descent.stemmata[0]), (1, 1));
    assert_eq!(sources(&descent.stemmata[0]), (1, 1));
    assert_eq!(origin_names(&descent.stemmata[0]), [Some("Norlund Press")]);
    assert!(descent.reports.iter().all(|report| report.kind == ReportKind::WireCopy));
}

#[test]
fn a_rewrite_of_a_credited_report_shares_its_channel() {
    let mut story = Story::default();
    let [a, b] = ["Harbour Post", "Coast Mail"].map(|outlet| story.report(outlet, None, 1));
    story.via(b, 0, "Harbour Post");
    story.claim(&[(a, 0), (b, 0)]);
    let descent = story.descend();
    assert_eq!(channels(&descent.stemmata[0]), (1, 1));
    assert_eq!(descent.reports[b.index()].kind, ReportKind::RewriteCredited);
    assert_eq!(descent.reports[b.index()].from[0].on, RestsOn::Report(a));
}

#[test]
fn three_outlets_that_heard_one_spokesman_are_three_channels_and_one_source() {
    let mut story = Story::default();
    let outlets = ["One", "Two", "Three"].map(|outlet| story.report(outlet, None, 1));
    for outlet in outlets {
        story.voices(outlet, 0, &["Mira Holt"]);
    }
    for pair in outlets.windows(2) {
        story.shared((pair[0], 0), (pair[1], 0), 1, ReuseClass::Quotation);
    }
    story.claim(&outlets.map(|outlet| (outlet, 0)));
    let stemma = &story.descend().stemmata[0];
    assert_eq!(channels(stemma), (3, 3));
    assert_eq!(sources(stemma), (1, 1));
    assert_eq!(stemma.sources.origins()[0].name.as_deref(), Some("Mira Holt"));
}

#[test]
fn near_identical_words_that_credit_nobody_are_one_channel_from_a_lost_text() {
    let mut story = Story::default();
    let [a, b] = ["Harbour Post", "Coast Mail"].map(|outlet| story.report(outlet, None, 4));
    story.shared((a, 0), (b, 0), 1, ReuseClass::Text);
    story.claim(&[(a, 0), (b, 0)]);
    let stemma = &story.descend().stemmata[0];
    assert_eq!(channels(stemma), (1, 1));
    assert_eq!(sources(stemma), (1, 1));
    assert_eq!(origin_names(stemma), [None]);
    assert!(stemma.derivations.iter().all(|d| d.parent == Parent::Lost(1)));
}

#[test]
fn time_decides_the_direction_of_copying_and_not_the_count() {
    let mut story = Story::default();
    let a = story.report("Harbour Post", Some("2026-03-01"), 4);
    let b = story.report("Coast Mail", Some("2026-03-05"), 4);
    story.shared((a, 0), (b, 0), 2, ReuseClass::Text);
    story.claim(&[(a, 0), (b, 0)]);
    let descent = story.descend();
    assert_eq!(channels(&descent.stemmata[0]), (1, 1));
    assert_eq!(origin_names(&descent.stemmata[0]), [Some("Harbour Post")]);
    assert_eq!(descent.reports[a.index()].kind, ReportKind::Original);
    assert_eq!(descent.reports[b.index()].kind, ReportKind::PartlyCopied);
}

#[test]
fn the_same_order_with_a_common_credit_is_one_channel() {
    let mut story = Story::default();
    let [a, b] = ["Harbour Post", "Coast Mail"].map(|outlet| story.report(outlet, None, 8));
    story.credit(a, "Norlund Press", CreditScope::Near);
    story.credit(b, "Norlund Press", CreditScope::Near);
    for number in 0..8 {
        story.claim(&[(a, number), (b, number)]);
    }
    let descent = story.descend();
    assert!(descent.stemmata.iter().all(|stemma| channels(stemma) == (1, 1)));
    assert_eq!(origin_names(&descent.stemmata[0]), [Some("Norlund Press")]);
    assert_eq!(descent.reports[0].kind, ReportKind::RewriteCredited);
}

#[test]
fn the_same_order_without_a_common_credit_lowers_the_least_count_only() {
    let mut story = Story::default();
    let [a, b] = ["Harbour Post", "Coast Mail"].map(|outlet| story.report(outlet, None, 8));
    for number in 0..8 {
        story.claim(&[(a, number), (b, number)]);
    }
    assert_eq!(channels(&story.descend().stemmata[0]), (1, 2));
}

#[test]
fn a_credit_for_an_unknown_part_widens_the_range() {
    let mut story = Story::default();
    let [a, b] = ["Harbour Post", "Coast Mail"].map(|outlet| story.report(outlet, None, 1));
    story.credit(a, "Norlund Press", CreditScope::Part);
    story.credit(b, "Norlund Press", CreditScope::Whole);
    story.claim(&[(a, 0), (b, 0)]);
    let stemma = &story.descend().stemmata[0];
    assert_eq!(channels(stemma), (1, 2));
    let probable = stemma.derivations.iter().filter(|d| d.certainty == Certainty::Probable);
    assert_eq!(
        probable.map(|d| d.parent.clone()).collect::<Vec<_>>(),
        [Parent::Named("Norlund Press".to_owned())]
    );
}

#[test]
fn a_report_in_its_own_voice_may_rest_on_the_voice_that_another_credits() {
    let mut story = Story::default();
    let [a, b] = ["Harbour Post", "Coast Mail"].map(|outlet| story.report(outlet, None, 1));
    story.voices(a, 0, &["Mira Holt"]);
    story.claim(&[(a, 0), (b, 0)]);
    assert_eq!(sources(&story.descend().stemmata[0]), (1, 2));
}

#[test]
fn those_who_speak_together_are_one_joint_voice() {
    let mut story = Story::default();
    let [a, b, c] = ["One", "Two", "Three"].map(|outlet| story.report(outlet, None, 1));
    story.voices(a, 0, &["Mira Holt", "Jon Arden"]);
    story.voices(b, 0, &["Jon Arden", "Mira Holt"]);
    story.voices(c, 0, &["Jon Arden"]);
    story.claim(&[(a, 0), (b, 0)]);
    story.claim(&[(a, 0), (c, 0)]);
    let descent = story.descend();
    assert_eq!(sources(&descent.stemmata[0]), (1, 1));
    assert_eq!(sources(&descent.stemmata[1]), (1, 2));
}

#[test]
fn a_stemma_never_derives_a_statement_from_itself_in_a_circle() {
    let mut story = Story::default();
    let days = ["2026-03-01", "2026-03-04", "2026-03-08"];
    let reports = days.map(|day| story.report(day, Some(day), 3));
    for (i, &a) in reports.iter().enumerate() {
        for &b in &reports[i + 1..] {
            story.shared((a, 0), (b, 0), 3, ReuseClass::Text);
        }
    }
    story.claim(&reports.map(|report| (report, 0)));
    let stemma = &story.descend().stemmata[0];
    let root = story.statement(reports[0], 0);
    for derivation in &stemma.derivations {
        match derivation.parent {
            Parent::Statement(parent) => assert_eq!(parent, root),
            _ => assert_eq!(derivation.child, root),
        }
    }
    assert_eq!(stemma.derivations.len(), 3);
}

#[test]
fn a_credit_right_after_the_lead_may_cover_it() {
    let mut story = Story::default();
    let a = story.report("Harlow Echo", None, 6);
    let b = story.report("Lesk Observer", None, 6);
    story.via(a, 2, "Fell Courier");
    story.via(b, 0, "Fell Courier");
    story.claim(&[(a, 0), (b, 0)]);
    story.claim(&[(a, 4), (b, 0)]);
    let ranges: Vec<_> =
        story.descend().stemmata.iter().map(|s| (s.channels.least(), s.channels.most())).collect();
    assert_eq!(ranges, [(1, 2), (2, 2)]);
}
