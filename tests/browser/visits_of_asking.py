"""The pages of hearings, on the side of those who ask: who looks at them, and where they are."""

from tests.browser.visits import NOBODY, Visit
from tests.browser.world import KARIM, RAEV

ASKING_FILES = frozenset({"consultations.counts_file", "consultations.texts_file"})
"""They answer with a file, and not with a page."""

ASKING_VISITS = (
    Visit("consultations.front", NOBODY, "/hoeringer"),
    Visit("consultations.front", KARIM, "/hoeringer"),
    Visit("consultations.front", NOBODY, "/hoeringer?del=slut"),
    Visit("consultations.show", NOBODY, "/hoeringer/{hearing_open}"),
    Visit("consultations.show", RAEV, "/hoeringer/{hearing_open}"),
    Visit("consultations.show", NOBODY, "/hoeringer/{hearing_coming}"),
    Visit("consultations.show", NOBODY, "/hoeringer/{hearing_late}"),
    Visit("consultations.show", NOBODY, "/hoeringer/{hearing_too_late}"),
    Visit("consultations.show", KARIM, "/hoeringer/{hearing_done}"),
    Visit("consultations.show", NOBODY, "/hoeringer/{hearing_done}"),
    Visit("consultations.correct", KARIM, "/hoeringer/{hearing_done}/opsamling/ret"),
    Visit("consultations.wordings", NOBODY, "/hoeringer/{hearing_done}/opsamling/udgaver"),
    Visit("consultations.ours", KARIM, "/hoeringer/vores"),
    Visit("consultations.new", KARIM, "/hoeringer/ny"),
    Visit("consultations.edit", KARIM, "/hoeringer/{hearing_draft}/ret"),
    Visit("consultations.questions", KARIM, "/hoeringer/{hearing_draft}/spoergsmaal"),
    *(
        Visit("consultations.new_question", KARIM, f"/hoeringer/{{hearing_draft}}/spoergsmaal/ny/{kind}")
        for kind in ("tekst", "raekkefoelge", "skala", "sted")
    ),
    Visit("consultations.edit_question", KARIM, "/hoeringer/{hearing_draft}/spoergsmaal/{hearing_scale}"),
    Visit("consultations.edit_question", KARIM, "/hoeringer/{hearing_draft}/spoergsmaal/{hearing_place}"),
    Visit("consultations.preview", KARIM, "/hoeringer/{hearing_draft}/se"),
    Visit("consultations.more_time", KARIM, "/hoeringer/{hearing_open}/mere-tid"),
    Visit("consultations.cancel", KARIM, "/hoeringer/{hearing_open}/aflys"),
    Visit("consultations.summary", KARIM, "/hoeringer/{hearing_owed}/opsamling"),
    Visit("consultations.read_answers", KARIM, "/hoeringer/{hearing_owed}/laes"),
    Visit("consultations.read_answers", KARIM, "/hoeringer/{hearing_owed}/laes?hvem=klasse"),
)
