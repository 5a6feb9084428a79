//! Reads dates as they are found in the wild.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use regex::{Captures, Regex};

use crate::model::Published;

/// Reads a date, with its time and offset if it has them; `None` if it names no single day.
///
/// A day and a month in figures are read as the United States write them ("4/21/18") where both
/// readings are possible; with full stops ("21.4.2018") the day comes first. A zone whose offset
/// changes over the year ("ET") gives a local time.
pub(super) fn parse(written: &str) -> Option<Published> {
    let written = written.trim();
    if let Some(moment) = epoch(written) {
        return Some(moment);
    }
    let forms = [year_first, in_figures, with_named_month];
    let (day, rest) = forms.iter().find_map(|form| form(written))?;
    Some(match time(&rest) {
        Some((time, offset)) => placed(day.to_datetime(time), offset),
        None => Published::Day(day),
    })
}

/// Reads a line that is nothing but a date of publication ("Published: Nov. 19, 2019, 8:38 a.m.").
pub(super) fn parse_line(line: &str) -> Option<Published> {
    static LINE: LazyLock<Regex> = pattern!(
        r"(?ix)^(?:(?:first\s+)?(?:published|posted|on)(?:\s+on|\s+at)?:?\s+)?
          (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+)?
          (?:[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?,?\s+\d{4}
            |\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})
          (?:(?:,|\s|-|at|\|)*\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*\(?[a-z]{0,4}\)?)?$"
    );
    LINE.is_match(line).then(|| parse(line)).flatten()
}

/// Finds the day that an address names in its path ("/2019/11/18/").
pub(super) fn in_address(address: &str) -> Option<Published> {
    static PATH: LazyLock<Regex> = pattern!(
        r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2}|[a-z]{3})[/-](?P<day>\d{1,2})(?:[/-]|$)"
    );
    let found = PATH.captures(address)?;
    let month = number(&found, "month").or_else(|| month(&found["month"]))?;
    day(number(&found, "year")?, month, number(&found, "day")?).map(Published::Day)
}

/// The earliest year that is taken for one: fillers such as "0001-01-01" are no dates.
const FIRST_YEAR: i16 = 1700;

/// Seconds or milliseconds since 1970, in ten or thirteen figures: the years 2001 to 2286.
fn epoch(written: &str) -> Option<Published> {
    if !written.bytes().all(|byte| byte.is_ascii_digit()) || ![10, 13].contains(&written.len()) {
        return None;
    }
    let at = Timestamp::from_second(written[..10].parse().ok()?).ok()?;
    Some(Published::Moment { at, offset: Offset::UTC })
}

/// "2018-04-21", "2018/4/21" or "20180421", and what follows it.
fn year_first(written: &str) -> Option<(Date, String)> {
    static PARTED: LazyLock<Regex> =
        pattern!(r"(?:^|\D)(?P<year>\d{4})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?:\D|$)");
    static COMPACT: LazyLock<Regex> =
        pattern!(r"^(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:\D|$)");
    let found = PARTED.captures(written).or_else(|| COMPACT.captures(written))?;
    let date = found.name("day")?;
    let day = day(number(&found, "year")?, number(&found, "month")?, number(&found, "day")?)?;
    Some((day, written[date.end()..].to_owned()))
}

/// "4/21/18", "21.4.2018", and what follows it.
fn in_figures(written: &str) -> Option<(Date, String)> {
    static FIGURES: LazyLock<Regex> = pattern!(
        r"(?:^|\D)(?P<a>\d\d?)(?P<mark>[-/.])(?P<b>\d\d?)[-/.](?P<year>\d{4}|\d\d)(?:\D|$)"
    );
    let found = FIGURES.captures(written)?;
    let (first, second) = (number(&found, "a")?, number(&found, "b")?);
    let day_first = first > 12 || &found["mark"] == ".";
    let (month, date) = if day_first { (second, first) } else { (first, second) };
    let year = found.name("year")?;
    Some((day(full_year(year.as_str())?, month, date)?, written[year.end()..].to_owned()))
}

