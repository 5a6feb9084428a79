//! Word lists by which names and descriptions are told apart.

/// Tells whether a word begins sentences rather than names.
pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.contains(&word.to_lowercase().as_str())
}

/// Tells whether a word names a kind of body.
pub(super) fn is_body_word(word: &str) -> bool {
    let word = word.to_lowercase();
    BODIES.contains(&word.strip_suffix('s').unwrap_or(&word)) || BODIES.contains(&word.as_str())
}

/// Tells whether a word shows a place or an event and not a person.
pub(super) fn is_place_word(word: &str) -> bool {
    PLACES.contains(&word.to_lowercase().as_str())
}

/// Tells whether a word names a document that says things.
pub(super) fn is_document_word(word: &str) -> bool {
    let word = word.to_lowercase();
    DOCUMENTS.contains(&word.strip_suffix('s').unwrap_or(&word))
        || DOCUMENTS.contains(&word.as_str())
}

/// Tells whether a word names a kind of outlet.
pub(super) fn is_outlet_word(word: &str) -> bool {
    OUTLETS.contains(&word.to_lowercase().as_str())
}

/// Tells whether a word is written as a part of a name: "Amin", "al-Amin".
pub(super) fn is_name_word(word: &str) -> bool {
    let led =
        word.split_once('-').filter(|(lead, _)| ["al", "el", "ul", "as", "ad"].contains(lead));
    led.map_or(word, |(_, rest)| rest).starts_with(char::is_uppercase)
}

/// Tells whether a word in small letters names a public body, where something before it says which.
pub(super) fn is_public_body(word: &str) -> bool {
    PUBLIC.contains(&word)
}

/// Tells whether a word says which public body is meant: "foreign", "defense".
pub(super) fn is_field_of_office(word: &str) -> bool {
    FIELDS.contains(&word)
}

/// Tells whether a word names what somebody says: "comments", "statement".
pub(super) fn is_speech_word(word: &str) -> bool {
    let word = word.to_lowercase();
    SPEECH.contains(&word.strip_suffix('s').unwrap_or(&word))
}

