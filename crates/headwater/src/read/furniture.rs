//! Tells what is no statement of a report from its body: credits, captions, editors' words, furniture of the page.
//!
//! The patterns are those of English-language news sites. A paragraph is only taken out when all of it is
//! of a kind; what merely looks unusual stays.

use std::sync::LazyLock;

use regex::{Regex, RegexSet, RegexSetBuilder};

use super::blocks::{ends_sentence, size, words};
use super::{date, with_fast_boundaries};
use crate::model::NoteKind;

/// Tells what a whole paragraph is, if it is no body.
pub(super) fn kind_of(paragraph: &str) -> Option<NoteKind> {
    let paragraph = paragraph.trim().trim_start_matches(BULLETS);
    let words = if is_long(paragraph) { usize::MAX } else { size(paragraph) };
    let found = KINDS
        .iter()
        .find(|(_, longest, patterns)| words <= *longest && patterns.is_match(paragraph));
    let is_furniture =
        || is_ornament(paragraph) || date::parse_line(paragraph).is_some() || is_form(paragraph);
    found.map(|(kind, ..)| *kind).or_else(|| is_furniture().then_some(NoteKind::Furniture))
}

/// Tells what a paragraph among the last of a text is, if it is no body.
pub(super) fn kind_of_ending(paragraph: &str) -> Option<NoteKind> {
    static ABOUT: LazyLock<Regex> = pattern!(
        r"(?x)^[\W_]*(?:[\p{Lu}][\w.'’-]*\s+){2,4}(?:is|was)\s+(?:an?|the)\s+[^.]{0,80}\b
          (?:reporter|correspondent|columnist|contributor|(?:staff|senior|freelance)\s+writer
            |editor\s+(?:at|of|for|in|emeritus)|(?:political|news|managing|senior|digital|executive|deputy)\s+editor)\b"
    );
    let about = !is_long(paragraph) && size(paragraph) <= LONGEST_BOX && ABOUT.is_match(paragraph);
    kind_of(paragraph).or(about.then_some(NoteKind::AuthorBox))
}

/// Whether a paragraph has more words than any title, note or piece of furniture, without counting them: more than 70
/// of 20 letters with a space each.
pub(super) fn is_long(paragraph: &str) -> bool {
    paragraph.len() > 70 * 21
}

/// Whether a heading opens what follows an article: links to others, a newsletter.
pub(super) fn opens_trailer(heading: &str) -> bool {
    static TRAILER: LazyLock<Regex> = pattern!(
        r"(?ix)^(?:(?:more|other)\s+)?(?:related|recommended|similar)\b.{0,30}$
          |^(?:you\s+(?:may|might)\s+also|also\s+(?:read|see)|read\s+(?:next|more|also)|more\s+(?:from|on|in|stories|articles|news)\b
            |most\s+(?:read|popular|viewed)|popular\s+on|don[’']?t\s+miss|trending|latest\s+(?:news|posts|stories|articles)
            |about\s+the\s+authors?|share\s+this|sign\s+up|subscribe|newsletter|comments?$|leave\s+a\s+(?:comment|reply)
            |further\s+reading|our\s+services|contact\s+us|want\s+to\s+work).{0,40}$"
    );
    size(heading) <= 8 && TRAILER.is_match(heading.trim())
}

/// Whether a paragraph of plain text is a link to another article, in capitals without an end.
pub(super) fn is_shouted_link(paragraph: &str) -> bool {
    let shouts = paragraph.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    shouts && size(paragraph) >= 6 && !ends_sentence(paragraph) && !paragraph.ends_with(':')
}

/// The words of a byline, if a paragraph is one ("By Jane Doe and John Roe, Associated Press").
pub(super) fn byline(paragraph: &str) -> Option<&str> {
    static BYLINE: LazyLock<Regex> = pattern!(
        r"^(?:By|BY|Written by|Posted by)[:\s]\s*(?P<names>(?:[\p{Lu}][\w.'’-]*|and|AND|of|for|the|de|van|von|al|[,|&/]|\s)+)$"
    );
    let found = BYLINE.captures(paragraph.trim())?.name("names")?.as_str().trim();
    (size(found) <= 14 && found.contains(char::is_lowercase) || size(found) <= 6).then_some(found)
}

/// Whether two strings have the same words, whatever stands between.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    words(a).map(str::to_lowercase).eq(words(b).map(str::to_lowercase))
}

