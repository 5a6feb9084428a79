//! Sets the numbers and days that reports give for one thing side by side, as in the tables that analysts keep.
//!
//! It looks at the claims one by one, so that an unrelated report changes no other claim's figures, and concludes
//! nothing: whether two figures agree is whether they can mean the same.

use std::cmp::Reverse;

use crate::model::{
    Claim, ClaimId, Day, Figure, FigureTable, Measure, Quantity, Report, ReportId, Slots, Span,
    Statement, StatementId, Unit,
};
use crate::slots;
use crate::words::{self, Token};

/// The numbers of a statement that are looked at: one that has more is itself a table, or nonsense.
const MOST_OF_A_STATEMENT: usize = 24;
/// How wide a number may be, greatest to least, to be the same as another of other words for what it counts. Miles
/// turned into kilometres are 1.13 wide, "more than 100" is 1.5.
const NARROW: f64 = 1.2;
/// How far apart, greatest to least, two measures may be to be told of one thing whatever the words behind them.
const NEAR: f64 = 2.0;
/// What multiplying and dividing by the same takes from a number or adds to it, at most.
const ROUNDING: f64 = 1e-9;

/// Finds the figures that two or more reports give for one thing of a claim: those that differ first, then those that
/// most reports give.
///
/// Numbers count the same thing by the words behind them, or where they are narrow and agree; places in a row ("the
/// 40th") count nothing. Measures, sums and shares that are the only ones in their statements are of one thing if they
/// are near. Days are of one time if they agree, or if they are as exact as each other and the only ones
/// in their statements.
///
/// ```
/// use headwater::attribute::Attributed;
/// use headwater::figures::figures;
/// use headwater::model::{Claim, Report, StatementId};
/// use headwater::{slots, split};
///
/// let reports = [
///     Report::new("a", "More than 40 houses burned."),
///     Report::new("b", "The fire took 65 houses."),
/// ];
/// let divisions = split::split_all(&reports);
/// let sentences: Vec<_> = divisions.iter().map(|division| division.sentences.clone()).collect();
/// let statements: Vec<_> = divisions.into_iter().flat_map(|division| division.statements).collect();
/// let slots = slots::slots(&reports, &sentences, &statements, &Attributed::default());
/// let ids = vec![StatementId::new(0), StatementId::new(1)];
/// let claim = Claim { statements: ids, joins: Vec::new(), variants: Vec::new(), conflicts: Vec::new() };
/// let found = figures(&reports, &statements, &slots, &[claim]);
/// let words: Vec<_> = found[0].figures.iter().zip(&reports).map(|(f, r)| f.span.of(&r.text)).collect();
/// assert_eq!(words, ["More than 40", "65"]);
/// assert!(!found[0].agree);
/// ```
pub fn figures(
    reports: &[Report],
    statements: &[Statement],
    slots: &[Slots],
    claims: &[Claim],
) -> Vec<FigureTable> {
    let given = Given { reports, statements, slots };
    let mut tables: Vec<FigureTable> = claims
        .iter()
        .enumerate()
        .filter(|(_, claim)| given.is_of_several_reports(claim))
        .flat_map(|(at, claim)| {
            let claim_id = ClaimId::new(at);
            given.numbers(claim_id, claim).into_iter().chain(given.days(claim_id, claim))
        })
        .collect();
    tables.sort_by_key(|table| (table.agree, Reverse(table.figures.len())));
    tables
}

/// What the figures are read off.
struct Given<'g> {
    reports: &'g [Report],
    statements: &'g [Statement],
    slots: &'g [Slots],
}

/// A slot of a statement of a claim.
struct Placed<T> {
    report: ReportId,
    statement: StatementId,
    slot: usize,
    value: T,
}

/// A number with what it is measured in.
struct Measured<'g> {
    number: &'g Quantity,
    /// The stem of its unit's word; empty where it has none.
    unit_word: String,
    /// Whether it is the statement's only number of its unit.
    is_only_one: bool,
}

/// A day.
struct Time<'g> {
    day: &'g Day,
    /// Whether it is the statement's only one.
    is_only_one: bool,
}

/// Tells whether two figures are of one thing.
type Rule<T> = fn(&T, &T) -> bool;

