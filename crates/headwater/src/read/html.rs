//! Reads a page: its metadata, its body by two engines, and what it says beside the body.

use dom_query::Document;
use dom_smoothie::Readability;
use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

use super::blocks::{Block, BlockKind, blocks, size};
use super::chooser::{TOO_SHORT, choose, total};
use super::guard::{Overload, lighten};
use super::metadata::{Metadata, metadata};
use super::{furniture, language};
use crate::model::{Note, NoteKind, Report};

/// Reads a page as the report of a name; its text is empty if there is no article.
///
/// # Errors
///
/// Fails if the page has too much of something for the engines.
pub(super) fn read_page(name: &str, page: &str) -> Result<Report, Overload> {
    let page = lighten(page)?;
    let document = Document::from(page.as_str());
    let shown = blocks(&page);
    let about = metadata(&document, &shown);
    let dense = by_density(document);
    let ruled = by_rules_or_all_ways(&page, total(&dense), &shown);
    let (body, mut notes) = part(choose(ruled, dense), &about);
    notes.extend(notes_beside(shown, &body, &notes, &about));
    let text = body.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n");
    Ok(Report {
        outlet: about.outlet,
        title: about.title,
        byline: about.byline,
        published: about.published,
        // What a page declares is often its template's language.
        language: language::recognized(&text).or(about.language),
        url: about.url,
        notes,
        ..Report::new(name, text)
    })
}

/// Where both engines find fewer words than this and the page shows twice as many in sentences, or where
/// `trafilatura` finds much less than `dom_smoothie`, it tries its other ways too, which take it three times
/// as long; this adds .003 to WCXB-dev's word F1.
const LITTLE: usize = 150;

/// Notes beside the body that are kept: a page of more is a gallery or a front page.
const MOST_NOTES: usize = 40;

/// Blocks at the end of a body within which authors are introduced.
const ENDING: usize = 4;

/// Words of a sentence that shows that a body goes on.
const GOES_ON: usize = 15;

/// The blocks that `trafilatura` finds, favouring recall.
///
/// Behind the chooser its settings differ by less than .003 on both sets, but what it leaves out may be lost,
/// while what it adds is looked at once more. It reads metadata too, for which nobody asks here: in place of the
/// page's head it gets one that answers, so that it does not search the body (a tenth of its time).
fn by_rules(page: &str, all_ways: bool) -> Vec<Block> {
    let options = Options::default()
        .with_exclude_comments(true)
        .with_focus(ExtractionFocus::FavorRecall)
        .with_html_date_mode(HtmlDateMode::Disabled)
        .with_fallback(all_ways);
    let body = page.find("<body").map_or(page, |at| &page[at..]);
    let page = [HEAD, body].concat();
    trafilatura::extract(&page, &options).map_or(Vec::new(), |found| blocks(&found.content_html))
}

/// A head with the metadata that `trafilatura` would search a body for.
const HEAD: &str = "<html><head><meta property='og:title' content='Title'>\
    <meta property='og:author' content='Ana Author'><meta property='og:article:tag' content='tag'>\
    <script type='application/ld+json'>{\"@type\":\"Article\",\"articleSection\":[\"Section\"]}</script>\
    </head>";

/// The same, with all its ways where it lost the body. What they find counts only if it is much more.
fn by_rules_or_all_ways(page: &str, dense: usize, shown: &[Block]) -> Vec<Block> {
    let ruled = by_rules(page, false);
    let found = total(&ruled);
    let prose: usize = shown.iter().filter(|block| block.is_prose()).map(Block::size).sum();
    let most = found.max(dense);
    let is_little = most < LITTLE && prose > 2 * most;
    if !is_little && found as f64 >= TOO_SHORT * dense as f64 {
        return ruled;
    }
    let retried = by_rules(page, true);
    if total(&retried) > 2 * found { retried } else { ruled }
}

/// The blocks that `dom_smoothie` finds, a port of Mozilla's Readability.
fn by_density(document: Document) -> Vec<Block> {
    let found = Readability::with_document(document, None, None).and_then(|mut page| page.parse());
    found.map_or(Vec::new(), |article| blocks(&article.content))
}

/// Parts what was chosen into the body and notes.
fn part(chosen: Vec<Block>, about: &Metadata) -> (Vec<Block>, Vec<Note>) {
    let end = end_of_body(&chosen);
    let ending = end.saturating_sub(ENDING).max(1);
    let mut body = Vec::new();
    let mut notes = Vec::new();
    for (at, block) in chosen.into_iter().take(end).enumerate() {
        let kind = match at >= ending {
            true => furniture::kind_of_ending(&block.text),
            false => furniture::kind_of(&block.text),
        };
        match head_kind(&block, at, about).or(kind) {
            None => body.push(block),
            Some(NoteKind::Furniture | NoteKind::Title) => {}
            Some(kind) => notes.push(Note { kind, text: block.text, span: None }),
        }
    }
    (body, notes)
}

