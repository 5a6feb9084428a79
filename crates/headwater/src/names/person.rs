//! Compares the names of persons.

use super::{Likeness, fold};

/// Compares the names of two persons, whatever titles they bear.
///
/// A family name alone is taken for the person of that name: reports give the full name once and the family
/// name thereafter.
pub(super) fn likeness(a: &str, b: &str) -> Likeness {
    let (a, b) = (Person::read(a), Person::read(b));
    if a.names.is_empty() || b.names.is_empty() {
        return Likeness::Different;
    }
    if a.courtesy.zip(b.courtesy).is_some_and(|(one, other)| one != other) {
        return Likeness::Different;
    }
    let (shorter, longer) =
        if a.names.len() <= b.names.len() { (&a.names, &b.names) } else { (&b.names, &a.names) };
    let found = names_likeness(shorter, longer);
    if a.generation == b.generation { found } else { found.min(Likeness::Perhaps) }
}

/// Returns the family name of a person, in the form in which words are compared.
pub(crate) fn family(name: &str) -> Option<String> {
    Person::read(name).names.pop()
}

/// Returns the consonants of the words of a name: of two names of a person one word at least is spelled alike.
pub(super) fn clues(name: &str) -> Vec<String> {
    let words = Person::read(name).names.into_iter().chain(fold::words(name));
    words.map(|word| fold::skeleton(&word)).collect()
}

/// Returns the name of a person without titles and asides, as it is written: "President Ana Oduya, 54" becomes
/// "Ana Oduya".
pub(crate) fn bare(name: &str) -> String {
    let parts: Vec<&str> = name_words(name).collect();
    parts.join(" ")
}

/// Tells whether a word is a title of persons, in any case.
pub(crate) fn is_title(word: &str) -> bool {
    let word = fold::word(word);
    TITLES.contains(&word.as_str()) || courtesy_of(&word).is_some()
}

