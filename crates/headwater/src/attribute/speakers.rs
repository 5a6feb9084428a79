//! Says who the words of a source mean, within their report: names in full, titles, pronouns, groups.

use super::entities::{Entities, Entity};
use super::lexicon::{
    is_body_word, is_document_word, is_name_word, is_outlet_word, is_speech_word, is_starter,
    is_thing,
};
use crate::model::{Sentence, Span, Speaker, SpeakerKind};
use crate::names::{nations, outlets, person};
use crate::split::verbs::is_finite;
use crate::words::is_month_or_day;

/// Resolves sources in the order of the text, and remembers who spoke.
pub(super) struct Resolver<'r> {
    text: &'r str,
    sentences: &'r [Sentence],
    entities: &'r Entities,
    /// Who spoke, and where their words stand.
    spoken: Vec<(usize, Vec<Speaker>)>,
}

/// Speakers are looked for this many sentences back: a quotation goes on for a few.
const MEMORY: usize = 4;

/// Of those who spoke, so many last ones are looked at.
const SPOKEN: usize = 64;

impl<'r> Resolver<'r> {
    pub(super) fn new(text: &'r str, sentences: &'r [Sentence], entities: &'r Entities) -> Self {
        Self { text, sentences, entities, spoken: Vec::new() }
    }

    /// Resolves the source of an attribution; none if there is no telling.
    pub(super) fn resolve(&mut self, source: &[Span]) -> Vec<Speaker> {
        let Some(first) = source.first() else { return Vec::new() };
        let speakers = if self.is_expletive(*first) { Vec::new() } else { self.phrase(*first) };
        let named = speakers.iter().any(|speaker| speaker.kind != SpeakerKind::Outlet);
        if named {
            self.spoken.push((first.start(), speakers.clone()));
        }
        speakers
    }

    /// Resolves the subject of a participle without a source of its own ("..., saying that"): who spoke before in
    /// the sentence, else who is named first in it.
    pub(super) fn subject(&self, cue: Span) -> Vec<Speaker> {
        let words = cue.of(self.text);
        let active = words.ends_with("ing") || ["told", "said", "added"].contains(&words);
        let Some(sentence) = self.sentences.get(self.sentence_at(cue.start())).filter(|_| active)
        else {
            return Vec::new();
        };
        let within = Span::new(sentence.span.start().min(cue.start()), cue.start());
        let recent = self.spoken.iter().rev().take(SPOKEN);
        let spoke = recent
            .filter(|(place, _)| *place < within.end())
            .find(|(place, _)| *place >= within.start());
        let named = || {
            self.entities
                .within(within)
                .map(|mention| &self.entities.list[mention.entity].speaker)
                .find(|speaker| speaker.kind != SpeakerKind::Outlet)
        };
        match spoke {
            Some((_, speakers)) => speakers.clone(),
            None => named().cloned().into_iter().collect(),
        }
    }

    /// Tells whether a source is the "it" of "it was announced".
    fn is_expletive(&self, source: Span) -> bool {
        let next = self.text[source.end()..].split_whitespace().next().unwrap_or_default();
        source.of(self.text).eq_ignore_ascii_case("it")
            && ["was", "is", "has", "had"].contains(&next)
    }

    /// Resolves a phrase of the text.
    pub(super) fn phrase(&self, phrase: Span) -> Vec<Speaker> {
        let phrase = self.trimmed(phrase);
        let words = phrase.of(self.text).to_lowercase();
        let first = words.split_whitespace().next().unwrap_or_default();
        match (first, words.split_whitespace().count()) {
            ("", _) => return Vec::new(),
            ("he" | "she" | "him" | "her", 1) => return self.person_before(phrase.start(), first),
            ("it", 1) => return self.body_before(phrase.start()),
            ("they" | "them", 1) => return self.several_before(phrase.start()),
            ("who" | "which" | "that", 1) => return self.nearest(phrase.start()),
            _ => {}
        }
        if let Some(pair) = self.pair(&words, phrase.start()) {
            return pair;
        }
        match self.joined(phrase) {
            Some(parts) => parts,
            None => self.one(phrase).into_iter().collect(),
        }
    }