impl<'g> Given<'g> {
    fn report(&self, id: StatementId) -> ReportId {
        self.statements[id.index()].report
    }

    fn is_of_several_reports(&self, claim: &Claim) -> bool {
        claim.statements.iter().any(|&id| self.report(id) != self.report(claim.statements[0]))
    }

    fn numbers(&self, claim_id: ClaimId, claim: &Claim) -> Vec<FigureTable> {
        let placed = self.place(claim, |slots| &slots.quantities);
        let placed: Vec<Placed<Measured<'_>>> = placed
            .into_iter()
            .filter(|placed| placed.value.unit != Unit::Ordinal && !self.is_time_of_day(placed))
            .map(|placed| self.measured(placed))
            .collect();
        let rules: [Rule<Measured<'g>>; 4] = [
            |a, b| a.agrees(b) && slots::count_the_same(a.number, b.number),
            |a, b| a.agrees(b) && a.is_narrow() && b.is_narrow(),
            |a, b| slots::count_the_same(a.number, b.number),
            |a, b| a.measures_alike(b),
        ];
        let tables = brought_together(&placed, &rules).into_iter().map(|group| FigureTable {
            claim: claim_id,
            measure: Measure::Number(placed[group[0]].value.number.unit),
            agree: all_agree(&placed, &group, Measured::agrees),
            figures: group.into_iter().map(|at| self.number(&placed[at])).collect(),
        });
        tables.collect()
    }

    fn days(&self, claim_id: ClaimId, claim: &Claim) -> Vec<FigureTable> {
        let is_only_one = |statement: StatementId| self.slots[statement.index()].days.len() == 1;
        let placed: Vec<Placed<Time<'g>>> = self
            .place(claim, |slots| &slots.days)
            .into_iter()
            .map(|placed| {
                let is_only_one = is_only_one(placed.statement);
                placed.with(|day| Time { day, is_only_one })
            })
            .collect();
        let rules: [Rule<Time<'g>>; 2] = [
            |a, b| a.day.agrees(b.day) && are_comparable(a.day, b.day),
            |a, b| a.is_only_one && b.is_only_one && Grain::of(a.day) == Grain::of(b.day),
        ];
        let tables = brought_together(&placed, &rules).into_iter().map(|group| FigureTable {
            claim: claim_id,
            measure: Measure::Day,
            agree: all_agree(&placed, &group, |a, b| !a.day.clashes(b.day)),
            figures: group
                .into_iter()
                .map(|at| {
                    let Placed { statement, slot, value: Time { day, .. }, .. } = placed[at];
                    Figure { statement, slot, span: day.span, of: None }
                })
                .collect(),
        });
        tables.collect()
    }

    fn place<T>(&self, claim: &Claim, of: impl Fn(&'g Slots) -> &'g Vec<T>) -> Vec<Placed<&'g T>> {
        let of_statement = |&statement: &StatementId| {
            let values = of(&self.slots[statement.index()]).iter().take(MOST_OF_A_STATEMENT);
            let report = self.report(statement);
            values.enumerate().map(move |(slot, value)| Placed { report, statement, slot, value })
        };
        claim.statements.iter().flat_map(of_statement).collect()
    }

    /// Tells whether a number is an hour or a minute: "6:40".
    fn is_time_of_day(&self, placed: &Placed<&Quantity>) -> bool {
        let text = &self.reports[placed.report.index()].text;
        let (before, behind) =
            (&text[..placed.value.span.start()], &text[placed.value.span.end()..]);
        let digit = |c: char| c.is_ascii_digit();
        before.strip_suffix(':').is_some_and(|before| before.ends_with(digit))
            || behind.strip_prefix(':').is_some_and(|behind| behind.starts_with(digit))
    }

