use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::xxh3_64;

use super::offsets::Offsets;
use super::parts::{Range, names, notes, qualifiers, vias};
use super::{
    ClaimEntry, ComparisonDocument, ConflictEntry, ConflictSide, CountEntry, DerivationEntry,
    EditEntry, GroundEntry, JoinEntry, OriginEntry, ParentEntry, QuoteEntry, ReportEntry,
    RestEntry, ReuseEntry, StatementEntry, VERSION, figures, kinds, telling, wordings,
};
use crate::compare::Comparison;
use crate::model::{
    Attribution, AttributionId, Citation, Claim, ClaimId, Conflict, Count, Derivation, Edit,
    Grounds, Join, Origin, Parent, Place, Report, ReportDescent, ReportId, Rest, RestsOn, Reuse,
    Span, Statement, StatementId, Wording,
};

impl ComparisonDocument {
    /// Composes the document of a comparison.
    pub fn new(comparison: &Comparison) -> Self {
        let composer = Composer::new(comparison);
        let order = composer.claims_in_order();
        Self {
            version: VERSION,
            reports: composer.reports(&order),
            claims: order.iter().map(|&index| composer.claim(index)).collect(),
            figures: figures::figures(&composer),
            reuse: reuses(&comparison.reports, &comparison.reuses, EditScripts::Without),
            derivations: order.iter().flat_map(|&index| composer.derivations(index)).collect(),
        }
    }
}

/// Whether each pair of passages comes with its edit script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditScripts {
    /// It does not.
    Without,
    /// It does.
    With,
}

/// Composes the entries of reuses between these reports.
pub fn reuses(reports: &[Report], reuses: &[Reuse], scripts: EditScripts) -> Vec<ReuseEntry> {
    let concerned: BTreeSet<_> = reuses.iter().flat_map(|r| [r.a.report, r.b.report]).collect();
    let offsets: BTreeMap<_, _> =
        concerned.into_iter().map(|id| (id, Offsets::new(&reports[id.index()]))).collect();
    let entry = |reuse: &Reuse| {
        let (a_start, a_end) = offsets[&reuse.a.report].range(reuse.a.span);
        let (b_start, b_end) = offsets[&reuse.b.report].range(reuse.b.span);
        ReuseEntry {
            a: reports[reuse.a.report.index()].name.clone(),
            a_start,
            a_end,
            b: reports[reuse.b.report.index()].name.clone(),
            b_start,
            b_end,
            score: f64::from(reuse.identity) / 1000.0,
            words: reuse.words,
            class: kinds::reuse(reuse.class, reuse.manner),
            rarity: reuse.rarity,
            carriers: reuse.carriers,
            first: published_first(reports, reuse),
            edits: (scripts == EditScripts::With).then(|| {
                let script = crate::reuse::edits(reports, reuse);
                script.into_iter().map(|edit| edit_entry(edit, reuse, &offsets)).collect()
            }),
        }
    };
    reuses.iter().map(entry).collect()
}

/// Tells which of two passages was published before the other beyond doubt.
fn published_first(reports: &[Report], reuse: &Reuse) -> Option<&'static str> {
    let published =
        |id: ReportId| reports[id.index()].published.as_ref().map(|stated| stated.value);
    let (a, b) = (published(reuse.a.report)?, published(reuse.b.report)?);
    if a.certainly_before(b) { Some("a") } else { b.certainly_before(a).then_some("b") }
}

fn edit_entry(edit: Edit, reuse: &Reuse, offsets: &BTreeMap<ReportId, Offsets<'_>>) -> EditEntry {
    let a = |span| offsets[&reuse.a.report].range(span);
    let b = |span| offsets[&reuse.b.report].range(span);
    match edit {
        Edit::Kept { a: of_a, b: of_b } => {
            EditEntry { kind: "kept", a: Some(a(of_a)), b: Some(b(of_b)) }
        }
        Edit::Removed(span) => EditEntry { kind: "removed", a: Some(a(span)), b: None },
        Edit::Added(span) => EditEntry { kind: "added", a: None, b: Some(b(span)) },
    }
}