    /// Resolves an outlet by its name or by a short form of one named before.
    pub(super) fn outlet(&self, phrase: &str, place: usize) -> Option<Speaker> {
        let speaker = |name: &str| Speaker { name: name.to_owned(), kind: SpeakerKind::Outlet };
        let written = phrase.split_whitespace().filter(|word| is_name_word(word)).count();
        if written > 0
            && let Some(outlet) = outlets::usual_name(phrase).or_else(|| self.named_outlet(phrase))
        {
            return Some(speaker(&outlet));
        }
        let short = phrase.to_lowercase();
        let named =
            self.entities.before(place).filter(|(_, e)| e.speaker.kind == SpeakerKind::Outlet);
        // "The agency" alone is as often a public one.
        let kind = short.strip_prefix("the ")?;
        let generic = match kind.strip_prefix("news ") {
            Some(kind) => is_outlet_word(kind),
            None => kind != "agency" && is_outlet_word(kind),
        };
        let has_form = |name: &str| {
            outlets::identify(name).is_some_and(|outlet| {
                outlet.short_forms.iter().any(|form| form.to_lowercase() == short)
            })
        };
        let mut names = named.map(|(_, entity)| entity.speaker.name.as_str());
        names.find(|name| generic || has_form(name)).map(speaker)
    }

    /// An outlet that the report called one elsewhere: "the state news agency Sadavesht", then "Sadavesht".
    fn named_outlet(&self, phrase: &str) -> Option<String> {
        let mut outlets =
            self.entities.list.iter().filter(|e| e.speaker.kind == SpeakerKind::Outlet);
        outlets.find(|e| e.speaker.name == phrase).map(|e| e.speaker.name.clone())
    }

    /// A phrase without marks and the day at its edges.
    pub(super) fn trimmed(&self, phrase: Span) -> Span {
        let words = phrase.of(self.text);
        let edge = |c: char| c.is_whitespace() || ",.;:\"“”'‘’—–-(".contains(c);
        let mut kept = words.trim_matches(edge);
        // The day of the saying, and "both", are no part of the name.
        while let Some((rest, last)) = kept.rsplit_once(' ')
            && (is_month_or_day(last) || ["on", "late", "both"].contains(&last))
        {
            kept = rest.trim_end_matches(edge);
        }
        kept = kept.strip_prefix("which ").or(kept.strip_prefix("who ")).unwrap_or(kept);
        let start = phrase.start() + (kept.as_ptr() as usize - words.as_ptr() as usize);
        Span::new(start, start + kept.len())
    }

    /// Resolves "the two sides", "both leaders": the two who were named last.
    fn pair(&self, words: &str, place: usize) -> Option<Vec<Speaker>> {
        let rest = ["the two of them", "the two ", "both "]
            .iter()
            .find_map(|lead| words.strip_prefix(lead))?;
        let kind = match rest {
            "sides" | "leaders" | "presidents" | "men" | "women" | "ministers" | "officials"
            | "" => SpeakerKind::Person,
            "countries" | "governments" | "nations" => SpeakerKind::Body,
            _ => return None,
        };
        let mut pair: Vec<Speaker> = Vec::new();
        for (_, entity) in self.entities.before(place) {
            let country = kind == SpeakerKind::Person || is_country(&entity.speaker.name);
            if country && entity.speaker.kind == kind && !pair.contains(&entity.speaker) {
                pair.push(entity.speaker.clone());
            }
            if pair.len() == 2 {
                pair.sort();
                return Some(pair);
            }
        }
        None
    }

    /// Resolves "Ana Park and Jo Ilves", or a longer list, where all parts are names.
    fn joined(&self, phrase: Span) -> Option<Vec<Speaker>> {
        let phrase = match phrase.of(self.text).get(.."both ".len()) {
            Some(both) if both.eq_ignore_ascii_case("both ") => {
                Span::new(phrase.start() + both.len(), phrase.end())
            }
            _ => phrase,
        };
        let words = phrase.of(self.text);
        let at = words.find(" and ")?;
        let head = words[..at].trim_end_matches(',');
        let are_names = |list: &str| list.split_whitespace().all(is_name_word);
        let separator = if head.split(", ").all(are_names) { ", " } else { " and " };
        let mut start = phrase.start();
        let mut parts: Vec<Span> = Vec::new();
        for part in head.split(separator) {
            parts.push(Span::new(start, start + part.len()));
            start += part.len() + separator.len();
        }
        let last = Span::new(phrase.start() + at + " and ".len(), phrase.end());
        parts.push(last);
        let whole_body =
            words[..at].split_whitespace().any(is_body_word) && words[..at].contains(" of ");
        let speakers: Vec<Speaker> = parts.iter().filter_map(|part| self.one(*part)).collect();
        let is_named = |s: &Speaker| matches!(s.kind, SpeakerKind::Person | SpeakerKind::Body);
        let one_word = !words[..at].trim().contains(' ');
        let outlets = speakers.iter().any(|s| s.kind == SpeakerKind::Outlet);
        let named = speakers.iter().all(is_named)
            || (one_word && !outlets && speakers.iter().any(is_named));
        (!whole_body && named && speakers.len() == parts.len() && !words.contains(" who "))
            .then_some(speakers)
    }