    /// Finds what a number is measured in.
    fn measured(&self, placed: Placed<&'g Quantity>) -> Placed<Measured<'g>> {
        let behind = self.behind(&placed);
        let unit = unit_words(placed.value, &behind);
        let unit_word = behind[..unit].first().map_or_else(String::new, |word| word.stem.clone());
        let fellows = &self.slots[placed.statement.index()].quantities;
        let of_its_unit = fellows.iter().filter(|fellow| fellow.unit == placed.value.unit);
        let is_only_one = of_its_unit.count() == 1;
        placed.with(|number| Measured { number, unit_word, is_only_one })
    }

    /// Returns the words of a statement behind a number, as far as they are looked at.
    fn behind(&self, placed: &Placed<&Quantity>) -> Vec<Token> {
        let text = &self.reports[placed.report.index()].text;
        let end = self.statements[placed.statement.index()].span.end();
        let behind = Span::new(placed.value.span.end(), end);
        words::tokens_of(text, Span::new(behind.start(), reach(text, behind)))
    }

    /// Makes the figure of a number: with what bounds it, its unit, and what it counts, as the text has them.
    fn number(&self, placed: &Placed<Measured<'_>>) -> Figure {
        let Placed { report, statement, slot, value: Measured { number, .. } } = *placed;
        let text = &self.reports[report.index()].text;
        let start = self.statements[statement.index()].span.start();
        let before = Span::new(start, number.span.start());
        let behind = self.behind(&Placed { report, statement, slot, value: number });
        let (unit, behind) = behind.split_at(unit_words(number, &behind));
        let span =
            unit.last().map_or(with_sign(text, number.span), |last| number.span.join(last.span));
        Figure {
            statement,
            slot,
            span: bound(text, before).map_or(span, |bound| bound.join(span)),
            of: counted(text, span.end(), behind),
        }
    }
}

impl<T> Placed<T> {
    fn with<U>(self, change: impl FnOnce(T) -> U) -> Placed<U> {
        let Placed { report, statement, slot, value } = self;
        Placed { report, statement, slot, value: change(value) }
    }
}

impl Measured<'_> {
    /// Tells whether both can mean the same. Of numbers in the same unit none was turned from another, so that they are
    /// taken as they are written.
    fn agrees(&self, other: &Self) -> bool {
        let (a, b) = (self.as_written(), other.as_written());
        let is_same_unit = !self.unit_word.is_empty() && self.unit_word == other.unit_word;
        self.number.agrees(other.number) && (!is_same_unit || (a.0 <= b.1 && b.0 <= a.1))
    }

    /// Returns the range without what [`slots`] widens a measure by that was perhaps turned.
    fn as_written(&self) -> (f64, f64) {
        let (least, most) = self.number.range;
        match self.number.unit {
            Unit::Length | Unit::Area | Unit::Mass | Unit::Duration => (
                least / (1.0 - slots::TURNED) * (1.0 - ROUNDING),
                most / (1.0 + slots::TURNED) * (1.0 + ROUNDING),
            ),
            Unit::Count | Unit::Money(_) | Unit::Percent | Unit::Ordinal => (least, most),
        }
    }

    fn is_narrow(&self) -> bool {
        self.number.range.1 <= NARROW * self.number.range.0
    }

    /// Tells whether both are near, and each is its statement's only number of a unit that is more than a count.
    fn measures_alike(&self, other: &Self) -> bool {
        let (a, b) = (self.number, other.number);
        let near = a.range.1.max(b.range.1) <= NEAR * a.range.0.min(b.range.0);
        let one_each = self.is_only_one && other.is_only_one;
        one_each && near && a.unit == b.unit && a.unit != Unit::Count
    }
}

/// Brings together what any rule says is of one thing, the first rule first; of each report at most one.
///
/// Returns positions, in order; of two reports or more.
fn brought_together<T>(placed: &[Placed<T>], rules: &[Rule<T>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = (0..placed.len()).map(|at| vec![at]).collect();
    let mut group_of: Vec<usize> = (0..placed.len()).collect();
    for rule in rules {
        for b in 0..placed.len() {
            for a in 0..b {
                let (into, from) = (group_of[a], group_of[b]);
                if into == from || placed[a].report == placed[b].report {
                    continue;
                }
                if rule(&placed[a].value, &placed[b].value)
                    && are_apart(placed, &groups[into], &groups[from])
                {
                    let moved = std::mem::take(&mut groups[from]);
                    moved.iter().for_each(|&at| group_of[at] = into);
                    groups[into].extend(moved);
                }
            }
        }
    }
    groups.retain(|group| group.len() > 1);
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups
}

/// Tells whether two groups are of different reports.
fn are_apart<T>(placed: &[Placed<T>], one: &[usize], other: &[usize]) -> bool {
    one.iter().all(|&a| other.iter().all(|&b| placed[a].report != placed[b].report))
}

fn all_agree<T>(placed: &[Placed<T>], group: &[usize], agree: impl Fn(&T, &T) -> bool) -> bool {
    group
        .iter()
        .all(|&a| group.iter().all(|&b| a == b || agree(&placed[a].value, &placed[b].value)))
}

/// How exact a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grain {
    Day,
    Month,
    Year,
    /// A stretch: "last week".
    Other,
}

