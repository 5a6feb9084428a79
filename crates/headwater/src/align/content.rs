use super::Told;
use super::acts::{self, ToldAct};
use super::lexicon::{Lexicon, WordId};
use crate::attribute::Attributed;
use crate::meaning::Meaning;
use crate::model::{Quantity, ReportId, Slots, Span, Speaker, Statement, Unit};
use crate::split;
use crate::words::{self, Token};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a word of a crediting phrase counts for: who is credited and how ("said", "stressed") differs
/// between reports that say the same.
const CREDITING_SHARE: f32 = 0.3;
/// What a name counts for, beside other words: statements that share only whom they are about say
/// different things of them.
const NAME_SHARE: f32 = 0.5;
/// What a day weighs: little, as reports of one event name the same days throughout.
const DAY_WEIGHT: f32 = 0.25;
/// What a clause must weigh to be compared by itself; lighter ones are taken with the one before.
const CLAUSE_WEIGHT: f32 = 0.8;

/// What a statement is made of.
#[derive(Debug)]
pub(super) struct Content<'s> {
    /// The report that makes the statement.
    pub(super) report: ReportId,
    /// The telling items, in order.
    pub(super) items: Vec<Item>,
    /// The stretches of items to compare: the whole, and its clauses if it has several. A long sentence
    /// says several things, and shares one of them with a short one.
    pub(super) parts: Vec<Range<usize>>,
    /// The acts that telling words tell.
    pub(super) acts: Vec<ToldAct>,
    /// Where in its report it stands, from 0 to 1.
    pub(super) place: f32,
    /// The weight of all items.
    pub(super) weight: f32,
    /// What it asserts.
    pub(super) slots: &'s Slots,
    /// What it means, where that was read.
    pub(super) meaning: Option<&'s Meaning>,
    /// Who says it, by the report.
    pub(super) voices: &'s [Speaker],
    /// The direction of its words together, of unit length; empty if no word has one.
    pub(super) direction: Vec<f32>,
}

/// A telling item of a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Item {
    /// What it is.
    pub(super) kind: ItemKind,
    /// Where it stands.
    pub(super) span: Span,
    /// What it tells.
    pub(super) weight: f32,
    /// Whether it stands in quotation marks.
    pub(super) quoted: bool,
    /// Whether "by" leads to it, with no other item between.
    pub(super) by: bool,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// A word.
    Word(WordId),
    /// The number at this position among the statement's.
    Number(usize),
    /// The day at this position among the statement's.
    Day(usize),
}

/// The statements as they are compared.
pub(super) struct Read<'s> {
    /// The words of all reports.
    pub(super) lexicon: Lexicon,
    /// What each statement is made of.
    pub(super) contents: Vec<Content<'s>>,
    /// The quotations of each report.
    pub(super) quotations: Vec<Vec<Span>>,
}

/// Reads what every statement is made of, and the lexicon of them all.
pub(super) fn read<'s>(told: &Told<'s>) -> Read<'s> {
    let Told { reports, statements, slots, meanings, attributed } = *told;
    let tokens: Vec<Vec<Token>> = statements
        .iter()
        .map(|s| words::tokens_of(&reports[s.report.index()].text, s.span))
        .collect();
    let words = tokens.iter().flatten().map(|t| (t.word.as_str(), t.stem.as_str()));
    let lexicon = Lexicon::new(words);
    let quotations: Vec<_> = reports.iter().map(|report| split::quotations(&report.text)).collect();
    let crediting = crediting_spans(reports.len(), attributed);
    let frequencies = own_frequencies(reports.len(), statements, &tokens);
    let places = places(reports.len(), statements);
    let contents = (0..statements.len())
        .map(|index| {
            let Statement { report, span, .. } = statements[index];
            // Only what reaches into the statement: a long report has thousands of each.
            let crediting: Vec<Span> = crediting[report.index()]
                .iter()
                .copied()
                .filter(|credit| credit.overlap(span) > 0)
                .collect();
            let reader = Reader {
                text: &reports[report.index()].text,
                lexicon: &lexicon,
                quotations: split::reaching(&quotations[report.index()], span),
                crediting: &crediting,
                frequencies: &frequencies[report.index()],
            };
            let voicing = attributed.voicings.get(index);
            let voices = voicing.map_or(&[][..], |voicing| &voicing.voices);
            let content = reader.read(report, &tokens[index], &slots[index]);
            Content {
                acts: acts::acts(&content),
                place: places[index],
                meaning: meanings.get(index),
                voices,
                ..content
            }
        })
        .collect();
    Read { lexicon, contents, quotations }
}

