//! Which word governs each word: an arc-eager parser (Nivre 2008) that may take back what it did (Honnibal, Goldberg and
//! Johnson 2013; Honnibal and Johnson 2015).
//!
//! Words wait in a buffer, and those that may still govern or be governed lie on a stack. One action after another links
//! the first of the one with the top of the other, or moves words.

use crate::choose::Chooser;
use crate::weights::Reader;

/// The tokens that describe a state: the buffer's first two, the stack's upper three, and the last dependents, to the
/// left of the first in the buffer, and to the left and the right of the top.
const PLACES: usize = 8;

/// The parser.
pub(crate) struct Parser {
    actions: Vec<Action>,
    chooser: Chooser<PLACES>,
}

/// The words that govern, and how, of one text.
pub(crate) struct Arcs {
    pub(crate) heads: Vec<Option<usize>>,
    /// As the actions name them: `label`, or `label||head`, where the head is to be sought below the given one.
    pub(crate) labels: Vec<&'static str>,
}

#[derive(Clone, Copy)]
struct Action {
    kind: Kind,
    label: &'static str,
}

#[derive(Clone, Copy)]
enum Kind {
    /// Moves the first word of the buffer to the stack.
    Shift,
    /// Takes the top off the stack, or puts it back into the buffer if nothing governs it.
    Reduce,
    /// Lets the first word of the buffer govern the top, and takes that off the stack.
    Left,
    /// Lets the top govern the first word of the buffer, and moves that to the stack.
    Right,
    /// Lets a sentence begin with the second word of the buffer.
    Break,
}

impl Parser {
    pub(crate) fn read(reader: &mut Reader, names: &[&'static str]) -> Self {
        let actions: Vec<_> = names.iter().map(|name| Action::of(name)).collect();
        Self { chooser: Chooser::read(reader, actions.len()), actions }
    }

    /// Parses encoded tokens.
    pub(crate) fn parse(&self, encoded: &[f32], tokens: usize) -> Arcs {
        let prepared = self.chooser.prepare(encoded);
        let mut state = State::new(tokens);
        while !state.is_final() {
            let possible = state.possible();
            let is_possible = |action: usize| possible[self.actions[action].kind as usize];
            let best = self.chooser.choose(&prepared, state.places(), is_possible);
            let best = best.expect("with an empty stack shift is possible, otherwise reduce");
            state.act(self.actions[best]);
        }
        state.arcs
    }
}

impl Action {
    fn of(name: &'static str) -> Self {
        let (kind, label) = name.split_once('-').unwrap_or((name, ""));
        let kind = match kind {
            "S" => Kind::Shift,
            "D" => Kind::Reduce,
            "L" => Kind::Left,
            "R" => Kind::Right,
            _ => Kind::Break,
        };
        Self { kind, label }
    }
}

struct State {
    arcs: Arcs,
    stack: Vec<usize>,
    /// Words that were put back, the first of the buffer last.
    returned: Vec<usize>,
    /// The first word that was never moved, and how many there are.
    next: usize,
    length: usize,
    /// The last dependents of each word.
    last_left: Vec<Option<usize>>,
    last_right: Vec<Option<usize>>,
    /// Of each word, the one before that its head governs to the same side.
    sibling: Vec<Option<usize>>,
    begins_sentence: Vec<bool>,
    /// Whether a word was put back and must not be shifted again.
    unshiftable: Vec<bool>,
}

impl State {
    fn new(length: usize) -> Self {
        Self {
            arcs: Arcs { heads: vec![None; length], labels: vec![""; length] },
            stack: Vec::with_capacity(length),
            returned: Vec::new(),
            next: 0,
            length,
            last_left: vec![None; length],
            last_right: vec![None; length],
            sibling: vec![None; length],
            begins_sentence: vec![false; length],
            unshiftable: vec![false; length],
        }
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.waiting() == 0
    }

    fn waiting(&self) -> usize {
        self.length - self.next + self.returned.len()
    }

    fn in_buffer(&self, at: usize) -> Option<usize> {
        let returned = self.returned.len();
        if at < returned {
            return Some(self.returned[returned - 1 - at]);
        }
        Some(self.next + at - returned).filter(|&word| word < self.length)
    }

    fn on_stack(&self, at: usize) -> Option<usize> {
        self.stack.len().checked_sub(at + 1).map(|at| self.stack[at])
    }

    fn places(&self) -> [Option<usize>; PLACES] {
        let (first, top) = (self.in_buffer(0), self.on_stack(0));
        [
            first,
            self.in_buffer(1),
            top,
            self.on_stack(1),
            self.on_stack(2),
            first.and_then(|word| self.last_left[word]),
            top.and_then(|word| self.last_left[word]),
            top.and_then(|word| self.last_right[word]),
        ]
    }

    /// Tells which kinds of action are possible.
    fn possible(&self) -> [bool; 5] {
        let (first, second) = (self.in_buffer(0), self.in_buffer(1));
        let has_top = !self.stack.is_empty();
        let at_break = first.is_some_and(|word| self.begins_sentence[word]);
        let may_shift =
            second.is_some() && !at_break && first.is_some_and(|word| !self.unshiftable[word]);
        let may_link = has_top && first.is_some() && !at_break;
        let may_break = match (first, second) {
            (Some(first), Some(second)) => second == first + 1 && !self.begins_sentence[second],
            _ => false,
        };
        [!has_top || may_shift, has_top, may_link, may_link, may_break]
    }

    fn act(&mut self, action: Action) {
        match action.kind {
            Kind::Shift => self.push(),
            Kind::Reduce => self.reduce(),
            Kind::Left => {
                if let (Some(first), Some(top)) = (self.in_buffer(0), self.stack.pop()) {
                    self.link(first, top, action.label);
                    self.unshiftable[first] = false;
                }
            }
            Kind::Right => {
                if let (Some(top), Some(first)) = (self.on_stack(0), self.in_buffer(0)) {
                    self.link(top, first, action.label);
                    self.push();
                }
            }
            Kind::Break => {
                if let Some(second) = self.in_buffer(1) {
                    self.begins_sentence[second] = true;
                }
            }
        }
    }

    fn push(&mut self) {
        if let Some(word) = self.returned.pop() {
            self.stack.push(word);
        } else if self.next < self.length {
            self.stack.push(self.next);
            self.next += 1;
        }
    }

    fn reduce(&mut self) {
        let is_alone = self.stack.len() == 1;
        let Some(top) = self.stack.pop() else { return };
        if !is_alone && self.arcs.heads[top].is_none() {
            self.unshiftable[top] = true;
            self.returned.push(top);
        }
    }

    fn link(&mut self, head: usize, word: usize, label: &'static str) {
        if let Some(before) = self.arcs.heads[word] {
            // Only a word on the stack can have a head, which lies below it and governed no other since.
            self.last_right[before] = self.sibling[word];
        }
        self.arcs.heads[word] = Some(head);
        self.arcs.labels[word] = label;
        let last = if head > word { &mut self.last_left } else { &mut self.last_right };
        self.sibling[word] = last[head].replace(word);
    }
}