    /// Resolves a phrase that means one person, body, document or group.
    fn one(&self, phrase: Span) -> Option<Speaker> {
        let (head, aside) = self.head(phrase);
        let words = head.of(self.text);
        if words.is_empty() {
            return None;
        }
        if let Some(speech) = self.of_speech(head) {
            return speech;
        }
        let aside = aside.or_else(|| self.apposition(phrase));
        self.outlet_in(head, aside)
            .or_else(|| self.person_in(head))
            .or_else(|| self.named_in_aside(words, aside))
            .or_else(|| document(words))
            .or_else(|| self.by_title(words, head.start()))
            .or_else(|| self.body(words, head.start()))
            .or_else(|| self.unknown_name(words, head.start()))
            .or_else(|| self.unnamed(head))
    }

    /// Resolves words that somebody said to whoever said them: "Oduya's comments", "a statement from the ministry",
    /// "the statement". Nothing if the phrase is no such thing.
    fn of_speech(&self, head: Span) -> Option<Option<Speaker>> {
        let words = head.of(self.text);
        let maker = [" from ", " by "]
            .iter()
            .filter_map(|by| words.find(by).map(|at| (at, by.len())))
            .min();
        let core = &words[..maker.map_or(words.len(), |(at, _)| at)];
        if !core.split_whitespace().next_back().is_some_and(is_speech_word) {
            return None;
        }
        if let Some((at, length)) = maker {
            let made_by = Span::new(head.start() + at + length, head.end());
            return Some(self.phrase(made_by).into_iter().next());
        }
        let owner = ["'s ", "’s "].iter().filter_map(|end| core.rfind(end)).max();
        if let Some(end) = owner {
            return Some(self.one(Span::new(head.start(), head.start() + end)));
        }
        let place = self.sentence_at(head.start());
        let last = self.last_spoken(place, |speakers| speakers.len() == 1);
        let own = Speaker { name: words.to_lowercase(), kind: SpeakerKind::Document };
        Some(last.and_then(|mut speakers| speakers.pop()).or(Some(own)))
    }

    /// The name between commas behind a phrase that ends before it.
    fn apposition(&self, phrase: Span) -> Option<Span> {
        let rest = self.text[phrase.end()..].strip_prefix(", ")?;
        let end = rest.find(',').filter(|&end| end <= 40)?;
        let capitals = rest[..end].split_whitespace().all(is_name_word);
        let start = phrase.end() + ", ".len();
        capitals.then(|| Span::new(start, start + end))
    }

    /// Parts a phrase into what comes before its first comma or relative, and what comes behind the comma.
    fn head(&self, phrase: Span) -> (Span, Option<Span>) {
        let words = phrase.of(self.text);
        let comma = words.find([',', '(', '—']);
        let relative = [" who ", " which ", " whose "].iter().filter_map(|r| words.find(r)).min();
        let end = comma.into_iter().chain(relative).min().unwrap_or(words.len());
        let head = Span::new(phrase.start(), phrase.start() + end).trimmed(self.text);
        let aside = comma
            .filter(|&comma| comma == end)
            .map(|comma| self.trimmed(Span::new(phrase.start() + comma, phrase.end())));
        (head, aside)
    }