/// Finds where in its report each statement stands, from 0 for the first towards 1.
fn places(reports: usize, statements: &[Statement]) -> Vec<f32> {
    let mut counts = vec![0u32; reports];
    let nth: Vec<(usize, u32)> = statements
        .iter()
        .map(|statement| {
            let report = statement.report.index();
            counts[report] += 1;
            (report, counts[report] - 1)
        })
        .collect();
    nth.into_iter().map(|(report, nth)| nth as f32 / counts[report] as f32).collect()
}

/// Finds, for each report, the words that credit somebody.
fn crediting_spans(reports: usize, attributed: &Attributed) -> Vec<Vec<Span>> {
    let mut spans = vec![Vec::new(); reports];
    for attribution in &attributed.attributions {
        spans[attribution.report.index()].extend(attribution.cue.iter().chain(&attribution.source));
    }
    spans
}

/// Counts, for each report, the statements that have a stem.
///
/// A word that a report says again and again (the event's main person) tells little of which statement is
/// which. Counted within each report alone, so that no other report changes it.
fn own_frequencies<'t>(
    reports: usize,
    statements: &[Statement],
    tokens: &'t [Vec<Token>],
) -> Vec<BTreeMap<&'t str, u32>> {
    let mut frequencies = vec![BTreeMap::new(); reports];
    for (statement, tokens) in statements.iter().zip(tokens) {
        let mut stems: Vec<&str> = tokens.iter().map(|token| token.stem.as_str()).collect();
        stems.sort_unstable();
        stems.dedup();
        for stem in stems {
            *frequencies[statement.report.index()].entry(stem).or_default() += 1;
        }
    }
    frequencies
}

/// Reads statements of one report.
struct Reader<'r> {
    text: &'r str,
    lexicon: &'r Lexicon,
    quotations: &'r [Span],
    crediting: &'r [Span],
    frequencies: &'r BTreeMap<&'r str, u32>,
}