/// A person's name, read.
struct Person {
    /// The names in their order, without titles, particles and middle initials.
    names: Vec<String>,
    /// "jr", "sr", "iii".
    generation: Option<String>,
    /// What "Mr." or "Ms." says.
    courtesy: Option<Courtesy>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Courtesy {
    Man,
    Woman,
}

impl Person {
    fn read(name: &str) -> Self {
        let courtesy = name.split_whitespace().find_map(|word| courtesy_of(&fold::word(word)));
        let mut words: Vec<String> = name_words(name).flat_map(fold::words).collect();
        let generation = words.pop_if(|last| GENERATIONS.contains(&last.as_str()));
        let count = words.len();
        let mut position = 0;
        words.retain(|word| {
            position += 1;
            let middle_initial = word.chars().count() == 1 && position > 1 && position < count;
            !middle_initial && !PARTICLES.contains(&word.as_str())
        });
        Self { names: words, generation, courtesy }
    }
}

/// The words of a name behind its last title and before any comma.
fn name_words(name: &str) -> impl Iterator<Item = &str> {
    let until_comma = name.split([',', '(', '—']).next().unwrap_or_default();
    let words: Vec<&str> = until_comma.split_whitespace().collect();
    let names = words.len() - words.iter().rev().take_while(|word| is_generation(word)).count();
    let after_title = words[..names.saturating_sub(1)].iter().rposition(|word| is_title(word));
    let start = after_title.map_or(0, |title| title + 1);
    let mut rest = words.into_iter().skip(start).peekable();
    while rest.next_if(|word| word.starts_with(char::is_lowercase) && !is_particle(word)).is_some()
    {
    }
    rest
}

fn is_generation(word: &str) -> bool {
    GENERATIONS.contains(&fold::word(word).as_str())
}

fn is_particle(word: &str) -> bool {
    fold::words(word).first().is_some_and(|first| PARTICLES.contains(&first.as_str()))
}

/// Compares names of which the first has no more words than the second.
fn names_likeness(shorter: &[String], longer: &[String]) -> Likeness {
    let (first, last) = (&shorter[0], &shorter[shorter.len() - 1]);
    let (long_first, long_last) = (&longer[0], &longer[longer.len() - 1]);
    let family = fold::spelled_alike(last, long_last);
    if shorter.len() == 1 {
        return match () {
            () if family => Likeness::Same,
            () if first == long_first && FAMILY_FIRST.contains(&first.as_str()) => Likeness::Same,
            () if longer.contains(first) => Likeness::Perhaps,
            () => Likeness::Different,
        };
    }
    let given = given_alike(first, long_first);
    let all_in = |some: &[String], others: &[String]| some.iter().all(|name| others.contains(name));
    let contained =
        all_in(shorter, longer) && (shorter.len() < longer.len() || all_in(longer, shorter));
    if (family && given) || contained { Likeness::Same } else { Likeness::Different }
}

fn given_alike(a: &str, b: &str) -> bool {
    let initial = |one: &str, other: &str| one.chars().count() == 1 && other.starts_with(one);
    fold::spelled_alike(a, b)
        || initial(a, b)
        || initial(b, a)
        || NICKNAMES.iter().any(|names| names.contains(&a) && names.contains(&b))
}

fn courtesy_of(word: &str) -> Option<Courtesy> {
    match word {
        "mr" | "sir" | "lord" => Some(Courtesy::Man),
        "mrs" | "ms" | "miss" | "lady" | "dame" => Some(Courtesy::Woman),
        _ => None,
    }
}

const GENERATIONS: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// Words that spellings of one name put in, leave out or join.
const PARTICLES: [&str; 18] = [
    "al", "el", "ul", "bin", "ibn", "bint", "abu", "de", "von", "van", "der", "den", "da", "di",
    "du", "del", "la", "dos",
];

/// Common family names of languages that put them first, and that reports use alone.
const FAMILY_FIRST: [&str; 40] = [
    "ban", "chang", "chen", "choe", "choi", "chung", "deng", "guo", "han", "he", "hu", "huang",
    "jang", "jiang", "kang", "kim", "lee", "li", "liu", "ma", "mao", "moon", "nguyen", "park",
    "pham", "qin", "ri", "roh", "sun", "tran", "wang", "wu", "xi", "xu", "yang", "yoon", "zhang",
    "zhao", "zhou", "zhu",
];

/// Given names that stand for one another.
const NICKNAMES: [&[&str]; 34] = [
    &["alexander", "alex", "sasha"],
    &["andrew", "andy", "drew"],
    &["anthony", "tony"],
    &["benjamin", "ben"],
    &["charles", "charlie", "chuck"],
    &["christopher", "chris"],
    &["daniel", "dan", "danny"],
    &["david", "dave"],
    &["donald", "don"],
    &["edward", "ed", "eddie", "ted"],
    &["elizabeth", "liz", "beth", "betsy"],
    &["gregory", "greg"],
    &["james", "jim", "jimmy"],
    &["jeffrey", "jeff"],
    &["john", "jack", "johnny"],
    &["joseph", "joe"],
    &["katherine", "kate", "kathy", "catherine", "cathy"],
    &["kenneth", "ken"],
    &["lawrence", "larry"],
    &["matthew", "matt"],
    &["michael", "mike", "mick"],
    &["mitchell", "mitch"],
    &["nicholas", "nick"],
    &["patrick", "pat"],
    &["peter", "pete"],
    &["richard", "dick", "rick", "rich"],
    &["robert", "bob", "rob", "bobby"],
    &["ronald", "ron"],
    &["samuel", "sam"],
    &["stephen", "steven", "steve"],
    &["susan", "sue"],
    &["thomas", "tom"],
    &["timothy", "tim"],
    &["william", "bill", "will", "billy"],
];

/// Words that stand before the names of persons and are no part of them.
const TITLES: [&str; 109] = [
    "acting",
    "adm",
    "admiral",
    "adviser",
    "advisor",
    "aide",
    "ambassador",
    "analyst",
    "archbishop",
    "attorney",
    "author",
    "ayatollah",
    "baron",
    "bishop",
    "brig",
    "capt",
    "captain",
    "cardinal",
    "ceo",
    "cfo",
    "chair",
    "chairman",
    "chairperson",
    "chairwoman",
    "chancellor",
    "chief",
    "cmdr",
    "coach",
    "cofounder",
    "col",
    "colonel",
    "commander",
    "commissioner",
    "congressman",
    "congresswoman",
    "correspondent",
    "counsel",
    "counselor",
    "counterpart",
    "cpl",
    "deputy",
    "director",
    "dr",
    "economist",
    "emir",
    "emperor",
    "envoy",
    "executive",
    "founder",
    "gen",
    "general",
    "gov",
    "governor",
    "grand",
    "head",
    "hon",
    "imam",
    "inspector",
    "judge",
    "justice",
    "king",
    "lawyer",
    "leader",
    "lieutenant",
    "lt",
    "maj",
    "major",
    "manager",
    "mayor",
    "member",
    "minister",
    "ministers",
    "mullah",
    "officer",
    "official",
    "pope",
    "premier",
    "president",
    "presidents",
    "prince",
    "princess",
    "prof",
    "professor",
    "prosecutor",
    "queen",
    "rabbi",
    "rep",
    "reporter",
    "representative",
    "resident",
    "rev",
    "sayyid",
    "secretary",
    "sen",
    "senator",
    "sgt",
    "sheikh",
    "sheriff",
    "speaker",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "state",
    "sultan",
    "superintendent",
    "supt",
    "treasurer",
    "vice",
    "witness",
];
