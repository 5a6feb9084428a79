//! The words in which evidence is told: names, numbers and quoted words, and nothing that judges.

use std::fmt::Write as _;

use super::QuoteEntry;
use super::compose::Composer;
use crate::model::{
    Attribution, AttributionId, Citation, Conflict, Ground, JoinGround, ReuseClass, Span,
    Statement, StatementId,
};

/// The bytes of text that may stand between a source and its cue for the two to be quoted as one stretch:
/// a clause of some fifteen words, as in "Rouhani, who received Assad on Monday, said".
const ONE_STRETCH: usize = 80;

/// Tells a ground in one sentence.
pub(super) fn ground(composer: &Composer<'_>, ground: &Ground) -> String {
    let name = |report| composer.display_name(report);
    match *ground {
        Ground::Credit(at) => credit(composer, at),
        Ground::Attribution(id) => attribution(composer, id),
        Ground::SharedText(id) => {
            let reuse = &composer.comparison.reuses[id.index()];
            let (a, b) = composer.both(reuse.a.report, reuse.b.report);
            format!(
                "{a} and {b} share {} of {}",
                counted(reuse.words, "word", "words"),
                shared(reuse.class)
            )
        }
        Ground::CopiedShare { report, other, share } => {
            let (report, other) = composer.both(report, other);
            format!("{} of the text of {report} stands in {other}", percent(share))
        }
        Ground::SameOrder { a, b, statements } => {
            let (a, b) = composer.both(a, b);
            let statements = counted(statements.into(), "statement", "statements");
            format!("{a} and {b} tell {statements} in the same order")
        }
        Ground::Earlier { report, than } => {
            let (report, than) = composer.both(report, than);
            format!("{report} was published before {than}")
        }
        Ground::OwnVoice(id) => {
            let report = composer.statement(id).report;
            format!("{} says it in its own voice and credits nobody", name(report))
        }
        Ground::Document(id) => {
            let report = composer.attribution(id).report;
            format!("{} cites a public document: {}", name(report), credited(composer, id))
        }
    }
}

/// Returns the words that a ground points at.
pub(super) fn quotes(composer: &Composer<'_>, ground: &Ground) -> Vec<QuoteEntry> {
    let citations = match *ground {
        Ground::Credit(at) => vec![at],
        Ground::Attribution(id) | Ground::Document(id) => {
            let attribution = composer.attribution(id);
            let cite = |span| Citation::text(attribution.report, span);
            crediting_words(attribution).into_iter().map(cite).collect()
        }
        Ground::SharedText(id) => {
            let reuse = &composer.comparison.reuses[id.index()];
            [reuse.a, reuse.b].map(|passage| Citation::text(passage.report, passage.span)).into()
        }
        Ground::OwnVoice(id) => {
            let Statement { report, span, .. } = *composer.statement(id);
            vec![Citation::text(report, span)]
        }
        Ground::CopiedShare { .. } | Ground::SameOrder { .. } | Ground::Earlier { .. } => {
            Vec::new()
        }
    };
    citations.into_iter().map(|at| composer.quote(at)).collect()
}

/// Tells why two statements are held to say the same.
pub(super) fn join(ground: JoinGround) -> String {
    let common = |n: u16, one, many| format!("{} in common", counted(n.into(), one, many));
    match ground {
        JoinGround::Words(share) => format!("{} of the words alike", percent(share)),
        JoinGround::Meaning(share) => format!("meaning alike to {}", percent(share)),
        JoinGround::Names(n) => common(n, "name", "names"),
        JoinGround::Numbers(n) => common(n, "number", "numbers"),
        JoinGround::Quotation(n) => common(n, "quoted word", "quoted words"),
        JoinGround::Order => "told in the same order".to_owned(),
    }
}

/// Tells who says what where wordings differ in fact.
pub(super) fn conflict(composer: &Composer<'_>, conflict: &Conflict) -> String {
    let told = |&(id, span): &(StatementId, Span)| {
        let report = composer.statement(id).report;
        let words = composer.words(Citation::text(report, span));
        format!("{} {}", composer.display_name(report), quoted(words))
    };
    conflict.sides.iter().map(told).collect::<Vec<_>>().join(", ")
}

fn credit(composer: &Composer<'_>, at: Citation) -> String {
    let words = quoted(composer.words(at));
    let report = composer.display_name(at.report);
    let credits = &composer.comparison.credits;
    match credits.iter().find(|credit| credit.at == at) {
        Some(credit) => format!("{report} credits {}: {words}", credit.name),
        None => format!("{report} gives a credit: {words}"),
    }
}

fn attribution(composer: &Composer<'_>, id: AttributionId) -> String {
    let attribution = composer.attribution(id);
    let names: Vec<_> = attribution.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    let whom = if names.is_empty() { "nobody by name".to_owned() } else { names.join(" and ") };
    format!(
        "{} credits {whom}: {}",
        composer.display_name(attribution.report),
        credited(composer, id)
    )
}

