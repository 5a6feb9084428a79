//! Finds the persons, bodies and outlets that a report names, and where.

use std::collections::BTreeSet;

use super::lexicon::{
    is_body_word, is_field_of_office, is_name_word, is_place_word, is_public_body, is_starter,
};
use crate::model::{Sentence, Span, Speaker, SpeakerKind};
use crate::names::{Clues, Likeness, likeness, nations, outlets, person};
use crate::split::verbs::is_saying;
use crate::words::is_month_or_day;

/// Somebody or something that a report names.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    /// The name, without titles, as it first stood in full.
    pub(super) speaker: Speaker,
    /// What the report calls it beside the name, in small letters: "iranian", "president".
    pub(super) description: Vec<String>,
    /// How often it is named.
    times: u32,
    /// Those of the name.
    clues: Clues,
}

/// A place where an entity is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) span: Span,
    /// The position among the entities.
    pub(super) entity: usize,
}

/// Mentions and entities are looked for this far back: longer than any article, and a bound for a book.
const BACK: usize = 512;

/// The entities of a report and their mentions, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Entities {
    pub(super) list: Vec<Entity>,
    pub(super) mentions: Vec<Mention>,
}

impl Entities {
    /// Finds the entities named in the sentences of a text.
    pub(super) fn find(text: &str, sentences: &[Sentence]) -> Self {
        let divided: Vec<Vec<Word<'_>>> =
            sentences.iter().map(|sentence| words(text, sentence.span)).collect();
        let families = families(&divided);
        let mut found = Self::default();
        for sentence in &divided {
            for sequence in sequences(sentence) {
                found.add(sentence, &sequence, &families);
            }
            for sequence in public_bodies(sentence) {
                let words = &sentence[sequence.start..sequence.end];
                let span = Span::new(words[0].start, words[words.len() - 1].end);
                found.enter(span, entity(span.of(text), SpeakerKind::Body, Vec::new()));
            }
        }
        found.mentions.sort_by_key(|mention| mention.span);
        found
    }

    /// Returns the mentions that end before a place, the last first, as far back as anybody would look.
    pub(super) fn before(&self, place: usize) -> impl Iterator<Item = (&Mention, &Entity)> {
        let end = self.mentions.partition_point(|mention| mention.span.end() <= place);
        let back = self.mentions[..end].iter().rev().take(BACK);
        back.map(|mention| (mention, &self.list[mention.entity]))
    }

    /// Returns the mentions in a stretch of the text.
    pub(super) fn within(&self, stretch: Span) -> impl DoubleEndedIterator<Item = &Mention> {
        let first = self.mentions.partition_point(|mention| mention.span.start() < stretch.start());
        let end = self.mentions.partition_point(|mention| mention.span.start() < stretch.end());
        let begun = self.mentions[first.min(end)..end].iter();
        begun.filter(move |mention| stretch.contains(mention.span))
    }

    /// Returns the position of the entity that a name means: of several, the one named most often, then first.
    fn named(&self, speaker: &Speaker) -> Option<usize> {
        let recent = self.list.iter().enumerate().rev().take(BACK);
        let clues = Clues::of(speaker);
        recent
            .filter(|(_, entity)| {
                entity.speaker.kind == speaker.kind
                    && entity.clues.meet(&clues)
                    && likeness(&entity.speaker, speaker) == Likeness::Same
            })
            .max_by_key(|(_, entity)| entity.times)
            .map(|(position, _)| position)
    }