/// A longer caption or note is body, for all that it looks like.
const LONGEST: usize = 70;

/// The same for author boxes and furniture.
const LONGEST_LINE: usize = 30;

/// The same for a sentence about the author.
const LONGEST_BOX: usize = 35;

/// The same for forms: the longest of the development reports have some 100.
const LONGEST_FORM: usize = 130;

/// Words of forms that make one: a report on such a form has one or two.
const LEAST_OF_FORM: usize = 3;

const FORMS: [&str; 6] = [
    r"(?i)\bnewsletters?\b",
    r"(?i)\bsign(?:ing|ed)?[\s-]+up\b",
    r"(?i)\b(?:un)?subscri(?:be|bed|bing)\b",
    r"(?i)\b(?:e-?mail\s+address|inbox|via\s+e-?mail)\b",
    r"(?i)\b(?:privacy\s+(?:policy|notice)|terms\s+of\s+(?:use|service)|you\s+agree)\b",
    r"(?i)\b(?:re)?captcha\b",
];

const BULLETS: [char; 6] = ['•', '*', '-', '–', '—', ' '];

static KINDS: LazyLock<[(NoteKind, usize, RegexSet); 5]> = LazyLock::new(|| {
    [
        (NoteKind::EditorNote, LONGEST, set(&EDITOR_NOTES)),
        (NoteKind::Credit, LONGEST, set(&CREDITS)),
        (NoteKind::Caption, LONGEST, set(&CAPTIONS)),
        (NoteKind::AuthorBox, LONGEST_LINE, set(&AUTHOR_BOXES)),
        (NoteKind::Furniture, LONGEST_LINE, set(&FURNITURE)),
    ]
});

const CREDITS: [&str; 7] = [
    r"^[(\[]?\s*(?:(?:[Aa]dditional|[Ff]urther|[Cc]ompiled)\s+)?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Rr]eported|[Tt]ranslated|REPORTING|EDITING)(?:\s+and\s+[a-z]+)?\s+(?:by|BY)\s+\p{Lu}",
    r"(?i)\bcontributed\s+(?:reporting\s+)?to\s+this\s+(?:report|article|story|piece|post)(?:\s+from\b[^.]*)?\W*$",
    r"(?i)\bcontributed\s+(?:reporting|research)(?:\s+from\s[^.]*)?\.?\W*$",
    r"^(?i:contributing|contributors?)(?i:\s+authors?)?\s*:\s*\p{Lu}",
    r"(?i)^\(?with\s+(?:files|inputs?|reporting|additional\s+reporting|agenc(?:y|ies))\b[^.]*\.?\)?$",
    r"(?i)^(?:this|the)\s+(?:article|story|report)\s+(?:is|was)\s+(?:based|compiled|produced)\b[^.]*\b(?:wires?|agenc(?:y|ies)|reports|service)\b[^.]{0,40}\.?$",
    r"^(?i:sources?)\s*:\s*\p{Lu}[^.]*\.?$",
];

const EDITOR_NOTES: [&str; 8] = [
    r"(?i)^\W*editor[’']?s?[’']?\s+notes?\b",
    r"(?i)^(?:correction|clarification)s?\s*(?:\([^)]*\))?\s*:",
    r"(?i)^(?:last\s+)?updated(?:\s+(?:at|on)|\s*:|\s+\w{3,9}\.?,?\s+\d|\s+\d).{0,60}$",
    r"(?i)^(?:update:?\s+)?(?:this|an\s+earlier\s+version\s+of\s+this)\s+(?:article|story|post|report|piece|headline|version)\s+(?:was|has\s+been|is\s+more\s+than|originally|first|misstated|incorrectly)\b",
    r"(?i)^this\s+is\s+a\s+(?:rush\s+transcript|developing\s+story|breaking\s+news)\b",
    r"(?i)^(?:the\s+)?(?:views|opinions)\s+expressed\b",
    r"(?i)^analysis/opinion:?$",
    r"(?i)^\(?this\s+(?:article|story)\s+(?:is|was)\s+(?:published|edited|written|translated)\b",
];

