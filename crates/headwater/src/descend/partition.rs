/// A set of things split into classes, which only ever grow together (union-find).
#[derive(Clone, Debug)]
pub(super) struct Partition(Vec<usize>);

impl Partition {
    /// Makes `len` things, each in a class of its own.
    pub(super) fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    /// Returns the class of a thing, named by its least member.
    pub(super) fn class(&self, mut thing: usize) -> usize {
        while self.0[thing] != thing {
            thing = self.0[thing];
        }
        thing
    }

    /// Puts the classes of two things together.
    pub(super) fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.class(a), self.class(b));
        self.0[a.max(b)] = a.min(b);
    }

    /// Returns the classes, by their least members, each with its members in order.
    pub(super) fn classes(&self) -> Vec<Vec<usize>> {
        let mut classes = vec![Vec::new(); self.0.len()];
        for thing in 0..self.0.len() {
            classes[self.class(thing)].push(thing);
        }
        classes.retain(|members| !members.is_empty());
        classes
    }
}