/// A comparison, with what is needed to tell it outside: code points and positions within claims.
pub(super) struct Composer<'c> {
    pub(super) comparison: &'c Comparison,
    offsets: Vec<Offsets<'c>>,
}

impl<'c> Composer<'c> {
    pub(super) fn new(comparison: &'c Comparison) -> Self {
        Self { comparison, offsets: comparison.reports.iter().map(Offsets::new).collect() }
    }

    pub(super) fn statement(&self, id: StatementId) -> &'c Statement {
        &self.comparison.statements[id.index()]
    }

    pub(super) fn attribution(&self, id: AttributionId) -> &'c Attribution {
        &self.comparison.attributions[id.index()]
    }

    pub(super) fn name(&self, report: ReportId) -> &'c str {
        &self.comparison.reports[report.index()].name
    }

    /// Returns the name by which a person knows a report. It hangs on nothing but the report.
    pub(super) fn display_name(&self, report: ReportId) -> &'c str {
        self.comparison.reports[report.index()].display_name()
    }

    /// Returns the names of two reports, with their ids if the same outlet published both.
    pub(super) fn both(&self, a: ReportId, b: ReportId) -> (String, String) {
        let (name_a, name_b) = (self.display_name(a), self.display_name(b));
        match name_a == name_b {
            true => {
                (format!("{name_a} ({})", self.name(a)), format!("{name_b} ({})", self.name(b)))
            }
            false => (name_a.to_owned(), name_b.to_owned()),
        }
    }

    pub(super) fn words(&self, at: Citation) -> &'c str {
        at.of(&self.comparison.reports)
    }

    /// Returns where words of a report's text stand, in code points.
    pub(super) fn range(&self, report: ReportId, span: Span) -> Range {
        self.offsets[report.index()].range(span)
    }

    pub(super) fn quote(&self, at: Citation) -> QuoteEntry {
        let (start, end) = self.offsets[at.report.index()].of(at.place).range(at.span);
        QuoteEntry {
            report: self.name(at.report).to_owned(),
            place: kinds::place(at.place),
            note: if let Place::Note(index) = at.place { Some(index) } else { None },
            start,
            end,
            text: self.words(at).to_owned(),
        }
    }

    /// Returns the positions of the claims: those that most reports carry first, then in the story's order.
    fn claims_in_order(&self) -> Vec<usize> {
        let claims = &self.comparison.claims;
        let mut order: Vec<usize> = (0..claims.len()).collect();
        order.sort_by_key(|&index| {
            let claim = &claims[index];
            (Reverse(self.carriers(claim)), claim.statements.first().copied())
        });
        order
    }

    /// Counts the reports that carry a claim.
    fn carriers(&self, claim: &Claim) -> usize {
        let reports: BTreeSet<_> =
            claim.statements.iter().map(|&id| self.statement(id).report).collect();
        reports.len()
    }

    fn reports(&self, claims: &[usize]) -> Vec<ReportEntry> {
        (0..self.comparison.reports.len()).map(|index| self.report(index, claims)).collect()
    }

    /// Enters a report; the claims that it lacks or alone has stand in the order of the claims.
    fn report(&self, index: usize, claims: &[usize]) -> ReportEntry {
        let offsets = &self.offsets[index];
        let held = self.comparison.reports[index].clone();
        let ReportDescent { kind, from } = &self.comparison.descents[index];
        let gaps = &self.comparison.gaps[index];
        let ids = |of: &[ClaimId]| -> Vec<String> {
            let listed =
                claims.iter().filter(|&&claim| of.binary_search(&ClaimId::new(claim)).is_ok());
            listed.map(|&claim| self.claim_id(&self.comparison.claims[claim])).collect()
        };
        ReportEntry {
            id: held.name,
            file: held.file,
            outlet: held.outlet.map(|outlet| outlet.value),
            title: held.title.map(|title| title.value),
            byline: held.byline.map(|byline| byline.value),
            published: held.published.map(|published| published.value.to_string()),
            language: held.language.map(|language| language.value),
            url: held.url.map(|url| url.value),
            text: held.text,
            notes: notes(&held.notes, offsets),
            kind: kinds::report(*kind),
            from: from.iter().filter_map(|rest| self.from(rest)).collect(),
            rests: from.iter().map(|rest| self.rest(rest)).collect(),
            lacks: ids(&gaps.lacks),
            alone: ids(&gaps.alone),
        }
    }

    /// Names what a report rests on, unless that is a lost text.
    fn from(&self, rest: &Rest) -> Option<String> {
        match &rest.on {
            RestsOn::Report(id) => Some(self.name(*id).to_owned()),
            RestsOn::Named(name) => Some(name.clone()),
            RestsOn::Lost(_) => None,
        }
    }

    fn rest(&self, rest: &Rest) -> RestEntry {
        let (name, report) = match &rest.on {
            RestsOn::Report(id) => {
                (Some(self.comparison.reports[id.index()].display_name().to_owned()), Some(*id))
            }
            RestsOn::Named(name) => (Some(name.clone()), None),
            RestsOn::Lost(sharer) => (None, Some(*sharer)),
        };
        RestEntry {
            name,
            report: report.map(|id| self.name(id).to_owned()),
            certainty: kinds::certainty(rest.certainty),
            grounds: self.grounds(&rest.grounds),
        }
    }

    fn claim(&self, index: usize) -> ClaimEntry {
        let claim = &self.comparison.claims[index];
        let stemma = &self.comparison.stemmata[index];
        let wordings = claim.statements.iter().zip(&self.comparison.wordings[index]);
        let statements: Vec<_> =
            wordings.map(|(&id, wording)| self.statement_entry(claim, id, wording)).collect();
        ClaimEntry {
            id: self.claim_id(claim),
            text: statements.first().map(|first| first.text.clone()).unwrap_or_default(),
            statements,
            channels: self.count(&stemma.channels),
            sources: self.count(&stemma.sources),
            conflicts: claim
                .conflicts
                .iter()
                .map(|conflict| self.conflict(claim, conflict))
                .collect(),
            joins: claim.joins.iter().map(|join| join_entry(claim, join)).collect(),
        }
    }

    /// Makes an id of what the claim's first statement is and where it stands, so that no other report shifts it.
    pub(super) fn claim_id(&self, claim: &Claim) -> String {
        let mut content = Vec::new();
        if let Some(&first) = claim.statements.first() {
            let Statement { report, span, .. } = *self.statement(first);
            content.extend_from_slice(self.name(report).as_bytes());
            content.extend([0xFF]); // stands in no UTF-8
            content.extend(u64::try_from(span.start()).unwrap_or(u64::MAX).to_le_bytes());
            content.extend_from_slice(self.words(Citation::text(report, span)).as_bytes());
        }
        // 40 of 64 bits: among 1,000 claims two are alike once in two million stories.
        format!("c-{:010x}", xxh3_64(&content) >> 24)
    }

    fn statement_entry(&self, claim: &Claim, id: StatementId, wording: &Wording) -> StatementEntry {
        let Statement { report, span, .. } = *self.statement(id);
        let voicing = &self.comparison.voicings[id.index()];
        let (start, end) = self.offsets[report.index()].range(span);
        let vias = vias(&self.comparison.credits, &voicing.vias);
        let first = self.statement(claim.statements[0]).report;
        let text = &self.comparison.reports[report.index()].text;
        let held = |of| qualifiers(of, text, &self.offsets[report.index()]);
        StatementEntry {
            report: self.name(report).to_owned(),
            start,
            end,
            text: self.words(Citation::text(report, span)).to_owned(),
            voice: names(&voicing.voices),
            via: vias.first().cloned(),
            vias,
            qualifiers: held(&voicing.qualifiers),
            variant: claim.variants.iter().position(|v| v.contains(&id)).unwrap_or_default(),
            wording: kinds::difference(&wording.difference),
            changes: wordings::changes(self, &wording.difference, (first, report)),
            held_back: held(&wording.held_back),
        }
    }

    fn count(&self, count: &Count) -> CountEntry {
        CountEntry {
            min: count.least(),
            max: count.most(),
            list: count.origins().iter().map(|origin| self.origin(origin)).collect(),
        }
    }

    fn origin(&self, origin: &Origin) -> OriginEntry {
        OriginEntry {
            name: origin.name.clone().unwrap_or_else(|| "unnamed common text".to_owned()),
            reports: origin.reports.iter().map(|&id| self.name(id).to_owned()).collect(),
            grounds: self.grounds(&origin.grounds),
        }
    }

    fn grounds(&self, grounds: &Grounds) -> Vec<GroundEntry> {
        let entry = |ground| GroundEntry {
            kind: kinds::ground(ground),
            text: telling::ground(self, ground),
            quotes: telling::quotes(self, ground),
        };
        grounds.as_slice().iter().map(entry).collect()
    }

    fn conflict(&self, claim: &Claim, conflict: &Conflict) -> ConflictEntry {
        let side = |&(id, span)| {
            let quote = self.quote(Citation::text(self.statement(id).report, span));
            ConflictSide {
                statement: position(claim, id),
                start: quote.start,
                end: quote.end,
                text: quote.text,
            }
        };
        let sides: Vec<_> = conflict.sides.iter().map(side).collect();
        ConflictEntry {
            kind: kinds::conflict(conflict.kind),
            detail: telling::conflict(self, conflict),
            statements: sides.iter().map(|side| side.statement).collect(),
            sides,
        }
    }

    fn derivations(&self, index: usize) -> Vec<DerivationEntry> {
        let claim = &self.comparison.claims[index];
        let derivations = &self.comparison.stemmata[index].derivations;
        let entry = |derivation: &Derivation| DerivationEntry {
            claim: self.claim_id(claim),
            statement: position(claim, derivation.child),
            parent: match &derivation.parent {
                Parent::Statement(id) => ParentEntry::Statement { statement: position(claim, *id) },
                Parent::Named(name) => ParentEntry::Named { name: name.clone() },
                Parent::Lost(number) => ParentEntry::Lost { number: *number },
            },
            certainty: kinds::certainty(derivation.certainty),
            grounds: self.grounds(&derivation.grounds),
        };
        derivations.iter().map(entry).collect()
    }
}