const CAPTIONS: [&str; 11] = [
    r"^(?:FILE(?:\s+PHOTO)?|File\s+photo)\s*(?:[-–—:]|\s-)",
    r"(?i)^(?:\w+\s+){1,8}(?:image|media|video|photo)\s+caption\s",
    r"(?i)^(?:enlarge\s+this\s+image|toggle\s+caption|hide\s+caption|(?:image|media|video|photo)\s+(?:copyright|caption|source|credit))\b",
    r"\bREUTERS/\p{Lu}[\w.'’-]*(?:[\s/]+[\w.'’-]+){0,5}\W*$",
    r"\((?:AP|Reuters|REUTERS|AFP|Getty|EPA)\s*(?:Photo|Images|/)[^()]*\)\W*$",
    r"(?i)\((?:photo|image|picture|illustration)s?(?:graph)?(?:\s*:|\s+by|\s+courtesy|\s+credit)[^()]*\)\W*$",
    r"(?i)^(?:photo|image|picture|illustration|video)(?:s|graph)?(?:\s+(?:by|courtesy(?:\s+of)?|credits?)\b|\s*:).*$",
    r"(?:\||©|/)\s*(?:AP|Getty|Reuters|REUTERS|EPA|AFP)(?:\s+(?:Photos?|Images))?\W*$",
    r"/(?:Getty\s+Images|AP|AFP|EPA|NPR|Reuters|REUTERS|Associated\s+Press)(?:\s+via\s+[\p{Lu}].{0,30})?\W*$",
    r"(?:^|[\w.]\s+)Getty\s+Images\W*$",
    r"^AP\s+Photo\b.{0,40}$",
];

const AUTHOR_BOXES: [&str; 3] = [
    r"^(?:By|BY|Written by|Posted by)\s+(?:\p{Lu}[\w.'’-]*[\s,|]*|and\s+|of\s+|for\s+|the\s+){2,12}$",
    r"(?i)^(?:follow|e-?mail|reach|contact|write\s+to)\s+(?:me|him|her|them|us|@|the\s+(?:authors?|reporters?|writers?)|(?-i:\p{Lu})\w+).*(?:@|twitter|facebook|instagram|e-?mail)",
    r"(?i)^(?:\S+@\S+\.\w+|@\w+|(?:https?://)?(?:www\.)?(?:twitter|x)\.com/\S+)$",
];