/// Quotes the words that give the credit.
fn credited(composer: &Composer<'_>, id: AttributionId) -> String {
    let attribution = composer.attribution(id);
    let mut told = String::new();
    for span in crediting_words(attribution) {
        let gap = if told.is_empty() { "" } else { " … " };
        let words = composer.words(Citation::text(attribution.report, span));
        write!(told, "{gap}{}", quoted(words)).expect("a string can be written to");
    }
    told
}

/// Returns where source and cue stand: one stretch if they stand close together.
fn crediting_words(attribution: &Attribution) -> Vec<Span> {
    let mut spans: Vec<Span> = attribution.source.iter().chain(&attribution.cue).copied().collect();
    spans.sort();
    let mut stretches: Vec<Span> = Vec::new();
    for span in spans {
        match stretches.last_mut() {
            Some(last) if span.start() <= last.end() + ONE_STRETCH => *last = last.join(span),
            _ => stretches.push(span),
        }
    }
    stretches
}

/// Quotes words on one line.
fn quoted(words: &str) -> String {
    format!("«{}»", words.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn percent(thousandths: u16) -> String {
    format!("{} %", (thousandths + 5) / 10)
}

/// Names what two passages share.
fn shared(class: ReuseClass) -> &'static str {
    match class {
        ReuseClass::Text => "running text",
        ReuseClass::Quotation => "quotation",
        ReuseClass::StockPhrase => "stock phrases",
        ReuseClass::Credit => "credits",
    }
}

fn counted(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Comparison;
    use crate::model::{
        Attribution, AttributionKind, Credit, CreditScope, Manner, Passage, Report, ReportId,
        Reuse, ReuseId, Speaker, SpeakerKind,
    };

    fn left() -> ReportId {
        ReportId::new(0)
    }

    fn right() -> ReportId {
        ReportId::new(1)
    }

    fn find(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    /// Two reports, of which one credits an agency and a minister.
    fn comparison() -> Comparison {
        let told = "ROME (Ansa) – The minister, who came late, said it rained.";
        let words = |part: &str| find(told, part);
        Comparison {
            reports: vec![Report::new("left", told), Report::new("right", "It rained.")],
            sentences: Vec::new(),
            statements: vec![Statement { report: left(), sentence: 0, span: words("it rained") }],
            attributions: vec![Attribution {
                report: left(),
                source: vec![words("The minister")],
                cue: vec![words("said")],
                content: vec![words("it rained")],
                kind: AttributionKind::Indirect,
                speakers: vec![Speaker { name: "the minister".into(), kind: SpeakerKind::Unnamed }],
                behind: Vec::new(),
                vias: Vec::new(),
            }],
            credits: vec![Credit {
                name: "Ansa".into(),
                scope: CreditScope::Whole,
                at: Citation::text(left(), words("(Ansa)")),
            }],
            voicings: Vec::new(),
            slots: Vec::new(),
            reuses: vec![Reuse {
                a: Passage { report: left(), span: words("it rained") },
                b: Passage { report: right(), span: Span::new(0, 9) },
                words: 2,
                identity: 1000,
                rarity: 500,
                manner: Manner::Copy,
                carriers: 0,
                class: ReuseClass::Text,
            }],
            claims: Vec::new(),
            wordings: Vec::new(),
            figures: Vec::new(),
            gaps: Vec::new(),
            stemmata: Vec::new(),
            descents: Vec::new(),
        }
    }

    #[test]
    fn tells_grounds_in_names_numbers_and_quotations() {
        let comparison = comparison();
        let composer = Composer::new(&comparison);
        let cases = [
            (Ground::Credit(comparison.credits[0].at), "left credits Ansa: «(Ansa)»"),
            (
                Ground::Attribution(AttributionId::new(0)),
                "left credits the minister: «The minister, who came late, said»",
            ),
            (
                Ground::Document(AttributionId::new(0)),
                "left cites a public document: «The minister, who came late, said»",
            ),
            (Ground::SharedText(ReuseId::new(0)), "left and right share 2 words of running text"),
            (
                Ground::CopiedShare { report: left(), other: right(), share: 875 },
                "88 % of the text of left stands in right",
            ),
            (
                Ground::SameOrder { a: left(), b: right(), statements: 1 },
                "left and right tell 1 statement in the same order",
            ),
            (Ground::Earlier { report: right(), than: left() }, "right was published before left"),
            (
                Ground::OwnVoice(StatementId::new(0)),
                "left says it in its own voice and credits nobody",
            ),
        ];
        for (ground, told) in cases {
            assert_eq!(super::ground(&composer, &ground), told);
        }
    }

    #[test]
    fn quotes_what_a_ground_points_at_in_code_points() {
        let comparison = comparison();
        let composer = Composer::new(&comparison);
        let ground = Ground::SharedText(ReuseId::new(0));
        let quoted: Vec<_> = quotes(&composer, &ground)
            .into_iter()
            .map(|quote| (quote.report, quote.start, quote.end, quote.text))
            .collect();
        assert_eq!(
            quoted,
            [
                ("left".to_owned(), 48, 57, "it rained".to_owned()),
                ("right".to_owned(), 0, 9, "It rained".to_owned())
            ]
        );
    }
}
