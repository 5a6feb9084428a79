//! Draws what was found: the family tree of a story, as text and as SVG.
