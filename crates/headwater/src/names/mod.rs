//! Says whether two names mean one person or body, and which names are outlets and agencies.
