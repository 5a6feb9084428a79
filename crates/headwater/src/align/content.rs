use super::dates::{self, Day};
use super::lexicon::{Lexicon, WordId};
use super::numbers::{self, Quantity};
use crate::attribute::Attributed;
use crate::model::{Report, ReportId, Span, Statement};
use crate::split;
use crate::words::{self, Token};
use std::collections::BTreeMap;

/// What a word of a crediting phrase counts for: who is credited and how ("said", "stressed") differs
/// between reports that say the same.
const CREDITING_SHARE: f32 = 0.3;
/// What a name counts for, beside other words: statements that share only whom they are about say
/// different things of them.
const NAME_SHARE: f32 = 0.5;
/// What a number or a day weighs, as much as a word that one story in a hundred has.
const SLOT_WEIGHT: f32 = 0.6;

/// What a statement is made of.
#[derive(Debug)]
pub(super) struct Content {
    /// The report that makes the statement.
    pub(super) report: ReportId,
    /// The telling items, in order.
    pub(super) items: Vec<Item>,
    /// The weight of all items.
    pub(super) weight: f32,
    /// The words of the statements around it, sorted: what its pronouns can stand for.
    pub(super) context: Vec<WordId>,
    /// The numbers.
    pub(super) quantities: Vec<Quantity>,
    /// The days.
    pub(super) days: Vec<Day>,
    /// Whether it is negated.
    pub(super) negated: bool,
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

/// Reads what every statement is made of, and the lexicon of them all.
pub(super) fn read(
    reports: &[Report],
    statements: &[Statement],
    attributed: &Attributed,
) -> (Lexicon, Vec<Content>) {
    let tokens: Vec<Vec<Token>> = statements.iter().map(|s| tokens_of(reports, *s)).collect();
    let words = tokens.iter().flatten().map(|t| (t.word.as_str(), t.stem.as_str()));
    let lexicon = Lexicon::new(words);
    let quotations: Vec<_> = reports.iter().map(|report| split::quotations(&report.text)).collect();
    let crediting = crediting_spans(reports.len(), attributed);
    let frequencies = own_frequencies(reports.len(), statements, &tokens);
    let contents = (0..statements.len())
        .map(|index| {
            let report = statements[index].report;
            let reader = Reader {
                text: &reports[report.index()].text,
                lexicon: &lexicon,
                quotations: &quotations[report.index()],
                crediting: &crediting[report.index()],
                frequencies: &frequencies[report.index()],
            };
            reader.read(report, &tokens[index], context(&lexicon, statements, &tokens, index))
        })
        .collect();
    (lexicon, contents)
}

fn tokens_of(reports: &[Report], statement: Statement) -> Vec<Token> {
    let text = &reports[statement.report.index()].text;
    let start = statement.span.start();
    let shift = |span: Span| Span::new(span.start() + start, span.end() + start);
    words::tokens(statement.span.of(text))
        .into_iter()
        .map(|token| Token { span: shift(token.span), ..token })
        .collect()
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

/// Finds the words of the statements of the same sentence and of the sentences before and after.
fn context(
    lexicon: &Lexicon,
    statements: &[Statement],
    tokens: &[Vec<Token>],
    index: usize,
) -> Vec<WordId> {
    let own = statements[index];
    let is_near = |other: &Statement| {
        other.report == own.report && other.sentence.abs_diff(own.sentence) <= 1
    };
    let before = (0..index).rev().take_while(|other| is_near(&statements[*other]));
    let after = (index + 1..statements.len()).take_while(|other| is_near(&statements[*other]));
    let mut words: Vec<WordId> = before
        .chain(after)
        .flat_map(|other| &tokens[other])
        .filter_map(|token| lexicon.id(&token.word))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
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
    fn read(&self, report: ReportId, tokens: &[Token], context: Vec<WordId>) -> Content {
        let days = dates::days(self.text, tokens);
        let taken = |at: usize| days.iter().any(|(_, range)| range.contains(&at));
        let undated: Vec<Token> = tokens
            .iter()
            .enumerate()
            .filter(|(at, _)| !taken(*at))
            .map(|(_, t)| t.clone())
            .collect();
        let days: Vec<Day> = days.into_iter().map(|(day, _)| day).collect();
        let quantities = numbers::quantities(self.text, &undated);
        let items = self.items(&undated, &quantities, &days);
        Content {
            report,
            weight: items.iter().map(|item| item.weight).sum(),
            direction: self.direction(&items),
            items,
            context,
            negated: is_negated(tokens),
            quantities,
            days,
        }
    }

    fn items(&self, undated: &[Token], quantities: &[Quantity], days: &[Day]) -> Vec<Item> {
        let slots = quantities.iter().enumerate().map(|(k, q)| (ItemKind::Number(k), q.span));
        let slots =
            slots.chain(days.iter().enumerate().map(|(k, day)| (ItemKind::Day(k), day.span)));
        let words = undated
            .iter()
            .filter(|token| !quantities.iter().any(|q| q.span.contains(token.span)))
            .filter_map(|token| {
                Some(self.item(
                    ItemKind::Word(self.lexicon.id(&token.word)?),
                    token.span,
                    self.weight(token),
                ))
            });
        let mut items: Vec<Item> = slots
            .map(|(kind, span)| self.item(kind, span, SLOT_WEIGHT))
            .chain(words)
            .filter(|item| item.weight > 0.0)
            .collect();
        items.sort_by_key(|item| item.span);
        items
    }

    fn item(&self, kind: ItemKind, span: Span, weight: f32) -> Item {
        let quoted = self.quotations.iter().any(|quotation| quotation.contains(span));
        Item { kind, span, weight, quoted }
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

/// Tells whether a statement denies: an odd number of "not", "never" and their like.
fn is_negated(tokens: &[Token]) -> bool {
    let negations = tokens.iter().filter(|token| is_negation(&token.word)).count();
    negations % 2 == 1
}

/// Tells whether a word denies.
pub(super) fn is_negation(word: &str) -> bool {
    word.ends_with("n't")
        || matches!(
            word,
            "not"
                | "never"
                | "no"
                | "none"
                | "nobody"
                | "neither"
                | "nor"
                | "without"
                | "cannot"
                | "denied"
                | "denies"
                | "deny"
                | "denying"
                | "refused"
                | "refuses"
                | "declined"
                | "declines"
                | "failed"
                | "rejected"
        )
}
