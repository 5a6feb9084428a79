/// The days of the week in English, from Monday, in small letters.
pub const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The months in English, in small letters.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Tells whether a word is the name of a day or a month, whatever its letter case.
pub fn is_month_or_day(word: &str) -> bool {
    WEEKDAYS.iter().chain(&MONTHS).any(|name| word.eq_ignore_ascii_case(name))
}
