//! Reads numbers: figures and number words, with their bounds and units.

use std::ops::Range;

use crate::model::{Quantity, Span, Unit};
use crate::words::Token;

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const TENTHS: [&str; 8] = [
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
];
/// Parts of a whole in words, in hundredths.
const PARTS: [(&str, f64); 9] = [
    ("half", 50.0),
    ("third", 100.0 / 3.0),
    ("thirds", 100.0 / 3.0),
    ("quarter", 25.0),
    ("quarters", 25.0),
    ("fifth", 20.0),
    ("fifths", 20.0),
    ("tenth", 10.0),
    ("tenths", 10.0),
];
/// How far, in hundredths, a part of a whole reaches: "a third" is said of 32 and of 35 per cent.
const PART_SLACK: f64 = 2.0;
const SCALES: [(&str, f64); 6] = [
    ("dozen", 12.0),
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
];
/// What event coders take "dozens" and the like to mean, generously.
const VAGUE: [(&str, (f64, f64)); 7] = [
    ("dozens", (12.0, 200.0)),
    ("scores", (20.0, 400.0)),
    ("hundreds", (100.0, 5_000.0)),
    ("thousands", (1_000.0, 50_000.0)),
    ("millions", (1e6, 1e8)),
    ("billions", (1e9, 1e11)),
    ("several", (3.0, 12.0)),
];

/// How far "about 100" reaches to either side.
const ABOUT: f64 = 0.05;
/// How far "more than 100" or "nearly 100" reaches. "More than 100" is said of 140, hardly of 200.
const BEYOND: f64 = 0.5;

/// A number as it is read, before it is made a quantity.
struct Number {
    /// The tokens that give the number itself.
    at: Range<usize>,
    range: (f64, f64),
    unit: Unit,
    /// The token after it and its unit: what it counts begins there.
    next: usize,
}

/// Finds the numbers among the words of a statement, dates left out.
pub(super) fn quantities(text: &str, tokens: &[Token]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match read(text, tokens, at) {
            Some(number) => {
                at = number.at.end;
                found.push(quantity(text, tokens, &number));
            }
            None => at += 1,
        }
    }
    found
}

/// Reads the number that begins at a token.
fn read(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let word = tokens[at].word.as_str();
    if let Some(number) = part(tokens, at) {
        return Some(number);
    }
    if let Some((range, next)) = vague(tokens, at) {
        return Some(Number { at: at..next, range, unit: Unit::Count, next });
    }
    if let Some(place) = ordinal(word) {
        return Some(Number {
            at: at..at + 1,
            range: (place, place),
            unit: Unit::Ordinal,
            next: at + 1,
        });
    }
    let first = single(text, tokens, at)?;
    Some(match second_of_range(text, tokens, &first) {
        Some((second, factor)) => Number {
            at: at..second.at.end,
            range: (first.range.0 * factor, second.range.1),
            unit: second.unit,
            next: second.next,
        },
        None => first,
    })
}

/// Reads a number that is no range, with its bounds and its unit.
fn single(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let (value, step, end) = cardinal(tokens, at)?;
    let measured = unit(text, tokens, at, end);
    let range = bounded(tokens, at, value, step);
    let range = (range.0 * measured.factor, range.1 * measured.factor);
    let slack = measured.slack;
    Some(Number {
        at: at..end,
        range: (range.0 * (1.0 - slack), range.1 * (1.0 + slack)),
        unit: measured.unit,
        next: measured.next,
    })
}