const FURNITURE: [&str; 22] = [
    r"(?i)^(?:advertisement|story\s+continues|story\s+continued|continue\s+reading|article\s+continues)\b.{0,45}$",
    r"(?i)^(?:ad|photos?|videos?|close|logo(?:\s+wide)?|helpful\s+keywords|keywords|share|tweet|print|e-?mail|loading\W*|sponsored|comments?|post\s+comment.{0,5}|view\s+comments|more|latest|urgent|related|read\s+more|more\s+on\s+this|usa\s+today|just\s+watched|watch\s+live|listen|trending|opinion|read\s+full\s+article|order\s+reprints|print\s+article)\s*[:.…]*$",
    r"(?i)^(?:share\s+(?:this|on|via)|tweet\s+this|print\s+this|share\s+tweet)\b.*$",
    r"(?i)^(?:please\s+)?(?:sign\s+up|subscribe|register)\s+(?:for|here|to|now|below|today)\b.*$",
    r"(?i)^(?:get|want|receive|join|sign).*\b(?:newsletters?|(?:to|in)\s+your\s+inbox)\b",
    r"(?i)\bnewsletters?\b.{0,20}\b(?:sign\s+up|subscribe)\s+(?:here|now|today|below)\b",
    r"(?i)\bsign\s+up\s+(?:here|for\s+our)\b.*$",
    r"(?i)^click\s+here\b",
    r"(?i)^[\[(\s]*(?:photos?|watch|also\s+on\s+\w+|videos?|related|see\s+also|see\s+more|read\s+more|also\s+read|also\s+watch|read\s+also|read\s+next|more\s+from\s+[\w\s]{2,25}|don[’']?t\s+miss|recommended|must\s+read|listen|more)\s*(?:stories|articles)?\s*:\s*\S.*$",
    r"(?i)^read\s+(?:more|the\s+full|also)\b.*$",
    r"^(?:JUST WATCHED|MUST WATCH)\b",
    r"(?i)^related\s+(?:coverage|articles?|stories|story|posts?|content|links|topics|news)\b.*$",
    r"(?i)^(?:copyright\s*(?:©|\(c\)|ⓒ|\d{4})|©|\(c\)\s*\d{4}|ⓒ)",
    r"(?i)\ball\s+rights\s+reserved\b.*$",
    r"(?i)^content\s+created\s+by\b.*\bis\s+available\s+without\s+charge\b",
    r"(?i)^(?:filed\s+under|tags?|topics|categories|this\s+article\s+tagged\s+under|posted\s+in)\s*:",
    r"(?i)^(?:like\s+this\s+(?:story|article)|you\s+(?:may|might)\s+also\s+(?:like|enjoy|be\s+interested)\b.{0,40}$|most\s+(?:read|popular|viewed)\b.{0,30}$|popular\s+on\b.{0,30}$)",
    r"(?i)^(?:have|got)\s+a\s+(?:news\s+)?tip\b",
    r"(?i)^(?:follow|like)\s+(?:us|@|\S+\s+(?:on|@)|.{0,40}\bon\s+(?:twitter|facebook|instagram))",
    r"(?i)^(?:download|get)\s+(?:the|our)\b.{0,40}\bapp\b.{0,20}$",
    r"(?i)^\d+\s*min(?:ute)?s?\s+(?:read|watch|listen)$",
    r"(?i)^(?:first\s+)?(?:published|posted)(?:\s+on)?\b.{0,45}\d{4}.{0,25}$",
];

/// Bytes that a set may use for its automaton; with the default of 2 MB it is built again and again, and
/// takes six times as long.
const CACHE: usize = 16 << 20;

/// Builds a set of patterns.
fn set(patterns: &[&str]) -> RegexSet {
    let patterns = patterns.iter().map(|pattern| with_fast_boundaries(pattern));
    let built = RegexSetBuilder::new(patterns).dfa_size_limit(CACHE).build();
    built.expect("the patterns are valid")
}

/// A form set into the text, for readers to leave their address: it speaks to them and has several of the words of forms.
fn is_form(paragraph: &str) -> bool {
    static WORDS: LazyLock<RegexSet> = LazyLock::new(|| set(&FORMS));
    static READER: LazyLock<Regex> = pattern!(r"(?i)\byour?\b");
    !is_long(paragraph)
        && size(paragraph) <= LONGEST_FORM
        && READER.is_match(paragraph)
        && WORDS.matches(paragraph).iter().count() >= LEAST_OF_FORM
}

/// A line of asterisks, dashes, dots, or a name in square brackets.
fn is_ornament(paragraph: &str) -> bool {
    static MARK: LazyLock<Regex> = pattern!(r"^(?:[\W_]*|\[[\w -]{3,20}\])$");
    MARK.is_match(paragraph)
}

#[cfg(test)]
mod tests {
    use super::*;
    use NoteKind::*;