/// "June 20, 2007", "20 June 2007", "Wed Jun 20 17:04:00 UTC 2007", and all but the day.
fn with_named_month(written: &str) -> Option<(Date, String)> {
    static DAY_FIRST: LazyLock<Regex> = pattern!(
        r"(?ix)\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s\-/]+(?P<month>[a-z]{3})[a-z]*\.?
          ,?[\s\-/]+(?P<between>)(?P<year>\d{4}|\d\d)\b"
    );
    static MONTH_FIRST: LazyLock<Regex> = pattern!(
        r"(?ix)\b(?P<month>[a-z]{3})[a-z]*\.?[\s\-/]+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b[,\s\-/]*
          (?P<between>(?:\d{1,2}:\d\d(?::\d\d)?\s+(?:[a-z]{2,4}\s+)?)?)(?P<year>\d{4})\b"
    );
    [&DAY_FIRST, &MONTH_FIRST].iter().find_map(|form| {
        form.captures_iter(written).find_map(|found| {
            let month = month(&found["month"])?;
            let day = day(full_year(&found["year"])?, month, number(&found, "day")?)?;
            let whole = found.get(0)?;
            let (before, after) = (&written[..whole.start()], &written[whole.end()..]);
            Some((day, format!("{before} {} {after}", &found["between"])))
        })
    })
}

/// Two figures of a year stand for 1970 to 2069.
fn full_year(figures: &str) -> Option<i16> {
    let year = figures.parse().ok()?;
    Some(match (figures.len(), year) {
        (2, 70..) => 1900 + year,
        (2, _) => 2000 + year,
        _ => year,
    })
}

fn month(name: &str) -> Option<i16> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    (1..).zip(MONTHS).find(|(_, month)| name.eq_ignore_ascii_case(month)).map(|(number, _)| number)
}

fn day(year: i16, month: i16, date: i16) -> Option<Date> {
    let (month, date) = (i8::try_from(month).ok()?, i8::try_from(date).ok()?);
    Date::new(year, month, date).ok().filter(|_| year >= FIRST_YEAR)
}

