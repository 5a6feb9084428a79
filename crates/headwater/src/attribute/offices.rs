//! Finds out whom an office means where another report of the story names the person: "the Syrian president".

use std::collections::BTreeSet;

use super::Attributed;
use super::lexicon::is_field_of_office;
use crate::model::{Speaker, SpeakerKind};
use crate::names::{Likeness, likeness, nations};

/// A person whom a report names with an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The person.
    pub person: Speaker,
    /// The office.
    pub office: Office,
}

/// An office of a country that one person holds at a time, by the words for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Office {
    country: &'static str,
    words: BTreeSet<String>,
}

impl Office {
    /// Reads the office out of the words that describe a person, in small letters.
    pub(super) fn of_description(words: &[String]) -> Option<Self> {
        let country = words.iter().find_map(|word| country_of(word))?;
        let words: BTreeSet<String> =
            words.iter().filter(|word| is_part(word)).map(|word| bare(word).to_owned()).collect();
        words.iter().any(|word| is_office(word)).then_some(Self { country, words })
    }

    /// Reads the office that somebody without a name is said to hold: "the Syrian president", "Syria's president".
    fn of_phrase(phrase: &str) -> Option<Self> {
        let lower = phrase.to_lowercase();
        let mut words: Vec<&str> = lower.split_whitespace().collect();
        if words.first() == Some(&"the") {
            words.remove(0);
        } else {
            // "A Syrian minister" is one of several.
            country_of(words.first()?)?;
        }
        let country = words.iter().find_map(|word| country_of(word))?;
        words.retain(|word| country_of(word).is_none() && *word != "of");
        let known =
            words.iter().all(|word| is_part(word)) && words.iter().any(|word| is_office(word));
        let words = words.iter().map(|word| bare(word).to_owned()).collect();
        known.then_some(Self { country, words })
    }

    /// Tells whether one who is described with this office is meant by another one's words.
    fn meets(&self, meant: &Self) -> bool {
        let ranks = |office: &Self| -> BTreeSet<String> {
            office.words.iter().filter(|word| RANKS.contains(&word.as_str())).cloned().collect()
        };
        self.country == meant.country
            && meant.words.is_subset(&self.words)
            && ranks(self) == ranks(meant)
    }
}

/// Offices of which a country has one, by their title.
const OFFICES: [&str; 15] = [
    "ambassador",
    "chancellor",
    "emir",
    "emperor",
    "king",
    "leader",
    "minister",
    "monarch",
    "premier",
    "president",
    "queen",
    "secretary",
    "secretary-general",
    "speaker",
    "sultan",
];

/// What tells one holder of a title from another.
const RANKS: [&str; 8] =
    ["acting", "deputy", "designate", "elect", "former", "interim", "late", "vice"];

/// Words of offices that are neither titles nor fields.
const FURTHER: [&str; 2] = ["prime", "supreme"];

fn is_office(word: &str) -> bool {
    OFFICES.contains(&bare(word))
}

/// Tells whether a word may be part of an office's name.
fn is_part(word: &str) -> bool {
    let word = bare(word);
    is_office(word) || RANKS.contains(&word) || FURTHER.contains(&word) || is_field_of_office(word)
}

fn country_of(word: &str) -> Option<&'static str> {
    nations::country_of(&bare(word).replace('.', ""))
}

fn bare(word: &str) -> &str {
    let word = word.trim_end_matches([',', ';']);
    ["'s", "’s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}

/// Puts the person in the place of the office wherever a report of the story names the one who holds it.
///
/// The office must be a country's, and all whom the reports describe with it must surely be one person: so a report
/// of something else changes nothing here unless it names a holder of the same office.
///
/// ```
/// use headwater::attribute::{Tagger, across, attribute};
/// use headwater::model::Report;
/// use headwater::split::split_all;
///
/// let reports = [
///     Report::new("a", "Norwegian President Ana Oduya opened the dam."),
///     Report::new("b", "The Norwegian president said the dam was safe."),
/// ];
/// let found = across(attribute(&reports, &split_all(&reports), Tagger::Fast));
/// assert_eq!(found.voicings[1].voices[0].name, "Ana Oduya");
/// ```
pub fn across(mut attributed: Attributed) -> Attributed {
    let Attributed { attributions, voicings, holders, .. } = &mut attributed;
    let in_attributions =
        attributions.iter_mut().flat_map(|a| a.speakers.iter_mut().chain(&mut a.behind));
    let in_statements = voicings.iter_mut().flat_map(|voicing| &mut voicing.voices);
    for speaker in in_attributions.chain(in_statements) {
        if let Some(person) = holder_of(speaker, holders) {
            *speaker = person;
        }
    }
    attributed
}

fn holder_of(speaker: &Speaker, holders: &[Holder]) -> Option<Speaker> {
    if speaker.kind != SpeakerKind::Unnamed {
        return None;
    }
    let meant = Office::of_phrase(&speaker.name)?;
    let persons: BTreeSet<&Speaker> = holders
        .iter()
        .filter(|holder| holder.office.meets(&meant))
        .map(|holder| &holder.person)
        .collect();
    let words = |person: &Speaker| person.name.split_whitespace().count();
    let fullest =
        *persons.iter().max_by_key(|person| (words(person), std::cmp::Reverse(**person)))?;
    let one = persons.iter().all(|person| likeness(person, fullest) == Likeness::Same);
    one.then(|| fullest.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::{Tagger, attribute};
    use crate::model::Report;
    use crate::split::split_all;

    /// The voice of the last statement of the last text.
    fn voice(texts: &[&str]) -> String {
        let reports: Vec<Report> = texts.iter().map(|text| Report::new("", *text)).collect();
        let found = across(attribute(&reports, &split_all(&reports), Tagger::Fast));
        let last = found.voicings.last().expect("the last text has a statement");
        last.voices.iter().map(|voice| voice.name.as_str()).collect::<Vec<_>>().join(" + ")
    }

    #[test]
    fn an_office_means_the_one_person_whom_the_reports_name_with_it() {
        let named = "Syrian President Jo Park arrived on Monday.";
        let said = "The Syrian president said the talks went well.";
        let table: [(&[&str], &str); 9] = [
            (&[named, said], "Jo Park"),
            (&[named, "Syrian President Park left.", said], "Jo Park"),
            (&[named, "Syria's president said the talks went well."], "Jo Park"),
            (&[named, "The president of Syria said the talks went well."], "Jo Park"),
            (&[named, "Syrian President Ana Oduya left.", said], "the Syrian president"),
            (&[named, "The Iranian president said the talks went well."], "the Iranian president"),
            (&["Former Syrian President Jo Park left.", said], "the Syrian president"),
            (&["Syrian Foreign Minister Jo Park left.", said], "the Syrian president"),
            (&[named, "A Syrian minister said the talks went well."], "a Syrian minister"),
        ];
        for (texts, expected) in table {
            assert_eq!(voice(texts), expected, "{texts:?}");
        }
    }
}
