//! Marks what is no statement in a text that must stay as it was given.

use super::blocks::{ends_sentence, size};
use super::{date, furniture, inset};
use crate::model::{MetadataSource, Note, NoteKind, Report, Span, Stated};

/// Finds the title, byline and date that a report's text names, where nobody gave them, and marks its notes.
pub(super) fn annotate(report: &mut Report) {
    let paragraphs = paragraphs(&report.text);
    let mut kinds = kinds(&report.text, &paragraphs);
    let title = match &report.title {
        Some(title) => Some(title.value.clone()),
        None => find_title(&report.text, &paragraphs, &mut kinds),
    };
    if let Some(title) = title {
        mark_titles(&report.text, &paragraphs, &mut kinds, &title);
        report.title.get_or_insert(stated(title));
    }
    let opening = paragraphs.iter().take(OPENING).map(|span| span.of(&report.text));
    let byline = opening.clone().find_map(furniture::byline).map(|names| stated(names.to_owned()));
    let published = opening.clone().find_map(date::parse_line).map(stated);
    report.byline = report.byline.take().or(byline);
    report.published = report.published.take().or(published);
    let body = paragraphs.iter().zip(&kinds).filter(|(_, kind)| kind.is_none());
    let boxes = inset::boxes(&report.text, body.map(|(span, _)| *span));
    let marked = paragraphs.into_iter().zip(kinds).filter_map(|(span, kind)| Some((span, kind?)));
    let boxes = boxes.into_iter().map(|span| (span, NoteKind::Furniture));
    let mut marked: Vec<(Span, NoteKind)> = marked.chain(boxes).collect();
    marked.sort_unstable_by_key(|(span, _)| *span);
    report.notes = marked
        .into_iter()
        .map(|(span, kind)| Note { kind, text: span.of(&report.text).to_owned(), span: Some(span) })
        .collect();
}

/// Paragraphs at the start within which a title, byline or date of the whole is sought.
const OPENING: usize = 6;

/// Paragraphs at the end within which authors are introduced.
const ENDING: usize = 4;

/// Most words of a title. Of the development reports' titles 99 in 100 have no more.
const LONGEST_TITLE: usize = 25;

/// A line of fewer words above others is the name of an outlet or a label of the page.
const TELLING_TITLE: usize = 3;

/// A text with a title has a body of at least as many paragraphs.
const BODY: usize = 2;

fn stated<T>(value: T) -> Stated<T> {
    Stated { value, from: MetadataSource::Text }
}

/// Lines, without space at their ends; lines that were wrapped at a margin are one paragraph.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut wrapped = false;
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let span = Span::new(start, start + line.len()).trimmed(text);
        start += line.len();
        if span.is_empty() {
            wrapped = false;
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if wrapped => *last = last.join(span),
            _ => paragraphs.push(span),
        }
        wrapped = is_wrapped(span.of(text));
    }
    paragraphs
}

/// Whether a line broke at a margin of 60 to 90 characters amid a sentence.
fn is_wrapped(line: &str) -> bool {
    (55..=90).contains(&line.chars().count()) && !ends_sentence(line)
}

fn kinds(text: &str, paragraphs: &[Span]) -> Vec<Option<NoteKind>> {
    let ending = paragraphs.len().saturating_sub(ENDING);
    let kind = |(at, span): (usize, &Span)| {
        let paragraph = span.of(text);
        let kind = match at >= ending.max(1) {
            true => furniture::kind_of_ending(paragraph),
            false => furniture::kind_of(paragraph),
        };
        let is_link = || at > 0 && furniture::is_shouted_link(paragraph);
        let is_gallery = || inset::is_gallery(paragraph);
        kind.or_else(|| is_link().then_some(NoteKind::Furniture))
            .or_else(|| is_gallery().then_some(NoteKind::Caption))
    };
    paragraphs.iter().enumerate().map(kind).collect()
}

