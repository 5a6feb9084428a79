//! The JSON that the program writes: version 1, offsets in Unicode code points.
