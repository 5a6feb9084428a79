//! Counts the sources of a claim: the distinct voices in which its content originates.
//!
//! Statements credited to one voice, those that quote the same words, and those in near-identical running text have
//! one source; so have statements in their reports' own voice that came by one channel. A statement in a report's own
//! voice may rest on the voice that another report credits for it, and names that may mean one person or body may:
//! both lower the least count only. A body and a person who speaks for it are one. Several who speak together ("the two presidents agreed") are one joint voice.

use super::Evidence;
use super::channel::{Channels, Root};
use super::copying::{CopyLink, Copying};
use super::gathering::Gathering;
use super::partition::Partition;
use crate::model::{
    Certainty, Claim, Count, Ground, Grounds, Origin, ReportId, Speaker, SpeakerKind,
};
use crate::names::{self, Likeness};

/// Counts the sources of a claim.
pub(super) fn count(
    evidence: &Evidence<'_>,
    claim: &Claim,
    copying: &Copying,
    links: &[CopyLink],
    gatherings: &[Gathering],
    channels: &Channels,
) -> Count {
    let context = Context { evidence, claim, copying, links, gatherings, channels };
    let strict = context.certain();
    let loose = context.probable(strict.clone());
    let origins = strict.classes().into_iter().map(|members| context.origin(&members)).collect();
    Count::new(loose.classes().len(), origins)
}

struct Context<'c> {
    evidence: &'c Evidence<'c>,
    claim: &'c Claim,
    copying: &'c Copying,
    links: &'c [CopyLink],
    gatherings: &'c [Gathering],
    channels: &'c Channels,
}

impl Context<'_> {
    fn voices(&self, position: usize) -> &[Speaker] {
        &self.evidence.voicing(self.claim.statements[position]).voices
    }

    fn report(&self, position: usize) -> ReportId {
        self.evidence.report_of(self.claim.statements[position])
    }

    /// Returns the position, among the channels, of the one that a statement came by.
    fn line(&self, position: usize) -> usize {
        let has = |line: &super::channel::Line| line.members.contains(&position);
        self.channels.lines.iter().position(has).expect("every statement came by a channel")
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let len = self.claim.statements.len();
        (0..len).flat_map(move |a| (a + 1..len).map(move |b| (a, b)))
    }

    fn certain(&self) -> Partition {
        let mut partition = Partition::new(self.claim.statements.len());
        for (a, b) in self.pairs() {
            if self.likeness(a, b) == Likeness::Same || self.copied(a, b) || self.quoted_alike(a, b)
            {
                partition.unite(a, b);
            }
        }
        partition
    }

    fn probable(&self, mut partition: Partition) -> Partition {
        for (a, b) in self.pairs() {
            if self.likeness(a, b) == Likeness::Perhaps {
                partition.unite(a, b);
            }
        }
        partition
    }

    /// Compares whom two statements rest on.
    fn likeness(&self, a: usize, b: usize) -> Likeness {
        match (self.voices(a), self.voices(b)) {
            ([], []) if self.line(a) == self.line(b) => Likeness::Same,
            ([], []) if self.channels.loose.class(a) == self.channels.loose.class(b) => {
                Likeness::Perhaps
            }
            ([], []) => Likeness::Different,
            ([], _) | (_, []) => Likeness::Perhaps,
            (one, other) => {
                let spokesman =
                    self.likeness_of_spokesman(a, other).max(self.likeness_of_spokesman(b, one));
                joint_likeness(one, other).max(spokesman)
            }
        }
    }

    /// Compares the body, for which the person who is credited speaks, with a voice that is no person.
    fn likeness_of_spokesman(&self, position: usize, other: &[Speaker]) -> Likeness {
        let spoken_for = || {
            let [person] = self.voices(position) else { return None };
            let id = self.evidence.voicing(self.claim.statements[position]).attribution?;
            let attribution = &self.evidence.attributions[id.index()];
            let text = &self.evidence.reports[attribution.report.index()].text;
            attribution.source.iter().find_map(|span| names::spoken_for(person, span.of(text)))
        };
        match other {
            [voice] if voice.kind != SpeakerKind::Person => {
                spoken_for().map_or(Likeness::Different, |body| names::likeness(&body, voice))
            }
            _ => Likeness::Different,
        }
    }

    /// Tells whether both quote the same words, whoever is said to have spoken them.
    fn quoted_alike(&self, a: usize, b: usize) -> bool {
        let [a, b] = [a, b].map(|position| self.claim.statements[position]);
        self.copying.share_quotation(self.evidence, a, b)
    }

    fn copied(&self, a: usize, b: usize) -> bool {
        let [a, b] = [a, b].map(|position| self.claim.statements[position]);
        self.links.iter().any(|link| {
            link.certainty == Certainty::Certain
                && ((link.a, link.b) == (a, b) || (link.a, link.b) == (b, a))
        })
    }

    fn origin(&self, members: &[usize]) -> Origin {
        let mut reports: Vec<ReportId> = members.iter().map(|&m| self.report(m)).collect();
        reports.sort();
        reports.dedup();
        let name = self.voice_name(members).or_else(|| {
            match &self.channels.lines[self.line(members[0])].root {
                Root::Gatherer(gatherer) => Some(gatherer.name(self.evidence)),
                Root::Lost => None,
            }
        });
        let grounds: Vec<Ground> = members.iter().map(|&m| self.ground(m)).collect();
        let grounds = Grounds::from_list(grounds).expect("a source has a statement, that a ground");
        Origin { name, reports, grounds }
    }

    fn ground(&self, position: usize) -> Ground {
        let id = self.claim.statements[position];
        match self.evidence.voicing(id).attribution {
            Some(attribution) if !self.voices(position).is_empty() => {
                Ground::Attribution(attribution)
            }
            _ => self.gatherings[id.index()].ground,
        }
    }

    /// Returns the fullest name of the members' voice, or nothing if all speak for themselves.
    fn voice_name(&self, members: &[usize]) -> Option<String> {
        members
            .iter()
            .map(|&m| self.voices(m))
            .filter(|voices| !voices.is_empty())
            .map(joint_name)
            .max_by_key(|name| (name.chars().count(), std::cmp::Reverse(name.clone())))
    }
}

fn joint_name(voices: &[Speaker]) -> String {
    let names: Vec<&str> = voices.iter().map(|voice| voice.name.as_str()).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Compares two joint voices: the same if each of one is one of the other, perhaps the same if any may be.
fn joint_likeness(one: &[Speaker], other: &[Speaker]) -> Likeness {
    let among = |speaker: &Speaker, others: &[Speaker]| {
        others.iter().map(|o| names::likeness(speaker, o)).max().unwrap_or(Likeness::Different)
    };
    let each: Vec<Likeness> =
        one.iter().map(|s| among(s, other)).chain(other.iter().map(|s| among(s, one))).collect();
    if each.iter().all(|&likeness| likeness == Likeness::Same) {
        Likeness::Same
    } else if each.iter().any(|&likeness| likeness != Likeness::Different) {
        Likeness::Perhaps
    } else {
        Likeness::Different
    }
}
