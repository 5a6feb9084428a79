//! Reads who is credited for what: attributions, credits, and each statement's voice.
//!
//! The tagger finds the spans; all that is known of persons, bodies and outlets is used here to say whom the
//! spans mean. Nothing here compares reports: each is read by itself.

mod chain;
mod credits;
mod entities;
mod lexicon;
mod offices;
mod qualifiers;
mod speakers;
mod tagger;
#[cfg(test)]
mod tests;
mod voicing;

use chain::Through;
use entities::Entities;
pub use offices::{Holder, Office, across};
use speakers::Resolver;
use tagger::Tagged;
pub use tagger::Tagger;

use crate::model::{
    Attribution, AttributionId, AttributionKind, Citation, Credit, CreditScope, Report, ReportId,
    Span, Speaker, SpeakerKind, Statement, Voicing,
};
use crate::split::{Division, quotations, reaching};

/// The attributions and credits of the reports in hand, and who speaks in each statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributed {
    /// The attributions, in the order of the reports and their texts.
    pub attributions: Vec<Attribution>,
    /// The credits, in the order of the reports.
    pub credits: Vec<Credit>,
    /// Who speaks in each statement, in the order of the statements of all reports.
    pub voicings: Vec<Voicing>,
    /// Whom the reports name with an office of a country, in the order of the reports.
    pub holders: Vec<Holder>,
}

/// Reads the attributions of reports that were split into these divisions, each report by itself; see [`across`].
///
/// ```
/// use headwater::attribute::{Tagger, attribute};
/// use headwater::model::{Report, ReportId};
/// use headwater::split::split;
///
/// let report = Report::new("a", "Mayor Ana Oduya met the crews. “We will rebuild,” she said.");
/// let division = split(ReportId::new(0), &report);
/// let found = attribute(&[report], &[division], Tagger::Fast);
/// assert_eq!(found.voicings[1].voices[0].name, "Ana Oduya");
/// ```
pub fn attribute(reports: &[Report], divisions: &[Division], tagger: Tagger) -> Attributed {
    let mut found = Attributed::default();
    for (index, (report, division)) in reports.iter().zip(divisions).enumerate() {
        let id = ReportId::new(index);
        Reading { id, report, division, tagger, found: &mut found }.read();
    }
    found
}

/// Tells whether attributions can be read in a report's language: in English, or where the language is unknown.
///
/// Of other reports only what stands in quotation marks is credited, to nobody.
pub fn reads(report: &Report) -> bool {
    report.language.as_ref().is_none_or(|language| language.value == "en")
}

/// The reading of one report into what was found so far.
struct Reading<'r> {
    id: ReportId,
    report: &'r Report,
    division: &'r Division,
    tagger: Tagger,
    found: &'r mut Attributed,
}