impl Grain {
    fn of(day: &Day) -> Self {
        let is_one_day = || !day.ranges.is_empty() && day.ranges.iter().all(|(a, b)| a == b);
        match (day.weekday, day.day, day.month, day.year) {
            (Some(_), ..) | (_, Some(_), ..) => Grain::Day,
            (_, _, Some(_), _) => Grain::Month,
            (_, _, _, Some(_)) => Grain::Year,
            _ if is_one_day() => Grain::Day,
            _ => Grain::Other,
        }
    }
}

/// Tells whether two times that agree say it of one thing: "Monday" lies in "this year", and is told of another.
fn are_comparable(a: &Day, b: &Day) -> bool {
    let same = |a: Option<u16>, b: Option<u16>| a.is_some() && a == b;
    Grain::of(a) == Grain::of(b)
        || same(a.month.map(u16::from), b.month.map(u16::from))
        || same(a.year, b.year)
}

/// The bytes behind a number in which its unit and what it counts are looked for: five long words.
const LONGEST_REACH: usize = 80;
/// The most words of what a number counts.
const MOST_COUNTED: usize = 4;

/// Returns where to stop looking, on a character boundary.
fn reach(text: &str, behind: Span) -> usize {
    let end = behind.end().min(behind.start() + LONGEST_REACH);
    (end..=behind.end()).find(|&byte| text.is_char_boundary(byte)).unwrap_or(behind.end())
}

/// Counts the words between a number and what it counts: its unit.
fn unit_words(number: &Quantity, behind: &[Token]) -> usize {
    /// "Per cent".
    const MOST: usize = 2;
    match number.of.first() {
        Some(of) => behind.iter().take(MOST + 1).position(|token| token.stem == *of).unwrap_or(0),
        None if number.unit == Unit::Count => 0,
        None => behind.len().min(MOST),
    }
}

/// Takes in the sign of hundredths.
fn with_sign(text: &str, number: Span) -> Span {
    let sign = text[number.end()..].strip_prefix('%').map_or(0, |_| 1);
    Span::new(number.start(), number.end() + sign)
}

/// Finds the words right behind a number that say what it counts, up to the first that says much.
fn counted(text: &str, number_end: usize, behind: &[Token]) -> Option<Span> {
    let mut found: Option<Span> = None;
    for token in behind.iter().take(MOST_COUNTED) {
        let since = found.map_or(number_end, Span::end);
        let is_apart = !text[since..token.span.start()].trim_matches(is_blank_or_hyphen).is_empty();
        if is_apart {
            break;
        }
        found = Some(found.map_or(token.span, |found| found.join(token.span)));
        if words::weight(&token.word) >= slots::LEAST_WEIGHT_OF_COUNTED {
            break;
        }
    }
    found
}

fn is_blank_or_hyphen(c: char) -> bool {
    c.is_whitespace() || c == '-'
}

/// Begins a range and bounds nothing: "between 40 and 45".
const BETWEEN: &str = "between";

