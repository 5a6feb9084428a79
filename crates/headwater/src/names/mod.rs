//! Says whether two names mean one person or body, and which names are outlets and agencies.
//!
//! It compares names alone: it knows neither the reports that they stand in nor who holds an office.

mod body;
mod fold;
pub(crate) mod nations;
pub mod outlets;
pub(crate) mod person;
#[cfg(test)]
mod tests;
mod unnamed;

use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Speaker, SpeakerKind};

/// Whether two names mean one person or body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// They do not.
    Different,
    /// They may: nothing in the names decides.
    Perhaps,
    /// They do.
    Same,
}

/// Compares two speakers by their names; the order of the two does not matter.
///
/// Those without a name are never surely the same: "two officials" of one report may be others than those of
/// the next. A spokesman without a name counts as the body that he speaks for.
///
/// ```
/// use headwater::model::{Speaker, SpeakerKind};
/// use headwater::names::{Likeness, likeness};
///
/// let person = |name: &str| Speaker { name: name.into(), kind: SpeakerKind::Person };
/// assert_eq!(likeness(&person("President Ana Oduya"), &person("Oduya")), Likeness::Same);
/// assert_eq!(likeness(&person("Jo Oduya"), &person("Ana Oduya")), Likeness::Different);
/// ```
pub fn likeness(a: &Speaker, b: &Speaker) -> Likeness {
    use SpeakerKind::{Document, Outlet, Unnamed};
    if let (Some(one), Some(other)) = (voice_of(a), voice_of(b)) {
        return match body::likeness(&one, &other) {
            Likeness::Same if [one, other].iter().any(|name| fold::words(name).is_empty()) => {
                Likeness::Perhaps
            }
            likeness => likeness,
        };
    }
    let same_words = fold::words(&a.name) == fold::words(&b.name);
    match (a.kind, b.kind) {
        (Unnamed, Unnamed) => unnamed::likeness(&a.name, &b.name),
        _ if same_words => Likeness::Same,
        (Unnamed, kind) => unnamed::likeness_to_named(&a.name, &b.name, kind),
        (kind, Unnamed) => unnamed::likeness_to_named(&b.name, &a.name, kind),
        (Outlet, _) | (_, Outlet) => outlet_likeness(&a.name, &b.name),
        (Document, Document) => body::likeness(&a.name, &b.name).min(Likeness::Perhaps),
        (Document, _) => document_likeness(&a.name, &b.name),
        (_, Document) => document_likeness(&b.name, &a.name),
        (SpeakerKind::Person, SpeakerKind::Person) => person::likeness(&a.name, &b.name),
        (SpeakerKind::Body, SpeakerKind::Body) => body::likeness(&a.name, &b.name),
        (SpeakerKind::Person, SpeakerKind::Body) => person_in_body(&a.name, &b.name),
        (SpeakerKind::Body, SpeakerKind::Person) => person_in_body(&b.name, &a.name),
    }
}

/// What names of one person or body have in common, for looking one up among many: names that share no clue are
/// never surely the same. To compare clues is far quicker than to compare names.
#[derive(Clone, Debug)]
pub(crate) struct Clues(Option<Vec<u64>>);

impl Clues {
    /// Reads the clues of a name.
    pub(crate) fn of(speaker: &Speaker) -> Self {
        let clues = match speaker.kind {
            SpeakerKind::Person => person::clues(&speaker.name),
            SpeakerKind::Body => body::clues(&speaker.name),
            _ => Vec::new(),
        };
        let clues: Vec<u64> = clues.iter().map(|clue| xxh3_64(clue.as_bytes())).collect();
        // A name without clues may be any.
        Self((!clues.is_empty()).then_some(clues))
    }

    /// Tells whether two names may surely be the same.
    pub(crate) fn meet(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => one.iter().any(|clue| other.contains(clue)),
            _ => true,
        }
    }
}

/// The name of the body that speaks, if a body does, itself or by a spokesman without a name.
fn voice_of(speaker: &Speaker) -> Option<String> {
    match speaker.kind {
        SpeakerKind::Body => Some(speaker.name.clone()),
        SpeakerKind::Unnamed => unnamed::spoken_for(&speaker.name),
        _ => None,
    }
}

/// Returns the body for which a named person speaks, by the words that credit them: "HHS spokeswoman Ana Oduya".
pub(crate) fn spoken_for(person: &Speaker, words: &str) -> Option<Speaker> {
    let is_former = || fold::words(words).iter().any(|word| word == "former" || word == "ex");
    if person.kind != SpeakerKind::Person || is_former() {
        return None;
    }
    let name = fold::words(&person.name);
    let described: Vec<&str> =
        words.split_whitespace().filter(|word| !name.contains(&fold::word(word))).collect();
    let body = unnamed::spoken_for(&described.join(" "))?;
    (!fold::words(&body).is_empty()).then_some(Speaker { name: body, kind: SpeakerKind::Body })
}

fn outlet_likeness(a: &str, b: &str) -> Likeness {
    match (outlets::identify(a), outlets::identify(b)) {
        (Some(one), Some(other)) if one.name == other.name => Likeness::Same,
        _ => Likeness::Different,
    }
}

/// A document may be that of the person or body that it names; one that names nobody may be anybody's.
fn document_likeness(document: &str, other: &str) -> Likeness {
    let document_words = fold::words(document);
    let of_other = fold::words(other).iter().any(|word| document_words.contains(word));
    let generic =
        !document.split_whitespace().skip(1).any(|word| word.starts_with(char::is_uppercase));
    if of_other || generic { Likeness::Perhaps } else { Likeness::Different }
}

/// A person may speak for a body that bears the person's name.
fn person_in_body(person: &str, body: &str) -> Likeness {
    let family = person::family(person);
    if family.is_some_and(|family| fold::words(body).contains(&family)) {
        Likeness::Perhaps
    } else {
        Likeness::Different
    }
}
