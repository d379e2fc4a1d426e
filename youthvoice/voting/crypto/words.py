"""The words of receipts: plain, kind words that a child of ten knows.

All nouns are of the common gender, so every adjective fits every one of them. No word of a list is like another of it (two
letters at least would have to be wrong), and no adjective and no animal begins another, so that a receipt can be read even
without its hyphens. The order is part of the code: a list that was changed would change every receipt that was given out.
"""

_ADJECTIVES = """
blå rød grøn gul lilla hvid grå brun orange turkis lyserød gylden glad sjov rolig stille stærk hurtig modig klog
kvik frisk venlig høflig nysgerrig munter smilende syngende dansende hoppende løbende svømmende flyvende lysende
funklende skinnende blinkende legende drømmende tænksom tålmodig trofast tapper vågen søvnig langsom høj rund
stribet prikket ternet blomstret broget blød krøllet lun kølig let stor enorm mægtig ung gammel moderne fin flot
smuk pæn elegant festlig lykkelig tilfreds heldig retfærdig hjælpsom gavmild rar god dygtig flittig ivrig smart sej
stolt hemmelig magisk sjælden berømt utrolig fantastisk herlig dejlig perfekt musikalsk lynhurtig klar mild blid
firkantet trekantet snehvid spændende eventyrlig opfindsom rask forsigtig fnisende grinende spillende malende
tegnende kreativ aktiv positiv himmelblå glitrende nynnende duftende tårnhøj snurrende
"""

_ANIMALS = """
bjørn isbjørn ulv ræv løve tiger leopard gepard panter puma jaguar panda koala kænguru elefant giraf zebra hest pony
kamel lama alpaka hjort elg hare kanin hamster odder bæver grævling vaskebjørn flagermus ugle ørn falk høg svane and
due måge krage ravn solsort spurv mejse lærke stork trane hejre papegøje pingvin flamingo struds påfugl kolibri
tukan isfugl nattergal undulat delfin sæl hvalros haj rokke laks ørred sild aborre gedde makrel guldfisk søhest
krabbe hummer reje blæksprutte søstjerne musling skildpadde frø salamander gekko kamæleon krokodille øgle myre
mariehøne sommerfugl guldsmed græshoppe humlebi edderkop hveps hund kat hvalp kalv vædder bison antilope gazelle gnu
lemur muldvarp moskusokse albatros fasan vibe stær dompap musvit spætte glente mår sværdfisk klovnfisk vandmand
dinosaur enhjørning søløve
"""

_THINGS = """
cykel bil båd bold bog lampe sol måne stjerne regnbue kop tallerken gryde kande taske rygsæk støvle hat vante
handske trøje kjole paraply nøgle sofa seng pude dyne tromme guitar fløjte trompet harpe violin klokke radio
computer robot raket ballon drage gynge rutsjebane vippe trampolin sandkasse slæde skøjte snebold snemand pandekage
vaffel banan appelsin pære citron tomat gulerod kartoffel ært ananas kiwi mandarin blomme drue kastanje blomst rose
tulipan solsikke mælkebøtte skov bakke bro tunnel flod strand bølge sten perle ring krone mønt kuffert blyant pensel
spand stige lommelygte kikkert magnet kalender avis postkasse fjer vifte bus helikopter traktor kran brandbil
campingvogn scooter kano pizza tegning legeklods dukke bamse frisbee fodbold trappe vulkan planet komet vindmølle
sæbeboble trillebør pyramide kagemand
"""

ADJECTIVES = tuple(_ADJECTIVES.split())
"""120 of them, as each of the other two."""
ANIMALS = tuple(_ANIMALS.split())
THINGS = tuple(_THINGS.split())