    #[test]
    fn whole_paragraphs_are_told_from_body() {
        for (paragraph, kind) in [
            ("(Reporting by Ana Dimitrov in Varna; Editing by Tom Hale)", Some(Credit)),
            ("Additional reporting by Ana Dimitrov", Some(Credit)),
            ("The Northern Wire contributed to this report.", Some(Credit)),
            ("• Ana Dimitrov and Tom Hale contributed reporting from Varna.", Some(Credit)),
            ("Contributing: Ana Dimitrov", Some(Credit)),
            ("This article is based in part on wire service reports.", Some(Credit)),
            ("Ana Dimitrov contributed to this report for six years before she left.", None),
            ("Editor's note: the figure was corrected.", Some(EditorNote)),
            (
                "This article was edited by The Varna Observer. Views are the author's.",
                Some(EditorNote),
            ),
            ("Updated at 8:46 a.m. ET", Some(EditorNote)),
            (
                "Updated figures show that the river has risen by a metre since the beginning of May.",
                None,
            ),
            ("FILE PHOTO: The bridge in May.", Some(Caption)),
            ("The bridge over the river, June 17, 2020. REUTERS/Ana Dimitrov", Some(Caption)),
            ("Enlarge this image toggle caption Ana Dimitrov/AP Ana Dimitrov/AP", Some(Caption)),
            ("Workers at the bridge. (AP Photo/Ana Dimitrov, File)", Some(Caption)),
            ("Ana Dimitrov/Getty Images", Some(Caption)),
            ("Sound is off on this device Video caption The bridge in May", Some(Caption)),
            ("By Ana Dimitrov and Tom Hale, Northern Wire", Some(AuthorBox)),
            ("By Monday the bridge had been closed.", None),
            ("Follow Ana Dimitrov on Twitter @dimitrov", Some(AuthorBox)),
            ("Logo Wide", Some(Furniture)),
            ("Helpful keywords", Some(Furniture)),
            ("Related Coverage Bridge closed for a year", Some(Furniture)),
            ("SHARE THIS ARTICLE Share Tweet Post Email", Some(Furniture)),
            ("Sign up for Daily Newsletters", Some(Furniture)),
            (
                "The Morning Tide Everything that moves on the river. Email Sign Up By signing up you agree to \
                 receive newsletters from the Observer. You can unsubscribe at any time.",
                Some(Furniture),
            ),
            (
                "Those who sign up for the ferry's newsletter travel for half the fare, the mayor said, and \
                 you may bring your dog.",
                None,
            ),
            ("Copyright © 2019 The Varna Observer.", Some(Furniture)),
            ("READ MORE: Bridge closed for a year", Some(Furniture)),
            ("BRIDGE CLOSED FOR A YEAR AFTER CRACKS FOUND", None),
            ("___", Some(Furniture)),
            ("Nov. 19, 2019", Some(Furniture)),
            ("The council voted on Monday to close the bridge.", None),
            ("“Share the burden,” she said.", None),
            ("More than forty people were hurt.", None),
            ("Photographs of the piers show cracks, the mayor said.", None),
            ("", Some(Furniture)),
        ] {
            assert_eq!(kind_of(paragraph), kind, "{paragraph:?}");
        }
    }

    #[test]
    fn authors_are_introduced_at_the_end() {
        let about = "Ana Dimitrov is a political reporter for the Varna Observer.";
        assert_eq!(kind_of_ending(about), Some(AuthorBox));
        assert_eq!(kind_of(about), None);
        assert_eq!(kind_of_ending("The reporter is a friend of the mayor, he said."), None);
    }

    #[test]
    fn shouted_links() {
        assert!(is_shouted_link("BRIDGE CLOSED FOR A YEAR AFTER CRACKS FOUND"));
        assert!(!is_shouted_link("THE BRIDGE IS CLOSED FOR A YEAR."));
        assert!(!is_shouted_link("NATOの会合が東京で開かれた"));
    }

    #[test]
    fn bylines() {
        for (paragraph, names) in [
            ("By Ana Dimitrov", Some("Ana Dimitrov")),
            ("By ANA DIMITROV, Northern Wire", Some("ANA DIMITROV, Northern Wire")),
            ("By Monday, the bridge was closed", None),
        ] {
            assert_eq!(byline(paragraph), names);
        }
    }
}
