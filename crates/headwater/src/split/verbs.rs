//! Tells verbs that say, and words that show a finite verb, without a parser.

/// Words that are finite verbs wherever they stand.
const FINITE: [&str; 40] = [
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may",
    "might", "must", "shall", "should", "did", "does", "do", "isn't", "aren't", "wasn't",
    "weren't", "hasn't", "haven't", "hadn't", "won't", "wouldn't", "can't", "couldn't", "didn't",
    "doesn't", "don't", "cannot", "came", "went", "took", "became", "began", "gave",
];

/// Past forms without "-ed" that are no participle of their own and common in news.
const IRREGULAR: [&str; 24] = [
    "got", "made", "met", "rose", "fell", "sent", "kept", "left", "lost", "won", "held", "led",
    "saw", "grew", "stood", "spoke", "struck", "drove", "broke", "chose", "knew", "ran", "sought",
    "thought",
];

/// Verbs that credit their subject with what they govern, in the forms that news uses.
const SAYING: [&str; 74] = [
    "said",
    "says",
    "say",
    "told",
    "tells",
    "added",
    "adds",
    "stated",
    "states",
    "announced",
    "announces",
    "reported",
    "reports",
    "claimed",
    "claims",
    "argued",
    "argues",
    "tweeted",
    "wrote",
    "writes",
    "stressed",
    "stresses",
    "warned",
    "warns",
    "noted",
    "notes",
    "insisted",
    "insists",
    "acknowledged",
    "acknowledges",
    "confirmed",
    "confirms",
    "denied",
    "denies",
    "explained",
    "explains",
    "affirmed",
    "affirms",
    "asserted",
    "asserts",
    "reiterated",
    "reiterates",
    "declared",
    "declares",
    "alleged",
    "alleges",
    "suggested",
    "suggests",
    "estimated",
    "estimates",
    "predicted",
    "predicts",
    "believed",
    "believes",
    "thinks",
    "concluded",
    "concludes",
    "indicated",
    "indicates",
    "emphasized",
    "emphasised",
    "urged",
    "urges",
    "vowed",
    "vows",
    "pledged",
    "complained",
    "conceded",
    "recalled",
    "testified",
    "asked",
    "asks",
    "replied",
    "hinted",
];

/// Tells whether a word is a form of a verb of saying.
pub(crate) fn is_saying(word: &str) -> bool {
    SAYING.contains(&word.to_lowercase().as_str())
}

/// Tells whether a word is the present participle of a verb of saying: "affirming", "writing".
pub(super) fn is_saying_participle(word: &str) -> bool {
    let word = word.to_lowercase();
    word.strip_suffix("ing").is_some_and(|stem| {
        ["ed", "s", "es"].iter().any(|form| is_saying(&format!("{stem}{form}")))
    })
}

/// Tells whether a word shows that its clause has a finite verb.
///
/// A form in "-ed" may be a participle; the caller looks at what follows it.
pub(crate) fn is_finite(word: &str) -> bool {
    let word = word.to_lowercase().replace('’', "'");
    FINITE.contains(&word.as_str())
        || IRREGULAR.contains(&word.as_str())
        || is_saying(&word)
        || is_past(&word)
}

/// Tells whether a word looks like a regular past form.
pub(crate) fn is_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") && word != "united"
}
