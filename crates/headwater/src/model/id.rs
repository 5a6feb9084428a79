/// Defines a position type, so that a position in one list cannot be used in another.
macro_rules! position_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// Makes the id of the element at `index`.
            ///
            /// # Panics
            ///
            /// Panics if there are more than `u32::MAX` elements, which no story or corpus in memory reaches.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("fewer than 2^32 elements in memory"))
            }

            /// Returns the position that the id stands for.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

position_type! {
    /// The position of a report among the reports in hand (a story's, or a corpus's).
    ReportId
}
position_type! {
    /// The position of a statement among all statements of a story.
    StatementId
}
position_type! {
    /// The position of an attribution among all attributions of a story.
    AttributionId
}
position_type! {
    /// The position of a reuse among the reuses in hand.
    ReuseId
}
position_type! {
    /// The position of a claim among the claims of a story.
    ClaimId
}
