//! Gathers what is credited to each speaker over the reports in hand.
//!
//! It knows only attributions: not what they say alike, nor which report took what from which.

use crate::attribute::Attributed;
use crate::model::{Attribution, AttributionId, ReportId, Speaker};
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
/// Names that surely mean one person or body are one speaker. Those without a name are one only within a report,
/// by the same words. What several said together stands with each of them.
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
    let mut groups: Vec<Group> = Vec::new();
    for (position, attribution) in attributed.attributions.iter().enumerate() {
        for speaker in &attribution.speakers {
            match groups.iter_mut().find(|group| group.has(speaker, attribution)) {
                Some(group) => group.add(speaker, attribution, position),
                None => groups.push(Group::new(speaker, attribution, position)),
            }
        }
    }
    let mut quoted: Vec<Quoted> = groups.into_iter().map(Group::close).collect();
    quoted.sort_by(|a, b| {
        let most_first = b.attributions.len().cmp(&a.attributions.len());
        most_first.then_with(|| a.speaker.cmp(&b.speaker))
    });
    quoted
}

/// What was gathered for a speaker so far.
struct Group {
    /// Each name with the report that it first stands in.
    names: Vec<(Speaker, ReportId)>,
    attributions: Vec<AttributionId>,
}

impl Group {
    fn new(speaker: &Speaker, attribution: &Attribution, position: usize) -> Self {
        Self {
            names: vec![(speaker.clone(), attribution.report)],
            attributions: vec![AttributionId::new(position)],
        }
    }

    /// Tells whether it is this speaker's: one name is surely the same, and none is surely another.
    fn has(&self, speaker: &Speaker, attribution: &Attribution) -> bool {
        let compared = self.names.iter().map(|(name, report)| {
            let same_words = name == speaker && *report == attribution.report;
            if same_words { Likeness::Same } else { likeness(name, speaker) }
        });
        let compared: Vec<Likeness> = compared.collect();
        compared.contains(&Likeness::Same) && !compared.contains(&Likeness::Different)
    }

    fn add(&mut self, speaker: &Speaker, attribution: &Attribution, position: usize) {
        if !self.names.iter().any(|(name, _)| name == speaker) {
            self.names.push((speaker.clone(), attribution.report));
        }
        let id = AttributionId::new(position);
        if self.attributions.last() != Some(&id) {
            self.attributions.push(id);
        }
    }

    fn close(self) -> Quoted {
        let words = |(name, _): &&(Speaker, ReportId)| name.name.split_whitespace().count();
        let fullest = self.names.iter().rev().max_by_key(words).map(|(name, _)| name.clone());
        let mut names: Vec<String> = self.names.into_iter().map(|(name, _)| name.name).collect();
        names.sort();
        names.dedup();
        Quoted {
            speaker: fullest.expect("a group begins with a name"),
            names,
            attributions: self.attributions,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::{Tagger, attribute};
    use crate::model::Report;
    use crate::split::split;

    /// Speakers with how often they are credited.
    fn quoted(texts: &[&str]) -> Vec<(String, usize)> {
        let reports: Vec<Report> = texts.iter().map(|text| Report::new("", *text)).collect();
        let divisions: Vec<_> = reports
            .iter()
            .enumerate()
            .map(|(at, report)| split(ReportId::new(at), report))
            .collect();
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
