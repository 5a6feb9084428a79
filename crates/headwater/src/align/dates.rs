use crate::model::Span;
use crate::words::{MONTHS, Token, WEEKDAYS};

/// A day, or what a statement says of it; parts that it leaves open are `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    /// Where it stands.
    pub(super) span: Span,
    /// The day of the week, from 0 for Monday.
    pub(super) weekday: Option<u8>,
    /// The month, from 0 for January.
    pub(super) month: Option<u8>,
    /// The day of the month.
    pub(super) day: Option<u8>,
    /// The year.
    pub(super) year: Option<u16>,
}

impl Day {
    /// Tells whether the two say something of one kind (both a weekday, both a year) and say it alike.
    pub(super) fn agrees(self, other: Self) -> bool {
        self.comparisons(other).any(|same| same) && !self.clashes(other)
    }

    /// Tells whether the two say something of one kind and differ in it.
    pub(super) fn clashes(self, other: Self) -> bool {
        self.comparisons(other).any(|same| !same)
    }

    fn comparisons(self, other: Self) -> impl Iterator<Item = bool> {
        fn compare<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<bool> {
            Some(a? == b?)
        }
        [
            compare(self.weekday, other.weekday),
            compare(self.month, other.month),
            compare(self.day, other.day),
            compare(self.year, other.year),
        ]
        .into_iter()
        .flatten()
    }
}

/// Finds the days among the words of a statement, and for each which tokens it takes.
pub(super) fn days(text: &str, tokens: &[Token]) -> Vec<(Day, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match read(text, tokens, at) {
            Some((day, next)) => {
                found.push((day, at..next));
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn read(text: &str, tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let token = &tokens[at];
    let mut day = Day { span: token.span, weekday: None, month: None, day: None, year: None };
    day.weekday = position(&WEEKDAYS, &token.word);
    if day.weekday.is_some() {
        return Some((day, at + 1));
    }
    if let Some(year) = year(&token.word) {
        let counts = text[..token.span.start()].ends_with(is_sign);
        day.year = Some(year);
        return (!counts).then_some((day, at + 1));
    }
    day.month = Some(month(text, token)?);
    let mut next = at + 1;
    if let Some(number) = tokens.get(next).and_then(|token| day_of_month(&token.word)) {
        day.day = Some(number);
        next += 1;
    }
    if let Some(year) = tokens.get(next).and_then(|token| year(&token.word)) {
        day.year = Some(year);
        next += 1;
    }
    day.span = token.span.join(tokens[next - 1].span);
    Some((day, next))
}

/// Reads a month, written with a capital, whole or cut: "Sept." The verb "may" and "march" are none.
fn month(text: &str, token: &Token) -> Option<u8> {
    if !token.span.of(text).starts_with(char::is_uppercase) {
        return None;
    }
    position(&MONTHS, &token.word).or_else(|| {
        let cut = if token.word == "sept" { "sep" } else { &token.word };
        let is_cut = cut.len() == 3 && text[token.span.end()..].starts_with('.');
        MONTHS.iter().position(|month| is_cut && month.starts_with(cut)).map(|month| month as u8)
    })
}

fn position(list: &[&str], word: &str) -> Option<u8> {
    list.iter().position(|listed| *listed == word).map(|position| position as u8)
}

fn day_of_month(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn year(word: &str) -> Option<u16> {
    word.parse().ok().filter(|year| word.len() == 4 && (1900..2100).contains(year))
}

fn is_sign(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥')
}