/// A time of day, and its offset from UTC if that is certain.
fn time(written: &str) -> Option<(Time, Option<Offset>)> {
    static TIME: LazyLock<Regex> = pattern!(
        r"(?ix)(?:^|[^\d:])(?P<hour>\d{1,2})
          (?:[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?(?:[.,]\d+)?\s*(?P<half>[ap]\.?m\b\.?)?
            |\s*(?P<bare>[ap]\.?m\b\.?))
          \s*\(?(?P<zone>Z\b|(?:GMT|UTC)?[+\-]\d{1,2}:?(?:\d\d)?|[A-Z]{2,4}\b)?"
    );
    let found = TIME.captures(written)?;
    let half = found.name("half").or_else(|| found.name("bare"));
    let hour = match (number(&found, "hour")?, half.map(|half| half.as_str().to_lowercase())) {
        (12, Some(half)) if half.starts_with('a') => 0,
        (hour @ 1..=11, Some(half)) if half.starts_with('p') => hour + 12,
        (hour, _) => hour,
    };
    let minute = number(&found, "minute").unwrap_or(0);
    let second = number(&found, "second").unwrap_or(0);
    let narrow = |n: i16| i8::try_from(n).ok();
    let time = Time::new(narrow(hour)?, narrow(minute)?, narrow(second)?, 0).ok()?;
    Some((time, found.name("zone").and_then(|zone| offset(zone.as_str()))))
}

/// The offset that a zone stands for, if it is the same all year.
fn offset(zone: &str) -> Option<Offset> {
    const HOURS: [(&str, i8); 18] = [
        ("Z", 0),
        ("UTC", 0),
        ("GMT", 0),
        ("BST", 1),
        ("CET", 1),
        ("CEST", 2),
        ("EET", 2),
        ("EEST", 3),
        ("MSK", 3),
        ("SGT", 8),
        ("HKT", 8),
        ("JST", 9),
        ("EST", -5),
        ("EDT", -4),
        ("CDT", -5),
        ("MST", -7),
        ("PST", -8),
        ("PDT", -7),
    ];
    let zone = zone.to_uppercase();
    if let Some((_, hours)) = HOURS.iter().find(|(name, _)| *name == zone) {
        return Offset::from_hours(*hours).ok();
    }
    let (sign, figures) = match zone.find(['+', '-']) {
        Some(at) if zone.as_bytes()[at] == b'-' => (-1, &zone[at + 1..]),
        Some(at) => (1, &zone[at + 1..]),
        None => return None,
    };
    let figures = figures.replace(':', "");
    let (hours, minutes) = figures.split_at(figures.len().min(2));
    let minutes: i32 = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
    Offset::from_seconds(sign * (hours.parse::<i32>().ok()? * 3600 + minutes * 60)).ok()
}

fn placed(local: DateTime, offset: Option<Offset>) -> Published {
    let moment = offset.and_then(|offset| Some((offset.to_timestamp(local).ok()?, offset)));
    moment.map_or(Published::Local(local), |(at, offset)| Published::Moment { at, offset })
}

fn number(found: &Captures<'_>, name: &str) -> Option<i16> {
    found.name(name)?.as_str().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(published: Option<Published>) -> String {
        published.map_or_else(|| "-".into(), |published| published.to_string())
    }

    #[test]
    fn dates_of_the_wild() {
        for (written, read) in [
            ("4/21/18", "2018-04-21"),
            ("21/4/2018", "2018-04-21"),
            ("03/04/2019", "2019-03-04"),
            ("21.4.2018", "2018-04-21"),
            ("1.2.99", "1999-02-01"),
            ("2019-02-25", "2019-02-25"),
            ("2019/2/25", "2019-02-25"),
            ("20190225", "2019-02-25"),
            ("20190225T183000Z", "2019-02-25"),
            ("2019-02-25T18:30:00Z", "2019-02-25T18:30:00+00:00"),
            ("2019-02-25T18:30:00.000+0330", "2019-02-25T18:30:00+03:30"),
            ("2019-02-25 18:30:00 -05:00", "2019-02-25T18:30:00-05:00"),
            ("2019-02-25 18:30", "2019-02-25T18:30:00"),
            ("Mon, 25 Feb 2019 18:30:00 GMT", "2019-02-25T18:30:00+00:00"),
            ("Mon, 25 Feb 2019 18:30:00 -0500", "2019-02-25T18:30:00-05:00"),
            ("Mon Feb 25 18:30:00 UTC 2019", "2019-02-25T18:30:00+00:00"),
            ("Mon Feb 25 2019 18:30:00 GMT+0330 (IRST)", "2019-02-25T18:30:00+03:30"),
            ("June 20, 2007 at 5:04 pm ET", "2007-06-20T17:04:00"),
            ("5:04 p.m. EDT, June 20, 2007", "2007-06-20T17:04:00-04:00"),
            ("Published: Tuesday, November 19, 2019 08:38 AM", "2019-11-19T08:38:00"),
            ("Nov. 19th, 2019", "2019-11-19"),
            ("19th of November, 2019", "2019-11-19"),
            ("19-Nov-19", "2019-11-19"),
            ("12 a.m. 1 May 2020", "2020-05-01T00:00:00"),
            ("1574121600", "2019-11-19T00:00:00+00:00"),
            ("1574121600000", "2019-11-19T00:00:00+00:00"),
            ("0001-01-01T00:00:00Z", "-"),
            ("2019-02-30", "-"),
            ("June 2007", "-"),
            ("yesterday", "-"),
            ("", "-"),
        ] {
            assert_eq!(shown(parse(written)), read, "{written:?}");
        }
    }

    #[test]
    fn days_in_addresses() {
        for (address, read) in [
            ("https://news.example/2019/11/18/mayor-resigns/", "2019-11-18"),
            ("https://news.example/2019/nov/18/mayor-resigns", "2019-11-18"),
            ("https://news.example/2019-11-18/mayor", "2019-11-18"),
            ("https://news.example/2019/11/mayor-resigns", "-"),
            ("https://news.example/id/20191118345", "-"),
        ] {
            assert_eq!(shown(in_address(address)), read, "{address}");
        }
    }

    #[test]
    fn lines_that_are_dates() {
        for (line, read) in [
            ("Published: Nov. 19, 2019, 8:38 a.m.", "2019-11-19T08:38:00"),
            ("Tuesday 19 November 2019", "2019-11-19"),
            ("Updated Nov. 20, 2019", "-"),
            ("On Nov. 19, 2019, the mayor resigned.", "-"),
        ] {
            assert_eq!(shown(parse_line(line)), read, "{line}");
        }
    }

    proptest! {
        #[test]
        fn any_string_is_read_without_panic(written in "\\PC{0,40}", figures in "[0-9:/ apm+-]{0,24}") {
            parse(&written);
            parse(&figures);
            parse_line(&written);
            in_address(&written);
        }

        #[test]
        fn a_date_written_out_reads_back(year in 1900i16..2100, month in 1i8..=12, date in 1i8..=28) {
            let day = Date::new(year, month, date).unwrap();
            prop_assert_eq!(parse(&day.to_string()), Some(Published::Day(day)));
        }
    }
}