impl Reading<'_> {
    fn read(&mut self) {
        let text = &self.report.text;
        let sentences = &self.division.sentences;
        self.found.credits.extend(credits::credits(self.id, self.report));
        let first = self.found.attributions.len();
        let entities = Entities::find(text, sentences);
        self.found.holders.extend(entities.list.iter().filter_map(|entity| {
            let office = Office::of_description(&entity.description)?;
            let person = entity.speaker.clone();
            (person.kind == SpeakerKind::Person).then_some(Holder { person, office })
        }));
        let mut resolver = Resolver::new(text, sentences, &entities);
        let quoted = quotations(text);
        let tagged = match reads(self.report) {
            true => tagger::tag(text, sentences, self.tagger),
            false => tagger::quotations_alone(&quoted, text, sentences),
        };
        for tagged in tagged {
            let attribution = self.attribution(tagged, &quoted, &entities, &mut resolver);
            self.found.attributions.push(attribution);
        }
        self.pass_on(first);
        let beside = self.credits_beside(&entities, &resolver);
        let near = self.attributions_near(first);
        for (statement, near) in self.division.statements.iter().zip(&near) {
            let voicing = self.voicing(statement, near, &beside, &entities, &resolver);
            self.found.voicings.push(voicing);
        }
    }

    fn attribution(
        &mut self,
        tagged: Tagged,
        quoted: &[Span],
        entities: &Entities,
        resolver: &mut Resolver<'_>,
    ) -> Attribution {
        let text = &self.report.text;
        let anchor = tagged.cue.first().or(tagged.source.first()).or(tagged.content.first());
        let sentence = anchor.and_then(|span| chain::sentence_of(&self.division.sentences, *span));
        let mut speakers = match (tagged.source.is_empty(), tagged.cue.first()) {
            (true, Some(cue)) => resolver.subject(*cue),
            _ => resolver.resolve(&tagged.source),
        };
        let outlet = speakers.iter().find(|speaker| speaker.kind == SpeakerKind::Outlet);
        let through = match outlet {
            Some(outlet) => {
                let at = tagged.source.first().map(|at| resolver.trimmed(*at));
                at.map(|at| Through { name: outlet.name.clone(), at })
            }
            None => sentence.and_then(|sentence| chain::told(text, sentence, entities, resolver)),
        };
        let through = through.zip(sentence).map_or_else(Vec::new, |(one, sentence)| {
            chain::around(text, sentence, one, entities, resolver)
        });
        if outlet.is_some() {
            let cited = |sentence| chain::cited(text, sentence, resolver);
            let told = |sentence| chain::told_to_outlet(text, sentence, entities, resolver);
            let some = |found: &Vec<Speaker>| !found.is_empty();
            let behind =
                sentence.and_then(|s| Some(cited(s)).filter(some).or(Some(told(s)).filter(some)));
            speakers = behind.unwrap_or(speakers);
        }
        let vias = through.into_iter().map(|through| self.credit(through)).collect();
        let behind = chain::behind(text, &tagged.content, &speakers, entities);
        let kind = kind(text, &tagged.content, quoted);
        let Tagged { source, cue, content } = tagged;
        Attribution { report: self.id, source, cue, content, kind, speakers, behind, vias }
    }

    /// Enters a credit that covers the statements beside it, once, and returns its position.
    fn credit(&mut self, through: Through) -> u32 {
        let at = Citation::text(self.id, through.at);
        let known = self.found.credits.iter().position(|credit| credit.at == at);
        let position = known.unwrap_or_else(|| {
            let scope = CreditScope::Near;
            self.found.credits.push(Credit { name: through.name, scope, at });
            self.found.credits.len() - 1
        });
        u32::try_from(position).expect("fewer than 2^32 credits in memory")
    }

    /// Gives what is credited to an outlet as a whole to the attributions within it.
    fn pass_on(&mut self, first: usize) {
        let own = &mut self.found.attributions[first..];
        let outer: Vec<(usize, Vec<Span>, Vec<u32>)> = own
            .iter()
            .enumerate()
            .filter(|(_, a)| a.speakers.iter().any(|speaker| speaker.kind == SpeakerKind::Outlet))
            .map(|(position, a)| (position, a.content.clone(), a.vias.clone()))
            .collect();
        for (position, attribution) in own.iter_mut().enumerate() {
            let from = outer.partition_point(|(at, ..)| at + NEIGHBOURS < position);
            let near = outer[from..].iter().take_while(|(at, ..)| *at <= position + NEIGHBOURS);
            let mut covering =
                near.filter(|(_, content, _)| covers_most(content, &attribution.content));
            if attribution.vias.is_empty()
                && let Some((.., vias)) = covering.next()
            {
                attribution.vias.clone_from(vias);
            }
        }
    }

    /// Finds the credits that stand in passing beside statements, with the stretch that each covers.
    fn credits_beside(
        &mut self,
        entities: &Entities,
        resolver: &Resolver<'_>,
    ) -> Vec<(Span, Vec<u32>)> {
        let text = &self.report.text;
        let sentences = &self.division.sentences;
        let found: Vec<(Span, Vec<Through>)> = sentences
            .iter()
            .filter_map(|sentence| {
                let through = chain::beside(text, sentence.span, entities, resolver)?;
                let alone = sentence.span.len() <= through.at.len() + "(.)".len();
                let paragraph = sentences
                    .iter()
                    .filter(|other| alone && other.paragraph == sentence.paragraph)
                    .map(|other| other.span)
                    .fold(sentence.span, Span::join);
                let all = chain::around(text, sentence.span, through, entities, resolver);
                Some((paragraph, all))
            })
            .collect();
        let mut entered = |chain: Vec<Through>| chain.into_iter().map(|t| self.credit(t)).collect();
        found.into_iter().map(|(covers, chain)| (covers, entered(chain))).collect()
    }

    /// Finds, for each statement, the attributions that credit words in it, by their positions.
    fn attributions_near(&self, first: usize) -> Vec<Vec<usize>> {
        let statements = &self.division.statements;
        let mut near = vec![Vec::new(); statements.len()];
        for (position, attribution) in self.found.attributions.iter().enumerate().skip(first) {
            for content in &attribution.content {
                let from = statements.partition_point(|s| s.span.end() <= content.start());
                let end = statements.partition_point(|s| s.span.start() < content.end());
                for list in &mut near[from.min(end)..end] {
                    if list.last() != Some(&position) {
                        list.push(position);
                    }
                }
            }
        }
        near
    }

    fn voicing(
        &self,
        statement: &Statement,
        near: &[usize],
        beside: &[(Span, Vec<u32>)],
        entities: &Entities,
        resolver: &Resolver<'_>,
    ) -> Voicing {
        let near: Vec<(AttributionId, &Attribution)> = near
            .iter()
            .map(|&position| (AttributionId::new(position), &self.found.attributions[position]))
            .collect();
        let voicing = voicing::voicing(&self.report.text, statement.span, &near);
        let begun = beside.partition_point(|(covers, _)| covers.start() <= statement.span.start());
        let last = beside[..begun].iter().rev().take(NEIGHBOURS);
        let credits =
            last.filter(|(covers, _)| covers.contains(statement.span)).map(|(_, c)| c).next();
        // "According to SANA, Oduya said": the outlet is the way, and the words are hers.
        let voices = match credits {
            Some(_) if voicing.voices.is_empty() => {
                chain::told_to_outlet(&self.report.text, statement.span, entities, resolver)
            }
            _ => voicing.voices,
        };
        let vias = match credits {
            Some(credits) if voicing.vias.is_empty() => credits.clone(),
            _ => voicing.vias,
        };
        Voicing { voices, vias, ..voicing }
    }
}

/// Attributions that may lie within one another are no further apart than this, counted in attributions.
const NEIGHBOURS: usize = 8;

/// Tells whether at least half of what is credited lies in an outer stretch.
fn covers_most(outer: &[Span], inner: &[Span]) -> bool {
    let all: usize = inner.iter().map(|span| span.len()).sum();
    let pairs = outer.iter().flat_map(|o| inner.iter().map(|i| o.overlap(*i)));
    pairs.sum::<usize>() * 2 >= all
}

/// Says how content is given, by how many of its letters stand in quotation marks.
fn kind(text: &str, content: &[Span], quoted: &[Span]) -> AttributionKind {
    let letters = |span: Span| span.of(text).chars().filter(|c| c.is_alphanumeric()).count();
    let all: usize = content.iter().map(|span| letters(*span)).sum();
    let inside: usize = content
        .iter()
        .flat_map(|span| reaching(quoted, *span).iter().map(move |quotation| (span, quotation)))
        .map(|(span, quotation)| {
            letters(Span::new(span.start().max(quotation.start()), span.end().min(quotation.end())))
        })
        .sum();
    match inside {
        0 => AttributionKind::Indirect,
        _ if inside == all => AttributionKind::Direct,
        _ => AttributionKind::Mixed,
    }
}
