//! The words for kinds in the JSON, as DESIGN names them.

use crate::attribute::Tagger;
use crate::model::{
    AttributionKind, Certainty, Change, ConflictKind, CreditScope, Difference, Ground, Manner,
    Measure, MetadataSource, NoteKind, Place, QualifierKind, ReportKind, ReuseClass, SpeakerKind,
    Unit,
};
use crate::reuse::{RelationKind, SourceGround};

pub(super) fn report(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Original => "original",
        ReportKind::WireCopy => "wire-copy",
        ReportKind::PartlyCopied => "partly-copied",
        ReportKind::RewriteCredited => "rewrite-credited",
        ReportKind::Mixed => "mixed",
    }
}

pub(super) fn note(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Title => "title",
        NoteKind::Deck => "deck",
        NoteKind::Caption => "caption",
        NoteKind::Credit => "credit",
        NoteKind::AuthorBox => "author-box",
        NoteKind::EditorNote => "editor-note",
        NoteKind::Furniture => "furniture",
    }
}

pub(super) fn place(place: Place) -> &'static str {
    match place {
        Place::Text => "text",
        Place::Title => "title",
        Place::Byline => "byline",
        Place::Note(_) => "note",
    }
}

pub(super) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Probable => "probable",
    }
}

/// Names what figures are measured by: a unit, or `date`.
pub(super) fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Number(Unit::Count) => "count",
        Measure::Number(Unit::Money(currency)) => currency,
        Measure::Number(Unit::Percent) => "percent",
        Measure::Number(Unit::Ordinal) => "ordinal",
        Measure::Number(Unit::Length) => "metre",
        Measure::Number(Unit::Area) => "square-metre",
        Measure::Number(Unit::Mass) => "kilogram",
        Measure::Number(Unit::Duration) => "day",
        Measure::Day => "date",
    }
}

pub(super) fn conflict(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Number => "number",
        ConflictKind::Date => "date",
        ConflictKind::Place => "place",
        ConflictKind::Name => "name",
        ConflictKind::Negation => "negation",
        ConflictKind::Attribution => "attribution",
        ConflictKind::Quotation => "quotation",
    }
}

pub(super) fn difference(difference: &Difference) -> &'static str {
    match difference {
        Difference::First => "first",
        Difference::Same => "same",
        Difference::Changed(_) => "changed",
        Difference::Reworded => "reworded",
    }
}

pub(super) fn change(change: &Change) -> &'static str {
    match change {
        Change::Kept { .. } => "kept",
        Change::Dropped(_) => "dropped",
        Change::Added(_) => "added",
    }
}

pub(super) fn reuse(class: ReuseClass, manner: Manner) -> &'static str {
    match class {
        ReuseClass::Text => match manner {
            Manner::Copy => "copy",
            Manner::Edited => "edited",
            Manner::Reordered => "reordered",
        },
        ReuseClass::Quotation => "quotation",
        ReuseClass::StockPhrase => "stock-phrase",
        ReuseClass::Credit => "credit",
    }
}

pub(super) fn relation(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Duplicate => "duplicate",
        RelationKind::NearDuplicate => "near-duplicate",
        RelationKind::TruncatedCopy { .. } => "truncated-copy",
        RelationKind::PartOf { .. } => "part-of",
        RelationKind::WrapUp { .. } => "wrap-up",
        RelationKind::SharedPassages => "shared-passages",
    }
}

pub(super) fn source_ground(ground: SourceGround) -> &'static str {
    match ground {
        SourceGround::Sole => "sole",
        SourceGround::Earliest => "earliest",
        SourceGround::Fullest => "fullest",
        SourceGround::Undecided => "undecided",
    }
}

pub(super) fn attribution(kind: AttributionKind) -> &'static str {
    match kind {
        AttributionKind::Direct => "direct",
        AttributionKind::Indirect => "indirect",
        AttributionKind::Mixed => "mixed",
    }
}

pub(super) fn tagger(tagger: Tagger) -> &'static str {
    match tagger {
        Tagger::Fast => "fast",
        Tagger::Strong => "strong",
    }
}

pub(super) fn speaker(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Body => "body",
        SpeakerKind::Document => "document",
        SpeakerKind::Outlet => "outlet",
        SpeakerKind::Unnamed => "unnamed",
    }
}

pub(super) fn qualifier(kind: QualifierKind) -> &'static str {
    match kind {
        QualifierKind::Denial => "denial",
        QualifierKind::Hedge => "hedge",
        QualifierKind::Condition => "condition",
    }
}

pub(super) fn scope(scope: CreditScope) -> &'static str {
    match scope {
        CreditScope::Whole => "whole",
        CreditScope::Part => "part",
        CreditScope::Near => "near",
    }
}

pub(super) fn ground(ground: &Ground) -> &'static str {
    match ground {
        Ground::Credit(_) => "credit",
        Ground::Attribution(_) => "attribution",
        Ground::SharedText(_) => "shared-text",
        Ground::CopiedShare { .. } => "copied-share",
        Ground::SameOrder { .. } => "same-order",
        Ground::Earlier { .. } => "earlier",
        Ground::OwnVoice(_) => "own-voice",
        Ground::Document(_) => "document",
    }
}

/// The word for where a fact about a report was found; an element of the page is named by itself.
pub(super) fn metadata_source(source: &MetadataSource) -> String {
    match source {
        MetadataSource::Given => "given",
        MetadataSource::JsonLd => "json-ld",
        MetadataSource::Meta(element) => return format!("meta {element}"),
        MetadataSource::Page => "page",
        MetadataSource::Url => "url",
        MetadataSource::Text => "text",
        MetadataSource::Engine => "engine",
    }
    .to_owned()
}