    fn add(&mut self, sentence: &[Word<'_>], sequence: &Sequence, families: &BTreeSet<&str>) {
        let words = &sentence[sequence.start..sequence.end];
        let Some(read) = read(sentence, sequence, families) else {
            self.add_short(words);
            return;
        };
        self.enter(Span::new(words[0].start, words[words.len() - 1].end), read);
    }

    /// Enters a mention of an entity, which may be known.
    fn enter(&mut self, span: Span, read: Entity) {
        let entity = match self.named(&read.speaker) {
            Some(position) => {
                self.list[position].times += 1;
                self.list[position].description.extend(read.description);
                position
            }
            None => {
                self.list.push(read);
                self.list.len() - 1
            }
        };
        self.mentions.push(Mention { span, entity });
    }

    /// Adds a mention by one word: a family name, or the first word of a body's name.
    fn add_short(&mut self, words: &[Word<'_>]) {
        let [word] = words else { return };
        let span = Span::new(word.start, word.end);
        for kind in [SpeakerKind::Person, SpeakerKind::Body] {
            let speaker = Speaker { name: word.core.to_owned(), kind };
            if let Some(entity) = self.named(&speaker) {
                self.list[entity].times += 1;
                self.mentions.push(Mention { span, entity });
                return;
            }
        }
    }
}

/// A word of a sentence.
#[derive(Clone, Copy, Debug)]
struct Word<'t> {
    /// Without marks and the possessive ending.
    core: &'t str,
    start: usize,
    end: usize,
    /// Whether a mark or a possessive ending follows it, so that no name goes on.
    ends: bool,
    /// Whether a comma follows it.
    comma: bool,
    /// Whether it has a possessive ending.
    possessive: bool,
}

impl Word<'_> {
    fn is_capital(&self) -> bool {
        is_name_word(self.core)
    }

    fn lower(&self) -> String {
        self.core.to_lowercase()
    }
}

fn words(text: &str, sentence: Span) -> Vec<Word<'_>> {
    let base = sentence.start();
    let of = sentence.of(text);
    let offset = |part: &str| part.as_ptr() as usize - of.as_ptr() as usize;
    of.split_whitespace()
        .filter_map(|written| {
            let unled = written.trim_start_matches(|c: char| !c.is_alphanumeric());
            let trimmed = unled.trim_end_matches(|c: char| !c.is_alphanumeric());
            let core =
                ["'s", "’s"].iter().find_map(|end| trimmed.strip_suffix(end)).unwrap_or(trimmed);
            let tail = &unled[core.len()..];
            let abbreviated = tail == "."
                && (core.chars().count() == 1 || person::is_title(core) || core.contains('.'));
            let start = base + offset(core);
            (!core.is_empty()).then(|| Word {
                core,
                start,
                end: start + core.len(),
                ends: !tail.is_empty() && !abbreviated,
                comma: tail.ends_with(','),
                possessive: tail.starts_with("'s") || tail.starts_with("’s"),
            })
        })
        .collect()
}

/// Words that stand next to each other and are written as a name; positions in a sentence.
struct Sequence {
    start: usize,
    end: usize,
}

fn sequences(sentence: &[Word<'_>]) -> Vec<Sequence> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        if !sentence[at].is_capital() || is_starter(sentence[at].core) {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while let Some(next) = goes_on(sentence, start, at) {
            at = next;
        }
        found.push(Sequence { start, end: at });
    }
    found
}

/// Public bodies in small letters, with what says which they are: "Ostland's foreign ministry".
fn public_bodies(sentence: &[Word<'_>]) -> Vec<Sequence> {
    let which = |word: &Word<'_>| {
        word.is_capital() && (word.possessive || nations::country_of(&word.lower()).is_some())
    };
    (0..sentence.len())
        .filter(|&at| is_public_body(sentence[at].core))
        .filter_map(|at| {
            let fields = sentence[..at].iter().rev().take(2);
            let field =
                |word: &&Word<'_>| is_field_of_office(word.core) && (!word.ends || word.possessive);
            let first = at - fields.take_while(field).count();
            let start = if first > 0 && which(&sentence[first - 1]) { first - 1 } else { first };
            (start < at).then_some(Sequence { start, end: at + 1 })
        })
        .collect()
}

