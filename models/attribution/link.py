"""Joins tagged spans into attributions: each has one cue, at most one source, and its contents."""

from model import ROLES


def spans_of(tokens, labels):
    """Returns (role, first token, last token) of each tagged span."""
    spans = []
    for i, label in enumerate(labels):
        if label == 0:
            continue
        if label % 2 == 1:
            spans.append([ROLES[(label - 1) // 2], i, i])
        elif spans:
            spans[-1][2] = i
    return spans


def link(tokens, labels):
    spans = spans_of(tokens, labels)
    cues = [s for s in spans if s[0] == "cue"]
    made = [{"source": [], "cue": [cue], "content": []} for cue in cues]
    if not cues:
        return []
    for span in spans:
        role = span[0].split("-")[0]
        if role == "cue":
            continue
        left = span[0].endswith("left")
        before = [k for k, cue in enumerate(cues) if cue[1] < span[1]]
        after = [k for k, cue in enumerate(cues) if cue[1] > span[1]]
        near = (before[-1:] or after[:1]) if left else (after[:1] or before[-1:])
        made[near[0]][role].append(span)
    out = []
    for k, attribution in enumerate(made):
        if not attribution["content"]:
            continue
        if not attribution["source"] and k and made[k - 1]["source"]:
            mine, other = cues[k], made[k - 1]["source"][-1]
            if not any(tokens[i].key in ".?!" or tokens[i].edge & 1 for i in range(other[2], mine[1])):
                attribution["source"] = [other]
        out.append({r: [[tokens[s[1]].start, tokens[s[2]].end] for s in attribution[r]] for r in attribution})
    return out