fn join_entry(claim: &Claim, join: &Join) -> JoinEntry {
    JoinEntry {
        a: position(claim, join.a),
        b: position(claim, join.b),
        grounds: join.grounds.iter().map(|&ground| telling::join(ground)).collect(),
    }
}

/// Returns the position of a statement in its claim's statements.
pub(super) fn position(claim: &Claim, id: StatementId) -> usize {
    claim
        .statements
        .iter()
        .position(|&other| other == id)
        .expect("a claim's parts stand in the claim")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;

    const COURIER: &str = "The harbour bridge in Saltmouth will be closed until the autumn, the council said on \
        Monday.\n\nEngineers found cracks in two of its piers.";
    const HERALD: &str = "Saltmouth’s council said on Monday that the harbour bridge will be closed until the \
        autumn.\n\nBuses will run by the mill instead.";
    const ORCHARDS: &str =
        "Apple growers of the upper valley expect their best harvest in ten years.";

    fn document(reports: &[(&str, &str)]) -> ComparisonDocument {
        let reports = reports.iter().map(|&(name, text)| Report::new(name, text));
        ComparisonDocument::new(&compare(
            reports.collect(),
            crate::attribute::Tagger::Fast,
            crate::compare::Meanings::Unread,
        ))
    }

    #[test]
    fn an_unrelated_report_changes_no_other_claim() {
        let two = document(&[("courier", COURIER), ("herald", HERALD)]);
        let three = document(&[("all-fruits", ORCHARDS), ("courier", COURIER), ("herald", HERALD)]);
        for claim in &two.claims {
            assert!(three.claims.contains(claim), "{claim:?} in {:?}", three.claims);
        }
        assert_eq!(three.claims.len(), two.claims.len() + 1);
    }

    #[test]
    fn claims_that_most_reports_carry_come_first() {
        let document = document(&[("a", ORCHARDS), ("b", COURIER), ("c", COURIER)]);
        let carriers = |claim: &ClaimEntry| {
            claim.statements.iter().map(|s| s.report.as_str()).collect::<BTreeSet<_>>().len()
        };
        let carried: Vec<_> = document.claims.iter().map(carriers).collect();
        assert_eq!(carried.first(), Some(&2), "{carried:?}");
        assert!(carried.is_sorted_by(|one, next| one >= next), "{carried:?}");
    }
}
