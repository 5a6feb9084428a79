//! Reads who does what, and which names stand where, off the parse of a sentence.

use headwater_syntax::{Syntax, Token};

use crate::model::{Act, Name, NameKind, Span};

/// A parsed sentence, with the tokens that each token governs.
pub(super) struct Parse {
    syntax: Syntax,
    /// What is added to a token's place to make it a place in the text.
    start: usize,
    children: Vec<Vec<usize>>,
}

impl Parse {
    /// Parses a sentence of a text.
    pub(super) fn new(text: &str, sentence: Span) -> Self {
        let syntax = headwater_syntax::parse(sentence.of(text));
        let mut children = vec![Vec::new(); syntax.tokens.len()];
        for (at, token) in syntax.tokens.iter().enumerate() {
            if token.head != at {
                children[token.head].push(at);
            }
        }
        Self { syntax, start: sentence.start(), children }
    }

    /// Returns the names in a stretch of the text, in order.
    pub(super) fn names(&self, stretch: Span) -> Vec<Name> {
        let names = self.syntax.entities.iter().filter_map(|entity| {
            let kind = match entity.label {
                "PERSON" => NameKind::Person,
                "ORG" => NameKind::Body,
                "GPE" | "LOC" | "FAC" => NameKind::Place,
                "NORP" => NameKind::People,
                "EVENT" | "LAW" | "PRODUCT" | "WORK_OF_ART" => NameKind::Other,
                _ => return None,
            };
            let mut first = entity.tokens.start;
            // "the Senate", "China's": neither article nor ending is part of a name.
            if self.syntax.tokens[first].tag == "DT" && entity.tokens.len() > 1 {
                first += 1;
            }
            let mut last = entity.tokens.end - 1;
            if self.syntax.tokens[last].tag == "POS" && last > first {
                last -= 1;
            }
            let span = self.span(first).join(self.span(last));
            stretch.contains(span).then_some(Name { span, kind })
        });
        names.collect()
    }

    /// Returns what is done in a stretch of the text, in order.
    pub(super) fn acts(&self, stretch: Span) -> Vec<Act> {
        (0..self.syntax.tokens.len())
            .filter(|&at| stretch.contains(self.span(at)) && self.is_predicate(at))
            .map(|at| Act {
                predicate: self.span(self.telling(at)),
                agent: self.agent(at, 0).map(|head| self.phrase(head)),
                patient: self.patient(at).map(|head| self.phrase(head)),
            })
            .collect()
    }

    fn token(&self, at: usize) -> &Token {
        &self.syntax.tokens[at]
    }

    fn span(&self, at: usize) -> Span {
        let Token { span, .. } = self.token(at);
        Span::new(self.start + span.start, self.start + span.end)
    }

    fn child(&self, of: usize, labels: &[&str]) -> Option<usize> {
        self.children[of].iter().copied().find(|&at| labels.contains(&self.token(at).label))
    }

    /// Tells whether a token is a verb that is no auxiliary.
    fn is_predicate(&self, at: usize) -> bool {
        let token = self.token(at);
        token.tag.starts_with("VB")
            && !matches!(token.label, "aux" | "auxpass" | "amod" | "compound")
    }

    /// Returns the word that tells what is done: of "is ready" and "was a teacher" the second.
    fn telling(&self, at: usize) -> usize {
        self.child(at, &["acomp", "attr"]).unwrap_or(at)
    }

    /// Finds who does it: the subject, whoever "by" leads to, or who does the verb that governs this one.
    fn agent(&self, at: usize, depth: usize) -> Option<usize> {
        if let Some(by) = self.child(at, &["agent"]) {
            return self.child(by, &["pobj"]);
        }
        if self.child(at, &["nsubjpass", "csubjpass"]).is_some() {
            return None;
        }
        if let Some(subject) = self.child(at, &["nsubj"]) {
            return Some(self.antecedent(subject, at));
        }
        let token = self.token(at);
        let governs = token.head != at && depth < 8;
        match token.label {
            "conj" | "xcomp" | "advcl" if governs => self.agent(token.head, depth + 1),
            "acl" if token.tag == "VBG" => Some(token.head),
            _ => None,
        }
    }

    /// Finds whom it is done to: the object, or the subject of a passive.
    fn patient(&self, at: usize) -> Option<usize> {
        if let Some(subject) = self.child(at, &["nsubjpass"]) {
            return Some(self.antecedent(subject, at));
        }
        let token = self.token(at);
        self.child(at, &["dobj"])
            .or_else(|| (token.label == "acl" && token.tag == "VBN").then_some(token.head))
            .or_else(|| {
                let preposition = self.child(at, &["prep"])?;
                self.child(preposition, &["pobj"])
            })
    }

    /// Returns whom "who", "which" or "that" stands for, or the token itself.
    fn antecedent(&self, subject: usize, verb: usize) -> usize {
        let stands_for_another = matches!(self.token(subject).tag, "WP" | "WDT");
        match stands_for_another && self.token(verb).label == "relcl" {
            true => self.token(verb).head,
            false => subject,
        }
    }

    /// Returns a noun with what stands before it and belongs to it.
    fn phrase(&self, head: usize) -> Span {
        let belongs = |at: &usize| {
            *at < head
                && matches!(
                    self.token(*at).label,
                    "compound" | "amod" | "nummod" | "poss" | "nmod" | "quantmod"
                )
        };
        let first = self.children[head].iter().copied().filter(belongs).min().unwrap_or(head);
        self.span(first).join(self.span(head))
    }
}
