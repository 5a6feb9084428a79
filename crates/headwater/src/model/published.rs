use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// When a report was published, as exactly as it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// Only the day is known.
    Day(Date),
    /// The time of day is known, but not where the clock stood.
    Local(DateTime),
    /// The moment is known, in the offset in which it was written.
    Moment {
        /// The moment.
        at: Timestamp,
        /// The offset from UTC in which it was written.
        offset: Offset,
    },
}

impl Published {
    /// Returns the earliest and the latest moment that the date allows, whatever the time zone.
    pub fn bounds(self) -> (Timestamp, Timestamp) {
        match self {
            Published::Moment { at, .. } => (at, at),
            Published::Local(at) => Self::anywhere(at, at),
            Published::Day(day) => {
                Self::anywhere(day.at(0, 0, 0, 0), day.at(23, 59, 59, 999_999_999))
            }
        }
    }

    /// Tells whether this was published before `other` beyond doubt.
    pub fn certainly_before(self, other: Published) -> bool {
        self.bounds().1 < other.bounds().0
    }

    /// Returns the calendar day, as written.
    pub fn day(self) -> Date {
        match self {
            Published::Day(day) => day,
            Published::Local(at) => at.date(),
            Published::Moment { at, offset } => offset.to_datetime(at).date(),
        }
    }

    /// Clocks on Earth stand between 12 hours behind and 14 hours ahead of UTC.
    fn anywhere(first: DateTime, last: DateTime) -> (Timestamp, Timestamp) {
        let utc = |at: DateTime| Offset::UTC.to_timestamp(at).unwrap_or(Timestamp::UNIX_EPOCH);
        let earliest = utc(first).checked_sub(14.hours()).unwrap_or(Timestamp::MIN);
        let latest = utc(last).checked_add(12.hours()).unwrap_or(Timestamp::MAX);
        (earliest, latest)
    }
}

impl FromStr for Published {
    type Err = NoDate;

    /// Reads what [`Published`] is written as.
    fn from_str(written: &str) -> Result<Self, NoDate> {
        let pieces = Pieces::parse(written).map_err(|_| NoDate(written.to_owned()))?;
        let day = pieces.date();
        Ok(match (pieces.time(), pieces.to_numeric_offset()) {
            (None, _) => Published::Day(day),
            (Some(time), None) => Published::Local(day.to_datetime(time)),
            (Some(time), Some(offset)) => {
                let at = offset.to_timestamp(day.to_datetime(time));
                Published::Moment { at: at.map_err(|_| NoDate(written.to_owned()))?, offset }
            }
        })
    }
}

/// A text that is no date in ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is no date")]
pub struct NoDate(String);

impl fmt::Display for Published {
    /// Writes ISO 8601: `2019-02-25`, `2019-02-25T18:30:00` or `2019-02-25T18:30:00+03:30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Published::Day(day) => write!(f, "{day}"),
            Published::Local(at) => write!(f, "{at}"),
            Published::Moment { at, offset } => write!(f, "{}", at.display_with_offset(*offset)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        for written in [
            "2019-02-25",
            "2019-02-25T18:30:00",
            "2019-02-25T18:30:00.25",
            "2019-02-25T18:30:00+03:30",
            "2019-02-25T18:30:00+00:00",
            "-000044-03-15",
        ] {
            let read: Published = written.parse().unwrap();
            assert_eq!(read.to_string(), written);
        }
        for written in ["", "yesterday", "2019-02-30", "18:30"] {
            assert_eq!(written.parse::<Published>(), Err(NoDate(written.to_owned())));
        }
    }
}