/// Tells whether a word is a form of a verb of doing: who signs, passes or builds something does not speak.
pub(super) fn is_deed(word: &str) -> bool {
    let word = word.to_lowercase();
    let stem = ["ing", "ed", "es", "s", "d"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(&word);
    DEEDS.contains(&word.as_str()) || DEEDS.contains(&stem)
}

/// Tells whether a word names a thing that cannot speak, not even as a document does.
pub(super) fn is_thing(word: &str) -> bool {
    THINGS.contains(&word.to_lowercase().as_str())
}

const STARTERS: [&str; 64] = [
    "a",
    "according",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "any",
    "as",
    "at",
    "before",
    "both",
    "but",
    "by",
    "citing",
    "during",
    "each",
    "earlier",
    "even",
    "for",
    "from",
    "he",
    "her",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "it",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "most",
    "no",
    "not",
    "of",
    "on",
    "one",
    "or",
    "our",
    "quoting",
    "several",
    "she",
    "since",
    "so",
    "some",
    "that",
    "the",
    "their",
    "there",
    "these",
    "they",
    "this",
    "two",
    "we",
    "when",
    "while",
    "with",
    "you",
];

const BODIES: [&str; 84] = [
    "administration",
    "agency",
    "alliance",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "brigade",
    "bureau",
    "cabinet",
    "campaign",
    "center",
    "centre",
    "chamber",
    "church",
    "club",
    "coalition",
    "college",
    "commission",
    "committee",
    "company",
    "congress",
    "corp",
    "corporation",
    "council",
    "court",
    "democrat",
    "department",
    "directorate",
    "embassy",
    "federation",
    "fire",
    "firm",
    "force",
    "foundation",
    "front",
    "fund",
    "government",
    "group",
    "guard",
    "hospital",
    "house",
    "inc",
    "institute",
    "institution",
    "kremlin",
    "league",
    "llc",
    "ltd",
    "military",
    "ministry",
    "mission",
    "movement",
    "museum",
    "nation",
    "navy",
    "network",
    "observatory",
    "office",
    "organisation",
    "organization",
    "panel",
    "parliament",
    "party",
    "pentagon",
    "pharma",
    "police",
    "presidency",
    "program",
    "prosecutor",
    "republican",
    "school",
    "secretariat",
    "senate",
    "service",
    "society",
    "syndicate",
    "taliban",
    "team",
    "trust",
    "union",
    "university",
];

const PLACES: [&str; 44] = [
    "act",
    "airport",
    "avenue",
    "award",
    "bay",
    "beach",
    "bill",
    "bridge",
    "capitol",
    "city",
    "coast",
    "county",
    "cup",
    "day",
    "east",
    "easter",
    "facebook",
    "games",
    "gulf",
    "island",
    "islands",
    "lake",
    "mountain",
    "new",
    "north",
    "ocean",
    "olympic",
    "olympics",
    "paralympic",
    "province",
    "river",
    "san",
    "saudi",
    "sea",
    "south",
    "square",
    "street",
    "twitter",
    "united",
    "valley",
    "war",
    "week",
    "west",
    "white",
];

const DOCUMENTS: [&str; 38] = [
    "affidavit",
    "audit",
    "bill",
    "book",
    "briefing",
    "communique",
    "communiqué",
    "complaint",
    "data",
    "decision",
    "declaration",
    "document",
    "draft",
    "email",
    "figure",
    "filing",
    "footage",
    "indictment",
    "lawsuit",
    "law",
    "letter",
    "memo",
    "note",
    "notice",
    "opinion",
    "order",
    "petition",
    "poll",
    "record",
    "release",
    "report",
    "resolution",
    "rule",
    "ruling",
    "study",
    "survey",
    "transcript",
    "video",
];

const OUTLETS: [&str; 15] = [
    "newspaper",
    "newspapers",
    "paper",
    "daily",
    "weekly",
    "magazine",
    "broadcaster",
    "network",
    "channel",
    "website",
    "tabloid",
    "outlet",
    "station",
    "wire",
    "agency",
];

const SPEECH: [&str; 17] = [
    "comment",
    "remark",
    "statement",
    "tweet",
    "speech",
    "word",
    "testimony",
    "message",
    "post",
    "letter",
    "email",
    "announcement",
    "interview",
    "reply",
    "response",
    "warning",
    "claim",
];

/// Stems and forms.
const DEEDS: [&str; 67] = [
    "sign", "pass", "approv", "approve", "adopt", "enact", "ratif", "ratified", "veto", "block",
    "issu", "issue", "impos", "impose", "launch", "broaden", "expand", "build", "built", "put",
    "took", "take", "throw", "threw", "grant", "finaliz", "finalize", "roll", "rolled", "end",
    "halt", "stop", "stopp", "appoint", "nominat", "allow", "let", "refus", "seek", "sought",
    "want", "intend", "expect", "expected", "agre", "agree", "appear", "seem", "creat", "create",
    "form", "open", "clos", "close", "reach", "struck", "strike", "delay", "postpon", "cancel",
    "sue", "subpoena", "arrest", "attack", "kill", "visit", "hold",
];

const THINGS: [&str; 20] = [
    "deal",
    "agreement",
    "apology",
    "move",
    "plan",
    "policy",
    "event",
    "visit",
    "meeting",
    "attack",
    "crisis",
    "measure",
    "talks",
    "summit",
    "pact",
    "treaty",
    "change",
    "case",
    "war",
    "strike",
];

const PUBLIC: [&str; 14] = [
    "army",
    "committee",
    "council",
    "court",
    "department",
    "government",
    "military",
    "ministry",
    "navy",
    "office",
    "parliament",
    "police",
    "prosecutors",
    "administration",
];

const FIELDS: [&str; 33] = [
    "agriculture",
    "air",
    "attorney",
    "border",
    "commerce",
    "culture",
    "defence",
    "defense",
    "education",
    "energy",
    "environment",
    "federal",
    "finance",
    "fire",
    "foreign",
    "general",
    "health",
    "home",
    "industry",
    "information",
    "interior",
    "justice",
    "labor",
    "labour",
    "local",
    "national",
    "security",
    "state",
    "supreme",
    "trade",
    "transport",
    "transportation",
    "water",
];
