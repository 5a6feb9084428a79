use crate::model::Span;
use crate::words::Token;

/// A number that a statement gives.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// Where it stands, with what bounds it and its unit.
    pub(super) span: Span,
    /// The least and the greatest that it can mean.
    pub(super) range: (f64, f64),
    /// What it counts by.
    pub(super) unit: Unit,
    /// The stems of the words that follow: what it counts.
    pub(super) of: Vec<String>,
}

/// What a number counts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// Things.
    Count,
    /// Money, of any currency.
    Money,
    /// Hundredths.
    Percent,
    /// A place in a row: "40th".
    Ordinal,
}

impl Quantity {
    /// Returns what the number tells, from 0 to 1: "two" little, "22" some, "5,506,500" or "4.4%" much.
    pub(super) fn weight(&self) -> f32 {
        match (self.unit, self.range.1) {
            (Unit::Ordinal | Unit::Count, most) if most <= 12.0 => 0.2,
            (Unit::Ordinal | Unit::Count, most) if most < 100.0 => 0.4,
            _ => 0.7,
        }
    }

    /// Tells whether both can mean the same number of the same unit.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.unit == other.unit && self.range.0 <= other.range.1 && other.range.0 <= self.range.1
    }
}

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

/// Finds the numbers among the words of a statement, dates left out.
pub(super) fn quantities(text: &str, tokens: &[Token]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match read(text, tokens, at) {
            Some((quantity, next)) => {
                found.push(quantity);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// Reads the number that begins at a token, and tells where the next may begin.
fn read(text: &str, tokens: &[Token], at: usize) -> Option<(Quantity, usize)> {
    let word = tokens[at].word.as_str();
    if let Some((_, range)) = VAGUE.iter().find(|(vague, _)| *vague == word) {
        let quantity = quantity(text, tokens, at..at + 1, *range, Unit::Count);
        return Some((quantity, at + 1));
    }
    if let Some(place) = ordinal(word) {
        return Some((quantity(text, tokens, at..at + 1, (place, place), Unit::Ordinal), at + 1));
    }
    let (value, step, next) = cardinal(tokens, at)?;
    let range = bounded(tokens, at, value, step);
    Some((quantity(text, tokens, at..next, range, unit(text, tokens, at, next)), next))
}

fn quantity(
    text: &str,
    tokens: &[Token],
    at: std::ops::Range<usize>,
    range: (f64, f64),
    unit: Unit,
) -> Quantity {
    let mut span = tokens[at.start].span.join(tokens[at.end - 1].span);
    if unit == Unit::Money
        && let Some(sign) = text[..span.start()].chars().next_back()
    {
        span = Span::new(
            span.start() - if is_currency(sign) { sign.len_utf8() } else { 0 },
            span.end(),
        );
    }
    let of = tokens[at.end..].iter().take(3).map(|token| token.stem.clone()).collect();
    Quantity { span, range, unit, of }
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
    let counts_nothing = matches!(tokens[at].word.as_str(), "one" | "a" | "an") && !scaled;
    (!counts_nothing).then_some((value, step, next))
}

/// Reads a figure or a number word below a hundred.
fn figure(tokens: &[Token], at: usize) -> Option<(f64, f64, usize)> {
    let word = tokens[at].word.as_str();
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
    let before = |back: usize| at.checked_sub(back).map_or("", |at| tokens[at].word.as_str());
    let slack = if step > 1.0 || value.fract() != 0.0 { step / 2.0 } else { 0.0 };
    let (low, high) = (value - slack, value + slack);
    match (before(2), before(1)) {
        ("more" | "greater" | "higher", "than")
        | (_, "over" | "above" | "exceeding")
        | ("at", "least") => (low, high * (1.0 + BEYOND)),
        ("less" | "fewer" | "lower", "than")
        | (_, "under" | "below" | "nearly" | "almost")
        | ("up", "to")
        | ("at", "most") => (low * (1.0 - BEYOND), high),
        (_, "about" | "around" | "roughly" | "approximately" | "some" | "estimated" | "circa") => {
            (low * (1.0 - ABOUT), high * (1.0 + ABOUT))
        }
        _ => (low, high),
    }
}

fn unit(text: &str, tokens: &[Token], at: usize, next: usize) -> Unit {
    let sign_before = text[..tokens[at].span.start()].chars().next_back();
    let sign_after = text[tokens[next - 1].span.end()..].chars().next();
    let after = tokens.get(next).map_or("", |token| token.stem.as_str());
    if sign_before.is_some_and(is_currency) || matches!(after, "dollar" | "euro" | "pound" | "yen")
    {
        Unit::Money
    } else if sign_after == Some('%') || matches!(after, "percent" | "per") {
        Unit::Percent
    } else {
        Unit::Count
    }
}

fn is_currency(sign: char) -> bool {
    matches!(sign, '$' | '€' | '£' | '¥')
}