/// Reads the greater end, and what the lesser is multiplied by, of "40 to 45 percent", "between 3 and 5", "10-12". "From 3 to 5" is a change, "5-4" a score.
fn second_of_range(text: &str, tokens: &[Token], first: &Number) -> Option<(Number, f64)> {
    let before = first.at.start.checked_sub(1).map_or("", |at| tokens[at].word.as_str());
    let link = tokens.get(first.next).map_or("", |token| token.word.as_str());
    let linked = match link {
        "to" => before != "from",
        "and" => before == "between",
        "or" => true,
        _ => false,
    };
    let dashed = || {
        let next = tokens.get(first.at.end)?;
        let between = &text[tokens[first.at.end - 1].span.end()..next.span.start()];
        matches!(between, "-" | "–").then_some(first.at.end)
    };
    let at = if linked { first.next + 1 } else { dashed()? };
    let second = tokens.get(at).and_then(|_| single(text, tokens, at))?;
    // "5 to 6 miles": what the second is turned by, the first is too. "2 to 3 million" leaves the scale to the second,
    // which then bounds the first from above and no more.
    let fits = first.unit == second.unit || first.unit == Unit::Count;
    let measured = unit(text, tokens, second.at.start, second.at.end);
    let factor =
        if first.unit == second.unit { 1.0 } else { measured.factor * (1.0 - measured.slack) };
    (fits && first.range.0 * factor < second.range.1).then_some((second, factor))
}

/// Reads "half of", "a third of", "two-thirds", "three quarters", as hundredths. "Half a million" is a count.
fn part(tokens: &[Token], at: usize) -> Option<Number> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let named = |at: usize| PARTS.iter().find(|(part, _)| *part == word(at)).map(|(_, size)| *size);
    let (times, place) = match word(at) {
        "a" | "one" => (1.0, at + 1),
        "half" => (1.0, at),
        times => match SMALL.iter().position(|small| *small == times) {
            Some(times) if word(at + 1).ends_with('s') => (times as f64, at + 1),
            _ => return None,
        },
    };
    let size = named(place)?;
    let is_of_whole = matches!(word(place + 1), "of" | "the" | "its" | "their" | "all")
        || word(place).ends_with('s');
    let share = times * size;
    (is_of_whole && share <= 100.0).then(|| Number {
        at: at..place + 1,
        range: (share - PART_SLACK, share + PART_SLACK),
        unit: Unit::Percent,
        next: place + 1,
    })
}

/// Reads "dozens", "hundreds", and "tens of thousands".
fn vague(tokens: &[Token], at: usize) -> Option<((f64, f64), usize)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let many =
        |at: usize| VAGUE.iter().find(|(vague, _)| *vague == word(at)).map(|(_, range)| *range);
    let scale_of = |at: usize| scale(word(at).strip_suffix('s')?).filter(|scale| *scale >= 1e3);
    let times = match word(at) {
        "tens" => (10.0, 100.0),
        "hundreds" => (100.0, 1_000.0),
        _ => return Some((many(at)?, at + 1)),
    };
    match scale_of(at + 2).filter(|_| word(at + 1) == "of") {
        Some(scale) => Some(((times.0 * scale, times.1 * scale), at + 3)),
        None => Some((many(at)?, at + 1)),
    }
}

fn quantity(text: &str, tokens: &[Token], number: &Number) -> Quantity {
    let mut span = tokens[number.at.start].span.join(tokens[number.at.end - 1].span);
    if let Unit::Money(_) = number.unit
        && let Some(sign) = text[..span.start()].chars().next_back()
        && currency_of_sign(sign).is_some()
    {
        span = Span::new(span.start() - sign.len_utf8(), span.end());
    }
    let of = tokens[number.next.min(tokens.len())..].iter().take(3).map(|token| token.stem.clone());
    Quantity { span, range: number.range, unit: number.unit, of: of.collect() }
}

/// Reads "1,500", "4.4 million", "two dozen", "a hundred", "twenty-five": the value, the step of its last
/// digit, and the token after it. Not "one" alone, which counts nothing.
fn cardinal(tokens: &[Token], at: usize) -> Option<(f64, f64, usize)> {
    let (mut value, mut step, mut next) = figure(tokens, at)?;
    let mut scaled = false;
    while let Some(factor) = tokens.get(next).and_then(|token| scale(&token.word)) {
        (value, step) = (value * factor, step * factor);
        next += 1;
        scaled = true;
    }
    let is_time_of_day =
        tokens.get(next).is_some_and(|token| TIMES_OF_DAY.contains(&token.word.as_str()));
    let counts_nothing =
        is_time_of_day || (matches!(tokens[at].word.as_str(), "one" | "a" | "an") && !scaled);
    (!counts_nothing).then_some((value, step, next))
}