    /// An outlet: by name ("SANA"), by name behind what it is ("the state news agency SANA"), or by a short form.
    fn outlet_in(&self, head: Span, aside: Option<Span>) -> Option<Speaker> {
        let words = head.of(self.text);
        if let Some(outlet) = self.outlet(words, head.start()) {
            return Some(outlet);
        }
        if !words.split_whitespace().any(is_outlet_word) || words.contains("'s ") {
            return None;
        }
        let tail = words
            .match_indices(' ')
            .find_map(|(at, _)| outlets::identify(&words[at..]))
            .map(|outlet| outlet.name.to_owned())
            .or_else(|| outlets::usual_name(words));
        let ends_as_outlet = words.split_whitespace().last().is_some_and(is_outlet_word);
        let named = aside
            .map(|aside| aside.of(self.text))
            .filter(|name| ends_as_outlet && name.split_whitespace().all(is_name_word))
            .filter(|_| !words.ends_with("agency") || words.ends_with("news agency"))
            .map(str::to_owned);
        tail.or(named).map(|name| Speaker { name, kind: SpeakerKind::Outlet })
    }

    /// The person named last in a phrase, unless the phrase is about somebody else: "Oduya's lawyer",
    /// "a spokesman for Oduya".
    fn person_in(&self, head: Span) -> Option<Speaker> {
        self.entities
            .within(head)
            .rev()
            .map(|mention| (mention, &self.entities.list[mention.entity]))
            .find(|(mention, entity)| {
                let before = self.text[head.start()..mention.span.start()].trim_end();
                let governed = ["for", "of", "to", "by", "with", "from", "at", "near", "against"]
                    .iter()
                    .any(|word| before.split_whitespace().next_back() == Some(word));
                let owned = self.text[mention.span.end()..].starts_with(['\'', '’']);
                let mut behind = self.text[mention.span.end()..head.end()].split_whitespace();
                let last = behind.next().is_none_or(is_finite);
                entity.speaker.kind == SpeakerKind::Person && !governed && !owned && last
            })
            .map(|(_, entity)| entity.speaker.clone())
    }

    /// The person or body whose name follows what it is: "a longtime associate, Ana Oduya".
    fn named_in_aside(&self, words: &str, aside: Option<Span>) -> Option<Speaker> {
        let described = words.starts_with(char::is_lowercase)
            || is_starter(first_word(words))
            || words.contains("'s ");
        let aside = aside.filter(|_| described)?;
        let (name, _) = self.head(aside);
        self.person_in(name).or_else(|| {
            let written = name.of(self.text);
            let capitals = written.split_whitespace().all(is_name_word);
            let count = written.split_whitespace().count();
            let unled = written.strip_prefix("the ").unwrap_or(written);
            let body = unled.split_whitespace().any(is_body_word) || unled.len() < written.len();
            if body && unled.starts_with(char::is_uppercase) {
                return Some(Speaker { name: unled.to_owned(), kind: SpeakerKind::Body });
            }
            (capitals && (2..=4).contains(&count) && !body)
                .then(|| Speaker { name: person::bare(written), kind: SpeakerKind::Person })
        })
    }

    /// The person whom the report introduced with this title: "the Supreme Leader", "his Iranian counterpart".
    fn by_title(&self, words: &str, place: usize) -> Option<Speaker> {
        let head = words.split(" of ").next().unwrap_or_default().to_lowercase();
        let lead = first_word(&head);
        let definite = ["the", "his", "her", "their"].contains(&lead) || !is_starter(lead);
        let titles: Vec<&str> =
            head.split_whitespace().filter(|word| person::is_title(word)).collect();
        if titles.is_empty() || !definite {
            return None;
        }
        let nation = head
            .split_whitespace()
            .find_map(|word| nations::country_of(word.trim_end_matches("'s")));
        let counterpart = titles == ["counterpart"];
        let last = self.spoken.last().and_then(|(_, speakers)| speakers.first());
        let fits = |entity: &Entity| {
            let has = |title: &&str| entity.description.iter().any(|word| word == *title);
            let of_nation = nation.is_none_or(|nation| {
                entity.description.iter().any(|word| nations::country_of(word) == Some(nation))
            });
            entity.speaker.kind == SpeakerKind::Person
                && of_nation
                && (titles.iter().all(has) || (counterpart && Some(&entity.speaker) != last))
        };
        let found =
            self.entities.before(place).map(|(_, entity)| entity).find(|entity| fits(entity))?;
        Some(found.speaker.clone())
    }