/// Finds the words that bound the number behind a stretch.
fn bound(text: &str, before: Span) -> Option<Span> {
    let words = before.of(text).trim_end_matches([' ', '\u{a0}', '\n', '$', '€', '£', '¥']);
    let mut bounds = slots::BOUNDS.iter().map(|(words, _)| *words).chain([BETWEEN]);
    let found = bounds.find_map(|bound| {
        let start = words.len().checked_sub(bound.len())?;
        let stands_there = words.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(bound))
            && !words[..start].ends_with(char::is_alphanumeric);
        stands_there.then_some(start)
    })?;
    Some(Span::new(before.start() + found, before.start() + words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::Attributed;
    use crate::model::{MetadataSource, Published, Sentence, Stated};

    /// Writes the figures of texts that are one claim: each table's figures with what they count.
    fn of(texts: &[&str]) -> Vec<String> {
        let reports: Vec<Report> = texts
            .iter()
            .map(|text| {
                let mut report = Report::new("r", *text);
                let published: Published = "2019-01-14".parse().unwrap(); // a Monday
                report.published = Some(Stated { value: published, from: MetadataSource::Given });
                report
            })
            .collect();
        let statement = |(at, text): (usize, &&str)| Statement {
            report: ReportId::new(at),
            sentence: 0,
            span: Span::new(0, text.len()),
        };
        let statements: Vec<_> = texts.iter().enumerate().map(statement).collect();
        let sentence = |s: &Statement| vec![Sentence { span: s.span, paragraph: 0 }];
        let sentences: Vec<_> = statements.iter().map(sentence).collect();
        let slots = slots::slots(&reports, &sentences, &statements, &Attributed::default());
        let claim = Claim {
            statements: (0..texts.len()).map(StatementId::new).collect(),
            joins: Vec::new(),
            variants: Vec::new(),
            conflicts: Vec::new(),
        };
        let table = |table: FigureTable| {
            let told = |figure: &Figure| {
                let text = texts[figure.statement.index()];
                let of = figure.of.map_or("", |of| of.of(text));
                format!("{} {of}", figure.span.of(text)).trim_end().to_owned()
            };
            let told: Vec<_> = table.figures.iter().map(told).collect();
            told.join(if table.agree { " = " } else { " ≠ " })
        };
        figures(&reports, &statements, &slots, &[claim]).into_iter().map(table).collect()
    }

    #[test]
    fn what_counts_the_same_stands_together() {
        let cases: [(&[&str], &[&str]); 15] = [
            (&["17 people were hurt.", "23 people were hurt."], &["17 people ≠ 23 people"]),
            (
                &[
                    "It waters 52 thousand hectares of land.",
                    "It waters 55,000 hectares, had they.",
                ],
                &["52 thousand hectares of land ≠ 55,000 hectares"],
            ),
            (&["Lesk is 30 miles off.", "Lesk is 48 km away."], &["30 miles off = 48 km away"]),
            (&["They spoke for ten hours.", "They spoke for ten weeks."], &[]),
            (
                &[
                    "It cost more than $3.5 million in damages.",
                    "It cost 4 million dollars in damages.",
                ],
                &["more than $3.5 million in damages = 4 million dollars in damages"],
            ),
            (
                &["He drew 40 per cent of votes.", "He drew 40% of votes."],
                &["40 per cent of votes = 40% of votes"],
            ),
            (&["It sank at 6:40 on the reef.", "At 6:40 it sank."], &[]),
            (&["The 40th vote was cast.", "The 41st vote was cast."], &[]),
            (&["Twelve ships sank.", "12 vessels went down."], &["Twelve ships = 12 vessels"]),
            (&["It sank with 12 men.", "It sank."], &[]),
            (
                &["Two men, two women came.", "Two men, two women came."],
                &["Two men = Two men", "two women = two women"],
            ),
            (&["He came on Sunday.", "He came on January 13."], &["Sunday = January 13"]),
            (&["He came on Sunday.", "He came on Saturday."], &["Sunday ≠ Saturday"]),
            (&["He came on Sunday.", "He came in 2017."], &[]),
            (&["It stood in 1861.", "It stood in 1862."], &[]),
        ];
        let found: Vec<_> = cases.iter().map(|(texts, _)| of(texts)).collect();
        assert_eq!(found, cases.map(|(_, expected)| expected.to_vec()));
    }

    #[test]
    fn what_differs_comes_first_then_what_most_give() {
        assert_eq!(
            of(&[
                "Of 212 passengers nine children and 30 sailors were hurt.",
                "Of 212 passengers nine children and 40 sailors were hurt.",
                "Of 212 passengers some were hurt.",
            ]),
            [
                "30 sailors ≠ 40 sailors",
                "212 passengers = 212 passengers = 212 passengers",
                "nine children = nine children",
            ]
        );
    }

    #[test]
    fn a_statement_that_is_a_table_is_not_read_to_its_end() {
        let row: Vec<String> = (100..1_000).map(|number| format!("{number} marks")).collect();
        let row = row.join(", ");
        assert_eq!(of(&[&row, &row]).len(), MOST_OF_A_STATEMENT);
    }
}