/// What stands behind a time of the day.
const TIMES_OF_DAY: [&str; 7] = ["am", "pm", "a.m", "p.m", "gmt", "o'clock", "local"];

/// Reads a figure or a number word below a hundred.
fn figure(tokens: &[Token], at: usize) -> Option<(f64, f64, usize)> {
    let word = tokens[at].word.as_str();
    if word == "half" && tokens.get(at + 1).is_some_and(|token| token.word == "a") {
        let scaled = tokens.get(at + 2).is_some_and(|token| scale(&token.word).is_some());
        return scaled.then_some((0.5, 0.1, at + 2));
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let factor = match &word[digits.len()..] {
            "" => 1.0,
            "k" => 1e3,
            "m" => 1e6,
            "b" | "bn" => 1e9,
            _ => return None,
        };
        let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let step = (0..decimals).fold(factor, |step, _| step / 10.0);
        return Some((digits.parse::<f64>().ok()? * factor, step, at + 1));
    }
    if matches!(word, "a" | "an") {
        return tokens.get(at + 1).and_then(|token| scale(&token.word)).map(|_| (1.0, 0.0, at + 1));
    }
    if let Some(value) = SMALL.iter().position(|small| *small == word) {
        return Some((value as f64, 0.0, at + 1));
    }
    let tens = TENS.iter().position(|tens| *tens == word)? as f64 * 10.0 + 20.0;
    let ones = tokens.get(at + 1).and_then(|t| SMALL[1..10].iter().position(|s| *s == t.word));
    Some(ones.map_or((tens, 0.0, at + 1), |ones| (tens + ones as f64 + 1.0, 0.0, at + 2)))
}

fn scale(word: &str) -> Option<f64> {
    SCALES.iter().find(|(scale, _)| *scale == word).map(|(_, factor)| *factor)
}

fn ordinal(word: &str) -> Option<f64> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
    if let Some(place) = digits.and_then(|digits| digits.parse::<u32>().ok()) {
        return Some(f64::from(place));
    }
    let place = |list: &[&str]| list.iter().position(|ordinal| *ordinal == word);
    place(&ORDINALS)
        .map(|place| place as f64 + 1.0)
        .or_else(|| place(&TENTHS).map(|place| place as f64 * 10.0 + 20.0))
}

/// Widens a value by half its last digit's step, and by the words before it.
fn bounded(tokens: &[Token], at: usize, value: f64, step: f64) -> (f64, f64) {
    let slack = if step > 1.0 || value.fract() != 0.0 { step / 2.0 } else { 0.0 };
    let (low, high) = (value - slack, value + slack);
    let stand_before = |words: &str| {
        let mut before = tokens[..at].iter().rev().map(|token| token.word.as_str());
        words.rsplit(' ').all(|word| before.next() == Some(word))
    };
    match BOUNDS.iter().find(|(words, _)| stand_before(words)) {
        Some((_, Bound::Below)) => (low, high * (1.0 + BEYOND)),
        Some((_, Bound::Above)) => (low * (1.0 - BEYOND), high),
        Some((_, Bound::Around)) => (low * (1.0 - ABOUT), high * (1.0 + ABOUT)),
        None => (low, high),
    }
}

/// On which side of what is meant a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// Below it: "more than 100".
    Below,
    /// Above it: "nearly 100".
    Above,
    /// On either: "about 100".
    Around,
}

/// The words before a number that bound it.
pub(crate) const BOUNDS: [(&str, Bound); 23] = [
    ("more than", Bound::Below),
    ("greater than", Bound::Below),
    ("higher than", Bound::Below),
    ("over", Bound::Below),
    ("above", Bound::Below),
    ("exceeding", Bound::Below),
    ("at least", Bound::Below),
    ("less than", Bound::Above),
    ("fewer than", Bound::Above),
    ("lower than", Bound::Above),
    ("under", Bound::Above),
    ("below", Bound::Above),
    ("nearly", Bound::Above),
    ("almost", Bound::Above),
    ("up to", Bound::Above),
    ("at most", Bound::Above),
    ("about", Bound::Around),
    ("around", Bound::Around),
    ("roughly", Bound::Around),
    ("approximately", Bound::Around),
    ("some", Bound::Around),
    ("estimated", Bound::Around),
    ("circa", Bound::Around),
];