    /// A body: in the report's words, or the one named before that "the ministry" or "the group" means.
    fn body(&self, words: &str, place: usize) -> Option<Speaker> {
        let unled = words.strip_prefix("the ").or(words.strip_prefix("The ")).unwrap_or(words);
        let prepositions = [" of ", " for ", " from ", " in ", " at ", " with "];
        let end =
            prepositions.iter().filter_map(|word| unled.find(word)).min().unwrap_or(unled.len());
        let head = unled[..end].split_whitespace().next_back()?.to_lowercase();
        let human = ["democrats", "republicans"].contains(&head.as_str());
        let nation = is_country(unled);
        if human || !(is_body_word(&head) || nation) {
            return None;
        }
        let bare = !unled.contains(char::is_uppercase) && unled.split_whitespace().count() == 1;
        let definite = unled.len() < words.len();
        let any = ["group", "company", "organization", "organisation", "firm", "movement"]
            .contains(&head.as_str());
        let fits = |speaker: &&Speaker| {
            let lower = speaker.name.to_lowercase();
            let meant = any || lower.contains(&head);
            speaker.kind == SpeakerKind::Body && meant && lower != head && !is_country(&lower)
        };
        let earlier = self.spoken.iter().rev().take(SPOKEN).filter(|(at, _)| *at < place);
        let spoken = earlier.flat_map(|(_, speakers)| speakers);
        let named = self.entities.before(place).map(|(_, entity)| &entity.speaker);
        let known = spoken.chain(named).find(fits);
        let name =
            known.filter(|_| bare && definite).map_or_else(|| unled.to_owned(), |k| k.name.clone());
        Some(Speaker { name, kind: SpeakerKind::Body })
    }

    /// A name that the report does not show to be a person's or a body's otherwise.
    fn unknown_name(&self, words: &str, place: usize) -> Option<Speaker> {
        let unled = words.strip_prefix("The ").or(words.strip_prefix("the ")).unwrap_or(words);
        let all: Vec<&str> = unled.split_whitespace().collect();
        let capitals = all.iter().all(|word| is_name_word(word));
        let first = first_word(unled);
        if !capitals
            || is_starter(first)
            || (all.len() == 1
                && unled.ends_with('s')
                && unled == words
                && self.begins_sentence(place))
        {
            return self.titled_name(words);
        }
        let initials =
            all.len() == 1 && unled.len() > 1 && unled.chars().all(|c| !c.is_lowercase());
        let article = unled.len() < words.len();
        let kind = if initials || article { SpeakerKind::Body } else { SpeakerKind::Person };
        let name = if kind == SpeakerKind::Person { person::bare(unled) } else { unled.to_owned() };
        Some(Speaker { name, kind })
    }

    /// "Bank economist Ana Oduya": a name behind a title in small letters.
    fn titled_name(&self, words: &str) -> Option<Speaker> {
        let all: Vec<&str> = words.split_whitespace().collect();
        let title = all.iter().rposition(|word| person::is_title(word))?;
        let name = &all[title + 1..];
        let capitals = name.iter().all(|word| is_name_word(word));
        (capitals && !name.is_empty() && name.len() <= 4)
            .then(|| Speaker { name: name.join(" "), kind: SpeakerKind::Person })
    }

    fn begins_sentence(&self, place: usize) -> bool {
        let sentence = self.sentences.get(self.sentence_at(place));
        // A quotation mark may stand before the first word; it has three bytes.
        sentence.is_some_and(|sentence| place.saturating_sub(sentence.span.start()) <= 3)
    }

    /// Somebody without a name, by the report's description, with a small letter at its start.
    fn unnamed(&self, head: Span) -> Option<Speaker> {
        let words = head.of(self.text);
        if words.split_whitespace().next_back().is_some_and(is_thing) {
            return None;
        }
        let first = first_word(words);
        let proper = nations::country_of(&first.to_lowercase().replace('.', "")).is_some()
            || first.ends_with("'s")
            || first.ends_with("’s")
            || first.chars().nth(1).is_some_and(|c| !c.is_lowercase() && c != ' ');
        let mut letters = words.chars();
        let name = match letters.next() {
            Some(letter) if self.begins_sentence(head.start()) && !proper => {
                letter.to_lowercase().chain(letters).collect()
            }
            _ => words.to_owned(),
        };
        Some(Speaker { name, kind: SpeakerKind::Unnamed })
    }

