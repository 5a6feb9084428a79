//! Runs trained networks: reads their weights, cuts words into pieces, multiplies.
//!
//! It knows nothing of what a network is for.

pub(crate) mod encoder;
pub(crate) mod functions;
pub(crate) mod pieces;
pub(crate) mod products;
pub(crate) mod weights;