/// A unit, with what a number of it is multiplied by and how far rounding makes it reach.
struct Measured {
    unit: Unit,
    factor: f64,
    slack: f64,
    next: usize,
}

/// Units that others are turned into, by the stems of their names, with the factor. What is turned is mostly rounded:
/// "5 miles (8 kilometers)".
const MEASURES: [(&str, Unit, f64); 25] = [
    ("mile", Unit::Length, 1_609.344),
    ("kilomet", Unit::Length, 1_000.0),
    ("kilometr", Unit::Length, 1_000.0),
    ("km", Unit::Length, 1_000.0),
    ("metr", Unit::Length, 1.0),
    ("meter", Unit::Length, 1.0),
    ("feet", Unit::Length, 0.3048),
    ("foot", Unit::Length, 0.3048),
    ("yard", Unit::Length, 0.9144),
    ("acr", Unit::Area, 4_046.856),
    ("hectar", Unit::Area, 10_000.0),
    ("tonn", Unit::Mass, 1_000.0),
    ("ton", Unit::Mass, 1_000.0),
    ("kilogram", Unit::Mass, 1.0),
    ("kg", Unit::Mass, 1.0),
    ("kilo", Unit::Mass, 1.0),
    ("pound", Unit::Mass, 0.4536),
    ("minut", Unit::Duration, 1.0 / 1_440.0),
    ("hour", Unit::Duration, 1.0 / 24.0),
    ("day", Unit::Duration, 1.0),
    ("week", Unit::Duration, 7.0),
    ("month", Unit::Duration, 30.4),
    ("year", Unit::Duration, 365.25),
    ("decad", Unit::Duration, 3_652.5),
    ("centuri", Unit::Duration, 36_525.0),
];
/// How far a measure that was perhaps turned from another reaches.
pub(crate) const TURNED: f64 = 0.06;

const CURRENCIES: [(&str, &str); 11] = [
    ("dollar", "dollar"),
    ("euro", "euro"),
    ("yen", "yen"),
    ("yuan", "yuan"),
    ("rubl", "rouble"),
    ("roubl", "rouble"),
    ("rupe", "rupee"),
    ("rupee", "rupee"),
    ("franc", "franc"),
    ("crown", "crown"),
    ("peso", "peso"),
];

/// Reads the unit of a number: a sign or a word beside it. Pounds are money where the sign says so.
fn unit(text: &str, tokens: &[Token], at: usize, next: usize) -> Measured {
    let sign_before = text[..tokens[at].span.start()].chars().next_back();
    let sign_after = text[tokens[next - 1].span.end()..].chars().next();
    let after = tokens.get(next).map_or("", |token| token.stem.as_str());
    let plain = |unit, next| Measured { unit, factor: 1.0, slack: 0.0, next };
    if let Some(currency) = sign_before.and_then(currency_of_sign) {
        return plain(Unit::Money(currency), next);
    }
    if sign_after == Some('%') {
        return plain(Unit::Percent, next);
    }
    let is_percent = matches!(after, "percent" | "percentag")
        || (after == "per" && tokens.get(next + 1).is_some_and(|token| token.word == "cent"));
    if is_percent {
        return plain(Unit::Percent, next + if after == "per" { 2 } else { 1 });
    }
    if let Some((_, currency)) = CURRENCIES.iter().find(|(word, _)| *word == after) {
        return plain(Unit::Money(currency), next + 1);
    }
    let measure = MEASURES.iter().find(|(name, ..)| *name == after);
    measure.map_or_else(
        || plain(Unit::Count, next),
        |&(_, unit, factor)| Measured { unit, factor, slack: TURNED, next: next + 1 },
    )
}

fn currency_of_sign(sign: char) -> Option<&'static str> {
    match sign {
        '$' => Some("dollar"),
        '€' => Some("euro"),
        '£' => Some("pound"),
        '¥' => Some("yen"),
        _ => None,
    }
}