    /// The sentence that a place stands in, by position.
    fn sentence_at(&self, place: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.span.end() <= place)
    }

    /// Resolves "he" and "she": the first person of the sentence, else who spoke last, else the first person of
    /// the sentence before.
    fn person_before(&self, place: usize, pronoun: &str) -> Vec<Speaker> {
        let fits = |entity: &Entity| {
            let other: &[&str] = if pronoun.starts_with('h') && pronoun != "her" {
                &["ms", "mrs", "miss", "spokeswoman", "chairwoman", "congresswoman", "queen"]
            } else {
                &["mr", "spokesman", "chairman", "congressman", "king"]
            };
            entity.speaker.kind == SpeakerKind::Person
                && !entity.description.iter().any(|word| other.contains(&word.as_str()))
        };
        let at = self.sentence_at(place);
        let first_in = |sentence: usize| {
            let span = self.sentences.get(sentence)?.span;
            self.entities
                .within(span)
                .filter(|mention| mention.span.end() <= place)
                .map(|mention| &self.entities.list[mention.entity])
                .find(|entity| fits(entity))
                .map(|entity| entity.speaker.clone())
        };
        let spoke = || {
            self.last_spoken(at, |speakers| matches!(speakers, [speaker] if is_one_human(speaker)))
        };
        let same = first_in(at).map(|speaker| vec![speaker]);
        let earlier = || (1..=MEMORY).filter_map(|back| first_in(at.checked_sub(back)?)).next();
        same.or_else(spoke).or_else(|| earlier().map(|speaker| vec![speaker])).unwrap_or_default()
    }

    /// Resolves "it": the body that spoke last, else the last body named.
    fn body_before(&self, place: usize) -> Vec<Speaker> {
        let at = self.sentence_at(place);
        let is_body =
            |speaker: &Speaker| matches!(speaker.kind, SpeakerKind::Body | SpeakerKind::Document);
        let named = || {
            let bodies = self.entities.before(place).map(|(_, entity)| &entity.speaker);
            bodies.filter(|speaker| is_body(speaker)).map(|speaker| vec![speaker.clone()]).next()
        };
        self.last_spoken(at, |speakers| speakers.iter().all(is_body))
            .or_else(named)
            .unwrap_or_default()
    }

    /// Resolves "they": several or unnamed ones that spoke last.
    fn several_before(&self, place: usize) -> Vec<Speaker> {
        let one_person =
            |speakers: &[Speaker]| matches!(speakers, [Speaker { kind: SpeakerKind::Person, .. }]);
        self.last_spoken(self.sentence_at(place), |speakers| !one_person(speakers))
            .unwrap_or_default()
    }

    /// Resolves a relative: whoever is named just before.
    fn nearest(&self, place: usize) -> Vec<Speaker> {
        let mut named = self.entities.before(place);
        named.next().map(|(_, entity)| vec![entity.speaker.clone()]).unwrap_or_default()
    }

    /// Who spoke last, not too far before a sentence, if that fits.
    fn last_spoken(
        &self,
        sentence: usize,
        fits: impl Fn(&[Speaker]) -> bool,
    ) -> Option<Vec<Speaker>> {
        let spoken = self.spoken.iter().rev();
        spoken
            .take_while(|(place, _)| self.sentence_at(*place) + MEMORY >= sentence)
            .map(|(_, speakers)| speakers)
            .find(|speakers| !speakers.is_empty() && fits(speakers))
            .cloned()
    }
}

/// Tells whether "he" or "she" may mean a speaker.
fn is_one_human(speaker: &Speaker) -> bool {
    let lead = first_word(&speaker.name);
    let alone = ["a", "an", "one", "the"].contains(&lead) && !speaker.name.ends_with('s');
    speaker.kind == SpeakerKind::Person || (speaker.kind == SpeakerKind::Unnamed && alone)
}

fn is_country(name: &str) -> bool {
    nations::is_country(&name.to_lowercase().replace('.', ""))
}

fn first_word(words: &str) -> &str {
    words.split_whitespace().next().unwrap_or_default()
}

/// A document that says things: "court filings", "the ruling".
fn document(words: &str) -> Option<Speaker> {
    let core =
        words.split(" of ").next().and_then(|w| w.split(" from ").next()).unwrap_or_default();
    let head = core.split_whitespace().next_back()?;
    let unled = words.strip_prefix("the ").or(words.strip_prefix("The ")).unwrap_or(words);
    (is_document_word(head) && !core.to_lowercase().contains("media"))
        .then(|| Speaker { name: unled.to_owned(), kind: SpeakerKind::Document })
}
