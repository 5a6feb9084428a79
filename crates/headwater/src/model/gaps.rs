use super::ClaimId;

/// What a report lacks and what it alone has, beside the other reports of its story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// The claims that most others carry and it does not, in the order of the story.
    pub lacks: Vec<ClaimId>,
    /// The claims that only it carries, in the order of the story.
    pub alone: Vec<ClaimId>,
}