/// The title: the line that the opening repeats, or the first line, if a body follows. Lines of a name or a
/// label above it are marked as furniture.
fn find_title(text: &str, paragraphs: &[Span], kinds: &mut [Option<NoteKind>]) -> Option<String> {
    let unmarked: Vec<usize> = (0..paragraphs.len()).filter(|at| kinds[*at].is_none()).collect();
    let line = |at: usize| paragraphs[at].of(text);
    let leading: Vec<usize> =
        unmarked.iter().copied().take(OPENING).take_while(|at| is_heading(line(*at))).collect();
    let is_repeated = |at: usize| {
        let again = (at + 1)..paragraphs.len().min(OPENING);
        again.into_iter().any(|other| furniture::same_words(line(other), line(at)))
    };
    let repeated = leading.iter().find(|at| is_repeated(**at));
    let is_told = |line: &str| size(line) >= TELLING_TITLE || !is_label(line);
    let told = || leading.iter().find(|at| size(line(**at)) >= 2 && is_told(line(**at)));
    let named = || leading.iter().find(|at| size(line(**at)) >= 2);
    let title = *repeated.or_else(told).or_else(named)?;
    let body = unmarked.iter().filter(|at| **at > title).count();
    if body < BODY {
        return None;
    }
    for above in leading.iter().take_while(|at| **at < title) {
        kinds[*above] = Some(NoteKind::Furniture);
    }
    Some(line(title).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a short line is the name of an outlet or a label: all of its words have capitals.
fn is_label(line: &str) -> bool {
    line.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a line reads like a title, or like a label of the page above one.
fn is_heading(line: &str) -> bool {
    line.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"'“‘".contains(c))
        && !line.ends_with(['.', ':', ';', ',', '—', '–', '-', '”', '"'])
        && !line.contains('\n')
        && !furniture::is_long(line)
        && (1..=LONGEST_TITLE).contains(&size(line))
}

/// Marks the title wherever it is repeated among the first paragraphs, and a summary between two of them.
fn mark_titles(text: &str, paragraphs: &[Span], kinds: &mut [Option<NoteKind>], title: &str) {
    let repeats: Vec<usize> = (0..paragraphs.len().min(OPENING))
        .filter(|at| furniture::same_words(paragraphs[*at].of(text), title))
        .collect();
    for at in &repeats {
        kinds[*at] = Some(NoteKind::Title);
    }
    if let [first, .., last] = repeats[..] {
        kinds[first..last]
            .iter_mut()
            .filter(|kind| kind.is_none())
            .for_each(|kind| *kind = Some(NoteKind::Deck));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn annotated(text: &str) -> Report {
        let mut report = Report::new("r", text);
        annotate(&mut report);
        report
    }

    fn notes(report: &Report) -> Vec<(NoteKind, &str)> {
        report.notes.iter().map(|note| (note.kind, note.text.as_str())).collect()
    }

    #[test]
    fn what_is_no_body_is_marked() {
        let report = annotated(
            "Logo Wide\n\nBridge to Close for a  Year\n\nThe council decided on Monday.\n\
             Bridge to Close for a Year\n\nBy Ana Dimitrov\nNov. 19, 2019\n\n\
             The bridge will close, the mayor said.\n\nFILE PHOTO: The bridge.\n\nIt has cracks.\n\n\
             Ana Dimitrov is a staff writer at the Observer.\n\nHelpful keywords\n",
        );
        assert_eq!(
            notes(&report),
            [
                (NoteKind::Furniture, "Logo Wide"),
                (NoteKind::Title, "Bridge to Close for a  Year"),
                (NoteKind::Deck, "The council decided on Monday."),
                (NoteKind::Title, "Bridge to Close for a Year"),
                (NoteKind::AuthorBox, "By Ana Dimitrov"),
                (NoteKind::Furniture, "Nov. 19, 2019"),
                (NoteKind::Caption, "FILE PHOTO: The bridge."),
                (NoteKind::AuthorBox, "Ana Dimitrov is a staff writer at the Observer."),
                (NoteKind::Furniture, "Helpful keywords"),
            ]
        );
        assert_eq!(report.title.unwrap().value, "Bridge to Close for a Year");
        assert_eq!(report.byline.unwrap().value, "Ana Dimitrov");
        assert_eq!(report.published.unwrap().value.to_string(), "2019-11-19");
    }

    #[test]
    fn lines_above_the_title_are_furniture() {
        for above in ["Brenn Courier", "Site Banner", "Home\n\nLocal News"] {
            let title = "Bridge to close for a year";
            let body = "The bridge will close.\n\nIt has cracks.";
            for opening in [title.to_owned(), format!("{title}\n\n{title}")] {
                let report = annotated(&format!("{above}\n\n{opening}\n\n{body}"));
                assert_eq!(report.title.expect("a title").value, title, "{above}");
            }
        }
    }

    #[test]
    fn a_short_title_stays_the_title() {
        let report =
            annotated("Mayor resigns\n\nCouncil to vote on Friday\n\nIt was time.\n\nHe left.");
        assert_eq!(report.title.expect("a title").value, "Mayor resigns");
    }

    #[test]
    fn a_first_sentence_is_no_title() {
        for text in [
            "The bridge will close.\n\nIt has cracks.\n\nTraffic will be led elsewhere.",
            "VARNA, Bulgaria —\nThe bridge will close.\n\nIt has cracks.",
            "The bridge",
        ] {
            assert_eq!(annotated(text).title, None, "{text:?}");
        }
    }

    #[test]
    fn a_given_title_is_marked_and_not_replaced() {
        let mut report =
            Report::new("r", "Bridge closes\n\nThe bridge will close.\n\nIt has cracks.");
        report.title = Some(Stated { value: "Bridge Closes!".into(), from: MetadataSource::Given });
        annotate(&mut report);
        assert_eq!(notes(&report), [(NoteKind::Title, "Bridge closes")]);
        assert_eq!(report.title.unwrap().from, MetadataSource::Given);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The council of the town voted on Monday to close the old bridge that\n\
                    Updated plans call unsafe.\nIt has cracks.";
        assert_eq!(paragraphs(text).len(), 2);
        assert!(annotated(text).notes.is_empty());
    }

    proptest! {
        #[test]
        fn notes_stand_in_order_in_the_text(text in "([A-Z][a-zé .]{0,12}|\n|\r\n|Photo|By A B|\u{2029}){0,20}") {
            let report = annotated(&text);
            prop_assert_eq!(&report.text, &text);
            let mut end = 0;
            for note in &report.notes {
                let span = note.span.unwrap();
                prop_assert!(span.start() >= end && !span.is_empty());
                prop_assert_eq!(span.of(&report.text), &note.text);
                end = span.end();
            }
        }
    }
}