/// The place behind the next word of a name that began at `start` and has come to `at`, if it goes on.
fn goes_on(sentence: &[Word<'_>], start: usize, at: usize) -> Option<usize> {
    let so_far = &sentence[start..at];
    if so_far[so_far.len() - 1].ends {
        return None;
    }
    let next = sentence.get(at)?;
    if next.is_capital() {
        return Some(at + 1);
    }
    let links_body =
        so_far.iter().any(|word| is_body_word(word.core) || person::is_title(word.core));
    let links: &[&str] = if links_body {
        &["of", "the", "for", "and"]
    } else {
        &["al", "bin", "de", "von", "van", "der", "la"]
    };
    let behind = (at..at + 2)
        .take_while(|&link| {
            sentence.get(link).is_some_and(|word| links.contains(&word.core) && !word.ends)
        })
        .last()?
        + 1;
    let of = sentence[at].core != "and" || so_far.iter().any(|word| word.core == "of");
    (of && sentence.get(behind)?.is_capital()).then_some(behind + 1)
}

/// Family names that "Mr." and its like, or a verb of saying, show to be such.
fn families<'t>(sentences: &[Vec<Word<'t>>]) -> BTreeSet<&'t str> {
    let shown = |sentence: &[Word<'t>], at: usize| {
        let (one, other) = (&sentence[at], &sentence[at + 1]);
        let courtesy = ["mr", "mrs", "ms", "dr"].contains(&one.lower().as_str());
        if courtesy && other.is_capital() {
            return Some(other.core);
        }
        let says = is_saying(other.core) && one.is_capital() && !one.ends;
        (says && !has_article(&sentence[..at])).then_some(one.core)
    };
    let places =
        sentences.iter().flat_map(|s| (0..s.len().saturating_sub(1)).map(move |at| (s, at)));
    places.filter_map(|(sentence, at)| shown(sentence, at)).collect()
}

/// Tells whether the words before a name's last have an article before the name: "the Brenn Council".
fn has_article(before: &[Word<'_>]) -> bool {
    let articles = ["the", "a", "an", "this"];
    let is_article = |word: &Word<'_>| articles.contains(&word.lower().as_str());
    let mut back = before.iter().rev();
    back.find(|word| word.ends || !word.is_capital() || is_article(word))
        .is_some_and(|word| !word.ends && is_article(word))
}

/// Reads a sequence as the full name of somebody or something, if it shows itself to be one.
fn read(sentence: &[Word<'_>], sequence: &Sequence, families: &BTreeSet<&str>) -> Option<Entity> {
    let words = &sentence[sequence.start..sequence.end];
    let name = joined(words);
    let behind_agency = sequence.start > 0 && sentence[sequence.start - 1].core == "agency";
    if let Some(outlet) = outlets::usual_name(&name).or(behind_agency.then(|| name.clone())) {
        return Some(entity(&outlet, SpeakerKind::Outlet, Vec::new()));
    }
    let last_title = words[..words.len() - 1].iter().rposition(|word| person::is_title(word.core));
    let bare = &words[last_title.map_or(0, |title| title + 1)..];
    let bare = behind_office(bare);
    if bare.is_empty() {
        return None;
    }
    let mut description: Vec<String> =
        words[..words.len() - bare.len()].iter().map(Word::lower).collect();
    let before = description_before(sentence, sequence.start);
    let after = description_after(sentence, sequence.end);
    let told = last_title.is_some() || !before.is_empty() || !after.is_empty();
    description.extend(before);
    description.extend(after);
    if is_body(words) {
        return Some(entity(&name, SpeakerKind::Body, description));
    }
    let bare = without_nation(bare);
    let place = bare.iter().any(|word| is_place_word(word.core) || is_month_or_day(word.core));
    let family = bare.last()?;
    let known = families.contains(family.core);
    let one = bare.len() == 1;
    let person = !place
        && bare.len() <= 4
        && !person::is_title(family.core)
        && if one { last_title.is_some() } else { told || known };
    person.then(|| entity(&joined(bare), SpeakerKind::Person, description))
}

fn entity(name: &str, kind: SpeakerKind, description: Vec<String>) -> Entity {
    let speaker = Speaker { name: name.to_owned(), kind };
    Entity { clues: Clues::of(&speaker), speaker, description, times: 1 }
}

fn joined(words: &[Word<'_>]) -> String {
    let cores: Vec<&str> = words.iter().map(|word| word.core).collect();
    cores.join(" ")
}

/// "of Foreign Affairs Jo Park", behind a title, without the office; nothing if no name is left.
fn behind_office<'w, 't>(words: &'w [Word<'t>]) -> &'w [Word<'t>] {
    if words[0].core != "of" {
        return words;
    }
    let is_field = |word: &&Word<'_>| {
        let word = word.lower();
        word == "affairs" || is_field_of_office(&word) || nations::is_country(&word)
    };
    let is_link = |word: &&Word<'_>| ["of", "the", "for", "and"].contains(&word.core);
    let office = words.iter().take_while(|word| is_link(word) || is_field(word)).count();
    let (office, name) = words.split_at(office);
    let ends = office.last().is_some_and(|word| is_field(&word));
    if ends && name.iter().all(Word::is_capital) { name } else { &[] }
}

