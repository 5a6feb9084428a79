//! Gathers what is credited to each speaker over the reports in hand.
//!
//! It knows only attributions: not what they say alike, nor which report took what from which.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::attribute::Attributed;
use crate::model::{AttributionId, ReportId, Speaker, SpeakerKind};
use crate::names::{Likeness, likeness};

/// A speaker, and all that the reports credit to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The speaker, by the fullest name.
    pub speaker: Speaker,
    /// All names under which the reports credit the speaker, sorted.
    pub names: Vec<String>,
    /// The attributions, in the order of the reports and their texts.
    pub attributions: Vec<AttributionId>,
}

/// Gathers what each speaker is credited with: those who are credited most come first.
///
/// Names that surely mean one person or body are one speaker: a name that may mean two of them ("Oduya", of Ana and
/// of Jo) stays by itself. Those without a name are one only within a report, by the same words. What several said
/// together stands with each of them.
///
/// ```
/// use headwater::attribute::{Tagger, attribute};
/// use headwater::model::{Report, ReportId};
/// use headwater::quotes::quotes;
/// use headwater::split::split;
///
/// let report = Report::new("a", "Mayor Ana Oduya met the crews. “We will rebuild,” Oduya said.");
/// let division = split(ReportId::new(0), &report);
/// let quoted = quotes(&attribute(&[report], &[division], Tagger::Fast));
/// assert_eq!(quoted[0].speaker.name, "Ana Oduya");
/// ```
pub fn quotes(attributed: &Attributed) -> Vec<Quoted> {
    let mut said: BTreeMap<Name<'_>, Vec<AttributionId>> = BTreeMap::new();
    for (position, attribution) in attributed.attributions.iter().enumerate() {
        for speaker in &attribution.speakers {
            let of = said.entry(Name::of(speaker, attribution.report)).or_default();
            if of.last() != Some(&AttributionId::new(position)) {
                of.push(AttributionId::new(position));
            }
        }
    }
    let groups = groups(said.keys().copied().collect());
    let mut quoted: Vec<Quoted> = groups.iter().map(|group| gather(group, &said)).collect();
    quoted.sort_by(|a, b| {
        let most_first = b.attributions.len().cmp(&a.attributions.len());
        most_first.then_with(|| a.speaker.cmp(&b.speaker))
    });
    quoted
}

/// A speaker's name as reports give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name<'a> {
    /// The fullest come first.
    words: Reverse<usize>,
    speaker: &'a Speaker,
    /// The report, for one without a name, who is another in another report.
    report: Option<ReportId>,
}

impl<'a> Name<'a> {
    fn of(speaker: &'a Speaker, report: ReportId) -> Self {
        let words = Reverse(speaker.name.split_whitespace().count());
        let unnamed = speaker.kind == SpeakerKind::Unnamed;
        Self { words, speaker, report: unnamed.then_some(report) }
    }
}

/// Groups names by whom they mean, the fullest first, so that the order of the reports does not matter.
fn groups(names: Vec<Name<'_>>) -> Vec<Vec<Name<'_>>> {
    let mut groups: Vec<Vec<Name<'_>>> = Vec::new();
    for name in names {
        let mut fitting = groups.iter_mut().filter(|group| fits(group, name));
        match (fitting.next(), fitting.next()) {
            (Some(group), None) => group.push(name),
            _ => groups.push(vec![name]),
        }
    }
    groups
}

/// Tells whether a name is a group's: one of its names is surely the same, and none is surely another.
fn fits(group: &[Name<'_>], name: Name<'_>) -> bool {
    let likenesses = || group.iter().map(|other| likeness(other.speaker, name.speaker));
    likenesses().any(|likeness| likeness == Likeness::Same)
        && likenesses().all(|likeness| likeness != Likeness::Different)
}

fn gather(group: &[Name<'_>], said: &BTreeMap<Name<'_>, Vec<AttributionId>>) -> Quoted {
    let mut attributions: Vec<AttributionId> =
        group.iter().flat_map(|name| &said[name]).copied().collect();
    attributions.sort_unstable();
    attributions.dedup();
    let mut names: Vec<String> = group.iter().map(|name| name.speaker.name.clone()).collect();
    names.sort();
    names.dedup();
    Quoted { speaker: group[0].speaker.clone(), names, attributions }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::{Tagger, attribute};
    use crate::model::Report;
    use crate::split::split_all;

    /// Speakers with how often they are credited.
    fn quoted(texts: &[&str]) -> Vec<(String, usize)> {
        let reports: Vec<Report> = texts.iter().map(|text| Report::new("", *text)).collect();
        let divisions = split_all(&reports);
        let quoted = quotes(&attribute(&reports, &divisions, Tagger::Fast));
        quoted.into_iter().map(|q| (q.speaker.name, q.attributions.len())).collect()
    }

    #[test]
    fn one_person_under_several_names_is_one_speaker() {
        let a = "President Ana Oduya said the dam was safe. “It will hold,” Oduya said.";
        let b = "Ms. Oduya said the dam was safe. Jaan Ilves said it leaks.";
        assert_eq!(quoted(&[a, b]), [("Ana Oduya".to_owned(), 3), ("Jaan Ilves".to_owned(), 1)]);
    }

    #[test]
    fn people_of_one_surname_stay_apart() {
        let a = "Jo Park said the road was closed. Ana Park said it was open.";
        assert_eq!(quoted(&[a]), [("Ana Park".to_owned(), 1), ("Jo Park".to_owned(), 1)]);
    }

    #[test]
    fn a_name_that_may_mean_two_stays_by_itself() {
        let texts = [
            "Ana Park said the road was open.",
            "Jo Park said it was closed.",
            "Mr. Park said no more.",
        ];
        let speakers = |texts: &[&str]| {
            let mut names: Vec<String> = quoted(texts).into_iter().map(|(name, _)| name).collect();
            names.sort();
            names
        };
        assert_eq!(speakers(&texts), ["Ana Park", "Jo Park", "Park"]);
        assert_eq!(speakers(&[texts[2], texts[1], texts[0]]), ["Ana Park", "Jo Park", "Park"]);
    }

    #[test]
    fn those_without_a_name_are_one_only_within_a_report() {
        let a = "Two officials said the ship had turned back. Two officials said it was late.";
        let b = "Two officials said the ship had sunk.";
        let counts: Vec<usize> = quoted(&[a, b]).into_iter().map(|(_, count)| count).collect();
        assert_eq!(counts, [2, 1]);
    }

    #[test]
    fn what_two_said_together_stands_with_each() {
        let a = "Mayor Jo Park and Governor Ana Oduya said the road would reopen.";
        assert_eq!(quoted(&[a]), [("Ana Oduya".to_owned(), 1), ("Jo Park".to_owned(), 1)]);
    }
}
