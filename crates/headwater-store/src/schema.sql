-- What a headwater store holds, version 1 (PRAGMA user_version). Any SQLite tool may read it; only headwater may write.

-- The reports, each as read, numbered from 0 in the order in which they were added.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,             -- the id that its giver gave it
    file TEXT,                      -- the file or address that it was read from
    outlet TEXT,
    title TEXT,
    byline TEXT,
    published TEXT,                 -- ISO 8601: a day, a local time, or a moment with its offset
    language TEXT,                  -- ISO 639-1
    url TEXT,
    evidence TEXT NOT NULL,         -- JSON: where each of the six above was found
    text TEXT NOT NULL,
    notes TEXT NOT NULL,            -- JSON: [{"kind", "text", "start", "end"}], offsets in bytes of the text
    digest INTEGER NOT NULL         -- of what tells it from others: the same report is added once
) STRICT;
CREATE INDEX reports_by_digest ON reports (digest);

-- The passages that two reports share, as found; who else carries them is counted when they are asked for.
-- Offsets are in bytes of the text, from `start` to before `end`.
CREATE TABLE passages (
    a INTEGER NOT NULL REFERENCES reports,
    a_start INTEGER NOT NULL,
    a_end INTEGER NOT NULL,
    b INTEGER NOT NULL REFERENCES reports,  -- added after a
    b_start INTEGER NOT NULL,
    b_end INTEGER NOT NULL,
    words INTEGER NOT NULL,         -- that match
    identity INTEGER NOT NULL,      -- share of words that match, in thousandths
    rarity INTEGER NOT NULL,        -- what a matching word weighs on average, to 1000
    manner TEXT NOT NULL,           -- copy, edited or reordered
    class TEXT NOT NULL,            -- text, quotation, stock-phrase or credit
    is_lines INTEGER NOT NULL       -- 1 if it is whole lines of both reports
) STRICT;

-- What a search needs beside the reports. All that follows is derived from them.
CREATE TABLE outlines (
    report INTEGER PRIMARY KEY REFERENCES reports,
    outline BLOB NOT NULL           -- headwater::reuse::Outline
) STRICT;
CREATE TABLE seeds (
    chunk INTEGER PRIMARY KEY,      -- the part of all seeds * 2^32 + the number of the chunk of reports
    seeds BLOB NOT NULL             -- headwater::reuse::Seed, 16 bytes each
) STRICT;

-- One row.
CREATE TABLE state (
    wording TEXT NOT NULL,          -- what the reports were made ready for: copied, rewritten or garbled
    prepared INTEGER NOT NULL,      -- the version of what outlines and seeds hold
    search INTEGER NOT NULL,        -- the version of the search that found the passages
    chunks INTEGER NOT NULL,        -- how many chunks of reports were made ready
    searched INTEGER NOT NULL       -- the reports before this one have been searched, with each other
) STRICT;
