//! Words, their tags, who governs whom, and names, as spaCy's small English pipeline finds them.
//!
//! This is a port of what `en_core_web_sm` 3.8 of spaCy (Honnibal, Montani, Van Landeghem and Boyd) computes for English: its
//! tokenizer, tagger, parser and finder of entities, with their weights embedded. `models/syntax/README.md` says what was
//! taken, and how often the results are equal: in 118,920 tokens of news, all but 8.
//!
//! ```
//! let syntax = headwater_syntax::parse("Mayor Ines Brandt didn't resign.");
//! let words: Vec<_> = syntax.tokens.iter().map(|token| (token.tag, token.head, token.label)).collect();
//! assert_eq!(words[2..5], [("NNP", 5, "nsubj"), ("VBD", 5, "aux"), ("RB", 5, "neg")]);
//! assert_eq!((syntax.entities[0].tokens.clone(), syntax.entities[0].label), (1..3, "PERSON"));
//! ```
//!
//! # What differs
//!
//! - Weights are rounded to 16 bits, and sums are added in another order than spaCy's, but in the same one on every machine.
//! - In addresses, ports and numbers of hosts are of ASCII digits; spaCy takes those of all scripts.
//! - What is a letter, digit, capital or blank is as in Unicode 14, and lower case as in Rust.
//! - There are no lemmas, no morphology, and no coarse parts of speech.

mod attributes;
mod characters;
mod choose;
mod encode;
mod entities;
mod hash;
mod heads;
mod products;
mod tokenize;
mod trees;
mod url;
mod weights;

use std::ops::Range;
use std::sync::LazyLock;

use attributes::Strings;
use encode::{Encoder, WIDTH};
use entities::Finder;
use heads::Parser;
use products::Matrix;
use tokenize::{Piece, Tokenizer};
use trees::Trees;
use weights::Reader;

/// What is found in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Syntax {
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// Its names, dates and amounts, in order; no two share a token.
    pub entities: Vec<Entity>,
}

/// A word, number, punctuation mark, or run of blanks.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// Its part of speech in the tags of OntoNotes 5, such as `NNP`; `_SP` for blanks.
    pub tag: &'static str,
    /// The number of the token that governs it; its own for the root of a sentence.
    pub head: usize,
    /// How it depends on its head, in the labels of ClearNLP, such as `nsubj`; `ROOT` for a root.
    pub label: &'static str,
}

/// A name, date or amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The numbers of its tokens.
    pub tokens: Range<usize>,
    /// Its kind in the labels of OntoNotes 5, such as `PERSON`.
    pub label: &'static str,
}

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("../../../models/syntax/weights.bin")));

/// Parses a sentence, or a short text of several; the first call also loads the model, which takes about 0.1 s.
///
/// The text is taken as it is, also if it is several sentences: then the parser finds where each ends, and there are several
/// roots. Time and memory (about 10 kB a token, given back) grow with its length. It cannot fail: an empty text has no tokens.
pub fn parse(text: &str) -> Syntax {
    MODEL.parse(text)
}

/// All parts of the pipeline.
struct Model {
    tokenizer: Tokenizer,
    strings: Strings,
    encoder: Encoder,
    tags: Vec<&'static str>,
    tagger: Matrix,
    tagger_bias: Vec<f32>,
    parser: Parser,
    entity_encoder: Encoder,
    finder: Finder,
}

impl Model {
    fn read(file: &'static [u8]) -> Self {
        let mut reader = Reader::new(file);
        let tokenizer = Tokenizer::read(&mut reader);
        let strings = Strings::read(&mut reader);
        let tags = reader.strings();
        let (arcs, entities) = (reader.strings(), reader.strings());
        let encoder = Encoder::read(&mut reader, encode::ALL);
        let tagger = Matrix::new(&reader.floats(tags.len() * WIDTH), WIDTH);
        let tagger_bias = reader.floats(tags.len());
        let parser = Parser::read(&mut reader, &arcs);
        let entity_encoder = Encoder::read(&mut reader, encode::WORDS_ALONE);
        let finder = Finder::read(&mut reader, &entities);
        assert!(reader.is_at_end(), "the embedded file holds nothing else");
        Self {
            tokenizer,
            strings,
            encoder,
            tags,
            tagger,
            tagger_bias,
            parser,
            entity_encoder,
            finder,
        }
    }

    fn parse(&self, text: &str) -> Syntax {
        let pieces = self.tokenizer.split(text);
        let attributes = self.strings.describe(&self.tokenizer.characters, text, &pieces);
        let blank: Vec<_> = pieces.iter().map(|piece| piece.blank).collect();
        let encoded = self.encoder.encode(&attributes);
        let tags = self.tag(&encoded, &blank);
        let trees = Trees::of(self.parser.parse(&encoded, pieces.len()), &blank);
        let encoded = self.entity_encoder.encode(&attributes);
        let entities = self.finder.find(&encoded, &blank, &trees.begins_sentence);
        let token = |(at, piece): (usize, Piece)| Token {
            span: piece.span,
            tag: tags[at],
            head: trees.heads[at],
            label: trees.labels[at],
        };
        Syntax {
            tokens: pieces.into_iter().enumerate().map(token).collect(),
            entities: entities
                .into_iter()
                .map(|(tokens, label)| Entity { tokens, label })
                .collect(),
        }
    }

    fn tag(&self, encoded: &[f32], blank: &[bool]) -> Vec<&'static str> {
        let scores = self.tagger.times(encoded, WIDTH, blank.len());
        let tag = |(scores, &blank): (&[f32], &bool)| {
            if blank {
                return "_SP";
            }
            let scores = scores.iter().zip(&self.tagger_bias).map(|(score, bias)| score + bias);
            let best =
                scores.enumerate().reduce(|best, next| if next.1 > best.1 { next } else { best });
            best.map_or("", |(tag, _)| self.tags[tag])
        };
        scores.chunks_exact(self.tagger.outputs()).zip(blank).map(tag).collect()
    }
}
