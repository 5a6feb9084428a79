//! Compares the names of bodies: ministries, companies, groups, police.

use super::{Likeness, fold, nations};

/// Compares the names of two bodies.
pub(super) fn likeness(a: &str, b: &str) -> Likeness {
    let (one, other) = (words(a), words(b));
    if is_part(&one, &other) && is_part(&other, &one) || is_acronym_of(a, b) || is_acronym_of(b, a)
    {
        return Likeness::Same;
    }
    if one.is_empty() || other.is_empty() {
        return Likeness::Perhaps;
    }
    if is_part(&one, &other) {
        return part_likeness(&one, &other, a);
    }
    if is_part(&other, &one) {
        return part_likeness(&other, &one, b);
    }
    let (one, other) = (forces(one), forces(other));
    let refers_back = |words: &[String], to: &[String]| {
        words.iter().all(|word| NAMED_BEFORE.contains(&word.as_str()))
            && to.iter().any(|word| PUBLIC.contains(&word.as_str()))
    };
    let may_refer = refers_back(&one, &other) || refers_back(&other, &one);
    if is_part(&one, &other) || is_part(&other, &one) || may_refer {
        Likeness::Perhaps
    } else {
        Likeness::Different
    }
}

/// Returns the telling words of a name, of which two names of a body share one; none of initials.
pub(super) fn clues(name: &str) -> Vec<String> {
    if initials(name).is_some() { Vec::new() } else { words(name) }
}

/// Tells whether all words of one name are in the other.
fn is_part(shorter: &[String], longer: &[String]) -> bool {
    shorter.iter().all(|word| longer.contains(word))
}

/// Takes an army for the military.
fn forces(words: Vec<String>) -> Vec<String> {
    words
        .into_iter()
        .map(|word| if word == "army" { "military".to_owned() } else { word })
        .collect()
}

/// Compares two names of which the longer has all the words of the shorter.
///
/// "Harrow" is "Harrow Chemicals", and "the Labor Department" is "the U.S. Labor Department", but "the ministry"
/// need not be "the foreign ministry", and a country's name may stand for any of its bodies.
fn part_likeness(shorter: &[String], longer: &[String], short_name: &str) -> Likeness {
    let more: Vec<&String> = longer.iter().filter(|word| !shorter.contains(word)).collect();
    let only_country = shorter.iter().all(|word| nations::is_country(word));
    let proper = short_name.split_whitespace().any(|word| word.starts_with(char::is_uppercase));
    let generic = shorter.iter().any(|word| GENERIC.contains(&word.as_str()));
    let federal = more.iter().all(|word| *word == "us");
    let leads = shorter[0] == longer[0];
    match () {
        () if only_country => Likeness::Perhaps,
        () if federal && shorter.len() > 1 => Likeness::Same,
        () if proper && !generic && leads => Likeness::Same,
        () => Likeness::Perhaps,
    }
}

/// The telling words of a body's name: without articles, company forms and those who speak for it, and with
/// countries by one name.
fn words(name: &str) -> Vec<String> {
    fold::words(name)
        .into_iter()
        .filter(|word| !SILENT.contains(&word.as_str()))
        .map(|word| nations::country_of(&word).map_or(word, str::to_owned))
        .map(|word| spelling(&word))
        .collect()
}

/// One of the two spellings or numbers of common words of bodies' names.
fn spelling(word: &str) -> String {
    match word {
        "defence" => "defense",
        "labour" => "labor",
        "organisation" => "organization",
        "centre" => "center",
        "prosecutors" => "prosecutor",
        "courts" => "court",
        other => other,
    }
    .to_owned()
}

/// Tells whether one name is the initials of the other: "EPA", or "HHS" without its department.
fn is_acronym_of(short: &str, long: &str) -> bool {
    let Some(letters) = initials(short) else { return false };
    let words: Vec<String> = fold::words(long)
        .into_iter()
        .filter(|word| !["the", "of", "for", "and", "on", "in", "to"].contains(&word.as_str()))
        .collect();
    let initials_of = |words: &[String]| -> String {
        words.iter().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    };
    let unled = words.strip_prefix(&["us".to_owned()]).unwrap_or(&words);
    let short_of_department = unled
        .split_first()
        .filter(|(lead, _)| *lead == "department" || *lead == "ministry")
        .is_some_and(|(_, rest)| rest.len() > 1 && initials_of(rest) == letters);
    (unled.len() > 1 && initials_of(unled) == letters)
        || (words.len() > 1 && initials_of(&words) == letters)
        || short_of_department
}

/// The letters of a name that is initials.
fn initials(name: &str) -> Option<String> {
    let name = name.trim_start_matches("the ").trim_start_matches("The ").replace('.', "");
    let letters = name.strip_suffix("'s").or(name.strip_suffix("’s")).unwrap_or(&name);
    let fits = (2..=6).contains(&letters.len()) && letters.chars().all(char::is_uppercase);
    fits.then(|| letters.to_owned())
}

/// Words by which a report calls a public body that it has named before, or need not name: "the department", "the
/// government".
const NAMED_BEFORE: [&str; 6] =
    ["administration", "agency", "authority", "department", "government", "ministry"];

/// Words of the names of public bodies.
const PUBLIC: [&str; 12] = [
    "administration",
    "agency",
    "army",
    "authority",
    "bureau",
    "commission",
    "court",
    "department",
    "government",
    "military",
    "ministry",
    "police",
];

/// Words that say nothing of which body it is.
const SILENT: [&str; 33] = [
    "a",
    "an",
    "and",
    "the",
    "of",
    "for",
    "in",
    "its",
    "his",
    "their",
    "inc",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "llc",
    "plc",
    "ag",
    "gmbh",
    "sa",
    "office",
    "spokesman",
    "spokesmen",
    "spokeswoman",
    "spokeswomen",
    "spokesperson",
    "spokespeople",
    "spokespersons",
    "statement",
    "representative",
    "representatives",
    "unnamed",
];

/// Words that name a kind of body: alone they may mean any of it.
const GENERIC: [&str; 34] = [
    "administration",
    "agency",
    "army",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "campaign",
    "center",
    "city",
    "committee",
    "council",
    "court",
    "department",
    "federation",
    "force",
    "forces",
    "foundation",
    "government",
    "group",
    "house",
    "institute",
    "military",
    "ministry",
    "organization",
    "party",
    "police",
    "presidency",
    "senate",
    "service",
    "state",
    "union",
    "university",
];