impl Reader<'_> {
    fn read<'s>(&self, report: ReportId, tokens: &[Token], slots: &'s Slots) -> Content<'s> {
        let items = self.items(tokens, slots);
        Content {
            report,
            weight: items.iter().map(|item| item.weight).sum(),
            direction: self.direction(&items),
            parts: self.parts(&items, tokens),
            items,
            slots,
            acts: Vec::new(),
            place: 0.0,
            meaning: None,
            voices: &[],
        }
    }

    fn items(&self, tokens: &[Token], Slots { quantities, days, .. }: &Slots) -> Vec<Item> {
        let numbers = quantities.iter().enumerate().map(|(k, number)| {
            self.item(ItemKind::Number(k), number.span, weight_of_number(number))
        });
        let dated = days
            .iter()
            .enumerate()
            .map(|(k, day)| self.item(ItemKind::Day(k), day.span, DAY_WEIGHT));
        let taken = |token: &&Token| {
            quantities.iter().any(|number| number.span.contains(token.span))
                || days.iter().any(|day| day.span.contains(token.span))
        };
        let words = tokens.iter().filter(|token| !taken(token)).filter_map(|token| {
            let word = ItemKind::Word(self.lexicon.id(&token.word)?);
            Some(self.item(word, token.span, self.weight(token)))
        });
        let mut items: Vec<Item> =
            numbers.chain(dated).chain(words).filter(|item| item.weight > 0.0).collect();
        items.sort_by_key(|item| item.span);
        let leading = tokens.iter().filter(|token| token.word == "by");
        for by in leading {
            let next = items.partition_point(|item| item.span.start() < by.span.end());
            if let Some(item) = items.get_mut(next) {
                item.by = true;
            }
        }
        items
    }

    fn item(&self, kind: ItemKind, span: Span, weight: f32) -> Item {
        let quoted = self.quotations.iter().any(|quotation| quotation.contains(span));
        Item { kind, span, weight, quoted, by: false }
    }

    fn weight(&self, token: &Token) -> f32 {
        let credits = self.crediting.iter().any(|span| span.contains(token.span));
        let times = self.frequencies.get(token.stem.as_str()).copied().unwrap_or(1);
        let word = self.lexicon.id(&token.word);
        let weight = word.map_or(0.0, |word| self.lexicon.weight(word));
        let share = if credits { CREDITING_SHARE } else { 1.0 }
            * if word.is_some_and(|word| self.lexicon.is_name(word)) { NAME_SHARE } else { 1.0 };
        share * weight / (times as f32).sqrt()
    }

    /// Finds the whole, and where there are several, the clauses.
    fn parts(&self, items: &[Item], tokens: &[Token]) -> Vec<Range<usize>> {
        let mut clauses: Vec<Range<usize>> = Vec::new();
        let weight =
            |clause: &Range<usize>| items[clause.clone()].iter().map(|i| i.weight).sum::<f32>();
        let mut start = 0;
        for at in 1..=items.len() {
            if at < items.len() && !self.clause_begins(items[at - 1].span, items[at].span, tokens) {
                continue;
            }
            match clauses.last_mut() {
                Some(last)
                    if weight(&(start..at)) < CLAUSE_WEIGHT || weight(last) < CLAUSE_WEIGHT =>
                {
                    last.end = at;
                }
                _ => clauses.push(start..at),
            }
            start = at;
        }
        if clauses.len() < 2 {
            clauses.clear();
        }
        clauses.insert(0, 0..items.len());
        clauses
    }

    /// Tells whether a clause begins between two neighbouring items.
    fn clause_begins(&self, before: Span, after: Span, tokens: &[Token]) -> bool {
        let between = &self.text[before.end().min(after.start())..after.start()];
        between.contains([',', ';', ':', '—', '–', '(', ')', '“', '”', '"'])
            || tokens.iter().any(|token| {
                before.end() <= token.span.start()
                    && token.span.end() <= after.end()
                    && CLAUSE_WORDS.contains(&token.word.as_str())
            })
    }

    fn direction(&self, items: &[Item]) -> Vec<f32> {
        let mut sum: Vec<f32> = Vec::new();
        for item in items {
            let ItemKind::Word(word) = item.kind else { continue };
            let Some(direction) = self.lexicon.direction(word) else { continue };
            sum.resize(direction.len(), 0.0);
            for (total, part) in sum.iter_mut().zip(direction) {
                *total += item.weight * part;
            }
        }
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
        sum.iter().map(|x| x / length.max(f32::MIN_POSITIVE)).collect()
    }
}

/// Words that a clause begins with.
const CLAUSE_WORDS: [&str; 17] = [
    "that", "which", "who", "whose", "where", "while", "when", "after", "before", "because", "as",
    "and", "but", "if", "saying", "adding", "amid",
];

/// Returns what a number tells, from 0 to 1: "two" little, "22" some, "5,506,500" or "4.4%" much.
fn weight_of_number(number: &Quantity) -> f32 {
    match (number.unit, number.range.1) {
        (Unit::Ordinal | Unit::Count | Unit::Duration, most) if most <= 12.0 => 0.2,
        (Unit::Ordinal | Unit::Count | Unit::Duration, most) if most < 100.0 => 0.4,
        _ => 0.7,
    }
}
