"""Notice when somebody may be in danger, so that help is shown and a human is told.

Nothing is ever hidden because of these words. A missed cry is worse than an offer of
help too many, yet everyday words ("dødtræt", "selvmål", "skære frugt") stay quiet.
Sources for the wording: the themes of BørneTelefonen and Livslinien (suicide,
self-harm, violence, sexual abuse, neglect), put into the words young people use.
"""

import re
import unicodedata

_LIFE = r"(?:mit|sit|dit|hans|hendes|vores) (?:eget )?liv"
_SELF = r"(?:mig|sig|dig|os) selv"
_BODY = r"(?:mine? |sine? |dine? )?(?:arme?|armen|ben|lår|håndled|håndleddet)"
_CUT = r"(?:skærer?|skar|skåret|cutter|cutte|cuttede|cuttet|ridser?|brænder?|brændt)"
_HIT = r"(?:slår|slå|slog|slået|tæver?|banker|sparker|sparket|tæsker?|tæsket)"
_KIN = (
    r"(?:far|mor|faren|moren|papfar|papmor|stedfar|stedmor|forældre|onkel|bror|"
    r"storebror|kæreste|bedstefar|plejefar|plejemor)"
)
_HOME = r"(?:derhjemme|hjemme|hjemmefra)"
_CHILD_ABUSE = r"(?:misbrugt|overgrebet|voldtaget|befamlet)"

_PHRASES = (
    # Suicide, Danish
    r"selvmord\w*",
    r"suicid\w*",
    r"(?:tage|tager|tog|taget) livet af (?:mig|sig|dig|os)\w*",
    rf"(?:tage|tager|tog|taget) {_LIFE}",
    rf"(?:ende|ender|endte|afslutte|afslutter|afsluttet) {_LIFE}",
    r"(?:vil|ville|gider|orker|ønsker|kan)(?: bare| jeg| han| hun)? ikke (?:at )?leve "
    r"(?:mere|længere)",
    r"(?:gider|orker|vil)(?: jeg)? ikke (?:at )?leve$",
    r"ikke (?:har )?lyst til at leve\w*",
    r"(?:vil|ville) (?:bare |helst |gerne )?(?:være død|dø$)",
    r"(?:ønsker|ønskede|håber) (?:at )?(?:jeg )?(?:var død|at dø|jeg dør)",
    r"(?:bedre|bedst) (?:hvis jeg (?:var død|ikke var her)|uden mig)",
    r"ikke mere være (?:her|til)",
    r"(?:slå|slår|slog) mig selv ihjel",
    r"(?:dræbe|dræber|hænge|hænger|kvæle) (?:mig|sig) selv",
    r"hoppe ud foran (?:et |en )?(?:tog|bil|bus)\w*",
    r"overdosis",
    # Self-harm, Danish
    r"selvskad\w*",
    rf"{_CUT} (?:i )?{_SELF}",
    rf"{_CUT} i {_BODY}",
    r"cutter",
    r"cutting",
    rf"(?:skader?|skadede|skadet|straffer?) {_SELF}",
    rf"gør(?:e)? (?:skade på |ondt på |fortræd mod ){_SELF}",
    r"(?:kaster|brækker) (?:mig|sig) op med vilje",
    # Violence and neglect at home, Danish
    rf"(?:bliver|blev|er|blevet|bli'r) (?:\w+ )?{_HIT} (?:\w+ )?{_HOME}",
    rf"{_HIT} (?:mig|os|hende|ham) (?:\w+ )?{_HOME}",
    rf"(?:min |mine |vores |hans |hendes ){_KIN} (?:\w+ )?{_HIT} "
    rf"(?:mig|os|hende|ham|mor|min mor|mine søskende|min lillebror|min lillesøster)\b",
    rf"{_HIT} af (?:min |mine |vores |sin |sine ){_KIN}",
    rf"(?:bange for|tør ikke)(?: at)?(?: gå| komme| tage)? (?:hjem|min {_KIN}|"
    rf"mine {_KIN})",
    r"vold (?:i hjemmet|derhjemme|hjemme)",
    r"husvold",
    # Abuse, Danish
    r"voldt(?:aget|ægt|ægten|ægter|og mig|ager)\w*",
    r"seksuel(?:t|le)? (?:overgreb|misbrug\w*|krænk\w*)",
    r"overgreb(?:et|ene)?",
    rf"(?:er|bliver|blev|blevet) (?:\w+ )?{_CHILD_ABUSE}",
    r"incest\w*",
    r"(?:rører|rørte|rørt|tager|tog) (?:ved )?(?:mig|hende|ham) (?:på )?"
    r"(?:steder |uden at jeg vil|mellem benene|på brysterne|i skridtet)\w*",
    r"(?:tvinger|tvang|tvunget) (?:mig|hende|ham)? ?til (?:at have )?sex\w*",
    r"(?:truer|truede) (?:med )?(?:at |med at )?(?:slå|dræbe|del\w*|sende) "
    r"(?:mig|os|hende|ham|mine? (?:nøgen)?billeder?)\w*",
    r"nøgenbilleder? af (?:mig|hende|ham)",
    r"spiseforstyrrelse\w*",
    r"anoreksi\w*|bulimi\w*",
    # English
    r"suicid(?:e|al)",
    r"(?:kill|killing|hang|hanging|hurt|hurting|harm|harming|cut|cutting) myself",
    r"self ?harm\w*",
    r"(?:end|ending|take|taking) my (?:own )?life",
    r"(?:want|wanna|wanted)(?: to)? die",
    r"(?:do not|don't|dont) (?:want to|wanna) (?:live|be alive)(?: anymore)?",
    r"(?:wish|wished) i (?:was|were) dead",
    r"better off (?:dead|without me)",
    r"(?:my )?(?:dad|mum|mom|father|mother|stepdad|stepfather|parents|boyfriend) "
    r"(?:hits?|beats?|hurts?|kicks?) (?:me|us|my \w+)",
    r"(?:beaten|hit|abused) (?:by my \w+|at home)",
    r"(?:raped?|molest\w*|sexually (?:abused|assaulted))",
    r"(?:being|was|been|am|i'm) abused",
    r"afraid (?:to go|of going) home",
)
_CRISIS = re.compile(
    "|".join(
        rf"\b(?:{phrase[:-1]}(?=[ ]?(?:[.!?]|$))|{phrase[:-1]}\Z)" if phrase.endswith("$") else rf"\b(?:{phrase})(?!\w)"
        for phrase in _PHRASES
    )
)
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00b4": "'", "`": "'"})
_SPACE = re.compile(r"[^\w'.!?]+|(?<=\w)[.](?=\w)|_")


def crisis_words(text: str) -> list[str]:
    """Return the words that call for help, in lower case, once each, in order.

    An empty list means that nothing was noticed, never that everybody is well.
    """
    composed = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    spaced = _SPACE.sub(" ", composed)
    found = (match.group().strip() for match in _CRISIS.finditer(spaced))
    return list(dict.fromkeys(found))
