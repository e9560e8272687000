"""One sentence a row: who says what, with which cue and stance; and sentences that say nothing."""

import pytest

from counterclaim.reading.languages.en import attribution
from counterclaim.reading.page import Page
from tests.helpers import page_of

Row = tuple[str | None, str, str, str, list[str]]  # speaker, cue, stance, quotation, content


def attributed(text: str) -> Page:
    page = page_of(text)
    attribution.run(page)
    return page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The convoy was hit near the river, the governor's office said in a statement on Sunday.",
            [
                (
                    "the governor's office",
                    "said in a statement",
                    "asserts",
                    "indirect",
                    ["The convoy was hit near the river"],
                ),
            ],
        ),
        (
            "“They fired at us from the hill,” the farmer said. “Then they left.”",
            [
                (
                    "the farmer",
                    "said",
                    "asserts",
                    "direct",
                    ["“They fired at us from the hill,”", "“Then they left.”"],
                ),
            ],
        ),
        (
            "“They fired at us from the hill,” the farmer told reporters, adding that his "
            "house was destroyed.",
            [
                ("the farmer", "told", "asserts", "direct", ["“They fired at us from the hill,”"]),
                ("the farmer", "adding", "asserts", "indirect", ["that his house was destroyed"]),
            ],
        ),
        (
            "“No,” the mayor said.",
            [
                ("the mayor", "said", "asserts", "direct", ["“No,”"]),
            ],
        ),
        (
            "The mayor said: “We will rebuild every house.”",
            [
                ("The mayor", "said:", "asserts", "direct", ["“We will rebuild every house.”"]),
            ],
        ),
        (
            "The mayor: “We will rebuild every house.”",
            [
                ("The mayor", ":", "asserts", "direct", ["“We will rebuild every house.”"]),
            ],
        ),
        (
            'Mayor Ana Torvik: "We will rebuild every house."',
            [
                ("Mayor Ana Torvik", ":", "asserts", "direct", ['"We will rebuild every house."']),
            ],
        ),
        (
            "In a statement, the army said its units did not enter the village.",
            [
                ("the army", "said", "denies", "indirect", ["its units did not enter the village"]),
            ],
        ),
        (
            "In a statement posted online, the rebels claimed responsibility for the bombing.",
            [
                ("the rebels", "claimed", "asserts", "indirect", ["responsibility for the bombing"]),
            ],
        ),
        (
            "The army's estimate of 200 dead was disputed by aid groups.",
            [
                ("aid groups", "was disputed", "disputes", "indirect", ["The army's estimate of 200 dead"]),
            ],
        ),
        (
            "The army's claim that it had taken the hill was rejected by the rebels.",
            [
                (
                    "the rebels",
                    "was rejected",
                    "disputes",
                    "indirect",
                    ["The army's claim that it had taken the hill"],
                ),
            ],
        ),
        (
            "A ministry statement put the toll at 12.",
            [
                ("A ministry statement", "put", "asserts", "indirect", ["the toll at 12"]),
            ],
        ),
        (
            "The toll was put at 12 by the ministry.",
            [
                ("the ministry", "was put", "asserts", "indirect", ["The toll", "at 12"]),
            ],
        ),
        (
            "Officials put the number of dead at between 20 and 30.",
            [
                ("Officials", "put", "asserts", "indirect", ["the number of dead at between 20 and 30"]),
            ],
        ),
        (
            "It was reported that the bridge had fallen.",
            [
                (None, "was reported", "asserts", "indirect", ["that the bridge had fallen"]),
            ],
        ),
        (
            "At least nine people were reported killed.",
            [
                (None, "were reported", "asserts", "indirect", ["At least nine people", "killed"]),
            ],
        ),
        (
            "The attackers were said to have fled into the hills.",
            [
                (None, "were said", "asserts", "indirect", ["The attackers", "to have fled into the hills"]),
            ],
        ),
        (
            "The commander is believed to have been killed.",
            [
                (None, "is believed", "assesses", "indirect", ["The commander", "to have been killed"]),
            ],
        ),
        (
            "The commander was quoted as saying that his men were ready.",
            [
                ("The commander", "as saying", "asserts", "indirect", ["that his men were ready"]),
            ],
        ),
        (
            "The commander was quoted by state radio as saying that his men were ready.",
            [
                ("The commander", "as saying", "asserts", "indirect", ["that his men were ready"]),
            ],
        ),
        (
            "State radio quoted the commander as saying that his men were ready.",
            [
                ("the commander", "as saying", "asserts", "indirect", ["that his men were ready"]),
            ],
        ),
        (
            "The agency reported, citing a hospital source, that six people had died.",
            [
                ("a hospital source", "reported", "asserts", "indirect", ["that six people had died"]),
            ],
        ),
        (
            "Local media, citing police, said six people had died.",
            [
                ("police", "said", "asserts", "indirect", ["six people had died"]),
            ],
        ),
        (
            "Six people died, state radio reported, citing the hospital.",
            [
                ("the hospital", "reported", "asserts", "indirect", ["Six people died"]),
            ],
        ),
        (
            "It was not immediately clear whether anyone was hurt.",
            [
                (None, "was not immediately clear", "doubts", "indirect", ["whether anyone was hurt"]),
            ],
        ),
        (
            "It was unclear who fired first.",
            [
                (None, "was unclear", "doubts", "indirect", ["who fired first"]),
            ],
        ),
        (
            "The claims could not be independently verified.",
            [
                (None, "could not be independently verified", "doubts", "indirect", ["The claims"]),
            ],
        ),
        (
            "The agency could not independently verify the report.",
            [
                ("The agency", "could not independently verify", "doubts", "indirect", ["the report"]),
            ],
        ),
        (
            "The ministry declined to comment.",
            [
                ("The ministry", "declined", "declines", "indirect", ["to comment"]),
            ],
        ),
        (
            "The ministry declined to say how many soldiers had died.",
            [
                ("The ministry", "declined", "declines", "indirect", ["to say how many soldiers had died"]),
            ],
        ),
        (
            "The army did not respond to a request for comment.",
            [
                ("The army", "did not respond", "declines", "indirect", ["to a request for comment"]),
            ],
        ),
        (
            "The army did not immediately respond to requests for comment on Sunday.",
            [
                (
                    "The army",
                    "did not immediately respond",
                    "declines",
                    "indirect",
                    ["to requests for comment on Sunday"],
                ),
            ],
        ),
        (
            "The spokesman refused to say where the missiles came from.",
            [
                ("The spokesman", "refused", "declines", "indirect", ["to say where the missiles came from"]),
            ],
        ),
        (
            "The army denied shelling the market.",
            [
                ("The army", "denied", "denies", "indirect", ["shelling the market"]),
            ],
        ),
        (
            "The army denied that it had shelled the market.",
            [
                ("The army", "denied", "denies", "indirect", ["that it had shelled the market"]),
            ],
        ),
        (
            "The army denied the report.",
            [
                ("The army", "denied", "denies", "indirect", ["the report"]),
            ],
        ),
        (
            "The army denied any involvement in the attack.",
            [
                ("The army", "denied", "denies", "indirect", ["any involvement in the attack"]),
            ],
        ),
        (
            "The foreign minister dismissed the accusation as propaganda.",
            [
                (
                    "The foreign minister",
                    "dismissed",
                    "disputes",
                    "indirect",
                    ["the accusation as propaganda"],
                ),
            ],
        ),
        (
            "The foreign minister called the accusation “a lie”.",
            [
                ("The foreign minister", "called", "disputes", "mixed", ["the accusation “a lie”"]),
            ],
        ),
        (
            "The minister said the report was false.",
            [
                ("The minister", "said", "disputes", "indirect", ["the report was false"]),
            ],
        ),
        (
            "The minister said reports of a retreat were untrue.",
            [
                ("The minister", "said", "denies", "indirect", ["reports of a retreat were untrue"]),
            ],
        ),
        (
            "The minister said no civilians had been killed.",
            [
                ("The minister", "said", "asserts", "indirect", ["no civilians had been killed"]),
            ],
        ),
        (
            "The minister warned that the town could fall within days.",
            [
                ("The minister", "warned", "warns", "indirect", ["that the town could fall within days"]),
            ],
        ),
        (
            "The minister warned of a famine.",
            [
                ("The minister", "warned of", "warns", "indirect", ["a famine"]),
            ],
        ),
        (
            "The minister vowed to retake the town.",
            [
                ("The minister", "vowed", "promises", "indirect", ["to retake the town"]),
            ],
        ),
        (
            "The minister promised an inquiry.",
            [
                ("The minister", "promised", "promises", "indirect", ["an inquiry"]),
            ],
        ),
        (
            "The minister promised that those responsible would be punished.",
            [
                (
                    "The minister",
                    "promised",
                    "promises",
                    "indirect",
                    ["that those responsible would be punished"],
                ),
            ],
        ),
        (
            "The minister accused the rebels of shelling the market.",
            [
                ("The minister", "accused", "accuses", "indirect", ["the rebels of shelling the market"]),
            ],
        ),
        (
            "The minister blamed the rebels for the attack.",
            [
                ("The minister", "blamed", "accuses", "indirect", ["the rebels for the attack"]),
            ],
        ),
        (
            "The army blamed the attack on the rebels.",
            [
                ("The army", "blamed", "accuses", "indirect", ["the attack on the rebels"]),
            ],
        ),
        (
            "The minister called for an immediate ceasefire.",
            [
                ("The minister", "called for", "demands", "indirect", ["an immediate ceasefire"]),
            ],
        ),
        (
            "The minister called on both sides to stop firing.",
            [
                ("The minister", "called on", "demands", "indirect", ["both sides to stop firing"]),
            ],
        ),
        (
            "The minister urged residents to leave.",
            [
                ("The minister", "urged", "demands", "indirect", ["residents to leave"]),
            ],
        ),
        (
            "The minister demanded that the army withdraw.",
            [
                ("The minister", "demanded", "demands", "indirect", ["that the army withdraw"]),
            ],
        ),
        (
            "The minister demanded the withdrawal of all troops.",
            [
                ("The minister", "demanded", "demands", "indirect", ["the withdrawal of all troops"]),
            ],
        ),
        (
            "The minister asked whether the army had fired first.",
            [
                ("The minister", "asked", "asks", "indirect", ["whether the army had fired first"]),
            ],
        ),
        (
            "The army estimated that 300 rebels had been killed.",
            [
                ("The army", "estimated", "estimates", "indirect", ["that 300 rebels had been killed"]),
            ],
        ),
        (
            "The monitors estimate 300 people have been killed.",
            [
                ("The monitors", "estimate", "estimates", "indirect", ["300 people have been killed"]),
            ],
        ),
        (
            "The army believes that the rebels hold 40 hostages.",
            [
                ("The army", "believes", "assesses", "indirect", ["that the rebels hold 40 hostages"]),
            ],
        ),
        (
            "The governor confirmed two deaths.",
            [
                ("The governor", "confirmed", "confirms", "indirect", ["two deaths"]),
            ],
        ),
        (
            "The governor confirmed that two people had died.",
            [
                ("The governor", "confirmed", "confirms", "indirect", ["that two people had died"]),
            ],
        ),
        (
            "The governor acknowledged that troops had withdrawn.",
            [
                ("The governor", "acknowledged", "confirms", "indirect", ["that troops had withdrawn"]),
            ],
        ),
        (
            "The governor neither confirmed nor denied the report.",
            [
                ("The governor", "denied", "declines", "indirect", ["the report"]),
            ],
        ),
        (
            "The governor could not confirm the report.",
            [
                ("The governor", "could not confirm", "doubts", "indirect", ["the report"]),
            ],
        ),
        (
            "Doctors, who worked through the night, said 14 people had died.",
            [
                (
                    "Doctors, who worked through the night,",
                    "said",
                    "asserts",
                    "indirect",
                    ["14 people had died"],
                ),
            ],
        ),
        (
            "Both the governor and the mayor said the town was calm.",
            [
                ("the governor and the mayor", "said", "asserts", "indirect", ["the town was calm"]),
            ],
        ),
        (
            "Police and residents said shots were fired.",
            [
                ("Police and residents", "said", "asserts", "indirect", ["shots were fired"]),
            ],
        ),
        (
            "The shots came from the bakery, police and residents said.",
            [
                ("police and residents", "said", "asserts", "indirect", ["The shots came from the bakery"]),
            ],
        ),
        (
            "“We are hungry,” said one of the women, who gave her name only as Amal.",
            [
                (
                    "one of the women, who gave her name only as Amal",
                    "said",
                    "asserts",
                    "direct",
                    ["“We are hungry,”"],
                ),
            ],
        ),
        (
            "“The army,” she said, “has left us nothing.”",
            [
                ("she", "said", "asserts", "direct", ["“The army,”", "“has left us nothing.”"]),
            ],
        ),
        (
            "“The army has left us nothing,” she said, “and winter is coming.”",
            [
                (
                    "she",
                    "said",
                    "asserts",
                    "direct",
                    ["“The army has left us nothing,”", "“and winter is coming.”"],
                ),
            ],
        ),
        (
            "“The army has left us nothing,” she said. She lives in a tent.",
            [
                ("she", "said", "asserts", "direct", ["“The army has left us nothing,”"]),
            ],
        ),
        (
            "“The army has left us nothing. We sleep in tents. Winter is coming,” said Amal Haddad.",
            [
                (
                    "Amal Haddad",
                    "said",
                    "asserts",
                    "direct",
                    ["“The army has left us nothing. We sleep in tents. Winter is coming,”"],
                ),
            ],
        ),
        (
            "“The army has left us nothing, she said. We sleep in tents.",
            [
                ("she", "said", "asserts", "direct", ["“The army has left us nothing"]),
            ],
        ),
        (
            "„The bridge is gone“, the engineer said.",
            [
                ("the engineer", "said", "asserts", "direct", ["„The bridge is gone“"]),
            ],
        ),
        (
            "«The bridge is gone», the engineer said.",
            [
                ("the engineer", "said", "asserts", "direct", ["«The bridge is gone»"]),
            ],
        ),
        (
            '"The bridge is gone", the engineer said.',
            [
                ("the engineer", "said", "asserts", "direct", ['"The bridge is gone"']),
            ],
        ),
        (
            "''The bridge is gone,'' the engineer said.",
            [
                ("the engineer", "said", "asserts", "direct", ["''The bridge is gone,''"]),
            ],
        ),
        (
            "‘The bridge is gone,’ the engineer said.",
            [
                ("the engineer", "said", "asserts", "direct", ["‘The bridge is gone,’"]),
            ],
        ),
        (
            "The engineer said the bridge was “gone” and the road “cut”.",
            [
                ("The engineer", "said", "asserts", "indirect", ["the bridge was “gone” and the road “cut”"]),
            ],
        ),
        (
            "The bridge, he said, is gone.",
            [
                ("he", "said", "asserts", "indirect", ["The bridge", "is gone"]),
            ],
        ),
        (
            "The bridge is gone, he said, and the road is cut.",
            [
                ("he", "said", "asserts", "indirect", ["The bridge is gone", "and the road is cut"]),
            ],
        ),
        (
            "The ministry said on Monday it had lost 12 men, without giving details.",
            [
                (
                    "The ministry",
                    "said",
                    "asserts",
                    "indirect",
                    ["it had lost 12 men, without giving details"],
                ),
            ],
        ),
        (
            "The ministry said that it had lost 12 men, but gave no details.",
            [
                (
                    "The ministry",
                    "said",
                    "asserts",
                    "indirect",
                    ["that it had lost 12 men, but gave no details"],
                ),
            ],
        ),
        (
            "The ministry said it had lost 12 men, while the rebels said they had killed 40.",
            [
                ("The ministry", "said", "asserts", "indirect", ["it had lost 12 men"]),
                ("the rebels", "said", "asserts", "indirect", ["they had killed 40"]),
            ],
        ),
        (
            "The ministry said 12 men were lost; the rebels said 40 were killed.",
            [
                ("The ministry", "said", "asserts", "indirect", ["12 men were lost"]),
                ("the rebels", "said", "asserts", "indirect", ["40 were killed"]),
            ],
        ),
        (
            "A ministry spokesman said the figures given by the governor were “pulled out of a hat” and blamed a missile for the blast.",
            [
                (
                    "A ministry spokesman",
                    "said",
                    "disputes",
                    "mixed",
                    ["the figures given by the governor were “pulled out of a hat”"],
                ),
                ("A ministry spokesman", "blamed", "accuses", "indirect", ["a missile for the blast"]),
            ],
        ),
        (
            "The ministry said 600 soldiers had died, a figure that the rebels dismissed as fiction.",
            [
                ("The ministry", "said", "asserts", "indirect", ["600 soldiers had died"]),
                ("the rebels", "dismissed", "disputes", "indirect", ["a figure", "as fiction"]),
            ],
        ),
        (
            "The governor said the rebels lost 40 men, which the rebels called a lie.",
            [
                ("The governor", "said", "asserts", "indirect", ["the rebels lost 40 men"]),
                ("the rebels", "called", "disputes", "indirect", ["which", "a lie"]),
            ],
        ),
        (
            "The ministry said the village lies north of the river.",
            [
                ("The ministry", "said", "asserts", "indirect", ["the village lies north of the river"]),
            ],
        ),
        (
            "The minister laid the blame on the rebels for the attack.",
            [
                ("The minister", "laid the blame on", "accuses", "indirect", ["the rebels for the attack"]),
            ],
        ),
        (
            "The envoy cast doubt on the army's account of the raid.",
            [
                ("The envoy", "cast doubt on", "doubts", "indirect", ["the army's account of the raid"]),
            ],
        ),
        (
            "The imam laid it at the door of the militia.",
            [
                ("The imam", "laid", "accuses", "indirect", ["it at the door of the militia"]),
            ],
        ),
        (
            "The army neither confirmed nor denied the strike.",
            [
                ("The army", "denied", "declines", "indirect", ["the strike"]),
            ],
        ),
        (
            "The elder did not believe the count of slain attackers.",
            [
                ("The elder", "did not believe", "doubts", "indirect", ["the count of slain attackers"]),
            ],
        ),
        (
            "“We can confirm neither figure,” the mayor said.",
            [
                ("the mayor", "said", "doubts", "direct", ["“We can confirm neither figure,”"]),
            ],
        ),
        (
            "The mayor said he did not believe the toll.",
            [
                ("The mayor", "said", "doubts", "indirect", ["he did not believe the toll"]),
            ],
        ),
        (
            "Fourteen mills stayed shut, with losses that the growers' union calculates at 85 million pesos.",
            [
                (
                    "the growers' union",
                    "calculates",
                    "estimates",
                    "indirect",
                    ["losses", "at 85 million pesos"],
                ),
            ],
        ),
        (
            "The Health Ministry gave nine dead and 34 wounded.",
            [
                ("The Health Ministry", "gave", "asserts", "indirect", ["nine dead and 34 wounded"]),
            ],
        ),
        (
            "One of the deminers allowed that mistakes had been made.",
            [
                ("One of the deminers", "allowed", "confirms", "indirect", ["that mistakes had been made"]),
            ],
        ),
        (
            "Images released by the firm show three craters.",
            [
                ("Images released by the firm", "show", "asserts", "indirect", ["three craters"]),
            ],
        ),
        (
            "The office abstained from giving an opinion.",
            [
                ("The office", "abstained", "declines", "indirect", ["giving an opinion"]),
            ],
        ),
        (
            "The talks failed; no side was to blame, the envoy told state radio.",
            [
                ("the envoy", "told", "asserts", "indirect", ["The talks failed; no side was to blame"]),
            ],
        ),
        (
            "An official said its shape suggested a mortar bomb, but cautioned that its origin was unclear.",
            [
                ("An official", "said", "asserts", "indirect", ["its shape suggested a mortar bomb"]),
                ("An official", "cautioned", "warns", "indirect", ["that its origin was unclear"]),
            ],
        ),
        (
            "It said aid comes on a regular basis[sic].",
            [
                ("It", "said", "asserts", "indirect", ["aid comes on a regular basis[sic]"]),
            ],
        ),
        (
            "Both sides accused each other of breaking the truce.",
            [
                ("Both sides", "accused", "accuses", "indirect", ["each other of breaking the truce"]),
            ],
        ),
        (
            "Asked about the losses, the general said they were small.",
            [
                ("the general", "said", "asserts", "indirect", ["they were small"]),
            ],
        ),
        (
            "When asked about the losses, the general declined to answer.",
            [
                ("the general", "declined", "declines", "indirect", ["about the losses", "to answer"]),
            ],
        ),
        (
            "As the governor noted, the road is cut.",
            [
                ("the governor", "noted", "asserts", "indirect", ["the road is cut"]),
            ],
        ),
        (
            "The road is cut, as the governor noted.",
            [
                ("the governor", "noted", "asserts", "indirect", ["The road is cut"]),
            ],
        ),
        (
            "The road is cut, according to the governor and two residents.",
            [
                (
                    "the governor and two residents",
                    "according to",
                    "asserts",
                    "indirect",
                    ["The road is cut"],
                ),
            ],
        ),
        (
            "According to the governor, the road is cut and the bridge is gone.",
            [
                (
                    "the governor",
                    "According to",
                    "asserts",
                    "indirect",
                    ["the road is cut and the bridge is gone"],
                ),
            ],
        ),
        (
            "The road, according to the governor, is cut.",
            [
                ("the governor", "according to", "asserts", "indirect", ["The road", "is cut"]),
            ],
        ),
        (
            "Twelve people died, witnesses say.",
            [
                ("witnesses", "say", "asserts", "indirect", ["Twelve people died"]),
            ],
        ),
        (
            "Twelve people died, a witness told the agency by phone.",
            [
                ("a witness", "told", "asserts", "indirect", ["Twelve people died"]),
            ],
        ),
        (
            "Twelve people died, a hospital source, who asked not to be named, said.",
            [
                (
                    "a hospital source, who asked not to be named,",
                    "said",
                    "asserts",
                    "indirect",
                    ["Twelve people died"],
                ),
            ],
        ),
        (
            "Twelve people died, said Idris Bakoum, a nurse at the clinic.",
            [
                (
                    "Idris Bakoum, a nurse at the clinic",
                    "said",
                    "asserts",
                    "indirect",
                    ["Twelve people died"],
                ),
            ],
        ),
        (
            "Twelve people died, the mayor, Idris Bakoum, told a local radio station.",
            [
                ("the mayor, Idris Bakoum,", "told", "asserts", "indirect", ["Twelve people died"]),
            ],
        ),
        (
            "In the mayor's view, the town is lost.",
            [
                ("the mayor", "view", "assesses", "indirect", ["the town is lost"]),
            ],
        ),
        (
            "In the words of one soldier, the town is “a graveyard”.",
            [
                ("one soldier", "In the words", "asserts", "mixed", ["the town is “a graveyard”"]),
            ],
        ),
        (
            "The army's spokesman, Colonel Idris Bakoum, posted on Telegram that the town was safe.",
            [
                (
                    "The army's spokesman, Colonel Idris Bakoum,",
                    "posted",
                    "asserts",
                    "indirect",
                    ["that the town was safe"],
                ),
            ],
        ),
        (
            "In a post on Telegram, he wrote that the town was safe.",
            [
                ("he", "wrote", "asserts", "indirect", ["that the town was safe"]),
            ],
        ),
        (
            "The town is safe, he wrote on Telegram.",
            [
                ("he", "wrote", "asserts", "indirect", ["The town is safe"]),
            ],
        ),
        (
            "He tweeted: “The town is safe.”",
            [
                ("He", "tweeted:", "asserts", "direct", ["“The town is safe.”"]),
            ],
        ),
        (
            "Satellite images show that the runway was hit.",
            [
                ("Satellite images", "show", "asserts", "indirect", ["that the runway was hit"]),
            ],
        ),
        (
            "A report by monitors found that both sides had shelled homes.",
            [
                (
                    "A report by monitors",
                    "found",
                    "assesses",
                    "indirect",
                    ["that both sides had shelled homes"],
                ),
            ],
        ),
        (
            "The report says both sides shelled homes.",
            [
                ("The report", "says", "asserts", "indirect", ["both sides shelled homes"]),
            ],
        ),
        (
            "Witnesses reported hearing three explosions.",
            [
                ("Witnesses", "reported", "asserts", "indirect", ["hearing three explosions"]),
            ],
        ),
        (
            "Residents reported three explosions.",
            [
                ("Residents", "reported", "asserts", "indirect", ["three explosions"]),
            ],
        ),
        (
            "The army reported that it had shot down 12 drones.",
            [
                ("The army", "reported", "asserts", "indirect", ["that it had shot down 12 drones"]),
            ],
        ),
        (
            "The army says it shot down 12 drones.",
            [
                ("The army", "says", "asserts", "indirect", ["it shot down 12 drones"]),
            ],
        ),
        (
            "Air defence shot down 12 drones, the air force reports.",
            [
                ("the air force", "reports", "asserts", "indirect", ["Air defence shot down 12 drones"]),
            ],
        ),
        (
            "Air defence shot down 12 of 15 drones, the General Staff of the Armed Forces estimates.",
            [
                (
                    "the General Staff of the Armed Forces",
                    "estimates",
                    "estimates",
                    "indirect",
                    ["Air defence shot down 12 of 15 drones"],
                ),
            ],
        ),
        (
            "Moscow denies this.",
            [
                ("Moscow", "denies", "denies", "indirect", ["this"]),
            ],
        ),
        (
            "The general did not say how many had died.",
            [
                ("The general", "did not say", "declines", "indirect", ["how many had died"]),
            ],
        ),
        (
            "The general would not say how many had died.",
            [
                ("The general", "would not say", "declines", "indirect", ["how many had died"]),
            ],
        ),
        (
            "The general said he did not know how many had died.",
            [
                ("The general", "said", "asserts", "indirect", ["he did not know how many had died"]),
            ],
        ),
        (
            "Soldiers asked for water.",
            [
                ("Soldiers", "asked for", "asks", "indirect", ["water"]),
            ],
        ),
        (
            "The army wants to take the town.",
            [
                ("The army", "wants", "demands", "indirect", ["to take the town"]),
            ],
        ),
        (
            "The group plans to build a school.",
            [
                ("The group", "plans", "promises", "indirect", ["to build a school"]),
            ],
        ),
        (
            "The army plans to attack.",
            [
                ("The army", "plans", "promises", "indirect", ["to attack"]),
            ],
        ),
        (
            "Villagers think the well is poisoned.",
            [
                ("Villagers", "think", "assesses", "indirect", ["the well is poisoned"]),
            ],
        ),
        (
            "The army claimed the hill after a long fight.",
            [
                ("The army", "claimed", "asserts", "indirect", ["the hill"]),
            ],
        ),
        (
            "An official, speaking on condition of anonymity, said the talks had failed.",
            [
                (
                    "An official, speaking on condition of anonymity,",
                    "said",
                    "asserts",
                    "indirect",
                    ["the talks had failed"],
                ),
            ],
        ),
        (
            "The talks had failed, an official said on condition of anonymity.",
            [
                ("an official", "said", "asserts", "indirect", ["The talks had failed"]),
            ],
        ),
        (
            "Government spokesman Idris Bakoum told state television that the town had "
            "“never fallen”, the broadcaster Channel Two reported.",
            [
                (
                    "Government spokesman Idris Bakoum",
                    "told",
                    "asserts",
                    "mixed",
                    ["that the town had “never fallen”"],
                ),
            ],
        ),
        (
            "The ministry rejected reports that jets had hit the school, state media quoted "
            "it as saying on Tuesday.",
            [
                (
                    "The ministry",
                    "rejected",
                    "disputes",
                    "indirect",
                    ["reports that jets had hit the school"],
                ),
            ],
        ),
        (
            "The ministry's claim that the raid was repelled is a lie, the rebels said.",
            [
                ("The ministry's", "claim", "asserts", "indirect", ["that the raid was repelled"]),
                (
                    "the rebels",
                    "said",
                    "disputes",
                    "indirect",
                    ["The ministry's claim that the raid was repelled is a lie"],
                ),
            ],
        ),
        (
            "The ministry, as quoted by the agency, puts the toll at 40.",
            [
                ("The ministry", "puts", "asserts", "indirect", ["the toll at 40"]),
            ],
        ),
        (
            "Police said two bodies had been found and that one carried a passport.",
            [
                (
                    "Police",
                    "said",
                    "asserts",
                    "indirect",
                    ["two bodies had been found and that one carried a passport"],
                ),
            ],
        ),
        (
            "“First the window flew in. Then the tank went up,” said one of them, who asked not to be named.",
            [
                (
                    "one of them",
                    "said",
                    "asserts",
                    "direct",
                    ["“First the window flew in. Then the tank went up,”"],
                ),
            ],
        ),
        (
            "Asked whether drones had hit the tanks, the press service declined to comment.",
            [
                (
                    "the press service",
                    "declined",
                    "declines",
                    "indirect",
                    ["whether drones had hit the tanks", "to comment"],
                ),
            ],
        ),
        (
            "Allegations that gas was cut on purpose are groundless, the operator said, and "
            "promised repairs.",
            [
                (
                    "the operator",
                    "said",
                    "disputes",
                    "indirect",
                    ["Allegations that gas was cut on purpose are groundless"],
                ),
                ("the operator", "promised", "promises", "indirect", ["repairs"]),
            ],
        ),
        (
            "The council has invited monks to the site, the team leader added, and will take "
            "action against looters.",
            [
                (
                    "the team leader",
                    "added",
                    "asserts",
                    "indirect",
                    ["The council has invited monks to the site", "will take action against looters"],
                ),
            ],
        ),
        (
            "Around 130 people were evacuated, the headquarters reported; they were allowed "
            "home on Wednesday.",
            [
                ("the headquarters", "reported", "asserts", "indirect", ["Around 130 people were evacuated"]),
            ],
        ),
        (
            "Health partners recorded 14 deaths and 46 injuries.",
            [
                ("Health partners", "recorded", "asserts", "indirect", ["14 deaths and 46 injuries"]),
            ],
        ),
        (
            "The village chief, Mahad Guled, told Radio Sahel that the fighting had begun on Monday.",
            [
                (
                    "The village chief, Mahad Guled,",
                    "told",
                    "asserts",
                    "indirect",
                    ["that the fighting had begun on Monday"],
                ),
            ],
        ),
        (
            "He rejected as “pure fiction” the claim that four soldiers had died.",
            [
                (
                    "He",
                    "rejected",
                    "disputes",
                    "mixed",
                    ["as “pure fiction” the claim that four soldiers had died"],
                ),
            ],
        ),
        (
            "Since the beginning of the year 2,310 drones have been destroyed, the ministry noted.",
            [
                (
                    "the ministry",
                    "noted",
                    "asserts",
                    "indirect",
                    ["Since the beginning of the year 2,310 drones have been destroyed"],
                ),
            ],
        ),
        (
            "Between January and May, fighting displaced 318,000 people, protection monitors recorded.",
            [
                (
                    "protection monitors",
                    "recorded",
                    "asserts",
                    "indirect",
                    ["Between January and May, fighting displaced 318,000 people"],
                ),
            ],
        ),
        (
            "The Armed Forces inform national opinion that rebels attacked their positions on Monday.",
            [
                (
                    "The Armed Forces",
                    "inform",
                    "asserts",
                    "indirect",
                    ["that rebels attacked their positions on Monday"],
                ),
            ],
        ),
        (
            "The ministry warned the media against “spreading rebel propaganda”.",
            [
                ("The ministry", "warned", "warns", "mixed", ["“spreading rebel propaganda”"]),
            ],
        ),
        (
            "Aircraft struck a compound that once served as the “Zaytoun” school, the army said.",
            [
                (
                    "the army",
                    "said",
                    "asserts",
                    "indirect",
                    ["Aircraft struck a compound that once served as the “Zaytoun” school"],
                ),
            ],
        ),
        (
            "Armenia said on Friday a second soldier had died, while Azerbaijan confirmed "
            "one death of its own.",
            [
                ("Armenia", "said", "asserts", "indirect", ["a second soldier had died"]),
                ("Azerbaijan", "confirmed", "confirms", "indirect", ["one death of its own"]),
            ],
        ),
        (
            "The leader said two villages would be emptied, and called on residents to stay "
            "away from bridges.",
            [
                ("The leader", "said", "asserts", "indirect", ["two villages would be emptied"]),
                ("The leader", "called on", "demands", "indirect", ["residents to stay away from bridges"]),
            ],
        ),
        (
            "The army said it did not strike the clinic.",
            [
                ("The army", "said", "denies", "indirect", ["it did not strike the clinic"]),
            ],
        ),
        (
            "The army said no strike took place that day.",
            [
                ("The army", "said", "denies", "indirect", ["no strike took place that day"]),
            ],
        ),
        (
            "We deny any link to the blast, the movement said.",
            [
                ("the movement", "said", "denies", "indirect", ["We deny any link to the blast"]),
            ],
        ),
        (
            "The movement said it estimated its losses at 40 dead.",
            [
                ("The movement", "said", "estimates", "indirect", ["it estimated its losses at 40 dead"]),
            ],
        ),
        (
            "The ministry said both sides must stop firing.",
            [
                ("The ministry", "said", "demands", "indirect", ["both sides must stop firing"]),
            ],
        ),
        (
            "The office said the blast was probably an accident.",
            [
                ("The office", "said", "asserts", "indirect", ["the blast was probably an accident"]),
            ],
        ),
        (
            "The office said the blast may have been an accident.",
            [
                ("The office", "said", "asserts", "indirect", ["the blast may have been an accident"]),
            ],
        ),
        (
            "The mayor did not deny that guns were stored there.",
            [
                ("The mayor", "did not deny", "declines", "indirect", ["that guns were stored there"]),
            ],
        ),
        (
            "The mayor did not confirm the report.",
            [
                ("The mayor", "did not confirm", "doubts", "indirect", ["the report"]),
            ],
        ),
        (
            "“Our pilots did not leave the box,” stressed Major General Dara Khalen, head of the section.",
            [
                (
                    "Major General Dara Khalen, head of the section",
                    "stressed",
                    "asserts",
                    "direct",
                    ["“Our pilots did not leave the box,”"],
                ),
            ],
        ),
        (
            "The command calls upon citizens to stay away from the valleys.",
            [
                (
                    "The command",
                    "calls upon",
                    "demands",
                    "indirect",
                    ["citizens to stay away from the valleys"],
                ),
            ],
        ),
        (
            "A security official rubbished the claim.",
            [
                ("A security official", "rubbished", "disputes", "indirect", ["the claim"]),
            ],
        ),
        (
            "“It is a big word,” he scoffed.",
            [
                ("he", "scoffed", "disputes", "direct", ["“It is a big word,”"]),
            ],
        ),
        (
            "The command affirms that talk of shepherds killed near the hill is devoid of truth.",
            [
                (
                    "The command",
                    "affirms",
                    "denies",
                    "indirect",
                    ["that talk of shepherds killed near the hill is devoid of truth"],
                ),
            ],
        ),
        (
            "The district administrator denied that relief had been diverted, the emergency centre said.",
            [
                (
                    "The district administrator",
                    "denied",
                    "denies",
                    "indirect",
                    ["that relief had been diverted"],
                ),
            ],
        ),
        (
            "The governor told provincial radio that the army had won.",
            [
                ("The governor", "told", "asserts", "indirect", ["that the army had won"]),
            ],
        ),
        (
            "Our parishes believe that the number lies nearer to 17,000.",
            [
                (
                    "Our parishes",
                    "believe",
                    "assesses",
                    "indirect",
                    ["that the number lies nearer to 17,000"],
                ),
            ],
        ),
        (
            "Enumerators registered 2,460 families in the camps.",
            [
                ("Enumerators", "registered", "asserts", "indirect", ["2,460 families"]),
            ],
        ),
        (
            "The toll stood at 13 on Sunday, the committee said, after two of the wounded died in hospital.",
            [
                (
                    "the committee",
                    "said",
                    "asserts",
                    "indirect",
                    ["The toll stood at 13 on Sunday", "after two of the wounded died in hospital"],
                ),
            ],
        ),
        (
            "The price has doubled, complained a farmer.",
            [
                ("a farmer", "complained", "asserts", "indirect", ["The price has doubled"]),
            ],
        ),
        (
            "The chief swore that he had been at home all week.",
            [
                ("The chief", "swore", "asserts", "indirect", ["that he had been at home all week"]),
            ],
        ),
        (
            "The army vowed that the road would be open by Friday.",
            [
                ("The army", "vowed", "promises", "indirect", ["that the road would be open by Friday"]),
            ],
        ),
        (
            "The coalition proposes to hand them over to the Red Cross.",
            [
                ("The coalition", "proposes", "promises", "indirect", ["to hand them over to the Red Cross"]),
            ],
        ),
        (
            "Mines have killed 11 soldiers since January, by the agency's count.",
            [
                (
                    "the agency",
                    "count",
                    "asserts",
                    "indirect",
                    ["Mines have killed 11 soldiers since January"],
                ),
            ],
        ),
        (
            "The ministry released papers, which it said proved the sale.",
            [
                ("it", "said", "asserts", "indirect", ["which", "proved the sale"]),
            ],
        ),
        (
            "The minister said in a speech to officers on Tuesday that the front had held.",
            [
                ("The minister", "said in a speech", "asserts", "indirect", ["that the front had held"]),
            ],
        ),
        (
            "The owner reckons his losses at 4 million dinars.",
            [
                ("The owner", "reckons", "estimates", "indirect", ["his losses at 4 million dinars"]),
            ],
        ),
        (
            "He charged the militia with the killing of nine herdsmen.",
            [
                ("He", "charged", "accuses", "indirect", ["the militia with the killing of nine herdsmen"]),
            ],
        ),
        (
            "The mayor blamed the rebels; the army, he added, comes “to count the shells”.",
            [
                ("The mayor", "blamed", "accuses", "indirect", ["the rebels"]),
                ("he", "added", "asserts", "mixed", ["the army", "comes “to count the shells”"]),
            ],
        ),
    ],
)
def test_sentence(text: str, expected: list[Row]) -> None:
    page = attributed(text)
    found = [
        (
            page.words(claim.speaker_mention) if claim.speaker_mention else None,
            page.words(claim.cue) if claim.cue else "",
            claim.stance,
            claim.quotation,
            [page.words(piece) for piece in claim.content],
        )
        for claim in page.claims
    ]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "According to the law, the road must stay open.",
        "He said nothing about losses.",
        "The general is expected to speak on Monday.",
        "The talks are expected to resume on Monday.",
        "The bridge supports heavy trucks.",
        "The store backs onto the river.",
        "The road sign reads Kerem.",
        "The clock read five.",
        "The well was found to be dry.",
        "The police found a body.",
        "The missile found its target.",
        "The blast claimed 12 lives.",
        "The report is due on Monday.",
        "She told her children to hide.",
        "The ship, named “Star of the Sea”, sank.",
        "The so-called “people's republic” is not recognised.",
        "The operation, code-named “Iron Gate”, lasted two days.",
        "Troops entered the town and the mayor left.",
        "The mayor asked not to be named.",
        "The clinic was looted on Sunday; nobody has claimed responsibility.",
        "No group has claimed responsibility for the blast.",
        "A surgeon, who begged not to be named, had treated 24 men.",
        "The ministry lost 12 men; it gave no details.",
        "The town lies near the river.",
        "The ransom demanded by the gang was never paid.",
        "The council gave nine trucks to the town.",
        "This office has recorded 12 incidents.",
        "All signs point to rain.",
        "The drought threatens the harvest.",
        "The fighting puts civilians at risk.",
        "They met to discuss the crisis.",
        "The law allows foreigners to stay.",
        "He made a case for his guitar.",
    ],
)
def test_no_claim(text: str) -> None:
    assert attributed(text).claims == []