/// "Iranian Hassan Rouhani" without what tells the nation.
fn without_nation<'w, 't>(words: &'w [Word<'t>]) -> &'w [Word<'t>] {
    match words {
        [first, rest @ ..] if !rest.is_empty() && nations::country_of(&first.lower()).is_some() => {
            rest
        }
        all => all,
    }
}

fn is_body(words: &[Word<'_>]) -> bool {
    // "Justice" is a title, but not of somebody called "Department".
    let of_office = |word: &Word<'_>, next: &Word<'_>| {
        is_field_of_office(&word.lower()) && is_body_word(next.core)
    };
    let titled = words
        .windows(2)
        .any(|pair| person::is_title(pair[0].core) && !of_office(&pair[0], &pair[1]));
    let ends_as_body = words.iter().any(|word| is_body_word(word.core));
    let letters = |word: &Word<'_>| word.core.chars().filter(|c| c.is_alphabetic()).count();
    let initials = words.len() == 1
        && (2..=6).contains(&letters(&words[0]))
        && words[0].core.chars().all(|c| c.is_uppercase() || c == '.');
    let nation = words.len() == 1 && nations::is_country(&words[0].lower());
    (ends_as_body && !titled) || initials || nation
}

/// What stands before a name and describes it: "special counsel", "the mayor of Brenn,".
fn description_before(sentence: &[Word<'_>], start: usize) -> Vec<String> {
    let before = &sentence[..start];
    let Some(last) = before.last() else { return Vec::new() };
    if last.comma {
        return role_before(before);
    }
    if last.ends || !person::is_title(last.core) {
        return Vec::new();
    }
    before.iter().rev().take(3).take_while(|word| !word.ends).map(Word::lower).collect()
}

/// The words of a role that ends with the last word: from the article before its title on.
fn role_before(before: &[Word<'_>]) -> Vec<String> {
    let clause =
        before[..before.len() - 1].iter().rposition(|word| word.comma).map_or(0, |comma| comma + 1);
    let phrase = &before[clause..];
    let is_article =
        |word: &Word<'_>| ["the", "a", "an", "his", "her"].contains(&word.lower().as_str());
    let article = (0..phrase.len()).rev().find(|&at| {
        is_article(&phrase[at])
            && phrase.iter().skip(at + 1).take(3).any(|word| person::is_title(word.core))
    });
    match article {
        Some(at) if phrase.len() - at <= 10 => phrase[at..].iter().map(Word::lower).collect(),
        _ => Vec::new(),
    }
}

/// What stands behind a name, between commas, and describes it: ", director of the council,".
fn description_after(sentence: &[Word<'_>], end: usize) -> Vec<String> {
    if !sentence[end - 1].comma {
        return Vec::new();
    }
    let rest = &sentence[end..];
    let length = rest.iter().position(|word| word.ends).map_or(rest.len(), |comma| comma + 1);
    let phrase = &rest[..length];
    let title = phrase.iter().take(6).any(|word| person::is_title(word.core));
    let aged = phrase.len() == 1 && phrase[0].core.chars().all(|c| c.is_ascii_digit());
    let fits = length <= 12 && (title || aged) && phrase.iter().all(|word| !is_saying(word.core));
    if fits { phrase.iter().map(Word::lower).collect() } else { Vec::new() }
}
