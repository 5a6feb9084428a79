//! Reads days and longer times, and resolves them against the day of the report.

use std::ops::Range;

use jiff::civil::Date;
use jiff::{Span as Stretch, ToSpan};

use crate::model::Day;
use crate::words::{MONTHS, Token, WEEKDAYS};

/// Finds the days among the words of a statement, and for each which tokens it takes.
///
/// `told` is the day on which the report was published.
pub(super) fn days(text: &str, tokens: &[Token], told: Option<Date>) -> Vec<(Day, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match read(text, tokens, at, told) {
            Some((day, next)) => {
                found.push((day, at..next));
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn read(text: &str, tokens: &[Token], at: usize, told: Option<Date>) -> Option<(Day, usize)> {
    let (mut day, next) = relative(tokens, at, told).or_else(|| named(text, tokens, at, told))?;
    day.span = tokens[at].span.join(tokens[next - 1].span);
    Some((day, next))
}

/// Any day, for reading a time whose day is not to be told.
const SOME_DAY: Date = Date::constant(2000, 1, 1);

/// Which of two times a word points to, from the day of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Last,
    This,
    Next,
}

/// Reads "Monday", "last Monday", "April 11, 2020", "Sept. 3", "November", "2017".
fn named(text: &str, tokens: &[Token], at: usize, told: Option<Date>) -> Option<(Day, usize)> {
    let pointing = direction(&tokens[at].word);
    let start = at + usize::from(pointing.is_some());
    let token = tokens.get(start)?;
    if let Some(weekday) = position(&WEEKDAYS, &token.word) {
        let ranges = told.map_or_else(Vec::new, |told| weekdays(told, weekday, pointing));
        return Some((Day { weekday: Some(weekday), ranges, ..Day::default() }, start + 1));
    }
    if let Some(year) = year(&token.word).filter(|_| pointing.is_none()) {
        let counts = text[..token.span.start()].ends_with(is_sign);
        let ranges = whole_year(i16::try_from(year).ok()?).into_iter().collect();
        return (!counts).then_some((Day { year: Some(year), ranges, ..Day::default() }, at + 1));
    }
    let month = month(text, token)?;
    let mut day = Day { month: Some(month), ..Day::default() };
    let mut next = start + 1;
    if let Some(number) = tokens.get(next).and_then(|token| day_of_month(&token.word)) {
        day.day = Some(number);
        next += 1;
    }
    if let Some(year) = tokens.get(next).and_then(|token| year(&token.word)) {
        day.year = Some(year);
        next += 1;
    }
    day.ranges = calendar(&day, told, pointing);
    Some((day, next))
}

/// Reads "today", "yesterday", "last week", "earlier this year", "two weeks ago"; without the day of the report it is
/// not known when that is.
fn relative(tokens: &[Token], at: usize, told: Option<Date>) -> Option<(Day, usize)> {
    let Some(told) = told else {
        let (unresolved, next) = relative(tokens, at, Some(SOME_DAY))?;
        return Some((Day { ranges: Vec::new(), ..unresolved }, next));
    };
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let day = |first: Option<Date>, last: Option<Date>| {
        Some(Day { ranges: vec![(first?, last?)], ..Day::default() })
    };
    let days_off = |days: i64| {
        let date = told.checked_add(days.days()).ok();
        day(date, date)
    };
    let one_word = match word(at) {
        "today" | "tonight" => days_off(0),
        "yesterday" => days_off(-1),
        "tomorrow" => days_off(1),
        _ => None,
    };
    if let Some(found) = one_word {
        return Some((found, at + 1));
    }
    if let Some(direction) = direction(word(at)) {
        let (first, last) = period(told, word(at + 1), direction)?;
        return Some((day(Some(first), Some(last))?, at + 2));
    }
    let number = count(word(at))?;
    if word(at + 2) != "ago" {
        return None;
    }
    let (unit, slack) = match word(at + 1).trim_end_matches('s') {
        "day" => (1.days(), 1),
        "week" => (1.weeks(), 4),
        "month" => (1.months(), 15),
        "year" => (1.years(), 183),
        _ => return None,
    };
    let back: Stretch = unit.checked_mul(number).ok()?;
    let then = told.checked_sub(back).ok()?;
    let (first, last) = (then.checked_sub(slack.days()).ok(), then.checked_add(slack.days()).ok());
    Some((day(first, last)?, at + 3))
}

fn direction(word: &str) -> Option<Direction> {
    match word {
        "last" | "past" | "previous" => Some(Direction::Last),
        "this" | "current" => Some(Direction::This),
        "next" | "coming" => Some(Direction::Next),
        _ => None,
    }
}

/// Returns the first and last day of "last week", "this month", "next year". Weeks are taken wide, since some begin
/// on a Sunday and some reports come a day late.
fn period(told: Date, unit: &str, direction: Direction) -> Option<(Date, Date)> {
    let off = match direction {
        Direction::Last => -1i64,
        Direction::This => 0,
        Direction::Next => 1,
    };
    match unit {
        "week" | "weekend" => {
            let monday = i64::from(told.weekday().to_monday_zero_offset());
            let first = told.checked_add((7 * off - monday - 1).days()).ok()?;
            Some((first, first.checked_add(8.days()).ok()?))
        }
        "month" => {
            let there = told.checked_add(off.months()).ok()?;
            Some((there.first_of_month(), there.last_of_month()))
        }
        "year" => whole_year(told.checked_add(off.years()).ok()?.year()),
        _ => None,
    }
}

/// Returns the days that a weekday may mean: the last up to the day of the report, the next after it, or the one that
/// is pointed to. "Last Monday" is said of both that of this week and that of the week before.
fn weekdays(told: Date, weekday: u8, pointing: Option<Direction>) -> Vec<(Date, Date)> {
    let since = (told.weekday().to_monday_zero_offset() - weekday as i8).rem_euclid(7);
    let off = |days: i64| told.checked_add(days.days()).ok().map(|day| (day, day));
    let since = i64::from(since);
    let days: &[Option<(Date, Date)>] = match pointing {
        None | Some(Direction::This) => &[off(-since), off(7 - since)],
        Some(Direction::Last) => &[off(-since), off(-since - 7)],
        Some(Direction::Next) => &[off(7 - since), off(14 - since)],
    };
    days.iter().copied().flatten().collect()
}

/// Returns the days that a month, or a day of a month, may mean; without a year those nearest to the report.
fn calendar(day: &Day, told: Option<Date>, pointing: Option<Direction>) -> Vec<(Date, Date)> {
    let Some(month) = day.month else { return Vec::new() };
    let years: Vec<i16> = match (day.year, told, pointing) {
        (Some(year), ..) => i16::try_from(year).into_iter().collect(),
        (None, None, _) => Vec::new(),
        (None, Some(told), Some(Direction::Last)) => vec![told.year() - 1, told.year()],
        (None, Some(told), Some(Direction::Next)) => vec![told.year(), told.year() + 1],
        (None, Some(told), _) => vec![told.year() - 1, told.year(), told.year() + 1],
    };
    let range = |year: i16| {
        let first = Date::new(year, month as i8 + 1, day.day.map_or(1, |day| day as i8)).ok()?;
        Some((first, if day.day.is_some() { first } else { first.last_of_month() }))
    };
    years.into_iter().filter_map(range).collect()
}

fn whole_year(year: i16) -> Option<(Date, Date)> {
    let first = Date::new(year, 1, 1).ok()?;
    Some((first, first.last_of_year()))
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

/// Reads the number of "two weeks ago".
fn count(word: &str) -> Option<i64> {
    const WORDS: [&str; 11] =
        ["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let named = || WORDS.iter().position(|number| *number == word).map(|at| (at as i64).max(1));
    word.parse().ok().filter(|number| (1..1_000).contains(number)).or_else(named)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    fn read(text: &str) -> Vec<String> {
        let told = Date::new(2019, 1, 14).ok(); // a Monday
        let days = days(text, &words::tokens(text), told);
        days.iter()
            .map(|(day, _)| {
                let ranges = day.ranges.iter().map(|(first, last)| match first == last {
                    true => first.to_string(),
                    false => format!("{first}..{last}"),
                });
                format!("{} = {}", day.span.of(text), ranges.collect::<Vec<_>>().join(" or "))
            })
            .collect()
    }

    #[test]
    fn times_are_resolved_against_the_day_of_the_report() {
        let text = "He left on Sunday, came back last Friday, and goes next week; in December 2017, in November, two \
            weeks ago, yesterday, on March 3, in 2016, earlier this year.";
        assert_eq!(
            read(text),
            [
                "Sunday = 2019-01-13 or 2019-01-20",
                "last Friday = 2019-01-11 or 2019-01-04",
                "next week = 2019-01-20..2019-01-28",
                "December 2017 = 2017-12-01..2017-12-31",
                "November = 2018-11-01..2018-11-30 or 2019-11-01..2019-11-30 or 2020-11-01..2020-11-30",
                "two weeks ago = 2018-12-27..2019-01-04",
                "yesterday = 2019-01-13",
                "March 3 = 2018-03-03 or 2019-03-03 or 2020-03-03",
                "2016 = 2016-01-01..2016-12-31",
                "this year = 2019-01-01..2019-12-31",
            ]
        );
    }

    #[test]
    fn what_cannot_be_one_time_clashes() {
        let told = Date::new(2019, 1, 14).ok();
        let day = |text: &str| days(text, &words::tokens(text), told)[0].0.clone();
        assert!(day("Sunday").agrees(&day("January 13")));
        assert!(day("Sunday").clashes(&day("January 12")));
        assert!(day("in December 2017").clashes(&day("earlier this year")));
        assert!(day("in 2018").agrees(&day("in November")));
        assert!(day("Sunday").clashes(&day("Monday")));
    }
}
