use super::{Place, Published, Span};
use serde::{Deserialize, Serialize};

/// One published text of one outlet, as read: the only ground state, from which all else is derived.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The id that its giver gave it, else the stem of its file's name. Unique within a story.
    pub name: String,
    /// The file, or the address, that it was read from.
    pub file: Option<String>,
    /// Who published it.
    pub outlet: Option<Stated<String>>,
    /// Its headline.
    pub title: Option<Stated<String>>,
    /// Whom it names as its author.
    pub byline: Option<Stated<String>>,
    /// When it was published.
    pub published: Option<Stated<Published>>,
    /// Its language, as an ISO 639-1 code.
    pub language: Option<Stated<String>>,
    /// Its canonical address.
    pub url: Option<Stated<String>>,
    /// What it says. All spans of statements, attributions and passages are ranges of this string.
    pub text: String,
    /// What stands beside or between: credits, decks, captions, editor's notes, page furniture.
    pub notes: Vec<Note>,
}

impl Report {
    /// Makes a report of which nothing but its name and text is known.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            file: None,
            outlet: None,
            title: None,
            byline: None,
            published: None,
            language: None,
            url: None,
            text: text.into(),
            notes: Vec::new(),
        }
    }

    /// Returns the string that a place names; it is empty where the report has none.
    ///
    /// # Panics
    ///
    /// Panics on a note that the report does not have.
    pub fn string(&self, place: Place) -> &str {
        match place {
            Place::Text => &self.text,
            Place::Title => self.title.as_ref().map_or("", |title| &title.value),
            Place::Byline => self.byline.as_ref().map_or("", |byline| &byline.value),
            Place::Note(index) => &self.notes[index as usize].text,
        }
    }

    /// Returns the name by which a person knows the report: its outlet, else its own name.
    pub fn display_name(&self) -> &str {
        self.outlet.as_ref().map_or(&self.name, |outlet| &outlet.value)
    }
}

/// A fact about a report, with where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// The fact.
    pub value: T,
    /// Where it was found.
    pub from: MetadataSource,
}

/// Where a fact about a report was found, from the most to the least telling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MetadataSource {
    /// The giver said so, in a field of the input.
    Given,
    /// Structured data of the page (schema.org JSON-LD).
    JsonLd,
    /// A `meta` or `link` element of the page, or an attribute of its root; the element's name.
    Meta(String),
    /// A visible element of the page, such as `time` or `h1`.
    Page,
    /// The address.
    Url,
    /// The text itself.
    Text,
    /// An extraction engine's own guess.
    Engine,
}

/// A stretch that is no statement of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// Its words.
    pub text: String,
    /// Where it stands in the report's text, if it stands there and not elsewhere on the page.
    pub span: Option<Span>,
}

/// What a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// The title, repeated in the text.
    Title,
    /// The summary under the title.
    Deck,
    /// The words under or about a picture.
    Caption,
    /// A credit: "(Reporting by ...)", "The Associated Press contributed to this report."
    Credit,
    /// Who the author is.
    AuthorBox,
    /// The editors' own word: "This article was edited by ...".
    EditorNote,
    /// Furniture of the page: share lines, newsletters, links to other reports, "Logo".
    Furniture,
}