/// Where the body ends: before a heading like "Related articles" that no more running text follows.
fn end_of_body(chosen: &[Block]) -> usize {
    let is_prose = |block: &Block| block.is_prose() && block.size() >= GOES_ON;
    let last = chosen.iter().rposition(is_prose).map_or(0, |last| last + 1);
    let opens = |block: &Block| furniture::opens_trailer(&block.text);
    let trailer = chosen[last..].iter().position(opens).map_or(chosen.len(), |at| last + at);
    let is_heading = |block: &Block| block.kind == BlockKind::Heading;
    chosen[..trailer].iter().rposition(|block| !is_heading(block)).map_or(0, |at| at + 1)
}

/// Whether a block repeats the title, or is the summary above the body.
fn head_kind(block: &Block, at: usize, about: &Metadata) -> Option<NoteKind> {
    let title = about.title.as_ref().map(|title| title.value.as_str());
    if title.is_some_and(|title| furniture::same_words(title, &block.text)) {
        return Some(NoteKind::Title);
    }
    let is_summary = block.kind == BlockKind::Heading
        && about
            .summary
            .as_ref()
            .is_some_and(|summary| furniture::same_words(summary, &block.text));
    (at < 2 && is_summary).then_some(NoteKind::Deck)
}

/// The decks, captions, credits and editors' words elsewhere on the page.
fn notes_beside(shown: Vec<Block>, body: &[Block], notes: &[Note], about: &Metadata) -> Vec<Note> {
    let mut beside: Vec<Note> = Vec::new();
    for block in shown {
        let Some(kind) = kind_beside(&block, about) else { continue };
        let is_known = body
            .iter()
            .map(|block| &block.text)
            .chain(notes.iter().chain(&beside).map(|note| &note.text))
            .any(|text| *text == block.text);
        if !is_known {
            beside.push(Note { kind, text: block.text, span: None });
        }
        if beside.len() == MOST_NOTES {
            break;
        }
    }
    beside
}

fn kind_beside(block: &Block, about: &Metadata) -> Option<NoteKind> {
    if block.linked {
        return None;
    }
    if about.summary.as_ref().is_some_and(|summary| furniture::same_words(summary, &block.text)) {
        return Some(NoteKind::Deck);
    }
    if block.kind == BlockKind::Caption && size(&block.text) > 2 {
        return Some(NoteKind::Caption);
    }
    furniture::kind_of(&block.text).filter(|kind| {
        matches!(kind, NoteKind::Credit | NoteKind::EditorNote | NoteKind::AuthorBox)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<html lang="en"><head><title>Bridge to close for a year</title>
        <meta property="og:description" content="Cracks were found in two of the piers of the bridge.">
        </head><body><nav><a href="/">Home</a><a href="/politics">Politics</a></nav><article>
        <h1>Bridge to close for a year</h1>
        <h2>Cracks were found in two of the piers of the bridge.</h2>
        <p class="byline">By Ana Dimitrov</p>
        <figure><img src="b.jpg"><figcaption>The old bridge in May of this year.</figcaption></figure>
        <p>The council voted on Monday to close the old bridge over the river for a year, after engineers
        had found cracks in two of its piers, the mayor told reporters at the town hall on Monday.</p>
        <p>Traffic will be led over the ford until the work has been done, she said, and the ferry, which
        stopped in 1998, will run again from the first of May until the end of September.</p>
        <p>“We have no choice,” said the mayor, “and we have known this for ten years.” She added that the
        ministry had promised to pay for half of the work, and that the rest will come from a loan.</p>
        <p>(Reporting by Ana Dimitrov; Editing by Tom Hale)</p>
        <h3>Related articles</h3><ul><li><a href="/ford">The ford in winter</a></li></ul>
        </article><footer>Copyright 2019 The Varna Observer</footer></body></html>"#;

    #[test]
    fn the_body_is_paragraphs_and_the_rest_is_notes() {
        let report = read_page("bridge", PAGE).unwrap();
        let paragraphs: Vec<_> = report.text.split("\n\n").map(|p| &p[..11]).collect();
        assert_eq!(paragraphs, ["The council", "Traffic wil", "“We have no"].map(|p| &p[..11]));
        let mut notes: Vec<_> =
            report.notes.iter().map(|note| (note.kind, &note.text[..12], note.span)).collect();
        notes.sort();
        assert_eq!(
            notes,
            [
                (NoteKind::Deck, "Cracks were ", None),
                (NoteKind::Caption, "The old brid", None),
                (NoteKind::Credit, "(Reporting b", None),
                (NoteKind::AuthorBox, "By Ana Dimit", None),
            ]
        );
        assert_eq!(report.byline.unwrap().value, "Ana Dimitrov");
    }

    #[test]
    fn a_page_without_an_article_has_no_text() {
        assert_eq!(read_page("empty", "<html><body></body></html>").unwrap().text, "");
    }
}
