use jiff::civil::Date;

use super::Span;

/// What a statement asserts, read into typed slots: evidence, read off the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slots {
    /// What is done, in the order of the text.
    pub acts: Vec<Act>,
    /// The names, in the order of the text.
    pub names: Vec<Name>,
    /// The numbers, in the order of the text.
    pub quantities: Vec<Quantity>,
    /// The days, in the order of the text.
    pub days: Vec<Day>,
    /// The word that denies, of "not" and its like and of "denied that", if their number is odd.
    pub denial: Option<Span>,
}

/// Something that somebody does, as the grammar shows it: "The court fined the brewery".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    /// The word that tells what is done: "fined"; of "is ready" the second.
    pub predicate: Span,
    /// Who does it: "court".
    pub agent: Option<Span>,
    /// Whom or what it is done to: "brewery".
    pub patient: Option<Span>,
}

/// A name that a statement has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// Of what it is.
    pub kind: NameKind,
}

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A company, ministry, court, group.
    Body,
    /// A country, town, region, building.
    Place,
    /// A people, faith or party: "Syrian", "Democrats".
    People,
    /// Something else: an event, a law, a work.
    Other,
}

/// A number that a statement gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands, with the sign of its currency.
    pub span: Span,
    /// The least and the greatest that it can mean, in its unit: "more than 100" is 100 to 150.
    pub range: (f64, f64),
    /// What it counts by.
    pub unit: Unit,
    /// The stems of the three words that follow, the nearest first: what it counts.
    pub of: Vec<String>,
}

/// What a number counts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Things.
    Count,
    /// Money, of the currency of this name; "$" is the dollar of any country.
    Money(&'static str),
    /// Hundredths: per cents, and parts of a whole ("a third").
    Percent,
    /// A place in a row: "40th".
    Ordinal,
    /// Metres, into which miles and their like are turned.
    Length,
    /// Square metres.
    Area,
    /// Kilograms.
    Mass,
    /// Days, of a stretch of time or an age.
    Duration,
}

impl Quantity {
    /// Tells whether both can mean the same number of the same unit.
    pub fn agrees(&self, other: &Self) -> bool {
        self.unit == other.unit && self.range.0 <= other.range.1 && other.range.0 <= self.range.1
    }
}

/// A day or a longer time, or what a statement says of it; parts that it leaves open are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Where it stands.
    pub span: Span,
    /// The day of the week, from 0 for Monday.
    pub weekday: Option<u8>,
    /// The month, from 0 for January.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
    /// The year.
    pub year: Option<u16>,
    /// The first and the last day that it can mean, resolved against the day of the report; several where that
    /// leaves open which is meant ("Monday" may be the last or the next), none where the report has no date.
    pub ranges: Vec<(Date, Date)>,
}

impl Day {
    /// Tells whether the two can mean the same time: where both are resolved by their days, else by the parts that
    /// both give.
    pub fn agrees(&self, other: &Self) -> bool {
        if self.clashes(other) {
            return false;
        }
        let resolved = !self.ranges.is_empty() && !other.ranges.is_empty();
        resolved || self.parts(other).any(|same| same)
    }

    /// Tells whether the two say the same in what both say, whatever day they are resolved against.
    pub fn reads_alike(&self, other: &Self) -> bool {
        let mut same = self.parts(other).peekable();
        same.peek().is_some() && same.all(|same| same)
    }

    /// Tells whether the two cannot mean the same time.
    pub fn clashes(&self, other: &Self) -> bool {
        if self.parts(other).any(|same| !same) {
            return true;
        }
        let overlap = |a: &(Date, Date), b: &(Date, Date)| a.0 <= b.1 && b.0 <= a.1;
        !self.ranges.is_empty()
            && !other.ranges.is_empty()
            && !self.ranges.iter().any(|a| other.ranges.iter().any(|b| overlap(a, b)))
    }

    /// Compares the parts that both give.
    fn parts(&self, other: &Self) -> impl Iterator<Item = bool> {
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
